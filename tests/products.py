"""A folder of decks to what a build leaves in it for its owner."""

from __future__ import annotations

from pathlib import Path

from deckwright import cache


def products(folder: Path) -> list[Path]:
    """Everything in a folder but the cache."""
    return [path for path in folder.glob("*") if path.name != cache.FOLDER]
