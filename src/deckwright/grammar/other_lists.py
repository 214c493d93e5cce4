"""A lead and its list in a language other than English to cards in that language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Bullet, Form
from ..patterns import anycase, cased, later
from . import lists, phrase, sets, skips
from .here import Here, Proposal, lists_below
from .other_lines import about, answers_a_question, count, first, of_subject, pattern, things

_ARROW = later(r"^(?P<cue>.{1,60}?)\s*(?:->|=>|→|⇒|-->)\s*(?P<answer>.{1,80})$")
_QUESTION_LABEL = later(r"(?:Q|F|P|A|Frage|Pregunta|Question|问|問|質問)\d{0,3}\s*[:：]\s*")
_LEAD_WORDS = 16
_SHORT_LEAD = 8


def arrow_pairs(here: Here) -> Sequence[Proposal] | None:
    """Two or more siblings `X → Y`: X is the cue, Y the answer."""
    for items in lists_below(here.bullet):
        found = [(item, match) for item in items if (match := _ARROW.match(item.text.masked)) and not _ARROW.match(match["answer"])]
        if len(found) >= 2:
            return [_arrow(here, item, match) for item, match in found]
    return None


def _arrow(here: Here, item: Bullet, found: re.Match[str]) -> Proposal:
    cue, answer = item.text.said[: found.end("cue")].strip(), item.text.said[found.start("answer") :].strip()
    question = about(here, here.language.arrow.format(X=here.language.quoted(cue)))
    return Proposal("arrow", question, (answer,), item, on_parent=here.bullet.form is not Form.HEADING)


def sequence(here: Here) -> Sequence[Proposal] | None:
    """A numbered list whose lead or heading calls it steps: asked whole when short, and step by step."""
    language = here.language
    if not language.whole or not anycase(language.sequence_lead).search(here.masked):
        return None
    for steps in lists_below(here.bullet):
        said = tuple(phrase.trimmed(step.text.said) for step in steps)
        numbered = all(step.number is not None for step in steps) or count(language, here.masked) == len(steps)
        if len(steps) < 3 or not numbered or any(one.endswith(("?", "？")) for one in said):
            continue
        made = []
        if len(steps) <= lists.LARGEST_SET and sum(map(phrase.word_count, said)) <= lists.WHOLE_WORDS:
            question = _led(here, language.whole.format(N=len(steps)))
            made.append(Proposal("sequence", question, said, here.bullet, "whole", ordered=True, also=tuple(steps)))
        if len(steps) <= lists.LONGEST_SEQUENCE and not (made and len(steps) == 3):
            made += [_step(here, steps, said, k) for k in range(len(steps) - 1)]
        return made or None
    return None


def _step(here: Here, steps: Sequence[Bullet], said: Sequence[str], k: int) -> Proposal:
    question = _led(here, here.language.step.format(X=here.language.quoted(said[k])))
    return Proposal("step", question, (said[k + 1],), steps[k + 1], "after", also=(steps[0],) if k == 0 else ())


def _led(here: Here, question: str) -> str:
    """The question behind the article's name and the lead; a heading that is the article's own is not said twice."""
    lead = phrase.trimmed(here.said.rstrip(":： "))
    if lead == here.article or not lead:
        return about(here, question)
    return here.language.led.format(T=here.topic, L=lead, Q=question)


def levels(here: Here) -> Sequence[Proposal] | None:
    """`Stufe 2: …`, `Nivel 2: …`, `第2层：…`, more than once: what is it called?"""
    language = here.language
    found = pattern(language.level_label, here.masked)
    if not found or not any(pattern(language.level_label, s.text.masked) and s is not here.bullet for s in here.siblings):
        return None
    parts = found.groupdict()
    noun, number = (parts.get("noun") or parts["latin"]).casefold(), parts.get("number") or parts["figure"]
    name = phrase.trimmed(here.said[found.end() :])
    level = language.levels[noun].format(N=number)
    if not name or name.endswith(("?", "？")):
        return None
    return [Proposal("level", about(here, language.level.format(X=level)), (name,), here.bullet, "name")]


def item_set(here: Here) -> Sequence[Proposal] | None:
    """A lead that announces its 2 to 5 items, by their number or by a name such as `Vorteile`; else, before a colon, a draft."""
    language = here.language
    if not language.which or pattern(language.open_list, here.masked.strip(" :：")) or pattern(language.points, here.masked):
        return None
    for items in lists_below(here.bullet):
        kept = [item for item in items if not skips.parenthesis(Here(item, ""))]
        if not 2 <= len(kept) <= lists.LARGEST_SET or not all(_is_item(here, item) for item in kept):
            continue
        question, doubt = _set_question(here, kept)
        if question:
            answer = tuple(phrase.trimmed(item.text.said) for item in kept)
            return [Proposal("set", question, answer, here.bullet, "set", also=tuple(items), reason=doubt)]
    return None


def _is_item(here: Here, item: Bullet) -> bool:
    said, language = item.text.said, here.language
    one = len(phrase.sentences(said, language.abbreviations)) == 1
    inside = Here(item, "", language=language, mixed=here.mixed)
    out = item.task or item.text.sole_link or skips.voice(item, language) or skips.foreign(inside) or said.endswith(("?", "？", ":", "："))
    return one and not out and 0 < phrase.word_count(said) <= lists.ITEM_WORDS


def _set_question(here: Here, items: Sequence[Bullet]) -> tuple[str, str]:
    """How the lead asks for its items, and what speaks against it; empty where it does not ask for them."""
    language, n = here.language, len(items)
    lead = phrase.trimmed(here.said.rstrip(":： "))
    announced = count(language, here.masked)
    if phrase.word_count(lead) > _LEAD_WORDS or announced not in (None, n) or here.masked.rstrip().endswith(("?", "？")):
        return "", ""
    if announced == n:
        return _led(here, language.which), ""
    named = language.labels.get(lead.casefold(), "")
    if "{N}" in named:
        return of_subject(here.above if here.bullet.form is Form.HEADING else here, named, n), ""
    short = phrase.word_count(lead) <= _SHORT_LEAD and all(phrase.word_count(item.text.said) <= sets.SET_ITEM_WORDS for item in items)
    if short and here.said.rstrip().endswith((":", "：")) and here.bullet.form is not Form.HEADING:
        return _led(here, language.name_them.format(N=n)), "the line above does not say that the list is complete"
    return "", ""


def heading_question(here: Here) -> Sequence[Proposal] | None:
    """`Was begrenzt den Durchsatz?` as a heading, above up to five lines or bullets that answer it."""
    language, heading, answers = here.language, here.bullet, here.bullet.children
    label = _QUESTION_LABEL.match(here.masked)
    asked = here.said[label.end() :] if label else here.said
    if heading.form is not Form.HEADING or not asked.rstrip().endswith(("?", "？")) or len(cased("[?？]").findall(asked)) > 1:
        return None
    if not pattern(language.asks, asked) or here.has_sections or heading.text.links or not answers:
        return None
    if not all(answers_a_question(answer, language) for answer in answers):
        return None
    said = tuple(first(answer.text.said, language) for answer in answers)
    doubt = f"the answer has {len(said)} parts" if len(said) > lists.LARGEST_SET else ""
    return [Proposal("question", things(language, asked, len(said)), said, heading, "heading", also=answers, reason=doubt)]


def definition_list(here: Here) -> Sequence[Proposal] | None:
    """A term with its definition on a line `: …` below it."""
    told = [child for child in here.bullet.children if child.form is Form.ITEM]
    if here.bullet.form is not Form.TERM or not 1 <= len(told) <= lists.LARGEST_SET or here.said.endswith(("?", "？")):
        return None
    said = tuple(first(child.text.said, here.language) for child in told)
    question = here.language.means.format(X=here.language.quoted(here.said.rstrip(" :：")))
    return [Proposal("definition", things(here.language, question, len(said)), said, here.bullet, also=tuple(told))] if all(said) else None
