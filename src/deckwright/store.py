"""The build's edge to the disk: a deck's files read, and written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from . import build, ledger, notefiles
from .definition import Definition
from .diagnostic import Refused

_SHOWN = 20  # cards named when a build would retire too many


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
            first, *others = sorted(problems)
            raise Refused(first.file, first.line, first.code, first.message, tuple(others))
        raise Refused(where, 0, "no-notes", f"no note files ({' or '.join(notefiles.SUFFIXES)}) here; put some in, or name another folder")
    return build.build(definition, notes, problems, known, now)


def write(definition: Definition, made: build.Built, kinds: Sequence[str] = (), *, allow_retire: bool = False) -> tuple[Written, ...]:
    """Write the ledger, then the packages; a file that would not change is left alone.

    The ledger goes first: a guid is known to it before any package carries the guid.
    With `kinds`, the package holds those alone and is named after them. Cards that are gone
    make a package of their own. Raises Refused where suspiciously many would go at once.
    """
    from .package import package  # genanki is slow to import; only a build that writes needs it

    if build.retires_too_many(made) and not allow_retire:
        raise Refused(definition.ledger_path.as_posix(), 0, "mass-retire", _retiring(made))
    path = definition.package_path
    retired = path.with_name(f"{path.stem}.retired.apkg")
    if kinds and definition.package is None:
        path = path.with_name(f"{path.stem}-{'-'.join(kinds)}.apkg")
    content = package(build.anki_notes(made.cards(kinds)))
    graves = build.tombstones(made.ledger, definition)
    written = [_replace(definition.ledger_path, ledger.dump(made.ledger.values()).encode())]
    if graves:
        written.append(_replace(retired, package(graves)))
    elif retired.exists():
        written.append(_remove(retired))
    return (*written, _replace(path, content))


def _retiring(made: build.Built) -> str:
    """What would go, for the author to look at."""
    shown = "".join(f"\n  {entry.file}: {entry.text}" for entry in sorted(made.gone, key=lambda e: (e.file, e.text))[:_SHOWN])
    more = f"\n  and {len(made.gone) - _SHOWN} more" if len(made.gone) > _SHOWN else ""
    return (
        f"{len(made.gone)} cards would retire at once, more than a third of the deck, so nothing was written; "
        f"if these bullets are meant to be gone, build with --allow-retire{shown}{more}"
    )


def _remove(path: Path) -> Written:
    try:
        path.unlink()
    except OSError as error:
        raise _not_written(path, error) from None
    return Written(path, changed=True)


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
        raise _not_written(path, error) from None
    return Written(path, changed=True)


def _not_written(path: Path, error: OSError) -> Refused:
    why = (error.strerror or str(error)).lower()
    return Refused(path.as_posix(), 0, "not-written", f"cannot be written ({why}); nothing was changed there")
