"""A lead and the 2 to 5 items below it to one question for all of them: where it counts them, or names them in the plural."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..bullet import Bullet, Form
from ..language import categories, syntax, verbs
from ..language import english as words
from ..patterns import anycase
from . import lists, phrase, skips
from .causes import instructs
from .here import Here, Proposal, is_generic, lists_below

SET_ITEM_WORDS = 9
_LEAD_WORDS = 8
_NOUN_ALONE = 3  # words; a shorter one does not say what it belongs to
_TOLD = 3  # words of a lead that leaves out what it tells of


def item_set(here: Here) -> Sequence[Proposal] | None:
    """A lead that counts its 2 to 5 items, or breaks off before them: `Two ways to dry a rope`, `A rope consists of`."""
    return _asked(here, set_question)


def members(here: Here) -> Sequence[Proposal] | None:
    """A lead that names its 2 to 5 items in the plural, and does not say that they are all: `Causes of rust`."""
    return _asked(here, members_question)


def _asked(here: Here, ask: Callable[[Here, Sequence[Bullet]], str | None]) -> Sequence[Proposal] | None:
    if anycase(words.OPEN_LIST).match(here.masked.strip(" :")):
        return None
    for items in lists_below(here.bullet):
        kept = [item for item in items if not lists.in_brackets(item) and not item.task and not skips.voice(item)]
        if 2 <= len(kept) <= lists.LARGEST_SET and all(map(_is_set_item, kept)) and (question := ask(here, kept)):
            answer = tuple(phrase.trimmed(item.text.said) for item in kept)
            return [Proposal("set", question, answer, here.bullet, "set", ordered=False, also=tuple(items))]
    return None


def _is_set_item(item: Bullet) -> bool:
    said = item.text.said
    label = bool(item.children) and phrase.word_count(said) <= 1
    return (
        not said.endswith(("?", ":"))
        and not label
        and not item.text.sole_link
        and 0 < phrase.word_count(said) <= lists.ITEM_WORDS
        and len(phrase.sentences(said)) == 1
    )


def set_question(here: Here, items: Sequence[Bullet]) -> str | None:
    """How a lead asks for its items that counts them, or breaks off before them; None where it does neither."""
    n = len(items)
    lead, masked = _lead(here)
    announced = lists.count(masked)
    if not lead or (announced is not None and announced != n):
        return None
    if lead.endswith("?"):
        return f"{here.topic} — {lead}" if announced is not None and anycase(words.QUESTION_WORD).search(masked) else None
    opening = anycase(r"^(?:there are |these are )?(?:the )?(\w+) (.+)$").match(masked)
    if announced is not None and opening and lists.number(opening.group(1)) == n and not phrase.has_finite_verb(opening.group(2)):
        noun = lead[opening.start(2) :]
        about = f"{here.heading}: " if here.heading and phrase.word_count(noun) < _NOUN_ALONE else ""
        several = any(word.endswith("s") or word in syntax.PLURALS for word in phrase.tokens(noun)[:4])  # not `two way binding`
        return f"{here.topic} — {about}what are the {n} {noun}?" if several else None
    if announced is not None and phrase.word_count(lead) <= 2 * _LEAD_WORDS:
        return f"{here.topic} — {lead}: what are they?"
    short = _are_short(items)
    if anycase(words.OPEN_ENDED).search(masked) and short:
        return f"{here.topic} — {lead} … which {n} things?" if phrase.word_count(lead) >= _TOLD else None
    named = anycase(words.LIST_NAMES).match(masked)
    if named and here.bullet.form is not Form.HEADING and short:
        about = f"{here.heading}: " if here.heading else ""
        noun = named.group(1).lower()
        return f"{here.topic} — {about}what are the {n} {'parts of the plan' if noun == 'plan' else noun}?"
    return None


def members_question(here: Here, items: Sequence[Bullet]) -> str | None:
    """How a lead asks for its items that names them in the plural; None where it does not."""
    n = len(items)
    lead, masked = _lead(here)
    if not lead or lead.endswith("?") or lists.count(masked) is not None:
        return None
    heading = here.bullet.form is Form.HEADING
    if here.said.rstrip().endswith(":") and _are_short(items) and names_several(masked) and phrase.word_count(lead) <= _LEAD_WORDS:
        about = f"{here.heading}: " if here.heading and phrase.word_count(lead) < _NOUN_ALONE + 1 else ""
        return f"{here.topic} — {about}{lead}: name the {n}." if about or phrase.word_count(lead) > _NOUN_ALONE else None
    if phrase.word_count(lead) > 2 * _LEAD_WORDS or not names_members(here, masked):
        return None
    if sum(phrase.word_count(item.text.said) for item in items) > lists.WHOLE_WORDS:
        return None
    if all(lists.HEAD.match(item.text.masked) for item in items):
        return None  # where each begins with a name, the names are asked for, not all that is said of them
    if heading and any(phrase.is_statement(item.text.masked) for item in items):
        return None  # statements are asked for one by one
    alone = not heading and phrase.word_count(lead) <= _NOUN_ALONE
    if (alone and not here.heading) or lead.casefold() in here.topic.casefold():
        return None
    return f"{here.topic} — {f'{here.heading}: ' if alone else ''}{lead}: name the {n}."


def _lead(here: Here) -> tuple[str, str]:
    """What stands right above the items, and that masked; empty where it points elsewhere, goes on, or tells what to do."""
    last = lists.last_sentence(here)
    lead, masked = phrase.trimmed(last.said), last.masked.rstrip(": .")
    leans = len(here.sentences()) > 1 and (phrase.starts_deictic(lead) or not here.said.rstrip().endswith(":"))
    goes_on = anycase(rf"{words.PERSON}|(?:and|or|but|then)\b").match(masked)
    return ("", "") if leans or goes_on or _orders(lead) else (lead, masked)


def _orders(lead: str) -> bool:
    """Whether a lead tells the reader what to do, so that what stands below is no list of what it counts: `pick two stones`."""
    opens, second = (*map(str.casefold, phrase.tokens(lead)[:2]), "", "")[:2]
    governs = opens not in verbs.NOUNS_TOO or second in syntax.ARTICLES or lists.number(second) is not None
    return opens in verbs.IMPERATIVES and governs and instructs(lead)


def _are_short(items: Sequence[Bullet]) -> bool:
    return all(phrase.word_count(item.text.said) <= SET_ITEM_WORDS for item in items)


def names_members(here: Here, masked: str) -> bool:
    """Whether a lead says by a noun what its items are: `common causes of rust`, `the heart has four kinds of valves:`."""
    if is_generic(masked) or lists.points_elsewhere(masked):
        return False
    lead = anycase(categories.CATEGORY_LEAD).match(masked)
    if lead and not phrase.has_finite_verb(lead.group(1)):
        return True
    told = anycase(categories.CATEGORY_TOLD).match(masked)
    return told is not None and here.said.rstrip().endswith(":") and phrase.has_finite_verb(masked)


def names_several(masked: str) -> bool:
    """Whether a lead is a plural with no more than what belongs to it: `parts of a loom`."""
    several = anycase(rf"{words.SEVERAL}(?:\s+{words.OF_THEM}.*)?$").match(masked)
    return several is not None and not lists.points_elsewhere(masked)
