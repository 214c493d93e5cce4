"""The card grammar: one ordered table of shapes. The first that matches a bullet wins; the order is the specification.

`measured` is (passed, graded): cards of that shape that met all six criteria of the blind
rubric. The score of a card starts at (passed + 1) / (graded + 2), Laplace's rule, so that a
shape nobody has graded starts at one half, below the bar. Source: the 2026 grading round
summed up in the reference notes on cards (sample and two held-out sets, distinct cards).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from . import labelled, lessons, lists, skips, statements
from .here import Find, Found, Here, Proposal, Skip

__all__ = ["GRAMMAR", "Found", "Here", "Proposal", "Shape", "Skip", "Takes"]


class Takes(StrEnum):
    """What a shape is shown: every bullet, or a bullet or heading with a list below it."""

    BULLET = "bullet"
    LIST = "list"


@dataclass(frozen=True, slots=True)
class Shape:
    """One row of the grammar: a way of writing, and what becomes of it."""

    name: str
    takes: Takes
    find: Find
    measured: tuple[int, int] = (0, 0)

    @property
    def prior(self) -> float:
        passed, graded = self.measured
        return (passed + 1) / (graded + 2)


GRAMMAR: tuple[Shape, ...] = (
    # never a card
    Shape("block", Takes.BULLET, skips.block),
    Shape("link-only", Takes.BULLET, skips.empty),
    Shape("todo", Takes.BULLET, skips.todo),
    # the author says that it is worth keeping
    Shape("lesson-list", Takes.LIST, lessons.lesson_list, (3, 4)),
    Shape("lesson", Takes.BULLET, lessons.lesson, (3, 4)),
    # never a card
    Shape("silenced", Takes.BULLET, skips.silenced),
    Shape("block-quote", Takes.BULLET, skips.block_quote),
    Shape("foreign", Takes.BULLET, skips.foreign),
    Shape("reference", Takes.BULLET, skips.reference),
    Shape("own-voice", Takes.BULLET, skips.own_voice),
    Shape("example", Takes.BULLET, skips.example),
    Shape("parenthesis", Takes.BULLET, skips.parenthesis),
    Shape("platitude", Takes.BULLET, skips.platitude),
    # a lead and its list
    Shape("arrow-pairs", Takes.LIST, lists.arrow_pairs, (3, 3)),
    Shape("sequence", Takes.LIST, lists.sequence, (13, 13)),
    Shape("levels", Takes.BULLET, lists.levels, (5, 5)),
    Shape("set", Takes.LIST, lists.item_set, (6, 9)),
    # one line
    Shape("own-question", Takes.BULLET, labelled.own_question, (2, 2)),
    Shape("open-question", Takes.BULLET, skips.question),
    Shape("label-value", Takes.BULLET, labelled.label, (6, 7)),
    Shape("quotation", Takes.BULLET, skips.quotation),
    Shape("label-only", Takes.BULLET, skips.label),
    Shape("term-definition", Takes.BULLET, labelled.term, (5, 6)),
    Shape("named-term", Takes.BULLET, labelled.named_term, (4, 5)),
    Shape("why", Takes.BULLET, statements.why, (7, 11)),
    Shape("consequence", Takes.BULLET, statements.consequence, (7, 9)),
    Shape("relation", Takes.BULLET, statements.relation, (11, 14)),
    Shape("number", Takes.BULLET, statements.number, (3, 4)),
    Shape("marked-term", Takes.BULLET, statements.marked_term, (12, 16)),
    # nothing fits
    Shape("fragment", Takes.BULLET, skips.fragment),
    Shape("unmatched", Takes.BULLET, skips.unmatched),
)
