"""Chance and notes to notes with something moved, renamed, split or merged; every text but headings stays."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import replace

from . import words, writing
from .notes import ARTICLE, BULLET, SECTION, File, Line, Notes, end, heading, indented, lists, parent


def _arranged(least: int, order: Callable[[random.Random, list[list[Line]]], list[list[Line]]]) -> Callable[[random.Random, Notes], Notes]:
    """An edit that puts the blocks of one list in another order."""

    def edit(rng: random.Random, notes: Notes) -> Notes:
        found = lists(notes, least)
        if not found:
            return notes
        f, starts = rng.choice(found)
        lines = notes.files[f].lines
        blocks = [list(lines[i : end(lines, i)]) for i in starts]
        after = end(lines, starts[-1])
        moved = [line for block in order(rng, blocks) for line in block]
        return notes.with_lines(f, (*lines[: starts[0]], *moved, *lines[after:]))

    return edit


def _swap(rng: random.Random, blocks: list[list[Line]]) -> list[list[Line]]:
    k = rng.randrange(len(blocks) - 1)
    return [*blocks[:k], blocks[k + 1], blocks[k], *blocks[k + 2 :]]


def _shift(rng: random.Random, blocks: list[list[Line]]) -> list[list[Line]]:
    left = list(blocks)
    moved = left.pop(rng.randrange(len(left)))
    left.insert(rng.randrange(len(left) + 1), moved)
    return left


swap = _arranged(2, _swap)
shift = _arranged(3, _shift)
ordered = _arranged(3, lambda _, blocks: sorted(blocks, key=lambda block: block[0].text.casefold()))
backwards = _arranged(3, lambda _, blocks: blocks[::-1])


def indent(rng: random.Random, notes: Notes) -> Notes:
    """A bullet goes below the one before it, or a list's last one out beside its parent."""
    deeper = [(f, i, 1) for f, starts in lists(notes, 2) for i in starts[1:]]
    outer = [(f, starts[-1], -1) for f, starts in lists(notes, 1) if notes.files[f].lines[starts[-1]].depth > BULLET]
    if not deeper + outer:
        return notes
    f, i, by = rng.choice(rng.choice([some for some in (deeper, outer) if some]))
    lines = notes.files[f].lines
    j = end(lines, i)
    return notes.with_lines(f, (*lines[:i], *indented(lines[i:j], lines[i].depth + by), *lines[j:]))


def restyle(rng: random.Random, notes: Notes) -> Notes:
    """A whole file gets other bullet markers and indentation."""
    f = rng.randrange(len(notes.files))
    file = notes.files[f]
    marker = rng.choice([m for m in "-*+" if m != file.marker])
    return _with_file(notes, f, replace(file, marker=marker, indent=rng.choice(("  ", "    ", "\t"))))


def to_section(rng: random.Random, notes: Notes) -> Notes:
    """A bullet goes to another section of its article."""

    def allowed(f: int, lines: Sequence[Line], i: int, g: int, h: int) -> bool:
        return f == g and heading(lines, i, ARTICLE) == heading(lines, h, ARTICLE) and heading(lines, i, SECTION) != h

    return _elsewhere(rng, notes, allowed)


def to_article(rng: random.Random, notes: Notes) -> Notes:
    """A bullet goes to another article of its file."""
    return _elsewhere(rng, notes, lambda f, lines, i, g, h: f == g and heading(lines, i, ARTICLE) != heading(lines, h, ARTICLE))


def to_file(rng: random.Random, notes: Notes) -> Notes:
    """A bullet goes to another file."""
    return _elsewhere(rng, notes, lambda f, _lines, _i, g, _h: f != g)


def rename_section(rng: random.Random, notes: Notes) -> Notes:
    """A section's heading says something else."""
    return _retitled(rng, notes, SECTION)


def rename_article(rng: random.Random, notes: Notes) -> Notes:
    """An article's heading says something else."""
    return _retitled(rng, notes, ARTICLE)


def rename_file(rng: random.Random, notes: Notes) -> Notes:
    """A file has another name."""
    f = rng.randrange(len(notes.files))
    return _with_file(notes, f, replace(notes.files[f], name=_new_name(rng, notes)))


