"""A card and what the ledger says of it to what Anki is told: fields for one note type of ours or the other, and the numbers of its clozes.

A guid stays with the note type under which Anki first got it, as Anki refuses an update under another, and history
under a Cloze note type hangs on the number of the cloze (reference: anki.md §4, §6). So a card that Anki knows without
clozes shows those that its bullet has gained as `[…]`, with the answers behind; and one that Anki knows with clozes,
whose bullet has none any more, hides its answer as the first of the numbers that it had.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from . import render
from .card import Card
from .entry import Entry

_RULE = "cloze"  # the shape whose cards are their bullet's sentence, as Anki's own clozes are


def numbers(card: Card, entry: Entry | None) -> tuple[int, ...]:
    """The numbers of a card's clozes, lowest first, each of which is an Anki card; empty for a card of the note type without clozes."""
    own = _own(card, entry)
    if entry is None or not entry.mod:
        return own
    if entry.adopted is not None or not entry.clozes:
        return ()
    return own or entry.clozes[:1]


def fields(card: Card, entry: Entry | None) -> dict[str, str]:
    """The card's fields by the names of its note type."""
    found = numbers(card, entry)
    if not found:
        return render.fields(card)
    text = render.cloze(card.bullet.text) if _own(card, entry) else render.hidden(card, found[0])
    return render.cloze_fields(card, text)


def retired(entry: Entry) -> dict[str, str]:
    """The fields of a card that is gone.

    A Cloze note shows its bullet without a cloze, as Anki's Empty Cards asks for nothing else; the numbers that it had
    are needed should the bullet come back when the ledger is lost.
    """
    if not entry.clozes:
        return {"Question": render.said(entry.question) or entry.guid, "Answer": render.items(entry.answer), "Retired": "yes"}
    text = render.without_signs(render.said(entry.text))
    return {"Text": text or entry.guid, "Retired": ", ".join(f"c{number}" for number in entry.clozes)}


def told(shown: Mapping[str, str]) -> tuple[int, ...]:
    """The numbers of the clozes in the fields of a cloze note of ours, or that it had before it retired, lowest first."""
    found = re.findall(r"\{\{c(\d+)::", shown["Text"]) or re.findall(r"\d+", shown["Retired"])
    return tuple(sorted(set(map(int, found))))


def _own(card: Card, entry: Entry | None) -> tuple[int, ...]:
    """The numbers that the author wrote, where the card is the bullet's own sentence."""
    if card.rule != _RULE or (entry is not None and entry.own_question):
        return ()
    return tuple(sorted({cloze.number for cloze in card.bullet.text.clozes}))
