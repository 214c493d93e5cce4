"""A card to its score: how likely strict blind readers would keep it, by its shape and by what it looks like.

The points are log-odds of a logistic regression over some 3,700 verdicts on cards of 64 collections that the
rules of today still make (rounds of November 2026, tests/quality). What they are worth was tried on collections left
out of the fit, in twelve parts: sorted by shape and warnings alone, the best tenth passed 56 % and the best three tenths
57 %, with the signs 70 and 63 % (area under the ROC curve 0.64 and 0.67); on the 28 collections of the last five
rounds alone, 51 and 53 % became 66 and 61 % (0.64 and 0.68).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, log

from .finding import Face, Finding, Weight, unquoted
from .grammar import phrase
from .language import syntax
from .language.languages import ENGLISH
from .patterns import anycase, cased

BASE = -0.09  # readers keep a little less than the shares say
SHAPE = 0.6  # what the log-odds of the shape's own share count
WARNING = -0.65  # for each warning of the lint
_AROUND = 3  # words around what an acronym stands for: the acronym and a word or two
_SPELLED = ("acronym", "formula", "command")  # kinds whose answers are no sentences


@dataclass(frozen=True, slots=True)
class Sign:
    """Something a card shows on its face that strict readers kept more often, or less often, than others of its shape."""

    name: str
    points: float
    shown: Callable[[Face], bool]


def asked(face: Face) -> str:
    """The question without the title in front of it: `“Working memory” — what …`."""
    return cased(r"^“[^”]*” — ").sub("", face.question)


def names(piece: str) -> int:
    """How many of its words past the first begin with a capital."""
    return sum(word[:1].isupper() for word in phrase.tokens(piece)[1:])


def _about(face: Face) -> bool:
    return face.proposal.kind != "label" and bool(phrase.content_stems(asked(face)) & phrase.content_stems(f"{face.context} {face.parent}"))


def _definite(face: Face) -> bool:
    return face.proposal.kind == "definition" and cased(r"[Tt]he ").match(face.answer) is not None


def _told_apart(face: Face) -> bool:
    return face.proposal.kind == "definition" and cased(r"\b(?:that|which|who|whose|where)\b").search(face.answer) is not None


def _no_kind(face: Face) -> bool:
    """No `tool for …`, `data structure that …`: it may tell an effect, a use, a judgement (56 of 147 such cards passed)."""
    if face.proposal.kind != "definition" or face.is_list or "What is meant by" not in face.question:
        return False
    return anycase(syntax.KIND_OF_THING).match(face.answer) is None or anycase(syntax.NO_KIND).match(face.answer) is not None


def _bare_list(face: Face) -> bool:
    """`Goals: name the 3.`, `what are the 2 types?`: of what is not said (42 of 87 such cards passed, 141 of 203 others)."""
    if face.proposal.kind != "set":
        return False
    found = cased(r"what are the \d+ ([^?]+)\?$|(?:^|: )([^:]+): (?:name the \d+\.|what are they\?)$").search(asked(face))
    return found is not None and phrase.word_count(found[1] or found[2]) <= 2


def _statements(face: Face) -> bool:
    """Whether an item of its list is a whole statement, which nobody says alike twice (32 of 77 such passed, 187 of 276 others)."""
    return face.is_list and face.proposal.kind != "definition" and any(map(phrase.states, face.proposal.answer))


def _thin_how(face: Face) -> bool:
    """`How is wisdom attained?`: there are many ways (10 of 43 such cards passed)."""
    return face.proposal.kind == "how" and len(phrase.content_stems(asked(face))) <= 2


def _acronym_below(face: Face) -> bool:
    return face.proposal.kind == "acronym" and "›" in face.context


def _in_passing(face: Face) -> bool:
    """An acronym in a line that goes on: what it says of it is not asked for (71 of 136 such cards passed, 33 of 45 others)."""
    more = phrase.word_count(face.proposal.bullet.text.plain) - phrase.word_count(face.answer)
    return face.proposal.kind == "acronym" and more > _AROUND


def _two_names(face: Face) -> bool:
    return face.proposal.kind != "acronym" and names(unquoted(asked(face))) > 1


def _in_words(face: Face) -> bool:
    """Whether its answer is one piece of prose."""
    return not face.is_list and face.proposal.kind not in _SPELLED


def _named(face: Face) -> bool:
    return _in_words(face) and names(face.answer) > 0


def _short(face: Face) -> bool:
    return _in_words(face) and len(phrase.content_stems(face.answer)) <= 2


def _long_line(face: Face) -> bool:
    return phrase.word_count(face.proposal.bullet.text.plain) > 47


SIGNS: tuple[Sign, ...] = (
    Sign("it asks about what stands above it", 0.4, _about),
    Sign("it lists three things or more", 0.6, lambda face: len(face.proposal.answer) >= 3),
    Sign("the answer is one definite thing", 0.35, _definite),
    Sign("the answer says what tells it apart", 0.3, _told_apart),
    Sign("the section says where the acronym is used", 1.0, _acronym_below),
    Sign("the line says more than what the acronym stands for", -0.45, _in_passing),
    Sign("names stand in the question", -0.3, _two_names),
    Sign("a name stands in the answer", -0.4, _named),
    Sign("the answer is short", -0.4, _short),
    Sign("it lists a whole statement", -0.9, _statements),
    Sign("there may be many ways", -0.9, _thin_how),
    Sign("a bare word says what it lists", -0.7, _bare_list),
    Sign("the answer may not say what it is", -0.4, _no_kind),
    Sign("it is cut from a long line", -0.25, _long_line),
)


def signs(face: Face) -> tuple[Sign, ...]:
    """Those that a card-to-be shows; they are told by English words."""
    return tuple(sign for sign in SIGNS if sign.shown(face)) if face.language is ENGLISH else ()


def score(prior: float, found: Sequence[Sign], findings: Sequence[Finding]) -> float:
    """From the share of its shape that passed, its signs and the lint's warnings to a share between 0 and 1, in hundredths."""
    if prior == 1.0:  # asked for by the author
        return prior
    warnings = sum(finding.weight is Weight.WARNING for finding in findings)
    points = BASE + SHAPE * log(prior / (1 - prior)) + sum(sign.points for sign in found) + WARNING * warnings
    return round(1 / (1 + exp(-points)), 2)
