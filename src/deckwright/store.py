"""The build's edge to the disk: a deck's files read, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import build, ledger, notefiles
from .definition import Definition
from .diagnostic import Diagnostic, Refused


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a build, and whether this build changed it."""

    path: Path
    changed: bool


def built(definition: Definition, now: int) -> build.Built:
    """A deck as its files now make it. Raises Refused where nothing can be built at all."""
    known = ledger.load(definition.ledger_path)
    notes, problems = notefiles.read(definition.notes, definition.base, definition.exclude)
    if not notes:
        where = ", ".join(notefiles.relative(root, definition.base) for root in definition.notes)
        if problems:
            raise Refused(*_first(problems))
        raise Refused(where, 0, "no-notes", f"no note files ({' or '.join(notefiles.SUFFIXES)}) here; put some in, or name another folder")
    return build.build(definition, notes, problems, known, now)


def _first(problems: Sequence[Diagnostic]) -> tuple[str, int, str, str]:
    first = min(problems)
    return first.file, first.line, first.code, first.message


def write(definition: Definition, made: build.Built, kinds: Sequence[str] = ()) -> tuple[Written, ...]:
    """Write the ledger, then the package; a file that would not change is left alone.

    The ledger goes first: a guid is known to it before any package carries the guid.
    With `kinds`, the package holds those alone and is named after them.
    """
    from .package import package  # genanki is slow to import; only a build that writes needs it

    path = definition.package_path
    if kinds and definition.package is None:
        path = path.with_name(f"{path.stem}-{'-'.join(kinds)}.apkg")
    content = package(build.anki_notes(made.cards(kinds)))
    return (
        _replace(definition.ledger_path, ledger.dump(made.ledger.values()).encode()),
        _replace(path, content),
    )


def _replace(path: Path, content: bytes) -> Written:
    """Put `content` at `path` in one step: readers see the old file or the new one, never a part."""
    try:
        if path.is_file() and path.read_bytes() == content:
            return Written(path, changed=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        why = (error.strerror or str(error)).lower()
        raise Refused(path.as_posix(), 0, "not-written", f"cannot be written ({why}); nothing was changed there") from None
    return Written(path, changed=True)
