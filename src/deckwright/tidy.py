"""Lines as people write them to lines a CommonMark parser reads the same way, with a line map.

Four habits are mended, each of which CommonMark reads otherwise than its author meant
(all occur in real notes): a flush-left line right after a bullet is glued to that
bullet (lazy continuation); two spaces do not nest below `1.`, which needs three; a drawing
made of `+`, `-` and `|` outside a fence turns into headings and lists; a formula between `$$`
right below a line of text is glued to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from . import marks, switches
from .language.languages import ANSWER_LABEL, QUESTION_LABEL
from .patterns import later
from .sugar import CARD_TAG

_NUMBER = later(r"\d{1,2}[.)]")
FENCE = later(r"(`{3,}|~{3,})([^`]*)$")
MARKER = later(r"(\s*)([-*+]|\d{1,9}[.)])(\s+)(?=\S)")
# Code and math in a line, for a pattern's start.
KEPT = r"(?P<kept>(?<!`)(?P<ticks>`++).*?(?<!`)(?P=ticks)(?!`)|\$(?=\S)[^$\n]+(?<=\S)\$(?!\d))"
_MARGIN = later(r"\s*(?:(?:[-*+]|\d{1,9}[.)])(?:\s+|$)|>\s?)*")  # what stands before a line's text
_BLOCK = later(r"(?:#{1,6}(?:\s|$)|>|```|~~~|<|\||(?:[-*_]\s*){3,}$|=+\s*$|\[[^\]]+\]:)")
_ART = frozenset("+-|=#<>^/\\─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬▲▼◀▶→←↑↓")
_WRITTEN = later(r"\s*(?:[-*+]|\d{1,9}[.)]|>+)\s+\S")  # a list item or a quotation is never part of a drawing
_TAG = later(r"\s*</?[A-Za-z!]")
_SIDE = later(rf"(?:\*\*)?(?:{QUESTION_LABEL}|{ANSWER_LABEL})(?:\s?:\s|：)")
_TAGGED = later(rf"(?:^|\s){CARD_TAG.pattern}$", re.IGNORECASE)
_MATH = "$$"
_TABLE_RULE = later(r"\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?$")

NESTS = 2  # columns to the right from which an item is a child
WIDEST_GAP = 4  # spaces behind a marker; after more, CommonMark reads the text as code
ART_SHARE = 0.3  # of a line's visible characters (reference: cards.md §2.3, "ASCII art")
WRAPPED = range(60, 101)  # columns; a line this long that ends no sentence was wrapped by an editor


@dataclass(slots=True)
class Tidied:
    """`lines` to parse and, for each, the line of the file it is (from 1)."""

    lines: list[str] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    diagrams: list[tuple[int, int]] = field(default_factory=list)  # first and last line
    off: switches.Off = field(default_factory=switches.Off)


@dataclass(frozen=True, slots=True)
class _Open:
    """A list item that is open: its marker and column as written, and its text's column as written and as we write it."""

    marker: str
    column: int
    text: int
    canonical: int


def parted(line: str) -> tuple[str, str]:
    """A line in two: its indentation and markers of lists and quotations, and its text."""
    text = _MARGIN.sub("", line, count=1)
    return line[: len(line) - len(text)], text


def tidy(lines: Sequence[str], first: int = 1) -> Tidied:
    """The lines of a note file below its front matter; `first` is the first one's number."""
    result = Tidied()
    drawn = _drawings(lines)
    result.diagrams = [(a + first, b + first) for a, b in drawn]
    blank = {i for a, b in drawn for i in range(a, b + 1)}
    code = in_code(lines)
    lines, result.off = switches.thrown(lines, code, first)
    lines = marks.gathered(lines, code)
    formulas = frozenset(_formulas(lines, code))
    nesting: list[_Open] = []
    previous = ""
    shift = 0  # of the last line outside code, which code inside a list follows
    for i, raw in enumerate(lines):
        line = "" if i in blank else raw
        if code[i]:
            text = line.lstrip()
            width = len(line[: len(line) - len(text)].expandtabs(4))
            line = " " * max(0, width + shift) + text if text else ""
        else:
            line = _expanded(line)
            lazy = _is_lazy(previous, line, nesting)
            if lazy or _starts_a_list(previous, line, nesting) or (i in formulas and previous.strip()):
                result.lines.append("")
                result.numbers.append(i + first)
            if lazy:
                nesting = []
            before, previous = previous, line
            shift = _shift(line, nesting, in_text=bool(before.strip()) and not nesting)
            line = " " * shift + line if shift >= 0 else line[-shift:]
        result.lines.append(line)
        result.numbers.append(i + first)
    return result


