"""Notes and an edit to counts: whose guid is where after it, and what simpler identities would have kept."""

from __future__ import annotations

import random
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path

from deckwright import build
from deckwright.definition import Definition
from deckwright.entry import Ledger

from . import writing
from .notes import BULLET, Notes, heading, markdown, parent, seeded, written
from .table import Edit

DECK = Definition("d", "D", (), Path(), Path())
NUMBERS = ("touched", "kept", "rest", "rest_kept", "gone", "lost", "wrong", "twins", "reused")
HASHES = ("text", "path", "file")  # what an identity computed from a bullet would be of


@dataclass(frozen=True, slots=True)
class Fault:
    """A card that is not where the truth says: `verdict` is lost, wrong or twin."""

    verdict: str
    touched: bool
    guid: str
    was: str
    now: str  # the same bullet after the edit; empty where it is gone
    taken: str  # the bullet that has the guid now; empty where none has


@dataclass(slots=True)
class Count:
    """Cards counted over cases; `touched` ones were edited or moved and still exist, `rest` are the others that do."""

    touched: int = 0
    kept: int = 0
    rest: int = 0
    rest_kept: int = 0
    gone: int = 0
    lost: int = 0
    wrong: int = 0
    twins: int = 0  # as wrong, but on a bullet of the same words, and nothing was left to tell the two apart
    reused: int = 0
    hashes: Counter[str] = field(default_factory=Counter)  # touched cards that an identity computed from them would keep
    faults: list[Fault] = field(default_factory=list)

    def add(self, other: Count) -> None:
        """Count another's cards too."""
        for name in NUMBERS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.hashes += other.hashes
        self.faults += other.faults


@dataclass(frozen=True, slots=True)
class Truth:
    """What an edit did, by uid: who was edited or moved, who was taken from the line above, who is still there."""

    touched: frozenset[int]
    torn: frozenset[int]
    alive: frozenset[int]


@dataclass(frozen=True, slots=True)
class Seen:
    """A bullet as a build saw it."""

    text: str
    path: tuple[str, ...]
    file: str

    def hashed(self, of: str) -> tuple[str, ...]:
        """What stands for it in an identity computed from it; the file's name is no part of a heading path."""
        return {"text": (self.text,), "path": (self.text, *self.path), "file": (self.text, self.file)}[of]


@dataclass(frozen=True, slots=True)
class View:
    """A build with the truth laid over it: the uid of each guid's bullet, and each bullet by uid."""

    owners: dict[str, int]
    seen: dict[int, Seen]
    reused: tuple[str, ...]
    ledger: Ledger


def view(notes: Notes, ledger: Ledger, now: int) -> View:
    """Build the notes in process."""
    texts, uids = markdown(notes)
    made = build.build(DECK, texts, (), ledger, now)
    owners: dict[str, int] = {}
    seen: dict[int, Seen] = {}
    counted = Counter(i.guid for i in made.issued if i.guid)
    for i in made.issued:
        place = i.card.place
        uid = uids[place.file, i.card.bullet.line]
        seen[uid] = Seen(i.card.bullet.text.plain, (place.article, *place.path), place.file)
        if i.guid:
            owners.setdefault(i.guid, uid)
    return View(owners, seen, tuple(guid for guid, count in counted.items() if count > 1), made.ledger)


def measured(edit: Edit, seed: int, bullets: int, rounds: int) -> Count:
    """So many cases of a kind of edit, each on notes of its own."""
    return total(case(edit, f"{seed} {k}", bullets) for k in range(rounds))


def total(counts: Iterable[Count]) -> Count:
    """All counts in one."""
    whole = Count()
    for count in counts:
        whole.add(count)
    return whole


def case(edit: Edit, seed: str, bullets: int) -> Count:
    """Fresh notes, the edit a few times over, and what became of the cards."""
    states = edited(edit, seed, bullets)
    first = fresh(seed, bullets)
    last = first
    for k, state in enumerate(states[1:], 1):
        last = view(state, last.ledger, 100 + k)
    touched = {uid for old, new in pairwise(states) for uid in _touched(old, new)}
    truth = Truth(frozenset(touched), _torn(states[0], states[-1]), frozenset(line.uid for _, _, line in states[-1].walk()))
    count = Count(reused=len(last.reused))
    for guid in sorted(first.owners):
        _judge(count, first, last, guid, truth)
    return count


