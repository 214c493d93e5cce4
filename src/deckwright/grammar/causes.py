"""Statements that say why, what for, how or when, to questions that ask it: each function looks for one way of saying so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, phrase
from .here import Here, Proposal
from .told import Told, answered, told_in

_THEREFORE = later(rf"^(.{{12,}}?)[,;]\s+(?:and\s+)?(?:{syntax.THEREFORE}),?\s+(.{{8,}})$")
_NEXT = later(rf"^(?:{syntax.THEREFORE}|so),?\s+(.{{8,}})$", re.IGNORECASE)
_SAID_BEFORE = later(
    r"^(?:this|that|it)(?:['’]s| is) (?:mainly |mostly |largely |partly )?(because|due to|since)\s+(.{8,})$", re.IGNORECASE
)
_FRONTED = later(r"^(because(?! of\b)|since|given that)\s+([^,]{8,}),\s+(?!and\b|or\b|but\b)(.{8,})$", re.IGNORECASE)
_DONE = 3  # words of content; less is done for many a reason (`use models`: of 4 such cards no blind reader passed one)
_CAUSE_WORDS = 3  # a shorter cause says nothing
_AS = later(rf"^(.{{12,}}?),\s+(as|given that)\s+(?!{syntax.NO_REASON})(.{{8,}})$")
_OTHERWISE = later(r"^(.{10,}?)[,;]\s+(otherwise|or else),?\s+(.{6,})$", re.IGNORECASE)
_TO_ACHIEVE = later(r"^(?:in order )?to\s+([a-z][^,:]{5,}),\s+(.{8,})$", re.IGNORECASE)
_PURPOSE = later(rf"^(.{{10,}}?),?\s+((?:in order to|so as to|so that(?!['’])|to (?:{syntax.AIMS}))\b.{{4,}})$")
_MEANS = later(r"^(.{8,}?),?\s+(by (?:\w+ly )?([a-z]\w+)ing\b.{4,})$")


def therefore(here: Here) -> Sequence[Proposal] | None:
    """`X. Therefore Y`, `X; hence Y`, `X, which is why Y`: why Y?"""
    for before, told in _pairs(here):
        match = _THEREFORE.match(told.sentence.masked)
        if match:
            cause, effect = told.sentence.cut(0, match.end(1)), told.sentence.cut(match.start(2))
        elif before and (match := _NEXT.match(told.sentence.masked)):
            cause, effect = phrase.trimmed(before), told.sentence.cut(match.start(1))
        else:
            continue
        question = clause.ask("Why", phrase.first_clause(effect), here.vocabulary)
        if question and not _points(effect) and not phrase.starts_deictic(cause):
            return answered("why", told.asked(question), cause, here)
    return None


def _points(effect: str) -> bool:
    """Whether what is asked about needs its cause to be understood."""
    return phrase.starts_deictic(effect) or cased(r"\b(?:it|them|they|this|these|those)\b").search(effect) is not None


def _pairs(here: Here) -> Iterator[tuple[str, Told]]:
    """Each sentence with the one before it."""
    before = ""
    for told in told_in(here):
        yield before, told
        before = told.sentence.said


def explained(here: Here) -> Sequence[Proposal] | None:
    """`X. This is because Y`, `Since X, Y`: why?"""
    for before, told in _pairs(here):
        if before and (match := _SAID_BEFORE.match(told.sentence.masked)):
            cause, effect = told.sentence.cut(match.start(2)), phrase.trimmed(before)
        elif (match := _AS.match(told.sentence.masked)) and _is_reason(told.sentence.cut(match.start(3))):
            cause, effect = told.sentence.cut(match.start(3)), told.sentence.cut(0, match.end(1))
        elif (match := _OTHERWISE.match(told.sentence.masked)) and clause.split(told.sentence.cut(match.start(3))):
            cause, effect = told.sentence.cut(match.start(2)), told.sentence.cut(0, match.end(1))
        elif match := _FRONTED.match(told.sentence.masked):
            cause, effect = told.sentence.cut(match.start(2), match.end(2)), told.sentence.cut(match.start(3))
        else:
            continue
        if anycase(r"(?:if|when|even if)\b").match(cause) or phrase.word_count(cause) < _CAUSE_WORDS:
            continue
        if _points(effect) or (phrase.starts_deictic(cause) and not anycase("otherwise|or else").match(cause)):
            continue
        asked = clause.ask("Why", phrase.first_clause(effect), here.vocabulary) or _why_do(effect)
        if asked:
            return answered("why", told.asked(asked), cause, here)
    return None


def _is_reason(said: str) -> bool:
    """Whether it is a statement, and no mere comparison: `as others are of wood`."""
    found = clause.split(said)
    return found is not None and len(phrase.content_stems(found.rest)) > 1


def _why_do(instruction: str) -> str | None:
    """`Use a queue` -> `Why use a queue?`"""
    if not instructs(instruction):
        return None
    return f"Why {instruction[:1].lower()}{instruction[1:].rstrip(' .')}?"


def instructs(said: str) -> bool:
    """Whether it tells the reader to do something: `use a queue`."""
    found = [w.casefold() for w in phrase.tokens(said)[:2]]
    return len(found) == 2 and found[0] in verbs.IMPERATIVES and found[1] not in words.AUXILIARIES and clause.split(said) is None


def how_to(here: Here) -> Sequence[Proposal] | None:
    """`To do X, do Y`: how do you do X?"""
    for told in told_in(here):
        match = _TO_ACHIEVE.match(told.sentence.masked)
        if not match or phrase.tokens(match.group(1))[0].casefold() not in verbs.BASE_FORMS or cased(syntax.TO_SAY).match(match.group(1)):
            continue
        aim, way = told.sentence.cut(match.start(1), match.end(1)), told.sentence.cut(match.start(2))
        if cased(r"\b(?:this|that|these|those|it|them)$").search(aim) or cased(r"\bthese\b|\bthose\b").search(way):
            continue
        duty = anycase(syntax.DUTY).match(way)
        if duty or instructs(way):
            return answered("how", f"How do you {aim}?", way[duty.end() :] if duty else way, here)
        question = clause.ask("Why", phrase.first_clause(way), here.vocabulary)
        if question and not phrase.starts_deictic(way):
            return answered("why", question, f"to {aim}", here)
    return None


def purpose(here: Here) -> Sequence[Proposal] | None:
    """`X in order to Y`, `X so that Y`, `X to avoid Y`: why X?"""
    for told in told_in(here):
        match = _PURPOSE.match(told.sentence.masked)
        if not match or anycase(syntax.NO_PURPOSE).search(match.group(1)):
            continue
        done = told.sentence.cut(0, match.end(1))
        question = None if cased(syntax.NESTED).search(match.group(1)) else _why_do(done) or clause.ask("Why", done, here.vocabulary)
        if question and not phrase.starts_deictic(done) and len(phrase.content_stems(done)) >= _DONE:
            return answered("why", told.asked(question), told.sentence.cut(match.start(2)), here)
    return None


def means(here: Here) -> Sequence[Proposal] | None:
    """`X does Y by doing Z`: how does X do Y?"""
    for told in told_in(here):
        match = _MEANS.match(told.sentence.masked)
        if not match or cased(syntax.NESTED).search(match.group(1)) or not _is_gerund(match.group(3)):
            continue
        if cased(syntax.NEGATED).search(match.group(1)) or cased(r"\b(?:either|include[ds]?)\b").search(match.group(1)):
            continue  # what is not done by Z may be done all the same
        done = told.sentence.cut(0, match.end(1))
        question = clause.ask("How", done, here.vocabulary)
        if instructs(done):
            question = f"How do you {done[:1].lower()}{done[1:]}?"
        if question and not phrase.starts_deictic(done):
            return answered("how", told.asked(question), told.sentence.cut(match.start(2)), here)
    return None


def _is_gerund(stem: str) -> bool:
    return any(verb in verbs.BASE_FORMS for verb in (stem, f"{stem}e", stem[:-1]))
