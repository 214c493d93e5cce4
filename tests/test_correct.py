"""The author's word against the matcher's, and that it sticks."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_identity import PUMP, SIPHON, built, guids

from deckwright import ankinotes, build, correct
from deckwright.definition import Definition
from deckwright.diagnostic import Refused

DEFINITION = Definition("d", "D", (), Path(), Path())
REWRITTEN = "Steam engine: a coal burner to keep mines dry"


def note(*bullets: str) -> tuple[str, str]:
    return "n.md", "# A\n" + "".join(f"- {bullet}\n" for bullet in bullets)


def rewritten() -> tuple[build.Built, build.Built, str]:
    """A build, the next one in which a bullet was rewritten beyond recognition, and the card it had."""
    first = built(note(SIPHON, PUMP))
    return first, built(note(SIPHON, REWRITTEN), ledger=first.ledger, now=200), guids(first)[PUMP]


def test_a_card_linked_to_a_bullet_stays_with_it() -> None:
    first, second, guid = rewritten()
    assert second.ledger[guid].gone
    ledger = correct.link(second, first.ledger, guid, ("n.md", 3), 200)
    for edit in (note(SIPHON, REWRITTEN), note(REWRITTEN, SIPHON), note(f"{REWRITTEN}, mostly", SIPHON)):
        third = built(edit, ledger=ledger, now=300)
        assert [i.guid for i in third.issued if "Steam" in i.card.bullet.text.plain] == [guid]
        assert third.gone == ()
        ledger = third.ledger


def test_linking_a_bullet_that_got_a_new_card_retires_the_new_one_for_good() -> None:
    _, second, guid = rewritten()
    taken = guids(second)[REWRITTEN]
    ledger = correct.link(second, second.ledger, guid, ("n.md", 3), 300)
    third = built(note(SIPHON, REWRITTEN), ledger=ledger, now=300)
    assert guids(third)[REWRITTEN] == guid
    assert third.ledger[taken].gone
    assert [note.guid for note in ankinotes.tombstones(third.ledger.values(), DEFINITION)] == [taken]
    again = built(note(SIPHON), ledger=third.ledger, now=400)
    back = built(note(SIPHON, REWRITTEN), ledger=again.ledger, now=500)
    assert guids(back)[REWRITTEN] == guid


def test_an_unlinked_bullet_gets_a_new_card_and_keeps_it() -> None:
    first = built(note(SIPHON, PUMP))
    edited = PUMP.replace("Pump", "Lift pump")
    second = built(note(SIPHON, edited), ledger=first.ledger, now=200)
    guid = guids(second)[edited]
    ledger = correct.unlink(second, first.ledger, guid, 200)
    third = built(note(SIPHON, edited), ledger=ledger, now=300)
    assert guids(third)[edited] not in first.ledger
    assert guids(built(note(SIPHON, edited), ledger=third.ledger, now=400)) == guids(third)
    both = built(note(SIPHON, edited, PUMP), ledger=third.ledger, now=500)
    assert (guids(both)[PUMP], guids(both)[edited]) == (guid, guids(third)[edited])


def test_a_bullet_unlinked_as_it_stands_does_not_come_back_by_its_words() -> None:
    first = built(note(SIPHON, PUMP))
    guid = guids(first)[PUMP]
    second = built(note(SIPHON, PUMP), ledger=correct.unlink(first, first.ledger, guid, 200), now=200)
    assert guids(second)[PUMP] != guid
    without = built(note(SIPHON), ledger=second.ledger, now=300)
    again = built(note(SIPHON, PUMP), ledger=without.ledger, now=400)
    assert guids(again)[PUMP] == guids(second)[PUMP]
    linked = correct.link(again, again.ledger, guid, ("n.md", 3), 500)
    assert guids(built(note(SIPHON, PUMP), ledger=linked, now=600))[PUMP] == guid


def test_unlinking_a_card_with_an_anchor_holds_too() -> None:
    first = built(note(f"{PUMP} ^pump"))
    guid = guids(first)[PUMP]
    second = built(note(f"{PUMP} ^pump"), ledger=correct.unlink(first, first.ledger, guid, 200), now=200)
    assert guids(second)[PUMP] != guid


def test_a_correction_changes_the_time_of_the_cards_it_touches_and_of_no_other() -> None:
    _, second, guid = rewritten()
    ledger = correct.link(second, second.ledger, guid, ("n.md", 3), 300)
    third = built(note(SIPHON, REWRITTEN), ledger=ledger, now=300)
    assert {i.card.bullet.text.plain: i.mod for i in third.cards()} == {SIPHON: 100, REWRITTEN: 300}


@pytest.mark.parametrize(
    ("guid", "place", "says"),
    [
        ("nonesuch", ("n.md", 3), "nonesuch: the ledger knows no such card; deckwright diff --json and list --json show the guids"),
        ("", ("n.md", 9), "n.md:9: no bullet begins on this line; the nearest one begins on line 3"),
        ("", ("m.md", 3), "m.md:3: no bullet of this deck is in such a file; did you mean n.md?"),
    ],
)
def test_a_link_to_nothing_is_refused_with_what_there_is(guid: str, place: tuple[str, int], says: str) -> None:
    first, second, known = rewritten()
    with pytest.raises(Refused) as refused:
        correct.link(second, first.ledger, guid or known, place, 200)
    assert str(refused.value) == says


def test_a_mistyped_guid_gets_the_nearest() -> None:
    first, second, guid = rewritten()
    with pytest.raises(Refused, match=f"did you mean {guid}"):
        correct.unlink(second, first.ledger, guid[:-1], 200)


def test_a_card_on_no_bullet_cannot_be_unlinked() -> None:
    _, second, guid = rewritten()
    with pytest.raises(Refused, match="belongs to no bullet now"):
        correct.unlink(second, second.ledger, guid, 200)
