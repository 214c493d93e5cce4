"""The notes folder to the files in it that pictures mean; nothing outside is ever read, nor anything but regular files.

A name is looked up in the listings of folders, not by asking the system to open it. So it means the same on every
computer, whatever its system thinks of upper and lower case, and no name the author writes reaches the system.
"""

from __future__ import annotations

import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from . import media, notefiles
from .diagnostic import Refused
from .media import File, Trouble

_CHUNK = 1 << 20  # bytes hashed at a time


@dataclass(slots=True)
class Shelf:
    """Looks up media for the notes below `roots`, and remembers what it saw; messages name files as seen from `base`.

    `largest` is in bytes.
    """

    roots: Sequence[Path]
    base: Path
    largest: int = media.LARGEST
    _base: Path = Path()
    _folders: dict[Path, Path] = field(default_factory=dict)  # as they are spelled, and as the system knows them
    _real: tuple[str, ...] = ()
    _listed: dict[Path, dict[str, str]] = field(default_factory=dict)
    _all: dict[Path, dict[PurePosixPath, str]] = field(default_factory=dict)
    _known: dict[tuple[str, str], File] = field(default_factory=dict)

    def __post_init__(self) -> None:
        whole = [_normal(root) for root in self.roots]
        folders = [root if os.path.isdir(root) else root.parent for root in whole]  # noqa: PTH112 - a Path raises where it may not look
        self._base = _spelled(_normal(self.base))
        self._folders = {_spelled(folder): folder for folder in folders}
        self._real = tuple(os.path.realpath(folder) for folder in dict.fromkeys(folders))

    def find(self, address: str, note: str) -> File | Trouble:
        """The file that an address means in a note file (named as seen from `base`), or why it means none."""
        trouble = media.refused(address)
        if trouble:
            return trouble
        beside = _normal(self._base / notefiles.spelled(note)).parent
        try:
            for name in media.names(address):
                path = self._embedded(name, beside) if media.embedded(address) else self._path(name, beside, address)
                if isinstance(path, Path):
                    return self._file(path, address)
                trouble = trouble or path
        except OSError as error:
            why = (error.strerror or str(error)).lower()
            return Trouble("media-unreadable", f"{media.quoted(address)} cannot be read ({why}); mend the file or its permissions")
        return trouble or Trouble("media-missing", f"there is no {media.quoted(address)}; mend the name")

    def _path(self, name: str, beside: Path, address: str) -> Path | Trouble:
        """Where `name` leads from the folder of a note; from the notes folder, if it begins with a slash."""
        top = self._root(beside)
        target = _normal(Path(f"{top}/{name}" if name.startswith("/") else f"{beside}/{name}"))
        root = self._root(target)
        if top is None or root is None:
            return media.outside(address)
        at = self._folders[root]
        for part in target.relative_to(root).as_posix().split("/"):
            if not self._is_inside(at):
                return media.outside(address)
            listed = self._names(at)
            if part not in listed:
                return self._missing(target, part, listed, address)
            at /= listed[part]
        return at

    def _missing(self, target: Path, part: str, listed: dict[str, str], address: str) -> Trouble:
        shown = media.quoted(address)
        near = next((name for name in listed.values() if name.casefold() == part.casefold()), "")
        if near:
            message = f"there is no {shown}, but there is “{near}”, in other upper and lower case; write it as the file is named"
            return Trouble("media-case", message)
        where = notefiles.relative(target, self.base)
        where = "" if where == media.names(address)[0] else f" (looked for {media.quoted(where)})"
        return Trouble("media-missing", f"there is no {shown}{where}; mend the name, or put the file there")

    def _embedded(self, name: str, beside: Path) -> Path | Trouble:
        """The file of `![[name]]`: of those whose path ends so, the best, see `_rank`."""
        if name.startswith(("/", "./", "../")) or "/../" in name:
            return self._path(name, beside, f"![[{name}]]")
        root = self._root(beside)
        wanted = PurePosixPath(name)
        if root is None:
            return media.outside(f"![[{name}]]")
        own = PurePosixPath(beside.relative_to(root).as_posix())
        below = self._below(self._folders[root])
        found = [path for path in below if _ends_so(path, wanted)]
        if not found:
            return Trouble("media-missing", f"there is no “{name}” in any folder of the notes; mend the name, or put the file there")
        return self._folders[root] / below[min(found, key=lambda path: _rank(path, wanted, own))]

    def _file(self, path: Path, address: str) -> File | Trouble:
        """The file at a path, hashed, if it is one for Anki."""
        shown = media.quoted(address)
        real = os.path.realpath(path)
        if not self._is_inside(path):
            return media.outside(address)
        status = os.stat(real)  # noqa: PTH116 - what a Path would do, without building one
        kind = media.suffix(path.name)
        if stat.S_ISDIR(status.st_mode):
            return Trouble("media-type", f"{shown} is a folder, not a picture; name a file in it")
        if kind not in media.PICTURES | media.PLAYED:
            return Trouble("media-type", f"{shown} is no picture, sound or video that Anki shows; save it as one, say .png")
        if not stat.S_ISREG(status.st_mode):
            return Trouble("media-type", f"{shown} is no regular file, so it is not opened; put a real one there")
        if not status.st_size:
            return Trouble("media-type", f"{shown} is empty; put the real file there")
        if status.st_size > self.largest:
            message = f"{shown} is {media.size(status.st_size)}, more than the {media.size(self.largest)} that `media_file` allows"
            return Trouble("media-too-large", f"{message}; make it smaller, or allow more")
        if (real, kind) not in self._known:
            digest = hashlib.sha256()
            count = 0
            for chunk in _chunks(real):
                digest.update(chunk)
                count += len(chunk)
            self._known[real, kind] = File(media.package_name(digest.hexdigest(), path.name), Path(real), count)
        return self._known[real, kind]

    def _root(self, path: Path) -> Path | None:
        """The notes folder that a path lies in, the innermost of several."""
        return max((root for root in self._folders if path.is_relative_to(root)), key=lambda root: len(root.parts), default=None)

    def _is_inside(self, path: Path) -> bool:
        """Whether a path, links followed, is in a notes folder."""
        real = os.path.realpath(path)
        return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in self._real)

    def _names(self, folder: Path) -> dict[str, str]:
        """What is in a folder, as it is named there, by its name as it is spelled; nothing, if it is no folder."""
        if folder not in self._listed:
            found = sorted(entry.name for entry in folder.iterdir()) if folder.is_dir() else []
            self._listed[folder] = {notefiles.spelled(name): name for name in found}
        return self._listed[folder]

    def _below(self, root: Path) -> dict[PurePosixPath, str]:
        """Every file below a folder that Anki could show, as seen from it; hidden folders and links to folders are left out.

        By their paths as they are spelled, as the system knows them.
        """
        if root not in self._all:
            found = []
            for folder, inside, files in os.walk(root):
                inside[:] = sorted(name for name in inside if not name.startswith("."))
                here = Path(folder).relative_to(root)
                found += [(here / name).as_posix() for name in files if media.suffix(name) in media.EMBEDDED]
            self._all[root] = {PurePosixPath(notefiles.spelled(path)): path for path in sorted(found)}
        return self._all[root]


