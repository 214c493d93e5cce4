"""Other converters: which are installed, notes of so many cards as each wants them, and how many it made of them."""

from __future__ import annotations

import json
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

IN_A_FILE = 200  # cards, as many as bullets in the notes of `corpus`


@dataclass(frozen=True, slots=True)
class Peer:
    """A converter: its package on PyPI, its program, a card as it wants it, and its arguments, where `NOTES` stands for the note files."""

    name: str
    program: str
    card: str
    arguments: Sequence[str]
    made_as: str  # the packages that it makes


_ASKED = "Why does cache {0} drop the page?"
_TOLD = "because disk {0} is full"
_HEADED = f"## {_ASKED}\n\n{_TOLD}\n\n"

PEERS = (
    Peer("ankdown", "ankdown", f"{_ASKED}\n\n%\n\n{_TOLD}\n\n---\n\n", ("-r", "notes", "-p", "out.apkg"), "out.apkg"),
    Peer("ankivalenz", "ankivalenz", f"- {_ASKED} :: {_TOLD}\n", ("run", "."), "*.apkg"),
    Peer("markdown-anki-decks", "mdankideck", _HEADED, ("notes", "out"), "out/*.apkg"),
    Peer("md2anki", "md2anki", _HEADED, ("NOTES", "-o-anki", "out.apkg"), "out.apkg"),
)


def written(peer: Peer, here: Path, cards: int) -> list[str]:
    """Write notes of so many cards into a folder; the arguments for the converter."""
    (here / "notes").mkdir()
    (here / "out").mkdir()
    files = []
    for number in range(cards // IN_A_FILE):
        lines = (peer.card.format(k) for k in range(IN_A_FILE * number, IN_A_FILE * (number + 1)))
        files.append(f"notes/{number}.md")
        (here / files[-1]).write_text(f"# Notes {number}\n\n{''.join(lines)}", "utf-8")
    (here / "ankivalenz.json").write_text(json.dumps({"deck_name": "d", "deck_id": 7, "input_path": "notes"}), "utf-8")
    return [each for argument in peer.arguments for each in (files if argument == "NOTES" else [argument])]


def made(peer: Peer, here: Path) -> int:
    """How many notes of Anki are in the packages that a converter has made; ankivalenz makes two cards of each, there and back."""
    return sum(_notes(path) for path in here.glob(peer.made_as))


def _notes(package: Path) -> int:
    with zipfile.ZipFile(package) as archive, tempfile.TemporaryDirectory() as folder:
        archive.extract("collection.anki2", folder)
        connection = sqlite3.connect(Path(folder) / "collection.anki2")
        try:
            return int(connection.execute("SELECT count(*) FROM notes").fetchone()[0])
        finally:
            connection.close()


def installed(environments: Path) -> Iterator[tuple[Peer, Path | None]]:
    """Each converter with its program; None where it is not installed."""
    for peer in PEERS:
        program = environments.absolute() / peer.name / "bin" / peer.program
        yield peer, program if program.exists() else None
