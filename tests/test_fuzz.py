"""Any text keeps the laws of tests/fuzz/laws.py: nothing crashes, no card lacks a side, and no line is dropped in silence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from fuzz import laws
from fuzz.strategies import DRAFTS, LINES, NOTES, VALUES
from golden import FOLDER, examples
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckwright import ledger, outline

CORPUS = Path(__file__).parent / "fuzz" / "corpus"
KEYS = [*ledger.KEYS, "unasked", "marks", "ledger", "version", "later"]
thorough = settings(max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@thorough
@given(NOTES)
def test_a_note_of_any_lines_keeps_the_laws(text: str) -> None:
    laws.note(text)


@thorough
@given(st.data())
def test_a_real_note_with_lines_of_any_kind_between_its_own_keeps_the_laws(data: st.DataObject) -> None:
    lines = data.draw(st.sampled_from(WRITTEN)).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(lines)))
        lines[at : at + data.draw(st.integers(0, 2))] = [data.draw(LINES)]
    laws.note("\n".join(lines))


WRITTEN = [example.note for file in sorted(FOLDER.glob("*.md")) for example in examples(file.read_text("utf-8"))]


@thorough
@given(st.text(max_size=200))
def test_any_text_keeps_the_laws_of_every_file(text: str) -> None:
    for law in laws.TARGETS.values():
        law(text)


@thorough
@given(DRAFTS)
def test_drafts_of_any_lines_keep_the_laws(text: str) -> None:
    laws.drafts_text(text)


@thorough
@given(st.lists(st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=6), max_size=3), st.booleans())
def test_a_ledger_of_any_values_keeps_the_laws(lines: list[dict[str, object]], whole: bool) -> None:
    known = {"guid": "g", "text": "t", "file": "f", "article": "a"} if whole else {}
    laws.ledger_text("\n".join(json.dumps({**line, **known}) for line in lines))


@thorough
@given(st.dictionaries(st.sampled_from(("title", "date", "tags", "deck", "lang", "skip", "name", "notes", "threshold", "css")), VALUES))
def test_settings_of_any_values_keep_the_laws(values: dict[str, object]) -> None:
    written = json.dumps(values)
    laws.front_matter(f"---\n{written}\n---\n- a\n")
    laws.definition_text(written)


@pytest.mark.parametrize("target", laws.TARGETS)
def test_what_the_fuzzer_has_found_keeps_the_laws(target: str) -> None:
    texts = sorted((CORPUS / target).iterdir())
    assert texts
    for path in texts:
        laws.TARGETS[target](path.read_bytes().decode("utf-8", "replace"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("# A\n<div>\n- a\n- b\n\n- c\n", "3 hidden-by-html"),
        ("# A\n<br>\nA valve is a part.\n", "3 hidden-by-html"),
        ("# A\n- a\n  <div>\n  - b\n", "4 hidden-by-html"),
        ("<pre>\n- a\n\n- b\n", "1 open-html"),
        ("- x\n\n<? a\n\n- b\n", "3 open-html"),
        ("<![CDATA[\n\n- a\n", "1 open-html"),
        ("<!--\n- a\n", "1 open-comment"),
        ("```\n- a\n", "1 open-fence"),
        ("| a | b |\n|--|--|\n| 1 | 2 | 3 |\n", "3 wide-row"),
        ("> | a | b |\n> |--|--|\n> | 1 | 2 | |\n> | 1 | 2 | x\n", "4 wide-row"),
        ("<pre>\n- a\n</pre>\n- b\n", ""),
        ("<div>\ntext\n</div>\n\n- b\n", ""),
        ("<p align=center>\n<img src=a>\n</p>\n\n- b\n", ""),
        ("| a | b |\n|--|--|\n| 1 \\| 2 | 3 |\n", ""),
    ],
)
def test_what_hides_lines_is_told_with_its_place(text: str, place: str) -> None:
    _, problems = outline.read(text, "n.md")
    assert " ".join(f"{problem.line} {problem.code}" for problem in problems) == place


def test_a_line_that_is_lost_is_seen_by_the_law() -> None:
    with pytest.raises(AssertionError, match="words of no bullet"):
        laws.nothing_missing("# A\n- kept\n- lost\n", hide=("lost",))
