"""Statements that say where, when or what for, to questions for that."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language import syntax
from ..patterns import anycase, cased, later
from . import clause, phrase
from .here import Here, Proposal
from .told import answered, fronted, goes_on, lists_on, names, points, told_in

_PLACED = later(
    rf"^([^,;:]{{3,70}}?\s(?:{syntax.BE})\s+(?:\w+ly |also |often |usually )?(?:{syntax.PLACED}))\s+"
    rf"((?:{syntax.AT})\s+[^,;:]{{3,}}?)(?:,.*)?$"
)
_LIES = later(rf"^([^,;:]{{3,70}}?\s(?:{syntax.LIES}))\s+((?:{syntax.AT})\s+[^,;:]{{3,}}?)(?:,.*)?$")
_DATED = later(
    rf"^([^,;:]{{3,70}}?\s(?:was|were)\s+(?:first |originally )?(?:{syntax.MADE})(?:\s+[^,;:]*?)?)\s+(?:in|on|around)\s+"
    r"((?:early |late |mid |the )?(?:[A-Z][a-z]+ )?(?:1\d|20)\d\ds?)\b"
)
_SUITED = later(
    rf"^([^,;:]{{3,60}}?)\s+(is|are|was|were)\s+((?:(?:{syntax.RATHER}) )?(?:{syntax.SUITED}))\s+(for|to|as|with|from)\s+([^;:]{{6,}})$"
)
_USE = later(r"^use\s+([^,;:]{2,50}?)\s+(?:(to)\s+([a-z]\w+ [^;:]{5,})|(for)\s+([^;:]{8,})|(when|if)\s+([^;:]{8,}))$", re.IGNORECASE)
_PLACE_WORDS = 12
_FEW_WORDS = 8  # of what a thing is good for; with so few, 5 of 27 cards passed, with more 14 of 17


def placed(here: Here) -> Sequence[Proposal] | None:
    """`X is stored in Y`, `X lives in Y`: where is X stored?"""
    return _asked_for(here, (_PLACED, _LIES), "Where", "relation")


def dated(here: Here) -> Sequence[Proposal] | None:
    """`X was founded in 1901`: when was X founded?"""
    return _asked_for(here, (_DATED,), "When", "number")


def _asked_for(here: Here, patterns: Sequence[re.Pattern[str]], opener: str, kind: str) -> Sequence[Proposal] | None:
    """The first group of a pattern asked with an opener; the second is the answer."""
    for told in told_in(here):
        said, asks = fronted(told)
        match = next(filter(None, (pattern.match(said.masked) for pattern in patterns)), None)
        if match is None or anycase(syntax.NO_PLACE).match(match.group(2)) or phrase.word_count(match.group(2)) > _PLACE_WORDS:
            continue
        done, answer = said.cut(0, match.end(1)), said.cut(match.start(2), match.end(2))
        found = clause.split(done)
        question = clause.ask(opener, done, here.vocabulary) if found and names(found.subject) and not goes_on(answer) else None
        if question and not lists_on(said.said[match.end(2) :]):
            return answered(kind, asks(question), answer, here)
    return None


def suited(here: Here) -> Sequence[Proposal] | None:
    """`X is well suited for Y`, `X is designed to Y`: what is X well suited for, designed to do?"""
    for told in told_in(here):
        match = _SUITED.match(told.sentence.masked)
        found = clause.split(told.sentence.said) if match else None
        if match is None or found is None or found.verb != match.group(2) or not names(found.subject):
            continue
        subject = phrase.lowered(found.subject, here.vocabulary)
        aim = phrase.first_clause(told.sentence.cut(match.start(5)))
        if points(" ".join(phrase.tokens(aim)[:3])):
            continue
        if match.group(4) == "to" and cased(r"(?:useful|good|great|helpful|ideal|perfect)$").search(match.group(3)):
            continue  # `useful to know` says what it is to know
        made_to = cased(r"(?:meant|intended|designed|optimi[sz]ed|built|made)$").search(match.group(3))
        does = (
            match.group(4) == "to"
            and made_to is not None
            and not anycase(r"(?:an?|the|all|any|its?|their|each|every|\w+ing|\w+s)\b").match(aim)
        )
        question = f"What {match.group(2)} {subject} {match.group(3)} {'to do' if does else match.group(4)}?"
        doubt = "many answers may fit" if phrase.word_count(aim) <= _FEW_WORDS else ""
        return answered("relation", told.asked(question), aim, here, reason=doubt)
    return None


def use(here: Here) -> Sequence[Proposal] | None:
    """`Use X to Y`, `Use X when Y`: what do you use to Y, when should you use X?"""
    for told in told_in(here):
        match = _USE.match(told.sentence.masked)
        if match is None or points(match.group(1)):
            continue
        thing = told.sentence.cut(match.start(1), match.end(1))
        if phrase.tokens(thing)[-1:] == ("is",) or anycase(r"cases?\b").match(thing) or told.sentence.said.startswith("USE"):
            continue
        if match.group(6):
            answer = f"{match.group(6)} {phrase.first_clause(told.sentence.cut(match.start(7)))}"
            return answered("condition", told.asked(f"When should you use {thing}?"), answer, here)
        aim = phrase.first_clause(told.sentence.cut(match.start(3) if match.group(2) else match.start(5)))
        if phrase.content_stems(thing) & phrase.content_stems(aim) or cased(r", but\b").search(aim):
            continue
        if not points(aim) and len(phrase.content_stems(aim)) > 1:
            return answered("how", told.asked(f"What should you use {match.group(2) or match.group(4)} {aim}?"), thing, here)
    return None
