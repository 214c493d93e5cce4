"""Lines in a language other than English that a label, a colon or a question mark sets apart, to cards in that language.

What has no form of its own, such as a definition in running text, is left alone; a doubtful question is a draft.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from ..bullet import Bullet, Form
from ..language.spoken import CJK, Language
from ..patterns import anycase, cased, later
from . import phrase, skips
from .here import Here, Proposal, lists_below
from .lists import LARGEST_SET

_COLON = rf"\s*(?::\s+|：\s*|(?<=[{CJK}]):)"  # around the full-width one stands no space
_DASH = r"\s+(?:–|—|-)\s+|——"
_LABEL = later(rf"^(?P<name>[^:：]{{1,30}}?){_COLON}(?P<value>\S.*)$")
_TERM = later(rf"^(?P<name>.{{1,60}}?)(?:{_COLON}|(?P<dash>{_DASH}))(?P<value>\S.*)$")
_BRACKET = later(r"^(?P<asked>[^?？]{4,}[?？])\s*[(（](?P<told>[^()（）]{2,})[)）][.。]?$")
_BEHIND = later(r"^(?P<asked>[^?？]{4,}[?？])\s*(?P<told>[^\s?？(（][^?？]{3,})$")
_SERIES = later(r"\s*(?:[,;，；、]|\b(?:und|oder|y|o|et|ou)\b)\s*")
_TERM_WORDS = 5  # as in English
_DASHED_WORDS = 3  # before a dash, which may also stand between two statements
_FEWEST_WORDS = 3  # of a definition
_TOPIC_WORDS = 12  # of a parent line that may name what a lesson is of
_SUBJECT_WORDS = 9
_CUE_WORDS = 3  # by which a lesson is asked for among others


def pattern(words: str, said: str) -> re.Match[str] | None:
    """The match of a language's pattern at the beginning of what is said."""
    return anycase(words).match(said)


def about(here: Here, question: str) -> str:
    """The question behind the name of its article."""
    return here.language.about.format(T=here.topic, Q=question)


def things(language: Language, question: str, n: int) -> str:
    """The question with the number of things it asks for, where that is more than one."""
    return language.things.format(Q=question, N=n) if n > 1 else question


def first(said: str, language: Language) -> str:
    """The whole of it, or its first sentence where the whole is long."""
    if phrase.word_count(said) <= phrase.LONG:
        return phrase.trimmed(said)
    return next((phrase.trimmed(one.said) for one in phrase.sentences(said, language.abbreviations)), "")


def lessons(here: Here) -> Sequence[Proposal] | None:
    """`Merke: …`, `Lección: …`, `À retenir : …`, `教训：…` below one lead or heading: always cards."""
    labels = [
        (later(rf"^[*_]*(?:{label})[*_]*{_COLON}(?P<value>\S.*)$", re.IGNORECASE), plain, on) for label, plain, on in here.language.lessons
    ]
    made: list[tuple[Bullet, str, str]] = []
    for bullet in here.bullet.children:
        for label, plain, on in labels:
            if found := label.match(bullet.text.masked):
                name = _lesson_topic(here)
                made.append((bullet, on.format(H=here.language.quoted(name)) if name else plain, bullet.text.said[found.start("value") :]))
                break
    asked = [question for _, question, _ in made]
    return [_lesson(here, *one, alone=asked.count(one[1]) == 1) for one in made] or None


def is_lesson(bullet: Bullet, language: Language) -> bool:
    """Whether the line says of itself that it is a lesson."""
    return any(pattern(rf"[*_]*(?:{label})[*_]*{_COLON}\S", bullet.text.masked) for label, *_ in language.lessons)


