"""The card grammar: one ordered table of shapes. The first that matches a bullet wins; the order is the specification.

`measured` is (passed, graded): cards of that shape that met all six criteria of the blind
rubric (reference: cards.md §5). The score of a card starts at (passed + 1) / (graded + 2),
Laplace's rule, so that a shape nobody has graded, or of which there are fewer than seven verdicts, starts at
one half; `scoring` weighs what the card itself shows. Where there are sixteen or more, only verdicts count of strict blind readers in
rounds on collections on which nothing had been tuned (tests/quality; `make quality` prints
them), on cards that the lint has nothing against and that the rules of today would still make: some
2,570 in all, of November 2026. The others count what was graded while tuning, the reference
grading (one milder reader) and their author's own, too. Of `label-value` only those count of
headings that name something, of `when` those of the last five rounds (before, 61 of 144 passed).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from .. import letters
from ..direct import direct
from . import (
    above,
    below,
    blocks,
    causes,
    conditions,
    contrast,
    definitions,
    doers,
    headings,
    heads,
    labelled,
    lessons,
    lists,
    markup,
    names,
    objects,
    other_lines,
    other_lists,
    places,
    sets,
    siblings,
    skips,
    statements,
    steps,
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

    def shown(self, here: Here) -> Found:
        """What it finds, without cards that would show nothing on a side; where a line asks for just such a one, that is told."""
        found = self.find(here)
        if not found or isinstance(found, Skip):
            return found
        seen = [proposal for proposal in found if letters.are_seen((proposal.question, *proposal.answer))]
        asked = self.asked_for and self.takes is not Takes.CHILDREN
        return seen or (Skip("a side of its card would have nothing on it to be seen") if asked else None)


GRAMMAR: tuple[Shape, ...] = (
    # the author's own markup
    Shape("switched-off", Takes.BULLET, skips.switched_off),
    Shape("cloze", Takes.BULLET, markup.cloze, asked_for=True),
    Shape("question-answer", Takes.BULLET, markup.question_answer, asked_for=True),
    Shape("double-colon", Takes.BULLET, markup.double_colon, asked_for=True),
    Shape("tagged", Takes.ANY, markup.tagged, asked_for=True),
    Shape("highlight", Takes.BULLET, markup.highlight, asked_for=True),
    # the author says that it is worth keeping
    Shape("lesson", Takes.CHILDREN, lessons.lessons, (4, 13), asked_for=True),
    # what is set apart from the text
    Shape("table", Takes.BULLET, tables.table, (6, 27)),
    # never a card
    Shape("block", Takes.BULLET, skips.block),
    Shape("link-only", Takes.BULLET, skips.empty),
    Shape("todo", Takes.BULLET, skips.todo),
    Shape("silenced", Takes.BULLET, skips.silenced),
    Shape("quote", Takes.BULLET, blocks.quote, (3, 10)),
    Shape("block-quote", Takes.BULLET, skips.block_quote),
    Shape("foreign", Takes.BULLET, skips.foreign),
    Shape("reference", Takes.BULLET, skips.reference),
    Shape("own-voice", Takes.BULLET, skips.own_voice),
    Shape("example", Takes.BULLET, skips.example),
    Shape("parenthesis", Takes.BULLET, skips.parenthesis),
    Shape("platitude", Takes.BULLET, skips.platitude),
    # a lead and its list
    Shape("arrow-pairs", Takes.LIST, lists.arrow_pairs, (6, 8)),
    Shape("sequence", Takes.LIST, lists.sequence, (39, 66)),
    Shape("levels", Takes.BULLET, lists.levels, (15, 19)),
    Shape("pros-cons", Takes.LIST, below.pros_cons, (6, 18)),
    Shape("which-of", Takes.LIST, siblings.which_of, (24, 47)),
    Shape("set", Takes.LIST, sets.item_set, (94, 149)),
    Shape("members", Takes.LIST, sets.members, (45, 95)),
    Shape("named-items", Takes.LIST, heads.named_items, (28, 40)),
    Shape("compared", Takes.LIST, below.compared),
    Shape("heading-question", Takes.LIST, headings.heading_question, (7, 14)),
    # a line and the block that belongs to it
    Shape("definition-list", Takes.BULLET, blocks.definition_list),
    Shape("command", Takes.BULLET, blocks.command, (3, 13)),
    Shape("formula", Takes.BULLET, blocks.formula, (15, 23)),
    # one line
    Shape("own-question", Takes.BULLET, labelled.own_question, (12, 43), own_words=True),
    Shape("open-question", Takes.BULLET, skips.question),
    Shape("label-list", Takes.BULLET, labelled.label_list),
    Shape("label-value", Takes.BULLET, labelled.label, (9, 35)),
    Shape("quotation", Takes.BULLET, skips.quotation),
    Shape("label-only", Takes.BULLET, skips.label),
    Shape("code", Takes.BULLET, names.code, (26, 62)),
    Shape("term-definition", Takes.BULLET, labelled.term, (202, 393)),
    Shape("named-term", Takes.BULLET, labelled.named_term, (13, 23)),
    Shape("stated", Takes.BULLET, names.stated, (60, 127)),
    Shape("named-above", Takes.BULLET, above.named_above, (23, 30)),
    Shape("why-below", Takes.BULLET, below.why_below),
    Shape("why", Takes.BULLET, statements.why, (45, 89)),
    Shape("called", Takes.BULLET, definitions.called, (15, 23)),
    Shape("kind-of", Takes.BULLET, definitions.kind_of, (59, 92)),
    Shape("one-that", Takes.BULLET, definitions.one_that, (10, 32)),
    Shape("occurs", Takes.BULLET, definitions.occurs, (14, 21)),
    Shape("definite", Takes.BULLET, definitions.definite, (15, 32)),
    Shape("part-of", Takes.BULLET, definitions.part_of, (12, 27)),
    Shape("acronym", Takes.BULLET, definitions.acronym, (103, 172)),
    Shape("therefore", Takes.BULLET, causes.therefore, (8, 16)),
    Shape("lesson-list", Takes.BULLET, lessons.listed, (1, 39)),
    Shape("explained", Takes.BULLET, causes.explained, (15, 28)),
    Shape("how-to", Takes.BULLET, causes.how_to, (16, 40)),
    Shape("purpose", Takes.BULLET, causes.purpose, (7, 29)),
    Shape("means", Takes.BULLET, causes.means, (28, 58)),
    Shape("unlike", Takes.BULLET, contrast.unlike, (12, 23)),
    Shape("not-but", Takes.BULLET, contrast.not_but, (11, 19)),
    Shape("whereas", Takes.BULLET, contrast.whereas, (5, 24)),
    Shape("proportion", Takes.BULLET, conditions.proportion, (5, 18)),
    Shape("when", Takes.BULLET, conditions.when, (18, 71)),
    Shape("condition", Takes.BULLET, conditions.condition, (8, 26)),
    Shape("only-if", Takes.BULLET, conditions.only_if, (3, 7)),
    Shape("inline-set", Takes.BULLET, heads.inline_set, (15, 19)),
    Shape("told-steps", Takes.BULLET, steps.told_steps),
    Shape("alias", Takes.BULLET, definitions.alias, (4, 7)),
    Shape("use", Takes.BULLET, places.use, (17, 52)),
    Shape("suited", Takes.BULLET, places.suited, (13, 16)),
    Shape("only-one", Takes.BULLET, doers.only_one, (0, 7)),
    Shape("dated", Takes.BULLET, places.dated),
    Shape("placed", Takes.BULLET, places.placed, (12, 22)),
    Shape("done-by", Takes.BULLET, doers.done_by, (16, 31)),
    Shape("needed", Takes.BULLET, objects.needed, (2, 11)),
    Shape("lets", Takes.BULLET, objects.lets, (5, 14)),
    Shape("superlative", Takes.BULLET, objects.superlative, (9, 18)),
    Shape("relation", Takes.BULLET, statements.relation, (11, 31)),
    Shape("which-kind", Takes.BULLET, siblings.which_kind, (9, 28)),
    Shape("doer", Takes.BULLET, doers.doer, (18, 64)),
    Shape("marked-term", Takes.BULLET, statements.marked_term, (13, 49)),
    # one line, but a person should decide
    Shape("advice", Takes.BULLET, conditions.advice, (13, 30)),
    Shape("consequence", Takes.BULLET, statements.consequence, (4, 25)),
    Shape("instead", Takes.BULLET, contrast.instead, (6, 24)),
    Shape("number", Takes.BULLET, statements.number, (8, 30)),
    Shape("object", Takes.BULLET, objects.direct_object, (3, 16)),
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
