"""Statements with a plain subject and verb to questions for what is done, or for what does it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, phrase
from .here import Here, Proposal
from .told import answered, told_in

_NEEDED = later(
    r"^([^,;:]{3,60}?)\s+(is|are)\s+(required|needed|necessary|essential|crucial|used|responsible)\s+(to|for|in order to)\s+(.{6,})$",
    re.IGNORECASE,
)
_LETS = later(
    r"^([^,;:]{3,60}?)\s+(?:lets?|allows?|enables?|helps?)\s+(you|us|users|developers|programmers|clients|one)\s+(?:to\s+)?([a-z].{6,})$",
    re.IGNORECASE,
)
_OBJECT_WORDS = 9
_SHORTEST_PREDICATE = 3  # words: `the best way` alone says too little
_PHRASE_ENDS = (
    r"\b(?:that|which|who|where|when|while|because|if|so|but|as|than|since|until|unless|by|without|instead|rather|whether|how|what|why)\b"
    r"|[;:—–]|--|, "
)


def needed(here: Here) -> Sequence[Proposal] | None:
    """`X is required to Y`, `X is used for Y`: what is required to Y, what is X used for?"""
    for told in told_in(here):
        match = _NEEDED.match(told.sentence.masked)
        found = clause.split(told.sentence.said) if match else None
        if match is None or found is None or found.verb != match.group(2) or _is_nobody(found.subject):
            continue
        subject = phrase.lowered(found.subject, here.vocabulary)
        aim = f"{match.group(4)} {told.sentence.cut(match.start(5))}"
        if match.group(3) in ("used", "responsible"):
            whole = f"What {found.verb} {subject} {match.group(3)} for?"
            return answered("relation", told.asked(whole), aim.removeprefix("for "), here)
        if phrase.word_count(subject) <= _OBJECT_WORDS and phrase.word_count(aim) > 2:
            return answered("relation", told.asked(f"What is {match.group(3)} {aim}?"), subject, here)
    return None


def lets(here: Here) -> Sequence[Proposal] | None:
    """`X lets you Y`: what lets you Y?"""
    for told in told_in(here):
        match = _LETS.match(told.sentence.masked)
        found = clause.split(told.sentence.said) if match else None
        if match and found and not _is_nobody(found.subject) and not cased(syntax.NEGATED).search(told.sentence.masked[: match.start(2)]):
            verb = told.sentence.masked[match.end(1) : match.start(2)].strip()
            link = "to " if cased(r"\s*to\b").match(told.sentence.masked[match.end(2) :]) else ""
            singular = verb if verb.endswith("s") else f"{verb}s"
            question = f"What {singular} {match.group(2)} {link}{told.sentence.cut(match.start(3))}?"
            return answered("relation", told.asked(question), phrase.lowered(found.subject, here.vocabulary), here)
    return None


def direct_object(here: Here) -> Sequence[Proposal] | None:
    """`X stores Y`: what does X store?"""
    for told in told_in(here):
        found = clause.split(told.sentence.said)
        if found is None or not _is_plain(found):
            continue
        rest = phrase.trimmed(found.rest)
        if not anycase(syntax.OBJECT_BEGINS).match(rest) and not cased(r"[a-z-]+s?(?: [a-z-]+){0,3}$").match(rest):
            continue
        if (
            cased(_PHRASE_ENDS).search(rest)
            or phrase.word_count(rest) > _OBJECT_WORDS
            or phrase.states(rest)
            or phrase.starts_deictic(rest)
        ):
            continue
        question = clause.ask("What", told.sentence.said, here.vocabulary)
        if question:
            asked = question.removesuffix(f" {rest}?") + "?"
            return answered("relation", told.asked(asked), rest, here) if asked != f"{question}?" else None
    return None


def _is_plain(found: clause.Clause) -> bool:
    small = found.verb.casefold()
    plain = small in verbs.BASE_FORMS and verbs.BASE_FORMS[small] not in syntax.NO_OBJECT
    known = phrase.word_count(found.subject) > 1 or found.subject[:1] in '`“"' or cased(r"[A-Z]").search(found.subject[1:]) is not None
    return plain and known and not _is_nobody(found.subject)


def superlative(here: Here) -> Sequence[Proposal] | None:
    """`X is the best Y for Z`: what is the best Y for Z?"""
    for told in told_in(here):
        found = clause.split(told.sentence.said)
        if found is None or not anycase(syntax.SUPERLATIVE).match(found.rest) or _is_nobody(found.subject):
            continue
        rest = phrase.first_clause(phrase.trimmed(found.rest)).partition(":")[0]
        if phrase.word_count(rest) > _SHORTEST_PREDICATE and found.verb.casefold() in words.AUXILIARIES:
            return answered(
                "relation", told.asked(f"What {_agreed(found.verb, rest)} {rest}?"), phrase.lowered(found.subject, here.vocabulary), here
            )
    return None


def _agreed(verb: str, rest: str) -> str:
    """The verb as it agrees with what it now stands before: `roads are the source of X`, `what is the source of X?`."""
    single = cased(r"the (?:\w+ )?\w+[^s\W] of\b").match(rest)
    return {"are": "is", "were": "was"}.get(verb.casefold(), verb) if single else verb


def _is_nobody(subject: str) -> bool:
    """Whether a subject points at something said elsewhere, or at no one."""
    return phrase.starts_deictic(subject) or anycase(syntax.NOBODY).match(subject) is not None
