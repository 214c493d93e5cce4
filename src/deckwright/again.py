"""An edited deck and what the build before kept of it to the same Built that a whole build makes, from the edited files alone.

Why it is the same: a note file that did not change gives the same cards, and its bullets are paired with their own entries
word for word in their own place, before any other pass of `match` comes to them. So the edited files can be built with
their own entries and those of cards that are gone, as long as nothing in them could meet a bullet elsewhere: an anchor
(looked for in all files), an article of the same name (one deck of two files), the words of a bullet that has no card
(which an entry may be looking for). Where any of that is so, there is no short way, and the answer is None.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from . import build, ledger, part
from .cache import Kept
from .definition import Definition
from .diagnostic import Diagnostic
from .entry import Ledger, mark
from .match import plain
from .media import Find
from .notefiles import NoteText
from .part import Part
from .sheet import Make

_MOST = 4  # one file in so many may be edited; where more are, a whole build takes as long


def built(  # noqa: PLR0913 - as `build.build`, and what was kept
    definition: Definition, notes: Sequence[NoteText], content: bytes, kept: Kept, now: int, *, find: Find, make: Make
) -> build.Built | None:
    """One deck from its note files, and its ledger's file as the build before wrote it; None where there is no short way."""
    edited = [note for note in notes if kept.digests.get(note.file) != note.digest]
    edited_names = {note.file for note in edited}
    rest = [kept.part(note.file) for note in notes if note.file not in edited_names]
    changing = {one.file for one in rest if one is not None and one.volatile}
    edited = [note for note in notes if note.file in edited_names | changing]
    names = {note.file for note in edited}
    removed = sorted(set(kept.digests) - {note.file for note in notes})
    others = [one for one in rest if one is not None and one.file not in changing]
    if len(others) + len(edited) < len(notes) or (len(names) + len(removed)) * _MOST > max(len(notes), _MOST):
        return None
    left = [kept.part(name) for name in sorted({*names, *removed} & set(kept.digests))]
    before = [one for one in left if one is not None]
    if len(before) < len(left):
        return None
    known = ledger.partly(content, definition.ledger_path.as_posix(), {*names, *removed}, [one.file for one in others])
    problems = ledger.suspects(definition.ledger_path, known, edited)
    if is_loose(problems, names) or _meet(before, others) or _is_sought(known, others):
        return None
    made = build.build(definition, edited, problems, known, now, find=find, make=make)
    if _meet(part.fresh(made), others):
        return None
    told = sorted({*made.diagnostics, *(diagnostic for one in others for diagnostic in one.diagnostics)})
    return replace(made, rest=tuple(others), diagnostics=tuple(told))


def _meet(edited: Sequence[Part], others: Sequence[Part]) -> bool:
    """Whether edited files, as they are or were, have an anchor, or the name of an article of others."""
    articles = {name for one in edited for name in one.articles}
    return any(one.anchored for one in edited) or any(name in articles for one in others for name in one.articles)


def _is_sought(known: Ledger, others: Sequence[Part]) -> bool:
    """Whether another file has a bullet without a card, with the words of an entry that may be looking for its bullet."""
    sought = {mark(plain(entry.text)) for entry in known.values()}
    return any(word in sought for one in others for word in one.words.split())


def is_loose(diagnostics: Iterable[Diagnostic], files: Iterable[str]) -> bool:
    """Whether something is wrong that belongs to no note file, so that no part remembers it."""
    names = set(files)
    return any(diagnostic.file not in names for diagnostic in diagnostics)
