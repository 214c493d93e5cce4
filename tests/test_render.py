"""The HTML on a card: the author's words, none of their markup's tricks."""

from __future__ import annotations

import pytest

from deckwright import making, outline, render
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
        ('<b onclick="x()">a</b>', '&lt;b onclick="x()"&gt;a</b>'),
        ("List<T> <sub>2</sub><br>x", "List&lt;T&gt; <sub>2</sub><br>x"),
        ("![alt <text>](a.png)", "<i>alt &lt;text&gt;</i>"),
        ("one <!-- hidden --> two", "one  two"),
        ("$a<b$ for $5 each", "\\(a&lt;b\\) for $5 each"),
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
        "Source": '<a href="https://e.org/p">Pumps &amp; co</a> · 2024-05-06',
    }


def test_a_list_answer_is_a_list_in_order_or_not() -> None:
    note = "# A\nSteps of baking:\n1. Mix flour\n2. Rest the dough\n3. Bake it hot\n"
    assert render.answer(asked(note)) == "<ol><li>Mix flour</li><li>Rest the dough</li><li>Bake it hot</li></ol>"
    assert render.plain_answer(asked(note)) == "1. Mix flour\n2. Rest the dough\n3. Bake it hot"
    assert render.answer(asked("# A\nGoals:\n- feed people\n- keep peace\n")).startswith("<ul>")


@pytest.mark.parametrize("text", ["[sound:a.mp3] plays", "[latex]x[/latex]", "[anki:play:q:0]"])
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


def test_a_cloze_of_anki_is_plain_text() -> None:
    card = asked("# Cells\n- Lesson: {{c1::sugar::food}} is what cells need\n")
    assert render.answer(card) == "{{c1::sugar::food}} is what cells need"
