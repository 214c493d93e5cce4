"""All that a build looked at and wrote, to whether it still is as it was: then there is nothing to build, and what was told is told again.

This decides before anything slow is imported, so it knows nothing of notes: any other name in a folder, any other byte in
a note file, in the ledger, the drafts, the definitions or a package, and the deck is built.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .maker import maker

TYPE_CHECKING = False  # as type checkers know it; the module `typing` takes as long as all that is done here
if TYPE_CHECKING:
    from typing import Any

_NOTES = (".md", ".markdown")
_LARGEST = 16 * 1024 * 1024  # bytes; a larger note file is refused unread, so its size and time are enough
_KEPT = 20  # builds with other arguments that are remembered
_VAULT = ".obsidian"
_DECKS = "decks"  # the folder of decks, if no other is named


def notes(roots: Iterable[str]) -> str:
    """A digest of everything below the folders that hold the notes: names, and the content of note files."""
    found = hashlib.sha256()
    for root in roots:
        above = os.path.abspath(root)
        while above != (above := os.path.dirname(above)):  # an app's folder above the notes makes links into it
            found.update(f"{os.path.isdir(os.path.join(above, _VAULT))}\0".encode())
        for piece in _below(root, set()):
            found.update(piece)
    return found.hexdigest()


def _below(path: str, known: set[tuple[int, int]]) -> Iterator[bytes]:
    try:
        status = os.stat(path)
        yield f"{path}\0".encode("utf-8", "surrogateescape")
        if not os.path.isdir(path):
            yield _content(path, status.st_size)
        elif (status.st_dev, status.st_ino) not in known:
            known.add((status.st_dev, status.st_ino))
            for name in sorted(os.listdir(path)):
                yield f"{name}\0".encode("utf-8", "surrogateescape")
                below = os.path.join(path, name)
                if name.lower().endswith(_NOTES) or (not name.startswith(".") and os.path.isdir(below)):
                    yield from _below(below, known)
    except OSError as error:
        yield f"{error.errno}\0".encode()


def _content(path: str, size: int) -> bytes:
    """A digest of a file; of one that is too large to be read, or no file at all, what the system says of it."""
    if size > _LARGEST or not os.path.isfile(path):
        return _look(path)
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).digest()


def files(contents: Iterable[str], looks: Iterable[str] = ()) -> str:
    """A digest of the content of some files, and of the size and times of others (pictures may be large); one that is not there counts."""
    found = hashlib.sha256()
    for path in contents:
        if os.path.exists(path) and not os.path.isfile(path):  # a pipe would be waited for
            found.update(_look(path))
            continue
        try:
            with open(path, "rb") as file:
                found.update(hashlib.sha256(file.read()).digest())
        except OSError as error:
            found.update(f"{error.errno}\0".encode())
    for path in looks:
        found.update(_look(path))
    return found.hexdigest()


def _look(path: str) -> bytes:
    try:
        status = os.stat(path)
    except OSError as error:
        return f"{error.errno}\0".encode()
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}\0".encode()


def definitions(folder: str) -> list[str]:
    """The deck definitions in a folder."""
    return [os.path.join(folder, name) for name in _listed(folder) if name.endswith(".yaml")]


def _listed(folder: str) -> list[str]:
    """What may matter in the folder of decks: definitions and ledgers, of which a sync program may leave copies."""
    try:
        return [name for name in sorted(os.listdir(folder)) if name.endswith((".yaml", ".jsonl"))]
    except OSError:
        return []


def unchanged() -> str | None:
    """What a build without any arguments told when it was last made, if nothing has changed since, and nothing was wrong then.

    None where it has to be made, or told with more care than in plain lines.
    """
    try:
        told = recall(memory(_DECKS), arguments((), "", _DECKS, None, None))
        lines = (
            [line for deck in told["decks"] for line in deck["lines"]] if told and not told["failed"] and not told["diagnostics"] else []
        )
        return "".join(f"{line}\n" for line in lines) if lines and all(map(str.isprintable, lines)) else None
    except (OSError, LookupError, TypeError):
        return None


def memory(folder: str | os.PathLike[str]) -> str:
    """The file that remembers what was told of the decks in a folder."""
    return os.path.join(folder, ".deckwright", "told.json")


def arguments(*chosen: object) -> list[str]:
    """What is built by a command with these arguments: notes, deck, folder, output, definition."""
    return [os.getcwd(), *map(str, chosen)]


def recall(memory: str, arguments: Sequence[str]) -> dict[str, Any] | None:
    """What a build with these arguments told when it was last made, if it would tell the same now; None where it has to be made."""
    try:
        with open(memory, encoding="utf-8") as file:
            kept = json.load(file)[_key(arguments)]
        same = (
            kept["maker"] == _digest(maker())
            and kept["listed"] == _listed(kept["folder"])
            and kept["before"] == [files(kept["definitions"]), *map(notes, kept["roots"])]  # an edit is seen before a package is read
            and kept["after"] == files(kept["contents"], kept["looks"])
        )
        return dict(kept["told"]) if same else None
    except (OSError, ValueError, LookupError, TypeError):
        return None


def remember(memory: str, arguments: Sequence[str], kept: Mapping[str, Any]) -> None:
    """Keep what a build looked at and what it `told`, for `recall`. Nothing is kept where it cannot be written.

    It looked at `definitions` in a `folder` and at `roots` of notes, with the digests `before`, and wrote or found files: of
    `contents` and `looks` see `files`.
    """
    try:
        with open(memory, encoding="utf-8") as file:
            builds = dict(json.load(file))
    except (OSError, ValueError, TypeError):
        builds = {}
    builds.pop(_key(arguments), None)
    builds[_key(arguments)] = {
        **kept,
        "listed": _listed(kept["folder"]),
        "after": files(kept["contents"], kept["looks"]),
        "maker": _digest(maker()),
    }
    try:
        with open(f"{memory}.tmp", "w", encoding="utf-8") as file:
            json.dump(dict(list(builds.items())[-_KEPT:]), file)
        os.replace(f"{memory}.tmp", memory)
    except OSError:
        return


def _key(arguments: Sequence[str]) -> str:
    return _digest("\0".join(arguments))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()
