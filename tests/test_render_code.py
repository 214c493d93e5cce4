"""Code on a card: its words in colour, its lines as they stand, and no change of a card where only colours change."""

from __future__ import annotations

import re
import subprocess
import sys
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Page
from pygments.lexers import get_all_lexers  # type: ignore[import-untyped]

from deckwright import build, highlight, making, media, notetype, outline, render
from deckwright.definition import Definition
from deckwright.entry import Ledger
from deckwright.notefiles import NoteText

LANGUAGES = sorted(aliases[0] for _, aliases, _, _ in get_all_lexers() if aliases)
LESSON = "# A\n- Lesson: always close files\n{}\n"
PYTHON = "  ```python\n  with open(x) as f:\n      f.read()  # <all>\n  ```"


def extra(below: str) -> str:
    read, _ = outline.read(LESSON.format(below), "n.md")
    card = next(card for card in making.cards(read) if card.is_asked)
    return media.placed(render.fields(card), {})["Extra"]


def seen(html: str) -> str:
    """What a reader sees of a block of code."""
    return unescape(re.sub(r"<[^>]*>", "", html))


@pytest.mark.parametrize(
    ("code", "language", "html"),
    [
        ("def f(x):\n    return 1", "python", '<span class="k">def</span> <span class="nf">f</span>(x):\n    <span class="k">return</span> '
         '<span class="m">1</span>'),
        ("x < '1' # y", "Python", 'x &lt; <span class="s">\'1\'</span> <span class="c"># y</span>'),
        ("if x", "", "if x"),
        ("1", 'python title="a b"', '<span class="m">1</span>'),
        ("1", "{.python .numberLines}", '<span class="m">1</span>'),
        ("if x", "no-such-language", "if x"),
        ("graph TD; A-->B", "mermaid", "graph TD; A--&gt;B"),
        (" +--+\n |if|", "text", " +--+\n |if|"),
        ("if x", "../../etc/passwd", "if x"),
        ("if " * highlight.LONGEST, "python", "if " * highlight.LONGEST),
    ],
)  # fmt: skip
def test_the_words_of_code_have_classes_where_its_language_is_known(code: str, language: str, html: str) -> None:
    assert highlight.block(code, language) == f'<pre class="code"><code>{html}</code></pre>'


@pytest.mark.parametrize("language", LANGUAGES[::9])
def test_no_lexer_changes_what_is_read(language: str) -> None:
    code = "  /* <b>'x\"`${a}` */ {{c1::x}}\n\n  [sound:a] \\(x\\) #!/&amp;\tdef f(): 1.5e3\n\u00e9 end"
    assert seen(highlight.block(code, language)) == code


@settings(max_examples=100, deadline=None)
@given(st.text(), st.sampled_from(["python", "sh", "html", "c++", "sql", "js", "console", "yaml", ""]))
def test_any_text_comes_out_as_it_went_in(code: str, language: str) -> None:
    assert seen(highlight.block(code, language)) == code
    assert highlight.uncoloured(highlight.block(code, language)) == highlight.block(code)


def test_code_and_formulas_below_a_bullet_stand_on_its_card() -> None:
    assert extra(PYTHON) == (
        'Lesson: always close files<pre class="code"><code><span class="k">with</span> <span class="nb">open</span>(x) '
        '<span class="k">as</span> f:\n    f.read()  <span class="c"># &lt;all&gt;</span></code></pre>'
    )
    assert extra("  - one\n  ```\n      o\n     /|\n  ```\n  - two") == (
        'Lesson: always close files<ul><li>one</li></ul><pre class="code"><code> o\n/|</code></pre><ul><li>two</li></ul>'
    )
    assert extra("  $$\n  a < b\n  $$") == "Lesson: always close files\\[a &lt; b\\]"
    assert extra("  \\[\n  a < b\n  \\]") == "Lesson: always close files\\[a &lt; b\\]"
    assert extra("  ````md\n  ```\n  x\n  ```\n  ````").count("```") == 2


TABLE = "  \n  | Name | *Use* |\n  |:--|--:|\n  | `a\\|b` | x < <b onclick=y()>1</b> |\n"


