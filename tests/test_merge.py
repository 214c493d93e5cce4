"""Two branches of a git repository, each with cards of its own, merged: what the ledger remembers of both."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import Result

from deckwright import ledger

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="needs git")

Notes = Callable[..., Path]
Run = Callable[..., Result]
Branch = Callable[..., set[str]]

LEDGER = Path("decks/notes.ledger.jsonl")
UNION = "decks/*.ledger.jsonl merge=union\n"

BASE = [
    "Pump: a machine that lifts water",
    "Siphon: a bent tube that moves water",
    "Valve: a gate for one direction",
    "Weir: a low dam across a river",
]
OURS = ["Aqueduct: a bridge that carries water", "Bore: a deep and narrow well", "Culvert: a drain below a road"]
THEIRS = ["Sluice: a gate that holds water back", "Spillway: a way out for the water of a flood", "Tarn: a small lake in the mountains"]


def note(terms: Sequence[str]) -> str:
    return "# Water\n" + "".join(f"- {term}\n" for term in terms)


def git(*arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    """git as nobody has configured it."""
    names = {f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    environment = {**os.environ, **names, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C"}
    return subprocess.run(["git", *arguments], env=environment, capture_output=True, text=True, check=check)


@pytest.fixture
def branch(notes: Notes, run: Run, monkeypatch: pytest.MonkeyPatch) -> Branch:
    """`branch("ours", terms, 5)` builds the terms in second 5 on a new branch from the first one, and says which guids there are."""

    def commit(name: str, terms: Sequence[str], second: int) -> set[str]:
        if not Path(".git").exists():
            git("init", "--quiet")
            Path(".gitignore").write_text("decks/*.apkg\n")
        else:
            git("checkout", "--quiet", "base")
        git("checkout", "--quiet", "-b", name)
        notes("a.md", note(terms))
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(second))
        assert run("build").exit_code == 0
        git("add", ".")
        git("commit", "--quiet", "-m", name)
        return set(ledger.load(LEDGER))

    return commit


@pytest.fixture
def union(here: Path) -> None:
    """The repository takes the lines of both sides of a ledger."""
    (here / ".gitattributes").write_text(UNION)


def built(run: Run) -> dict[str, int]:
    """What a build that finds nothing wrong says of the cards."""
    result = run("build", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    said = json.loads(result.stdout)
    return {key: said[key] for key in ("cards", "new", "changed", "returned", "gone")}


def refused(run: Run) -> str:
    """The one complaint of a build that writes nothing."""
    before = LEDGER.read_bytes()
    result = run("build")
    (line,) = result.stderr.splitlines()
    assert (result.exit_code, LEDGER.read_bytes()) == (1, before)
    return line


def lines_of(text: str) -> dict[str, list[int]]:
    """The numbers of a ledger's lines, by the text of their bullets."""
    found: dict[str, list[int]] = {}
    for number, line in enumerate(LEDGER.read_text("utf-8").splitlines(), 1):
        if line.startswith('{"guid"') and text in line:
            found.setdefault(json.loads(line)["guid"], []).append(number)
    return found


def keep_the_later(first: int, second: int) -> None:
    """Do as the complaint says: of two lines, remove the one with the earlier `mod`."""
    lines = LEDGER.read_text("utf-8").splitlines(keepends=True)
    del lines[min(first, second, key=lambda number: json.loads(lines[number - 1])["mod"]) - 1]
    LEDGER.write_text("".join(lines), "utf-8")


@pytest.mark.usefixtures("union")
def test_cards_added_on_two_branches_are_all_kept(branch: Branch, run: Run) -> None:
    old = branch("base", BASE, 1)
    ours = branch("ours", [*OURS, *BASE], 2)
    theirs = branch("theirs", [*BASE, *THEIRS], 3)
    assert (len(ours - old), len(theirs - old), ours & theirs) == (3, 3, old)
    git("merge", "ours")
    assert Path("notes/a.md").read_text("utf-8") == note([*OURS, *BASE, *THEIRS])
    assert built(run) == {"cards": 10, "new": 0, "changed": 0, "returned": 0, "gone": 0}
    assert set(ledger.load(LEDGER)) == ours | theirs
    merged = LEDGER.read_bytes()
    assert built(run)["new"] == 0
    assert LEDGER.read_bytes() == merged == ledger.dump(ledger.load(LEDGER)).encode()


@pytest.mark.usefixtures("union")
def test_the_same_bullet_added_on_two_branches_is_one_card(branch: Branch, run: Run) -> None:
    both = [*BASE[:2], OURS[0], *BASE[2:]]
    branch("base", BASE, 1)
    ours = branch("ours", [*OURS[1:], *both], 2)
    theirs = branch("theirs", [*both, *THEIRS], 2)
    git("merge", "ours")
    assert len(lines_of(OURS[0])) == 1
    assert built(run) == {"cards": 10, "new": 0, "changed": 0, "returned": 0, "gone": 0}
    assert set(ledger.load(LEDGER)) == ours | theirs


