"""A folder to build in and a fault of its disk to what the build said, and what then stands in decks/."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from test_killed import guids

from deckwright import ledger

TERMS = ["Pump: a machine that lifts water", "Siphon: a bent tube that moves water", "Weir: a low dam across a river"]
EDITED = [TERMS[0].replace("lifts", "raises"), TERMS[1], "Sluice: a gate that holds water back"]
FIRST_DAY, SECOND_DAY = "1700000000", "1700086400"  # SOURCE_DATE_EPOCH of the builds before and after the edit

# `python -c FAILS here 7 28 there 9 5` builds in a process for each folder, in which the seventh (ninth) step to the disk fails
# with error 28 (5); what is said is in `said` beside the folder, and the steps up to there in `log`.
FAILS = """
import os, sys
import filelock, deckwright.cli, deckwright.package, deckwright.report, deckwright.store

DISK = {"BufferedWriter.write", "BufferedWriter.flush", "_IOBase.__exit__", "open", "write", "fsync", "chmod", "rename", "replace",
        "unlink", "mkdir", "rmdir", "flock"}
FROM = {"deckwright.store", "deckwright.disk", "deckwright.lock", "deckwright.cache", "deckwright.seen", "tempfile", "pathlib",
        "pathlib._local", "filelock._unix"}
count = 0

def watch(frame, event, called):
    global count
    if event == "c_call" and called.__qualname__ in DISK and frame.f_globals["__name__"] in FROM:
        if called.__module__ in (None, "posix", "fcntl"):
            count += 1
            print(called.__name__, file=log)
            if count == int(moment):
                raise OSError(int(number), os.strerror(int(number)))

for folder, moment, number in zip(sys.argv[1::3], sys.argv[2::3], sys.argv[3::3]):
    child = os.fork()
    if not child:
        os.chdir(folder)
        log = open("../log", "w", buffering=1)
        os.dup2(os.open("../said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        sys.setprofile(watch)
        deckwright.cli.main(["--quiet", "build"])
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@dataclass(frozen=True, slots=True)
class Said:
    """How a build in a folder ended, and its messages."""

    folder: Path
    status: int
    lines: tuple[str, ...]


def files(folder: Path) -> dict[str, bytes]:
    """What is in decks/, by name; of what is only kept to be quicker, nothing counts."""
    return {path.name: path.read_bytes() for path in (folder / "decks").glob("*") if path.is_file()}


def write(folder: Path, terms: Sequence[str]) -> None:
    """Make these terms the notes."""
    (folder / "notes").mkdir(parents=True, exist_ok=True)
    (folder / "notes/water.md").write_text("# Water\n" + "".join(f"- {term}\n" for term in terms), "utf-8", newline="\n")


def build(folder: Path, *arguments: str, before: Sequence[str] = (), day: str = SECOND_DAY, **environment: str) -> Said:
    """One build in a process of its own, which `before` may start in another way; its output does not count."""
    done = subprocess.run(
        [*before, sys.executable, "-m", "deckwright", *(arguments or ("--quiet", "build"))],
        cwd=folder,
        env={**os.environ, "SOURCE_DATE_EPOCH": day, **environment},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        check=False,
    )
    return Said(folder, done.returncode, tuple(done.stderr.splitlines()))


def fails(at: Iterable[tuple[Path, int, int]]) -> list[Said]:
    """A build in each folder, of which one step to the disk fails (none where that is 0) with an error number."""
    wanted = list(at)
    arguments = [str(one) for each in wanted for one in each]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": SECOND_DAY}
    done = subprocess.run([sys.executable, "-c", FAILS, *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    statuses = map(int, done.stdout.split())
    return [
        Said(folder, status, tuple((folder.parent / "said").read_text("utf-8").splitlines()))
        for (folder, _, _), status in zip(wanted, statuses, strict=True)
    ]


def steps(folder: Path) -> list[str]:
    """The steps of the build that was last made to fail in a folder."""
    return (folder.parent / "log").read_text("utf-8").split()


def whole(folder: Path, before: dict[str, bytes], after: dict[str, bytes]) -> None:
    """Every file in decks/ is the old one or the new one, and the ledger knows every guid that a package carries."""
    found = {name: content for name, content in files(folder).items() if not name.startswith(".")}
    assert [name for name in found if found[name] not in (before.get(name), after.get(name))] == []
    known = ledger.load(folder / "decks/notes.ledger.jsonl")
    for package in (folder / "decks").glob("*.apkg"):
        assert guids(package) <= known.keys()
