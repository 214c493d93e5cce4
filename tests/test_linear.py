"""Whatever stands in a note: what reading it takes grows with its length, and no faster. Steps are counted, no time is taken."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

import pytest
from fuzz import backtracking, patterns, pumps

from deckwright import making, outline, render

# Expressions that take more than in proportion to a text, and why that does no harm: by name or, where they have none, as written.
# A note's line has at most 30,000 characters.
BOUNDED = {
    "deckwright.adopt._CLOZE": "reads one field of a note of Anki's, when its owner adopts it",
    "deckwright.adopt._TAG": "reads one field of a note of Anki's, when its owner adopts it",
    "deckwright.preview._MATH": "reads one side of a card",
    "deckwright.preview._SOUND": "reads one side of a card",
    "deckwright.preview._TAG": "reads one side of a card, whose tags are closed",
    "deckwright.safe._CODE": "reads one side of a card, whose tags are our own",
    "deckwright.grammar.blocks._CAPTIONED": "tried on lines of less than 1,000 characters",
    "deckwright.language.titles.NUMBERED": "tried at the beginning of a title alone",
    r"[A-Z][\w-]*$": "tried on the last characters before a number",
    r": “(.+)”\?$": "reads one question",
    r"“[^”]*”\?$": "reads one question",
    r",\s+(?:and|but|so|yet)\s+(\w.*)\?$": "reads one question",
    r"\[[^]]*\]": "reads one question with a blank in it",
}
SHORT = 40  # characters, about
HIGHEST = 5  # bound of a repetition: up to `{1,500}` an expression takes what it may, but no more in a text that is longer yet
_BOUNDS = re.compile(r"(?<!\\)\{(\d+),(\d*)\}")


@pytest.fixture(scope="module")
def expressions() -> list[patterns.Used]:
    return list({(one.pattern, one.flags, one.anywhere, one.squeezed): one for one in patterns.used()}.values())


def test_our_expressions_are_found(expressions: list[patterns.Used]) -> None:
    assert len(expressions) > 400
    assert {"deckwright.tidy._TABLE_RULE", "deckwright.wiki._INLINE"} <= {one.where for one in expressions}


def test_steps_are_counted_on_the_way_that_re_goes(expressions: list[patterns.Used]) -> None:
    for one in expressions[::5]:
        compiled = re.compile(one.pattern, one.flags)
        for text, _ in list(pumps.texts(one.pattern, one.flags, 24))[::9]:
            match = compiled.match(text)
            assert backtracking.end(one.pattern, one.flags, text) == (match.end() if match else -1), (one.pattern, text)


def bounded_soon(pattern: str) -> str:
    """The same expression, with bounds that short texts reach."""
    return _BOUNDS.sub(lambda m: f"{{{','.join(str(min(int(bound), HIGHEST)) if bound else '' for bound in m.groups())}}}", pattern)


def slow(one: patterns.Used) -> str:
    """A text on which an expression takes more than in proportion to its length; empty if there is none."""
    pattern = bounded_soon(one.pattern)
    for short, long in pumps.texts(one.pattern, one.flags, SHORT):
        if one.squeezed:
            short, long = (re.sub(r"\s+", " ", text) for text in (short, long))  # noqa: PLW2901 - as they would come
        many = backtracking.steps(pattern, one.flags, long, anywhere=one.anywhere)
        if many <= 12 * len(long):
            continue
        if many == backtracking.MOST or many > 2.7 * backtracking.steps(pattern, one.flags, short, anywhere=one.anywhere):
            return short
    return ""


@pytest.mark.parametrize("pattern", [r"\s*x", r"<.*?>", r"(\w+)\s*,?\s*$", r"\$(?:\s\d\s?\d*)*x"])
def test_a_slow_expression_is_seen(pattern: str) -> None:
    assert slow(patterns.Used("", pattern, 0, anywhere=True, squeezed=False))


def test_every_expression_takes_steps_in_proportion_to_its_text(expressions: list[patterns.Used]) -> None:
    found = {one.where if one.where in BOUNDED else one.pattern: text for one in expressions if (text := slow(one))}
    assert found.keys() == BOUNDED.keys()


LINES = {
    "brackets": "[", "pictures": "![", "closed": "[a]", "links": "[a](", "wiki": "[[", "wiki-pipe": "![[a|", "stars": "*a ",
    "emphasis": "a*", "tags": "<b>", "attributes": '<a b="', "comments": "<!--", "backticks": "`", "code": "`a ", "bars": "|a",
    "clozes": "{{c1::a}}", "open-clozes": "{{c1::", "liquid": "{%a", "shortcodes": "{{< ", "fields": "[a:: ", "attribute-lists": "{:",
    "percent": " %%a", "footnotes": "[^", "inline-footnotes": "^[", "block-references": "((", "quotes": "“", "quoted": "“a” ",
    "straight": '"a ', "spaces": " ", "tabs": "\t", "letters": "a", "digits": "1", "chinese": "的", "emoji": "😀", "accents": "a\u0301",
    "strokes": "\u0338", "dollars": "$a ", "math": "\\(", "marks": "==a ", "arrows": "a -> ", "hashes": "#a ",
    "addresses": "https://a.b ", "colons": "a::", "parentheses": "(a ", "acronyms": "Ab (AB) ", "commas": "a, ", "sentences": "A. ",
    "slashes": "a/", "questions": "Q: ", "because": "a because ", "entities": "&lt;", "private": "\U00100000", "escapes": "\x1b[",
    "underscores": "a_", "numbers": "about 4 ", "ids": " ^abc", "sounds": "[sound:",
}  # fmt: skip
BEFORE = ("- Q: what? A: ", "")
PAGES = {
    "lines": "a\n", "commas": "a,\n", "quotations": "> a\n", "lazy-quotations": "> a\nb\n", "bullets": "- a{i} is b\n",
    "brackets": "- [[[[[[[[[[\n", "headings": "# a{i}\n", "link-headings": "# [a{i}](http://b)\n", "sections": "## a{i}\n- b\n",
    "link-definitions": "[a{i}]: http://b\n", "open-definitions": "[a{i}\n", "logbooks": "- a\n  :LOGBOOK:\n",
    "log-ends": "- a\n  :LOGBOOK:\n  :END:\n", "ids": "^abc\n", "ids-below": "- a\n  ^abc\n", "schedules": "<!--SR:x-->\n",
    "switches": "- a <!-- deckwright: off -->\n", "fences": "```\na\n", "formulas": "$$\n", "comments": "<!-- a\n",
    "html": "<div>\n- a\n", "preformatted": "<pre>\n", "tables": "|a|b|\n|-|-|\n", "bars": "| a | b | c\n", "drawings": "+--+\n",
    "callouts": "> [!note] a\n", "hidden": "%%a\n", "liquid": "{% comment %}\n", "org": "#+BEGIN_QUOTE\n",
    "properties": "- a\n  key:: v\n  more\n", "definitions": "a{i}\n: b\n\n", "questions": "- Q: a{i}?\n",
    "question-lines": "Q: a{i}?\nA: b\n", "card-tags": "- a{i} #card\n", "arrows": "- a{i} -> b\n", "levels": "- L{i}: a\n  - b\n",
    "counted": "- a{i} parts:\n  - b\n  - c\n", "lessons": "- Lesson: a{i} is b\n", "steps": "{i}. Do a\n",
    "twins": "- The a is b because c is d.\n", "tags": "#a{i}\n", "footnotes": "a [^{i}] b\n", "pictures": "![a](b.png)\n",
    "continued": "- a\n  b\n", "carriage": "a\r", "clozes": "- a {{c1::b}} c{i}\n",
}  # fmt: skip


def read(text: str) -> None:
    """All that becomes of a note file."""
    seen, _ = outline.read(text, "n.md")
    for card in making.cards(seen):
        if card.is_asked:
            render.fields(card)
            render.plain_fields(card)


def lines_of_python(run: Callable[[], object]) -> int:
    """How many are run, each as often as it is; what the expressions in them take is tried above."""
    count = 0

    def seen(frame: FrameType, event: str, arg: Any) -> Any:  # noqa: ARG001 - as `settrace` asks
        nonlocal count
        count += event == "line"
        return seen

    before = sys.gettrace()
    sys.settrace(seen)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def growth(make: Callable[[int], object], size: int) -> float:
    """How many times as many steps four times the text takes: 4 where they are in proportion to it, 16 where they grow with its square."""
    for n in (size, 4 * size):  # what is made once, and kept, is made now
        make(n)
    few, many = (lines_of_python(lambda n=n: make(n)) for n in (size, 4 * size))  # type: ignore[misc]
    return many / few


MOST = 6.0


def test_what_grows_with_the_square_is_seen() -> None:
    assert growth(lambda n: [0 for _ in range(n) for _ in range(n)], 20) > MOST


@pytest.mark.parametrize("name", LINES)
def test_a_long_line_takes_steps_in_proportion_to_it(name: str) -> None:
    for before in BEFORE:
        assert growth(lambda n, start=before: read(f"# A\n{start}{(LINES[name] * n)[:n]}x\n"), 200) < MOST, before  # type: ignore[misc]


@pytest.mark.parametrize("name", PAGES)
def test_a_long_file_takes_steps_in_proportion_to_it(name: str) -> None:
    assert growth(lambda n: read("# T\n" + "".join(PAGES[name].replace("{i}", str(i)) for i in range(n))), 30) < MOST


def test_a_cell_of_many_figures_is_read_at_all() -> None:
    read(f"# T\n| Name | Size |\n|--|--|\n| Pump | {'1 ' * 800}! |\n| Valve | big |\n")  # it took twice as long for each figure more
