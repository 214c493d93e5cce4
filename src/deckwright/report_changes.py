"""Which card is which, told: what a build would change, and what a package was bound to, for a terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from rich.text import Text

from . import changes, summary
from .adopt import Adoption, said
from .build import Built

if TYPE_CHECKING:
    from rich.console import Console

    from .definition import Definition

_MARKED = {"-": "[-{}-] ", "+": "{{+{}+}} ", " ": "{}"}  # as git's word diff writes them, readable without color
_CORRECTABLE = (changes.Sign.REWORDED, changes.Sign.RETIRED)  # shown with the guid that link and unlink take
_COLORS = {"+": "green", "-": "red", "~": "yellow", ">": "cyan", "^": "green", "*": "blue"}


def difference(definition: Definition, built: Built, console: Console) -> None:
    """What the next build would do, a line a card, with a word diff; then what Anki will not do."""
    found = changes.lines(built)
    for line in found:
        where = f"{line.file}:{line.line}" if line.line else line.file
        text = Text.assemble((f"{line.sign} ", f"bold {_COLORS[line.sign]}"), (f"{where}  ", "dim"))
        if line.was and line.now:
            for mark, piece in changes.word_diff(line.was, line.now):
                text.append(_MARKED[mark].format(piece.rstrip() if mark.strip() else piece), _COLORS.get(mark, ""))
        else:
            text.append(line.now or line.was)
        text.append(f"  ({line.why})" if line.why else "", "dim")
        text.append("  the answer changed" if line.answer_changed else "", "bold yellow")
        text.append(f"  {line.guid}" if line.sign in _CORRECTABLE else "", "dim")
        console.print(text, soft_wrap=True)
    counted = ", ".join(f"{count} {name.replace('_', ' ')}" for name, count in changes.signs(found).items() if count)
    console.print(Text(f"{definition.name}: {counted or 'nothing would change'}", style="bold"))
    for told in summary.stays(built):
        console.print(Text(told))


def difference_record(definition: Definition, built: Built) -> dict[str, Any]:
    """The same as one JSON object."""
    found = changes.lines(built)
    return {
        "deck": definition.name,
        **changes.signs(found),
        "changes": [asdict(line) for line in found],
        "stay": [{**asdict(stay), "search": stay.search} for stay in changes.stays(built)],
        "emptied": changes.emptied(built),
    }


_CERTAIN = ("same card", "same question and answer")  # bound so, a note is not shown one by one


def adoption(done: Adoption, console: Console, *, verbose: bool) -> None:
    """What the notes of a package were bound to, those to look at one a line; then what was left, and what to do."""
    for b in done.bound:
        if verbose or b.how not in _CERTAIN:
            where = f"{b.issued.card.place.file}:{b.issued.card.bullet.line}"
            console.print(
                Text.assemble((f"{where}  {b.note.guid}  ", "dim"), said(b.note.fields[0]), (f"  ({b.how})", "dim")), soft_wrap=True
            )
    for note, why in done.refused:
        console.print(Text.assemble(("left alone  ", "yellow"), said(note.fields[0]), (f"  ({why})", "dim")), soft_wrap=True)
    for note in done.unbound if verbose else ():
        console.print(Text.assemble(("no bullet   ", "yellow"), said(note.fields[0])), soft_wrap=True)
    bound = summary.plural(len(done.bound), "card")
    told = f"{bound} bound to the notes, {len(done.unbound)} without a bullet, {len(done.refused)} left alone"
    console.print(Text(told, style="bold"))
    if any(b.how not in _CERTAIN for b in done.bound):
        console.print("to correct one: deckwright unlink GUID, deckwright link GUID FILE:LINE", highlight=False)
    if done.bound:
        console.print("next: deckwright diff, then deckwright build", highlight=False)


def adoption_records(done: Adoption) -> Iterator[dict[str, Any]]:
    """The same, an object a note."""
    for b in done.bound:
        card = b.issued.card
        yield {"guid": b.note.guid, "status": "bound", "why": b.how, "file": card.place.file, "line": card.bullet.line}
    for note in done.unbound:
        yield {"guid": note.guid, "status": "unbound", "why": None, "file": None, "line": None}
    for note, why in done.refused:
        yield {"guid": note.guid, "status": "refused", "why": why, "file": None, "line": None}
