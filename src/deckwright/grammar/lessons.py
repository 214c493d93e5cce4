"""Lessons: lines and headings by which the author says that something is worth keeping, to cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..bullet import Bullet, Form
from ..inline import mask
from ..language import english as words
from ..language import verbs
from ..patterns import anycase, cased, later
from . import causes, conditions, contrast, definitions, objects, phrase, places, skips, statements
from .here import Find, Here, Proposal

_LABEL = later(rf"^[*_]*({words.LESSON_LABEL})[*_]*(?:\s*(?::|–|—|\s-)\s*|(?<=tl;dr)\s+)(.+)$", re.IGNORECASE)
_CLAIM = later(r"^([“\"][^“”\"]{8,}[”\"]|[^:,.]{12,80}):\s+(.{12,})$")
# What a lesson may be asked rather than `what is the lesson`: in the order of the grammar, those whose questions stand alone.
_BETTER: tuple[Find, ...] = (
    statements.why,
    definitions.called,
    definitions.kind_of,
    definitions.occurs,
    definitions.definite,
    causes.therefore,
    causes.explained,
    causes.how_to,
    causes.purpose,
    causes.means,
    contrast.unlike,
    contrast.not_but,
    conditions.condition,
    conditions.only_if,
    places.use,
    objects.needed,
    objects.superlative,
    conditions.advice,
    contrast.instead,
)
_NO_NAME = words.STOP_WORDS | verbs.IMPERATIVES
_TOPIC_WORDS = 12  # of a parent line that may name what a lesson is of


def lessons(here: Here) -> Sequence[Proposal] | None:
    """`Lesson: …`, `Takeaway: …`, `Conclusion: …`, `TL;DR …` below one lead or heading: always cards."""
    topic = _topic(here)
    named: dict[str, list[Bullet]] = {}
    for bullet in here.bullet.children:
        if match := _LABEL.match(bullet.text.masked):
            named.setdefault(_name(match.group(1).casefold()), []).append(bullet)
    made: list[Proposal] = []
    for name, twins in named.items():
        if topic and len(twins) == 1:
            question = f"{here.topic} — what is the {name}{topic}?"
            plain = Proposal("lesson", question, (phrase.first_answer(_unlabelled(twins[0])),), twins[0])
            made.append(_better(here, plain))
        else:
            made += [_better(here, plain) for plain in _cued(here, twins, f"{name}{topic}")]
    return made or None


def _better(here: Here, plain: Proposal) -> Proposal:
    """The question that the lesson's own sentence answers, where it has one; else the plain one."""
    said = _unlabelled(plain.bullet)
    alone = replace(plain.bullet, text=replace(plain.bullet.text, said=said, masked=mask(said), bold=()), children=())
    inside = here.at(alone, (alone,))
    for find in _BETTER:
        found = find(inside)
        if isinstance(found, Sequence) and found and not found[0].reason and not found[0].on_parent:
            return replace(found[0], kind="lesson", bullet=plain.bullet, otherwise=plain)
    return plain


def is_lesson(bullet: Bullet) -> bool:
    """Whether the line says of itself that it is a lesson."""
    return _LABEL.match(bullet.text.masked) is not None


def _name(label: str) -> str:
    return next((noun for start, noun in words.LESSON_NAMES if cased(rf"(?:key |main |big )?{start}").match(label)), words.LESSON_NAME_ELSE)


def listed(here: Here) -> Sequence[Proposal] | None:
    """A bullet under `Lessons learned`, `Takeaways`, `Rules of thumb` that no other shape knows a better question for."""
    if not here.among_lessons:
        return None
    items = [b for b in here.siblings if b.form in (Form.ITEM, Form.LINE) and _speaks(b)]
    claim = _CLAIM.match(here.masked)
    if claim:
        return [_claim(here, here.bullet, claim)]
    cued = _cued(here, [item for item in items if not _CLAIM.match(item.text.masked)], "lesson")
    return [one for one in cued if one.bullet is here.bullet] or None


