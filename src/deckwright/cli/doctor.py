"""The command for a fault report: findings of machine, folder and decks, as a table or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..diagnostic import Diagnostic, Refused
from ..terminal import Terminal
from .chosen import Chosen, deck_options, now

if TYPE_CHECKING:
    from ..definition import Definition
    from ..doctor import Finding

_WIDTH = 80  # columns of the table
_INDENT = 20  # columns before what was found


@click.command()
@deck_options
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_obj
def doctor(terminal: Terminal, *, chosen: Chosen, as_json: bool) -> None:
    """Look for what may be wrong with this machine, its folder and decks, for you or for a report of a fault.

    It says nothing of what stands in your notes, only counts. Writes nothing. Exit status 1 if anything is wrong.
    """
    from ..doctor import State

    found = list(_findings(chosen))
    wrong = any(finding.state is State.WRONG for finding in found)
    if as_json:
        terminal.show(json.dumps({"wrong": wrong, "findings": [asdict(finding) for finding in found]}, ensure_ascii=False))
    for line in () if as_json else _table(found):
        terminal.show(line)
    raise SystemExit(1 if wrong else 0)


def _findings(chosen: Chosen) -> Iterator[Finding]:
    from .. import doctor

    yield from doctor.machine()
    yield from doctor.folder(chosen.output.parent if chosen.output else chosen.folder)
    bad: list[Diagnostic] = []
    decks: tuple[Definition, ...] = ()
    try:
        decks = chosen.definitions(bad.extend)
    except Refused as refused:
        bad.append(refused.diagnostic)
    for diagnostic in bad:
        yield doctor.refused(Refused(diagnostic.file, diagnostic.line, diagnostic.code, ""))
    seen: set[Path] = set()
    for deck in decks:
        seen.add(deck.ledger_path.absolute())
        yield from doctor.deck(deck, now())
    for path in () if chosen.output or chosen.deck or chosen.config else sorted(chosen.folder.glob("*.ledger.jsonl")):
        if path.absolute() not in seen:  # of a definition that cannot be read, or is gone
            yield from doctor.files(path, path.with_name(f"{path.name.removesuffix('.ledger.jsonl')}.apkg"), now())


def _table(found: Iterable[Finding]) -> Iterator[str]:
    """A finding a row: how grave, of what, what, and below it what to do."""
    import textwrap

    for finding in found:
        head = f"{finding.state:<8} {finding.part:<11}"
        for number, line in enumerate(textwrap.wrap(finding.found, _WIDTH - _INDENT, break_on_hyphens=False) or [""]):
            yield f"{head if not number else '':<{_INDENT}}{line}".rstrip()
        for line in textwrap.wrap(f"→ {finding.todo}", _WIDTH - _INDENT, subsequent_indent="  ") if finding.todo else ():
            yield f"{'':<{_INDENT}}{line}"
