"""The card grammar: one ordered table of shapes. The first that matches a bullet wins; the order is the specification.

`measured` is (passed, graded): cards of that shape that met all six criteria of the blind
rubric (reference: cards.md §5). The score of a card starts at (passed + 1) / (graded + 2),
Laplace's rule, so that a shape nobody has graded starts at one half. Sources, pooled: the
reference grading (a sample and two held-out sets, one reader), and four blind rounds of November
2026 by stricter readers, the last two on six collections of notes that no rule was written on
(tests/quality; `make quality` prints them). `called`, `occurs`, `explained`, `unlike`, `needed`,
`advice`, `object` and `instead` have figures of their author's own reading, too: too few or none
of their cards came before a blind reader. Of `own-question`, `term-definition`, `named-term` and
`which-of` only cards that the rules of today would still make are counted, of `sequence` whole ones
in blind rounds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from ..direct import direct
from . import (
    below,
    blocks,
    causes,
    conditions,
    contrast,
    definitions,
    headings,
    labelled,
    lessons,
    lists,
    markup,
    objects,
    other_lines,
    other_lists,
    siblings,
    skips,
    statements,
    tables,
)
from .here import Find, Found, Here, Proposal, Skip

__all__ = ["ELSEWHERE", "GRAMMAR", "Found", "Here", "Proposal", "Shape", "Skip", "Takes"]


@direct
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
    whatever the lint says of it. `own_words` are the author's questions: a card if the lint
    finds nothing against it, whatever readers thought of others' questions.
    """

    name: str
    takes: Takes
    find: Find
    measured: tuple[int, int] = (0, 0)
    asked_for: bool = False
    own_words: bool = False

    @property
    def prior(self) -> float:
        passed, graded = self.measured
        if self.asked_for and not graded:
            return 1.0
        return (passed + 1) / (graded + 2)


