"""One language as data: the words by which its lines are recognised, and the questions asked in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..patterns import cased

NEVER = r"(?!)"  # a pattern that fits nothing
ROUND = ("(（", ")）")
CJK = r"\u3005\u3041-\u30fa\u30fc-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff"  # kana and Chinese characters, for a class


@dataclass(frozen=True, slots=True, eq=False)  # each language is itself alone, so it can be looked up by
class Language:
    """Words and templates of one language; each module beside this one fills one in.

    In templates `{T}` is the topic in quotes, `{Q}` a question, `{L}` the line above a list, `{X}` a term in quotes,
    `{S}` what a label is of in quotes, `{H}` a heading in quotes, `{B}` the beginning of a sentence, `{N}` a number.
    None puts a word of the author's where its gender or case would matter. Patterns run on masked text, without
    regard to case; one that is not set fits nothing.
    """

    name: str  # in English, for messages; empty for a language we do not speak
    codes: tuple[str, ...] = ()  # as front matter may name it, in small letters
    stop_words: frozenset[str] = frozenset()
    stemmer: str = "english"  # of Snowball
    spaced: bool = True  # whether spaces stand between its words
    quotes: tuple[str, str] = ("“", "”")
    pairs: tuple[tuple[str, str], ...] = (ROUND, ("“", "”"))  # what opens (any of these) and what closes it
    wide_signs: bool = False  # whether a space stands before `:`, `;`, `!` and `?`

    about: str = "{T} — {Q}"
    led: str = "{T} — {L}: {Q}"
    means: str = "{X}"
    things: str = "{Q} ({N})"
    again: str = "{Q} ({N})"
    arrow: str = "{X} → ?"
    complete: str = "{B} …"
    breaks: str = NEVER  # behind which a sentence may be broken off, where no spaces stand between words
    whole: str = ""  # the steps of a list in order
    step: str = ""  # the step behind another
    which: str = ""  # the things that a lead has counted
    name_them: str = ""  # the things that a lead has not
    level: str = ""
    counted: str = "{N} "  # how a number stands before the noun in the questions of `labels`

    lessons: tuple[tuple[str, str, str], ...] = ()  # label, question, question with {H}
    lesson_heading: str = NEVER
    labels: Mapping[str, str] = field(default_factory=dict)  # label in small letters to its question, with {S}; {N} where it is of several
    reasons: tuple[tuple[str, str], ...] = ()  # pattern with `effect` and `cause`, question with {X} quoted or {E} bare
    levels: Mapping[str, str] = field(default_factory=dict)  # the noun of a level to its name in a question, with {N}
    level_label: str = NEVER  # with `noun` and `number`
    asks: str = NEVER  # how a question opens that is not answered by yes or no
    sequence_lead: str = NEVER
    count: str = NEVER  # with `number`
    count_words: Mapping[str, int] = field(default_factory=dict)
    open_list: str = NEVER  # a lead whose list is not meant to be complete
    defines: str = ""  # how a definition opens
    states: str = NEVER  # what makes words behind a colon a statement about the term
    not_a_term: str = NEVER
    points: str = NEVER  # how a line opens that points at another
    open_end: str = r"(?:…|\.\.\.)\W*$"
    abbreviations: str = NEVER

    question_labels: str = NEVER  # words, before a colon
    answer_labels: str = NEVER
    question_letters: str = NEVER  # letters, where a question mark follows
    generic_headings: frozenset[str] = frozenset()
    empty_heading: str = NEVER
    todo: str = r"\W*(?:TODO|WIP|FIXME|TBD|XXX)\b"
    aside: str = NEVER
    opinion_label: str = NEVER
    first_person: str = NEVER
    hedge: str = NEVER
    claim: str = NEVER
    reference: str = NEVER
    example: str = NEVER

    def quoted(self, name: str) -> str:
        """In the quotation marks of the language, unless it brings its own or is code."""
        if name[:1] in f'"`“„«»「『{self.quotes[0]}':
            return name
        return f"{self.quotes[0]}{name}{self.quotes[1]}"

    def spelled(self, text: str) -> str:
        """Text with a no-break space before `:`, `;`, `!` and `?`, where the language has it so."""
        return cased(r"(?<=[\w)»\"’'])[ \u00a0\u202f]?([:;!?])(?=\s|$)").sub("\u00a0\\1", text) if self.wide_signs else text
