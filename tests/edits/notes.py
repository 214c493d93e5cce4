"""A folder of notes to Markdown, with the truth of which bullet stands on which line.

A note file is a flat run of lines, each with its depth: 0 an article's heading, 1 a section's,
2 and more a bullet. A line and the deeper ones behind it are a block, so that moving an article,
a section or a bullet is one thing. `uid` is who a line is, whatever it says and wherever it stands.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from deckwright.notefiles import NoteText

ARTICLE, SECTION, BULLET = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Line:
    """A heading or bullet as its author wrote it, without marker and indentation."""

    uid: int
    depth: int
    text: str


Lines = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class File:
    """A note file and its author's way of indenting."""

    name: str
    lines: Lines
    marker: str = "-"
    indent: str = "  "


@dataclass(frozen=True, slots=True)
class Removed:
    """A block taken out, and the line it stood behind."""

    lines: Lines
    behind: int


@dataclass(frozen=True, slots=True)
class Notes:
    """All note files; `fresh` is a uid nobody has had, `aside` what may come back."""

    files: tuple[File, ...]
    fresh: int
    aside: tuple[Removed, ...] = ()

    def walk(self) -> Iterator[tuple[int, int, Line]]:
        """Every line with the index of its file and its own."""
        for f, file in enumerate(self.files):
            for i, line in enumerate(file.lines):
                yield f, i, line

    def bullets(self, fits: Callable[[Line], bool] = lambda _: True) -> list[tuple[int, int]]:
        """Where the bullets are that fit."""
        return [(f, i) for f, i, line in self.walk() if line.depth >= BULLET and fits(line)]

    def with_lines(self, f: int, lines: Sequence[Line]) -> Notes:
        """The notes with other lines in one file."""
        return replace(self, files=(*self.files[:f], replace(self.files[f], lines=tuple(lines)), *self.files[f + 1 :]))

    def with_text(self, f: int, i: int, text: str) -> Notes:
        """The notes with one line reworded."""
        lines = self.files[f].lines
        return self.with_lines(f, (*lines[:i], replace(lines[i], text=text), *lines[i + 1 :]))

    def inserted(self, f: int, i: int, block: Sequence[Line]) -> Notes:
        """The notes with a block put before line `i` of a file."""
        lines = self.files[f].lines
        return self.with_lines(f, (*lines[:i], *block, *lines[i:]))

    def without(self, f: int, i: int) -> tuple[Notes, Lines]:
        """The notes without the block at a line, and the block."""
        lines = self.files[f].lines
        j = end(lines, i)
        return self.with_lines(f, lines[:i] + lines[j:]), lines[i:j]

    def added(self, f: int, i: int, depth: int, text: str) -> Notes:
        """The notes with a new bullet before line `i` of a file."""
        return replace(self.inserted(f, i, [Line(self.fresh, depth, text)]), fresh=self.fresh + 1)


def seeded(seed: int | str) -> random.Random:
    """Chance that comes out the same for the same seed."""
    return random.Random(seed)


def end(lines: Sequence[Line], i: int) -> int:
    """Where the block that begins at line `i` ends."""
    return next((j for j in range(i + 1, len(lines)) if lines[j].depth <= lines[i].depth), len(lines))


def parent(lines: Sequence[Line], i: int) -> int:
    """The line above which a line stands below; -1 for an article."""
    return next((j for j in range(i - 1, -1, -1) if lines[j].depth < lines[i].depth), -1)


def heading(lines: Sequence[Line], i: int, depth: int) -> int:
    """The nearest heading before a line that is no deeper than `depth`; -1 where there is none."""
    return next((j for j in range(i, -1, -1) if lines[j].depth <= depth), -1)


def lists(notes: Notes, least: int) -> list[tuple[int, list[int]]]:
    """Every list of at least so many bullets: its file, and the lines its items begin on."""
    found: list[tuple[int, list[int]]] = []
    for f, file in enumerate(notes.files):
        below: dict[int, list[int]] = {}
        for i, line in enumerate(file.lines):
            if line.depth >= BULLET:
                below.setdefault(parent(file.lines, i), []).append(i)
        found.extend((f, items) for items in below.values() if len(items) >= least)
    return found


def indented(block: Sequence[Line], depth: int) -> list[Line]:
    """A block that begins at another depth."""
    return [replace(line, depth=line.depth + depth - block[0].depth) for line in block]


def markdown(notes: Notes) -> tuple[tuple[NoteText, ...], dict[tuple[str, int], int]]:
    """The note files' text, and the uid of what stands on each (file, line)."""
    texts, uids = [], {}
    for file in sorted(notes.files, key=lambda file: file.name):
        rows: list[str] = []
        for line in file.lines:
            if line.depth < BULLET and rows:
                rows.append("")
            rows.append(written(file, line))
            uids[file.name, len(rows)] = line.uid
        texts.append(NoteText(file.name, "\n".join(rows) + "\n"))
    return tuple(texts), uids


def written(file: File, line: Line) -> str:
    """A line as it stands in its file."""
    if line.depth < BULLET:
        return f"{'#' * (line.depth + 1)} {line.text}"
    return f"{file.indent * (line.depth - BULLET)}{file.marker} {line.text}"
