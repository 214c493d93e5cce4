"""The HTML on a card: the author's words, none of their markup's tricks."""

from __future__ import annotations

import time
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from real_anki import import_package

from deckwright import making, outline, render, safe
from deckwright.card import Card


def asked(note: str) -> Card:
    read, _ = outline.read(note, "n.md")
    return next(card for card in making.cards(read) if card.is_asked)


@pytest.mark.parametrize(
    ("said", "html"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("a < `b` < c", "a &lt; <code>b</code> &lt; c"),
        ("call `List<T>` now", "call <code>List&lt;T&gt;</code> now"),
        ("``x`y``", "<code>x`y</code>"),
        ("so \\(a<b\\) holds", "so \\(a&lt;b\\) holds"),
        ("about […] and [how much?]", 'about <span class="blank">[…]</span> and <span class="blank">[how much?]</span>'),
        ("{{Front}} stays text", "{{Front}} stays text"),
    ],
)
def test_a_side_is_escaped_but_for_code_math_and_blanks(said: str, html: str) -> None:
    assert render.said(said) == html


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("*a* **b** ~~c~~ `d`", "<i>a</i> <b>b</b> <s>c</s> <code>d</code>"),
        ("[a](https://e.org?x=1&y=2)", '<a href="https://e.org?x=1&amp;y=2">a</a>'),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("[a](notes/b.md)", "a"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('<b onclick="x()">a</b>', "<b>a</b>"),
        ("<span style='color:red'>a</span> <font color=red>b</font><wbr>", "a b"),
        ("<B>a</B> <BR/>b <kbd>Ctrl</kbd>", "<b>a</b> <br>b <kbd>Ctrl</kbd>"),
        ("<b>never closed, <i>nor this</b> and </u> closed twice</b>", "<b>never closed, nor this</b> and  closed twice"),
        ("Option<A> or <B>bold</B>", "Option&lt;A&gt; or <b>bold</b>"),
        ("<ruby>漢<rt>kan</rt></ruby>", "<ruby>漢<rt>kan</rt></ruby>"),
        ("List<T> <sub>2</sub><br>x", "List&lt;T&gt; <sub>2</sub><br>x"),
        ("![alt <text>](a.png)", '<img src="a.png" alt="alt &lt;text&gt;">'),
        ("one <!-- hidden --> two", "one  two"),
        ("$a<b$ for $5 each", "\\(a&lt;b\\) for $5 each"),
        ("\\(a_1*b*<c\\) and \\[d_2\\]", "\\(a_1*b*&lt;c\\) and \\[d_2\\]"),
        ("$$a$$ $b$", "\\[a\\] \\(b\\)"),
        ("`$a$` and `\\(b\\)` in code", "<code>$a$</code> and <code>\\(b\\)</code> in code"),
        ("costs $6 and `$x$`", "costs $6 and <code>$x$</code>"),
        ("$5/month or 10$ a year, US$20 or CA$30", "$5/month or 10$ a year, US$20 or CA$30"),
        ("from $5 million to $x$", "from $5 million to \\(x\\)"),
        ("$2n$ and $3 \\text{ cows}$ and $10 x$", "\\(2n\\) and \\(3 \\text{ cows}\\) and \\(10 x\\)"),
        ("\\(not closed and \\$5", "(not closed and $5"),
        ("\\( \\) holds nothing", "( ) holds nothing"),
        ("[\\(a\\) of $5 and 6$](b.md)", "\\(a\\) of $5 and 6$"),
        ("a</br>b", "ab"),
        ("\"quotes\" -- and 'others'...", "\"quotes\" -- and 'others'..."),
        ("- [ ] a [x] b", "- [ ] a [x] b"),
        ("👩‍💻 שלום 漢字", "👩‍💻 שלום 漢字"),
    ],
)
def test_the_authors_markdown_is_kept_and_made_safe(line: str, html: str) -> None:
    assert render.markdown(line) == html


def test_the_fields_of_a_card() -> None:
    front = "---\ndate: 2024-05-06\n---\n# [Pumps & co](https://e.org/p)\n## Valves\n"
    note = f"{front}- A **pump** requires a `steel` valve\n  - e.g. in a garden\n"
    assert render.fields(asked(note)) == {
        "Question": "What does a pump require?",
        "Answer": "a <code>steel</code> valve",
        "Extra": "A <b>pump</b> requires a <code>steel</code> valve<ul><li>e.g. in a garden</li></ul>",
        "Context": '<span class="path">Pumps &amp; co › Valves</span>',
        "Source": '<a href="https://e.org/p">Pumps &amp; co</a> · <bdi>2024-05-06</bdi>',
    }


def test_a_list_answer_is_a_list_in_order_or_not() -> None:
    note = "# A\nSteps of baking:\n1. Mix flour\n2. Rest the dough\n3. Bake it hot\n"
    assert render.answer(asked(note)) == "<ol><li>Mix flour</li><li>Rest the dough</li><li>Bake it hot</li></ol>"
    assert render.plain_answer(asked(note)) == "1. Mix flour\n2. Rest the dough\n3. Bake it hot"
    assert render.answer(asked("# A\nGoals:\n- feed people\n- keep peace\n")).startswith("<ul>")


@pytest.mark.parametrize("text", ["[sound:a] plays", "[latex]x[/latex]", "[anki:play:q:0]"])
def test_what_anki_would_play_or_typeset_stays_text(text: str) -> None:
    answer = render.fields(asked(f"# A\n- Lesson: {text} here\n"))["Answer"]
    assert "[sound:" not in answer
    assert "&#91;" in answer


