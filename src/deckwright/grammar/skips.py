"""Bullets that must not become cards: each function returns a Skip with its reason, or None."""

from __future__ import annotations

from functools import lru_cache

from ..bullet import Bullet, Form
from ..language import detect
from ..language import english as words
from ..language.languages import ENGLISH
from ..language.spoken import Language
from ..needed import searched
from ..patterns import anycase, cased, later
from . import phrase
from .here import Here, Skip

_SHORT_LABEL = 3  # words (reference: cards.md §2.0)
_FRAGMENT = 5
COMMON = words.STOP_WORDS | words.COMMON_WORDS
_LAST_LATIN = 0x24F
_PARENTHESIS = later(r"\([^()]*\)")
_BLOCKS = {
    Form.CODE: "a code block",
    Form.MATH: "a formula",
    Form.TABLE: "a table",
    Form.ROW: "a row of a table",
    Form.HTML: "an HTML block",
    Form.DIAGRAM: "a drawing",
}


def _matches(pattern: str, masked: str) -> bool:
    return anycase(pattern).match(masked) is not None


def switched_off(here: Here) -> Skip | None:
    """Between `<!-- deckwright: off -->` and `on`, or in a section that the deck definition leaves out."""
    return Skip(here.off) if here.off else None


def block(here: Here) -> Skip | None:
    reason = _BLOCKS.get(here.bullet.form)
    return Skip(reason) if reason else None


def block_quote(here: Here) -> Skip | None:
    return Skip("a quotation") if here.bullet.form is Form.QUOTE else None


def silenced(here: Here) -> Skip | None:
    return Skip(here.silenced) if here.silenced else None


def empty(here: Here) -> Skip | None:
    """Nothing left to ask about once links and addresses are gone."""
    text = here.bullet.text
    if (text.links and phrase.word_count(text.outside_links) <= 1) or (
        text.plain and phrase.word_count(text.said) <= 1 and "://" in text.plain
    ):
        return Skip("only a link")
    if phrase.tokens(text.said):
        return None
    return Skip("only a picture" if text.pictures else "no words")


def todo(here: Here) -> Skip | None:
    if here.bullet.task or cased(here.language.todo).match(here.masked):
        return Skip("a to-do")
    return None


def reference(here: Here) -> Skip | None:
    """`See …`, and an entry of a reading list: a linked title with a word or two on it."""
    points = _matches(here.language.reference, here.masked) or _is_title_entry(here.bullet)
    return Skip("a pointer to something to read") if points else None


def _is_title_entry(bullet: Bullet) -> bool:
    if not bullet.text.links:
        return False
    title = bullet.text.links[0][0]
    rest = bullet.text.plain.lstrip('“"*🔸🔹📒📘 ')[len(title) :].lstrip('”"')
    opens = bullet.text.plain.lstrip('“"*🔸🔹📒📘 ').startswith(title)
    return (
        opens
        and phrase.word_count(title) >= _SHORT_LABEL
        and (
            not rest.strip()
            or cased(
                r"\s*(?:[:,.(–—-]|by\b|is an? (?:\w+ )?(?:article|post|guide|book|talk|tutorial|introduction|overview|list|collection))"
            ).match(rest)
            is not None
        )
    )


def foreign(here: Here) -> Skip | None:
    """Not in the language of its file, or in none we speak: a question in that language would be a bad one."""
    language = here.language
    letters = [c for c in here.said if c.isalpha()] if language.spaced and not here.said.isascii() else []
    other = sum(ord(c) > _LAST_LATIN for c in letters)
    elsewhere = here.mixed and not detect.is_in(language, here.said, phrase.tokens(here.masked))
    return Skip(f"not in {language.name or 'English'}") if not language.name or other > len(letters) / 5 or elsewhere else None


def voice(bullet: Bullet, language: Language = ENGLISH) -> str:
    """Why a bullet is the author speaking of themselves, or empty."""
    return _voice(bullet.text.masked, language)


@lru_cache(maxsize=phrase.RECENT)
def _voice(masked: str, language: Language) -> str:
    if _matches(language.aside, masked):
        return "the author's aside"
    if _matches(language.opinion_label, masked):
        return "the author's own thoughts"
    outside = _PARENTHESIS.sub(" ", masked) if "(" in masked else masked
    outside = cased(r"[“\"][^“”\"]*[”\"]").sub(" ", outside) if "“" in outside or '"' in outside else outside
    if searched(language.first_person, outside):
        return "in the first person"
    if searched(language.hedge, masked):
        return "a remark or a guess"
    if _matches(language.claim, masked):
        return "a claim the author only reports"
    return ""


def own_voice(here: Here) -> Skip | None:
    reason = voice(here.bullet, here.language)
    if reason:
        return None if here.among_lessons else Skip(reason)  # `I should have asked first` is a lesson
    spoken = (voice(parent, here.language) for parent in here.parents if parent.form is not Form.HEADING)
    above = next(filter(None, spoken), "")
    return Skip(f"below {above}" if above.startswith("a ") else f"below a line that is {above}") if above else None


def example(here: Here) -> Skip | None:
    if _matches(here.language.example, here.masked):
        return Skip("an example")
    under = next(
        (p for p in here.parents if _matches(here.language.example, p.text.masked) and phrase.word_count(p.text.said) <= _SHORT_LABEL), None
    )
    return Skip("an example") if under and phrase.word_count(here.said) < _FRAGMENT else None


def parenthesis(here: Here) -> Skip | None:
    bare = here.masked.strip(" .")
    full = bare.startswith("（") and bare.endswith(("）", "）。")) and bare.count("（") == 1
    return Skip("wholly in parentheses") if full or (bare.startswith("(") and bare.endswith(")") and bare.count("(") == 1) else None


def question(here: Here) -> Skip | None:
    """An open question; it belongs on the list of things to find out, not on a card."""
    if here.masked.rstrip('"”’“»」) ').endswith(("?", "？")):
        return Skip("a question without an answer")
    return None


def quotation(here: Here) -> Skip | None:
    bare = here.masked.strip(" .")
    opens, closes = (mark.strip() for mark in here.language.quotes)
    whole = not here.english and bare.startswith(opens) and bare.rstrip("。").endswith(closes) and bare.count(opens) == 1
    if whole or (bare[:1] in '"“' and bare[-1:] in '"”' and len(phrase.quoted(bare)) == 1):
        return Skip("somebody's words, not saying whose")
    return None


def platitude(here: Here) -> Skip | None:
    """A line whose words are all too common to carry a fact worth asking for."""
    common = COMMON if here.english else here.language.stop_words
    return Skip("too general to ask about") if all(w.casefold() in common for w in phrase.tokens(here.said)) else None


def label(here: Here) -> Skip | None:
    if here.bullet.children and phrase.word_count(here.said) <= _SHORT_LABEL and not phrase.has_finite_verb(here.masked):
        return Skip("a label for what stands below it")
    if here.said.endswith((":", "：")):
        return Skip("a lead for what stands below it")
    return None


def fragment(here: Here) -> Skip | None:
    if phrase.word_count(here.said) < _FRAGMENT or (here.english and not phrase.may_state(here.masked)):
        return Skip("a fragment, no full statement")
    return None


def unmatched(_: Here) -> Skip | None:
    return Skip("no shape of the card grammar fits it")
