"""Cards whose bullets are gone: never lost by accident, and removable in real Anki."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result
from products import products
from real_anki import history, import_package, review

Notes = Callable[..., Path]
Run = Callable[..., Result]

TERMS = [
    "Pump: a machine that lifts water",
    "Siphon: a bent tube that moves water",
    "Valve: a gate for one direction",
    "Weir: a low dam across a river",
]


def note(*terms: str) -> str:
    return "# Water\n" + "".join(f"- {term}\n" for term in terms)


def studied_without_the_last(notes: Notes, run: Run, collection: Any) -> dict[str, tuple[int, int, int]]:
    """Four cards built, imported and reviewed, then the last bullet removed; the history before that."""
    notes("a.md", note(*TERMS))
    run("build")
    import_package(collection, Path("decks/notes.apkg"))
    review(collection, 4)
    notes("a.md", note(*TERMS[:3]))
    return history(collection)


def test_a_removed_bullets_card_is_blanked_found_and_removed(notes: Notes, run: Run, collection: Any) -> None:
    before = studied_without_the_last(notes, run, collection)
    result = run("build")
    assert "1 card gone from the notes" in result.stdout
    assert import_package(collection, Path("decks/notes.apkg"))["duplicate"] == 3
    assert import_package(collection, Path("decks/notes.retired.apkg")) == {"new": 0, "updated": 1, "duplicate": 0, "conflicting": 0}
    assert len(collection.find_notes("tag:deckwright::retired")) == 1
    assert history(collection) == before
    report = collection.get_empty_cards()
    assert [entry.will_delete_note for entry in report.notes] == [True]


def test_a_bullet_that_comes_back_is_whole_again_with_its_history(notes: Notes, run: Run, collection: Any) -> None:
    before = studied_without_the_last(notes, run, collection)
    run("build")
    import_package(collection, Path("decks/notes.retired.apkg"))
    notes("a.md", note(*TERMS))
    assert "1 returned" in run("build").stdout
    assert not Path("decks/notes.retired.apkg").exists()
    assert import_package(collection, Path("decks/notes.apkg")) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    assert history(collection) == before
    assert list(collection.get_empty_cards().notes) == []


def test_more_than_a_third_going_at_once_stops_the_build(notes: Notes, run: Run) -> None:
    notes("a.md", note(*TERMS))
    run("build")
    old = {path.name: path.read_bytes() for path in products(Path("decks"))}
    notes("a.md", note(*TERMS[:2]))
    result = run("build")
    assert result.exit_code == 1
    assert "2 cards would retire at once" in result.stderr
    assert "notes/a.md: Valve: a gate for one direction" in result.stderr
    assert {path.name: path.read_bytes() for path in products(Path("decks"))} == old
    assert run("build", "--allow-retire").exit_code == 0
    assert Path("decks/notes.retired.apkg").exists()


def test_a_retired_package_does_not_change_again(notes: Notes, run: Run) -> None:
    notes("a.md", note(*TERMS))
    run("build")
    notes("a.md", note(*TERMS[:3]))
    run("build")
    first = Path("decks/notes.retired.apkg").read_bytes()
    run("build")
    assert Path("decks/notes.retired.apkg").read_bytes() == first


def test_a_third_of_the_cards_reworded_retires_none(notes: Notes, run: Run) -> None:
    notes("a.md", note(*TERMS))
    run("build")
    notes("a.md", note(*(term.replace("a ", "one ") for term in TERMS)))
    result = run("build")
    assert result.exit_code == 0
    assert "4 changed" in result.stdout
    assert not Path("decks/notes.retired.apkg").exists()


def test_a_retired_card_whose_bullet_comes_back_as_a_draft_stays_blank_until_it_is_a_card(notes: Notes, run: Run, collection: Any) -> None:
    before = studied_without_the_last(notes, run, collection)
    run("build")
    import_package(collection, Path("decks/notes.retired.apkg"))
    notes("a.md", note(*TERMS))
    Path("decks/notes.yaml").write_text("threshold: 1\n", "utf-8")
    run("build", "--allow-retire")
    assert [line for line in Path("decks/notes.ledger.jsonl").read_text("utf-8").splitlines() if "Weir" in line and '"gone": true' in line]
    assert import_package(collection, Path("decks/notes.retired.apkg"))["new"] == 0
    assert len(collection.find_notes("tag:deckwright::retired")) == 1
    Path("decks/notes.yaml").unlink()
    run("build")
    import_package(collection, Path("decks/notes.apkg"))
    assert (history(collection), list(collection.get_empty_cards().notes)) == (before, [])


def test_a_bullet_that_was_there_without_a_card_takes_no_card_of_a_look_alike(notes: Notes, run: Run) -> None:
    plain = "- Sluice is a wide gate across the mill race\n"
    others = "- Weir: a low dam across a river\n- Valve: a gate for one direction\n- Siphon: a bent tube that moves water\n"
    notes("a.md", f"# Water\n- Sluice: a wide gate across the mill race\n{plain}{others}")
    run("build")
    notes("a.md", f"# Water\n{plain}{others}")
    (gone,) = [line for line in run("diff").stdout.splitlines() if line.startswith("- ")]
    assert "Sluice" in gone
