"""The command that builds whenever something is saved: arguments to builds, a line each."""

from __future__ import annotations

import gc
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..diagnostic import Diagnostic, Refused, Severity
from ..terminal import Terminal, failed
from .chosen import Chosen, all_decks, held, notes_and_deck_options
from .making import way

if TYPE_CHECKING:
    from ..build import Built
    from ..definition import Definition
    from ..watch import Places


@click.command()
@notes_and_deck_options
@click.option("--poll", is_flag=True, help="Look at the files every second: for a network folder, where the system tells of no change.")
@click.pass_obj
def watch(terminal: Terminal, *, chosen: Chosen, poll: bool) -> None:
    """Build, and again whenever a note, a deck definition or the drafts are saved, until Ctrl-C. A line a build."""
    gc.enable()  # unlike other commands, this one lives long
    try:
        _watch(terminal, chosen, poll=poll)
    except KeyboardInterrupt:
        terminal.say("\nno longer watching")


@dataclass(slots=True)
class _Round:
    """What came of one build of every deck meant: what is wrong, a line a deck, and whether files were written."""

    wrong: list[Diagnostic] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    wrote: list[bool] = field(default_factory=list)


def _watch(terminal: Terminal, chosen: Chosen, *, poll: bool) -> None:
    from .. import watch as watching

    terminal.say("watching; Ctrl-C ends it")
    decks: list[Definition] = []
    last: _Round | None = None
    told = False

    def work() -> _Round:
        return _built(terminal, chosen, decks, first=last is None)

    for changes, done in watching.rounds(lambda: _places(chosen, decks), work, terminal.say, poll=poll):
        ours = {str(path) for deck in decks for path in (deck.ledger_path, deck.drafts_path)}
        news = last is None or any(done.wrote) or done.wrong != last.wrong
        known = ours | (changes.early if told else frozenset())  # what the last build wrote, and what it may have seen and told
        told = news or not changes.files <= known or terminal.level > 0
        if told:
            _tell(terminal, done, last)
        last = done


def _built(terminal: Terminal, chosen: Chosen, decks: list[Definition], *, first: bool) -> _Round:
    """Build and write each deck; `decks` holds those there are, from build to build. What is wrong is kept, and stops nothing."""
    from .. import store

    done = _Round()
    there: list[Definition] = []

    def write(definition: Definition, made: Built) -> None:
        written = store.write(definition, made)
        there.append(definition)
        done.wrote.append(any(file.changed for file in written))
        done.lines.append(_line(definition.name, made))

    try:
        all_decks(chosen, done.wrong.extend, write, held(terminal), way(terminal, None), short=True)
    except click.ClickException as error:
        if first:
            raise
        done.wrong.append(Diagnostic(chosen.folder.as_posix(), 0, "usage", error.format_message()))
    except Exception as error:
        if isinstance(error, OSError) and failed(sys.stdout):
            raise
        import traceback

        Path.cwd()  # raises where the current folder is gone, which ends the watch
        click.echo(traceback.format_exc(), err=True)
        done.wrong.append(Diagnostic("deckwright", 0, "fault", "this is a fault of deckwright's, not of your notes; the watch goes on"))
    decks[:] = there or decks
    return done


def _places(chosen: Chosen, decks: Sequence[Definition]) -> Places:
    """Where to look: what the definitions say now, or where they cannot be read, what those `decks` said that could."""
    from .. import notefiles
    from ..watch import Places, Root

    try:
        now: Sequence[Definition] = chosen.definitions(lambda _: None)
    except (Refused, click.ClickException):
        now = decks
    base = Path.cwd() if chosen.output else chosen.folder.absolute().parent
    roots = {(root, deck.base, deck.exclude) for deck in now for root in deck.notes} | {(note, base, ()) for note in chosen.notes}
    if not roots:
        roots = {(base / "notes", base, ())}
    definitions = [chosen.config] if chosen.config else chosen.defined()
    files = [*definitions, *(path for deck in now for path in (deck.ledger_path, deck.drafts_path))]
    notes = (Root(path, notefiles.relative(path, home), exclude) for path, home, exclude in sorted(roots))
    return Places(tuple(notes), tuple(files), (chosen.folder,))


def _tell(terminal: Terminal, done: _Round, last: _Round | None) -> None:
    """Say what came of a build. Errors are told each time; a warning once, as long as it stands."""
    known = set(last.wrong) if last else set()
    terminal.complain([d for d in done.wrong if d.severity is Severity.ERROR or d not in known])
    several = len(done.lines) > 1 and last is not None and any(done.wrote)
    for line, wrote in zip(done.lines, done.wrote, strict=True):
        if terminal.level >= 0 and (wrote or not several):
            terminal.show(f"{time.strftime('%H:%M:%S')} {line}")


def _line(name: str, made: Built) -> str:
    """A build in a line: what changed, what there is, what is wrong."""
    from ..build import Change
    from ..summary import counts, plural

    n = counts(made)
    changed = [f"{n[change]} {change}" for change in Change if n[change] and change is not Change.UNCHANGED]
    changed += [f"{n['gone']} gone"] if n["gone"] else []
    there = [plural(n["cards"], "card"), *([plural(n["drafts"], "draft")] if n["drafts"] else [])]
    severities = Counter(diagnostic.severity for diagnostic in made.diagnostics)
    wrong = [plural(severities[severity], severity) for severity in Severity if severities[severity]]
    return f"{name}: {'; '.join(', '.join(part) for part in (changed or ['nothing new'], there, wrong) if part)}"
