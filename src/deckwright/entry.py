"""The ledger's data: an Entry for every guid ever issued, and what was seen that had none."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Never

from .direct import direct
from .notetype import NoteType

LAST_SECOND = 1 << 40  # Unix time, some 35,000 years from now; a later one was counted in milliseconds


@direct
class Verdict(StrEnum):
    """What the author decided on a card."""

    NONE = ""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a card of another tool's making keeps of it: note type, tags, and the values of the fields behind the first two."""

    notetype: NoteType
    values: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


NOTHING: Mapping[str, Never] = {}  # one for all that have none; nothing is put into it


@dataclass(frozen=True, slots=True)
class Entry:
    """One guid and what is needed to recognise its bullet again.

    `text` is the bullet's plain text, `deck` where its new card went, `section` the headings above it, `parent` the bullet
    above it, `before` and `after` the bullets around it when the entry was last written for
    another reason (so that an edit touches no neighbour's line), `slot` which of the bullet's
    cards it is. `kind`, `question` and `answer` are what it last asked. `mod` is the second
    (Unix time) in which its card last changed, `digest` the hash of what it rendered to then;
    both are empty for a draft that never was a card; `clozes` the numbers of the clozes that Anki was told of it,
    and so whether it has a Cloze note. `gone` says that no bullet has it now,
    `unlinked` that the author took it from a bullet with this text, so that the text alone does not bring it back.
    `adopted` is there where another tool made the card. `verdict` is the author's; `own_question`
    and `own_answer` are their words, written when the bullet read `own_text`.
    """

    guid: str
    text: str
    file: str
    article: str
    deck: str = ""
    section: str = ""
    parent: str = ""
    before: str = ""
    after: str = ""
    anchor: str = ""
    slot: str = ""
    kind: str = ""
    question: str = ""
    answer: tuple[str, ...] = ()
    mod: int = 0
    digest: str = ""
    clozes: tuple[int, ...] = ()
    gone: bool = False
    unlinked: bool = False
    adopted: Adopted | None = None
    verdict: Verdict = Verdict.NONE
    own_question: str = ""
    own_answer: tuple[str, ...] = ()
    own_text: str = ""
    more: Mapping[str, object] = field(default_factory=lambda: NOTHING)


class Ledger(dict[str, Entry]):
    """Entries by guid; `unasked` holds, by note file, `marks` of the bullets that had no card when it was written.

    `read` is a hash of the file from which it comes; empty where there was none. `aside` are lines of entries that this
    build has no need to look at, by guid, as UTF-8: those of the note files `untouched`.
    """

    def __init__(self, entries: Mapping[str, Entry] | None = None, unasked: Mapping[str, str] | None = None, read: str = "") -> None:
        super().__init__(entries or {})
        self.unasked: Mapping[str, str] = dict(unasked or {})
        self.read = read
        self.aside: Mapping[str, bytes] = {}
        self.untouched: frozenset[str] = frozenset()

    def changed(self, entries: Mapping[str, Entry]) -> Ledger:
        """The same with these entries put in."""
        found = Ledger({**self, **entries}, self.unasked, self.read)
        found.aside, found.untouched = self.aside, self.untouched
        return found


_LETTERS = "abcdefghijklmnopqrstuvwxyz234567"
_PAIRS = tuple(one + other for one in _LETTERS for other in _LETTERS)


def marks(texts: Iterable[str]) -> str:
    """The marks of texts, each once, in one string: in a set they take ten times the room."""
    return sorted_marks(map(mark, texts))


def sorted_marks(found: Iterable[str]) -> str:
    """Marks as one string, each once, with spaces between."""
    return " ".join(sorted(set(found)))


def mark(text: str) -> str:
    """A text as one short word, to be recognised by: 30 bits of a hash, in base 32 as `base64` writes them, but sooner."""
    bits = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 2
    return _PAIRS[bits >> 20] + _PAIRS[bits >> 10 & 1023] + _PAIRS[bits & 1023]
