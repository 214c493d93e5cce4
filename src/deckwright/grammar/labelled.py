"""Lines that a label, a colon or a question mark of the author's sets apart, to cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from ..bullet import Form
from ..inline import mask
from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, phrase, skips
from .here import Here, Proposal, is_generic, lists_below
from .lists import ARROW

_TERM = later(r"^(.{1,60}?)\s*(:| -| –| —)\s+(.{15,})$")

_OF_NOTHING = "what it is of is no name of a thing"
_NAME_WORDS = 4
_SUBJECT_WORDS = 9  # of a parent line that may stand for its section


def own_question(here: Here) -> Sequence[Proposal] | None:
    """The author's own question with its answer below it, behind it, or in a bracket behind it."""
    bracket = cased(r"^([^?]{10,}\?)\s*\(([^()]{6,})\)\.?$").match(here.masked)
    if bracket:
        return _answered_in_bracket(here, here.said[: bracket.end(1)], phrase.trimmed(here.said[bracket.start(2) : bracket.end(2)]))
    if here.masked.rstrip().endswith("?") and here.masked.count("?") == 1 and not anycase(words.YES_NO).match(here.masked):
        return _answered_below(here)
    return _answered_behind(here)


def _answered_in_bracket(here: Here, question: str, bracket: str) -> Sequence[Proposal] | None:
    """A statement in the bracket says why to ask; a few words are the answer; a list is only examples."""
    if phrase.has_finite_verb(mask(bracket)):
        return [Proposal("question", f"{here.topic} — why ask: “{question}”", (bracket,), here.bullet)]
    if anycase(words.YES_NO).match(question) or cased(r",|\betc\b|\be\.g\b|\bor\b").search(bracket):
        return None
    return [Proposal("question", question, (bracket,), here.bullet)]


def _answered_below(here: Here) -> Sequence[Proposal] | None:
    answers = [b for items in lists_below(here.bullet) for b in items]
    if not 1 <= len(answers) <= 5 or any(skips.voice(b) or b.text.said.endswith("?") for b in answers):
        return None
    said = tuple(phrase.first_sentence(b.text.said) for b in answers)
    if not all(said):
        return None
    question = here.said if len(said) == 1 else f"{here.said} ({len(said)} things)"
    return [Proposal("question", question, said, here.bullet, also=tuple(answers), reason=_doubt(here.said, said))]


def _doubt(question: str, answers: Sequence[str]) -> str:
    """Why a question of the author's may not be one to learn (of 9 such cards, no blind reader passed one)."""
    if len(answers) > 1 or not anycase(words.QUESTION_WORD).match(question) or anycase(r"what about\b").match(question):
        return "it may have many answers"
    if len(answers) == 1 and phrase.word_count(answers[0]) < 3 and not cased(r"[\d`]").search(answers[0]):
        return "the answer says little"
    if anycase(words.TO_THE_READER).search(question):
        return "it may be put to the reader, not to be learned"
    return "a label stands before the question" if cased(r"\w+ [-–—] ").match(question) else ""


def _answered_behind(here: Here) -> Sequence[Proposal] | None:
    pair = anycase(r"^((?:what|who|where|when|how|why|which)\b[^?]{8,}\?)\s+([^?(]{8,})$").match(here.masked)
    if not pair:
        return None
    return [
        Proposal(
            "question",
            here.said[: pair.end(1)],
            (answer := phrase.first_sentence(here.said[pair.start(2) :]),),
            here.bullet,
            reason=_doubt(here.said[: pair.end(1)], (answer,)) or "it may be rhetorical",
        )
    ]


def label(here: Here) -> Sequence[Proposal] | None:
    """`Practice: …`, `Counterargument: …`: the label says what to ask of the section."""
    found = _labelled(here)
    if found is None or found.name == "types" or _listed(found):
        return None
    doubt = "" if found.of is None or _names_a_thing(found.of) else _OF_NOTHING
    return [Proposal("label", found.question, (phrase.first_clause(phrase.first_answer(found.answer)),), here.bullet, reason=doubt)]


