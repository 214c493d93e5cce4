"""README is true: every shell block runs, the note and its cards are real, every command is named."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from deckwright import making, outline, render
from deckwright.cli import main
from deckwright.grammar import GRAMMAR
from deckwright.kinds import KINDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what is committed, with the running environment in the place of the one make would install."""
    folder = tmp_path_factory.mktemp("clone")
    left_out = shutil.ignore_patterns(".git", ".venv", "*.apkg", ".*_cache", "__pycache__", ".hypothesis")
    shutil.copytree(ROOT, folder, ignore=left_out, dirs_exist_ok=True)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)
    for stamp in (".run", ".test"):
        (folder / ".venv" / stamp).touch()
    return folder


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0])
def test_a_shell_block_runs_as_it_stands(block: str, clone: Path) -> None:
    # `make test` runs ruff, mypy and pytest for real, but not this whole suite inside itself.
    environment = {**os.environ, "PYTEST_ADDOPTS": "-k test_the_gravest_finding -p no:cacheprovider"}
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST", "VENV"):
        environment.pop(name, None)
    done = subprocess.run(["bash", "-euc", block], cwd=clone, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_two_commands_and_what_they_leave_are_there(clone: Path) -> None:
    assert [block.strip() for block in BLOCKS[:2]] == ["make deck", "make test"]
    assert "decks/reading.apkg" in README
    assert (clone / "decks" / "reading.yaml").is_file()


def test_the_note_in_it_is_part_of_the_example_and_its_cards_are_what_it_becomes() -> None:
    note = next(iter(re.findall(r"^```markdown\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)))
    path = ROOT / "notes" / "2024-02-11-how-memory-works.md"
    text = path.read_text("utf-8")
    assert note in text
    first = text[: text.index(note)].count("\n") + 1
    read, _ = outline.read(text, f"notes/{path.name}")
    rows = [
        f"| {card.bullet.line} | {card.question} | {'<br>'.join(render.plain_answer(card).splitlines())} |"
        for card in making.cards(read)
        if card.status == "card" and first <= card.bullet.line < first + note.count("\n")
    ]
    assert rows
    assert "\n".join(rows) in README


def test_every_command_option_and_setting_is_named() -> None:
    context = click.Context(main)
    for name in main.list_commands(context):
        command = main.get_command(context, name)
        assert command
        assert f"`deckwright {name}`" in README
        for parameter in command.params:
            assert parameter.opts[0] in README or parameter.opts[0] in ("notes", "--html")


def test_the_kinds_of_the_command_line_are_the_kinds_the_grammar_makes() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "tests" / "grammar").glob("*.md")]
    made = {kind for text in texts for kind in re.findall(r"^Q \((\w+)\)", text, re.MULTILINE)}
    assert made == set(KINDS)
    assert len(GRAMMAR) > len(KINDS)
