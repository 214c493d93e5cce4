"""Figures of a deck: what is counted, and how it is shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from click.testing import Result
from test_identity import built

from deckwright import report_stats
from deckwright.stats import stats

Notes = Callable[..., Path]
Run = Callable[..., Result]

NOTE = """# Water
- Pump: a machine that lifts water
- TODO draw this
- Why are pumps loud?
- Rain falls mainly on the plain in spring

# <b>Links & more</b>
- Rain falls mainly on the hills in autumn
"""


def test_bullets_with_knowledge_are_counted_and_what_is_in_a_card() -> None:
    found = stats(built(("n.md", NOTE)))
    assert [(row.name, row.cards, row.drafts, row.covered, row.known) for row in found.articles] == [
        ("Water", 1, 0, 1, 2),
        ("Links & more", 0, 0, 0, 1),
    ]
    assert [(row.name, row.cards, row.drafts) for row in found.kinds] == [("definition", 1, 0)]
    assert found.words == (5, 5, 5)
    assert found.open_questions == (("n.md", 4, "Why are pumps loud?"),)
    assert [row.name for row in found.empty] == ["Links & more"]


def test_a_deck_without_a_card_has_figures_too() -> None:
    assert stats(built(("n.md", "# A\n"))).words == (0, 0, 0)


def test_the_page_needs_no_network_and_shows_names_as_text() -> None:
    page = report_stats.page("<Deck>", stats(built(("n.md", NOTE.replace("<b>Links & more</b>", "`<script>`")))))
    assert "&lt;Deck&gt;" in page
    assert "<script>" not in page
    assert "http" not in page


def test_the_command_shows_a_table_json_and_a_page(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    result = run("stats", "--html", "page.html")
    assert "no card: Links & more" in result.stdout
    assert "open question: Why are pumps loud?  notes/a.md:4" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80
    assert "<td>Water</td>" in Path("page.html").read_text("utf-8")
    assert json.loads(run("stats", "--json").stdout)["empty"] == ["Links & more"]


def test_one_page_is_not_written_for_two_decks(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    Path("decks").mkdir(exist_ok=True)
    for name in ("one", "two"):
        Path(f"decks/{name}.yaml").write_text(f"name: {name}\n", "utf-8")
    result = run("stats", "--html", "page.html")
    assert result.exit_code == 2
    assert "--html page.html: that is one page, and there are several decks; choose one with --deck NAME" in result.stderr
    assert not Path("page.html").exists()
    run("stats", "--html", "page.html", "--deck", "two")
    assert "<h1" in Path("page.html").read_text("utf-8")


def test_a_list_can_say_why_and_show_the_surest_only(notes: Notes, run: Run) -> None:
    notes("a.md", NOTE)
    assert "made by the rule term-definition, score 0." in run("list", "--why").stdout
    assert run("list", "--json", "--min-score", "0.99").stdout == ""
