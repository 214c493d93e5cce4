"""Drafts: accepted, rejected and reworded by their author, and what they decided kept for good."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from real_anki import history, import_package, review
from test_identity import built

from deckwright import drafts
from deckwright.diagnostic import Refused

Notes = Callable[..., Path]
Run = Callable[..., Result]

DRAFTS, PACKAGE = Path("decks/notes.drafts.md"), Path("decks/notes.apkg")
VALVE = "Most household valves prevent dirty water from flowing back"
PUMP = "Pump: a machine that lifts water"
NOTE = f"# Water\n- {VALVE}\n- {PUMP}\n"
BLOCK = """- [ ] Q: What do most household valves prevent?
  - A: dirty water from flowing back
"""


def records(run: Run) -> dict[str, dict[str, Any]]:
    found = map(json.loads, run("list", "--json", "--drafts", "--skipped").stdout.splitlines())
    return {record["source"]["text"]: record for record in found}


def edit(*pairs: tuple[str, str]) -> None:
    text = DRAFTS.read_text("utf-8")
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    DRAFTS.write_text(text, "utf-8")


@pytest.fixture
def drafted(notes: Notes, run: Run) -> Notes:
    notes("a.md", NOTE)
    run("build")
    assert BLOCK in DRAFTS.read_text("utf-8")
    return notes


@pytest.mark.usefixtures("drafted")
def test_a_ticked_draft_is_a_card_from_the_next_build_on(run: Run) -> None:
    guid = records(run)[VALVE]["guid"]
    edit(("- [ ] Q: What do", "- [x] Q: What do"))
    assert f"+ notes/a.md:2  {VALVE}" in run("diff").stdout
    run("build")
    now = records(run)[VALVE]
    assert (now["guid"], now["status"], now["reason"]) == (guid, "card", None)
    assert "## Accepted\n\n- [x] Q: What do most" in DRAFTS.read_text("utf-8")
    assert run("build").stdout.count("unchanged decks/") == 3
    edit(("- [x] Q: What do", "- [ ] Q: What do"))
    assert records(run)[VALVE]["status"] == "draft"


def test_an_edited_wording_survives_every_rebuild_and_a_kind_that_changes(drafted: Notes, run: Run) -> None:
    edit(("- [ ] Q: What do most household valves prevent?", "- [x] Q: Why do houses have valves?"), ("A: dirty water from", "A: Against"))
    drafted("a.md", f"# Water\n- {PUMP}\n\n# Houses\n- {VALVE}\n")
    for _ in range(2):
        run("build")
        now = records(run)[VALVE]
        assert (now["question"], now["answer"], now["status"]) == ("Why do houses have valves?", "Against flowing back", "card")


@pytest.mark.usefixtures("drafted")
def test_a_wording_edited_but_not_ticked_stays_a_draft_in_those_words(run: Run) -> None:
    edit(("What do most household valves prevent?", "What do valves prevent?"))
    run("build")
    assert (records(run)[VALVE]["status"], records(run)[VALVE]["question"]) == ("draft", "What do valves prevent?")
    assert "- [ ] Q: What do valves prevent?" in DRAFTS.read_text("utf-8")


def test_a_bullet_that_changes_under_an_edited_card_is_flagged_until_its_author_looks(drafted: Notes, run: Run) -> None:
    edit(("- [ ] Q: What do most household valves prevent?", "- [x] Q: Why do houses have valves?"))
    run("build")
    drafted("a.md", NOTE.replace("dirty water", "any dirty water"))
    result = run("build")
    assert result.exit_code == 0
    assert "notes/a.md:2: you worded the card" in result.stderr
    changed = records(run)[VALVE.replace("dirty", "any dirty")]
    assert (changed["question"], changed["answer"]) == ("Why do houses have valves?", "dirty water from flowing back")
    assert "- [?] Q: Why do houses have valves?" in DRAFTS.read_text("utf-8")
    assert "you worded the card" in run("build").stderr
    edit(("- [?]", "- [x]"))
    assert run("build").stderr == ""
    assert "## Accepted" in DRAFTS.read_text("utf-8")


@pytest.mark.usefixtures("drafted")
def test_a_rejected_draft_is_skipped_for_good_and_can_be_had_back(run: Run) -> None:
    edit(("- [ ] Q: What do", "- [-] Q: What do"))
    for _ in range(2):
        run("build")
        assert (records(run)[VALVE]["status"], records(run)[VALVE]["reason"]) == ("skipped", "you rejected this card")
    assert "## Rejected\n\n- [-] Q: What do most household valves prevent?" in DRAFTS.read_text("utf-8")
    edit(("- [-] Q: What do", "- [x] Q: What do"))
    assert records(run)[VALVE]["status"] == "card"


@pytest.mark.usefixtures("drafted")
def test_a_rejected_card_retires_in_anki_and_comes_back_with_its_history(run: Run, collection: Any) -> None:
    import_package(collection, PACKAGE)
    review(collection, 1)
    before, guid = history(collection), records(run)[PUMP]["guid"]
    assert run("reject", guid).exit_code == 0
    run("build")
    assert import_package(collection, PACKAGE.with_name("notes.retired.apkg"))["updated"] == 1
    assert [entry.will_delete_note for entry in collection.get_empty_cards().notes] == [True]
    retired = PACKAGE.with_name("notes.retired.apkg").read_bytes()
    run("build")
    assert PACKAGE.with_name("notes.retired.apkg").read_bytes() == retired
    run("accept", guid)
    run("build")
    assert import_package(collection, PACKAGE)["updated"] == 1
    assert (history(collection), list(collection.get_empty_cards().notes)) == (before, [])


def test_the_command_line_does_the_same_as_the_file(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    guid = records(run)[VALVE]["guid"]
    assert guid in run("drafts").stdout
    result = run("accept", guid, "--question", "Why valves?", "--answer", "Against flowing back", "--answer", "Against mud")
    assert result.stderr == f"accepted {guid}: Why valves?\nnext: deckwright build\n"
    run("build")
    now = records(run)[VALVE]
    assert (now["guid"], now["status"], now["question"], now["answer"]) == (
        guid,
        "card",
        "Why valves?",
        "- Against flowing back\n- Against mud",
    )
    assert run("drafts").stdout.strip() == ""
    run("reject", guid)
    assert records(run)[VALVE]["status"] == "skipped"
    unknown = run("accept", "nonesuch")
    assert (unknown.exit_code, unknown.stderr.count("nonesuch: the ledger knows no such card")) == (1, 1)
    assert run("accept", guid, "other", "--question", "One?").exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("- [ ] Q", "- [y] Q", "decks/notes.drafts.md:8: `[y]` is no decision; write [x] to accept"),
        ("  - A: dirty water from flowing back\n", "", "decks/notes.drafts.md:8: a question or answer is missing here"),
        ("  - from", "  - of", "decks/notes.drafts.md:8: this block has lost its line"),
        ("# Drafts", "<<<<<<< ours\n# Drafts", "decks/notes.drafts.md:1: a git conflict marker"),
    ],
)
@pytest.mark.usefixtures("drafted")
def test_a_slip_in_the_file_is_named_and_nothing_is_lost(run: Run, old: str, new: str, says: str) -> None:
    edit((old, new))
    before = {path.name: path.read_bytes() for path in Path("decks").iterdir()}
    result = run("build")
    assert (result.exit_code, result.stderr.startswith(says)) == (1, True)
    assert {path.name: path.read_bytes() for path in Path("decks").iterdir()} == before


@pytest.mark.usefixtures("drafted")
def test_a_verdict_on_a_card_that_no_ledger_knows_is_not_lost(run: Run) -> None:
    edit(("- [ ] Q: What do", "- [x] Q: What do"))
    Path("decks/notes.ledger.jsonl").unlink()
    assert "the ledger knows no draft" in run("build").stderr
    edit(("- [x] Q: What do", "- [ ] Q: What do"))
    assert run("build").exit_code == 0


def test_drafts_are_no_notes_even_where_the_decks_lie_among_the_notes(here: Path, run: Run) -> None:
    (here / "a.md").write_text(NOTE, "utf-8")
    run("build", ".", "--deck", "All")
    assert (here / "decks" / "All.drafts.md").exists()
    assert "1 file" in run("build", ".", "--deck", "All").stdout


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(words, st.lists(words, min_size=1, max_size=3))
def test_what_is_written_is_read_back_as_it_was(question: str, answer: list[str]) -> None:
    made = built(("n.md", NOTE))
    text = drafts.written(made, "D")
    (before,) = drafts.read(text, "d.md")
    edited = text.replace(before.question, question).replace(f"A: {before.answer[0]}", "\n  - A: ".join(["A: " + answer[0], *answer[1:]]))
    (after,) = drafts.read(edited, "d.md")
    assert (after.guid, after.question, after.answer) == (before.guid, question, tuple(answer))


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        drafts.read(text, "d.md")
    except Refused as refused:
        assert re.match(r"d\.md:\d+: ", str(refused))
