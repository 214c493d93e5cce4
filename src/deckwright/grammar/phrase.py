"""Small questions about a piece of English text: where its sentences end, whether it has a verb, how it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import snowballstemmer

from ..inline import mask
from ..language import english as words
from ..language import verbs
from ..language.spoken import CJK, Language
from ..needed import searched
from ..patterns import anycase, cased, later

_END = later(r"([.!?])(?=[\"”’)\]]*(\s+)[\"“‘(\[`A-Z0-9À-ÖØ-Þ¿¡«„])[\"”’)\]]*\s+")
_WIDE_END = later(_END.pattern + r"|([。！？])(?![。！？…])[」』”’）】]*(?=[^\s、，；：。！？])\s*")
_WORD = later(r"[\w][\w'’+#/.-]*[\w+#]|\w")
_WIDE = later("[。！？]")
_CJK_RUN = later(f"[{CJK}]+")
_JOINED = later(r"[/_-]")
_CJK_WORD = 2  # characters that count as a word (most words of Chinese have one or two)
RECENT = 256  # lines whose parts are remembered: every shape asks for the same ones of a bullet
_QUOTED = later(r"[“\"]([^“”\"]{2,80}?)[”\"]")
_OPENERS, _CLOSERS = "([“", ")]”"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of a line: `said` for people, `masked` (same length) for patterns."""

    said: str
    masked: str

    def cut(self, start: int, end: int | None = None) -> str:
        """A piece of what is said, without the spaces and marks at its ends."""
        return trimmed(self.said[start:end])


def sentences(said: str, abbreviations: str = words.ABBREVIATIONS) -> tuple[Sentence, ...]:
    """The sentences of one line; abbreviations and brackets do not end one."""
    return _parts(said, abbreviations)  # remembered alike, whether the abbreviations are named or not


@lru_cache(maxsize=RECENT)
def _parts(said: str, abbreviations: str) -> tuple[Sentence, ...]:
    return tuple(_sentences(said, abbreviations))


def _sentences(said: str, abbreviations: str) -> Iterator[Sentence]:
    masked = mask(said)
    start = depth = 0
    scanned = 0
    for match in (_END if said.isascii() or not _WIDE.search(said) else _WIDE_END).finditer(masked):
        depth += sum(c in _OPENERS for c in masked[scanned : match.end()]) - sum(c in _CLOSERS for c in masked[scanned : match.end()])
        scanned = match.end()
        before = masked[start : match.start()]
        if depth > 0 or (match.group(1) == "." and anycase(r"(?:^|[\s(])" + abbreviations).search(before)):
            continue
        yield Sentence(said[start : match.end()].strip(), masked[start : match.end()].strip())
        start = match.end()
        depth = 0
    if said[start:].strip():
        yield Sentence(said[start:].strip(), masked[start:].strip())


def trimmed(piece: str) -> str:
    """Without outer spaces, a closing full stop, or a dangling dash or comma."""
    piece = piece.strip().strip(",;–—，；、").strip()
    if not piece.endswith((".", "!", "。", "！")) or (piece.endswith("!") and "¡" in piece):
        return piece
    return cased(r"(?<=[\w)\]\"”`'’%“»」』）])[.!。！]$").sub("", piece).strip()


LONG = 20  # words; a longer answer is cut to its first sentence (reference: cards.md L1s)


def first_sentence(said: str) -> str:
    """Its first sentence, trimmed; empty where it has none."""
    return next((trimmed(sentence.said) for sentence in sentences(said)), "")


def first_answer(said: str) -> str:
    """The whole of it, or its first sentence where the whole is long."""
    if word_count(said) <= LONG:
        return trimmed(said)
    return first_sentence(said)


