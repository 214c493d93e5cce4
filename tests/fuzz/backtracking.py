"""A regular expression and a text to the number of steps in which it is looked for: those of a matcher that backtracks as `re` does.

It is the same number on every machine, however busy. Whether a character or a place fits is asked of `re` itself; what its
parse tree makes of them, in which order things are tried and given back, is walked here and counted. (The tree is
that of the standard library, `re._parser`; its names are in the documentation of no version.)
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Any

MOST = 60_000  # steps, behind which a search is given up
_DEEPEST = 20_000  # calls in each other: some for each character
_PARSER: Any = re._parser  # type: ignore[attr-defined]
_COMPILER: Any = re._compiler  # type: ignore[attr-defined]
_ONE = ("LITERAL", "NOT_LITERAL", "ANY", "IN")


@dataclass(slots=True)
class _Search:
    text: str
    steps: int = 0
    groups: dict[int, str] = field(default_factory=dict)

    def step(self) -> None:
        self.steps += 1
        if self.steps > MOST:
            raise OverflowError


Then = Callable[[int], bool]  # what is tried behind a place, where that is reached
Matcher = Callable[[_Search, int, Then], bool]


def steps(pattern: str, flags: int, text: str, *, anywhere: bool) -> int:
    """Those of finding an expression as often as it is in a text, or of matching it once at the beginning; no more than `MOST`."""
    search, matcher = _Search(text), _compiled(pattern, flags)
    at, limit = 0, sys.getrecursionlimit()
    sys.setrecursionlimit(_DEEPEST)
    try:
        while at <= len(text):
            end = _end(matcher, search, at)
            at = max(at + 1, end) if anywhere else len(text) + 1
    except OverflowError:
        return MOST
    finally:
        sys.setrecursionlimit(limit)
    return search.steps


def end(pattern: str, flags: int, text: str) -> int:
    """Where an expression ends that matches at the beginning of a text; -1 if it does not."""
    return _end(_compiled(pattern, flags), _Search(text), 0)


def _end(matcher: Matcher, search: _Search, at: int) -> int:
    """Where a match that begins at a place ends; -1 if there is none."""
    found = -1

    def then(end: int) -> bool:
        nonlocal found
        found = end
        return True

    return found if matcher(search, at, then) else -1


@lru_cache(maxsize=1000)
def _compiled(pattern: str, flags: int) -> Matcher:
    tree = _PARSER.parse(pattern, flags)
    return _sequence(tree, tree.state.flags)


def _sequence(tree: Any, flags: int) -> Matcher:
    made = [_item(tree, item, flags) for item in tree]

    def match(search: _Search, at: int, then: Then, k: int = 0) -> bool:
        if k == len(made):
            return then(at)
        return made[k](search, at, lambda end: match(search, end, then, k + 1))

    return made[0] if len(made) == 1 else match


def _item(tree: Any, item: tuple[Any, Any], flags: int) -> Matcher:
    """The matcher of one item of a sequence."""
    name, value = str(item[0]), item[1]
    if name in _ONE:
        return _times(_fits(tree, item, flags), 1, 1, greedy=True)
    match name:
        case "SUBPATTERN":
            number, more, less, inside = value
            return _group(_sequence(inside, (flags | more) & ~less), number)
        case "BRANCH":
            return _branch([_sequence(branch, flags) for branch in value[1]])
        case "MAX_REPEAT" | "MIN_REPEAT":
            return _repeated(value, flags, greedy=name == "MAX_REPEAT")
        case "POSSESSIVE_REPEAT":
            return _atomic(_repeated(value, flags, greedy=True))
        case "ATOMIC_GROUP":
            return _atomic(_sequence(value, flags))
        case "ASSERT" | "ASSERT_NOT":
            direction, inside = value
            return _around(_sequence(inside, flags), inside.getwidth()[0] if direction < 0 else 0, wanted=name == "ASSERT")
        case "AT":
            return _place(tree, item, flags)
        case "GROUPREF":
            return lambda search, at, then: _again(search, at, then, value)
    raise NotImplementedError(f"an expression with {name}")


def _asked(tree: Any, item: tuple[Any, Any], flags: int) -> re.Pattern[str]:
    """An item as an expression of its own."""
    made: re.Pattern[str] = _COMPILER.compile(_PARSER.SubPattern(tree.state, [item]), flags)
    return made


def _fits(tree: Any, item: tuple[Any, Any], flags: int) -> Callable[[str], bool]:
    match = _asked(tree, item, flags).match
    return cache(lambda sign: match(sign) is not None)


def _place(tree: Any, item: tuple[Any, Any], flags: int) -> Matcher:
    fits = _asked(tree, item, flags).match

    def match(search: _Search, at: int, then: Then) -> bool:
        search.step()
        return fits(search.text, at) is not None and then(at)

    return match


def _repeated(value: tuple[Any, Any, Any], flags: int, *, greedy: bool) -> Matcher:
    least, most, inside = int(value[0]), int(value[1]), value[2]
    if len(inside) == 1 and str(inside[0][0]) in _ONE:
        return _times(_fits(inside, inside[0], flags), least, most, greedy=greedy)
    return _repeat(_sequence(inside, flags), least, most, greedy=greedy)


def _times(fits: Callable[[str], bool], least: int, most: int, *, greedy: bool) -> Matcher:
    """One character after another."""

    def match(search: _Search, at: int, then: Then) -> bool:
        text, reached = search.text, at
        room = min(len(text), at + most)
        while reached < (room if greedy else min(room, at + least)):
            search.step()
            if not fits(text[reached]):
                break
            reached += 1
        if greedy:
            while reached >= at + least:
                if then(reached):
                    return True
                search.step()
                reached -= 1
            return False
        while reached >= at + least:
            if then(reached):
                return True
            search.step()
            if reached >= room or not fits(text[reached]):
                return False
            reached += 1
        return False

    return match


def _repeat(inside: Matcher, least: int, most: int, *, greedy: bool) -> Matcher:
    def match(search: _Search, at: int, then: Then, count: int = 0) -> bool:
        search.step()

        def more() -> bool:
            return count < most and inside(search, at, lambda end: (end > at or count < least) and match(search, end, then, count + 1))

        if not greedy:
            return (count >= least and then(at)) or more()
        return more() or (count >= least and then(at))

    return match


def _branch(branches: Sequence[Matcher]) -> Matcher:
    def match(search: _Search, at: int, then: Then) -> bool:
        for branch in branches:
            search.step()
            if branch(search, at, then):
                return True
        return False

    return match


def _group(inside: Matcher, number: int | None) -> Matcher:
    if number is None:
        return inside

    def match(search: _Search, at: int, then: Then) -> bool:
        def ended(end: int) -> bool:
            before = search.groups.get(number)
            search.groups[number] = search.text[at:end]
            if then(end):
                return True
            search.groups[number] = before or ""
            return False

        return inside(search, at, ended)

    return match


def _again(search: _Search, at: int, then: Then, number: int) -> bool:
    search.step()
    said = search.groups.get(number, "")
    return search.text.startswith(said, at) and then(at + len(said))


def _atomic(inside: Matcher) -> Matcher:
    def match(search: _Search, at: int, then: Then) -> bool:
        end = _end(inside, search, at)
        return end >= 0 and then(end)

    return match


def _around(inside: Matcher, behind: int, *, wanted: bool) -> Matcher:
    def match(search: _Search, at: int, then: Then) -> bool:
        search.step()
        found = at >= behind and _end(inside, search, at - behind) >= 0
        return found == wanted and then(at)

    return match
