"""Callouts (`> [!note] Title`) and `<details>` to the text that their author wrote in them, line for line.

They are set apart for the eye, as a quotation is, but are the author's own words. Those called `quote` or `cite` stay quotations.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .patterns import later

SIGNS = ("[!", "<details", "<summary")

_CALLOUT = later(r"(\s*(?:[-*+]\s+)?)>\s?\[!([\w-]+)(?:\|[^\]]*)?\][+-]?\s*(.*)$")
_QUOTED = later(r"(\s*)>\s?(.*)$")
_ITEM = later(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
_QUOTATIONS = frozenset({"quote", "cite"})
_LABELS = {"todo": "TODO", "example": "Example"}  # kinds that say what the grammar should make of them
_DETAILS = later(r"(?<!\s)\s*</?details\b[^<>]*>\s*(?=<summary|$)", re.IGNORECASE)
_SUMMARY = later(r"\s*<summary\b[^>]*>(.*?)</summary>\s*+(?:<br\s*/?>\s*+)?(?:<(?:b|p|strong)>\s*+)?$", re.IGNORECASE)
_DETAILS_END = later(r"\s*+(?:</(?:b|p|strong)>\s*+)?</details>\s*$", re.IGNORECASE)


def plain(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """The lines with callouts and details opened; `code` says which are none of ours."""
    found = list(lines)
    i = 0
    while i < len(found):
        opens = None if code[i] or "[!" not in found[i] else _CALLOUT.match(found[i])
        if opens:
            i = _opened(found, i, opens)
            continue
        if not code[i] and "<" in found[i]:
            found[i] = _unfolded(found[i])
        i += 1
    return found


def _opened(found: list[str], start: int, opens: re.Match[str]) -> int:
    """Open the callout that begins at `start`; where to go on: its first line again if what is in it may be a callout, too."""
    margin, kind, title = opens.groups()
    end = start + 1
    inside: list[str] = []
    while end < len(found) and (line := _QUOTED.match(found[end])):
        inside.append(line[2])
        end += 1
    if kind.lower() in _QUOTATIONS:
        found[start] = f"{margin}> {title}" if title else ""
        return end
    label = _LABELS.get(kind.lower(), "")
    head = f"{label}: {title}" if label and title else f"{label}:" if label and inside else title
    is_lead = bool(inside) and _ITEM.match(inside[0]) is not None
    found[start] = f"{margin}{head}{'' if is_lead else '  '}" if head else ""
    indent = " " * len(margin.expandtabs(4))
    found[start + 1 : end] = [f"{indent}{line}" if line.strip() else "" for line in inside]
    return start + 1


def _unfolded(line: str) -> str:
    summary = _SUMMARY.match(_DETAILS.sub("", line, count=1))
    if summary:
        return f"{summary[1].strip()}  "
    return "" if _DETAILS.fullmatch(line) or _DETAILS_END.match(line) else line
