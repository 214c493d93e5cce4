"""What stands between a command and its terminal: full disks, closed pipes, Ctrl-C, hostile letters, options behind the command."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from deckwright.cli import main
from deckwright.terminal import harmless

Notes = Callable[..., Path]
Run = Callable[..., Result]

COMMAND = [sys.executable, "-m", "deckwright"]
POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes and signals of POSIX")
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is full")
NOTE = "# Water\n- Pump: a machine that lifts water\n- Weir: a low dam across a river\n"
HOSTILE = (
    "# Wa\x1b]0;title\x07ter\n"
    "- Pump\x1b[8m: a machine\x1b[2J that\x9b31m lifts\x7f and\x08\x08\x08 lowers a great deal of water every day\n"
)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def outcome(here: Path, *arguments: str, redirected: str = "") -> subprocess.CompletedProcess[str]:
    """A command's status and output, through a shell where there is a redirection."""
    line = " ".join([*COMMAND, *arguments, redirected])
    return subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, cwd=here)


@FULL
@pytest.mark.parametrize("command", ["build", "list", "list --json", "diff", "stats", "--help"])
def test_a_full_disk_below_the_output_is_one_clear_line(notes: Notes, here: Path, command: str) -> None:
    notes("a.md", NOTE)
    done = outcome(here, command, redirected="> /dev/full")
    assert done.stderr == "the output cannot be written (no space left on device); what was to stand there is lost\n"
    assert (done.returncode, done.stdout) == (1, "")


@FULL
def test_a_full_disk_below_the_output_stops_no_build(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    outcome(here, "build", redirected="> /dev/full")
    assert (here / "decks/notes.apkg").is_file()


@FULL
@pytest.mark.parametrize("shell", ["2> /dev/full", "> /dev/full 2>&1"])
def test_where_nothing_can_be_said_the_status_says_it(here: Path, shell: str) -> None:
    done = outcome(here, "build", "nowhere" if shell.startswith("2") else "--help", redirected=shell)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "")


@POSIX
@pytest.mark.parametrize("shell", ["2>&-", ">&-", ">&- 2>&-"])
def test_a_stream_that_was_closed_beforehand_is_not_missed(notes: Notes, here: Path, shell: str) -> None:
    notes("a.md", NOTE + "```\nnever closed\n")
    done = outcome(here, "build", redirected=shell)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False)
    assert (here / "decks/notes.apkg").is_file()


@POSIX
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(("command", "status"), [("build", 0), ("list", 0), ("list --json", 0), ("diff --exit-code", 1), ("--help", 0)])
def test_a_pipe_that_nobody_reads_changes_neither_the_work_nor_the_status(
    notes: Notes, here: Path, command: str, status: int, unbuffered: str
) -> None:
    notes("a.md", "# A\n" + "".join(f"- Lesson: number {k} of many lessons\n" for k in range(600)))
    line = f"{{ {' '.join([*COMMAND, command])}; echo $? > status; }} | head -c 1"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, cwd=here, env=environment)
    assert ((here / "status").read_text(), done.stderr) == (f"{status}\n", "")
    assert (here / "decks/notes.apkg").is_file() == (command == "build")


