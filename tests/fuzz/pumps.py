"""A regular expression to texts on which it takes long, if it takes longer than in proportion to a text's length on any.

A quantifier is slow where what it repeats can be given back to another one, or where a search begins it anew at each place.
So each is fed with what it repeats, behind the least that the expression asks for before it, and once more with that again
and again. (The parse tree is that of the standard library, `re._parser`; its names are in the documentation of no version.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_PARSER: Any = re._parser  # type: ignore[attr-defined]  # see backtracking.py
_MANY = 20  # repetitions from which a quantifier counts as one without end
_MOST = 300  # texts for one expression
_POOL = "a1 -A\"':;,.([{<|\\`$#*_~=!?/%的“\u00a0x0"
_CATEGORIES = {"DIGIT": "1", "SPACE": " ", "WORD": "a_", "NOT_DIGIT": "a", "NOT_SPACE": "a", "NOT_WORD": "-"}
_REPEATS = ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT")


def texts(pattern: str, flags: int, length: int) -> Iterator[tuple[str, str]]:
    """Texts of about that many characters, each with one in which twice as much is repeated; no two alike."""
    found: dict[tuple[str, str], None] = {}
    for before, unit in _pumps(list(_PARSER.parse(pattern, flags)), ""):
        for first, again in ((before, unit), ("", before + unit), ("", unit)):
            many = again * max(3, length // len(again))
            for end in ("", "\0", unit[:1] + "!"):
                found[first + many + end, first + many + many + end] = None
    yield from list(found)[:_MOST]


def _pumps(items: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """What stands before a quantifier, and what it repeats, for each in a sequence."""
    for name, value in ((str(op), value) for op, value in items):
        if name in _REPEATS:
            _, most, body = value
            for unit in dict.fromkeys(_samples(list(body))):
                if int(most) >= _MANY and unit:
                    yield before, unit
            yield from _pumps(list(body), before)
        elif name == "BRANCH":
            for branch in value[1]:
                yield from _pumps(list(branch), before)
        elif name in ("SUBPATTERN", "ASSERT", "ATOMIC_GROUP", "ASSERT_NOT"):
            yield from _pumps(list(value[-1] if name != "ATOMIC_GROUP" else value), before)
        before += _sample((name, value))


def _samples(items: list[Any]) -> list[str]:
    """Some of what a sequence fits, the first thing in it varied."""
    if not items:
        return [""]
    rest = "".join(_sample((str(op), value)) for op, value in items[1:])
    name, value = str(items[0][0]), items[0][1]
    if name == "IN":
        return [sign + rest for sign in _members(value)[:6]]
    if name == "BRANCH":
        return [sample + rest for branch in value[1] for sample in _samples(list(branch))[:2]][:12]
    if name == "SUBPATTERN":
        return [sample + rest for sample in _samples(list(value[-1]))]
    if name in _REPEATS:
        return [sample * max(1, value[0]) + rest for sample in _samples(list(value[2]))]
    return [_sample((name, value)) + rest]


def _sample(item: tuple[str, Any]) -> str:
    """The shortest text we can tell that an item fits."""
    name, value = item
    if name == "LITERAL":
        return chr(value)
    if name in ("NOT_LITERAL", "ANY"):
        return next(sign for sign in _POOL if name == "ANY" or sign != chr(value))
    if name == "IN":
        return _members(value)[0]
    if name == "BRANCH":
        return "".join(_sample((str(op), inner)) for op, inner in value[1][0])
    if name in _REPEATS:
        return "".join(_sample((str(op), inner)) for op, inner in value[2]) * int(value[0])
    if name in ("SUBPATTERN", "ATOMIC_GROUP"):
        return "".join(_sample((str(op), inner)) for op, inner in (value[-1] if name == "SUBPATTERN" else value))
    return ""  # what looks around, and references


def _members(inside: list[Any]) -> list[str]:
    """Some characters of a class."""
    members = [(str(op), value) for op, value in inside]
    if members[0][0] == "NEGATE":
        return [sign for sign in _POOL if not any(_holds(op, value, sign) for op, value in members[1:])] or ["\u2603"]
    found: list[str] = []
    for op, value in members:
        if op == "LITERAL":
            found.append(chr(value))
        elif op == "RANGE":
            found.append(chr(value[0]))
        else:
            found += _CATEGORIES[str(value).removeprefix("CATEGORY_")]
    return found


def _holds(op: str, value: Any, sign: str) -> bool:
    if op == "LITERAL":
        return ord(sign) == int(value)
    if op == "RANGE":
        return int(value[0]) <= ord(sign) <= int(value[1])
    kind = str(value).removeprefix("CATEGORY_")
    letter = {"DIGIT": r"\d", "SPACE": r"\s", "WORD": r"\w", "NOT_DIGIT": r"\D", "NOT_SPACE": r"\S", "NOT_WORD": r"\W"}[kind]
    return re.match(letter, sign) is not None
