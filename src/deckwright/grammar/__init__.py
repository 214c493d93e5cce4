"""The card grammar: one ordered table of shapes. The first that matches a bullet wins; the order is the specification.

`measured` is (passed, graded): cards of that shape that met all six criteria of the blind
rubric (reference: cards.md §5). The score of a card starts at (passed + 1) / (graded + 2),
Laplace's rule, so that a shape nobody has graded starts at one half. Sources, pooled: the
reference grading (a sample and two held-out sets, one reader), and two rounds of November 2026
by stricter readers: 182 cards of the real post, of notes/ and of three other public
collections, among 26 hand-written ones of which 25 passed. `consequence` was turned round
between these rounds; its figure is of the form it has now.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from . import labelled, lessons, lists, skips, statements
from .here import Find, Found, Here, Proposal, Skip

__all__ = ["GRAMMAR", "Found", "Here", "Proposal", "Shape", "Skip", "Takes"]


class Takes(StrEnum):
    """What a shape is shown."""

    BULLET = "bullet"  # every bullet, one by one
    LIST = "list"  # a bullet or heading as the lead of a list; the first such shape has the list
    CHILDREN = "children"  # a bullet or heading with what stands below it, to pick single ones from


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
    # the author says that it is worth keeping
    Shape("lesson-list", Takes.LIST, lessons.lesson_list, (0, 4)),
    Shape("lesson", Takes.CHILDREN, lessons.lessons, (5, 11)),
    # never a card
    Shape("block", Takes.BULLET, skips.block),
    Shape("link-only", Takes.BULLET, skips.empty),
    Shape("todo", Takes.BULLET, skips.todo),
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
    Shape("arrow-pairs", Takes.LIST, lists.arrow_pairs, (11, 14)),
    Shape("sequence", Takes.LIST, lists.sequence, (22, 26)),
    Shape("levels", Takes.BULLET, lists.levels, (15, 16)),
    Shape("set", Takes.LIST, lists.item_set, (17, 24)),
    # one line
    Shape("own-question", Takes.BULLET, labelled.own_question, (8, 13)),
    Shape("open-question", Takes.BULLET, skips.question),
    Shape("label-value", Takes.BULLET, labelled.label, (15, 21)),
    Shape("quotation", Takes.BULLET, skips.quotation),
    Shape("label-only", Takes.BULLET, skips.label),
    Shape("term-definition", Takes.BULLET, labelled.term, (13, 18)),
    Shape("named-term", Takes.BULLET, labelled.named_term, (8, 11)),
    Shape("why", Takes.BULLET, statements.why, (14, 26)),
    Shape("consequence", Takes.BULLET, statements.consequence, (0, 3)),
    Shape("relation", Takes.BULLET, statements.relation, (14, 32)),
    Shape("number", Takes.BULLET, statements.number, (6, 19)),
    Shape("marked-term", Takes.BULLET, statements.marked_term, (19, 34)),
    # nothing fits
    Shape("fragment", Takes.BULLET, skips.fragment),
    Shape("unmatched", Takes.BULLET, skips.unmatched),
)
