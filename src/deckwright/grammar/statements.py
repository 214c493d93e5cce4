"""Plain statements to cards: each function looks at a bullet's sentences for one way of saying why, what or how much."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Form
from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, phrase
from .here import Here, Proposal
from .told import answered, told_in

_CAUSE = later(rf"^(.{{12,}}?),?\s+({words.CAUSE})\s+(.{{8,}})$", re.IGNORECASE)
_SO = later(r"^(.{12,}?),\s+so\s+(?!that\b|far\b|on\b|forth\b|called\b|much\b|many\b|why\b)(.{8,})$")
_RELATION = later(
    rf"^(.{{3,}}?)\s+(?:(can|could|may|might|will|would|must|should)\s+)?((?:also|often|usually|always|directly|really|significantly|sometimes|generally|typically|probably)\s+)?({words.RELATION})\s+(.{{8,}})$"
)
_NUMBER = later(
    rf"(?<![\w.#$/-])([~≈<>≤≥]?\$?\d(?:[\d,.]*\d)?(?:(?:[–-]| to | or |±)\$?\d(?:[\d,.]*\d)?)?\+?)(\s?(?:{words.UNITS})\b|\s?%)?(?![\w-])"
)

_COMMON = words.STOP_WORDS | words.COMMON_WORDS
_LEFT_WORDS = 9  # a longer subject is more than a subject
_NEAR = 60  # characters before a number that say what it is
_CLOZE_WORDS = 7  # a shorter statement leaves too little around its blank


def why(here: Here) -> Sequence[Proposal] | None:
    """`X because Y`: why X?"""
    for told in told_in(here):
        match = _CAUSE.match(told.sentence.masked)
        if match and _is_effect(match.group(1)) and _is_cause(match.group(2), match.group(3)):
            left = told.sentence.cut(0, match.end(1))
            plain = ask_why(left, here.vocabulary)
            doubt = "the question could not be put in one sentence" if plain.endswith(". Why?") else ""  # 2 of 8 such cards passed
            if match.group(2).casefold() == "due to":
                doubt = doubt or "“due to” may belong to a part of the line alone"  # 3 of 14 such cards passed
            on_parent = phrase.starts_deictic(left)
            return answered("why", told.asked(plain), told.sentence.cut(match.start(3)), here, on_parent=on_parent, reason=doubt)
    return None


def _is_cause(joiner: str, right: str) -> bool:
    """Whether the words behind `because` say why; `since` may also date something."""
    dated = joiner == "since" and not phrase.has_finite_verb(right)
    return not dated and not anycase(syntax.NO_CAUSE).match(right)


def _is_effect(left: str) -> bool:
    """Whether the words before `because` are a whole statement that can be asked why."""
    return (
        phrase.has_finite_verb(left)
        and not anycase(r"(?:when|if|while|although|unless|until|after|before|not|that|whether|please)\b").match(left)
        and not cased(r",\s*(?:which|who|that)\b[^,]*$").search(left)
        and not cased(r"\b(?:probably|partly|mostly|only|just|simply|not|but|and|so|is|are|was|were)$|[:;]|, but\b").search(left)
    )


def ask_why(left: str, vocabulary: frozenset[str]) -> str:
    """`X can be slow` -> `Why can X be slow?`; without a clear subject, `X. Why?`"""
    return clause.ask("Why", left, vocabulary) or f"{phrase.capital(left)}. Why?"


def consequence(here: Here) -> Sequence[Proposal] | None:
    """`X, so Y`: why Y? Where Y cannot stand alone, X, so what?, which is easier to guess, so a draft."""
    for told in told_in(here):
        match = _SO.match(told.sentence.masked)
        if not match or not _is_effect(match.group(1)):
            continue
        cause, effect = told.sentence.cut(0, match.end(1)), told.sentence.cut(match.start(2))
        if _stands_alone(match.group(2)) and not phrase.starts_deictic(cause):
            return answered("why", told.asked(ask_why(phrase.first_clause(effect), here.vocabulary)), cause, here)
        question = told.asked(f"{phrase.capital(cause)}, so … what?")
        return answered(
            "consequence", question, effect, here, on_parent=phrase.starts_deictic(cause), reason="what follows may be easy to guess"
        )
    return None


def _stands_alone(effect: str) -> bool:
    """Whether what follows from something is a statement that names its own subject."""
    opening = " ".join(effect.split()[:4])
    points = phrase.starts_deictic(effect) or anycase(r"\b(?:it|its|they|them|this|that|one|ones|you|we)\b").search(opening)
    instructs = phrase.opening(effect) in verbs.IMPERATIVES
    return not points and not instructs and phrase.may_state(effect)


def relation(here: Here) -> Sequence[Proposal] | None:
    """`X requires Y`, `X prevents Y`, `X means Y`: what does X require?"""
    for told in told_in(here):
        match = _RELATION.match(told.sentence.masked)
        if not match or not _is_subject(match.group(1)) or not _has_verb(told.sentence.said, match):
            continue
        if not cased(r"(?:to|by|from|that|for|of|in|and|or|at|on|with|via|when|if)\b").match(match.group(5)):
            subject = phrase.lowered(told.sentence.cut(0, match.end(1)), here.vocabulary)
            verb = match.group(4)
            singular = verb.split()[0].endswith("s")
            helper = match.group(2) or ("did" if verb == "caused" else "does" if singular else "do")
            base = phrase.base_form(verb) if (singular or verb == "caused") and not match.group(2) else verb
            question = told.asked(f"What {helper} {subject} {match.group(3) or ''}{base}?")
            doubt = "" if cased(words.CLOSED_RELATION).fullmatch(verb) else "many answers may fit"
            return answered(
                "relation", question, told.sentence.cut(match.start(5)), here, on_parent=phrase.starts_deictic(subject), reason=doubt
            )
    return None


def _has_verb(said: str, match: re.Match[str]) -> bool:
    """Whether the verb found is the one of the statement's plain subject."""
    found = clause.split(said)
    return found is not None and found.verb in (match.group(2), match.group(4).split()[0])


