"""A number of bullets to note files like those that people write, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

BULLETS = 200  # in a note file; with their headings some 19 kB

_THINGS = (
    "cache queue broker lock index log page block segment replica leader follower shard token lease batch stream window buffer packet "
    "socket thread process scheduler kernel driver compiler linker parser lexer heap stack arena pool journal snapshot checkpoint "
    "migration schema column table view cursor query plan join hash tree trie filter sketch counter gauge alert dashboard trace span "
    "canary rollout flag feature ticket review test fixture mock harness budget quota limit policy role secret key certificate proxy"
).split()
_ACTS = (
    "stores drops copies sends keeps reads writes splits merges blocks wakes moves checks counts limits holds frees rejects orders sorts"
).split()
_KINDS = "slow cheap shared local remote stale fresh small large cold warm sorted random public private old new strict lazy eager".split()
_WHENS = (
    "when the disk is full|after a restart|under load|before each commit|at night|while a leader is chosen|on every request|"
    "if the network splits|for a minute|until the next flush|in the background|during a deploy"
).split("|")
_NAMES = "Acton Borel Cassin Delos Ermis Farro Gilden Hasker Ilmen Jorvik Kessel Lumen Morvan Narvik Orlen Pavia".split()


def files(bullets: int, seed: int = 1) -> Iterator[tuple[str, str]]:
    """Names and texts of note files with so many bullets in all."""
    for number in range(-(-bullets // BULLETS)):
        count = min(BULLETS, bullets - number * BULLETS)
        yield f"notes/{number // 100:03}/{number:05}.md", _file(random.Random(f"{seed} {number}"), number, count)


def write(folder: Path, bullets: int, seed: int = 1) -> int:
    """Write the note files below a folder; how many bytes they have."""
    size = 0
    for name, text in files(bullets, seed):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        size += path.write_bytes(text.encode())
    return size


def _file(rng: random.Random, number: int, bullets: int) -> str:
    lines = ["---", f"title: Reading {number}", f"date: {2010 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}", "---"]
    left = bullets
    while left:
        count = min(left, rng.randint(6, 30))
        article = f"{rng.choice(_NAMES)} {rng.choice(_THINGS)}s and {rng.choice(_THINGS)}s {rng.randrange(1000)}"
        lines += ["", f"## [{article}](https://example.org/{number}/{left})", ""]
        lines += _bullets(rng, count)
        left -= count
    return "\n".join(lines) + "\n"


def _bullets(rng: random.Random, count: int) -> Iterator[str]:
    """So many bullets: what a line is, and whether it stands below the one before, is drawn by how often it is in real notes."""
    depth = 0
    for k in range(count):
        depth = 0 if k == 0 else min(2, max(0, depth + rng.choice((-1, 0, 0, 0, 1))))
        line = rng.choices([shape for shape, _ in _SHAPES], [weight for _, weight in _SHAPES])[0](rng)
        yield f"{'  ' * depth}- {line}"


def _thing(rng: random.Random) -> str:
    return f"{rng.choice(_KINDS)} {rng.choice(_THINGS)}" if rng.random() < 0.4 else rng.choice(_THINGS)


def _clause(rng: random.Random) -> str:
    return f"the {_thing(rng)} {rng.choice(_ACTS)} the {_thing(rng)} {rng.choice(_WHENS)}"


def _prose(rng: random.Random) -> str:
    said = _clause(rng)
    return f"{said[0].upper()}{said[1:]}, and {_clause(rng)}{rng.choice(('', '.', '.'))}"


def _fragment(rng: random.Random) -> str:
    return f"{_thing(rng)}, {_thing(rng)} and {_thing(rng)}; {rng.choice(_WHENS)}"


def _lesson(rng: random.Random) -> str:
    return f"Lesson: keep the {_thing(rng)} {rng.choice(_KINDS)}, {_clause(rng)}"


def _why(rng: random.Random) -> str:
    return f"The {_thing(rng)} is {rng.choice(_KINDS)} because {_clause(rng)}."


def _definition(rng: random.Random) -> str:
    name = f"{rng.choice(_NAMES)} {rng.choice(_THINGS)}"
    said = f"{name}: a {_thing(rng)} that {rng.choice(_ACTS)} the {_thing(rng)}"
    return rng.choice((said, f"A {name} is a {_thing(rng)} for {_thing(rng)}s"))


def _label(rng: random.Random) -> str:
    return f"{_thing(rng).capitalize()}:"


def _number(rng: random.Random) -> str:
    return f"`{rng.choice(_THINGS)}` takes {rng.randint(2, 900)} ms, {_clause(rng)}"


def _link(rng: random.Random) -> str:
    return f"[{rng.choice(_NAMES)} on {_thing(rng)}s](https://example.org/{rng.randrange(10**6)}) **{rng.choice(_KINDS)}**"


def _task(rng: random.Random) -> str:
    return f"TODO look at {_clause(rng)}"


def _question(rng: random.Random) -> str:
    return f"Why does the {_thing(rng)} wait {rng.choice(_WHENS)}?"


def _condition(rng: random.Random) -> str:
    return f"If the {_thing(rng)} is {rng.choice(_KINDS)}, {_clause(rng)}"


_SHAPES: tuple[tuple[Callable[[random.Random], str], int], ...] = (
    (_prose, 40),
    (_fragment, 14),
    (_why, 8),
    (_condition, 6),
    (_definition, 8),
    (_label, 6),
    (_number, 6),
    (_lesson, 4),
    (_link, 4),
    (_question, 2),
    (_task, 2),
)
