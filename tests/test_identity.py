"""Which card is the card it was: exact matching, and guids that are never used twice."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright import build, identity
from deckwright.definition import Definition
from deckwright.ledger import Ledger
from deckwright.notefiles import NoteText


def built(*notes: tuple[str, str], ledger: Ledger | None = None, now: int = 100, definition: Definition | None = None) -> build.Built:

    where = definition or Definition("d", "D", (), Path(), Path())
    return build.build(where, [NoteText(name, text) for name, text in notes], (), ledger or {}, now)


def guids(made: build.Built) -> dict[str, str]:
    return {i.card.bullet.text.plain + i.card.slot: i.guid for i in made.issued if i.guid}


PUMP = "Pump: a machine that lifts water"
SIPHON = "Siphon: a bent tube that moves water"
NOTE = "# A\n- Lesson: one\n- Pump: a machine that lifts water\n## B\n- Lesson: two\n  - Siphon: a bent tube that moves water\n"


def test_notes_that_did_not_change_keep_every_guid_and_time() -> None:
    first = built(("n.md", NOTE))
    second = built(("n.md", NOTE), ledger=first.ledger, now=200)
    assert guids(second) == guids(first)
    assert second.ledger == first.ledger
    assert {i.change for i in second.cards()} == {build.Change.UNCHANGED}


@pytest.mark.parametrize(
    ("name", "note"),
    [
        (
            "n.md",
            "# A\n## B\n- Lesson: two\n  - Siphon: a bent tube that moves water\n\n- Lesson: one\n- Pump: a machine that lifts water\n",
        ),
        ("moved/m.md", NOTE),
        (
            "n.md",
            "# A\n- Pump: a machine that lifts water\n  - Lesson: one\n## Renamed\n- Siphon: a bent tube that moves water\n- Lesson: two\n",
        ),
        ("n.md", NOTE.replace("Lesson: one", "**Lesson:** One.")),
    ],
)
def test_moving_and_cosmetic_edits_keep_every_guid(name: str, note: str) -> None:
    first = built(("n.md", NOTE))
    second = built((name, note), ledger=first.ledger, now=200)
    assert sorted(guids(second).values()) == sorted(guids(first).values())


def test_a_long_bullet_keeps_its_guid_in_another_article_and_a_short_one_does_not() -> None:
    first = built(("n.md", NOTE))
    second = built(("n.md", NOTE.replace("# A\n", "# Other\n")), ledger=first.ledger)
    kept = {text for text, guid in guids(second).items() if guid == guids(first)[text]}
    assert kept == {"Pump: a machine that lifts water", "Siphon: a bent tube that moves water"}


def test_twins_keep_to_their_parents_when_they_swap_places() -> None:
    one, two = "- Left\n  - Lesson: be kind\n", "- Right\n  - Lesson: be kind\n"
    first = built(("n.md", f"# A\n{one}{two}"))
    second = built(("n.md", f"# A\n{two}{one}"), ledger=first.ledger)
    by_parent = [{i.card.parent_text: i.guid for i in made.issued if i.guid} for made in (first, second)]
    assert len(set(by_parent[0].values())) == 2
    assert by_parent[0] == by_parent[1]


def test_a_bullet_that_comes_back_is_the_card_it_was() -> None:
    first = built(("n.md", NOTE))
    without = built(("n.md", NOTE.replace("- Pump: a machine that lifts water\n", "")), ledger=first.ledger, now=200)
    assert [entry.text for entry in without.gone] == ["Pump: a machine that lifts water"]
    again = built(("n.md", NOTE), ledger=without.ledger, now=300)
    assert guids(again) == guids(first)
    assert not any(entry.gone for entry in again.ledger.values())


def test_twins_in_one_place_do_not_swap_their_histories() -> None:
    note = "# A\n" + "- Lesson: be kind\n" * 6
    first = built(("n.md", note))
    second = built(("n.md", note), ledger=first.ledger, now=200)
    assert [i.guid for i in second.cards()] == [i.guid for i in first.cards()]
    assert {i.change for i in second.cards()} == {build.Change.UNCHANGED}


def test_only_what_changed_gets_a_new_time_even_within_a_second() -> None:
    first = built(("n.md", NOTE), now=100)
    second = built(("n.md", NOTE.replace("## B", "## Batching")), ledger=first.ledger, now=100)
    assert {i.card.bullet.text.plain: (str(i.change), i.mod) for i in second.cards()} == {
        "Lesson: one": ("unchanged", 100),
        "Pump: a machine that lifts water": ("unchanged", 100),
        "Lesson: two": ("changed", 101),
        "Siphon: a bent tube that moves water": ("changed", 101),
    }


def test_a_file_that_could_not_be_read_loses_none_of_its_cards() -> None:
    first = built(("n.md", NOTE), ("m.md", "# M\n- Lesson: three\n"))
    second = built(("n.md", "---\ntitle: [\n---\n" + NOTE), ("m.md", "# M\n- Lesson: three\n"), ledger=first.ledger, now=200)
    assert (second.gone, second.has_errors) == ((), True)
    assert not any(entry.gone for entry in second.ledger.values())


def test_the_same_notes_in_two_decks_have_different_guids() -> None:

    other = built(("n.md", NOTE), definition=Definition("e", "E", (), Path(), Path()))
    assert not set(guids(built(("n.md", NOTE))).values()) & set(guids(other).values())


def test_a_guid_that_was_ever_issued_is_not_minted_again() -> None:
    first = built(("n.md", NOTE))
    card = next(i.card for i in first.issued if i.guid)
    taken = {identity.mint(card, "D", set())}
    assert identity.mint(card, "D", taken) not in taken


@given(st.randoms(use_true_random=False))
def test_permuting_bullets_changes_no_guid(randomness: random.Random) -> None:
    bullets = [f"- Lesson: number {k}" for k in range(6)] + ["- Lesson: twin", "- Lesson: twin"]
    first = built(("n.md", "# A\n" + "\n".join(bullets)))
    randomness.shuffle(bullets)
    second = built(("n.md", "# A\n" + "\n".join(bullets)), ledger=first.ledger)
    assert sorted(i.guid for i in second.cards()) == sorted(i.guid for i in first.cards())
    singles = {text: guid for text, guid in guids(first).items() if "twin" not in text}
    assert singles.items() <= guids(second).items()
