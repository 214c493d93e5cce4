"""A line's inline tokens to Text: what its reader sees, what a card may say, and that masked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from . import media
from .bullet import HIGHEST, Cloze, Text
from .language.languages import ANSWER_LABEL, QUESTION_LABEL
from .patterns import later

if TYPE_CHECKING:
    from markdown_it.token import Token

URL = later(r"<?\b(?:https?://|www\.)[^\s<>)\]\U00100000-\U0010ffff]+>?")
_CODE_OR_MATH = later(
    rf"(?<!`)(`++)(.{{1,500}}?)(?<!`)\1(?!`)|\\\(((?:(?!\\\().)+?)\\\)|\\\[((?:(?!\\\[).)+?)\\\]|{media.SAID.pattern}"
)  # and pictures
_REFERENCE = later(
    r"\s*(?:\((?:see|cf\.?|via|ref|source|h/t|siehe|vgl\.?|véase|voir)\b[^()]*\)|（(?:参见|參見|参考|參考|参照)[^（）]*）)", re.IGNORECASE
)
_EMOJI_NAME = later(r"(?<![\w:]):[a-z][a-z0-9_+-]{2,}:(?![\w:])")
_ICONS = later(r"^[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\s]+")
_TRADEMARK = later(r"\s*\((?:TM|R|C)\)")
_EMPTY = later(r"\(\s*+[,;]*+\s*+\)|\[\s*+\]")
_LOOSE = later(r"\s+([,.;!?)]|:(?!:))")  # ` :: ` is an author's mark
_FORMATTING_TAG = later(r"</?(?:b|i|u|s|em|strong|sub|sup|kbd|mark|small|span|del|ins|code|a)\b[^>]*>", re.IGNORECASE)
_BREAK_TAG = later(r"<br\s*/?>", re.IGNORECASE)
_SIDE = later(rf"[*_]*(?:{QUESTION_LABEL}|{ANSWER_LABEL})\d{{0,3}}\s?[:.：]")  # as in grammar/markup.py
_FILLER = "x"
_KEPT = 0xF0000  # private characters stand in for code and math while the rest is cleaned
_PRIVATE = later("[\U000f0000-\U000ffffd]")
# Private characters stand in for the marks meanwhile; a cloze that opens is the one at its number behind the first.
_MARKS = {"mark_open": "\U0010fffc", "mark_close": "\U0010fffd", "cloze_hint": "\U0010fffa", "cloze_close": "\U0010fffb"}
_FIRST = 0x100000
_MARK = later("([\U00100000-\U0010ffff])")
_UNMARKED = dict.fromkeys([*range(_FIRST, _FIRST + HIGHEST + 1), *map(ord, _MARKS.values())])
_NOTHING_MARKED = later("\\s*\U0010fffc\\s*\U0010fffd")
_HINT = later("\U0010fffa[^\U0010fffb]*")
_INDENTED = later("(^|\\s)([\U00100000-\U0010f000])\\s+")
_TRAILING = later("\\s+([\U0010fffa\U0010fffb])")


# Letters, digits, what stands inside words, and single spaces with at most one sign before each.
_BARE = later(r"""[A-Za-z0-9](?:[A-Za-z0-9'"/%+-]|[,;:.!?]? (?=[A-Za-z0-9"'])|\.(?=[A-Za-z0-9]))*[,;:.!?]?""")


def is_bare(source: str) -> bool:
    """Whether a line is the same to everybody: no markup in it, and nothing that a card would not say. True for most prose."""
    return _BARE.fullmatch(source) is not None and "www." not in source


def bare(source: str) -> Text:
    """The Text of a line that is bare: what `text` makes of its tokens, sooner."""
    return Text(source, source, source, source, outside_links=source)


def text(source: str, tokens: Sequence[Token]) -> Text:
    """`tokens` are the inline tokens of `source`, one line of Markdown."""
    plain: list[str] = []
    outside: list[str] = []
    bold: list[str] = []
    links: list[tuple[str, str]] = []
    bold_from = link_from = -1
    address = ""
    hinted = False
    for token in tokens:
        if token.type in _MARKS:
            plain.append(_MARKS[token.type])
            hinted = token.type == "cloze_hint" or (hinted and token.type != "cloze_close")
        elif token.type == "cloze_open":
            plain.append(chr(_FIRST + token.meta["number"]))
        elif token.type == "strong_open":
            bold_from = len(plain)
        elif token.type == "strong_close":
            bold.append(_seen_whole(plain[bold_from:]))
        elif token.type == "link_open":
            link_from, address = len(plain), str(token.attrs.get("href", ""))
        elif token.type == "link_close":
            links.append((_seen_whole(plain[link_from:]), address))
            link_from = -1
        else:
            seen = (_picture(token, source) if token.type == "image" else _seen(token)).translate(_UNMARKED)
            plain.append(seen)
            if link_from < 0 and not hinted:
                outside.append(seen)
    whole = _TRAILING.sub(r"\1", _INDENTED.sub(r"\1\2", _squeeze("".join(plain))))
    said, highlights, clozes = _unmarked(say(whole))
    return Text(
        source, _squeeze(_seen_whole(whole)), said, mask(said), tuple(filter(None, bold)), tuple(links),
        _squeeze(URL.sub("", "".join(outside))), highlights=highlights, tagged=any(token.type == "card_tag" for token in tokens),
        clozes=clozes, broken_cloze=len(clozes) < sum(token.type in ("cloze_open", "cloze_broken") for token in tokens),
        pictures=tuple((str(token.attrs.get("src", "")), token.content) for token in tokens if token.type == "image"),
    )  # fmt: skip


def _seen_whole(pieces: Iterable[str]) -> str:
    return _HINT.sub("", "".join(pieces)).translate(_UNMARKED).strip()


def _unmarked(said: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[Cloze, ...]]:
    """Text without the stand-ins for marks, and the highlights and clozes that they mark in it."""
    bare = hint = ""
    highlights: list[tuple[int, int]] = []
    clozes: list[Cloze] = []
    opened: list[Cloze] = []
    start = 0
    hinted = False
    for piece in _MARK.split(_NOTHING_MARKED.sub("", said)):
        if piece == _MARKS["cloze_close"] and opened:
            clozes.append(replace(opened.pop(), end=len(bare), hint=hint.strip()))
            hint, hinted = "", False
        elif hinted:
            hint += piece.translate(_UNMARKED)
        elif piece == _MARKS["cloze_hint"]:
            hinted = bool(opened)
        elif piece == _MARKS["mark_open"]:
            start = len(bare)
        elif piece == _MARKS["mark_close"]:
            highlights.append((start, len(bare)))
        elif _MARK.match(piece):
            opened.append(Cloze(ord(piece) - _FIRST, len(bare), len(bare)))
        else:
            bare += piece
    kept = (cloze for cloze in reversed(clozes) if bare[cloze.start : cloze.end].strip())  # of two as long, the outer first
    return bare, tuple(highlights), tuple(sorted(kept, key=lambda cloze: (cloze.start, -cloze.end)))


def say(plain: str) -> str:
    """`plain` without what no card should read out: URLs, `(see …)`, emoji names."""
    kept: list[str] = []

    def keep(match: re.Match[str]) -> str:
        kept.append(match.group())
        return chr(_KEPT + len(kept) - 1)

    spoken = _CODE_OR_MATH.sub(keep, _PRIVATE.sub("", plain))
    for pattern in (URL, _REFERENCE, _EMOJI_NAME, _TRADEMARK, _EMPTY):
        spoken = pattern.sub("", spoken)
    spoken = _LOOSE.sub(r"\1", _squeeze(_ICONS.sub("", spoken)))
    return _PRIVATE.sub(lambda m: kept[ord(m.group()) - _KEPT], spoken)


def mask(said: str) -> str:
    """`said` with the inside of code and math blanked to the same length."""
    if "`" not in said and "\\" not in said and "![" not in said:
        return said

    def blank(match: re.Match[str]) -> str:
        whole = match.group()
        edge = len(match.group(1) or "\\(")
        return whole[:edge] + _FILLER * (len(whole) - 2 * edge) + whole[-edge:]

    return _CODE_OR_MATH.sub(blank, said)


def _seen(token: Token) -> str:
    """What a reader sees of one token."""
    match token.type:
        case "code_inline":
            fence = "``" if "`" in token.content else "`"
            return f"{fence}{token.content}{fence}"
        case "math_inline":
            return f"\\({token.content}\\)"
        case "math_inline_double":
            return f"\\[{token.content}\\]"
        case "softbreak" | "hardbreak":
            return " "
        case "html_inline":
            return _seen_html(token.content)
    return token.content


def _picture(token: Token, source: str) -> str:
    """A picture is for its reader to see, not part of what a line says, unless it is the author's own question or answer."""
    return media.said(str(token.attrs.get("src", "")), token.content) if _SIDE.match(source) else ""


def _seen_html(tag: str) -> str:
    if tag.startswith("<!--") or _FORMATTING_TAG.fullmatch(tag):
        return ""
    return " " if _BREAK_TAG.fullmatch(tag) else tag


def _squeeze(text: str) -> str:
    return " ".join(text.split())
