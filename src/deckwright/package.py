"""Anki notes to the bytes of an .apkg, with genanki: the same notes make the same bytes.

What genanki does otherwise, and why we step in (reference: anki.md §7, §8, §10, §11): it
writes decks and models once per deck, stamps every note with the build time, decides from
the template which cards exist, dates the zip, and leaves its temporary database behind.
"""

from __future__ import annotations

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

import genanki

from . import deckname, notetype
from .notetype import AnkiNote, NoteType

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DEFLATE_LEVEL = 1  # a third of the size for half a second in 100,000 cards


class _Note(genanki.Note):  # type: ignore[misc]
    """A note with its own time, and exactly one card, or one for each number of its clozes."""

    def __init__(self, note: AnkiNote, model: genanki.Model) -> None:
        super().__init__(model=model, fields=list(note.values), guid=note.guid, tags=list(note.tags), due=note.due)
        self.mod = note.mod
        self.places = [number - 1 for number in note.clozes] or [0]

    @property
    def cards(self) -> list[genanki.Card]:
        return [genanki.Card(place) for place in self.places]

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, deck_id: int, id_gen: Iterator[int]) -> None:  # noqa: ARG002 - genanki calls it so
        super().write_to_db(cursor, self.mod, deck_id, id_gen)


class _Model(genanki.Model):  # type: ignore[misc]
    """A note type with a constant change time."""

    changed = notetype.CHANGED

    def to_json(self, timestamp: float, deck_id: int) -> dict[str, Any]:
        return {**super().to_json(timestamp, deck_id), "mod": self.changed}


class _Foreign(_Model):
    """Another tool's note type, never newer than the one in the collection, so that its templates stay."""

    changed = 0


class _Package(genanki.Package):  # type: ignore[misc]
    """A package that writes its decks and its note type once."""

    def write_to_db(self, cursor: sqlite3.Cursor, timestamp: float, id_gen: Iterator[int]) -> None:
        decks = list(self.decks)
        self.decks: list[genanki.Deck] = []
        super().write_to_db(cursor, timestamp, id_gen)
        self.decks = decks
        known, models = (json.loads(column) for column in cursor.execute("SELECT decks, models FROM col").fetchone())
        known.update({str(deck.deck_id): deck.to_json() for deck in decks})
        for deck in decks:
            for note in deck.notes:
                models.setdefault(str(note.model.model_id), note.model.to_json(timestamp, deck.deck_id))
        cursor.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(known), json.dumps(models)))
        for deck in decks:
            for note in deck.notes:
                note.write_to_db(cursor, timestamp, deck.deck_id, id_gen)


def package(notes: Sequence[AnkiNote], css: str = "") -> bytes:
    """The bytes of an .apkg with these notes, and no media; for the rest see `write_package`."""
    buffer = io.BytesIO()
    write_package(buffer, notes, css=css)
    return buffer.getvalue()


def write_package(
    stream: IO[bytes], notes: Sequence[AnkiNote], media: Sequence[tuple[str, Callable[[], bytes]]] = (), css: str = ""
) -> None:
    """Write an .apkg with these notes, and these media: the name of each, and what reads it when its turn comes.

    `css` is the author's own styling, which comes behind that of our note types and so wins over it.

    Raises ValueError for a guid that is empty or stands twice, or a note whose front is
    empty: Anki would import both, and never update them again.
    """
    _check(notes)
    models: dict[NoteType | None, genanki.Model] = {}
    decks: dict[str, genanki.Deck] = {}
    for note in notes:
        key = deckname.folded(note.deck)
        if key not in decks:
            decks[key] = genanki.Deck(deckname.number(note.deck), note.deck)
        if note.notetype not in models:
            models[note.notetype] = _model(note.notetype, css)
        decks[key].add_note(_Note(note, models[note.notetype]))
    # Ids only need to be unique inside the package; the latest change dates new cards plausibly.
    timestamp = max((note.mod for note in notes), default=notetype.CHANGED)
    connection = sqlite3.connect(":memory:")
    try:
        _Package(list(decks.values())).write_to_db(connection.cursor(), timestamp, itertools.count(timestamp * 1000))
        connection.commit()
        _zip(stream, connection.serialize(), media)
    finally:
        connection.close()


def _check(notes: Sequence[AnkiNote]) -> None:
    seen: set[str] = set()
    for note in notes:
        if not note.guid or note.guid in seen:
            raise ValueError(f"guid {note.guid!r} is empty or stands twice in one package")
        if not note.values[0] or (note.notetype == notetype.CLOZE and not note.clozes):
            raise ValueError(f"the card {note.guid} has no question")
        seen.add(note.guid)


def _model(kind: NoteType | None, css: str) -> genanki.Model:
    """One of our note types, or another tool's."""
    if kind == notetype.CLOZE:
        return _Model(
            kind.id,
            kind.name,
            fields=[{"name": name, "id": number} for name, number in notetype.CLOZE_FIELDS],
            templates=[
                {"name": kind.templates[0], "id": notetype.CLOZE_TEMPLATE_ID, "qfmt": notetype.CLOZE_FRONT, "afmt": notetype.CLOZE_BACK}
            ],
            css=notetype.CLOZE_STYLE + css,
            model_type=genanki.Model.CLOZE,
        )
    if kind is not None:
        return _foreign(kind)
    return _Model(
        notetype.ID,
        notetype.NAME,
        fields=[{"name": name, "id": number} for name, number in notetype.FIELDS],
        templates=[{"name": notetype.TEMPLATE_NAME, "id": notetype.TEMPLATE_ID, "qfmt": notetype.FRONT, "afmt": notetype.BACK}],
        css=notetype.STYLE + css,
    )


def _foreign(kind: NoteType) -> genanki.Model:
    """A note type by its names; what its cards look like matters only where the collection has no such note type yet."""
    front, back = kind.fields[:2]
    looks = {"qfmt": f"{{{{{front}}}}}", "afmt": f"{{{{FrontSide}}}}<hr id=answer>{{{{{back}}}}}"}
    return _Foreign(
        kind.id, kind.name, fields=[{"name": name} for name in kind.fields], templates=[{"name": name, **looks} for name in kind.templates]
    )


def _zip(stream: IO[bytes], database: bytes, media: Sequence[tuple[str, Callable[[], bytes]]]) -> None:
    """The zip Anki reads: a schema-11 collection, the media under numbers, and the names that these numbers have.

    Media are compressed already, so they are stored as they are.
    """
    names = json.dumps({str(number): name for number, (name, _) in enumerate(media)}, ensure_ascii=False)
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in (("collection.anki2", database), ("media", names.encode())):
            archive.writestr(_entry(name), content, zipfile.ZIP_DEFLATED, _DEFLATE_LEVEL)
        for number, (_, read) in enumerate(media):
            archive.writestr(_entry(str(number)), read(), zipfile.ZIP_STORED)


def _entry(name: str) -> zipfile.ZipInfo:
    """A file in the zip, without its date."""
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry
