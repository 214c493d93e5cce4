"""A step to the disk that fails, whichever it is: one line, whole files, and the next build makes what this one would have made."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from disk import EDITED, FIRST_DAY, TERMS, Said, build, fails, files, steps, whole, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the faults are made as Linux has them")

Files = dict[str, bytes]

ERRORS = [errno.ENOSPC, errno.EIO, errno.EDQUOT, errno.EROFS, errno.ESTALE, errno.EINTR, errno.EBUSY, errno.EPERM]
LINE = re.compile(
    r"decks/notes\.(?:retired\.)?(?:ledger\.jsonl|apkg): (?:cannot be written|is written, but may not last) \([a-z /-]+\); .+"
)


class Edit:
    """A folder whose notes were edited after a build, its decks/ now, and what a build makes of it."""

    def __init__(self, folder: Path, terms: list[str] = TERMS, edited: list[str] = EDITED) -> None:
        write(folder, terms)
        assert build(folder, day=FIRST_DAY) == Said(folder, 0, ())
        write(folder, edited)
        self.folder, self.before = folder, files(folder)
        undisturbed = shutil.copytree(folder, folder.with_name("undisturbed"))
        assert build(undisturbed).status == 0
        self.after = files(undisturbed)

    def copy(self, to: Path) -> Path:
        """The same folder once more, without what is only kept to be quicker."""
        return shutil.copytree(self.folder, to / "here", ignore=shutil.ignore_patterns(".deckwright"))


@pytest.fixture(scope="module")
def edit(tmp_path_factory: pytest.TempPathFactory) -> Edit:
    return Edit(tmp_path_factory.mktemp("edit") / "here")


@pytest.fixture(scope="module")
def moments(edit: Edit, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The steps to the disk of a build in which none fails."""
    folder = edit.copy(tmp_path_factory.mktemp("steps"))
    assert fails([(folder, 0, 0)]) == [Said(folder, 0, ())]
    assert files(folder) == edit.after
    return steps(folder)


def made_good(edit: Edit, said: list[Said]) -> None:
    """Each of these builds said at most one line and left whole files, and the next one is as good as ever."""
    for one in said:
        assert (one.status, len(one.lines)) in ((0, 0), (1, 1)), one
        assert not one.lines or LINE.fullmatch(one.lines[0]), one
        whole(one.folder, edit.before, edit.after)
    assert fails((one.folder, 0, 0) for one in said) == [Said(one.folder, 0, ()) for one in said]
    assert [one.folder.parent.name for one in said if without_lock(files(one.folder)) != edit.after] == []


def without_lock(found: Files) -> Files:
    """A lock's file that could not be removed holds nobody up."""
    return {name: content for name, content in found.items() if not name.endswith(".lock")}


def test_the_steps_are_all_that_a_build_asks_of_the_disk(moments: list[str]) -> None:
    assert [moments.count(step) for step in ("flock", "fsync", "chmod")] == [2, 5, 3]
    assert min(moments.count(step) for step in ("write", "replace")) >= 3


def test_any_step_to_the_disk_may_fail(edit: Edit, moments: list[str], tmp_path: Path) -> None:
    at = [(edit.copy(tmp_path / str(k)), k, ERRORS[k % len(ERRORS)]) for k in range(1, 1 + len(moments))]
    said = fails(at)
    assert sum(one.status == 1 for one in said) > len(moments) / 2
    made_good(edit, said)


@pytest.mark.parametrize("number", [errno.EINTR, errno.ESTALE], ids=errno.errorcode.get)
def test_a_rename_that_fails_once_is_made_by_the_next_build(edit: Edit, moments: list[str], tmp_path: Path, number: int) -> None:
    renames = [k for k, step in enumerate(moments, 1) if step == "replace"][:3]  # any behind those is of what is only kept to be quicker
    said = fails([(edit.copy(tmp_path / str(k)), k, number) for k in renames])
    why = os.strerror(number).lower()
    names = ["notes.ledger.jsonl", "notes.retired.apkg", "notes.apkg"]
    assert [one.lines for one in said] == [(f"decks/{name}: cannot be written ({why}); nothing was changed there",) for name in names]
    assert [file for file in files(said[0].folder) if file.startswith(".")] == []
    made_good(edit, said)


