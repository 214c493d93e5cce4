"""What author and deck definition leave out: no card comes of it, and every bullet of it is named with the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from click.testing import Result

from deckwright import making, outline
from deckwright.card import Card
from deckwright.leftout import Limits

NOTE = """\
# Locks
- Mutex: a lock with one owner
- Workers can be slow because the disk is busy
## Further Reading
- Futex: a lock in user space
  - Lesson: wait in the kernel
"""


def made(note: str, kinds: tuple[str, ...] = (), sections: tuple[str, ...] = ()) -> list[Card]:
    read, _ = outline.read(note, "n.md")
    return list(making.cards(read, limits=Limits(kinds, sections)))


def test_a_kind_that_is_left_out_is_skipped_by_the_name_of_the_setting() -> None:
    cards = made(NOTE, kinds=("definition",))
    assert [card.kind for card in cards if card.is_asked] == ["why", "lesson"]
    assert {card.reason for card in cards if not card.is_asked} == {"`skip_kinds` leaves out cards of the kind definition"}


def test_a_kind_that_is_left_out_is_so_where_the_author_asks_for_it() -> None:
    assert not any(card.is_asked for card in made("# A\n- Mutex :: a lock with one owner\n", kinds=("definition",)))


def test_a_section_that_is_left_out_is_skipped_bullet_by_bullet() -> None:
    for pattern in ("further reading", "FURTHER*", "*reading"):
        cards = made(NOTE, sections=(pattern,))
        assert [(c.bullet.line, c.reason) for c in cards if c.rule == "switched-off"] == [
            (5, "`skip_sections` leaves out “Further Reading”"),
            (6, "`skip_sections` leaves out “Further Reading”"),
        ]
        assert all(card.bullet.line < 5 for card in cards if card.is_asked)
    assert made(NOTE, sections=("further",)) == made(NOTE)


def test_an_article_that_is_left_out_goes_whole() -> None:
    assert not any(card.is_asked for card in made(NOTE, sections=("locks",)))


def test_no_bullet_vanishes_that_is_switched_off() -> None:
    off = NOTE.replace("## Further", "<!-- deckwright: OFF -->\n## Further")
    cards = made(off)
    assert sorted({card.bullet.line for card in cards}) == [2, 3, 6, 7]
    assert [card.reason for card in cards if card.bullet.line > 4] == ["switched off by the author"] * 2


def test_a_switch_behind_a_later_line_of_a_bullet_is_about_that_bullet() -> None:
    cards = made("# A\n- Mutex: a lock\n  with one owner <!-- deckwright: off -->\n- Futex: a lock in user space\n")
    assert [(card.bullet.line, card.status) for card in cards] == [(2, "skipped"), (4, "card")]


def test_a_card_that_is_switched_off_later_does_not_retire(notes: Callable[..., Path], run: Callable[..., Result]) -> None:
    notes("a.md", "# A\n- Mutex: a lock with one owner\n- Futex: a lock in user space\n")
    run("build")
    notes("a.md", "# A\n- Mutex: a lock with one owner <!-- deckwright: off -->\n- Futex: a lock in user space\n")
    shown = run("list", "--drafts").output
    assert "switched off by the author; the card in Anki stays as it was" in " ".join(shown.split())


def test_a_deck_definition_says_what_is_left_out(here: Path, notes: Callable[..., Path], run: Callable[..., Result]) -> None:
    notes("a.md", NOTE)
    (here / "decks").mkdir()
    (here / "decks" / "a.yaml").write_text("skip_kinds: [why]\nskip_sections: [Further reading]\n", "utf-8")
    assert run("list", "--json").output.count('"status": "card"') == 1
