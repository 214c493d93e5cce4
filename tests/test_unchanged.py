"""A plain build with nothing to do tells what the last one told, before the command line is loaded, and only then."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there every build loads the command line")
NOTE = "# Pumps\n- Pump: a machine that lifts water\n- Lesson: oil the pump in spring\n"
LOADED = """
import sys
from deckwright.__main__ import main
sys.argv = ["deckwright", *sys.argv[1:]]
try:
    main()
finally:
    sys.stderr.write("loaded" if "click" in sys.modules else "not loaded")
"""


@pytest.fixture
def built(here: Path, notes: Callable[..., Path], run: Callable[..., Result]) -> Path:
    """The folder in which a build was made, and told again once."""
    notes("a.md", NOTE)
    run("build")
    run("build")
    return here


def build(here: Path, *arguments: str, redirected: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LOADED, "build", *arguments]
    return subprocess.run(command, stdout=redirected, stderr=subprocess.PIPE, text=True, check=False, cwd=here)


def test_a_build_with_nothing_to_do_says_what_the_command_line_would_say(built: Path, run: Callable[..., Result]) -> None:
    done = build(built)
    assert (done.returncode, done.stderr) == (0, "not loaded")
    assert done.stdout == run("build").stdout
    assert "(2 unchanged)" in done.stdout


@pytest.mark.parametrize("arguments", [["--quiet"], ["--json"], ["--decks", "decks"], ["notes"]])
def test_any_argument_is_for_the_command_line_to_read(built: Path, arguments: list[str]) -> None:
    assert build(built, *arguments).stderr.split("\n")[-1] == "loaded"


@pytest.mark.parametrize(
    "change",
    [
        lambda here: (here / "notes" / "a.md").write_text(NOTE + "\nMore.\n", "utf-8"),
        lambda here: (here / "notes" / "b.md").write_text("", "utf-8"),
        lambda here: (here / "decks" / "notes.apkg").unlink(),
        lambda here: (here / "decks" / "x.yaml").write_text("name: X\n", "utf-8"),
        lambda here: (here / "decks" / ".deckwright" / "told.json").write_text("[]", "utf-8"),
    ],
    ids=["a note", "another note", "no package", "a definition", "a memory that is none"],
)
def test_where_anything_changed_the_deck_is_built(built: Path, change: Callable[[Path], object]) -> None:
    change(built)
    assert build(built).stderr.split("\n")[-1] == "loaded"


def test_a_warning_is_told_again_by_the_command_line(built: Path, run: Callable[..., Result]) -> None:
    (built / "notes" / "a.md").write_text(NOTE + "- See ![](gone.png)\n- Lesson: ![](lost.png) is lost\n", "utf-8")
    assert "lost.png" in run("build").stderr
    done = build(built)
    assert "lost.png" in done.stderr
    assert done.stderr.split("\n")[-1] == "loaded"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
def test_an_output_that_takes_nothing_is_told_as_ever(built: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        done = build(built, redirected=full)
    finally:
        os.close(full)
    assert done.returncode == 1
    assert done.stderr.startswith("the output cannot be written")