def label_list(here: Here) -> Sequence[Proposal] | None:
    """`Costs: time, money and patience`: what are the three costs of it?"""
    found = _labelled(here)
    listed = _listed(found) if found else ()
    if found is None or not listed:
        return None
    counted = cased(r"^What (are the )?").sub(rf"What \g<1>{len(listed)} ", found.question)
    return [Proposal("label", counted, listed, here.bullet, reason="" if found.of is None or _may_have_some(found.of) else _OF_NOTHING)]


class _Labelled(NamedTuple):
    """A line behind a label: the label, the question it stands for, what that is of (None where it names its parent line), the rest."""

    name: str
    question: str
    of: str | None
    answer: str


def _labelled(here: Here) -> _Labelled | None:
    match = cased(r"^([A-Za-z-]{3,16}(?: [a-z]{4,10})?):\s+(.{8,})$").match(here.masked)
    template = words.LABEL_QUESTIONS.get(match.group(1).casefold()) if match else None
    if match is None or template is None:
        return None
    parent = here.parent.text.said if here.parent is not None and here.parent.form is not Form.HEADING else ""
    if "{P}" in template and not parent:
        return None
    heading = "" if is_generic(here.heading) else here.heading
    subject = heading or (phrase.trimmed(parent) if 0 < phrase.word_count(parent) <= _SUBJECT_WORDS else "") or here.article
    subject = ARROW.sub(r"\2", subject) if ARROW.match(subject) else subject
    question = template.format(S=f"“{subject}”", P=phrase.trimmed(parent))
    return _Labelled(match.group(1).casefold(), question, subject if "{S}" in template else None, here.said[match.start(2) :])


def _listed(found: _Labelled) -> tuple[str, ...]:
    return phrase.listed(found.answer) if anycase(words.PLURAL_LABEL).fullmatch(found.name) else ()


def _names_a_thing(heading: str) -> bool:
    """Whether there can be a goal of it: not of `Creating exceptions`, `A and B`, a long title (2 of 20 such cards passed)."""
    several = anycase(r"\d|\w+ing |.*(?:\b(?:and|or|vs)\b|:)").match(heading)
    return phrase.word_count(heading) <= _NAME_WORDS and not several and _may_have_some(heading)


def _may_have_some(heading: str) -> bool:
    """Whether there can be costs of it: not of `Key ideas`, `Why now`."""
    return not anycase(rf"{words.QUESTION_WORD}|{words.NAMES_NO_THING}").match(heading)


DOES_DOUBT = "what it does could be said in other words"  # 5 of 22 such cards passed


def term(here: Here) -> Sequence[Proposal] | None:
    """`Term: definition` and `Term - definition`."""
    match = _TERM.match(here.masked)
    if not match or not is_term(match.group(1), dash=match.group(2) != ":"):
        return None
    if not cased(r"[\w“\"`(\\]").match(match.group(3)) or match.group(3)[:1].isdigit() or anycase(words.PERSON).match(match.group(3)):
        return None
    claims = phrase.states(match.group(3)) or clause.split(phrase.first_sentence(match.group(3))) is not None
    if claims and match.group(1)[:1] not in '“"':
        return None  # `Deployments: no company wants …` says something about the name, not what it means
    if anycase(rf"(?:.*\s)?(?:{syntax.LAWS})$").match(match.group(1)) and clause.split(phrase.first_sentence(here.said[match.start(3) :])):
        return None  # a law is asked for what it says
    name = here.said[: match.end(1)].strip(" *_")
    question = f"What is meant by {phrase.in_quotes(name)}?"
    if _is_title(match.group(3)) or cased(r"(?!(?:an?|the) )(?:[\w-]+ ){1,3}and(?: [\w-]+){1,3}|.*(?:->|=>|→).*").fullmatch(
        match.group(3).rstrip(".")
    ):
        return None
    described = anycase(r"(?:an?|the)\b").match(match.group(3))
    if cased(r"\. [A-Z][\w -]*:").search(match.group(3)) or (len(phrase.listed(match.group(3))) > 2 and not described):
        return None  # several labels on one line, or a label for a list: no definition
    if anycase(words.NO_MEANING).match(match.group(3)) or anycase(words.CITATION).search(match.group(1)):
        return None
    first, second = (*map(str.casefold, phrase.tokens(match.group(3))[:2]), "", "")[:2]
    named = first in verbs.NOUNS_TOO and second not in syntax.BEHIND_A_VERB  # `Document detailing terms`
    doubt = "the definition reads like an instruction" if first in verbs.IMPERATIVES and not named else ""
    if not doubt and not described and phrase.word_count(name) > 1 and _orders(phrase.opening(name)):
        doubt = "the name reads like an instruction"
    if first in verbs.VERBS and first.endswith("s") and second != "of" and not named:
        question = f"What does {phrase.in_quotes(name)} do?"  # `Pawl: holds the wheel` says what it does, not what the word means
        doubt = doubt or DOES_DOUBT
    return [
        Proposal(
            "definition", question, (phrase.first_clause(phrase.first_sentence(here.said[match.start(3) :])),), here.bullet, reason=doubt
        )
    ]


