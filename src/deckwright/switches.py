"""Lines with `<!-- deckwright: off -->` and `on` in them to the same lines without, and which of them are switched off.

Between two such lines everything is off, and to the end of the file where no `on` follows. Behind a bullet,
`off` is about that bullet alone.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from .bullet import Bullet, Heading
from .patterns import later

SWITCHED_OFF = "switched off by the author"

_SWITCH = later(r"(?:^|(?<=\s))<!--\s*deckwright:\s*(on|off)\s*-->\s*$", re.IGNORECASE)
_NO_TEXT = later(r"[\s>]*")


@dataclass(frozen=True, slots=True)
class Off:
    """Line numbers: `between` switches, and those `behind` whose text a switch stands."""

    between: frozenset[int] = frozenset()
    behind: frozenset[int] = frozenset()


def thrown(lines: Sequence[str], code: Sequence[bool], first: int) -> tuple[list[str], Off]:
    """The lines without switches, and which are off; `code` says which can hold none, `first` is the number of the first."""
    kept: list[str] = []
    between, behind = set(), set()
    off = False
    for number, (line, is_code) in enumerate(zip(lines, code, strict=True), first):
        switch = None if is_code or "-->" not in line else _SWITCH.search(line)
        text = line[: switch.start()].rstrip() if switch else line
        says_off = switch is not None and switch.group(1).lower() == "off"
        if switch and _NO_TEXT.fullmatch(text):
            off, text = says_off, ""
        elif says_off:
            behind.add(number)
        elif off and not switch:
            between.add(number)
        kept.append(text)
    return kept, Off(frozenset(between), frozenset(behind))


def switched(blocks: Sequence[Heading | Bullet], off: Off) -> list[Heading | Bullet]:
    """The blocks with every bullet marked that is off; a switch behind a later line of a bullet is the bullet's."""
    starts = sorted({line for block in blocks for line in _lines(block)})
    behind = {starts[at - 1] for line in off.behind if (at := bisect_right(starts, line))}
    meant = off.between | behind

    def mark(bullet: Bullet) -> Bullet:
        return replace(bullet, off=SWITCHED_OFF if bullet.line in meant else "", children=tuple(map(mark, bullet.children)))

    return [mark(block) if meant and isinstance(block, Bullet) else block for block in blocks]


def _lines(block: Heading | Bullet) -> Iterable[int]:
    return (bullet.line for bullet in block.walk()) if isinstance(block, Bullet) else (block.line,)
