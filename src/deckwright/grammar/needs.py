"""A bullet's words and signs to the shapes that may find something in it: two in three need one that most lines do not have.

For each such shape, the patterns of which one must match in the line; what words these need is derived from them (see `needed`).
A shape that is not named here, or looks at more than the line, is always tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from ..bullet import Bullet
from ..language import english as words
from ..language import syntax
from ..language.languages import QUESTION_LABEL
from ..needed import held, needed
from ..patterns import later
from . import causes, conditions, contrast, definitions, doers, labelled, names, objects, places, statements, steps

if TYPE_CHECKING:
    from . import Shape

NEEDS: dict[str, tuple[str, ...]] = {
    "parenthesis": ("[(（]",),
    "levels": (rf"^{words.LEVEL}\s*[:–—-]",),
    "command": (":",),
    "own-question": (r"\?",),
    "open-question": ("[?？]",),
    "label-value": (":",),
    "quotation": ("[\"“]",),
    "term-definition": (labelled._TERM.pattern,),
    "why": (statements._CAUSE.pattern,),
    "called": (definitions._CALLED.pattern,),
    "kind-of": (definitions._KIND.pattern,),
    "occurs": (definitions._OCCURS.pattern,),
    "definite": (definitions._DEFINITE.pattern,),
    "therefore": (causes._THEREFORE.pattern, causes._NEXT.pattern),
    "explained": (causes._SAID_BEFORE.pattern, causes._AS.pattern, causes._OTHERWISE.pattern, causes._FRONTED.pattern),
    "how-to": (causes._TO_ACHIEVE.pattern,),
    "purpose": (causes._PURPOSE.pattern,),
    "means": (causes._MEANS.pattern,),
    "unlike": (contrast._UNLIKE.pattern,),
    "not-but": (contrast._NOT_BUT.pattern,),
    "whereas": (contrast._WHEREAS.pattern,),
    "proportion": (conditions._MORE.pattern,),
    "when": (conditions._FRONTED.pattern, conditions._TRAILING.pattern),
    "condition": (conditions._FRONTED.pattern,),
    "only-if": (conditions._ONLY.pattern,),
    "needed": (objects._NEEDED.pattern,),
    "lets": (objects._LETS.pattern,),
    "superlative": (syntax.SUPERLATIVE,),
    "relation": (statements._RELATION.pattern,),
    "acronym": (r"\(",),
    "advice": (conditions._SO.pattern,),
    "consequence": (statements._SO.pattern,),
    "instead": (contrast._INSTEAD.pattern, contrast._INSTEAD_FIRST.pattern),
    "number": (statements._NUMBER.pattern,),
    "code": ("`",),
    "stated": (names._TERM.pattern,),
    "told-steps": (steps.NEXT.pattern,),
    "alias": (definitions._ALIAS.pattern,),
    "one-that": (definitions._ONE.pattern,),
    "part-of": (definitions._OF.pattern, definitions._DEFAULT.pattern),
    "use": (places._USE.pattern,),
    "suited": (places._SUITED.pattern,),
    "dated": (places._DATED.pattern,),
    "placed": (places._PLACED.pattern, places._LIES.pattern),
    "done-by": (doers._DONE_BY.pattern, doers._HANDLED_BY.pattern),
    "only-one": (doers._ONLY.pattern,),
}  # fmt: skip

_CHOICES = 4096  # that are remembered; notes have some hundred
_ASKED = later(rf"{QUESTION_LABEL}\d{{0,3}}[:.：]")


def may_be_marked(bullet: Bullet) -> bool:
    """Whether a bullet, or what stands below it, may have markup that asks for a card: if not, no shape of the markup finds any."""
    text = bullet.text
    marked = text.tagged or text.highlights or text.clozes or text.broken_cloze or bullet.cells or "::" in text.said
    return bool(marked or _ASKED.match(text.said)) or any(map(may_be_marked, bullet.children))


class Choice:
    """A row of shapes, in their order; `fitting` says which of them need to be tried on a line."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self.shapes = tuple(shapes)

    def fitting(self, said: str) -> tuple[Shape, ...]:
        """Those that may find something in a line that says so; all others find nothing."""
        always, by_word, chosen = self._told_apart
        bits = always
        for word in held(said):
            bits |= by_word.get(word, 0)
        return chosen(bits)

    @cached_property
    def _told_apart(self) -> tuple[int, dict[str, int], Callable[[int], tuple[Shape, ...]]]:
        """A bit for each shape: those that are always tried, and by word those that need it, or another."""
        always, by_word = 0, dict[str, int]()
        for k, shape in enumerate(self.shapes):
            found = [needed(pattern) for pattern in NEEDS.get(shape.name, ())]
            always |= 0 if found and all(found) else 1 << k
            for word in frozenset().union(*found):
                by_word[word] = by_word.get(word, 0) | 1 << k

        @lru_cache(maxsize=_CHOICES)
        def chosen(bits: int) -> tuple[Shape, ...]:
            return tuple(shape for k, shape in enumerate(self.shapes) if bits >> k & 1)

        return always, by_word, chosen
