"""Steps told in one line to a question for all of them, in their order: behind `first`, `then` and `finally`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, later
from . import lists, phrase
from .here import Here, Proposal
from .told import names

_FIRST = later(r"(?:^|(?<=[\w,:.;] ))first(?:ly)?,? (?=\w)", re.IGNORECASE)
NEXT = later(r"(?:[,.;] (?:and )?| and )(?:then|next|after that|second(?:ly)?|third(?:ly)?|finally|lastly),? (?=\w)", re.IGNORECASE)
_FRONTED = later(rf"(?:to|when|before|after|if|{syntax.FRONTS}) \w[^,;:]{{3,80}}$", re.IGNORECASE)


def told_steps(here: Here) -> Sequence[Proposal] | None:
    """Two to five steps behind `first`, `then`, `finally`: instructions, or what something does."""
    first = _FIRST.search(here.masked)
    after = [match for match in NEXT.finditer(here.masked) if first and match.start() > first.end()]
    if first is None or not after:
        return None
    ends = [*(match.start() for match in after), len(here.said)]
    starts = [first.end(), *(match.end() for match in after)]
    steps = tuple(phrase.trimmed(here.said[start:end]) for start, end in zip(starts, ends, strict=True))
    steps = (*steps[:-1], phrase.first_sentence(steps[-1]) or steps[-1])
    short = len(steps) <= lists.LARGEST_SET and sum(map(phrase.word_count, steps)) <= lists.WHOLE_WORDS
    if not short or any(len(phrase.sentences(step)) != 1 or step.endswith("?") for step in steps):
        return None
    page = anycase(syntax.PAGE).match(here.masked)
    before = here.said[page.end() if page else 0 : first.start()]
    lead = ["", *(sentence.said for sentence in phrase.sentences(before))][-1].strip()
    question = _question(here, lead, steps)
    return [Proposal("sequence", question, steps, here.bullet, ordered=True, on_parent=not lead)] if question else None


def _question(here: Here, lead: str, steps: Sequence[str]) -> str | None:
    """How the steps are asked for, by what stands before them; None where they are no steps, or nothing says of what."""
    n, name = len(steps), phrase.trimmed(lead.rstrip(" ,:"))
    opens = [phrase.opening(step) for step in steps]
    if names(name) and lead[-1].isalnum() and all(map(_is_told, opens)):
        return f"{here.topic} — what does {phrase.lowered(name, here.vocabulary)} do, in {n} steps?"
    if any(verb in words.STOP_WORDS or verb in words.AUXILIARIES or verb.endswith(("ed", "ing")) for verb in opens):
        return None
    label = lead.endswith(":")
    if not lead or (label and {*map(str.casefold, phrase.tokens(name))} <= words.STOP_LABELS):
        name = "" if here.parent else here.heading
        told = opens[0] in verbs.IMPERATIVES and (here.parent or name)
        return f"{here.topic} — {f'{name}: ' if name else ''}what are the {n} steps, in order?" if told else None
    if (label and opens[0] in verbs.IMPERATIVES) or (lead.endswith((":", ",")) and _FRONTED.match(name)):
        return f"{here.topic} — {name}: what are the {n} steps, in order?"
    return None


def _is_told(verb: str) -> bool:
    """Whether it says what something does, and tells nobody to do it: `opens`, not `open`, nor `press`."""
    return verb in verbs.BASE_FORMS and verb.endswith("s") and not verb.endswith("ss")
