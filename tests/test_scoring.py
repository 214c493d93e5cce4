"""What raises and lowers a card's score, and what must not."""

from __future__ import annotations

import pytest

from deckwright import making, outline
from deckwright.bullet import Bullet, Text
from deckwright.finding import Face, Finding, Weight
from deckwright.grammar import GRAMMAR, Proposal
from deckwright.language.languages import ALL
from deckwright.scoring import SIGNS, score, signs


def card(kind: str, question: str, *answer: str, context: str = "Article", parent: str = "", line: str = "") -> Face:
    return Face(Proposal(kind, question, answer, Bullet(1, Text(line, line, line, ""))), context, parent)


def shown(face: Face) -> set[str]:
    return {sign.name for sign in signs(face)}


ABOUT, THREE, DEFINITE, APART, ACRONYM, PASSING, QUESTION_NAMES, ANSWER_NAME, SHORT, WHOLE, MANY, BARE, NO_KIND, LONG = (
    sign.name for sign in SIGNS
)


@pytest.mark.parametrize(
    ("name", "with_it", "without"),
    [
        (
            ABOUT,
            card("why", "Why do rehearsals help?", "x", context="Rehearsing"),
            card("why", "“Rehearsing” — why do naps help?", "x", context="Rehearsing"),
        ),
        (ABOUT, card("why", "Why do naps help?", "x", parent="A nap a day"), card("why", "Why do naps help?", "x")),
        (
            ABOUT,
            card("why", "Why do rehearsals help?", "x", context="Rehearsing"),
            card("label", "The goal of “Rehearsing”?", "x", context="Rehearsing"),
        ),
        (THREE, card("set", "What are they?", "a", "b", "c"), card("set", "What are they?", "a", "b")),
        (DEFINITE, card("definition", "What is a span?", "the width of a memory"), card("why", "Why?", "the width of a memory")),
        (DEFINITE, card("definition", "What is a span?", "The width of it"), card("definition", "What is a span?", "theory of width")),
        (APART, card("definition", "What is a span?", "a width that is kept"), card("why", "Why?", "a width that is kept")),
        (ACRONYM, card("acronym", "LTM?", "long-term memory", context="A › B"), card("acronym", "LTM?", "long-term memory", context="A")),
        (
            PASSING,
            card("acronym", "What does LTM stand for?", "long-term memory", line="Long-term memory (LTM) keeps what lasts"),
            card("acronym", "What does LTM stand for?", "long-term memory", line="kept in long-term memory (LTM)"),
        ),
        (
            PASSING,
            card("acronym", "What does LTM stand for?", "long-term memory", line="Long-term memory (LTM) keeps it all"),
            card("why", "Why is it kept?", "long-term memory", line="Long-term memory (LTM) keeps it all"),
        ),
        (
            QUESTION_NAMES,
            card("why", "Why did Alan Baddeley count?", "x"),
            card("acronym", "What does LTM stand for in LTP?", "long-term memory"),
        ),
        (QUESTION_NAMES, card("why", "Why did Baddeley and Hitch count?", "x"), card("why", "Why did Baddeley count?", "x")),
        (ANSWER_NAME, card("who", "Who counted?", "it was Miller"), card("who", "Who counted?", "Somebody else did")),
        (ANSWER_NAME, card("who", "Who counted?", "it was Miller"), card("acronym", "What does LTM stand for?", "Long Term Memory")),
        (SHORT, card("why", "Why do naps help?", "they reset"), card("why", "Why do naps help?", "they reset tired nerve cells")),
        *(
            (NO_KIND, card("definition", "What is meant by “Weir”?", effect), card("definition", "What is meant by “Weir”?", thing))
            for effect, thing in [
                ("keeps the water high", "a low dam"),
                ("more water than before", "dam across a river"),
                ("less silt downstream", "wall that holds water back"),
            ]
        ),
        (
            NO_KIND,
            card("definition", "What is meant by “Weir”?", "silt downstream"),
            card("definition", "What is a weir?", "silt downstream"),
        ),
        (
            WHOLE,
            card("set", "Which?", "naps are short", "a nap"),
            card("set", "Which?", "a reset of the brain that helps", "a nap"),
        ),
        (MANY, card("how", "How is wisdom attained?", "x"), card("how", "How do bees attain wisdom of flowers?", "x")),
        (MANY, card("how", "How is wisdom attained?", "x"), card("how", "How do bees attain wisdom?", "x")),
        (WHOLE, card("set", "Which?", "naps are short", "a nap"), card("definition", "What is a nap?", "naps are short", "a nap")),
        (QUESTION_NAMES, card("why", "Did Alan Baddeley count?", "x"), card("why", "Alan Baddeley counted why?", "x")),
        (SHORT, card("why", "Why do naps help?", "they reset"), card("why", "Why do naps help?", "they reset tired nerves")),
        (MANY, card("how", "How is wisdom attained?", "x"), card("why", "Why is wisdom attained?", "x")),
        (BARE, card("set", "Goals: name the 3.", "a", "b", "c"), card("set", "Goals of a long nap: name the 3.", "a", "b", "c")),
        (BARE, card("set", "“Naps” — what are the 2 kinds?", "a", "b"), card("set", "“Naps” — what are the 2 kinds of nap?", "a", "b")),
        (
            BARE,
            card("set", "“Naps” — Bad times: what are they?", "a", "b"),
            card("sequence", "“Naps” — Bad times: what are they?", "a", "b"),
        ),
        (
            NO_KIND,
            card("definition", "What is meant by “Weir”?", "keeps the water high"),
            card("definition", "What is meant by “Weir”? (2 things)", "keeps the water high", "a low dam"),
        ),
        (LONG, card("why", "Why?", "x", line="word " * 48), card("why", "Why?", "x", line="word " * 47)),
    ],
)
def test_a_sign_is_seen_where_it_is_and_nowhere_else(name: str, with_it: Face, without: Face) -> None:
    assert name in shown(with_it)
    assert name not in shown(without)


