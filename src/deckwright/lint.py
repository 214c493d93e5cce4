"""A card-to-be to what is wrong with it: rejections, doubts that make it a draft, and warnings that cost score.

The numbers are those of the reference notes on cards, §1.1 (there with their sources);
the names there (L1 … L18) stand beside each rule.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from . import context
from .grammar import phrase
from .grammar.here import Proposal
from .inline import URL
from .language import english as words


class Weight(IntEnum):
    """How much a finding counts."""

    WARNING = 1  # costs score
    DRAFT = 2  # a person should decide
    REJECT = 3  # no card comes of it


@dataclass(frozen=True, slots=True)
class Finding:
    weight: Weight
    reason: str


@dataclass(frozen=True, slots=True)
class Face:
    """What the learner sees: the question with its context and parent line, and the answer's items."""

    proposal: Proposal
    context: str
    parent: str

    @property
    def question(self) -> str:
        return self.proposal.question

    @property
    def answer(self) -> str:
        return "; ".join(self.proposal.answer)

    @property
    def is_list(self) -> bool:
        return len(self.proposal.answer) > 1

    @property
    def is_cloze(self) -> bool:
        return "[…]" in self.question or "[how " in self.question


def lint(face: Face) -> tuple[Finding, ...]:
    """Everything wrong with a card, gravest first."""
    found = [finding for rule in RULES for finding in rule(face)]
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
    elif count > 15:
        yield Finding(Weight.WARNING, f"the answer has {count} words")


def _unannounced_list(face: Face) -> Iterator[Finding]:  # L2
    if not face.is_list and face.proposal.kind != "lesson" and re.search(r"\w+(?: ?/ ?[A-Za-z]\w*){2,}", face.answer):
        yield Finding(Weight.DRAFT, "the answer is a list the question does not announce")


def _one_sentence(face: Face) -> Iterator[Finding]:  # L1s
    if not face.is_list and len(list(phrase.sentences(face.answer))) > 1 and phrase.word_count(face.answer) > 20:
        yield Finding(Weight.DRAFT, "the answer is more than one sentence")


def _question_length(face: Face) -> Iterator[Finding]:  # L2b
    count = phrase.word_count(face.question)
    if count > 40:
        yield Finding(Weight.DRAFT, f"the question has {count} words")
    elif count > 25:
        yield Finding(Weight.WARNING, f"the question has {count} words")


def _leak(face: Face) -> Iterator[Finding]:  # L3
    shown = face.question.rpartition("“")[2] if face.proposal.kind in ("step", "arrow") else f"{face.question} {face.parent}"
    shared = face.is_cloze and phrase.content_stems(face.answer) & phrase.content_stems(shown)
    if shared or context.leaks(shown, face.answer):
        yield Finding(Weight.REJECT, "the question gives the answer away")


def _orphan(face: Face) -> Iterator[Finding]:  # L4
    opening = re.sub(r"^(?:What (?:does|do|did|can|could|may|might|will|would|must|should|is|are)|Why \w+) ", "", face.question)
    early = re.match(
        r"(?:[\w'’-]+ ){1,2}(?:it|them|they|this|these|those)\b|(?:[\w'’-]+ ){1,3}that (?:means|gives|takes|makes)\b",
        opening,
        re.IGNORECASE,
    )
    pointing = (
        phrase.starts_deictic(opening)
        or (early and face.proposal.kind not in ("lesson", "question", "step", "level"))
        or re.search(words.DEICTIC_NOUN, face.question, re.IGNORECASE)
    )
    if pointing and not face.parent:
        yield Finding(Weight.REJECT, "the question points at something said elsewhere")
    elif pointing:
        yield Finding(Weight.DRAFT, "the question leans on the line above")
    dangles = re.search(words.DANGLING, face.answer, re.IGNORECASE) and phrase.word_count(face.answer) < 8  # a longer one names it itself
    if not face.is_list and (re.match(words.DEICTIC_ANSWER, face.answer, re.IGNORECASE) or dangles):
        yield Finding(Weight.DRAFT, "the answer points at something said elsewhere")


def _yes_no(face: Face) -> Iterator[Finding]:  # L6
    if re.match(words.YES_NO, face.question, re.IGNORECASE):
        yield Finding(Weight.REJECT, "it can be answered by yes or no")


