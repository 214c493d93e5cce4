"""What a build found, as tables for a terminal and as JSON for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from . import media, render
from .build import Built, Change, Issued
from .card import Card, Status
from .grammar import GRAMMAR
from .report_changes import plural, stays

if TYPE_CHECKING:
    from rich.console import Console

    from .definition import Definition
    from .store import Written

_REASONS = 6  # shown in a summary; --verbose shows all


def record(issued: Issued, *, html: bool = False) -> dict[str, Any]:
    """One bullet's fate as `list --json` shows it; the keys are stable, and always present."""
    card = issued.card
    asked = card.is_asked
    sides = media.placed(render.fields(card), issued.media) if html else render.plain_fields(card)
    return {
        "guid": issued.guid or None,
        "status": card.status,
        "kind": card.kind or None,
        "rule": card.rule,
        "reason": card.reason or None,
        "deck": issued.deck,
        "article": card.place.article,
        "section": list(card.place.path),
        "question": sides["Question"] if asked else None,
        "answer": sides["Answer"] if asked else None,
        "extra": sides["Extra"] if asked else None,
        "context": sides["Context"] if asked else None,
        "tags": list(issued.tags),
        "source": {"file": card.place.file, "line": card.bullet.line, "text": card.bullet.text.plain, "url": card.place.url},
        "score": card.score if asked else None,
    }


def chosen(built: Built, kinds: Sequence[str], *, drafts: bool, skipped: bool) -> tuple[Issued, ...]:
    """The cards, and what else was asked for."""
    wanted = {Status.CARD} | ({Status.DRAFT} if drafts else set()) | ({Status.SKIPPED, Status.CONTEXT} if skipped else set())
    return tuple(i for i in built.issued if i.card.status in wanted and (not kinds or i.card.kind in kinds))


def counts(built: Built) -> dict[str, int]:
    """How many bullets became what, and how many cards changed."""
    statuses = Counter(i.card.status for i in built.issued)
    changes = Counter(i.change for i in built.cards())
    return {
        "files": built.files,
        "articles": len({(i.card.place.file, i.card.place.article) for i in built.issued}),
        "bullets": len({(i.card.place.file, i.card.bullet.line) for i in built.issued}),
        "cards": statuses[Status.CARD],
        **{str(change): changes[change] for change in Change},
        "gone": len(built.gone) + sum(1 for i in built.issued if i.card.rule == "rejected" and i.mod),
        "drafts": statuses[Status.DRAFT],
        "context": statuses[Status.CONTEXT],
        "skipped": statuses[Status.SKIPPED],
    }


def summary(definition: Definition, built: Built, written: Sequence[Written], console: Console, *, verbose: bool) -> None:
    """A build for the person who ran it: an article a row, what was left out and why, what to do next."""
    console.print(_articles(built))
    _left_out(built, console, verbose=verbose)
    n = counts(built)
    changed = ", ".join(f"{n[change]} {change}" for change in Change if n[change])
    console.print(
        Text(
            f"\n{definition.name}: {plural(n['cards'], 'card')} from {plural(n['bullets'], 'bullet')}"
            f" in {plural(n['files'], 'file')} ({changed or 'none'})",
            style="bold",
        )
    )
    if n["gone"]:
        console.print(
            f"{plural(n['gone'], 'card')} gone from the notes or rejected; import the retired package to retire them in Anki",
            highlight=False,
        )
    if n["drafts"]:
        console.print(
            f"{plural(n['drafts'], 'draft')} not sure enough to export: tick those you want in {definition.drafts_path}", highlight=False
        )
    stays(built, console)
    for file in written:
        console.print(Text(f"{'wrote' if file.changed else 'unchanged'} {file.path}"))
    if written and written[-1].changed:
        console.print(f"next, in Anki: sync, then File > Import {written[-1].path}", highlight=False, markup=False)


def _articles(built: Built) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    table.add_column("article", overflow="ellipsis", no_wrap=True, ratio=1)
    for name in ("cards", "new", "changed", "drafts", "context", "skipped"):
        table.add_column(name, justify="right", no_wrap=True)
    for article, issued in _by_article(built.issued):
        table.add_row(Text(article), *_row(issued))
    return table


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


def _left_out(built: Built, console: Console, *, verbose: bool) -> None:
    reasons = Counter(i.card.reason for i in built.issued if i.card.status is Status.SKIPPED)
    if not reasons:
        return
    ranked = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    shown = ranked if verbose else ranked[:_REASONS]
    console.print(Text("\nskipped, because", style="bold"))
    for reason, count in shown:
        console.print(Text(f"{count:6}  {reason}"))
    if len(ranked) > len(shown):
        console.print(Text(f"{sum(count for _, count in ranked[len(shown) :]):6}  other reasons: deckwright list --skipped", style="dim"))


def _by_article(issued: Sequence[Issued]) -> Iterator[tuple[str, list[Issued]]]:
    groups: dict[tuple[str, str], list[Issued]] = {}
    for i in issued:
        groups.setdefault((i.card.place.file, i.card.place.article), []).append(i)
    return ((article, group) for (_, article), group in groups.items())


def listing(issued: Iterable[Issued], console: Console, *, why: bool = False) -> None:
    """Cards and other bullets as a person reads them, grouped by article; with `why`, what made each card and its score."""
    last = None
    for i in issued:
        card = i.card
        if (card.place.file, card.place.article) != last:
            last = (card.place.file, card.place.article)
            console.print(Text(f"\n{card.place.article}", style="bold"))
        where = f"({card.place.file}:{card.bullet.line})"
        if card.is_asked:
            doubt = f", a draft: {card.reason}" if card.status is Status.DRAFT else ""
            guid = f" {i.guid}" if card.status is Status.DRAFT else ""
            sides = render.plain_fields(card)
            console.print(_hanging("Q", sides["Question"], "A", sides["Answer"], "", f"{card.kind}{doubt} {where}{guid}"))
            if why:
                console.print(Text(f"   {reasons(card)}", "dim"), soft_wrap=True)
        else:
            console.print(_hanging("–", card.bullet.text.plain, "", f"{card.status}: {card.reason} {where}"))


def reasons(card: Card) -> str:
    """Which rule made a card, how such cards did with blind readers, and what counts against this one."""
    shape = next((shape for shape in GRAMMAR if shape.name == card.rule), None)
    if shape is None:
        return f"{card.rule}: {card.reason}"
    passed, graded = shape.measured
    known = f"{passed} of {graded} such cards passed a strict reading" if graded else "nobody has graded such cards yet"
    against = f"; against it: {', '.join(card.doubts)}" if card.doubts else ""
    return f"made by the rule {card.rule}, score {card.score:.2f}: {known}{against}"


def _hanging(*marks_and_texts: str) -> Table:
    """Lines behind their marks, wrapped to stay right of them; a line without a mark is quiet."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2, justify="right")
    grid.add_column(overflow="fold")
    for mark, text in zip(marks_and_texts[::2], marks_and_texts[1::2], strict=True):
        grid.add_row(Text(mark, style="bold"), Text(text, style="" if mark else "dim"))
    return grid
