"""Sentences that say what something is, or what it is called, to questions for the meaning or the name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language import english as words
from ..language import syntax
from ..patterns import anycase, cased, later
from . import clause, phrase
from .here import Here, Proposal
from .told import answered, names, points, told_in

_KIND = later(
    r"^((?:an?|the)\s+)?([^,:;()]{2,60}?)(\s+\([^()]{2,40}\))?\s+(is|are|refers? to|means?|describes?)\s+"
    rf"(?:simply\s+|just\s+|basically\s+|essentially\s+)?((?:when )?an?\s.{{15,}}|the (?:\w+ )?{syntax.KIND_NOUN}\b.{{12,}})$",
    re.IGNORECASE,
)
_ONE = later(
    rf"^(?:(an?)\s+)?([^,:;()]{{2,60}}?)(?:,\s+(?:also|or)\s[^,]{{3,40}},|\s+\([^()]{{2,40}}\))?\s+(is|are)\s+({syntax.WHAT_IT_IS})$",
    re.IGNORECASE,
)
_OF = later(
    rf"^({syntax.PART_OF})\s+(is|are|was|were)\s+"
    r"((?:to |that |an? |the (?!same\b)|how |what |[`“\"]).{5,}|[^,.;]{2,40}, [^.;]*\b(?:and|or) [^.;,]{2,40}\.?)$",
    re.IGNORECASE,
)
_DEFAULT = later(r"^((?:the|its) default [^,:;()]{2,40}?)\s+(is|are)\s+(.{1,60})$", re.IGNORECASE)
_DEFINITE = later(
    rf"^((?:the|one's)\s+[^,:;()]*?\b(?:{syntax.SOUGHT})\b[^,:;()]{{0,60}}?)\s+(is|are|was|were)\s+(?!not\b|never\b)(.{{6,}})$",
    re.IGNORECASE,
)
_ALIAS = later(
    rf"^(?:(?:an?|the)\s+)?([^,;:()]{{3,60}}?),?\s+[(]?(?:is |are )?(?:{syntax.AT_TIMES})\s+(?:known as|called|referred to as|termed)\s+"
    r"(?:an?\s+|the\s+)?([^,.;:()]{3,40}?)(?:[),.;]|$|\s(?:is|are)\s|\s(?:(?:in|of|for|by|to) )?(?:which|that|who|where|when)\s)",
    re.IGNORECASE,
)
_CALLED = later(
    r"^(.{12,}?),?\s+(?:is|are)\s+(?:\w+ly\s+)?(?:called|termed|known as|referred to as|dubbed)\s+(?:an?\s+|the\s+)?([^,.;:()]{3,40})\.?$",
    re.IGNORECASE,
)
_OCCURS = later(
    r"^([^,:;()]{3,60}?)\s+((?:can |may |will )?(?:occurs?|happens?|arises?|takes? place|begins?|starts?|ends?|emerges?|appears?))\s+"
    r"((?:only\s+)?(?:when|if|after)|because)\s+(.{8,})$",
    re.IGNORECASE,
)
_NAME_WORDS = 12  # a longer one is a sentence
_TERM_WORDS = 4
_ALIAS_WORDS = 6
_FEW_WORDS = 6  # of which a kind is told; with so few, 4 of 19 cards passed, with more 43 of 65
_ACRONYM = later(r"\b([A-Z]{2,6}s?) \(([A-Za-z][\w-]*+(?: [\w-]++){1,6})\)|(?<![\w-])((?:[\w-]++ ){1,6}[\w-]++) \(([A-Z]{2,6}s?)\)")


def kind_of(here: Here) -> Sequence[Proposal] | None:
    """`X is a Y that Z`: what is X?"""
    for told in told_in(here):
        match = _KIND.match(told.sentence.masked)
        if not match or told.name or not _is_name(match.group(2), bool(match.group(1))):
            continue
        what = told.sentence.cut(match.start(5))
        generic = (match.group(1) or "").casefold().startswith("the") and not cased(r"[A-Z`]").search(match.group(2))
        judged = anycase(syntax.JUDGED_KIND).match(what) or not anycase(syntax.TELLS_APART).search(match.group(5))
        if generic or judged or phrase.starts_deictic(match.group(2)):
            continue
        name = phrase.lowered(told.sentence.cut(0, match.end(3) if match.group(3) else match.end(2)), here.vocabulary)
        verb = match.group(4).casefold()
        term = phrase.in_quotes(told.sentence.cut(match.start(2), match.end(2)))
        question = f"What {verb} {name}?" if verb in ("is", "are") else f"What is meant by {term}?"
        doubt = "it says too little of what it is" if phrase.word_count(phrase.first_clause(what)) <= _FEW_WORDS else ""
        return answered("definition", question, what, here, reason=doubt)
    return None


def one_that(here: Here) -> Sequence[Proposal] | None:
    """`An X is one that Z`, `An X is the Y of Z`: what is an X?"""
    for told in told_in(here):
        match = _ONE.match(told.sentence.masked)
        if match and anycase(syntax.SUPERLATIVE).match(match.group(4)):
            return None  # asked the other way round: what is the root of X?
        if match and not told.name and _is_name(match.group(2), bool(match.group(1))) and not phrase.starts_deictic(match.group(2)):
            name = told.sentence.cut(max(0, match.start(1)), match.end(2))
            name = f"{name[:1].lower()}{name[1:]}" if match.group(1) else phrase.lowered(name, here.vocabulary)
            what = phrase.whole_or_clause(told.sentence.cut(match.start(4)))
            return [Proposal("definition", f"What {match.group(3)} {name}?", (what,), here.bullet)]
    return None


def part_of(here: Here) -> Sequence[Proposal] | None:
    """`The structure of X is Y`, `The default X is Y`: what is the structure of X, what is its default?"""
    for told in told_in(here):
        match = _OF.match(told.sentence.masked) or _DEFAULT.match(told.sentence.masked)
        if match is None or _opens_clause(match.group(1)) or phrase.starts_deictic(match.group(1)):
            continue
        if anycase(syntax.ONE_OF_MANY).match(match.group(1)) or cased(r"\b(?:doing so|anything|you|your|we|our)\b").search(match.group(1)):
            continue
        if (
            points(match.group(1))
            or anycase(syntax.NO_PART_OPENS).match(match.group(1))
            or anycase(syntax.JUDGED_KIND).match(match.group(3))
        ):
            continue
        name = phrase.lowered(told.sentence.cut(0, match.end(1)), here.vocabulary)
        return answered("definition", told.asked(f"What {match.group(2)} {name}?"), told.sentence.cut(match.start(3)), here)
    return None


def _is_name(masked: str, article: bool) -> bool:
    found = [w.casefold() for w in phrase.tokens(masked)]
    plain = 0 < len(found) <= 5 and not set(found) & (words.STOP_WORDS - {"of", "and", "to", "in", "for"})
    return plain and not anycase(syntax.NO_NAME).search(masked) and (article or not found[0].endswith("ly"))


def definite(here: Here) -> Sequence[Proposal] | None:
    """`The best way to X is Y`, `The goal of X is Y`: what is the best way, the goal?"""
    for told in told_in(here):
        match = _DEFINITE.match(told.sentence.masked)
        if not match or _opens_clause(match.group(1)):
            continue
        if not anycase(rf"\b(?:{syntax.SOUGHT})\b.*\b{syntax.OF_WHAT}\b").search(match.group(1)):
            continue
        name = phrase.lowered(told.sentence.cut(0, match.end(1)), here.vocabulary)
        if phrase.starts_deictic(name) or anycase(rf"{syntax.NO_ANSWER}|{syntax.SUPERLATIVE}").match(match.group(3)):
            continue
        return answered("definition", told.asked(f"What {match.group(2)} {name}?"), told.sentence.cut(match.start(3)), here)
    return None


def _opens_clause(name: str) -> bool:
    joined = anycase(r"\b(?:that|which|who|if|when|because|this|these|it|they|here)\b").search(name)
    return phrase.word_count(name) > _NAME_WORDS or phrase.has_inflected_verb(name) or joined is not None


def called(here: Here) -> Sequence[Proposal] | None:
    """`X is called Y`: what is X called?"""
    for told in told_in(here):
        match = _CALLED.match(told.sentence.masked)
        if not match or phrase.word_count(match.group(2)) > _TERM_WORDS:
            continue
        if phrase.starts_deictic(match.group(1)) or phrase.has_finite_verb(match.group(1)):
            continue
        plural = cased(r"\s(is|are)\s").search(told.sentence.masked[match.end(1) :])
        subject = phrase.lowered(told.sentence.cut(0, match.end(1)), here.vocabulary)
        verb = plural.group(1) if plural else "is"
        return answered("definition", told.asked(f"What {verb} {subject} called?"), told.sentence.cut(match.start(2)).strip("“”\"'"), here)
    return None


def alias(here: Here) -> Sequence[Proposal] | None:
    """`X, also known as Y`: what is X also known as?"""
    for told in told_in(here):
        match = _ALIAS.match(told.sentence.masked)
        if match is None or phrase.word_count(match.group(1)) > _ALIAS_WORDS or not names(match.group(1)):
            continue
        subject = phrase.lowered(told.sentence.cut(match.start(1), match.end(1)), here.vocabulary)
        be = "are" if match.group(1).endswith("s") and not match.group(1).endswith(("ss", "us", "is")) else "is"
        return [
            Proposal(
                "definition",
                f"What {be} {subject} also called?",
                (told.sentence.cut(match.start(2), match.end(2)).strip("“”\"'"),),
                here.bullet,
            )
        ]
    return None


def occurs(here: Here) -> Sequence[Proposal] | None:
    """`X occurs when Y`: when does X occur?"""
    for told in told_in(here):
        match = _OCCURS.match(told.sentence.masked)
        found = clause.split(told.sentence.cut(0, match.end(2))) if match else None
        if match is None or found is None or found.rest.count(" ") > 1:
            continue
        question = clause.ask("Why" if match.group(3) == "because" else "When", told.sentence.cut(0, match.end(2)), here.vocabulary)
        if question:
            opener = "" if match.group(3) == "because" else f"{match.group(3)} "
            return answered("condition", told.asked(question), opener + told.sentence.cut(match.start(4)), here)
    return None


def acronym(here: Here) -> Sequence[Proposal] | None:
    """`Long Name (LN)` and `LN (Long Name)`: what does LN stand for?"""
    if "(" not in here.masked:
        return None
    for match in _ACRONYM.finditer(here.masked):
        short, long = (match.group(1), match.group(2)) if match.group(1) else (match.group(4), match.group(3))
        name = _spelled(short, long)
        if name and not phrase.content_stems(name) <= phrase.content_stems(here.article):  # else the title says it: 1 of 9 such passed
            helper = "do" if short.endswith("s") else "does"
            return [Proposal("acronym", f"What {helper} {short} stand for?", (name,), here.bullet, "acronym")]
    return None


def _spelled(short: str, long: str) -> str:
    """The last words of `long` whose initials are `short`, or empty."""
    letters = short.rstrip("s").casefold()
    found = long.split()
    for k in range(len(found) - 1, -1, -1):
        parts = [part for word in found[k:] for part in word.split("-")]
        strong = "".join(p[0] for p in parts if p and p.casefold() not in words.STOP_WORDS).casefold()
        if letters in (strong, "".join(p[0] for p in parts if p).casefold()) and found[k].casefold() not in words.STOP_WORDS:
            return " ".join(found[k:])
    return ""
