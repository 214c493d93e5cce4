"""Ids that tools leave in notes: a line's text and its id, apart; a line of ids alone joined to the line it belongs to.

The forms are those of the tools our users come from (reference: peers.md §4, "Inline syntaxes"): a
block id of Obsidian, the comments of Obsidian_to_Anki and its kin, Logseq's `id::`, `noteId:` and `[^uid]:` lines,
`%%dk:…%%`. The scheduling comment of obsidian-spaced-repetition changes with every review, so it is no id, only hidden.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .patterns import later

_MARK = later(
    r"""(?:^|(?<=\s))(?:
        \^(?P<block>(?!\d{1,5}$)[A-Za-z0-9-]+)                                  # `^2` is a square
      | <!--\s*(?:id|note_?id|notecard_?id|note_key)\s*:\s*(?P<comment>[\w-]+)\s*-->
      | (?:note_?id|id):\s*(?P<number>\d{10,})                                  # as long as Anki's own numbers
      | \[\^uid\]:\s*(?P<uid>[\w-]+)
      | %%dk:\w+:(?P<role>\w+)%%
      | id::\s*(?P<outliner>[\w-]{8,})
      | <!--\s*SR:[^<>]*-->
    )\s*$""",
    re.IGNORECASE | re.VERBOSE,
)
_MOST = 4  # marks at the end of one line
_TAKES_NONE = later(r"\s*(?:#{1,6}\s|```|~~~|\||---|$)")  # headings, fences, tables and blank lines


def apart(source: str) -> tuple[str, str]:
    """A line without the marks at its end, and the id they give it; empty if none."""
    anchor = ""
    for _ in range(_MOST if _may_hold(source) else 0):
        match = _MARK.search(source)
        if match is None:
            break
        anchor = anchor or next(filter(None, match.groups()), "")
        source = source[: match.start()].rstrip()
    return source, anchor


def _may_hold(source: str) -> bool:
    """Whether a line has a sign that some mark is written with; looking for the marks themselves takes twenty times as long."""
    return "^" in source or "-->" in source or "%%" in source or "d:" in source or "D:" in source


def gathered(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """Lines with each that holds only marks moved to the end of the line above it; `code` says which are none of ours."""
    found: list[str] = []
    above = -1  # the last line that is no mark; marks behind it are its own
    joined = 0  # marks that it has got
    for line, is_code in zip(lines, code, strict=True):
        if is_code or not line.strip() or apart(line.strip())[0]:
            above, joined = len(found), 0
            found.append(line)
            continue
        if above >= 0 and joined < _MOST and not code[above] and not _TAKES_NONE.match(found[above]):
            both = f"{found[above].rstrip()} {line.strip()}"
            found[above] = both if apart(both)[0] == apart(found[above])[0] else found[above]  # no more than are taken off again
            joined += 1
        found.append("")
    return found