def _is_subject(left: str) -> bool:
    plain = cased(r"\([^()]*\)").sub("", left)
    return (
        0 < phrase.word_count(plain) <= _LEFT_WORDS
        and "," not in plain
        and not anycase(r"[:;“\"]|--|\b(?:what|which|who|that|whether|how)\b").search(plain)
        and not phrase.has_finite_verb(plain)
        and not anycase(r"\b(?:which|that|to|who|and|or|not|when|if|while|where|as|what|how|for|of|in|by|with)$").search(plain)
        and not anycase(
            r"(?:if|when|what|which|how|why|whether|while|although|because|since|by|in|for|with|to|as|after|before|on|at|from|until|unless|not|no|once|ensure|make)\b"
        ).match(plain)
    )


def number(here: Here) -> Sequence[Proposal] | None:
    """The one quantity in a statement, blanked out; beside a second one it can often be worked out."""
    for told in told_in(here):
        sentence = told.sentence
        found = [m for m in _NUMBER.finditer(sentence.masked) if _is_quantity(m, sentence.masked)]
        if not found or not phrase.may_state(sentence.masked) or phrase.word_count(sentence.said) < _CLOZE_WORDS - 2:
            continue
        last = found[-1]
        blank = f"{sentence.said[: last.start()]}{_hint(last, sentence.masked)}{sentence.said[last.end() :]}"
        question = told.asked(phrase.capital(trim_end(blank)))
        others = [m for m in _NUMBER.finditer(sentence.masked) if m.span() != last.span() and not _is_year(m)]
        doubt = "there is a second number to guess it from" if others else ""
        answer = sentence.said[last.start() : last.end()].strip()
        return [Proposal("number", question, (answer,), here.bullet, reason=doubt)]
    return None