@pytest.mark.parametrize("number", [errno.EINVAL, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_folder_that_knows_no_fsync_is_built_in(edit: Edit, moments: list[str], tmp_path: Path, number: int) -> None:
    folders = [k for k, step in enumerate(moments, 1) if step == "fsync" and "chmod" not in moments[k : k + 3]]
    assert len(folders) == 2
    assert [one.lines for one in fails([(edit.copy(tmp_path / str(k)), k, number) for k in folders])] == [()] * len(folders)


def test_a_folder_that_knows_no_permissions_is_built_in(edit: Edit, moments: list[str], tmp_path: Path) -> None:
    at = [(edit.copy(tmp_path / str(k)), k, errno.EPERM) for k, step in enumerate(moments, 1) if step == "chmod"]
    assert [(one.status, one.lines, files(one.folder) == edit.after) for one in fails(at)] == [(0, (), True)] * 3


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOTSUP], ids=errno.errorcode.get)
def test_a_folder_that_knows_no_locks_is_refused_in_one_line(edit: Edit, moments: list[str], tmp_path: Path, number: int) -> None:
    (said,) = fails([(edit.copy(tmp_path), 1 + moments.index("flock"), number)])
    assert said.lines == (f"decks/notes.ledger.jsonl: cannot be written ({os.strerror(number).lower()}); nothing was changed there",)
    assert without_lock(files(said.folder)) == edit.before


# Mounts a small disk at decks/ of each folder, builds there, and copies what it holds then to decks/ itself.
SMALL = """
import os, shutil, subprocess, sys, tempfile
import filelock, deckwright.cli, deckwright.package, deckwright.report, deckwright.store

where, spooled = sys.argv[1], sys.argv[2]
for argument in sys.argv[3:]:
    folder, pages = argument.rsplit(":", 1)
    os.chdir(folder)
    shutil.copytree("decks", "../kept")
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={int(pages) * 4}k", "none", where], check=True)
    if where == "decks":
        shutil.copytree("../kept", "decks", dirs_exist_ok=True)
    child = os.fork()
    if not child:
        os.dup2(os.open("../said", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        if spooled:
            tempfile.tempdir, deckwright.store._IN_MEMORY = where, 1
        deckwright.cli.main(["--quiet", "build"])
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
    if where == "decks":
        shutil.rmtree("../kept")
        shutil.copytree("decks", "../kept")
    subprocess.run(["umount", where], check=True)
    shutil.rmtree("decks")
    shutil.move("../kept", "decks")
"""


def in_namespace(*command: str) -> list[str]:
    """A command where mounts are its own; skips where this machine permits none."""
    own = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    if (
        shutil.which("unshare") is None
        or subprocess.run([*own, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False).returncode
    ):
        pytest.skip("needs leave to mount a disk of its own (unshare, mount)")
    return [*own, *command]


def on_small_disks(edit: Edit, to: Path, pages: Sequence[int], where: str = "decks", spooled: str = "") -> list[Said]:
    """A build on a disk of so many pages of 4 kB each."""
    folders = [edit.copy(to / str(k)) for k in pages]
    sizes = [f"{folder}:{k}" for folder, k in zip(folders, pages, strict=True)]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1700086400"}
    command = in_namespace(sys.executable, "-c", SMALL, where, spooled, *sizes)
    done = subprocess.run(command, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    said = [tuple((folder.parent / "said").read_text("utf-8").splitlines()) for folder in folders]
    return [Said(folder, status, lines) for folder, status, lines in zip(folders, map(int, done.stdout.split()), said, strict=True)]


ENOUGH = 100  # pages for what is kept to be quicker, which may lie beside the packages
FULL = "cannot be written (no space left on device); nothing was changed there"
WORDS = [
    f"{first}{second}" for first in ("Pump", "Weir", "Gate", "Lock", "Dam", "Pipe") for second in ("man", "house", "work", "stone", "head")
]


MANY = [f"{word}: a word that stands for number {k} of a list of {word.lower()}s" for k, word in enumerate(WORDS)]


@pytest.mark.parametrize(("terms", "edited"), [(TERMS, EDITED), (MANY[1:], MANY[:-1])], ids=["few cards", "many cards"])
def test_a_disk_that_is_full_at_any_write(tmp_path: Path, terms: list[str], edited: list[str]) -> None:
    in_namespace()
    edit = Edit(tmp_path / "edit/here", terms, edited)
    held = sum(-(-len(content) // 4096) for content in edit.before.values())
    needed = sum(-(-len(content) // 4096) for content in edit.after.values())
    said = on_small_disks(edit, tmp_path, [*range(held + 1, held + needed + 2), held + needed + ENOUGH])
    assert (said[0].status, said[-1].status) == (1, 0)
    assert {line.partition(": ")[2] for one in said for line in one.lines} == {FULL}
    made_good(edit, said)


def test_a_temporary_folder_that_is_full(tmp_path: Path) -> None:
    in_namespace()
    edit = Edit(tmp_path / "edit/here")
    for folder in (edit.folder, edit.folder.with_name("undisturbed")):
        (folder / "temporary").mkdir()
    said = on_small_disks(edit, tmp_path, range(1, 2), "temporary", "spooled")
    assert [one.lines for one in said] == [("decks/notes.apkg: cannot be written (no space left on device); nothing was changed there",)]
    assert files(said[0].folder) == edit.before
    made_good(edit, said)
