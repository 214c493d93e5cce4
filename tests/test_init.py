"""A place to begin in, and that beginning changes nothing that is there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from products import products

Notes = Callable[..., Path]
Run = Callable[..., Result]


def test_an_empty_folder_becomes_a_place_for_notes_and_says_what_is_next(here: Path, run: Run) -> None:
    result = run("init")
    assert result.exit_code == 0
    assert "decks/*.ledger.jsonl merge=union" in result.stderr
    (here / "notes" / "a.md").write_text("# Water\n- Pump: a machine that lifts water\n", "utf-8")
    assert "1 card from 1 bullet" in run("build").stdout
    assert sorted(path.name for path in products(here / "decks")) == ["notes.apkg", "notes.ledger.jsonl", "notes.yaml"]


def test_a_definition_made_later_keeps_the_deck_it_describes(here: Path, notes: Notes, run: Run) -> None:
    notes("a.md", "# Water\n- Pump: a machine that lifts water\n")
    run("build")
    before = run("list", "--json").stdout
    run("init")
    assert (here / "decks" / "notes.yaml").exists()
    assert run("list", "--json").stdout == before
    assert "unchanged decks/notes.apkg" in run("build").stdout


@pytest.mark.parametrize("name", ["notes.yaml", "other.yaml"])
def test_what_is_there_stays_as_it_is(here: Path, run: Run, name: str) -> None:
    (here / "decks").mkdir()
    (here / "decks" / name).write_text("name: Mine\n", "utf-8")
    result = run("init")
    assert "is there already" in result.stderr
    assert [path.name for path in products(here / "decks")] == [name]
    assert (here / "decks" / name).read_text("utf-8") == "name: Mine\n"