def edited(edit: Edit, seed: str, bullets: int) -> list[Notes]:
    """The notes of a seed, then as the edit and each later step of it left them."""
    rng = seeded(f"{edit.name} {seed}")
    states = [writing.notes(seed, bullets)]
    states.append(_applied(edit, rng, states[0]))
    for step in edit.later:
        states.append(step(rng, states[-1]))
    return states


@cache
def fresh(seed: str, bullets: int) -> View:
    """The first build of the notes of a seed."""
    return view(writing.notes(seed, bullets), Ledger(), 100)


def _applied(edit: Edit, rng: random.Random, notes: Notes) -> Notes:
    for _ in range(edit.times):
        notes = edit.change(rng, notes)
    return notes


def _judge(count: Count, first: View, last: View, guid: str, truth: Truth) -> None:
    """Count one card of the first build."""
    uid, owner = first.owners[guid], last.owners.get(guid)
    alive, touched = uid in truth.alive, uid in truth.touched
    verdict = _verdict(first, uid, owner, truth)
    count.gone += not alive
    count.wrong += verdict == "wrong"
    count.twins += verdict == "twin"
    count.lost += verdict == "lost"
    if alive and touched:
        count.touched += 1
        count.kept += not verdict
        count.hashes.update(of for of in HASHES if uid in last.seen and first.seen[uid].hashed(of) == last.seen[uid].hashed(of))
    elif alive:
        count.rest += 1
        count.rest_kept += not verdict
    if verdict:
        now = last.seen[uid].text if uid in last.seen else ""
        taken = last.seen[owner].text if owner is not None else ""
        count.faults.append(Fault(verdict, touched, guid, first.seen[uid].text, now, taken))


def _verdict(first: View, uid: int, owner: int | None, truth: Truth) -> str:
    """What is wrong with where a guid is now, if anything."""
    if owner == uid:
        return ""
    if owner is None:
        return "lost" if uid in truth.alive else ""
    same = owner in first.seen and first.seen[owner].text == first.seen[uid].text
    return "twin" if same and {uid, owner} <= truth.torn else "wrong"


def _torn(old: Notes, new: Notes) -> frozenset[int]:
    """The bullets that no longer stand below the bullet or heading they stood below."""
    before, after = ({line.uid: _parent(notes, f, i) for f, i, line in notes.walk()} for notes in (old, new))
    return frozenset(uid for uid in before if before[uid] != after.get(uid))


def _parent(notes: Notes, f: int, i: int) -> int:
    lines = notes.files[f].lines
    return lines[parent(lines, i)].uid if lines[i].depth else 0


def _touched(old: Notes, new: Notes) -> set[int]:
    """The bullets that read otherwise, stand elsewhere, are gone or come, or were moved past others."""
    before, after = dict(_places(old)), dict(_places(new))
    changed = {uid for uid in before.keys() | after.keys() if before.get(uid) != after.get(uid)}
    ranks = {line.uid: k for k, (_, _, line) in enumerate(old.walk())}
    order = [line.uid for _, _, line in new.walk() if line.depth >= BULLET and line.uid in ranks and line.uid not in changed]
    stayed = _longest_rise([ranks[uid] for uid in order])
    return changed | {uid for uid in order if ranks[uid] not in stayed}


def _places(notes: Notes) -> Iterator[tuple[int, tuple[object, ...]]]:
    """Each bullet's written line and where it stands."""
    for f, i, line in notes.walk():
        if line.depth >= BULLET:
            file = notes.files[f]
            article, section = (file.lines[heading(file.lines, i, depth)].text for depth in (0, 1))
            yield line.uid, (written(file, line), file.name, article, section, file.lines[parent(file.lines, i)].uid)


def _longest_rise(ranks: Sequence[int]) -> set[int]:
    """The most numbers that stand in rising order: what was not moved past another."""
    tops: list[int] = []
    links: dict[int, int | None] = {}
    for rank in ranks:
        k = bisect_left(tops, rank)
        links[rank] = tops[k - 1] if k else None
        tops[k : k + 1] = [rank]
    chain = set()
    last = tops[-1] if tops else None
    while last is not None:
        chain.add(last)
        last = links[last]
    return chain
