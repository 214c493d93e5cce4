"""A deck kept to one build at a time, by a file that is gone again when the build is."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from . import disk
from .definition import Definition

if TYPE_CHECKING:
    from filelock import BaseFileLock

_TRIES = 20  # to make a folder that builds before this one may take away; it can also be one that nobody can make


@contextmanager
def locked(definition: Definition, tell: Callable[[str], None]) -> Iterator[None]:
    """Keep a deck to one build, from before its ledger is read until all is written. Raises Refused where the folder cannot be written to.

    Where another build has it, that is told and waited for. Only the lock counts, not its file: one that a killed build
    left is free. filelock leaves the file where it is (on POSIX), because it cannot know who waits; we take it away, and
    the folder if it was made for nothing. That is safe because only a holder does so, as its last act, and because
    filelock, when it gets the lock of a file that has no name any more, drops it and starts over (since 3.24.0).
    """
    from filelock import FileLock  # not needed to list, diff or check

    ledger_path = definition.ledger_path
    path = ledger_path.with_name(f".{ledger_path.name.removesuffix('.ledger.jsonl')}.lock")
    lock = FileLock(path)
    try:
        made = _held(lock, path.parent, lambda: tell(f"{definition.name}: another build of this deck is running; waiting for it"))
    except OSError as error:
        raise disk.not_written(ledger_path, error) from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file; there filelock does it
            path.unlink()
        with suppress(OSError):  # no lock outlives its process; the folder is not empty
            lock.release()
            for folder in made:
                folder.rmdir()


def _held(lock: BaseFileLock, folder: Path, wait: Callable[[], None], tries: int = _TRIES) -> list[Path]:
    """Take the lock, waiting if need be; the folders made for it, innermost first."""
    from filelock import Timeout

    made = [missing for missing in (folder, *folder.parents) if not missing.exists()]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(blocking=False)
        except Timeout:
            if not Path(lock.lock_file).exists():  # just released, or no file can be made here
                raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT)) from None
            wait()
            lock.acquire()
    except (FileNotFoundError, FileExistsError):  # the build before this one made the folder for nothing, and takes it away again
        if not tries:
            raise
        return _held(lock, folder, wait, tries - 1)
    return made
