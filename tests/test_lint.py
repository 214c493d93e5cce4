"""Each rule of the lint: what it finds, and what it must leave alone."""

from __future__ import annotations

import pytest

from deckwright.bullet import Bullet, Text
from deckwright.finding import Face, Weight
from deckwright.grammar import Proposal
from deckwright.lint import RULES, lint

_BULLET = Bullet(1, Text("", "", "", ""))
_LONG = " ".join(f"word{k}" for k in range(30))


def found(question: str, *answer: str, kind: str = "why", context: str = "Article", parent: str = "") -> list[tuple[Weight, str]]:
    proposal = Proposal(kind, question, answer, _BULLET)
    return [(finding.weight, finding.reason) for finding in lint(Face(proposal, context, parent))]


def test_a_good_card_has_no_findings() -> None:
    assert found("Why can a cold cache be slower than none?", "every miss pays twice") == []


@pytest.mark.parametrize(
    ("question", "answer", "kind", "weight", "reason"),
    [
        ("Why is it so?", (_LONG,), "why", Weight.DRAFT, "the answer has 30 words"),
        ("Which two?", (_LONG, _LONG), "set", Weight.DRAFT, "the answer is a list of 60 words"),
        ("One [‥] here", ("a b c d e f",), "term", None, ""),
        ("Some words stand around the blank […]", ("a bee sea dee ee eff",), "term", Weight.REJECT, "the blank hides 6 words"),
        ("Why do queues help workers?", ("queues help workers rest",), "why", Weight.REJECT, "the question gives the answer away"),
        ("They require … what?", ("a queue",), "relation", Weight.REJECT, "the question points at something said elsewhere"),
        ("What does this approach require?", ("a queue",), "relation", Weight.REJECT, "the question points at something said elsewhere"),
        ("Why must a queue be bounded?", ("adding these naively",), "why", Weight.DRAFT, "the answer points at something said elsewhere"),
        ("Is a queue bounded by default?", ("memory",), "question", Weight.REJECT, "it can be answered by yes or no"),
        ("It is […]", ("bounded",), "term", Weight.REJECT, "too little is left around the blank"),
        ("Patterns such as pubsub, […], pipeline exist there", ("request",), "term", Weight.REJECT, "the blank is one of a series"),
        ("Why is a (queue bounded?", ("memory",), "why", Weight.REJECT, "a bracket or quotation is cut in half"),
        (
            "What is meant by “Queue”?",
            ("a line | Name | Size | | --- | --- |",),
            "definition",
            Weight.REJECT,
            "a table without an empty line above it was read as text",
        ),
        ("Why are queues bounded?", (", memory",), "why", Weight.REJECT, "its punctuation is broken"),
        ("How are queues bounded?", ("There are two ways:",), "how", Weight.DRAFT, "the answer only leads to what stands below it"),
        ("Why are queues bounded?", ("so that it is",), "why", Weight.REJECT, "the answer holds no word of content"),
        ("Why is https://e.org/a bounded?", ("memory",), "why", Weight.REJECT, "it shows an address"),
        ("Why are queues bounded?", ("memory is finite; workers are slow",), "why", Weight.DRAFT, "the answer says two things"),
        (
            "Every queue of the system has a certain […]",
            ("thing",),
            "term",
            Weight.REJECT,
            "the blank asks for a common word or for the topic",
        ),
        (
            "What is meant by “Cohort effects”?",
            ("effects of cohorts",),
            "definition",
            Weight.DRAFT,
            "the answer says little more than its term",
        ),
        ("What does API stand for?", ("application interface",), "acronym", Weight.DRAFT, "nearly everybody knows what it stands for"),
        ("Why does a queue have a bound?", ("memory, and workers",), "why", Weight.WARNING, "the answer may be more than one thing"),
        ("Why does a queue have a bound?", ("memory is finite, the disk is full",), "why", Weight.DRAFT, "the answer may say two things"),
        (
            "Why does a queue have a bound?",
            ("it is easier to reason about",),
            "why",
            Weight.DRAFT,
            "the answer says how good it is, which is easy to guess",
        ),
        ("Why does a queue have a bound?", ("otherwise it fills the",), "why", Weight.DRAFT, "the answer is cut off"),
        ("Why did the factory add a queue?", ("one worker failed",), "why", Weight.WARNING, "it asks about a single event"),
        ("Why did our team bound it?", ("memory",), "why", Weight.WARNING, "it tells the author's own story"),
        (
            "How do bounded queues help with these loads?",
            ("by waiting",),
            "how",
            Weight.DRAFT,
            "the question may point at something said elsewhere",
        ),
        ("What is the queue that he bounds?", ("a list",), "relation", Weight.DRAFT, "the question may point at something said elsewhere"),
        ("What is the tie between the two?", ("a list",), "part", Weight.DRAFT, "the question may point at something said elsewhere"),
        ("How do the two queues wait?", ("by sleeping",), "how", None, ""),
        ("What is a queue?", ("a name for such lists",), "definition", Weight.DRAFT, "the answer points at something said elsewhere"),
        (f"Which one is this: “{_LONG}”?", ("a queue",), "which", None, ""),
        ("What is needed to wait, and when is it over?", ("a queue",), "relation", Weight.DRAFT, "the question says two things"),
        ("What is `q`?", ("the queue",), "definition", Weight.DRAFT, "a symbol means something only where it stands"),
        ("A queue is bounded by the. Why?", ("memory",), "why", Weight.REJECT, "the question is cut off"),
    ],
)
def test_what_is_wrong_is_named(question: str, answer: tuple[str, ...], kind: str, weight: Weight | None, reason: str) -> None:
    findings = found(question, *answer, kind=kind)
    assert (weight, reason) in findings if weight else findings == []


def test_a_question_that_leans_on_its_parent_is_a_draft_where_the_parent_is_shown() -> None:
    assert found("This requires … what?", "a queue", parent="Backpressure") == [(Weight.DRAFT, "the question leans on the line above")]


def test_a_card_without_any_context_is_rejected() -> None:
    assert (Weight.REJECT, "nothing is left that says what it is about") in found("why is it bounded?", "memory", context="")


def test_a_line_of_a_table_of_contents_is_a_draft() -> None:
    assert found("Why?", "memory is finite", context="Book › Table of contents › I") == [(Weight.DRAFT, "it stands in a table of contents")]
    assert found("Why?", "memory is finite", context="Book › Contents of the sea") == []


@pytest.mark.parametrize("context", ["Lecture 4", "notes › Week 3", "Midterm #1", "2016-12-09"])
def test_a_card_below_nothing_but_numbers_and_kinds_of_notes_is_a_draft(context: str) -> None:
    assert found("Why?", "memory is finite", context=context) == [(Weight.DRAFT, "no heading above says what it is about")]
    assert found("Why?", "memory is finite", context=f"{context} › Ropes") == []
    assert found("Why?", "memory is finite", context=context, parent="A rope that was wet") == []


def test_the_gravest_finding_comes_first() -> None:
    weights = [weight for weight, _ in found("They (require … what?", _LONG, kind="relation")]
    assert weights == sorted(weights, reverse=True)
    assert len(weights) >= 3


def test_every_rule_is_tried() -> None:
    assert len(RULES) == len({rule.__name__ for rule in RULES})


def test_what_stands_below_an_exercise_is_a_draft() -> None:
    finding = (Weight.DRAFT, "it may be part of an exercise")
    assert finding in found("Why must a queue be bounded?", "memory is finite", context="Queues › Exercise 2")
    assert finding not in found("Why must a queue be bounded?", "memory is finite", context="Exercising patience")
