"""Lines written for Obsidian, Logseq, Jekyll, Hugo, GitHub or a highlight export to the same lines in plain Markdown.

There are as many lines after as before, so that every line keeps its number. What is not the author's knowledge is taken
off (`{: .note }`, `%%comment%%`, `[^1]`, a location in a book), and a bullet that is nothing else is left out with the reason.
A file without the signs of any of them costs one look for each sign.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from . import callouts, exports, liquid, outliner, wiki
from .bullet import Bullet, Heading
from .frontmatter import tag_names
from .tidy import in_code


@dataclass(frozen=True, slots=True)
class Plain:
    """`lines` in plain Markdown; by line number, why a bullet is left out and what tags it has; the tags of the whole file.

    `unresolved` are the lines that refer to a block of another file.
    """

    lines: list[str]
    left_out: Mapping[int, str] = field(default_factory=dict)
    tags: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    file_tags: tuple[str, ...] = ()
    unresolved: tuple[int, ...] = ()


def plain(lines: Sequence[str], first: int = 1) -> Plain:
    """The lines of a note file below its front matter; `first` is the first one's number."""
    text = "\n".join(lines)
    found = list(lines)
    out: dict[int, str] = {}
    tags: dict[int, Sequence[str]] = {}
    of_file: list[str] = []
    unresolved: list[int] = []
    if _has(text, liquid.SIGNS):
        found = liquid.plain(found, out)
    if _has(text, exports.SIGNS):
        found = exports.plain(found, in_code(found), out, tags)
    if _has(text, callouts.SIGNS):
        found = callouts.plain(found, in_code(found))
    if _has(text, outliner.SIGNS) or _has(text, outliner.TASKS):
        found = outliner.plain(found, out, unresolved)
    if _has(text, wiki.SIGNS):
        found, of_file = wiki.plain(found, in_code(found), out, tags)
    return Plain(
        found,
        {k + first: why for k, why in out.items()},
        {k + first: tag_names(names) for k, names in tags.items()},
        tag_names(of_file),
        tuple(k + first for k in unresolved),
    )


def _has(text: str, signs: Iterable[str]) -> bool:
    return any(sign in text for sign in signs)


def marked(blocks: Iterable[Heading | Bullet], told: Plain, skip: str = "") -> tuple[Heading | Bullet, ...]:
    """The blocks with what `told` knows of their bullets; `skip` is why all of the file is left out, if it is."""
    if not (told.left_out or told.tags or skip):
        return tuple(blocks)

    def mark(bullet: Bullet) -> Bullet:
        off = bullet.off or skip or told.left_out.get(bullet.line, "")
        return replace(bullet, off=off, tags=told.tags.get(bullet.line, ()), children=tuple(map(mark, bullet.children)))

    return tuple(mark(block) if isinstance(block, Bullet) else block for block in blocks)
