"""What an author marks inside a line, `==text==`, `#card` and `{{c1::text}}`, to inline tokens of the Markdown parser.

All are rules of the parser, so that they never see the inside of code, math or an address.
A mark stands on the outside of words: `a == b`, `x==y` and `===` are prose. A cloze is read as
Anki reads it: it ends at the first `}}`, and the first `::` inside begins its hint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline
from markdown_it.token import Token

from .bullet import HIGHEST
from .language.spoken import CJK
from .patterns import later

CARD_TAG = later(r"#(?:card|flashcards?)(?:-reverse|-spaced)?(?:/[\w-]+)*(?=\s|$)", re.IGNORECASE)
_SIGN = "=="
_UNSPACED = later(f"[{CJK}\u3001\u3002\uff01-\uff1f]")  # no spaces stand between words there
_CLOZE = later(r"\{\{c([\d,]{1,9})::|\}\}|::")
_LONGEST = 2000  # characters of an address
_IN_ADDRESS = later(r"(?:https?://|www\.)\S*$")


def sugar(md: MarkdownIt) -> None:
    """Teach the parser `==text==` (tokens `mark_open`, `mark_close`), `#card` (token `card_tag`) and `{{c1::text::hint}}`.

    The last is a `cloze_open` with its number as `meta["number"]`, a `cloze_hint` where there is one, and a `cloze_close`;
    a `{{c1::` that opens none is a `cloze_broken` with its characters as content.
    """
    md.inline.ruler.before("emphasis", "mark", _sign)
    md.inline.ruler.before("emphasis", "star", _star)
    md.inline.ruler2.before("emphasis", "mark", _paired)
    md.inline.ruler.push("card_tag", _card_tag)
    md.inline.ruler.before("emphasis", "cloze", _cloze_sign)
    md.inline.ruler2.before("emphasis", "cloze", _clozes)


def _sign(state: StateInline, silent: bool) -> bool:
    """Two equals signs, neither more nor fewer, as one that may open or close a mark."""
    if silent or not state.src.startswith(_SIGN, state.pos):
        return False
    beside = state.src[max(0, state.pos - 1) : state.pos] + state.src[state.pos + len(_SIGN) : state.pos + len(_SIGN) + 1]
    scanned = state.scanDelims(state.pos, _UNSPACED.search(beside) is not None)
    token = state.push("text", "", 0)
    token.content = "=" * scanned.length
    if scanned.length == len(_SIGN):
        at = len(state.tokens) - 1
        state.delimiters.append(Delimiter(ord("="), 0, at, -1, scanned.can_open, scanned.can_close))
    state.pos += scanned.length
    return True


def _star(state: StateInline, silent: bool) -> bool:
    """Stars beside Chinese or Japanese characters: `**词：**定义` is bold, though CommonMark asks for a space behind it."""
    if silent or state.src[state.pos] != "*":
        return False
    scanned = state.scanDelims(state.pos, True)
    end = state.pos + scanned.length
    before, after = state.src[max(0, state.pos - 1) : state.pos], state.src[end : end + 1]
    if not _UNSPACED.search(before + after):
        return False
    for _ in range(scanned.length):
        state.push("text", "", 0).content = "*"
        can_open, can_close = bool(after.strip()), bool(before.strip())
        state.delimiters.append(Delimiter(ord("*"), scanned.length, len(state.tokens) - 1, -1, can_open, can_close))
    state.pos = end
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


def _cloze_sign(state: StateInline, silent: bool) -> bool:
    """What may open a cloze, begin its hint or close it, `_clozes` tells which do; in the text of a link nothing does."""
    found = None if silent else _CLOZE.match(state.src, state.pos, state.posMax)
    if found is None or (state.linkLevel and not found[1]):
        return False
    if found[1] and _IN_ADDRESS.search(state.src[max(0, state.pos - _LONGEST) : state.pos]):
        return False
    token = state.push("cloze_broken" if state.linkLevel else "cloze_sign", "", 0)
    token.content = found.group()
    state.pos = found.end()
    return True


def _clozes(state: StateInline) -> None:
    """Signs that found their other half become clozes; the others are text."""
    opened: list[tuple[int, int]] = []  # the opening sign, and that of the hint or 0
    for at, token in enumerate(state.tokens):
        if token.type != "cloze_sign":
            continue
        opening, hint = opened[-1] if opened else (0, 0)
        sign, token.type = token.content, "text"
        if sign[0] == "{":
            token.type = "cloze_broken"
            opened.append((at, 0))
        elif sign == "::" and opened and not hint:
            opened[-1] = (opening, at)
        elif sign == "}}" and opened:
            opened.pop()
            _close(state.tokens, opening, hint, at)


def _close(tokens: Sequence[Token], opening: int, hint: int, closing: int) -> None:
    """One cloze, if it has a number that Anki takes and hides something."""
    number = tokens[opening].content[3:-2]
    hides = any(token.content.strip() for token in tokens[opening + 1 : hint or closing] if token.type != "image")
    if not (hides and number.isdecimal() and 1 <= int(number) <= HIGHEST):
        return
    for at, kind in ((opening, "cloze_open"), (hint, "cloze_hint"), (closing, "cloze_close")):
        if at or kind != "cloze_hint":
            tokens[at].type, tokens[at].content = kind, ""
    tokens[opening].meta = {"number": int(number)}
