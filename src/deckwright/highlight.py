"""Code to the HTML of a block whose words have classes, and those classes to CSS: six colours, by day and by night.

Pygments tells a thousand kinds of words apart, and every release of it a few more. We keep six, under its own short names.
What colours a word has is not what a card says: `uncoloured` takes them out again before two cards are compared.
"""

from __future__ import annotations

from functools import cache
from html import escape
from itertools import groupby
from typing import Any

from .patterns import later

# What Pygments calls a kind of word, and our class for it.
_KINDS = {
    "Keyword": "k",
    "Literal.String": "s",
    "Literal.Number": "m",
    "Comment": "c",
    "Name.Function": "nf",
    "Name.Class": "nf",
    "Name.Tag": "nf",
    "Name.Builtin": "nb",
    "Name.Attribute": "nb",
}
# By day and by night. All reach a contrast of 4.5 (WCAG 2, AA) on paper and on tint; a test looks.
_COLOURS = {
    "k": ("#8a1f6d", "#e39ccb"),
    "s": ("#2f6413", "#a9cf86"),
    "m": ("#94400f", "#e6ab7d"),
    "c": ("#555c68", "#adb3be"),
    "nf": ("#1b4f94", "#94bff0"),
    "nb": ("#0b615f", "#7fcac4"),
}
CLASSES = tuple(_COLOURS)
LONGEST = 5_000  # characters that are looked at; a lexer may need a time that grows faster than its text

_DRAWN = frozenset(("mermaid", "text", "txt", "plain", "plaintext", "ascii", "art", "diagram", "console-output", "output"))
_SPAN = later(rf'<span class="(?:{"|".join(CLASSES)})">([^<]*)</span>')
_LANGUAGE = later(r"[{.\s]*([\w+#-][\w+#.-]{0,40})")


def block(code: str, language: str = "") -> str:
    """A block of code as HTML; `language` is what its fence says, and without one that Pygments knows it has no colours."""
    return f'<pre class="code"><code>{_coloured(code, language)}</code></pre>'


def named(language: str) -> str:
    """The language in what a fence says: `Python`, `python title="x"` and `{.python}` are all `python`."""
    found = _LANGUAGE.match(language)
    return found[1].casefold() if found else ""


def uncoloured(html: str) -> str:
    """HTML without the classes of words, by which a card is compared: a new Pygments changes no card."""
    return _SPAN.sub(r"\1", html) if 'class="code"' in html else html


def style() -> str:
    """The CSS of the words of code, on a card in the light and at night."""
    night = (".nightMode", ".night_mode")
    rules = [
        *(f".code .{name} {{ color: {day}; }}" for name, (day, _) in _COLOURS.items()),
        *(f"{', '.join(f'{n} .code .{name}' for n in night)} {{ color: {dark}; }}" for name, (_, dark) in _COLOURS.items()),
    ]
    return "\n".join([*rules, ""])


def _coloured(code: str, language: str) -> str:
    lexer = _lexer(named(language)) if len(code) <= LONGEST else None
    if lexer is None:
        return escape(code, quote=False)
    words = [(_class(str(kind)), text) for kind, text in lexer.get_tokens(code) if text]
    if "".join(text for _, text in words) != f"{code}\n":  # a lexer that leaves out what it does not like
        return escape(code, quote=False)
    words[-1] = (words[-1][0], words[-1][1].removesuffix("\n"))
    html = []
    for name, run in groupby(words, key=lambda word: word[0]):
        text = escape("".join(text for _, text in run), quote=False)
        html.append(f'<span class="{name}">{text}</span>' if name and text.strip() else text)
    return "".join(html)


@cache
def _lexer(language: str) -> Any | None:
    """What reads a language, and leaves its text as it is; None for one that is not known, or that is to be seen as it stands."""
    if not language or language in _DRAWN:
        return None
    from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]  # noqa: PLC0415 - only cards with code need it
    from pygments.util import ClassNotFound  # type: ignore[import-untyped]  # noqa: PLC0415

    try:
        return get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return None


@cache
def _class(kind: str) -> str:
    """The class of the nearest kind that has one, empty if none has: `Token.Keyword.Type` is a `Keyword`."""
    path = kind.removeprefix("Token.")
    while path and path not in _KINDS:
        path = path.rpartition(".")[0]
    return _KINDS.get(path, "")
