"""Two builds of one deck at once: the second waits, says so, and then builds what the first left."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from click.testing import Result
from products import products

from deckwright import definition, ledger, lock
from deckwright.diagnostic import Refused

Notes = Callable[..., Path]
Run = Callable[..., Result]
Process = subprocess.Popen[str]

NOTE = "# Water\n- Pump: a machine that lifts water\n- Weir: a low dam across a river\n"
WAITING = "Notes: another build of this deck is running; waiting for it"
LONG = 60  # seconds after which a process that should have ended hangs

# Holds the deck as a build does, says so, and lets go when it is told to. With arguments (`c_call open filelock._unix`) it
# stops on the way, just before or after a function is called there for the first time.
HOLDER = """
import sys
from pathlib import Path
from deckwright import definition, lock

def stop(frame, event, called):
    if event == sys.argv[1] and called.__name__ == sys.argv[2] and frame.f_globals["__name__"].startswith(sys.argv[3]):
        sys.setprofile(None)
        print("stopped", flush=True)
        sys.stdin.readline()

sys.setprofile(stop if len(sys.argv) > 1 else None)
deck = definition.default((Path("notes").absolute(),), Path.cwd(), Path("decks"))
with lock.locked(deck, lambda message: print(message, flush=True)):
    print("held", flush=True)
    sys.stdin.readline()
print("released", flush=True)
"""


@contextmanager
def process(*arguments: str) -> Iterator[Process]:
    """A Python process with pipes, killed where the test ends before it does, or where it hangs."""
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, *arguments], stdin=pipe, stdout=pipe, stderr=pipe, text=True, encoding="utf-8") as started:
        hangs = threading.Timer(LONG, started.kill)
        hangs.start()
        try:
            yield started
        finally:
            hangs.cancel()
            started.kill()


def hears(process: Process) -> str:
    """The next line a process says; where it ended instead, what it complained of."""
    assert process.stdout
    assert process.stderr
    return process.stdout.readline().rstrip("\n") or process.stderr.read()


def tell(process: Process) -> None:
    """Let a process go on that waits for a line."""
    assert process.stdin
    process.stdin.write("\n")
    process.stdin.flush()


def texts(folder: Path) -> list[str]:
    """The bullets that a deck's ledger knows."""
    return sorted(entry.text for entry in ledger.load(folder / "decks/notes.ledger.jsonl").values())


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in products(folder / "decks"))


