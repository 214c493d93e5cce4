"""The command line: arguments to calls, values to terminal and exit status."""

from __future__ import annotations

import functools
import io
import json
import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from . import __version__
from .diagnostic import Diagnostic, Refused
from .terminal import Terminal

if TYPE_CHECKING:
    from .build import Built
    from .definition import Definition

KINDS = (
    "lesson",
    "question",
    "definition",
    "why",
    "consequence",
    "relation",
    "label",
    "level",
    "arrow",
    "sequence",
    "step",
    "set",
    "number",
    "term",
)


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What the arguments say about which deck to make of which notes."""

    notes: tuple[Path, ...]
    deck: str
    folder: Path
    output: Path | None
    config: Path | None

    def definitions(self, tell: Callable[[Sequence[Diagnostic]], None]) -> tuple[Definition, ...]:
        """The decks meant; a bad definition is told and left out. Raises Refused where none is left, UsageError for an unknown deck."""
        from . import definition as definitions  # so that --help does not wait for YAML

        if self.output and (self.output.suffix != ".apkg" or (self.output.exists() and not self.output.is_file())):
            raise click.UsageError(f"--output {self.output}: a package is a file whose name ends in .apkg")
        base = Path.cwd() if self.output else self.folder.absolute().parent
        if self.config and (self.notes or self.output):
            raise click.UsageError("--config says which notes to read and where the package goes; leave out NOTES and --output")
        if self.config:
            return (definitions.load(self.config, base),)
        defined = sorted(self.folder.glob("*.yaml"))
        if not self.notes and not self.output and defined:
            loaded, refused = _loaded(defined, base)
            if refused and not loaded:
                raise refused[0]
            tell([r.diagnostic for r in refused])
            wanted = tuple(d for d in loaded if not self.deck or self.deck.casefold() in (d.stem.casefold(), d.name.casefold()))
            if not wanted:
                raise click.UsageError(f"{self.folder} defines no deck “{self.deck}”; it has {', '.join(d.stem for d in loaded)}")
            return wanted
        notes = self.notes or (base / "notes",)
        if not self.notes and not notes[0].exists():
            raise Refused(
                "notes", 0, "no-notes", "there is no such folder here; make one for your notes, or name them: deckwright build NOTES"
            )
        made = definitions.default(notes, base, self.folder, self.deck)
        return (definitions.placed(made, self.output) if self.output else made,)


def _loaded(paths: Sequence[Path], base: Path) -> tuple[tuple[Definition, ...], list[Refused]]:
    """The definitions that can be read, and why the others cannot."""
    from . import definition as definitions

    loaded, refused = [], []
    for path in paths:
        try:
            loaded.append(definitions.load(path, base))
        except Refused as bad:
            refused.append(bad)
    return tuple(loaded), refused


def _deck_options(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments that choose a deck, gathered into one `chosen`."""

    @click.argument("notes", nargs=-1, type=click.Path(path_type=Path))
    @click.option("--deck", metavar="NAME", default="", help="The deck: one that decks/ defines, or a name for these NOTES.")
    @click.option(
        "--decks",
        "folder",
        type=click.Path(path_type=Path, file_okay=False),
        default=Path("decks"),
        show_default=True,
        help="Where definitions, ledgers and packages are.",
    )
    @click.option(
        "--output",
        type=click.Path(path_type=Path, dir_okay=False),
        metavar="FILE.apkg",
        help="The package to write; its ledger goes beside it.",
    )
    @click.option(
        "--config",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        metavar="FILE.yaml",
        help="A deck definition that is not in decks/.",
    )
    @functools.wraps(command)
    def gathered(notes: tuple[Path, ...], deck: str, folder: Path, output: Path | None, config: Path | None, **rest: Any) -> None:
        command(chosen=_Chosen(notes, deck, folder, output, config), **rest)

    return gathered


def _kind_option(does: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), metavar="KIND", help=does)


def _each_deck(chosen: _Chosen, tell: Callable[[Sequence[Diagnostic]], None], use: Callable[[Definition, Built], None]) -> None:
    """Build each deck meant and use it; exit 1 where a note has an error or a deck is refused."""
    from . import store  # so that --help does not wait for the parser

    failed = False
    bad: list[Diagnostic] = []
    try:
        decks = chosen.definitions(bad.extend)
    except Refused as refused:
        tell([refused.diagnostic])
        raise SystemExit(1) from None
    tell(bad)
    failed |= bool(bad)
    for definition in decks:
        try:
            made = store.built(definition, _now())
            tell(made.diagnostics)
            failed |= made.has_errors
            use(definition, made)
        except Refused as refused:
            tell([refused.diagnostic, *refused.others])
            failed = True
    raise SystemExit(1 if failed else 0)


