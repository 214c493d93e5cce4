"""Note files and a ledger to everything a build makes, as values: the pipeline on one screen."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING

from . import clozes, deckname, highlight, media, outline, sheet
from .card import Card, Status
from .definition import Definition
from .diagnostic import Diagnostic, Severity
from .direct import direct
from .entry import NOTHING, Entry, Ledger, Verdict, marks
from .identity import Identified, Known, identify
from .media import File, Find, Trouble
from .notefiles import NoteText
from .sheet import Make, Sheet

if TYPE_CHECKING:
    from .part import Part


@direct
class Change(StrEnum):
    """What a build does to a card, compared with the build before."""

    NEW = "new"
    CHANGED = "changed"
    RETURNED = "returned"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Issued:
    """A bullet's fate with its identity: `guid` is empty unless it is a card or a draft.

    For a card, `fields` and `tags` are what Anki is told, `digest` is their hash, `mod` the second
    in which they last changed, and `clozes` the numbers of the clozes in them, if it has a Cloze note.
    `media` are the pictures and sounds that it names, by the address its author wrote, or why one cannot be had.
    """

    card: Card
    guid: str
    deck: str
    known: Known
    tags: tuple[str, ...] = ()
    fields: Mapping[str, str] = field(default_factory=lambda: NOTHING)
    clozes: tuple[int, ...] = ()
    media: Mapping[str, File | Trouble] = field(default_factory=lambda: NOTHING)
    digest: str = ""
    mod: int = 0
    change: Change = Change.UNCHANGED
    before: Entry | None = None  # what the ledger said of it


@dataclass(frozen=True, slots=True, eq=False, weakref_slot=True)
class Built:
    """What a build found and made; nothing has been written. Each is itself alone, so that what follows from it is kept as long."""

    issued: tuple[Issued, ...]
    gone: tuple[Entry, ...]  # cards whose bullets went away with this build
    ledger: Ledger
    diagnostics: tuple[Diagnostic, ...]
    sheets: tuple[Sheet, ...]  # of the note files that were read, as their cards are to be learned
    rest: tuple[Part, ...] = ()  # of files that are as they were when the deck was last built; all else here is without them

    def cards(self, kinds: Sequence[str] = ()) -> tuple[Issued, ...]:
        """The cards for the package, in the order they are to be learned."""
        return tuple(i for i in self.issued if i.card.status is Status.CARD and (not kinds or i.card.kind in kinds))

    @property
    def files(self) -> int:
        """How many note files the deck has."""
        return len(self.sheets) + len(self.rest)

    @property
    def has_errors(self) -> bool:
        return any(d.severity is Severity.ERROR for d in self.diagnostics)


def build(  # noqa: PLR0913 - all that is read before, and the one thing that is read on demand
    definition: Definition,
    notes: Sequence[NoteText],
    problems: Sequence[Diagnostic],
    ledger: Ledger,
    now: int,
    *,
    find: Find = media.nowhere,
    make: Make = sheet.each,
) -> Built:
    """One deck from its notes. `problems` are of reading the files; `now` is Unix seconds.

    `find` looks up pictures and sounds; `make` reads the files and makes the cards.
    """
    sheets = sorted(make(notes, definition), key=lambda one: (one.date, one.file))
    found = [*problems, *(problem for one in sheets for problem in one.diagnostics)]
    cards = [card for one in sheets for card in one.cards]
    decks, complaints = _decks(cards, definition)
    unread = tuple(sorted({*found, *complaints}))
    troubled = tuple(d.file for d in unread if d.code != outline.UNRESOLVED)
    issued = []
    for k, card, guid, known in _identified(cards, identify(cards, ledger, definition.name, partial(_hides, troubled))):
        judged = _judged(card, ledger.get(guid))
        issued.append(_timed(Issued(judged, guid, decks[k], known, tags(judged, definition), before=ledger.get(guid)), now, find))
    kept, gone = _ledger(issued, ledger, troubled, now)
    told = tuple(sorted({*unread, *_stale(issued), *_unplaced(issued, definition)}))
    return Built(tuple(issued), gone, kept, told, tuple(sheets))


def _hides(troubled: Sequence[str], file: str) -> bool:
    """Whether a file, or a folder above it, has a diagnostic: it may hold bullets we could not see."""
    return file in troubled or file.startswith(tuple(f"{name}/" for name in troubled))


def _identified(cards: Sequence[Card], found: Identified) -> Iterator[tuple[int, Card, str, Known]]:
    """Cards with their guids, by index; and behind a bullet's last card those that it had and nobody asks for any more."""
    for k, (card, guid, known) in enumerate(zip(cards, found.guids, found.known, strict=True)):
        carried = found.carried.get(k, ())
        if guid or not carried:
            yield k, card, guid, known
        yield from ((k, _carried(card, entry), entry.guid, known) for entry in carried)


