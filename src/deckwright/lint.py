"""A card-to-be to what is wrong with it: rejections, doubts that make it a draft, and warnings that cost score.

The numbers are those of the reference notes on cards, §1.1 (there with their sources);
the names there (L1 … L18) stand beside each rule.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from . import context, hollow
from .finding import Face, Finding, Weight, unquoted, worded
from .grammar import phrase
from .inline import URL
from .language import english as words
from .language import syntax, titles
from .language.languages import ENGLISH
from .needed import searched
from .patterns import anycase, cased


def lint(face: Face) -> tuple[Finding, ...]:
    """Everything wrong with a card, gravest first."""
    found = [finding for rule in (RULES if face.language is ENGLISH else RULES_ELSEWHERE) for finding in rule(face)]
    return tuple(sorted(found, key=lambda finding: -finding.weight))


def _answer_length(face: Face) -> Iterator[Finding]:  # L1
    count = phrase.word_count(face.answer)
    if face.is_list:
        if count > 40 or any(phrase.word_count(item) > 16 for item in face.proposal.answer):
            yield Finding(Weight.DRAFT, f"the answer is a list of {count} words")
    elif face.is_cloze:
        if count > 5:
            yield Finding(Weight.REJECT, f"the blank hides {count} words")
    elif count > 25:
        yield Finding(Weight.DRAFT, f"the answer has {count} words")


def _unannounced_list(face: Face) -> Iterator[Finding]:  # L2
    if not face.is_list and face.proposal.kind != "lesson" and cased(r"(?<!\w)\w++(?: ?/ ?[A-Za-z]\w*+){2,}").search(face.answer):
        yield Finding(Weight.DRAFT, "the answer is a list the question does not announce")


def _one_sentence(face: Face) -> Iterator[Finding]:  # L1s
    if not face.is_list and len(phrase.sentences(face.answer, face.language.abbreviations)) > 1 and phrase.word_count(face.answer) > 20:
        yield Finding(Weight.DRAFT, "the answer is more than one sentence")


def _question_length(face: Face) -> Iterator[Finding]:  # L2b
    asked = (
        cased(r"“[^”]*”\?$").sub("", face.question) if face.proposal.kind in ("which", "level") else face.question
    )  # a description may be long
    count = phrase.word_count(asked)
    if count > 40:
        yield Finding(Weight.DRAFT, f"the question has {count} words")
    elif count > 25:
        yield Finding(Weight.WARNING, f"the question has {count} words")


def _leak(face: Face) -> Iterator[Finding]:  # L3
    shown = (
        face.question.rpartition(face.language.quotes[0])[2]
        if face.proposal.kind in ("step", "arrow")
        else f"{face.question} {face.parent}"
    )
    shared = face.is_cloze and phrase.content_stems(face.answer, face.language) & phrase.content_stems(shown, face.language)
    if shared or context.leaks(shown, face.answer, face.language):
        yield Finding(Weight.REJECT, "the question gives the answer away")


def _orphan(face: Face) -> Iterator[Finding]:  # L4
    opening = cased(r"^(?:What (?:does|do|did|can|could|may|might|will|would|must|should|is|are)|Why \w+) ").sub("", face.question)
    early = anycase(r"(?:[\w'’-]+ ){1,2}(?:it|them|they|this|these|those)\b|(?:[\w'’-]+ ){1,3}that (?:means|gives|takes|makes)\b").match(
        opening
    )
    pointing = (
        phrase.starts_deictic(opening)
        or (early and face.proposal.kind not in ("lesson", "question", "step", "level"))
        or searched(words.DEICTIC_NOUN, face.question)
    )
    if pointing and not face.parent:
        yield Finding(Weight.REJECT, "the question points at something said elsewhere")
    elif pointing:
        yield Finding(Weight.DRAFT, "the question leans on the line above")
    elif face.proposal.kind != "question" and _points_inside(face):
        yield Finding(Weight.DRAFT, "the question may point at something said elsewhere")
    short = phrase.word_count(face.answer) < 8  # a longer one names it itself
    dangles = (short and searched(words.DANGLING, face.answer)) or searched(words.OF_SUCH, face.answer)  # `such`: 0 of 8 passed
    if not face.is_list and (anycase(words.DEICTIC_ANSWER).match(face.answer) or dangles):
        yield Finding(Weight.DRAFT, "the answer points at something said elsewhere")


def _points_inside(face: Face) -> bool:
    """Whether the middle of a question points at something; the sentence around a blank may itself say who `he` is."""
    bare = unquoted(face.question)
    return bool(searched(words.POINTS_INSIDE, bare) or (not face.is_cloze and searched(words.SOMEBODY, bare)))


def _yes_no(face: Face) -> Iterator[Finding]:  # L6
    if anycase(words.YES_NO).match(face.question):
        yield Finding(Weight.REJECT, "it can be answered by yes or no")


def _ambiguous_blank(face: Face) -> Iterator[Finding]:  # L7
    if not face.is_cloze:
        return
    rest = [w for w in phrase.tokens(cased(r"\[[^]]*\]").sub(" ", face.question)) if w.casefold() not in words.STOP_WORDS]
    if len(rest) < 4:
        yield Finding(Weight.REJECT, "too little is left around the blank")
    if "[…]" in face.question and cased(r",\s*(?:and |or )?\[…\]|\[…\],|\[…\] (?:and|or)\b|\b(?:and|or) \[…\]").search(face.question):
        yield Finding(Weight.REJECT, "the blank is one of a series")
    if cased(r"\be\.g\.[^)]{0,1000}\[|\((?=[^()]*\))[^()]*\[[^][]*\]").search(face.question):
        yield Finding(Weight.REJECT, "the blank is inside an example")


def _broken(face: Face) -> Iterator[Finding]:  # L8
    for side in (face.question, *face.proposal.answer):
        outside = worded(side)
        if any(map(partial(_uneven, outside), face.language.pairs)) or outside.count('"') % 2 or "`" in outside:
            yield Finding(Weight.REJECT, "a bracket or quotation is cut in half")
            return
        if cased(r"\|\s*:?-{3,}:?\s*\|").search(outside):
            yield Finding(Weight.REJECT, "a table without an empty line above it was read as text")
            return
        if cased(r",,|:\.|\.\?|\(\s*\)").search(outside) or cased(r"[,;:.!?)\]]").match(side):
            yield Finding(Weight.REJECT, "its punctuation is broken")
            return
    if face.answer.endswith((":", "：")):
        yield Finding(Weight.DRAFT, "the answer only leads to what stands below it")


def _uneven(text: str, pair: tuple[str, str]) -> bool:
    """Whether not as many signs close as open."""
    opening, closing = pair
    return sum(map(text.count, opening)) != sum(map(text.count, closing))


def _address(face: Face) -> Iterator[Finding]:  # L10
    if URL.search(face.question) or URL.search(face.answer):
        yield Finding(Weight.REJECT, "it shows an address")


def _no_context(face: Face) -> Iterator[Finding]:  # L11
    if not face.context and not face.parent and not cased(r"(?<!^)(?<![.!?] )\b[A-Z]\w+").search(face.question):
        yield Finding(Weight.REJECT, "nothing is left that says what it is about")
    bare = face.context and all(anycase(titles.BARE_TITLE).fullmatch(name) for name in face.context.split(" › "))
    if bare and not face.parent:  # 3 of 27 such cards passed
        yield Finding(Weight.DRAFT, "no heading above says what it is about")


def _compound(face: Face) -> Iterator[Finding]:  # L13
    if face.is_list or face.is_cloze or face.proposal.kind in ("lesson", "question", "command", "formula"):
        return
    outside = cased(r"\([^()]*\)").sub("", face.answer)
    if cased(r";|, but\b").search(outside):
        yield Finding(Weight.DRAFT, "the answer says two things")
    tail = cased(r",\s+(?:and\s+)?(\w.*)$").search(outside)
    if tail and not anycase(r"(?:if|when)\b").match(outside) and phrase.is_statement(tail.group(1)):
        yield Finding(Weight.DRAFT, "the answer may say two things")
    elif cased(r"(?<!\d),|,(?!\d)").search(worded(outside)):
        yield Finding(Weight.WARNING, "the answer may be more than one thing")


def _two_questions(face: Face) -> Iterator[Finding]:
    """A question that goes on with a second statement, or one about a symbol that means something only in its place."""
    bare = unquoted(face.question)
    tail = cased(r",\s+(?:and|but|so|yet)\s+(\w.*)\?$").search(bare)
    if tail and (cased(r"(?:when|because|if|so|it|this|they|since|as)\b").match(tail.group(1)) or phrase.is_statement(tail.group(1))):
        yield Finding(Weight.DRAFT, "the question says two things")
    if face.proposal.kind == "definition" and cased(r"`[^`]{1,2}`\?$").search(face.question):
        yield Finding(Weight.DRAFT, "a symbol means something only where it stands")


def _clipped(face: Face) -> Iterator[Finding]:
    """A statement whose first half trails off before the answer begins, or an answer that trails off."""
    if cased(rf"\b(?:{syntax.WANTING}|for|in|on|by)[.?]? Why\?$").search(face.question):
        yield Finding(Weight.REJECT, "the question is cut off")
    if not face.is_list and not face.is_cloze and cased(rf"\b(?:{syntax.WANTING}|from)$").search(unquoted(face.answer)):
        yield Finding(Weight.DRAFT, "the answer is cut off")


RULES: tuple[Callable[[Face], Iterator[Finding]], ...] = (
    _answer_length,
    _unannounced_list,
    _one_sentence,
    _question_length,
    _leak,
    _orphan,
    _yes_no,
    _ambiguous_blank,
    _broken,
    hollow.contentless,
    _address,
    _no_context,
    _compound,
    _two_questions,
    hollow.no_definition,
    hollow.row_of_facts,
    hollow.echoes,
    hollow.known_to_all,
    hollow.out_of_place,
    hollow.trivial,
    hollow.narrative,
    hollow.judges,
    _clipped,
)

# Those that look for no English words.
RULES_ELSEWHERE = (_answer_length, _unannounced_list, _one_sentence, _question_length, _leak, _broken, hollow.contentless, _address)
