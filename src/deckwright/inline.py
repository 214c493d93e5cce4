"""A line's inline tokens to Text: what its reader sees, what a card may say, and that masked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .bullet import Text

if TYPE_CHECKING:
    from markdown_it.token import Token

URL = re.compile(r"<?\b(?:https?://|www\.)[^\s<>)\]\U0010fffc\U0010fffd]+>?")
_CODE_OR_MATH = re.compile(r"(`+)(?!`)(.{1,500}?)(?<!`)\1(?!`)|\\\(((?:(?!\\\().)+?)\\\)|\\\[((?:(?!\\\[).)+?)\\\]")
_REFERENCE = re.compile(r"\s*\((?:see|cf\.?|via|ref|source|h/t)\b[^()]*\)", re.IGNORECASE)
_EMOJI_NAME = re.compile(r"(?<![\w:]):[a-z][a-z0-9_+-]{2,}:(?![\w:])")
_ICONS = re.compile(r"^[\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff\s]+")
_TRADEMARK = re.compile(r"\s*\((?:TM|R|C)\)")
_EMPTY = re.compile(r"\(\s*[,;]*\s*\)|\[\s*\]")
_LOOSE = re.compile(r"\s+([,.;!?)]|:(?!:))")  # ` :: ` is an author's mark
_FORMATTING_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|sub|sup|kbd|mark|small|span|del|ins|code|a)\b[^>]*>", re.IGNORECASE)
_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_FILLER = "x"
_KEPT = 0xF0000  # private characters stand in for code and math while the rest is cleaned
_PRIVATE = re.compile("[\U000f0000-\U000ffffd]")
_MARKS = {"mark_open": "\U0010fffc", "mark_close": "\U0010fffd"}  # stand in for the ends of a highlight meanwhile
_UNMARKED = dict.fromkeys(map(ord, _MARKS.values()))
_NOTHING_MARKED = re.compile("\\s*\U0010fffc\\s*\U0010fffd")


def text(source: str, tokens: Sequence[Token]) -> Text:
    """`tokens` are the inline tokens of `source`, one line of Markdown."""
    plain: list[str] = []
    outside: list[str] = []
    bold: list[str] = []
    links: list[tuple[str, str]] = []
    bold_from = link_from = -1
    address = ""
    for token in tokens:
        if token.type in _MARKS:
            plain.append(_MARKS[token.type])
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
            seen = _seen(token).translate(_UNMARKED)
            plain.append(seen)
            if link_from < 0:
                outside.append(seen)
    whole = _squeeze("".join(plain))
    said, highlights = _highlighted(say(whole))
    return Text(
        source, _squeeze(whole.translate(_UNMARKED)), said, mask(said), tuple(filter(None, bold)), tuple(links),
        _squeeze(URL.sub("", "".join(outside))), highlights=highlights, tagged=any(token.type == "card_tag" for token in tokens),
    )  # fmt: skip


def _seen_whole(pieces: Sequence[str]) -> str:
    return "".join(pieces).translate(_UNMARKED).strip()


def _highlighted(said: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Text without the stand-ins for highlights, and where these begin and end in it."""
    opening, closing = _MARKS.values()
    bare = ""
    spans: list[tuple[int, int]] = []
    start = 0
    for piece in re.split(f"([{opening}{closing}])", _NOTHING_MARKED.sub("", said)):
        if piece == opening:
            start = len(bare)
        elif piece == closing:
            spans.append((start, len(bare)))
        else:
            bare += piece
    return bare, tuple(spans)


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
        case "image":
            return ""
        case "html_inline":
            return _seen_html(token.content)
    return token.content


def _seen_html(tag: str) -> str:
    if tag.startswith("<!--") or _FORMATTING_TAG.fullmatch(tag):
        return ""
    return " " if _BREAK_TAG.fullmatch(tag) else tag


def _squeeze(text: str) -> str:
    return " ".join(text.split())
