"""The HTML tags inside a line to what of them a card keeps: plain formatting in pairs, never an attribute; `List<T>` is text."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from .patterns import later

if TYPE_CHECKING:
    from markdown_it.token import Token

# Kept, without their attributes. Images are read before, and blocks and links are Markdown's to make.
FORMATTING = frozenset(
    (
        "b",
        "bdi",
        "br",
        "code",
        "del",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "strong",
        "sub",
        "sup",
        "u",
        "var",
    )
)
# Dropped; their words stay.
_WRAPPING = frozenset(
    ("a", "abbr", "acronym", "big", "center", "cite", "dfn", "div", "font", "nobr", "p", "section", "span", "strike", "time", "tt", "wbr")
)
_EMPTY = "br"
_NAME = later(r"</?([A-Za-z][A-Za-z0-9-]*)")
_LETTER = later(r"<[A-Z]>")  # `Option<A>`, which HTML takes for a link's tag


def letters_as_text(tokens: Sequence[Token]) -> None:
    """Make text of tags of one capital letter that nothing closes: they are somebody's type."""
    closed = {token.content for token in tokens if token.type == "html_inline" and token.content.startswith("</")}
    for token in tokens:
        if token.type == "html_inline" and _LETTER.fullmatch(token.content) and f"</{token.content[1:]}" not in closed:
            token.type = "text"


def html(tag: str) -> str:
    """One tag as a card shows it: kept, dropped, or its characters."""
    name = _name(tag)
    if tag.startswith("<!--") or name in _WRAPPING:
        return ""
    if name in FORMATTING:
        return f"</{name}>" if tag.startswith("</") else f"<{name}>"
    return escape(tag, quote=False)


def unpaired(tokens: Sequence[Token]) -> set[int]:
    """The indexes of formatting tags that open what nothing closes, or close what nothing opened."""
    opened: list[tuple[str, int]] = []
    alone: set[int] = set()
    for at, token in enumerate(tokens):
        name = _name(token.content) if token.type == "html_inline" else ""
        if name not in FORMATTING or (name == _EMPTY and not token.content.startswith("</")):
            continue
        if not token.content.startswith("</"):
            opened.append((name, at))
        elif any(known == name for known, _ in opened):
            while opened[-1][0] != name:
                alone.add(opened.pop()[1])
            opened.pop()
        else:
            alone.add(at)
    return alone | {at for _, at in opened}


def _name(tag: str) -> str:
    found = _NAME.match(tag)
    return found[1].lower() if found else ""
