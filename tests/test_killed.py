"""A build killed at any moment leaves whole files, and the next build makes what it would have made."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import Result
from products import products

from deckwright import cache, ledger

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs SIGKILL")

Notes = Callable[..., Path]
Run = Callable[..., Result]
Files = dict[str, bytes]
Rebuilt = Callable[[Path], Files]

CHUNKS = 2
FIRST_DAY, SECOND_DAY = "1700000000", "1700086400"  # SOURCE_DATE_EPOCH of the builds before and after the edit

TERMS = [
    "Pump: a machine that lifts water",
    "Siphon: a bent tube that moves water",
    "Sluice: a gate that holds water back",
    "Valve: a gate for one direction",
    "Weir: a low dam across a river",
]
EDITED = [TERMS[0].replace("lifts", "raises"), *TERMS[1:4], "Aqueduct: a bridge that carries water"]

# `python -c BUILDS here 7 there 9` builds in a process for each folder, which kills itself at the seventh (ninth) moment just
# before or just after it touches the disk, and writes down all moments up to that. They are forked, because Python and its
# modules take ten times as long to start as a build takes.
BUILDS = """
import os, signal, sys
import filelock, deckwright.cli, deckwright.package, deckwright.store, deckwright.summary

DISK = {"BufferedWriter.write", "BufferedWriter.flush", "open", "write", "fsync", "chmod", "rename", "replace", "unlink",
        "mkdir", "rmdir", "flock"}
FROM = {"deckwright.store", "deckwright.disk", "deckwright.lock", "deckwright.cache", "deckwright.seen", "tempfile", "pathlib",
        "pathlib._local", "filelock._unix"}
count = 0

def watch(frame, event, called):
    global count
    if event not in ("c_call", "c_return", "c_exception") or frame.f_globals["__name__"] not in FROM:
        return
    if called.__qualname__ in DISK and called.__module__ in (None, "posix", "fcntl"):
        count += 1
        print(event, called.__name__, file=log)
        if count == int(moment):
            os.kill(os.getpid(), signal.SIGKILL)

for folder, moment in zip(sys.argv[1::2], sys.argv[2::2]):
    child = os.fork()
    if not child:
        os.chdir(folder)
        log = open("../log", "w", buffering=1)
        sys.setprofile(watch)
        deckwright.cli.main(["--quiet", "build"])
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def note(terms: Sequence[str]) -> str:
    return "# Water\n" + "".join(f"- {term}\n" for term in terms)


def files(folder: Path) -> Files:
    """Everything in decks/, by name."""
    return {path.name: path.read_bytes() for path in products(folder / "decks")}


