"""What a fault report needs of a machine and its decks, as findings; counts only, nothing that the notes say."""

from __future__ import annotations

import os
import platform
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from . import __version__, apkg, ledger, notefiles
from .definition import Definition
from .diagnostic import Refused
from .entry import Ledger, Verdict
from .patterns import later

_CACHE = ".deckwright"  # the folder beside the ledger that holds what builds keep for the next
_FREE = 100_000_000  # bytes below which a disk is nearly full: some packages of pictures
_AHEAD = 86_400  # seconds; a day more than the clock says is no matter of time zones
_LEFT = later(r"\..+\.[a-z0-9_]{8}\.tmp")  # what tempfile names the file that a build writes to first


class State(StrEnum):
    """How grave a finding is."""

    OK = "ok"
    WARNING = "warning"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: what it is part of, what was found, and what to do, if anything."""

    part: str
    state: State
    found: str
    todo: str = ""


def machine() -> Iterator[Finding]:
    """Versions, and how this system takes text and names."""
    versions = f"deckwright {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.platform()}"
    yield Finding("versions", State.OK, versions)
    needed = [re.split(r"[^\w.-]", line)[0] for line in metadata.requires("deckwright") or () if "extra ==" not in line]
    found: dict[str, str] = {}
    for name in needed:
        with suppress(metadata.PackageNotFoundError):
            found[name] = metadata.version(name)
    yield Finding("libraries", State.OK, ", ".join(f"{name} {version}" for name, version in found.items()))
    missing = [name for name in needed if name not in found and not (name == "backports.zstd" and sys.version_info >= (3, 14))]
    if missing:
        yield Finding("libraries", State.WRONG, f"not installed: {', '.join(missing)}", "install deckwright again")
    names = sys.getfilesystemencoding()
    where = (
        f"output {getattr(sys.stdout, 'encoding', None)}, file names {names}, locale {os.environ.get('LC_ALL') or os.environ.get('LANG')}"
    )
    if names.lower().replace("-", "") == "utf8":
        yield Finding("encoding", State.OK, where)
    else:
        yield Finding("encoding", State.WARNING, where, "set LANG to a UTF-8 locale, or PYTHONUTF8=1, for names with other letters")


def folder(path: Path) -> Iterator[Finding]:
    """The folder that packages and ledgers go into, whether it is there or not."""
    there = next(above for above in (path.absolute(), *path.absolute().parents) if above.is_dir())
    other = there.with_name(there.name.swapcase())
    kind = "upper and lower case are one" if other != there and other.exists() else "upper and lower case differ"
    called = f"{shown(path)} ({kind}{'' if path.is_dir() else '; not made yet'})"
    if os.access(there, os.W_OK):
        yield Finding("folder", State.OK, called)
    else:
        yield Finding("folder", State.WRONG, f"{called}: cannot be written to", "give yourself the right to write there, or use --decks")
    free = shutil.disk_usage(there).free
    low = free < _FREE
    yield Finding("disk", State.WARNING if low else State.OK, f"{_size(free)} free", "make room before the next build" if low else "")
    left = [found for found in (path.iterdir() if path.is_dir() else ()) if _LEFT.fullmatch(found.name)]
    if left:
        yield Finding(
            "left over", State.WARNING, f"{len(left)} files of builds that were killed", "the next build of the deck removes them"
        )
    cache = path / _CACHE
    if cache.is_dir():
        size = sum((Path(inside) / name).lstat().st_size for inside, _, names in os.walk(cache) for name in names)
        yield Finding("cache", State.OK, f"{shown(cache)}, {_size(size)}; can be deleted at any time")


def refused(bad: Refused) -> Finding:
    """A definition that cannot be used; its message may quote the author, so it is not given."""
    line = f":{bad.diagnostic.line}" if bad.diagnostic.line else ""
    return Finding(
        "definition", State.WRONG, f"{shown(Path(bad.diagnostic.file))}{line}: {bad.diagnostic.code}", "deckwright check says what is wrong"
    )


def deck(definition: Definition, now: int) -> Iterator[Finding]:
    """One deck's notes and files."""
    yield from _notes(definition)
    yield from files(definition.ledger_path, definition.package_path, now)


def files(ledger_path: Path, package: Path, now: int) -> Iterator[Finding]:
    """A ledger with what stands beside it."""
    try:
        known = ledger.load(ledger_path)
    except Refused as bad:
        known = None
        # what it says of a ledger names guids and lines, not what stands there
        yield Finding("ledger", State.WRONG, f"{shown(ledger_path)}:{bad.diagnostic.line or 1}: {bad.diagnostic.message}")
    if known is not None:
        yield _ledger(ledger_path, known)
        last = max((entry.mod for entry in known.values()), default=0)
        if last > now + _AHEAD:
            ahead = f"{shown(ledger_path)} has a card that changed {(last - now) // _AHEAD} days from now"
            yield Finding("clock", State.WARNING, ahead, "see whether this machine's clock is right; cards keep their history all the same")
    yield from _package(package, known)
    lock = ledger_path.with_name(f".{ledger_path.name.removesuffix('.ledger.jsonl')}.lock")
    if lock.exists():
        if is_held(lock):
            yield Finding("lock", State.WARNING, f"{shown(lock)}: a build is running", "wait for it to end")
        else:
            yield Finding("lock", State.OK, f"{shown(lock)}: left over, and holds nobody up")
    if ledger_path.exists():
        yield from _git(ledger_path)


