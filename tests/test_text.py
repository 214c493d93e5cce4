"""What a reader sees of a line, what a card may say, and the mask that patterns run on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright import inline
from deckwright.bullet import Text
from deckwright.grammar import phrase
from deckwright.parse import inline_tokens


def text(source: str) -> Text:
    return inline.text(source, inline_tokens(source, {}))


@pytest.mark.parametrize(
    ("source", "plain", "said"),
    [
        ("a *b* **c** ~~d~~", "a b c d", "a b c d"),
        ("see [the log](https://e.org/log) now", "see the log now", "see the log now"),
        ("old games (https://e.org/1 , https://e.org/2)", "old games (https://e.org/1 , https://e.org/2)", "old games"),
        ("trade latency (see also [Nagle](https://e.org))", "trade latency (see also Nagle)", "trade latency"),
        ("great :tada: news", "great :tada: news", "great news"),
        ("`a*b*` and `` x`y ``", "`a*b*` and ``x`y``", "`a*b*` and ``x`y``"),
        ("$5 and $6 are not math", "$5 and $6 are not math", "$5 and $6 are not math"),
        ("$x^2$ is math", "\\(x^2\\) is math", "\\(x^2\\) is math"),
        ("List<T> and a<br>b <!-- no -->", "List<T> and a b", "List<T> and a b"),
        ("5 &lt; 6 \\*not\\*", "5 < 6 *not*", "5 < 6 *not*"),
        ("the ==sun== is a ==**hot** `star`==", "the sun is a hot `star`", "the sun is a hot `star`"),
        ("a == b, x==y and z==w, === and ==", "a == b, x==y and z==w, === and ==", "a == b, x==y and z==w, === and =="),
        ("an ==https://e.org== address", "an https://e.org address", "an address"),
        ("What is it? #card", "What is it?", "What is it?"),
        ("#flashcards/a the #cardinal `#card`", "the #cardinal `#card`", "the #cardinal `#card`"),
        ("Mutex :: a lock : closed", "Mutex :: a lock : closed", "Mutex :: a lock: closed"),
        ("🔸 icons go", "🔸 icons go", "icons go"),
    ],
)
def test_markup_goes_and_words_stay(source: str, plain: str, said: str) -> None:
    assert (text(source).plain, text(source).said) == (plain, said)


def test_highlights_are_where_they_stand_in_what_is_said() -> None:
    line = text("see [the ==log==](https://e.org), ==two words== (see ==also==) and ==`c`==.")
    assert [line.said[start:end] for start, end in line.highlights] == ["log", "two words", "`c`"]
    assert line.links == (("the log", "https://e.org"),)


def test_a_card_tag_is_none_inside_a_link() -> None:
    assert [text(source).tagged for source in ("a #card", "[a #card](https://e.org)", "https://e.org/ x#card")] == [True, False, False]


def test_an_address_inside_code_is_code() -> None:
    assert text("fetch `https://e.org/x` twice").said == "fetch `https://e.org/x` twice"


def test_the_inside_of_code_and_math_is_blanked_to_the_same_length() -> None:
    found = text("use `a because b` or $c so d$ here")
    assert found.masked == "use `xxxxxxxxxxx` or \\(xxxxxx\\) here"
    assert len(found.masked) == len(found.said)


@given(st.text(st.sampled_from("ab `$\\()[]*_<>https:/. \u00e9"), max_size=60))
def test_masking_keeps_the_length_of_any_line(source: str) -> None:
    found = text(source)
    assert len(found.masked) == len(found.said)


def test_a_line_that_is_one_link_knows_its_address() -> None:
    assert text("[a](https://e.org)").sole_link == "https://e.org"
    assert text("[a](https://e.org) b").sole_link is None


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("One thing. Another thing.", ["One thing.", "Another thing."]),
        ("Tools, e.g. Make, help. So do tests.", ["Tools, e.g. Make, help.", "So do tests."]),
        ("It has 175B parts! (A brain may have more. Or not.)", ["It has 175B parts!", "(A brain may have more. Or not.)"]),
        ("Use version 2.5 of J. Smith's tool.", ["Use version 2.5 of J. Smith's tool."]),
        ("Call `a. B` first. Then stop.", ["Call `a. B` first.", "Then stop."]),
    ],
)
def test_sentences_end_where_a_reader_says_so(said: str, expected: list[str]) -> None:
    assert [s.said for s in phrase.sentences(said)] == expected


@given(st.text("ab.!?() \"“”'`A1", max_size=60))
def test_splitting_into_sentences_loses_no_word(said: str) -> None:
    assert "".join("".join(s.said for s in phrase.sentences(said)).split()) == "".join(said.split())


@pytest.mark.parametrize(
    ("verb", "base"),
    [
        ("requires", "require"),
        ("implies", "imply"),
        ("results in", "result in"),
        ("causes", "cause"),
        ("passes", "pass"),
        ("avoids", "avoid"),
    ],
)
def test_a_verb_takes_the_form_it_has_behind_does(verb: str, base: str) -> None:
    assert phrase.base_form(verb) == base


@pytest.mark.parametrize(
    ("piece", "first"),
    [
        ("compressing data, irreducibility implies a limit", "compressing data"),
        ("no switching, no mutexes, no locks", "no switching, no mutexes, no locks"),
        ("a buffer (heap, which grows, is large), shared", "a buffer (heap, which grows, is large), shared"),
        ("a card you keep failing; Anki tags it", "a card you keep failing"),
        ("if the answer is no, the work is done", "if the answer is no, the work is done"),
    ],
)
def test_an_answer_stops_where_a_second_statement_begins(piece: str, first: str) -> None:
    assert phrase.first_clause(piece) == first


def test_a_subject_is_written_small_where_the_note_does_so_elsewhere() -> None:
    assert phrase.lowered("Classic threads", frozenset({"classic"})) == "classic threads"
    assert phrase.lowered("Anki cards", frozenset()) == "Anki cards"
    assert phrase.lowered("NN training", frozenset({"nn"})) == "NN training"


@given(st.text("aBc dE19.,;:!?'\"-%/+w", max_size=40))
def test_a_bare_line_is_what_its_tokens_make_of_it(source: str) -> None:
    assert not inline.is_bare(source) or inline.bare(source) == text(source)


@pytest.mark.parametrize("source", ["Lesson: keep it small", 'He said "no"', "It's 40% off, e.g. in v1.2", "and/or", "so?"])
def test_prose_is_bare(source: str) -> None:
    assert inline.is_bare(source)
