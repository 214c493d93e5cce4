"""What site generators fill in or hide, and comments of Obsidian, to plain Markdown lines, one for one.

Jekyll's Liquid (`{% … %}`, `{{ page.x }}`), kramdown's attributes (`{: .note }`, `{:toc}`, `{#id}`), Hugo's shortcodes
(`{{< … >}}`, `{{% … %}}`), Obsidian's `%%comment%%`. A line that is nothing else becomes an HTML comment, so that it is
reported as one; a sentence with a value in it that only the generator knows is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .patterns import later
from .tidy import KEPT, in_code, parted

SIGNS = ("{%", "{{", "{:", "{#", "%%")

_VALUE = r"\{\{-?\s*(?:page|site|post|include|layout|paginator|content|forloop|\.[A-Z]\w*|\$\w+)\b[^{}]*\}\}"
_INLINE = later(
    rf"""{KEPT}
      | (?P<address>\]\((?=[^()\n]*\{{[{{%])[^()\n]*\))
      | (?P<value>{_VALUE})
      | (?P<gone>\{{%(?:(?!\{{%).)*?%\}}|\{{\{{(?:<(?:(?!\{{\{{).)*?>|%(?:(?!\{{\{{).)*?%)\}}\}}
        |\{{:[^{{}}\n]*\}}|(?:[ ]|(?<![\w%]))%%(?!dk:).+?%%)
    """,
    re.VERBOSE,
)
_FILLED = later(r"\{\{[^{}]*\}\}|\{%(?:(?!\{%).)*?%\}")
_HEADING = later(r"\s{0,3}#{1,6}\s")
_ID = later(r"\{#[\w:.-]+\}$")
_HIGHLIGHT = later(r"(\s*(?:[-*+]\s+)?)\{%-?\s*(?:highlight\s+([\w+#-]++)[^%]*+|endhighlight\s*-?)%\}\s*$")
_HIDES = later(r"\s*(?:(?P<tag>\{%-?\s*comment\s*-?%\})|%%(?!.*%%))(?P<text>.*)$")
_SHOWS = {"tag": later(r"\{%-?\s*endcomment\s*-?%\}"), "sign": later("%%")}
_CONTENTS = later(r"\s*\{:(?=[^}]*\btoc\b)[^}]*\}\s*$")
_ITEM = later(r"\s*(?:[-*+]|\d+[.)])\s+\S")


def plain(lines: Sequence[str], out: dict[int, str]) -> list[str]:
    """The lines without what is not text; `out` takes the indexes of those that are left out, and why."""
    found = _uncommented(_fenced(lines))
    code = in_code(found)
    for i, line in enumerate(found):
        if code[i] or not any(sign in line for sign in SIGNS):
            continue
        if _CONTENTS.match(line) and i and _ITEM.match(found[i - 1]):
            out[i - 1] = "stands for a table of contents"
        value = next((match["value"] for match in _INLINE.finditer(line) if match["value"]), "")
        if value:
            out[i] = f"holds {value}, which only the site's generator knows"
            continue
        bare = _INLINE.sub(_seen, _unnamed(line)).rstrip()
        is_nothing = bare != line and not parted(bare)[1]
        margin, text = parted(line)
        found[i] = bare if not is_nothing else f"{margin}{_comment(text)}"
    return found


def _fenced(lines: Sequence[str]) -> list[str]:
    """Jekyll's `{% highlight python %}` and its end as code fences."""
    code = in_code(lines)
    matches = (None if is_code or "highlight" not in line else _HIGHLIGHT.match(line) for line, is_code in zip(lines, code, strict=True))
    return [f"{m[1]}```{m[2] or ''}" if m else line for line, m in zip(lines, matches, strict=True)]


def _uncommented(lines: Sequence[str]) -> list[str]:
    """Blocks between `%%`, or `{% comment %}` and its end, as one HTML comment and blank lines; one that never ends hides the rest."""
    found = list(lines)
    code = in_code(lines)
    i = 0
    while i < len(found):
        opens = None if code[i] or not ("%%" in found[i] or "comment" in found[i]) else _HIDES.match(found[i])
        if opens:
            shows = _SHOWS["tag" if opens["tag"] else "sign"]
            end = next((k for k in range(i + 1, len(found)) if shows.search(found[k])), len(found))
            hidden = next(filter(str.strip, (opens["text"], *lines[i + 1 : end])), "")
            comment = _comment(hidden)
            found[i] = comment if end < len(found) else comment.removesuffix("-->")
            for k in range(i + 1, end):
                found[k] = ""
            if end < len(found):
                found[end] = shows.sub("", found[end], count=1)
                found[end] = found[end] if found[end].strip() else ""
            i = end
        i += 1
    return found


def _unnamed(line: str) -> str:
    """A heading without its `{#id}`; any other line as it is."""
    bare = line.rstrip()
    name = _ID.search(bare) if bare.endswith("}") and _HEADING.match(line) else None
    return bare[: name.start()].rstrip() if name else line


def _seen(match: re.Match[str]) -> str:
    if match["kept"] is not None:
        return match["kept"]
    return f"]({_FILLED.sub('', match['address'][2:-1]).replace(' ', '')})" if match["address"] else ""


def _comment(text: str) -> str:
    """A text as an HTML comment of one line."""
    return f"<!-- {text.strip().replace('--', '‐‐')} -->"
