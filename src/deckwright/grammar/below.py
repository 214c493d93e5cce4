"""A line and what stands right below it, which explains it, weighs it or compares two things, to cards."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Bullet, Form
from ..language import english as words
from ..language import layout, verbs
from ..patterns import anycase, later
from . import clause, phrase, skips, statements
from .here import Here, Proposal, is_generic, lists_below
from .lists import LARGEST_SET

_SUBJECT_WORDS = 9  # of a line above that may say what a list is about
_HALF_WORDS = 10  # of what is said of each of two things (reference: cards.md G5)
_JOKE = 4  # words; a shorter answer to `Why?` is one (reference: cards.md U4)

_SIDE = later(
    rf"^(?:the |its |some |main |key )?(?P<side>{layout.SIDES})(?: (?:of|to|for) (?:the )?(?P<of>.{{2,60}}?))?\s*:?$", re.IGNORECASE
)
_ANY_SIDE = later(rf"\b(?:{layout.SIDES})\b", re.IGNORECASE)
_WHY = later(rf"^{layout.BELOW_WHY}(?P<why>.+)$", re.IGNORECASE)
_WHOLE = later(rf"^(?P<why>{layout.BELOW_WHY_WHOLE}.+)$", re.IGNORECASE)
_HOW = later(rf"^(?P<how>{layout.BELOW_HOW}.+)$", re.IGNORECASE)


def pros_cons(here: Here) -> Sequence[Proposal] | None:
    """`Pros`, `Drawbacks of X`, `### Benefits` above 2 to 5 items: what are they?"""
    match = _SIDE.match(here.masked)
    of = _named(here, match) if match else ""
    if match is None or not of or not here.english:
        return None
    for items in lists_below(here.bullet):
        kept = [item.text.said for item in items if not _is_remark(item)]
        answer = tuple(map(phrase.first_sentence, kept))
        if 2 <= len(kept) <= LARGEST_SET and all(answer) and not any(said.endswith(("?", ":")) for said in kept):
            side = match["side"].casefold()
            question = f"What are the {len(kept)} {side if side.endswith('s') else f'{side}s'} of {of}?"
            doubt = "its items say more than one thing each" if any(len(phrase.sentences(said)) > 1 for said in kept) else ""
            doubt = doubt or ("it is not plain what they are of" if _instructs(of) else "")
            return [Proposal("set", question, answer, here.bullet, "set", also=tuple(items), reason=doubt)]
    return None


def _named(here: Here, match: re.Match[str]) -> str:
    """What a list for or against is of: named in its lead, by the line or heading above, or the article; empty where that is unsure."""
    if match["of"]:
        return "" if phrase.starts_deictic(match["of"]) else here.said[match.start("of") : match.end("of")]
    is_heading = here.bullet.form is Form.HEADING
    lines = [] if is_heading else [phrase.trimmed(parent.text.said.rstrip(": ")) for parent in reversed(here.parents)]
    headings = [name.strip(" :") for name in reversed((here.above if is_heading else here).path)]
    named = (name for name in (*lines, *headings, here.topic.strip("“”")) if not _ANY_SIDE.search(name) and not is_generic(name))
    subject = next(named, "")
    unsure = phrase.word_count(subject) > _SUBJECT_WORDS or phrase.starts_deictic(subject) or subject.endswith("?")
    return "" if unsure or not subject else f"“{subject.strip('“”')}”"


def _instructs(of: str) -> bool:
    found = phrase.tokens(of)
    return len(found) > 2 and found[0].casefold() in verbs.IMPERATIVES


def _is_remark(item: Bullet) -> bool:
    inside = Here(item, "")
    return any(skip(inside) for skip in (skips.block, skips.empty, skips.todo, skips.parenthesis)) or bool(skips.voice(item))


def why_below(here: Here) -> Sequence[Proposal] | None:
    """A statement with one line below it that says why, `Because …`, `Why? …`, `so that …`, or how, `by doing …`."""
    if not here.english or not any(pattern.match(child.text.masked) for child in here.bullet.children for pattern in (_WHY, _WHOLE, _HOW)):
        return None
    told = [child for child in here.bullet.children if not _is_remark(child)]
    if len(told) != 1 or not _is_plain_statement(here):
        return None
    child = told[0]
    why = _WHY.match(child.text.masked) or _WHOLE.match(child.text.masked)
    how = None if why else _HOW.match(child.text.masked)
    statement = phrase.trimmed(here.said)
    question = statements.ask_why(statement, here.vocabulary) if why else clause.ask("How", statement, here.vocabulary) if how else None
    if question is None or child.text.said.endswith("?"):
        return None
    answer = phrase.first_answer(child.text.said[why.start("why") if why else 0 :])
    if phrase.word_count(answer) < _JOKE:
        return None
    leans = phrase.starts_deictic(here.said)
    doubt = "" if why else "there may be other ways"
    return [Proposal("why" if why else "how", question, (answer,), here.bullet, "below", also=(child,), on_parent=leans, reason=doubt)]


def _is_plain_statement(here: Here) -> bool:
    masked = here.masked
    states = phrase.has_finite_verb(masked) or clause.split(here.said) is not None
    whole = len(here.sentences()) == 1 and states and not masked.rstrip().endswith(("?", ":"))
    return whole and not anycase(rf"[:;]|\b(?:{words.CAUSE})\b").search(masked) and here.bullet.form in (Form.ITEM, Form.LINE)


def compared(here: Here) -> Sequence[Proposal] | None:
    """Two items below `X vs Y`, one on each, or two that say something short of `an x thing` and `a y thing`: how do they differ?"""
    for items in lists_below(here.bullet) if here.english else ():
        if len(items) == 2:
            pair = _versus(here, items) or _of_one_kind(items)
            if pair is not None and not any(map(_is_remark, items)):
                (one, first), (two, second) = pair
                question = f"{here.topic} — how do {phrase.in_quotes(one)} and {phrase.in_quotes(two)} differ?"
                answer = (f"{one}: {first}", f"{two}: {second}")
                doubt = "a contrast may ask for too much at once"
                return [Proposal("contrast", question, answer, here.bullet, "compared", also=tuple(items), reason=doubt)]
    return None


_Half = tuple[str, str]  # a thing, and what is said of it


def _versus(here: Here, items: Sequence[Bullet]) -> tuple[_Half, _Half] | None:
    lead = here.masked.strip(" :?")
    names = anycase(layout.VERSUS).fullmatch(lead) or anycase(layout.BETWEEN).fullmatch(lead)
    if names is None:
        return None
    halves = []
    for name, item in zip((names["one"], names["two"]), items, strict=True):
        short = name.split()[0]  # `Shared vs exclusive locks` may go on as `Exclusive: …`
        said = anycase(rf"(?:an? |the )?(?P<name>(?:{re.escape(name)}|{re.escape(short)})s?)\b\s*(?::|[-–—] )?\s*(?P<rest>\S.*)$").match(
            item.text.said
        )
        if said is None or phrase.word_count(said["rest"]) > 2 * _HALF_WORDS:
            return None
        halves.append((said["name"], phrase.first_answer(said["rest"])))
    return halves[0], halves[1]


def _of_one_kind(items: Sequence[Bullet]) -> tuple[_Half, _Half] | None:
    """What two statements say of two kinds of one thing: `A shared lock …`, `An exclusive lock …`."""
    said = [clause.split(item.text.said) for item in items]
    if not all(said) or any(len(phrase.sentences(item.text.said)) > 1 for item in items):
        return None
    subjects = [anycase(r"^(?:an?|the) ").sub("", found.subject).split() for found in said if found]
    one_kind = all(len(s) == 2 for s in subjects) and subjects[0][1] == subjects[1][1] and subjects[0][0] != subjects[1][0]
    rests = [phrase.trimmed(" ".join(filter(None, (found.adverb, found.verb, found.rest)))) for found in said if found]
    if not one_kind or any(phrase.word_count(rest) > _HALF_WORDS for rest in rests):
        return None
    return (" ".join(subjects[0]).lower(), rests[0]), (" ".join(subjects[1]).lower(), rests[1])