def test_signs_are_told_by_english_words_and_so_for_english_notes_only() -> None:
    proposal = Proposal("set", "Wie heißen sie?", ("a", "b", "c"), Bullet(1, Text("", "", "", "")))
    german = next(language for language in ALL if language.stemmer == "german")
    assert THREE in {sign.name for sign in signs(Face(proposal, "", ""))}
    assert signs(Face(proposal, "", "", german)) == ()


def test_a_score_goes_with_the_shape_the_signs_and_the_warnings() -> None:
    warning, doubt = Finding(Weight.WARNING, "w"), Finding(Weight.DRAFT, "d")
    plain = score(0.5, [], [])
    assert score(0.3, [], []) < plain < score(0.7, [], []) < 0.7
    assert plain == 0.48
    for sign in SIGNS:
        assert (score(0.5, [sign], []) > plain) == (sign.points > 0)
    assert score(0.5, [], [warning, warning]) < score(0.5, [], [warning]) < score(0.5, [], [doubt]) == plain
    assert score(1.0, SIGNS, [warning]) == 1.0, "what the author asks for is not weighed"


@pytest.mark.parametrize("hundredths", range(30, 70))
def test_any_threshold_between_two_scores_draws_its_line(hundredths: int) -> None:
    note = "# Code\n- Late binding closures: each of the values is looked up only when the inner call is made\n"
    (made,) = making.cards(outline.read(note, "note.md")[0], threshold=hundredths / 100 + 0.001)
    assert (made.rule, made.signs) == ("stated", ())
    assert made.reason == ("stated cards are not sure enough" if made.score <= hundredths / 100 else "")


def test_a_draft_says_what_costs_its_card_most() -> None:
    note = "# Labs\n- %s\n"
    reasons = {
        "Stanford Sleep Clinics are quiet because their rooms lie deep below dry ground": "names stand in the question",
        "Naps are short because rooms are cold": "the answer is short",
    }
    unmarked = score(next(shape.prior for shape in GRAMMAR if shape.name == "why"), [], [])
    for line, reason in reasons.items():
        made = making.cards(outline.read(note % line, "note.md")[0], threshold=unmarked - 0.01)
        assert [card.reason for card in made if card.bullet.text.plain == line] == [reason]
        assert all(card.signs == () for card in made if not card.is_asked)