@pytest.mark.usefixtures("union")
def test_the_same_bullet_built_at_two_times_is_one_card_once_one_line_is_removed(branch: Branch, run: Run) -> None:
    both = [*BASE[:2], OURS[0], *BASE[2:]]
    branch("base", BASE, 1)
    ours = branch("ours", both, 2)
    assert ours == branch("theirs", both, 3)
    git("merge", "ours")
    ((guid, (first, second)),) = lines_of(OURS[0]).items()
    assert refused(run).startswith(f"{LEDGER}:{second}: guid {guid} stands on line {first} too, and the two differ; keep one, ")
    keep_the_later(first, second)
    assert built(run) == {"cards": 5, "new": 0, "changed": 0, "returned": 0, "gone": 0}
    assert set(ledger.load(LEDGER)) == ours


@pytest.mark.usefixtures("union")
def test_a_card_changed_on_two_branches_is_refused_with_both_lines_and_what_to_do(branch: Branch, run: Run) -> None:
    old = branch("base", BASE, 1)
    branch("ours", [BASE[0].replace("lifts", "raises"), *BASE[1:]], 5)
    branch("theirs", [BASE[0].replace("lifts", "moves"), *BASE[1:]], 6)
    git("merge", "-X", "theirs", "ours")  # the notes take the words of the one, and the ledger has the later time of the other
    assert "raises" in Path("notes/a.md").read_text("utf-8")
    ((guid, (first, second)),) = lines_of("Pump: a machine").items()
    assert refused(run) == (
        f"{LEDGER}:{second}: guid {guid} stands on line {first} too, and the two differ; "
        'keep one, that with the later "mod" if one has, remove the other, and build again'
    )
    keep_the_later(first, second)
    assert built(run) == {"cards": 4, "new": 0, "changed": 1, "returned": 0, "gone": 0}
    entries = ledger.load(LEDGER)
    assert set(entries) == old
    assert (entries[guid].text, entries[guid].mod) == ("Pump: a machine that raises water", 7)  # Anki updates either branch's card


@pytest.mark.usefixtures("union")
def test_cards_whose_lines_are_neighbours_changed_on_two_branches_are_refused_too(branch: Branch, run: Run) -> None:
    """git joins changes to neighbouring lines into one, so a union has both versions of both lines."""
    terms = [BASE[0], "see above", "see below", "and so on", BASE[3]]
    old = branch("base", terms, 1)
    branch("ours", [terms[0].replace("lifts", "raises"), *terms[1:]], 5)
    branch("theirs", [*terms[:4], terms[4].replace("low", "small")], 6)
    git("merge", "ours")
    for _ in old:
        guid, (first, second) = next((guid, lines) for guid, lines in lines_of(": a ").items() if len(lines) > 1)
        assert f":{second}: guid {guid} stands on line {first} too" in refused(run)
        keep_the_later(first, second)
    assert built(run) == {"cards": 2, "new": 0, "changed": 0, "returned": 0, "gone": 0}
    assert sorted(entry.mod for entry in ledger.load(LEDGER).values()) == [5, 6]


def test_without_the_attribute_the_first_conflict_marker_is_named_with_its_line(branch: Branch, run: Run) -> None:
    branch("base", BASE[:1], 1)
    ours = branch("ours", [*OURS, BASE[0]], 2)
    theirs = branch("theirs", [BASE[0], *THEIRS], 3)
    assert "CONFLICT (content): Merge conflict in decks/notes.ledger.jsonl" in git("merge", "ours", check=False).stdout
    lines = LEDGER.read_text("utf-8").splitlines(keepends=True)
    marker = lines.index("<<<<<<< HEAD\n") + 1
    assert refused(run) == f"{LEDGER}:{marker}: a git conflict marker; keep the lines of both sides, remove the markers"
    LEDGER.write_text("".join(line for line in lines if line.startswith("{")), "utf-8")
    assert built(run) == {"cards": 7, "new": 0, "changed": 0, "returned": 0, "gone": 0}
    assert set(ledger.load(LEDGER)) == ours | theirs


@pytest.mark.parametrize("header", ["", '{"ledger": "deckwright", "version": 1}\n'], ids=["entries", "header too"])
def test_a_line_that_a_merge_wrote_twice_counts_once(branch: Branch, run: Run, header: str) -> None:
    old = branch("base", BASE, 1)
    whole = LEDGER.read_text("utf-8")
    LEDGER.write_text(whole + header + whole.partition("\n")[2], "utf-8")
    assert built(run) == {"cards": 4, "new": 0, "changed": 0, "returned": 0, "gone": 0}
    assert LEDGER.read_text("utf-8") == whole
    assert set(ledger.load(LEDGER)) == old
