"""`![[picture.png|300]]`, `[sound:name.mp3]` and `<img>` to `image` tokens of the Markdown parser, as `![alt](picture.png)` makes.

The address of the first two is `![[picture.png]]`, because they are looked for in all folders, and not from the note's alone.
An embedded note, `![[Note]]`, stays text.
"""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import StateInline
from markdown_it.token import Token

from .media import EMBEDDED, suffix
from .patterns import later

_EMBED = later(r"!\[\[(?P<name>[^\[\]|\n]{1,1000})(?P<label>(?:\|[^\[\]\n]{0,1000})?)\]\]|\[sound:(?P<sound>[^\[\]|\n]{1,1000})\]")
_IMG = later(r"<img\s[^>]*>", re.IGNORECASE)
_ATTRIBUTE = later(r"""\s(src|alt|width|height)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)


def embeds(md: MarkdownIt) -> None:
    """Teach the parser the first two; for the third, see `as_image`."""
    md.inline.ruler.before("link", "embed", _embed)


def _embed(state: StateInline, silent: bool) -> bool:
    found = _EMBED.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    name = (found["name"] or found["sound"]).strip()
    if suffix(name.partition("#")[0]) not in EMBEDDED:
        return False
    if not silent:
        token = state.push("image", "img", 0)
        token.attrs = {"src": f"![[{name}]]"}
        token.content = found["label"] or ""
    state.pos = found.end()
    return True


def as_image(token: Token) -> None:
    """Make a token of inline HTML that is an `<img>` an `image`, with its words, and its size in pixels if given, as its label."""
    if not _IMG.fullmatch(token.content):
        return
    found = {name.lower(): unescape(a or b or c) for name, a, b, c in _ATTRIBUTE.findall(token.content)}
    width, height = (found.get(name, "").removesuffix("px") for name in ("width", "height"))
    if found.get("src"):
        size = f"|{width}{f'x{height}' if height.isdecimal() else ''}" if width.isdecimal() else ""
        token.type, token.attrs, token.content = "image", {"src": found["src"]}, f"{found.get('alt', '')}{size}"
