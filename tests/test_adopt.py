"""A lost ledger found again, and other tools' cards bound to the notes, in real Anki."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection, ExportAnkiPackageOptions
from click.testing import Result
from real_anki import history, import_package, review
from test_apkg import rewritten

Notes = Callable[..., Path]
Run = Callable[..., Result]
Add = Callable[..., Any]

TERMS = ["Pump: a machine that lifts water", "Siphon: a bent tube that moves water", "Valve: a gate for one direction"]
NOTE = "# Water\n" + "".join(f"- {term}\n" for term in TERMS)
PACKAGE = Path("decks/notes.apkg")
LEDGER = Path("decks/notes.ledger.jsonl")


def guids() -> list[str]:
    return [json.loads(line)["guid"] for line in LEDGER.read_text("utf-8").splitlines()[1:]]


def test_a_lost_ledger_comes_back_from_the_package_and_the_next_build_is_the_same_to_the_byte(notes: Notes, run: Run) -> None:
    example = Path(__file__).resolve().parents[1] / "notes"
    for file in sorted(example.glob("*.md")):
        notes(file.name, file.read_bytes())
    run("build")
    package, cards = PACKAGE.read_bytes(), run("list", "--json").stdout
    LEDGER.unlink()
    result = run("adopt", str(PACKAGE))
    assert result.exit_code == 0
    assert f"{len(cards.splitlines())} cards bound to the notes, 0 without a bullet, 0 left alone" in result.stdout
    run("build")
    assert PACKAGE.read_bytes() == package
    assert run("list", "--json").stdout == cards


def test_after_a_loss_cards_whose_bullets_changed_or_went_are_known_too(notes: Notes, run: Run, collection: Any) -> None:
    notes("a.md", NOTE + "- Weir: a low dam across a river\n- Lock: a chamber that lifts boats\n")
    run("build")
    import_package(collection, PACKAGE)
    review(collection, 5)
    before = history(collection)
    notes(
        "a.md",
        NOTE.replace("a bent tube that moves water", "a bent tube that carries water over a rim") + "- Lock: a chamber that lifts boats\n",
    )
    LEDGER.unlink()
    run("adopt", str(PACKAGE))
    result = run("build")
    assert "3 unchanged" in result.stdout
    assert "1 changed" in result.stdout
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    assert import_package(collection, PACKAGE.with_name("notes.retired.apkg"))["updated"] == 1
    assert history(collection) == before
    notes("a.md", NOTE + "- Lock: a chamber that lifts boats\n- Weir: a low dam across a river\n")
    run("build")
    assert import_package(collection, PACKAGE)["new"] == 0


def test_a_retired_package_gives_its_guids_back_as_retired(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    run("build")
    notes("a.md", NOTE.replace("- Valve: a gate for one direction\n", ""))
    run("build")
    old = guids()
    LEDGER.unlink()
    run("adopt", str(PACKAGE))
    run("adopt", "decks/notes.retired.apkg")
    assert guids() == old
    assert run("diff", "--exit-code").exit_code == 0


@pytest.fixture
def add(collection: Any) -> Add:
    """`add("Basic", "front", "back")` puts a note into the collection and studies it."""

    def put(kind: str, *fields: str, tags: tuple[str, ...] = ()) -> Any:
        note = collection.new_note(collection.models.by_name(kind))
        for place, value in enumerate(fields):
            note.fields[place] = value
        note.tags = list(tags)
        collection.add_note(note, collection.decks.id("Old::Rivers"))
        review(collection, 1)
        return note

    return put


def exported(collection: Any, *, legacy: bool) -> str:
    options = ExportAnkiPackageOptions(with_scheduling=True, with_deck_configs=False, with_media=False, legacy=legacy)
    collection.export_anki_package(out_path="old.apkg", options=options, limit=None)
    return "old.apkg"


@pytest.mark.parametrize("legacy", [True, False], ids=["older format", "newer format"])
def test_another_tools_cards_live_on_with_their_history_and_their_own_note_type(
    notes: Notes, run: Run, collection: Any, add: Add, legacy: bool
) -> None:
    pump = add("Basic", "What is meant by “Pump”?", "a machine that lifts water", tags=("mine",))
    siphon = add("Basic (and reversed card)", "<b>Siphon</b>", "a bent tube that moves water")
    other = add("Basic", "Capital of France?", "Paris")
    before = history(collection)
    styled = collection.models.by_name("Basic")
    styled["tmpls"][0]["afmt"] += "<!-- my own -->"
    collection.models.update_dict(styled)
    notes("a.md", NOTE)
    result = run("adopt", exported(collection, legacy=legacy))
    assert "2 cards bound to the notes, 1 without a bullet, 0 left alone" in result.stdout
    run("build")
    assert import_package(collection, PACKAGE) == {"new": 1, "updated": 2, "duplicate": 0, "conflicting": 0}
    assert history(collection) == before
    now = collection.get_note(pump.id)
    assert now.fields[0].endswith("What is meant by “Pump”?")
    assert now.tags == ["deckwright::kind::definition", "mine"]
    assert now.fields[1].startswith("a machine that lifts water")
    assert len(collection.get_note(siphon.id).cards()) == 2
    assert collection.get_note(other.id).fields == ["Capital of France?", "Paris"]
    assert "my own" in collection.models.by_name("Basic")["tmpls"][0]["afmt"]
    assert run("build").stdout.count("unchanged decks/") == 2


def test_a_bound_card_is_edited_and_retired_like_our_own(notes: Notes, run: Run, collection: Any, add: Add) -> None:
    for term in TERMS:
        add("Basic", *term.split(": "))
    before = history(collection)
    notes("a.md", NOTE)
    run("adopt", exported(collection, legacy=True))
    run("build")
    import_package(collection, PACKAGE)
    notes("a.md", NOTE.replace("lifts water", "lifts any liquid").replace("- Valve: a gate for one direction\n", ""))
    run("build")
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 1, "conflicting": 0}
    assert import_package(collection, PACKAGE.with_name("notes.retired.apkg"))["updated"] == 1
    assert len(collection.find_notes("tag:deckwright::retired")) == 1
    assert history(collection) == before


def test_the_number_that_another_tool_left_in_the_notes_binds_whatever_the_words(notes: Notes, run: Run, collection: Any, add: Add) -> None:
    note = add("Basic", "How does one raise water?", "With it")
    notes("a.md", f"# Water\n- {TERMS[0]}\n<!--ID: {note.id}-->\n- {TERMS[1]}\n")
    result = run("adopt", exported(collection, legacy=True), "--json")
    (record,) = map(json.loads, result.stdout.splitlines())
    assert record == {"guid": note.guid, "status": "bound", "why": "id in the notes", "file": "notes/a.md", "line": 2}


def test_what_no_package_can_update_is_left_alone_and_named(notes: Notes, run: Run, collection: Any, add: Add) -> None:
    add("Cloze", "{{c1::Pump}}: a machine that lifts water")
    notes("a.md", NOTE)
    result = run("adopt", exported(collection, legacy=False))
    assert "left alone  Pump: a machine that lifts water  (a cloze note" in result.stdout
    run("build")
    assert import_package(collection, PACKAGE) == {"new": 3, "updated": 0, "duplicate": 0, "conflicting": 0}


def test_cards_of_another_deck_of_ours_are_left_alone(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    notes("b/b.md", "# Fire\n- Ember: a coal that glows\n")
    Path("decks").mkdir()
    Path("decks/one.yaml").write_text("notes: [notes/a.md]\n", "utf-8")
    Path("decks/two.yaml").write_text("notes: [notes/b]\n", "utf-8")
    run("build")
    before = Path("decks/two.ledger.jsonl").read_bytes()
    result = run("adopt", "decks/one.apkg", "--deck", "two")
    assert "(a card of another deck, “One::Water”)" in result.stdout
    assert Path("decks/two.ledger.jsonl").read_bytes() == before


def test_a_lost_ledger_gives_back_cards_of_another_tools_making_too(notes: Notes, run: Run, collection: Any, add: Add) -> None:
    for term in TERMS:
        add("Basic", *term.split(": "))
    notes("a.md", NOTE)
    run("adopt", exported(collection, legacy=True))
    run("build")
    ledger, package = LEDGER.read_bytes(), PACKAGE.read_bytes()
    LEDGER.unlink()
    run("adopt", str(PACKAGE))
    run("build")
    assert (LEDGER.read_bytes(), PACKAGE.read_bytes()) == (ledger, package)


def test_a_note_whose_sides_are_not_its_first_fields_or_that_shows_a_picture_is_left_alone(
    notes: Notes, run: Run, collection: Any, add: Add
) -> None:
    kind = collection.models.new("Numbered")
    for name in ("Nr", "Question", "Answer"):
        collection.models.add_field(kind, collection.models.new_field(name))
    template = {**collection.models.new_template("Card"), "qfmt": "{{Question}}", "afmt": "{{Answer}}"}
    collection.models.add_template(kind, template)
    collection.models.add(kind)
    add("Numbered", "17", "Pump", "a machine that lifts water")
    add("Basic", "Siphon", 'a bent tube that moves water<img src="siphon.png">')
    notes("a.md", NOTE)
    result = run("adopt", exported(collection, legacy=True))
    assert "0 cards bound to the notes, 0 without a bullet, 2 left alone" in result.stdout
    assert "a picture or sound on it would be lost" in result.stdout
    assert "are not, by their names, a question and its answer" in result.stdout


def test_two_notes_for_one_bullet_bind_neither(notes: Notes, run: Run, collection: Any, add: Add) -> None:
    add("Basic", "Pump", "a machine that lifts water")
    add("Basic", "Pump", "A machine that lifts water")
    notes("a.md", NOTE)
    assert "0 cards bound to the notes, 2 without a bullet" in run("adopt", exported(collection, legacy=True)).stdout


def test_a_dry_run_writes_nothing_and_what_the_ledger_knows_stays(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    run("build")
    content = LEDGER.read_bytes()
    assert "0 cards bound" in run("adopt", str(PACKAGE)).stdout
    assert LEDGER.read_bytes() == content
    LEDGER.unlink()
    assert "3 cards bound" in run("adopt", "--dry-run", str(PACKAGE)).stdout
    assert not LEDGER.exists()


def test_a_file_that_is_no_package_is_refused(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    Path("x.apkg").write_text("no", encoding="utf-8")
    result = run("adopt", "x.apkg")
    assert result.exit_code == 1
    assert result.stderr.startswith("x.apkg: this file cannot be unpacked")


def test_a_note_that_stands_twice_or_whose_time_cannot_be_is_left_alone_and_named(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    run("build")
    copy = "INSERT INTO notes SELECT id + 9, guid, mid, mod, usn, tags, flds, sfld, csum, flags, data FROM notes LIMIT 1"
    late = "UPDATE notes SET mod = 1750000000000 WHERE flds LIKE '%gate%'"  # counted in milliseconds
    Path("bad.apkg").write_bytes(rewritten(PACKAGE.read_bytes(), copy, late))
    LEDGER.unlink()
    PACKAGE.unlink()
    found = list(map(json.loads, run("adopt", "bad.apkg", "--json").stdout.splitlines()))
    assert sorted(record["why"] for record in found if record["status"] == "refused") == [
        "its guid stands twice in the package",
        "its guid stands twice in the package",
        "its time of change cannot be, so Anki would take no later one",
    ]
    assert len(guids()) == 1


def test_a_card_without_a_bullet_is_named_where_more_is_asked_for(notes: Notes, run: Run, collection: Any, add: Add) -> None:
    note = add("Basic", "Capital of France?", "Paris")
    notes("a.md", NOTE)
    package = exported(collection, legacy=True)
    records = run("adopt", package, "--json", "--dry-run").stdout
    assert json.loads(records) == {"guid": note.guid, "status": "unbound", "why": None, "file": None, "line": None}
    assert "no bullet   Capital of France?" in run("-v", "adopt", package, "--dry-run").stdout
    assert "Capital" not in run("adopt", package).stdout


def test_a_bound_card_shows_both_sides_where_its_note_type_is_not_known_yet(
    notes: Notes, run: Run, collection: Any, add: Add, tmp_path_factory: pytest.TempPathFactory
) -> None:
    add("Basic (optional reversed card)", *TERMS[0].split(": "))
    notes("a.md", f"# Water\n- {TERMS[0]}\n")
    run("adopt", exported(collection, legacy=True))
    run("build")
    other = Collection(str(tmp_path_factory.mktemp("other") / "collection.anki2"))
    try:
        assert import_package(other, PACKAGE)["new"] == 1
        card = other.get_card(other.find_cards("")[0])
        assert "Pump" in card.question()
        assert "a machine that lifts water" not in card.question()
        assert all(text in card.answer() for text in ("Pump", "<hr id=answer>", "a machine that lifts water"))
    finally:
        other.close()
