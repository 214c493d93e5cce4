"""Lines that begin with a letter, or are an item that does, for the Markdown parser: the blocks that its rules make of them, sooner.

Most lines of notes are such, and stand above a blank line or another such item. Of the parser's dozen rules only one can want
them, so that one is taken and the others are not asked; all other lines go the usual way. The tokens are the same.
"""

from __future__ import annotations

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, list_block

_CODE = 4  # columns to the right from which a line is code
_BULLETS = ("- ", "* ", "+ ")


def plain_lines(md: MarkdownIt) -> None:
    """Teach the parser to know such lines at first sight."""
    md.block.ruler.before("table", "plain_line", _block)


def _block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    at = _begins(state, first)
    if silent or state.sCount[first] - state.blkIndent >= _CODE:
        return False
    if state.src[at : at + 1].isalpha():
        return _paragraph(state, first, end)
    return _is_item(state, at) and not _may_rule_a_table(state, first + 1, end) and list_block(state, first, end, False)


def _paragraph(state: StateBlock, line: int, end: int) -> bool:
    """A paragraph of one line, where nothing goes on with it or makes a heading, a table or a term of it."""
    below = line + 1
    if below < state.lineMax and not (_leaves_alone(state, below + 1, end) if state.isEmpty(below) else _ends_paragraph(state, below)):
        return False
    state.line = below
    state.parentType = "paragraph"  # as the parser's own rules leave it
    state.push("paragraph_open", "p", 1).map = [line, below]
    text = state.push("inline", "", 0)
    text.content, text.map, text.children = mdTrim(state.src[_begins(state, line) : state.eMarks[line]]), [line, below], []
    state.push("paragraph_close", "p", -1)
    return True


def _leaves_alone(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line below a blank one leaves the line above it alone: it does not begin with the sign of a definition."""
    return line >= end or state.src[_begins(state, line) : _begins(state, line) + 1] not in (":", "~")


def _ends_paragraph(state: StateBlock, line: int) -> bool:
    """Whether a line is an item that ends the paragraph above it."""
    column = state.sCount[line]
    if column < 0 or column - state.blkIndent >= _CODE or not _is_item(state, _begins(state, line)):
        return False
    return not (0 <= state.listIndent <= column - _CODE and column < state.blkIndent)  # there it is more of the paragraph


def _is_item(state: StateBlock, at: int) -> bool:
    return state.src.startswith(_BULLETS, at) and state.src[at + 2 : at + 3].isalpha()


def _may_rule_a_table(state: StateBlock, line: int, end: int) -> bool:
    """Whether a line may be the one below the head of a table."""
    signs = state.src[_begins(state, line) : _begins(state, line) + 2] if line < end else ""
    return signs[:1] in ("|", "-", ":") and signs != "- "


def _begins(state: StateBlock, line: int) -> int:
    """Where the text of a line begins."""
    return state.bMarks[line] + state.tShift[line]
