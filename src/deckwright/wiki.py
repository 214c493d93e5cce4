"""Links, tags, footnotes and fields that stand in a line (`[[Page|word]]`, `#a/b`, `[^1]`, `[key:: value]`) to plain lines, one for one.

A tag before or behind a line is the bullet's; inside a sentence it is a word of it. A line of tags alone is about the whole file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from .media import EMBEDDED, suffix
from .patterns import later
from .sugar import CARD_TAG
from .tidy import KEPT, parted

SIGNS = ("[[", "[^", "^[", ":: ", " #", "\n#")

_INLINE = later(
    rf"""{KEPT}
      | (?P<embed>!\[\[(?P<note>[^\[\]\n|]+)(?:\|[^\[\]\n]*)?\]\])
      | (?<![#\w])\[(?P<label>[^\[\]]+)\]\(\[\[[^\[\]]+\]\]\)
      | (?<!\#)\[\[(?!(?=[^,\[\]]*,)[\s\d,.-]*\]\])(?P<page>[^\s\[\]|][^\[\]|\n]*)(?:\|(?P<alias>[^\[\]\n]+))?\]\]
      | (?P<footnote>\[\^[^\[\]\s]+\](?!:))
      | (?P<gone>\^\[[^\[\]\n]*\]
        |(?<!\s)\s*[\[(][A-Za-z][\w -]*::\s(?:[^\[\]()]|\[\[[^\[\]]*\]\])*[\])])
    """,
    re.VERBOSE,
)
_FOOTNOTE = later(r"\s{0,3}(\[\^(?!uid\])[^\]\s]+\]):")
_NAME = r"\#(?:\[\[([^\[\]]+)\]\]|((?=[\w/-]*[^\W\d_])[\w/-]+))"
_TAG = later(_NAME)
_BEFORE = later(rf"(?:{_NAME}\s+)+(?=[^\s#])")
_BEHIND = later(rf"(?:(?:^|\s+){_NAME})+(?=\s*(?:\^[\w-]+)?$)")  # to match where a run of tags begins
_EACH_BEHIND = later(rf"(?:^|(?<!\s)\s+){_NAME}")
# What looks like a tag and is none: the directives of C, colours, and the end of a sentence that needs its last word.
_DIRECTIVES = frozenset(
    (
        "define",
        "include",
        "ifdef",
        "ifndef",
        "if",
        "else",
        "elif",
        "endif",
        "pragma",
        "undef",
        "error",
        "region",
        "endregion",
        "import",
        "line",
    )
)
_COLOUR = later(r"(?:[0-9a-fA-F]{3,4}|[0-9a-fA-F]{6}|[0-9a-fA-F]{8})$")
_LEANS = later(
    r"(?:^|\s)(?:a|an|the|of|to|in|on|at|by|with|for|from|as|and|or|over|than|use|using|via|like|called|named|is|are|see|tag|tags|tagged"
    r"|der|die|das|mit|von|und|le|la|les|de|des|et|el|los|con|y)$",
    re.IGNORECASE,
)


def plain(lines: Sequence[str], code: Sequence[bool], out: dict[int, str], tags: dict[int, Sequence[str]]) -> tuple[list[str], list[str]]:
    """The lines, and the tags of the whole file. `out` takes the indexes of lines to leave out, and why, `tags` the tags of others."""
    found = list(lines)
    of_file: list[str] = []
    notes = {i: note[1] for i, line in enumerate(lines) if "[^" in line and not code[i] and (note := _FOOTNOTE.match(line))}
    footnotes = frozenset(notes.values())
    for i, line in enumerate(lines):
        if code[i]:
            continue
        if i in notes:
            out.setdefault(i, "a footnote")
            continue
        bare = (
            _INLINE.sub(lambda match: _seen(match, footnotes), line)
            if "[[" in line or "[^" in line or "^[" in line or ":: " in line
            else line
        )
        if "#" in bare and not bare.lstrip().startswith(("# ", "## ", "###")):
            bare, names = _untagged(bare)
            if names and not bare.strip():
                of_file += names
                out.setdefault(i, "tags of the whole file")
                continue
            if names:
                tags[i] = (*tags.get(i, ()), *names)
        if bare != line and not parted(bare)[1].strip():
            out.setdefault(i, "an embedded note, which is not followed" if "![[" in line else "nothing but tags or a field")
            continue
        found[i] = bare if bare == line else bare.rstrip()
    return found, of_file


def _seen(match: re.Match[str], footnotes: Collection[str]) -> str:
    """What a reader sees of a link or an embedded note; `[^1]` is a pointer only where there is such a footnote."""
    if match["kept"] is not None:
        return match["kept"]
    if match["footnote"]:
        return "" if match["footnote"] in footnotes else match["footnote"]
    if match["embed"]:
        return match["embed"] if suffix(match["note"].partition("#")[0].strip()) in EMBEDDED else ""
    if match["label"] or match["alias"]:
        return match["label"] or match["alias"].strip()
    if not match["page"]:
        return ""
    page, _, heading = match["page"].partition("#")
    name = page.rpartition("/")[2].strip()
    heading = "" if heading.startswith("^") else heading.replace("#", " > ").strip()
    return f"{name} > {heading}" if name and heading else name or heading


def _untagged(line: str) -> tuple[str, list[str]]:
    """A line without the tags before and behind its text, and those; `#card` stays."""
    margin, text = parted(line)
    names: list[str] = []
    behind = _behind(text)
    if behind and not _LEANS.search(text[: behind.start()]):
        text, taken = _taken(text, behind)
        names += taken
    before = _BEFORE.match(text)
    if before:
        text, taken = _taken(text, before)
        names = [*taken, *names]
    return f"{margin}{text}", names


def _behind(text: str) -> re.Match[str] | None:
    """The run of tags that ends a line, if one does; looked for in one go, for a search would try each of its tags as the first."""
    begin = end = -1
    for tag in _EACH_BEHIND.finditer(text):
        begin, end = tag.start() if tag.start() != end else begin, tag.end()
    return _BEHIND.match(text, begin) if begin >= 0 else None


def _taken(text: str, run: re.Match[str]) -> tuple[str, list[str]]:
    """The text without a run of tags but for those that are none of ours, and the names of the others."""
    names: list[str] = []
    kept: list[str] = []
    for tag in _TAG.finditer(run.group()):
        name = tag[1] or tag[2]
        is_ours = not (CARD_TAG.fullmatch(tag.group()) or name in _DIRECTIVES or _COLOUR.match(name))
        (names if is_ours else kept).append(name if is_ours else tag.group())
    stays = " ".join(kept)
    head, tail = text[: run.start()].rstrip(), text[run.end() :].lstrip()
    return " ".join(filter(None, (head, stays, tail))), names
