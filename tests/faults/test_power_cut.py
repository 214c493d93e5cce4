"""The power goes at any moment of a build: whatever part of what was not yet kept is lost, the ledger is never behind a package."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations
from pathlib import Path

import pytest
from click.testing import Result
from disk import EDITED, FIRST_DAY, SECOND_DAY, TERMS, files, whole, write

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="needs to see which file a handle belongs to")

Run = Callable[..., Result]
Step = tuple[str, ...]
Files = dict[str, bytes]


@dataclass(slots=True)
class Tape:
    """What a build asked of the disk, in its order: `make NAME`, `keep NAME` (its content), `move NAME TO`, `drop NAME`, `keep folder`."""

    steps: list[Step] = field(default_factory=list)
    contents: dict[str, bytes] = field(default_factory=dict)  # of each file, when it was kept


@pytest.fixture
def recorded(monkeypatch: pytest.MonkeyPatch, run: Run) -> Callable[[Path], Tape]:
    """`recorded(folder)` builds there, and tells what was done below its decks/."""

    def record(folder: Path) -> Tape:
        tape, decks = Tape(), folder / "decks"
        real = {name: getattr(os, name) for name in ("open", "fsync", "replace", "unlink")}

        def inside(*paths: object) -> bool:
            return all(Path(str(path)).absolute().parent == decks for path in paths)

        def opened(path: object, flags: int, *rest: int, **more: int) -> int:
            handle: int = real["open"](path, flags, *rest, **more)
            if flags & os.O_CREAT and inside(path):
                tape.steps.append(("make", Path(str(path)).name))
            return handle

        def fsync(handle: int) -> None:
            real["fsync"](handle)
            kept = Path(f"/proc/self/fd/{handle}").readlink()
            if kept == decks:
                tape.steps.append(("keep", "folder"))
            elif inside(kept):
                tape.steps.append(("keep", kept.name))
                tape.contents[kept.name] = kept.read_bytes()

        def replace(source: object, target: object) -> None:
            real["replace"](source, target)
            if inside(source, target):
                tape.steps.append(("move", Path(str(source)).name, Path(str(target)).name))

        def unlink(path: object, **more: int) -> None:
            real["unlink"](path, **more)
            if inside(path):
                tape.steps.append(("drop", Path(str(path)).name))

        with monkeypatch.context() as watched:
            watched.chdir(folder)
            watched.setenv("SOURCE_DATE_EPOCH", SECOND_DAY)
            for name, watch in (("open", opened), ("fsync", fsync), ("replace", replace), ("unlink", unlink)):
                watched.setattr(os, name, watch)
            assert run("build").exit_code == 0
        return tape

    return record


EDITS = {"first": [TERMS], "edited": [TERMS, EDITED], "put back": [TERMS, EDITED, [*EDITED, TERMS[2]]]}


@pytest.fixture(params=EDITS)
def edit(request: pytest.FixtureRequest, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose notes were edited since its last build."""
    folder = tmp_path / "edit"
    *built, last = EDITS[request.param]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", FIRST_DAY)
    for terms in built:
        write(folder, terms)
        monkeypatch.chdir(folder)
        assert run("build").exit_code == 0
    write(folder, last)
    (folder / "decks").mkdir(exist_ok=True)
    return folder


def after_the_cut(tape: Tape, before: Files) -> Iterator[Files]:
    """What decks/ may hold after a power cut at any moment.

    A folder may have lost any of the steps since it was kept last, the earlier as well as the later. A file that was not
    kept may be empty, cut short or full of zeros; those that were there before are kept.
    """
    for moment in range(len(tape.steps) + 1):
        done = tape.steps[:moment]
        last = max((k for k, step in enumerate(done) if step == ("keep", "folder")), default=-1)
        sure = [step for step in done[: last + 1] if step[0] != "keep"]
        unsure = [step for step in done[last + 1 :] if step[0] != "keep"]
        kept = {step[1] for step in done if step[0] == "keep"}
        for lost in chain.from_iterable(combinations(range(len(unsure)), k) for k in range(len(unsure) + 1)):
            left = [step for k, step in enumerate(unsure) if k not in lost]
            for spoilt in (empty, cut_short, zeros):
                contents = {name: content if name in kept else spoilt(content) for name, content in tape.contents.items()}
                yield replayed([*sure, *left], before, contents)


def empty(_: bytes) -> bytes:
    return b""


def cut_short(content: bytes) -> bytes:
    return content[: len(content) // 2]


def zeros(content: bytes) -> bytes:
    return bytes(len(content))


def replayed(steps: Sequence[Step], before: Files, contents: Files) -> Files:
    """What a folder holds after these steps; a file whose making was lost is not there to be moved."""
    there = dict(before)
    for does, name, *to in steps:
        if does == "make":
            there[name] = contents.get(name, b"")
        elif does == "move" and name in there:
            there[to[0]] = there.pop(name)
        elif does == "move" and name in contents:  # the folder lost the first name of the file, and has the second
            there[to[0]] = contents[name]
        elif does == "drop":
            there.pop(name, None)
    return there


def test_the_ledger_is_never_behind_a_package_nor_half_written(
    edit: Path, recorded: Callable[[Path], Tape], run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(edit)
    tape = recorded(shutil.copytree(edit, tmp_path / "recorded"))
    after = files(tmp_path / "recorded")
    states = {tuple(sorted(state.items())) for state in after_the_cut(tape, before)}
    assert {tuple(sorted(before.items())), tuple(sorted(after.items()))} <= states
    assert len(states) > 10
    monkeypatch.setenv("SOURCE_DATE_EPOCH", SECOND_DAY)
    for k, state in enumerate(sorted(states)):
        folder = tmp_path / str(k)
        shutil.copytree(edit / "notes", folder / "notes")
        (folder / "decks").mkdir()
        for name, content in state:
            (folder / "decks" / name).write_bytes(content)
        whole(folder, before, after)
        monkeypatch.chdir(folder)
        assert run("build").exit_code == 0
        assert files(folder) == after


@pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")
def test_the_tape_has_all_that_the_system_was_asked(edit: Path, recorded: Callable[[Path], Tape], tmp_path: Path) -> None:
    tape = recorded(shutil.copytree(edit, tmp_path / "recorded"))
    folder = shutil.copytree(edit, tmp_path / "traced")
    asked = "trace=fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,linkat,truncate,ftruncate"
    command = [
        "strace",
        "-f",
        "-y",
        "-qq",
        "-s",
        "4096",
        "-e",
        asked,
        "-o",
        str(tmp_path / "trace"),
        sys.executable,
        "-m",
        "deckwright",
        "build",
    ]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": SECOND_DAY}
    if subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False).returncode:
        pytest.skip("needs leave to trace a process")
    calls = [line.split(maxsplit=1)[1] for line in (tmp_path / "trace").read_text("utf-8").splitlines()]
    ours = [call for call in calls if "decks" in call and ".deckwright" not in call and not call.startswith("+")]
    does = {"fsync": "keep", "rename": "move", "unlink": "drop"}
    assert [does[call.split("(")[0]] for call in ours] == [step[0] for step in tape.steps if step[0] != "make"]