def lesson_item(here: Here) -> Sequence[Proposal] | None:
    """A bullet under `Fazit`, `Lecciones`, `À retenir`, `要点` that no other shape fits: a draft, since nobody has judged such cards."""
    language = here.language
    above = here.line_above
    if not anycase(language.lesson_heading).fullmatch(above.strip(" :：")) or not _speaks(here.bullet, language):
        return None
    alone = sum(b.form in (Form.ITEM, Form.LINE) and _speaks(b, language) for b in here.siblings) == 1
    plain = next(ask for label, ask, _ in language.lessons if anycase(label).search(above))
    if not alone and not _begun(first(here.said, language), language):
        return None
    made = _lesson(here, here.bullet, plain, here.said, alone=alone)
    return [replace(made, reason=f"nobody has judged such questions in {language.name} yet")]


def _speaks(bullet: Bullet, language: Language) -> bool:
    inside = Here(bullet, "", language=language)
    silent = (skips.block, skips.block_quote, skips.empty, skips.todo, skips.foreign, skips.reference, skips.question)
    return not any(skip(inside) for skip in silent) and not bullet.text.said.endswith((":", "："))


def _lesson_topic(here: Here) -> str:
    if here.bullet.form is not Form.HEADING and phrase.word_count(here.said) <= _TOPIC_WORDS:
        return phrase.trimmed(here.said.rstrip(":： "))
    return here.heading


def _lesson(here: Here, bullet: Bullet, question: str, said: str, *, alone: bool) -> Proposal:
    """Asked for by its heading or, among others there, by its first words."""
    answer = first(said, here.language)
    begun = "" if alone else _begun(answer, here.language)
    if begun:
        answer = phrase.trimmed(answer[len(begun) :])
        question = here.language.complete.format(B=begun)
    return Proposal("lesson", about(here, question), (answer,), bullet)


