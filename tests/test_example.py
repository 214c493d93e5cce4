"""The example notes of this repository: what a newcomer builds, as the acceptance test."""

from __future__ import annotations

import json
import random
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from real_anki import history, import_package, review

ROOT = Path(__file__).resolve().parents[1]
STYLE = re.compile(r"<style.*?</style>", re.DOTALL)

Run = Callable[..., Result]


@pytest.fixture
def example(here: Path) -> Path:
    """A copy of notes/ and decks/ as they are committed."""
    shutil.copytree(ROOT / "notes", here / "notes")
    shutil.copytree(ROOT / "decks", here / "decks", ignore=shutil.ignore_patterns("*.apkg"))
    return here


def records(run: Run) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("list", "--json", "--drafts", "--skipped").stdout.splitlines()]


def bullet_lines(text: str) -> Iterator[int]:
    """Lines that are list items, outside front matter and fences: an independent, simpler reading."""
    fenced = front = False
    for number, line in enumerate(text.splitlines(), 1):
        front = (number == 1 and line == "---") or (front and line != "---")
        if line.lstrip().startswith("```"):
            fenced = not fenced
        if not fenced and not front and re.match(r"\s*(?:[-*+]|\d+\.)\s+\S", line):
            yield number


def test_the_committed_ledger_is_what_a_build_makes(example: Path, run: Run) -> None:
    before = (example / "decks" / "reading.ledger.jsonl").read_bytes()
    result = run("build")
    assert result.exit_code == 0
    assert "unchanged decks/reading.ledger.jsonl" in result.stdout
    assert (example / "decks" / "reading.ledger.jsonl").read_bytes() == before


def test_every_bullet_is_accounted_for_and_every_lesson_is_a_card(example: Path, run: Run) -> None:
    found = records(run)
    seen = {(record["source"]["file"], record["source"]["line"]) for record in found}
    carded = {(record["source"]["file"], record["source"]["line"]) for record in found if record["status"] == "card"}
    for path in sorted((example / "notes").glob("*.md")):
        text = path.read_text("utf-8")
        file = f"notes/{path.name}"
        assert {(file, line) for line in bullet_lines(text)} <= seen
        lessons = {(file, n) for n, line in enumerate(text.splitlines(), 1) if re.match(r"\s*[-*] Lesson:", line)}
        assert lessons <= carded


@pytest.mark.usefixtures("example")
def test_no_card_is_empty_or_asked_twice(run: Run) -> None:
    cards = [record for record in records(run) if record["status"] == "card"]
    assert len(cards) >= 45
    assert all(record["question"].strip() and record["answer"].strip() for record in cards)
    assert len({(record["context"], record["question"]) for record in cards}) == len(cards)
    assert len({record["guid"] for record in cards}) == len(cards)


def test_anki_takes_it_and_every_card_has_two_sides(example: Path, run: Run, collection: Any) -> None:
    run("build")
    count = import_package(collection, example / "decks" / "reading.apkg")
    assert count["new"] == len([record for record in records(run) if record["status"] == "card"])
    for number in collection.find_cards(""):
        card = collection.get_card(number)
        front, back = (STYLE.sub("", side) for side in (card.question(), card.answer()))
        assert len(back) > len(front) > 40
    assert collection.fix_integrity()[1]


def test_after_an_edit_history_is_kept_and_the_rest_is_left_alone(example: Path, run: Run, collection: Any) -> None:
    run("build")
    first = import_package(collection, example / "decks" / "reading.apkg")
    review(collection, 20)
    before = history(collection)
    assert len(before) == 20
    path = example / "notes" / "plain-text-tools.md"
    path.write_text(path.read_text("utf-8") + "- Lesson: normalize line ends at the border, not inside.\n", "utf-8")
    run("build")
    assert import_package(collection, example / "decks" / "reading.apkg") == {
        "new": 1, "updated": 0, "duplicate": first["new"], "conflicting": 0,
    }  # fmt: skip
    assert history(collection) == before


def test_shuffled_files_and_blank_lines_change_no_guid(example: Path, run: Run) -> None:
    before = {record["source"]["text"]: record["guid"] for record in records(run) if record["guid"]}
    rng = random.Random(5)
    for path in sorted((example / "notes").glob("*.md")):
        text = re.sub(r"\n(?=# )", "\n" * rng.randint(1, 3), path.read_text("utf-8"))
        path.rename(path.with_name(f"moved-{path.name}"))
        path.with_name(f"moved-{path.name}").write_text(text, "utf-8")
    after = {record["source"]["text"]: record["guid"] for record in records(run) if record["guid"]}
    assert after == before
