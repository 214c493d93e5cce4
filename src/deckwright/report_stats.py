"""Figures of a deck for a terminal, as JSON, and as a page with bars."""

from __future__ import annotations

from dataclasses import asdict
from functools import cache
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from .stats import Row, Stats

if TYPE_CHECKING:
    from jinja2 import Template
    from rich.console import Console

_BAR = 20  # characters of a full bar

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ deck }}</title>
<style>
:root { color-scheme: light dark; --bar: #1f5fa8; --draft: #c58a1b; --line: #8884; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; width: 100%; }
td, th { padding: .25em .6em; text-align: right; border-bottom: 1px solid var(--line); font-variant-numeric: tabular-nums; }
td:first-child, th:first-child { text-align: left; overflow-wrap: anywhere; }
td.bar { width: 40%; text-align: left; }
.bar i { display: inline-block; height: .8em; background: var(--bar); vertical-align: middle; }
.bar i + i { background: var(--draft); }
@media (prefers-color-scheme: dark) { :root { --bar: #8fbdf0; --draft: #e0b050; } }
@media (max-width: 500px) { td.bar, th.bar { display: none; } }
</style>
<h1>{{ deck }}</h1>
<p>{{ cards }} cards, {{ drafts }} drafts; {{ covered }} of {{ known }} bullets with knowledge are in a card.
Answers have {{ words[0] }} words in the middle, {{ words[1] }} in the longest tenth, {{ words[2] }} at most.</p>
{% for title, rows in tables %}
<h2>{{ title }}</h2>
<table><tr><th></th><th class="bar">cards, drafts</th><th>cards</th><th>drafts</th>{% if loop.first %}<th>covered</th>{% endif %}</tr>
{% for row in rows %}<tr><td>{{ row.name }}</td>
<td class="bar"><i style="width:{{ 100 * row.cards / most }}%"></i><i style="width:{{ 100 * row.drafts / most }}%"></i></td>
<td>{{ row.cards }}</td><td>{{ row.drafts }}</td>{% if title == "Articles" %}<td>{{ row.covered }} of {{ row.known }}</td>{% endif %}</tr>
{% endfor %}</table>
{% endfor %}
{% if questions %}<h2>Questions you left open</h2><ul>
{% for file, line, text in questions %}<li>{{ text }} <small>{{ file }}:{{ line }}</small></li>
{% endfor %}</ul>{% endif %}
</html>
"""


def table(deck: str, found: Stats, console: Console) -> None:
    """An article a row, then a kind a row; then what to look at."""
    console.print(_table("article", found.articles))
    console.print(_table("kind", found.kinds))
    cards, drafts, known, covered = _sums(found)
    share = f", {100 * covered // known} %" if known else ""
    console.print(
        Text(f"\n{deck}: {cards} cards, {drafts} drafts; {covered} of {known} bullets with knowledge are in a card{share}", "bold")
    )
    console.print(f"answers have {found.words[0]} words in the middle, {found.words[2]} at most", highlight=False)
    for row in found.empty:
        console.print(Text.assemble("no card: ", row.name, (f"  {row.file}", "dim")), soft_wrap=True)
    for file, line, text in found.open_questions:
        console.print(Text.assemble("open question: ", text, (f"  {file}:{line}", "dim")), soft_wrap=True)


def _table(name: str, rows: tuple[Row, ...]) -> Table:
    drawn = Table(box=None, pad_edge=False, header_style="bold", expand=True)
    drawn.add_column(name, overflow="ellipsis", no_wrap=True, ratio=1)
    drawn.add_column("", width=_BAR, no_wrap=True)
    for column in ("cards", "drafts", *(["covered"] if name == "article" else [])):
        drawn.add_column(column, justify="right", no_wrap=True)
    most = max([1, *(row.cards + row.drafts for row in rows)])
    for row in rows:
        full, light = (_BAR * count // most for count in (row.cards, row.drafts))
        bar = Text.assemble(("█" * full, "blue"), ("░" * light, "yellow"))
        covered = [f"{row.covered}/{row.known}"] if name == "article" else []
        drawn.add_row(Text(row.name), bar, str(row.cards), str(row.drafts), *covered)
    return drawn


def _sums(found: Stats) -> tuple[int, int, int, int]:
    rows = found.articles
    return sum(r.cards for r in rows), sum(r.drafts for r in rows), sum(r.known for r in rows), sum(r.covered for r in rows)


def record(deck: str, found: Stats) -> dict[str, Any]:
    """The same as one JSON object."""
    return {"deck": deck, **asdict(found), "empty": [row.name for row in found.empty]}


def page(deck: str, found: Stats) -> str:
    """The same as one HTML page that needs no network."""
    cards, drafts, known, covered = _sums(found)
    most = max([1, *(row.cards + row.drafts for row in (*found.articles, *found.kinds))])
    return _template().render(
        deck=deck, cards=cards, drafts=drafts, known=known, covered=covered, words=found.words, most=most,
        tables=[("Articles", found.articles), ("Kinds of cards", found.kinds)], questions=found.open_questions,
    )  # fmt: skip


@cache
def _template() -> Template:
    from jinja2 import Environment  # noqa: PLC0415 - only a page needs it

    return Environment(autoescape=True).from_string(_PAGE)
