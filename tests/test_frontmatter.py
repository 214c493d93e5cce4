"""Front matter: what is taken from it, and what is said about a bad one."""

from __future__ import annotations

import pytest

from deckwright import outline
from deckwright.bullet import Meta


def meta(front: str, file: str = "n.md") -> Meta:
    read, problems = outline.read(f"---\n{front}\n---\n- a\n", file)
    assert not problems
    return read.meta


def complaint(text: str) -> str:
    read, problems = outline.read(text, "n.md")
    assert not read.articles
    return str(problems[0])


def test_title_date_tags_and_categories_are_taken() -> None:
    found = meta('title: "On queues"\ndate: 2023-03-08 18:29:21 -0700\ntags: [a/b, "two words"]\ncategories: jekyll default')
    assert found == Meta("On queues", "2023-03-08", ("a::b", "two-words", "jekyll", "default"))


def test_a_jekyll_file_name_gives_the_date() -> None:
    assert meta("title: T", "notes/2021-12-24-x.md").date == "2021-12-24"


def test_words_that_yaml_would_turn_into_something_else_stay_words() -> None:
    assert meta("title: yes\ntags: [1.10, on]").title == "yes"
    assert meta("tags: [1.10, on]").tags == ("1.10", "on")


@pytest.mark.parametrize("front", ["skip: true", "published: false", "skip: Yes"])
def test_a_note_can_ask_to_be_left_out(front: str) -> None:
    assert meta(front).skip


def test_a_rule_at_the_top_of_a_file_is_no_front_matter() -> None:
    read, problems = outline.read("---\n\n# A\n- one\n", "n.md")
    assert (len(read.articles), problems) == (1, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("---\ntitle: [a\n---\n- a\n", "n.md:2: front matter is not YAML"),
        ("---\ntitle: 'a\n---\n- a\n", "n.md:2: front matter is not YAML"),
        ("---\ntitle: A\n- a\n", "n.md:1: front matter opens here and is never closed"),
        ("---\n- a\n- b\n---\n- a\n", "n.md:2: front matter is not a list of `key: value` lines"),
        ("---\ntitle: {a: b}\n---\n- a\n", "n.md:2: front matter `title` is not a single value"),
        (f"---\ntitle: {'a' * 70_000}\n---\n- a\n", "n.md:1: front matter is larger than 64 KiB"),
        (f"---\ntitle: {'[' * 20_000}\n---\n- a\n", "n.md:"),
        ("---\na: &a [x]\nb: *c\n---\n- a\n", "n.md:3: front matter is not YAML"),
    ],
)
def test_bad_front_matter_is_one_line_that_says_where(text: str, message: str) -> None:
    assert complaint(text).startswith(message)


def test_an_emoji_written_as_two_escapes_is_one_character_and_half_of_one_is_dropped() -> None:
    assert meta('title: "\\ud83c\\udf89 Party \\ud83c"').title == "🎉 Party"


def test_a_title_that_yaml_calls_nothing_is_none() -> None:
    assert meta("title: null\ndeck: ~") == Meta()


def test_a_tag_has_no_empty_parts() -> None:
    assert meta("tags: [/a, b//c, d/, '::', e::f]").tags == ("a", "b::c", "d", "e::f")


def test_an_alias_bomb_is_harmless() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"{chr(98 + k)}: &{chr(98 + k)} [*{chr(97 + k)}, *{chr(97 + k)}]\n" for k in range(20))
    assert meta(bomb + "tags: *u").tags == ()
