"""A lead above items that each begin with a name to a question for the names: `Four values: responsibility. …, doubt. …`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Bullet, Form
from ..language import english as words
from ..patterns import anycase, cased, later
from . import lists, phrase, sets, skips
from .here import Here, Proposal, is_generic, lists_below
from .told import told_in

_HEAD = later(r"^([\w“\"`][^:.(?!;,]{1,50}?)(?:\s*:|\.|\s+\(|\s+[-–—]|,)\s+(?=\S)")
_CODE = later(r"^(`[^`]+`)\s")
_INLINE = later(
    rf"^(?:there are |these are )?(?:the )?({'|'.join(words.COUNT_WORDS)}|[2-5])\s+([^,;:.()]{{3,50}}?)\s*"
    r"(?::|\bare|--| - | – )\s*(.{8,})$",
    re.IGNORECASE,
)
_HEAD_WORDS = 5
_LEAD_WORDS = 16
_LEAD_ALONE = 3  # words; a shorter lead does not say what its list belongs to


def named_items(here: Here) -> Sequence[Proposal] | None:
    """2 to 5 items, each a name with something behind it, below a lead that says what they are: which are they?"""
    if not here.english or here.unclear:
        return None
    for items in lists_below(here.bullet):
        names = tuple(map(_name, items))
        longer = sum(name != phrase.trimmed(item.text.said) for name, item in zip(names, items, strict=True))
        if 2 <= len(items) <= lists.LARGEST_SET and all(names) and 2 * longer > len(items) and len(set(names)) == len(names):
            question = _question(here, len(items))
            return [Proposal("set", question, names, here.bullet, "set")] if question else None
    return None


def _name(item: Bullet) -> str:
    """What an item begins with, where that is a name: in bold, as code, or short and set apart; else empty."""
    said = item.text.said
    if item.task or said.endswith(("?", ":")) or skips.voice(item) or item.form is not Form.ITEM:
        return ""
    bold = next((name for name in item.text.bold if said.startswith(name)), "")
    found = _CODE.match(said) or _HEAD.match(item.text.masked)
    name = bold or (said[: found.end(1)] if found else said)
    name = phrase.trimmed(name.strip(" *_:"))
    plain = 0 < phrase.word_count(name) <= _HEAD_WORDS and not phrase.has_inflected_verb(name) and not phrase.starts_deictic(name)
    return name if plain and not name[-1].isdigit() and not set(map(str.casefold, phrase.tokens(name))) <= words.STOP_LABELS else ""


def _question(here: Here, n: int) -> str | None:
    """How the lead asks for so many names; None where it does not say what they are."""
    last = [phrase.Sentence("", ""), *phrase.sentences(here.said.rstrip(": "))][-1]
    lead, masked = phrase.trimmed(last.said), last.masked.rstrip(": .")
    announced = lists.count(masked)
    member = sets.names_members(here, masked)
    named = announced == n or member or anycase(words.ANNOUNCES).search(masked) or anycase(words.LIST_NAMES).match(masked)
    bad = anycase(words.OPEN_LIST).match(masked) or anycase(words.PERSON).match(masked) or phrase.starts_deictic(lead)
    if not named or bad or announced not in (None, n) or phrase.word_count(lead) > _LEAD_WORDS or is_generic(lead):
        return None
    if phrase.word_count(lead) <= _LEAD_ALONE and here.bullet.form is not Form.HEADING:
        if not here.heading:
            return None
        lead = f"{here.heading}: {phrase.lowered(lead, here.vocabulary)}"
    lead = cased(r"\s+(?:are|is|includes?|including|as follows|namely|following)$").sub("", lead)
    if announced:
        return f"{here.topic} — {lead}: what are they?"
    if not member and not sets.names_several(masked):
        return None
    return f"{here.topic} — {lead}: name the {n}."


def inline_set(here: Here) -> Sequence[Proposal] | None:
    """`Three kinds of X: a, b and c`: what are the three?"""
    for told in told_in(here):
        sentence = told.sentence if not told.name else next(iter(here.sentences()))
        match = _INLINE.match(sentence.masked)
        found = phrase.listed(sentence.cut(match.start(3))) if match else ()
        if (
            match
            and str(len(found)) == str(words.COUNT_WORDS.get(match.group(1).casefold(), match.group(1)))
            and next(iter(phrase.tokens(match.group(2))), "the").casefold() not in words.STOP_WORDS
        ):
            noun = sentence.cut(match.start(2), match.end(2))
            return [Proposal("set", f"{here.topic} — what are the {len(found)} {noun}?", found, here.bullet)]
    return None
