"""`deckwright doctor`: what a fault report needs, even where the deck is broken, and not a word of the notes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from filelock import FileLock

Notes = Callable[..., Path]
Run = Callable[..., Result]

NOTE = "# Secret article\n- Pump: a machine that lifts water\n- Weir: a low dam across a river\n- Sluice: a gate that holds water back\n"


def found(run: Run) -> dict[str, tuple[str, str]]:
    """How grave the gravest finding of each part is, and what it says."""
    answer: dict[str, tuple[str, str]] = {}
    for finding in json.loads(run("doctor", "--json").stdout)["findings"]:
        state = ("ok", "warning", "wrong").index(finding["state"])
        if finding["part"] not in answer or state > ("ok", "warning", "wrong").index(answer[finding["part"]][0]):
            answer[finding["part"]] = (finding["state"], finding["found"])
    return answer


def test_where_all_is_well_it_says_so_in_eighty_columns_and_writes_nothing(notes: Notes, run: Run, here: Path) -> None:
    notes("hidden name.md", NOTE)
    run("build")
    before = sorted(here.rglob("*"))
    result = run("doctor")
    assert (result.exit_code, result.stderr) == (0, "")
    assert all(len(line) <= 80 for line in result.stdout.splitlines())
    assert "3 entries, 3" in result.stdout
    assert sorted(here.rglob("*")) == before


def test_it_says_nothing_of_what_the_notes_say(notes: Notes, run: Run) -> None:
    notes("hidden name.md", NOTE)
    notes("broken name.md", b"\xff")
    run("build")
    for output in (run("doctor").output, run("doctor", "--json").output):
        assert not [word for word in ("Secret", "Pump", "machine", "hidden name", "broken name") if word in output]
    assert "not-utf8" in run("doctor").output


def test_a_folder_without_anything_is_told(here: Path, run: Run) -> None:
    assert run("doctor").exit_code == 1
    assert found(run)["definition"][1].endswith("notes: no-notes")
    assert list(here.iterdir()) == []


@pytest.mark.parametrize(
    ("damage", "part"),
    [
        ('{"ledger": "deckwright", "version": 99}\n', "ledger"),
        ("<<<<<<< HEAD\n", "ledger"),
        ("{cut", "ledger"),
        ("", "ledger"),
    ],
)
def test_a_broken_ledger_is_wrong_and_the_rest_is_looked_at(notes: Notes, run: Run, here: Path, damage: str, part: str) -> None:
    notes("a.md", NOTE)
    run("build")
    (here / "decks/notes.ledger.jsonl").write_text(damage)
    assert run("doctor").exit_code == 1
    assert found(run)[part][0] == "wrong"
    assert found(run)["notes"][0] == "ok"


def test_a_broken_definition_is_wrong_and_its_ledger_is_looked_at(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    run("build")
    (here / "decks/notes.yaml").write_text("nmae: x\n")
    assert run("doctor").exit_code == 1
    assert found(run)["definition"] == ("wrong", "decks/notes.yaml:1: definition")
    assert found(run)["ledger"][0] == "ok"


def test_a_package_whose_cards_the_ledger_does_not_know_is_wrong(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    run("build")
    (here / "decks/notes.ledger.jsonl").unlink()
    assert "3 of them not in the ledger" in found(run)["package"][1]
    assert run("doctor").exit_code == 1
    (here / "decks/notes.apkg").write_bytes(b"cut")
    assert found(run)["package"][0] == "wrong"


def test_lines_that_stand_twice_are_told(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    run("build")
    path = here / "decks/notes.ledger.jsonl"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[-1]]) + "\n", "utf-8")
    assert found(run)["ledger"][0] == "warning"


def test_a_clock_that_went_back_is_told(notes: Notes, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    notes("a.md", NOTE)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    run("build")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert found(run)["clock"][0] == "warning"


def test_a_lock_is_held_or_left_over(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    run("build")
    lock = here / "decks/.notes.lock"
    with FileLock(lock):
        assert found(run)["lock"] == ("warning", "decks/.notes.lock: a build is running")
    lock.touch()
    assert found(run)["lock"][0] == "ok"


def test_what_killed_builds_left_is_counted(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    run("build")
    (here / "decks/.notes.apkg.abcd_123.tmp").write_text("x")
    assert found(run)["left over"] == ("warning", "1 files of builds that were killed")


@pytest.mark.skipif(shutil.which("git") is None, reason="needs git")
def test_a_ledger_that_git_ignores_is_wrong_and_union_is_best(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    run("build")
    subprocess.run(["git", "init", "-q"], check=True, cwd=here)
    assert found(run)["git"][0] == "warning"
    (here / ".gitattributes").write_text("decks/*.ledger.jsonl merge=union\n")
    assert found(run)["git"][0] == "ok"
    (here / ".gitignore").write_text("decks/\n")
    assert found(run)["git"] == ("wrong", "decks/notes.ledger.jsonl: git ignores it")


def test_places_of_notes_that_are_not_there_and_a_package_not_yet_built_are_told(notes: Notes, run: Run, here: Path) -> None:
    path = notes("a.md", NOTE)
    (here / "decks").mkdir()
    (here / "decks/notes.yaml").write_text("notes: [notes/a.md, elsewhere]\n", "utf-8")
    assert found(run)["notes"] == ("wrong", "notes: 1 of 2 places of notes are not there")
    assert found(run)["package"] == ("ok", "decks/notes.apkg: not built yet")
    assert "notes: 1 note files" in run("doctor").stdout
    path.unlink()
    assert "0 note files" in run("doctor").stdout
