"""A bullet to the statements in it that a question can be asked about; a question and what answers it to a card."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

from ..language import english as words
from ..language import syntax, verbs
from ..needed import searched
from ..patterns import anycase, cased, later
from . import phrase
from .here import Here, Proposal

_FRONTED = later(rf"^((?:{syntax.FRONTS}) [^,;:]{{3,50}}|by default),\s+(.{{12,}})$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence told as still true; a short label before its colon stands in `name`."""

    name: str
    sentence: phrase.Sentence

    def asked(self, question: str) -> str:
        """The question, behind the label where there is one."""
        return f"{self.name}: {question[:1].lower() + question[1:] if question.startswith('Wh') else question}" if self.name else question


def told_in(here: Here) -> Sequence[Told]:
    """The sentences of a bullet that are told as still true."""
    return _told(here.said)


@lru_cache(maxsize=phrase.RECENT)
def _told(said: str) -> tuple[Told, ...]:
    return tuple(_still_true(phrase.sentences(said)))


def _still_true(sentences: Sequence[phrase.Sentence]) -> Iterator[Told]:
    for sentence in sentences:
        if searched(words.OBSOLETE, sentence.masked):
            continue
        page = anycase(syntax.PAGE).match(sentence.masked)
        if page:
            sentence = phrase.Sentence(sentence.said[page.end() :], sentence.masked[page.end() :])  # noqa: PLW2901
        remark = cased(syntax.REMARK).match(sentence.masked)
        if remark:
            sentence = phrase.Sentence(sentence.said[remark.end() :], sentence.masked[remark.end() :])  # noqa: PLW2901
        label = cased(r"^([^:,“\"`]{2,40}):\s+(?=\w)").match(sentence.masked)
        if label and phrase.word_count(label.group(1)) <= 4 and not phrase.has_inflected_verb(label.group(1)):
            yield Told(sentence.cut(0, label.end(1)), phrase.Sentence(sentence.said[label.end() :], sentence.masked[label.end() :]))
        else:
            yield Told("", sentence)


def answered(kind: str, question: str, answer: str, here: Here, *, on_parent: bool = False, reason: str = "") -> list[Proposal]:  # noqa: PLR0913
    """A card; an answer that lists 3 to 5 things is announced as such."""
    parts = phrase.listed(answer)
    one_thing = cased(r"(?:an?|the)\b").match(answer) and not all(
        cased(r"(?:an?|the)\b").match(part) for part in parts
    )  # `a way of a, b and c`
    if len(parts) > 2 and not one_thing and not cased(r"(?:by|to|so|in)\b").match(answer):
        return [Proposal(kind, f"{question} ({len(parts)} things)", parts, here.bullet, on_parent=on_parent, reason=reason)]
    if answer.count(",") > 1 and searched(words.OPEN_END, answer):
        reason = reason or "the answer is an open-ended list"
    return [Proposal(kind, question, (phrase.first_clause(answer),), here.bullet, on_parent=on_parent, reason=reason)]


def fronted(told: Told) -> tuple[phrase.Sentence, Callable[[str], str]]:
    """A statement without `In Rust, ` before it, and how a question about it is asked with that."""
    match = _FRONTED.match(told.sentence.masked)
    if match is None or points(match.group(1)):
        return told.sentence, told.asked
    opener = phrase.capital(told.sentence.cut(0, match.end(1)))
    rest = phrase.Sentence(told.sentence.said[match.start(2) :], told.sentence.masked[match.start(2) :])
    return rest, lambda question: told.asked(f"{opener}, {question[:1].lower()}{question[1:]}")


def points(piece: str) -> bool:
    """Whether a word of it stands for something said elsewhere."""
    return not syntax.POINTERS.isdisjoint(map(str.casefold, phrase.tokens(piece)))


def names(subject: str) -> bool:
    """Whether a subject names something by itself, and is neither an instruction nor a statement."""
    opens = phrase.opening(subject)
    pointing = phrase.starts_deictic(subject) or anycase(syntax.NOBODY).match(subject) or points(subject)
    instructs = opens in verbs.IMPERATIVES and opens not in verbs.NOUNS_TOO
    named = opens and opens not in syntax.NO_SUBJECT and not cased(syntax.NO_SINGLE_THING).search(subject)
    return bool(named) and not pointing and not instructs and not phrase.has_finite_verb(subject)


def lists_on(behind: str) -> bool:
    """Whether a comma behind an answer goes on with more of it."""
    return cased(r"^, ?(?:and |or )?\w+(?: \w+){0,3}(?:,|$| and )").match(behind) is not None


def goes_on(answer: str) -> bool:
    """Whether a second statement begins in an answer, or its end hangs in the air."""
    if anycase(syntax.HANGS).search(answer):
        return True
    near = takewhile(lambda word: word not in syntax.OPENS_A_CLAUSE, map(str.casefold, phrase.tokens(answer)))
    return any(word in words.AUXILIARIES for word in near)
