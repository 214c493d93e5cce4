"""A field's HTML to HTML that may stand on a card: nothing in it runs, fetches anything or reads a file.

Whatever goes into a package passes `html`, the last stage of rendering. It looks first whether all tags are ours and
well-formed, which is quick and nearly always so; only else does nh3 take the field apart.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from .highlight import CLASSES as COLOURS
from .patterns import later
from .tags import FORMATTING

SCHEMES = ("http", "https", "mailto", "obsidian")  # of links, which lead out of Anki only when they are clicked
TAGS = FORMATTING | {
    "a",
    "blockquote",
    "dd",
    "dl",
    "dt",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "span",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
}

_VOID = frozenset(("br", "hr", "img"))
_DEEPEST = 40  # tags inside each other; ours are fewer than ten, and a browser gives up at 512
_CLASSES = frozenset(("above", "blank", "code", "path", *COLOURS))
_MEDIA = r"dw-[0-9a-f]{1,24}\.[a-z0-9]{1,5}"  # what `media.package_name` makes: a name in Anki's own folder
_ATTRIBUTES = {
    "*": {"dir"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "li": {"value"},
    "ol": {"start"},
    "pre": {"class"},
    "span": {"class"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_TAG = later(r'<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<more>(?: [a-z]+="[^"<>]*")*)>')
_OURS = later(
    rf'a href="(?i:{"|".join(SCHEMES)}):[^"<>]*"'
    rf'|(?:span|pre) class="(?:{"|".join(sorted(_CLASSES))})"'
    rf'|img src="{_MEDIA}" alt="[^"<>]*"(?: (?:width|height)="\d+")*'
    r'|ol start="\d+"'
)
_SIZE = later(r"\d{1,4}")
_CONTROL = later(r"[\x00-\x08\x0b-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
_COMMAND = later(rf"\[(?=(?:sound:(?!{_MEDIA}\])|anki:|/?latex\]|/?\${{1,2}}\]))")  # what Anki would play or typeset
_ANY_COMMAND = later(r"\[(?=(?:sound|anki):|/?latex\]|/?\${1,2}\])")
# Written as numbers because raw they mean something to Anki; nh3 would write them raw, so stand-ins take their places meanwhile.
_NUMBERED = {f"&#{ord(sign)};": chr(0xFDD0 + k) for k, sign in enumerate("[{}:\u0338")}
_STRIKE = "\u0338"  # composes with `<`, `=` and `>`, and Anki composes what it imports: `<b>` and a stroke is no tag any more
# MathJax commands that make links, styles or markup, or fetch code; reference: its `html`, `require` and `textmacros` extensions
_ACTIVE = later(
    r"\\(?=(?:href|url|style|class|cssId|data|mmlToken|require|includegraphics|bbox|texttip|mathtip|toggle|action|begingroup)(?![A-Za-z]))"
)
_CODE = later(r"(<code>.*?</code>)", re.DOTALL)
_APART = "\u2060"  # a word joiner: nobody sees it, and what it stands in is no command


def html(field: str) -> str:
    """A whole field, safe. Idempotent; what is safe already is returned as it is."""
    kept = field if _is_ours(field) else _cleaned(field)
    return composed(_COMMAND.sub("&#91;", _passive(kept)))


def _cleaned(field: str) -> str:
    """A field by way of nh3, or without any tags where they stand too deep."""
    import nh3  # noqa: PLC0415 - few cards need it, and every build would wait for it

    for number, stand_in in _NUMBERED.items():
        field = field.replace(number, stand_in)
    tags = set(TAGS) if _depth(field) <= _DEEPEST else set()
    attributes = {tag: set(names) for tag, names in _ATTRIBUTES.items()}
    field = nh3.clean(field, tags=tags, attributes=attributes, attribute_filter=_attribute, url_schemes=set(SCHEMES), link_rel=None)
    for number, stand_in in _NUMBERED.items():
        field = field.replace(stand_in, number)
    return field


def _attribute(_: str, name: str, value: str) -> str | None:
    """An attribute's value as it may stay, or None."""
    match name:
        case "class":
            return " ".join(word for word in value.split() if word in _CLASSES) or None
        case "href":
            return value if is_address(value) else None
        case "src":
            return value if re.fullmatch(_MEDIA, value) else None
        case "alt":
            return value
        case "dir":
            return value if value in ("ltr", "rtl", "auto") else None
    return value if _SIZE.fullmatch(value) else None


def is_address(address: str) -> bool:
    """Whether a link may stand on a card: it has one of `SCHEMES`."""
    try:
        return urlsplit(address.strip()).scheme.lower() in SCHEMES
    except ValueError:
        return False


def _is_ours(field: str) -> bool:
    """Whether all tags are such as we write, each closed where it should be."""
    if "<" not in field:
        return True
    opened: list[str] = []
    count = 0
    for match in _TAG.finditer(field):
        count += 1
        name = match["name"]
        if name not in TAGS or (match["more"] and not _OURS.fullmatch(match[0], 1, len(match[0]) - 1)):
            return False
        if name in _VOID:
            if match["end"]:
                return False
        elif not match["end"]:
            opened.append(name)
            if len(opened) > _DEEPEST:
                return False
        elif match["more"] or not opened or opened.pop() != name:
            return False
    return not opened and count == field.count("<")


def _depth(field: str) -> int:
    """How deep tags may stand inside each other, at most: those that are never closed count for good."""
    depth = deepest = 0
    for match in re.finditer(r"<(/?)[A-Za-z]", field):
        depth += -1 if match[1] else 1
        depth = max(depth, 0)
        deepest = max(deepest, depth)
    return deepest


def _passive(field: str) -> str:
    """A field whose math can only be seen: commands that make links, styles or scripts are none any more."""
    if "\\(" not in field and "\\[" not in field:
        return field
    pieces = _CODE.split(field)
    pieces[::2] = [_ACTIVE.sub(lambda match: match[0] + _APART, piece) for piece in pieces[::2]]
    return "".join(pieces)


def composed(field: str) -> str:
    """A field in NFC, as Anki stores it, in which no tag loses its end to a combining character."""
    return unicodedata.normalize("NFC", _struck(field) if _STRIKE in field else field)


def _struck(field: str) -> str:
    """A field whose strokes are numbers where they would be composed with the end of a tag, or with what stands before the field."""
    kept: list[str] = []
    exposed = True
    for sign in field:
        exposed = sign == ">" or (exposed and unicodedata.combining(sign) > 0)
        kept.append(f"&#{ord(_STRIKE)};" if exposed and sign == _STRIKE else sign)
    return "".join(kept)


def text(field: str) -> str:
    """A field of which only its own marks mean something to Anki: no sound or formula of its author's, no control characters."""
    return composed(_ANY_COMMAND.sub("&#91;", _CONTROL.sub("", field))).strip()
