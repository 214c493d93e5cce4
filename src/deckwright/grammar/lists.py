"""Shapes made of a lead and the list below it: each function takes the lead and answers with cards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Bullet, Form
from ..language import categories, syntax, verbs
from ..language import english as words
from ..patterns import anycase, cased, later
from . import phrase, skips
from .causes import instructs
from .here import Here, Proposal, is_generic, lists_below

STEP_DOUBT = "a single step may be easy to guess"  # 3 of 21 passed in three blind rounds, 6 of 10 whole sequences
LARGEST_SET = 5  # items recalled whole (Cowan 2001: 3 to 5 chunks; reference: cards.md L2)
LONGEST_SEQUENCE = 9  # steps asked one by one
WHOLE_WORDS = 40  # an answer that lists everything (reference: cards.md L1)
ITEM_WORDS = 16
SET_ITEM_WORDS = 9
_LEAD_WORDS = 8
_LEVEL_WORDS = 5
_SLOGAN = 6  # words; a shorter description gives its level away

_NOUN_ALONE = 3  # words; a shorter one does not say what it belongs to
_HEAD_WORDS = 4
_HEAD = later(r"^([^:,.(–—]{2,40}?)(?:\s*[:,.(–—]|\s-\s)\s*\S")
ARROW = later(r"^(.{1,60}?)\s+(?:->|=>|→|⇒|-->)\s+(.{2,80})$")


def arrow_pairs(here: Here) -> Sequence[Proposal] | None:
    """Two or more siblings `X -> Y`: X is the cue, Y the answer."""
    for items in lists_below(here.bullet):
        found = [(item, match) for item in items if (match := ARROW.match(item.text.masked)) and not _chained(match)]
        if len(found) >= 2:  # a lone arrow is a line shape
            return [_arrow(here, item, match) for item, match in found if not phrase.has_finite_verb(match.group(1))]
    return None


def _chained(match: re.Match[str]) -> bool:
    return cased(r"->|=>|→|⇒").search(match.group(2)) is not None


def _arrow(here: Here, item: Bullet, match: re.Match[str]) -> Proposal:
    cue, answer = item.text.said[: match.end(1)].strip(), item.text.said[match.start(2) :].strip()
    return Proposal("arrow", f"{here.topic} — “{cue}” → what?", (answer,), item, on_parent=here.bullet.form is not Form.HEADING)


def sequence(here: Here) -> Sequence[Proposal] | None:
    """A list whose order matters: asked whole when short, and step by step."""
    if here.unclear:
        return None
    for items in lists_below(here.bullet):
        steps = [item for item in items if not _in_brackets(item)]
        if len(steps) >= 3 and _is_sequence(here, steps):
            return _sequence_cards(here, steps)
    return None


def _is_sequence(here: Here, steps: Sequence[Bullet]) -> bool:
    if any(step.text.said.rstrip().endswith("?") or any(c.number for c in step.children) for step in steps):
        return False
    lead = _last_sentence(here).masked
    announced = anycase(words.STEP_NOUN).search(lead) and count(lead) == len(steps)
    if steps[0].number is None or announced or anycase(words.NO_SEQUENCE).search(lead):
        return bool(announced)
    if anycase(words.SEQUENCE_LEAD).search(lead):
        return True
    opens = [step.text.masked for step in steps]
    maybe = sum(anycase(words.MAYBE_SEQUENCE_ITEM).match(masked) is not None for masked in opens)
    return maybe > 1 or any(anycase(words.SEQUENCE_ITEM).match(masked) for masked in opens)


def _last_sentence(here: Here) -> phrase.Sentence:
    """What stands right above the list."""
    return [phrase.Sentence("", ""), *phrase.sentences(here.said.rstrip(": "))][-1]


def _sequence_cards(here: Here, steps: Sequence[Bullet]) -> list[Proposal]:
    n = len(steps)
    name = _lead_name(here)
    about = f"{here.topic} — {name}" if name else here.topic
    noun = anycase(words.STEP_NOUN).search(_last_sentence(here).masked)
    nouns = noun.group(1).lower() if noun else "steps"
    said = tuple(phrase.trimmed(step.text.said) for step in steps)
    names = _step_names(said)
    whole = names if sum(map(phrase.word_count, said)) > WHOLE_WORDS else said
    fits = n <= LARGEST_SET and sum(map(phrase.word_count, whole)) <= WHOLE_WORDS
    cards = []
    if fits:
        what = "what are they" if noun and count(name) else f"what are the {n} {nouns}"
        cards.append(Proposal("sequence", f"{about}: {what}, in order?", whole, here.bullet, "whole", ordered=True, also=tuple(steps)))
    if not (fits and n <= 3) and n <= LONGEST_SEQUENCE:  # three steps are asked whole only
        cards += [
            Proposal(
                "step",
                f"{about}: which {nouns[:-1]} comes right after “{names[k]}”?",
                (names[k + 1],),
                steps[k + 1],
                "after",
                also=(steps[0],) if k == 0 else (),
                reason=STEP_DOUBT,
            )
            for k in range(n - 1)
        ]
    return cards


def _step_names(said: Sequence[str]) -> tuple[str, ...]:
    """`Storming: the group clashes` -> `Storming`, where all steps are written so; else the first sentence of each."""
    heads = [_HEAD.match(one) for one in said]
    if all(head and phrase.word_count(head.group(1)) <= _HEAD_WORDS for head in heads):
        return tuple(head.group(1) for head in heads if head)
    return tuple(phrase.first_sentence(one) or one for one in said)


def _lead_name(here: Here) -> str:
    """The lead as a question names it; a bare or pointing one borrows the heading above, which may be empty."""
    lead = phrase.trimmed(_last_sentence(here).said)
    if here.bullet.form is Form.HEADING:
        return lead
    told = [w for w in phrase.content_stems(lead) if w not in {phrase.stem(noun) for noun in words.SEQUENCE_NOUNS}]
    if not told or _points(lead):
        return here.heading
    if here.heading and phrase.word_count(lead) <= 1:
        return f"{here.heading}, {phrase.lowered(lead, here.vocabulary)}"
    return lead


def levels(here: Here) -> Sequence[Proposal] | None:
    """`L2: Global Metrics` with bullets below: the level's name, and the level from its description."""
    match = cased(rf"^{words.LEVEL}\s*[:–—-]\s*(.+)$").match(here.masked)
    if not match or not any(cased(rf"^{words.LEVEL}\s*[:–—-]").match(s.text.masked) and s is not here.bullet for s in here.siblings):
        return None
    noun = match.group(1).strip().lower()
    noun = words.LEVEL_NAMES.get(match.group(1), noun)
    name = phrase.trimmed(here.said[match.start(3) :])
    level = f"{noun} {match.group(2)}"
    named = phrase.word_count(name) <= _LEVEL_WORDS and not phrase.is_statement(name) and not instructs(name)
    doubt = "" if named else "what it is called is a sentence"  # none of 6 such cards passed
    if cased(r"(?:principle|rule|law)$").match(noun):
        doubt = doubt or "its number may say nothing of it"  # none of 7 passed
    cards = [Proposal("level", f"{here.topic} — what is {level} called?", (name,), here.bullet, "name", reason=doubt)]
    for child in here.bullet.children[:1]:
        first = phrase.first_sentence(child.text.said)
        if phrase.word_count(first) >= _SLOGAN and not skips.voice(child):
            question = f"{here.topic} — which {noun} is this: “{first}”?"
            cards.append(Proposal("level", question, (f"{phrase.capital(level)}: {name}",), child, "description", reason=doubt))
    return cards


