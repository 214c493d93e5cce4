"""A card to the HTML of its Anki fields: everything is escaped but the marks we make ourselves, and plain tags of its author's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING

from . import highlight, inline, media, safe, tags
from .bullet import Text
from .card import Card
from .parse import inline_tokens, parser
from .patterns import later

if TYPE_CHECKING:
    from markdown_it.token import Token

_PIECE = later(
    r"(?<!`)(?P<fence>`++)(?P<code>.+?)(?<!`)(?P=fence)(?!`)|(?P<math>\\\((?:(?!\\\().)+?\\\)|\\\[(?:(?!\\\[).)+?\\\])"
    rf"|(?P<blank>\[…\]|\[how (?:much|many|long)\?\])|{media.SAID.pattern}"
)
_CODE_KIND = "command"  # of the cards whose answer's items are lines of code
_CLOZE_SIGN = later(r"[{}]{2,}|:{2,}|^[{}:]+|[{}:]+$")
_TAGS = {
    "em_open": "<i>", "em_close": "</i>", "strong_open": "<b>", "strong_close": "</b>", "s_open": "<s>", "s_close": "</s>",
    "mark_open": "<mark>", "mark_close": "</mark>",
    "softbreak": " ", "hardbreak": "<br>",
}  # fmt: skip


def fields(card: Card) -> dict[str, str]:
    """The card's Anki fields by name. Deterministic: no place in a file, no time of building."""
    sides = {
        "Question": said(card.question),
        "Answer": answer(card),
        "Extra": extra(card),
        "Context": _context(card),
        "Source": source(card),
    }
    return {name: safe.text(html) for name, html in sides.items()}


def cloze_fields(card: Card, text: str) -> dict[str, str]:
    """The card's Anki fields by name under a Cloze note type, with the HTML of its text."""
    shown = fields(card)
    line = card.bullet.text
    if text == cloze(line) and line.said == line.plain and not line.links and not line.pictures:  # the line stands on the card as it is
        shown["Extra"] = safe.text(_below(card.extra[1:]))
    return {"Text": safe.text(text), "Extra": shown["Extra"], "Context": shown["Context"], "Source": shown["Source"]}


def cloze(text: Text) -> str:
    """A line as HTML, with its author's clozes as Anki reads them."""
    opening = [(c.start, 1, k, f"{{{{c{c.number}::") for k, c in enumerate(text.clozes)]
    closing = [(c.end, 0, -k, f"{f'::{without_signs(said(c.hint))}' if c.hint else ''}}}}}") for k, c in enumerate(text.clozes)]
    html: list[str] = []
    end = 0
    for at, _, _, sign in sorted([*opening, *closing]):
        html += [without_signs(said(text.said[end:at])), sign]
        end = at
    return "".join([*html, without_signs(said(text.said[end:]))])


def hidden(card: Card, number: int) -> str:
    """A question with its answer as a cloze of this number below it."""
    return f"{without_signs(said(card.question))}<br>{{{{c{number}::{without_signs(answer(card))}}}}}"


def without_signs(html: str) -> str:
    """HTML that shows the same, and in which Anki sees nothing that opens, parts or closes a cloze (reference: anki.md §6)."""
    return _CLOZE_SIGN.sub(lambda match: "".join(f"&#{ord(sign)};" for sign in match.group()), html)


def two_sides(sides: Mapping[str, str]) -> tuple[str, str]:
    """A card's fields as the front and back of a note type that has no more."""
    front = [f"<small>{sides['Context']}</small><br>" if sides.get("Context") else "", sides["Question"]]
    below = [f"<hr>{sides['Extra']}" if sides.get("Extra") else "", f"<br><small>{sides['Source']}</small>" if sides.get("Source") else ""]
    return "".join(front), "".join([sides["Answer"], *below])


