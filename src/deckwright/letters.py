"""A text to what there is of it for the eye: its length in Latin letters, its words, whether anything is seen at all."""

from __future__ import annotations

from collections.abc import Iterable

from .language.spoken import CJK
from .patterns import later

_RUN = later(f"[{CJK}]+")
# Spaces, control and format characters, and those that are none; in full, as what Unicode says of others differs between Pythons.
_UNSEEN = later(
    r"[\s\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202f\u2060-\u206f"
    r"\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]*"
)


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


def are_seen(sides: Iterable[str]) -> bool:
    """Whether each of these texts would show its reader anything."""
    return not any(map(_UNSEEN.fullmatch, sides))
