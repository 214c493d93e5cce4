"""Golden Markdown: `note` fences and what becomes of them, written out in the `cards` fence behind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from deckwright import making, outline
from deckwright.card import Status

LANGUAGES = ("german", "spanish", "french", "chinese", "japanese")  # their files show the fate of every line
FOLDER = Path(__file__).parent / "grammar"
_PAIR = re.compile(r"^(`{3,})note\n(.*?)^\1\n+^\1cards\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Example:
    """One note and what it must become; `wanted` is False below `## Not this`."""

    note: str
    cards: str
    wanted: bool


def examples(text: str) -> list[Example]:
    """The pairs of a golden file. Raises ValueError where there is none, or one lacks its other half."""
    found = [Example(m[2], m[3].strip(), m.start() < _split(text)) for m in _PAIR.finditer(text)]
    if not found or len(found) != len(re.findall(r"^`{3,}note$", text, re.MULTILINE)):
        raise ValueError("every `note` fence needs a `cards` fence right behind it, and there must be one")
    return found


def _split(text: str) -> int:
    at = text.find("## Not this")
    return at if at >= 0 else len(text)


def fates(note: str, shape: str) -> str:
    """Every card and draft of a note, and what the shape itself skipped, as golden files show them."""
    read, _ = outline.read(note, "note.md")
    lines: list[str] = []
    for card in making.cards(read):
        if card.is_asked:
            lines.append(f"Q ({card.kind}) {card.question}")
            lines += [f"A {item}" for item in card.answer]
        if card.status is Status.DRAFT:
            lines.append(f"draft: {card.reason}")
        if not card.is_asked and (card.rule == shape or shape in LANGUAGES):
            lines.append(f"{card.status}: {card.bullet.text.plain} ({card.reason})")
    return "\n".join(lines) or "none"
