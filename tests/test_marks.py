"""Ids that other tools left in notes are kept off the cards, and known as ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright import marks, outline
from deckwright.bullet import Bullet

PUMP = "Pump: a machine that lifts water"
MARKS = {
    "^pump-1": "pump-1",
    "^1607361487244": "1607361487244",
    "<!--ID: 1623834043892-->": "1623834043892",
    "<!-- id: pump -->": "pump",
    "<!-- notecardId: 1510862771511 -->": "1510862771511",
    "<!-- note_key: 5f3a -->": "5f3a",
    "noteId: 1510862771508": "1510862771508",
    "[^uid]: 12ab": "12ab",
    "%%dk:h:x7f2%%": "x7f2",
    "id:: 64c4a5c5-1111-2222-3333-444455556666": "64c4a5c5-1111-2222-3333-444455556666",
    "<!--SR:!2021-08-11,3,250!2023-01-02,4,270-->": "",
}


def bullets(note: str) -> list[Bullet]:
    read, _ = outline.read(note, "n.md")
    return [found for article in read.articles for section in article.sections for bullet in section.bullets for found in bullet.walk()]


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("between", [" ", "\n  ", "\n"])
def test_a_mark_behind_a_bullet_or_below_it_is_its_id_and_not_its_text(mark: str, between: str) -> None:
    found = bullets(f"# Water\n\n- {PUMP}{between}{mark}\n- Siphon: a bent tube\n")
    assert [(bullet.text.plain, bullet.text.anchor, bullet.line) for bullet in found] == [
        (PUMP, MARKS[mark], 3),
        ("Siphon: a bent tube", "", 5 if "\n" in between else 4),
    ]


def test_an_id_and_a_schedule_may_stand_together() -> None:
    (bullet,) = bullets(f"# Water\n- {PUMP}\n  <!--SR:!2021-08-11,3,250-->\n  ^pump-1\n")
    assert (bullet.text.plain, bullet.text.anchor) == (PUMP, "pump-1")


@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_that_belongs_to_nothing_is_no_bullet(mark: str) -> None:
    assert bullets(f"# Water\n\n{mark}\n\n## Pumps\n{mark}\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "The area is r ^2",
        "It grows as n ^10",
        "ID: 12",
        "see <!-- this -->",
        "a :: b",
        "id:: 7",
        "`x` ^",
        "x^2",
        "note: id",
        "SR: spaced repetition",
    ],
)
def test_what_only_looks_like_a_mark_stays(text: str) -> None:
    assert marks.apart(text) == (text, "")


def test_a_mark_in_a_fence_is_code() -> None:
    fenced = "# Water\n\n```\nx = 1\n^1607361487244\n```\n"
    assert [bullet.text.source for bullet in bullets(fenced)] == ["x = 1\n^1607361487244"]


@given(st.lists(st.sampled_from(["- a pump", "  ", "", "^id-1", "# Water", "<!--ID: 1234567890123-->", "```", "text"])))
def test_joining_marks_keeps_the_number_of_lines_and_every_line_that_is_text(lines: list[str]) -> None:
    gathered = marks.gathered(lines, [False] * len(lines))
    assert len(gathered) == len(lines)
    kept = [line for line in lines if marks.apart(line)[0].strip()]
    assert [marks.apart(line)[0] for line in gathered if line.strip()] == [line.rstrip() for line in kept]
