"""One note file to its cards: all that depends on the file alone, so that files can be read side by side, and kept once read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from . import making, outline
from .card import Card
from .definition import Definition
from .diagnostic import Diagnostic
from .leftout import Limits
from .notefiles import NoteText

if TYPE_CHECKING:
    from concurrent.futures import Executor

_AT_ONCE = 8  # files that a process is given at a time


@dataclass(frozen=True, slots=True)
class Sheet:
    """A note file, read: its date (ISO, or empty), the fate of every bullet, and what is wrong in it. `digest` is the file's."""

    file: str
    digest: str
    date: str
    cards: tuple[Card, ...]
    diagnostics: tuple[Diagnostic, ...]


Make = Callable[[Sequence[NoteText], Definition], Iterable[Sheet]]


def made(note: NoteText, threshold: float, limits: Limits) -> Sheet:
    """A note file's sheet, under the settings of a deck definition. A pure function: the same wherever it runs."""
    read, problems = outline.read(note.text, note.file)
    cards = making.cards(read, threshold, limits)
    if note.address:
        cards = tuple(replace(card, place=replace(card.place, home=note.address)) for card in cards)
    return Sheet(note.file, note.digest, read.meta.date, cards, problems)


def each(notes: Sequence[NoteText], definition: Definition) -> Iterator[Sheet]:
    """The sheets of these files, made one after the other."""
    return (made(note, definition.threshold, definition.limits) for note in notes)


def by(executor: Executor) -> Make:
    """A way to make sheets side by side: with processes of this machine, or with anything else that offers the same interface."""

    def make(notes: Sequence[NoteText], definition: Definition) -> Iterator[Sheet]:
        return executor.map(partial(made, threshold=definition.threshold, limits=definition.limits), notes, chunksize=_AT_ONCE)

    return make