@POSIX
def test_every_deck_is_built_though_nobody_reads_of_the_first(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    (here / "decks").mkdir()
    for name in ("one", "two", "three"):
        (here / f"decks/{name}.yaml").write_text(f"name: {name}\n")
    outcome(here, "build", redirected="| true")
    assert sorted(path.name for path in (here / "decks").glob("*.apkg")) == ["one.apkg", "three.apkg", "two.apkg"]


@POSIX
@pytest.mark.parametrize("command", ["build", "list --config x.yaml", "init", "--version"])
def test_a_current_folder_that_is_gone_is_told(here: Path, command: str) -> None:
    line = f"mkdir gone; cd gone; rmdir ../gone; {' '.join([*COMMAND, command])}"
    done = subprocess.run(["bash", "-c", line], capture_output=True, text=True, check=False, cwd=here)
    assert "Traceback" not in done.stderr
    if command == "build":
        assert done.stderr == "the current folder is gone, or cannot be read; change to one that is there, and try again\n"
        assert done.returncode == 1


# Runs the command line with a Ctrl-C at the moment in which a module is first asked for.
INTERRUPTED = """
import os, runpy, signal, sys

class Interrupts:
    def find_spec(self, name, *rest):
        if name == moment:
            sys.meta_path.remove(self)
            os.kill(os.getpid(), signal.SIGINT)

moment = sys.argv.pop(1)
sys.meta_path.insert(0, Interrupts())
runpy.run_module("deckwright", run_name="__main__", alter_sys=True)
"""


@POSIX
@pytest.mark.parametrize("moment", ["click", "deckwright.cli", "deckwright.cli.decks", "deckwright.store", "genanki"])
def test_ctrl_c_at_any_moment_is_one_word(notes: Notes, here: Path, moment: str) -> None:
    notes("a.md", NOTE)
    done = subprocess.run([sys.executable, "-c", INTERRUPTED, moment, "build"], capture_output=True, text=True, check=False, cwd=here)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "\nAborted!\n")
    assert list(here.glob("decks/*.apkg")) == list(here.glob("decks/.*.lock")) == []


@pytest.mark.parametrize("command", main.list_commands(click.Context(main)))
def test_how_much_to_say_may_stand_behind_any_command(command: str) -> None:
    found = main.get_command(click.Context(main), command)
    common = {name for parameter in found.params for name in parameter.opts} if found else set()
    assert {"--quiet", "-q", "--verbose", "-v", "--no-color"} <= common


def test_quiet_and_verbose_do_the_same_on_either_side_of_the_command(notes: Notes, run: Run) -> None:
    left_out = ["TODO: dig", "https://e.org", "“No.”", "Why so?", "e.g. a mill", "(Me) I doubt it", "I like it a lot", "Read: this book"]
    notes("a.md", NOTE + "".join(f"- {line}\n" for line in left_out))
    assert run("build", "-q").output == run("-q", "build").output == run("build", "--quiet", "-v").output == ""
    assert run("build", "--verbose").output == run("-v", "build").output != run("build").output
    assert run("check", "-q", "--no-color").stderr == ""


def test_they_are_explained_once(run: Run) -> None:
    assert run("--help").output.count("--quiet") == 1
    assert "-v, -q and --no-color may stand behind the command, too" in " ".join(run("--help").output.split())
    assert "--quiet" not in run("build", "--help").output


@pytest.mark.parametrize(
    "command",
    [
        *("build", "-v build", "build --json", "list --why", "list --skipped", "list --json", "list --json --html", "drafts"),
        *("diff", "diff --json", "check", "check --json", "stats", "stats --json"),
    ],
)
def test_what_a_note_says_is_no_command_to_the_terminal(notes: Notes, run: Run, command: str) -> None:
    notes("a\x1b[31m.md", HOSTILE + "- TODO: read\x1b[5m on\n- “no\x1b[5mthing”\n```\nnever\x1b closed\n")
    result = run(*command.split())
    assert result.exit_code == 0
    assert CONTROL.findall(result.output) == []
    assert ("\\u001b" in result.output) or command == "drafts"


def test_the_rest_of_a_text_is_shown_all_the_same(notes: Notes, run: Run) -> None:
    notes("a.md", HOSTILE)
    shown = " ".join(run("list").stdout.split())
    assert "a machine\\u001b[2J that\\u009b31m lifts\\u007f and" in shown
    assert "lowers a great deal of water every day" in shown
    assert all(len(line) <= 80 for line in run("list").stdout.splitlines())


def test_in_json_a_control_character_is_itself_again(notes: Notes, run: Run) -> None:
    notes("a.md", HOSTILE)
    record = json.loads(run("list", "--json").stdout)
    assert record["source"]["text"].startswith("Pump\x1b[8m: a machine\x1b[2J that\x9b31m lifts\x7f")


@given(st.text(max_size=20))
def test_harmless_words_have_no_control_but_line_and_tab_and_json_loses_nothing(text: str) -> None:
    assert CONTROL.findall(harmless(text)) == []
    assert harmless(text) == text or CONTROL.search(text)
    assert json.loads(harmless(json.dumps(text, ensure_ascii=False))) == text
