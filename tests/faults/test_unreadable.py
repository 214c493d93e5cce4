"""What may not be read or written is one line and is left as it was, whoever runs the build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from disk import EDITED, FIRST_DAY, TERMS, Said, build, files, write
from test_failing_disk import in_namespace

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the faults are made as Linux has them")

DENIED = "permission denied"


def bound() -> list[str]:
    """What makes a process obey permissions; root does so only without its capabilities."""
    if os.geteuid() != 0:
        return []
    command = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"]
    if shutil.which("setpriv") is None or subprocess.run([*command, "true"], capture_output=True, check=False).returncode:
        pytest.skip("root obeys no permissions, and there is no setpriv to take that from it")
    return command


@contextmanager
def closed(path: Path, mode: int) -> Iterator[None]:
    """A file or folder with other permissions, for a while."""
    before = path.stat().st_mode
    path.chmod(mode)
    try:
        yield
    finally:
        path.chmod(before)


@pytest.fixture
def edited(here: Path) -> Path:
    """A folder with two note files, one of which was edited since the last build, with a definition and drafts."""
    write(here, TERMS)
    (here / "notes/more").mkdir()
    (here / "notes/more/land.md").write_text("# Land\n- Lesson: mountains wear down more slowly than they look\n", "utf-8")
    (here / "notes/more/doubt.md").write_text("# Doubt\n- Pumps and valves often need 40 litres of oil in a year\n", "utf-8")
    (here / "decks").mkdir()
    (here / "decks/notes.yaml").write_text("name: Notes\n", "utf-8")
    assert build(here, day=FIRST_DAY).status == 0
    assert (here / "decks/notes.drafts.md").exists()
    write(here, EDITED)
    return here


@pytest.mark.parametrize(
    ("path", "mode", "line"),
    [
        ("notes", 0o000, f"notes: cannot be read ({DENIED}); mend it or exclude it"),
        ("decks", 0o555, f"decks/notes.ledger.jsonl: cannot be written ({DENIED}); nothing was changed there"),
        ("decks/notes.ledger.jsonl", 0o000, "decks/notes.ledger.jsonl: the ledger cannot be read ("),
        ("decks/notes.drafts.md", 0o000, "decks/notes.drafts.md: the drafts cannot be read ("),
        ("decks/notes.yaml", 0o000, "decks/notes.yaml: cannot be read as a deck definition ("),
    ],
)
def test_permission_that_is_missing_is_one_line(edited: Path, path: str, mode: int, line: str) -> None:
    before = files(edited)
    with closed(edited / path, mode):
        said = build(edited, before=bound())
    assert (said.status, len(said.lines)) == (1, 1), said
    assert said.lines[0].startswith(line)
    assert files(edited) == before


@pytest.mark.parametrize("path", ["notes/more", "notes/more/land.md"])
def test_a_note_that_may_not_be_read_keeps_its_cards(edited: Path, path: str) -> None:
    ledger = (edited / "decks/notes.ledger.jsonl").read_text("utf-8")
    (land,) = (line for line in ledger.splitlines() if "wear down" in line and '"guid"' in line)
    with closed(edited / path, 0o000):
        said = build(edited, before=bound())
    assert (said.status, said.lines) == (1, (f"{path}: cannot be read ({DENIED}); mend it or exclude it",))
    assert land in (edited / "decks/notes.ledger.jsonl").read_text("utf-8").splitlines()


@pytest.mark.parametrize("command", [("build", "vault/notes", "--deck", "V"), ("build",)], ids=["argument", "definition"])
def test_notes_behind_a_folder_that_may_not_be_entered(edited: Path, command: tuple[str, ...]) -> None:
    (edited / "vault").mkdir()
    shutil.copytree(edited / "notes", edited / "vault/notes")
    (edited / "decks/notes.yaml").write_text("name: Notes\nnotes: vault/notes\n", "utf-8")
    before = files(edited)
    with closed(edited / "vault", 0o000):
        said = build(edited, *command, before=bound())
    assert (said.status, said.lines) == (1, (f"vault/notes: cannot be read ({DENIED}); mend it or exclude it",))
    assert files(edited) == before


def test_a_decks_folder_that_may_not_be_listed_is_not_taken_for_an_empty_one(edited: Path) -> None:
    before = files(edited)
    with closed(edited / "decks", 0o311):
        said = build(edited, before=bound())
    assert (said.status, said.lines[-1]) == (2, "Error: Invalid value for '--decks': Directory 'decks' is not readable.")
    assert files(edited) == before


READ_ONLY = 'mount --bind "$1" "$1" && mount -o remount,bind,ro "$1" && shift && exec "$@"'


def test_a_file_that_not_even_root_may_replace(edited: Path) -> None:
    before = files(edited)
    said = build(edited, before=in_namespace("sh", "-c", READ_ONLY, "sh", "decks/notes.ledger.jsonl"))
    why = "device or resource busy"
    assert (said.status, said.lines) == (1, (f"decks/notes.ledger.jsonl: cannot be written ({why}); nothing was changed there",))
    assert files(edited) == before


def test_a_file_system_that_is_read_only(edited: Path) -> None:
    before = files(edited)
    mounted = in_namespace("sh", "-c", READ_ONLY, "sh", "decks")
    said = build(edited, before=mounted)
    why = "read-only file system"
    assert (said.status, said.lines) == (1, (f"decks/notes.ledger.jsonl: cannot be written ({why}); nothing was changed there",))
    assert files(edited) == before
    for command in (("diff",), ("list",), ("check",), ("build", "--dry-run")):
        assert build(edited, "--quiet", *command, before=mounted) == Said(edited, 0, ())


def test_notes_are_never_written_to_so_they_may_be_read_only(edited: Path) -> None:
    assert build(edited, before=in_namespace("sh", "-c", READ_ONLY, "sh", "notes")) == Said(edited, 0, ())
