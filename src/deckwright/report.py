"""What a build found, as tables for a terminal and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from . import media, render
from .build import Built, Issued
from .card import Card, Status
from .grammar import GRAMMAR
from .scoring import SIGNS

if TYPE_CHECKING:
    from rich.console import Console


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


def chosen(built: Built, kinds: Sequence[str], *, drafts: bool, skipped: bool, least: float) -> tuple[Issued, ...]:
    """The cards, and what else was asked for; of cards and drafts those that score `least` or more, from 0 to 1."""
    wanted = {Status.CARD} | ({Status.DRAFT} if drafts else set()) | ({Status.SKIPPED, Status.CONTEXT} if skipped else set())
    sure = (i for i in built.issued if i.card.score >= least or not i.card.is_asked)
    return tuple(i for i in sure if i.card.status in wanted and (not kinds or i.card.kind in kinds))


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
    shown = [sign for sign in SIGNS if sign.name in card.signs]
    told = {
        "for it": [sign.name for sign in shown if sign.points > 0],
        "against it": [*card.doubts, *(sign.name for sign in shown if sign.points < 0)],
    }
    rest = "".join(f"; {side}: {', '.join(found)}" for side, found in told.items() if found)
    return f"made by the rule {card.rule}, score {card.score:.2f}: {known}{rest}"


def _hanging(*marks_and_texts: str) -> Table:
    """Lines behind their marks, wrapped to stay right of them; a line without a mark is quiet."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=2, justify="right")
    grid.add_column(overflow="fold")
    for mark, text in zip(marks_and_texts[::2], marks_and_texts[1::2], strict=True):
        grid.add_row(Text(mark, style="bold"), Text(text, style="" if mark else "dim"))
    return grid
