"""A line that begins with a name, and then says what it does or states what it stands for, to a question for that."""

from __future__ import annotations

from collections.abc import Sequence

from ..language import english as words
from ..language import syntax, verbs
from ..patterns import anycase, cased, later
from . import clause, labelled, phrase
from .here import Here, Proposal

_CODE = later(r"^(`[^`]+`)(\s*(?::|-|–|—))?\s+(?=[A-Za-z])(.{8,})$")
_TERM = later(r"^(.{3,50}?)\s*(:| -| –| —)\s+(?=[\w“\"`])(.{15,})$")
_CODE_LENGTH = 40
_STEM = 4  # letters that a word shares with another of its stem, at least
_SHORTEST = 4  # words of a statement
_FEWEST = 2  # words of a name that a statement explains; one word alone is what the statement is about


def code(here: Here) -> Sequence[Proposal] | None:
    """`equal_range` finds a range …: what does it do?"""
    first = next(iter(here.sentences()), None)
    match = _CODE.match(first.masked) if first else None
    if first is None or match is None or len(match.group(1)) > _CODE_LENGTH:
        return None
    name = first.said[: match.end(1)]
    said = phrase.whole_or_clause(first.cut(match.start(3)))
    if _gives_away(name, said):
        return None
    opens = phrase.opening(said)
    after = anycase(r"(?:is |are |can be |may be )?(used|useful|needed|required)\s+(?:to|for)\b\s*").match(said)
    if after and not cased(r"\bused to\b.*\bused\b").search(said):
        to = said[: after.end()].rstrip().endswith(" to")
        question = f"What is {name} {after.group(1)} {'to do' if to else 'for'}?"
        return [Proposal("definition", question, (said[after.end() :],), here.bullet)]
    if opens == "to" and phrase.word_count(said) > _FEWEST:
        return [Proposal("definition", f"What is {name} for?", (said,), here.bullet)]
    several = cased(r"`[A-Za-z][a-z]+(?:[ -][a-z]+)* [a-z]+s`$").match(name)  # `Pretty printers`
    if _acts(opens, said):
        return [Proposal("definition", f"What {'do' if several else 'does'} {name} do?", (said,), here.bullet)]
    if match.group(2) and anycase(words.MEANS_SOMETHING).match(said) and clause.split(said) is None:
        return [Proposal("definition", f"What {'are' if several else 'is'} {name}?", (said,), here.bullet)]
    return None


def _gives_away(name: str, said: str) -> bool:
    """Whether the name is made of words of what it does: `getline` reads a line (of 10 such cards, no blind reader passed one)."""
    letters = name.casefold()
    return any(
        word.casefold()[:_STEM] in letters for word in phrase.tokens(said) if len(word) >= _STEM and word.casefold() not in words.STOP_WORDS
    )


def _acts(opens: str, said: str) -> bool:
    """Whether it begins with what something does: `finds a range`, `prevent the default action`."""
    base = verbs.BASE_FORMS.get(opens)
    present = base is not None and not opens.endswith("ed") and base not in syntax.SAYS_LITTLE and opens not in syntax.SAYS_LITTLE
    noun = opens in verbs.NOUNS_TOO and not anycase(r"\w+\s+(?:an?|the|all|to|with|in|on|one|each|every|your|its|its|how|whether)\b").match(
        said
    )
    return present and not noun and phrase.word_count(said) > _FEWEST


def stated(here: Here) -> Sequence[Proposal] | None:
    """`Sapir-Whorf hypothesis: language shapes thought`: what does the hypothesis say; `Random walk: …`: what is meant?"""
    match = _TERM.match(here.masked)
    if match is None or not labelled.is_term(match.group(1), dash=True) or anycase(words.PERSON).match(match.group(3)):
        return None
    if anycase(words.CITATION).search(match.group(1)):
        return None
    name = here.said[: match.end(1)].strip(" *_")
    sentence = next(iter(phrase.sentences(here.said[match.start(3) :])))
    said = phrase.whole_or_clause(sentence.said)
    if not phrase.may_state(sentence.masked) or not _is_statement(said) or cased(syntax.NO_TERM).search(name):
        return None
    if anycase(rf"\b(?:{syntax.LAWS})$").search(name) and clause.split(sentence.said):
        called = name if cased(r"[A-Z]\w+['’]s\b|[Tt]he\b").match(name) else f"the {name}"
        return [Proposal("definition", f"What does {called} say?", (said,), here.bullet)]
    alone = phrase.word_count(name) < _FEWEST or cased(r"['’]s\b").search(name)
    if alone or phrase.content_stems(name) & phrase.content_stems(said):
        return None
    return [Proposal("definition", f"What is meant by {phrase.in_quotes(name)}?", (said,), here.bullet)]


def _is_statement(said: str) -> bool:
    """Whether it stands by itself, and tells nobody what to do."""
    opens = phrase.opening(said)
    instructs = opens in verbs.IMPERATIVES and clause.split(said) is None
    return not instructs and not phrase.starts_deictic(said) and not said.endswith(("?", ":")) and phrase.word_count(said) >= _SHORTEST
