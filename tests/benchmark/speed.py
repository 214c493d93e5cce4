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
from dataclasses import asdict, dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import corpus
import peers
from rich import box
from rich.console import Console
from rich.table import Table

PYTHON = sys.executable
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}  # programs are compiled once
ENVIRONMENT["PYTHONWARNINGS"] = "ignore"  # markdown-anki-decks has one for every card
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
SAME = """
import sqlite3, sys, tempfile, zipfile, genanki
with tempfile.TemporaryDirectory() as folder:
    file = zipfile.ZipFile(sys.argv[1]).extract("collection.anki2", folder)
    rows = sqlite3.connect(file).execute("SELECT flds, tags FROM notes").fetchall()
fields = rows[0][0].split("\\x1f")
names = [{"name": f"F{k}"} for k in range(len(fields))]
model = genanki.Model(1, "m", fields=names, templates=[{"name": "c", "qfmt": "{{F0}}", "afmt": "{{F1}}"}])
deck = genanki.Deck(2, "d")
for content, tags in rows:
    deck.add_note(genanki.Note(model=model, fields=content.split("\\x1f"), tags=tags.split()))
genanki.Package(deck).write_to_file(sys.argv[2])
"""


@dataclass(frozen=True, slots=True)
class Cost:
    """One measured command with all the processes it starts: seconds of user CPU, of user and system, on the clock; the peak in MiB.

    Times are medians of the `runs`; the peak is the highest.
    """

    work: str
    bullets: int
    user: float
    cpu: float
    wall: float
    peak: float
    runs: int
    genanki: float = 0.0  # times the user CPU of genanki alone writing as many cards
    hello: float = 0.0  # times the user CPU of a click program that says hello
    size: int = 0  # bytes of the package
    plain: int = 0  # bytes of the package that genanki makes of the same cards


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
    load = [os.getloadavg()[0]]
    found = [
        cost for bullets in chosen.bullets for cost in measured(bullets, chosen.runs if bullets <= 10_000 else max(1, chosen.runs // 10))
    ]
    found += beside(chosen.peers, min(chosen.runs, 3)) if chosen.peers else []
    load.append(os.getloadavg()[0])
    about = machine(load)
    Console(width=120).print(table(found))
    sys.stdout.write(f"\n{markdown(found, about)}\n")
    if chosen.json:
        chosen.json.write_text(json.dumps({"machine": about, "costs": [asdict(cost) for cost in found]}, indent=1) + "\n", "utf-8")


def machine(load: Sequence[float]) -> dict[str, object]:
    """On what it was measured, and how busy that was before and behind."""
    return {
        "processor": _said("/proc/cpuinfo", "model name") or platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory": _said("/proc/meminfo", "MemTotal"),
        "system": platform.system(),
        "python": platform.python_version(),
        "load": [round(value, 1) for value in load],
    }


def _said(file: str, name: str) -> str:
    """What Linux says of something; empty elsewhere."""
    if not Path(file).exists():
        return ""
    lines = (line.partition(":") for line in Path(file).read_text("utf-8").splitlines())
    return next((value.strip() for key, _, value in lines if key.strip() == name), "")


def measured(bullets: int, runs: int) -> list[Cost]:
    """What the works of one size cost, each beside its base of the same moment."""
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        corpus.write(here, bullets)
        hello = command("click hello", (PYTHON, "-c", HELLO), here, bullets, runs)
        alone = command("genanki alone", (PYTHON, "-c", GENANKI, str(bullets), "alone.apkg"), here, bullets, runs)
        found = [command(work, arguments, here, bullets, runs, before) for work, arguments, before in works(here, bullets)]
        size, plain = (here / "decks" / "notes.apkg").stat().st_size, genankis(here)
        bases = [replace(alone, size=(here / "alone.apkg").stat().st_size), hello]
        sized = (replace(c, size=size, plain=plain) if c.work == "cold build" else c for c in found)
        return [compared(cost, alone, hello) for cost in (*bases, *sized)]


def genankis(here: Path) -> int:
    """The size of the package that genanki makes of the cards of ours."""
    subprocess.run([PYTHON, "-c", SAME, "decks/notes.apkg", "same.apkg"], cwd=here, check=True)
    return (here / "same.apkg").stat().st_size


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
        ("cold build, one process", (*build, "--jobs", "1"), cold),
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
    user, cpu, wall, peak = zip(*costs, strict=True)
    return Cost(work, bullets, statistics.median(user), statistics.median(cpu), statistics.median(wall), max(peak), runs)


def once(arguments: Sequence[str], folder: Path) -> tuple[float, float, float, float]:
    """Seconds of user CPU, of user and system, on the clock, and the peak of memory in MiB, of one process with all it starts."""
    timed = "import resource, subprocess, sys, time; t = time.monotonic(); done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL)"
    timed += "; u = resource.getrusage(resource.RUSAGE_CHILDREN)"
    timed += "; print(u.ru_utime, u.ru_utime + u.ru_stime, time.monotonic() - t, u.ru_maxrss / 1024); sys.exit(done.returncode)"
    done = subprocess.run([PYTHON, "-c", timed, *arguments], cwd=folder, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True, check=True)
    user, cpu, wall, peak = map(float, done.stdout.split())
    return user, cpu, wall, peak


def compared(cost: Cost, alone: Cost, hello: Cost) -> Cost:
    return replace(cost, genanki=cost.user / alone.user, hello=cost.user / hello.user)


def beside(environments: Path, runs: int, cards: int = 10_000) -> list[Cost]:
    """What the converters that are installed take for as many cards, each beside genanki alone of the same moment."""
    found = []
    for peer, program in peers.installed(environments):
        if program is None:
            sys.stderr.write(f"{peer.name} is not installed in {environments}\n")
            continue
        with tempfile.TemporaryDirectory() as folder:
            here = Path(folder)
            arguments = peers.written(peer, here, cards)
            alone = command("genanki alone", (PYTHON, "-c", GENANKI, str(cards), "alone.apkg"), here, cards, runs)
            hello = command("click hello", (PYTHON, "-c", HELLO), here, cards, runs)
            (here / "alone.apkg").unlink()
            cost = command(peer.name, (str(program), *arguments), here, cards, runs)
            if (made := peers.made(peer, here)) == cards:
                found.append(compared(cost, alone, hello))
            else:
                sys.stderr.write(f"{peer.name} is left out: it made {made:,} of {cards:,} cards\n")
    return found


def table(costs: Iterable[Cost]) -> Table:
    """All figures, for a terminal."""
    shown = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    shown.add_column("bullets", justify="right")
    shown.add_column("work", no_wrap=True)
    for name in ("user s", "× genanki", "× hello", "user + sys s", "wall s", "peak MiB", "package", "× genanki’s", "runs"):
        shown.add_column(name, justify="right", no_wrap=True)
    last = 0
    for cost in costs:
        if last and cost.bullets != last:
            shown.add_section()
        last = cost.bullets
        size = f"{cost.size / 1e6:.2f} MB" if cost.size else ""
        smaller = f"{cost.size / cost.plain:.2f}" if cost.plain else ""
        times = (f"{cost.user:.2f}", f"{cost.genanki:.2f}", f"{cost.hello:.2f}", f"{cost.cpu:.2f}", f"{cost.wall:.2f}")
        shown.add_row(f"{cost.bullets:,}", cost.work, *times, f"{cost.peak:.0f}", size, smaller, str(cost.runs))
    return shown


QUOTED = ("genanki alone", "cold build", "cold build, one process", "one bullet edited", "nothing changed")


def markdown(costs: Iterable[Cost], about: dict[str, object]) -> str:
    """The rows that README quotes, as it quotes them."""
    ours = {name for name, *_ in works(Path(), 0)} | {"click hello"}
    rows = [cost for cost in costs if cost.bullets == 10_000 and (cost.work in QUOTED or cost.work not in ours)]
    bases = [cost for cost in rows if cost.work == "genanki alone"][:1]
    lines = ["| 10,000 bullets or cards | user CPU | × genanki alone | on the clock | peak memory |", "| --- | --- | --- | --- | --- |"]
    for cost in [*bases, *(row for row in rows if row.work != "genanki alone")]:
        lines.append(f"| {cost.work} | {cost.user:.2f} s | {cost.genanki:.2f} | {cost.wall:.2f} s | {cost.peak:.0f} MiB |")
    before, after = about["load"] if isinstance(about["load"], list) else (0, 0)
    said = f"{about['processor']}, {about['cores']} cores, {about['memory']} of memory, {about['system']}, Python {about['python']}"
    return "\n".join([*lines, "", f"({said}; load {before} before, {after} behind.)"])


if __name__ == "__main__":
    main()