def item_set(here: Here) -> Sequence[Proposal] | None:
    """A lead that wants its 2 to 5 items named together."""
    if anycase(words.OPEN_LIST).match(here.masked.strip(" :")):
        return None
    for items in lists_below(here.bullet):
        kept = [item for item in items if not _in_brackets(item) and not item.task and not skips.voice(item)]
        if 2 <= len(kept) <= LARGEST_SET and all(map(_is_set_item, kept)) and (question := set_question(here, kept)):
            answer = tuple(phrase.trimmed(item.text.said) for item in kept)
            return [Proposal("set", question, answer, here.bullet, "set", ordered=False, also=tuple(items))]
    return None


def _in_brackets(item: Bullet) -> bool:
    return ("(" in item.text.masked or "（" in item.text.masked) and skips.parenthesis(Here(item, "")) is not None


def _is_set_item(item: Bullet) -> bool:
    said = item.text.said
    label = bool(item.children) and phrase.word_count(said) <= 1
    return (
        not said.endswith(("?", ":"))
        and not label
        and not item.text.sole_link
        and 0 < phrase.word_count(said) <= ITEM_WORDS
        and len(phrase.sentences(said)) == 1
    )


def set_question(here: Here, items: Sequence[Bullet]) -> str | None:
    """How a lead asks for its items; None where it does not ask for them."""
    n = len(items)
    last = _last_sentence(here)
    lead, masked = phrase.trimmed(last.said), last.masked.rstrip(": .")
    if len(here.sentences()) > 1 and (phrase.starts_deictic(lead) or not here.said.rstrip().endswith(":")):
        return None
    announced = count(masked)
    if (announced is not None and announced != n) or anycase(words.PERSON).match(masked):
        return None
    opening = anycase(r"^(?:there are |these are )?(?:the )?(\w+) (.+)$").match(masked)
    asks = lead.endswith("?")
    if asks and announced is not None and anycase(words.QUESTION_WORD).search(masked):
        return f"{here.topic} — {lead}"
    if asks or _orders(lead) or anycase(r"(?:and|or|but|then)\b").match(lead):
        return None
    if announced is not None and opening and _number(opening.group(1)) == n and not phrase.has_finite_verb(opening.group(2)):
        noun = lead[opening.start(2) :]
        about = f"{here.heading}: " if here.heading and phrase.word_count(noun) < _NOUN_ALONE else ""
        several = any(word.endswith("s") or word in syntax.PLURALS for word in phrase.tokens(noun)[:4])  # not `two way binding`
        return f"{here.topic} — {about}what are the {n} {noun}?" if several else None
    if announced is not None and phrase.word_count(lead) <= 2 * _LEAD_WORDS:
        return f"{here.topic} — {lead}: what are they?"
    short = all(phrase.word_count(item.text.said) <= SET_ITEM_WORDS for item in items)
    if anycase(words.OPEN_ENDED).search(masked) and short:
        return f"{here.topic} — {lead} … which {n} things?"
    named = anycase(words.LIST_NAMES).match(masked)
    if named and here.bullet.form is not Form.HEADING and short:
        about = f"{here.heading}: " if here.heading else ""
        noun = named.group(1).lower()
        return f"{here.topic} — {about}what are the {n} {'parts of the plan' if noun == 'plan' else noun}?"
    if here.said.rstrip().endswith(":") and short and names_several(masked) and phrase.word_count(lead) <= _LEAD_WORDS:
        about = f"{here.heading}: " if here.heading and phrase.word_count(lead) < _NOUN_ALONE + 1 else ""
        return f"{here.topic} — {about}{lead}: name the {n}." if about or phrase.word_count(lead) > _NOUN_ALONE else None
    return _members_question(here, lead, masked, items)


