"""The build's edge to the disk: a deck's files read, and written whole or not at all."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING

from . import again, ankinotes, build, cache, disk, drafts, ledger, media, mediafiles, notefiles, part, sheet
from .definition import Definition
from .diagnostic import Diagnostic, Refused
from .entry import Ledger
from .maker import maker
from .sheet import Make

if TYPE_CHECKING:
    from .package import Kinds

_IN_MEMORY = 32_000_000  # bytes of a ledger or a package; a larger one waits on the disk
_SHOWN = 20  # cards named when a build would retire too many


def built(  # noqa: PLR0913 - one parameter an option of the command line
    definition: Definition,
    now: int,
    *,
    make: Make = sheet.each,
    force: bool = False,
    allow_retire: bool = False,
    without_drafts: bool = False,
    short: bool = False,
) -> build.Built:
    """A deck as its files now make it; with `force`, every card changes now. Raises Refused where nothing can be built at all.

    Where there are no note files, that is so too, unless cards may retire all at once. `without_drafts`
    leaves alone what was decided in the drafts file. With `short`, files that did not change since the deck was last built are
    not looked at where that makes no difference; what they add is in `Built.rest`. `make` makes the cards of those that are.
    """
    if short and not force and (made := _again(definition, now, make)):
        return made
    known = ledger.load(definition.ledger_path) if without_drafts else decided(definition)
    return _build(definition, ledger.restamped(known, now) if force else known, now, make, allow_retire=allow_retire)


def _again(definition: Definition, now: int, make: Make) -> build.Built | None:
    """A deck by the short way; None where there is none."""
    written, drafted = _content(definition.ledger_path), _content(definition.drafts_path)
    with cache.opened(cache.path(definition)) as kept:
        if written is None or kept.state != _state(definition, written, drafted):
            return None
        notes, problems = notefiles.read(definition.notes, definition.base, definition.exclude)
        if problems or not notes or ledger.is_suspect(definition.ledger_path, written, notes):
            return None
        shelf = mediafiles.Shelf(definition.notes, definition.base, definition.media_file)
        return again.built(definition, notes, written, kept, now, find=shelf.find, make=make)


def _content(path: Path) -> bytes | None:
    try:
        return notefiles.content(path)
    except OSError:
        return None


def _state(definition: Definition, written: bytes, drafted: bytes | None) -> dict[str, str]:
    """By what the parts of a deck were made, beside its notes."""
    made_of = {"definition": repr(definition).encode(), "ledger": written, "drafts": drafted}
    return {"maker": cache.digest(maker().encode()), **{name: cache.digest(content) for name, content in made_of.items()}}


def _build(definition: Definition, known: Ledger, now: int, make: Make = sheet.each, *, allow_retire: bool = False) -> build.Built:
    notes, problems = notefiles.read(definition.notes, definition.base, definition.exclude)
    if not notes and (problems or not (allow_retire and known)):
        where = ", ".join(notefiles.relative(root, definition.base) for root in definition.notes)
        if problems:
            first, *others = sorted(problems)
            raise Refused(first.file, first.line, first.code, first.message, tuple(others))
        raise Refused(where, 0, "no-notes", f"no note files ({' or '.join(notefiles.SUFFIXES)}) here; put some in, or name another folder")
    shelf = mediafiles.Shelf(definition.notes, definition.base, definition.media_file)
    suspects = ledger.suspects(definition.ledger_path, known, notes)
    with cache.opened(cache.path(definition)) as kept:
        quick = cache.remembering(kept, make, maker())
        return build.build(definition, notes, (*problems, *suspects), known, now, find=shelf.find, make=quick)


def decided(definition: Definition) -> Ledger:
    """The ledger, with what was decided in the drafts file since it was written."""
    known = ledger.load(definition.ledger_path)
    path = definition.drafts_path
    shown = notefiles.relative(path, definition.base)
    try:
        content = notefiles.content(path).decode("utf-8")
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


def write(definition: Definition, made: build.Built, kinds: Sequence[str] = (), *, allow_retire: bool = False) -> tuple[disk.Written, ...]:
    """Write the ledger, then the packages; a file that would not change is left alone.

    The ledger goes first, and is on the disk before a package is: a guid is known to it before any package carries the guid, even
    if the power goes. What killed builds left half written is removed; so call this inside `locked`. With `kinds`, the package holds those
    alone and is named after them. Cards that are gone make a package of their own. Raises Refused where suspiciously many would go at once.
    """
    from .package import write_package  # genanki is slow to import; only a build that writes needs it

    if build.retires_too_many(made) and not allow_retire:
        raise Refused(definition.ledger_path.as_posix(), 0, "mass-retire", _retiring(made))
    path = definition.package_path
    retired = definition.retired_path
    if kinds and definition.package is None:
        path = path.with_name(f"{path.stem}-{'-'.join(kinds)}.apkg")
    whole = part.parts(made)
    cards = ankinotes.anki_notes(made.cards(kinds)) if kinds else part.anki_notes(whole)
    files = ankinotes.files(made.cards(kinds)) if kinds else part.pictures(whole)
    if why := media.too_much(files, definition.media_total):
        raise Refused(path.as_posix(), 0, "media-total", why)
    empty = partial(_empty, cache.path(definition))
    with _spooled(path) as content:
        try:
            write_package(content, cards, [(f.name, partial(mediafiles.content, f)) for f in files], definition.css, empty)
        except OSError as error:
            raise disk.not_written(path, error) from None
        graves = ankinotes.tombstones((*made.ledger.values(), *ledger.rejected(made.ledger)), definition)
        for stale in [found for target in (definition.ledger_path, definition.drafts_path, retired, path) for found in disk.stale(target)]:
            disk.remove(stale)
        written = [remember(definition, made.ledger, path)]
        written += _drafts(definition, [block for one in whole for block in one.blocks])
        if graves:
            buried = io.BytesIO()
            write_package(buried, graves, css=definition.css, empty=empty)
            written.append(disk.put(retired, buried))
        elif retired.exists():
            written.append(disk.remove(retired))
        written.append(disk.put(path, content))
        disk.settle(path)
    _keep(definition, made)
    return tuple(written)


@contextmanager
def _spooled(path: Path) -> Iterator[IO[bytes]]:
    """A temporary file for what is to stand at `path`; on a full disk it fails once more when it is closed."""
    try:
        with tempfile.SpooledTemporaryFile(_IN_MEMORY) as content:
            yield content
    except OSError as error:
        raise disk.not_written(path, error) from None


def _empty(file: Path | None, kinds: Kinds, css: str) -> bytes:
    """An empty collection, from the cache where it was made before."""
    from .package import empty

    return cache.remembered(file, cache.digest(repr((maker(), kinds, css)).encode()), lambda: empty(kinds, css))


def _keep(definition: Definition, made: build.Built) -> None:
    """Remember what a build need not make again."""
    found = part.fresh(made)
    loose = again.is_loose(made.diagnostics, [one.file for one in (*found, *made.rest)])
    state = {} if loose else _state(definition, _content(definition.ledger_path) or b"", _content(definition.drafts_path))
    by = maker()
    sheets = {cache.key(one.digest, definition, by): one for one in made.sheets}
    cache.save(cache.path(definition), state, found, [one.file for one in made.rest], sheets)


def remember(definition: Definition, known: Ledger, package: Path | None = None) -> disk.Written:
    """Write a ledger, for a package or because it was corrected; call this inside `locked`. Raises Refused where it changed since."""
    ledger.expect_unchanged(definition.ledger_path, known, package)
    with _spooled(definition.ledger_path) as content:
        for line in ledger.written(known):  # `writelines` would let none of it wait on the disk before the last
            content.write(line)
        written = disk.put(definition.ledger_path, content)
    disk.settle(definition.ledger_path)
    return written


def remember_verdicts(definition: Definition, known: Ledger, now: int) -> None:
    """Write a ledger with verdicts, and the drafts file as it then is; call this inside `locked`."""
    made = _build(definition, known, now)
    remember(definition, known)
    _drafts(definition, drafts.blocks((i for i in made.issued if i.guid in known), made.ledger))


def publish(path: Path, content: str) -> None:
    """Write a page for a person to look at."""
    disk.put(path, content.encode())


def _drafts(definition: Definition, blocks: Sequence[drafts.Block]) -> list[disk.Written]:
    """Write the drafts for their author, or remove the file where there are none."""
    path = definition.drafts_path
    if content := drafts.written(blocks, definition.name):
        return [disk.put(path, content.encode())]
    return [disk.remove(path)] if path.exists() else []


def begin(definition: Definition) -> tuple[disk.Written, ...]:
    """Make the notes folder and a deck definition that says what a build without one does; leave alone what is there."""
    made = []
    for folder in definition.notes:
        made.append(disk.Written(folder, changed=not folder.exists()))
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise disk.not_written(folder, error) from None
    path = definition.folder / f"{definition.stem}.yaml"
    others = sorted(definition.folder.glob("*.yaml"))
    if others:
        return (*made, *(disk.Written(other, changed=False) for other in others))
    return (*made, disk.put(path, definition.template().encode()))


def _retiring(made: build.Built) -> str:
    """What would go, for the author to look at."""
    shown = "".join(f"\n  {entry.file}: {entry.text}" for entry in sorted(made.gone, key=lambda e: (e.file, e.text))[:_SHOWN])
    more = f"\n  and {len(made.gone) - _SHOWN} more" if len(made.gone) > _SHOWN else ""
    return (
        f"{len(made.gone)} cards would retire at once, more than a third of the deck, so nothing was written; "
        f"if these bullets are meant to be gone, build with --allow-retire{shown}{more}"
    )
