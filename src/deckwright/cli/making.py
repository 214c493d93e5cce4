"""Note files to their sheets with all that this machine has: processes where they pay, and how far it is where somebody waits."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..diagnostic import Refused
from ..terminal import Terminal

if TYPE_CHECKING:
    from ..definition import Definition
    from ..notefiles import NoteText
    from ..sheet import Make, Sheet

_WORTH = 400_000  # characters of notes, about 4,000 bullets; below that, processes start for longer than they save
_PATIENCE = 0.5  # seconds before it is said how far things are


def way(terminal: Terminal, jobs: int | None) -> Make:
    """How to make sheets: with so many processes, or as many as there are cores, where there is enough to do."""

    def make(notes: Sequence[NoteText], definition: Definition) -> Iterator[Sheet]:
        wanted = jobs or os.cpu_count() or 1
        worth = wanted > 1 and len(notes) > 1 and sum(len(note.text) for note in notes) >= _WORTH
        with _workers(wanted if worth else 1) as made_by:
            yield from _told(made_by(notes, definition), len(notes), terminal)

    return make


@contextmanager
def _workers(jobs: int) -> Iterator[Make]:
    """So many processes; none beside this one where it is one."""
    from .. import sheet

    if jobs == 1:
        yield sheet.each
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    executor = ProcessPoolExecutor(jobs, initializer=_unstirred)
    try:
        yield sheet.by(executor)
        executor.shutdown()
    except BrokenProcessPool:
        message = "a process that made cards was killed, perhaps because memory ran out; build with --jobs 1"
        raise Refused("notes", 0, "jobs", message) from None
    finally:
        executor.shutdown(wait=False, cancel_futures=True)


def _unstirred() -> None:
    """A worker leaves Ctrl-C to the process that it works for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _told(sheets: Iterable[Sheet], count: int, terminal: Terminal) -> Iterator[Sheet]:
    """The same sheets; where somebody watches and it takes long, with how many files and cards there are, and how long it will take."""
    if not (sys.stderr and sys.stderr.isatty()) or terminal.level < 0:
        yield from sheets
        return
    began = time.monotonic()
    done: list[Sheet] = []
    source = iter(sheets)
    for one in source:  # most builds are over before anything is said
        done.append(one)
        yield one
        if time.monotonic() - began > _PATIENCE:
            break
    if len(done) < count:
        yield from _shown(source, len(done), sum(map(_cards, done)), count)


def _shown(sheets: Iterable[Sheet], done: int, cards: int, count: int) -> Iterator[Sheet]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        MofNCompleteColumn(),
        TextColumn("note files,"),
        TextColumn("{task.fields[cards]} cards"),
        BarColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=count, completed=done, cards=cards)
        for one in sheets:
            cards += _cards(one)
            progress.update(task, advance=1, cards=cards)
            yield one


def _cards(one: Sheet) -> int:
    return sum(1 for card in one.cards if card.status == "card")
