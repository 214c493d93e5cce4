"""The text of a note file to its Outline: articles, their sections, their bullets.

Which heading starts an article is decided here (reference: cards.md §3.1): a heading that
is wholly a link does, and keeps its address; an unlinked one does where it stands no lower
than the articles around it and is not plainly a part of the one above.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from urllib.parse import unquote

from . import dialect, frontmatter
from .bullet import Article, Bullet, Form, Heading, Meta, Outline, Section, Text
from .diagnostic import Diagnostic, Severity
from .language import english as words
from .language.languages import GENERIC_HEADINGS
from .parse import parse
from .patterns import later
from .tidy import tidy

TITLE_WORDS = 12  # of its first sentence name an article whose heading is empty
_TITLE_LENGTH = 100  # characters, where no spaces stand between words

_NOT_A_TITLE = later(r"NOTE\b|TODO\b|WIP\b|FIXME\b")
UNRESOLVED = "block-ref"  # the code of a warning; it hides no bullet
_DATED_NAME = later(r"^\d{4}(?:-\d{2}-|_\d{2}_)\d{2}[-_ ]*")


def read(text: str, file: str) -> tuple[Outline, tuple[Diagnostic, ...]]:
    """The outline of one note file (`file` is its name, for messages), and what is wrong in it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    meta, length, problems = frontmatter.split(lines, file)
    if problems:
        return Outline(file, meta.title, meta), problems
    told = dialect.plain(lines[length:], length + 1)
    parsed = parse(tidy(told.lines, length + 1), file)
    skip = f"front matter says `{meta.skip}`" if meta.skip else ""
    meta = replace(meta, tags=tuple(dict.fromkeys((*meta.tags, *told.file_tags)))) if told.file_tags else meta
    arranger = _arrange(dialect.marked(parsed.blocks, told, skip), meta.title or _title(file), meta)
    return Outline(file, arranger.note_title, meta, arranger.articles()), (*parsed.diagnostics, *_unresolved(told, file))


def _title(file: str) -> str:
    """What a file's name says of it: not its date, unless that is all there is; `a___b` is Logseq's page `a/b`."""
    stem = unquote(PurePosixPath(file).stem)
    named = _DATED_NAME.sub("", stem).replace("___", "/").replace("-", " ").replace("_", " ")
    return " ".join(named.split()) or stem.replace("_", "-")


def _unresolved(told: dialect.Plain, file: str) -> tuple[Diagnostic, ...]:
    if not told.unresolved:
        return ()
    message = f"`((…))` refers to a bullet that is not in this file, and is shown as nothing ({len(told.unresolved)} such)"
    return (Diagnostic(file, told.unresolved[0], UNRESOLVED, message, Severity.WARNING),)


@dataclass(slots=True)
class _Draft:
    """An article being gathered."""

    title: str
    line: int
    level: int
    url: str | None
    heading: Text | None = None
    sections: list[tuple[tuple[Heading, ...], list[Bullet]]] = field(default_factory=list)


@dataclass(slots=True)
class _Arranger:
    """The article that is open, and the headings open inside it, while a file is read."""

    note_title: str
    note_level: int = 0  # of the heading that names the note, if one does
    drafts: list[_Draft] = field(default_factory=list)
    path: list[Heading] = field(default_factory=list)

    @property
    def open(self) -> _Draft | None:
        return self.drafts[-1] if self.drafts else None

    def start(self, title: str, line: int, level: int, url: str | None, heading: Text | None = None) -> None:
        self.path = []
        self.drafts.append(_Draft(title, line, level, url, heading, [((), [])]))

    def enter(self, heading: Heading) -> None:
        while self.path and self.path[-1].level >= heading.level:
            self.path.pop()
        self.path.append(heading)
        if not self.drafts:
            self.start(self.note_title, heading.line, 0, None)
            self.path.append(heading)
        self.drafts[-1].sections.append((tuple(self.path), []))

    def add(self, bullet: Bullet) -> None:
        if not self.drafts:
            self.start(self.note_title, bullet.line, 0, None)
        self.drafts[-1].sections[-1][1].append(bullet)

    def articles(self) -> tuple[Article, ...]:
        return tuple(_finish(draft, self.note_title) for draft in self.drafts if any(bullets for _, bullets in draft.sections))


