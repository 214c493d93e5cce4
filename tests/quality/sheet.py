"""Note folders to a sheet of their cards for a blind reader, and a key to it; graded sheets to a table of passes.

    python tests/quality/sheet.py draw OUT --set NAME=FOLDER … [--controls FILE.jsonl] [--cards N] [--drafts N] [--seed S]
    python tests/quality/sheet.py keep OUT GRADES.csv … --date 2026-11-23     adds the verdicts, without any text, to tests/quality
    python tests/quality/sheet.py table                                       prints what has been kept

A second reader's verdicts are kept as DATE-again, and printed beside the first one's.

The sheet shows context, parent line, front, back and source line, shuffled, without kind, rule or score. A reader gives
each card six marks, 0 or 1: self-contained, one thing, unambiguous, faithful, grammatical, worth it (S, O, U, F, G, W);
a card passes with all six. Controls are hand-written cards mixed in: {"article", "section", "front", "back", "source"}.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from deckwright import build, making, render, stats
from deckwright.build import Issued
from deckwright.card import Status
from deckwright.definition import Definition
from deckwright.entry import Ledger
from deckwright.notefiles import read

HERE = Path(__file__).parent
MARKS = "SOUFGW"
AGAIN = "-again"
TOGETHER = 3  # rounds, the last of which each was read twice
ORDER = [
    "",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
]
Drawn = tuple[str, Issued, bool, str]  # the name of its set, the card, whether it is held back at any threshold, what is below it


def made(folder: Path, threshold: float = making.THRESHOLD) -> build.Built:
    """The notes of a folder, built."""
    notes, problems = read([folder], folder)
    return build.build(Definition("d", "D", (), folder, Path(), threshold=threshold), notes, problems, Ledger(), 100)


def held(folder: Path) -> set[str]:
    """The guids of those that are drafts at any threshold: the lint or their shape has a doubt."""
    return {i.guid for i in made(folder, 0).issued if i.card.status is Status.DRAFT}


def draw(out: Path, sets: dict[str, Path], controls: Path | None, sizes: tuple[int, int], seed: int) -> None:
    """Write sheet.md, and key.json beside it: cards and drafts in the shares in which the sets make them, no kind left out."""
    rng = random.Random(seed)
    pool: dict[str, list[Drawn]] = {"card": [], "draft": []}
    covered = {}
    for name, folder in sets.items():
        whole, doubtful = made(folder), held(folder)
        known = sum(row.known for row in stats.stats(whole).articles)
        asked = [i for i in whole.issued if i.card.is_asked]
        below = _below(whole)
        covered[name] = {"known": known, "scores": Counter(f"{i.card.score:.2f} {'held' if i.guid in doubtful else 'free'}" for i in asked)}
        for i in asked:
            pool[str(i.card.status)].append((name, i, i.guid in doubtful, below.get((i.card.place.file, i.card.bullet.text.plain), "")))
    rows: list[tuple[dict[str, Any], str]] = []
    for status, count in zip(("card", "draft"), sizes, strict=True):
        for name, i, doubt, lines in _spread(pool[status], count, 2 if status == "card" else 5, rng):
            key = {"set": name, "kind": i.card.kind, "rule": i.card.rule, "score": i.card.score, "status": status, "held": doubt}
            rows.append((key, _shown(i, lines)))
    for line in controls.read_text("utf-8").splitlines() if controls else ():
        rows.append(({"set": "control", "kind": "control", "rule": "control", "score": 1.0, "status": "card"}, _control(json.loads(line))))
    rng.shuffle(rows)
    out.mkdir(parents=True, exist_ok=True)
    (out / "sheet.md").write_text("\n".join(f"## {n}\n{shown}" for n, (_, shown) in enumerate(rows, 1)), "utf-8")
    (out / "key.json").write_text(json.dumps({"rows": [key for key, _ in rows], "sets": covered}, indent=1), "utf-8")


def _spread(found: Sequence[Drawn], count: int, least: int, rng: random.Random) -> list[Drawn]:
    """A sample with at least so many of every kind, where there are so many, and the rest as they come."""
    kinds: dict[str, list[Drawn]] = defaultdict(list)
    for one in rng.sample(found, len(found)):
        kinds[one[1].card.kind].append(one)
    first = [one for kind in sorted(kinds) for one in kinds[kind][:least]]
    rest = [one for kind in sorted(kinds) for one in kinds[kind][least:]]
    return [*first, *rng.sample(rest, max(0, min(len(rest), count - len(first))))]


def _below(whole: build.Built) -> dict[tuple[str, str], str]:
    """The bullets right below each, by its file and text."""
    found: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
    for i in whole.issued:
        found[i.card.place.file, i.card.parent_text][i.card.bullet.line] = i.card.bullet.text.plain
    return {above: " / ".join(lines.values()) for above, lines in found.items()}


def _shown(i: Issued, below: str) -> str:
    card = i.card
    above = f"on: {card.parent}\n" if card.parent else ""
    source = f"{card.bullet.text.plain}{f' / {below}' if below else ''}"
    return f"context: {card.context}\n{above}front: {card.question}\nback: {render.plain_answer(card)}\n(source, for F only: {source})\n"


def _control(card: dict[str, str]) -> str:
    context = " › ".join(filter(None, (card["article"], card.get("section", ""))))
    return f"context: {context}\nfront: {card['front']}\nback: {card['back']}\n(source, for F only: {card['source']})\n"


def keep(out: Path, grades: Iterable[Path], date: str) -> None:
    """Add a graded sheet's marks to this folder, a line a card, without its text; and how much its sets yield at each score."""
    drawn = json.loads((out / "key.json").read_text("utf-8"))
    lines = []
    for path in grades:
        for row in csv.DictReader(path.read_text("utf-8").splitlines()):
            key = drawn["rows"][int(row["n"]) - 1]
            lines.append(json.dumps({"date": date, **key, "marks": "".join(row[mark] for mark in MARKS)}))
    (HERE / f"{date}.jsonl").write_text("\n".join(lines) + "\n", "utf-8")
    if not date.endswith(AGAIN):
        (HERE / f"{date}.yield.json").write_text(json.dumps(drawn["sets"], indent=1) + "\n", "utf-8")


