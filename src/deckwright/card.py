"""The card's data: a question and its answer in context, and what became of every bullet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .bullet import Bullet
from .direct import direct


@direct
class Status(StrEnum):
    """What became of a bullet."""

    CARD = "card"
    DRAFT = "draft"
    CONTEXT = "context"  # it serves another bullet's card
    SKIPPED = "skipped"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a bullet stands, and what is known of it there. `date` is ISO or empty; `home` opens the note file, where an app does."""

    file: str
    note: str  # the note file's title
    article: str
    path: tuple[str, ...]
    url: str | None
    date: str
    tags: tuple[str, ...]
    deck: str = ""  # asked for in the front matter
    home: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """One bullet's fate. Question and answer are empty unless it is a card or a draft.

    `question` and the `answer` items are plain text with code between backticks and math
    between ``\\(`` and ``\\)``; `extra` is Markdown as the author wrote it, a line an item.
    `rule` names the shape, `slot` tells apart the cards of one bullet. Once its file is done, `bullet` stands alone: what
    is still needed of the bullets below it is here, so that they need no room.
    """

    status: Status
    place: Place
    bullet: Bullet
    rule: str
    reason: str = ""
    kind: str = ""
    question: str = ""
    answer: tuple[str, ...] = ()
    ordered: bool = False
    context: str = ""
    parent: str = ""
    extra: tuple[str, ...] = ()
    slot: str = ""
    score: float = 0.0
    doubts: tuple[str, ...] = ()  # what the lint found, gravest first
    signs: tuple[str, ...] = ()  # what else raises or lowers its score
    parent_text: str = ""  # the bullet above, whether shown or not: it tells twins apart
    known_by: str = ""  # the text by which its bullet is recognised, where that is more than the bullet's own
    language: str = ""  # of the code below its bullet
    pictures: tuple[tuple[str, int], ...] = ()  # the address of each in its bullet and below it, and the line

    @property
    def is_asked(self) -> bool:
        """Whether there is a question: a card or a draft."""
        return self.status in (Status.CARD, Status.DRAFT)

    @property
    def objections(self) -> tuple[str, ...]:
        """What speaks against asking it, gravest first: what the lint found, else why it is a draft."""
        if not self.is_asked:
            return ()
        return self.doubts or ((self.reason,) if self.status is Status.DRAFT else ())

    @property
    def key(self) -> str:
        """The bullet's text, normalised for comparing: case, spacing and marks do not count."""
        return normalised(self.bullet.text.plain)


def normalised(plain: str) -> str:
    """Text as identity compares it: folded case, single spaces, no emphasis or closing marks."""
    return " ".join(plain.casefold().replace("`", "").split()).rstrip(" .:;,!")
