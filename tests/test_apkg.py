"""Packages of real Anki, of genanki and of our own, read; and those that cannot be."""

from __future__ import annotations

import contextlib
import io
import json
import re
import sqlite3
import sys
import tracemalloc
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import genanki
import pytest
from anki.collection import ExportAnkiPackageOptions
from hypothesis import given, settings
from hypothesis import strategies as st
from real_anki import import_package

from deckwright import apkg, notetype
from deckwright.apkg import PackageNote, read
from deckwright.diagnostic import Refused
from deckwright.notetype import AnkiNote, NoteType
from deckwright.package import package

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Export = Callable[..., bytes]

FORMATS = pytest.mark.parametrize("legacy", [True, False], ids=["legacy", "newer"])


def ours(*guids: str) -> bytes:
    return package([AnkiNote(guid, {"Question": "Why?", "Answer": "because"}, ("lesson",), "D::Ä", 1, 1_700_000_000) for guid in guids])


OURS = ours("b", "a")


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def members(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewritten(content: bytes, *statements: str, values: Sequence[object] = ()) -> bytes:
    """The package with some SQL run on its collection, of whichever version."""
    parts = members(content)
    name = next(name for name in ("collection.anki21b", "collection.anki21", "collection.anki2") if name in parts)
    database = bytearray(zstd.decompress(parts[name]) if name.endswith("b") else parts[name])
    database[18:20] = b"\1\1"
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(database)
        connection.create_collation("unicase", lambda one, other: (one.lower() > other.lower()) - (one.lower() < other.lower()))
        for statement in statements:
            connection.execute(statement, values)
        connection.commit()
        changed = connection.serialize()
    return zipped({**parts, name: zstd.compress(changed) if name.endswith("b") else changed})


def stored_value(content: bytes, query: str) -> str:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(members(content)["collection.anki2"])
        return str(connection.execute(query).fetchone()[0])


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        read(content, "deck.apkg")
    diagnostic = refused.value.diagnostic
    assert (diagnostic.file, diagnostic.line, diagnostic.code) == ("deck.apkg", 0, "package")
    assert diagnostic.message[0] in "abcdefghijklmnopqrstuvwxyz"
    assert "; " in diagnostic.message, "says what to do"
    return diagnostic.message


def known(collection: Any) -> tuple[PackageNote, ...]:
    """What the reader should find, asked of the collection itself."""
    notes = []
    for note in map(collection.get_note, collection.find_notes("")):
        kind = note.note_type()
        fields, templates = (tuple(part["name"] for part in kind[key]) for key in ("flds", "tmpls"))
        card = min(note.cards(), key=lambda card: card.ord)
        deck = collection.decks.name(card.odid or card.did)
        described = NoteType(kind["id"], kind["name"], fields, templates, kind["type"] == 1)
        notes.append(PackageNote(note.id, note.guid, note.mod, described, tuple(note.fields), tuple(note.tags), deck))
    return tuple(sorted(notes, key=lambda note: note.guid))


@pytest.fixture
def add(collection: Any) -> Callable[..., Any]:
    """`add("Basic", "D", "front", "back", tags=[…])` puts a note into the collection."""

    def call(kind: str, deck: str, *fields: str, tags: Sequence[str] = ()) -> Any:
        note = collection.new_note(collection.models.by_name(kind))
        note.fields[: len(fields)] = fields
        note.tags = list(tags)
        collection.add_note(note, collection.decks.id(deck))
        return note

    return call


@pytest.fixture
def export(collection: Any, tmp_path: Path) -> Export:
    """The bytes of the collection's package, as File > Export makes it."""

    def call(*, legacy: bool, scheduling: bool = False) -> bytes:
        path = tmp_path / "exported.apkg"
        options = ExportAnkiPackageOptions(with_scheduling=scheduling, with_deck_configs=False, with_media=False, legacy=legacy)
        collection.export_anki_package(out_path=str(path), options=options, limit=None)
        return path.read_bytes()

    return call


@pytest.fixture
def everything(collection: Any, add: Callable[..., Any]) -> None:
    """Notes of each kind the reader should know, in the collection."""
    models = collection.models
    own = models.new("Vokabel Ü")
    for field in ("Wort", "Größe", "Beispiel", "名前"):
        models.add_field(own, models.new_field(field))
    for template in ("hin", "zurück", "Lücke"):
        models.add_template(own, {**models.new_template(template), "qfmt": template + "{{Wort}}", "afmt": "{{Größe}}"})
    models.add(own)
    add("Basic", "Default", "<b>front</b> &amp; <img src='ü.png'>", "line<br>line\nline")
    add("Basic (and reversed card)", "Ärzte::Öl::Übung", "q", "a", tags=["x", "y::z", "mit\u00a0Lücke", "größe"])
    add("Cloze", "Ärzte::Öl", "{{c1::eins}} und {{c2::zwei}}", "", tags=["x"])
    add("Vokabel Ü", "日本語::Wörter", "Haus", "", "Das Haus.", "家")


@FORMATS
@pytest.mark.usefixtures("everything")
def test_a_package_of_anki_holds_the_notes_of_the_collection(collection: Any, export: Export, legacy: bool) -> None:
    notes = read(export(legacy=legacy), "deck.apkg")
    assert notes == known(collection)
    assert {note.notetype.name: (note.notetype.cloze, len(note.notetype.fields), len(note.notetype.templates)) for note in notes} == {
        "Basic": (False, 2, 1), "Basic (and reversed card)": (False, 2, 2), "Cloze": (True, 2, 1), "Vokabel Ü": (False, 4, 3),
    }  # fmt: skip
    assert {note.deck for note in notes} == {"Default", "Ärzte::Öl::Übung", "Ärzte::Öl", "日本語::Wörter"}


@pytest.mark.usefixtures("everything")
def test_both_formats_say_the_same(export: Export) -> None:
    assert read(export(legacy=True), "deck.apkg") == read(export(legacy=False), "deck.apkg")


@FORMATS
@pytest.mark.usefixtures("everything")
def test_a_whole_collection_exported_reads_like_a_package(collection: Any, tmp_path: Path, legacy: bool) -> None:
    notes = known(collection)
    path = tmp_path / "all.colpkg"
    collection.export_collection_package(str(path), include_media=False, legacy=legacy)
    collection.reopen()
    assert read(path.read_bytes(), "all.colpkg") == notes


@pytest.mark.parametrize(("legacy", "name"), [(True, "collection.anki21"), (False, "collection.anki21b")])
def test_the_older_collection_that_asks_to_update_anki_is_not_read(
    add: Callable[..., Any], export: Export, legacy: bool, name: str
) -> None:
    add("Basic", "D", "front", "back")
    parts = members(export(legacy=legacy))
    assert {name, "collection.anki2"} <= set(parts)
    assert [note.fields for note in read(zipped(parts), "deck.apkg")] == [("front", "back")]
    assert "Please update" in read(zipped({"collection.anki2": parts["collection.anki2"]}), "deck.apkg")[0].fields[0]


@FORMATS
def test_the_deck_is_that_of_the_first_card(collection: Any, add: Callable[..., Any], export: Export, legacy: bool) -> None:
    note = add("Basic (and reversed card)", "First", "q", "a")
    second = next(card.id for card in note.cards() if card.ord == 1)
    collection.set_deck([second], collection.decks.id("A"))
    assert [found.deck for found in read(export(legacy=legacy), "deck.apkg")] == ["First"]


@FORMATS
def test_a_card_in_a_filtered_deck_belongs_where_it_came_from(
    collection: Any, add: Callable[..., Any], export: Export, legacy: bool
) -> None:
    add("Basic", "Home::Ü", "q", "a")
    cram = collection.sched.get_or_create_filtered_deck(0)
    cram.name = "Cram"
    cram.config.search_terms[0].search = "deck:Home"
    collection.sched.add_or_update_filtered_deck(cram)
    assert collection.decks.name(collection.db.scalar("select did from cards")) == "Cram"
    assert [note.deck for note in read(export(legacy=legacy, scheduling=True), "deck.apkg")] == ["Home::Ü"]


@FORMATS
def test_an_empty_package_has_no_notes(export: Export, legacy: bool) -> None:
    assert read(export(legacy=legacy), "deck.apkg") == ()


def test_our_own_package_comes_back() -> None:
    kind = NoteType(notetype.ID, notetype.NAME, tuple(name for name, _ in notetype.FIELDS), (notetype.TEMPLATE_NAME,))
    fields = ("Why?", "because", *[""] * (len(kind.fields) - 2))
    ours = read(OURS, "deck.apkg")
    assert ours == tuple(
        PackageNote(note.id, guid, 1_700_000_000, kind, fields, ("lesson",), "D::Ä") for note, guid in zip(ours, "ab", strict=True)
    )


def test_a_package_of_genanki_is_read_as_anki_imports_it(collection: Any, tmp_path: Path) -> None:
    sides = [{"name": "One", "qfmt": "{{Q}}", "afmt": "{{A}}"}, {"name": "Two", "qfmt": "{{A}}", "afmt": "{{Q}}"}]
    basic = genanki.Model(1_607_392_319, "Plain", fields=[{"name": "Q"}, {"name": "A"}], templates=sides)
    gap = [{"name": "Cloze", "qfmt": "{{cloze:Text}}", "afmt": "{{cloze:Text}}"}]
    gaps = genanki.Model(1_550_428_389, "Gaps", model_type=genanki.Model.CLOZE, fields=[{"name": "Text"}], templates=gap)
    first, second = genanki.Deck(2_059_400_110, "Länder::Europa"), genanki.Deck(2_059_400_111, "Gaps")
    first.add_note(genanki.Note(basic, ["q", "a"], guid="g1", tags=["t", "ü"]))
    second.add_note(genanki.Note(gaps, ["{{c2::two}}"]))
    path = tmp_path / "genanki.apkg"
    genanki.Package([first, second]).write_to_file(path, timestamp=1_700_000_000)
    import_package(collection, path)
    notes = read(path.read_bytes(), "deck.apkg")
    assert notes == known(collection)
    assert [note.notetype.cloze for note in notes if note.guid == "g1"] == [False]


def test_a_notes_fields_are_in_the_order_of_the_list_whatever_its_numbers_say(collection: Any, tmp_path: Path) -> None:
    models = json.loads(stored_value(OURS, "SELECT models FROM col"))
    fields = models[str(notetype.ID)]["flds"]
    fields[0]["ord"], fields[1]["ord"] = 1, 0
    content = rewritten(OURS, "UPDATE col SET models = ?", values=[json.dumps(models)])
    path = tmp_path / "p.apkg"
    path.write_bytes(content)
    import_package(collection, path)
    assert [dict(note.items())["Answer"] for note in map(collection.get_note, collection.find_notes(""))] == ["because"] * 2
    assert read(content, "deck.apkg") == read(OURS, "deck.apkg") == known(collection)


@pytest.mark.parametrize(("stored", "tags"), [
    ("", ()),
    ("  ", ()),
    (" a b ", ("a", "b")),
    (" a\u3000b ", ("a", "b")),
    (" a\u00a0b ", ("a\u00a0b",)),
])  # fmt: skip
def test_tags_are_split_where_anki_splits_them(collection: Any, tmp_path: Path, stored: str, tags: tuple[str, ...]) -> None:
    content = rewritten(ours("a"), "UPDATE notes SET tags = ?", values=[stored])
    path = tmp_path / "p.apkg"
    path.write_bytes(content)
    import_package(collection, path)
    assert read(content, "deck.apkg")[0].tags == tags == known(collection)[0].tags


@pytest.mark.parametrize("statement", ["DELETE FROM cards", "UPDATE cards SET did = 99"])
def test_a_note_without_a_card_or_a_known_deck_is_in_no_deck(statement: str) -> None:
    assert [note.deck for note in read(rewritten(OURS, statement), "deck.apkg")] == ["", ""]


def test_two_notes_with_one_guid_come_both_the_older_first() -> None:
    copied = "INSERT INTO notes SELECT id - 9, guid, mid, 5, usn, tags, flds, sfld, csum, flags, data FROM notes"
    assert [(note.guid, note.mod) for note in read(rewritten(ours("a"), copied), "deck.apkg")] == [("a", 5), ("a", 1_700_000_000)]


@pytest.mark.parametrize(("content", "said"), [
    (b"", "cut"),
    (b"PK\3\4 and so on", "cut"),
    (b"# a note\n\n- bullet\n", "no Anki package"),
    (OURS[:-40], "cut"),
    (re.sub(rb"(PK\x01\x02....|PK\x03\x04..)..", b"\\1\1\0", OURS, flags=re.S), "encrypted"),
    (zipped({"media": b"{}"}), "no collection"),
    (zipped({"collection.anki21b.bak": b"", "notes/collection.anki2": b""}), "no collection"),
    (zipped(members(OURS), zipfile.ZIP_BZIP2), "packed in a way"),
    (zipped({**members(OURS), "meta": b"\x08\x04"}), "newer"),
    (zipped({"collection.anki2": b""}), "no SQLite"),
    (zipped({"collection.anki21": b"<html>"}), "collection.anki21 "),
    (zipped({"collection.anki2": b"SQLite format 3\0"}), "no SQLite"),
    (zipped({"collection.anki2": b"SQLite format 3\0" + bytes(5000)}), "damaged"),
    (zipped({"collection.anki2": members(OURS)["collection.anki2"][:9000]}), "damaged"),
    (zipped({"collection.anki2": members(OURS)["collection.anki2"].replace(b"CREATE TABLE", b"CREATE \xffABLE")}), "damaged"),
    (zipped({"collection.anki21b": b"rubbish"}), "cannot be unpacked"),
    (zipped({"collection.anki21b": zstd.compress(members(OURS)["collection.anki2"])[:-9]}), "cut"),
    (zipped({"collection.anki21b": zstd.compress(b"rubbish")}), "no SQLite"),
])  # fmt: skip
def test_a_file_that_is_no_package_is_refused(content: bytes, said: str) -> None:
    assert said in refusal(content)


@pytest.mark.parametrize(("statement", "said"), [
    ("DROP TABLE notes", "no such table"),
    ("DROP TABLE cards", "no such table"),
    ("DROP TABLE col", "no such table"),
    ("DELETE FROM col", "empty"),
    ("ALTER TABLE notes RENAME COLUMN flds TO fields", "no such column"),
    ("CREATE TABLE notetypes (id)", "no such table"),
    ("CREATE VIEW endless AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT i FROM n", "computes"),
    ("UPDATE notes SET guid = '' WHERE guid = 'a'", "has no guid"),
    ("UPDATE notes SET mid = 7 WHERE guid = 'a'", "note type"),
    ("UPDATE notes SET flds = flds || char(31) WHERE guid = 'a'", "note type"),
    ("UPDATE notes SET flds = 'one' WHERE guid = 'a'", "note type"),
    ("UPDATE notes SET flds = x'00ff'", "wrong type"),
    ("UPDATE notes SET mod = 'yesterday'", "wrong type"),
    ("UPDATE notes SET guid = CAST(x'ff' AS TEXT)", "damaged"),
    ("UPDATE cards SET did = 'D'", "wrong type"),
    ("UPDATE col SET models = x'00'", "wrong type"),
])  # fmt: skip
def test_a_broken_collection_is_refused(statement: str, said: str) -> None:
    assert said in refusal(rewritten(OURS, statement))


@pytest.mark.parametrize("column", ["models", "decks"])
@pytest.mark.parametrize("text", [
    "", "{", "[]", "null", "3", '{"1": null}', '{"1": {}}', '{"1": []}', "[" * 100_000,
    '{"1": {"id": 1, "name": 5, "flds": [], "tmpls": []}}',
    '{"1": {"id": 1e999, "name": "N", "flds": [], "tmpls": []}}',
    '{"1": {"id": "one", "name": "N", "flds": [], "tmpls": []}}',
    '{"1": {"id": 1, "name": "\\ud800", "flds": [], "tmpls": []}}',
])  # fmt: skip
def test_note_types_or_decks_that_are_not_what_anki_writes_are_refused(column: str, text: str) -> None:
    assert "JSON" in refusal(rewritten(OURS, f"UPDATE col SET {column} = ?", values=[text]))  # noqa: S608 - the column is ours


@pytest.mark.parametrize(("statement", "said"), [
    ("DROP TABLE fields", "no such table"),
    ("DROP TABLE decks", "no such table"),
    ("DELETE FROM notetypes", "note type"),
    ("DELETE FROM fields", "note type"),
    ("UPDATE notetypes SET config = 'text'", "wrong type"),
    ("UPDATE notes SET guid = ''", "has no guid"),
])  # fmt: skip
def test_a_broken_newer_collection_is_refused(add: Callable[..., Any], export: Export, statement: str, said: str) -> None:
    add("Basic", "D", "q", "a")
    assert said in refusal(rewritten(export(legacy=False), statement))


def test_a_cut_description_of_a_note_type_is_a_plain_one(add: Callable[..., Any], export: Export) -> None:
    add("Cloze", "D", "{{c1::q}}")
    content = rewritten(export(legacy=False), "UPDATE notetypes SET config = x'08'")
    assert not read(content, "deck.apkg")[0].notetype.cloze


def test_a_note_type_is_cloze_by_the_field_that_says_so_alone(add: Callable[..., Any], export: Export) -> None:
    add("Basic", "D", "q", "a")
    content = rewritten(export(legacy=False), "UPDATE notetypes SET config = x'1a0162'")  # another field, one byte long
    assert not read(content, "deck.apkg")[0].notetype.cloze


def test_a_note_type_without_templates_has_none(add: Callable[..., Any], export: Export) -> None:
    add("Basic", "D", "q", "a")
    assert read(rewritten(export(legacy=False), "DELETE FROM templates"), "deck.apkg")[0].notetype.templates == ()


def test_a_refusal_names_the_note_so_that_anki_finds_it(collection: Any, add: Callable[..., Any], export: Export) -> None:
    add("Basic", "D", "q", "a")
    message = refusal(rewritten(export(legacy=False), "UPDATE notes SET guid = ''"))
    named = re.search(r"nid:\d+", message)
    assert named
    assert len(collection.find_notes(named[0])) == 1


def test_a_package_cut_anywhere_is_refused() -> None:
    for length in range(0, len(OURS), 61):
        refusal(OURS[:length])


@pytest.mark.parametrize("name", ["collection.anki21b", "collection.anki2"])
def test_what_unpacks_to_too_much_is_refused_before_it_fills_the_memory(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(apkg, "LARGEST", 1 << 22)
    bomb = bytes(1 << 28)
    content = zipped({name: zstd.compress(bomb) if name.endswith("b") else bomb})
    del bomb
    tracemalloc.start()
    try:
        assert "2 GiB" in refusal(content)
        assert tracemalloc.get_traced_memory()[1] < 1 << 25
    finally:
        tracemalloc.stop()


def test_the_largest_package_is_as_large_as_sqlite_takes() -> None:
    assert apkg.LARGEST < 1 << 31
    assert apkg.LARGEST > (1 << 31) - (1 << 20)


def test_tables_that_say_more_than_a_package_can_hold_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    content = rewritten(
        OURS,
        "CREATE TABLE bloated (id, guid, mid, mod, tags, flds AS (hex(zeroblob(200000))))",
        "INSERT INTO bloated SELECT id, guid, mid, mod, tags FROM notes",
        "DROP TABLE notes",
        "ALTER TABLE bloated RENAME TO notes",
    )
    monkeypatch.setattr(apkg, "LARGEST", 300_000)
    assert "more than it can hold" in refusal(content)


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_byte_changed_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    database = bytearray(members(OURS)["collection.anki2"])
    written = len(database.rstrip(b"\0"))
    inside = data.draw(st.booleans())
    content = database if inside else bytearray(OURS)
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, (written if inside else len(content)) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Refused):
        read(zipped({"collection.anki2": bytes(content)}, zipfile.ZIP_STORED) if inside else bytes(content), "deck.apkg")