def split_file(rng: random.Random, notes: Notes) -> Notes:
    """The later articles of a file go to a file of their own."""
    cuts = [(f, i) for f, i, line in notes.walk() if line.depth == ARTICLE and i]
    if not cuts:
        return notes
    f, i = rng.choice(cuts)
    file = notes.files[f]
    rest = replace(file, name=_new_name(rng, notes), lines=file.lines[i:])
    return replace(notes, files=(*notes.with_lines(f, file.lines[:i]).files, rest))


def merge_files(rng: random.Random, notes: Notes) -> Notes:
    """What stands in one file goes behind what stands in another."""
    if len(notes.files) < 2:
        return notes
    f, g = rng.sample(range(len(notes.files)), 2)
    merged = notes.with_lines(f, notes.files[f].lines + notes.files[g].lines)
    return replace(merged, files=tuple(file for k, file in enumerate(merged.files) if k != g))


def move_article(rng: random.Random, notes: Notes) -> Notes:
    """An article goes to another file."""
    several = [f for f, file in enumerate(notes.files) if sum(line.depth == ARTICLE for line in file.lines) > 1]
    if not several or len(notes.files) < 2:
        return notes
    f = rng.choice(several)
    i = rng.choice([i for i, line in enumerate(notes.files[f].lines) if line.depth == ARTICLE])
    left, block = notes.without(f, i)
    g = rng.choice([g for g in range(len(notes.files)) if g != f])
    ends = [k for k, line in enumerate(left.files[g].lines) if line.depth == ARTICLE] + [len(left.files[g].lines)]
    return left.inserted(g, rng.choice(ends), block)


def retitle_all(rng: random.Random, notes: Notes) -> Notes:
    """Every heading says something else, and nothing that another one said."""
    had = notes
    for f, i, line in had.walk():
        if line.depth < BULLET:
            notes = notes.with_text(f, i, _title(rng, had, line) if line.depth == SECTION else _new_topic(rng, line))
    return notes


Allowed = Callable[[int, Sequence[Line], int, int, int], bool]  # file, its lines, bullet, other file, heading there


def _elsewhere(rng: random.Random, notes: Notes, allowed: Allowed) -> Notes:
    """A bullet goes to a place below another heading."""
    places = notes.bullets()
    for f, i in rng.sample(places, min(40, len(places))):
        lines = notes.files[f].lines
        headings = [(g, h) for g, h, line in notes.walk() if line.depth < BULLET and allowed(f, lines, i, g, h)]
        if not headings:
            continue
        g, h = rng.choice(headings)
        uid = notes.files[g].lines[h].uid
        left, block = notes.without(f, i)
        there = left.files[g].lines
        h = next(k for k, line in enumerate(there) if line.uid == uid)
        items = [k for k in range(h + 1, len(there)) if parent(there, k) == h and there[k].depth == BULLET]
        ends = [h + 1, *(end(there, k) for k in items)]
        return left.inserted(g, rng.choice(ends), indented(block, BULLET))
    return notes


def _retitled(rng: random.Random, notes: Notes, depth: int) -> Notes:
    found = [(f, i, line) for f, i, line in notes.walk() if line.depth == depth]
    if not found:
        return notes
    f, i, line = rng.choice(found)
    return notes.with_text(f, i, _title(rng, notes, line))


def _title(rng: random.Random, notes: Notes, line: Line) -> str:
    """Another heading; an article's is no other article's."""
    if line.depth == SECTION:
        others = [f"{line.text}, revised", writing.section(rng)]
        return rng.choice([other for other in others if other != line.text])
    had = {_topic(other) for _, _, other in notes.walk() if other.depth == ARTICLE}
    new = [topic for topic in words.TOPICS if topic not in had]
    return line.text.replace(_topic(line), rng.choice(new)) if new else _new_topic(rng, line)


def _new_topic(rng: random.Random, line: Line) -> str:
    """An article's heading, said otherwise; a linked one keeps its address."""
    old = _topic(line)
    return line.text.replace(old, rng.choice((f"{old}, once more", f"More on {old.lower()}")), 1)


def _topic(line: Line) -> str:
    return line.text.lstrip("[").split("]")[0]


def _new_name(rng: random.Random, notes: Notes) -> str:
    had = {file.name for file in notes.files}
    names = [f"notes/{folder}{word.lower()}.md" for folder in ("", "archive/") for word in words.SECTIONS if " " not in word]
    return rng.choice([name for name in names if name not in had])


def _with_file(notes: Notes, f: int, file: File) -> Notes:
    return replace(notes, files=(*notes.files[:f], file, *notes.files[f + 1 :]))
