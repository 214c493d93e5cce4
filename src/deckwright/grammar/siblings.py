"""Names side by side, each with its description, to questions for the name: `which one is this`.

The description stands on the line below, or behind a colon or dash. Asked for the name and not for the description, because one of the
names beside it is the only answer (levels asked so passed 15 of 16 blind readings). A definition that can be asked for by itself is left
to its own shape: else a third one written below two would turn their questions round.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..bullet import Bullet, Form
from ..language import english as words
from ..language import syntax
from ..patterns import anycase, cased, later
from . import clause, doers, labelled, lists, names, phrase, sets, skips
from .here import Here, Proposal, lists_below

_NAMED = later(r"^(.{2,60}?)(?:\s*:| -| –| —)\s+(.{20,})$")
_FEWEST = 3  # names; of two, one is as good as guessed
_DESCRIPTION_WORDS = 5
_BOLD_WORDS = 5
_LONGEST_DESCRIPTION = 30
_LEAD_WORDS = 12
_LEAD_ALONE = 3  # words; a shorter lead needs the article's name beside it


@dataclass(frozen=True, slots=True)
class _Described:
    """A name, what is said of it, and the bullet that says it."""

    name: str
    description: str
    bullet: Bullet
    also: tuple[Bullet, ...] = ()
    alone: bool = False  # it can be asked for without those beside it


def which_of(here: Here) -> Sequence[Proposal] | None:
    """Three or more siblings `Name: what it is`: which of them is described, and where the lead asks for it, which are there?"""
    if here.unclear or not here.english:
        return None
    for items in lists_below(here.bullet):
        found = _found(here, items)
        names = [one.name.casefold() for one in found]
        if len(found) >= _FEWEST and len(set(names)) == len(names):
            return [*_whole(here, found, items), *_asked(found, _about(here), _doubt(here))]
    return None


def _found(here: Here, items: tuple[Bullet, ...]) -> list[_Described]:
    """The items that are described; none where more than a quarter are not."""
    found: list[_Described] = []
    for k, item in enumerate(items):
        if one := _described(here.at(item, items, here.parents)):
            found.append(one)
        elif 4 * (k + 1 - len(found)) > len(items):
            return []
    return found


def _whole(here: Here, found: Sequence[_Described], items: Sequence[Bullet]) -> Iterator[Proposal]:
    """The names asked for together, where the lead asks for them and they are few."""
    names = tuple(one.name for one in found)
    if len(found) != len(items) or len(items) > lists.LARGEST_SET:
        return
    question = sets.set_question(here, items) or sets.members_question(here, items)
    if question:
        yield Proposal("set", question, names, here.bullet, "set")


def _described(here: Here) -> _Described | None:
    """The item's name and description, on its own line or on the first line below it."""
    item = here.bullet
    if item.task or skips.voice(item) or item.text.links:
        return None
    match = _NAMED.match(item.text.masked)
    if match:
        name, said = item.text.said[: match.end(1)], item.text.said[match.start(2) :]
        return (
            _Described(
                _bare(name), phrase.first_sentence(said), item, alone=labelled.term(here) is not None or names.stated(here) is not None
            )
            if _is_name(name, item)
            else None
        )
    name = item.text.said.rstrip(" :.")
    below = [child for child in item.children if child.form is Form.ITEM]
    if below and _is_name(name, item) and not skips.voice(below[0]) and not below[0].task:
        return _Described(_bare(name), phrase.first_sentence(below[0].text.said), below[0], (item,))
    return None


def _is_name(name: str, item: Bullet) -> bool:
    """Whether it names something: short and without a verb; where the author made it bold, short is enough."""
    bold = _bare(name) in item.text.bold and phrase.word_count(name) <= _BOLD_WORDS
    return (bold and not set(map(str.casefold, phrase.tokens(name))) & words.STOP_LABELS) or labelled.is_term(name, dash=False)


def _bare(name: str) -> str:
    return name.strip(" *_:")


def _doubt(here: Here) -> str:
    """Where the lead does not say what its names are, others might fit as well (2 of 12 such cards passed, 5 of 7 of the rest)."""
    announced = lists.count(here.masked) or anycase(words.ANNOUNCES).search(here.masked)
    return "" if announced else "the names may not be the only ones that fit"


def _asked(found: Sequence[_Described], about: str, doubt: str) -> Iterator[Proposal]:
    for one in found:
        if not one.alone and _tells(one.description) and not phrase.content_stems(one.name) & phrase.content_stems(one.description):
            yield Proposal(
                "which", f"{about}which one is this: “{one.description}”?", (one.name,), one.bullet, "which", also=one.also, reason=doubt
            )


def _tells(description: str) -> bool:
    """Whether it says what the name stands for, and does not go on about something else."""
    points = anycase(words.NO_DESCRIPTION_OF).match(description)
    return _DESCRIPTION_WORDS <= phrase.word_count(description) <= _LONGEST_DESCRIPTION and not points and not description.endswith("?")


def _about(here: Here) -> str:
    """What the names are names of: the lead where it is a short one, else the heading, else the article."""
    lead = cased(r"\s+(?:are|is|includes?|including|as follows|that)$").sub("", phrase.trimmed(here.said.rstrip(": ")))
    short = phrase.word_count(lead) <= _LEAD_WORDS and len(here.sentences()) == 1 and not anycase(words.POINTS).search(lead)
    name = lead if short and not phrase.starts_deictic(lead) else here.heading
    if phrase.word_count(name) < _LEAD_ALONE:
        return f"{here.topic} — {name}: " if name and name != here.article and not _is_empty(name) else f"{here.topic} — "
    return f"{name} — " if name.endswith("?") else f"{name}: "


def _is_empty(name: str) -> bool:
    return name.casefold() in words.GENERIC_HEADINGS | {"how", "what", "why"} or anycase(words.EMPTY_HEADING).fullmatch(name) is not None


def which_kind(here: Here) -> Sequence[Proposal] | None:
    """`Tracked properties are reported on` beside `Asserted properties are …`: which properties are reported on?"""
    own = _kind(here.bullet.text.said) if len(here.siblings) > 1 else None
    if own is None:
        return None
    others = [kind for other in here.siblings if other is not here.bullet and (kind := _kind(other.text.said))]
    if not any(kind[1] == own[1] and kind[0].casefold() != own[0].casefold() for kind in others):
        return None
    name, noun, found = own
    rest = phrase.trimmed(phrase.first_clause(found.rest))
    above = phrase.content_stems(" ".join((here.article, *here.path)))
    if (
        phrase.content_stems(name) & (above | phrase.content_stems(rest))
        or not phrase.content_stems(name)
        or not doers.tells(f"{found.verb} {rest}", name)
    ):
        return None
    question = " ".join(filter(None, [f"Which {noun}", found.adverb, found.verb, rest])) + "?"
    return [Proposal("which", question, (f"{phrase.lowered(name, here.vocabulary)} {noun}",), here.bullet)]


def _kind(said: str) -> tuple[str, str, clause.Clause] | None:
    """What tells its subject apart, the noun it shares with others, and the statement."""
    first = next(iter(phrase.sentences(said)), None)
    found = clause.split(first.said) if first else None
    parts = found.subject.rsplit(" ", 1) if found else []
    opens = parts[0].split()[0].casefold() if parts else ""
    if (
        found is None
        or len(parts) != 2
        or phrase.word_count(found.subject) > 4
        or opens in words.STOP_WORDS | syntax.QUANTITIES | syntax.VAGUE
    ):
        return None
    return parts[0], parts[1].casefold(), found
