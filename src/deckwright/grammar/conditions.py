"""Statements that hold under a condition, to questions for what then happens, what to do, or when."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, phrase
from .causes import instructs
from .here import Here, Proposal
from .statements import answered, told_in

_FRONTED = later(
    r"^(if|when|whenever|once|as|before|after|while|unless)\s+([^,:;]{6,}),\s+(?:then\s+)?(?!and\b|or\b|but\b|as\b)(.{8,})$",
    re.IGNORECASE,
)
_ONLY = later(r"^(.{10,}?)\s+(only (?:if|when|after))\s+(.{8,})$")
_SO = later(r"^(.{12,}?)[,;]\s+(?:and\s+)?(?:so|therefore|hence|thus)\s+(?!that\b|far\b|on\b|forth\b|called\b|much\b|many\b|why\b)(.{5,})$")
_IDLE_WORDS = 2
_MORE = later(rf"^({syntax.THE_MORE}[^,;:]{{3,}}),\s+({syntax.THE_MORE}.{{3,}})$", re.IGNORECASE)


def proportion(here: Here) -> Sequence[Proposal] | None:
    """`The more X, the less Y`: what happens the more X?"""
    for told in told_in(here):
        match = _MORE.match(told.sentence.masked)
        if match and not cased(r"\b(?:it|this|that|they|them|these)\b").search(match.group(1)):
            cue = phrase.capital(told.sentence.cut(0, match.end(1)))
            return answered("condition", f"{cue}, … what?", told.sentence.cut(match.start(2)), here)
    return None


def condition(here: Here) -> Sequence[Proposal] | None:
    """`If X, Y` and `When X, Y`: what happens then, or what should you do?"""
    for told in told_in(here):
        match = _FRONTED.match(told.sentence.masked)
        if not match or not _is_condition(match.group(2)) or phrase.starts_deictic(match.group(2)):
            continue
        given = f"{match.group(1).lower()} {told.sentence.cut(match.start(2), match.end(2))}"
        then = told.sentence.cut(match.start(3))
        duty = anycase(syntax.DUTY).match(then)
        if (duty and not cased(r"\b(?:can|could|may|might)\b").search(duty.group())) or instructs(then):
            return answered("condition", told.asked(f"What should you do {given}?"), then[duty.end() :] if duty else then, here)
        if clause.split(then) or anycase(r"(?:it|they|he|she|you|we)\b").match(then):
            doubt = "" if _happens(then) else "the question may be vague"
            return answered("condition", told.asked(f"What happens {given}?"), then, here, reason=doubt)
    return None


def _is_condition(masked: str) -> bool:
    idle = anycase(syntax.NO_CONDITION).match(masked)
    return idle is None and (phrase.may_state(masked) or phrase.word_count(masked) > _IDLE_WORDS)


def _happens(then: str) -> bool:
    """Whether something comes about, and not only is so: `the cue begins`, not `the answer is clear`."""
    found = clause.split(then)
    return found is not None and found.verb.casefold() in verbs.BASE_FORMS


def only_if(here: Here) -> Sequence[Proposal] | None:
    """`X only if Y`: when X?"""
    for told in told_in(here):
        match = _ONLY.match(told.sentence.masked)
        if not match or cased(syntax.NESTED).search(match.group(1)) or phrase.starts_deictic(match.group(1)):
            continue
        question = clause.ask("When", told.sentence.cut(0, match.end(1)), here.vocabulary)
        if question:
            return answered("condition", told.asked(question), told.sentence.cut(match.start(2)), here)
    return None


def advice(here: Here) -> Sequence[Proposal] | None:
    """`X is so, so do Y`: X is so; what should you do?"""
    for told in told_in(here):
        match = _SO.match(told.sentence.masked)
        if not match or phrase.starts_deictic(match.group(1)) or not phrase.may_state(match.group(1)):
            continue
        way = told.sentence.cut(match.start(2))
        duty = anycase(syntax.DUTY).match(way)
        points = cased(r"\b(?:it|them|this|that|these|those)\b").search(way)
        alone = phrase.tokens(way)[0].casefold() in verbs.IMPERATIVES and phrase.word_count(way) == 1
        must = duty is not None and not cased(r"\b(?:can|could|may|might)\b").search(duty.group())
        if (must or alone or instructs(way)) and not points:
            cause = phrase.capital(told.sentence.cut(0, match.end(1)))
            return answered(
                "condition",
                told.asked(f"{cause}. What should you do?"),
                way[duty.end() :] if duty else way,
                here,
                reason="what follows may be easy to guess",
            )
    return None
