"""The author's word on which bullet is which, against the matcher's: a ledger to the corrected ledger.

A correction is written into the ledger, where the next build finds it as it finds everything else: a
linked card by the words and place of its bullet, an unlinked one as gone for good.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import get_close_matches

from .build import Built, Issued
from .diagnostic import Refused
from .entry import Entry, Ledger
from .match import plain


def link(made: Built, ledger: Ledger, guid: str, place: tuple[str, int], now: int) -> Ledger:
    """The ledger in which the card `guid` is that of the bullet at `place` (file, line); a card the bullet had before is unlinked.

    Raises Refused where there is no such card, or no bullet that begins there.
    """
    entry = _entry(ledger, guid)
    file, line = place
    here = [i for i in made.issued if (i.card.place.file, i.card.bullet.line) == (file, line)]
    if not here:
        raise Refused(file, line, "no-bullet", _no_bullet(made, file, line))
    asked = [i for i in here if i.guid] or here
    taken = next((i for i in asked if i.card.slot == entry.slot), asked[0])
    spot = taken.known.spot
    changed: dict[str, Entry] = {}
    if taken.guid in ledger and taken.guid != guid:
        changed[taken.guid] = _parted(ledger[taken.guid], spot.text, now)
    changed[guid] = replace(
        entry, text=spot.text, file=spot.file, article=spot.article, section=spot.section, parent=spot.parent,
        before=spot.before, after=spot.after, anchor=spot.anchor, slot=taken.card.slot, gone=False, unlinked=False,
    )  # fmt: skip
    return ledger.changed(changed)


def unlink(made: Built, ledger: Ledger, guid: str, now: int) -> Ledger:
    """The ledger in which the card `guid` belongs to no bullet, and its bullet gets a new card.

    Raises Refused where there is no such card, or where it belongs to no bullet as it is.
    """
    entry = _entry(ledger, guid)
    has_it = bullet_of(made, guid)
    if has_it is None:
        raise Refused(guid, 0, "no-card", "this card belongs to no bullet now, so there is nothing to unlink")
    return ledger.changed({guid: _parted(entry, has_it.known.spot.text, now)})


def bullet_of(made: Built, guid: str) -> Issued | None:
    """The bullet that has a card now."""
    return next((i for i in made.issued if i.guid == guid), None)


def _parted(entry: Entry, text: str, now: int) -> Entry:
    """An entry gone from the bullet of this text: should its own words, if others, come back, it comes back with them."""
    mod = max(now, entry.mod + 1) if entry.mod else 0
    return replace(entry, gone=True, digest="", anchor="", mod=mod, unlinked=plain(entry.text) == plain(text))


def no_card(guid: str, known: Sequence[str]) -> Refused:
    """What to say of a guid that is none of those known."""
    close = get_close_matches(guid, known, 1, cutoff=0.8)
    hint = f"did you mean {close[0]}?" if close else "deckwright diff --json and list --json show the guids"
    return Refused(guid, 0, "no-card", f"the ledger knows no such card; {hint}")


def _entry(ledger: Ledger, guid: str) -> Entry:
    if guid not in ledger:
        raise no_card(guid, sorted(ledger))
    return ledger[guid]


def _no_bullet(made: Built, file: str, line: int) -> str:
    lines: Sequence[int] = sorted({i.card.bullet.line for i in made.issued if i.card.place.file == file})
    if not lines:
        files = sorted({i.card.place.file for i in made.issued})
        close = "".join(f"; did you mean {name}?" for name in get_close_matches(file, files, 1))
        return f"no bullet of this deck is in such a file{close}"
    nearest = min(lines, key=lambda other: abs(other - line))
    return f"no bullet begins on this line; the nearest one begins on line {nearest}"
