"""Which bullet is which after an edit: what counts as alike, how much is asked where, and when nothing is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest

from deckwright.match import Spot, alike, match

LONG = "Valves keep dirty water from flowing back into the pipes of a house"
SHORT = "Pumps need oil every week"
OLD = "Old pumps need a lot of oil in winter"


def spot(text: str, file: str = "n.md", article: str = "Water", **around: str) -> Spot:
    return Spot(text, file, article, **around)


def how(old: Spot, new: Spot, *others: Spot) -> str:
    """How the one is known again among others; empty where it is not."""
    return next((pair.how for pair in match([old], [new, *others]) if pair.new == 0), "")


def exactly(old: Spot, new: Spot) -> str:
    """How it is known by its words alone."""
    return next((pair.how for pair in match([old], [new], exact_only=True)), "")


@pytest.mark.parametrize(
    ("old", "new", "least"),
    [
        (LONG, f"{LONG} by the river", 90),
        (f"{LONG} by the river", LONG, 90),
        (LONG, f"It is said that {LONG}", 80),
        ("keep the water of rivers back", "Dams near large towns keep the water of rivers back", 80),
        ("Valves keep water from the pipes", "Valves keep all dirty water away from the pipes of a house", 80),
        ("水泵是一种把水提上来的机器啊", "家里的水泵是一种把水提上来的机器啊可以用很久", 80),
        ("is 12 litres of oil", "Each week it is 12 litres of oil", 80),
        ("lift my well", "to lift my well in a year", 80),
    ],
)
def test_what_holds_the_other_whole_is_alike_whatever_else_it_says(old: str, new: str, least: int) -> None:
    score, whole = alike(old, new)
    assert whole
    assert least <= score < least + 20


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("eat the old pump", "heat the old pump before the first winter"),  # a word goes on before it
        ("the preheated pump", "the preheated pumped water of old towns"),  # or behind it
        ("12 litres of oil", "212 litres of oil for a pump"),
        ("is 12 litres of 1", "is 12 litres of 10 barrels"),
        ("waterproof valves", "waterproof brass valves are dear"),  # two words alone say little
        ("Valves of pipes keep the water", "Water of towns: the pipes keep the valves shut"),  # the same words in another order
        (
            "the old pump",
            "In a town by the sea, all that they had for their water in any season was the old pump, and few knew it",
        ),
        ("lift my wel", "to lift my wel in a year"),  # too short to tell
        ("Cultural diversity in towns: pointing is rude here", "Cultural diversity in towns:"),  # what is left is a label
        ("Pump station: a house with a pump in it", "Pump station"),
    ],
)
def test_a_piece_of_a_word_a_label_or_words_in_another_order_hold_nothing_whole(old: str, new: str) -> None:
    assert not alike(old, new)[1]


def test_a_piece_of_a_long_text_is_it_only_if_it_is_a_fair_part_of_it() -> None:
    piece = "valves keep the water back"
    around = "When rain has gone and people see after their wells, {} as well as they did before in the"
    assert alike(piece, f"{around.format(piece)} old") == (80, True)
    assert not alike(piece, f"{around.format(piece)} old towns by the sea")[1]


def test_letters_count_and_not_the_signs_between_them() -> None:
    assert alike("Valves keep water: back!", "valves — keep — water — back") == (100, True)
    assert alike(LONG, LONG) == (100, True)


REWORDED = "Valves stop foul water that would run back into pipes below a house"  # 67 of 100
SAME_SORT = "In a house, valves keep water from running back into their pipes"  # more than 70
WANT = "Pumps want oil each week"  # 73
A_PUMP = "A pump needs oil each week"  # 78
EACH = "Pumps need oil each week"  # 86


@pytest.mark.parametrize(
    ("old", "new", "taken"),
    [
        (spot(LONG), spot(REWORDED), True),
        (spot(LONG), spot(REWORDED, file="m.md"), True),  # the article went along
        (spot(LONG), spot(REWORDED, article="Rain"), True),
        (spot(LONG), spot(REWORDED, "m.md", "Rain"), False),
        (spot(LONG, article=""), spot(REWORDED, "m.md", ""), False),  # no article is not the same article
        (spot(LONG), spot(SAME_SORT, "m.md", "Rain"), True),
        (spot(SHORT, before="x"), spot(WANT, before="y", after="z"), False),
        (spot(OLD, before="x"), spot("Old mills need a lot of care all year round", before="y", after="z"), True),  # 62.5
        (spot(OLD, before="x"), spot("Old pumps want little fat in winter", before="y", after="z"), True),  # 35 letters, 72 of 100
        (spot(OLD, before="x"), spot("Old mills need some wind in winter", before="y", after="z"), False),  # 34 letters, 70
        (spot(SHORT, before="x"), spot(A_PUMP, before="y", after="z"), True),
        (spot(SHORT), spot(A_PUMP, "m.md", "Rain"), False),
        (spot(SHORT), spot(EACH, "m.md", "Rain"), True),
        (spot(SHORT, before="x"), spot(WANT, before="x", after="y"), True),  # one neighbour is the same
        (spot(SHORT, after="x"), spot(WANT, before="y", after="x"), True),
        (spot(SHORT, before="x", after="y"), spot(WANT), False),
        (spot(SHORT, before="x", parent="p"), spot(WANT, before="x", after="y", parent="q"), False),  # below another bullet
        (spot(SHORT, before="x", after="y"), spot("Pumps need grease each day", before="x", after="y"), True),  # both are, and words
        (spot(SHORT, before="x"), spot("Pumps need grease each day", before="x"), True),  # it stands last, as it did
        (spot(SHORT, before="x"), spot("Pumps need grease each day", before="x", after="y"), False),
        (spot(SHORT), spot("Pumps need grease each day"), False),  # alone in its file
        (spot(SHORT, before="x"), spot("Oil it every week: pumps need it", before="x"), True),  # 50 of 100
        (spot(SHORT, before="x"), spot("Pumps get hot", before="x"), False),  # 47
        (spot("Cats purr near owls", before="x"), spot("Carp spawn near oak", before="x"), True),  # a third of the longer words
        (spot(SHORT, before="x"), spot("Pumps must feel fresh on the eve", before="x"), False),  # a quarter of them
        (spot("Cats purr in a mill", before="x"), spot("Carp spawn in the hill", before="x"), False),  # letters alone
    ],
)
def test_how_alike_a_reworded_bullet_must_be_hangs_on_its_length_and_on_where_it_stands(old: Spot, new: Spot, taken: bool) -> None:
    assert (how(old, new) == "reworded") == taken


def test_a_likeness_is_not_taken_where_a_rival_comes_close_unless_its_neighbours_hold_it() -> None:
    old, new = spot(LONG, before="x", after="y"), spot(f"{LONG[:-5]}town")
    assert how(old, new) == "reworded"
    assert how(old, new, spot("Valves keep dirty water from flowing back into any pipe")) == ""  # 95 against 85.2 of 100
    assert how(old, new, spot("Valves keep dirty water from flowing into a house")) == "reworded"  # against 84.5
    assert how(old, replace(new, before="x", after="y"), spot(f"{LONG[:-5]}hut")) == "reworded"


def test_a_rival_that_another_bullet_claims_more_is_none() -> None:
    town, hut = f"{LONG[:-5]}town", f"{LONG[:-5]}hut"
    pairs = match([spot(town), spot(hut)], [spot(f"{town}s"), spot(f"{hut}s")])
    assert [(pair.old, pair.new) for pair in pairs] == [(0, 0), (1, 1)]


def test_in_another_file_a_rare_word_brings_two_together_and_a_common_one_does_not() -> None:
    common = " ".join(SAME_SORT.split()[::-1])
    others = [spot(f"{common} {k}", f"{k}.md", f"R{k}") for k in range(40)]
    assert match([spot(LONG)], [spot(SAME_SORT, "m.md", "Rain"), *others]) == ()
    assert [pair.new for pair in match([spot(LONG)], [spot(SAME_SORT, "m.md", "Rain"), *others[1:]])] == [0]
    assert [pair.new for pair in match([spot(LONG)], [spot(SAME_SORT), *others])] == [0]  # in its own file no word need be rare
    named = spot(f"{SAME_SORT} in Uxmal", "m.md", "Rain")
    assert [pair.new for pair in match([spot(f"{LONG} in Uxmal")], [named, *others])] == [0]


def test_a_bullet_is_taken_once_though_another_looks_like_it_or_stood_in_its_place() -> None:
    new = spot(LONG, before="x", after="y")
    for other in (spot(f"{LONG} indeed"), spot(REWORDED, before="x", after="y")):
        assert [pair.old for pair in match([spot(LONG), other], [new])] == [0]
        assert [pair.old for pair in match([spot(f"{LONG}s"), other], [new])] in ([0], [1])


def test_it_is_said_how_a_bullet_was_known_again() -> None:
    (pair,) = match([spot(LONG)], [spot(f"{LONG} by the river")])
    assert (pair.how, pair.alike) == ("extended or trimmed", 91)
    (pair,) = match([spot(LONG)], [spot(REWORDED)])
    assert (pair.how, pair.alike) == ("reworded", 67)


def test_a_bullet_that_was_in_the_notes_before_is_not_taken_for_a_reworded_one() -> None:
    assert match([spot(LONG)], [spot(REWORDED)], known=lambda text: text == REWORDED) == ()


def test_a_bullet_that_is_gone_is_known_by_its_words_alone() -> None:
    assert match([spot(LONG)], [spot(REWORDED)], exact_only=True) == ()
    (pair,) = match([spot(LONG)], [spot(f"**{LONG}**.", "m.md", "Rain")], exact_only=True)
    assert (pair.how, pair.alike) == ("same words elsewhere", 100)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (spot("What", anchor="a"), spot("Who", "m.md", "Rain", anchor="a"), "same anchor"),
        (spot("What"), spot("What"), "same text and place"),
        (spot("What", section="s"), spot("What", section="t"), "same text in its article"),
        (spot("What", parent="p"), spot("What", parent="q"), "same text in its article"),
        (spot("What", parent="p"), spot("What", "m.md", "Rain", parent="p"), "same text, same parent"),
        (spot("What"), spot("What", article="Rain"), "same text in its file"),
        (spot(LONG), spot(LONG, "m.md", "Rain"), "same text elsewhere"),
        (spot("Pumps lift water up."), spot("Pumps lift water up.", "m.md", "Rain"), "same text elsewhere"),
        (spot("Pumps lift water up"), spot("Pumps lift water up", "m.md", "Rain"), ""),  # too short to be the same somewhere else
        (spot("泵水上来的机器"), spot("泵水上来的机器", "m.md", "Rain"), "same text elsewhere"),  # as long as 21 letters
        (spot("What"), spot("What?", "m.md"), "same words in its article"),
        (spot("What", parent="p!"), spot("What?", "m.md", "Rain", parent="P"), "same words, same parent"),
        (spot("What"), spot("What?", article="Rain"), "same words in its file"),
        (spot("What"), spot("What?", "m.md", "Rain"), ""),
        (spot("Pump | 9", parent="Name | Cost"), spot("Pump | 12", parent="Name | Cost | Year"), "same first cell"),
        (spot("Pump | 9", parent="Name | Cost"), spot("Pump | 12", parent="Maker | Cost"), ""),
        (spot("Pump | 9", parent="Name | Cost"), spot("Pump | 12", parent="Name"), ""),
        (spot("[[rivers/Pump|Pump]]"), spot("Pump", "m.md"), "same words in its article"),
        (spot("Pump\ncollapsed:: true\nid:: 1-a"), spot("<b>Pump</b>", "m.md"), "same words in its article"),
        (spot("Pump; valve"), spot("Pump – valve", "m.md"), "same words in its article"),
        (spot("a | 9 | z", parent="Name | x | y"), spot("a | 1 | b", parent="Name | u | v"), "same first cell"),
        (spot("Pump | 9", parent="Name | Cost"), spot("Pump | 12", parent="Name | Cost", article="Rain"), ""),
    ],
)
def test_a_bullet_of_the_same_words_is_known_by_the_nearest_place_that_has_them(old: Spot, new: Spot, said: str) -> None:
    assert exactly(old, new) == said


OWN = spot(LONG, section="s", parent="p")
NEAREST = [
    OWN,
    replace(OWN, section="t"),
    replace(OWN, parent="q"),
    replace(OWN, file="m.md", article="Rain"),
    replace(OWN, article="Rain", parent="q"),
    replace(OWN, file="m.md", article="Rain", parent="q"),
    replace(OWN, text=f"{LONG}!"),
    replace(OWN, text=f"{LONG}!", file="m.md", article="Rain"),
    replace(OWN, text=f"{LONG}!", article="Rain", parent="q"),
    replace(OWN, text=f"{LONG}!", file="m.md", article="Rain", parent="q"),
]


@pytest.mark.parametrize("k", range(len(NEAREST) - 1))
def test_of_two_places_with_the_same_words_the_nearer_one_is_taken(k: int) -> None:
    (pair,) = match([OWN], [NEAREST[k + 1], NEAREST[k]])
    assert pair.new == 1


def test_an_anchor_counts_more_than_words_and_place() -> None:
    old = spot(LONG, anchor="a")
    (pair,) = match([old], [spot(LONG), spot(SHORT, "m.md", "Rain", anchor="a")])
    assert (pair.new, pair.how) == (1, "same anchor")


def test_twins_below_two_bullets_stay_below_them_whatever_the_heading_says_now() -> None:
    old = [spot("Lesson: yes", section="s", parent=parent) for parent in "pq"]
    assert [(pair.old, pair.new) for pair in match(old, [replace(one, section="t") for one in old[::-1]])] == [(0, 1), (1, 0)]


def test_twins_go_by_both_neighbours_then_by_one_then_by_their_order() -> None:
    def twin(before: str, after: str) -> Spot:
        return spot("Lesson: yes", before=before, after=after)

    old = [twin("a", "b"), twin("c", "d"), twin("e", "f"), twin("g", "h")]
    new = [twin("x", "y"), twin("e", "z"), twin("c", "d"), twin("a", "q"), twin("v", "w")]
    assert [(pair.old, pair.new) for pair in match(old, new)] == [(0, 3), (1, 2), (2, 1), (3, 0)]
    assert [(pair.old, pair.new) for pair in match(old[::-1], new)] == [(0, 0), (1, 1), (2, 2), (3, 3)]
    assert [(pair.old, pair.new) for pair in match(old[:1], new[2:4])] == [(0, 1)]


def test_twins_that_share_one_neighbour_go_by_the_other() -> None:
    old = [spot("Lesson: yes", before="a", after="b"), spot("Lesson: yes", before="a", after="c")]
    assert [(pair.old, pair.new) for pair in match(old, old[::-1])] == [(0, 1), (1, 0)]


def test_a_bullet_that_goes_does_not_unsettle_twins_behind_it() -> None:
    old = [spot(OLD, section="s"), spot("Lesson: yes", section="s"), spot("Lesson: yes", section="t")]
    assert [(pair.old, pair.new) for pair in match(old, [old[2], old[1]])] == [(1, 1), (2, 0)]


def test_a_likeness_that_is_too_little_elsewhere_does_not_hide_a_smaller_one_in_its_place() -> None:
    elsewhere = spot("Pumps need grease every week", "m.md", "Rain")  # alike by 83 of 100, which is too little for so short a text
    assert how(spot(SHORT), elsewhere) == ""
    assert [(pair.old, pair.new) for pair in match([spot(SHORT), spot(LONG)], [elsewhere, spot(REWORDED)])] == [(1, 1)]  # by 67
