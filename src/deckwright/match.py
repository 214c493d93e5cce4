"""Bullets remembered and bullets found, to pairs: which bullet is which after an edit.

Passes run in order, from certain to likely, each over what the ones before it left; a bullet is
paired once. Word for word comes first, because no measure of similarity alone tells an edited
bullet from its neighbour (reference: identity.md; siblings such as COMMIT and ABORT are 91 %
alike). Where two candidates come close, none is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

LONG = 20  # characters; the same words elsewhere are the same bullet, not a twin like `What`
SHORT = 35  # characters; below this a likeness means less
ALIKE, ALIKE_SHORT = 60, 75  # of 100, within a file
ALIKE_ELSEWHERE, ALIKE_SHORT_ELSEWHERE = 70, 85
MARGIN = 10  # over the next rival
NEVER = 50  # below it, unless one text contains the other
CONTAINED = 12  # characters a shared piece must have

_PUNCTUATION = re.compile(r"[^\w\s]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """A bullet as far as recognising it goes: its text and what stands around it.

    `before` and `after` are the words of the bullets around it in reading order.
    """

    text: str
    file: str
    article: str
    section: str = ""
    parent: str = ""
    before: str = ""
    after: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Pair:
    """One remembered bullet and the one it is now, by index; `how` and `alike` (0 to 100) say why."""

    old: int
    new: int
    how: str
    alike: int


def match(old: Sequence[Spot], new: Sequence[Spot], *, exact_only: bool = False) -> tuple[Pair, ...]:
    """Pairs, one to one, ordered by the remembered bullet; with `exact_only`, of the same words."""
    state = _State(old, new)
    for how, key in _EXACT:
        state.exact(how, key)
    if not exact_only:
        state.similar()
    return tuple(sorted(state.pairs.values(), key=lambda pair: pair.old))


def plain(text: str) -> str:
    """Text for comparing: folded case, words only, single spaces."""
    return " ".join(_PUNCTUATION.sub(" ", text.casefold()).split())


_EXACT: tuple[tuple[str, Callable[[Spot], Hashable]], ...] = (
    ("same anchor", lambda s: s.anchor or None),
    ("same text and place", lambda s: (s.text, s.file, s.article, s.section, s.parent)),
    ("same text in its article", lambda s: (s.text, s.file, s.article, s.parent)),
    ("same text in its article", lambda s: (s.text, s.file, s.article)),
    ("same text in its file", lambda s: (s.text, s.file)),
    ("same text elsewhere", lambda s: s.text if len(s.text) >= LONG else None),
    ("same words in its article", lambda s: (plain(s.text), s.article, s.parent)),
    ("same words in its file", lambda s: (plain(s.text), s.file)),
    ("same words elsewhere", lambda s: plain(s.text) if len(s.text) >= LONG else None),
)


class _State:
    """What is paired so far, while the passes run."""

    def __init__(self, old: Sequence[Spot], new: Sequence[Spot]) -> None:
        self.old, self.new = old, new
        self.pairs: dict[int, Pair] = {}
        self.taken: set[int] = set()

    def join(self, old: int, new: int, how: str, alike: int) -> None:
        self.pairs[old] = Pair(old, new, how, alike)
        self.taken.add(new)

    def left(self) -> tuple[list[int], list[int]]:
        return [i for i in range(len(self.old)) if i not in self.pairs], [j for j in range(len(self.new)) if j not in self.taken]

    def exact(self, how: str, key: Callable[[Spot], Hashable]) -> None:
        """Pair equal keys: by what stands around them first, then in order."""
        left, free = self.left()
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in free:
            waiting[key(self.new[j])].append(j)
        for k, olds in _grouped(left, lambda i: key(self.old[i])).items():
            news = waiting.get(k, [])
            if k is None or not news:
                continue
            for i, j in _by_neighbours(olds, news, self.old, self.new):
                self.join(i, j, how, 100)

    def similar(self) -> None:
        """Pair what is alike, the likest first, where no rival comes close."""
        left, free = self.left()
        scored = sorted(self._candidates(left, free), key=lambda c: (-c[0], c[1], c[2]))
        rival = _rivals(scored)
        for score, i, j in scored:
            if i in self.pairs or j in self.taken or not self._fits(score, i, j):
                continue
            if score - rival(i, j) < MARGIN and not self._held_in_place(i, j):
                continue
            self.join(i, j, "reworded", round(score))

    def _candidates(self, left: Iterable[int], free: Iterable[int]) -> Iterable[tuple[float, int, int]]:
        """Pairs worth comparing: of one file, or sharing a rare word."""
        by_file: dict[str, list[int]] = defaultdict(list)
        by_word: dict[str, list[int]] = defaultdict(list)
        for j in free:
            by_file[self.new[j].file].append(j)
            for word in set(plain(self.new[j].text).split()):
                by_word[word].append(j)
        for i in left:
            spot = self.old[i]
            near = set(by_file.get(spot.file, ())) if len(by_file.get(spot.file, ())) <= _MANY else set()
            rare = [by_word[w] for w in set(plain(spot.text).split()) if 0 < len(by_word.get(w, ())) <= _RARE]
            near.update(j for js in rare for j in js)
            for j in sorted(near):
                score = alike(spot.text, self.new[j].text)
                if score >= NEVER:
                    yield score, i, j

    def _fits(self, score: float, i: int, j: int) -> bool:
        a, b = self.old[i], self.new[j]
        short = min(len(a.text), len(b.text)) < SHORT
        if a.file != b.file and (a.article != b.article or not a.article):
            return score >= (ALIKE_SHORT_ELSEWHERE if short else ALIKE_ELSEWHERE)
        if self._held_in_place(i, j):
            return score >= NEVER
        return score >= (ALIKE_SHORT if short else ALIKE)

    def _held_in_place(self, i: int, j: int) -> bool:
        """Whether the same bullets stand right before and behind both."""
        a, b = self.old[i], self.new[j]
        return a.before == b.before and a.after == b.after and bool(a.before or a.after)


_MANY = 400  # unpaired bullets of one file that are compared with each other
_RARE = 40  # bullets that may share a word that brings two together


def alike(a: str, b: str) -> float:
    """How alike two texts are, 0 to 100: by characters, or because one contains the other."""
    ratio = fuzz.ratio(a, b)
    short, long = sorted((plain(a), plain(b)), key=len)
    if len(short) >= CONTAINED and (long.startswith(short) or long.endswith(short) or f" {short} " in f" {long} "):
        return max(ratio, 80.0)
    return ratio


def _rivals(scored: Sequence[tuple[float, int, int]]) -> Callable[[int, int], float]:
    """The best score that either side of a pair has with a third bullet that has none better itself."""
    best_of_new = _best((j, score) for score, _, j in scored)
    best_of_old = _best((i, score) for score, i, _ in scored)
    for_old: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for_new: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for score, i, j in scored:
        if score >= best_of_new[j]:
            for_old[i].append((score, j))
        if score >= best_of_old[i]:
            for_new[j].append((score, i))

    def rival(i: int, j: int) -> float:
        others = [score for score, other in for_old[i] if other != j] + [score for score, other in for_new[j] if other != i]
        return max(others, default=0.0)

    return rival


def _best(scores: Iterable[tuple[int, float]]) -> dict[int, float]:
    best: dict[int, float] = {}
    for key, score in scores:
        best[key] = max(score, best.get(key, 0.0))
    return best


def _grouped(items: Iterable[int], key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = defaultdict(list)
    for item in items:
        groups[key(item)].append(item)
    return groups


def _by_neighbours(olds: list[int], news: list[int], old: Sequence[Spot], new: Sequence[Spot]) -> Iterable[tuple[int, int]]:
    """Twins to twins: those with both neighbours the same first, then with one, the rest in reading order."""
    if len(olds) == 1 and len(news) == 1:
        return [(olds[0], news[0])]
    pairs: list[tuple[int, int]] = []
    for sides in (2, 1):
        for i in [i for i in olds if i not in {a for a, _ in pairs}]:
            taken = {b for _, b in pairs}
            j = next((j for j in news if j not in taken and _same_sides(old[i], new[j]) >= sides), None)
            if j is not None:
                pairs.append((i, j))
    rest = ([i for i in olds if i not in {a for a, _ in pairs}], [j for j in news if j not in {b for _, b in pairs}])
    return [*pairs, *zip(*rest, strict=False)]


def _same_sides(a: Spot, b: Spot) -> int:
    return (a.before == b.before) + (a.after == b.after)