def _orders(lead: str) -> bool:
    """Whether a lead tells the reader what to do, so that what stands below is no list of what it counts: `pick two stones`."""
    opens, second = (*map(str.casefold, phrase.tokens(lead)[:2]), "", "")[:2]
    governs = opens not in verbs.NOUNS_TOO or second in syntax.ARTICLES or _number(second) is not None
    return opens in verbs.IMPERATIVES and governs and instructs(lead)


def _members_question(here: Here, lead: str, masked: str, items: Sequence[Bullet]) -> str | None:
    """How a lead asks for its items that says by a noun what they are."""
    if phrase.word_count(lead) > 2 * _LEAD_WORDS or not names_members(here, masked):
        return None
    if sum(phrase.word_count(item.text.said) for item in items) > WHOLE_WORDS or all(_HEAD.match(item.text.masked) for item in items):
        return None  # where each begins with a name, the names are asked for, not all that is said of them
    heading = here.bullet.form is Form.HEADING
    if heading and any(phrase.is_statement(item.text.masked) for item in items):
        return None  # statements are asked for one by one
    alone = not heading and phrase.word_count(lead) <= _NOUN_ALONE
    if (alone and not here.heading) or lead.casefold() in here.topic.casefold():
        return None
    return f"{here.topic} — {f'{here.heading}: ' if alone else ''}{lead}: name the {len(items)}."


def names_members(here: Here, masked: str) -> bool:
    """Whether a lead says by a noun what its items are: `common causes of rust`, `the heart has four kinds of valves:`."""
    if is_generic(masked) or _points(masked):
        return False
    lead = anycase(categories.CATEGORY_LEAD).match(masked)
    if lead and not phrase.has_finite_verb(lead.group(1)):
        return True
    told = anycase(categories.CATEGORY_TOLD).match(masked)
    return told is not None and here.said.rstrip().endswith(":") and phrase.has_finite_verb(masked)


def names_several(masked: str) -> bool:
    """Whether a lead is a plural with no more than what belongs to it: `parts of a loom`."""
    several = anycase(rf"{words.SEVERAL}(?:\s+{words.OF_THEM}.*)?$").match(masked)
    return several is not None and not _points(masked)


def _points(lead: str) -> bool:
    """Whether a lead says what it lists by pointing at something else."""
    return phrase.starts_deictic(lead) or anycase(words.POINTS).search(lead) is not None


def count(masked: str) -> int | None:
    """The number of things a lead announces: its first number word, or figure up to ten."""
    for word in phrase.tokens(anycase(rf"\([^()]*\)|\b(?:{words.ORDINAL})").sub(" ", masked)):
        if (number := _number(word)) is not None:
            return number
    return None


def _number(word: str) -> int | None:
    if word.isdigit():
        return int(word) if 2 <= int(word) <= 10 else None  # larger figures count other things
    return words.COUNT_WORDS.get(word.casefold())
