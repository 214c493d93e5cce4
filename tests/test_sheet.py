"""A note file's sheet is the same from a cache, from another process, and from here."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright import build, cardjson, sheet
from deckwright.definition import Definition
from deckwright.entry import Ledger
from deckwright.leftout import NONE
from deckwright.notefiles import NoteText

GOLDEN = sorted(Path(__file__).parent.glob("grammar/*.md")) + sorted(Path(__file__).parent.glob("dialects/**/*.md"))
EXAMPLE = sorted((Path(__file__).parents[1] / "notes").glob("*.md"))
DECK = Definition("d", "D", (), Path(), Path())


def made(text: str) -> sheet.Sheet:
    return sheet.made(NoteText("notes/n.md", text, "obsidian://open?vault=v&file=n"), 0.4, NONE)


def kept(one: sheet.Sheet) -> sheet.Sheet:
    return cardjson.read(json.loads(json.dumps(cardjson.written(one))))


@pytest.mark.parametrize("path", GOLDEN, ids=lambda path: path.stem)
def test_a_sheet_of_every_shape_and_dialect_comes_back_as_it_was(path: Path) -> None:
    one = made(path.read_text("utf-8"))
    assert one.cards
    assert kept(one) == one


@settings(derandomize=True, deadline=None)
@given(st.text("a- #:\n*`$[]{}()|==\"'é漢1.c", max_size=120))
def test_a_sheet_of_anything_comes_back_as_it_was(text: str) -> None:
    one = made(text)
    assert kept(one) == one


class LastFirst(Executor):
    """An engine of somebody else's: it takes all that there is to do before it does any of it, and does the last first."""

    def __init__(self, _: int = 1) -> None:
        self.waiting: list[tuple[Future[Any], Callable[[], Any]]] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.waiting.append((future, partial(fn, *args, **kwargs)))
        return future

    def map(self, fn: Callable[..., Any], *iterables: Iterable[Any], **_: Any) -> Iterator[Any]:
        futures = [self.submit(fn, *args) for args in zip(*iterables, strict=True)]
        while self.waiting:
            future, work = self.waiting.pop()
            future.set_result(work())
        return (future.result() for future in futures)


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, ProcessPoolExecutor, LastFirst])
def test_sheets_made_elsewhere_are_the_sheets_made_here(executor: Callable[[int], Executor]) -> None:
    notes = [NoteText(path.name, path.read_text("utf-8")) for path in GOLDEN[:24]]
    with executor(2) as workers:
        assert list(sheet.by(workers)(notes, DECK)) == list(sheet.each(notes, DECK))


@pytest.mark.parametrize("executor", [ThreadPoolExecutor, LastFirst])
def test_a_build_is_the_same_wherever_its_sheets_were_made(executor: Callable[[int], Executor]) -> None:
    notes = [NoteText(path.name, path.read_text("utf-8")) for path in EXAMPLE]
    here = build.build(DECK, notes, (), Ledger(), 100)
    with executor(2) as workers:
        there = build.build(DECK, notes, (), Ledger(), 100, make=sheet.by(workers))
    assert (there.issued, there.ledger, there.diagnostics) == (here.issued, here.ledger, here.diagnostics)
    assert here.cards()


def test_two_processes_build_what_one_builds(
    run: Callable[..., Result], notes: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1750000000")
    monkeypatch.setattr("deckwright.cli.making._WORTH", 0)
    for number in range(12):
        notes(f"{number}.md", f"# Pumps {number}\n- Pump {number}: a machine that lifts water\n- Lesson: oil pump {number} in spring\n")
    outcomes = []
    for jobs in ("1", "2"):
        assert run("build", "--jobs", jobs, "--decks", f"decks{jobs}").exit_code == 0
        outcomes.append([path.read_bytes() for path in sorted(Path(f"decks{jobs}").glob("*.*")) if path.is_file()])
    assert outcomes[0] == outcomes[1] != []


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")
def test_a_killed_worker_is_told_in_a_line(run: Callable[..., Result], notes: Callable[..., Path], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("deckwright.cli.making._WORTH", 0)
    monkeypatch.setattr("deckwright.cli.making._unstirred", killed)
    notes("a.md", "# Pumps\n- Lesson: oil it\n")
    notes("b.md", "# Weirs\n- Lesson: mend it\n")
    result = run("build", "--jobs", "2")
    assert (result.exit_code, result.stderr) == (
        1,
        "notes: a process that made cards was killed, perhaps because memory ran out; build with --jobs 1\n",
    )


def test_a_list_after_a_build_is_that_without_its_cache(run: Callable[..., Result], notes: Callable[..., Path]) -> None:
    for path in GOLDEN[::3]:
        notes(path.name, path.read_bytes())
    first = run("list", "--json", "--drafts", "--skipped").stdout
    run("build")
    again = run("list", "--json", "--drafts", "--skipped").stdout
    assert first == again
    assert first.count("\n") > 150


# Builds as a person with no patience at all sees it.
IMPATIENT = """
import sys
from deckwright.cli import main, making
making._PATIENCE = 0
main(sys.argv[1:])
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of POSIX")
@pytest.mark.parametrize(("options", "says"), [((), True), (("--quiet",), False)])
def test_who_waits_at_a_terminal_is_told_how_far_it_is(notes: Callable[..., Path], options: tuple[str, ...], says: bool) -> None:
    for number in range(4):
        notes(f"{number}.md", f"# Pumps {number}\n- Lesson: oil pump {number} in spring\n")
    ours, theirs = os.openpty()
    command = [sys.executable, "-c", IMPATIENT, "build", *options]
    done = subprocess.run(command, stderr=theirs, stdout=subprocess.PIPE, text=True, check=False, env={**os.environ, "TERM": "xterm"})
    os.close(theirs)
    os.set_blocking(ours, False)
    try:
        said = os.read(ours, 1 << 16).decode()
    except OSError:  # nothing
        said = ""
    os.close(ours)
    assert (done.returncode, "4 cards from 4 bullets" in done.stdout) == (0, says)
    assert ("1/4 note files, 1 cards" in re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", said)) == says