def builds(at: Iterable[tuple[Path, int]], day: str = SECOND_DAY) -> list[int]:
    """One build after the other in folders, each in a process of its own, killed at a moment unless that is 0; their exit statuses."""
    arguments = [str(one) for pair in at for one in pair]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": day}
    done = subprocess.run([sys.executable, "-c", BUILDS, *arguments], env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return [int(status) for status in done.stdout.split()]


def guids(package: Path) -> set[str]:
    """The guids in a package; fails unless it is whole."""
    with zipfile.ZipFile(package) as archive:
        assert archive.testzip() is None
        connection = sqlite3.connect(":memory:")
        connection.deserialize(archive.read("collection.anki2"))
    found = {guid for (guid,) in connection.execute("select guid from notes")}
    connection.close()
    return found


@dataclass(frozen=True, slots=True)
class Edit:
    """A folder whose notes were edited after a build: its decks/ now, what a build makes of it, and the moments of that build."""

    folder: Path
    before: Files
    after: Files
    moments: tuple[str, ...]

    def copy(self, to: Path) -> Path:
        return shutil.copytree(self.folder, to)


EDITS = {
    "first": [TERMS],  # there is no decks/ yet
    "edited": [TERMS, EDITED],  # a retired package is made
    "put back": [TERMS, EDITED, [*EDITED, TERMS[4]]],  # the retired package is taken away
    "ticked": [TERMS, TERMS],  # drafts are accepted in the drafts file
}


@pytest.fixture(scope="module")
def edits(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Edit]:
    """Each edit, made in a folder of its own."""
    folders = {name: tmp_path_factory.mktemp("edit") / "here" for name in EDITS}
    (folders["ticked"] / "decks").mkdir(parents=True)
    (folders["ticked"] / "decks/notes.yaml").write_text("threshold: 1\n")  # so that every card is a draft at first
    for k in range(max(map(len, EDITS.values()))):
        assert set(builds([(folders[name], 0) for name, versions in EDITS.items() if 0 < k < len(versions)], FIRST_DAY)) <= {0}
        for name, versions in EDITS.items():
            if k < len(versions):
                write(folders[name], versions[k])
    tick(folders["ticked"])
    done = {name: shutil.copytree(folder, folder.with_name("undisturbed")) for name, folder in folders.items()}
    assert set(builds([(folder, 0) for folder in done.values()])) == {0}
    logs = {name: (folder.parent / "log").read_text("utf-8") for name, folder in done.items()}
    return {name: Edit(folders[name], files(folders[name]), files(done[name]), tuple(logs[name].splitlines())) for name in EDITS}


def write(folder: Path, terms: Sequence[str]) -> None:
    """Make these terms the notes."""
    (folder / "notes").mkdir(parents=True, exist_ok=True)
    (folder / "notes/water.md").write_text(note(terms), "utf-8")


def tick(folder: Path) -> None:
    """Accept every draft."""
    path = folder / "decks/notes.drafts.md"
    path.write_text(path.read_text("utf-8").replace("- [ ] Q:", "- [x] Q:"), "utf-8")


@pytest.fixture
def rebuilt(monkeypatch: pytest.MonkeyPatch, run: Run) -> Rebuilt:
    """`rebuilt(folder)` is its decks/ after one more build, on the day of the edit."""

    def call(folder: Path) -> Files:
        monkeypatch.chdir(folder)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", SECOND_DAY)
        assert run("build").exit_code == 0
        return files(folder)

    return call


def whole(folder: Path, made: Edit) -> None:
    """Every file is the old one or the new one, and the ledger knows every guid that a package carries."""
    found = files(folder)
    visible = {name for name in found if not name.startswith(".")}
    assert visible <= made.before.keys() | made.after.keys()
    assert [name for name in visible if found[name] not in (made.before.get(name), made.after.get(name))] == []
    known = ledger.load(folder / "decks/notes.ledger.jsonl")
    for package in (folder / "decks").glob("*.apkg"):
        assert guids(package) <= known.keys()


def test_the_moments_are_before_and_after_every_step_to_the_disk(edits: dict[str, Edit]) -> None:
    made = edits["edited"]
    steps = {"open", "flock", "write", "flush", "fsync", "chmod", "replace", "unlink"}
    assert {f"{event} {step}" for step in steps for event in ("c_call", "c_return")} <= set(made.moments)
    assert {name: [e.moments.count(f"c_return {step}") for step in ("mkdir", "replace", "unlink")] for name, e in edits.items()} == {
        "first": [2, 3, 1],  # decks/ and the cache; ledger, package and what was told; lock
        "edited": [0, 4, 1],
        "put back": [0, 3, 2],  # the retired package
        "ticked": [0, 4, 1],  # ledger, drafts, package, what was told
    }
    assert {name: sorted(e.after) for name, e in edits.items()} == {
        "first": ["notes.apkg", "notes.ledger.jsonl"],
        "edited": ["notes.apkg", "notes.ledger.jsonl", "notes.retired.apkg"],
        "put back": ["notes.apkg", "notes.ledger.jsonl"],
        "ticked": ["notes.apkg", "notes.drafts.md", "notes.ledger.jsonl", "notes.yaml"],
    }


def killed(made: Edit, moments: Sequence[int], folder: Path) -> Iterator[Path]:
    """For each moment, a copy of the folder in which a build was killed at it; fails where that left half a file."""
    copies = [made.copy(folder / str(moment) / "here") for moment in moments]
    assert builds(zip(copies, moments, strict=True)) == [-signal.SIGKILL] * len(moments)
    for copy in copies:
        whole(copy, made)
        yield copy


@pytest.mark.parametrize("chunk", range(CHUNKS))
@pytest.mark.parametrize("name", EDITS)
def test_a_build_killed_at_any_moment_is_made_good_by_the_next(
    name: str, chunk: int, edits: dict[str, Edit], rebuilt: Rebuilt, tmp_path: Path
) -> None:
    made = edits[name]
    for folder in killed(made, range(1 + chunk, 1 + len(made.moments), CHUNKS), tmp_path):
        assert rebuilt(folder) == made.after


def test_builds_killed_one_after_the_other_each_later_leave_nothing_behind(edits: dict[str, Edit], tmp_path: Path) -> None:
    made = edits["edited"]
    folder = made.copy(tmp_path / "here")
    ended = builds((folder, moment) for moment in range(1, 1 + len(made.moments), 3))  # each step has two moments: now one, now the other
    assert ended.count(-signal.SIGKILL) >= 10
    assert ended[-1] == 0  # the others did so much that it has fewer moments than this one
    assert files(folder) == made.after


def test_only_temporaries_of_this_deck_are_removed(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", note(TERMS))
    run("build", "--output", "decks/a[b].apkg")
    kept = {path: path.stat().st_mtime_ns for path in products(here / "decks")}
    stale = [
        ".a[b].ledger.jsonl.abcd_123.tmp",
        ".a[b].apkg.abcdefgh.tmp",
        ".a[b].retired.apkg.01234567.tmp",
        ".a[b].drafts.md.abcdefgh.tmp",
    ]
    others = [
        ".a[b].apkg.abcdefgh",
        ".a[b].apkg.tmp",
        ".a[b].apkg.my-notes.tmp",
        ".a[b].apkg.abcdefghi.tmp",
        ".a[b]-lesson.apkg.abcdefgh.tmp",
        ".ab.apkg.abcdefgh.tmp",
        ".b.ledger.jsonl.abcdefgh.tmp",
        "a[b].apkg.abcdefgh.tmp",
    ]
    for name in (*stale, *others):
        (here / "decks" / name).write_text("x")
    run("build", "--output", "decks/a[b].apkg", "--dry-run")
    assert set(stale) < files(here).keys()
    assert run("build", "--output", "decks/a[b].apkg").exit_code == 0
    assert files(here).keys() == {*others, *(path.name for path in kept)}
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_the_ledger_is_on_the_disk_before_a_package_has_its_name(
    notes: Notes, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    real_fsync, real_replace = os.fsync, os.replace

    def fsync(handle: int) -> None:
        found = os.fstat(handle)
        steps.append("folder kept" if os.path.samestat(found, (here / "decks").stat()) else "file kept")
        assert stat.S_ISDIR(found.st_mode) == (steps[-1] == "folder kept")
        real_fsync(handle)

    def replace(source: Path, target: Path) -> None:
        steps.extend([Path(target).name] if Path(target).parent.name != cache.FOLDER else [])
        real_replace(source, target)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    notes("a.md", note(TERMS))
    run("build")
    assert steps == ["file kept", "notes.ledger.jsonl", "folder kept", "file kept", "notes.apkg", "folder kept"]
