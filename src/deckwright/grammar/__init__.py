"""The card grammar: one ordered table of shapes. The first that matches a bullet wins; the order is the specification.

`measured` is (passed, graded): cards of that shape that met all six criteria of the blind
rubric (reference: cards.md §5). The score of a card starts at (passed + 1) / (graded + 2),
Laplace's rule, so that a shape nobody has graded starts at one half. Sources, pooled: the
reference grading (a sample and two held-out sets, one reader), and three blind rounds of November
2026 by stricter readers, the last on two collections of notes that no rule was written on
(tests/quality; `make quality` prints it). `called`, `occurs`, `explained`, `unlike`, `needed`,
`advice`, `object` and `instead` have figures of their author's own reading, too: too few or none
of their cards came before a blind reader. Of `own-question`, only cards of the form it has now are counted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from . import causes, conditions, contrast, definitions, headings, labelled, lessons, lists, markup, objects, skips, statements
from .here import Find, Found, Here, Proposal, Skip

__all__ = ["GRAMMAR", "Found", "Here", "Proposal", "Shape", "Skip", "Takes"]


class Takes(StrEnum):
    """What a shape is shown."""

    BULLET = "bullet"  # every bullet, one by one
    LIST = "list"  # a bullet or heading as the lead of a list; the first such shape has the list
    CHILDREN = "children"  # a bullet or heading with what stands below it, to pick single ones from
    ANY = "any"  # a bullet or heading, whatever stands below it


@dataclass(frozen=True, slots=True)
class Shape:
    """One row of the grammar: a way of writing, and what becomes of it.

    `asked_for` are those by which the author asks for the card in so many signs: it is one,
    whatever the lint says of it.
    """

    name: str
    takes: Takes
    find: Find
    measured: tuple[int, int] = (0, 0)
    asked_for: bool = False

    @property
    def prior(self) -> float:
        passed, graded = self.measured
        if self.asked_for and not graded:
            return 1.0
        return (passed + 1) / (graded + 2)


GRAMMAR: tuple[Shape, ...] = (
    # the author's own markup
    Shape("switched-off", Takes.BULLET, skips.switched_off),
    Shape("question-answer", Takes.BULLET, markup.question_answer, asked_for=True),
    Shape("double-colon", Takes.BULLET, markup.double_colon, asked_for=True),
    Shape("tagged", Takes.ANY, markup.tagged, asked_for=True),
    Shape("highlight", Takes.BULLET, markup.highlight, asked_for=True),
    # the author says that it is worth keeping
    Shape("lesson-list", Takes.LIST, lessons.lesson_list, (1, 19)),
    Shape("lesson", Takes.CHILDREN, lessons.lessons, (5, 11), asked_for=True),
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
    Shape("sequence", Takes.LIST, lists.sequence, (25, 42)),
    Shape("levels", Takes.BULLET, lists.levels, (15, 16)),
    Shape("set", Takes.LIST, lists.item_set, (21, 32)),
    Shape("parallel", Takes.LIST, lists.parallel, (0, 1)),
    Shape("heading-question", Takes.LIST, headings.heading_question, (0, 5)),
    # one line
    Shape("own-question", Takes.BULLET, labelled.own_question, (9, 17)),
    Shape("open-question", Takes.BULLET, skips.question),
    Shape("label-value", Takes.BULLET, labelled.label, (15, 21)),
    Shape("quotation", Takes.BULLET, skips.quotation),
    Shape("label-only", Takes.BULLET, skips.label),
    Shape("term-definition", Takes.BULLET, labelled.term, (16, 26)),
    Shape("named-term", Takes.BULLET, labelled.named_term, (9, 15)),
    Shape("why", Takes.BULLET, statements.why, (22, 43)),
    Shape("called", Takes.BULLET, definitions.called, (11, 17)),
    Shape("kind-of", Takes.BULLET, definitions.kind_of, (7, 13)),
    Shape("occurs", Takes.BULLET, definitions.occurs, (13, 20)),
    Shape("definite", Takes.BULLET, definitions.definite, (4, 5)),
    Shape("therefore", Takes.BULLET, causes.therefore, (1, 2)),
    Shape("explained", Takes.BULLET, causes.explained, (10, 17)),
    Shape("how-to", Takes.BULLET, causes.how_to, (1, 6)),
    Shape("purpose", Takes.BULLET, causes.purpose, (3, 5)),
    Shape("means", Takes.BULLET, causes.means, (3, 13)),
    Shape("unlike", Takes.BULLET, contrast.unlike, (11, 20)),
    Shape("not-but", Takes.BULLET, contrast.not_but, (0, 3)),
    Shape("whereas", Takes.BULLET, contrast.whereas, (1, 3)),
    Shape("proportion", Takes.BULLET, conditions.proportion, (0, 5)),
    Shape("condition", Takes.BULLET, conditions.condition, (7, 21)),
    Shape("only-if", Takes.BULLET, conditions.only_if, (1, 1)),
    Shape("needed", Takes.BULLET, objects.needed, (6, 9)),
    Shape("lets", Takes.BULLET, objects.lets, (2, 6)),
    Shape("superlative", Takes.BULLET, objects.superlative, (1, 1)),
    Shape("relation", Takes.BULLET, statements.relation, (15, 38)),
    Shape("acronym", Takes.BULLET, definitions.acronym, (2, 5)),
    Shape("marked-term", Takes.BULLET, statements.marked_term, (22, 51)),
    # one line, but a person should decide
    Shape("advice", Takes.BULLET, conditions.advice, (13, 30)),
    Shape("consequence", Takes.BULLET, statements.consequence, (1, 10)),
    Shape("instead", Takes.BULLET, contrast.instead, (5, 14)),
    Shape("number", Takes.BULLET, statements.number, (7, 24)),
    Shape("object", Takes.BULLET, objects.direct_object, (14, 42)),
    # nothing fits
    Shape("fragment", Takes.BULLET, skips.fragment),
    Shape("unmatched", Takes.BULLET, skips.unmatched),
)
