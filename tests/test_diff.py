"""What the next build would do, told before it is done."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

from deckwright import changes

Notes = Callable[..., Path]
Run = Callable[..., Result]

TERMS = "- Pump: a machine that lifts 5 litres\n- Siphon: a bent tube that moves water\n- Valve: a gate for one direction\n"
BEFORE = f"# Water\n{TERMS}- Weir: a low dam across a river\n"


GUARANTEES = {
    "Monotony": "no older value is seen",
    "Freshness": "every reader has the newest one",
    "Order": "an answer follows its question",
}


@pytest.fixture
def edited(notes: Notes, run: Run) -> Callable[[str], dict[str, Any]]:
    """Build BEFORE, put other text in its place, and read the difference."""

    def call(text: str) -> dict[str, Any]:
        notes("a.md", BEFORE)
        run("build")
        notes("a.md", text)
        return dict(json.loads(run("diff", "--json").stdout))

    return call


def told(found: dict[str, Any]) -> list[tuple[str, int, str]]:
    return [(line["sign"], line["line"], line["now"] or line["was"]) for line in found["changes"]]


def test_nothing_changed(edited: Callable[[str], dict[str, Any]], run: Run) -> None:
    assert told(edited(BEFORE)) == []
    assert run("diff").stdout == "Notes: nothing would change\n"
    assert run("diff", "--exit-code").exit_code == 0


def test_new_reworded_and_retired_cards_each_have_a_line(edited: Callable[[str], dict[str, Any]], run: Run) -> None:
    text = f"# Water\n{TERMS.replace('bent tube', 'curved tube')}- Lesson: close the valve first\n"
    found = edited(text)
    assert told(found) == [
        ("~", 3, "Siphon: a curved tube that moves water"),
        ("+", 5, "Lesson: close the valve first"),
        ("-", 0, "Weir: a low dam across a river"),
    ]
    assert (found["new"], found["reworded"], found["retired"], found["moved"]) == (1, 1, 1, 0)
    shown = run("diff").stdout
    assert "~ notes/a.md:3  Siphon: a [-bent-] {+curved+} tube that moves water  (reworded, 89 % alike)" in shown
    assert run("diff", "--exit-code").exit_code == 1
    assert "unchanged" not in run("build").stdout.splitlines()[-2]


def test_a_corrected_fact_is_flagged_where_the_question_quotes_it(notes: Notes, run: Run) -> None:
    note = "# Guarantees\n" + "".join(f"- {name}\n  - {said} after 5 seconds\n" for name, said in GUARANTEES.items())
    notes("a.md", note)
    run("build")
    notes("a.md", note.replace("seen after 5", "seen after 7"))
    (line,) = json.loads(run("diff", "--json").stdout)["changes"]
    assert (line["sign"], line["answer_changed"]) == ("~", True)


def test_a_corrected_fact_is_flagged(edited: Callable[[str], dict[str, Any]]) -> None:
    (line,) = edited(BEFORE.replace("5 litres", "7 litres"))["changes"]
    assert (line["sign"], line["answer_changed"]) == ("~", True)


def test_moved_cards_and_what_anki_will_not_do(edited: Callable[[str], dict[str, Any]], run: Run) -> None:
    found = edited(BEFORE.replace("# Water", "# Hydraulics"))
    assert {sign for sign, _, _ in told(found)} == {">"}
    assert found["stay"] == [
        {"old": "Notes::Water", "new": "Notes::Hydraulics", "count": 4, "search": 'deck:"Notes::Water" note:Deckwright*'}
    ]
    assert "4 cards will stay in the deck “Notes::Water”" in " ".join(run("build").stdout.split())


def test_a_returned_card(edited: Callable[[str], dict[str, Any]], notes: Notes, run: Run) -> None:
    edited(f"# Water\n{TERMS}")
    run("build")
    notes("a.md", BEFORE)
    assert told(json.loads(run("diff", "--json").stdout)) == [("^", 5, "Weir: a low dam across a river")]


def test_it_writes_nothing(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", BEFORE)
    run("diff")
    assert not (here / "decks").exists()


@pytest.mark.parametrize(
    ("was", "now", "other"),
    [
        ("lifts 5 litres", "lifts 7 litres", True),
        ("it can overflow", "it can not overflow", True),
        ("made by Watt", "made by Newcomen", True),
        ("lifts 5 litres of water", "raises 5 litres of water", False),
    ],
)
def test_which_edit_is_another_fact(was: str, now: str, other: bool) -> None:
    assert changes.is_other_fact(was, now) is other


def test_a_word_diff_puts_both_texts_together() -> None:
    pieces = list(changes.word_diff("a b c d", "a x c d"))
    assert pieces == [(" ", "a "), ("-", "b "), ("+", "x "), (" ", "c d")]
