"""Tidied Markdown to a flat run of headings and bullets, each with its children and its line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from textwrap import dedent
from typing import Any, TypeGuard

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from . import inline, marks, switches, tags, unread
from .brackets import brackets
from .bullet import Bullet, Form, Heading, Text, as_quote
from .diagnostic import Diagnostic
from .embeds import as_image, embeds
from .patterns import later
from .plainline import plain_lines
from .sugar import sugar
from .texmath import texmath
from .tidy import Tidied, joins

LONGEST = 10_000  # characters of lines that are read as one; the longest paragraph that people write is half as long
_TASK = later(r"\[[ xX]\]\s+")
_PROPERTY = later(r"\s*[a-z][\w-]*::(?:\s.*)?$")  # a Logseq property is not text


@cache
def parser() -> MarkdownIt:
    """CommonMark with tables, definition lists, dollar math and an author's marks; inline text is parsed line by line, on demand."""
    md = MarkdownIt("commonmark", {"maxNesting": 2 * unread.DEEPEST}).enable(["table", "strikethrough"])
    texmath(md)
    md.use(deflist_plugin)
    sugar(md)
    embeds(md)
    brackets(md)
    plain_lines(md)
    md.disable(["inline", "text_join"])
    return md


def inline_tokens(source: str, env: dict[str, Any]) -> list[Token]:
    """The inline tokens of one line; `env` holds the link references of its file."""
    tokens: list[Token] = []
    md = parser()
    md.inline.parse(source, md, env, tokens)
    for token in tokens:
        if token.type == "text_special":  # an escaped character; the core rule text_join would rename it
            token.type = "text"
        elif token.type == "html_inline":
            as_image(token)
    tags.letters_as_text(tokens)
    return tokens


@dataclass(frozen=True, slots=True)
class Parsed:
    blocks: tuple[Heading | Bullet, ...]
    diagnostics: tuple[Diagnostic, ...]


def parse(tidied: Tidied, file: str) -> Parsed:
    """Headings and bullets in reading order; what could not be read is a diagnostic."""
    env: dict[str, Any] = {}
    tokens = parser().parse("\n".join(tidied.lines), env)
    reader = _Reader(tidied, env)
    blocks = switches.switched(_with_diagrams(reader.blocks(_tree(tokens)), tidied), tidied.off)
    return Parsed(tuple(blocks), tuple(unread.told(tokens, tidied, file)))


@dataclass(slots=True)
class _Node:
    """An opening token with what stands between it and its closing one."""

    token: Token
    children: list[_Node]


def _tree(tokens: Sequence[Token]) -> list[_Node]:
    top: list[_Node] = []
    stack = [top]
    for token in tokens:
        if token.nesting < 0:
            stack.pop()
            continue
        node = _Node(token, [])
        stack[-1].append(node)
        if token.nesting > 0:
            stack.append(node.children)
    return top


