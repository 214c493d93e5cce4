"""The notes of a package, bound to bullets: a lost ledger found again, or another tool's cards with their history.

Notes of our own making are recognised by what they show, those of other tools by the ids they left in the
notes and by their words, the certain first. A note is bound to a bullet only where no other comes into question.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape

from . import clozes, media, notetype, render
from .ankinotes import RETIRED_TAG
from .apkg import PackageNote
from .build import Built, Issued, digest
from .card import Status
from .entry import LAST_SECOND, Adopted, Entry, Ledger, Verdict
from .match import Spot, match, plain
from .patterns import later

SHORTEST = 8  # characters by which a bullet is recognised; shorter words say too little

_SIDES = (
    ("front", "back"), ("question", "answer"), ("q", "a"), ("prompt", "response"), ("term", "definition"), ("vorderseite", "rückseite"),
    ("frage", "antwort"), ("anverso", "reverso"), ("pregunta", "respuesta"), ("recto", "verso"), ("正面", "背面"), ("表面", "裏面"),
)  # fmt: skip

_TAG = later(r"<[^<>]*>|\[sound:[^\]]*\]")
_CLOZE = later(r"\{\{c\d+::(.*?)(?:::[^{}]*)?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Bound:
    """A note of the package and the bullet it belongs to; `how` says why."""

    note: PackageNote
    issued: Issued
    how: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """The ledger with what was bound; `unbound` matched no bullet, `refused` cannot be updated by any package, each with the reason."""

    ledger: Ledger
    bound: tuple[Bound, ...]
    unbound: tuple[PackageNote, ...]
    refused: tuple[tuple[PackageNote, str], ...]


def adopt(made: Built, ledger: Ledger, notes: Sequence[PackageNote], deck: str) -> Adoption:
    """Bind a package's notes to the bullets of a build of `deck`. What the ledger knows already stays as it is."""
    unknown = [note for note in notes if note.guid not in ledger]
    twice = Counter(note.guid for note in unknown)
    roots = {deck, *(i.deck.split("::")[0] for i in made.issued)}
    refused = tuple((note, why) for note in unknown if (why := _complaint(note, roots, twice[note.guid])))
    out = {note.guid for note, _ in refused}
    fit = [note for note in unknown if note.guid not in out]
    free = [i for i in made.issued if i.before is None]
    bound = tuple(_bound(fit, free))
    have = {b.note.guid for b in bound}
    unbound = tuple(note for note in fit if note.guid not in have)
    lost = [_gone(note) for note in unbound if _is_ours(note)]
    found = [_entry(b) for b in bound]
    return Adoption(ledger.changed({entry.guid: entry for entry in (*found, *lost)}), bound, unbound, refused)


def said(html: str) -> str:
    """A field's HTML as the plain words on it."""
    return " ".join(unescape(_TAG.sub(" ", _CLOZE.sub(r"\1", html))).split())


def _complaint(note: PackageNote, roots: Iterable[str], times: int) -> str:
    """Why a note must be left alone; empty if not (reference: anki.md §3, §4)."""
    kind = note.notetype
    sides = tuple(name.casefold() for name in kind.fields[:2])
    if kind.cloze and _is_foreign(note):
        return "a cloze note of another tool, whose history hangs on numbers that our cards do not have"
    if times > 1:
        return "its guid stands twice in the package"
    if not 0 < note.mod < LAST_SECOND:
        return "its time of change cannot be, so Anki would take no later one"
    if _is_ours(note) and not any(note.deck == root or note.deck.startswith(f"{root}::") for root in roots):
        return f"a card of another deck, “{note.deck}”"
    if _is_ours(note):
        return ""
    if len(kind.fields) < 2 or (len(kind.fields) > 2 and sides not in _SIDES):
        return "the first two fields of its note type are not, by their names, a question and its answer"
    if not all(map(said, note.fields[:2])) or any(
        re.search(r"<img|<audio|<video|\[sound:", field, re.IGNORECASE) for field in note.fields[:2]
    ):
        return "a picture or sound on it would be lost"
    return ""


