"""An Anki package's bytes, of any version, to the notes in it.

What real packages do otherwise than their names say (seen in exports of Anki 26.9): beside a
newer collection lies an older one whose only note asks to update Anki; the newest collection
is stored in SQLite's write-ahead mode, which cannot be opened from memory; a note type's
fields count in the order they are listed, whatever their `ord` says.
"""

from __future__ import annotations

import contextlib
import io
import json
import sqlite3
import struct
import sys
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .diagnostic import Refused
from .notetype import NoteType
from .patterns import later

LARGEST = 2_147_483_391  # just under 2 GiB; SQLite takes no larger piece of memory (SQLITE_MAX_ALLOCATION_SIZE in its malloc.c)

_COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")  # the first one there is the real one
_VERSION = 3  # of the package, as in its member `meta`: 1 to 3 are the three collections above
_PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # zipfile unpacks the other kinds without a limit
_UNZIPPING = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError, ValueError, LookupError)
_MISTYPED = (LookupError, TypeError, ValueError, AttributeError, OverflowError, RecursionError)
_AGAIN = "export it from Anki again"
_TOO_LARGE = "this package unpacks to more than 2 GiB; export a smaller deck"
_TAG_ENDS = later("[ \u3000]+")  # as Anki splits them: other spaces are part of a tag
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class PackageNote:
    """One note: `id` is Anki's own number for it, `mod` the second (Unix time) of its last change.

    `fields` are HTML, one for each of `notetype.fields`.

    `deck` is the full name (`A::B`) of its first card's deck, of the one it came from if a filtered deck
    borrowed it; empty if the note has no card, or a card in a deck that is not in the package.
    """

    id: int
    guid: str
    mod: int
    notetype: NoteType
    fields: tuple[str, ...]
    tags: tuple[str, ...]
    deck: str


class _Unreadable(Exception):
    """The package cannot be read; the message says why."""


def read(content: bytes, file: str) -> tuple[PackageNote, ...]:
    """The notes of an .apkg or .colpkg with this content, by guid; media are left alone.

    Two notes with one guid come both, the one with the lower id first. Raises Refused, with `file` as its place,
    for a package that is broken, newer than this reader or larger than `LARGEST` when unpacked. One note without
    a guid, without its note type or with more or fewer fields refuses the whole, as a note left out would look
    like one deleted.
    """
    try:
        with contextlib.closing(sqlite3.connect(":memory:")) as connection:
            connection.deserialize(_collection(content))
            return tuple(sorted(_notes(connection), key=lambda note: note.guid))
    except _Unreadable as error:
        message = str(error)
    except (sqlite3.Error, UnicodeDecodeError) as error:  # the second where SQLite quotes what is broken
        message = f"the collection in this package is damaged ({error}); {_AGAIN}"
    except MemoryError:
        message = "this package needs more memory than there is; export a smaller deck"
    raise Refused(file, 0, "package", message)


