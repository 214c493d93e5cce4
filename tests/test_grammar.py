"""Every shape of the card grammar against its golden file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from golden import FOLDER, LANGUAGES, Example, examples, fates

from deckwright.grammar import GRAMMAR

FILES = sorted(FOLDER.glob("*.md"))
CASES = [(path.stem, example) for path in FILES for example in examples(path.read_text("utf-8"))]


@pytest.mark.parametrize(("shape", "example"), CASES, ids=[f"{shape}-{k}" for k, (shape, _) in enumerate(CASES)])
def test_a_note_becomes_the_cards_of_its_golden_file(shape: str, example: Example) -> None:
    assert fates(example.note, shape) == example.cards


def test_every_shape_has_a_golden_file_and_no_file_is_left_over() -> None:
    assert {path.stem for path in FILES} - set(LANGUAGES) == {shape.name for shape in GRAMMAR}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_golden_file_shows_what_is_not_the_shape(path: Path) -> None:
    wanted = {example.wanted for example in examples(path.read_text("utf-8"))}
    assert wanted == {True, False}
    assert len(path.read_text("utf-8").split("\n\n")[1]) > 20, "a sentence for people comes first"


@pytest.mark.parametrize("text", ["no fences at all", "```note\n- a\n```\n", "```note\n- a\n```\nwords\n```cards\nnone\n```\n"])
def test_a_golden_file_without_a_whole_pair_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="note"):
        examples(text)


def test_the_score_starts_from_the_measured_pass_rate() -> None:
    sequence, unmatched = (next(shape for shape in GRAMMAR if shape.name == name) for name in ("sequence", "unmatched"))
    assert replace(sequence, measured=(13, 18)).prior == pytest.approx((13 + 1) / (18 + 2))
    assert unmatched.prior == pytest.approx(1 / 2)
