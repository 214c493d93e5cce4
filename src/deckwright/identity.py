"""Cards and the ledger to guids: which card is the card it was before.

Bullets are matched, not cards (see `match`): a bullet's cards follow it, each by its slot. A
remembered bullet that no rule asks about any more keeps its card; what is left is new, and
gets a guid that was never issued before.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .card import Card
from .entry import Entry, Ledger, mark
from .match import Pair, Spot, match, plain

_ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no l, I, O, 0, 1: people read these out
_LENGTH = 12  # 57 ** 12 is 1e21: no two cards of a lifetime share one


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a bullet: where it stands, and how it was recognised, if it was."""

    spot: Spot
    how: str = ""
    alike: int = 100
    was: str = ""  # its text before, where that was another


@dataclass(frozen=True, slots=True)
class Identified:
    """`guids` holds one for each card, empty for what is not asked; `known` what is known of its bullet.

    `carried` are entries whose bullet is still there but no rule asks about it: by the
    index of the card (a skipped one) that stands for the bullet.
    """

    guids: tuple[str, ...]
    known: tuple[Known, ...]
    carried: dict[int, tuple[Entry, ...]]


def identify(cards: Sequence[Card], ledger: Ledger, deck: str, hides: Callable[[str], bool] = lambda _: False) -> Identified:
    """Every card's guid. `deck` keeps the same notes in two decks apart.

    `hides` says of a file that some of it could not be read: what it had is not looked for elsewhere.
    """
    bullets = list(_bullets(cards))
    units = _units(entry for entry in ledger.values() if not entry.unlinked)
    guids: dict[int, str] = {}
    carried: dict[int, tuple[Entry, ...]] = {}
    known = {index: Known(bullet.spot) for bullet in bullets for index in bullet.cards}
    unasked = {one for found in ledger.unasked.values() for one in found.split()}
    for pair in _pairs(units, bullets, hides, lambda text: mark(text) in unasked):
        unit, bullet = units[pair.old], bullets[pair.new]
        changed = unit.spot.text != bullet.spot.text
        for index in bullet.cards:
            known[index] = Known(bullet.spot, pair.how, pair.alike, unit.spot.text if changed else "")
        left = _slots(unit, bullet, cards, guids)
        if left and not unit.gone:
            carried[bullet.cards[-1]] = tuple(left)
    fresh = [(index, card) for index, card in enumerate(cards) if card.is_asked and index not in guids]
    guids.update(_minted(fresh, deck, {*ledger, *ledger.aside}))
    order = range(len(cards))
    return Identified(tuple(guids.get(index, "") for index in order), tuple(known[index] for index in order), carried)


def spots(cards: Sequence[Card]) -> list[Spot]:
    """The bullets that cards stand for, as matching sees them."""
    return [bullet.spot for bullet in _bullets(cards)]


@dataclass(frozen=True, slots=True)
class _Bullet:
    spot: Spot
    cards: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Unit:
    """The entries of one remembered bullet, by slot."""

    spot: Spot
    entries: dict[str, Entry]
    gone: bool


def _bullets(cards: Sequence[Card]) -> Iterator[_Bullet]:
    """The bullets that the cards stand for, each with its neighbours in reading order."""
    places: dict[tuple[str, int], list[int]] = {}
    for index, card in enumerate(cards):
        places.setdefault((card.place.file, card.bullet.line), []).append(index)
    order = [(cards[indices[0]], tuple(indices)) for indices in places.values()]
    beside = [(card.place.file, plain(card.bullet.text.plain)) for card, _ in order]
    sections: dict[tuple[str, ...], str] = {}
    for k, (card, indices) in enumerate(order):
        file = card.place.file
        before, after = (beside[n][1] if 0 <= n < len(beside) and beside[n][0] == file else "" for n in (k - 1, k + 1))
        section = sections.setdefault(card.place.path, " › ".join(card.place.path))
        anchor = card.bullet.text.anchor
        yield _Bullet(
            Spot(card.known_by or card.bullet.text.plain, file, card.place.article, section, card.parent_text, before, after, anchor),
            indices,
        )


