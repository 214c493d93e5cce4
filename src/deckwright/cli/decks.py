"""The commands that read notes: arguments to calls, values to terminal and exit status."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..diagnostic import Diagnostic, Refused
from ..terminal import Terminal
from .chosen import Chosen, all_decks, each_deck, held, kind_option, notes_and_deck_options, score_option
from .making import way
from .memory import Memory

if TYPE_CHECKING:
    from ..build import Built
    from ..definition import Definition


@click.command()
@click.option(
    "--decks",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("decks"),
    show_default=True,
    help="Where the definition is to go; notes/ stands beside it.",
)
@click.pass_obj
def init(terminal: Terminal, *, folder: Path) -> None:
    """Make a place for notes and a deck definition to edit, and say what to do next. Changes nothing that is there."""
    from .. import definition, store

    base = folder.absolute().parent
    deck = definition.default((base / "notes",), base, folder)
    try:
        begun = store.begin(deck)
    except Refused as refused:
        terminal.complain([refused.diagnostic])
        raise SystemExit(1) from None
    for made in begun:
        terminal.say(f"{'made' if made.changed else 'is there already:'} {made.path}")
    terminal.say(
        "next: put Markdown notes into notes/, then run deckwright build\n"
        "in git, keep the ledger with your notes, and let two branches merge it, with this line in .gitattributes:\n"
        f"  {folder.name}/*.ledger.jsonl merge=union"
    )


@click.command()
@notes_and_deck_options
@kind_option("A package of one kind of cards, such as lesson. May be repeated.")
@click.option("--allow-retire", is_flag=True, help="Build even where more than a third of the deck's bullets, or all, are gone.")
@click.option("--force", is_flag=True, help="Tell Anki of every card anew, also of those that did not change.")
@click.option("--dry-run", is_flag=True, help="Show what would be built, write nothing.")
@click.option("--jobs", type=click.IntRange(1), metavar="N", help="Processes for large notes; as many as there are cores if not given.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object a deck.")
@click.pass_obj
def build(  # noqa: PLR0913 - one parameter an option
    terminal: Terminal,
    *,
    chosen: Chosen,
    kinds: tuple[str, ...],
    allow_retire: bool,
    force: bool,
    dry_run: bool,
    jobs: int | None,
    as_json: bool,
) -> None:
    """Make the Anki package of a folder of notes.

    Without NOTES, every deck that decks/*.yaml defines is built; without any definition, notes/ becomes one deck. The
    ledger beside the package remembers which card is which: keep it with your notes.
    """

    usual = not (kinds or allow_retire or force or dry_run or terminal.level > 0)
    memory = Memory(chosen, terminal)
    if usual and (failed := memory.tell_again(as_json=as_json)) is not None:
        raise SystemExit(1 if failed else 0)
    memory.start()

    def write(definition: Definition, made: Built) -> None:
        from .. import store, summary

        written = () if dry_run else store.write(definition, made, kinds, allow_retire=allow_retire)
        if as_json:
            files = [{"path": w.path.as_posix(), "changed": w.changed} for w in written]
            terminal.show(json.dumps({"deck": definition.name, **summary.counts(made), "written": files}, ensure_ascii=False))
        elif terminal.level >= 0:
            for line in summary.summary(definition, made, written, terminal.width, verbose=terminal.level > 0):
                terminal.show(line)
        memory.end(definition, made, written)

    @contextmanager
    def hold(definition: Definition) -> Iterator[None]:
        with nullcontext() if dry_run else held(terminal)(definition):
            memory.begin(definition)
            yield

    short = not kinds and terminal.level <= 0
    failed = all_decks(chosen, memory.complain, write, hold, force=force, allow_retire=allow_retire, short=short, make=way(terminal, jobs))
    if usual:
        memory.keep(failed=failed)
    raise SystemExit(1 if failed else 0)


@click.command("list")
@notes_and_deck_options
@kind_option("Only one kind of cards, such as lesson. May be repeated.")
@click.option("--drafts", is_flag=True, help="Drafts too: cards not sure enough to be exported.")
@click.option("--skipped", is_flag=True, help="Every other bullet too, with the reason why it is no card.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@score_option("Only cards that score so much, from 0 to 1.")
@click.option("--why", is_flag=True, help="With each card, the rule that made it, and its score.")
@click.option("--html", is_flag=True, help="With --json: each side as Anki gets it.")
@click.pass_obj
def list_(  # noqa: PLR0913 - one parameter an option
    terminal: Terminal,
    *,
    chosen: Chosen,
    kinds: tuple[str, ...],
    drafts: bool,
    skipped: bool,
    as_json: bool,
    min_score: float,
    why: bool,
    html: bool,
) -> None:
    """Show every card and where in the notes it comes from. Writes nothing."""

    def show(_: Definition, made: Built) -> None:
        from .. import report

        found = report.chosen(made, kinds, drafts=drafts, skipped=skipped, least=min_score)
        if not as_json:
            report.listing(found, terminal.console(), why=why)
        for issued in found if as_json else ():
            terminal.show(json.dumps(report.record(issued, html=html), ensure_ascii=False))

    each_deck(chosen, terminal.complain, show)


@click.command()
@notes_and_deck_options
@click.option("--exit-code", is_flag=True, help="Exit status 1 if anything would change.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a deck.")
@click.pass_obj
def diff(terminal: Terminal, *, chosen: Chosen, exit_code: bool, as_json: bool) -> None:
    """Show what the next build would do: new (+), reworded (~), moved (>), asked anew (*), returned (^), retired (-).

    Then what Anki will not do by itself. Writes nothing.
    """
    changed: list[bool] = []

    def show(definition: Definition, made: Built) -> None:
        from .. import changes, report_changes

        changed.append(bool(changes.lines(made)))
        if as_json:
            terminal.show(json.dumps(report_changes.difference_record(definition, made), ensure_ascii=False))
        else:
            report_changes.difference(definition, made, terminal.console())

    try:
        each_deck(chosen, terminal.complain, show)
    except SystemExit as done:
        raise SystemExit(1 if exit_code and any(changed) else done.code) from None


@click.command()
@notes_and_deck_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a deck.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write a page with bars, too.")
@click.pass_obj
def stats(terminal: Terminal, *, chosen: Chosen, as_json: bool, html: Path | None) -> None:
    """Show cards by article and kind, how much of the notes they cover, articles without a card, questions left open."""
    if html:
        chosen.refuse_several(f"--html {html}")

    def show(definition: Definition, made: Built) -> None:
        from .. import report_stats, store
        from .. import stats as figures

        found = figures.stats(made)
        if html:
            store.publish(html, report_stats.page(definition.name, found))
        if as_json:
            terminal.show(json.dumps(report_stats.record(definition.name, found), ensure_ascii=False))
        else:
            report_stats.table(definition.name, found, terminal.console())

    each_deck(chosen, terminal.complain, show)


@click.command()
@notes_and_deck_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.pass_obj
def check(terminal: Terminal, *, chosen: Chosen, as_json: bool) -> None:
    """Say what is wrong in the notes and doubtful in the cards, with file:line. Exit status 1 if anything is an error."""

    def tell(diagnostics: Sequence[Diagnostic]) -> None:
        for d in diagnostics:
            finding = {"file": d.file, "line": d.line or None, "severity": d.severity, "code": d.code, "message": d.message}
            terminal.show(json.dumps(finding, ensure_ascii=False) if as_json else str(d))

    def doubt(definition: Definition, made: Built) -> None:
        doubtful = [(issued, reason) for issued in made.issued for reason in issued.card.objections]
        for issued, reason in doubtful:
            place = {"file": issued.card.place.file, "line": issued.card.bullet.line, "severity": str(issued.card.status)}
            finding = {**place, "code": issued.card.rule, "message": reason, "guid": issued.guid, "question": issued.card.question}
            said = f"{place['file']}:{place['line']}: {place['severity']}: {reason}: {issued.card.question}"
            terminal.show(json.dumps(finding, ensure_ascii=False) if as_json else said)
        files = f"{made.files} note file{'s' if made.files != 1 else ''}"
        wrong = f"{len(made.diagnostics)} found wrong" if made.diagnostics else "nothing is wrong"
        count = len({issued.guid for issued, _ in doubtful})
        about = f"; {count} card{'s and drafts are' if count != 1 else ' or draft is'} doubtful" if count else ""
        terminal.say(f"{definition.name}: {wrong} in {files}{about}")

    each_deck(chosen, tell, doubt)
