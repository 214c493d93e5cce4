"""A first line below a term that says what it is, to a question for the term: `# Jelled team`, `A group of people who …`."""

from __future__ import annotations

from collections.abc import Sequence

from ..bullet import Form
from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, labelled, phrase
from .here import Here, Proposal, is_generic

_SAYS = later(syntax.SAYS_OF_IT)
_BARE = later(syntax.BARE_DESCRIPTION)
_TITLE_WORDS = 5


def named_above(here: Here) -> Sequence[Proposal] | None:
    """The first line below a heading or label that names something: what is it?"""
    name = _name(here)
    if not name or not here.siblings or here.siblings[0] is not here.bullet:
        return None
    first = next(iter(here.sentences()), None)
    if first is None:
        return None
    if _does(first) and here.parent is not None and not _is_plural(name):
        question = f"What does {phrase.in_quotes(name)} do?"
        return [Proposal("definition", question, (phrase.whole_or_clause(first.said),), here.bullet, reason=labelled.DOES_DOUBT)]
    said = _SAYS.match(first.masked)
    if not said and (not _BARE.match(first.masked) or _states(first) or _is_plural(name)):
        return None
    what = phrase.first_clause(first.cut(said.end() if said else 0))
    if anycase(syntax.JUDGED_KIND).match(what) or not anycase(syntax.TELLS_APART).search(what):
        return None
    return [Proposal("definition", f"What is meant by {phrase.in_quotes(name)}?", (what,), here.bullet)]


def _name(here: Here) -> str:
    """The label or heading right above, where it is a term; the article's title only where it has no other sections."""
    if here.parent is not None:
        label = here.parent.text.said.rstrip(" :")
        return label if labelled.is_term(label, dash=True) and here.parent.form is not Form.HEADING else ""
    if not here.path and here.has_sections:
        return ""
    name = here.heading if here.path else here.article
    short = phrase.word_count(name) <= _TITLE_WORDS and not cased(r"\d|[:?!…/]|^(?:How|Why|What|When)\b").search(name)
    return name if short and not is_generic(name) and labelled.is_term(phrase.capital(name), dash=True) else ""


def _does(first: phrase.Sentence) -> bool:
    """Whether it begins with what something does: `Stores the state of …`."""
    opens = phrase.opening(first.masked)
    base = verbs.BASE_FORMS.get(opens)
    return (
        base is not None
        and opens.endswith("s")
        and not {opens, base} & (syntax.SAYS_LITTLE | verbs.NOUNS_TOO)
        and phrase.word_count(first.said) > 3
    )


def _states(first: phrase.Sentence) -> bool:
    """Whether it is a statement, and not only a name for something with more about it."""
    outside = cased(
        r"\b(?:that|which|who|where|when|whose|what|how)(?: \w+ly)?(?: [\w’'-]+){0,3}? (?:is|are|was|were|will|can|may|has|have|do|does)\b"
    ).sub("x", first.masked)
    return clause.split(first.said) is not None or bool({w.casefold() for w in phrase.tokens(outside)} & words.AUXILIARIES)


def _is_plural(name: str) -> bool:
    last = phrase.tokens(name)[-1].casefold()
    return last.endswith("s") and not last.endswith(("ss", "us", "is")) and last not in words.STOP_WORDS
