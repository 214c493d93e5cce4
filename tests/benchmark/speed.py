"""Generated notes of several sizes to a table of what builds cost, beside genanki alone, an empty click program, and other converters."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpus
from rich import box
from rich.console import Console
from rich.table import Table

PYTHON = sys.executable
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # programs are compiled once
DECKWRIGHT = (PYTHON, "-m", "deckwright")
HELLO = "import click\n@click.command()\ndef hello():\n    click.echo('hello')\nhello()"
GENANKI = """
import sys, genanki
model = genanki.Model(1, "m", fields=[{"name": "Q"}, {"name": "A"}], templates=[{"name": "c", "qfmt": "{{Q}}", "afmt": "{{A}}"}])
deck = genanki.Deck(2, "d")
for number in range(int(sys.argv[1])):
    question, answer = f"Why does the fresh cache {number} drop the page under load?", f"because the slow disk {number} is full at night"
    deck.add_note(genanki.Note(model=model, fields=[question, answer]))
genanki.Package(deck).write_to_file(sys.argv[2])
"""
ANKDOWN = "Why does cache {0} drop the page?\n\n%\n\nbecause disk {0} is full\n\n---\n\n"
ANKIVALENZ = "- Why does cache {0} drop the page? :: because disk {0} is full\n"


@dataclass(frozen=True, slots=True)
class Cost:
    """One measured command: CPU seconds (user and system) and seconds on the clock, medians; the highest peak of memory, in MiB."""

    work: str
    bullets: int
    cpu: float
    wall: float
    peak: float
    runs: int
    genanki: float = 0.0  # times the CPU of genanki alone writing as many cards
    hello: float = 0.0  # times the CPU of a click program that says hello
    size: int = 0  # bytes of the package


def main() -> None:
    """Measure, print, and write the figures where asked."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bullets", type=int, nargs="*", default=[1_000, 10_000, 100_000], help="sizes (default: %(default)s)")
    parser.add_argument(
        "--runs", type=int, default=7, help="of each command at up to 10,000 bullets; one in ten above (default: %(default)s)"
    )
    parser.add_argument("--peers", type=Path, help="a folder of virtual environments, each named after a converter that is installed in it")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures here too")
    chosen = parser.parse_args()
    found = [
        cost for bullets in chosen.bullets for cost in measured(bullets, chosen.runs if bullets <= 10_000 else max(1, chosen.runs // 10))
    ]
    others = peers(chosen.peers, chosen.runs) if chosen.peers else []
    Console(width=100).print(table([*found, *others]))
    if chosen.json:
        machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
        chosen.json.write_text(json.dumps({"machine": machine, "costs": [asdict(cost) for cost in (*found, *others)]}, indent=1), "utf-8")


def measured(bullets: int, runs: int) -> list[Cost]:
    """What the works of one size cost, each beside its base of the same moment."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        corpus.write(here, bullets)
        hello = command("click hello", (PYTHON, "-c", HELLO), here, bullets, runs)
        alone = command("genanki alone", (PYTHON, "-c", GENANKI, str(bullets), "alone.apkg"), here, bullets, runs)
        found = [command(work, arguments, here, bullets, runs, before) for work, arguments, before in works(here, bullets)]
        size = (here / "decks" / "notes.apkg").stat().st_size
        bases = [with_size(alone, (here / "alone.apkg").stat().st_size), hello]
        return [compared(cost, alone, hello) for cost in (*bases, *(with_size(c, size) if c.work == "cold build" else c for c in found))]


def works(here: Path, bullets: int) -> list[tuple[str, Sequence[str], Callable[[int], None]]]:
    """Each work with its command, and what is done before each run of it."""
    files = sorted((here / "notes").rglob("*.md"))
    build = (*DECKWRIGHT, "build")
    moved = here / "notes" / "renamed.md"

    def cold(_: int) -> None:
        shutil.rmtree(here / "decks", ignore_errors=True)

    def edited(run: int, count: int = 1) -> None:
        for path in files[:: max(1, len(files) // count)][:count]:
            text = path.read_text("utf-8") if path.exists() else ""
            path.write_text(text.replace(" is ", f" is {run} ", 1), "utf-8")

    def renamed(_: int) -> None:
        source, target = (files[-1], moved) if files[-1].exists() else (moved, files[-1])
        source.rename(target)

    return [
        ("cold build", build, cold),
        ("nothing changed", build, lambda _: None),
        ("one bullet edited", build, edited),
        ("one file renamed", build, renamed),
        ("1 % edited", build, lambda run: edited(run, max(1, bullets // 100 if len(files) == 1 else len(files) // 4))),
        ("list --json", (*DECKWRIGHT, "list", "--json"), lambda _: None),
        ("diff", (*DECKWRIGHT, "diff"), lambda _: None),
    ]


def command(  # noqa: PLR0913, PLR0917 - a measurement is all of these
    work: str, arguments: Sequence[str], folder: Path, bullets: int, runs: int, before: Callable[[int], None] = lambda _: None
) -> Cost:
    """What a command costs in a folder; its output is thrown away, and it must succeed."""
    costs = []
    for run in range(runs):
        before(run)
        costs.append(once(arguments, folder))
    cpu, wall, peak = zip(*costs, strict=True)
    return Cost(work, bullets, statistics.median(cpu), statistics.median(wall), max(peak), runs)


def once(arguments: Sequence[str], folder: Path) -> tuple[float, float, float]:
    """CPU seconds, seconds on the clock, and the peak of memory in MiB of one process with all it starts."""
    timed = "import resource, subprocess, sys, time; t = time.monotonic(); done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)"
    timed += "; u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime, time.monotonic() - t, u.ru_maxrss / 1024)"
    timed += "; sys.exit(done.returncode)"
    done = subprocess.run([PYTHON, "-c", timed, *arguments], cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=True)
    cpu, wall, peak = map(float, done.stdout.split())
    return cpu, wall, peak


def compared(cost: Cost, alone: Cost, hello: Cost) -> Cost:
    return Cost(cost.work, cost.bullets, cost.cpu, cost.wall, cost.peak, cost.runs, cost.cpu / alone.cpu, cost.cpu / hello.cpu, cost.size)


def with_size(cost: Cost, size: int) -> Cost:
    return Cost(cost.work, cost.bullets, cost.cpu, cost.wall, cost.peak, cost.runs, size=size)


def peers(environments: Path, runs: int, cards: int = 10_000) -> list[Cost]:
    """What converters that are installed take for as many cards, written as each wants them; genanki alone beside them."""
    found = []
    for name, text, arguments in (
        ("ankdown", ANKDOWN, ("-r", "notes", "-p", "out.apkg")),
        ("ankivalenz", ANKIVALENZ, ("run", ".")),
    ):
        program = environments / name / "bin" / name
        if not program.exists():
            sys.stderr.write(f"{name} is not installed in {environments}\n")
            continue
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            (here / "notes").mkdir()
            for file in range(cards // 200):
                lines = (text.format(number) for number in range(200 * file, 200 * file + 200))
                (here / "notes" / f"{file}.md").write_text(f"# Notes {file}\n\n{''.join(lines)}", "utf-8")
            settings = {"deck_name": "d", "deck_id": 7, "input_path": "notes"}
            (here / "ankivalenz.json").write_text(json.dumps(settings), "utf-8")
            alone = command("genanki alone", (PYTHON, "-c", GENANKI, str(cards), "alone.apkg"), here, cards, runs)
            hello = command("click hello", (PYTHON, "-c", HELLO), here, cards, runs)
            found.append(compared(command(name, (str(program), *arguments), here, cards, min(runs, 3)), alone, hello))
    return found


def table(costs: Iterable[Cost]) -> Table:
    """The figures as README and docs quote them."""
    shown = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    shown.add_column("bullets", justify="right")
    shown.add_column("work", no_wrap=True)
    for name in ("CPU s", "× genanki", "× hello", "wall s", "peak MiB", "package", "runs"):
        shown.add_column(name, justify="right", no_wrap=True)
    last = 0
    for cost in costs:
        if last and cost.bullets != last:
            shown.add_section()
        last = cost.bullets
        size = f"{cost.size / 1e6:.2f} MB" if cost.size else ""
        figures = (
            f"{cost.cpu:.2f}",
            f"{cost.genanki:.2f}",
            f"{cost.hello:.1f}",
            f"{cost.wall:.2f}",
            f"{cost.peak:.0f}",
            size,
            str(cost.runs),
        )
        shown.add_row(f"{cost.bullets:,}", cost.work, *figures)
    return shown


if __name__ == "__main__":
    main()
