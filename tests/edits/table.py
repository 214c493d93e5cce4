"""The kinds of edits: one ordered table of named functions, chance and notes to notes."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from . import moves, wording, writing
from .notes import BULLET, Line, Notes, Removed, end, indented, lists

Change = Callable[[random.Random, Notes], Notes]


class Sort(StrEnum):
    """What an edit does to the bullets that go on."""

    MOVE = "move"  # their texts stay
    REWORD = "reword"
    COME_AND_GO = "come and go"  # it adds or takes away others
    BULK = "bulk"
    WORST = "worst"  # another fact stands where one stood, in nearly the same words


@dataclass(frozen=True, slots=True)
class Edit:
    """A kind of edit: `times` of it make a case; the steps of `later` follow, a build each."""

    name: str
    sort: Sort
    change: Change
    times: int = 4
    later: tuple[Change, ...] = ()


def nothing(_: random.Random, notes: Notes) -> Notes:
    """The notes as they are."""
    return notes


def split_bullet(rng: random.Random, notes: Notes) -> Notes:
    """The clause at a bullet's end becomes a bullet below it."""
    found = notes.bullets(lambda line: wording.halves(line.text) is not None)
    if not found:
        return notes
    f, i = rng.choice(found)
    line = notes.files[f].lines[i]
    head, rest = wording.halves(line.text) or (line.text, "")
    return notes.with_text(f, i, head).added(f, i + 1, line.depth + 1, rest[:1].upper() + rest[1:])


def delete(rng: random.Random, notes: Notes) -> Notes:
    """A bullet goes, and what stands below it."""
    f, i = rng.choice(notes.bullets())
    return notes.without(f, i)[0]


def set_aside(rng: random.Random, notes: Notes) -> Notes:
    """A bullet goes, and its author keeps it elsewhere."""
    f, i = rng.choice(notes.bullets())
    behind = notes.files[f].lines[i - 1].uid
    left, block = notes.without(f, i)
    return replace(left, aside=(*left.aside, Removed(block, behind)))


def put_back(_: random.Random, notes: Notes) -> Notes:
    """Everything set aside comes back, behind the line it stood behind if that is still there."""
    for removed in reversed(notes.aside):
        place = next(((f, i) for f, i, line in notes.walk() if line.uid == removed.behind), (0, 0))
        notes = _put(notes, *place, removed.lines)
    return replace(notes, aside=())


def insert(rng: random.Random, notes: Notes) -> Notes:
    """A new bullet stands behind another."""
    f, i = rng.choice(notes.bullets())
    return notes.added(f, end(notes.files[f].lines, i), notes.files[f].lines[i].depth, writing.bullet(rng))


def insert_sibling(rng: random.Random, notes: Notes) -> Notes:
    """A new bullet in nearly the words of another stands before or behind it."""
    f, i, other = _with_sibling(rng, notes)
    lines = notes.files[f].lines
    return notes.added(f, rng.choice((i, end(lines, i))), lines[i].depth, other)


def replace_bullets(rng: random.Random, notes: Notes) -> Notes:
    """Three bullets give way to three that have to do with none of them."""
    found = _childless(notes)
    uids = [notes.files[f].lines[i].uid for f, i in rng.sample(found, 3)]
    had = [_content(line.text) for _, _, line in notes.walk() if line.uid in uids]
    for uid in uids:
        f, i = next((f, i) for f, i, line in notes.walk() if line.uid == uid)
        strange = iter(lambda: writing.bullet(rng), "")
        notes = _replaced(notes, f, i, next(text for text in strange if all(len(_content(text) & other) <= 1 for other in had)))
    return notes


def _content(text: str) -> set[str]:
    """The words that two bullets on different things hardly share."""
    return set(re.findall(r"\w{4,}", text.lower()))


def replace_by_sibling(rng: random.Random, notes: Notes) -> Notes:
    """Another fact in nearly the same words stands where one stood."""
    f, i, other = _with_sibling(rng, notes)
    return _replaced(notes, f, i, other)


def touch_list(rng: random.Random, notes: Notes) -> Notes:
    """Every item of a list is reworded a little."""
    f, starts = rng.choice(lists(notes, 3))
    for i in starts:
        notes = notes.with_text(f, i, wording.small(rng, notes.files[f].lines[i].text))
    return notes


