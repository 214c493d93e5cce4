"""Cards and the ledger to guids: which card is the card it was before; the first form, exact matching.

The passes below run in order, each over what the ones before it left; every entry is used
once. What is left at the end gets a new guid, never one that was issued before.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from .card import Card, normalised
from .ledger import Entry, Ledger

_ALPHABET = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no l, I, O, 0, 1: people read these out
_LENGTH = 12  # 57 ** 12 is 1e21: no two cards of a lifetime share one


def identify(cards: Sequence[Card], ledger: Ledger, deck: str) -> tuple[str, ...]:
    """A guid for each card or draft, in order. `deck` keeps the same notes in two decks apart."""
    found: dict[int, str] = {}
    free = dict(ledger)
    for card_key, entry_key in _PASSES:
        waiting = defaultdict(list)
        for entry in sorted(free.values(), key=lambda entry: (entry.gone, entry.file, entry.guid)):
            waiting[entry_key(entry)].append(entry.guid)
        for index, card in enumerate(cards):
            key = card_key(card)
            if index not in found and key is not None and waiting[key]:
                found[index] = waiting[key].pop(0)
                del free[found[index]]
    found.update(_minted([(index, card) for index, card in enumerate(cards) if index not in found], deck, set(ledger)))
    return tuple(found[index] for index in range(len(cards)))


def _minted(fresh: Sequence[tuple[int, Card]], deck: str, taken: set[str]) -> dict[int, str]:
    """New guids by index; twins get theirs in sorted order, as the next build will find them."""
    twins: dict[Hashable, list[int]] = defaultdict(list)
    guids: dict[Hashable, list[str]] = defaultdict(list)
    for index, card in fresh:
        key = _PASSES[0][0](card)
        guid = mint(card, deck, taken)
        taken.add(guid)
        twins[key].append(index)
        guids[key].append(guid)
    return {index: guid for key in twins for index, guid in zip(twins[key], sorted(guids[key]), strict=True)}


def mint(card: Card, deck: str, taken: Iterable[str]) -> str:
    """A new guid, never one of `taken`.

    It is drawn from a hash of the card's text and place, so that the same bullet added on
    two branches, or built again after a crash, gets the same one. It stays the card's for
    good: from then on the ledger, not the text, says which card is which.
    """
    used = taken if isinstance(taken, set) else set(taken)
    for attempt in range(len(used) + 1):
        seed = "\x1f".join((deck, card.place.article, card.parent_text, card.key, card.slot, str(attempt)))
        number = int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big")
        guid = "".join(_ALPHABET[number // len(_ALPHABET) ** i % len(_ALPHABET)] for i in range(_LENGTH))
        if guid not in used:
            return guid
    raise AssertionError("more guids are taken than there are")


def _long(text: str) -> bool:
    """Long enough that the same words in another article are the same bullet, not a twin like `What`."""
    return len(text) >= 20  # reference: identity.md, rule 4


_Keys = tuple[Callable[[Card], Hashable], Callable[[Entry], Hashable]]
_PASSES: tuple[_Keys, ...] = (
    (  # the same text, slot, parent, article and file
        lambda c: (c.key, c.slot, normalised(c.parent_text), c.place.article, c.place.file),
        lambda e: (normalised(e.text), e.slot, normalised(e.parent), e.article, e.file),
    ),
    # the same text and slot in the article, whatever stands above it or wherever the file went
    (lambda c: (c.key, c.slot, c.place.article), lambda e: (normalised(e.text), e.slot, e.article)),
    # the same text and slot anywhere
    (lambda c: (c.key, c.slot) if _long(c.key) else None, lambda e: (normalised(e.text), e.slot)),
    # the same text, asked another way
    (lambda c: (c.key, c.place.article), lambda e: (normalised(e.text), e.article)),
)
