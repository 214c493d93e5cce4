"""Statements that hold under a condition, to questions for what then happens, what to do, or when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, phrase
from .causes import instructs
from .here import Here, Proposal
from .told import answered, names, points, told_in

_FRONTED = later(
    r"^(if|when|whenever|once|as|before|after|while|unless)\s+([^,:;]{6,}),\s+(?:then\s+)?(?!and\b|or\b|but\b|as\b)(.{8,})$",
    re.IGNORECASE,
)
_ONLY = later(r"^(.{10,}?)\s+(only (?:if|when|after))\s+(.{8,})$")
_SO = later(r"^(.{12,}?)[,;]\s+(?:and\s+)?(?:so|therefore|hence|thus)\s+(?!that\b|far\b|on\b|forth\b|called\b|much\b|many\b|why\b)(.{5,})$")
_TRAILING = later(r"^([^:;]{12,}?),?\s+(when|whenever|if|once|as soon as|as long as)\s+([^:;]{8,})$")
_IDLE_WORDS = 2
_TOLD = 3  # words of content that say what comes about
_LONGEST_THEN = 16  # words
_COMMON = frozenset(map(phrase.stem, words.COMMON_WORDS))
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


def when(here: Here) -> Sequence[Proposal] | None:
    """`When X, Y`, `Y if X`: when does Y come about, when should you do Y?"""
    for told in told_in(here):
        if (match := _FRONTED.match(told.sentence.masked)) and match.group(1).casefold() in ("if", "when", "whenever", "once"):
            opener, given, then = match.group(1).lower(), told.sentence.cut(match.start(2), match.end(2)), told.sentence.cut(match.start(3))
        elif (match := _TRAILING.match(told.sentence.masked)) and not cased(syntax.NESTED).search(match.group(1)):
            opener, given, then = match.group(2), told.sentence.cut(match.start(3)), told.sentence.cut(0, match.end(1))
        else:
            continue
        given = phrase.first_clause(cased(syntax.SEE).sub("", given))
        question = _asked_when(then, here) if _says_when(given) else None
        if question:
            return answered("condition", told.asked(question), f"{opener} {given}", here)
    return None


def _says_when(given: str) -> bool:
    """Whether it is a condition that can be understood without what stands around it."""
    told = clause.split(given) or anycase(r"(?:it|they|you|we|he|she|there|\w+ing)\b").match(given)
    aside = cased(r"\b(?:these|those|this|such|here)\b").search(given) or anycase(syntax.NO_CONDITION_EITHER).match(given)
    return bool(told) and not aside and _is_condition(given) and len(phrase.content_stems(given)) > 1


def _asked_when(then: str, here: Here) -> str | None:
    """When what follows holds or should be done, where it says enough and points at nothing."""
    duty = anycase(syntax.DUTY).match(then)
    if duty and cased(r"\b(?:can|could|may|might)\b").search(duty.group()):
        return None
    then = then[duty.end() :] if duty else then
    whole = not cased(syntax.NO_OUTCOME).search(then) and phrase.word_count(then) <= _LONGEST_THEN
    if not whole or points(then) or len(phrase.content_stems(then)) < _TOLD or anycase(syntax.NOT_ADVICE).match(then):
        return None
    if duty or (instructs(then) and not _states(then)):
        return f"When should you {then[:1].lower()}{then[1:]}?"
    found = clause.split(then)
    if found is None or not names(found.subject) or not phrase.content_stems(found.subject) - _COMMON:
        return None
    question = clause.ask("When", then, here.vocabulary)
    if question is None or question.split()[1] not in words.AUXILIARIES:
        return None
    return None if cased(r"\w+n['’]t\b").match(question.split()[1]) and " and " in question else question


def _states(instruction: str) -> bool:
    """Whether what looks like an instruction is a statement: `push servers receive new content`."""
    found = [word.casefold() for word in phrase.tokens(instruction)]
    verb = any(word in verbs.VERBS and before.endswith("s") for before, word in pairwise(found[1:]))
    return verb or not words.AUXILIARIES.isdisjoint(found)


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
