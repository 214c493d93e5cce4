"""The build's edge to the disk: a deck's files read, and written whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from functools import partial
from glob import escape
from pathlib import Path
from typing import IO, TYPE_CHECKING

from . import build, drafts, ledger, media, mediafiles, notefiles
from .definition import Definition
from .diagnostic import Diagnostic, Refused
from .entry import Ledger

if TYPE_CHECKING:
    from filelock import BaseFileLock

_PIECE = 1 << 20  # bytes compared or copied at a time
_IN_MEMORY = 32_000_000  # bytes of a package; a larger one waits on the disk
_SHOWN = 20  # cards named when a build would retire too many
_CHANCE = "[a-z0-9_]" * 8  # what tempfile puts into a name
_TRIES = 20  # to make a folder that builds before this one may take away; it can also be one that nobody can make
_NO_SYNC = (errno.EINVAL, errno.ENOTSUP)  # what fsync(2) says of a folder where the file system knows no such thing


@dataclass(frozen=True, slots=True)
class Written:
    """A file of a build, and whether this build changed it."""

    path: Path
    changed: bool


def built(
    definition: Definition, now: int, *, force: bool = False, allow_retire: bool = False, without_drafts: bool = False
) -> build.Built:
    """A deck as its files now make it; with `force`, every card changes now. Raises Refused where nothing can be built at all.

    Where there are no note files, that is so too, unless cards may retire all at once. `without_drafts`
    leaves alone what was decided in the drafts file.
    """
    known = ledger.load(definition.ledger_path) if without_drafts else decided(definition)
    return _build(definition, ledger.restamped(known, now) if force else known, now, allow_retire=allow_retire)


def _build(definition: Definition, known: Ledger, now: int, *, allow_retire: bool = False) -> build.Built:
    notes, problems = notefiles.read(definition.notes, definition.base, definition.exclude)
    if not notes and (problems or not (allow_retire and known)):
        where = ", ".join(notefiles.relative(root, definition.base) for root in definition.notes)
        if problems:
            first, *others = sorted(problems)
            raise Refused(first.file, first.line, first.code, first.message, tuple(others))
        raise Refused(where, 0, "no-notes", f"no note files ({' or '.join(notefiles.SUFFIXES)}) here; put some in, or name another folder")
    shelf = mediafiles.Shelf(definition.notes, definition.base, definition.media_file)
    return build.build(definition, notes, problems, known, now, find=shelf.find)


def decided(definition: Definition) -> Ledger:
    """The ledger, with what was decided in the drafts file since it was written."""
    known = ledger.load(definition.ledger_path)
    path = definition.drafts_path
    shown = notefiles.relative(path, definition.base)
    try:
        content = path.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return known
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(shown, 0, "drafts", f"the drafts cannot be read ({error}); mend the file or remove it") from None
    decisions = drafts.read(content, shown)
    if drafts.unknown(decisions, known):
        known = _minted_again(definition, decisions, known, shown)
    return drafts.taken_in(decisions, known)


def _minted_again(definition: Definition, decisions: Sequence[drafts.Decision], known: Ledger, shown: str) -> Ledger:
    """The ledger with drafts it had lost, where the notes give them their old guids. Raises Refused for what they do not."""
    made = _build(definition, known, 0)
    again = {d.guid: replace(made.ledger[d.guid], mod=0, digest="") for d in drafts.unknown(decisions, known) if d.guid in made.ledger}
    lost = drafts.unknown(decisions, known.changed(again))
    if lost:
        message = "the ledger knows no such draft, nor do the notes make it; remove this block, or restore the ledger from version control"
        others = tuple(Diagnostic(shown, d.line, "drafts", message) for d in lost[1:])
        raise Refused(shown, lost[0].line, "drafts", message, others)
    return known.changed(again)


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
        raise _not_written(ledger_path, error) from None
    try:
        yield
    finally:
        with suppress(OSError):  # Windows removes no open file; there filelock does it
            path.unlink()
        lock.release()
        with suppress(OSError):  # not empty
            for folder in made:
                folder.rmdir()


def write(definition: Definition, made: build.Built, kinds: Sequence[str] = (), *, allow_retire: bool = False) -> tuple[Written, ...]:
    """Write the ledger, then the packages; a file that would not change is left alone.

    The ledger goes first, and is on the disk before a package is: a guid is known to it before any package carries the
    guid, even if the power goes. What killed builds left half written is removed; so call this inside `locked`.
    With `kinds`, the package holds those alone and is named after them. Cards that are gone
    make a package of their own. Raises Refused where suspiciously many would go at once.
    """
    from .package import package, write_package  # genanki is slow to import; only a build that writes needs it

    if build.retires_too_many(made) and not allow_retire:
        raise Refused(definition.ledger_path.as_posix(), 0, "mass-retire", _retiring(made))
    path = definition.package_path
    retired = path.with_name(f"{path.stem}.retired.apkg")
    if kinds and definition.package is None:
        path = path.with_name(f"{path.stem}-{'-'.join(kinds)}.apkg")
    cards = made.cards(kinds)
    files = build.files(cards)
    if why := media.too_much(files, definition.media_total):
        raise Refused(path.as_posix(), 0, "media-total", why)
    with tempfile.SpooledTemporaryFile(_IN_MEMORY) as content:
        try:
            write_package(content, build.anki_notes(cards), [(f.name, partial(mediafiles.content, f)) for f in files], definition.css)
        except OSError as error:
            raise _not_written(path, error) from None
        graves = build.tombstones(made.ledger, definition)
        for stale in [found for target in (definition.ledger_path, definition.drafts_path, retired, path) for found in _stale(target)]:
            _remove(stale)
        written = [_replace(definition.ledger_path, ledger.dump(made.ledger).encode())]
        _settle(definition.ledger_path)
        written += _drafts(definition, made)
        if graves:
            written.append(_replace(retired, package(graves, definition.css)))
        elif retired.exists():
            written.append(_remove(retired))
        written.append(_replace(path, content))
        _settle(path)
    return tuple(written)


def remember(definition: Definition, known: Ledger) -> None:
    """Write a ledger that was corrected; call this inside `locked`."""
    _replace(definition.ledger_path, ledger.dump(known).encode())
    _settle(definition.ledger_path)


def remember_verdicts(definition: Definition, known: Ledger, now: int) -> None:
    """Write a ledger with verdicts, and the drafts file as it then is; call this inside `locked`."""
    made = _build(definition, known, now)
    remember(definition, known)
    _drafts(definition, replace(made, issued=tuple(i for i in made.issued if i.guid in known)))


def publish(path: Path, content: str) -> None:
    """Write a page for a person to look at."""
    _replace(path, content.encode())


def _drafts(definition: Definition, made: build.Built) -> list[Written]:
    """Write the drafts for their author, or remove the file where there are none."""
    path = definition.drafts_path
    if content := drafts.written(made, definition.name):
        return [_replace(path, content.encode())]
    return [_remove(path)] if path.exists() else []


def begin(definition: Definition) -> tuple[Written, ...]:
    """Make the notes folder and a deck definition that says what a build without one does; leave alone what is there."""
    made = []
    for folder in definition.notes:
        made.append(Written(folder, changed=not folder.exists()))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise _not_written(folder, error) from None
    path = definition.folder / f"{definition.stem}.yaml"
    others = sorted(definition.folder.glob("*.yaml"))
    if others:
        return (*made, *(Written(other, changed=False) for other in others))
    return (*made, _replace(path, definition.template().encode()))


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


def _retiring(made: build.Built) -> str:
    """What would go, for the author to look at."""
    shown = "".join(f"\n  {entry.file}: {entry.text}" for entry in sorted(made.gone, key=lambda e: (e.file, e.text))[:_SHOWN])
    more = f"\n  and {len(made.gone) - _SHOWN} more" if len(made.gone) > _SHOWN else ""
    return (
        f"{len(made.gone)} cards would retire at once, more than a third of the deck, so nothing was written; "
        f"if these bullets are meant to be gone, build with --allow-retire{shown}{more}"
    )


def _stale(path: Path) -> list[Path]:
    """What killed builds left of writing to `path`; no name but theirs is like this."""
    return sorted(path.parent.glob(f".{escape(path.name)}.{_CHANCE}.tmp"))


def _remove(path: Path) -> Written:
    try:
        path.unlink()
    except OSError as error:
        raise _not_written(path, error) from None
    return Written(path, changed=True)


def _replace(path: Path, content: bytes | IO[bytes]) -> Written:
    """Put `content` at `path` in one step: readers see the old file or the new one, never a part."""
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
            Path(temporary).chmod(0o644)
            Path(temporary).replace(path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _not_written(path, error) from None
    return Written(path, changed=True)


def _same(path: Path, stream: IO[bytes]) -> bool:
    """Whether a file holds just what a stream does; both are read in pieces, as a package may be large."""
    stream.seek(0)
    with path.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in iter(partial(stream.read, _PIECE), b"")) and not file.read(1)


def _settle(path: Path) -> None:
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
            why = (error.strerror or str(error)).lower()
            raise Refused(path.as_posix(), 0, "not-written", f"is written, but may not last ({why}); build again") from None


def _not_written(path: Path, error: OSError) -> Refused:
    why = (error.strerror or str(error)).lower()
    return Refused(path.as_posix(), 0, "not-written", f"cannot be written ({why}); nothing was changed there")
