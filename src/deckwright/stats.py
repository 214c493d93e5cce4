"""A build to figures about it: cards by article and kind, how much of the notes they cover, how long their answers are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from .build import Built, Issued
from .card import Status
from .grammar import phrase

NO_KNOWLEDGE = frozenset({"todo", "link-only", "reference", "parenthesis", "label-only", "open-question", "own-voice", "block"})  # rules


@dataclass(frozen=True, slots=True)
class Row:
    """Counts of one article or kind. `known` are bullets that hold knowledge, `covered` those of them in a card's answer or behind it."""

    name: str
    cards: int
    drafts: int
    known: int = 0
    covered: int = 0
    file: str = ""


@dataclass(frozen=True, slots=True)
class Stats:
    """Figures of one deck. `words` are the answers' lengths: median, ninth decile, longest; `open_questions` are places and words."""

    articles: tuple[Row, ...]
    kinds: tuple[Row, ...]
    words: tuple[int, int, int]
    open_questions: tuple[tuple[str, int, str], ...]

    @property
    def empty(self) -> tuple[Row, ...]:
        """Articles with knowledge in them and no card."""
        return tuple(row for row in self.articles if row.known and not row.cards)


def stats(made: Built) -> Stats:
    """The figures of a build."""
    by_article: dict[tuple[str, str], list[Issued]] = {}
    by_kind: dict[str, list[Issued]] = {}
    for i in made.issued:
        by_article.setdefault((i.card.place.file, i.card.place.article), []).append(i)
        if i.card.is_asked:
            by_kind.setdefault(i.card.kind, []).append(i)
    kinds = sorted((_row(kind, found) for kind, found in by_kind.items()), key=lambda row: (-row.cards, -row.drafts, row.name))
    lengths = sorted(phrase.word_count(" ".join(i.card.answer)) for i in made.cards())
    asked = ((i.card.place.file, i.card.bullet.line, i.card.bullet.text.plain) for i in made.issued if i.card.rule == "open-question")
    return Stats(tuple(_row(name, found, file) for (file, name), found in by_article.items()), tuple(kinds), _spread(lengths), tuple(asked))


def _row(name: str, found: Iterable[Issued], file: str = "") -> Row:
    """Counts over the bullets of an article or the cards of a kind; a bullet with several cards is one bullet."""
    fates: dict[int, set[str]] = {}
    count: Counter[Status] = Counter()
    for i in found:
        count[i.card.status] += 1
        fate = "" if i.card.status is Status.SKIPPED and i.card.rule in NO_KNOWLEDGE else str(i.card.status)
        fates.setdefault(i.card.bullet.line, set()).add(fate)
    known = [of for of in fates.values() if of != {""}]
    covered = sum(1 for of in known if of & {Status.CARD, Status.CONTEXT})
    return Row(name, count[Status.CARD], count[Status.DRAFT], len(known), covered, file)


def _spread(lengths: Sequence[int]) -> tuple[int, int, int]:
    if not lengths:
        return 0, 0, 0
    ninth = quantiles(lengths, n=10)[8] if len(lengths) > 1 else lengths[0]
    return round(median(lengths)), round(ninth), lengths[-1]
