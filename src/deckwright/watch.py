"""Where the files of decks are, to the moments in which some of them have changed: what `deckwright watch` waits for.

The system's word that something happened in a folder is a hint. What counts is what the files then are: so it matters
neither how a program saves them, nor whether a folder was gone for a while, nor that a build writes files too.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import TypeVar

from watchfiles import watch

from . import media, notefiles

QUIET = 100  # milliseconds without a change after which a save is over; a program writes a note in a few
_LONGEST = 2_000  # milliseconds that changes may go on; then what is there is built
_LISTEN = 250  # milliseconds, after which is looked once more: for what changed before the system was asked to tell
_UNTOLD = 40  # so many times that, 10 s, after which is looked all the same, as some folders tell nothing
_LOOK = 1.0  # seconds from look to look where the system tells nothing; a save waits for half of it, and a look takes some 5 ms
# for a thousand files. Not watchfiles' own polling, which goes by whole seconds (1.3.0): it misses the second of two saves in one.

_SUFFIXES = (*notefiles.SUFFIXES, *(f".{suffix}" for suffix in media.EMBEDDED))

T = TypeVar("T")
Stamp = tuple[int, int, int]  # of a file: nanoseconds of its last change, bytes, number; a file saved anew differs in one of them


@dataclass(frozen=True, slots=True)
class Root:
    """A file or folder of notes; `name` is what it is called in patterns, `exclude` what is no note of its deck."""

    path: Path
    name: str
    exclude: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """All that a build reads: notes, and single `files` (definitions, ledgers, drafts), whether they are there or not.

    In the `folders`, more of those files may come to be.
    """

    notes: tuple[Root, ...]
    files: tuple[Path, ...]
    folders: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Seen:
    """The files that are there, and the folders in which a change could be one of theirs."""

    files: Mapping[str, Stamp]
    folders: frozenset[str]


@dataclass(frozen=True, slots=True)
class Changes:
    """The files that have changed since work last began; those that did so `early`, before it was done, it may have seen."""

    files: frozenset[str]
    early: frozenset[str] = frozenset()


def rounds(
    places: Callable[[], Places], work: Callable[[], T], tell: Callable[[str], None], *, poll: bool = False
) -> Iterator[tuple[Changes, T]]:
    """Works when files have changed and are left alone again, at first for all there are; yields what changed, and what came of it.

    What changes while it is at work is worked on next. It never ends. With `poll` it looks every second, and asks the system nothing;
    it goes over to that by itself, and tells so, where the system cannot watch so many folders.
    """
    before: Mapping[str, Stamp] | None = None
    behind: Mapping[str, Stamp] = {}  # what was there when the work was done
    watched: frozenset[str] | None = None
    moments = _looks()
    while True:
        now = look(places())
        if not poll and now.folders != watched:
            watched, moments = now.folders, _moments(now.folders)
        if now.files != before:
            settled = _settled(now, places) if poll else now
            changed = _changed(before or {}, settled.files)
            before = settled.files
            early = frozenset(path for path in changed if behind and behind.get(path) == before.get(path))
            done = work()
            behind = look(places()).files
            yield Changes(changed, early), done
            continue
        try:
            next(moments)
        except FileNotFoundError:  # a folder went as it was to be watched
            watched = None
        except (OSError, RuntimeError) as error:
            tell(f"the system watches no more folders ({error}); looking at the files every second instead")
            poll, moments = True, _looks()


def look(places: Places) -> Seen:
    """What is there now."""
    files: dict[str, Stamp] = {}
    folders = {_nearest(folder) for folder in places.folders}
    for root in places.notes:
        folders.add(_nearest(root.path.parent))
        if root.path.is_dir():
            _below(root, files, folders)
        else:
            _stamp(root.path, files)
    for path in places.files:
        folders.add(_nearest(path.parent))
        _stamp(path, files)
    return Seen(files, frozenset(folders))


def _below(root: Root, files: dict[str, Stamp], folders: set[str]) -> None:
    """Adds the files in a folder that a build may read, and the folders that it looks into."""
    waiting = [(root.path, root.name)]
    seen: set[tuple[int, int]] = set()
    while waiting:
        folder, name = waiting.pop()
        try:
            own = folder.stat()
            entries = list(os.scandir(folder))
        except OSError:  # gone, or not ours to read; the build says so
            continue
        if (own.st_dev, own.st_ino) in seen:
            continue
        seen.add((own.st_dev, own.st_ino))
        folders.add(str(folder.absolute()))
        for entry in entries:
            called = f"{name}/{entry.name}"
            if entry.name.startswith(".") or entry.name in notefiles.DRAFTS:
                continue
            if _is_folder(entry):
                waiting.append((Path(entry.path), called))
            elif entry.name.casefold().endswith(_SUFFIXES) and not any(fnmatch(called, pattern) for pattern in root.exclude):
                _stamp(Path(entry.path), files)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _stamp(path: Path, files: dict[str, Stamp]) -> None:
    try:
        found = path.stat()
    except OSError:
        return
    files[str(path)] = (found.st_mtime_ns, found.st_size, found.st_ino)


def _nearest(folder: Path) -> str:
    """The folder itself, or the one that it would be in, where it is to appear."""
    return str(next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir()))


def _changed(before: Mapping[str, Stamp], now: Mapping[str, Stamp]) -> frozenset[str]:
    return frozenset(path for path in {*before, *now} if before.get(path) != now.get(path))


def _settled(seen: Seen, places: Callable[[], Places]) -> Seen:
    """What is there when nothing has changed for a moment; without it, half a file could be read."""
    for _ in range(_LONGEST // QUIET):
        time.sleep(QUIET / 1000)
        before, seen = seen, look(places())
        if seen.files == before.files:
            break
    return seen


def _moments(folders: Iterable[str]) -> Iterator[None]:
    """Yields when something has happened in the folders, and is over; and now and then all the same."""
    told = watch(
        *sorted(folders), watch_filter=None, debounce=_LONGEST, step=QUIET, rust_timeout=_LISTEN, yield_on_timeout=True, recursive=False,
        force_polling=False, ignore_permission_denied=True,
    )  # fmt: skip
    for count, changes in enumerate(told):
        if changes or count % _UNTOLD == 0:
            yield


def _looks() -> Iterator[None]:
    """Yields every second."""
    while True:
        time.sleep(_LOOK)
        yield