def _is_ours(note: PackageNote) -> bool:
    """Whether deckwright wrote it last: under its own note types, or under another's, which shows in its tags."""
    return not _is_foreign(note) or any(tag.startswith("deckwright::") for tag in note.tags)


def _is_foreign(note: PackageNote) -> bool:
    return note.notetype.id not in notetype.OURS


def _is_cloze(note: PackageNote) -> bool:
    return note.notetype.id == notetype.CLOZE.id


def _fields(note: PackageNote) -> dict[str, str]:
    return dict(zip(note.notetype.fields, note.fields, strict=False))


def _side(note: PackageNote, name: str) -> str:
    """A field of a note of ours."""
    return _fields(note).get(name, "")


def _told(note: PackageNote) -> dict[str, str]:
    """The fields of a note of ours that a build writes."""
    return {name: value for name, value in _fields(note).items() if name != "Retired" and not name.startswith("Spare")}


def _without_clozes(i: Issued) -> dict[str, str]:
    """A card's fields as a note type without clozes has them."""
    return media.placed(render.fields(i.card), i.media)


def _answer(note: PackageNote) -> str:
    """What stands behind the front; a cloze note has it all in one field."""
    return "" if _is_cloze(note) else note.fields[1]


def _asks(note: PackageNote) -> tuple[str, tuple[str, ...]]:
    """Question and answer, as the ledger has them; of a cloze note the text with its blanks, and what they hide."""
    if _is_cloze(note):
        return said(_CLOZE.sub("[…]", note.fields[0])), tuple(map(said, _CLOZE.findall(note.fields[0])))
    return said(note.fields[0]), (said(note.fields[1]),)


def _clozes(note: PackageNote) -> tuple[int, ...]:
    return clozes.told(_fields(note)) if _is_cloze(note) else ()


_Key = Callable[[PackageNote], Hashable]
_KeyOfBullet = Callable[[Issued], Hashable]


def _long(text: str) -> str:
    words = plain(text)
    return words if len(words) >= SHORTEST else ""


def _asked(i: Issued) -> str:
    return _long(f"{i.card.question} {' '.join(i.card.answer)}") if i.card.is_asked else ""


_CERTAIN: tuple[tuple[str, _Key, _KeyOfBullet], ...] = (
    ("id in the notes", lambda n: str(n.id), lambda i: i.card.bullet.text.anchor),
    ("id in the notes", lambda n: n.guid, lambda i: i.card.bullet.text.anchor),
    (
        "same card",
        lambda n: _is_foreign(n) and n.fields[:2],
        lambda i: bool(i.fields) and render.two_sides(_without_clozes(i)),
    ),
    ("same card", lambda n: _is_cloze(n) and tuple(_told(n).values()), lambda i: bool(i.clozes) and tuple(i.fields.values())),
    (
        "same card",
        lambda n: not (_is_foreign(n) or _is_cloze(n)) and tuple(_told(n).values()),
        lambda i: bool(i.fields) and tuple(_without_clozes(i).values()),
    ),
    ("same question and answer", lambda n: _long(_both_sides(n)), _asked),
    ("same text", lambda n: _long(_both_sides(n)), lambda i: _long(i.known.spot.text)),
    ("same text", lambda n: _long(said(_side(n, "Extra").split("<ul>")[0])), lambda i: _long(i.known.spot.text)),
    ("same answer", lambda n: _long(said(_answer(n))), lambda i: _long(" ".join(i.card.answer))),
    ("answer is the bullet", lambda n: _long(said(_answer(n))), lambda i: _long(i.known.spot.text)),
    ("question is the bullet", lambda n: _long(said(n.fields[0])), lambda i: _long(i.known.spot.text)),
)


