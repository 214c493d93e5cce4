"""Lines as people write them to lines a CommonMark parser reads the same way, with a line map.

Three habits are mended, each of which CommonMark reads otherwise than its author meant
(all three occur in real notes): a flush-left line right after a bullet is glued to that
bullet (lazy continuation); two spaces do not nest below `1.`, which needs three; a drawing
made of `+`, `-` and `|` outside a fence turns into headings and lists.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

FENCE = re.compile(r"(`{3,}|~{3,})([^`]*)$")
MARKER = re.compile(r"(\s*)([-*+]|\d{1,9}[.)])(\s+)(?=\S)")
_BLOCK = re.compile(r"(?:#{1,6}(?:\s|$)|>|```|~~~|<|\||(?:[-*_]\s*){3,}$|=+\s*$|\[[^\]]+\]:)")
_ART = frozenset("+-|=#<>^v/\\_~*─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬▲▼◀▶→←↑↓")
_TAG = re.compile(r"\s*</?[A-Za-z!]")
_TABLE_RULE = re.compile(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")

ART_SHARE = 0.3  # of a line's visible characters (reference: cards.md §2.3, "ASCII art")
WRAPPED = range(60, 101)  # columns; a line this long that ends no sentence was wrapped by an editor


@dataclass(slots=True)
class Tidied:
    """`lines` to parse and, for each, the line of the file it is (from 1)."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    diagrams: list[tuple[int, int]] = field(default_factory=list)  # first and last line


def tidy(lines: Sequence[str], first: int = 1) -> Tidied:
    """The lines of a note file below its front matter; `first` is the first one's number."""
    result = Tidied()
    drawn = _drawings(lines)
    result.diagrams = [(a + first, b + first) for a, b in drawn]
    blank = {i for a, b in drawn for i in range(a, b + 1)}
    code = _in_code(lines)
    nesting: list[tuple[int, int, int]] = []  # (marker column, text column, added spaces) of open items
    previous = ""
    for i, raw in enumerate(lines):
        line = "" if i in blank else raw
        if not code[i]:
            if _is_lazy(previous, line, nesting):
                result.lines.append("")
                result.numbers.append(i + first)
                nesting = []
            line = _nest(line, nesting)
        elif nesting and line.strip():
            line = " " * nesting[-1][2] + line
        result.lines.append(line)
        result.numbers.append(i + first)
        previous = line
    return result


def joins(line: str, following: str) -> bool:
    """Whether two lines of one paragraph are one sentence that an editor or author broke.

    They are where the first does not end a sentence and either the second starts in
    lower case (or in bold), or the first is as long as editors wrap lines.
    """
    head, tail = line.rstrip(), following.lstrip()
    if not head or not tail or head[-1] in ".!?:;\\" or line.endswith("  "):
        return False
    return tail[0].islower() or tail.startswith(("**", "__")) or len(head) in WRAPPED


def _in_code(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it is part of a fence or of an HTML comment."""
    inside, fence, comment = [], "", False
    for line in lines:
        marker = None if fence else MARKER.match(line)  # a fence may stand right behind a marker
        bare = line[marker.end() if marker else 0 :].lstrip()
        mark = FENCE.match(bare)
        if fence:
            inside.append(True)
            if mark and mark.group(1).startswith(fence) and not mark.group(2).strip():
                fence = ""
        elif comment:
            inside.append(True)
            comment = "-->" not in line
        elif mark:
            fence = mark.group(1)
            inside.append(False)
        else:
            inside.append(False)
            comment = bare.startswith("<!--") and "-->" not in bare
    return inside


def _is_lazy(previous: str, line: str, nesting: Sequence[object]) -> bool:
    """A flush-left line of text right after a bullet: the author meant a new line."""
    if not nesting or not previous.strip() or not line.strip() or line[0].isspace():
        return False
    if MARKER.match(line) or _BLOCK.match(line.strip()) or _BLOCK.match(previous.strip()):
        return False
    return not joins(previous, line)


def _nest(line: str, nesting: list[tuple[int, int, int]]) -> str:
    """The line, indented so that it nests where the eye sees it; updates the open items."""
    width = len(line) - len(line.lstrip())
    if not line.strip() or "\t" in line[:width]:
        return line
    marker = MARKER.match(line)
    if marker is None:
        if width == 0:
            nesting.clear()
        return " " * (nesting[-1][2] if nesting and width > nesting[-1][0] else 0) + line
    while nesting and width <= nesting[-1][0]:
        nesting.pop()
    added = nesting[-1][2] if nesting else 0
    if nesting and width - nesting[-1][0] >= 2 and width < nesting[-1][1]:  # two-space nesting
        added += nesting[-1][1] - width
    nesting.append(
        (width, len(marker.group()) if len(marker.group(3)) <= 4 else width + len(marker.group(2)) + 1, added)
    )  # CommonMark's limit
    return " " * added + line


def _drawings(lines: Sequence[str]) -> list[tuple[int, int]]:
    """First and last index of each block of lines, outside code, that is a drawing."""
    code = _in_code(lines)
    return [
        (start, end)
        for start, end in _blocks(lines, code)
        if end - start >= 2  # a drawing has three lines or more
        and not any(_TABLE_RULE.match(lines[i].strip()) for i in range(start, end + 1))
        and 2 * sum(_is_art(lines[i]) for i in range(start, end + 1)) >= end - start + 1
    ]


def _blocks(lines: Sequence[str], code: Sequence[bool]) -> Iterator[tuple[int, int]]:
    start = None
    for i, line in enumerate([*lines, ""]):
        solid = bool(line.strip()) and not (i < len(code) and code[i]) and not FENCE.match(line.lstrip())
        if solid and start is None:
            start = i
        elif not solid and start is not None:
            yield start, i - 1
            start = None


def _is_art(line: str) -> bool:
    marker = MARKER.match(line)
    if _TAG.match(line):
        return False
    seen = [c for c in line[marker.end() if marker else 0 :] if not c.isspace()]
    return len(seen) > 2 and sum(c in _ART and c != "v" for c in seen) >= ART_SHARE * len(seen)