@dataclass(slots=True)
class _Reader:
    tidied: Tidied
    env: dict[str, Any]

    def blocks(self, nodes: Sequence[_Node]) -> list[Heading | Bullet]:
        """Sibling nodes as headings and bullets; a lead line takes the list, table, code or formula below it as its children."""
        found: list[Heading | Bullet] = []
        end = heading_end = -1
        for node in nodes:
            begin, stop = node.token.map or (0, 0)
            if node.token.type == "heading_open":
                heading = self._heading(node)
                found.append(replace(heading, follows_directly=begin == heading_end))
                heading_end = stop
            elif node.token.type in ("bullet_list_open", "ordered_list_open"):
                items = self._items(node)
                lead = found[-1] if found else None
                if lead is not None and _leads_list(lead, adjacent=begin == end):
                    found[-1] = replace(lead, children=(*lead.children, *items))
                else:
                    found.extend(items)
            elif found and node.token.type in _LED and _leads_block(found[-1], node.token):
                found[-1] = replace(found[-1], children=tuple(self._leaf(node)))
            else:
                found.extend(self._leaf(node))
            end = stop
        return found

    def _heading(self, node: _Node) -> Heading:
        token = node.token
        text = self._text(node.children[0].token.content if node.children else "")
        return Heading(self._line(token), int(token.tag[1:]), text, text.sole_link)

    def _items(self, node: _Node) -> list[Bullet]:
        run = self._line(node.token)
        ordered = node.token.type == "ordered_list_open"
        number = int(node.token.attrs.get("start", 1))
        items: list[Bullet] = []
        for item in node.children:
            items.extend(self._item(item, number if ordered else None, run))
            number += 1
        return items

    def _item(self, node: _Node, number: int | None, run: int) -> Sequence[Bullet]:
        """One list item; a list right behind the marker (`- 1. text`) stands in its place."""
        below = self.blocks(node.children)
        rest = [_demoted(block) for block in below]
        if not rest or node.children[0].token.type not in ("paragraph_open", "heading_open"):
            return [replace(bullet, run=run) if bullet.form is Form.ITEM else bullet for bullet in rest]
        head = rest[0]
        task = _TASK.match(head.text.source)
        text = self._text(head.text.source[task.end() :]) if task else head.text
        paragraph = node.children[0].token
        own = self._line(paragraph)
        lines = (
            sum(1 for bullet in rest if bullet.form is Form.LINE and bullet.line < self._line_at(paragraph.map[1])) if paragraph.map else 1
        )
        wraps = lines > 1 and sum(len(bullet.text.source) for bullet in rest[:lines]) < LONGEST
        if wraps and paragraph.type == "paragraph_open" and not head.text.tagged:  # an indented continuation is the author's own wrap
            text = self._text(" ".join(bullet.text.source for bullet in rest[:lines]))
            children = [child for bullet in rest[:lines] for child in bullet.children] + rest[lines:]
        else:
            children = [*head.children, *rest[1:]]
        return [Bullet(own, text, Form.ITEM, number, task is not None, run, tuple(children))]

    def _leaf(self, node: _Node) -> Iterator[Bullet]:
        token = node.token
        match token.type:
            case "paragraph_open":
                yield from self._sentences(node.children[0].token)
            case "blockquote_open":
                yield from (as_quote(_demoted(block)) for block in self.blocks(node.children))
            case "fence" | "code_block":
                yield self._block(token, Form.CODE)
            case "table_open":
                yield self._table(node)
            case "dl_open":
                yield from self._definitions(node)
            case "html_block" | "math_block":
                yield self._block(token, Form.HTML if token.type == "html_block" else Form.MATH)

    def _sentences(self, token: Token) -> Iterator[Bullet]:
        """The lines of a paragraph, each a sentence of its own unless the break is only a wrap."""
        first = (token.map or (0, 0))[0]
        if "\n" not in token.content:
            if token.content.strip():
                yield Bullet(self._line_at(first), self._text(token.content), Form.LINE, run=self._line_at(first))
            return
        gathered = ""
        start = 0
        for i, line in enumerate(token.content.split("\n")):
            if i > 0 and _PROPERTY.match(line):
                continue
            if gathered and len(gathered) + len(line) < LONGEST and (joins(gathered, line) or self._is_picture(line)):
                gathered = f"{gathered.rstrip()} {line.lstrip()}"
                continue
            if gathered.strip():
                yield Bullet(self._line_at(first + start), self._text(gathered), Form.LINE, run=self._line_at(first))
            gathered, start = line, i
        if gathered.strip():
            yield Bullet(self._line_at(first + start), self._text(gathered), Form.LINE, run=self._line_at(first))

    def _is_picture(self, line: str) -> bool:
        """Whether there are only pictures on a line, which belong to the line above."""
        if not line.lstrip().startswith(("![", "[sound:", "<img")):
            return False
        text = self._text(line)
        return not text.plain and bool(text.pictures)

    def _block(self, token: Token, form: Form) -> Bullet:
        line = self._line(token)
        content = dedent(token.content).strip("\n").rstrip() if form is Form.CODE else token.content.strip()
        seen = content or self.tidied.lines[(token.map or (0, 0))[0]].strip()
        first = seen.split("\n", 1)[0].strip()
        return Bullet(line, Text(seen, first, first, first), form, language=token.info.strip())

    def _table(self, node: _Node) -> Bullet:
        header, *rows = (self._row(row) for part in node.children for row in part.children)
        return replace(header, form=Form.TABLE, children=tuple(rows))

    def _row(self, node: _Node) -> Bullet:
        """A row's text is its cells, a bar between two, so that a row is the same row where a column is added."""
        cells = tuple(self._text(cell.children[0].token.content if cell.children else "") for cell in node.children)
        source, plain, said, masked = (
            " | ".join(filter(None, texts)) for texts in zip(*((c.source, c.plain, c.said, c.masked) for c in cells), strict=True)
        )
        text = Text(
            source, plain, said, masked,
            links=tuple(link for cell in cells for link in cell.links),
            outside_links=" ".join(cell.outside_links for cell in cells),
            pictures=tuple(picture for cell in cells for picture in cell.pictures),
        )  # fmt: skip
        return Bullet(self._line(node.token), text, Form.ROW, cells=cells)

    def _definitions(self, node: _Node) -> Iterator[Bullet]:
        """The terms of a definition list, each with its definitions as its children."""
        run = self._line(node.token)
        term: Bullet | None = None
        for part in node.children:
            if term is not None and part.token.type == "dd_open":
                term = replace(term, children=(*term.children, *self._item(part, None, self._line(part.token))))
                continue
            if term is not None:
                yield term
            term = Bullet(self._line(part.token), self._text(part.children[0].token.content), Form.TERM, run=run)
        if term is not None:
            yield term

    def _text(self, source: str) -> Text:
        line, anchor = marks.apart(source.strip())
        text = inline.bare(line) if inline.is_bare(line) else inline.text(line, inline_tokens(line, self.env))
        return replace(text, anchor=anchor) if anchor else text

    def _line(self, token: Token) -> int:
        return self._line_at((token.map or (0, 0))[0])

    def _line_at(self, index: int) -> int:
        numbers = self.tidied.numbers
        return numbers[min(index, len(numbers) - 1)] if numbers else 0


