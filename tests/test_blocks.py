"""Tables, definition lists, captioned code and formulas: every line accounted for, and each card the card it was."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_anki import import_package

from deckwright import ankinotes, build, making, outline, render
from deckwright.bullet import Form
from deckwright.card import Card, Status
from deckwright.definition import Definition
from deckwright.entry import Ledger
from deckwright.notefiles import NoteText
from deckwright.package import package


def cards(note: str) -> tuple[Card, ...]:
    return making.cards(outline.read(note, "n.md")[0])


def asked(note: str) -> list[Card]:
    return [card for card in cards(note) if card.is_asked]


def built(note: str, ledger: Ledger | None = None) -> build.Built:
    definition = Definition("d", "D", (), Path(), Path(), threshold=0)  # whatever readers thought of such cards
    return build.build(definition, [NoteText("n.md", note)], (), ledger or Ledger(), 200 if ledger else 100)


def guids(made: build.Built) -> dict[tuple[str, str], str]:
    """Guids by row name and column."""
    rows = (i for i in made.issued if i.guid and i.card.bullet.form is Form.ROW)
    return {(i.card.bullet.text.plain.split(" | ")[0], i.card.slot): i.guid for i in rows}


CELLS = st.text(st.characters(blacklist_characters="|\n\r\\\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", blacklist_categories=["Cs"]), max_size=30)
WORDS = st.sampled_from(
    [
        "",
        "Loom",
        "Weight (kg)",
        "Used for",
        "12.5",
        "12 kg",
        "yes",
        "`x y`",
        "[a](https://e.org)",
        "wool; silk",
        "What?",
        "**Bold name**",
        "$a = b$",
        "I wonder",
    ]
)


@settings(deadline=None)  # the machine may be busy
@given(st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(CELLS | WORDS, min_size=n, max_size=n), min_size=1, max_size=10)))
def test_every_row_of_any_table_is_accounted_for_and_no_card_has_an_empty_side(rows: list[list[str]]) -> None:
    lines = [f"| {' | '.join(row)} |" for row in rows]
    lines.insert(1, "|---" * len(rows[0]) + "|")
    made = cards("\n".join(["# Looms", "", *lines]))
    numbers = {card.bullet.line for card in made}
    assert numbers == {3, *range(5, 4 + len(rows))}
    for card in made:
        assert card.is_asked or card.reason
        assert card.rule in ("table", "block") or not card.is_asked
        assert not card.is_asked or (card.question.strip() and card.answer and all(item.strip() for item in card.answer))
    assert sum(card.is_asked for card in made) <= 12


def test_each_row_is_a_bullet_on_its_own_line_with_its_cells() -> None:
    read, _ = outline.read("# A\n\n| Name | Use |\n|---|---|\n| *flax* | linen [here](https://e.org) |\n| hemp |\n", "n.md")
    table = read.articles[0].sections[0].bullets[0]
    assert (table.form, table.line, table.text.plain) == (Form.TABLE, 3, "Name | Use")
    assert [(row.form, row.line, row.text.plain) for row in table.children] == [
        (Form.ROW, 5, "flax | linen here"),
        (Form.ROW, 6, "hemp"),
    ]
    assert [cell.said for cell in table.children[1].cells] == ["hemp", ""]


def table(*rows: str, header: str = "Fibre | Origin | Used for", above: str = "# Cloth\n\n") -> str:
    return above + "\n".join([header, "|".join(["---"] * header.count("|") + ["---"]), *rows]) + "\n"


ROWS = (
    "flax | the stem of a plant | table cloths",
    "silk | the cocoon of a moth | thin scarves",
    "wool | the coat of a sheep | warm jumpers",
)
FIRST = table(*ROWS)


PRICED = [f"{row} | {price}" for row, price in zip(ROWS, ("low", "high", "middling"), strict=True)]
GROWN = [row.replace(" | ", f" | {where} | ", 1) for row, where in zip(ROWS, ("Egypt", "China", "Persia"), strict=True)]
SWAPPED = [" | ".join(row.split(" | ")[k] for k in (0, 2, 1)) for row in ROWS]
CUT = [row.rsplit(" | ", 1)[0] for row in ROWS]
EDITED = (ROWS[0].replace("table cloths", "table cloths and sails"), *ROWS[1:])
HEMP = "hemp | the stem of a tall weed | ropes"


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        pytest.param(table(*reversed(ROWS)), 6, id="sorted"),
        pytest.param(table(*ROWS, above="# Cloth\n\nWhat they are made of:\n\n"), 6, id="captioned"),
        pytest.param(table(*ROWS, above="# Fabric\n## Fibres\n\n"), 6, id="moved"),
        pytest.param(table(*ROWS[1:]), 4, id="a row less"),
        pytest.param(table(ROWS[0], HEMP, *ROWS[1:]), 6, id="a row more"),
        pytest.param(table(*EDITED), 6, id="edited"),
        pytest.param(table(*PRICED, header="Fibre | Origin | Used for | Price"), 6, id="a column behind"),
        pytest.param(table(*GROWN, header="Fibre | First grown | Origin | Used for"), 6, id="a column between"),
        pytest.param(table(*SWAPPED, header="Fibre | Used for | Origin"), 6, id="columns swapped"),
        pytest.param(table(*CUT, header="Fibre | Origin"), 6, id="a column less, whose cards wait on their rows as drafts"),
    ],
)
def test_a_row_keeps_its_cards(now: str, kept: int) -> None:
    first = built(FIRST)
    before, after = guids(first), guids(built(now, first.ledger))
    assert len(before) == 6
    assert sum(after.get(key) == guid for key, guid in before.items()) == kept
    assert not any(guid in after.values() and after.get(key) != guid for key, guid in before.items()), "a card took another's guid"


def test_a_short_row_keeps_its_card_when_a_long_column_is_added() -> None:
    rows, uses = ("tcp | ordered", "udp | fast", "ip | routed"), ("mail and pages", "games and calls", "everything else there is")
    first = built(table(*rows, header="Name | Kind"))
    behind = [f"{row} | {use}" for row, use in zip(rows, uses, strict=True)]
    between = [row.replace(" | ", f" | {use} | ") for row, use in zip(rows, uses, strict=True)]
    for wider, header in ((behind, "Name | Kind | Carries"), (between, "Name | Carries | Kind")):
        after = guids(built(table(*wider, header=header), first.ledger))
        assert {key: after[key] for key in guids(first)} == guids(first)


def test_a_row_of_another_table_does_not_take_the_cards_of_a_row_with_its_name() -> None:
    first = built(table("tcp | ordered", "udp | fast", header="Name | Kind"))
    other = built(table("tcp | 1974", "udp | 1980", header="Protocol | Year"), first.ledger)
    assert not set(guids(first).values()) & set(guids(other).values())


def test_sorting_a_table_or_adding_a_row_does_not_change_which_cells_are_asked() -> None:
    rows = [f"kind {k} | made in {k} villages | worn by {k} guilds | sold by {k} shops" for k in "abcdef"]
    header = "Kind | Maker | Wearer | Seller"
    once, sorted_ = (guids(built(table(*order, header=header))) for order in (rows, rows[::-1]))
    assert once == sorted_
    assert {slot for _, slot in once} == {"Maker", "Wearer"}, "at most 12 cards a table"


def test_a_table_is_asked_by_the_line_that_leads_it() -> None:
    note = table("flax | table cloths", "silk | scarves", header="Fibre | Used for", above="# Cloth\nPlants and animals:\n\n")
    assert [card.question for card in asked(note)] == [
        "“Plants and animals” — what is “flax” used for?",
        "“Plants and animals” — what is “silk” used for?",
    ]


@pytest.mark.parametrize(
    "note", [FIRST, "# A\nTo list it:\n```\nls\n```\n", "# A\n> All models are wrong — George Box\n", "# A\nTerm\n: a word\n"]
)
def test_nothing_is_asked_where_the_author_switched_it_off(note: str) -> None:
    assert not asked(note.replace("\n", "\n<!-- deckwright: off -->\n", 1))


CODE = "# Git\nTo undo the last commit:\n```sh\n$ git reset --soft HEAD~1\n$ git restore . && echo '<done>'\n```\n"


def test_an_answer_of_several_lines_of_code_is_a_code_block() -> None:
    card = asked(CODE)[0]
    assert card.answer == ("`git reset --soft HEAD~1`", "`git restore . && echo '<done>'`")
    html = """<pre class="code"><code>git reset --soft HEAD~1
