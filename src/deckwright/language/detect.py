"""The words of a note file, and what its front matter says, to the language it is written in.

By the shares of stop words for the languages with spaces, by script for Chinese and Japanese; counts
alone, so that the same file is always in the same language. Words that front matter states win.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import repeat

from ..patterns import later
from .chinese import CHINESE, CHINESE_LONG, LONG_ONLY, SHORT_ONLY
from .english import ENGLISH_SHARE
from .japanese import JAPANESE
from .languages import ALL, CODES_NOT_SPOKEN, ENGLISH, SPACED, STOP_WORDS_NOT_SPOKEN, UNKNOWN
from .spoken import Language

TOO_SHORT_TO_TELL = 50  # words
_HITS = 3  # stop words of its own that show a short text or a line to be in a language
_CJK_WEIGHT = 3  # Latin letters that say as much as one Chinese or Japanese character
_KANA = 0.1  # of the characters; Japanese without kana is a heading at most

_HAN = later(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0002ffff]")
_KANA_LETTER = later(r"[\u3041-\u30fa\u30fc-\u30ff\uff66-\uff9d]")


@dataclass(frozen=True, slots=True)
class Found:
    """The language of a file, and whether lines of another may stand in it."""

    language: Language
    mixed: bool = False


def declared(written: str) -> Language | None:
    """The language that front matter names (`de`, `de-AT`, `Deutsch`); None for a word that names none, such as `python`."""
    code = written.strip().casefold().replace("_", "-")
    for name in (code, "-".join(code.split("-")[:2]), code.split("-")[0]):
        if (language := _codes().get(name)) is not None:
            return language
    return UNKNOWN if code.split("-")[0] in CODES_NOT_SPOKEN else None


@cache
def _codes() -> dict[str, Language]:
    return {code: language for language in ALL for code in language.codes}


def language_of(words: Iterable[str], stated: str = "") -> Found:
    """The language of a file with these words (as written, in any order), `stated` being what its front matter says."""
    counts: Counter[str] = Counter()
    for word, n in Counter(words).items():
        counts[word.casefold()] += n
    named = declared(stated) if stated else None
    if named is not None:
        return Found(named, mixed=True)
    scripted = _by_script(counts)
    if scripted is not None:
        return Found(scripted, mixed=True)
    total = counts.total()
    hits = {language.name: _of(language.stop_words, counts) for language in SPACED}
    english = hits.pop(ENGLISH.name)
    best = max((language for language in SPACED if language is not ENGLISH), key=lambda language: hits[language.name])
    most = hits[best.name]
    elsewhere = max(_of(language, counts) for language in _not_spoken())
    foreign = _of(_only_foreign(), counts)
    mixed = foreign >= _HITS
    if max(most, elsewhere) >= _HITS and max(most, elsewhere) > (2 * english if total < TOO_SHORT_TO_TELL else english):
        spoken = most > elsewhere and most >= ENGLISH_SHARE * total
        return Found(best if spoken else UNKNOWN, mixed=True)
    return Found(ENGLISH if total < TOO_SHORT_TO_TELL or english >= ENGLISH_SHARE * total else UNKNOWN, mixed)


def _of(words: Iterable[str], counts: Mapping[str, int]) -> int:
    """How often any of these words stands there."""
    return sum(map(counts.get, words, repeat(0)))


def _by_script(counts: Counter[str]) -> Language | None:
    """Chinese or Japanese, where its characters say more than the Latin letters around them."""
    beyond = {word: n for word, n in counts.items() if not word.isascii()}
    kana = sum(n * len(_KANA_LETTER.findall(word)) for word, n in beyond.items())
    han = sum(n * len(_HAN.findall(word)) for word, n in beyond.items())
    if han + kana == 0 or _CJK_WEIGHT * (han + kana) < sum(n * len(word) for word, n in counts.items()) - han - kana:
        return None
    if kana >= _KANA * (han + kana):
        return JAPANESE
    long, short = (sum(n * sum(c in signs for c in word) for word, n in beyond.items()) for signs in (LONG_ONLY, SHORT_ONLY))
    return CHINESE_LONG if long > short else CHINESE


def is_in(language: Language, said: str, words: Iterable[str]) -> bool:
    """Whether a line may be in the language of its file: whether nothing says plainly that it is in another."""
    if not language.spaced:
        return _HAN.search(said) is not None or _KANA_LETTER.search(said) is not None
    small = {word.casefold() for word in words}
    own = small & language.stop_words
    others = (small & other.stop_words - language.stop_words for other in SPACED if other is not language)
    return all(len(other) < _HITS or len(other) <= len(own) for other in others)


@cache
def _not_spoken() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(words.split()) for words in STOP_WORDS_NOT_SPOKEN)


@cache
def _only_foreign() -> frozenset[str]:
    return frozenset().union(*(language.stop_words for language in SPACED)) - ENGLISH.stop_words
