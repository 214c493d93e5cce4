"""The table of faults in docs/ is that of the tests."""

from __future__ import annotations

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
ROWS = [line for line in (TESTS.parent / "docs/faults.md").read_text("utf-8").splitlines() if line.startswith("| ")][2:]

# What makes sure that the tests of faults try what they say, or that no more is said than there is.
CONTROLS = {
    "test_the_steps_are_all_that_a_build_asks_of_the_disk",
    "test_the_tape_has_all_that_the_system_was_asked",
    "test_what_is_wrong_with_a_note_keeps_its_cards",
    "test_a_time_in_the_future_is_kept_in_the_ledger",
    "test_a_note_of_its_own_is_read_whatever_its_name_looks_like",
    "test_short_notes_made_from_one_template_are_read",
    "test_a_copy_that_is_left_alone_is_the_note",
    "test_the_ledger_of_another_deck_is_no_copy",
}


def names(pattern: str) -> set[str]:
    return {name for path in TESTS.glob(pattern) for name in re.findall(r"^def (test_\w+)", path.read_text("utf-8"), re.MULTILINE)}


def named() -> list[str]:
    return [name for row in ROWS for name in re.findall(r"`(test_\w+)`", row)]


def test_every_row_names_a_test_that_is_there() -> None:
    assert len(ROWS) > 30
    assert [row for row in ROWS if len(row.split(" | ")) != 4 or not re.fullmatch(r"`test_\w+` \|", row.split(" | ")[3])] == []
    assert set(named()) <= names("**/test_*.py")
    assert len(named()) == len(set(named())) == len(ROWS)


def test_every_fault_that_is_tested_has_its_row() -> None:
    own = names("faults/test_*.py") - names("faults/test_table.py")
    assert own - set(named()) == CONTROLS