def _speaks(bullet: Bullet) -> bool:
    inside = Here(bullet, "")
    silent = (skips.block, skips.empty, skips.todo, skips.reference, skips.question)
    return not any(skip(inside) for skip in silent) and not bullet.text.said.endswith(":")


def _claim(here: Here, item: Bullet, claim: re.Match[str]) -> Proposal:
    name = item.text.said[: claim.end(1)].strip('“”"')
    answer = phrase.trimmed(item.text.said[claim.start(2) :])
    return Proposal("lesson", f"{here.topic} — what is behind the lesson “{name}”?", (answer,), item)


def _topic(here: Here) -> str:
    lead = here.bullet
    if lead.form is not Form.HEADING and phrase.word_count(lead.text.said) <= _TOPIC_WORDS:
        return f" of “{phrase.trimmed(lead.text.said.rstrip(':'))}”"
    labels = (words.LESSON_HEADING, words.LESSON_LABEL)
    says = here.heading and f"“{here.heading}”".casefold() != here.topic.casefold()
    return f" on “{here.heading}”" if says and not any(anycase(label).fullmatch(here.heading) for label in labels) else ""


def _unlabelled(bullet: Bullet) -> str:
    label = _LABEL.match(bullet.text.masked)
    return bullet.text.said[label.start(2) :] if label else bullet.text.said


def _cued(here: Here, twins: Sequence[Bullet], name: str) -> list[Proposal]:
    """Lessons that need more than their heading to be asked for: by their subject, or by their beginning."""
    lessons = [_unlabelled(twin) for twin in twins]
    return [
        _asked(here, bullet, said, name, cue, alone=len(twins) == 1)
        for bullet, said, cue in zip(twins, lessons, lesson_cues(lessons, here.vocabulary), strict=True)
    ]


def _asked(here: Here, bullet: Bullet, said: str, name: str, cue: str, *, alone: bool) -> Proposal:  # noqa: PLR0913
    answer = phrase.first_answer(said)
    if cue:
        return Proposal("lesson", f"{here.topic} — what is the {name} about “{cue}”?", (answer,), bullet)
    begun = None if alone else _begun(phrase.trimmed(said))
    if begun:
        return Proposal("lesson", f"{here.topic} — complete the {name}: “{begun[0]} …”", (begun[1],), bullet)
    word = "" if alone else f" about “{_longest(said)}”"
    return Proposal("lesson", f"{here.topic} — what is the {name}{word}?", (answer,), bullet)


def _longest(said: str) -> str:
    worth = [w for w in phrase.tokens(mask(said)) if w.casefold() not in skips.COMMON]
    return max(worth or [said], key=len)


def lesson_cues(lessons: Sequence[str], vocabulary: frozenset[str]) -> list[str]:
    """What each lesson is about, in a word or two: its subject, where it has one, no two alike; else empty."""
    cues: dict[str, None] = {}
    found = []
    for said in lessons:
        cue = phrase.lowered(_subject(said), vocabulary)
        found.append("" if cue in cues else cue)
        cues[cue] = None
    return found


def _subject(said: str) -> str:
    """The words before the first verb, where they are a short name of something."""
    found = phrase.tokens(mask(said))
    for k, word in enumerate(found[:6]):
        if word.casefold() in words.AUXILIARIES or (word.casefold() in verbs.VERBS and k > 0):
            subject = [w for w in found[:k] if w.casefold() not in ("the", "a", "an")]
            plain = subject and len(subject) <= 3 and not any(w.casefold() in _NO_NAME for w in subject)
            return " ".join(subject) if plain else ""
    return ""


def _begun(said: str) -> tuple[str, str] | None:
    """A sentence cut where a word leads into its second half: its beginning, and the rest."""
    inside = cased(rf"\s(?={words.LEADS_ON}\s)").finditer(mask(said))
    half = min(inside, key=lambda m: abs(m.start() - len(said) / 2), default=None)
    if half is None or phrase.word_count(said[: half.start()]) < 2 or phrase.word_count(said[half.end() :]) < 2:
        return None
    return said[: half.start()].rstrip(" ,;"), said[half.end() :]
