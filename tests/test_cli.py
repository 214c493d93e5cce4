"""The command line, as other programs and people call it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from products import products
from real_anki import decks, import_package

from deckwright import __version__

Notes = Callable[..., Path]
Run = Callable[..., Result]

NOTE = """---
title: Week 9
date: 2024-03-01
tags: [pumps]
---
# [Pumps](https://e.org/pumps)
- Pump: a machine that lifts water
- Lesson: prime it first
- Plan:
  - dig
  - plant
- TODO: read on
## Valves
- Steel - a hard metal made of iron and carbon
"""

KEYS = [
    "guid",
    "status",
    "kind",
    "rule",
    "reason",
    "deck",
    "article",
    "section",
    "question",
    "answer",
    "extra",
    "context",
    "tags",
    "source",
    "score",
]


def records(run: Run, *arguments: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("list", "--json", *arguments).stdout.splitlines()]


def test_build_in_a_folder_with_notes_needs_no_argument(notes: Notes, run: Run, here: Path) -> None:
    notes("pumps.md", NOTE)
    result = run("build")
    assert result.exit_code == 0
    assert sorted(path.name for path in products(here / "decks")) == ["notes.apkg", "notes.ledger.jsonl"]
    assert "Notes: 4 cards from 7 bullets in 1 file (4 new)" in result.stdout
    assert "next, in Anki: sync, then File > Import decks/notes.apkg" in result.stdout
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


def test_a_second_build_touches_no_file(notes: Notes, run: Run, here: Path) -> None:
    notes("pumps.md", NOTE)
    run("build")
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in products(here / "decks")}
    result = run("build")
    assert "unchanged decks/notes.apkg" in result.stdout
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino) for path in products(here / "decks")} == before


def test_the_notes_are_only_ever_read(notes: Notes, run: Run) -> None:
    path = notes("pumps.md", NOTE)
    before = (path.read_bytes(), path.stat().st_mtime_ns)
    run("build")
    run("list")
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before
    assert list(path.parent.iterdir()) == [path]


def test_list_json_has_every_key_on_every_line(notes: Notes, run: Run) -> None:
    notes("pumps.md", NOTE)
    run("build")
    found = records(run, "--drafts", "--skipped")
    assert all(list(record) == KEYS for record in found)
    assert {record["source"]["line"] for record in found} == {7, 8, 9, 10, 11, 12, 14}
    lesson = next(record for record in found if record["kind"] == "lesson")
    assert lesson["question"] == "“Pumps” — what is the lesson?"
    assert lesson["answer"] == "prime it first"
    assert lesson["deck"] == "Notes::Pumps"
    assert lesson["tags"] == ["pumps", "lesson", "deckwright::kind::lesson"]
    assert lesson["source"] == {"file": "notes/pumps.md", "line": 8, "text": "Lesson: prime it first", "url": "https://e.org/pumps"}
    assert all(record["reason"] for record in found if record["status"] in ("skipped", "context"))


def test_list_shows_the_same_guids_that_a_build_issues(notes: Notes, run: Run) -> None:
    notes("pumps.md", NOTE)
    before = [record["guid"] for record in records(run)]
    run("build")
    assert [record["guid"] for record in records(run)] == before


def test_list_html_shows_the_sides_as_anki_gets_them(notes: Notes, run: Run) -> None:
    notes("a.md", "# A\n- Pump: a machine with a `steel` valve\n")
    assert [record["answer"] for record in records(run, "--html")] == ["a machine with a <code>steel</code> valve"]
    assert [record["answer"] for record in records(run)] == ["a machine with a `steel` valve"]


def test_list_for_people_names_the_place_of_each_card(notes: Notes, run: Run) -> None:
    notes("pumps.md", NOTE)
    text = run("list", "--skipped").stdout
    assert "Q What is meant by “Pump”?" in text
    assert "definition (notes/pumps.md:7)" in text
    assert "skipped: a to-do (notes/pumps.md:12)" in text


def test_lessons_alone_make_a_package_of_their_own(notes: Notes, run: Run, collection: Any) -> None:
    notes("pumps.md", NOTE)
    run("build")
    run("build", "--kind", "lesson")
    assert import_package(collection, Path("decks/notes-lesson.apkg"))["new"] == 1
    assert import_package(collection, Path("decks/notes.apkg")) == {"new": 3, "updated": 0, "duplicate": 1, "conflicting": 0}
    assert len(collection.find_notes("tag:lesson")) == 1


def test_one_file_with_an_output_keeps_its_ledger_beside_it(notes: Notes, run: Run, here: Path) -> None:
    notes("pumps.md", NOTE)
    run("build", "notes/pumps.md", "--output", "out/pumps.apkg")
    assert sorted(path.name for path in (here / "out").iterdir()) == ["pumps.apkg", "pumps.ledger.jsonl"]
    assert not (here / "decks").exists()


def test_a_dry_run_writes_nothing(notes: Notes, run: Run, here: Path) -> None:
    notes("pumps.md", NOTE)
    assert "4 cards" in run("build", "--dry-run").stdout
    assert not (here / "decks").exists()


def test_build_json_is_one_object_a_deck(notes: Notes, run: Run) -> None:
    notes("pumps.md", NOTE)
    summary = json.loads(run("build", "--json").stdout)
    assert (summary["deck"], summary["cards"], summary["new"], summary["skipped"], summary["context"]) == ("Notes", 4, 4, 1, 2)
    assert [entry["changed"] for entry in summary["written"]] == [True, True]


def test_definitions_make_the_decks_they_say(notes: Notes, run: Run, here: Path) -> None:
    notes("pumps.md", NOTE)
    notes("private/diary.md", "# Diary\n- Lesson: hush\n")
    (here / "decks").mkdir()
    (here / "decks/tech.yaml").write_text("name: My tech\nexclude: ['notes/private/*']\ntags: [reading]\n")
    (here / "decks/all.yaml").write_text("name: All\n")
    run("build")
    assert {path.name for path in (here / "decks").glob("*.apkg")} == {"tech.apkg", "all.apkg"}
    found = records(run, "--deck", "My tech")
    assert {record["deck"] for record in found} == {"My tech::Pumps"}
    assert all(record["tags"][0] == "reading" for record in found)
    assert run("build", "--deck", "none").exit_code == 2


def test_a_bad_definition_is_told_and_the_other_decks_are_built(notes: Notes, run: Run, here: Path) -> None:
    notes("pumps.md", NOTE)
    (here / "decks").mkdir()
    (here / "decks/bad.yaml").write_text("nmae: x\n")
    (here / "decks/good.yaml").write_text("name: Good\n")
    result = run("build")
    assert result.exit_code == 1
    assert "bad.yaml:1: `nmae` is not a setting; did you mean `name`?" in result.stderr
    assert (here / "decks/good.apkg").is_file()


def test_a_config_with_notes_or_an_output_is_a_usage_error(notes: Notes, run: Run, here: Path) -> None:
    notes("pumps.md", NOTE)
    (here / "c.yaml").write_text("name: C\n")
    assert run("build", "--config", "c.yaml", "--output", "o.apkg").exit_code == 2
    assert run("build", "--config", "c.yaml", "notes").exit_code == 2
    assert run("build", "--config", "c.yaml").exit_code == 0


def test_an_article_of_the_same_name_in_two_notes_goes_below_its_notes_title(notes: Notes, run: Run, collection: Any) -> None:
    notes("a.md", "---\ntitle: March\n---\n# Links\n- Lesson: one\n# Tools\n- Lesson: two\n")
    notes("b.md", "---\ntitle: April\n---\n# links\n- Lesson: three\n")
    run("build")
    import_package(collection, Path("decks/notes.apkg"))
    assert decks(collection) == {"Notes::March::Links": 1, "Notes::April::links": 1, "Notes::Tools": 1}


def test_front_matter_can_choose_the_deck_and_leave_a_note_out(notes: Notes, run: Run) -> None:
    notes("a.md", "---\ndeck: Work::Pumps\n---\n# Links\n- Lesson: one\n")
    notes("b.md", "---\npublished: false\n---\n# Links\n- Lesson: two\n")
    assert [record["deck"] for record in records(run)] == ["Work::Pumps::Links"]


def test_new_cards_are_due_in_the_order_of_the_notes_by_date(notes: Notes, run: Run) -> None:
    notes("2024-02-01-b.md", "# B\n- Lesson: second\n- Lesson: third\n")
    notes("2024-01-01-z.md", "# Z\n- Lesson: first\n")
    assert [record["answer"] for record in records(run)] == ["first", "second", "third"]


def test_check_says_what_is_wrong_and_exits_with_one_only_for_errors(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    assert (run("check").exit_code, run("check").stderr) == (0, "Notes: nothing is wrong in 1 note file\n")
    notes("b.md", "# B\n```\nnever closed\n")
    result = run("check")
    assert (result.exit_code, result.stdout.startswith("notes/b.md:2: this code fence is never closed")) == (0, True)
    notes("c.md", b"\xff")
    found = [json.loads(line) for line in run("check", "--json").stdout.splitlines()]
    assert [(d["file"], d["line"], d["severity"], d["code"]) for d in found] == [
        ("notes/b.md", 2, "warning", "open-fence"),
        ("notes/c.md", 1, "error", "not-utf8"),
    ]
    assert run("check").exit_code == 1


def test_check_says_what_is_doubtful_in_cards_and_drafts(notes: Notes, run: Run) -> None:
    many = " ".join(f"word{k}" for k in range(27))
    notes("a.md", f"# Queues\n- Bounding: {many}\n- Every queue holds at most 10,000 messages by default\n")
    result = run("check")
    assert result.stdout.splitlines() == [
        "notes/a.md:2: draft: the answer has 27 words: What is meant by “Bounding”?",
        "notes/a.md:3: draft: number cards are not sure enough: Every queue holds at most [how many?] messages by default",
    ]
    assert result.stderr == "Notes: nothing is wrong in 1 note file; 2 cards and drafts are doubtful\n"
    found = json.loads(run("check", "--json").stdout.splitlines()[0])
    assert (found["severity"], found["code"], found["question"]) == ("draft", "term-definition", "What is meant by “Bounding”?")


def test_paths_with_spaces_and_other_letters(here: Path, run: Run) -> None:
    folder = here / "Meine Notizen ü"
    folder.mkdir()
    (folder / "é a.md").write_text("# A\n- Lesson: x\n")
    assert run("build", str(folder), "--decks", "Kästen und mehr").exit_code == 0
    assert (here / "Kästen und mehr/Meine Notizen ü.apkg").is_file()


def test_quiet_says_nothing_and_version_and_help_answer(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    assert run("-q", "build").output == ""
    assert run("-V").stdout == f"deckwright, version {__version__}\n"
    assert "Make the Anki package" in run("build", "-h").stdout


def test_a_closed_pipe_is_no_traceback(notes: Notes, here: Path) -> None:
    notes("a.md", "# A\n" + "".join(f"- Lesson: number {k} of many lessons\n" for k in range(3000)))
    command = f"{sys.executable} -m deckwright list --json | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False, cwd=here)
    assert "Traceback" not in done.stderr
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize("seed", ["0", "1", "42"])
def test_the_same_notes_are_the_same_bytes_whatever_the_hash_seed(notes: Notes, here: Path, seed: str) -> None:
    notes("a.md", NOTE)
    notes("b.md", NOTE.replace("pump", "siphon"))
    seen = []
    for value in ("7", seed):
        environment = {**os.environ, "PYTHONHASHSEED": value, "SOURCE_DATE_EPOCH": "1700000000"}
        subprocess.run(
            [sys.executable, "-m", "deckwright", "-q", "build", "--decks", f"decks{value}", "--deck", "N"], check=True, env=environment
        )
        seen.append([path.read_bytes() for path in sorted(products(here / f"decks{value}"))])
    assert seen[0] == seen[1]


def test_two_definitions_of_one_name_build_nothing(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    (here / "decks").mkdir()
    for name, called in (("one", "Rivers"), ("two", "rivers")):
        (here / "decks" / f"{name}.yaml").write_text(f"name: {called}\n", "utf-8")
    result = run("build")
    assert (result.exit_code, list(here.glob("decks/*.apkg"))) == (1, [])
    assert result.stderr.startswith("decks/two.yaml: another definition in decks has the name “rivers” too")
