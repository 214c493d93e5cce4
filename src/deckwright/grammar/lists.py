"""Shapes made of a lead and the list below it: each function takes the lead and answers with cards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Bullet, Form
from ..language import english as words
from ..patterns import anycase, cased, later
from . import phrase, skips
from .causes import instructs
from .here import Here, Proposal, lists_below

LARGEST_SET = 5  # items recalled whole (Cowan 2001: 3 to 5 chunks; reference: cards.md L2)
LONGEST_SEQUENCE = 9  # steps asked one by one
WHOLE_WORDS = 40  # an answer that lists everything (reference: cards.md L1)
ITEM_WORDS = 16
_LEVEL_WORDS = 5
_SLOGAN = 6  # words; a shorter description gives its level away

_HEAD_WORDS = 4
HEAD = later(r"^([^:,.(–—]{2,40}?)(?:\s*[:,.(–—]|\s-\s)\s*\S")
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
    told = count(here.masked) is not None or anycase(words.ARROW_LEAD).search(here.masked)
    doubt = "" if told else "what the arrow means is not said"  # 6 of 38 such cards passed
    return Proposal(
        "arrow", f"{here.topic} — “{cue}” → what?", (answer,), item, on_parent=here.bullet.form is not Form.HEADING, reason=doubt
    )


def sequence(here: Here) -> Sequence[Proposal] | None:
    """A list whose order matters: asked whole when short, and step by step."""
    if here.unclear:
        return None
    for items in lists_below(here.bullet):
        steps = [item for item in items if not in_brackets(item)]
        if len(steps) >= 3 and _is_sequence(here, steps):
            return _sequence_cards(here, steps)
    return None


def _is_sequence(here: Here, steps: Sequence[Bullet]) -> bool:
    if any(step.text.said.rstrip().endswith("?") or any(c.number for c in step.children) for step in steps):
        return False
    lead = last_sentence(here).masked
    announced = anycase(words.STEP_NOUN).search(lead) and count(lead) == len(steps)
    if steps[0].number is None or announced or anycase(words.NO_SEQUENCE).search(lead):
        return bool(announced)
    if anycase(words.SEQUENCE_LEAD).search(lead):
        return True
    opens = [step.text.masked for step in steps]
    maybe = sum(anycase(words.MAYBE_SEQUENCE_ITEM).match(masked) is not None for masked in opens)
    return maybe > 1 or any(anycase(words.SEQUENCE_ITEM).match(masked) for masked in opens)


def last_sentence(here: Here) -> phrase.Sentence:
    """What stands right above the list."""
    return [phrase.Sentence("", ""), *phrase.sentences(here.said.rstrip(": "))][-1]


def _sequence_cards(here: Here, steps: Sequence[Bullet]) -> list[Proposal]:
    n = len(steps)
    name = _lead_name(here)
    about = f"{here.topic} — {name}" if name else here.topic
    noun = anycase(words.STEP_NOUN).search(last_sentence(here).masked)
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
            )
            for k in range(n - 1)
        ]
    return cards


def _step_names(said: Sequence[str]) -> tuple[str, ...]:
    """`Storming: the group clashes` -> `Storming`, where all steps are written so; else the first sentence of each."""
    heads = [HEAD.match(one) for one in said]
    if all(head and phrase.word_count(head.group(1)) <= _HEAD_WORDS for head in heads):
        return tuple(head.group(1) for head in heads if head)
    return tuple(phrase.first_sentence(one) or one for one in said)


def _lead_name(here: Here) -> str:
    """The lead as a question names it; a bare or pointing one borrows the heading above, which may be empty."""
    lead = phrase.trimmed(last_sentence(here).said)
    if here.bullet.form is Form.HEADING:
        return lead
    told = [w for w in phrase.content_stems(lead) if w not in {phrase.stem(noun) for noun in words.SEQUENCE_NOUNS}]
    if not told or points_elsewhere(lead):
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


def in_brackets(item: Bullet) -> bool:
    """Whether an item is a remark in brackets from end to end."""
    return ("(" in item.text.masked or "（" in item.text.masked) and skips.parenthesis(Here(item, "")) is not None


def points_elsewhere(lead: str) -> bool:
    """Whether a lead says what it lists by pointing at something else."""
    return phrase.starts_deictic(lead) or anycase(words.POINTS).search(lead) is not None


def count(masked: str) -> int | None:
    """The number of things a lead announces: its first number word, or figure up to ten."""
    for word in phrase.tokens(anycase(rf"\([^()]*\)|\b(?:{words.ORDINAL})").sub(" ", masked)):
        if (found := number(word)) is not None:
            return found
    return None


def number(word: str) -> int | None:
    """What a word counts, from 2 to 10; None where it counts nothing."""
    if word.isdigit():
        return int(word) if 2 <= int(word) <= 10 else None  # larger figures count other things
    return words.COUNT_WORDS.get(word.casefold())
