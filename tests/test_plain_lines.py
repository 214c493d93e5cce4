"""Lines that are known at first sight make the tokens that the parser's own rules make."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright.parse import parser

NOTES = sorted(Path(__file__).parent.glob("*/**/*.md"))
LINES = r"""
plain text
é text
text | bar
text\
- item
  - inside
    - deeper
      - deepest
        - code
- - both
-
* star
+ plus
-tight
- a | b
- [ ] task
- 	tab
1. one
   more
: definition
~ definition
  : inside
---
===
--|--
- | -
| a | b |
| --- | --- |
|--|
:-
> quote
> - quoted
  > inside
```
~~~
$$
\[
x \]
# heading
[a]: b
<div>
<!-- off -->
	indented
	- indented
    code
  two
      six""".split("\n")


@pytest.fixture
def with_rules_alone() -> Iterator[Any]:
    """The tokens of a text without the short way."""

    def tokens(text: str) -> list[Any]:
        parser().block.ruler.disable("plain_line")
        try:
            return seen(text)
        finally:
            parser().block.ruler.enable("plain_line")

    yield tokens


def seen(text: str) -> list[Any]:
    return [token.as_dict() for token in parser().parse(text, {})]


def test_any_lines_in_any_order_make_the_same_tokens(with_rules_alone: Any) -> None:
    @settings(derandomize=True, deadline=None, max_examples=600)
    @given(st.lists(st.sampled_from([*LINES, "text  ", "- "]), max_size=9).map("\n".join))
    def same(text: str) -> None:
        assert seen(text) == with_rules_alone(text)

    same()


@pytest.mark.parametrize(
    "text",
    [
        "term\n\n: what it is",
        "term\n\n~ what it is",
        "term\n: what it is",
        "heading\n---",
        "heading\n===",
        "a | b\n--|--",
        "- a | b\n--|--",
        "- a\n - b\n  - c\n   - d\n    - e",  # the last goes on with the paragraph above it
        "text\n    - e",
        "text\n- ",
        "text\n- - -",
        "text\n1. one",
        "text\n2. two",
        "> text\n- a",
        "> - a\nlazy",
        "- a\nlazy\n- b",
    ],
)
def test_a_line_that_its_neighbour_changes_goes_the_usual_way(text: str, with_rules_alone: Any) -> None:
    assert seen(text) == with_rules_alone(text)


@pytest.mark.parametrize("path", NOTES, ids=lambda path: path.stem)
def test_a_whole_file_makes_the_same_tokens(path: Path, with_rules_alone: Any) -> None:
    text = path.read_text("utf-8", "replace")
    assert seen(text) == with_rules_alone(text)


def test_most_lines_take_the_short_way(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []

    def trimmed(text: str) -> str:
        taken.append(text)
        return text

    monkeypatch.setattr("deckwright.plainline.mdTrim", trimmed)
    seen("- An item\n  - one inside\n- another\n\nA line.\n\n1. A numbered one\n\nTerm\n\n: what it is")
    assert taken == ["An item", "one inside", "another", "A line.", "A numbered one", "what it is"]  # a term needs the line below it
