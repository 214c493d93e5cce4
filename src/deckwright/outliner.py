"""What an outliner such as Logseq, or Dataview, keeps in the text to plain Markdown lines, one for one.

Properties (`key:: value`), to-do words, times (`SCHEDULED: <…>`, `:LOGBOOK:`), macros (`{{query …}}`), blocks between
`#+BEGIN_` and `#+END_`, and references to another bullet of the same file by its id (`((64f0…))`), which stand for its text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .patterns import later
from .tidy import FENCE, KEPT, MARKER, in_code, parted

SIGNS = ("::", "((", "{{", "#+BEGIN", "#+begin", ":LOGBOOK:", "SCHEDULED:", "DEADLINE:")
TASKS = ("TODO", "DOING", "DONE", "NOW ", "LATER ", "WAITING ", "WAIT ", "CANCELED", "CANCELLED", "[#", "[/]", "[-]", "[>]", "[<]")

_UUID = r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"
_PROPERTY = later(r"\s+[a-z][\w-]*::(?:\s.*)?$")  # below a bullet
_FIELD = later(r"\s*(?:[-*+]\s+)?([A-Za-z][\w-]*)::(?:\s.*)?$")
_ID = later(rf"\s*id::\s*({_UUID})\s*$")
_TIME = later(r"\s*(?:SCHEDULED|DEADLINE|CLOCK):\s*[<\[].*$")
_LOG = (":LOGBOOK:", ":END:")
_ORG = later(r"(\s*(?:[-*+]\s+)?)#\+(BEGIN|END)_(\w+)[ \t]*(.*)$", re.IGNORECASE)
_ORG_CODE = frozenset({"query", "src", "example", "comment", "export"})
_TASK = later(r"(\s*(?:[-*+]|\d+[.)])\s+)(?:(TODO|DOING|DONE|CANCELL?ED|IN-PROGRESS)|(NOW|LATER|WAIT|WAITING)|\[[-/<>]\])\s+(?=\S)")
_PRIORITY = later(r"\[#[A-C]\]\s+")
_MACRO = later(
    rf"""{KEPT}
      | \{{\{{cloze\s++(?P<cloze>[^{{}}]+)\}}\}}
      | (?P<macro>\{{\{{(?:query|embed|renderer|video|audio|youtube(?:-timestamp)?|vimeo|bilibili|tweet|twitter|pdf|img|iframe
          |namespace|function|cards|zotero-[\w-]+)\b(?:[^{{}}]|\{{[^{{}}]*\}})*\}}\}})
      | \[(?P<label>[^\[\]]+)\]\(\(\((?P<labelled>{_UUID})\)\)\)
      | \(\((?P<ref>{_UUID})\)\)(?P<rest>[\s.,;:!?]*$)?
    """,
    re.VERBOSE,
)
_LONE = later(rf"\s*(?:[-*+]\s+)?(?:\{{\{{embed\s+)?\(\(({_UUID})\)\)(?:\}}\}})?\s*$")

ELSEWHERE = "rests on a bullet of another file, which is not read here"


def plain(lines: Sequence[str], out: dict[int, str], unresolved: list[int]) -> list[str]:
    """The lines without what is not text.

    `out` takes the indexes of those that are left out, and why, `unresolved` of those with a reference whose bullet is in no line.
    """
    found = _unwrapped(lines)
    code = in_code(found)
    blocks = _blocks(found, code)
    outline = _is_outline(found, code)
    for i, line in enumerate(found):
        if code[i] or not line.strip():
            continue
        line = _task(line, outline=outline)  # noqa: PLW2901 - the line, step by step
        if "{{" in line or "((" in line:
            line = _resolved(i, line, blocks, out, unresolved)  # noqa: PLW2901
        field = _FIELD.match(line) if "::" in line else None
        if field and field[1] != "id" and not _PROPERTY.match(line):
            out[i] = f"a field, `{field[1]}::`"
        found[i] = line
    return _without_properties(found, code)


def _unwrapped(lines: Sequence[str]) -> list[str]:
    """Blocks of Org as fences, quotations or plain text; times and log books blanked."""
    found = list(lines)
    code = in_code(lines)
    kind = ""
    logged = -1  # up to this line
    last = max((i for i, line in enumerate(lines) if line.strip() == _LOG[1]), default=-1)  # one that begins below it never ends
    for i, line in enumerate(lines):
        if code[i] or not ("#+" in line or ":" in line or kind):
            continue
        mark = _ORG.match(line) if "#+" in line else None
        name = mark[3].lower() if mark else ""
        if kind in _ORG_CODE and not (mark and name == kind and mark[2].lower() == "end"):
            continue
        if mark:
            kind = name if mark[2].lower() == "begin" else ""
            found[i] = f"{mark[1]}```" if name in _ORG_CODE else f"{mark[1]}{mark[4]}".rstrip()
        elif kind == "quote" and line.strip():
            indent = len(line) - len(line.lstrip())
            found[i] = f"{line[:indent]}> {line[indent:]}"
        elif i <= logged or _TIME.match(line):
            found[i] = ""
        elif line.strip() == _LOG[0] and i < last:
            logged = next(k for k in range(i + 1, len(lines)) if lines[k].strip() == _LOG[1])
            found[i] = ""
    return found


def _blocks(lines: Sequence[str], code: Sequence[bool]) -> dict[str, tuple[int, str]]:
    """By its id, the index of a bullet and its text."""
    found: dict[str, tuple[int, str]] = {}
    owner = -1
    for i, line in enumerate(lines):
        if code[i]:
            continue
        name = _ID.match(line) if "id::" in line else None
        if name and owner >= 0:
            found[name[1].lower()] = (owner, re.sub(r"^#{1,6}\s+", "", parted(lines[owner])[1]).strip())
        elif line.strip() and not _PROPERTY.match(line):
            owner = i if MARKER.match(line) or owner < 0 or not line[0].isspace() else owner
    return found


def _is_outline(lines: Sequence[str], code: Sequence[bool]) -> bool:
    """Whether every line is a bullet or belongs to one, as in a file of Logseq's."""
    return all(line[:1].isspace() or line.startswith(("- ", "-")) or not line for line, c in zip(lines, code, strict=True) if not c)


