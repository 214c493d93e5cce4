"""Folders and files to the text of the note files in them; one that cannot be read is a diagnostic."""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from . import spoilt, vault
from .diagnostic import Diagnostic, Severity

SUFFIXES = (".md", ".markdown")
LARGEST = 16 * 1024 * 1024  # bytes; a lifetime of notes in one file is a few MB
DRAFTS = frozenset({"_drafts", ".trash", "node_modules"})  # of Jekyll and Obsidian; notes there are not meant to be read
_OUTLINER = ("logseq", "config.edn")  # Logseq's own folder, which holds old copies of the notes, and the file that tells it
_ELSEWHERE = ".icloud"  # `.water.md.icloud` stands for a `water.md` that is in iCloud alone
DEEPEST = 100  # folders in each other; more are a mistake, and Python's own stack ends at a few hundred
LONGEST_LINE = 30_000  # characters; the longest paragraph on one line is a few thousand


@dataclass(frozen=True, slots=True)
class NoteText:
    """One note file: its name relative to the base folder, with `/`, its text, and the address that opens it in Obsidian, if any."""

    file: str
    text: str
    address: str = ""

    @property
    def digest(self) -> str:
        """A hash of all that is read of it."""
        return hashlib.sha256(f"{self.address}\0{self.text}".encode("utf-8", "surrogatepass")).hexdigest()


def read(roots: Sequence[Path], base: Path, exclude: Sequence[str] = ()) -> tuple[tuple[NoteText, ...], tuple[Diagnostic, ...]]:
    """Every note file below `roots`, sorted by name, and what could not be read.

    `exclude` holds glob patterns for names relative to `base`. Hidden files and folders
    are left out, and so are folders of drafts and of other programs, which are named if they
    hold note files, and copies that sync programs made. Links are followed; one that leads back to a folder above is reported.
    """
    notes: dict[str, NoteText] = {}
    paths: dict[str, Path] = {}
    problems: list[Diagnostic] = []
    closed: list[Path] = []
    for root in roots:
        for path in _found(root, base, problems, closed):
            name = relative(path, base)
            if not name.isprintable() and any("\ud800" <= c <= "\udfff" for c in name):
                shown = name.encode("utf-8", "backslashreplace").decode()
                problems.append(Diagnostic(shown, 0, "bad-name", "the file's name is not UTF-8; rename it"))
                continue
            if name in paths:
                problems += [] if _is_one(path, paths[name]) else [_twin(name)]
                continue
            if _is_excluded(name, exclude):
                continue
            paths[name] = path
            text = _text(path, name)
            if isinstance(text, Diagnostic):
                problems.append(text)
            else:
                notes[name] = NoteText(name, text, _address(path))
    copies = {d.file: d for d in spoilt.copies({name: note.text for name, note in notes.items()})}
    problems += [*copies.values(), *(_closed(folder, base) for folder in closed if _holds_notes(folder, base, exclude))]
    told = tuple(d for d in problems if not _is_excluded(d.file, exclude))
    return tuple(notes[name] for name in sorted(notes) if name not in copies), told


def _is_excluded(name: str, exclude: Sequence[str]) -> bool:
    """Whether a pattern of the author's leaves a file out; upper and lower case count on every system, and `\\` is `/`."""
    return any(fnmatchcase(name, unicodedata.normalize("NFC", pattern.replace("\\", "/"))) for pattern in exclude)


def _is_one(path: Path, other: Path) -> bool:
    """Whether two paths lead to the same file."""
    try:
        return path.samefile(other)
    except OSError:
        return True


def _twin(name: str) -> Diagnostic:
    message = "two files here have this name, written with other codes for the same letters; only one is read, so rename the other"
    return Diagnostic(name, 0, "same-name", message)


def _address(path: Path) -> str:
    """The address that opens a note file in Obsidian; empty where no folder above it is a vault."""
    whole = Path(os.path.normpath(Path.cwd() / path))
    home = _vault(whole.parent) if whole.suffix == vault.SUFFIX else None
    return vault.address(spelled(home.name), spelled(whole.relative_to(home).as_posix())) if home else ""


def _vault(folder: Path) -> Path | None:
    return next((above for above in (folder, *folder.parents) if above.name and os.path.isdir(above / vault.FOLDER)), None)  # noqa: PTH112 - a Path raises where it may not look


def relative(path: Path, base: Path) -> str:
    """The name of a file as messages and the ledger know it, the same on every system."""
    absolute = Path(os.path.normpath(Path.cwd() / path))  # `resolve` would follow links, and name another file
    try:
        return spelled(absolute.relative_to(Path(os.path.normpath(Path.cwd() / base))).as_posix())
    except ValueError:
        return spelled(absolute.as_posix())


