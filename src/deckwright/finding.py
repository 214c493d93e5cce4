"""A proposed card as the learner would see it, and what may be found wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from .direct import direct
from .grammar.here import Proposal
from .language.languages import ENGLISH
from .language.spoken import Language
from .patterns import cased


@direct
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
    language: Language = ENGLISH

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


def worded(side: str) -> str:
    """A side of a card without its code and math, whose signs are no punctuation."""
    return cased(r"`[^`]*`|\\\((?:(?!\\\().)*?\\\)").sub("x", side)


def unquoted(side: str) -> str:
    """A side of a card without what stands in quotation marks or as code, where words say nothing of the card itself."""
    return cased(r"“[^”]{0,1000}”|\"[^\"]*\"|`[^`]*`").sub("x", side)