def _orders(word: str) -> bool:
    """Whether a name that begins with it says what to do: `To invent options`, `Remove esters`."""
    return word == "to" or (word in verbs.IMPERATIVES and word not in verbs.NOUNS_TOO)


def is_term(masked: str, *, dash: bool) -> bool:
    """Whether a piece before a colon (or `dash`) names something: short, begun with a capital, no verb, no mere label."""
    name = masked.strip(" *_")
    found = [w.casefold() for w in phrase.tokens(name)]
    if not found or len(found) > (5 if dash else 4) or set(found) & words.STOP_LABELS:
        return False
    if anycase(words.NOT_A_TERM).search(name) or anycase(words.NO_NAME).match(name):
        return False
    starts_well = name[0].isupper() or name[0] in '“"`'
    return (
        starts_well
        and not phrase.has_inflected_verb(name)
        and not (len(found) > 1 and found[-1] in verbs.VERBS)
        and not cased(r"[?!.;,]|&|(?<!\d)\d+$| and | or ").search(name)
        and not phrase.starts_deictic(name)
    )


def _is_title(description: str) -> bool:
    """`A Handbook of Agile Craftsmanship`: the name of a book or talk, not a description."""
    worth = [w for w in phrase.tokens(description) if w.casefold() not in words.STOP_WORDS]
    return len(worth) > 2 and sum(w[0].isupper() for w in worth) > len(worth) * 0.6


_NAMED = later(
    r"^((?:(?:an?|the)\s+)?(?:[“\"][^“”\"]{2,40}[”\"]|`[^`]+`)(?: [\w-]+){0,2}?)\s+"
    r"(?:really |simply |just |basically )?(is|are|means?|refers? to|as)\s+(?!not\b)(.{15,})$",
    re.IGNORECASE,
)


def named_term(here: Here) -> Sequence[Proposal] | None:
    """A quoted, bold or code term at the head of a sentence that says what it is."""
    for sentence in here.sentences():
        match = _NAMED.match(sentence.masked)
        for bold in here.bullet.text.bold:
            if match is None and phrase.word_count(bold) <= 4:  # a term, not a sentence
                match = cased(rf"^({re.escape(bold)}) (is|are|means?|refers? to) (?!not\b)(.{{15,}})$").match(sentence.masked)
        if (
            match
            and not phrase.starts_deictic(match.group(3))
            and not anycase(words.NOT_A_KIND).match(match.group(3))
            and anycase(words.MEANS_SOMETHING).match(match.group(3))
            and ", `" not in match.group(3)
            and " - " not in match.group(1)
        ):
            name = phrase.lowered(sentence.said[: match.end(1)], here.vocabulary)
            question = {"is": f"What is {name}?", "are": f"What are {name}?", "as": f"What is meant by {name}?"}.get(
                match.group(2), f"What does {name} mean?"
            )
            return [Proposal("definition", question, (phrase.first_clause(sentence.cut(match.start(3))),), here.bullet)]
    return None