def spelled(name: str) -> str:
    """A file's name as it is meant: its bytes are UTF-8, whatever the locale says, and its letters composed (NFC).

    macOS gives the letters of some names decomposed, and git carries such names to other systems.
    """
    try:
        meant = os.fsencode(name).decode("utf-8")
    except UnicodeError:  # it was written so in a file, or its bytes are no UTF-8
        meant = name
    return unicodedata.normalize("NFC", meant)


def path_of(name: str) -> Path:
    """The path that a name in a UTF-8 file means, whatever the locale says."""
    return Path(os.fsdecode(name.encode("utf-8", "surrogateescape")))


def is_file(path: Path) -> bool:
    """Whether a path leads to a file; where that cannot be seen it does not."""
    return os.path.isfile(path)  # noqa: PTH113 - a Path raises where it may not look


def _found(root: Path, base: Path, problems: list[Diagnostic], closed: list[Path]) -> Iterator[Path]:
    try:
        folder_like = stat.S_ISDIR(root.stat().st_mode)
    except (FileNotFoundError, NotADirectoryError, ValueError):  # a name with a NUL in it is that of no file
        problems.append(Diagnostic(relative(root, base), 0, "no-notes", "there is no such file or folder; name one that holds note files"))
    except OSError as error:
        problems.append(_unreadable(root, base, error))
    else:
        yield from _below(root, base, (problems, closed), frozenset(), set()) if folder_like else [root]


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
    if len(above) >= DEEPEST:
        problems.append(Diagnostic(relative(folder, base), 0, "too-deep", f"folders are nested more than {DEEPEST} deep; move this one up"))
        return
    seen.add((own.st_dev, own.st_ino))
    inside = above | {(own.st_dev, own.st_ino)}
    closed += [entry for entry in entries if _is_closed(entry)]
    problems += [_in_icloud(entry, base) for entry in entries if _stands_for(entry).casefold().endswith(SUFFIXES)]
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
    decks = {name.removesuffix(".ledger.jsonl") for name in names if name.endswith(".ledger.jsonl")}
    return (entry for entry in entries if not entry.name.startswith(".") and not _is_drafts(entry.name, decks) and not _is_closed(entry))


def _is_drafts(name: str, decks: Collection[str]) -> bool:
    """Whether a file is a deck's drafts, or a copy of them that a sync program made."""
    deck, dot, rest = name.rpartition(".drafts")
    return dot != "" and deck in decks and rest.endswith(".md")


def _stands_for(entry: Path) -> str:
    """The name of the file that one is in the place of, while it is in iCloud alone; empty if it is none such."""
    return entry.name[1:].removesuffix(_ELSEWHERE) if entry.name.startswith(".") and entry.name.endswith(_ELSEWHERE) else ""


def _in_icloud(entry: Path, base: Path) -> Diagnostic:
    message = "is in iCloud and not on this computer; open it once, so that it is fetched, and build again"
    return Diagnostic(relative(entry.with_name(_stands_for(entry)), base), 0, "not-here", message)


def _is_closed(entry: Path) -> bool:
    own, sign = _OUTLINER
    return entry.name in DRAFTS or (entry.name == own and is_file(entry / sign))


def _holds_notes(folder: Path, base: Path, exclude: Sequence[str]) -> bool:
    """Whether there is a note file in a folder, whatever else; the first one found decides."""
    for inside, _, names in os.walk(folder):
        paths = (Path(inside, name) for name in names if name.lower().endswith(SUFFIXES))
        if any(not _is_excluded(relative(path, base), exclude) for path in paths):
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
        content = _whole(path)
    except OSError as error:
        return _unreadable(path, path.parent, error, name)
    if content is None:
        return Diagnostic(name, 0, "changed", "changed while it was read, so its cards stay as they are; build again")
    return _decoded(content, name)


def _whole(path: Path) -> bytes | None:
    """A regular file's content; None where it was written to meanwhile. What was put in its place since is not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with open(os.open(path, flags), "rb") as opened:  # noqa: PTH123 - a Path knows no flags
        before = os.fstat(opened.fileno())
        if not stat.S_ISREG(before.st_mode) or before.st_size > LARGEST:
            return None
        content = opened.read(LARGEST + 1)
        after = os.fstat(opened.fileno())
    return content if (before.st_size, before.st_mtime_ns) == (after.st_size, after.st_mtime_ns) else None


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


def content(path: Path) -> bytes:
    """What is in a file. Raises OSError, too for what is none, such as a pipe, which would keep its reader waiting for good."""
    mode = path.stat().st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        raise OSError("it is not a regular file")
    return path.read_bytes()


def _unreadable(path: Path, base: Path, error: OSError, name: str = "") -> Diagnostic:
    why = (error.strerror or str(error)).lower()
    return Diagnostic(name or relative(path, base), 0, "unreadable", f"cannot be read ({why}); mend it or exclude it")
