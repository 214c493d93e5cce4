"""Statements that set one thing against another, to questions for the other or for the difference."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language import syntax
from ..patterns import anycase, cased, later
from . import clause, phrase
from .causes import instructs
from .here import Here, Proposal
from .told import answered, told_in

_INSTEAD = later(r"^(.{6,}?),?\s+(instead of|rather than|as opposed to)\s+([^,;:]{3,})$", re.IGNORECASE)
_INSTEAD_FIRST = later(r"^(instead of|rather than)\s+([^,;:]{5,}),\s+(.{8,})$", re.IGNORECASE)
_UNLIKE = later(r"^(?:unlike|in contrast to|compared (?:to|with))\s+([^,;:]{3,60}),\s+(.{10,})$", re.IGNORECASE)
_NOT_BUT = later(
    r"^(.{3,60}?\s(?:is|are|was|were)(?:n['’]t| not))\s+"
    r"(?!about |merely |just |simply |only |so much |necessarily |always )([^,;:]{3,60}),?;?\s+"
    r"(?:but(?: rather)?|rather|(?:it|they)(?:['’]s| is|['’]re| are))\s+(?!also\b)(.{6,})$",
    re.IGNORECASE,
)
_WHEREAS = later(r"^([^,;:]{10,90}?),?;?\s+(?:whereas|while|in contrast,?|by contrast,?)\s+(.{10,90})$")


def instead(here: Here) -> Sequence[Proposal] | None:
    """`Do X instead of Y`: what should you do instead of Y?"""
    for told in told_in(here):
        if match := _INSTEAD_FIRST.match(told.sentence.masked):
            other, done = told.sentence.cut(match.start(2), match.end(2)), told.sentence.cut(match.start(3))
        elif match := _INSTEAD.match(told.sentence.masked):
            other, done = told.sentence.cut(match.start(3)), told.sentence.cut(0, match.end(1))
        else:
            continue
        joiner = next(group for group in match.groups() if group.casefold() in ("instead of", "rather than", "as opposed to")).lower()
        if not instructs(done) or cased(syntax.NESTED).search(done) or cased(r"\b(?:it|them|this|that|these|those)\b").search(other):
            continue
        return answered("contrast", told.asked(f"What should you do {joiner} {_gerund(done, other)}?"), done, here)
    return None


def _gerund(done: str, other: str) -> str:
    """`Use X instead of Y`: instead of using Y; where Y says itself what is done, as it is."""
    first = phrase.tokens(done)[0].casefold()
    doing = phrase.tokens(other)[0].casefold().endswith("ing")
    return other if doing or first != "use" else f"using {other}"


def unlike(here: Here) -> Sequence[Proposal] | None:
    """`Unlike X, Y does Z`: how does Y differ from X?"""
    for told in told_in(here):
        match = _UNLIKE.match(told.sentence.masked)
        found = clause.split(told.sentence.cut(match.start(2))) if match else None
        if match and found and not phrase.starts_deictic(found.subject):
            other = told.sentence.cut(match.start(1), match.end(1))
            helper = "does" if found.verb.endswith("s") or not found.is_plural else "do"
            question = f"How {helper} {phrase.lowered(found.subject, here.vocabulary)} differ from {other}?"
            return answered("contrast", told.asked(question), told.sentence.cut(match.start(2)), here)
    return None


def not_but(here: Here) -> Sequence[Proposal] | None:
    """`X is not Y but Z`: what is X, if not Y?"""
    for told in told_in(here):
        match = _NOT_BUT.match(told.sentence.masked)
        found = clause.split(told.sentence.said) if match else None
        if match and found and _is_pair(found, match.group(2), match.group(3)):
            verb = cased(r"n['’]t$").sub("", found.verb)
            subject = phrase.lowered(found.subject, here.vocabulary)
            question = f"If not {told.sentence.cut(match.start(2), match.end(2))}, what {verb} {subject}?"
            return answered("contrast", told.asked(question), told.sentence.cut(match.start(3)), here)
    return None


def _is_pair(found: clause.Clause, first: str, second: str) -> bool:
    """Whether both are said of one subject, and begin alike: `an event`, `a process`."""
    is_so = anycase(r"(?:is|are|was|were)(?:n['’]t)?").fullmatch(found.verb) is not None
    begins = [anycase(r"(an?|the|to|your|how|that|what|\w+ing)\b").match(side) for side in (first, second)]
    kinds = [begin and cased(r"^(?:an|the|your)$|^\w+ing$").sub("a", begin.group().casefold()) for begin in begins]
    return is_so and None not in kinds and kinds[0] == kinds[1] and not phrase.starts_deictic(found.subject)


def whereas(here: Here) -> Sequence[Proposal] | None:
    """`X does this, whereas Y does that`: how do X and Y differ?"""
    for told in told_in(here):
        match = _WHEREAS.match(told.sentence.masked)
        if not match:
            continue
        first, second = clause.split(told.sentence.cut(0, match.end(1))), clause.split(told.sentence.cut(match.start(2)))
        if first is None or second is None or any(anycase(syntax.NOBODY).match(side.subject) for side in (first, second)):
            continue
        if phrase.starts_deictic(first.subject) or phrase.starts_deictic(second.subject):
            continue
        names = [phrase.lowered(side.subject, here.vocabulary) for side in (first, second)]
        answer = (told.sentence.cut(0, match.end(1)), told.sentence.cut(match.start(2)))
        return [Proposal("contrast", told.asked(f"How do {names[0]} and {names[1]} differ?"), answer, here.bullet)]
    return None
