"""Note files and a ledger to everything a build makes, as values: the pipeline on one screen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from . import deckname, making, outline, render
from .card import Card, Status
from .definition import Definition
from .diagnostic import Diagnostic, Severity
from .identity import identify
from .ledger import Entry, Ledger
from .notefiles import NoteText
from .notetype import AnkiNote


class Change(StrEnum):
    """What a build does to a card, compared with the build before."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Issued:
    """A bullet's fate with its identity: `guid` is empty unless it is a card or a draft.

    For a card, `fields` and `tags` are what Anki is told, `digest` is their hash, and `mod`
    the second in which they last changed.
    """

    card: Card
    guid: str
    deck: str
    tags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    digest: str = ""
    mod: int = 0
    change: Change = Change.UNCHANGED


@dataclass(frozen=True, slots=True)
class Built:
    """What a build found and made; nothing has been written."""

    issued: tuple[Issued, ...]
    gone: tuple[Entry, ...]  # cards whose bullets went away with this build
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    files: int

    def cards(self, kinds: Sequence[str] = ()) -> tuple[Issued, ...]:
        """The cards for the package, in the order they are to be learned."""
        return tuple(i for i in self.issued if i.card.status is Status.CARD and (not kinds or i.card.kind in kinds))

    @property
    def has_errors(self) -> bool:
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def build(definition: Definition, notes: Sequence[NoteText], problems: Sequence[Diagnostic], ledger: Ledger, now: int) -> Built:
    """One deck from its notes. `problems` are of reading the files; `now` is Unix seconds."""
    read = [outline.read(note.text, note.file) for note in notes]
    found = [*problems, *(problem for _, more in read for problem in more)]
    outlines = sorted((o for o, _ in read), key=lambda o: (o.meta.date, o.file))
    cards = [card for o in outlines for card in making.cards(o, definition.threshold)]
    decks, complaints = _decks(cards, definition)
    guids = iter(identify([card for card in cards if card.is_asked], ledger, definition.name))
    issued = []
    for card, deck in zip(cards, decks, strict=True):
        guid = next(guids) if card.is_asked else ""
        issued.append(_issue(card, guid, deck, tags(card, definition), ledger.get(guid), now))
    diagnostics = tuple(sorted({*found, *complaints}))
    kept, gone = _ledger(issued, ledger, {d.file for d in diagnostics})
    return Built(tuple(issued), gone, kept, diagnostics, len(notes))


def _decks(cards: Sequence[Card], definition: Definition) -> tuple[list[str], list[Diagnostic]]:
    """The Anki deck of each card; an article named alike in two files goes below its note's title."""
    files: dict[str, set[str]] = {}
    for card in cards:
        files.setdefault(deckname.folded(deckname.part(card.place.article)), set()).add(card.place.file)
    shared = {article for article, names in files.items() if len(names) > 1}
    complaints = {d.file: d for d in map(_complaint, {c.place.file: c for c in cards}.values()) if d}
    decks = []
    for card in cards:
        place = card.place
        root = place.deck if place.deck and place.file not in complaints else definition.name
        article = deckname.part(place.article)
        middle = [deckname.part(place.note)] if deckname.folded(article) in shared else []
        decks.append("::".join([root, *(part for part in middle if deckname.folded(part) != deckname.folded(article)), article]))
    first: dict[str, str] = {}
    return [first.setdefault(deckname.folded(deck), deck) for deck in decks], list(complaints.values())


def _complaint(card: Card) -> Diagnostic | None:
    why = deckname.complaint(card.place.deck) if card.place.deck else ""
    return Diagnostic(card.place.file, 1, "deck-name", f"`deck: {card.place.deck}` {why}; choose another name") if why else None


def _issue(card: Card, guid: str, deck: str, labels: tuple[str, ...], entry: Entry | None, now: int) -> Issued:  # noqa: PLR0913, PLR0917 - one of each
    """The card with its identity and its time: kept while what it shows is the same, else now."""
    if card.status is not Status.CARD:
        return Issued(card, guid, deck, labels)
    fields = render.fields(card)
    shown = digest(fields, labels)
    if entry is None or not entry.mod:
        return Issued(card, guid, deck, labels, fields, shown, now, Change.NEW)
    if entry.digest == shown:
        return Issued(card, guid, deck, labels, fields, shown, entry.mod)
    return Issued(card, guid, deck, labels, fields, shown, max(now, entry.mod + 1), Change.CHANGED)


def tags(card: Card, definition: Definition) -> tuple[str, ...]:
    """The deck's and note's tags, `lesson` on lessons, and our own under `deckwright::`."""
    own = [*(["lesson"] if card.kind == "lesson" else []), *([f"deckwright::kind::{card.kind}"] if card.kind else [])]
    return tuple(dict.fromkeys([*definition.tags, *card.place.tags, *own]))


def digest(fields: Mapping[str, str], labels: Sequence[str]) -> str:
    """A hash of all that Anki is told of a card."""
    content = json.dumps([sorted(fields.items()), list(labels)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def anki_notes(issued: Iterable[Issued]) -> tuple[AnkiNote, ...]:
    """Cards as Anki notes, new ones due in the order they come."""
    return tuple(AnkiNote(i.guid, i.fields, i.tags, i.deck, due, i.mod) for due, i in enumerate(issued, 1))


def _ledger(issued: Sequence[Issued], ledger: Ledger, troubled: set[str]) -> tuple[Ledger, tuple[Entry, ...]]:
    """The ledger after the build, and the entries whose bullets are newly gone.

    A file with a diagnostic may hold bullets we could not see, so nothing of it is gone.
    """
    kept = dict(ledger)
    for i in issued:
        if not i.guid:
            continue
        card, before = i.card, ledger.get(i.guid)
        shown = (i.mod, i.digest) if i.fields else (before.mod, before.digest) if before else (0, "")
        more = before.more if before else {}
        kept[i.guid] = Entry(
            i.guid, card.bullet.text.plain, card.place.file, card.place.article, card.parent_text, card.slot, *shown, more=more
        )
    present = {i.guid for i in issued}
    lost = tuple(e for e in ledger.values() if e.guid not in present and not e.gone and e.file not in troubled)
    kept.update({e.guid: replace(e, gone=True) for e in lost})
    return kept, tuple(e for e in lost if e.mod)
