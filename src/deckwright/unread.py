"""The Markdown parser's tokens to what of a file they hide from the cards, as diagnostics, so that nothing is dropped in silence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from .diagnostic import Diagnostic, Severity
from .patterns import later
from .tidy import FENCE, MARKER, Tidied, parted

if TYPE_CHECKING:
    from markdown_it.token import Token

DEEPEST = 100  # nested lists; markdown-it drops deeper ones without a word (its maxNesting counts two a list)

# What opens a block of HTML that runs on over blank lines, and what ends it (CommonMark 0.31, section 4.6, conditions 1 to 5).
_TO_ITS_END = (
    (
        later(r"<(?:script|pre|style|textarea)(?=[\s>]|$)", re.IGNORECASE),
        later(r"</(?:script|pre|style|textarea)>", re.IGNORECASE),
    ),
    (later(r"<!--"), later(r"-->")),
    (later(r"<\?"), later(r"\?>")),
    (later(r"<![A-Za-z]"), later(r">")),
    (later(r"<!\[CDATA\["), later(r"\]\]>")),
)
_OPENS_NOTHING = later(r"</|<(?:br|hr|img)\b", re.IGNORECASE)  # so that text below it cannot be meant to be inside
_WRITTEN = later(rf"(?:{MARKER.pattern}|\s{{0,3}}#{{1,6}}\s)")  # a bullet or a heading
_TAG = later(r"<[^<>]*>")
_WORD = later(r"\w")
_BAR = later(r"(?<!\\)\|")


def told(tokens: Sequence[Token], tidied: Tidied, file: str) -> Iterator[Diagnostic]:
    """What is hidden by something that is never closed, by HTML, by too few columns, or by standing too deep."""
    for token in tokens:
        if token.type == "html_block" and token.map:
            yield from _html(token, tidied, file)
    yield from _fence(tokens, tidied, file)
    yield from _wide_rows(tokens, tidied, file)
    yield from _too_deep(tokens, tidied, file)


def _html(token: Token, tidied: Tidied, file: str) -> Iterator[Diagnostic]:
    first, *below = token.content.strip().split("\n")
    start = (token.map or (0, 0))[0]
    ends = next((end for opening, end in _TO_ITS_END if opening.match(first)), None)
    if first.startswith("<!--"):
        if "-->" not in token.content:
            message = "this comment is never closed, so everything below it is hidden; close it with --> (or %%)"
            yield Diagnostic(file, tidied.numbers[start], "open-comment", message, Severity.WARNING)
    elif ends is not None:
        if below and not ends.search(token.content):
            message = f"`{_shown(first)}` is never closed, so everything below it is read as HTML; close it"
            yield Diagnostic(file, tidied.numbers[start], "open-html", message, Severity.WARNING)
    elif hidden := next((k for k, line in enumerate(below, 1) if _is_hidden(line, first)), 0):
        message = (
            f"this line, and what follows up to a blank line, is hidden by the HTML above (`{_shown(first)}`); put a blank line above it"
        )
        number = tidied.numbers[min(start + hidden, len(tidied.numbers) - 1)]
        yield Diagnostic(file, number, "hidden-by-html", message, Severity.WARNING)


def _shown(tag: str) -> str:
    return tag if len(tag) <= 40 else f"{tag[:39]}…"


def _is_hidden(line: str, first: str) -> bool:
    """Whether a line inside a block of HTML was meant as Markdown: a bullet, a heading, or text below what holds none."""
    return bool(_WRITTEN.match(line) or (_OPENS_NOTHING.match(first) and _WORD.search(_TAG.sub("", line))))


def _fence(tokens: Sequence[Token], tidied: Tidied, file: str) -> Iterator[Diagnostic]:
    """The fence that swallows the rest of the file, if there is one."""
    last = next((k for k in range(len(tidied.lines) - 1, -1, -1) if tidied.lines[k].strip()), 0)
    for token in tokens:
        if token.type == "fence" and token.map and token.map[1] > last:
            begin, end = token.map
            closing = FENCE.match(tidied.lines[end - 1].lstrip())
            if end - begin < 2 or not (closing and closing.group(1).startswith(token.markup)):  # opening and closing line
                message = "this code fence is never closed, so everything below it is read as code; close it"
                yield Diagnostic(file, tidied.numbers[begin], "open-fence", message, Severity.WARNING)


def _wide_rows(tokens: Sequence[Token], tidied: Tidied, file: str) -> Iterator[Diagnostic]:
    """Rows of tables with words in cells that no column of the table is for, and that the parser leaves out."""
    cells = line = 0
    for token in tokens:
        if token.type == "tr_open":
            cells, line = 0, (token.map or (0, 0))[0]
        cells += token.type in ("td_open", "th_open")
        if token.type != "tr_close":
            continue
        surplus = _BAR.split(parted(tidied.lines[line])[1].strip().removeprefix("|"))[cells:]
        if _WORD.search(" ".join(surplus)):
            message = "this row has more cells than the table has columns, and the last are left out; add a column, or write \\| for a bar"
            yield Diagnostic(file, tidied.numbers[line], "wide-row", message, Severity.WARNING)


def _too_deep(tokens: Sequence[Token], tidied: Tidied, file: str) -> Iterator[Diagnostic]:
    deepest = next((token for token in tokens if token.level >= 2 * DEEPEST - 3), None)
    if deepest is not None:
        line = tidied.numbers[min((deepest.map or (0, 0))[0], len(tidied.numbers) - 1)]
        message = f"bullets or quotations are nested more than {DEEPEST} deep here and cannot be read; nest them less"
        yield Diagnostic(file, line, "too-deep", message)
