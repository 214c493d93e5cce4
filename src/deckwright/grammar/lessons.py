"""Lessons: lines and headings by which the author says that something is worth keeping, to cards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Bullet, Form
from ..inline import mask
from ..language import english as words
from . import phrase, skips
from .here import Here, Proposal

_LABEL = re.compile(rf"^[*_]*({words.LESSON_LABEL})[*_]*\s*(?::|–|—|\s-)\s*(.+)$", re.IGNORECASE)
_CLAIM = re.compile(r"^([“\"][^“”\"]{8,}[”\"]|[^:,.]{12,80}):\s+(.{12,})$")
_TOPIC_WORDS = 12  # of a parent line that may name what a lesson is of


def lesson(here: Here) -> Sequence[Proposal] | None:
    """`Lesson: …`, `Takeaway: …`, `Conclusion: …`, `TL;DR …`: always a card."""
    match = _LABEL.match(here.masked)
    if not match:
        return None
    label = match.group(1).casefold()
    name = next((noun for start, noun in words.LESSON_NAMES if re.match(rf"(?:key |main |big )?{start}", label)), words.LESSON_NAME_ELSE)
    said = here.said[match.start(2) :].strip()
    twins = [b for b in here.siblings if (m := _LABEL.match(b.text.masked)) and m.group(1).casefold() == label]
    topic = _topic(here)
    if topic and len(twins) <= 1:
        return [Proposal("lesson", f"{here.topic} — what is the {name}{topic}?", (phrase.first_answer(said),), here.bullet)]
    return [_cued(here, here.bullet, said, f"{name}{topic}", twins)]


def lesson_list(here: Here) -> Sequence[Proposal] | None:
    """The items under `Lessons Learned`, `Summary`, `Takeaways`: each is a lesson."""
    if not re.fullmatch(words.LESSON_HEADING, here.masked.strip(" :"), re.IGNORECASE):
        return None
    items = [b for b in here.bullet.children if b.form in (Form.ITEM, Form.LINE) and _speaks(b)]
    return [_item(here, item, items) for item in items] or None


def _speaks(bullet: Bullet) -> bool:
    inside = Here(bullet, "")
    silent = (skips.block, skips.empty, skips.todo, skips.reference, skips.question)
    return not any(skip(inside) for skip in silent) and not bullet.text.said.endswith(":")


def _item(here: Here, item: Bullet, items: Sequence[Bullet]) -> Proposal:
    claim = None if _LABEL.match(item.text.masked) else _CLAIM.match(item.text.masked)
    if claim:
        name = item.text.said[: claim.end(1)].strip('“”"')
        answer = phrase.trimmed(item.text.said[claim.start(2) :])
        return Proposal("lesson", f"{here.topic} — what is behind the lesson “{name}”?", (answer,), item)
    return _cued(here, item, _unlabelled(item), "lesson", items)


def _topic(here: Here) -> str:
    parent = here.parent
    if parent is not None and parent.form is not Form.HEADING and phrase.word_count(parent.text.said) <= _TOPIC_WORDS:
        return f" of “{phrase.trimmed(parent.text.said.rstrip(':'))}”"
    return f" on “{here.heading}”" if here.heading else ""


def _unlabelled(bullet: Bullet) -> str:
    label = _LABEL.match(bullet.text.masked)
    return bullet.text.said[label.start(2) :] if label else bullet.text.said


def _cued(here: Here, bullet: Bullet, said: str, name: str, twins: Sequence[Bullet]) -> Proposal:
    """A lesson that needs more than its heading to be asked for: by its subject, or by its beginning."""
    cues = lesson_cues([_unlabelled(twin) for twin in twins], here.vocabulary)
    cue = next((c for c, twin in zip(cues, twins, strict=True) if twin is bullet), "")
    answer = phrase.first_answer(said)
    if cue:
        return Proposal("lesson", f"{here.topic} — what is the {name} about “{cue}”?", (answer,), bullet)
    begun = _begun(phrase.trimmed(said)) if len(twins) > 1 else None
    if begun:
        return Proposal("lesson", f"{here.topic} — complete the {name}: “{begun[0]} …”", (begun[1],), bullet)
    word = f" about “{_longest(said)}”" if len(twins) > 1 else ""
    return Proposal("lesson", f"{here.topic} — what is the {name}{word}?", (answer,), bullet)


def _longest(said: str) -> str:
    worth = [w for w in phrase.tokens(mask(said)) if w.casefold() not in words.STOP_WORDS | words.COMMON_WORDS]
    return max(worth or [said], key=len)


def lesson_cues(lessons: Sequence[str], vocabulary: frozenset[str]) -> list[str]:
    """What each lesson is about, in a word or two: its subject, where it has one, no two alike; else empty."""
    cues: list[str] = []
    for said in lessons:
        cue = phrase.lowered(_subject(said), vocabulary)
        cues.append("" if cue in cues else cue)
    return cues


def _subject(said: str) -> str:
    """The words before the first verb, where they are a short name of something."""
    found = phrase.tokens(mask(said))
    for k, word in enumerate(found[:6]):
        if word.casefold() in words.AUXILIARIES or (word.casefold() in words.VERBS and k > 0):
            subject = [w for w in found[:k] if w.casefold() not in ("the", "a", "an")]
            plain = subject and len(subject) <= 3 and not any(w.casefold() in words.STOP_WORDS | words.IMPERATIVES for w in subject)
            return " ".join(subject) if plain else ""
    return ""


def _begun(said: str) -> tuple[str, str] | None:
    """A sentence cut where a word leads into its second half: its beginning, and the rest."""
    inside = re.finditer(rf"\s(?={words.LEADS_ON}\s)", mask(said))
    half = min(inside, key=lambda m: abs(m.start() - len(said) / 2), default=None)
    if half is None or phrase.word_count(said[: half.start()]) < 2 or phrase.word_count(said[half.end() :]) < 2:
        return None
    return said[: half.start()].rstrip(" ,;"), said[half.end() :]
