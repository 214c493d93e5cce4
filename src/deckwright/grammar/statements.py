"""Plain statements to cards: each function looks at a bullet's sentences for one way of saying why, what or how much."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Form
from ..inline import mask
from ..language import english as words
from . import phrase
from .here import Here, Proposal

_CAUSE = re.compile(rf"^(.{{12,}}?),?\s+({words.CAUSE})\s+(.{{8,}})$", re.IGNORECASE)
_SO = re.compile(r"^(.{12,}?),\s+so\s+(?!that\b|far\b|on\b|forth\b|called\b|much\b|many\b|why\b)(.{8,})$")
_RELATION = re.compile(
    rf"^(.{{3,}}?)\s+(?:(can|could|may|might|will|would|must|should)\s+)?((?:also|often|usually|always|directly|really|significantly|sometimes|generally|typically|probably)\s+)?({words.RELATION})\s+(.{{8,}})$"
)
_NUMBER = re.compile(
    rf"(?<![\w.#$/-])([~≈<>≤≥]?\$?\d(?:[\d,.]*\d)?(?:(?:[–-]| to | or |±)\$?\d(?:[\d,.]*\d)?)?\+?)(\s?(?:{words.UNITS})\b|\s?%)?(?![\w])"
)
_WHY_AUXILIARY = re.compile(rf"^(.{{3,60}}?) ({words.FRONTED})\s+(.+)$")

_LEFT_WORDS = 9  # a longer subject is more than a subject
_CLOZE_WORDS = 7  # a shorter statement leaves too little around its blank


def why(here: Here) -> Sequence[Proposal] | None:
    """`X because Y`: why X?"""
    for sentence in here.sentences():
        match = _CAUSE.match(sentence.masked)
        if match and _is_effect(match.group(1)) and not (match.group(2) == "since" and not phrase.has_finite_verb(match.group(3))):
            left = sentence.cut(0, match.end(1))
            return [
                Proposal(
                    "why",
                    ask_why(left, here.vocabulary),
                    (phrase.first_clause(sentence.cut(match.start(3))),),
                    here.bullet,
                    on_parent=phrase.starts_deictic(left),
                )
            ]
    return None


def _is_effect(left: str) -> bool:
    """Whether the words before `because` are a whole statement that can be asked why."""
    return (
        phrase.has_finite_verb(left)
        and not re.match(r"(?:when|if|while|although|unless|until|after|before|not|that|whether|please)\b", left, re.IGNORECASE)
        and not re.search(r",\s*(?:which|who|that)\b[^,]*$", left)
        and not re.search(r"\b(?:probably|partly|mostly|only|just|simply|not|is|are|was|were)$", left)
    )


def ask_why(left: str, vocabulary: frozenset[str]) -> str:
    """`X can be slow` -> `Why can X be slow?`; without a clear subject, `X. Why?`"""
    match = _WHY_AUXILIARY.match(mask(left))
    if match and _is_plain_subject(match.group(1)) and not re.search(r",\s+(?:so|but|and)\b|;", match.group(3)):
        subject = phrase.lowered(left[: match.end(1)], vocabulary)
        return f"Why {match.group(2)} {subject} {left[match.start(3) :].rstrip(' .')}?"
    return f"{phrase.capital(left)}. Why?"


def _is_plain_subject(subject: str) -> bool:
    joined = re.search(r",|\b(?:that|which|who|when|if|while|although|because|and|but|where|what|how)\b", subject, re.IGNORECASE)
    return joined is None and not phrase.has_finite_verb(subject)


def consequence(here: Here) -> Sequence[Proposal] | None:
    """`X, so Y`: X, so what?"""
    for sentence in here.sentences():
        match = _SO.match(sentence.masked)
        if (
            match
            and phrase.has_finite_verb(match.group(1))
            and not re.match(r"(?:please|even|if|when|let's)\b", match.group(1), re.IGNORECASE)
        ):
            left = phrase.capital(sentence.cut(0, match.end(1)))
            return [
                Proposal(
                    "consequence",
                    f"{left}, so … what?",
                    (phrase.first_clause(sentence.cut(match.start(2))),),
                    here.bullet,
                    on_parent=phrase.starts_deictic(left),
                )
            ]
    return None


def relation(here: Here) -> Sequence[Proposal] | None:
    """`X requires Y`, `X prevents Y`, `X means Y`: what does X require?"""
    for sentence in here.sentences():
        match = _RELATION.match(sentence.masked)
        if match and _is_subject(match.group(1)) and not re.match(r"(?:to|by|from|that|for|of|in|and|or)\b", match.group(5)):
            subject = phrase.lowered(sentence.cut(0, match.end(1)), here.vocabulary)
            verb = match.group(4)
            singular = verb.split()[0].endswith("s") and verb.split()[0] not in ("process",)
            helper = match.group(2) or ("did" if verb == "caused" else "does" if singular else "do")
            base = verb if match.group(2) else phrase.base_form(verb) if singular or verb == "caused" else verb
            question = f"What {helper} {subject} {match.group(3) or ''}{base}?"
            return [
                Proposal(
                    "relation",
                    question,
                    (phrase.first_clause(sentence.cut(match.start(5))),),
                    here.bullet,
                    on_parent=phrase.starts_deictic(subject),
                )
            ]
    return None


def _is_subject(left: str) -> bool:
    plain = re.sub(r"\([^()]*\)", "", left)
    return (
        0 < phrase.word_count(plain) <= _LEFT_WORDS
        and "," not in plain
        and ":" not in plain
        and ";" not in plain
        and "--" not in plain
        and not phrase.has_finite_verb(plain)
        and not re.search(r"\b(?:which|that|to|who|and|or|not|when|if|while|where|as|what|how|for|of|in|by|with)$", plain, re.IGNORECASE)
        and not re.match(
            r"(?:if|when|what|which|how|why|whether|while|although|because|since|by|in|for|with|to|as|after|before|on|at|from|until|unless|not|no|once|ensure|make)\b",
            plain,
            re.IGNORECASE,
        )
    )


def number(here: Here) -> Sequence[Proposal] | None:
    """A quantity in a statement, blanked out."""
    for sentence in here.sentences():
        if not phrase.may_state(sentence.masked) or phrase.word_count(sentence.said) < _CLOZE_WORDS - 2:
            continue
        found = [m for m in _NUMBER.finditer(sentence.masked) if _is_quantity(m, sentence.masked)]
        if found:
            last = found[-1]
            ask = (
                "[how much?]"
                if last.group(2) or "$" in last.group(1) or not re.match(r"\s+(?:[a-z-]+ ){0,2}[a-z]+s\b", sentence.masked[last.end() :])
                else "[how many?]"
            )
            blank = f"{sentence.said[: last.start()]}{ask}{sentence.said[last.end() :]}"
            answer = sentence.said[last.start() : last.end()].strip()
            return [Proposal("number", phrase.capital(trim_end(blank)), (answer,), here.bullet)]
    return None


def _is_quantity(match: re.Match[str], masked: str) -> bool:
    figure = match.group(1)
    digits = re.sub(r"\D", "", figure)
    unit = (match.group(2) or "").strip()
    year = len(digits) == 4 and digits[:2] in ("18", "19", "20") and not unit
    before = masked[: match.start()].rstrip()
    label = re.search(words.BEFORE_A_NUMBER_THAT_COUNTS_NOTHING, before, re.IGNORECASE)
    name = re.search(r"[A-Z][\w-]*$", before)
    series = re.search(r"\d,?\s+(?:and|or)$|\d,$", before) is not None
    named = name is not None and not unit and not phrase.has_finite_verb(name.group())  # `Route 53` is a name
    bracketed = before.count("(") > before.count(")") or before.count("“") > before.count("”")
    small = digits in ("1", "2", "0") and not unit
    return not year and not small and not named and not series and not bracketed and (bool(unit) or (label is None and len(digits) > 1))


def marked_term(here: Here) -> Sequence[Proposal] | None:
    """A statement with one marked term in it: the term is blanked out."""
    if here.bullet.form is Form.LINE and here.bullet.children:
        return None  # a lead that breaks off: the list below finishes it
    for sentence in here.sentences():
        spans = _marked(sentence, here.bullet.text.bold)
        if (
            len(spans) != 1
            or spans[0][0] == 0
            or phrase.word_count(sentence.said) < _CLOZE_WORDS
            or not phrase.may_state(sentence.masked)
        ):
            continue
        start, end = spans[0]
        question = trim_end(f"{sentence.said[:start]}[…]{sentence.said[end:]}")
        answer = sentence.said[start:end].strip('“”"*_ ,')
        return [Proposal("term", phrase.capital(question), (answer,), here.bullet, on_parent=phrase.starts_deictic(question))]
    return None


def _marked(sentence: phrase.Sentence, bold: Sequence[str]) -> list[tuple[int, int]]:
    """Code spans, quoted terms of two or three words, and bold terms: where they stand."""
    spans = [m.span() for m in re.finditer(r"`[^`]+`", sentence.masked)]
    spans += [m.span() for m in phrase.quoted(sentence.masked)]
    for name in bold:
        if phrase.word_count(name) <= 3 and sentence.said.count(name) == 1:
            at = sentence.said.index(name)
            spans.append((at, at + len(name)))
    good = [s for s in spans if _is_marked_term(sentence.said[s[0] : s[1]])]
    return good if len(spans) == len(good) else []


def _is_marked_term(piece: str) -> bool:
    if piece.startswith("`"):
        return len(piece) <= 40 and not re.search(r"[=:;{}]|\s\S+\s", piece)  # a name or a short command
    count = phrase.word_count(piece)
    if all(w.casefold() in words.STOP_WORDS | words.COMMON_WORDS for w in phrase.tokens(piece)):
        return False
    return (2 <= count <= 3 or (count == 1 and piece[0] not in '“"')) and not piece.startswith(("“e.g", '"e.g'))


def trim_end(question: str) -> str:
    """A statement with a blank keeps its own punctuation; spaces inside are tidied."""
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(question.split()))
