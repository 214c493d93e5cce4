"""The commands that decide on drafts: arguments to calls, the ledger and the drafts file rewritten."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ..diagnostic import Refused
from ..terminal import Terminal
from .chosen import Chosen, deck_options, each_deck, held, kind_option, notes_and_deck_options, now, score_option

if TYPE_CHECKING:
    from ..build import Built
    from ..definition import Definition
    from ..entry import Verdict


@click.command()
@notes_and_deck_options
@kind_option("Only one kind of drafts, such as why. May be repeated.")
@score_option("Only drafts that score so much, from 0 to 1: 0.35 shows the likeliest.")
@click.pass_obj
def drafts(terminal: Terminal, *, chosen: Chosen, kinds: tuple[str, ...], min_score: float) -> None:
    """Show the drafts: cards not sure enough to be exported, each with its guid and the reason. Writes nothing.

    They stand in decks/NAME.drafts.md too, to be ticked and edited there.
    """

    def show(_: Definition, made: Built) -> None:
        from .. import report
        from ..card import Status

        found = report.chosen(made, kinds, drafts=True, skipped=False, least=min_score)
        report.listing((i for i in found if i.card.status is Status.DRAFT), terminal.console())

    each_deck(chosen, terminal.complain, show)


@click.command()
@click.argument("guids", nargs=-1, required=True, metavar="GUID…")
@click.option("--question", default="", help="Your own question, for a single card.")
@click.option("--answer", "answers", multiple=True, help="Your own answer, for a single card; repeat it for a list.")
@deck_options
@click.pass_obj
def accept(terminal: Terminal, *, chosen: Chosen, guids: tuple[str, ...], question: str, answers: tuple[str, ...]) -> None:
    """Make cards of drafts, by their guids, for good; with your own words if you like."""
    from ..entry import Verdict

    if (question or answers) and len(guids) != 1:
        raise click.UsageError("--question and --answer are the words of one card; name one guid")
    from ..drafts import clean

    words = (clean(question), tuple(map(clean, answers)))
    if (question and not words[0]) or not all(words[1]):
        raise click.UsageError("--question and --answer want words; to have no such card, deckwright reject GUID")
    _decide(terminal, chosen, guids, Verdict.ACCEPTED, words)


@click.command()
@click.argument("guids", nargs=-1, required=True, metavar="GUID…")
@deck_options
@click.pass_obj
def reject(terminal: Terminal, *, chosen: Chosen, guids: tuple[str, ...]) -> None:
    """Take drafts or cards out, by their guids, for good; a card that Anki has retires."""
    from ..entry import Verdict

    _decide(terminal, chosen, guids, Verdict.REJECTED)


Words = tuple[str, tuple[str, ...]]


def _decide(terminal: Terminal, chosen: Chosen, guids: tuple[str, ...], verdict: Verdict, words: Words = ("", ())) -> None:
    """Write a verdict on each guid into the ledger that knows it, or will; exit 1 where one is unknown."""
    seen: set[str] = set()
    done: set[str] = set()

    def use(definition: Definition, made: Built) -> None:
        from .. import correct, drafts, store

        known = store.decided(definition)
        seen.update(made.ledger)
        for guid in (guid for guid in guids if guid in made.ledger):
            if correct.bullet_of(made, guid) is None:
                raise Refused(
                    guid, 0, "no-card", "this card belongs to no bullet now, so there is nothing to decide; deckwright link gives it one"
                )
            entry = known.get(guid) or replace(made.ledger[guid], mod=0, digest="")
            own = (words[0] or entry.question, words[1] or entry.answer)
            known[guid] = drafts.decided(entry, verdict, own, confirmed=True)
            terminal.say(f"{verdict} {guid}: {own[0]}")
            done.add(guid)
        if done & known.keys():
            store.remember_verdicts(definition, known, now())

    try:
        each_deck(chosen, terminal.complain, use, held(terminal))
    except SystemExit as end:
        missing = [guid for guid in guids if guid not in seen]
        if not missing or (end.code and not seen):
            if done and not end.code:
                terminal.say("next: deckwright build")
            raise
        from .. import correct

        terminal.complain([correct.no_card(guid, sorted(seen)).diagnostic for guid in missing])
        raise SystemExit(1) from None