def test_no_place_in_a_file_and_no_control_character_reaches_a_field() -> None:
    one = render.fields(asked("# A\n- A pump\x07 requires a steel\x1f valve\n"))
    two = render.fields(asked("# A\n\n\n- A pump requires a steel valve\n"))
    assert one["Answer"] == two["Answer"] == "a steel valve"
    assert one == two


def test_text_is_composed_as_anki_stores_it() -> None:
    assert render.fields(asked("# A\n- A cafe\u0301 requires a steel door\n"))["Question"] == "What does a café require?"


def test_the_authors_marks_show_on_no_side_of_a_card() -> None:
    card = asked("# Cells\n- The ==cell== needs sugar because it works hard #card\n  - and ==rests== later #flashcard\n")
    shown = " ".join([*render.fields(card).values(), *render.plain_fields(card).values()])
    assert "<mark>cell</mark>" in shown
    assert "==" not in shown
    assert "#" not in shown


@pytest.mark.parametrize(
    ("field", "html"),
    [
        ("a <b>b</b><br>c &lt;d&gt;", "a <b>b</b><br>c &lt;d&gt;"),
        ("<b>a <i>b</b>", "<b>a <i>b</i></b>"),
        ("</div><b>a", "<b>a</b>"),
        ('<a href="javascript:x">a</a> <a href="https://e.org">b</a>', '<a>a</a> <a href="https://e.org">b</a>'),
        ('<img src="../a.png"><img src="dw-1f.png" alt="a">', '<img><img src="dw-1f.png" alt="a">'),
        ("<b onclick=x>{{c1::a &#125;&#125; b&#58;&#58;c}}</b>", "<b>{{c1::a &#125;&#125; b&#58;&#58;c}}</b>"),
        ("<u x>&#91;sound:a]</u>", "<u>&#91;sound:a]</u>"),
        ("[sound:dw-1f.mp3] [sound:b.mp3]", "[sound:dw-1f.mp3] &#91;sound:b.mp3]"),
        ("<b>\u0338 onclick=x</b> a\u0338", "<b>&#824; onclick=x</b> a\u0338"),
        ("<b>\u0323\u0338x</b>=\u0338", "<b>\u0323&#824;x</b>\u2260"),
        ("\\(\\href{x}{y} \\hrefs\\)", "\\(\\\u2060href{x}{y} \\hrefs\\)"),
        ("\\(a\\) <code>\\href</code> \\style{x}", "\\(a\\) <code>\\href</code> \\\u2060style{x}"),
        ("in C:\\data", "in C:\\data"),
        ("<b>" * 99 + "a" + "</b>" * 99, "a"),
    ],
)
def test_the_last_stage_lets_through_what_is_ours_and_nothing_else(field: str, html: str) -> None:
    assert safe.html(field) == html
    assert safe.html(html) == html
    assert unicodedata.is_normalized("NFC", safe.html(field))


def test_the_last_stage_costs_next_to_nothing() -> None:
    field = "The <b>pump</b> lifts <code>water</code> &amp; <i>stops</i> " * 5 + '<ul><li>one</li></ul> <a href="https://e.org">e</a>'
    began = time.process_time()
    for _ in range(10_000):
        safe.html(field)
    assert time.process_time() - began < 3, "seconds; a third of one on the machine it was written on"


def test_math_code_and_signs_arrive_in_anki_as_they_were_written(
    notes: Callable[..., Path], run: Callable[..., Result], collection: Any
) -> None:
    notes("a.md", "\n".join((
        "# Signs",
        "- Q: What is $\\frac{a_1}{b}$? A: \\(c<d\\) for $5, not `$x$`",
        "- Q: What is `std::map<K, V{}>`? A: List<T>, not \\[x_{y_{z}}\\] or <script>",
        "- The {{c1::space `std::vector<T>` of \\(x_{y_{z}}\\)}} is {{c2::big `{{}}`}}.",
        "- Q: مرحبا بالعالم؟ A: שלום 漢字 👩‍💻 e\u0301",
        "- Lesson: close it",
        "  ```python",
        "  if x: {{c1::y}}",
        "  ```",
    )))  # fmt: skip
    run("build")
    import_package(collection, Path("decks/notes.apkg"))
    cards = [collection.get_card(number) for number in collection.find_cards("", order="c.due")]
    shown = [card.render_output().answer_text for card in cards]
    found = "\n".join(shown)
    assert len(shown) == 6
    for piece in (
        '<div class="question" dir="auto">What is \\(\\frac{a_1}{b}\\)?</div>',
        '<div class="answer" dir="auto">\\(c&lt;d\\) for $5, not <code>$x$</code></div>',
        "What is <code>std::map&lt;K, V{}&gt;</code>?",
        "List&lt;T&gt;, not \\[x_{y_{z}}\\] or &lt;script&gt;",
        "שלום 漢字 👩‍💻 \u00e9",
        "{{c1::y}}",
    ):
        assert piece in found
    first = next(text for text in shown if 'data-ordinal="1"' in text and 'class="cloze" data-ordinal="1"' in text)
    assert "std&#58;&#58;vector&lt;T&gt;" in first
    assert "x_{y_{z&#125;&#125;\\)" in first


def test_the_same_notes_make_the_same_package(notes: Callable[..., Path], run: Callable[..., Result]) -> None:
    notes("a.md", "# A\n- Lesson: <b>close *it\n  ```python\n  if x: pass\n  ```\n- Q: <i>What</b>? A: $x$ \u0338\n")
    run("build", "--output", "one.apkg")
    run("build", "--output", "one.apkg")
    first = Path("one.apkg").read_bytes()
    run("build", "--output", "one.apkg")
    assert Path("one.apkg").read_bytes() == first
