"""A table's rows to cards: each asks for a cell by the name of its row and column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..bullet import Bullet, Form, Text
from ..language import layout, verbs
from ..patterns import anycase, cased, later
from . import phrase, skips
from .here import Here, Proposal, Skip

MOST_ROWS = 8  # and the next two: reference: cards.md §2.3
MOST_CARDS = 12  # of one table
_CELL_WORDS = 8  # in a table of three columns or more
_NAME_WORDS = 8
_HEADER_WORDS = 4
_CAPTION_WORDS = 10

_FIGURE = later(r"[~≈<>≤≥±+-]?\s*[$€£]?\d[\d.,\s]*(?:\s*(?:±|\+/-)\s*[\d.,]+)?(?P<unit>\s*\S{1,12})?$")
_AMOUNT = later(r"[~≈<>≤≥±+-]?\s*[$€£]?\d[\d.,]*+(?:\s?[^\W\d]\w{0,2})?\b(?:\s\d[\d.,]*+(?:\s?[^\W\d]\w{0,2})?\b)*$")  # `8h 45min 57s`
_UNIT = later(r"\s*\(([^()]{1,12})\)$")
_SILENT = (
    skips.silenced, skips.empty, skips.todo, skips.foreign, skips.reference, skips.own_voice, skips.example, skips.parenthesis,
)  # fmt: skip


def table(here: Here) -> Sequence[Proposal] | Skip | None:
    """A row of a table that names its rows and columns: what is the `column` of “row”?

    The slot is the column's header, so that a column added, moved or taken out leaves the others' cards alone.
    """
    if here.bullet.form is Form.TABLE:
        return Skip("the column names of a table")
    if not here.english or here.bullet.form is not Form.ROW or here.parent is None or here.parent.form is not Form.TABLE:
        return None
    silent = next((skip for shape in _SILENT if (skip := shape(here))), None)
    unfit = "" if silent else _unfit(here.parent, here.siblings)
    if silent or unfit:
        return silent or Skip(unfit)
    made = list(_cards(here, here.parent.cells))
    return made or Skip("a row of a table without a short cell to ask for")


def _unfit(header: Bullet, rows: Sequence[Bullet]) -> str:
    """Why no cards are made of a table, or empty."""
    if len(rows) > MOST_ROWS:
        return f"a table of more than {MOST_ROWS} rows"
    names = [row.cells[0].said.casefold() for row in rows]
    values = [cell for row in rows for cell in row.cells[1:] if cell.plain]
    figures = [match for cell in values if (match := _FIGURE.match(cell.said))]
    if len(rows) < 2 or len(header.cells) < 2 or not any(cell.said for cell in header.cells[1:]):
        return "a table that only arranges things: it needs two rows, and columns with names"
    if "" in names or len(set(names)) < len(names):
        return "a table whose first column does not name each row by a name of its own"
    if any(phrase.word_count(name) > _NAME_WORDS or name.endswith(("?", ":")) for name in names):
        return "a table whose first column is not of names"
    if names[0] in ("0", "1") and names == [str(k + int(names[0])) for k in range(len(names))]:
        return "a table whose first column only counts its rows"
    if 2 * len(figures) > len(values) and (len(header.cells) > 2 or not all(match["unit"] for match in figures)):
        return "a table of figures"
    if 2 * sum(cell.sole_link is not None for cell in values) > len(values):
        return "a table of links"
    return ""


def _cards(here: Here, header: Sequence[Text]) -> Iterator[Proposal]:
    columns = [k for k in range(1, len(header)) if _is_asked(header[k], [row.cells[k] for row in here.siblings])]
    things = len(columns) > 1 and header[0].said.casefold() in layout.ASPECT | {""}
    for k in columns[: max(1, MOST_CARDS // len(here.siblings))]:
        cell = here.bullet.cells[k]
        if not _answers(cell) or (len(header) > 2 and phrase.word_count(cell.said) > _CELL_WORDS):
            continue
        ask = _asked_of_thing if things else _asked_of_row
        question, doubt = ask(here, header, k)
        several = "one of several cells of its row" if len(header) > 2 else ""
        figure = "a number alone is seldom worth learning" if _FIGURE.match(cell.said) or _AMOUNT.match(cell.said) else ""
        parts = phrase.listed(cell.said)
        answer = parts if len(parts) > 2 else (phrase.trimmed(cell.said),)
        counted = f"{question} ({len(parts)} things)" if len(parts) > 2 else question
        yield Proposal("table", f"“{_title(here)}” — {counted}", answer, here.bullet, header[k].plain, reason=doubt or several or figure)


def _is_asked(name: Text, cells: Sequence[Text]) -> bool:
    """Whether a column has a name that asks for something, and cells that differ."""
    small = name.said.casefold().strip(" .:")
    return bool(small) and small not in layout.NOT_ASKED and len({cell.said.casefold() for cell in cells}) > 1


def _answers(cell: Text) -> bool:
    worth = phrase.content_stems(cell.said)
    return bool(worth) and cell.sole_link is None and not anycase(layout.NO_ANSWER_CELL).fullmatch(cell.said)


def _title(here: Here) -> str:
    """What a table is about: the line above that leads it, the heading, or the article."""
    above = here.parents[-2] if len(here.parents) > 1 else None
    caption = phrase.trimmed(above.text.said.rstrip(": ")) if above is not None and above.form is not Form.HEADING else ""
    if 0 < phrase.word_count(caption) <= _CAPTION_WORDS and not cased(r"[“”\"]").search(caption) and not phrase.starts_deictic(caption):
        return caption
    return here.heading.strip(" :") or here.topic.strip("“”")


def _asked_of_row(here: Here, header: Sequence[Text], k: int) -> tuple[str, str]:
    """The question for one cell of a row that is a thing with properties, and what speaks against it."""
    name, cell = _name(header[0].said, here.bullet.cells[0].said), here.bullet.cells[k]
    column = header[k].said.strip(" :")
    small = column.casefold()
    opens = phrase.tokens(cell.said)[0].casefold()
    if small in layout.DESCRIBES and (_does(opens) or (name.startswith("`") and opens in verbs.NOUNS_TOO)):
        return f"what does {phrase.in_quotes(name)} do?", ""
    if small in layout.COLUMN_QUESTIONS:
        return layout.COLUMN_QUESTIONS[small].format(X=phrase.in_quotes(name)), ""
    return _property(column, name, cell.said)


def _name(column: str, said: str) -> str:
    """The name of a row; a number or sign needs to say what it is one of: `base 16`, `level L2`."""
    return said if cased(r"[^\W\d]{2}").search(said) or said[:1] in "`“" or not _is_noun(column) else f"{_small(column)} {said}"


def _does(word: str) -> bool:
    return word in verbs.IMPERATIVES or (word in verbs.VERBS and word.endswith("s"))


def _asked_of_thing(here: Here, header: Sequence[Text], k: int) -> tuple[str, str]:
    """The same, where the columns are the things and the rows their properties."""
    name, column = here.bullet.cells[0].said, header[k].said.strip(" :")
    if header[0].said:
        return _property(name, column, here.bullet.cells[k].said)
    asked = f"what does the table say for {phrase.in_quotes(name)} and {phrase.in_quotes(column)}?"
    return asked, "the table does not say what its rows are"


def _property(name: str, thing: str, cell: str) -> tuple[str, str]:
    """What is the `name` of “thing”? A unit in brackets behind the name is asked for, unless the cell has it."""
    unit = _UNIT.search(name)
    bare = name[: unit.start()] if unit else name
    shown = phrase.in_quotes(thing)
    if not _is_noun(bare):
        return f"{shown}: {name}?", "the name of the column makes no plain question"
    said = _small(bare)
    last = said.split()[-1]
    verb = "are" if last.endswith("s") and not last.endswith(("ss", "us", "is")) else "is"
    if verb == "are" and cased(r"\d[\d,.]*").fullmatch(cell):
        return f"how many {said} does {shown} have?", ""
    joined = "for" if last in layout.FOR_SOMETHING else "of"
    return f"what {verb} the {said} {joined} {shown}{f', in {unit[1]}' if unit and not cell.endswith(unit[1]) else ''}?", ""


def _small(name: str) -> str:
    """A header in small letters, as inside a question; abbreviations stay."""
    return " ".join(word.lower() if cased(r"[A-Z][a-z’']+").fullmatch(word) else word for word in name.split())


def _is_noun(name: str) -> bool:
    return (
        0 < phrase.word_count(name) <= _HEADER_WORDS
        and cased(r"[\w’' /-]+").fullmatch(name) is not None
        and not anycase(layout.NO_PROPERTY).match(name)
        and not phrase.has_inflected_verb(name)
    )
