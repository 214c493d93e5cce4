"""The lines around a question: enough to stand alone, never the answer."""

from __future__ import annotations

import pytest

from deckwright import context, making, outline
from deckwright.bullet import Bullet, Text
from deckwright.card import Card, Status
from deckwright.grammar import Here

_BULLET = Bullet(1, Text("", "", "", ""))


def cards(note: str) -> list[Card]:
    read, _ = outline.read(note, "n.md")
    return list(making.cards(read))


def test_the_path_is_the_article_and_its_telling_headings() -> None:
    here = Here(_BULLET, "ZeroMQ", ("Overview", "Batching", "Part 1", "NOTE(me) unclear"))
    assert context.path(here, "wait for more") == "ZeroMQ › Batching"


def test_a_heading_that_holds_the_answer_is_not_shown() -> None:
    here = Here(_BULLET, "Networks", ("Batching messages",))
    assert context.path(here, "batched messages") == "Networks"


def test_headings_that_give_the_answer_away_together_are_not_all_shown() -> None:
    here = Here(_BULLET, "Databases", ("Export and backup", "Import from files"))
    assert context.path(here, "import an export") == "Databases › Import from files"


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("rope-care/lecture-notes.md", "rope care › lecture notes"),
        ("rope-care/drying.md", "drying"),
        ("notes/lecture-notes.md", "lecture notes"),
    ],
)
def test_a_title_that_says_nothing_stands_behind_the_folder_that_does(file: str, path: str) -> None:
    read, _ = outline.read("- Tar: the black stuff that keeps a rope dry\n", file)
    assert [card.context for card in making.cards(read)] == [path]


def test_a_long_path_gives_way_in_the_middle_of_its_longest_name() -> None:
    here = Here(_BULLET, "A title that goes on about everything there is to say (2nd edition)", ("Section",))
    path = context.path(here, "x")
    assert len(path) <= context.PATH_LENGTH
    assert path.startswith("A title that goes on")
    assert path.endswith("› Section")


@pytest.mark.parametrize(
    ("title", "section", "path"),
    [
        (
            "The Open Guide to Amazon Web Services",
            "General Information about it",
            "The Open Guide to… Services › General Information about it",
        ),
        (
            "A short name",
            "Outline of use cases and constraints, to be agreed",
            "A short name › Outline of use cases and… to be agreed",
        ),
        (
            "Tea",
            "Internationalization and some localization, explained at leisure",
            "Tea › Internationalization and some… explained at leisure",
        ),
        (
            "Handwerkerrechnungen schreiben und auch lesen",
            "Handwerkerrechnungsvorlagen und mehr",
            "Handwerkerrechnungen… › Handwerkerrechnungsvorlagen und mehr",
        ),
        ("Tea", "Ab" * 40, f"Tea › {'Ab' * 17}…b{'Ab' * 9}"),  # a word that is longer than the room, as Chinese names are
    ],
)
def test_a_name_that_gives_way_keeps_whole_words(title: str, section: str, path: str) -> None:
    shown = context.path(Here(_BULLET, title, (section,)), "x")
    assert shown == path
    assert len(shown) <= context.PATH_LENGTH


@pytest.mark.parametrize(
    ("note", "extra"),
    [
        ("# Tea\n- Q: Why warm the pot?\n- A: the water stays hot\n", ("",)),
        ("# Tea\n- Why warm the pot?\n  - the water stays hot\n", ("",)),
        ("# Tea\n- Q: Why warm [the pot](https://e.org)?\n- A: the water stays hot\n", ("Q: Why warm [the pot](https://e.org)?",)),
        ("# Tea\n- Q: Why warm the pot? A: the water stays hot\n", ("Q: Why warm the pot? A: the water stays hot",)),
    ],
)
def test_a_line_that_only_asks_the_question_is_not_said_again_behind_the_answer(note: str, extra: tuple[str, ...]) -> None:
    assert [card.extra for card in cards(note) if card.is_asked] == [extra]


def test_a_row_is_shown_below_the_names_of_its_columns() -> None:
    note = "# Cloth\n\n| Fibre | Origin |\n| --- | --- |\n| flax | the **stem** of a plant |\n| wool | the coat of a sheep |\n"
    first = next(card for card in cards(note) if card.is_asked)
    assert first.extra == ("| Fibre | Origin |\n| --- | --- |\n| flax | the **stem** of a plant |",)


def test_words_are_compared_by_their_stems() -> None:
    assert context.leaks("accountable teams", "accountability of a team")
    assert not context.leaks("teams", "accountability of a team")


def test_the_extra_holds_the_source_line_and_what_explains_it() -> None:
    below = "  - e.g. two cores writing\n  - TODO: measure\n  - I think so\n"
    note = f"# Caches\n- Shared caches help little because of **invalidation** traffic\n{below}"
    asked = next(card for card in cards(note) if card.is_asked)
    assert asked.extra == ("Shared caches help little because of **invalidation** traffic", "e.g. two cores writing")


def test_the_extra_of_a_list_does_not_repeat_its_items() -> None:
    asked = next(card for card in cards("# A\nPlan:\n- dig\n- plant\n") if card.is_asked)
    assert (asked.answer, asked.extra) == (("dig", "plant"), ("Plan:",))


def test_a_parent_in_the_authors_voice_is_never_shown() -> None:
    note = "# Caches\n- (Me) what follows what\n  - heap -> stack\n  - stack -> heap again\n"
    assert [card.parent for card in cards(note) if card.is_asked] == []


def test_every_bullet_is_accounted_for_once_or_by_several_cards() -> None:
    note = "# A\n- Plan:\n  - dig\n  - plant\n- TODO: x\n- [a](https://e.org)\n- Pump: a machine that lifts water\n  - e.g. a garden pump\n"
    made = cards(note)
    assert {card.bullet.line for card in made} == set(range(2, 9))
    assert all(card.reason for card in made if card.status in (Status.SKIPPED, Status.CONTEXT))


def test_the_same_question_is_asked_once_in_an_article() -> None:
    note = "# A\n- Pump: a machine that lifts water\n- Pump: a machine that lifts oil\n"
    assert [card.status for card in cards(note)] == [Status.CARD, Status.SKIPPED]


def test_below_the_threshold_a_card_is_a_draft_with_its_reason() -> None:
    read, _ = outline.read("# A\n- Pump: a machine that lifts water\n", "n.md")
    (card,) = making.cards(read, threshold=0.9)
    assert (card.status, card.reason) == (Status.DRAFT, "term-definition cards are not sure enough")


def test_a_lesson_is_a_card_whatever_the_threshold_and_wherever_it_stands() -> None:
    note = "# A\n- WIP: mess\n  - Lesson: it depends on this\n- I did it\n  - Lesson: yes\n- Lesson: one\n- Lesson: one\n"
    read, _ = outline.read(note, "n.md")
    made = [card for card in making.cards(read, threshold=1.0) if card.rule == "lesson"]
    assert [card.status for card in made] == [Status.CARD] * 4
    assert len({card.question for card in made}) == 4