def listed(answer: str) -> tuple[str, ...]:
    """The parts of `a, b and c`, where there are 2 to 5 short ones; an open-ended list has none."""
    if searched(words.OPEN_END, answer):
        return ()
    depth, parts, current = 0, [], ""
    for piece in cased(r"(,\s+(?:and\s+|or\s+)?|\(|\))").split(trimmed(answer)):
        depth += piece.count("(") - piece.count(")")
        if cased(r",\s+(?:and\s+|or\s+)?").fullmatch(piece) and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += piece
    parts.append(current.strip())
    if len(parts) == 2 and (last := cased(r"^(.+?) and (.+)$").match(parts[1])):
        parts[1:] = [last.group(1), last.group(2)]
    if any(starts_deictic(part) or is_statement(part) for part in parts[1:]):
        return ()
    if len(parts) > 1 and anycase(r"\w.* to \w+$").match(parts[0]) and opening(parts[1]) in verbs.IMPERATIVES:
        return ()  # `experts to develop, maintain and operate them` is one thing
    short = all(0 < word_count(cased(r"\([^()]*\)").sub("", part)) <= 6 for part in parts)
    return tuple(parts) if 2 <= len(parts) <= 5 and short else ()


def whole_or_clause(piece: str) -> str:
    """The whole of it, or where that is long its first clause: a cut may lose what matters."""
    return trimmed(piece) if word_count(piece) <= LONG else first_clause(piece)


def first_clause(piece: str) -> str:
    """Up to the first semicolon, or the first comma where a new statement begins behind it; otherwise the whole.

    `compressing data, irreducibility implies a limit` says two things; the first is the answer.
    """
    piece = trimmed(piece.split("; ", maxsplit=1)[0]) if "; " in mask(piece) and "(" not in piece.split("; ", maxsplit=1)[0] else piece
    masked = mask(piece)
    bare = cased(r"\([^()]*\)|“[^”]{0,1000}”|\"[^\"]*\"").sub(lambda m: "x" * len(m.group()), masked)
    comma = cased(r",\s+(?:and\s+|but\s+)?").search(bare)
    if comma is None or word_count(bare[: comma.start()]) < 2:
        return piece
    subordinate = anycase(r"\b(?:if|when|while|where|although|because|since|as|once|unless)\b").search(bare[: comma.start()])
    return piece if subordinate or not is_statement(bare[comma.end() :]) else piece[: comma.start()].strip()


_SUBORDINATE = r"(?:which|who|that|where|e\.g|i\.e|if|when|because|as|since|so|like|esp|such|including|or|not|to|for|by|with|in)\b"


def is_statement(masked: str, *, strict: bool = True) -> bool:
    """Whether it begins with a short subject and then a verb that needs one.

    Where `strict`, a participle or gerund before that verb makes it no statement.
    """
    if anycase(_SUBORDINATE).match(masked):
        return False
    for word in tokens(cased(r"\([^()]*\)").sub(" ", masked) if "(" in masked else masked)[:9]:
        small = word.casefold()
        if small in words.AUXILIARIES or (small in verbs.VERBS and small.endswith("s")):
            return True
        if (strict and small.endswith(("ed", "ing"))) or small in ("to", "which", "that", "who", "whose", "where"):
            return False
    return False


def states(masked: str) -> bool:
    """Whether a piece is a full statement of its own, not the name or description of a thing."""
    opens = tokens(masked)[:1]
    if anycase(r"an?\b").match(masked) or (opens and opens[0] in verbs.VERBS):  # `burns coal` lacks its subject
        return False
    return anycase(words.NO_DESCRIPTION).match(masked) is not None or is_statement(masked, strict=False)


@lru_cache(maxsize=4 * RECENT)
def tokens(piece: str) -> tuple[str, ...]:
    """Its words, punctuation left out; where no spaces are written between them, two characters are taken for one."""
    found = _WORD.findall(piece)
    if piece.isascii() or not _CJK_RUN.search(piece):
        return tuple(found)
    return tuple(part for word in found for part in _parted(word))


def _parted(word: str) -> Iterator[str]:
    for piece in cased(f"([{CJK}]+)").split(word):
        step = _CJK_WORD if _CJK_RUN.match(piece) else len(piece) or 1
        yield from (piece[k : k + step] for k in range(0, len(piece), step))


def opening(piece: str) -> str:
    """The word it begins with, in small letters; empty where it has none."""
    return next(iter(tokens(piece)), "").casefold()


def word_count(piece: str) -> int:
    """How many words it has."""
    return len(tokens(piece))