def test_a_second_build_waits_says_so_and_then_builds(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    with process("-c", HOLDER) as first:
        assert hears(first) == "held"
        with process("-m", "deckwright", "build") as second:
            assert second.stderr
            assert second.stderr.readline() == WAITING + "\n"
            assert (second.poll(), names(here)) == (None, [".notes.lock"])
            tell(first)
            output, errors = second.communicate()
    assert (second.returncode, errors) == (0, "")
    assert "wrote decks/notes.apkg" in output
    assert texts(here) == ["Pump: a machine that lifts water", "Weir: a low dam across a river"]
    assert names(here) == ["notes.apkg", "notes.ledger.jsonl"]


def test_a_build_that_waited_reads_the_ledger_the_first_one_wrote(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    run("build")
    path = here / "decks/notes.ledger.jsonl"
    known = path.read_bytes()
    path.unlink()
    notes("a.md", NOTE.replace("a low dam", "a very low dam"))
    with process("-c", HOLDER) as first:
        assert hears(first) == "held"
        with process("-m", "deckwright", "build") as second:
            assert second.stderr
            assert second.stderr.readline() == WAITING + "\n"
            path.write_bytes(known)  # as the first build does
            tell(first)
            assert "1 changed" in second.communicate()[0]
    assert texts(here) == ["Pump: a machine that lifts water", "Weir: a very low dam across a river"]
    assert ledger.load(path).keys() == ledger.parse(known.decode(), "l").keys()


def test_many_builds_at_once_are_as_good_as_one(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    with ExitStack() as ends:
        builds = [ends.enter_context(process("-m", "deckwright", "--quiet", "build")) for _ in range(4)]
        assert [(build.communicate()[1], build.returncode) for build in builds] == [("", 0)] * len(builds)
    assert names(here) == ["notes.apkg", "notes.ledger.jsonl"]
    assert "(2 unchanged)" in run("build").stdout


@pytest.mark.parametrize("command", [("build", "--dry-run"), ("list",), ("diff",), ("check",)], ids=" ".join)
def test_a_command_that_only_reads_waits_for_nobody(notes: Notes, here: Path, command: tuple[str, ...]) -> None:
    notes("a.md", NOTE)
    with process("-c", HOLDER) as first:
        assert hears(first) == "held"
        done = subprocess.run([sys.executable, "-m", "deckwright", *command], capture_output=True, text=True, timeout=LONG, check=False)
        assert (done.returncode, WAITING in done.stderr) == (0, False)
        assert names(here) == [".notes.lock"]


def test_a_command_that_only_reads_leaves_no_folder(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    for command in (("build", "--dry-run"), ("list",), ("diff",), ("check",)):
        run(*command)
    assert not (here / "decks").exists()


def test_another_deck_does_not_wait(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    with process("-c", HOLDER) as first:
        assert hears(first) == "held"
        arguments = [sys.executable, "-m", "deckwright", "--quiet", "build", "notes", "--deck", "Other"]
        assert subprocess.run(arguments, capture_output=True, timeout=LONG, check=True).stderr == b""
        assert names(here) == [".notes.lock", "Other.apkg", "Other.ledger.jsonl"]


def test_a_lock_file_that_a_killed_build_left_holds_nobody_up(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    with process("-c", HOLDER) as first:
        assert hears(first) == "held"
        first.kill()
    assert names(here) == [".notes.lock"]
    result = run("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert names(here) == ["notes.apkg", "notes.ledger.jsonl"]


@pytest.mark.skipif(os.name != "posix", reason="only there can a file be removed that another process has open")
def test_who_opened_the_file_of_a_lock_just_released_does_not_build_beside_the_next(here: Path) -> None:
    with process("-c", HOLDER) as first:
        assert hears(first) == "held"
        with process("-c", HOLDER, "c_call", "flock", "filelock._unix") as late:
            assert hears(late) == "stopped"  # it has opened the file, and not yet asked for its lock
            tell(first)
            assert hears(first) == "released"
            with process("-c", HOLDER) as second:
                assert hears(second) == "held"
                tell(late)
                assert hears(late) == WAITING
                tell(second)
                assert hears(second) == "released"
            assert hears(late) == "held"
            assert names(here) == [".notes.lock"]


@pytest.mark.parametrize("moment", ["c_exception mkdir pathlib", "c_call open filelock._unix"])
def test_a_folder_that_another_build_made_for_nothing_and_took_away_is_made_again(here: Path, moment: str) -> None:
    with process("-c", HOLDER) as first:
        assert hears(first) == "held"
        with process("-c", HOLDER, *moment.split()) as late:
            assert hears(late) == "stopped"  # it has seen that the folder is there
            tell(first)
            assert hears(first) == "released"
            assert not (here / "decks").exists()
            tell(late)
            assert hears(late) == "held"
            assert names(here) == [".notes.lock"]
            tell(late)
            assert hears(late) == "released"
    assert not (here / "decks").exists()


def test_a_folder_that_cannot_be_written_to_is_refused_before_anything_is_read(here: Path) -> None:
    (here / "taken").write_text("a file")
    deck = definition.default((here / "notes",), here, here / "taken")
    with pytest.raises(Refused) as refused, lock.locked(deck, pytest.fail):
        pytest.fail("the deck is held")
    assert str(refused.value).endswith("taken/notes.ledger.jsonl: cannot be written (file exists); nothing was changed there")
    assert (here / "taken").read_text() == "a file"


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder in which no file can be made, and that does not say so")
def test_a_folder_that_takes_no_files_is_refused_and_not_waited_for(here: Path) -> None:
    deck = definition.default((here / "notes",), here, Path("/proc"))
    with pytest.raises(Refused, match="cannot be written"), lock.locked(deck, pytest.fail):
        pytest.fail("the deck is held")