def _collection(content: bytes) -> bytearray:
    """The SQLite database of the package."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = archive.namelist()
            if "meta" in names and _number(_member(archive, "meta")) > _VERSION:
                raise _Unreadable("this package is newer than this deckwright knows; export it with “Support older Anki versions”")
            name = next((name for name in _COLLECTIONS if name in names), None)
            if name is None:
                raise _Unreadable("this zip file holds no collection, so it is no Anki package; export one from Anki")
            database = _member(archive, name)
    except _UNZIPPING as error:
        why = str(error) or "it ends too soon"
        raise _Unreadable(f"this file cannot be unpacked, so it is no Anki package or was cut ({why}); {_AGAIN}") from None
    if not database.startswith(b"SQLite format 3\0") or len(database) < 100:
        raise _Unreadable(f"{name} in this package is no SQLite database; {_AGAIN}")
    database[18:20] = b"\1\1"  # not write-ahead: see sqlite.org/c3ref/deserialize.html
    return database


def _member(archive: zipfile.ZipFile, name: str) -> bytearray:
    """What lies under a name; zipfile gives no more than the size it checks here, even if that is a lie."""
    entry = archive.getinfo(name)
    if entry.compress_type not in _PACKED:
        raise _Unreadable(f"{name} in this package is packed in a way Anki does not use; {_AGAIN}")
    if entry.file_size > LARGEST:
        raise _Unreadable(_TOO_LARGE)
    content = archive.read(entry)
    return _unzstd(content) if name == _COLLECTIONS[0] else bytearray(content)


def _unzstd(packed: bytes) -> bytearray:
    if sys.version_info >= (3, 14):
        from compression import zstd  # noqa: PLC0415 - only the newer packages need it
    else:
        from backports import zstd  # noqa: PLC0415 - only the newer packages need it
    content = bytearray()
    try:
        with zstd.ZstdFile(io.BytesIO(packed)) as stream:
            while chunk := stream.read(_CHUNK):
                content += chunk
                if len(content) > LARGEST:
                    raise _Unreadable(_TOO_LARGE)
    except zstd.ZstdError as error:
        raise _Unreadable(f"the collection in this package cannot be unpacked ({error}); {_AGAIN}") from None
    return content


def _number(message: bytes | bytearray) -> int:
    """The small number in field 1 of a protobuf message; a writer puts it first, and leaves it out if it is 0."""
    return int.from_bytes(message[1:2], "big") if message[:1] == b"\x08" else 0


def _notes(connection: sqlite3.Connection) -> Iterator[PackageNote]:
    parts = dict(_rows(connection, "SELECT name, type FROM sqlite_master", str, str))
    if "view" in parts.values():
        raise _Unreadable(f"the collection in this package computes its tables, which Anki's never does; {_AGAIN}")
    kinds, decks = (_schema_18 if "notetypes" in parts else _schema_11)(connection)
    home = "SELECT nid, CASE odid WHEN 0 THEN did ELSE odid END FROM cards ORDER BY ord DESC, id DESC"
    places = dict(_rows(connection, home, int, int))  # the last one said, which is the first card, holds
    query = "SELECT id, guid, mid, mod, tags, flds FROM notes ORDER BY id"
    for number, guid, kind, mod, tags, joined in _rows(connection, query, int, str, int, int, str, str):
        fields = tuple(joined.split("\x1f"))
        if not guid:
            raise _Unreadable(f"note nid:{number} has no guid; in Anki, make a copy of it and delete it, then export again")
        if kind not in kinds or len(fields) != len(kinds[kind].fields):
            raise _Unreadable(f"note nid:{number} does not fit its note type; run Check Database in Anki, then export again")
        yield PackageNote(
            number, guid, mod, kinds[kind], fields, tuple(filter(None, _TAG_ENDS.split(tags))), decks.get(places.get(number, 0), "")
        )


def _rows(connection: sqlite3.Connection, query: str, *types: type) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, each value of the type at its place."""
    room = LARGEST
    for row in connection.execute(query):
        if tuple(map(type, row)) != types:
            raise _Unreadable(f"the collection in this package has a value of the wrong type; {_AGAIN}")
        room -= sum(len(value) for value in row if not isinstance(value, int))
        if room < 0:
            raise _Unreadable(f"the tables in this package say more than it can hold; {_AGAIN}")
        yield row


def _schema_11(connection: sqlite3.Connection) -> tuple[dict[int, NoteType], dict[int, str]]:
    """Note types and deck names by id, both kept as JSON."""
    for models, decks in _rows(connection, "SELECT models, decks FROM col", str, str):
        try:
            kinds = [_notetype(model) for model in json.loads(models).values()]
            return {kind.id: kind for kind in kinds}, {int(deck["id"]): _text(deck["name"]) for deck in json.loads(decks).values()}
        except _MISTYPED:
            raise _Unreadable(f"the note types or decks in this package are no readable JSON; {_AGAIN}") from None
    raise _Unreadable(f"the collection in this package is empty; {_AGAIN}")


def _notetype(model: dict[str, Any]) -> NoteType:
    fields, templates = (tuple(_text(part["name"]) for part in model[key]) for key in ("flds", "tmpls"))
    return NoteType(int(model["id"]), _text(model["name"]), fields, templates, model.get("type") == 1)


def _text(value: str) -> str:
    value.encode()  # fails for what is no text, and for half a surrogate pair, which no file can hold
    return value


def _schema_18(connection: sqlite3.Connection) -> tuple[dict[int, NoteType], dict[int, str]]:
    """Note types and deck names by id, each in its table; names have Anki's own collation, so SQLite must not compare them."""
    fields = _named(connection, "SELECT ntid, name FROM fields ORDER BY ntid, ord")
    templates = _named(connection, "SELECT ntid, name FROM templates ORDER BY ntid, ord")
    kinds = {
        number: NoteType(number, name, fields.get(number, ()), templates.get(number, ()), _number(config) == 1)
        for number, name, config in _rows(connection, "SELECT id, name, config FROM notetypes", int, str, bytes)
    }
    decks = _rows(connection, "SELECT id, name FROM decks", int, str)
    return kinds, {number: name.replace("\x1f", "::") for number, name in decks}


def _named(connection: sqlite3.Connection, query: str) -> dict[int, tuple[str, ...]]:
    names: dict[int, list[str]] = {}
    for number, name in _rows(connection, query, int, str):
        names.setdefault(number, []).append(name)
    return {number: tuple(listed) for number, listed in names.items()}