def has_finite_verb(masked: str) -> bool:
    """Whether a word of it is an auxiliary or a verb form that is seldom a noun.

    A word list, not a parser: it errs towards no for verbs that are also nouns.
    """
    bare = cased(r"\([^()]*\)").sub(" ", masked) if "(" in masked else masked
    return any(w.casefold() in words.AUXILIARIES or w.casefold() in verbs.VERBS for w in tokens(bare))


def may_state(masked: str) -> bool:
    """Whether a verb is in it, or past its first word one that could also be a noun."""
    return has_finite_verb(masked) or any(w.casefold() in verbs.NOUNS_TOO for w in tokens(masked)[1:])


def has_inflected_verb(masked: str) -> bool:
    """The same, but not counting bare forms, which stand in names too: `write amplification`."""
    return any(w in words.AUXILIARIES or (w in verbs.VERBS and w.endswith(("s", "ed"))) for w in map(str.casefold, tokens(masked)))


def quoted(masked: str) -> list[re.Match[str]]:
    """The quoted spans of masked text."""
    return list(_QUOTED.finditer(masked))


def starts_deictic(piece: str) -> bool:
    """Whether it opens by pointing at something said elsewhere (lint L4)."""
    return anycase(words.DEICTIC).match(piece.lstrip(' "“(*_')) is not None


@cache
def _stemmer(language: str) -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer(language)


@cache
def stem(word: str, language: str = "english") -> str:
    """The Snowball stem (Porter2 for English), for comparing words across their endings."""
    return str(_stemmer(language).stemWord(word.casefold().replace("’", "'")))


def content_stems(piece: str, language: Language | None = None) -> frozenset[str]:
    """Stems of the words that carry meaning, in English unless said otherwise; of a run of Chinese characters, its pairs."""
    if language is None or language.stop_words is words.STOP_WORDS:
        return _content_stems(piece, words.STOP_WORDS, "english")
    return _content_stems(piece, language.stop_words, language.stemmer)


@lru_cache(maxsize=4 * RECENT)
def _content_stems(piece: str, stops: frozenset[str], stemmer: str) -> frozenset[str]:
    parts = (part for word in tokens(piece) for part in (_JOINED.split(word) if _JOINED.search(word) else (word,)))
    found = frozenset(stem(part, stemmer) for part in parts if part and part.casefold() not in stops)
    if piece.isascii() or not _CJK_RUN.search(piece):
        return found
    runs = _CJK_RUN.findall(piece)
    apart = {run[k : k + 2] for run in runs for k in range(max(1, len(run) - 1))}
    return frozenset(s for s in found if not _CJK_RUN.search(s)) | frozenset(pair for pair in apart if pair not in stops)


def lowered(piece: str, vocabulary: frozenset[str]) -> str:
    """With a small first letter, where the note itself writes that word small elsewhere."""
    first = cased(r"[A-Z][a-z’']*(?![\w-])").match(piece)
    titled = first is not None and cased(r" [A-Z][a-z]").match(piece[first.end() :]) is not None  # `Batch Normalization` is a name
    small = first.group().casefold() if first and first.group() != "I" and not titled else ""
    if small and (
        small.endswith(words.COMMON_SUFFIXES) or small in words.STOP_WORDS or small in words.SMALL_OPENERS or small in vocabulary
    ):
        return piece[0].lower() + piece[1:]
    return piece


def capital(piece: str) -> str:
    """With a capital first letter, unless it opens with code or a mark."""
    return piece[:1].upper() + piece[1:]


def base_form(verb: str) -> str:
    """`requires` -> `require`, `results in` -> `result in`: the verb as it stands behind does."""
    head, _, tail = verb.partition(" ")
    if head.endswith("ies"):
        head = head[:-3] + "y"
    elif cased(r"(?:ss|sh|ch|x|zz|o)es$").search(head):
        head = head[:-2]
    elif head == "halves":
        head = "halve"
    elif head.endswith("s") and not head.endswith("ss"):
        head = head[:-1]
    elif head == "caused":
        head = "cause"
    return f"{head} {tail}".strip()


def in_quotes(name: str) -> str:
    """In quotation marks, unless it brings its own or is code."""
    return name if name[:1] in '“"`' else f"“{name}”"
