"""Kinds of edits to a table of how many cards keep their guid, beside three identities computed from the notes."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from edits.measure import HASHES, NUMBERS, Count, measured, total
from edits.table import EDITS
from rich import box
from rich.console import Console
from rich.table import Table


def main() -> None:
    """Measure, print, and write the counts where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bullets", type=int, default=150, help="in the notes of a case (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="default: %(default)s")
    parser.add_argument("--rounds", type=int, default=20, help="cases of each kind of edit (default: %(default)s)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="the counts, and every card that is not where it belongs")
    chosen = parser.parse_args()
    counts = {edit.name: measured(edit, chosen.seed, chosen.bullets, chosen.rounds) for edit in EDITS}
    Console(width=80).print(_table(counts))
    if chosen.json:
        chosen.json.write_text(json.dumps({name: _record(count) for name, count in counts.items()}, indent=1), "utf-8")


def _table(counts: dict[str, Count]) -> Table:
    caption = (
        "cards: of bullets edited or moved that still exist. kept, text, path, file: % of them with the guid they had, by deckwright and "
        "by a hash of the text, of text and headings, of text and file. wrong: guids now on another bullet. twin: the same, but of the "
        "same words and torn from the line above, so that nobody could tell. gone: cards whose bullets are gone. rest: % kept of "
        "untouched cards."
    )
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False, caption=caption)
    table.add_column("edit", no_wrap=True)
    for name in ("cards", "kept", "lost", "wrong", "twin", "gone", "text", "path", "file", "rest"):
        table.add_column(name, justify="right", no_wrap=True)
    for name, count in counts.items():
        table.add_row(name, *_cells(count))
    table.add_section()
    table.add_row("all", *_cells(total(counts.values())))
    return table


def _cells(count: Count) -> list[str]:
    shares = [_share(count.hashes[of], count.touched) for of in HASHES]
    return [
        str(count.touched),
        _share(count.kept, count.touched),
        str(count.lost),
        str(count.wrong),
        str(count.twins),
        str(count.gone),
        *shares,
        _share(count.rest_kept, count.rest),
    ]


def _share(part: int, whole: int) -> str:
    """A percentage that says 100 only where all are in it."""
    return "–" if not whole else "100" if part == whole else f"{int(1000 * part / whole) / 10:.1f}"


def _record(count: Count) -> dict[str, object]:
    faults = [{slot: getattr(fault, slot) for slot in ("verdict", "touched", "guid", "was", "now", "taken")} for fault in count.faults]
    return {**{name: getattr(count, name) for name in NUMBERS}, "hashes": dict(count.hashes), "faults": faults}


if __name__ == "__main__":
    main()
