"""Bytes to a file in one step, that a power cut or a second reader never finds half written."""

from __future__ import annotations

import errno
import io
import os
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from glob import escape
from pathlib import Path
from typing import IO

from .diagnostic import Refused

_PIECE = 1 << 20  # bytes compared or copied at a time
_CHANCE = "[a-z0-9_]" * 8  # what tempfile puts into a name
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP)  # what fsync(2) says of a folder where the file system knows no such thing


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a build, and whether this build changed it."""

    path: Path
    changed: bool


def stale(path: Path) -> list[Path]:
    """What killed builds left of writing to `path`; no name but theirs is like this."""
    return sorted(path.parent.glob(f".{escape(path.name)}.{_CHANCE}.tmp"))


def remove(path: Path) -> Written:
    """Take a file away. Raises Refused where that cannot be."""
    try:
        path.unlink()
    except OSError as error:
        raise not_written(path, error) from None
    return Written(path, changed=True)


def put(path: Path, content: bytes | IO[bytes]) -> Written:
    """Put `content` at `path` in one step: readers see the old file or the new one, never a part. Raises Refused."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    try:
        if path.is_file() and _same(path, stream):
            return Written(path, changed=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                stream.seek(0)
                while piece := stream.read(_PIECE):
                    file.write(piece)
                file.flush()
                os.fsync(file.fileno())
            with suppress(OSError):  # a stick or a share may know no such thing
                Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise not_written(path, error) from None
    return Written(path, changed=True)


def _same(path: Path, stream: IO[bytes]) -> bool:
    """Whether a file holds just what a stream does; both are read in pieces, as a package may be large."""
    stream.seek(0)
    with path.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in iter(partial(stream.read, _PIECE), b"")) and not file.read(1)


def settle(path: Path) -> None:
    """Make the renames in a file's folder last through a power cut, where the system offers that (Windows does not)."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    try:
        folder = os.open(path.parent, os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise not_written(path, error, "is written, but may not last", "build again") from None


def not_written(path: Path, error: OSError, what: str = "cannot be written", then: str = "nothing was changed there") -> Refused:
    """What cannot be done to a file, as its author is told: `what` it is, and what `then`."""
    why = (error.strerror or str(error)).lower()
    return Refused(path.as_posix(), 0, "not-written", f"{what} ({why}); {then}")
