"""A line with more brackets than anybody writes to one without links: the parser's time grows with their number squared."""

from __future__ import annotations

from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import StateInline

_MOST = 1_000  # which take a fiftieth of a second; the 30,000 that fit into a line would take a quarter of a minute


def brackets(md: MarkdownIt) -> None:
    """Teach the parser to read brackets as text where there are too many in a line."""
    md.inline.ruler.before("link", "too_many_brackets", _text)


def _text(state: StateInline, silent: bool) -> bool:
    sign = "![" if state.src.startswith("![", state.pos) else "["
    if not state.src.startswith(sign, state.pos) or not _has_too_many(state.src):
        return False
    if not silent:
        state.push("text", "", 0).content = sign
    state.pos += len(sign)
    return True


@lru_cache(maxsize=8)
def _has_too_many(line: str) -> bool:
    return line.count("[") > _MOST
