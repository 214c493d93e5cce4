"""Folders and files to the text of the note files in them; one that cannot be read is a diagnostic."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from . import vault
from .diagnostic import Diagnostic, Severity

SUFFIXES = (".md", ".markdown")
LARGEST = 16 * 1024 * 1024  # bytes; a lifetime of notes in one file is a few MB
DRAFTS = frozenset({"_drafts", ".trash", "node_modules"})  # of Jekyll and Obsidian; notes there are not meant to be read
_OUTLINER = ("logseq", "config.edn")  # Logseq's own folder, which holds old copies of the notes, and the file that tells it
LONGEST_LINE = 30_000  # characters; the longest paragraph on one line is a few thousand


@dataclass(frozen=True, slots=True)
class NoteText:
    """One note file: its name relative to the base folder, with `/`, its text, and the address that opens it in Obsidian, if any."""

    file: str
    text: str
    address: str = ""


def read(roots: Sequence[Path], base: Path, exclude: Sequence[str] = ()) -> tuple[tuple[NoteText, ...], tuple[Diagnostic, ...]]:
    """Every note file below `roots`, sorted by name, and what could not be read.

    `exclude` holds glob patterns for names relative to `base`. Hidden files and folders
    are left out, and so are folders of drafts and of other programs, which are named if they
    hold note files. Links are followed; one that leads back to a folder above is reported.
    """
    notes: dict[str, NoteText] = {}
    problems: list[Diagnostic] = []
    closed: list[Path] = []
    for root in roots:
        for path in _found(root, base, problems, closed):
            name = relative(path, base)
            if not name.isprintable() and any("\ud800" <= c <= "\udfff" for c in name):
                shown = name.encode("utf-8", "backslashreplace").decode()
                problems.append(Diagnostic(shown, 0, "bad-name", "the file's name is not UTF-8; rename it"))
                continue
            if name in notes or any(fnmatch(name, pattern) for pattern in exclude):
                continue
            text = _text(path, name)
            if isinstance(text, Diagnostic):
                problems.append(text)
            else:
                notes[name] = NoteText(name, text, _address(path))
    problems += [_closed(folder, base) for folder in closed if _holds_notes(folder, base, exclude)]
    return tuple(notes[name] for name in sorted(notes)), tuple(problems)


def _address(path: Path) -> str:
    """The address that opens a note file in Obsidian; empty where no folder above it is a vault."""
    whole = Path(os.path.normpath(Path.cwd() / path))
    home = _vault(whole.parent) if whole.suffix == vault.SUFFIX else None
    return vault.address(home.name, whole.relative_to(home).as_posix()) if home else ""


def _vault(folder: Path) -> Path | None:
    return next((above for above in (folder, *folder.parents) if above.name and (above / vault.FOLDER).is_dir()), None)


def relative(path: Path, base: Path) -> str:
    """The name of a file as messages and the ledger know it."""
    absolute = Path(os.path.normpath(Path.cwd() / path))  # `resolve` would follow links, and name another file
    try:
        return absolute.relative_to(Path(os.path.normpath(Path.cwd() / base))).as_posix()
    except ValueError:
        return absolute.as_posix()


def _found(root: Path, base: Path, problems: list[Diagnostic], closed: list[Path]) -> Iterator[Path]:
    if not root.exists():
        problems.append(Diagnostic(relative(root, base), 0, "no-notes", "there is no such file or folder; name one that holds note files"))
    elif root.is_dir():
        yield from _below(root, base, (problems, closed), frozenset(), set())
    else:
        yield root


def _below(
    folder: Path, base: Path, told: tuple[list[Diagnostic], list[Path]], above: frozenset[tuple[int, int]], seen: set[tuple[int, int]]
) -> Iterator[Path]:
    """The note files in a folder; `told` takes what is wrong, and the folders that are not looked into."""
    problems, closed = told
    try:
        own = folder.stat()
        entries = sorted(folder.iterdir())
    except OSError as error:
        problems.append(_unreadable(folder, base, error))
        return
    if (own.st_dev, own.st_ino) in above:
        problems.append(
            Diagnostic(relative(folder, base), 0, "link-loop", "this link leads back to a folder above it; remove it or exclude it")
        )
        return
    if (own.st_dev, own.st_ino) in seen:
        return  # reached by two links, read once
    seen.add((own.st_dev, own.st_ino))
    inside = above | {(own.st_dev, own.st_ino)}
    closed += [entry for entry in entries if _is_closed(entry)]
    for entry in _visible(entries):
        try:
            folder_like = stat.S_ISDIR(entry.stat().st_mode)
        except OSError as error:
            problems.append(_unreadable(entry, base, error))
            continue
        if folder_like and entry.suffix.casefold() in SUFFIXES:
            problems.append(
                Diagnostic(relative(entry, base), 0, "not-a-file", "a folder where a note file is meant; rename it or exclude it")
            )
        elif folder_like:
            yield from _below(entry, base, told, inside, seen)
        elif entry.suffix.casefold() in SUFFIXES:
            yield entry


def _visible(entries: Sequence[Path]) -> Iterator[Path]:
    """Without hidden files, and without our own drafts, which stand beside a ledger, where the decks folder lies among the notes."""
    names = {entry.name for entry in entries}
    ours = {f"{name.removesuffix('.ledger.jsonl')}.drafts.md" for name in names if name.endswith(".ledger.jsonl")}
    return (entry for entry in entries if not entry.name.startswith(".") and entry.name not in ours and not _is_closed(entry))


def _is_closed(entry: Path) -> bool:
    own, sign = _OUTLINER
    return entry.name in DRAFTS or (entry.name == own and (entry / sign).is_file())


def _holds_notes(folder: Path, base: Path, exclude: Sequence[str]) -> bool:
    """Whether there is a note file in a folder, whatever else; the first one found decides."""
    for inside, _, names in os.walk(folder):
        paths = (Path(inside, name) for name in names if name.lower().endswith(SUFFIXES))
        if any(not any(fnmatch(relative(path, base), pattern) for pattern in exclude) for path in paths):
            return True
    return False


def _closed(folder: Path, base: Path) -> Diagnostic:
    message = "the note files in this folder are left out, because of its name; move them, or name the folder among the notes of the deck"
    return Diagnostic(relative(folder, base), 0, "left-out-folder", message, Severity.WARNING)


def _text(path: Path, name: str) -> str | Diagnostic:
    """The decoded text of one file, or why there is none."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Diagnostic(name, 0, "not-a-file", "not a regular file; only text files can be read as notes")
        if status.st_size > LARGEST:
            return Diagnostic(
                name,
                0,
                "too-large",
                f"{status.st_size / 1e6:.0f} MB is more than a note file may have ({LARGEST // 1_000_000} MB); split it",
            )
        content = path.read_bytes()
    except OSError as error:
        return _unreadable(path, path.parent, error, name)
    return _decoded(content, name)


def _decoded(content: bytes, name: str) -> str | Diagnostic:
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Diagnostic(name, 1, "not-utf8", "this is UTF-16 text; save it as UTF-8")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return Diagnostic(name, line, "not-utf8", f"byte 0x{content[error.start]:02x} is not UTF-8 text; save the file as UTF-8")
    if "\0" in text:
        return Diagnostic(
            name,
            text.count("\n", 0, text.index("\0")) + 1,
            "nul-byte",
            "a NUL byte, so this is not a text file; remove it or exclude the file",
        )
    for number, row in enumerate(text.split("\n"), 1):
        if len(row) > LONGEST_LINE:
            return Diagnostic(
                name,
                number,
                "long-line",
                f"this line has {len(row):,} characters, more than the {LONGEST_LINE:,} a note line may have; break it",
            )
    return text


def _unreadable(path: Path, base: Path, error: OSError, name: str = "") -> Diagnostic:
    why = (error.strerror or str(error)).lower()
    return Diagnostic(name or relative(path, base), 0, "unreadable", f"cannot be read ({why}); mend it or exclude it")
