"""A build to its parts: what each note file adds to the package, the drafts and the counts.

A part is the same until its file changes, so that a build after an edit makes the parts of the edited files and takes the
others from the build before (see `again`). The whole is put together from parts in either case.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from . import ankinotes, deckname, drafts
from .card import Status
from .drafts import Block
from .entry import marks
from .match import plain
from .notetype import AnkiNote

if TYPE_CHECKING:
    from .build import Built, Issued
    from .diagnostic import Diagnostic
    from .entry import Ledger
    from .media import File
    from .sheet import Sheet


@dataclass(frozen=True, slots=True)
class Part:
    """One note file in a deck. `date` (ISO, or empty) and `file` order the parts; `digest` is the file's.

    `notes` are its cards, not yet numbered; `counts` how many articles, bullets, cards, drafts, bullets of context and
    skipped ones it has; `articles` the names of its articles, folded; `words` `marks` of the words of bullets that no guid stands for;
    `anchored` whether any bullet has an anchor; `live` how many of its ledger entries Anki has; `volatile` whether it may be
    another although its file is the same, because it has pictures, or lacks one.
    """

    file: str
    date: str
    digest: str
    notes: tuple[AnkiNote, ...] = ()
    blocks: tuple[Block, ...] = ()
    counts: tuple[int, ...] = (0, 0, 0, 0, 0, 0)
    articles: tuple[str, ...] = ()
    words: str = ""
    anchored: bool = False
    live: int = 0
    pictures: tuple[File, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    volatile: bool = False


COUNTS = ("articles", "bullets", "cards", "drafts", "context", "skipped")


def parts(built: Built) -> tuple[Part, ...]:
    """The parts of a build, in the order in which their cards are to be learned."""
    return tuple(sorted((*fresh(built), *built.rest), key=lambda part: (part.date, part.file)))


_MADE: WeakKeyDictionary[Built, tuple[Part, ...]] = WeakKeyDictionary()


def fresh(built: Built) -> tuple[Part, ...]:
    """The parts that a build made itself. Made once: the package, the drafts, the counts and the cache all ask for them."""
    if built not in _MADE:
        _MADE[built] = _parts(built)
    return _MADE[built]


def _parts(built: Built) -> tuple[Part, ...]:
    issued: dict[str, list[Issued]] = {one.file: [] for one in built.sheets}
    for i in built.issued:
        issued[i.card.place.file].append(i)
    told: dict[str, list[Diagnostic]] = {}
    for diagnostic in built.diagnostics:
        told.setdefault(diagnostic.file, []).append(diagnostic)
    live = Counter(entry.file for entry in built.ledger.values() if entry.mod and not entry.gone)
    return tuple(_part(one, issued[one.file], built.ledger, live[one.file], told.get(one.file, ())) for one in built.sheets)


def _part(sheet: Sheet, issued: Sequence[Issued], ledger: Ledger, live: int, told: Sequence[Diagnostic]) -> Part:
    statuses = Counter(i.card.status for i in issued)
    articles = dict.fromkeys(i.card.place.article for i in issued)
    unasked = marks(plain(i.known.spot.text) for i in issued if not i.guid)
    counts = (
        len(articles),
        len({i.card.bullet.line for i in issued}),
        *(statuses[status] for status in (Status.CARD, Status.DRAFT, Status.CONTEXT, Status.SKIPPED)),
    )
    cards = [i for i in issued if i.card.status is Status.CARD]
    shown = ankinotes.files(cards)
    return Part(
        sheet.file, sheet.date, sheet.digest, ankinotes.anki_notes(cards), drafts.blocks(issued, ledger), counts,
        tuple(dict.fromkeys(deckname.folded(deckname.part(article)) for article in articles)), unasked,
        any(i.card.bullet.text.anchor for i in issued), live, shown, tuple(told),
        bool(shown) or any(diagnostic.code.startswith("media") for diagnostic in told),
    )  # fmt: skip


def anki_notes(found: Iterable[Part]) -> tuple[AnkiNote, ...]:
    """The cards of all parts as Anki notes, due in the order they come; of decks that differ in case alone, in the first."""
    notes = (note for part in found for note in part.notes)
    return tuple(  # said at length, because `replace` takes five times as long
        AnkiNote(note.guid, note.fields, note.tags, note.deck, due, note.mod, note.notetype, note.clozes)
        for due, note in enumerate(notes, 1)
    )


def pictures(found: Iterable[Part]) -> tuple[File, ...]:
    """The media of all parts, each once, by name."""
    named = {file.name: file for part in found for file in part.pictures}
    return tuple(named[name] for name in sorted(named))


def counts(found: Iterable[Part]) -> dict[str, int]:
    """How many articles and bullets all parts have, and what became of these."""
    sums = [sum(column) for column in zip(*(part.counts for part in found), strict=True)]
    return dict(zip(COUNTS, sums or [0] * len(COUNTS), strict=True))
