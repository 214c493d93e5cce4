"""A build that has not been written to what it would change: a Change line a card, and what Anki will not do by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from .build import Built, Change, Issued
from .card import Status


class Sign(StrEnum):
    """What happens to a card, as one character."""

    NEW = "+"
    REWORDED = "~"
    MOVED = ">"
    ASKED_ANEW = "*"
    RETURNED = "^"
    RETIRED = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """One card's change. `was` and `now` are its bullet's texts, `why` how it was recognised; `line` is 0 for a retired one."""

    sign: Sign
    guid: str
    file: str
    line: int
    now: str
    was: str = ""
    why: str = ""
    answer_changed: bool = False


@dataclass(frozen=True, slots=True)
class Stay:
    """Cards that an import leaves in the deck they are in, though their article now makes another."""

    old: str
    new: str
    count: int

    @property
    def search(self) -> str:
        """For Anki's browser."""
        return f'deck:"{self.old}" note:Deckwright*'


def lines(built: Built) -> tuple[Line, ...]:
    """Every card or draft that would change, in the order of the notes; retired ones last."""
    found = [line for i in built.issued if (line := _line(i)) is not None]
    gone = (Line(Sign.RETIRED, e.guid, e.file, 0, "", e.text) for e in sorted(built.gone, key=lambda e: (e.file, e.text, e.guid)))
    return (*found, *gone)


def _line(i: Issued) -> Line | None:
    card, before = i.card, i.before
    if card.rule == "rejected" and i.mod:
        return Line(Sign.RETIRED, i.guid, card.place.file, card.bullet.line, "", i.known.spot.text, "you rejected it")
    if not i.guid or (before is None and card.status is not Status.CARD):
        return None
    place = (i.guid, card.place.file, card.bullet.line, i.known.spot.text)
    if before is None or i.change is Change.NEW:
        return Line(Sign.NEW, *place)
    if i.change is Change.RETURNED:
        return Line(Sign.RETURNED, *place)
    flipped = bool(before.answer) and is_other_fact(_fact(before.question, before.answer), _fact(card.question, card.answer))
    if i.known.was:
        return Line(Sign.REWORDED, *place, i.known.was, f"{i.known.how}, {i.known.alike} % alike", flipped)
    if (before.file, before.article, before.section) != (card.place.file, card.place.article, i.known.spot.section):
        return Line(Sign.MOVED, *place, why=f"from {before.file} › {before.article}{' › ' + before.section if before.section else ''}")
    same = (before.question, before.answer) == (card.question, card.answer)
    why = "the same, with other words or pictures around it" if same else f"was: {before.question}"
    return Line(Sign.ASKED_ANEW, *place, why=why) if i.change is Change.CHANGED else None


def _fact(question: str, answer: Sequence[str]) -> str:
    """What is learned: the answer, and what a question such as `which one is this: “…”?` quotes."""
    quoted = re.search(r": “(.+)”\?$", question)
    return " ".join((*([quoted.group(1)] if quoted else []), *answer))


def is_other_fact(was: str, now: str) -> bool:
    """Whether an answer was corrected, not reworded: another number, another name, or a negation come or gone."""
    return any(_marks(pattern, was) != _marks(pattern, now) for pattern in (_NUMBER, _NEGATION, _NAME)) and was != now


_NUMBER = r"\d+(?:[.,]\d+)*"
_NEGATION = r"\b(?:not|no|never|none|cannot|without|\w+n['’]t)\b"
_NAME = r"(?<=\w )\b[A-Z][A-Za-z]+\b"


def _marks(pattern: str, text: str) -> frozenset[str]:
    return frozenset(re.findall(pattern, text))


def stays(built: Built) -> tuple[Stay, ...]:
    """Decks whose cards Anki will leave where they are."""
    moved: dict[tuple[str, str], int] = {}
    for i in built.issued:
        if i.before is not None and i.before.mod and i.before.deck and i.before.deck != i.deck and i.guid:
            moved[i.before.deck, i.deck] = moved.get((i.before.deck, i.deck), 0) + 1
    return tuple(Stay(old, new, count) for (old, new), count in sorted(moved.items()))


def emptied(built: Built) -> int:
    """How many Anki cards lose their cloze, because its number is no longer in the bullet."""
    return sum(len(set(i.before.clozes) - set(i.clozes)) for i in built.issued if i.before is not None and i.clozes)


def word_diff(was: str, now: str) -> Iterator[tuple[str, str]]:
    """Pieces of two texts in reading order, each with `-`, `+` or a space for both."""
    a, b = re.findall(r"\S+\s*", was), re.findall(r"\S+\s*", now)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if tag == "equal":
            yield " ", "".join(b[j1:j2])
            continue
        if i2 > i1:
            yield "-", "".join(a[i1:i2])
        if j2 > j1:
            yield "+", "".join(b[j1:j2])


def signs(found: Sequence[Line]) -> dict[str, int]:
    """How many lines of each sign there are, under the names programs know."""
    return {sign.name.lower(): sum(line.sign is sign for line in found) for sign in Sign}
