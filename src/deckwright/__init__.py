"""deckwright: Markdown notes to Anki cards that keep their review history."""

__version__ = "0.1.0"
