"""Bullets remembered and bullets found, to pairs: which bullet is which after an edit.

Passes run in order, from certain to likely, each over what the ones before it left; a bullet is
paired once. Word for word comes first, because no measure of similarity alone tells an edited
bullet from its neighbour (reference: identity.md; siblings such as COMMIT and ABORT are 91 %
alike). Where two candidates come close, none is taken.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from . import letters
from .patterns import later

LONG = 20  # characters; the same words elsewhere are the same bullet, not a twin like `What`
SHORT = 35  # characters; below this a likeness means less
ALIKE, ALIKE_SHORT = 60, 75  # of 100, within a file
ALIKE_ELSEWHERE, ALIKE_SHORT_ELSEWHERE = 70, 85
MARGIN = 10  # over the next rival
NEVER = 50  # below it, unless one text contains the other
CONTAINED = 12  # characters that one text must have to be held whole by another
WHOLE = 35  # alike so much, or its beginning; of pairs like that, 10 of 10 were the same bullet (identity.md, 8)

CELLS = " | "  # stands between the cells of a row

_PUNCTUATION = later(r"[^\w\s]+")
_WIKILINK = later(r"!?\[\[(?:[^\[\]|]*[|/])?([^\[\]|/]+)\]\]")  # the alias, or the last part of a path
_MARKUP = later(r"</?[A-Za-z][^<>]*>|\b(?:collapsed|id):: *\S+")  # tags, and what outliners keep in a bullet


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


def match(
    old: Sequence[Spot], new: Sequence[Spot], *, exact_only: bool = False, known: Callable[[str], bool] = lambda _: False
) -> tuple[Pair, ...]:
    """Pairs, one to one, ordered by the remembered bullet; with `exact_only`, of the same words.

    `known` says of a text whether a bullet with it was in the notes before, though without a card: such a
    bullet is its own, so it is never taken for a reworded one.
    """
    state = _State(old, new)
    for how, key in _EXACT:
        state.exact(how, key)
    if not exact_only:
        state.similar(known)
    return tuple(sorted(state.pairs.values(), key=lambda pair: pair.old))


def plain(text: str) -> str:
    """Text for comparing: folded case, words only, single spaces, no markup that another tool reads."""
    seen = _WIKILINK.sub(r"\1", text) if "[[" in text else text
    seen = _MARKUP.sub(" ", seen) if "<" in seen or "::" in seen else seen
    return " ".join(_PUNCTUATION.sub(" ", seen.casefold()).split())


def _cell(spot: Spot) -> Hashable:
    """A row of a table by its first cell and the name of its first column, whatever columns it has or gets; None for other text."""
    name, bar, _ = spot.text.partition(CELLS)
    column, below, _ = spot.parent.partition(CELLS)
    return (name, column, spot.file, spot.article, spot.section) if bar and below else None


_EXACT: tuple[tuple[str, Callable[[Spot], Hashable]], ...] = (
    ("same anchor", lambda s: s.anchor or None),
    ("same text and place", lambda s: (s.text, s.file, s.article, s.section, s.parent)),
    ("same text in its article", lambda s: (s.text, s.file, s.article, s.parent)),
    ("same text in its article", lambda s: (s.text, s.file, s.article)),
    ("same text, same parent", lambda s: (s.text, s.parent) if s.parent else None),
    ("same text in its file", lambda s: (s.text, s.file)),
    ("same text elsewhere", lambda s: s.text if letters.length(s.text) >= LONG else None),
    ("same words in its article", lambda s: (plain(s.text), s.article, s.parent)),
    ("same words, same parent", lambda s: (plain(s.text), plain(s.parent)) if s.parent else None),
    ("same words in its file", lambda s: (plain(s.text), s.file)),
    ("same words elsewhere", lambda s: plain(s.text) if letters.length(s.text) >= LONG else None),
    ("same first cell", _cell),
)


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Two bullets that may be one; `whole` where one text holds the other."""

    score: float
    old: int
    new: int
    whole: bool


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
        if not left or not free:
            return
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for j in free:
            waiting[key(self.new[j])].append(j)
        for k, olds in _grouped(left, lambda i: key(self.old[i])).items():
            news = waiting.get(k, [])
            if k is None or not news:
                continue
            for i, j in _by_neighbours(olds, news, self.old, self.new):
                self.join(i, j, how, 100)

    def similar(self, known: Callable[[str], bool]) -> None:
        """Pair what is alike, the likest first, where no rival comes close; what one holds whole goes before what only looks alike."""
        left, free = self.left()
        if not left:
            return
        free = [j for j in free if not known(self.new[j].text)]
        scored = sorted(self._candidates(left, free), key=lambda c: (-c.score, c.old, c.new))
        likest = _best((c.old, c.score) for c in scored if not c.whole)  # a fragment gives way to a whole bullet that is liker
        self._join_clear("extended or trimmed", [c for c in scored if c.whole and c.score + MARGIN >= likest.get(c.old, 0)])
        self._join_clear("reworded", scored)

    def _join_clear(self, how: str, scored: Sequence[_Candidate]) -> None:
        scored = [c for c in scored if c.old not in self.pairs and c.new not in self.taken]
        rival = _rivals(scored)
        for c in scored:
            if c.old in self.pairs or c.new in self.taken or not self._fits(c.score, c.old, c.new):
                continue
            if c.score - rival(c) >= MARGIN or self._held_in_place(c.old, c.new):
                self.join(c.old, c.new, how, round(c.score))

    def _candidates(self, left: Iterable[int], free: Iterable[int]) -> Iterable[_Candidate]:
        """Pairs worth comparing: of one file, or sharing a rare word."""
        by_file: dict[str, list[int]] = defaultdict(list)
        by_word: dict[str, list[int]] = defaultdict(list)
        for j in free:
            by_file[self.new[j].file].append(j)
            for word in letters.words(plain(self.new[j].text)):
                by_word[word].append(j)
        for i in left:
            spot = self.old[i]
            near = set(by_file.get(spot.file, ())) if len(by_file.get(spot.file, ())) <= _MANY else set()
            rare = [by_word[w] for w in letters.words(plain(spot.text)) if 0 < len(by_word.get(w, ())) <= _RARE]
            near.update(j for js in rare for j in js)
            for j in sorted(near):
                score, whole = alike(spot.text, self.new[j].text)
                if score >= NEVER:
                    yield _Candidate(score, i, j, whole)

    def _fits(self, score: float, i: int, j: int) -> bool:
        a, b = self.old[i], self.new[j]
        short = min(letters.length(a.text), letters.length(b.text)) < SHORT
        if a.file != b.file and (a.article != b.article or not a.article):
            return score >= (ALIKE_SHORT_ELSEWHERE if short else ALIKE_ELSEWHERE)
        if self._held_in_place(i, j):
            return score >= NEVER and (score >= ALIKE or _share_words(a.text, b.text))
        beside = a.parent == b.parent and _same_sides(a, b) > 0  # one neighbour is the same
        return score >= (ALIKE_SHORT if short and not beside else ALIKE)

    def _held_in_place(self, i: int, j: int) -> bool:
        """Whether the same bullets stand right before and behind both."""
        a, b = self.old[i], self.new[j]
        return a.before == b.before and a.after == b.after and bool(a.before or a.after)