def content(file: File) -> bytes:
    """What is in a file that was found. Raises Refused where it is no longer what it was then."""
    try:
        read = b"".join(_chunks(str(file.path)))
    except OSError as error:
        why = f"cannot be read any more ({(error.strerror or str(error)).lower()}), so nothing was written; mend it, or build again"
        raise Refused(notefiles.spelled(file.path.name), 0, "media-unreadable", why) from None
    if not media.holds(file.name, hashlib.sha256(read).hexdigest()):
        raise Refused(notefiles.spelled(file.path.name), 0, "media-changed", "changed while the deck was built; build again")
    return read


def _chunks(path: str) -> Iterator[bytes]:
    """A regular file's content; anything that was put in its place since is not opened, or not waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags), "rb") as opened:
        if not stat.S_ISREG(os.fstat(opened.fileno()).st_mode):
            raise OSError(0, "not a regular file")
        while chunk := opened.read(_CHUNK):
            yield chunk


def _spelled(path: Path) -> Path:
    return Path(notefiles.spelled(str(path)))


def _normal(path: Path) -> Path:
    """An absolute path without `..`, links not followed."""
    return Path(os.path.normpath(Path.cwd() / path))


def _ends_so(path: PurePosixPath, wanted: PurePosixPath) -> bool:
    """Whether a path ends in the parts wanted, upper and lower case aside, as in Obsidian."""
    parts = wanted.parts
    return _folded(path.parts[-len(parts) :]) == _folded(parts)


def _folded(parts: Sequence[str]) -> list[str]:
    return [unicodedata.normalize("NFC", part).casefold() for part in parts]


def _rank(path: PurePosixPath, wanted: PurePosixPath, own: PurePosixPath) -> tuple[object, ...]:
    """Smaller is better: the same upper and lower case, the very path, beside the note, the shortest path, first by name.

    But for the first and last, which only settle what it leaves open, this is the rule of Obsidian, as observed on its
    version 1.13.7 (pvliesdonk/markdown-vault-mcp, pull request 1380).
    """
    same = tuple(unicodedata.normalize("NFC", part) for part in path.parts[-len(wanted.parts) :]) == wanted.parts
    return (not same, len(path.parts) != len(wanted.parts), path.parent != own, len(path.as_posix()), path.as_posix())