def _begun(said: str, language: Language) -> str:
    """The first words of a sentence, at most half of them and the last no small one; empty where it has too few."""
    if not language.spaced:
        found = next((m for m in cased(language.breaks).finditer(said) if m.start() >= 2 and 2 * m.end() <= len(said)), None)
        return said[: found.end()].rstrip("，、：") if found else ""
    found_words = said.split()
    for k in range(_CUE_WORDS, len(found_words) // 2 + 1):
        if found_words[k - 1].casefold().strip(",;:") not in language.stop_words:
            return " ".join(found_words[:k])
    return ""


def own_question(here: Here) -> Sequence[Proposal] | None:
    """The author's own question with its answer below it, behind it, or in a bracket behind it."""
    language = here.language
    if not pattern(language.asks, here.masked):
        return None
    found = _BRACKET.match(here.masked) or _BEHIND.match(here.masked)
    if found:
        told = first(here.said[found.start("told") : found.end("told")], language)
        return [Proposal("question", here.said[: found.end("asked")], (told,), here.bullet)] if told else None
    if not here.masked.rstrip().endswith(("?", "？")) or len(cased("[?？]").findall(here.masked)) > 1:
        return None
    answers = [b for items in lists_below(here.bullet) for b in items]
    if not 1 <= len(answers) <= LARGEST_SET or not all(answers_a_question(b, language) for b in answers):
        return None
    said = tuple(first(b.text.said, language) for b in answers)
    return [Proposal("question", things(language, here.said, len(said)), said, here.bullet, also=tuple(answers))] if all(said) else None


def answers_a_question(bullet: Bullet, language: Language) -> bool:
    """Whether a line may be an answer: no question, lead, link, to-do, remark or lesson."""
    inside = Here(bullet, "", language=language)
    return _speaks(bullet, language) and not skips.own_voice(inside) and not skips.example(inside) and not is_lesson(bullet, language)


def label(here: Here) -> Sequence[Proposal] | None:
    """`Ziel: …`, `Ventajas: …`, `原因：…`: the label says what to ask of the section."""
    found = _LABEL.match(here.masked)
    question = here.language.labels.get(found["name"].strip().casefold()) if found else None
    if found is None or question is None or phrase.word_count(found["value"]) < 2:
        return None
    value = here.said[found.start("value") :]
    listed = _listed(value) if "{N}" in question else ()
    answer = listed or (first(value, here.language),)
    return [Proposal("label", of_subject(here, question, len(listed)), answer, here.bullet)]


def of_subject(here: Here, question: str, n: int = 0) -> str:
    """A label's question asked of its section, its parent line or its article; with `n`, of so many things."""
    language = here.language
    parent = here.parent.text.said.rstrip(":： ") if here.parent is not None and here.parent.form is not Form.HEADING else ""
    heading = "" if here.heading.casefold().strip(" :.：") in language.generic_headings else here.heading
    subject = heading or (phrase.trimmed(parent) if 0 < phrase.word_count(parent) <= _SUBJECT_WORDS else "") or here.article
    return question.format(S=language.quoted(subject), N=language.counted.format(N=n) if n > 1 else "")


def _listed(value: str) -> tuple[str, ...]:
    """The parts of `a, b und c`, where there are 2 to 5 short ones."""
    if cased(r"[()（）]").search(value):
        return ()
    parts = tuple(part.strip() for part in _SERIES.split(phrase.trimmed(value)))
    return parts if 2 <= len(parts) <= LARGEST_SET and all(0 < phrase.word_count(part) <= 4 for part in parts) else ()


def term(here: Here) -> Sequence[Proposal] | None:
    """`Begriff: Definition`, `Término – definición`, `术语：定义`; a draft where it may be a remark on the term."""
    found = _TERM.match(here.masked)
    if not found or not _is_term(found["name"], here.language, dash=found["dash"] is not None, whole=here.masked):
        return None
    value = found["value"]
    if phrase.word_count(value) < _FEWEST_WORDS or value[:1].isdigit() or cased("->|=>|→|⇒").search(value):
        return None
    name = phrase.trimmed(here.said[: found.end("name")].strip(" *_"))
    clause = cased("[,;，；]").split(value, maxsplit=1)[0]
    doubtful = not pattern(here.language.defines, value) or anycase(here.language.states).search(clause)
    doubt = "it may say something about the term, not what it means" if doubtful else ""
    question = here.language.means.format(X=here.language.quoted(name))
    return [Proposal("definition", question, (first(here.said[found.start("value") :], here.language),), here.bullet, reason=doubt)]


def _is_term(masked: str, language: Language, *, dash: bool, whole: str) -> bool:
    name = masked.strip(" *_")
    n = phrase.word_count(name)
    if not 0 < n <= (_DASHED_WORDS if dash else _TERM_WORDS) or (dash and len(cased(_DASH).findall(whole)) > 1):
        return False
    starts_well = not name[0].islower() and not name[0].isdigit()
    stray = cased(r"[?!.;，。；？！、&]|\d$").search(name) or pattern(language.points, name) or pattern(language.not_a_term, name)
    return starts_well and not stray and not pattern(language.states, name)


def why(here: Here) -> Sequence[Proposal] | None:
    """`X, weil Y`, `X porque Y`, `X parce que Y`, `因为Y，所以X`: why X? Always a draft, since nobody has judged such cards."""
    for sentence in (phrase.Sentence(here.said, here.masked), *here.sentences()):
        for words, ask in here.language.reasons:
            found = anycase(words).fullmatch(phrase.trimmed(sentence.masked))
            if found is None or pattern(here.language.points, found["effect"]):
                continue
            said = phrase.trimmed(sentence.said)
            effect = phrase.trimmed(said[found.start("effect") : found.end("effect")])
            cause = phrase.trimmed(said[found.start("cause") : found.end("cause")])
            doubt = f"nobody has judged such questions in {here.language.name} yet"
            question = ask.format(X=here.language.quoted(effect), E=effect)
            return [Proposal("why", question, (cause,), here.bullet, reason=doubt)]
    return None


def count(language: Language, masked: str) -> int | None:
    """The number of things that a lead announces, from 2 to 10."""
    found = anycase(language.count).search(masked)
    return _number(found["number"], language.count_words) if found else None


def _number(written: str, words: Mapping[str, int]) -> int | None:
    number = int(written) if written.isdigit() else words.get(written.casefold())
    return number if number is not None and 2 <= number <= 10 else None
