"""A card-to-be to why its answer says too little: no word of content, no definition, praise, one event, the author's own story."""

from __future__ import annotations

from collections.abc import Iterator

from .finding import Face, Finding, Weight, unquoted
from .grammar import phrase
from .language import english as words
from .language import syntax, titles
from .needed import searched
from .patterns import anycase, cased


def contentless(face: Face) -> Iterator[Finding]:  # L9
    """An answer without a word of content, or of one common word where a reason is asked for."""
    if not phrase.content_stems(face.answer, face.language):
        yield Finding(Weight.REJECT, "the answer holds no word of content")
    if (
        face.proposal.kind in ("why", "relation", "consequence")
        and phrase.word_count(face.answer) == 1
        and not cased(r"[A-Z]").search(face.answer)
    ):
        yield Finding(Weight.WARNING, "the answer is a single common word")


def no_definition(face: Face) -> Iterator[Finding]:
    """A definition that lists, or names something that only an experiment calls so."""
    if face.proposal.kind not in ("definition", "which"):
        return
    if anycase(titles.EXPERIMENT).search(face.context):
        yield Finding(Weight.DRAFT, "it may be a detail of an experiment")
    if face.proposal.kind == "which" or face.is_list or not face.question.startswith(("What is meant", "What is ", "What are ")):
        return
    pieces = face.answer.split(", ")
    if len(pieces) > 1 and all(phrase.word_count(piece) <= 4 for piece in pieces) and not anycase(r"(?:an?|the)\b").match(face.answer):
        yield Finding(Weight.DRAFT, "the answer is a list the question does not announce")


def row_of_facts(face: Face) -> Iterator[Finding]:
    """A definition that tells one fact after the other, or too little to know the thing by (5 of 31 such cards passed)."""
    if face.proposal.kind != "definition" or face.is_list or not face.question.startswith("What is meant by"):
        return
    bare = cased(r"\([^()]*\)|`[^`]*`").sub("x", face.answer)
    pieces = bare.split(", ")
    series = cased(r"(?:and|or) |.* (?:and|or) ").match(pieces[-1]) and all(phrase.word_count(piece) <= 5 for piece in pieces[1:])
    if not series and any(not anycase(rf"(?:{words.GOES_ON})\b").match(piece) for piece in pieces[1:]):
        yield Finding(Weight.DRAFT, "the answer is a row of facts")
    elif phrase.word_count(bare) < 4 and not anycase(words.MEANS_SOMETHING).match(bare):
        yield Finding(Weight.DRAFT, "the answer says too little to be a definition")
    elif cased(r"[A-Z]?[a-z]*[^e\W]ed\b").match(bare) and cased(r"“[A-Z]\w+ [A-Z]\w+”").search(face.question):
        yield Finding(Weight.DRAFT, "the answer tells what somebody did")


def echoes(face: Face) -> Iterator[Finding]:
    """A definition that says little more than its term does: `space-around: equal spacing around …` (1 of 12 such cards passed)."""
    asked = cased(r"What (?:is meant by|does) (.+)\?$").match(face.question)
    if face.proposal.kind != "definition" or face.is_list or asked is None:
        return
    term, answer = phrase.content_stems(asked[1]), phrase.content_stems(face.answer)
    if term & answer and len(answer - term) <= 2:
        yield Finding(Weight.DRAFT, "the answer says little more than its term")


def known_to_all(face: Face) -> Iterator[Finding]:
    """An acronym that nearly everybody can spell out."""
    if face.proposal.kind == "acronym" and any(word.removesuffix("s") in words.COMMON_ACRONYMS for word in phrase.tokens(face.question)):
        yield Finding(Weight.DRAFT, "nearly everybody knows what it stands for")


_ELSEWHERE = (
    (titles.EXERCISE, "it may be part of an exercise"),  # it means something only there: 2 of 27 such cards passed
    (titles.CONTENTS, "it stands in a table of contents"),  # it names what a book goes on to say: none of 5
)


def out_of_place(face: Face) -> Iterator[Finding]:
    """What stands below a heading that makes it part of something else."""
    for heading, reason in _ELSEWHERE:
        if searched(heading, face.context):
            yield Finding(Weight.DRAFT, reason)


def trivial(face: Face) -> Iterator[Finding]:  # L15
    """A blank that asks for a common word or for the topic."""
    found = [w.casefold() for w in phrase.tokens(face.answer)]
    if face.proposal.kind == "term" and (
        (len(found) == 1 and found[0] in words.COMMON_WORDS) or phrase.content_stems(face.answer) <= phrase.content_stems(face.context)
    ):
        yield Finding(Weight.REJECT, "the blank asks for a common word or for the topic")


def narrative(face: Face) -> Iterator[Finding]:  # L18
    """A side that tells the author's own story."""
    outside = unquoted(f"{face.question} {face.answer}")
    if face.proposal.kind not in ("lesson", "question", "label") and searched(words.NARRATIVE, outside):
        yield Finding(Weight.WARNING, "it tells the author's own story")


def judges(face: Face) -> Iterator[Finding]:
    """An answer that praises or blames (15 of 86 such cards passed), or a question about one past event (6 of 45)."""
    if face.proposal.kind in ("lesson", "question", "set", "sequence", "term", "table"):
        return
    if not face.is_list and not face.question.endswith(" say?") and searched(syntax.JUDGES, face.answer):
        yield Finding(Weight.DRAFT, "the answer says how good it is, which is easy to guess")
    if anycase(syntax.IS_OVER).match(face.question):
        yield Finding(Weight.WARNING, "it asks about a single event")
