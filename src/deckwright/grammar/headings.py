"""Headings that ask something, with their answer right below, to cards."""

from __future__ import annotations

from collections.abc import Sequence

from ..bullet import Bullet, Form
from ..language import english as words
from ..patterns import anycase, later
from . import lessons, phrase, skips
from .here import Here, Proposal
from .lists import LARGEST_SET

_CLEAR = 4  # words of a question
_LABEL = later(r"(?:Q|Question|A|Answer)\d{0,3}:\s+")  # `## Q: Why?` asks why


def heading_question(here: Here) -> Sequence[Proposal] | None:
    """`What limits throughput?` as a heading, above up to five lines or bullets that answer it.

    Not the title of an article by somebody else, nor a heading with others below it: that is a subject.
    """
    heading, answers = here.bullet, here.bullet.children
    asked = _unlabelled(here.bullet)
    if heading.form is not Form.HEADING or not here.masked.rstrip().endswith("?") or here.masked.count("?") > 1:
        return None
    if not anycase(words.QUESTION_WORD).match(asked):
        return None
    if here.has_sections or heading.text.links or here.unclear or not all(map(_answers, answers)):
        return None
    said = tuple(phrase.trimmed(_unlabelled(answer)) for answer in answers)
    vague = here.path and len(phrase.content_stems(asked)) <= 1
    question = f"{here.topic} — {asked}" if vague else asked
    counted = question if len(said) == 1 else f"{question} ({len(said)} things)"
    doubt = f"the answer has {len(said)} parts" if len(said) > LARGEST_SET else _doubt(asked)
    return [Proposal("question", counted, said, heading, "heading", also=answers, reason=doubt)]


def _doubt(asked: str) -> str:
    """What may not be clear of a short question, `Why?`, or one that points: 1 of 11 such cards passed, 6 of 11 of the others."""
    short = phrase.word_count(asked) < _CLEAR
    return "the heading may not say enough to be asked" if short or anycase(words.POINTS).search(asked) else ""


def _unlabelled(bullet: Bullet) -> str:
    label = _LABEL.match(bullet.text.masked)
    return bullet.text.said[label.end() :] if label else bullet.text.said


def _answers(bullet: Bullet) -> bool:
    """Whether a line says something that may be an answer: no question, lead, link, to-do or remark."""
    inside = Here(bullet, "")
    silent = (skips.block, skips.block_quote, skips.empty, skips.todo, skips.reference, skips.question, skips.own_voice, skips.example)
    return not any(skip(inside) for skip in silent) and not bullet.text.said.endswith(":") and not lessons.is_lesson(bullet)
