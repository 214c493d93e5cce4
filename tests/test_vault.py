"""Where a card comes from: in an Obsidian vault, a link that opens its note there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from real_anki import import_package

from deckwright import vault

NOTE = "# [Tides](https://example.org/tides)\n- Ebb :: the falling of the tide\n"


@pytest.fixture
def source(notes: Callable[..., Path], run: Callable[..., Result], here: Path, collection: Any) -> Callable[..., str]:
    """`source(name, vault)` is the last field that Anki has of the one card in that note, if `vault` is an Obsidian vault."""

    def found(name: str, within: str | None, text: str = NOTE) -> str:
        notes(name, text)
        if within is not None:
            (here / within / ".obsidian").mkdir(parents=True, exist_ok=True)
        assert run("build", "--output", "sea.apkg").exit_code == 0
        import_package(collection, here / "sea.apkg")
        (number,) = collection.find_notes("")
        return str(collection.get_note(number)["Source"])

    return found


def test_a_note_outside_of_any_vault_has_its_article_alone(source: Callable[..., str]) -> None:
    assert source("a.md", None) == '<a href="https://example.org/tides">Tides</a>'


def test_in_a_vault_a_second_link_opens_the_note(source: Callable[..., str], here: Path) -> None:
    wanted = f"obsidian://open?vault={here.name}&amp;file=notes%2Fdeep%20sea%2Fa%20%26%20b.md"
    assert source("deep sea/a & b.md", "") == f'<a href="https://example.org/tides">Tides</a> · <a href="{wanted}">Obsidian</a>'


def test_the_nearest_vault_is_meant(source: Callable[..., str], here: Path) -> None:
    (here / ".obsidian").mkdir()
    assert "open?vault=notes&amp;file=a.md" in source("a.md", "notes")


def test_an_article_without_an_address_of_its_own_is_the_link(source: Callable[..., str], here: Path) -> None:
    wanted = f'<a href="obsidian://open?vault={here.name}&amp;file=notes%2Fa.md">Tides</a> · <bdi>2024-05-06</bdi>'
    assert source("a.md", "", "---\ndate: 2024-05-06\n---\n# Tides\n- Ebb :: the falling of the tide\n") == wanted


def test_what_obsidian_does_not_open_has_no_link(source: Callable[..., str]) -> None:
    assert "obsidian" not in source("a.markdown", "")


@pytest.mark.parametrize(
    ("folder", "file", "address"),
    [
        ("Notes", "a.md", "obsidian://open?vault=Notes&file=a.md"),
        ("My notes", "x/ü?#.md", "obsidian://open?vault=My%20notes&file=x%2F%C3%BC%3F%23.md"),
        ("No\u0308te", "u\u0308.md", "obsidian://open?vault=N%C3%B6te&file=%C3%BC.md"),
    ],
)
def test_an_address_is_escaped_and_composed(folder: str, file: str, address: str) -> None:
    assert vault.address(folder, file) == address