def test_a_table_below_a_bullet_stands_on_its_card() -> None:
    assert extra(TABLE) == (
        "Lesson: always close files<table><tr><th>Name</th><th><i>Use</i></th></tr>"
        "<tr><td><code>a|b</code></td><td>x &lt; <b>1</b></td></tr></table>"
    )
    read, _ = outline.read(LESSON.format(TABLE), "n.md")
    assert [str(card.status) for card in making.cards(read)] == ["card", "context", "context"]
    assert "| Name | Use |\n| `a|b` | x < 1 |" in render.plain_fields(next(iter(making.cards(read))))["Extra"]


def test_code_too_long_for_a_card_stays_off_it_and_is_named() -> None:
    long = "\n".join(["  ```", *(f"  line {k}" for k in range(21)), "  ```"])
    assert extra(long) == "Lesson: always close files"
    read, _ = outline.read(LESSON.format(long), "n.md")
    assert "a code block" in {card.reason for card in making.cards(read)}


def test_a_new_pygments_changes_no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    deck = Definition("d", "D", (), Path(), Path())
    notes = [NoteText("n.md", LESSON.format(PYTHON))]
    first = build.build(deck, notes, (), Ledger(), 100)
    assert 'class="k"' in str(first.cards()[0].fields)
    monkeypatch.setattr(highlight, "_KINDS", {})
    highlight._class.cache_clear()
    second = build.build(deck, notes, (), first.ledger, 200)
    highlight._class.cache_clear()
    assert 'class="k"' not in str(second.cards()[0].fields)
    assert [(i.change, i.mod) for i in second.cards()] == [(build.Change.UNCHANGED, 100)]


def test_cards_without_code_wait_neither_for_pygments_nor_for_nh3() -> None:
    note = "# [A](https://e.org)\\n- Lesson: `a` **b** <kbd>c</kbd> ![x](y.png) $d$\\n  - [e](https://e.org)\\n"
    program = (
        "import sys; from deckwright import making, media, outline, render\n"
        f"cards = making.cards(outline.read('{note}', 'n.md')[0])\n"
        "print([media.placed(render.fields(c), {})['Extra'] for c in cards if c.is_asked], {'nh3', 'pygments'} & set(sys.modules))"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "<kbd>c</kbd>" in result.stdout
    assert result.stdout.strip().endswith("set()")


CONTRAST = """() => [...document.querySelectorAll('.dw pre, .dw pre span')].map(seen => {
    const channel = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    const light = rgb => { const [r, g, b] = rgb.match(/[\\d.]+/g).map(Number).map(channel); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
    let behind = seen;
    while (/, 0\\)$/.test(getComputedStyle(behind).backgroundColor)) behind = behind.parentElement;
    const [a, b] = [light(getComputedStyle(seen).color), light(getComputedStyle(behind).backgroundColor)].sort((x, y) => y - x);
    return [seen.className, getComputedStyle(seen).color, (a + 0.05) / (b + 0.05)];
})"""


@pytest.mark.parametrize("mode", ["card", "card nightMode", "card night_mode"])
@pytest.mark.parametrize("place", ["answer", "extra", "question"])
def test_code_can_be_read_by_day_and_by_night(window: Page, mode: str, place: str) -> None:
    words = "".join(f'<span class="{name}">{name}</span> ' for name in highlight.CLASSES)
    block = highlight.block("x").replace("x", words)
    window.set_content(f"<style>{notetype.STYLE}</style><body class='{mode}'><div class=dw><div class={place}>{block}</div></div>")
    found: list[Any] = window.evaluate(CONTRAST)
    assert len({colour for name, colour, _ in found if name in highlight.CLASSES}) == len(highlight.CLASSES), "each has its colour"
    assert [one for one in found if one[2] < 4.5] == [], "WCAG 2.2, 1.4.3"


def test_a_drawing_keeps_its_columns_and_code_its_direction(window: Page) -> None:
    art = highlight.block("+--+\n|  |\n+--+\n" + "-" * 300, "text")
    page = f"<style>{notetype.STYLE}</style><body class=card><div class=dw><div class=answer dir=auto>שלום {art}</div></div>"
    window.set_content(page)
    style = "e => { const s = getComputedStyle(e); return [s.whiteSpace, s.direction, s.overflowX] }"
    assert window.eval_on_selector("pre", style) == ["pre", "ltr", "auto"]
    assert "mono" in window.eval_on_selector("pre code", "e => getComputedStyle(e).fontFamily")
    assert window.eval_on_selector(".answer", "e => getComputedStyle(e).direction") == "rtl"
    assert window.evaluate("() => document.documentElement.scrollWidth <= innerWidth"), "only the drawing scrolls"