def _now() -> int:
    """The second of this build; SOURCE_DATE_EPOCH fixes it for repeatable builds."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return max(1, int(fixed)) if re.fullmatch(r"[0-9]{1,11}", fixed) else int(time.time())


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", prog_name="deckwright")
@click.option("--verbose", "-v", is_flag=True, help="Say more on the way.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
@click.option("--no-color", is_flag=True, help="No colors; NO_COLOR in the environment does the same.")
@click.pass_context
def main(context: click.Context, *, verbose: bool, quiet: bool, no_color: bool) -> None:
    """Turn Markdown notes into Anki cards, and keep what you learned when you edit the notes.

    In a folder with notes/ in it, `deckwright build` is all it takes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    context.obj = Terminal(-1 if quiet else int(verbose), not no_color and not os.environ.get("NO_COLOR"))


@main.command()
@_deck_options
@_kind_option("A package of one kind of cards, such as lesson. May be repeated.")
@click.option("--allow-retire", is_flag=True, help="Build even where more than a third of the deck's bullets are gone.")
@click.option("--dry-run", is_flag=True, help="Show what would be built, write nothing.")
@click.option("--json", "as_json", is_flag=True, help="The summary as one JSON object a deck.")
@click.pass_obj
def build(terminal: Terminal, *, chosen: _Chosen, kinds: tuple[str, ...], allow_retire: bool, dry_run: bool, as_json: bool) -> None:  # noqa: PLR0913 - one parameter an option
    """Make the Anki package of a folder of notes.

    Without NOTES, every deck that decks/*.yaml defines is built; without any definition, notes/ becomes one deck. The
    ledger beside the package remembers which card is which: keep it with your notes.
    """

    def write(definition: Definition, made: Built) -> None:
        from . import report, store

        written = () if dry_run else store.write(definition, made, kinds, allow_retire=allow_retire)
        if as_json:
            files = [{"path": w.path.as_posix(), "changed": w.changed} for w in written]
            click.echo(json.dumps({"deck": definition.name, **report.counts(made), "written": files}, ensure_ascii=False))
        elif terminal.level >= 0:
            report.summary(definition, made, written, terminal.console(), verbose=terminal.level > 0)

    _each_deck(chosen, terminal.complain, write)


@main.command("list")
@_deck_options
@_kind_option("Only one kind of cards, such as lesson. May be repeated.")
@click.option("--drafts", is_flag=True, help="Drafts too: cards not sure enough to be exported.")
@click.option("--skipped", is_flag=True, help="Every other bullet too, with the reason why it is no card.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--html", is_flag=True, help="With --json: each side as Anki gets it.")
@click.pass_obj
def list_(terminal: Terminal, *, chosen: _Chosen, kinds: tuple[str, ...], drafts: bool, skipped: bool, as_json: bool, html: bool) -> None:  # noqa: PLR0913 - one parameter an option
    """Show every card and where in the notes it comes from. Writes nothing."""

    def show(_: Definition, made: Built) -> None:
        from . import report

        found = report.chosen(made, kinds, drafts=drafts, skipped=skipped)
        if not as_json:
            report.listing(found, terminal.console())
        for issued in found if as_json else ():
            click.echo(json.dumps(report.record(issued, html=html), ensure_ascii=False))

    _each_deck(chosen, terminal.complain, show)


@main.command()
@_deck_options
@click.option("--exit-code", is_flag=True, help="Exit status 1 if anything would change.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a deck.")
@click.pass_obj
def diff(terminal: Terminal, *, chosen: _Chosen, exit_code: bool, as_json: bool) -> None:
    """Show what the next build would do: new (+), reworded (~), moved (>), asked anew (*), returned (^), retired (-).

    Then what Anki will not do by itself. Writes nothing.
    """
    changed: list[bool] = []

    def show(definition: Definition, made: Built) -> None:
        from . import changes, report

        changed.append(bool(changes.lines(made)))
        if as_json:
            click.echo(json.dumps(report.difference_record(definition, made), ensure_ascii=False))
        else:
            report.difference(definition, made, terminal.console())

    try:
        _each_deck(chosen, terminal.complain, show)
    except SystemExit as done:
        raise SystemExit(1 if exit_code and any(changed) else done.code) from None


@main.command()
@_deck_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object a finding.")
@click.pass_obj
def check(terminal: Terminal, *, chosen: _Chosen, as_json: bool) -> None:
    """Say what is wrong in the notes, with file:line. Exit status 1 if anything is an error."""

    def tell(diagnostics: Sequence[Diagnostic]) -> None:
        for d in diagnostics:
            finding = {"file": d.file, "line": d.line or None, "severity": d.severity, "code": d.code, "message": d.message}
            click.echo(json.dumps(finding, ensure_ascii=False) if as_json else str(d))

    def praise(definition: Definition, made: Built) -> None:
        if not made.diagnostics:
            terminal.say(f"{definition.name}: nothing is wrong in {made.files} note file{'s' if made.files != 1 else ''}")

    _each_deck(chosen, tell, praise)