def _bound(notes: Sequence[PackageNote], free: Sequence[Issued]) -> Iterator[Bound]:
    """Pairs, one to one, the certain first; then by likeness, where none other comes close."""
    left, open_ = list(notes), list(free)
    for how, of_note, of_bullet in _CERTAIN:
        pairs = list(_same(left, open_, of_note, of_bullet))
        yield from (Bound(note, i, how) for note, i in pairs)
        left, open_ = _rest(left, open_, pairs)
    for text_of in (lambda i: f"{i.card.question} {' '.join(i.card.answer)}", lambda i: i.known.spot.text):
        asked = [i for i in open_ if i.card.is_asked]
        unlike = _unlike(left)
        found = match([Spot(_both_sides(note), "", "") for note in unlike], [Spot(text_of(i), "", "") for i in asked])
        yield from (Bound(unlike[pair.old], asked[pair.new], f"{pair.alike} % alike") for pair in found)
        left, open_ = _rest(left, open_, [(unlike[pair.old], asked[pair.new]) for pair in found])


def _both_sides(note: PackageNote) -> str:
    return said(f"{note.fields[0]} {_answer(note)}")


def _unlike(notes: Sequence[PackageNote]) -> list[PackageNote]:
    """Those that say what no other does."""
    counted = Counter(plain(_both_sides(note)) for note in notes)
    return [note for note in notes if counted[plain(_both_sides(note))] == 1]


def _same(
    notes: Iterable[PackageNote], free: Iterable[Issued], of_note: _Key, of_bullet: _KeyOfBullet
) -> Iterator[tuple[PackageNote, Issued]]:
    """Notes and bullets with equal keys, where there are as many of one as of the other."""
    waiting: dict[Hashable, list[Issued]] = defaultdict(list)
    for i in free:
        waiting[of_bullet(i)].append(i)
    wanting: dict[Hashable, list[PackageNote]] = defaultdict(list)
    for note in notes:
        wanting[of_note(note)].append(note)
    for key, alike in wanting.items():
        if key and len(alike) == len(waiting.get(key, ())) and (len(alike) == 1 or isinstance(key, tuple)):
            yield from zip(alike, waiting[key], strict=True)


def _rest(
    notes: Sequence[PackageNote], free: Sequence[Issued], pairs: Sequence[tuple[PackageNote, Issued]]
) -> tuple[list[PackageNote], list[Issued]]:
    bound, taken = {note.guid for note, _ in pairs}, {id(i) for _, i in pairs}
    return [note for note in notes if note.guid not in bound], [i for i in free if id(i) not in taken]


def _entry(bound: Bound) -> Entry:
    """The ledger's line for a bound note: as if the build that made the package had written it."""
    note, i = bound.note, bound.issued
    card, spot = i.card, i.known.spot
    asked = (card.kind, card.question, card.answer) if card.is_asked else ("", *_asks(note))
    entry = Entry(
        note.guid, spot.text, spot.file, spot.article, note.deck, spot.section, spot.parent, spot.before, spot.after, spot.anchor,
        card.slot, *asked, note.mod,
    )  # fmt: skip
    known_tags = [tag for tag in i.tags if tag in note.tags]
    if _is_foreign(note):
        same = bool(i.fields) and note.fields[:2] == render.two_sides(_without_clozes(i))
        return replace(_with_foreign(entry, note), digest=digest(_without_clozes(i), known_tags) if same else "")
    entry = replace(entry, clozes=_clozes(note))
    verdict = Verdict.ACCEPTED if card.status is Status.DRAFT and bound.how == "same question and answer" else Verdict.NONE
    return replace(entry, digest=digest(_told(note), known_tags), gone=bool(_side(note, "Retired")), verdict=verdict)


def _with_foreign(entry: Entry, note: PackageNote) -> Entry:
    own = tuple(tag for tag in note.tags if not tag.startswith("deckwright::"))
    return replace(entry, adopted=Adopted(note.notetype, note.fields[2:], own))


def _gone(note: PackageNote) -> Entry:
    """A card of ours whose bullet is not in the notes: the next build retires it, and its guid is never used again."""
    text = said(_side(note, "Extra").split("<ul>")[0]) or said(note.fields[0])
    article = said(_side(note, "Source")).split(" · ")[0]
    question, answer = _asks(note)
    entry = Entry(note.guid, text, "", article, note.deck, question=question, answer=answer, mod=note.mod)
    entry = replace(entry, gone=bool(_side(note, "Retired")) or RETIRED_TAG in note.tags, clozes=_clozes(note))
    return _with_foreign(entry, note) if _is_foreign(note) else entry
