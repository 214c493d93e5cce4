"""A build to what is told of it: its counts, and lines for a terminal."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from . import changes, part
from .build import Built, Change, Issued
from .card import Status

if TYPE_CHECKING:
    from .definition import Definition
    from .disk import Written

_GAP = 2  # spaces between columns
_REASONS = 6  # shown; --verbose shows all


def counts(built: Built) -> dict[str, int]:
    """How many bullets became what, and how many cards changed."""
    found = part.counts(part.parts(built))
    changes = Counter(i.change for i in built.cards())
    changes[Change.UNCHANGED] += sum(len(one.notes) for one in built.rest)
    return {
        "files": built.files,
        "articles": found["articles"],
        "bullets": found["bullets"],
        "cards": found["cards"],
        **{str(change): changes[change] for change in Change},
        "gone": len(built.gone) + sum(1 for i in built.issued if i.card.rule == "rejected" and i.mod),
        "drafts": found["drafts"],
        "context": found["context"],
        "skipped": found["skipped"],
    }


def summary(definition: Definition, built: Built, written: Sequence[Written], columns: int, *, verbose: bool) -> Iterator[str]:
    """A build for the person who ran it, in lines: an article a row, what was left out and why, what to do next.

    Only articles with something new or changed are shown, and what was left out only of them; all of them where `verbose`.
    `columns` is how wide the terminal is.
    """
    shown = [(article, issued) for article, issued in _by_article(built.issued) if verbose or _is_news(issued)]
    n = counts(built)
    if shown:
        yield from _articles(shown, n["articles"] - len(shown), columns)
        yield from _left_out([i for _, issued in shown for i in issued], verbose=verbose)
        yield ""
    yield from conclusion(definition, n)
    yield from stays(built)
    yield from (f"{'wrote' if file.changed else 'unchanged'} {file.path}" for file in written)
    if written and written[-1].changed:
        yield f"next, in Anki: sync, then File > Import {written[-1].path}"


def conclusion(definition: Definition, n: Mapping[str, int]) -> Iterator[str]:
    """The counts of a build in a sentence, and what else they ask for."""
    changed = ", ".join(f"{n[change]} {change}" for change in Change if n[change])
    sources = f"{plural(n['bullets'], 'bullet')} in {plural(n['files'], 'file')}"
    yield f"{definition.name}: {plural(n['cards'], 'card')} from {sources} ({changed or 'none'})"
    if n["gone"]:
        yield f"{plural(n['gone'], 'card')} gone from the notes or rejected; import the retired package to retire them in Anki"
    if n["drafts"]:
        yield f"{plural(n['drafts'], 'draft')} not sure enough to export: tick those you want in {definition.drafts_path}"


def settled(n: Mapping[str, int]) -> dict[str, int]:
    """The counts of the next build, if nothing changes until then."""
    return {**n, **dict.fromkeys((*map(str, Change), "gone"), 0), str(Change.UNCHANGED): n["cards"]}


def _is_news(issued: Iterable[Issued]) -> bool:
    """Whether something of an article is not as it was in the build before."""
    return any(i.change is not Change.UNCHANGED or (i.guid and i.before is None) or (i.card.rule == "rejected" and i.mod) for i in issued)


def _articles(shown: Sequence[tuple[str, Sequence[Issued]]], others: int, columns: int) -> Iterator[str]:
    """A table: an article a row, its name cut to what a line has room for."""
    names = ("cards", "new", "changed", "drafts", "context", "skipped")
    room = max(_GAP, columns - sum(len(name) + _GAP for name in names))
    gap = " " * _GAP
    yield _cut("article", room) + "".join(f"{gap}{name}" for name in names)
    for article, issued in shown:
        yield _cut(article, room) + "".join(f"{gap}{figure:>{len(name)}}" for figure, name in zip(_row(issued), names, strict=True))
    if others:
        yield f"and {plural(others, 'article')} in which nothing changed"


def _row(issued: Sequence[Issued]) -> list[str]:
    statuses = Counter(i.card.status for i in issued)
    changes = Counter(i.change for i in issued if i.card.status is Status.CARD)
    figures = (
        statuses[Status.CARD],
        changes[Change.NEW],
        changes[Change.CHANGED],
        statuses[Status.DRAFT],
        statuses[Status.CONTEXT],
        statuses[Status.SKIPPED],
    )
    return [str(figure) if figure else "·" for figure in figures]


def _left_out(issued: Iterable[Issued], *, verbose: bool) -> Iterator[str]:
    reasons = Counter(i.card.reason for i in issued if i.card.status is Status.SKIPPED)
    if not reasons:
        return
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    shown = ranked if verbose else ranked[:_REASONS]
    yield "\nskipped, because"
    yield from (f"{count:6}  {reason}" for reason, count in shown)
    if len(ranked) > len(shown):
        yield f"{sum(count for _, count in ranked[len(shown) :]):6}  other reasons: deckwright list --skipped"


def _cut(name: str, room: int) -> str:
    """A name in so many columns, cut with an ellipsis or filled with spaces; wide characters take two."""
    if width(name) > room:
        while width(name) > room - 1:
            name = name[:-1]
        name += "…"
    return name + " " * (room - width(name))


def _by_article(issued: Sequence[Issued]) -> Iterator[tuple[str, list[Issued]]]:
    groups: dict[tuple[str, str], list[Issued]] = {}
    for i in issued:
        groups.setdefault((i.card.place.file, i.card.place.article), []).append(i)
    return ((article, group) for (_, article), group in groups.items())


def stays(built: Built) -> Iterator[str]:
    """What an import leaves where it is."""
    for stay in changes.stays(built):
        told = f"{plural(stay.count, 'card')} will stay in the deck “{stay.old}”, though new ones go to “{stay.new}”;"
        yield f"{told} to move them, search {stay.search} in Anki's browser, then Change Deck"
    if count := changes.emptied(built):
        told = f"{plural(count, 'cloze')} gone from bullets that keep their card"
        yield f"{told}; their Anki cards stay, empty, until you remove them with Tools > Empty Cards"


def width(text: str) -> int:
    """How many columns a text takes in a terminal."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def plural(count: int, noun: str) -> str:
    """A count and its noun."""
    return f"{count} {noun}{'' if count == 1 else 's'}"