def joins(line: str, following: str) -> bool:
    """Whether two lines of one paragraph are one sentence that an editor or author broke.

    They are where the first does not end a sentence and either the second starts in
    lower case (or in bold), or the first is as long as editors wrap lines. What an author
    marks as a question or an answer begins a line of its own.
    """
    head, tail = line.rstrip(), following.lstrip()
    if not head or not tail or head[-1] in ".!?:;\\。！？：；" or line.endswith("  ") or _SIDE.match(tail):
        return False
    if "#" in head and _TAGGED.search(head):
        return False
    return tail[0].islower() or tail.startswith(("**", "__")) or len(head) in WRAPPED


def drawn_share(line: str) -> float:
    """The share of a line's visible characters, list marker aside, that drawings are made of, from 0 to 1."""
    marker = MARKER.match(line)
    seen = [c for c in line[marker.end() if marker else 0 :] if not c.isspace()]
    return sum(c in _ART for c in seen) / len(seen) if len(seen) > 2 else 0.0


def in_code(lines: Sequence[str]) -> list[bool]:
    """For each line, whether it is part of a fence or of an HTML comment."""
    if not any("```" in line or "~~~" in line or "<!--" in line for line in lines):
        return [False] * len(lines)
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


def _formulas(lines: Sequence[str], code: Sequence[bool]) -> Iterator[int]:
    """Where a formula between `$$` begins that has its lines to itself; one that never ends is none."""
    until = -1
    for i, line in enumerate(lines):
        opens = line.strip() if _MATH in line else ""
        if i <= until or code[i] or not opens.startswith(_MATH):
            continue
        if len(opens) > 2 * len(_MATH) and opens.endswith(_MATH):
            until = i
        else:
            until = next((k for k in range(i + 1, len(lines)) if not lines[k].strip() or lines[k].rstrip().endswith(_MATH)), len(lines))
        if until < len(lines) and lines[until].strip():
            yield i


def _is_lazy(previous: str, line: str, nesting: Sequence[_Open]) -> bool:
    """A flush-left line of text right after a bullet: the author meant a new line."""
    if not nesting or not previous.strip() or not line.strip() or line[0].isspace():
        return False
    if MARKER.match(line) or _BLOCK.match(line.strip()) or _BLOCK.match(previous.strip()):
        return False
    return not joins(previous, line)


def _expanded(line: str) -> str:
    """Tabs before the text as the columns they stand for; a wide gap behind a marker as one space."""
    marker = MARKER.match(line)
    if marker is None:
        text = line.lstrip(" \t")
        return line[: len(line) - len(text)].expandtabs(4) + text
    head = line[: marker.end()].expandtabs(4)
    gap = len(head) - len(head.rstrip())
    return (head if gap <= WIDEST_GAP else head.rstrip() + " ") + line[marker.end() :]


def _starts_a_list(previous: str, line: str, nesting: Sequence[_Open]) -> bool:
    """`2.` below a bullet: CommonMark lets only `1.` begin a list inside a paragraph."""
    marker = MARKER.match(line)
    if marker is None or not nesting or not previous.strip() or not _NUMBER.fullmatch(marker.group(2)):
        return False
    above = [item for item in nesting if item.column < len(marker.group(1)) + NESTS]
    sibling = above[-1] if above else None
    return sibling is None or sibling.column + NESTS <= len(marker.group(1)) or sibling.marker[-1] != marker.group(2)[-1]


def _shift(line: str, nesting: list[_Open], *, in_text: bool) -> int:
    """By how many columns to move a line so that it nests where the eye sees it; updates the open items.

    An item two columns or more to the right of another is its child, a nearer one its sibling;
    other lines belong to the deepest item that they stand to the right of. Right behind a line
    of text (`in_text`) only `1.` begins a numbered list: a `1986.` there is a year.
    """
    width = len(line) - len(line.lstrip())
    if not line.strip():
        return 0
    marker = MARKER.match(line)
    if marker is None or (in_text and re.fullmatch(r"(?!1[.)])\d+[.)]", marker.group(2))):
        inside = next((item for item in reversed(nesting) if width > item.column), None)
        if inside is None:
            nesting.clear()
            return 0
        return inside.canonical + max(0, width - inside.text) - width
    while nesting and width < nesting[-1].column + NESTS:
        nesting.pop()
    canonical = nesting[-1].canonical if nesting else 0
    nesting.append(_Open(marker.group(2), width, len(marker.group()), canonical + len(marker.group()) - width))
    return canonical - width


def _drawings(lines: Sequence[str]) -> list[tuple[int, int]]:
    """First and last index of each block of lines, outside code, that is a drawing."""
    code = in_code(lines)
    return [
        (start, end)
        for start, end in _blocks(lines, code)
        if end - start >= 2  # a drawing has three lines or more
        and not any(_TABLE_RULE.match(lines[i].strip()) or _WRITTEN.match(lines[i]) for i in range(start, end + 1))
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
    return not _TAG.match(line) and drawn_share(line) >= ART_SHARE