def _share_words(a: str, b: str) -> bool:
    """Whether a third of the longer words of one text are in the other; there may be none to compare."""
    few, many = sorted(({w for w in letters.words(plain(text)) if letters.length(w) > 3} for text in (a, b)), key=len)
    return 3 * len(few & many) >= len(few)


_MANY = 400  # unpaired bullets of one file that are compared with each other
_RARE = 40  # bullets that may share a word that brings two together


def alike(old: str, new: str) -> tuple[float, bool]:
    """How alike two texts are, 0 to 100, and whether one holds the other whole, which makes it 80 at least, from its beginning 90.

    So a bullet that was split goes on as its head; unless that has become a bare label, and the rest says what it said.
    """
    from rapidfuzz import fuzz  # noqa: PLC0415 - a build with nothing reworded does not wait for it

    before, after = plain(old), plain(new)
    short, long = sorted((before, after), key=len)
    ratio = max(fuzz.ratio(old, new), fuzz.ratio(short, long))
    from_beginning = long.startswith(short)
    if letters.length(short) < CONTAINED or not (from_beginning or ratio >= WHOLE) or not _holds(long, short):
        return ratio, False
    if len(after) < len(before) and (letters.length(new) < LONG or new.rstrip().endswith((":", "："))):
        return ratio, False
    return max(ratio, 90.0 if from_beginning else 80.0), True


def _holds(long: str, short: str) -> bool:
    """Whether the short text stands in the long one, cut at words, or all its words do, three or more, in order."""
    words = short.split()
    rest = iter(long.split())
    at = long.find(short)
    if at >= 0 and not (_joined(long[at - 1 : at + 1]) or _joined(long[at + len(short) - 1 : at + len(short) + 1])):
        return True
    return len(words) >= 3 and all(word in rest for word in words)


def _joined(two: str) -> bool:
    """Whether a word goes on between two characters; scripts without case are written without spaces."""
    return len(two) == 2 and all(c.isdigit() or c.upper() != c.lower() for c in two)


def _rivals(scored: Sequence[_Candidate]) -> Callable[[_Candidate], float]:
    """The best score that either side of a pair has with a third bullet that has none better itself."""
    best_of_new = _best((c.new, c.score) for c in scored)
    best_of_old = _best((c.old, c.score) for c in scored)
    for_old: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for_new: dict[int, list[tuple[float, int]]] = defaultdict(list)
    for c in scored:
        if c.score >= best_of_new[c.new]:
            for_old[c.old].append((c.score, c.new))
        if c.score >= best_of_old[c.old]:
            for_new[c.new].append((c.score, c.old))

    def rival(c: _Candidate) -> float:
        others = [score for score, new in for_old[c.old] if new != c.new] + [score for score, old in for_new[c.new] if old != c.old]
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
