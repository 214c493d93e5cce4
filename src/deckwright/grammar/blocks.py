"""Code, formulas, quotations and definitions set apart from the text, to cards that ask for them by the line that introduces them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..bullet import Bullet, Form
from ..language import english as words
from ..language import layout, syntax, verbs
from ..patterns import anycase, cased, later
from ..tidy import ART_SHARE, drawn_share
from . import phrase
from .here import Here, Proposal, Skip

_CAPTION_WORDS = range(3, 16)  # and the next: reference: cards.md §2.3
_MOST_LINES = 3
_QUOTE_WORDS = 25
_SHORTEST_QUOTE = 4  # words; fewer are a name or a label
_NAME_WORDS = 8

_MATH = r"(?P<math>\\\(.+\\\)|\\\[.+\\\])"
_NAMED_FORMULA = later(rf"^(?P<name>[^\\=:]{{3,80}}?)(?:\s*:|\s+(?:{layout.EQUALS}):?)\s+{_MATH}\.?$")
_EQUATION = later(rf"^(?P<name>[^\\=:.,;]{{3,80}}?),?\s+{_MATH}\.?$")
_LEAD = later(rf"^(?P<name>[^\\=:]{{3,80}}?)\s*(?::|(?:{layout.EQUALS}):?)?$")
_LONGEST = 1000  # characters of a caption and its command on one line
_CODE = later(r"(?<!`)(`++)(.+?)(?<!`)\1")
_CAPTIONED = later(r"^(?P<caption>.+):\s+(?P<code>(`+)(?!`).+?(?<!`)\3)\.?$")
_PROMPT = later(r"^\s*(?:\$|%|>|PS>)\s+")
_SPOKEN = later(rf"^(?P<said>.+?)\s*(?:—|―|–|--|\s-)\s*(?P<who>{layout.PERSON})(?P<where>(?:,| \().*)?$")
_WHO = later(rf"^(?:—|―|–|--|-)?\s*(?P<who>{layout.PERSON})(?P<where>(?:,| \().*)?$")


def definition_list(here: Here) -> Sequence[Proposal] | None:
    """A term with its definition on a line `: …` below it; with several, all of its meanings."""
    told = [child for child in here.bullet.children if child.form is Form.ITEM]
    name = here.said.rstrip(" :")
    if (
        not here.english
        or here.bullet.form is not Form.TERM
        or not 1 <= len(told) <= 5
        or phrase.word_count(name) > _NAME_WORDS
        or name.endswith("?")
    ):
        return None
    answer = tuple(phrase.first_answer(child.text.said) for child in told)
    asked = f"What is meant by {phrase.in_quotes(name)}?"
    question = asked if len(answer) == 1 else f"{asked} ({len(answer)} things)"
    return [Proposal("definition", question, answer, here.bullet, also=tuple(told))] if all(answer) else None


def command(here: Here) -> Sequence[Proposal] | None:
    """A line that says what to do, `To list branches:`, with the code that does it below or behind."""
    same_line = _CAPTIONED.match(here.masked) if "`" in here.masked and len(here.masked) < _LONGEST else None
    caption = here.said[: same_line.end("caption")] if same_line else here.said.rstrip(": ")
    if not here.english or not (same_line or here.said.endswith(":")) or not _is_caption(caption):
        return None
    below = [] if same_line else _code_below(here)
    language = below[0].language.split()[0].casefold() if below and below[0].language else ""
    lines = (here.said[same_line.start("code") : same_line.end("code")],) if same_line else _code_lines(below)
    if not lines:
        return None
    if same_line and not _is_command(lines[0]) and not anycase(layout.TO_DO_IT).match(caption):
        return None  # `Feed forward network: ...` names a thing
    is_command = language in layout.COMMAND_LANGUAGES or (not language and all(map(_is_command, lines)))
    question = f"{phrase.capital(caption)}: {_what(lines, language, is_command=is_command)}?"
    doubt = "" if is_command else "code has many ways of being written"
    return [Proposal("command", question, lines, here.bullet, "code", ordered=True, also=tuple(below), reason=doubt)]


def _what(lines: Sequence[str], language: str, *, is_command: bool) -> str:
    if not is_command:
        return f"what is the {layout.CODE_NAMES.get(language, '')} code".replace("  ", " ")
    goes_on = any(line.rstrip("`").endswith("\\") for line in lines)
    return "what is the command" if len(lines) == 1 or goes_on else f"what are the {len(lines)} commands"


def _is_caption(caption: str) -> bool:
    """Whether a line says what is to be done: `To list branches`, `How to …`, `List the branches`."""
    if phrase.word_count(caption) not in _CAPTION_WORDS or anycase(layout.NO_CAPTION).search(caption):
        return False
    aim = anycase(layout.TO_DO_IT).match(caption)
    if aim:
        return aim["verb"].casefold() not in syntax.BEFORE_A_NOUN | {"be"}
    first, second, *_ = (word.casefold() for word in phrase.tokens(caption))
    return first in verbs.IMPERATIVES and (first not in verbs.NOUNS_TOO or second in syntax.ARTICLES | {"your", "all"})


def _code_below(here: Here) -> list[Bullet]:
    """What stands below a caption, where it is one block of code, or a line that is wholly code."""
    at = here.index
    follows = [b for b in here.siblings[at + 1 : at + 2] if b.form is Form.LINE and b.run == here.bullet.run]
    below = list(here.bullet.children or follows)
    return below if len(below) == 1 and (below[0].form is Form.CODE or _CODE.fullmatch(below[0].text.said)) else []


def _code_lines(below: Sequence[Bullet]) -> tuple[str, ...]:
    """The lines of a short piece of code, each as a code span; none where it is long, drawn, or a session with its output."""
    if not below or below[0].form is not Form.CODE:
        return tuple(bullet.text.said for bullet in below)
    written = [line.rstrip() for line in below[0].text.source.split("\n") if line.strip()]
    prompted = [_PROMPT.match(line) for line in written]
    if not 1 <= len(written) <= _MOST_LINES or any(prompted) != all(prompted) or any(drawn_share(line) >= ART_SHARE for line in written):
        return ()
    bare = [line[match.end() :] if match else line for line, match in zip(written, prompted, strict=True)]
    return tuple(f"``{line}``" if "`" in line else f"`{line}`" for line in bare)


def _is_command(code: str) -> bool:
    """Whether a line of code, of which nobody says what it is, is typed into a shell: a name, then words or options."""
    return cased(r"`+(?:\w+=\S+ )*[a-z][\w./-]*(?:\s+(?![=({+*/<>]|:=)\S.*)?`+$").match(code) is not None and not code.rstrip("`").endswith(
        (";", "{", ")")
    )


def formula(here: Here) -> Sequence[Proposal] | None:
    """`Ohm's law: $V = IR$`, `The energy is given by` above a formula: what is the formula for it?"""
    below = here.bullet.children
    if not here.english:
        return None
    if len(below) == 1 and below[0].form is Form.MATH:
        lead = _LEAD.match(here.masked)
        tex = " ".join(below[0].text.source.split())
        return _formula(here, lead, f"\\[{tex}\\]", below) if lead and _is_formula(tex) else None
    for pattern in (_NAMED_FORMULA, _EQUATION) if "\\" in here.masked else ():
        match = pattern.match(here.masked)
        tex = here.said[match.start("math") : match.end("math")] if match else ""
        if match and tex.count("\\(") + tex.count("\\[") == 1 and _is_formula(tex[2:-2]):
            return _formula(here, match, tex, ())
    return None


def _is_formula(tex: str) -> bool:
    """Whether it says something of a named thing, not only names it: it has an equals sign, or an operator between symbols."""
    return cased(r"=|\\(?:frac|sum|int|prod|sqrt|le|ge|approx|propto|to|equiv)\b|\w\s*[+*/^<>-]\s*[\w\\{]").search(tex) is not None


def _formula(here: Here, match: re.Match[str], tex: str, below: Sequence[Bullet]) -> Sequence[Proposal] | None:
    name = phrase.trimmed(here.said[match.start("name") : match.end("name")])
    plain = phrase.tokens(name)
    names_one = 0 < len(plain) <= _NAME_WORDS and not phrase.has_finite_verb(name) and not anycase(words.YES_NO).match(name)
    if not names_one or plain[0].casefold() in words.STOP_LABELS | layout.OPENS_A_CONDITION:
        return None
    asked = phrase.lowered(name, here.vocabulary)
    return [Proposal("formula", f"What is the formula for {asked}?", (tex,), here.bullet, "formula", also=tuple(below))]


def quote(here: Here) -> Sequence[Proposal] | Skip | None:
    """A short quotation that names its speaker: who said it?"""
    if not here.english or here.bullet.form is not Form.QUOTE:
        return None
    spoken = _SPOKEN.match(here.said)
    below = _speaker_below(here)
    who = spoken or (_WHO.match(below.text.said) if below else None)
    if who is None or anycase(layout.NOBODY_NAMED).search(who["who"]):
        return None
    said = phrase.trimmed(spoken["said"] if spoken else here.said).strip("“”\"'‘’ ")
    said = phrase.trimmed(said)
    if phrase.word_count(said) > _QUOTE_WORDS:
        return Skip("a quotation too long to be asked whose it is")
    if phrase.word_count(said) < _SHORTEST_QUOTE or cased(r"[“”\"]").search(said):
        return None
    taken = () if spoken or below is None else (below,)
    doubt = "who said a thing is seldom worth learning"
    return [Proposal("quote", f"Who said “{said}”?", (who["who"],), here.bullet, "who", also=taken, reason=doubt)]


def _speaker_below(here: Here) -> Bullet | None:
    """The line behind a quotation of one line, where it holds a dash and a name alone; Markdown takes `- Name` for a list."""
    if here.bullet.children:
        return here.bullet.children[0] if len(here.bullet.children) == 1 else None
    at = here.index
    before, behind = here.siblings[max(0, at - 1) : at], here.siblings[at + 1 : at + 2]
    whole = not any(b.form is Form.QUOTE and b.run == here.bullet.run for b in before)
    return (
        behind[0] if whole and behind and behind[0].form is Form.QUOTE and cased(r"\s*(?:—|―|–|-)").match(behind[0].text.source) else None
    )
