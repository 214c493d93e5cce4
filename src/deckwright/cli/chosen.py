"""Command-line arguments to the decks they mean, each built and handed on.

What every command has in common: which deck, from which notes, at what time, and the exit status.
"""

from __future__ import annotations

import functools
import os
import re
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..diagnostic import Diagnostic, Refused
from ..kinds import KINDS
from ..terminal import Terminal

if TYPE_CHECKING:
    from ..build import Built
    from ..definition import Definition
    from ..sheet import Make


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the arguments say about which deck to make of which notes."""

    notes: tuple[Path, ...]
    deck: str
    folder: Path
    output: Path | None
    config: Path | None

    def definitions(self, tell: Callable[[Sequence[Diagnostic]], None]) -> tuple[Definition, ...]:
        """The decks meant; a bad definition is told and left out. Raises Refused where none is left, UsageError for an unknown deck."""
        from .. import definition as definitions  # so that --help does not wait for YAML

        if self.output and (self.output.suffix != ".apkg" or (self.output.exists() and not self.output.is_file())):
            raise click.UsageError(f"--output {self.output}: a package is a file whose name ends in .apkg")
        base = Path.cwd() if self.output else self.folder.absolute().parent
        if self.config and (self.notes or self.output):
            raise click.UsageError("--config says which notes to read and where the package goes; leave out NOTES and --output")
        if self.config:
            return (definitions.load(self.config, base),)
        defined = self.defined()
        if not self.notes and not self.output and defined:
            loaded, refused = _loaded(defined, base)
            if refused and not loaded:
                raise refused[0]
            tell([r.diagnostic for r in refused])
            wanted = tuple(d for d in loaded if not self.deck or self.deck.casefold() in (d.stem.casefold(), d.name.casefold()))
            twin = next((d for k, d in enumerate(loaded) if any(d.name.casefold() == other.name.casefold() for other in loaded[:k])), None)
            if twin:
                message = (
                    f"another definition in {self.folder} has the name “{twin.name}” too, and Anki would make one deck of both; rename one"
                )
                raise Refused((self.folder / f"{twin.stem}.yaml").as_posix(), 0, "definition", message)
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

    def defined(self) -> list[Path]:
        """The deck definitions in the folder; none where it is gone, be it as it is looked into."""
        try:
            return sorted(self.folder.glob("*.yaml"))
        except FileNotFoundError:
            return []

    def refuse_several(self, option: str) -> None:
        """Raises UsageError where the `option` names one page and several decks are meant."""
        try:
            several = len(self.definitions(lambda _: None)) > 1
        except Refused:  # told when the decks are built
            return
        if several:
            raise click.UsageError(f"{option}: that is one page, and there are several decks; choose one with --deck NAME")


def _loaded(paths: Sequence[Path], base: Path) -> tuple[tuple[Definition, ...], list[Refused]]:
    """The definitions that can be read, and why the others cannot."""
    from .. import definition as definitions

    loaded, refused = [], []
    for path in paths:
        try:
            loaded.append(definitions.load(path, base))
        except Refused as bad:
            refused.append(bad)
    return tuple(loaded), refused


def notes_and_deck_options(command: Callable[..., None]) -> Callable[..., None]:
    """The arguments that choose notes and a deck, gathered into one `chosen`."""
    return click.argument("notes", nargs=-1, type=click.Path(path_type=Path))(deck_options(command))


def deck_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that choose a deck, gathered into one `chosen`."""

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
    def gathered(deck: str, folder: Path, output: Path | None, config: Path | None, notes: tuple[Path, ...] = (), **rest: Any) -> None:
        command(chosen=Chosen(notes, deck, folder, output, config), **rest)

    return gathered


def kind_option(does: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option that picks kinds of cards; `does` is its help."""
    return click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), metavar="KIND", help=does)


def score_option(does: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option that leaves out what scores little; `does` is its help."""
    return click.option("--min-score", type=click.FloatRange(0, 1), default=0.0, help=does)


def each_deck(
    chosen: Chosen,
    tell: Callable[[Sequence[Diagnostic]], None],
    use: Callable[[Definition, Built], None],
    hold: Callable[[Definition], AbstractContextManager[object]] = nullcontext,
    **how: bool,
) -> None:
    """Do what `all_decks` does; exit 1 where a note has an error or a deck is refused."""
    raise SystemExit(1 if all_decks(chosen, tell, use, hold, None, **how) else 0)


def all_decks(
    chosen: Chosen,
    tell: Callable[[Sequence[Diagnostic]], None],
    use: Callable[[Definition, Built], None],
    hold: Callable[[Definition], AbstractContextManager[object]] = nullcontext,
    make: Make | None = None,
    **how: bool,
) -> bool:
    """Build each deck meant and use it, holding it meanwhile; whether a note has an error or a deck is refused.

    `make` and `how` are those of `store.built`.
    """
    from .. import sheet, store  # so that --help does not wait for the parser

    failed = False
    bad: list[Diagnostic] = []
    try:
        decks = chosen.definitions(bad.extend)
    except Refused as refused:
        tell([refused.diagnostic])
        return True
    tell(bad)
    failed |= bool(bad)
    for definition in decks:
        try:
            with hold(definition):
                made = store.built(definition, now(), make=make or sheet.each, **how)
                tell(made.diagnostics)
                failed |= made.has_errors
                use(definition, made)
        except Refused as refused:
            tell([refused.diagnostic, *refused.others])
            failed = True
    return failed


def held(terminal: Terminal) -> Callable[[Definition], AbstractContextManager[None]]:
    """How a command that writes keeps a deck to itself."""
    from .. import lock

    return lambda definition: lock.locked(definition, terminal.say)


def now() -> int:
    """The second of this build; SOURCE_DATE_EPOCH fixes it for repeatable builds."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return max(1, int(fixed) if re.fullmatch(r"[0-9]{1,11}", fixed) else int(time.time()))  # a clock may stand before 1970