def is_held(lock: Path) -> bool:
    """Whether a build has a lock now; its file is left as it is."""
    from filelock import FileLock, Timeout  # noqa: PLC0415 - only where there is a lock

    try:
        with FileLock(lock, blocking=False):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def shown(path: Path) -> str:
    """A path with `~` for the home directory."""
    home = Path.home()
    return f"~/{path.relative_to(home).as_posix()}" if path.is_relative_to(home) and home.name else path.as_posix()


def _notes(definition: Definition) -> Iterator[Finding]:
    name = definition.stem
    there = [root for root in definition.notes if root.exists()]
    missing = len(definition.notes) - len(there)
    read, problems = notefiles.read(definition.notes, definition.base, definition.exclude)
    every = sum(1 for root in there for _ in _note_files(root))
    unread = sorted({problem.code for problem in problems})
    size = _size(sum(len(note.text.encode("utf-8", "surrogatepass")) for note in read))
    counted = f"{name}: {len(read)} note files, {size}, of {every} below {len(there)} places; the others are hidden, excluded or unreadable"
    if missing:
        yield Finding("notes", State.WRONG, f"{name}: {missing} of {len(definition.notes)} places of notes are not there", "see `notes`")
    if not read:
        yield Finding("notes", State.WRONG, counted, "put note files in, or see what `exclude` leaves out")
    elif unread:
        yield Finding("notes", State.WARNING, f"{counted}; found: {', '.join(unread)}", "deckwright check says where")
    else:
        yield Finding("notes", State.OK, counted)


def _note_files(root: Path) -> Iterator[str]:
    if root.is_file():
        yield root.name
    for _, _, names in os.walk(root):
        yield from (name for name in names if name.lower().endswith(notefiles.SUFFIXES))


def _ledger(path: Path, known: Ledger) -> Finding:
    if not path.exists():
        return Finding("ledger", State.OK, f"{shown(path)}: none yet")
    lines = [line for line in path.read_bytes().splitlines() if line.strip()]
    gone = sum(1 for entry in known.values() if entry.mod and entry.gone)
    cards = sum(1 for entry in known.values() if entry.mod and not entry.gone)
    decided = [sum(1 for entry in known.values() if entry.verdict is verdict) for verdict in (Verdict.ACCEPTED, Verdict.REJECTED)]
    counted = f"{shown(path)}: version {ledger.VERSION}, {_size(path.stat().st_size)}, {len(known)} entries, {cards} cards, {gone} gone"
    counted += f"; drafts: {decided[0]} accepted, {decided[1]} rejected"
    if twice := len(lines) - len(set(lines)):
        return Finding("ledger", State.WARNING, f"{counted}; {twice} lines stand twice", "the next build mends that")
    return Finding("ledger", State.OK, counted)


def _package(path: Path, known: Ledger | None) -> Iterator[Finding]:
    if not path.is_file():
        yield Finding("package", State.OK, f"{shown(path)}: not built yet")
        return
    try:
        guids = {note.guid for note in apkg.read(path.read_bytes(), path.as_posix())}
    except (Refused, OSError) as error:
        why = error.diagnostic.code if isinstance(error, Refused) else (error.strerror or "").lower()
        yield Finding("package", State.WRONG, f"{shown(path)}: cannot be read ({why})", "remove it and build again")
        return
    lost = len(guids - known.keys()) if known is not None else 0
    counted = f"{shown(path)}: {_size(path.stat().st_size)}, {len(guids)} cards"
    if lost:
        yield Finding("package", State.WRONG, f"{counted}, {lost} of them not in the ledger", f"deckwright adopt {shown(path)}, then build")
    else:
        yield Finding("package", State.OK, counted)


def _git(path: Path) -> Iterator[Finding]:
    ignored = _asked(path, ["check-ignore", "--no-index", "--", path.name])
    if ignored is None:
        yield Finding("git", State.OK, f"{shown(path)}: not in git, so keep it in your backup")
    elif ignored:
        todo = "take it out of .gitignore and commit it: it is how cards are known again"
        yield Finding("git", State.WRONG, f"{shown(path)}: git ignores it", todo)
    elif not (_asked(path, ["check-attr", "merge", "--", path.name]) or "").endswith(": union"):
        todo = f"put `{path.parent.name}/*.ledger.jsonl merge=union` into .gitattributes, and two branches merge"
        yield Finding("git", State.WARNING, f"{shown(path)}: has no merge=union", todo)
    else:
        yield Finding("git", State.OK, f"{shown(path)}: is not ignored, and merges by union")


def _asked(path: Path, question: Sequence[str]) -> str | None:
    """What git says of a file; None where it is in no repository, or there is no git. No program of the repository is run."""
    git = shutil.which("git")
    if git is None:
        return None
    command = [git, "-c", "core.fsmonitor=false", *question]
    done = subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)  # noqa: S603 - our own words alone
    return done.stdout.strip() if done.returncode in (0, 1) else None


def _size(count: int) -> str:
    unit, name = next(((unit, name) for unit, name in ((10**9, "GB"), (10**6, "MB"), (1000, "kB")) if count >= unit), (1, "bytes"))
    return f"{count / unit:.1f} {name}" if unit > 1 else f"{count} {name}"