GRAMMAR: tuple[Shape, ...] = (
    # the author's own markup
    Shape("switched-off", Takes.BULLET, skips.switched_off),
    Shape("cloze", Takes.BULLET, markup.cloze, asked_for=True),
    Shape("question-answer", Takes.BULLET, markup.question_answer, asked_for=True),
    Shape("double-colon", Takes.BULLET, markup.double_colon, asked_for=True),
    Shape("tagged", Takes.ANY, markup.tagged, asked_for=True),
    Shape("highlight", Takes.BULLET, markup.highlight, asked_for=True),
    # the author says that it is worth keeping
    Shape("lesson", Takes.CHILDREN, lessons.lessons, (5, 16), asked_for=True),
    # what is set apart from the text
    Shape("table", Takes.BULLET, tables.table, (0, 4)),
    # never a card
    Shape("block", Takes.BULLET, skips.block),
    Shape("link-only", Takes.BULLET, skips.empty),
    Shape("todo", Takes.BULLET, skips.todo),
    Shape("silenced", Takes.BULLET, skips.silenced),
    Shape("quote", Takes.BULLET, blocks.quote),
    Shape("block-quote", Takes.BULLET, skips.block_quote),
    Shape("foreign", Takes.BULLET, skips.foreign),
    Shape("reference", Takes.BULLET, skips.reference),
    Shape("own-voice", Takes.BULLET, skips.own_voice),
    Shape("example", Takes.BULLET, skips.example),
    Shape("parenthesis", Takes.BULLET, skips.parenthesis),
    Shape("platitude", Takes.BULLET, skips.platitude),
    # a lead and its list
    Shape("arrow-pairs", Takes.LIST, lists.arrow_pairs, (12, 19)),
    Shape("sequence", Takes.LIST, lists.sequence, (6, 10)),
    Shape("levels", Takes.BULLET, lists.levels, (15, 19)),
    Shape("pros-cons", Takes.LIST, below.pros_cons, (3, 4)),
    Shape("which-of", Takes.LIST, siblings.which_of, (7, 14)),
    Shape("set", Takes.LIST, lists.item_set, (43, 67)),
    Shape("parallel", Takes.LIST, lists.parallel, (1, 5)),
    Shape("compared", Takes.LIST, below.compared),
    Shape("heading-question", Takes.LIST, headings.heading_question, (0, 7)),
    # a line and the block that belongs to it
    Shape("definition-list", Takes.BULLET, blocks.definition_list),
    Shape("command", Takes.BULLET, blocks.command, (1, 9)),
    Shape("formula", Takes.BULLET, blocks.formula, (0, 1)),
    # one line
    Shape("own-question", Takes.BULLET, labelled.own_question, (10, 24), own_words=True),
    Shape("open-question", Takes.BULLET, skips.question),
    Shape("label-value", Takes.BULLET, labelled.label, (15, 29)),
    Shape("quotation", Takes.BULLET, skips.quotation),
    Shape("label-only", Takes.BULLET, skips.label),
    Shape("term-definition", Takes.BULLET, labelled.term, (42, 68)),
    Shape("named-term", Takes.BULLET, labelled.named_term, (17, 30)),
    Shape("why-below", Takes.BULLET, below.why_below),
    Shape("why", Takes.BULLET, statements.why, (43, 77)),
    Shape("called", Takes.BULLET, definitions.called, (11, 18)),
    Shape("kind-of", Takes.BULLET, definitions.kind_of, (21, 39)),
    Shape("occurs", Takes.BULLET, definitions.occurs, (14, 21)),
    Shape("definite", Takes.BULLET, definitions.definite, (5, 8)),
    Shape("therefore", Takes.BULLET, causes.therefore, (1, 3)),
    Shape("lesson-list", Takes.BULLET, lessons.listed, (2, 25)),
    Shape("explained", Takes.BULLET, causes.explained, (13, 24)),
    Shape("how-to", Takes.BULLET, causes.how_to, (3, 13)),
    Shape("purpose", Takes.BULLET, causes.purpose, (8, 18)),
    Shape("means", Takes.BULLET, causes.means, (5, 18)),
    Shape("unlike", Takes.BULLET, contrast.unlike, (12, 23)),
    Shape("not-but", Takes.BULLET, contrast.not_but, (0, 3)),
    Shape("whereas", Takes.BULLET, contrast.whereas, (3, 8)),
    Shape("proportion", Takes.BULLET, conditions.proportion, (0, 5)),
    Shape("condition", Takes.BULLET, conditions.condition, (9, 24)),
    Shape("only-if", Takes.BULLET, conditions.only_if, (2, 3)),
    Shape("needed", Takes.BULLET, objects.needed, (7, 13)),
    Shape("lets", Takes.BULLET, objects.lets, (2, 8)),
    Shape("superlative", Takes.BULLET, objects.superlative, (3, 3)),
    Shape("relation", Takes.BULLET, statements.relation, (15, 40)),
    Shape("acronym", Takes.BULLET, definitions.acronym, (10, 15)),
    Shape("marked-term", Takes.BULLET, statements.marked_term, (29, 61)),
    # one line, but a person should decide
    Shape("advice", Takes.BULLET, conditions.advice, (13, 30)),
    Shape("consequence", Takes.BULLET, statements.consequence, (1, 11)),
    Shape("instead", Takes.BULLET, contrast.instead, (5, 21)),
    Shape("number", Takes.BULLET, statements.number, (10, 32)),
    Shape("object", Takes.BULLET, objects.direct_object, (16, 48)),
    # nothing fits
    Shape("fragment", Takes.BULLET, skips.fragment),
    Shape("unmatched", Takes.BULLET, skips.unmatched),
)

_ROW = {shape.name: shape for shape in GRAMMAR}

# In a language other than English: the author's markup and the skips, which ask the language for its words, and the
# shapes that are told by their form. Nobody has graded these, so each starts where its English one does.
ELSEWHERE: tuple[Shape, ...] = (
    _ROW["switched-off"],
    *(shape for shape in GRAMMAR if shape.asked_for and shape.name != "lesson"),
    replace(_ROW["lesson"], find=other_lines.lessons),
    *map(_ROW.__getitem__, ("block", "link-only", "todo", "silenced", "block-quote", "foreign", "reference", "own-voice", "example")),
    *map(_ROW.__getitem__, ("parenthesis", "platitude")),
    replace(_ROW["arrow-pairs"], find=other_lists.arrow_pairs),
    replace(_ROW["sequence"], find=other_lists.sequence),
    replace(_ROW["levels"], find=other_lists.levels),
    replace(_ROW["set"], find=other_lists.item_set),
    replace(_ROW["heading-question"], find=other_lists.heading_question),
    replace(_ROW["definition-list"], find=other_lists.definition_list),
    replace(_ROW["own-question"], find=other_lines.own_question),
    _ROW["open-question"],
    replace(_ROW["label-value"], find=other_lines.label),
    _ROW["quotation"],
    _ROW["label-only"],
    replace(_ROW["term-definition"], find=other_lines.term),
    replace(_ROW["why"], find=other_lines.why),
    replace(_ROW["lesson-list"], find=other_lines.lesson_item),
    _ROW["fragment"],
    _ROW["unmatched"],
)
