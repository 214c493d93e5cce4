"""What a build need not make again, kept beside the ledger: the parts of a deck, and by what they were made.

It may be deleted at any time: the next build makes the same files without it. Whatever is wrong with it (cut short, of
another version, made by hand), it is as if it were not there. It holds nothing but JSON in an SQLite file.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import cardjson
from .diagnostic import Diagnostic, Severity
from .drafts import Block
from .notetype import AnkiNote, NoteType
from .part import Part
from .sheet import Make, Sheet

if TYPE_CHECKING:
    from .definition import Definition
    from .notefiles import NoteText

FOLDER = ".deckwright"  # beside the ledger; git and backups are told to leave it out
_OURS = {
    ".gitignore": "*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# Made by deckwright; may be deleted at any time. See https://bford.info/cachedir/\n",
}
_DAMAGED = (sqlite3.Error, ValueError, LookupError, TypeError, OSError)


@dataclass(slots=True)
class Kept:
    """What the build before left: `state` says by what it was made; `parts` are looked up by note file."""

    state: Mapping[str, str] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)  # of the note files, by name
    part: Callable[[str], Part | None] = lambda _: None
    sheet: Callable[[str, str], Sheet | None] = lambda _, __: None  # of a note file, if it was made under this key


def remembering(kept: Kept, make: Make, maker: str) -> Make:
    """A way to make sheets that makes only those that are not kept; `maker` says by what program."""

    def remembered(notes: Sequence[NoteText], definition: Definition) -> Iterator[Sheet]:
        found = {note.file: kept.sheet(note.file, key(note.digest, definition, maker)) for note in notes}
        yield from (one for one in found.values() if one)
        missing = [note for note in notes if not found[note.file]]
        if missing:
            yield from make(missing, definition)

    return remembered


def key(digest_of_note: str, definition: Definition, maker: str) -> str:
    """What a sheet depends on, in short."""
    return digest("\0".join((digest_of_note, repr(definition.threshold), repr(definition.limits), maker)).encode())


def path(definition: Definition) -> Path | None:
    """Where the cache of a deck is; a package that was asked for somewhere else has none, so that nothing but it comes there."""
    return None if definition.package else definition.folder / FOLDER / f"{definition.stem}.sqlite"


@contextlib.contextmanager
def opened(file: Path | None) -> Iterator[Kept]:
    """What is kept in a file; empty where there is none, or none that can be read."""
    if file is None or not file.is_file():
        yield Kept()
        return
    with contextlib.closing(sqlite3.connect(file)) as connection:
        yield _kept(connection)


def _kept(connection: sqlite3.Connection) -> Kept:
    try:
        state = dict(connection.execute("SELECT key, value FROM state"))
        digests = dict(connection.execute("SELECT file, digest FROM part"))
    except _DAMAGED:
        return Kept()

    def part(file: str) -> Part | None:
        try:
            ((value,),) = connection.execute("SELECT value FROM part WHERE file = ?", (file,))
            return _read(json.loads(value))
        except _DAMAGED:
            return None

    def sheet(file: str, made_under: str) -> Sheet | None:
        try:
            for (value,) in connection.execute("SELECT value FROM sheet WHERE file = ? AND key = ?", (file, made_under)):
                return cardjson.read(json.loads(value))
        except _DAMAGED:
            pass
        return None

    return Kept(state, digests, part, sheet)


def save(file: Path | None, state: Mapping[str, str], made: Sequence[Part], stay: Sequence[str], sheets: Mapping[str, Sheet]) -> None:
    """Keep these parts and sheets (by key), and of those kept before the ones of the files that `stay`; nothing where that cannot be."""
    if file is None:
        return
    with contextlib.suppress(*_DAMAGED):
        _prepared(file.parent)
        try:
            _save(file, state, made, stay, sheets)
        except sqlite3.DatabaseError:  # damaged, or not one at all
            file.unlink(missing_ok=True)
            if not stay:
                _save(file, state, made, stay, sheets)


def _save(file: Path, state: Mapping[str, str], made: Sequence[Part], stay: Sequence[str], sheets: Mapping[str, Sheet]) -> None:
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("PRAGMA synchronous = OFF")  # a power cut may spoil it; then it is made again
        connection.execute("CREATE TABLE IF NOT EXISTS state (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
        connection.execute("CREATE TABLE IF NOT EXISTS part (file TEXT PRIMARY KEY, digest TEXT NOT NULL, value TEXT NOT NULL)")
        connection.execute("CREATE TABLE IF NOT EXISTS sheet (file TEXT PRIMARY KEY, key TEXT NOT NULL, value TEXT NOT NULL)")
        connection.execute("DELETE FROM state")
        if stay:
            known = [name for (name,) in connection.execute("SELECT file FROM part")]
            connection.executemany("DELETE FROM part WHERE file = ?", [(name,) for name in sorted({*known} - {*stay})])
        else:
            connection.execute("DELETE FROM part")
        rows = ((part.file, part.digest, _json(_written(part))) for part in made)
        connection.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", rows)
        known_sheets = dict(connection.execute("SELECT file, key FROM sheet"))
        gone = known_sheets.keys() - {one.file for one in sheets.values()} - {*stay}
        connection.executemany("DELETE FROM sheet WHERE file = ?", [(name,) for name in sorted(gone)])
        new = ((one.file, under, _json(cardjson.written(one))) for under, one in sheets.items() if known_sheets.get(one.file) != under)
        connection.executemany("INSERT OR REPLACE INTO sheet VALUES (?, ?, ?)", new)
        connection.executemany("INSERT INTO state VALUES (?, ?)", sorted(state.items()))


def _json(value: list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def remembered(file: Path | None, key: str, make: Callable[[], bytes]) -> bytes:
    """What `make` makes, which is the same for the same key: from the file, or made now and kept there in place of another."""
    if file is None:
        return make()
    with contextlib.suppress(*_DAMAGED), contextlib.closing(sqlite3.connect(file)) as connection:
        for (value,) in connection.execute("SELECT value FROM bytes WHERE key = ?", (key,)):
            return bytes(value)
    made = make()
    with contextlib.suppress(*_DAMAGED):
        _prepared(file.parent)
        with contextlib.closing(sqlite3.connect(file)) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS bytes (key TEXT PRIMARY KEY, value BLOB NOT NULL)")
            connection.execute("DELETE FROM bytes")
            connection.execute("INSERT INTO bytes VALUES (?, ?)", (key, made))
    return made


def _prepared(folder: Path) -> None:
    """Make the folder, and tell git and backups to leave it out."""
    folder.mkdir(exist_ok=True)
    for name, content in _OURS.items():
        if not (folder / name).exists():
            (folder / name).write_text(content, "utf-8", newline="\n")


def digest(content: bytes | None) -> str:
    """A hash of a file's content; empty for a file that is not there."""
    return hashlib.sha256(content).hexdigest() if content is not None else ""