def _carried(card: Card, entry: Entry) -> Card:
    """A bullet that no rule asks about any more keeps its card, as a draft with its last wording.

    Anki keeps the card it has; nothing about it is exported until a rule, or the author, asks again.
    """
    left_out = card.rule == "switched-off" or card.reason.startswith("`skip_")
    reason = f"{card.reason if left_out else 'reworded so that no rule asks about it'}; the card in Anki stays as it was"
    asked = replace(card, kind=entry.kind, question=entry.question, answer=entry.answer, slot=entry.slot, ordered=entry.kind == "sequence")
    context = card.context or " › ".join([card.place.article, *card.place.path[-1:]])
    return replace(asked, status=Status.DRAFT, rule="carried", reason=reason, context=context, extra=(card.bullet.text.source,))


def _judged(card: Card, entry: Entry | None) -> Card:
    """A card as its author decided: accepted, rejected, or in their own words."""
    if entry is None or not (entry.verdict or entry.own_question):
        return card
    if entry.verdict is Verdict.REJECTED:
        return replace(card, status=Status.SKIPPED, rule="rejected", reason="you rejected this card", kind="", question="", answer=())
    if entry.own_question:
        card = replace(card, question=entry.own_question, answer=entry.own_answer)
    return replace(card, status=Status.CARD, reason="") if entry.verdict else card


def _stale(issued: Iterable[Issued]) -> Iterator[Diagnostic]:
    for i in issued:
        if i.before and i.before.own_text and i.before.own_text != i.known.spot.text:
            message = (
                f"you worded the card {i.guid} when this bullet said “{i.before.own_text}”; your words stay, look at them among the drafts"
            )
            yield Diagnostic(i.card.place.file, i.card.bullet.line, "own-words", message, Severity.WARNING)


def _unplaced(issued: Iterable[Issued], definition: Definition) -> Iterator[Diagnostic]:
    """The pictures that cards lack, each where it stands, and whether there are too many."""
    yield from sorted({trouble for i in issued for trouble in media.diagnostics(i.card, i.media)})
    shown = (file for i in issued for file in i.media.values() if isinstance(file, File))
    if why := media.too_much(shown, definition.media_total):
        yield Diagnostic(definition.package_path.as_posix(), 0, "media-total", why)


def _decks(cards: Sequence[Card], definition: Definition) -> tuple[list[str], list[Diagnostic]]:
    """The Anki deck of each card; an article named alike in two files goes below its note's title."""
    files: dict[str, set[str]] = {}
    for card in cards:
        if card.rule != "switched-off":
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


def _timed(i: Issued, now: int, find: Find) -> Issued:
    """A card with what Anki is told of it, and its time: kept while that is the same, else now."""
    entry = i.before
    if i.card.status is not Status.CARD:
        dropped = entry is not None and entry.verdict is Verdict.REJECTED and entry.digest
        return replace(i, mod=max(now, entry.mod + 1)) if entry and dropped else i
    written = clozes.fields(i.card, entry)
    found = {address: find(address, i.card.place.file) for address in media.addresses(written)} or NOTHING
    fields = media.placed(written, found)
    shown = digest({name: highlight.uncoloured(html) for name, html in fields.items()}, i.tags)
    if entry is None or not entry.mod:
        mod, change = now, Change.NEW
    elif entry.gone:
        mod, change = max(now, entry.mod + 1), Change.RETURNED
    elif entry.digest != shown:
        mod, change = max(now, entry.mod + 1), Change.CHANGED
    else:
        mod, change = entry.mod, Change.UNCHANGED
    return replace(i, fields=fields, clozes=clozes.numbers(i.card, entry), media=found, digest=shown, mod=mod, change=change)