git restore . &amp;&amp; <span class="nb">echo</span> <span class="s">'&lt;done&gt;'</span></code></pre>"""
    assert render.fields(card)["Answer"] == html
    assert render.plain_fields(card)["Answer"] == "git reset --soft HEAD~1\ngit restore . && echo '<done>'"


def test_a_code_block_arrives_in_anki_line_by_line(collection: Any, tmp_path: Path) -> None:
    path = tmp_path / "p.apkg"
    path.write_bytes(package(ankinotes.anki_notes(built(CODE).cards())))
    import_package(collection, path)
    answer = str(collection.get_card(collection.find_cards("")[0]).answer())
    assert '<pre class="code"><code>git reset --soft HEAD~1\ngit restore' in answer


def test_the_code_below_a_caption_may_change_and_the_caption_keeps_its_card() -> None:
    first = built(CODE)
    second = built(CODE.replace("--soft", "--mixed"), first.ledger)
    assert [i.guid for i in first.issued if i.guid] == [i.guid for i in second.issued if i.guid]
    assert [i.change for i in second.cards()] == [build.Change.CHANGED]


@pytest.mark.parametrize("code", ["ls\nls\nls\nls", "+--+\n|  |", "$ ls\nfile", "", "   "])
def test_no_card_comes_from_inside_code(code: str) -> None:
    assert not asked(f"# A\nTo list the files:\n```\n{code}\n```\nOther text\n```\n- Lesson: not this\nTerm: a thing in code\n```\n")


def test_a_list_behind_a_block_is_not_led_by_the_line_above_the_block() -> None:
    read, _ = outline.read("# A\nTo list the files:\n```\nls\n```\n\n- one\n- two\n", "n.md")
    bullets = read.articles[0].sections[0].bullets
    assert [(bullet.text.plain, len(bullet.children)) for bullet in bullets] == [("To list the files:", 1), ("one", 0), ("two", 0)]


@pytest.mark.parametrize("formula", ["$$\nE = mc^2\n$$", "$$E = mc^2$$", "\n$$\nE\n= mc^2\n$$"])
def test_a_formula_right_below_its_lead_is_read_as_one(formula: str) -> None:
    card = asked(f"# Physics\nThe energy at rest is given by\n{formula}\nand so on.\n")[0]
    assert (card.question, card.answer) == ("What is the formula for the energy at rest?", ("\\[E = mc^2\\]",))


def test_dollars_that_never_close_a_formula_are_text() -> None:
    note = "# Money\n- It is written\n  $$ in some shops\n- Lesson: count twice\n"
    assert [card.bullet.text.plain for card in cards(note)] == ["It is written $$ in some shops", "Lesson: count twice"]


def test_a_definition_list_keeps_its_lines() -> None:
    made = cards("# Print\nBleed\n: ink beyond the shape\n\n: what is cut off\n  - at the edge\n\nGutter\n: the space between columns\n")
    assert [(card.bullet.line, card.status) for card in made if card.bullet.text.plain != "at the edge"] == [
        (2, Status.CARD), (3, Status.CONTEXT), (5, Status.CONTEXT), (8, Status.CARD), (9, Status.CONTEXT),
    ]  # fmt: skip
