"""What a pattern needs is in everything it matches, so a shape that is not tried would have found nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from golden import FOLDER, examples
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright import making, outline
from deckwright.grammar import needs
from deckwright.language import english as words
from deckwright.needed import held, needed, searched

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = sorted(FOLDER.glob("*.md"))
PATTERNS = sorted({pattern for patterns in needs.NEEDS.values() for pattern in patterns})
SEARCHED = (words.OBSOLETE, words.DANGLING, words.DEICTIC_NOUN, words.POINTS_INSIDE, words.NARRATIVE, words.OPEN_END, words.HEDGE)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (r"\bbecause\b|\bdue to\b", {"because", "due"}),
        (r"^(.{3,}?)\s+(?:occurs?|takes? place)\s+when", {"occur", "occurs", "place", "takes"}),
        (r"(?:un)?like\b", set()),  # what stands before is not known, so `like` may be the end of any word
        (r"^(?:un)?like\s", {"like", "unlike"}),
        (r"\s(?:is|are)(?: not)?\s+(?:a|an)\b", {"is", "are", "not"}),
        (r"^\d+ ms$", {"ms"}),
        (r"^v\d$", {"v"}),
        (r"^\d(?:[.,]|\d)$", set("0123456789")),
        (r"\b(?:this|the latter)\W*$", {"this", "latter"}),
        (r"^(.+?)\s*(:| -)\s", {":", "-"}),
        (r"\bby (?:\w+ly )?([a-z]\w+)ing\b", {"by"}),
        (r"\b(?:most \w+|best)\b", {"most", "best"}),
        (r"colou?r", set()),
        (r".*", set()),
        (r"(?:a|\w)b", set()),
        (r"(?=because)\w+", set()),
    ],
)
def test_what_a_pattern_needs_is_read_from_it(pattern: str, words: set[str]) -> None:
    assert needed(pattern) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It IS so, isn’t it?", {"it", "is", "so", ",", "isn", "’", "t", "?"}),
        ("naïve İS ſo K x", {"na", "ï", "ve", "is", "so", "k", "x"}),
        ("٣ Maße", {"٣", "masse", *"0123456789"}),
    ],
)
def test_the_words_of_a_text_are_those_that_a_pattern_sees(text: str, words: set[str]) -> None:
    assert held(text) == words


@pytest.mark.parametrize("pattern", [*PATTERNS, *SEARCHED])
def test_whatever_a_pattern_matches_holds_what_it_needs(pattern: str) -> None:
    wanted = needed(pattern)
    assert wanted, "a pattern that needs nothing is tried on every line"

    @settings(derandomize=True, deadline=None, max_examples=12, database=None)
    @given(st.from_regex(re.compile(pattern, re.IGNORECASE)))
    def holds(text: str) -> None:
        assert not wanted.isdisjoint(held(text))

    holds()


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_shape_that_is_not_tried_would_find_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = [outline.read(example.note, path.name)[0] for example in examples(path.read_text("utf-8"))]
    chosen = [making.cards(note) for note in notes]
    monkeypatch.setattr(needs.Choice, "fitting", lambda choice, _: choice.shapes)
    monkeypatch.setattr(making, "may_be_marked", lambda _: True)
    assert chosen == [making.cards(note) for note in notes]


def test_most_shapes_are_not_tried_on_most_lines() -> None:
    (row,) = {id(row): row for key, row in making._UNMARKED.items() if key == (False, False)}.values()
    assert len(row.fitting("the disk keeps what it was given")) < len(row.shapes) / 2 < len(row.shapes) > 50


def test_a_search_finds_what_it_would_without_looking_first() -> None:
    lines = (ROOT / "notes" / "2024-09-20-databases.md").read_text("utf-8").split("\n")
    pairs = [(pattern, line) for pattern in SEARCHED for line in lines]
    plain = [re.search(pattern, line, re.IGNORECASE) for pattern, line in pairs]
    assert [str(found) for found in plain] == [str(searched(pattern, line)) for pattern, line in pairs]
    assert any(plain)
