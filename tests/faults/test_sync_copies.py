"""Copies that sync programs make of notes, ledgers and definitions: told, and no card is there twice."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from deckwright import ledger, spoilt

Run = Callable[..., Result]
Notes = Callable[..., Path]

NOTE = "# Water\n" + "".join(
    f"- {name}: a thing in the water, the {k}. of its kind\n" for k, name in enumerate(["Pump", "Weir", "Gate", "Lock", "Pipe", "Dam"])
)
OFFLINE = NOTE.replace("Pump: a thing", "Pump: a machine") + "- Sluice: a gate that holds water back\n"
OTHER = (
    "# Land\n- Hill: a small mountain that is easy to climb\n- Vale: low land between two hills\n- Moor: high land where heather grows\n"
)

LIKELY = ["water (1).md", "water - Copy.md", "water copy 2.md"]
CERTAIN = [
    "water.sync-conflict-20260102-030405-ABCDEFG.md",
    "water (conflicted copy 2026-01-02 030405).md",
    "water (My Laptop's conflicted copy 2026-01-02).md",
]
LONGER = ["water-LAPTOP-1A2B.md", "water 2.md", "water (Konfliktkopie von Laptop).md"]


@pytest.mark.parametrize("name", [*LIKELY, *CERTAIN, *LONGER])
def test_a_copy_of_a_note_makes_no_card_twice(notes: Notes, run: Run, name: str) -> None:
    notes("water.md", NOTE)
    run("build")
    before = Path("decks/notes.apkg").read_bytes()
    notes(name, NOTE if name in LONGER else OFFLINE)
    result = run("build")
    assert result.exit_code == 0
    assert result.stderr.startswith(
        f"notes/{name}: left out, because it looks like a copy of water.md made by a sync program, and each card"
    )
    assert Path("decks/notes.apkg").read_bytes() == before


@pytest.mark.parametrize("name", [*LIKELY, *LONGER])
def test_a_note_of_its_own_is_read_whatever_its_name_looks_like(notes: Notes, run: Run, name: str) -> None:
    notes("water.md", NOTE)
    notes(name, OTHER)
    result = run("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "Hill: a small mountain" in Path("decks/notes.ledger.jsonl").read_text("utf-8")


def test_short_notes_made_from_one_template_are_read(notes: Notes, run: Run) -> None:
    template = "# {0}\n## What did I learn today?\n- Lesson: {1}\n## What is open?\n"
    notes("2026-01.md", template.format("January", "winter is long"))
    notes("2026-01-02.md", template.format("Friday", "snow is white"))
    assert run("build").stderr == ""


def test_a_copy_that_is_left_alone_is_the_note(notes: Notes, run: Run) -> None:
    notes("water.md", NOTE)
    run("build")
    known = set(ledger.load(Path("decks/notes.ledger.jsonl")))
    Path("notes/water.md").rename("notes/water (1).md")
    assert run("build").stderr == ""
    assert set(ledger.load(Path("decks/notes.ledger.jsonl"))) == known


def test_cards_that_a_copy_already_has_are_kept(notes: Notes, run: Run) -> None:
    notes("water.md", NOTE)
    notes("water (1).md", OTHER)
    run("build")
    known = ledger.load(Path("decks/notes.ledger.jsonl"))
    notes("water (1).md", OFFLINE)
    run("build")
    now = ledger.load(Path("decks/notes.ledger.jsonl"))
    assert {guid: entry.gone for guid, entry in now.items()} == dict.fromkeys(known, False)


@pytest.mark.parametrize(
    "name",
    [
        "notes.ledger (conflicted copy 2026-01-02).jsonl",
        "notes.ledger.sync-conflict-20260102-030405-ABCDEFG.jsonl",
        "notes.ledger (1).jsonl",
        "notes.ledger-LAPTOP.jsonl",
    ],
)
def test_a_copy_of_a_ledger_is_told_until_it_is_gone(notes: Notes, run: Run, name: str) -> None:
    notes("water.md", NOTE)
    run("build")
    path = Path("decks", name)
    path.write_bytes(Path("decks/notes.ledger.jsonl").read_bytes())
    for k in range(2):
        notes("more.md", f"# More\n- Lesson: number {k} is told\n")
        result = run("build")
        assert (result.exit_code, len(result.stderr.splitlines())) == (0, 1)
        assert result.stderr.startswith(
            f"decks/{name}: a sync program made this copy of notes.ledger.jsonl; cards that only the copy knows"
        )
    path.unlink()
    notes("more.md", "# More\n- Lesson: all is well\n")
    assert run("build").stderr == ""


def test_a_copy_of_a_ledger_is_told_though_no_note_has_changed(notes: Notes, run: Run) -> None:
    notes("water.md", NOTE)
    run("build")
    Path("decks/notes.ledger (1).jsonl").write_bytes(Path("decks/notes.ledger.jsonl").read_bytes())
    assert "a sync program made this copy of notes.ledger.jsonl" in run("build").stderr


@pytest.mark.parametrize("name", ["water.md", "Wörter “neu”.md", "水.md"])
def test_a_note_that_a_sync_program_emptied_keeps_its_cards_whatever_it_is_called(notes: Notes, run: Run, name: str) -> None:
    notes("land.md", OTHER)
    path = notes(name, "# Water\n- Lesson: water finds its way\n")
    run("build")
    path.write_bytes(b"")
    result = run("build")
    assert f"notes/{name}" in result.stderr
    assert not any(entry.gone for entry in ledger.load(Path("decks/notes.ledger.jsonl")).values())


def test_the_ledger_of_another_deck_is_no_copy() -> None:
    beside = ["notes.ledger.jsonl", "notes-two.ledger.jsonl", "more.ledger.jsonl", "notes.jsonl"]
    assert list(spoilt.ledger_copies("decks/notes.ledger.jsonl", beside)) == []


@pytest.mark.parametrize("name", ["water (conflicted copy 2026-01-02).yaml", "water (1).yaml", "water.sync-conflict-20260102-030405.yaml"])
def test_a_copy_of_a_deck_definition_makes_no_second_deck(notes: Notes, run: Run, name: str) -> None:
    notes("water.md", NOTE)
    Path("decks").mkdir()
    for each in ("water.yaml", name):
        Path("decks", each).write_text("threshold: 0.5\n", "utf-8")
    result = run("build")
    assert result.stderr == (
        f"decks/{name}: a sync program made this copy of water.yaml, and each card would be there twice; "
        "bring both together and remove this one\n"
    )
    assert (result.exit_code, sorted(path.name for path in Path("decks").glob("*.apkg"))) == (1, ["water.apkg"])


def test_copies_of_the_drafts_are_no_notes_where_the_decks_lie_among_the_notes(here: Path, run: Run) -> None:
    (here / "a.md").write_text("# Water\n- Pumps and valves often need 40 litres of oil in a year\n- Lesson: oil is dear\n", "utf-8")
    run("build", ".", "--deck", "All")
    drafts = (here / "decks/All.drafts.md").read_bytes()
    (here / "decks/All.drafts (conflicted copy).md").write_bytes(drafts)
    (here / "decks/All.drafts.sync-conflict-20260102-030405-ABCDEFG.md").write_bytes(drafts)
    assert "in 1 file (" in run("build", ".", "--deck", "All").stdout


def test_a_note_that_is_in_icloud_alone_keeps_its_cards(notes: Notes, run: Run) -> None:
    notes("water.md", NOTE)
    notes("other.md", "# Other\n- Lesson: keep what you have\n")
    run("build")
    Path("notes/other.md").rename("notes/.other.md.icloud")
    result = run("build")
    message = "is in iCloud and not on this computer; open it once, so that it is fetched, and build again"
    assert (result.exit_code, result.stderr) == (1, f"notes/other.md: {message}\n")
    assert not any(entry.gone for entry in ledger.load(Path("decks/notes.ledger.jsonl")).values())