def _written(part: Part) -> list[Any]:
    """A part as JSON. Its pictures are not in it: a file with any is made each time, as they may have changed."""
    notes = [[n.guid, dict(n.fields), n.tags, n.deck, n.mod, _kind(n.notetype), n.clozes] for n in part.notes]
    blocks = [[b.box, b.article, b.text] for b in part.blocks]
    told = [[d.file, d.line, d.code, d.message, d.severity] for d in part.diagnostics]
    return [
        part.file,
        part.date,
        part.digest,
        notes,
        blocks,
        part.counts,
        part.articles,
        part.words,
        part.anchored,
        part.live,
        told,
        part.volatile,
    ]


def _kind(kind: NoteType | None) -> list[Any] | None:
    return [kind.id, kind.name, kind.fields, kind.templates, kind.cloze] if kind else None


def _read(value: list[Any]) -> Part:
    file, date, of, notes, blocks, counts, articles, words, anchored, live, told, volatile = value
    diagnostics = tuple(Diagnostic(where, line, code, said, Severity(how)) for where, line, code, said, how in told)
    return Part(
        file, date, of, tuple(map(_note, notes)), tuple(Block(*block) for block in blocks), tuple(counts), tuple(articles), words,
        anchored, live, (), diagnostics, volatile,
    )  # fmt: skip


def _note(value: list[Any]) -> AnkiNote:
    guid, fields, tags, deck, mod, kind, clozes = value
    notetype = NoteType(kind[0], kind[1], tuple(kind[2]), tuple(kind[3]), kind[4]) if kind else None
    return AnkiNote(guid, fields, tuple(tags), deck, 0, mod, notetype, tuple(clozes))
