"""Every card of a large corpus, without looking at single ones: no crash, no empty side, no leak, no twin, the same in every process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from edits import writing
from edits.notes import markdown
from golden import FOLDER, examples

from deckwright import context, making, outline
from deckwright.card import Card
from deckwright.grammar import GRAMMAR

HERE = Path(__file__).parent
LARGEST = 60_000  # characters; a longer note file of another collection would take its time and show nothing new
_ASKED_FOR = {shape.name for shape in GRAMMAR if shape.asked_for}


def own() -> Iterator[tuple[str, str]]:
    """The notes of the golden files, and generated ones."""
    for path in sorted(FOLDER.glob("*.md")):
        for k, example in enumerate(examples(path.read_text("utf-8"))):
            yield f"{path.stem}-{k}.md", example.note
    for seed in range(12):
        for note in markdown(writing.notes(seed, 200))[0]:
            yield f"{seed}/{note.file}", note.text


def others(shared: Path) -> Iterator[tuple[str, str]]:
    """The shared post, and what stood in public collections of notes after an edit."""
    for path in sorted((*(shared / "notes").glob("*.md"), *(shared / "edits").glob("*/*/after/**/*.md"))):
        text = path.read_text("utf-8", errors="replace")
        if len(text) <= LARGEST:
            yield path.relative_to(shared).as_posix(), text


def made(file: str, text: str) -> tuple[Card, ...]:
    return making.cards(outline.read(text, file)[0])


def faults(file: str, text: str) -> Iterator[str]:
    """What is wrong with the cards of one note file."""
    cards = made(file, text)
    asked = [card for card in cards if card.is_asked]
    for card in asked:
        place = f"{file}:{card.bullet.line} {card.rule}: {card.question!r} {card.answer!r}"
        if not card.question.strip() or not card.answer or not all(part.strip() for part in card.answer):
            yield f"an empty side: {place}"
        if card.rule not in _ASKED_FOR and card.context and context.leaks(card.context.replace("…", " "), "; ".join(card.answer)):
            yield f"the context gives the answer away: {place} below {card.context!r}"
    twins = Counter((card.place.article, card.context, card.parent, card.question.casefold()) for card in asked)
    yield from (f"asked {count} times: {file}: {face[-1]!r}" for face, count in twins.items() if count > 1)
    if any(not card.reason for card in cards if not card.is_asked):
        yield f"skipped without a reason: {file}"


def test_every_card_of_the_golden_and_generated_notes_is_whole() -> None:
    corpus = list(own())
    assert len(corpus) > 100
    assert [fault for file, text in corpus for fault in faults(file, text)] == []


def test_every_card_of_the_notes_of_other_people_is_whole(shared: Path) -> None:
    corpus = list(others(shared))
    assert len(corpus) > 50
    assert [fault for file, text in corpus for fault in faults(file, text)] == []


def test_cards_are_the_same_whatever_the_seed_of_hashes() -> None:
    digests = set()
    for seed in ("0", "1", "42"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        digests.add(subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=True, env=environment).stdout)
    assert len(digests) == 1
    assert len(digests.pop()) == 65


if __name__ == "__main__":
    whole = hashlib.sha256()
    for file, text in own():
        whole.update(repr(made(file, text)).encode())
    sys.stdout.write(whole.hexdigest() + "\n")