def _units(entries: Iterable[Entry]) -> list[_Unit]:
    """Entries gathered by bullet; twins that agree in everything are told apart by the order of their guids.

    The neighbours tell twins apart, but need not agree: each card notes them down when it changes itself.
    """
    found: dict[Hashable, list[_Unit]] = defaultdict(list)
    for entry in sorted(entries, key=lambda entry: (entry.gone, entry.file, entry.guid)):
        spot = Spot(entry.text, entry.file, entry.article, entry.section, entry.parent, entry.before, entry.after, entry.anchor)
        twins = found[replace(spot, before="", after=""), entry.gone]
        fitting = [unit for unit in twins if entry.slot not in unit.entries]
        unit = next((unit for unit in fitting if unit.spot == spot), fitting[0] if fitting else None)
        if unit is None:
            unit = _Unit(spot, {}, entry.gone)
            twins.append(unit)
        unit.entries[entry.slot] = entry
    return [unit for units in found.values() for unit in units]


def _pairs(
    units: Sequence[_Unit], bullets: Sequence[_Bullet], hides: Callable[[str], bool], known: Callable[[str], bool]
) -> Iterator[Pair]:
    """Bullets that are in the notes first, those of a file we cannot wholly see within it; then, word for word, those that had gone."""
    free = list(range(len(bullets)))
    hidden = sorted({unit.spot.file for unit in units if hides(unit.spot.file)})
    live = [k for k, unit in enumerate(units) if not unit.gone]
    rounds = [([k for k in live if units[k].spot.file == file], file) for file in hidden]
    rounds += [([k for k in live if units[k].spot.file not in hidden], ""), ([k for k, unit in enumerate(units) if unit.gone], "")]
    for number, (old, file) in enumerate(rounds, 1):
        new = [k for k in free if not file or bullets[k].spot.file == file]
        last = number == len(rounds)
        pairs = match([units[k].spot for k in old], [bullets[k].spot for k in new], exact_only=last, known=known)
        yield from (Pair(old[pair.old], new[pair.new], pair.how, pair.alike) for pair in pairs)
        paired = {new[pair.new] for pair in pairs}
        free = [k for k in free if k not in paired]


def _slots(unit: _Unit, bullet: _Bullet, cards: Sequence[Card], guids: dict[int, str]) -> list[Entry]:
    """Give a bullet's cards the unit's guids, slot by slot, then in order; what is left over."""
    left = dict(sorted(unit.entries.items()))
    asked = [index for index in bullet.cards if cards[index].is_asked]
    for index in asked:
        if entry := left.pop(cards[index].slot, None):
            guids[index] = entry.guid
    for index in asked:
        if index not in guids and left:
            guids[index] = left.pop(next(iter(left))).guid
    return list(left.values())


def _minted(fresh: Sequence[tuple[int, Card]], deck: str, taken: set[str]) -> dict[int, str]:
    """New guids by index; twins get theirs in sorted order, as the next build will find them."""
    twins: dict[Hashable, list[int]] = defaultdict(list)
    guids: dict[Hashable, list[str]] = defaultdict(list)
    tried: dict[str, int] = defaultdict(int)
    for index, card in fresh:
        key = (card.bullet.text.plain, card.slot, card.parent_text, card.place.article, card.place.file, card.place.path)
        seed = "\x1f".join((deck, card.place.article, card.parent_text, card.key, card.slot))
        guid, tried[seed] = mint(seed, taken, tried[seed])
        taken.add(guid)
        twins[key].append(index)
        guids[key].append(guid)
    return {index: guid for key in twins for index, guid in zip(twins[key], sorted(guids[key]), strict=True)}


def mint(seed: str, taken: set[str], attempt: int = 0) -> tuple[str, int]:
    """A new guid, never one of `taken`, and the attempt to go on from for a twin.

    It is drawn from a hash of the card's text and place, so that the same bullet added on
    two branches, or built again after a crash, gets the same one. It stays the card's for
    good: from then on the ledger, not the text, says which card is which.
    """
    while True:
        number = int.from_bytes(hashlib.sha256(f"{seed}\x1f{attempt}".encode()).digest(), "big") % len(_ALPHABET) ** _LENGTH
        guid = ""
        for _ in range(_LENGTH):
            number, digit = divmod(number, len(_ALPHABET))
            guid += _ALPHABET[digit]
        attempt += 1
        if guid not in taken:
            return guid, attempt
