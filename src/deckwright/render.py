"""A card to the HTML of its Anki fields: everything is escaped but the few marks we make ourselves."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from . import inline
from .card import Card
from .parse import inline_tokens

if TYPE_CHECKING:
    from markdown_it.token import Token

_PIECE = re.compile(
    r"(?P<fence>`+)(?!`)(?P<code>.+?)(?<!`)(?P=fence)(?!`)|(?P<math>\\\(.+?\\\)|\\\[.+?\\\])|(?P<blank>\[…\]|\[how (?:much|many|long)\?\])"
)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_COMMAND = re.compile(r"\[(?=(?:sound|anki):|/?latex\]|/?\${1,2}\])")  # what Anki would play or typeset
_SAFE_SCHEMES = ("http", "https", "mailto", "obsidian")
_TAGS = {
    "em_open": "<i>", "em_close": "</i>", "strong_open": "<b>", "strong_close": "</b>", "s_open": "<s>", "s_close": "</s>",
    "mark_open": "<mark>", "mark_close": "</mark>",
    "softbreak": " ", "hardbreak": "<br>",
}  # fmt: skip
_PLAIN_TAG = re.compile(r"</?(?:b|i|u|s|em|strong|sub|sup|kbd|mark|small|del|ins|code)>|<br\s*/?>", re.IGNORECASE)


def fields(card: Card) -> dict[str, str]:
    """The card's Anki fields by name. Deterministic: no place in a file, no time of building."""
    sides = {
        "Question": said(card.question),
        "Answer": answer(card),
        "Extra": extra(card),
        "Context": _context(card),
        "Source": source(card),
    }
    return {name: _clean(html) for name, html in sides.items()}


def two_sides(sides: Mapping[str, str]) -> tuple[str, str]:
    """A card's fields as the front and back of a note type that has no more."""
    front = [f"<small>{sides['Context']}</small><br>" if sides.get("Context") else "", sides["Question"]]
    below = [f"<hr>{sides['Extra']}" if sides.get("Extra") else "", f"<br><small>{sides['Source']}</small>" if sides.get("Source") else ""]
    return "".join(front), "".join([sides["Answer"], *below])


def plain_fields(card: Card) -> dict[str, str]:
    """The same sides as plain text, for terminals and programs."""
    above = f"On: “{card.parent}”" if card.parent else ""
    return {
        "Question": card.question,
        "Answer": plain_answer(card),
        "Extra": plain_extra(card),
        "Context": "\n".join(filter(None, (card.context, above))),
    }


def said(text: str) -> str:
    """Plain text with code and math marks, and blanks, as HTML."""
    html: list[str] = []
    end = 0
    for match in _PIECE.finditer(text):
        html.append(escape(text[end : match.start()], quote=False))
        if match["code"] is not None:
            html.append(f"<code>{escape(match['code'], quote=False)}</code>")
        elif match["math"] is not None:
            html.append(escape(match["math"], quote=False))
        else:
            html.append(f'<span class="blank">{match["blank"]}</span>')
        end = match.end()
    return "".join(html) + escape(text[end:], quote=False)


def answer(card: Card) -> str:
    """One line, or a list in the author's order."""
    return items(card.answer, ordered=card.ordered)


def items(answers: Sequence[str], *, ordered: bool = False) -> str:
    """An answer's items: one as a line, several as a list."""
    if len(answers) <= 1:
        return said("".join(answers))
    tag = "ol" if ordered else "ul"
    return f"<{tag}>{''.join(f'<li>{said(item)}</li>' for item in answers)}</{tag}>"


def extra(card: Card) -> str:
    """The source line as the author wrote it, and the bullets that explain it."""
    first, *below = card.extra or ("",)
    shown = [markdown(first)] if first.strip() else []
    if below:
        shown.append(f"<ul>{''.join(f'<li>{markdown(line)}</li>' for line in below)}</ul>")
    return "".join(shown)


def source(card: Card) -> str:
    """The article, linked where it has an address, and its date."""
    place = card.place
    name = escape(place.article)
    linked = f'<a href="{escape(place.url)}">{name}</a>' if place.url and is_safe(place.url) else name
    return f"{linked} · {escape(place.date)}" if place.date else linked


def _context(card: Card) -> str:
    path = f'<span class="path">{said(card.context)}</span>' if card.context else ""
    return path + (f'<span class="above">{said(card.parent)}</span>' if card.parent else "")


def is_safe(address: str) -> bool:
    """Whether a link may stand on a card: no scripts, no data."""
    try:
        return urlsplit(address.strip()).scheme.lower() in _SAFE_SCHEMES
    except ValueError:
        return False


def markdown(line: str) -> str:
    """One line of the author's Markdown as HTML."""
    return "".join(_html(token) for token in _balanced(inline_tokens(line, {})))


def _balanced(tokens: Sequence[Token]) -> list[Token]:
    """Without links that may not stand on a card; their text stays."""
    kept: list[Token] = []
    dropped: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            dropped.append(not is_safe(str(token.attrs.get("href", ""))))
            if dropped[-1]:
                continue
        elif token.type == "link_close" and dropped.pop():
            continue
        kept.append(token)
    return kept


def _html(token: Token) -> str:
    match token.type:
        case "link_open":
            return f'<a href="{escape(str(token.attrs["href"]))}">'
        case "link_close":
            return "</a>"
        case "code_inline":
            return f"<code>{escape(token.content, quote=False)}</code>"
        case "math_inline":
            return f"\\({escape(token.content, quote=False)}\\)"
        case "math_inline_double":
            return f"\\[{escape(token.content, quote=False)}\\]"
        case "image":
            return f"<i>{escape(token.content, quote=False)}</i>" if token.content else ""
        case "html_inline":
            return _html_tag(token.content)
    return _TAGS.get(token.type) or escape(token.content, quote=False)


def _html_tag(tag: str) -> str:
    if tag.startswith("<!--"):
        return ""
    return tag if _PLAIN_TAG.fullmatch(tag) else escape(tag, quote=False)


def _clean(html: str) -> str:
    """NFC, as Anki stores it, and without the control characters that would break an import."""
    return unicodedata.normalize("NFC", _COMMAND.sub("&#91;", _CONTROL.sub("", html))).strip()


def plain_answer(card: Card) -> str:
    """The answer as plain text: one line, or a line an item."""
    if len(card.answer) == 1:
        return card.answer[0]
    return "\n".join(f"{n}. {item}" if card.ordered else f"- {item}" for n, item in enumerate(card.answer, 1))


def plain_extra(card: Card) -> str:
    """The extra as plain text."""
    lines = [inline.text(line, inline_tokens(line, {})).plain for line in card.extra]
    return "\n".join([lines[0], *(f"- {line}" for line in lines[1:])]) if lines else ""