def reorganise(rng: random.Random, notes: Notes) -> Notes:
    """Three bullets in ten move, one in twenty is reworded, and every heading is another."""
    count = len(notes.bullets())
    for _ in range(count * 3 // 10):
        notes = rng.choice((moves.to_section, moves.to_article, moves.to_file, moves.shift, moves.indent))(rng, notes)
    reword = wording.reworded(wording.small)
    for _ in range(count // 20):
        notes = reword(rng, notes)
    return moves.retitle_all(rng, notes)


def _put(notes: Notes, f: int, i: int, block: tuple[Line, ...]) -> Notes:
    """A block behind a line, at its own depth or as deep as it may be there."""
    lines = notes.files[f].lines
    depth = min(block[0].depth, max(lines[i].depth + 1, BULLET))
    j = i + 1
    while lines[i].depth >= depth and j < len(lines) and lines[j].depth > depth:
        j += 1
    return notes.inserted(f, j, indented(block, depth))


def _childless(notes: Notes) -> list[tuple[int, int]]:
    return [(f, i) for f, i in notes.bullets() if end(notes.files[f].lines, i) == i + 1]


def _with_sibling(rng: random.Random, notes: Notes) -> tuple[int, int, str]:
    """A bullet without any below it, and its hard sibling."""
    had = {line.text for _, _, line in notes.walk()}
    places = _childless(notes)
    for f, i in rng.sample(places, len(places)):
        other = writing.sibling(rng, notes.files[f].lines[i].text)
        if other and other not in had:
            return f, i, other
    raise LookupError("no bullet has a sibling")


def _replaced(notes: Notes, f: int, i: int, text: str) -> Notes:
    depth = notes.files[f].lines[i].depth
    return notes.without(f, i)[0].added(f, i, depth, text)


EDITS: tuple[Edit, ...] = (
    Edit("nothing", Sort.MOVE, nothing),
    Edit("typo", Sort.REWORD, wording.reworded(wording.typo)),
    Edit("synonym", Sort.REWORD, wording.reworded(wording.synonym)),
    Edit("clause appended", Sort.REWORD, wording.reworded(wording.appended)),
    Edit("clause trimmed", Sort.REWORD, wording.reworded(wording.trimmed)),
    Edit("case, marks, markup", Sort.REWORD, wording.reworded(wording.marked)),
    Edit("link or its target", Sort.REWORD, wording.reworded(wording.linked)),
    Edit("number corrected", Sort.REWORD, wording.reworded(wording.renumbered)),
    Edit("negation added", Sort.REWORD, wording.reworded(wording.negated)),
    Edit("name corrected", Sort.REWORD, wording.reworded(wording.renamed)),
    Edit("form rewritten", Sort.REWORD, wording.reworded(wording.recast)),
    Edit("list reworded throughout", Sort.REWORD, touch_list, times=2),
    Edit("bullet split", Sort.REWORD, split_bullet),
    Edit("neighbours swapped", Sort.MOVE, moves.swap),
    Edit("list sorted", Sort.MOVE, moves.ordered),
    Edit("list reversed", Sort.MOVE, moves.backwards),
    Edit("moved in its list", Sort.MOVE, moves.shift),
    Edit("indented or outdented", Sort.MOVE, moves.indent),
    Edit("markers, indentation", Sort.MOVE, moves.restyle, times=1),
    Edit("to another section", Sort.MOVE, moves.to_section),
    Edit("to another article", Sort.MOVE, moves.to_article),
    Edit("to another file", Sort.MOVE, moves.to_file),
    Edit("heading renamed", Sort.MOVE, moves.rename_section, times=2),
    Edit("article renamed", Sort.MOVE, moves.rename_article, times=1),
    Edit("file renamed", Sort.MOVE, moves.rename_file, times=1),
    Edit("file split", Sort.MOVE, moves.split_file, times=1),
    Edit("files merged", Sort.MOVE, moves.merge_files, times=1),
    Edit("article to another file", Sort.MOVE, moves.move_article, times=1),
    Edit("deleted", Sort.COME_AND_GO, delete, times=6),
    Edit("deleted, back 2 builds later", Sort.MOVE, set_aside, times=6, later=(nothing, put_back)),
    Edit("new bullet", Sort.COME_AND_GO, insert),
    Edit("new hard sibling", Sort.COME_AND_GO, insert_sibling),
    Edit("replaced by an unrelated one", Sort.COME_AND_GO, replace_bullets, times=1),
    Edit("bulk reorganisation", Sort.BULK, reorganise, times=1),
    Edit("replaced by hard sibling", Sort.WORST, replace_by_sibling),
)
