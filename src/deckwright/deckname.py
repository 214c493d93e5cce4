"""Deck names as Anki keeps them: what it would change on import is settled, or refused, before.

Rules measured on Anki 26.9.3 (reference: anki.md §8): names are compared without case and
in NFC, `::` nests, outer spaces go, an empty part becomes "blank", deck 1 is "Default".
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from .patterns import later

LONGEST = 80  # characters of one part; Anki takes more, its deck list does not show more
_KEPT = 1024  # titles that are remembered: every card of an article asks for the same one
_LONGEST_FILE = 120  # bytes of a file's name; most systems take 255, of which endings need some 40, and Windows takes 260 for a path

# Windows gives these to devices, whatever the ending: "Naming Files, Paths, and Namespaces", learn.microsoft.com/windows/win32/fileio.
_DEVICE = later(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)", re.IGNORECASE)
_CONTROL = later(r"[\x00-\x1f\x7f]")


@lru_cache(maxsize=_KEPT)
def part(title: str) -> str:
    """A title as one part of a deck name: no nesting, no control characters, not too long."""
    name = unicodedata.normalize("NFC", _CONTROL.sub(" ", title))
    name = " ".join(re.sub(r":{2,}", ":", name).strip(": ").split()) or "Untitled"
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def complaint(name: str) -> str:
    """Why Anki would not keep a deck name as it is; empty where it would."""
    parts = name.split("::")
    if any(not piece.strip() for piece in parts):
        return "has an empty part, which Anki would call “blank”"
    if any(piece.startswith(":") or piece.endswith(":") for piece in parts):
        return "has a colon at the edge of a part, which Anki would remove"
    if any(piece != piece.strip() for piece in parts):
        return "has spaces around a part, which Anki would remove"
    if _CONTROL.search(name) or unicodedata.normalize("NFC", name) != name:
        return "holds characters that Anki would change"
    if folded(name) == "default":
        return "is the deck Anki keeps for itself"
    return ""


@lru_cache(maxsize=_KEPT)
def folded(name: str) -> str:
    """For comparing names the way Anki does."""
    return unicodedata.normalize("NFC", name).casefold()


def file_name(name: str) -> str:
    """The name of a deck's files, without their endings: one that every system takes, and the same on each."""
    stem = re.sub(r"[^\w.-]+", "-", unicodedata.normalize("NFC", name).replace("::", "-")).strip("-.") or "deck"
    if len(stem.encode()) > _LONGEST_FILE:
        stem = f"{stem.encode()[:_LONGEST_FILE].decode(errors='ignore')}-{hashlib.sha256(stem.encode()).hexdigest()[:8]}"
    return f"deck-{stem}" if _DEVICE.match(stem) else stem


def number(name: str) -> int:
    """A deck id for a package: any number but 1, the same for the same name (Anki matches by name)."""
    digest = hashlib.sha256(folded(name).encode()).digest()
    return (1 << 40) + int.from_bytes(digest[:5], "big")
