"""By which program, on which libraries, something was made: what another one made is not taken for its own."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache

_LIBRARY = "markdown_it"  # where this one is, the others are


@cache
def maker() -> str:
    """A text that is another as soon as a file of the program, the Python or a library's version is another.

    It is looked up once: a program that is replaced while it runs goes on as it was loaded.
    """
    own = sorted(_files(os.path.dirname(__file__)))
    folder = next((path for path in sys.path if os.path.isdir(os.path.join(path, _LIBRARY))), "")
    libraries = sorted(name for name in os.listdir(folder) if name.endswith(".dist-info")) if folder else []
    return repr((sys.version, own, libraries))


def _files(folder: str) -> Iterator[tuple[str, int, int]]:
    """The program's files, each with its size and the time of its last change in nanoseconds."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                yield entry.path, entry.stat().st_size, entry.stat().st_mtime_ns
            elif entry.name != "__pycache__":
                yield from _files(entry.path)
