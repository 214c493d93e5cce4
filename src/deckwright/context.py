"""A proposal in its place to the lines that make it stand alone: path, parent, extra; and the leak guard."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .bullet import Bullet, Form
from .grammar import phrase, skips
from .grammar.here import Here, Proposal
from .language import english as words
from .outline import is_remark

PATH_LENGTH = 60  # characters (reference: cards.md §3.2)
LEAK = 0.6  # share of the answer's content stems that gives it away (cards.md L3)
_PARENT_WORDS = 20
_EXTRA_LINES = 8


def path(here: Here, answer: str) -> str:
    """`Article › Section`, without levels that say nothing or give the answer away."""
    levels = [name for name in here.path if not is_remark(name) and not re.fullmatch(words.EMPTY_HEADING, name, re.IGNORECASE)]
    shown = [here.article, *levels[:1], *levels[1:][-1:]]
    if levels and _plain(levels[0]).startswith(_plain(here.article)):
        shown = shown[1:]  # `rework › Rework` says the same twice
    kept = [name for name in shown if not leaks(name, answer)]
    if len(" › ".join(kept)) > PATH_LENGTH:
        kept = [re.sub(r"\s+\([^()]*\)$", "", name) or name for name in kept]
    return _shortened(kept)


def _plain(name: str) -> str:
    return " ".join(phrase.tokens(name)).casefold()


def _shortened(names: Sequence[str]) -> str:
    """Joined by ›; where that is too long the middle of the longest name gives way."""
    parts = list(names)
    while parts and len(" › ".join(parts)) > PATH_LENGTH:
        longest = max(range(len(parts)), key=lambda i: len(parts[i]))
        room = len(parts[longest]) - (len(" › ".join(parts)) - PATH_LENGTH)
        if room < 16:  # shorter stumps tell nobody anything
            parts = [part if len(part) <= 24 else _ellipsis(part, 24) for part in parts]
            break
        parts[longest] = _ellipsis(parts[longest], room)
    return " › ".join(parts)


def _ellipsis(name: str, room: int) -> str:
    head = (room - 1) * 2 // 3
    return f"{name[:head].rstrip()}…{name[len(name) - (room - 1 - head) :].lstrip()}"


def parent_line(here: Here, proposal: Proposal, answer: str) -> str:
    """The line above, where the question leans on it; empty where it leaks or is not fit to show."""
    if not proposal.on_parent:
        return ""
    above = here.bullet if proposal.bullet is not here.bullet else here.parent
    if above is None or above.form is Form.HEADING or skips.voice(above):
        return ""
    said = phrase.trimmed(above.text.said.rstrip(":"))
    if leaks(said, answer) or not said:
        return ""
    found = said.split()
    return said if len(found) <= _PARENT_WORDS else " ".join(found[:_PARENT_WORDS]) + " …"


def leaks(shown: str, answer: str) -> bool:
    """Whether `shown` holds so many of the answer's content words that it gives it away."""
    asked = phrase.content_stems(answer)
    return bool(asked) and len(asked & phrase.content_stems(shown)) >= LEAK * len(asked)


def behind(proposal: Proposal) -> tuple[str, ...]:
    """The source line as written, then the bullets below it that explain it and are not the answer."""
    bullet = proposal.bullet
    below = [child for child in bullet.children if explains(child) and not any(child is answer for answer in proposal.also)]
    return (bullet.text.source, *(child.text.source for child in below[:_EXTRA_LINES]))


def explains(child: Bullet) -> bool:
    """Whether a child may be shown with its parent's card: the author's knowledge, not their musings."""
    inside = Here(child, "")
    return child.text.plain != "" and not any(skip(inside) for skip in (skips.block, skips.todo, skips.question, skips.own_voice))
