"""Square brackets for the Markdown parser: where each one closes is looked for once, and a line with more than anybody writes has no links.

markdown-it looks for the end of a link's text from every `[` anew, so that its time grows with their number squared: 3,000
lines of 70 brackets that nothing closes took it 26 seconds. Here an inner bracket that is known to close is stepped over,
and one that is known not to close says the same of all around it.
"""

from __future__ import annotations

from functools import lru_cache
from types import SimpleNamespace
from typing import Any
from weakref import WeakKeyDictionary

from markdown_it import MarkdownIt, helpers
from markdown_it.rules_inline.state_inline import StateInline

_MOST = 1_000  # in a line; the parser goes one step deeper with each that stands in others
_NEVER = -1  # what the parser takes for no end
_ENDS: WeakKeyDictionary[StateInline, dict[tuple[int, int, bool], int]] = WeakKeyDictionary()  # by start, end of the text, `without_links`


def brackets(md: MarkdownIt) -> None:
    """Teach the parser to find ends of brackets quickly, and to read them as text where there are too many in a line."""
    md.inline.ruler.before("link", "too_many_brackets", _text)
    quick: Any = SimpleNamespace(**{**vars(helpers), "parseLinkLabel": _closing})
    md.helpers = quick


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


def _closing(state: StateInline, start: int, without_links: bool = False) -> int:
    """The index of the bracket that closes the one at `start`, or -1; with `without_links`, -1 too where a link stands between them."""
    known = _ENDS.setdefault(state, {})
    if (start, state.posMax, without_links) not in known:
        here = state.pos
        _walk(state, start, without_links, known)
        state.pos = here
    return known[start, state.posMax, without_links]


def _walk(state: StateInline, start: int, without_links: bool, known: dict[tuple[int, int, bool], int]) -> None:
    """Find where the bracket at `start` closes, and those inside it that are not known yet."""
    opened = [start]
    state.pos = start + 1
    while opened and state.pos < state.posMax:
        at, sign = state.pos, state.src[state.pos]
        if sign == "]":
            known[opened.pop(), state.posMax, without_links] = at
            state.pos += 1
            continue
        state.md.inline.skipToken(state)
        if sign != "[":
            continue
        if state.pos != at + 1:  # a link
            if without_links:
                break
            continue
        inner = known.get((at, state.posMax, without_links))
        if inner is None:
            opened.append(at)
        elif inner == _NEVER:
            break
        else:
            state.pos = inner + 1
    known.update(((at, state.posMax, without_links), _NEVER) for at in opened)
