"""The text of a regular expression to words and signs of which whatever it matches holds one.

A line that holds none of them need not be tried: one look at its words tells which of many patterns may fit it. They are derived
from the pattern itself, so that a rule's words stand in one place. Where nothing can be told, nothing is needed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from re import _constants as ops  # type: ignore[attr-defined]  # Python's own parser of expressions; it has no public name
from re import _parser as parser  # type: ignore[attr-defined]
from string import digits
from typing import Any

from .patterns import anycase, later

_HELD = later(r"[a-z]+|[^\sa-z]")
_FOLDED = str.maketrans("İı", "ii")  # what an `i` may match in large or small, beside those that `casefold` makes one
_EDGE, _UNKNOWN, _DIGIT = "\0", "\1", "0"  # between words; where more letters may stand; any digit
_WHOLE = later("(?<![a-z\1])[a-z]+(?![a-z\1])|[^a-z\\s\0\1]")  # words and signs that are whole in a string, whatever stands around it
_RECENT = 256  # texts whose words are remembered: several patterns are looked for in each
_MOST = 400  # strings of one piece; more of them tell little
_APART = ([(ops.CATEGORY, ops.CATEGORY_SPACE)], [(ops.CATEGORY, ops.CATEGORY_NOT_WORD)])  # what is in no word
_DIGITS = [(ops.CATEGORY, ops.CATEGORY_DIGIT)]
_BEHIND = 2  # parts behind a branch that may end its last word

_Item = tuple[Any, Any]  # what is to match, and how


def searched(pattern: str, text: str) -> re.Match[str] | None:
    """Where a pattern first matches in a text, large and small letters alike; it is not tried where the text lacks its words."""
    words = needed(pattern)
    return None if words and words.isdisjoint(held(text)) else anycase(pattern).search(text)


@lru_cache(maxsize=_RECENT)
def held(text: str) -> frozenset[str]:
    """The words of a text in small letters, without what is no `a` to `z`, and every other sign in it."""
    if text.isascii():
        return frozenset(_HELD.findall(text.lower()))
    found = _HELD.findall(text.translate(_FOLDED).casefold())
    return frozenset((*found, *digits) if any(map(str.isdecimal, text)) else found)


@cache
def needed(pattern: str) -> frozenset[str]:
    """What a text holds one of, in the sense of `held`, if the pattern matches in it, in whatever case; empty if nothing is known."""
    found = [_keys(piece) for piece in _pieces(list(parser.parse(pattern, re.IGNORECASE)))]
    return max(filter(None, found), key=_worth, default=frozenset())


def _worth(keys: frozenset[str]) -> tuple[int, int]:
    """How seldom a text holds one of them, roughly: the longer the shortest is, the better."""
    return min(map(len, keys)), -len(keys)


def _pieces(parsed: Sequence[_Item], start: str = _UNKNOWN) -> Iterator[frozenset[str]]:
    """What stands in every match, piece by piece: each as all strings that it may be. `start` is what stands before."""
    items = list(_flat(parsed))
    piece = frozenset((start,))
    for k, (op, value) in enumerate(items):
        strings = _strings(op, value)
        if strings is not None and len(piece) * len(strings) <= _MOST:
            piece = _joined(piece, strings)
            continue
        yield _joined(piece, frozenset((_UNKNOWN,)))
        edge = _EDGE if all(string[-1] != _UNKNOWN and not string[-1].isalpha() for string in piece) else _UNKNOWN
        if op is ops.BRANCH:
            yield _likeliest(value[1], items[k + 1 : k + 1 + _BEHIND], edge)
        piece = _joined(frozenset((edge,)), strings) if strings is not None else frozenset((_UNKNOWN,))
    yield _joined(piece, frozenset((_UNKNOWN,)))


def _flat(parsed: Iterable[_Item]) -> Iterator[_Item]:
    """The parts of a pattern, and in place of a group what is in it, unless it is one of a few strings."""
    for op, value in parsed:
        if op is ops.SUBPATTERN and _sequence(value[-1]) is None:
            yield from _flat(value[-1])
        else:
            yield op, value


def _likeliest(branches: Iterable[Sequence[_Item]], behind: Sequence[_Item], edge: str) -> frozenset[str]:
    """Of each branch, with what comes behind it, the piece by which it is best known; an empty string where one is not known at all."""
    found: set[str] = set()
    for branch in branches:
        found |= max(_pieces([*branch, *behind], edge), key=lambda piece: _worth(_keys(piece) or frozenset(("",))))
    return frozenset(found)


def _strings(op: Any, value: Any) -> frozenset[str] | None:
    """All strings that a part of a pattern matches; None where they are too many, or cannot be told."""
    if op is ops.LITERAL:
        return frozenset((chr(value).casefold(),))
    if op in (ops.AT, ops.ASSERT, ops.ASSERT_NOT):
        return frozenset((_EDGE if op is ops.AT and value is not ops.AT_NON_BOUNDARY else "",))
    if op is ops.IN:
        return _one_of(value)
    if op is ops.SUBPATTERN:
        return _sequence(value[-1])
    if op is ops.BRANCH:
        return _either(_sequence(branch) for branch in value[1])
    if op in (ops.MAX_REPEAT, ops.MIN_REPEAT, ops.POSSESSIVE_REPEAT):
        return _repeated(*value)
    return None


def _one_of(value: Sequence[_Item]) -> frozenset[str] | None:
    if value in _APART or value == _DIGITS:
        return frozenset((_DIGIT if value == _DIGITS else _EDGE,))
    return frozenset(chr(sign).casefold() for _, sign in value) if all(op is ops.LITERAL for op, _ in value) else None


def _sequence(parsed: Iterable[_Item]) -> frozenset[str] | None:
    found = frozenset(("",))
    for op, value in parsed:
        strings = _strings(op, value)
        if strings is None or len(found) * len(strings) > _MOST:
            return None
        found = _joined(found, strings)
    return found


def _either(branches: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    found: set[str] = set()
    for strings in branches:
        if strings is None or len(found) + len(strings) > _MOST:
            return None
        found |= strings
    return frozenset(found)


def _repeated(least: int, most: int, what: Iterable[_Item]) -> frozenset[str] | None:
    """Once or not at all; or spaces, however many."""
    strings = _sequence(what)
    if strings is None or (most != 1 and strings != {_EDGE}):
        return None
    return strings if least else strings | {""}


def _joined(first: frozenset[str], second: frozenset[str]) -> frozenset[str]:
    return frozenset(one + other for one in first for other in second)


def _keys(strings: Iterable[str]) -> frozenset[str]:
    """One key of each string; none if some string has none."""
    found = [max(_WHOLE.findall(string), key=len, default="") for string in strings]
    return frozenset() if "" in found else frozenset().union(*({*digits} if key == _DIGIT else {key} for key in found))