def tags(card: Card, definition: Definition) -> tuple[str, ...]:
    """The deck's and note's tags, `lesson` on lessons, and our own under `deckwright::`."""
    own = [*(["lesson"] if card.kind == "lesson" else []), *([f"deckwright::kind::{card.kind}"] if card.kind else [])]
    return tuple(dict.fromkeys([*definition.tags, *card.place.tags, *card.bullet.tags, *own]))


def digest(fields: Mapping[str, str], labels: Sequence[str]) -> str:
    """A hash of all that Anki is told of a card."""
    content = json.dumps([sorted(fields.items()), list(labels)], ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()[:16]


MOST_RETIRED = 3  # one in so many may retire at once without a word; more looks like a mistake


def retires_too_many(built: Built) -> bool:
    """Whether more than a third of the deck's cards would go with this build."""
    left = sum(1 for entry in built.ledger.values() if entry.mod and not entry.gone) + sum(part.live for part in built.rest)
    return len(built.gone) * MOST_RETIRED > left + len(built.gone)


def _ledger(issued: Sequence[Issued], ledger: Ledger, troubled: tuple[str, ...], now: int) -> tuple[Ledger, tuple[Entry, ...]]:
    """The ledger after the build, and the entries whose bullets are newly gone.

    A file or folder with a diagnostic may hold bullets we could not see, so nothing of it is gone.
    """
    kept = ledger.changed({})
    for i in issued:
        if i.guid:
            kept[i.guid] = _entry(i)
    present = {i.guid for i in issued}
    lost = [e for e in ledger.values() if e.guid not in present and not e.gone and not _hides(troubled, e.file)]
    # A retired card is told to Anki once, at a time of its own; when it comes back it has changed again.
    retired = {e.guid: replace(e, gone=True, mod=max(now, e.mod + 1) if e.mod else 0, digest="") for e in lost}
    kept.update(retired)
    unasked: dict[str, list[str]] = {}
    for i in issued:
        if not i.guid:
            unasked.setdefault(i.card.place.file, []).append(i.known.spot.text)
    blind = {file: found for file, found in ledger.unasked.items() if _hides(troubled, file) or file in ledger.untouched}
    kept.unasked = {**blind, **{file: marks(texts) for file, texts in unasked.items()}}
    return kept, tuple(e for e in retired.values() if e.mod)


def _entry(i: Issued) -> Entry:
    """The ledger's line for a card or draft; its neighbours are written down only when something else changed."""
    card, spot, before = i.card, i.known.spot, i.before
    shown = (i.mod, i.digest) if i.mod else (before.mod, before.digest) if before else (0, "")
    entry = Entry(
        i.guid, spot.text, spot.file, spot.article, i.deck, spot.section, spot.parent, spot.before, spot.after, spot.anchor, card.slot,
        card.kind, card.question, card.answer, *shown, i.clozes or (before.clozes if before else ()),
    )  # fmt: skip
    if before is not None:
        entry = replace(
            entry, adopted=before.adopted, verdict=before.verdict, own_question=before.own_question, own_answer=before.own_answer,
            own_text=before.own_text, more=before.more,
        )  # fmt: skip
        if before.gone and before.mod and card.status is not Status.CARD:
            entry = replace(entry, gone=True)  # Anki has it blanked, until it is a card again
        if not card.is_asked:  # rejected: what it asked is kept, for its author to look at
            entry = replace(entry, slot=before.slot, kind=before.kind, question=before.question, answer=before.answer)
    same = before is not None and replace(entry, before=before.before, after=before.after) == before
    return before if same and before is not None else entry
