r"""Math to tokens of the Markdown parser: `$ $`, `$$ $$`, `\( \)` and `\[ \]`; a price is not math, though it has a `$`."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline.state_inline import StateInline
from mdit_py_plugins.dollarmath import dollarmath_plugin

from .patterns import later

_BRACKETS = later(r"\\\((?P<inline>(?:(?!\\[()]).)+?)\\\)|\\\[(?P<shown>(?:(?!\\[\[\]]).)+?)\\\]", re.DOTALL)
_DOLLARS = later(r"\$(?!\$)(?P<inside>[^$\n]*)\$")
# `$5 or CA$` begins with an amount and goes on in words; in a formula they would stand in `\text{}`.
_AMOUNT = later(r"(?=[^\\]*\Z)\d[\d.,]*+\s?(?:[A-Za-z]{2,}|[^\\]*?[\s/][A-Za-z]{2,})[^\\]*")
_LONGEST = 200  # lines of a formula


def texmath(md: MarkdownIt) -> None:
    """Teach the parser all of it; its tokens are `math_inline`, `math_inline_double` and `math_block`."""
    # Money is not math: `$5 and $6` has a digit right behind the dollar sign.
    md.use(dollarmath_plugin, allow_space=False, allow_digits=False, allow_labels=False, allow_blank_lines=False, double_inline=True)
    md.inline.ruler.before("escape", "math_brackets", _brackets)
    md.inline.ruler.before("math_inline", "price", _price)
    md.block.ruler.before("paragraph", "math_brackets", _block, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _brackets(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(("\\(", "\\["), state.pos):
        return False
    found = _BRACKETS.match(state.src, state.pos, state.posMax)
    if found is None or not (found["inline"] or found["shown"]).strip():
        return False
    if not silent:
        token = state.push("math_inline" if found["inline"] else "math_inline_double", "math", 0)
        token.content = found["inline"] or found["shown"]
    state.pos = found.end()
    return True


def _price(state: StateInline, silent: bool) -> bool:
    """A dollar sign that would open a formula with words behind an amount, or with a piece of code in it, is only a dollar sign."""
    if state.src[state.pos] != "$":
        return False
    found = _DOLLARS.match(state.src, state.pos, state.posMax)
    if found is None or not ("`" in found["inside"] or _AMOUNT.fullmatch(found["inside"])):
        return False
    if not silent:
        state.push("text", "", 0).content = "$"
    state.pos += 1
    return True


def _block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    r"""A formula from a line that begins with `\[` to one that ends with `\]`."""
    if state.is_code_block(first) or not state.src.startswith("\\[", state.bMarks[first] + state.tShift[first]):
        return False
    lines: list[str] = []
    for line in range(first, min(end, first + _LONGEST)):
        lines.append(state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].strip())
        if not lines[-1]:
            return False
        if lines[-1].endswith("\\]"):
            content = "\n".join(lines)[2:-2]
            if "\\[" in content or "\\]" in content or not content.strip():
                return False
            if not silent:
                token = state.push("math_block", "math", 0)
                token.block, token.content, token.map, token.markup = True, content, [first, line + 1], "\\["
                state.line = line + 1
            return True
    return False
