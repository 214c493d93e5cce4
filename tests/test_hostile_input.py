"""Whatever stands where a note, a ledger, drafts or a definition should stand: an answer, in a line."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import Result

from deckwright import making, outline
from deckwright.card import Status

Notes = Callable[..., Path]
Run = Callable[..., Result]

GOOD = "# Good\n- Lesson: stay calm\n"


@pytest.mark.parametrize(
    "text", ["- " * 10_000 + "a", ">" * 10_000 + "a", "> 1. " * 5_000 + "a", "".join("\t" * k + "- a\n" for k in range(1000))]
)
def test_what_is_ten_thousand_deep_is_told(text: str) -> None:
    _, problems = outline.read(text, "n.md")
    assert [problem.code for problem in problems] == ["too-deep"]


def test_two_thousand_headings_are_as_many_articles() -> None:
    seen, problems = outline.read("# [a](http://b)\n- c\n" * 2_000, "n.md")
    assert (len(seen.articles), problems) == (2_000, ())


def told(result: Result) -> list[str]:
    """What a command says of files, a line each."""
    assert result.exit_code in (0, 1)
    return [line for line in (result.stdout + result.stderr).splitlines() if re.match(r"(?:notes|decks)/[^ ]*: ", line)]


@pytest.fixture(params=["pipe", "socket", "device", "folder", "loop"])
def odd(request: pytest.FixtureRequest) -> Iterator[Callable[[Path], None]]:
    """Puts what is no file at a path."""
    kept: list[socket.socket] = []

    def put(path: Path) -> None:
        match request.param:
            case "pipe":
                os.mkfifo(path)
            case "socket":
                kept.append(socket.socket(socket.AF_UNIX))
                here = Path.cwd()
                os.chdir(path.parent)  # the whole path may be longer than a socket's may be
                kept[0].bind(path.name)
                os.chdir(here)
            case "device":
                path.symlink_to("/dev/zero")
            case "folder":
                path.mkdir()
            case _:
                path.symlink_to(path.name)

    yield put
    for one in kept:
        one.close()


@pytest.mark.parametrize("name", ["notes/odd.md", "decks/notes.ledger.jsonl", "decks/notes.drafts.md", "decks/notes.yaml"])
def test_what_is_no_file_is_one_clear_line(notes: Notes, run: Run, here: Path, odd: Callable[[Path], None], name: str) -> None:
    notes("good.md", GOOD)
    (here / "decks").mkdir()
    odd(here / name)
    (line,) = told(run("build"))
    assert line.startswith(f"{name}: ")
    assert (here / "decks/notes.apkg").exists() == name.startswith("notes/")


@pytest.mark.parametrize("name", ["notes/odd.md", "decks/notes.yaml"])
def test_a_file_of_a_gigabyte_is_one_line(notes: Notes, run: Run, here: Path, name: str) -> None:
    notes("good.md", GOOD)
    (here / "decks").mkdir()
    (here / name).touch()
    os.truncate(here / name, 1 << 30)
    (line,) = told(run("check"))
    assert re.match(rf"{name}: .*(?:MB|KiB)", line)


BOMBS = {
    "aliases": "a: &a [x, x]\n" + "".join(f"{chr(98 + k)}: &{chr(98 + k)} [*{chr(97 + k)}, *{chr(97 + k)}]\n" for k in range(20)),
    "alias-of-itself": "title: &a [*a]\n",
    "nested": "a: " + "[" * 30_000,
    "nested-blocks": "".join(f"{' ' * k}a:\n" for k in range(300)),
    "anchors": "".join(f"a{k}: &a{k} x\n" for k in range(4_000)),
    "long-key": f"{'a' * 60_000}: x\n",
    "merge": "<<: *x\n",
    "object": "title: !!python/object/apply:os.system [touch hacked]\n",
    "documents": "--- a\n--- b\n",
    "half-a-letter": 'title: "\\ud800"\n',
    "line-signs": "title: a\u0085b\u2028c\n: [\n",
    "newline-in-a-key": '"a\\nb": 1\n',
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_yaml_is_read_or_told_in_one_line(notes: Notes, run: Run, here: Path, name: str) -> None:
    notes("good.md", GOOD)
    notes("bomb.md", f"---\n{BOMBS[name]}---\n# A\n- Lesson: be brief\n")
    lines = told(run("check"))
    assert all(line.startswith("notes/bomb.md") for line in lines if "bomb" in line or "error" in line)
    (here / "decks").mkdir()
    (here / "decks/notes.yaml").write_text(BOMBS[name], "utf-8")
    (line,) = [line for line in told(run("check")) if "decks/notes.yaml" in line]
    assert len(line) < 500
    assert not (here / "hacked").exists()


def test_a_definition_of_400_kilobytes_is_not_read(notes: Notes, run: Run, here: Path) -> None:
    notes("good.md", GOOD)
    (here / "decks").mkdir()
    (here / "decks/notes.yaml").write_text("tags: [" + "a, " * 130_000 + "a]\n")
    assert told(run("check")) == ["decks/notes.yaml: larger than 64 KiB, so no deck definition; shorten it"]


def test_a_name_that_is_no_text_and_odd_characters_stop_nothing(notes: Notes, run: Run, here: Path) -> None:
    notes("good.md", GOOD)
    odd = bytes(here / "notes") + b"/caf\xe9.md"
    try:
        Path(os.fsdecode(odd)).write_text(GOOD)
    except OSError:
        pytest.skip("this file system takes no such name")
    notes("marks.md", "\ufeff# M\n- Lesson: \x01\x1b[31mred\x1b[0m \u202e\u200b\ufffe e\u0301 is a colour\n")
    notes("wide.md", "# W\n- a\n".encode("utf-16"))
    first, second = told(run("build"))
    assert (first.split(": ")[0], second.split(": ")[0]) == ("notes/caf\\udce9.md", "notes/wide.md:1")
    assert (here / "decks/notes.apkg").exists()


def test_no_command_to_the_terminal_comes_out_of_a_note(notes: Notes) -> None:
    notes("a.md", "# A\x1b]0;title\x07\n- Lesson: \x1b[2J\x9b31mred\x08 is a colour\n- \x1b[31m\n")
    for arguments in (["list", "--skipped"], ["list", "--json"], ["check"], ["build"]):
        done = subprocess.run([sys.executable, "-m", "deckwright", *arguments], capture_output=True, timeout=60, check=False)
        assert not re.search(rb"[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", done.stdout + done.stderr), arguments


@pytest.mark.parametrize(
    "text",
    [
        "Q: \x1b A: why",
        "Q: why? A: \u2063",
        "==\x01== is a part",
        "{{c1::\x01}} is a part",
        "\u200b :: a part",
        "Lesson: \x1b",
        "\u200b: a part",
    ],
)
def test_a_side_that_shows_nothing_makes_no_card(text: str) -> None:
    cards = making.cards(outline.read(f"# A\n- {text}\n", "n.md")[0])
    assert [card.status for card in cards] == [Status.SKIPPED]


def test_who_asks_for_a_card_that_would_show_nothing_is_told() -> None:
    (card,) = making.cards(outline.read("# A\n- Q: \x1b A: why\n", "n.md")[0])
    assert card.reason == "a side of its card would have nothing on it to be seen"