_LED = frozenset(("table_open", "fence", "code_block", "math_block"))


def _leads_list(line: Heading | Bullet, *, adjacent: bool) -> TypeGuard[Bullet]:
    """Whether a line introduces the list below it: nothing but lists stands between, and it ends in a colon or is adjacent."""
    if not isinstance(line, Bullet) or line.form is not Form.LINE or any(child.form is not Form.ITEM for child in line.children[-1:]):
        return False
    return adjacent or line.text.said.endswith((":", "："))


def _leads_block(line: Heading | Bullet, token: Token) -> TypeGuard[Bullet]:
    """Whether a line introduces the block below it: it ends in a colon or, before a formula, does not end at all."""
    if not isinstance(line, Bullet) or line.form is not Form.LINE or line.children:
        return False
    return line.text.said.endswith((":", "：")) or (token.type == "math_block" and not line.text.said.endswith((".", "!", "?")))


def _demoted(block: Heading | Bullet) -> Bullet:
    """A heading inside a list or a quotation is only a line of it."""
    return block if isinstance(block, Bullet) else Bullet(block.line, block.text, Form.LINE)


def _with_diagrams(blocks: Sequence[Heading | Bullet], tidied: Tidied) -> list[Heading | Bullet]:
    drawn = [Bullet(first, Text("", "drawing", "", ""), Form.DIAGRAM) for first, _ in tidied.diagrams]
    return sorted([*blocks, *drawn], key=lambda block: block.line) if drawn else list(blocks)