def _hint(match: re.Match[str], masked: str) -> str:
    """What the blank asks for: how long, how many, how much."""
    unit = (match.group(2) or "").strip()
    if cased(words.TIME_UNITS).fullmatch(unit):
        return "[how long?]"
    counted = not unit and "$" not in match.group(1) and cased(r"\s+(?:[a-z-]+ ){0,2}[a-z]+s\b").match(masked[match.end() :])
    return "[how many?]" if counted else "[how much?]"


def _is_year(match: re.Match[str]) -> bool:
    digits = cased(r"\D").sub("", match.group(1))
    return len(digits) == 4 and digits[:2] in ("18", "19", "20") and not match.group(2)


def _is_quantity(match: re.Match[str], masked: str) -> bool:
    figure = match.group(1)
    digits = cased(r"\D").sub("", figure)
    unit = (match.group(2) or "").strip()
    whole = masked[: match.start()]
    before = whole[-_NEAR:].rstrip()
    label = anycase(words.BEFORE_A_NUMBER_THAT_COUNTS_NOTHING).search(before)
    name = cased(r"[A-Z][\w-]*$").search(before)
    series = cased(r"\d,?\s+(?:and|or)$|\d,$").search(before) is not None
    named = name is not None and not unit and not phrase.has_finite_verb(name.group())  # `Route 53` is a name
    bracketed = whole.count("(") > whole.count(")") or whole.count("“") > whole.count("”")
    small = digits in ("1", "2", "0") and not unit
    dated = cased(r"\b(?:19|20)\d\d\b").search(masked[match.start() : match.end() + 8]) is not None and not unit
    return (
        not _is_year(match)
        and not dated
        and not small
        and not named
        and not series
        and not bracketed
        and (bool(unit) or (label is None and len(digits) > 1))
    )


def marked_term(here: Here) -> Sequence[Proposal] | None:
    """A statement with one marked term in it: the term is blanked out."""
    if here.bullet.form is Form.LINE and here.bullet.children:
        return None  # a lead that breaks off: the list below finishes it
    for sentence in (told.sentence for told in told_in(here)):
        spans = _marked(sentence, here.bullet.text.bold)
        if len(spans) != 1 or spans[0][0] == 0 or phrase.word_count(sentence.said) < _CLOZE_WORDS or not phrase.may_state(sentence.masked):
            continue
        start, end = spans[0]
        question = trim_end(f"{sentence.said[:start]}[…]{sentence.said[end:]}")
        answer = sentence.said[start:end].strip('“”"*_ ,')
        return [Proposal("term", phrase.capital(question), (answer,), here.bullet, on_parent=phrase.starts_deictic(question))]
    return None


def _marked(sentence: phrase.Sentence, bold: Sequence[str]) -> list[tuple[int, int]]:
    """Code spans, quoted terms of two or three words, and bold terms: where they stand."""
    spans = [m.span() for m in cased(r"`[^`]+`").finditer(sentence.masked)]
    spans += [m.span() for m in phrase.quoted(sentence.masked)]
    for name in bold:
        if phrase.word_count(name) <= 3 and sentence.said.count(name) == 1:
            at = sentence.said.index(name)
            spans.append((at, at + len(name)))
    good = [s for s in spans if _is_marked_term(sentence.said[s[0] : s[1]])]
    return good if len(spans) == len(good) else []


def _is_marked_term(piece: str) -> bool:
    if piece.startswith("`"):
        return len(piece) <= 40 and not cased(r"[=:;{}]|\s\S+\s").search(piece)  # a name or a short command
    count = phrase.word_count(piece)
    if all(w.casefold() in _COMMON for w in phrase.tokens(piece)):
        return False
    return (2 <= count <= 3 or (count == 1 and piece[0] not in '“"')) and not piece.startswith(("“e.g", '"e.g'))


def trim_end(question: str) -> str:
    """A statement with a blank keeps its own punctuation; spaces inside are tidied."""
    return cased(r"\s+([.,;:!?])").sub(r"\1", " ".join(question.split()))
