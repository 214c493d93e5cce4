"""A text to its length in Latin letters and its words, whether its script sets spaces between words or not."""

from __future__ import annotations

from .language.spoken import CJK
from .patterns import later

_RUN = later(f"[{CJK}]+")


def length(text: str) -> int:
    """Its length in Latin letters: a Chinese or Japanese character says as much as three (two make a word, as six letters do)."""
    return len(text) if text.isascii() else len(text) + 2 * sum(map(len, _RUN.findall(text)))


def words(seen: str) -> set[str]:
    """What stands between spaces; of Chinese and Japanese, which sets none, each two characters in a row."""
    found = set(seen.split())
    if seen.isascii() or not _RUN.search(seen):
        return found
    runs = [run for word in found for run in _RUN.findall(word)]
    return {word for word in found if not _RUN.search(word)} | {run[k : k + 2] for run in runs for k in range(max(1, len(run) - 1))}
