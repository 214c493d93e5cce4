"""Which card is the card it was: exact matching, and guids that are never used twice."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright import build, identity
from deckwright.definition import Definition
from deckwright.entry import Ledger
from deckwright.notefiles import NoteText


def built(*notes: tuple[str, str], ledger: Ledger | None = None, now: int = 100, definition: Definition | None = None) -> build.Built:

    where = definition or Definition("d", "D", (), Path(), Path())
    return build.build(where, [NoteText(name, text) for name, text in notes], (), ledger or Ledger(), now)


def plain(text: str) -> str:
    return text.replace("==", "")


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


def test_a_renamed_article_keeps_its_cards() -> None:
    first = built(("n.md", NOTE))
    assert guids(built(("n.md", NOTE.replace("# A\n", "# Other\n")), ledger=first.ledger)) == guids(first)


def test_a_bullet_keeps_its_guid_in_another_file_and_article_unless_it_could_be_two() -> None:
    first = built(("n.md", NOTE))
    moved = built(("m.md", NOTE.replace("# A\n", "# Other\n")), ledger=first.ledger)
    assert guids(moved) == guids(first)
    one = built(("n.md", "# A\n- Lesson: yes\n"))
    two = built(("k.md", "# K\n- Lesson: yes\n"), ("m.md", "# M\n- Lesson: yes\n"), ledger=one.ledger)
    assert not set(one.ledger) & {i.guid for i in two.cards()}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Pump: a machine that lifts water", "Pump: a machine that lifts or moves water"),
        ("Pump: a machine that lifts water", "Pump: a machine that lifts water, invented very long ago by nobody knows whom"),
        ("Pump: a machine that lifts 5 litres", "Pump: a machine that lifts 7 litres"),
        ("Pump: a machine that lifst water", "Pump: a machine that lifts water"),
        ("Pump: a machine that lifts water", "I think a pump is a machine that lifts water"),
    ],
)
def test_a_reworded_bullet_keeps_its_card(before: str, after: str) -> None:
    rest = "- Siphon: a bent tube that moves water\n- Valve: a gate that lets water pass one way\n"
    first = built(("n.md", f"# A\n- {before}\n{rest}"))
    second = built(("n.md", f"# A\n- {after}\n{rest}"), ledger=first.ledger, now=200)
    (guid,) = [i.guid for i in first.issued if i.card.bullet.text.plain == before]
    (again,) = [i for i in second.issued if i.guid == guid]
    assert (again.card.bullet.text.plain, again.known.was) == (after, before)
    assert second.gone == ()


@pytest.mark.parametrize("anchor", ["^pump-1", "<!-- id: pump-1 -->", "<!--ID: 1623834043892-->"])
def test_an_anchor_of_the_authors_holds_through_any_rewording(anchor: str) -> None:
    first = built(("n.md", f"# A\n- {PUMP} {anchor}\n- {SIPHON}\n"))
    text = f"# Z\n- Windlass: what sailors turn to weigh the anchor of a ship {anchor}\n"
    second = built(("other.md", text), ledger=first.ledger)
    (card,) = second.cards()
    assert (card.guid, card.known.how) == (guids(first)[PUMP], "same anchor")
    assert anchor not in card.card.bullet.text.plain


def test_a_reworded_bullet_that_no_rule_asks_about_keeps_its_last_wording_as_a_draft() -> None:
    first = built(("n.md", "# A\n- Pump: a machine that lifts water\n"))
    second = built(("n.md", "# A\n- I think a pump is a machine that lifts water\n"), ledger=first.ledger, now=200)
    third = built(("n.md", "# A\n- I think a pump is a machine that lifts water\n"), ledger=second.ledger, now=300)
    fourth = built(("n.md", "# A\n- Pump: a machine that lifts water\n"), ledger=third.ledger, now=400)
    assert [(str(i.card.status), i.card.rule, i.card.question) for i in third.issued] == [("draft", "carried", "What is meant by “Pump”?")]
    assert {guid for made in (first, second, third, fourth) for guid in guids(made).values()} == set(first.ledger)
    assert [str(i.change) for i in fourth.cards()] == ["unchanged"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("COMMIT: ends a transaction and keeps what it did", "ABORT: ends a transaction and drops what it did"),
        ("Authenticated: the server knows who is asking it", "Unauthenticated: the server does not know who asks"),
    ],
)
def test_siblings_that_look_alike_never_take_each_others_card(one: str, other: str) -> None:
    both = built(("n.md", f"# A\n- {one}\n- {other}\n"))
    swapped = built(("n.md", f"# A\n- {other}\n- {one}\n"), ledger=both.ledger)
    assert guids(swapped) == guids(both)
    edited = built(("n.md", f"# A\n- {one} here\n- {other} too\n"), ledger=both.ledger)
    assert [i.guid for i in edited.cards()] == [i.guid for i in both.cards()]


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


def test_twins_go_with_their_neighbours_and_with_the_heading_above() -> None:
    def lessons(*notes: str, ledger: Ledger | None = None) -> list[str]:
        return [i.guid for i in built(("n.md", "".join(notes)), ledger=ledger, now=200).issued if i.card.kind == "lesson"]

    first = built(("n.md", f"# A\n- Lesson: yes\n- {PUMP}\n- {SIPHON}\n- Lesson: yes\n"))
    one, other = lessons(f"# A\n- Lesson: yes\n- {PUMP}\n- {SIPHON}\n- Lesson: yes\n", ledger=first.ledger)
    assert lessons(f"# A\n- {SIPHON}\n- Lesson: yes\n- Lesson: yes\n- {PUMP}\n", ledger=first.ledger) == [other, one]
    for above, sign in (("", "#"), ("# A\n", "##")):
        a, b = f"{sign} B\n- Lesson: no\n", f"{sign} C\n- Lesson: no\n"
        first = built(("n.md", above + a + b))
        assert lessons(above, b, a, ledger=first.ledger) == lessons(above, a, b, ledger=first.ledger)[::-1]


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


def test_a_broken_files_cards_are_not_given_to_look_alikes_elsewhere() -> None:
    first = built(("n.md", NOTE))
    broken = built(("n.md", "---\ntitle: [\n---\n" + NOTE), ("m.md", f"# M\n- {PUMP} too\n"), ledger=first.ledger, now=200)
    mended = built(("n.md", NOTE), ("m.md", f"# M\n- {PUMP} too\n"), ledger=broken.ledger, now=300)
    assert guids(mended).items() >= guids(first).items()


MARKED = "A ==B-tree== keeps its keys sorted on disk, while an ==LSM tree== writes them in runs first."


def test_the_cards_of_one_bullet_stay_together_when_one_of_them_changed_later() -> None:
    first = built(("n.md", f"# A\n- {MARKED}\n- {PUMP}\n"))
    second = built(("n.md", f"# A\n- {SIPHON}\n- {MARKED}\n- {PUMP}\n"), ledger=first.ledger, now=200)
    one = next(i.guid for i in second.cards() if i.card.slot == "h1")
    ledger = second.ledger.changed({one: replace(second.ledger[one], question="x")})
    third = built(("n.md", f"# A\n- {SIPHON}\n- {MARKED}\n- {PUMP}\n"), ledger=ledger, now=300)
    fourth = built(("n.md", f"# A\n- {SIPHON}\n- {MARKED}\n- {PUMP}\n"), ledger=third.ledger, now=400)
    assert (guids(third), guids(fourth), fourth.gone) == (guids(second), guids(second), ())


def test_a_card_that_stays_keeps_its_guid_where_another_of_its_bullet_goes() -> None:
    first = built(("n.md", f"# A\n- {MARKED}\n- {PUMP}\n"))
    second = built(("n.md", f"# A\n- {MARKED.replace('==LSM tree==', 'LSM tree')}\n- {PUMP}\n"), ledger=first.ledger, now=200)
    assert {slot: guid for slot, guid in guids(first).items() if "LSM" not in slot}.items() <= guids(second).items()
    assert guids(second)[f"{plain(MARKED)}h1"] == guids(first)[f"{plain(MARKED)}h1"]


def test_a_card_keeps_its_guid_by_which_of_its_bullet_it_is_not_by_their_order() -> None:
    first = built(("n.md", f"# A\n- {MARKED}\n- {PUMP}\n"))
    left = {guid: entry for guid, entry in first.ledger.items() if entry.slot != "h1"}
    second = built(("n.md", f"# A\n- {MARKED}\n- {PUMP}\n"), ledger=Ledger().changed(left), now=200)
    assert guids(second)[f"{plain(MARKED)}h2"] == guids(first)[f"{plain(MARKED)}h2"]


def test_what_is_still_seen_of_a_broken_file_keeps_its_cards() -> None:
    first = built(("n.md", NOTE), ("m.md", f"# M\n- {SIPHON} too\n"))
    broken = built(("n.md", f"{NOTE}```\n"), ("m.md", f"# M\n- {SIPHON} too\n"), ledger=first.ledger, now=200)
    assert (guids(broken), broken.gone) == (guids(first), ())


def test_of_a_bullet_that_comes_back_with_fewer_cards_those_that_stay_away_stay_gone() -> None:
    first = built(("n.md", f"# A\n- {MARKED}\n- {PUMP}\n- {SIPHON}\n"))
    without = built(("n.md", f"# A\n- {PUMP}\n- {SIPHON}\n"), ledger=first.ledger, now=200)
    again = built(("n.md", f"# A\n- {MARKED.replace('==LSM tree==', 'LSM tree')}\n- {PUMP}\n- {SIPHON}\n"), ledger=without.ledger, now=300)
    back, away = (guids(first)[f"{plain(MARKED)}{slot}"] for slot in ("h1", "h2"))
    assert {entry.guid for entry in without.gone} == {back, away}
    assert [i.guid for i in again.issued] == [back, guids(first)[PUMP], guids(first)[SIPHON]]  # no draft of the other
    assert again.ledger[away] == without.ledger[away]


def test_the_ledger_notes_down_where_a_bullet_stands() -> None:
    made = built(
        ("m.md", "# M\n- Lesson: none\n- Lesson: zero\n"), ("n.md", "# A\n## B\n### C\n- Lesson: one\n- Lesson: two\n- Lesson: three\n")
    )
    assert {entry.text[8:]: (entry.section, entry.before[7:], entry.after[7:]) for entry in made.ledger.values()} == {
        "none": ("", "", "zero"),
        "zero": ("", "none", ""),
        "one": ("B › C", "", "two"),
        "two": ("B › C", "one", "three"),
        "three": ("B › C", "two", ""),
    }


def test_what_is_not_asked_has_an_empty_guid() -> None:
    made = built(("n.md", f"# A\n- {PUMP}\n- TODO: dig\n"))
    assert [i.guid for i in made.issued if not i.card.is_asked] == [""]


def test_a_bullet_that_loses_its_marks_keeps_all_its_cards_as_drafts() -> None:
    first = built(("n.md", f"# A\n- {MARKED}\n- {PUMP}\n"))
    second = built(("n.md", f"# A\n- {MARKED.replace('==', '')}\n- {PUMP}\n"), ledger=first.ledger, now=200)
    assert (len(first.cards()), second.gone) == (3, ())
    assert set(first.ledger) == {i.guid for i in second.issued if i.guid}


def test_the_same_notes_in_two_decks_have_different_guids() -> None:

    other = built(("n.md", NOTE), definition=Definition("e", "E", (), Path(), Path()))
    assert not set(guids(built(("n.md", NOTE))).values()) & set(guids(other).values())


def test_a_guid_that_was_ever_issued_is_not_minted_again() -> None:
    first, attempt = identity.mint("seed", set())
    assert identity.mint("seed", {first})[0] != first
    assert identity.mint("seed", set(), attempt)[0] != first
    assert identity.mint("seed", set())[0] == first


def test_a_guid_is_drawn_as_in_the_first_release() -> None:
    # Two branches or machines, each with its own release, give the same bullet the same guid: this may never change.
    assert identity.mint("seed", set()) == ("GQ5ZcN9zzqSH", 1)
    assert identity.mint("seed", {"GQ5ZcN9zzqSH"}) == ("8MtWH2wrAYPx", 2)
    assert guids(built(("n.md", NOTE)))[PUMP] == "gKZSb8iekpS5"


@given(st.randoms(use_true_random=False))
def test_permuting_bullets_changes_no_guid(randomness: random.Random) -> None:
    bullets = [f"- Lesson: number {k}" for k in range(6)] + ["- Lesson: twin", "- Lesson: twin"]
    first = built(("n.md", "# A\n" + "\n".join(bullets)))
    randomness.shuffle(bullets)
    second = built(("n.md", "# A\n" + "\n".join(bullets)), ledger=first.ledger)
    assert sorted(i.guid for i in second.cards()) == sorted(i.guid for i in first.cards())
    singles = {text: guid for text, guid in guids(first).items() if "twin" not in text}
    assert singles.items() <= guids(second).items()
