"""Anki notes to the bytes of an .apkg: the same notes make the same bytes.

genanki makes the collection that the notes go into, with its note types and the form of a deck; the rows are written here
(reference: anki.md §7, §8, §10, §11). It would write decks and models once per deck, stamp every note with the build time,
decide from the template which cards exist, and take four times as long.
"""

from __future__ import annotations

import io
import itertools
import json
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from typing import IO, TYPE_CHECKING, Any

from . import deckname, notetype
from .notetype import AnkiNote, NoteType

if TYPE_CHECKING:
    import genanki

_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
_DEFLATE_LEVEL = 1  # a third of the size for half a second in 100,000 cards
_ANY_DECK = "0"  # the number under which an empty collection holds the form of a deck
_FOREIGN_CHANGED = 0  # another tool's note type is never newer than the one in the collection, so that its templates stay

Kinds = tuple[NoteType | None, ...]
Empty = Callable[[Kinds, str], bytes]


def package(notes: Sequence[AnkiNote], css: str = "") -> bytes:
    """The bytes of an .apkg with these notes, and no media; for the rest see `write_package`."""
    buffer = io.BytesIO()
    write_package(buffer, notes, css=css)
    return buffer.getvalue()


def empty(kinds: Kinds, css: str = "") -> bytes:
    """A SQLite collection without notes, with these note types (None is our own for questions) and the form of a deck.

    `css` is the author's own styling, which comes behind that of our note types and so wins over it.
    """
    import genanki  # noqa: PLC0415 - slow to import, and what it makes is kept from build to build

    models = {}
    for kind in kinds:
        model = _model(kind, css)
        changed = notetype.CHANGED if kind is None or kind == notetype.CLOZE else _FOREIGN_CHANGED
        models[str(model.model_id)] = model.to_json(changed, 1)
    with closing(sqlite3.connect(":memory:")) as connection:
        genanki.Package([]).write_to_db(connection.cursor(), 0, itertools.count())
        (decks,) = connection.execute("SELECT decks FROM col").fetchone()
        forms = {**json.loads(decks), _ANY_DECK: genanki.Deck(0, "").to_json()}
        connection.execute("UPDATE col SET decks = ?, models = ?", (json.dumps(forms), json.dumps(models)))
        connection.commit()
        return connection.serialize()


def write_package(
    stream: IO[bytes],
    notes: Sequence[AnkiNote],
    media: Sequence[tuple[str, Callable[[], bytes]]] = (),
    css: str = "",
    empty: Empty = empty,
) -> None:
    """Write an .apkg with these notes, and these media: the name of each, and what reads it when its turn comes.

    `empty` gives the collection that the notes go into. Raises ValueError for a guid that is empty or stands twice, or a note
    whose front is empty: Anki would import both, and never update them again.
    """
    _check(notes)
    kinds = tuple(dict.fromkeys(note.notetype for note in notes))
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(empty(kinds, css))
        _fill(connection, notes)
        connection.commit()
        _zip(stream, connection.serialize(), media)


def _fill(connection: sqlite3.Connection, notes: Sequence[AnkiNote]) -> None:
    """Put the notes, their cards and their decks into a collection."""
    (held,) = connection.execute("SELECT decks FROM col").fetchone()
    decks = json.loads(held)
    form = decks.pop(_ANY_DECK)
    first = {deckname.folded(note.deck): note.deck for note in reversed(notes)}  # of two that differ in case, the first
    numbers = {deck: deckname.number(first[deckname.folded(deck)]) for deck in dict.fromkeys(note.deck for note in notes)}
    decks.update({str(numbers[deck]): {**form, "id": numbers[deck], "name": deck} for deck in first.values()})
    connection.execute("UPDATE col SET decks = ?", (json.dumps(decks),))
    # Ids only need to be unique inside the package; the latest change dates new cards plausibly.
    base = 1000 * max((note.mod for note in notes), default=notetype.CHANGED)
    connection.executemany("INSERT INTO notes VALUES(?, ?, ?, ?, -1, ?, ?, ?, 0, 0, '')", _note_rows(notes, base))
    connection.executemany(
        "INSERT INTO cards VALUES(?, ?, ?, ?, ?, -1, 0, 0, ?, 0, 0, 0, 0, 0, 0, 0, 0, '')", _card_rows(notes, numbers, base)
    )


def _note_rows(notes: Sequence[AnkiNote], base: int) -> Iterator[tuple[object, ...]]:
    for number, note in enumerate(notes, base):
        values = note.values
        kind = notetype.ID if note.notetype is None else note.notetype.id
        yield number, note.guid, kind, note.mod, f" {' '.join(note.tags)} ", "\x1f".join(values), values[0]


def _card_rows(notes: Sequence[AnkiNote], numbers: dict[str, int], base: int) -> Iterator[tuple[object, ...]]:
    """Exactly one card a note, or one for each number of its clozes."""
    ids = itertools.count(base)
    for number, note in enumerate(notes, base):
        for place in [cloze - 1 for cloze in note.clozes] or [0]:
            yield next(ids), number, numbers[note.deck], place, note.mod, note.due


def _check(notes: Sequence[AnkiNote]) -> None:
    seen: set[str] = set()
    for note in notes:
        if not note.guid or note.guid in seen:
            raise ValueError(f"guid {note.guid!r} is empty or stands twice in one package")
        if not note.front or (note.notetype == notetype.CLOZE and not note.clozes):
            raise ValueError(f"the card {note.guid} has no question")
        seen.add(note.guid)


def _model(kind: NoteType | None, css: str) -> genanki.Model:
    """One of our note types, or another tool's."""
    import genanki  # noqa: PLC0415 - as above

    if kind == notetype.CLOZE:
        return genanki.Model(
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
    return genanki.Model(
        notetype.ID,
        notetype.NAME,
        fields=[{"name": name, "id": number} for name, number in notetype.FIELDS],
        templates=[{"name": notetype.TEMPLATE_NAME, "id": notetype.TEMPLATE_ID, "qfmt": notetype.FRONT, "afmt": notetype.BACK}],
        css=notetype.STYLE + css,
    )


def _foreign(kind: NoteType) -> genanki.Model:
    """A note type by its names; what its cards look like matters only where the collection has no such note type yet."""
    front, back = kind.fields[:2]
    looks: Any = {"qfmt": f"{{{{{front}}}}}", "afmt": f"{{{{FrontSide}}}}<hr id=answer>{{{{{back}}}}}"}
    import genanki  # noqa: PLC0415 - as above

    return genanki.Model(
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
