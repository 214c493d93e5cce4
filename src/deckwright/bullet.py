"""The outline's data: note files hold articles, articles hold sections, sections hold bullets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Form(StrEnum):
    """How a bullet is written."""

    ITEM = "item"  # a list item
    LINE = "line"  # a plain sentence line
    HEADING = "heading"  # a heading, standing in as the lead of the list below it
    QUOTE = "quote"  # anything inside a block quote
    CODE = "code"
    TABLE = "table"
    HTML = "html"
    DIAGRAM = "diagram"  # drawn with characters, outside a fence


@dataclass(frozen=True, slots=True)
class Text:
    """One line of Markdown, four ways.

    `source` is the Markdown as written. `plain` is what a reader sees: links as their
    text, no emphasis, code between backticks, math between ``\\(`` and ``\\)``.
    `said` is `plain` without URLs, reading references and emoji: what a card may say.
    `masked` is `said` with the inside of code and math blanked to the same length, so
    that patterns run on `masked` and cut `said` at the same indexes. `highlights` are
    where in `said` the author's ``==marks==`` begin and end; the marks are in none but `source`.
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

    @property
    def sole_link(self) -> str | None:
        """The address, where the whole line is one link."""
        return self.links[0][1] if len(self.links) == 1 and not self.outside_links.strip() else None


@dataclass(frozen=True, slots=True)
class Bullet:
    """A list item's or sentence line's own text, its children, its place.

    `number` is the number written before it, `run` the line on which its list or paragraph
    begins (bullets of one list share it). `off` is whether the author switched it off.
    """

    line: int
    text: Text
    form: Form = Form.ITEM
    number: int | None = None
    task: bool = False
    run: int = 0
    children: tuple[Bullet, ...] = ()
    off: bool = False

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
    skip: bool = False


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
