"""Cards of a build, and those that are gone, to Anki notes and the media that come with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from . import clozes, media, render
from .build import Issued
from .definition import Definition
from .entry import Entry, Verdict
from .media import File
from .notetype import CLOZE, AnkiNote

RETIRED_TAG = "deckwright::retired"


def files(issued: Iterable[Issued]) -> tuple[File, ...]:
    """The media for a package of these cards, each once, by name."""
    found = {file.name: file for i in issued for file in i.media.values() if isinstance(file, File)}
    return tuple(found[name] for name in sorted(found))


def tombstones(entries: Iterable[Entry], definition: Definition) -> tuple[AnkiNote, ...]:
    """Every card that is gone, as a note with a blank front, which Anki's Empty Cards finds and removes."""
    gone = sorted((e for e in entries if e.mod and (e.gone or e.verdict is Verdict.REJECTED)), key=lambda entry: entry.guid)
    notes = []
    for due, entry in enumerate(gone, 1):
        note = AnkiNote(entry.guid, media.placed(clozes.retired(entry), {}), (RETIRED_TAG,), definition.name, due, entry.mod)
        notes.append(_typed(note, entry, entry.clozes[:1]))
    return tuple(notes)


def anki_notes(issued: Iterable[Issued]) -> tuple[AnkiNote, ...]:
    """Cards as Anki notes, new ones due in the order they come."""
    return tuple(_typed(AnkiNote(i.guid, i.fields, i.tags, i.deck, due, i.mod), i.before, i.clozes) for due, i in enumerate(issued, 1))


def _typed(note: AnkiNote, entry: Entry | None, numbers: tuple[int, ...]) -> AnkiNote:
    """The same note under the note type it has in Anki, which takes no other update: for clozes, or another tool's."""
    if numbers:
        return replace(note, notetype=CLOZE, clozes=numbers)
    if entry is None or entry.adopted is None:
        return note
    kind = entry.adopted.notetype
    fields = dict(zip(kind.fields, (*render.two_sides(note.fields), *entry.adopted.values), strict=False))
    return replace(note, fields=fields, tags=tuple(dict.fromkeys([*note.tags, *entry.adopted.tags])), notetype=kind)