def plain_fields(card: Card) -> dict[str, str]:
    """The same sides as plain text, for terminals and programs."""
    above = f"On: “{card.parent}”" if card.parent else ""
    return {
        "Question": media.in_words(card.question),
        "Answer": media.in_words(plain_answer(card)),
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
        elif match["blank"] is None:
            html.append(media.mark(*media.parts(match)))
        else:
            html.append(f'<span class="blank">{match["blank"]}</span>')
        end = match.end()
    return "".join(html) + escape(text[end:], quote=False)


def answer(card: Card) -> str:
    """One line, a list in the author's order, or the lines of one piece of code."""
    lines = _code_lines(card)
    if not lines:
        return items(card.answer, ordered=card.ordered)
    return highlight.block("\n".join(lines), card.language)


def _code_lines(card: Card) -> list[str]:
    """The lines of an answer that is code of more than one line; none for any other card."""
    found = [_PIECE.fullmatch(item) for item in card.answer] if card.kind == _CODE_KIND and len(card.answer) > 1 else []
    return [match["code"] for match in found if match and match["code"]] if all(match and match["code"] for match in found) else []


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
    return "".join([*shown, _below(below)])


def _below(lines: Sequence[str]) -> str:
    html = []
    for is_block, run in groupby(lines, key=lambda line: "\n" in line):
        shown = [markdown(line) for line in run]
        html.append("".join(shown) if is_block else f"<ul>{''.join(f'<li>{line}</li>' for line in shown)}</ul>")
    return "".join(html)


def source(card: Card) -> str:
    """The article, linked where it or its note has an address, its date, and its note where that has another address."""
    place = card.place
    own = place.url if place.url and safe.is_address(place.url) else ""
    article = _link(own or place.home, escape(place.article))
    date = f"<bdi>{escape(place.date)}</bdi>" if place.date else ""
    return " · ".join(filter(None, (article, date, _link(place.home, "Obsidian") if own and place.home else "")))


def _link(address: str, html: str) -> str:
    return f'<a href="{escape(address)}">{html}</a>' if address else html


def _context(card: Card) -> str:
    path = f'<span class="path">{said(card.context)}</span>' if card.context else ""
    return path + (f'<span class="above">{said(card.parent)}</span>' if card.parent else "")


def markdown(source: str) -> str:
    """One line of the author's Markdown as HTML, or one block of code or a formula of several lines."""
    return _block(source) if "\n" in source else _line(source)


def _line(source: str) -> str:
    if inline.is_bare(source):
        return escape(source, quote=False)
    return "".join(_html(token) for token in _balanced(inline_tokens(source, {})))


def _block(source: str) -> str:
    html: list[str] = []
    for token in parser().parse(source, {}):
        match token.type:
            case "fence":
                html.append(highlight.block(token.content.removesuffix("\n"), token.info))
            case "math_block":
                html.append(f"\\[{escape(token.content.strip(), quote=False)}\\]")
            case "table_open" | "tr_open" | "th_open" | "td_open" | "table_close" | "tr_close" | "th_close" | "td_close":
                html.append(f"<{'/' if token.nesting < 0 else ''}{token.tag}>")
            case "inline":
                html.append(" ".join(map(_line, token.content.split("\n"))))
    return "".join(html)


def _balanced(tokens: Sequence[Token]) -> list[Token]:
    """Without links that may not stand on a card, whose text stays, the hints of clozes, and tags that stand alone."""
    kept: list[Token] = []
    dropped: list[bool] = []
    hinted = False
    alone = tags.unpaired(tokens)
    for at, token in enumerate(tokens):
        hinted = token.type == "cloze_hint" or (hinted and token.type != "cloze_close")
        if hinted or at in alone:
            continue
        if token.type == "link_open":
            dropped.append(not safe.is_address(str(token.attrs.get("href", ""))))
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
            return media.mark(str(token.attrs.get("src", "")), token.content)
        case "html_inline":
            return tags.html(token.content)
    return _TAGS.get(token.type) or escape(token.content, quote=False)


def plain_answer(card: Card) -> str:
    """The answer as plain text: one line, or a line an item."""
    if lines := _code_lines(card):
        return "\n".join(lines)
    if len(card.answer) == 1:
        return card.answer[0]
    return "\n".join(f"{n}. {item}" if card.ordered else f"- {item}" for n, item in enumerate(card.answer, 1))


def plain_extra(card: Card) -> str:
    """The extra as plain text."""
    lines = [_plain(line) for line in card.extra]
    return "\n".join([*filter(None, lines[:1]), *(f"- {line}" for line in lines[1:])])


def _plain(line: str) -> str:
    """A line of the author's Markdown as plain text, or a block, without its fences."""
    if "\n" not in line:
        return _plain_line(line)
    lines = line.split("\n")
    if line.startswith("|"):  # a table
        return "\n".join(_plain_line(row.replace("\\|", "|")) for row in (lines[0], *lines[2:]))
    return "\n".join(lines[1:-1])


def _plain_line(line: str) -> str:
    """A line as plain text, with its pictures in words."""
    if inline.is_bare(line):
        return line
    tokens = inline_tokens(line, {})
    for token in tokens:
        if token.type == "image":
            token.type, token.content = "text", media.plain(str(token.attrs.get("src", "")), token.content)
    return inline.text(line, tokens).plain
