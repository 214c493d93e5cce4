"""The outline's data: note files hold articles, articles hold sections, sections hold bullets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from .direct import direct


@direct
class Form(StrEnum):
    """How a bullet is written."""

    ITEM = "item"  # a list item
    LINE = "line"  # a plain sentence line
    HEADING = "heading"  # a heading, standing in as the lead of the list below it
    QUOTE = "quote"  # anything inside a block quote
    TERM = "term"  # of a definition list; its definitions are its children
    CODE = "code"
    MATH = "math"  # a formula that stands alone
    TABLE = "table"  # the line that names its columns; its rows are its children
    ROW = "row"
    HTML = "html"
    DIAGRAM = "diagram"  # drawn with characters, outside a fence


HIGHEST = 500  # number of a cloze; Anki makes an empty card of a higher one (reference: anki.md §6)


@dataclass(frozen=True, slots=True)
class Cloze:
    """A piece that its author hid with ``{{c1::text::hint}}``: its number, where in `said` it begins and ends, and its hint."""

    number: int
    start: int
    end: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of Markdown, four ways.

    `source` is the Markdown as written. `plain` is what a reader sees: links as their
    text, no emphasis, code between backticks, math between ``\\(`` and ``\\)``.
    `said` is `plain` without URLs, reading references and emoji: what a card may say.
    `masked` is `said` with the inside of code and math blanked to the same length, so
    that patterns run on `masked` and cut `said` at the same indexes. `highlights` are
    where in `said` the author's ``==marks==`` begin and end; `clozes` are its ``{{c1::clozes}}``,
    by where they begin, a cloze before those inside it. The marks are in none but `source`.
    """

    source: str
    plain: str
    said: str
    masked: str
    bold: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # (text, address)
    outside_links: str = ""
    anchor: str = ""  # `^id` or `<!-- id: x -->` at its end, by which the author names the bullet
    highlights: tuple[tuple[int, int], ...] = ()
    tagged: bool = False  # with `#card`
    clozes: tuple[Cloze, ...] = ()
    broken_cloze: bool = False  # a `{{c1::` that cannot be read as one, or hides nothing that a card may say
    pictures: tuple[tuple[str, str], ...] = ()  # (address, label) of pictures, sounds and videos; only `source` shows them

    @property
    def sole_link(self) -> str | None:
        """The address, where the whole line is one link."""
        return self.links[0][1] if len(self.links) == 1 and not self.outside_links.strip() else None


@dataclass(frozen=True, slots=True)
class Bullet:
    """A list item's or sentence line's own text, its children, its place.

    `number` is the number written before it, `run` the line on which its list or paragraph
    begins (bullets of one list share it). `off` is why its author wants no card of it. `cells`
    are those of a table's row, `language` what a fence says it holds; both empty otherwise.
    """

    line: int
    text: Text
    form: Form = Form.ITEM
    number: int | None = None
    task: bool = False
    run: int = 0
    children: tuple[Bullet, ...] = ()
    off: str = ""
    cells: tuple[Text, ...] = ()
    language: str = ""
    tags: tuple[str, ...] = ()  # written beside it, as Anki writes them

    def walk(self) -> Iterator[Bullet]:
        """The bullet, then everything below it, in reading order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading line; `url` where the whole heading is one link."""

    line: int
    level: int
    text: Text
    url: str | None
    follows_directly: bool = False  # no blank line, and nothing else, since the heading above


@dataclass(frozen=True, slots=True)
class Section:
    """A heading path inside an article (empty for what stands right under its heading)."""

    path: tuple[str, ...]
    line: int
    bullets: tuple[Bullet, ...]
    url: str | None = None  # of the nearest linked heading
    heading: Text | None = None  # as the author wrote it; None for an article without one


@dataclass(frozen=True, slots=True)
class Article:
    """What stands under one heading, usually a link; it becomes a subdeck."""

    title: str
    line: int
    url: str | None
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Meta:
    """A note file's front matter, as far as it is ours; `date` is ISO, or empty."""

    title: str = ""
    date: str = ""
    tags: tuple[str, ...] = ()
    deck: str = ""
    skip: str = ""  # the line that leaves it out
    language: str = ""  # as the author wrote it


@dataclass(frozen=True, slots=True)
class Outline:
    """One note file, read."""

    file: str
    title: str
    meta: Meta
    articles: tuple[Article, ...] = field(default=())


def as_quote(bullet: Bullet) -> Bullet:
    """The same bullet, marked as somebody's quoted words all the way down."""
    return replace(bullet, form=Form.QUOTE, children=tuple(map(as_quote, bullet.children)))
