"""The package, in real Anki."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import tempfile
import time
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from real_anki import decks, history, import_package, review
from test_apkg import stored_value

from deckwright import notetype
from deckwright.apkg import read
from deckwright.notetype import AnkiNote
from deckwright.package import package, write_package

_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)


def note(guid: str, question: str = "Why?", deck: str = "D::A", due: int = 1, mod: int = 1_700_000_000, **fields: str) -> AnkiNote:
    return AnkiNote(guid, {"Question": question, "Answer": "because", **fields}, ("lesson", "deckwright::kind::why"), deck, due, mod)


@pytest.fixture
def imported(collection: Any, tmp_path: Path) -> Any:
    def call(*notes: AnkiNote) -> dict[str, int]:
        path = tmp_path / "p.apkg"
        path.write_bytes(package(notes))
        return import_package(collection, path)

    return call


def test_every_note_arrives_once_with_one_card_in_its_deck(imported: Any, collection: Any) -> None:
    assert imported(note("a"), note("b", deck="D::B"), note("c"))["new"] == 3
    assert decks(collection) == {"D::A": 2, "D::B": 1}
    assert collection.card_count() == 3
    assert collection.fix_integrity()[1]


def test_the_same_package_again_changes_nothing(imported: Any) -> None:
    imported(note("a"))
    assert imported(note("a")) == {"new": 0, "updated": 0, "duplicate": 1, "conflicting": 0}


def test_a_changed_note_is_updated_and_keeps_its_history(imported: Any, collection: Any) -> None:
    imported(note("a"), note("b"))
    review(collection, 2)
    before = history(collection)
    assert len(before) == 2
    changed = note("a", "Why really?", mod=1_700_000_001)
    assert imported(changed, note("b")) == {"new": 0, "updated": 1, "duplicate": 1, "conflicting": 0}
    assert history(collection) == before


def test_an_unchanged_note_keeps_the_learners_tags_and_deck(imported: Any, collection: Any) -> None:
    imported(note("a"))
    (number,) = collection.find_notes("")
    collection.tags.bulk_add([number], "mine")
    collection.set_deck(collection.find_cards(""), collection.decks.id("Elsewhere"))
    imported(note("a", deck="D::Renamed"))
    assert "mine" in collection.get_note(number).tags
    assert decks(collection) == {"Elsewhere": 1}


def test_new_cards_come_in_the_order_given(imported: Any, collection: Any) -> None:
    imported(note("z", "first", due=1), note("a", "second", due=2, deck="D::B"), note("m", "third", due=3))
    order = collection.db.list("select n.sfld from cards c join notes n on n.id = c.nid order by c.due")
    assert order == ["first", "second", "third"]


def test_a_learners_styling_survives_the_next_import(imported: Any, collection: Any) -> None:
    imported(note("a"))
    kind = collection.models.by_name(notetype.NAME)
    kind["css"] = "/* mine */"
    collection.models.update_dict(kind)
    built_later = int(time.time()) + 1000
    imported(note("a"), note("b", mod=built_later))
    assert collection.models.by_name(notetype.NAME)["css"] == "/* mine */"


def test_a_retired_card_has_a_blank_front_that_empty_cards_finds(imported: Any, collection: Any) -> None:
    imported(note("a"))
    imported(replace(note("a", mod=1_700_000_005), fields={"Question": "Why?", "Answer": "because", "Retired": "yes"}))
    report = collection.get_empty_cards()
    assert [entry.will_delete_note for entry in report.notes] == [True]


def test_both_sides_show_their_fields(imported: Any, collection: Any) -> None:
    imported(note("a", "Why <b>so</b>?", Context="A › B", Extra="the line", Source="A · 2024"))
    card = collection.get_card(collection.find_cards("")[0])
    front, back = (_STYLE.sub("", side) for side in (card.question(), card.answer()))
    assert "A › B" in front
    assert "Why <b>so</b>?" in front
    assert "because" not in front
    assert all(text in back for text in ("Why <b>so</b>?", "because", "the line", "A · 2024"))


def test_empty_fields_leave_no_empty_boxes(imported: Any, collection: Any) -> None:
    imported(note("a"))
    back = _STYLE.sub("", collection.get_card(collection.find_cards("")[0]).answer())
    assert not any(f'class="{name}"' in back for name in ("context", "extra", "source"))


def test_the_same_notes_are_the_same_bytes_and_no_file_is_left_behind(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(here))
    notes = [note("a"), note("b", deck="E::Ü")]
    assert package(notes) == package(notes)
    assert [found.guid for found in read(package(notes), "p.apkg")] == ["a", "b"]
    assert list(here.iterdir()) == []


def test_media_arrive_under_their_names(collection: Any, here: Path) -> None:
    sounds = {"a.png": b"1", "ü.mp3": b"22"}
    with (here / "p.apkg").open("wb") as stream:
        write_package(
            stream, [note("a", 'Why <img src="a.png"> [sound:ü.mp3]?')], [(name, partial(bytes, data)) for name, data in sounds.items()]
        )
    assert import_package(collection, here / "p.apkg")["new"] == 1
    assert {path.name: path.read_bytes() for path in Path(collection.media.dir()).iterdir()} == sounds
    with zipfile.ZipFile(here / "p.apkg") as archive:
        assert {member.external_attr >> 16 for member in archive.infolist()} == {0o644}  # whoever unpacks it may read it


def test_fields_and_templates_carry_the_numbers_that_anki_tells_them_apart_by() -> None:
    cloze = AnkiNote("c", {"Text": "{{c1::x}}"}, (), "D", 1, 1_700_000_000, notetype.CLOZE, clozes=(1,))
    models = json.loads(stored_value(package([note("a"), cloze]), "select models from col"))
    ours, theirs = models[str(notetype.ID)], models[str(notetype.CLOZE.id)]
    assert [(field["name"], field["id"]) for field in ours["flds"]] == list(notetype.FIELDS)
    assert [(field["name"], field["id"]) for field in theirs["flds"]] == list(notetype.CLOZE_FIELDS)
    assert [one["id"] for kind in (ours, theirs) for one in kind["tmpls"]] == [notetype.TEMPLATE_ID, notetype.CLOZE_TEMPLATE_ID]
    assert {kind["mod"] for kind in (ours, theirs)} == {notetype.CHANGED}


def test_the_authors_styling_comes_behind_ours() -> None:
    models = json.loads(stored_value(package([note("a")], css=".card { color: red }"), "select models from col"))
    assert models[str(notetype.ID)]["css"] == f"{notetype.STYLE}.card {{ color: red }}"
    assert json.loads(stored_value(package([note("a")]), "select models from col"))[str(notetype.ID)]["css"] == notetype.STYLE


@pytest.mark.parametrize("bad", [[note("a"), note("a")], [note("")], [note("a", "")]])
def test_a_package_anki_could_not_update_later_is_never_made(bad: list[AnkiNote]) -> None:
    with pytest.raises(ValueError, match=r"guid|question"):
        package(bad)


def test_a_thousand_decks_are_each_written_once() -> None:
    content = package([note(f"g{k}", deck=f"D::{k}") for k in range(1000)])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        database = sqlite3.connect(":memory:")
        database.deserialize(archive.read("collection.anki2"))
    stored = json.loads(database.execute("select decks from col").fetchone()[0])
    database.close()
    assert len(stored) == 1001  # with Anki's own Default


def test_the_note_type_is_the_one_of_the_first_release() -> None:
    # Anki refuses every later update of a note whose type differs here; this list may never change.
    assert [name for name, _ in notetype.FIELDS] == [
        "Question", "Answer", "Extra", "Context", "Source", "Retired", "Spare 1", "Spare 2", "Spare 3",
    ]  # fmt: skip
    assert [number for _, number in notetype.FIELDS] == list(range(5_201_881_770_101, 5_201_881_770_110))
    assert (notetype.ID, notetype.TEMPLATE_ID, notetype.TEMPLATE_NAME) == (1_718_035_214_771, 5_201_881_770_201, "Card")
