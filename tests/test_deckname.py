"""Deck names: what we make of titles is what real Anki keeps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deckwright import deckname

TITLES = [
    "std::vector",
    "A :: B",
    "  spaced  out ",
    "C++ & <T>",
    'say "hi"',
    "::",
    "a:::b",
    "cafe\u0301",
    "tab\there",
    "x" * 300,
    "日本語",
    "עברית",
    ".",
]


@pytest.mark.parametrize("title", TITLES)
def test_a_title_becomes_a_name_that_anki_keeps(title: str, collection: Any) -> None:
    name = f"Notes::{deckname.part(title)}"
    assert deckname.complaint(name) == ""
    assert collection.decks.name(collection.decks.id(name)) == name


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_title_becomes_a_name_that_anki_keeps(collection: Any, title: str) -> None:
    name = f"Notes::{deckname.part(title)}"
    assert collection.decks.name(collection.decks.id(name)).casefold() == name.casefold()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("A::::B", "has an empty part"),
        ("::A", "has an empty part"),
        ("", "has an empty part"),
        ("A:::B", "has a colon at the edge of a part"),
        (":A", "has a colon at the edge of a part"),
        ("A :: B", "has spaces around a part"),
        ("default", "is the deck Anki keeps for itself"),
        ("cafe\u0301", "holds characters that Anki would change"),
        ("a\x07b", "holds characters that Anki would change"),
    ],
)
def test_a_name_that_anki_would_change_is_refused(name: str, why: str) -> None:
    assert deckname.complaint(name).startswith(why)


def test_two_names_that_anki_takes_for_one_share_a_number() -> None:
    assert deckname.number("Straße") == deckname.number("STRASSE")
    assert deckname.number("A") != deckname.number("B")
    assert deckname.number("Default") > 1
