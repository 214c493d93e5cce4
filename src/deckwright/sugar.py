"""What an author marks inside a line, `==text==` and `#card`, to inline tokens of the Markdown parser.

Both are rules of the parser, so that they never see the inside of code, math or an address.
A mark stands on the outside of words: `a == b`, `x==y` and `===` are prose.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

CARD_TAG = re.compile(r"#(?:card|flashcards?)(?:-reverse|-spaced)?(?:/[\w-]+)*(?=\s|$)", re.IGNORECASE)
_SIGN = "=="


def sugar(md: MarkdownIt) -> None:
    """Teach the parser `==text==` (tokens `mark_open`, `mark_close`) and `#card` (token `card_tag`)."""
    md.inline.ruler.before("emphasis", "mark", _sign)
    md.inline.ruler2.before("emphasis", "mark", _paired)
    md.inline.ruler.push("card_tag", _card_tag)


def _sign(state: StateInline, silent: bool) -> bool:
    """Two equals signs, neither more nor fewer, as one that may open or close a mark."""
    if silent or not state.src.startswith(_SIGN, state.pos):
        return False
    scanned = state.scanDelims(state.pos, False)
    token = state.push("text", "", 0)
    token.content = "=" * scanned.length
    if scanned.length == len(_SIGN):
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("="), 0, at, -1, scanned.can_open, scanned.can_close))
    state.pos += scanned.length
    return True


def _paired(state: StateInline) -> None:
    """Signs that found their other half, here and inside links, become a mark."""
    _mark(state, state.delimiters)
    for meta in state.tokens_meta:
        _mark(state, meta.get("delimiters", []) if meta else [])


def _mark(state: StateInline, delimiters: Sequence[Delimiter]) -> None:
    for opening in delimiters:
        if opening.marker == ord("=") and opening.end >= 0:
            state.tokens[opening.token] = Token("mark_open", "mark", 1, markup=_SIGN)
            state.tokens[delimiters[opening.end].token] = Token("mark_close", "mark", -1, markup=_SIGN)


def _card_tag(state: StateInline, silent: bool) -> bool:
    """`#card` between spaces, outside the text of a link."""
    found = CARD_TAG.match(state.src, state.pos, state.posMax)
    if found is None or state.linkLevel or (state.pos > 0 and not state.src[state.pos - 1].isspace()):
        return False
    if not silent:
        state.push("card_tag", "", 0)
    state.pos = found.end()
    return True