def wilson(passed: int, graded: int) -> tuple[int, int]:
    """The 95 % interval of a share, in per cent (Wilson 1927)."""
    if not graded:
        return 0, 100
    z, share = 1.96, passed / graded
    middle = (share + z * z / (2 * graded)) / (1 + z * z / graded)
    half = z / (1 + z * z / graded) * (share * (1 - share) / graded + z * z / (4 * graded * graded)) ** 0.5
    return round(100 * (middle - half)), round(100 * (middle + half))


@dataclass(frozen=True)
class Round:
    """One sheet: what its readers made of each card, and how many cards its sets yield at each score."""

    name: str
    readings: tuple[list[dict[str, Any]], ...]  # of the first reader, and of the second where there was one
    sets: dict[str, Any]

    def of(self, wanted: Callable[[dict[str, Any]], bool]) -> list[list[dict[str, Any]]]:
        """The rows that are wanted, of each reader."""
        return [[row for row in rows if wanted(row)] for rows in self.readings]


def rounds() -> list[Round]:
    """What has been kept, in the order in which it was read; NAME-again.jsonl is the second reading of NAME.jsonl."""
    found = []
    for path in sorted(HERE.glob("*.yield.json"), key=_when):
        name = path.name.removesuffix(".yield.json")
        if not name.endswith(AGAIN):
            files = [file for end in ("", AGAIN) if (file := HERE / f"{name}{end}.jsonl").exists()]
            readings = tuple([json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in files)
            found.append(Round(name, readings, json.loads(path.read_text("utf-8"))))
    return found


def _when(path: Path) -> tuple[str, int]:
    """`2026-11-29-tenth-again.yield.json` -> its day and which round it is."""
    name = path.name.removesuffix(".yield.json").removesuffix(AGAIN)
    return name[:10], ORDER.index(name[11:])


def table() -> str:
    """Passes by kind and by threshold, with what the sets yield there, of every round kept and of the last ones together."""
    kept = rounds()
    parts = []
    for one in kept:
        parts.append(f"{one.name}, sets nobody tuned on: {', '.join(sorted(one.sets))}\n")
        parts += [_row(name, one.of(partial(_is, name))) for name in _names(one.readings[0])]
        parts += [*_thresholds([one]), ""]
    parts += [f"the last {TOGETHER} rounds together\n", *_thresholds(kept[-TOGETHER:])]
    return "\n".join(parts) + "\n"


def _thresholds(some: Sequence[Round]) -> list[str]:
    """A row for each score, and one for the expert's own cards."""

    def row(name: str, wanted: Callable[[dict[str, Any]], bool]) -> str:
        return _row(name, [list(chain.from_iterable(readings)) for readings in zip(*(one.of(wanted) for one in some), strict=True)])

    known = sum(found["known"] for one in some for found in one.sets.values())
    free = [
        (float(key.removesuffix(" free")), count)
        for one in some
        for found in one.sets.values()
        for key, count in found["scores"].items()
        if key.endswith(" free")
    ]
    lines = []
    for threshold in (0.4, 0.5, 0.6, 0.7, 0.8):
        cards = sum(count for score, count in free if score >= threshold)
        above = row(f"score {threshold} and more", partial(_scores, threshold))
        lines.append(f"{above}   {100 * cards / known:4.1f} per 100 bullets with knowledge")
    return [*lines, row("the expert's own", partial(_is, "control, card"))]


def _scores(least: float, row: dict[str, Any]) -> bool:
    """Whether it is a card at that threshold: none of the expert's, and not held back at any."""
    return row["score"] >= least and row["set"] != "control" and not row["held"]


def _is(name: str, row: dict[str, Any]) -> bool:
    return _name(row) == name


def _name(row: dict[str, Any]) -> str:
    return f"{row['kind']}, {row['status']}"


def _names(rows: Sequence[dict[str, Any]]) -> list[str]:
    return [name for name, _ in Counter(map(_name, rows)).most_common() if not name.startswith("control")]


def _row(name: str, readings: Sequence[Sequence[dict[str, Any]]]) -> str:
    """Passes of each reader with their interval, and the first one's marks."""
    told = []
    for rows in readings:
        passed = sum(row["marks"] == "111111" for row in rows)
        low, high = wilson(passed, len(rows))
        told.append(f"{passed:3} of {len(rows):3}  {low:3}-{high:3} %")
    first = readings[0]
    marks = "  ".join(
        f"{mark} {round(100 * sum(r['marks'][k] == '1' for r in first) / max(1, len(first))):3}" for k, mark in enumerate(MARKS)
    )
    return f"{name:24} {'   '.join(told)}   {marks}"


def main() -> None:
    """Draw, keep or print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    drawing = commands.add_parser("draw")
    drawing.add_argument("out", type=Path)
    drawing.add_argument("--set", action="append", required=True, metavar="NAME=FOLDER")
    drawing.add_argument("--controls", type=Path)
    drawing.add_argument("--cards", type=int, default=120)
    drawing.add_argument("--drafts", type=int, default=60)
    drawing.add_argument("--seed", type=int, default=1)
    keeping = commands.add_parser("keep")
    keeping.add_argument("out", type=Path)
    keeping.add_argument("grades", type=Path, nargs="+")
    keeping.add_argument("--date", required=True)
    commands.add_parser("table")
    chosen = parser.parse_args()
    if chosen.command == "draw":
        sets = {name: Path(folder) for name, folder in (one.split("=", 1) for one in chosen.set)}
        draw(chosen.out, sets, chosen.controls, (chosen.cards, chosen.drafts), chosen.seed)
    elif chosen.command == "keep":
        keep(chosen.out, chosen.grades, chosen.date)
    else:
        sys.stdout.write(table())


if __name__ == "__main__":
    main()
