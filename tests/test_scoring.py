"""What raises and lowers a card's score, and what must not."""

from __future__ import annotations

import pytest

from deckwright import making, outline
from deckwright.bullet import Bullet, Text
from deckwright.finding import Face, Finding, Weight
from deckwright.grammar import GRAMMAR, Proposal
from deckwright.language.languages import ALL
from deckwright.scoring import SIGNS, score, signs


def shown(kind: str, question: str, *answer: str, context: str = "Article", parent: str = "", line: str = "") -> set[str]:
    bullet = Bullet(1, Text(line, line, line, ""))
    return {sign.name for sign in signs(Face(Proposal(kind, question, answer, bullet), context, parent))}


ABOUT, THREE, DEFINITE, APART, ACRONYM, QUESTION_NAMES, ANSWER_NAME, JOINED, SHORT, WHOLE, MANY, BARE, NO_KIND, LONG = (
    sign.name for sign in SIGNS
)


@pytest.mark.parametrize(
    ("name", "with_it", "without"),
    [
        (
            ABOUT,
            shown("why", "Why do rehearsals help?", "x", context="Rehearsing"),
            shown("why", "“Rehearsing” — why do naps help?", "x", context="Rehearsing"),
        ),
        (ABOUT, shown("why", "Why do naps help?", "x", parent="A nap a day"), shown("why", "Why do naps help?", "x")),
        (THREE, shown("set", "What are they?", "a", "b", "c"), shown("set", "What are they?", "a", "b")),
        (DEFINITE, shown("definition", "What is a span?", "the width of a memory"), shown("why", "Why?", "the width of a memory")),
        (DEFINITE, shown("definition", "What is a span?", "The width of it"), shown("definition", "What is a span?", "theory of width")),
        (APART, shown("definition", "What is a span?", "a width that is kept"), shown("why", "Why?", "a width that is kept")),
        (ACRONYM, shown("acronym", "LTM?", "long-term memory", context="A › B"), shown("acronym", "LTM?", "long-term memory", context="A")),
        (
            QUESTION_NAMES,
            shown("why", "Why did Alan Baddeley count?", "x"),
            shown("acronym", "What does LTM stand for in LTP?", "long-term memory"),
        ),
        (QUESTION_NAMES, shown("why", "Why did Baddeley and Hitch count?", "x"), shown("why", "Why did Baddeley count?", "x")),
        (ANSWER_NAME, shown("who", "Who counted?", "it was Miller"), shown("who", "Who counted?", "Somebody else did")),
        (ANSWER_NAME, shown("who", "Who counted?", "it was Miller"), shown("acronym", "What does LTM stand for?", "Long Term Memory")),
        (JOINED, shown("why", "Why are naps and walks good?", "x"), shown("which", "Which is this: “naps and walks”?", "x")),
        (SHORT, shown("why", "Why do naps help?", "they reset"), shown("why", "Why do naps help?", "they reset tired nerve cells")),
        *(
            (NO_KIND, shown("definition", "What is meant by “Weir”?", effect), shown("definition", "What is meant by “Weir”?", thing))
            for effect, thing in [
                ("keeps the water high", "a low dam"),
                ("more water than before", "dam across a river"),
                ("less silt downstream", "wall that holds water back"),
            ]
        ),
        (
            NO_KIND,
            shown("definition", "What is meant by “Weir”?", "silt downstream"),
            shown("definition", "What is a weir?", "silt downstream"),
        ),
        (
            WHOLE,
            shown("set", "Which?", "naps are short", "a nap"),
            shown("set", "Which?", "a reset of the brain that helps", "a nap"),
        ),
        (MANY, shown("how", "How is wisdom attained?", "x"), shown("how", "How do bees attain wisdom of flowers?", "x")),
        (MANY, shown("how", "How is wisdom attained?", "x"), shown("why", "Why is wisdom attained?", "x")),
        (BARE, shown("set", "Goals: name the 3.", "a", "b", "c"), shown("set", "Goals of a long nap: name the 3.", "a", "b", "c")),
        (BARE, shown("set", "“Naps” — what are the 2 kinds?", "a", "b"), shown("set", "“Naps” — what are the 2 kinds of nap?", "a", "b")),
        (
            BARE,
            shown("set", "“Naps” — Bad times: what are they?", "a", "b"),
            shown("sequence", "“Naps” — Bad times: what are they?", "a", "b"),
        ),
        (LONG, shown("why", "Why?", "x", line="word " * 48), shown("why", "Why?", "x", line="word " * 47)),
    ],
)
def test_a_sign_is_seen_where_it_is_and_nowhere_else(name: str, with_it: set[str], without: set[str]) -> None:
    assert name in with_it
    assert name not in without


def test_signs_are_told_by_english_words_and_so_for_english_notes_only() -> None:
    proposal = Proposal("set", "Wie heißen sie?", ("a", "b", "c"), Bullet(1, Text("", "", "", "")))
    german = next(language for language in ALL if language.stemmer == "german")
    assert THREE in {sign.name for sign in signs(Face(proposal, "", ""))}
    assert signs(Face(proposal, "", "", german)) == ()


def test_a_score_goes_with_the_shape_the_signs_and_the_warnings() -> None:
    warning, doubt = Finding(Weight.WARNING, "w"), Finding(Weight.DRAFT, "d")
    assert score(0.5, [], []) == 0.5
    assert score(0.3, [], []) < score(0.5, [], []) < score(0.7, [], []) < 0.7
    for sign in SIGNS:
        assert (score(0.5, [sign], []) > 0.5) == (sign.points > 0)
    assert score(0.5, [], [warning, warning]) < score(0.5, [], [warning]) < score(0.5, [], [doubt]) == 0.5
    assert score(1.0, SIGNS, [warning]) == 1.0, "what the author asks for is not weighed"


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
