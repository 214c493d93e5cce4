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
from products import products
from real_anki import history, import_package, review
from test_identity import built

from deckwright import drafts
from deckwright.definition import Definition
from deckwright.diagnostic import Refused

Notes = Callable[..., Path]
Run = Callable[..., Result]

DRAFTS, PACKAGE = Path("decks/notes.drafts.md"), Path("decks/notes.apkg")
DOUBTFUL, SURE = "Pump: a machine that lifts water", "Lesson: oil every pump in spring"
NOTE = f"# Water\n- {DOUBTFUL}\n- {SURE}\n"
BLOCK = """- [ ] Q: What is meant by “Pump”?
  - A: a machine that lifts water
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


def doubting() -> None:
    """A deck of which nothing is sure but lessons."""
    Path("decks").mkdir()
    Path("decks/notes.yaml").write_text("threshold: 1\n", "utf-8")


@pytest.fixture
def drafted(notes: Notes, run: Run) -> Notes:
    notes("a.md", NOTE)
    doubting()
    run("build")
    assert BLOCK in DRAFTS.read_text("utf-8")
    return notes


@pytest.mark.usefixtures("drafted")
def test_a_ticked_draft_is_a_card_from_the_next_build_on(run: Run) -> None:
    guid = records(run)[DOUBTFUL]["guid"]
    edit(("- [ ] Q: What is meant", "- [x] Q: What is meant"))
    assert f"+ notes/a.md:2  {DOUBTFUL}" in run("diff").stdout
    run("build")
    now = records(run)[DOUBTFUL]
    assert (now["guid"], now["status"], now["reason"]) == (guid, "card", None)
    assert "## Accepted\n\n- [x] Q: What is meant" in DRAFTS.read_text("utf-8")
    assert run("build").stdout.count("unchanged decks/") == 3
    edit(("- [x] Q: What is meant", "- [ ] Q: What is meant"))
    assert records(run)[DOUBTFUL]["status"] == "draft"


def test_an_edited_wording_survives_every_rebuild_and_a_kind_that_changes(drafted: Notes, run: Run) -> None:
    edit(("- [ ] Q: What is meant by “Pump”?", "- [x] Q: Why do houses have valves?"), ("A: a machine that", "A: It"))
    drafted("a.md", f"# Water\n- {SURE}\n\n# Houses\n- {DOUBTFUL}\n")
    for _ in range(2):
        run("build")
        now = records(run)[DOUBTFUL]
        assert (now["question"], now["answer"], now["status"]) == ("Why do houses have valves?", "It lifts water", "card")


@pytest.mark.usefixtures("drafted")
def test_a_wording_edited_but_not_ticked_stays_a_draft_in_those_words(run: Run) -> None:
    edit(("What is meant by “Pump”?", "What is a pump?"))
    run("build")
    assert (records(run)[DOUBTFUL]["status"], records(run)[DOUBTFUL]["question"]) == ("draft", "What is a pump?")
    assert "- [ ] Q: What is a pump?" in DRAFTS.read_text("utf-8")


def test_a_bullet_that_changes_under_an_edited_card_is_flagged_until_its_author_looks(drafted: Notes, run: Run) -> None:
    edit(("- [ ] Q: What is meant by “Pump”?", "- [x] Q: Why do houses have valves?"))
    run("build")
    drafted("a.md", NOTE.replace("lifts water", "lifts dirty water"))
    result = run("build")
    assert result.exit_code == 0
    assert "notes/a.md:2: you worded the card" in result.stderr
    changed = records(run)[DOUBTFUL.replace("lifts", "lifts dirty")]
    assert (changed["question"], changed["answer"]) == ("Why do houses have valves?", "a machine that lifts water")
    assert "- [?] Q: Why do houses have valves?" in DRAFTS.read_text("utf-8")
    assert "you worded the card" in run("build").stderr
    edit(("- [?]", "- [x]"))
    assert run("build").stderr == ""
    assert "## Accepted" in DRAFTS.read_text("utf-8")


@pytest.mark.usefixtures("drafted")
def test_a_rejected_draft_is_skipped_for_good_and_can_be_had_back(run: Run) -> None:
    edit(("- [ ] Q: What is meant", "- [-] Q: What is meant"))
    for _ in range(2):
        run("build")
        assert (records(run)[DOUBTFUL]["status"], records(run)[DOUBTFUL]["reason"]) == ("skipped", "you rejected this card")
    assert "## Rejected\n\n- [-] Q: What is meant by “Pump”?" in DRAFTS.read_text("utf-8")
    edit(("- [-] Q: What is meant", "- [x] Q: What is meant"))
    assert records(run)[DOUBTFUL]["status"] == "card"


@pytest.mark.usefixtures("drafted")
def test_a_rejected_card_retires_in_anki_and_comes_back_with_its_history(run: Run, collection: Any) -> None:
    import_package(collection, PACKAGE)
    review(collection, 1)
    before, guid = history(collection), records(run)[SURE]["guid"]
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


def test_the_likeliest_drafts_can_be_shown_alone(notes: Notes, run: Run) -> None:
    lines = ["Every queue holds at most 10,000 messages by default", "Queues are filled faster by bursts than by drips, so they grow"]
    notes("a.md", "".join(f"- {line}\n" for line in lines))
    scores = {found["guid"]: found["score"] for found in records(run).values() if found["status"] == "draft"}
    assert len(set(scores.values())) > 1
    best = max(scores.values())
    shown = run("drafts", "--min-score", str(best)).stdout
    assert [guid in shown for guid in scores] == [score == best for score in scores.values()]


def test_the_command_line_does_the_same_as_the_file(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    doubting()
    guid = records(run)[DOUBTFUL]["guid"]
    assert guid in run("drafts").stdout
    result = run("accept", guid, "--question", "Why valves?", "--answer", "Against flowing back", "--answer", "Against mud")
    assert result.stderr == f"accepted {guid}: Why valves?\nnext: deckwright build\n"
    run("build")
    now = records(run)[DOUBTFUL]
    assert (now["guid"], now["status"], now["question"], now["answer"]) == (
        guid,
        "card",
        "Why valves?",
        "- Against flowing back\n- Against mud",
    )
    assert run("drafts").stdout.strip() == ""
    run("reject", guid)
    assert records(run)[DOUBTFUL]["status"] == "skipped"
    unknown = run("accept", "nonesuch")
    assert (unknown.exit_code, unknown.stderr.count("nonesuch: the ledger knows no such card")) == (1, 1)
    assert run("accept", guid, "other", "--question", "One?").exit_code == 2


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("- [ ] Q", "- [y] Q", "decks/notes.drafts.md:8: `[y]` is no decision; write [x] to accept"),
        ("  - A: a machine that lifts water\n", "", "decks/notes.drafts.md:8: a question or answer is missing here"),
        ("  - from", "  - of", "decks/notes.drafts.md:8: this block has lost its line"),
        ("# Drafts", "<<<<<<< ours\n# Drafts", "decks/notes.drafts.md:1: a git conflict marker"),
    ],
)
@pytest.mark.usefixtures("drafted")
def test_a_slip_in_the_file_is_named_and_nothing_is_lost(run: Run, old: str, new: str, says: str) -> None:
    edit((old, new))
    before = {path.name: path.read_bytes() for path in products(Path("decks"))}
    result = run("build")
    assert (result.exit_code, result.stderr.startswith(says)) == (1, True)
    assert {path.name: path.read_bytes() for path in products(Path("decks"))} == before


@pytest.mark.usefixtures("drafted")
def test_a_verdict_outlives_a_lost_ledger_where_the_notes_make_the_same_draft_again(run: Run) -> None:
    edit(("- [ ] Q: What is", "- [-] Q: What is"))
    Path("decks/notes.ledger.jsonl").unlink()
    Path("decks/notes.apkg").unlink()
    assert run("build").exit_code == 0
    assert records(run)[DOUBTFUL]["reason"] == "you rejected this card"
    guid = re.findall(r"<!-- (\w+) ", DRAFTS.read_text("utf-8"))[0]
    edit((guid, "nonesuch"))
    assert run("build").stderr.startswith("decks/notes.drafts.md:8: the ledger knows no such draft, nor do the notes make it")


def test_drafts_are_no_notes_even_where_the_decks_lie_among_the_notes(here: Path, run: Run) -> None:
    (here / "a.md").write_text("# Water\n- Pumps and valves often need 40 litres of oil in a year\n", "utf-8")
    run("build", ".", "--deck", "All")
    assert (here / "decks" / "All.drafts.md").exists()
    assert "1 file" in run("build", ".", "--deck", "All").stdout


words = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=12)


@given(words, st.lists(words, min_size=1, max_size=3))
def test_what_is_written_is_read_back_as_it_was(question: str, answer: list[str]) -> None:
    made = built(("n.md", NOTE), definition=Definition("d", "D", (), Path(), Path(), threshold=1.0))
    text = drafts.written(drafts.blocks(made.issued, made.ledger), "D")
    (before,) = drafts.read(text, "d.md")
    edited = text.replace(before.question, question).replace(f"A: {before.answer[0]}", "\n  - A: ".join(["A: " + answer[0], *answer[1:]]))
    (after,) = drafts.read(edited, "d.md")
    assert (after.guid, after.question, after.answer) == (before.guid, question, tuple(answer))


@pytest.mark.parametrize(
    "slip",
    [
        "- [x ] Q: What",
        "- [] Q: What",
        "  - [x] Q: What",
        "1. [x] Q: What",
        "- \\[x] Q: What",
        "- [x] **Q:** What",
        "a note of my own\n- [ ] Q: What",
    ],
)
@pytest.mark.usefixtures("drafted")
def test_what_is_nearly_a_block_is_refused_and_not_overwritten(run: Run, slip: str) -> None:
    edit(("- [ ] Q: What", slip))
    before = DRAFTS.read_bytes()
    assert run("build").stderr.startswith("decks/notes.drafts.md:8: ")
    assert DRAFTS.read_bytes() == before


@pytest.mark.usefixtures("drafted")
def test_two_blocks_of_one_card_must_agree(run: Run) -> None:
    block = DRAFTS.read_text("utf-8").split("## Water\n\n")[1]
    DRAFTS.write_text(DRAFTS.read_text("utf-8") + block, "utf-8")
    assert run("build").exit_code == 0
    DRAFTS.write_text(DRAFTS.read_text("utf-8") + block.replace("[ ]", "[x]"), "utf-8")
    assert "this block stands on line 8 too, and the two differ" in run("build").stderr


@pytest.mark.parametrize("ends", ["\r\n", "\r"])
@pytest.mark.usefixtures("drafted")
def test_the_file_may_come_from_another_system(run: Run, ends: str) -> None:
    edit(("- [ ] Q: What", "- [x] Q: What"))
    DRAFTS.write_bytes(b"\xef\xbb\xbf" + DRAFTS.read_text("utf-8").replace("\n", ends).encode())
    run("build")
    assert records(run)[DOUBTFUL]["status"] == "card"


def test_an_old_drafts_file_puts_no_words_into_its_authors_mouth(drafted: Notes, run: Run) -> None:
    edit(("- [ ] Q: What", "- [x] Q: What"))
    run("build")
    old = DRAFTS.read_bytes()
    drafted("a.md", NOTE.replace("lifts water", "lifts muddy water"))
    run("build")
    DRAFTS.write_bytes(old)
    for _ in range(2):
        assert run("build").stderr == ""
        assert "a machine that lifts muddy water" in [record["answer"] for record in records(run).values()]


def test_a_verdict_on_one_card_freezes_no_other(drafted: Notes, run: Run) -> None:
    edit(("- [ ] Q: What", "- [x] Q: What"))
    run("build")
    drafted("a.md", NOTE.replace("lifts water", "lifts muddy water"))
    run("reject", records(run)[SURE]["guid"])
    drafted("a.md", NOTE.replace("lifts water", "lifts clear water"))
    assert run("build").stderr == ""
    assert "a machine that lifts clear water" in [record["answer"] for record in records(run).values()]


def test_a_rejected_card_in_its_authors_words_stays_rejected_when_the_bullet_changes(drafted: Notes, run: Run) -> None:
    edit(("- [ ] Q: What is meant by “Pump”?", "- [x] Q: What lifts water?"))
    run("build")
    edit(("- [x] Q: What lifts", "- [-] Q: What lifts"))
    drafted("a.md", NOTE.replace("lifts water", "lifts muddy water"))
    for _ in range(3):
        run("build")
        assert [r["status"] for text, r in records(run).items() if "Pump" in text] == ["skipped"]


def test_an_accepted_card_that_no_rule_asks_about_any_more_stays_a_card_in_its_words(drafted: Notes, run: Run) -> None:
    edit(("- [ ] Q: What", "- [x] Q: What"))
    run("build")
    drafted("a.md", NOTE.replace(DOUBTFUL, "I think a pump is a machine that lifts water"))
    for _ in range(2):
        run("build")
        (now,) = [r for text, r in records(run).items() if "pump is" in text]
        assert (now["status"], now["question"]) == ("card", "What is meant by “Pump”?")
        assert "I think a pump" in now["extra"]


@pytest.mark.parametrize("words", [("--answer", ""), ("--question", " "), ("--question", "\x01")])
@pytest.mark.usefixtures("drafted")
def test_words_that_say_nothing_are_refused(run: Run, words: tuple[str, str]) -> None:
    assert run("accept", records(run)[DOUBTFUL]["guid"], *words).exit_code == 2


@pytest.mark.usefixtures("drafted")
def test_words_of_several_lines_become_one(run: Run) -> None:
    run("accept", records(run)[DOUBTFUL]["guid"], "--question", "What\n- [-] Q: x\n  - from <!-- y z -->?")
    run("build")
    assert run("build").exit_code == 0
    assert records(run)[DOUBTFUL]["question"] == "What - [-] Q: x - from <!-- y z -->?"


def test_rejecting_a_card_that_anki_has_is_shown_before_it_happens(drafted: Notes, run: Run) -> None:
    del drafted
    run("reject", records(run)[SURE]["guid"])
    result = run("diff", "--exit-code")
    assert (result.exit_code, f"- notes/a.md:3  {SURE}  (you rejected it)" in result.stdout) == (1, True)
    assert "1 card gone from the notes or rejected" in run("build").stdout


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_its_line(text: str) -> None:
    try:
        drafts.read(text, "d.md")
    except Refused as refused:
        assert re.match(r"d\.md:\d+: ", str(refused))


def test_words_of_an_author_that_show_nothing_are_refused() -> None:
    with pytest.raises(Refused, match=r"^d\.md:1: a question or answer is missing here"):
        drafts.read("- [x] Q: \u200b\n  - A: so\n  - from n.md:1: x <!-- g1 abc -->\n", "d.md")


def test_a_card_without_a_bullet_is_not_decided_on(drafted: Notes, run: Run) -> None:
    card = next(line["guid"] for line in map(json.loads, run("list", "--json").stdout.splitlines()))
    run("build")
    drafted("a.md", "# Water\n- Lesson: begin anew\n")
    run("build", "--allow-retire")
    before = Path("decks/notes.ledger.jsonl").read_bytes()
    result = run("reject", card)
    assert (result.exit_code, Path("decks/notes.ledger.jsonl").read_bytes()) == (1, before)
    assert result.stderr.startswith(f"{card}: this card belongs to no bullet now")