def _ambiguous_blank(face: Face) -> Iterator[Finding]:  # L7
    if not face.is_cloze:
        return
    rest = [w for w in phrase.tokens(re.sub(r"\[[^]]*\]", " ", face.question)) if w.casefold() not in words.STOP_WORDS]
    if len(rest) < 4:
        yield Finding(Weight.REJECT, "too little is left around the blank")
    if "[…]" in face.question and re.search(r",\s*(?:and |or )?\[…\]|\[…\],|\[…\] (?:and|or)\b|\b(?:and|or) \[…\]", face.question):
        yield Finding(Weight.REJECT, "the blank is one of a series")
    if re.search(r"\be\.g\.[^)]*\[", face.question) or re.search(r"\([^)]*\[[^]]*\][^)]*\)", face.question):
        yield Finding(Weight.REJECT, "the blank is inside an example")


def _broken(face: Face) -> Iterator[Finding]:  # L8
    for side in (face.question, *face.proposal.answer):
        outside = re.sub(r"`[^`]*`|\\\(.*?\\\)", "x", side)
        if outside.count("(") != outside.count(")") or outside.count('"') % 2 or outside.count("“") != outside.count("”") or "`" in outside:
            yield Finding(Weight.REJECT, "a bracket or quotation is cut in half")
            return
        if re.search(r",,|:\.|\.\?|\(\s*\)", outside) or re.match(r"[,;:.!?)\]]", side):
            yield Finding(Weight.REJECT, "its punctuation is broken")
            return


def _contentless(face: Face) -> Iterator[Finding]:  # L9
    if not phrase.content_stems(face.answer):
        yield Finding(Weight.REJECT, "the answer holds no word of content")
    if (
        face.proposal.kind in ("why", "relation", "consequence")
        and phrase.word_count(face.answer) == 1
        and not re.search(r"[A-Z]", face.answer)
    ):
        yield Finding(Weight.WARNING, "the answer is a single common word")


def _address(face: Face) -> Iterator[Finding]:  # L10
    if URL.search(face.question) or URL.search(face.answer):
        yield Finding(Weight.REJECT, "it shows an address")


def _no_context(face: Face) -> Iterator[Finding]:  # L11
    if not face.context and not face.parent and not re.search(r"(?<!^)(?<![.!?] )\b[A-Z]\w+", face.question):
        yield Finding(Weight.REJECT, "nothing is left that says what it is about")


def _compound(face: Face) -> Iterator[Finding]:  # L13
    if face.is_list or face.is_cloze or face.proposal.kind in ("lesson", "question"):
        return
    outside = re.sub(r"\([^()]*\)", "", face.answer)
    if re.search(r";|, but\b", outside):
        yield Finding(Weight.DRAFT, "the answer says two things")
    tail = re.search(r",\s+(?:and\s+)?(\w.*)$", outside)
    if tail and not re.match(r"(?:if|when)\b", outside, re.IGNORECASE) and phrase.is_statement(tail.group(1)):
        yield Finding(Weight.WARNING, "the answer may say two things")


def _trivial(face: Face) -> Iterator[Finding]:  # L15
    found = [w.casefold() for w in phrase.tokens(face.answer)]
    if face.proposal.kind == "term" and (
        (len(found) == 1 and found[0] in words.COMMON_WORDS) or phrase.content_stems(face.answer) <= phrase.content_stems(face.context)
    ):
        yield Finding(Weight.REJECT, "the blank asks for a common word or for the topic")


def _narrative(face: Face) -> Iterator[Finding]:  # L18
    outside = re.sub(r"[“\"][^“”\"]*[”\"]", " ", f"{face.question} {face.answer}")
    if face.proposal.kind not in ("lesson", "question", "label") and re.search(words.NARRATIVE, outside, re.IGNORECASE):
        yield Finding(Weight.WARNING, "it tells the author's own story")


def _clipped(face: Face) -> Iterator[Finding]:
    """A statement whose first half trails off before the answer begins."""
    if re.search(r"\b(?:the|a|an|of|to|and|or|with|for|in|on|by|that|which)[.?]? Why\?$", face.question):
        yield Finding(Weight.REJECT, "the question is cut off")


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
    _contentless,
    _address,
    _no_context,
    _compound,
    _trivial,
    _narrative,
    _clipped,
)
