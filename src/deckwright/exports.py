"""Highlights that Kindle, Readwise or a plugin for them exported, to plain Markdown lines, one for one.

Such a file has a heading *Highlights*, and *Metadata* or places in the book. Its highlights are the book's sentences, quoted
or not; a place or link behind one is taken off, the tags below one become its tags, and what is said of the book is left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .patterns import later
from .tidy import MARKER, parted

SIGNS = ("ighlights",)

_HEADING = later(r"\s{0,3}#{1,6}\s+(.*)$")
_HIGHLIGHTS = later(r"(?:kindle |readwise |my )?highlights(?: (?:&|and) notes)?$|new highlights added\b", re.IGNORECASE)
_METADATA = later(r"(?:document |book )?metadata$", re.IGNORECASE)
_NUMBER = r"[\d,]+(?:\s?[-–]\s?[\d,]+)?"
_PLACE_NAME = r"(?:kindle\s+)?(?:location|loc\.?|page|p\.?)\s*+(?::\s*+)?"
_READER = r"(?:https?://(?:read\.)?readwise\.io/|https?://instapaper\.com/|https?://(?:www\.)?twitter\.com/|kindle://)[^()\s]*"
_PLACE = later(
    rf"""(?<!\s)\s*(?:\(\[(?:{_PLACE_NAME}{_NUMBER}|view\s++[\w ]+)\]\({_READER}\)\)          # ([Location 12](https://readwise.io/…))
      | \((?:{_PLACE_NAME}{_NUMBER})\)                                                # (Location 12)
      | [-—–]{{1,2}}\s*{_PLACE_NAME}(?:\[{_NUMBER}\]\({_READER}\)|{_NUMBER}))           # — location: [12](kindle://…)
      (?=\s*(?:$|\^[\w-]+$))""",
    re.IGNORECASE | re.VERBOSE,
)
_TELLING = later(rf"\({_READER}\)|\blocation:?\s{_NUMBER}", re.IGNORECASE)  # a place that no person would write
_QUOTED = later(r"^(\s*(?:[-*+]\s+)?)>\s?")
_RULE = later(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*$")
_TAGS = later(r"\s*[-*+]\s+(?:\*\*)?Tags:(?:\*\*)?\s*(.+)$")
_TAG = later(r"\[\[([^\[\]]+)\]\]|#([\w/-]+)")


def plain(lines: Sequence[str], code: Sequence[bool], out: dict[int, str], tags: dict[int, Sequence[str]]) -> list[str]:
    """The lines as an author would have written them; `out` takes what is left out, and why, `tags` the tags of a highlight."""
    sections = _sections(lines, code)
    if not _is_export(lines, sections):
        return list(lines)
    found = list(lines)
    highlight = -1
    for i, name in sections.items():
        line = lines[i]
        if _METADATA.match(name) and line.strip():
            out[i] = "about the book, not from it"
        if not _HIGHLIGHTS.match(name):
            continue
        labels = _TAGS.match(line)
        if labels and highlight >= 0:
            out[i] = "tags of the highlight above"
            tags[highlight] = (*tags.get(highlight, ()), *(a or b for a, b in _TAG.findall(labels[1])))
            continue
        marker = MARKER.match(line)
        if line.strip() and (not marker or not marker[1]):
            highlight = i
        found[i] = "" if _RULE.match(line) else _PLACE.sub("", _QUOTED.sub(r"\1", line, count=1))
        if line.strip() and not parted(found[i])[1]:
            found[i] = ""
    return found


def _sections(lines: Sequence[str], code: Sequence[bool]) -> dict[int, str]:
    """For each line that is neither code nor a heading, the name of the heading it stands under."""
    name = ""
    found: dict[int, str] = {}
    for i, line in enumerate(lines):
        heading = None if code[i] else _HEADING.match(line)
        if heading:
            name = heading[1].rstrip("#").rstrip()
        elif not code[i]:
            found[i] = name
    return found


def _is_export(lines: Sequence[str], sections: Mapping[int, str]) -> bool:
    names = set(sections.values())
    if not any(_HIGHLIGHTS.match(name) for name in names):
        return False
    return any(_METADATA.match(name) for name in names) or any(_TELLING.search(lines[i]) for i in sections)
