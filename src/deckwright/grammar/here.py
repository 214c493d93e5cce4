"""What a shape is given and what it answers: Here in, Proposals or a Skip out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ..bullet import Bullet, Form
from ..language import english as words
from ..language import titles
from ..language.languages import ENGLISH
from ..language.spoken import Language
from ..outline import is_remark
from ..patterns import anycase, cased
from . import phrase
from .phrase import Sentence


@dataclass(frozen=True, slots=True)
class Here:
    """One bullet in its place.

    `parents` are the bullets and leads around it, outermost first; `siblings` the bullets
    of its list, itself among them; `path` the headings inside the article; `vocabulary`
    the words its file writes in small letters; `silenced` why the author's own words
    switch cards off here, or empty; `unclear` where the author says they got lost;
    `language` what the note file is written in, `mixed` whether lines in another may stand in it; `has_sections` whether headings stand
    below its own; `off` why author or deck switched it off, or empty; `work` the book or
    course that a numbered chapter belongs to, or empty.
    """

    bullet: Bullet
    article: str
    path: tuple[str, ...] = ()
    parents: tuple[Bullet, ...] = ()
    siblings: tuple[Bullet, ...] = ()
    vocabulary: frozenset[str] = frozenset()
    silenced: str = ""
    unclear: bool = False
    language: Language = ENGLISH
    mixed: bool = False
    has_sections: bool = False
    off: str = ""
    work: str = ""

    @property
    def said(self) -> str:
        return self.bullet.text.said

    @property
    def masked(self) -> str:
        return self.bullet.text.masked

    @property
    def parent(self) -> Bullet | None:
        return self.parents[-1] if self.parents else None

    @property
    def topic(self) -> str:
        """The article as a question names it: in quotes, without a chapter's number or a trailing bracket; if bare, what it belongs to."""
        title = self.article.rstrip(" .")
        short = title.split(" (")[0] if title.endswith(")") else title
        chapter = anycase(titles.CHAPTER).match(short)
        short = short[chapter.end() :] if chapter else cased(f"^{titles.NUMBERED}").sub("", short)
        if not short or anycase(titles.BARE_TITLE).fullmatch(short):
            short = self.work
        return self.language.quoted(short or title) if not self.english else f"“{short or title}”"

    @property
    def english(self) -> bool:
        return self.language is ENGLISH

    @property
    def heading(self) -> str:
        """The nearest heading that is about something, without its number, or empty."""
        name = next((name for name in reversed(self.path) if not is_remark(name)), "")
        return cased(f"^{titles.NUMBERED}").sub("", name)

    @property
    def among_lessons(self) -> bool:
        """Whether the line or heading right above says that these are lessons."""
        return anycase(words.LESSON_HEADING).fullmatch(self.line_above.strip(" :")) is not None

    @property
    def line_above(self) -> str:
        """The line or heading right above: the parent, the section, or the article."""
        return self.parent.text.masked if self.parent is not None else (self.article, *self.path)[-1]

    @property
    def index(self) -> int:
        """Its place among its siblings, which may hold others of the same words; behind them all where it is none of them."""
        at = bisect_left(self.siblings, self.bullet.line, key=lambda sibling: sibling.line)  # they stand in the order of their lines
        return next((k for k in range(at, len(self.siblings)) if self.siblings[k] is self.bullet), len(self.siblings))

    @property
    def above(self) -> Here:
        """The same place as seen from the heading around its own."""
        return replace(self, path=self.path[:-1])

    def at(self, bullet: Bullet, siblings: tuple[Bullet, ...], parents: tuple[Bullet, ...] = (), silenced: str = "") -> Here:
        """The same section as seen from a bullet in it. Said at length, because `replace` takes five times as long."""
        return Here(
            bullet, self.article, self.path, parents, siblings, self.vocabulary, silenced, self.unclear, self.language, self.mixed,
            self.has_sections, self.off, self.work,
        )  # fmt: skip

    def sentences(self) -> Sequence[Sentence]:
        return phrase.sentences(self.said, self.language.abbreviations)


@dataclass(frozen=True, slots=True)
class Proposal:
    """One question with its answer, before context, lint and score.

    `answer` holds one string, or the items of a list; `also` the bullets this card speaks
    for; `slot` tells apart several cards of one bullet. `on_parent` asks for the parent
    line to be shown. `otherwise` is asked where the lint finds anything against this one.
    """

    kind: str
    question: str
    answer: tuple[str, ...]
    bullet: Bullet
    slot: str = ""
    ordered: bool = False
    also: tuple[Bullet, ...] = ()
    on_parent: bool = False
    reason: str = ""  # why it is only a draft, where the shape itself has a doubt
    otherwise: Proposal | None = None


@dataclass(frozen=True, slots=True)
class Skip:
    """No card from this bullet, and why, in words for its author."""

    reason: str


Found = Sequence[Proposal] | Skip | None
Find = Callable[[Here], Found]


def is_generic(name: str) -> bool:
    """Whether a heading says nothing about what stands below it: `Summary`, `Notes`, `Pros and cons`."""
    return name.casefold().strip(" :.") in words.GENERIC_HEADINGS


def lists_below(lead: Bullet) -> list[tuple[Bullet, ...]]:
    """The lists below a lead, each whole; a heading leads only the list that follows it at once."""
    found: dict[int, list[Bullet]] = {}
    for bullet in lead.children:
        if bullet.form is Form.ITEM:
            found.setdefault(bullet.run, []).append(bullet)
        elif lead.form is Form.HEADING:
            break
    lists = [tuple(items) for items in found.values()]
    return lists[:1] if lead.form is Form.HEADING else lists
