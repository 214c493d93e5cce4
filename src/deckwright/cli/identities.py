"""The commands that correct which card is which: arguments to calls, the ledger rewritten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..terminal import Terminal
from .chosen import Chosen, deck_options, each_deck, held, now

if TYPE_CHECKING:
    from ..build import Built
    from ..definition import Definition
    from ..entry import Ledger


def _place(_: click.Context, __: click.Parameter, value: str) -> tuple[str, int]:
    """FILE:LINE, as messages and tables show it."""
    match = re.fullmatch(r"(.+):(\d{1,9})", value)
    if match is None:
        raise click.BadParameter(f"{value!r} is not FILE:LINE, such as notes/rivers.md:12")
    path = Path(match[1])
    return (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix(), int(match[2])


@click.command()
@click.argument("guid", metavar="OLD-GUID")
@click.argument("place", callback=_place, metavar="FILE:LINE")
@deck_options
@click.pass_obj
def link(terminal: Terminal, *, chosen: Chosen, guid: str, place: tuple[str, int]) -> None:
    """Say that a card, by its guid, is that of the bullet at FILE:LINE.

    For a bullet that was not recognised, or taken for another. The card the bullet has now, if any, retires. The ledger
    remembers, and the next build makes it so.
    """

    def corrected(made: Built, known: Ledger) -> Ledger:
        from .. import correct

        changed = correct.link(made, known, guid, place, now())
        terminal.say(f"{guid} was: {known[guid].text}\n{' ' * len(guid)} is:  {changed[guid].text}\nnext: deckwright build")
        return changed

    _correct(terminal, chosen, guid, corrected)


@click.command()
@click.argument("guid")
@deck_options
@click.pass_obj
def unlink(terminal: Terminal, *, chosen: Chosen, guid: str) -> None:
    """Say that a card, by its guid, is not that of its bullet: the bullet gets a new card, and this one retires.

    For a bullet that was taken for another. The ledger remembers, and the next build makes it so; `deckwright link` undoes it.
    """

    def corrected(made: Built, known: Ledger) -> Ledger:
        from .. import correct

        changed = correct.unlink(made, known, guid, now())
        terminal.say(f"{guid} retires; it was: {known[guid].text}\nnext: deckwright build")
        return changed

    _correct(terminal, chosen, guid, corrected)


def _correct(terminal: Terminal, chosen: Chosen, guid: str, corrected: Callable[[Built, Ledger], Ledger]) -> None:
    """Rewrite the ledger that knows a guid; exit 1 where none does."""
    guids: set[str] = set()

    def use(definition: Definition, made: Built) -> None:
        from .. import ledger, store

        known = ledger.load(definition.ledger_path)
        guids.update(known)
        if guid in known:
            store.remember(definition, corrected(made, known))

    try:
        each_deck(chosen, terminal.complain, use, held(terminal))
    except SystemExit as end:
        if guid not in guids and (guids or not end.code):
            from .. import correct

            terminal.complain([correct.no_card(guid, sorted(guids)).diagnostic])
            raise SystemExit(1) from None
        raise


@click.command()
@click.argument("package", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="PACKAGE.apkg")
@deck_options
@click.option("--dry-run", is_flag=True, help="Show what would be bound, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a note of the package.")
@click.pass_obj
def adopt(terminal: Terminal, *, chosen: Chosen, package: Path, dry_run: bool, as_json: bool) -> None:
    """Bind the cards of a package to your notes, so that their history lives on.

    A package of deckwright's own gives a lost ledger back. One that another tool made, or Anki exported, is bound by the
    ids that the tool left in the notes and by the words; what is bound is shown, and can be corrected with link and unlink.
    """

    def use(definition: Definition, made: Built) -> None:
        from .. import adopt, apkg, ledger, report_changes, store

        done = adopt.adopt(made, ledger.load(definition.ledger_path), apkg.read(package.read_bytes(), package.as_posix()), definition.name)
        if not dry_run:
            store.remember(definition, done.ledger)
        for record in report_changes.adoption_records(done) if as_json else ():
            terminal.show(json.dumps(record, ensure_ascii=False))
        if not as_json:
            report_changes.adoption(done, terminal.console(), verbose=terminal.level > 0)

    if not chosen.deck and not chosen.config and len(chosen.definitions(terminal.complain)) > 1:
        raise click.UsageError("several decks are defined here; say with --deck which one is to have these cards")
    each_deck(chosen, terminal.complain, use, nullcontext if dry_run else held(terminal), without_drafts=True)
