"""Statements that say what does something, or by what it is done, to questions for that."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, phrase
from .here import Here, Proposal
from .told import answered, fronted, goes_on, lists_on, names, points, told_in

_DONE_BY = later(
    rf"^([^,;:]{{3,70}}?)\s+({syntax.BE})\s+((?:\w+ly |also |often |usually )?)({syntax.DONE})\s+"
    rf"((?:by|using|via|through|with the help of)\s+[^,;:]{{3,}}?)(?:,.*)?$"
)
_HANDLED_BY = later(rf"^([^,;:]{{3,70}}?)\s+({syntax.DONE})\s+by\s+([^,;:]{{3,}}?)(?:,.*)?$")  # notes leave out the verb
_ONLY = later(r"(?:^|[,;]\s+|--\s*)only\s+(.{8,})$", re.IGNORECASE)
_SUBJECT_WORDS = 6
_FEW_WORDS = 6  # of a question for what does a thing; with so few, 8 of 33 cards passed, with more 21 of 33
_TOLD = 3  # words of content that a predicate needs to fit one subject alone


def doer(here: Here) -> Sequence[Proposal] | None:
    """`X reduces Y to Z`: what reduces Y to Z?"""
    for told in told_in(here):
        said, asks = fronted(told)
        found = clause.split(said.said)
        if found is None or not _is_doer(found.subject, here) or not _does(found):
            continue
        rest = phrase.trimmed(phrase.first_clause(found.rest))
        if not tells(rest, found.subject):
            continue
        question = " ".join(filter(None, ["What", found.adverb, _singular(found.verb), rest])) + "?"
        return answered("relation", asks(question), phrase.lowered(found.subject, here.vocabulary), here)
    return None


def _singular(verb: str) -> str:
    small = verb.casefold()
    if small in words.AUXILIARIES or verbs.BASE_FORMS.get(small) != small:
        return {"are": "is", "were": "was", "have": "has", "do": "does"}.get(small, verb)
    if small.endswith("y") and small[-2] not in "aeiou":
        return f"{small[:-1]}ies"
    return f"{small}es" if small.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{small}s"


def _does(found: clause.Clause) -> bool:
    """Whether it says what something does: not what it is, can do or once did (of 11 such cards, a blind reader passed none)."""
    small = found.verb.casefold()
    rest = [w.casefold() for w in phrase.tokens(found.rest)]
    if small in ("will", "must", "should"):
        return bool(rest) and rest[0] in verbs.BASE_FORMS
    noun = small in verbs.NOUNS_TOO and _has_verb(rest)  # `unit tests only ever test`
    past = not small.endswith("s") and verbs.BASE_FORMS.get(small) != small
    return small in verbs.BASE_FORMS and small not in syntax.SAYS_LITTLE and not noun and not past


def _has_verb(rest: Sequence[str]) -> bool:
    """Whether another verb follows that the subject may have."""
    near = takewhile(lambda w: w not in syntax.OPENS_A_CLAUSE, rest)
    return any(w in words.AUXILIARIES or w in verbs.VERBS for w in near)


def _is_doer(subject: str, here: Here) -> bool:
    """Whether the subject is a specific thing that neither title nor heading names."""
    small = [w.casefold() for w in phrase.tokens(subject)]
    if not small or small[0] in syntax.NO_SUBJECT | syntax.QUANTITIES or points(subject):
        return False
    pointing = phrase.starts_deictic(subject) or anycase(syntax.NOBODY).match(subject) or anycase(syntax.TELLER).match(subject)
    begins = small[0] in verbs.VERBS and not small[0].endswith("ed")  # `helps developers find …`
    return not (pointing or begins) and is_specific(subject, here) and phrase.word_count(subject) <= _SUBJECT_WORDS


def is_specific(name: str, here: Here) -> bool:
    """Whether it names one thing by more than a common word, and no word of it stands in the headings above."""
    worth = phrase.content_stems(name) - frozenset(map(phrase.stem, words.COMMON_WORDS))
    above = phrase.content_stems(" ".join((here.article, *here.path)))
    own = name[:1] == "`" or cased(r"[A-Z]").search(name[1:]) is not None or len(worth) > 1
    return bool(worth) and own and not worth & above and not anycase(syntax.PEOPLE).search(name)


def tells(predicate: str, subject: str) -> bool:
    """Whether it says enough to fit one subject alone, and holds no number, which would be what is worth asking."""
    stems = phrase.content_stems(predicate) - frozenset(map(phrase.stem, words.COMMON_WORDS))
    whole = not cased(syntax.CUT_OFF).search(predicate) and not cased(r"[:;?“\"(]").search(predicate[-1:])
    outside = cased(r"`[^`]*`").sub("", predicate)
    joined = cased(r"\band (?:is|are|has|have|do|does|was|were|can|will)\b|, \w+ing\b|[:;]|\b(?:it|they) ").search(outside)
    told = whole and not cased(r"\d").search(outside) and not joined
    return told and len(stems) >= _TOLD and not points(predicate) and not stems & phrase.content_stems(subject)


def done_by(here: Here) -> Sequence[Proposal] | None:
    """`X is handled by Y`, `X is made using Y`: what is X handled by, how is X made?"""
    for told in told_in(here):
        said, asks = fronted(told)
        if match := _DONE_BY.match(said.masked):
            answer = said.cut(match.start(5), match.end(5))
            before = match.start(3) if match.group(3) == "also " else match.end(3)
            done = f"{said.cut(0, before)} {said.cut(match.start(4), match.end(4))}"
        elif (match := _HANDLED_BY.match(said.masked)) and clause.is_plural(match.group(1)) and not phrase.may_state(match.group(3)):
            answer = f"by {said.cut(match.start(3), match.end(3))}"
            done = f"{said.cut(0, match.end(1))} are {match.group(2)}"
        else:
            continue
        answer = _without_more(answer)
        by = answer.removeprefix("by ")
        if lists_on(said.said[match.end(5 if match.re.groups > 3 else 3) :]) or not is_specific(by, here):
            continue
        doing = phrase.opening(by).endswith("ing")
        if not names(match.group(1)) or anycase(syntax.NO_DOER).match(by) or goes_on(by):
            continue
        question = clause.ask("What" if by != answer and not doing else "How", done, here.vocabulary)
        if question is None:
            continue
        kind, question = ("relation", f"{question[:-1]} by?") if by != answer and not doing else ("how", question)
        doubt = "it says too little of what is done" if phrase.word_count(question) <= _FEW_WORDS else ""
        return answered(kind, asks(question), by if kind == "relation" else answer, here, reason=doubt)
    return None


def _without_more(answer: str) -> str:
    """`by the guild and sold abroad` -> `by the guild`: what else is done is said of the subject, not by whom."""
    for joined in cased(r" and (\w+)").finditer(answer):
        if joined.group(1) in verbs.VERBS:
            return answer[: joined.start()]
    return answer


def only_one(here: Here) -> Sequence[Proposal] | None:
    """`Only X runs as root`: what is the only one that runs as root?"""
    for told in told_in(here):
        match = _ONLY.search(told.sentence.masked)
        found = clause.split(told.sentence.cut(match.start(1))) if match else None
        if found is None or not names(found.subject) or phrase.word_count(found.subject) > _SUBJECT_WORDS:
            continue
        rest = phrase.trimmed(phrase.first_clause(found.rest))
        if len(phrase.content_stems(f"{found.verb} {rest}")) > 1:
            question = f"What is the only one that {_singular(found.verb)} {rest}?"
            return answered("relation", told.asked(question), phrase.lowered(found.subject, here.vocabulary), here)
    return None