def _task(line: str, *, outline: bool) -> str:
    """To-do words of Logseq, and Obsidian's other boxes, as a box to tick."""
    match = _TASK.match(line)
    if not (match or "[#" in line) or not any(word in line for word in TASKS):
        return line
    if match and (not match[3] or outline):  # elsewhere NOW may be a word in capitals
        line = f"{match[1]}[ ] {line[match.end() :]}"
    return _PRIORITY.sub("", line, count=1)


def _resolved(i: int, line: str, blocks: dict[str, tuple[int, str]], out: dict[int, str], unresolved: list[int]) -> str:
    """A line with what it refers to in place, and without macros."""
    lone = _LONE.match(line) if MARKER.match(line) else None
    if lone:
        known = blocks.get(lone[1].lower())
        out[i] = "shows another bullet again" if known else "shows a bullet of another file"
        return f"{parted(line)[0]}{known[1]}" if known else line

    def shown(match: re.Match[str]) -> str:
        if match["kept"] is not None or match["macro"]:
            return match["kept"] or ""
        if match["cloze"] or match["label"]:
            return f"=={match['cloze'].strip()}==" if match["cloze"] else match["label"]
        known = blocks.get(match["ref"].lower())
        if known is None and match["rest"] is None:
            out[i] = ELSEWHERE
        elif known is None:
            unresolved.append(i)
        return known[1] + (match["rest"] or "") if known else (match["rest"] or "").strip()

    bare = _MACRO.sub(shown, line).rstrip()
    if bare != line and not bare and line[0].isspace():  # more of the bullet above
        return ""
    if bare != line and not parted(bare)[1]:
        out[i] = "a macro, which only its own program fills in"
        return line
    return bare


def _without_properties(lines: Sequence[str], code: Sequence[bool]) -> list[str]:
    """Properties below a bullet taken off; an id among them goes to the end of the bullet's text, where ids are looked for."""
    found = list(lines)
    owner = begin = -1  # the last line of text, and where the run of properties below it begins
    for i, line in enumerate([*lines, ""]):
        is_code = i < len(code) and code[i]
        if owner >= 0 and not is_code and "::" in line and _PROPERTY.match(line):
            begin = i if begin < 0 else begin
            continue
        if begin >= 0 and not is_code and _goes_on(line):
            continue
        if begin >= 0:
            below = found[begin:i]
            text = [row for row in below if not _PROPERTY.match(row)]
            found[begin:i] = [*text, *[""] * (len(below) - len(text))]
            name = next((match[1] for row in below if (match := _ID.match(row))), "")
            if name:
                last = begin + len(text) - 1 if text else owner
                found[last] = f"{found[last].rstrip()} id:: {name}"
            begin = -1
        if line.strip():
            owner = -1 if is_code or FENCE.match(line.strip()) else i
    return found


def _goes_on(line: str) -> bool:
    """Whether a line below a property is more of the bullet's own text."""
    return bool(line.strip()) and line[0].isspace() and not (MARKER.match(line) or _PROPERTY.match(line) or FENCE.match(line.strip()))
