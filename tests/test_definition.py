"""Deck definitions: what they say, and what is said about a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from deckwright import definition
from deckwright.diagnostic import Refused


def written(here: Path, text: str) -> Path:
    path = here / "decks" / "reading.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_everything_it_can_say(here: Path) -> None:
    text = (
        "name: My reading::Tech\nnotes: [notes, more.md]\nexclude: ['notes/private/*']\ntags: [reading, a/b]\nthreshold: 0.5\n"
        "skip_kinds: [Number, term]\nskip_sections: References\n"
    )
    made = definition.load(written(here, text), here)
    assert (made.name, made.stem, made.threshold) == ("My reading::Tech", "reading", 0.5)
    assert made.notes == (here / "notes", here / "more.md")
    assert (made.limits.kinds, made.limits.sections) == (("number", "term"), ("References",))
    assert (made.exclude, made.tags) == (("notes/private/*",), ("reading", "a::b"))
    assert made.package_path == here / "decks" / "reading.apkg"
    assert made.ledger_path == here / "decks" / "reading.ledger.jsonl"


def test_an_empty_one_names_the_deck_after_itself(here: Path) -> None:
    made = definition.load(written(here, ""), here)
    assert (made.name, made.notes) == ("Reading", (here / "notes",))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name: [\n", ":2: not YAML"),
        ("- a\n", ":1: not a list of `key: value` lines"),
        ("name: A\nnotse: x\n", ":2: `notse` is not a setting; did you mean `notes`?"),
        ("name: A\nzzz: x\n", ":2: `zzz` is not a setting; known are name, notes, exclude, tags, threshold, skip_kinds"),
        ("name: [a]\n", ":1: `name` is not a single value"),
        ("notes: {a: b}\n", ":1: `notes` is not a value or a list of values"),
        ("tags: [a b]\n", ":1: `tags` holds a tag with a space"),
        ("\nthreshold: high\n", ":2: `threshold` is not a number from 0 to 1"),
        ("\nskip_kinds: [numbers]\n", ":2: `skip_kinds`: `numbers` is not a kind of card; did you mean `number`?"),
        ("skip_kinds: zzz\n", ":1: `skip_kinds`: `zzz` is not a kind of card; known are lesson, question"),
        ("skip_sections: {a: b}\n", ":1: `skip_sections` is not a value or a list of values"),
        ("name: Default\n", ":1: the deck name “Default” is the deck Anki keeps for itself"),
        ("notes: x\nname: A::::B\n", ":2: the deck name “A::::B” has an empty part"),
        ('\nname: "\\ud83c"\n', ":2: `name` holds half a character"),
        (f"name: A{' ' * 100_000}\n", ": larger than 64 KiB, so no deck definition"),
    ],
)
def test_a_bad_one_is_refused_with_its_line(here: Path, text: str, message: str) -> None:
    path = written(here, text)
    with pytest.raises(Refused) as refused:
        definition.load(path, here)
    assert str(refused.value).startswith(path.as_posix() + message)


def test_without_one_the_deck_is_named_after_its_folder(here: Path) -> None:
    (here / "book_notes").mkdir()
    made = definition.default((here / "book_notes",), here, here / "decks")
    assert (made.name, made.stem) == ("Book notes", "book_notes")


@pytest.mark.parametrize("name", ["notes.retired.yaml", "notes.ledger.yaml", "notes.drafts.yaml"])
def test_one_whose_files_would_be_those_of_another_deck_is_refused(here: Path, name: str) -> None:
    path = written(here, "").rename(here / "decks" / name)
    with pytest.raises(Refused, match="the files of another deck do; rename it"):
        definition.load(path, here)