def _arrange(blocks: Sequence[Heading | Bullet], title: str, meta: Meta) -> _Arranger:
    arranger = _Arranger(title)
    top = _note_heading(blocks)
    for block in blocks:
        if isinstance(block, Bullet):
            arranger.add(block)
        elif block is top:
            arranger.note_title = meta.title or block.text.said
            arranger.note_level = block.level
            arranger.start(arranger.note_title, block.line, 0, None, block.text)
        elif _starts_article(block, arranger):
            arranger.start(block.text.said or _pictured(block.text), block.line, block.level, block.url, block.text)
        else:
            arranger.enter(block)
    return arranger


def _pictured(heading: Text) -> str:
    """The words of a picture that is all of a heading, without the width behind them."""
    labels = (label.partition("|")[0].strip() for _, label in heading.pictures)
    return next((label for label in labels if re.search(r"[^\W\d]", label)), "")


def _note_heading(blocks: Sequence[Heading | Bullet]) -> Heading | None:
    """The file's one unlinked H1, where the linked headings below it are the articles.

    With bullets of its own it is an article instead, and the linked headings are its parts.
    """
    headings = [block for block in blocks if isinstance(block, Heading)]
    firsts = [heading for heading in headings if heading.level == 1]
    if len(firsts) != 1 or firsts[0].url or firsts[0] is not headings[0] or not any(h.url for h in headings):
        return None
    own = blocks[blocks.index(firsts[0]) + 1 : blocks.index(headings[1])]
    has_notes = any(isinstance(block, Bullet) and (block.form is Form.ITEM or block.children) for block in own)
    return None if has_notes else firsts[0]


def _starts_article(heading: Heading, arranger: _Arranger) -> bool:
    opened = arranger.open
    inside = opened is not None and 0 < opened.level < heading.level
    if inside and opened is not None:
        return False
    if heading.url or not heading.text.said:
        return True
    if opened is None or opened.level == 0:
        return heading.level == 1
    return not _is_part(heading, opened, arranger)


def _is_part(heading: Heading, article: _Draft, arranger: _Arranger) -> bool:
    """Whether an unlinked heading as high as the article's own is still a section of it."""
    generic = heading.text.said.casefold().strip(" :.：") in GENERIC_HEADINGS
    shared = _names(heading.text.said) & _names(article.title)
    untouched = heading.follows_directly and not arranger.path and not article.sections[0][1]
    return generic or bool(shared) or untouched


def _names(title: str) -> set[str]:
    """The words that say what a title is about: four letters or more, no stop words."""
    return {word for word in re.findall(r"\w{4,}", title.casefold()) if word not in words.STOP_WORDS}


def _finish(draft: _Draft, note_title: str) -> Article:
    sections = tuple(_section(headings, bullets, draft) for headings, bullets in draft.sections if bullets)
    own = "" if draft.title.casefold().strip(" :.") in words.GENERIC_TITLES else draft.title
    return Article(own or (note_title if draft.title else _first_words(sections)) or note_title, draft.line, draft.url, sections)


def _section(headings: Sequence[Heading], bullets: Sequence[Bullet], draft: _Draft) -> Section:
    line, heading = (headings[-1].line, headings[-1].text) if headings else (draft.line, draft.heading)
    return Section(tuple(_path(headings)), line, tuple(bullets), _url(headings, draft.url), heading)


def _path(headings: Sequence[Heading]) -> list[str]:
    return [heading.text.said for heading in headings if heading.text.said]


def _url(headings: Sequence[Heading], url: str | None) -> str | None:
    return next((heading.url for heading in reversed(headings) if heading.url), url)


def _first_words(sections: Sequence[Section]) -> str:
    """An article without a name is called by its first sentence."""
    first = next((b for s in sections for b in s.bullets if b.form in (Form.LINE, Form.ITEM)), None)
    title = " ".join(first.text.said.split()[:TITLE_WORDS]) if first else ""
    return title if len(title) <= _TITLE_LENGTH else f"{title[: _TITLE_LENGTH - 1]}…"


def is_remark(title: str) -> bool:
    """A heading by which the author speaks to themselves: `NOTE(me) …`, `TODO …`."""
    return _NOT_A_TITLE.match(title) is not None
