"""A build to one HTML page that shows its cards as Anki will: to flip, search, filter and print, without a network.

The page holds the cards as JSON, in two parts: what fills the first window, then the rest. Its script draws only what is
in view, each card in its note type's own templates and styling. A policy in the page lets that script run, and no other.
"""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from hashlib import sha256
from mimetypes import guess_type
from typing import TYPE_CHECKING, Any

from . import changes, media, notetype, render
from .build import Built, Issued
from .changes import Line, Sign
from .kinds import KINDS
from .patterns import later

if TYPE_CHECKING:
    from jinja2 import Environment

_FIRST = 24  # cards in the first part: more than the tallest window shows
_TAG = later(r"(<[^>]*>)")
_MATH = later(r"\\\(.+?\\\)|\\\[.+?\\\]", re.DOTALL)
_SOUND = later(r"\[sound:[^\]]*\]")


class State(StrEnum):
    """What the next build does with a card, in the words of the page and the order of its filters."""

    NEW = "new"
    CHANGED = "changed"
    RETURNED = "returned"
    UNCHANGED = "unchanged"
    DRAFT = "draft"


_BY_SIGN = {None: State.UNCHANGED, Sign.NEW: State.NEW, Sign.RETURNED: State.RETURNED}  # every other sign is a change


@dataclass(frozen=True, slots=True)
class Face:
    """A note type as the page needs it: its fields in order, its two templates, its CSS."""

    fields: tuple[str, ...]
    front: str
    back: str
    style: str


_FACES = (
    Face(tuple(name for name, _ in notetype.FIELDS), notetype.FRONT, notetype.BACK, notetype.STYLE),
    Face(notetype.CLOZE.fields, notetype.CLOZE_FRONT, notetype.CLOZE_BACK, notetype.CLOZE_STYLE),
)


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter, what people call it, and how many cards have it."""

    value: str
    name: str
    count: int
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A way to choose cards, by the key of their records."""

    key: str
    name: str
    choices: tuple[Choice, ...]


def page(deck: str, made: Built, pictures: Mapping[str, bytes] | None = None, css: str = "") -> str:
    """One HTML page with every card and draft of a build; `pictures` are files by their name in the package, `css` is the author's own.

    The same build and pictures make the same page. A picture that is not given is shown by its words.
    """
    shown = tuple(i for i in made.issued if i.card.is_asked)
    articles = {place: number for number, place in enumerate(dict.fromkeys(map(_article, shown)))}
    lines = changes.lines(made)
    found = {line.guid: line for line in lines}
    cards = [record(i, found.get(i.guid), articles[_article(i)]) for i in shown]
    setup = {
        "faces": [{**asdict(face), "style": face.style + css} for face in _FACES],
        "articles": [{"file": file, "title": title} for file, title in articles],
        "pictures": {name: _address(name, content) for name, content in (pictures or {}).items()},
    }
    script = _text("preview.js")
    values = {
        "deck": deck,
        "total": len(cards),
        "counted": counted(cards),
        "retired": sum(line.sign is Sign.RETIRED for line in lines),
        "filters": filters(cards, tuple(articles)),
        "style": _text("preview.css"),
        "script": script,
        "allowed": b64encode(sha256(script.encode()).digest()).decode(),
        "setup": embedded(setup),
        "first": embedded(cards[:_FIRST]),
        "rest": embedded(cards[_FIRST:]),
    }
    return _pages().get_template("preview.html").render(values)


def _article(i: Issued) -> tuple[str, str]:
    return i.card.place.file, i.card.place.article


def counted(cards: Sequence[Mapping[str, Any]]) -> str:
    """How many cards and drafts there are, in words."""
    drafts = sum(card["state"] == State.DRAFT for card in cards)
    numbers = ((len(cards) - drafts, "card"), (drafts, "draft"))
    return ", ".join(f"{n:,} {name}{'' if n == 1 else 's'}" for n, name in numbers if n) or "no cards yet"


def record(i: Issued, line: Line | None, article: int) -> dict[str, Any]:
    """A card or draft as the page's script reads it; `line` is its change, `article` the number of its article."""
    card = i.card
    fields = i.fields or media.placed(render.fields(card), {})
    face = _FACES[bool(i.clozes)]
    state = State.DRAFT if not i.fields else _BY_SIGN.get(line.sign if line else None, State.CHANGED)
    return {
        "guid": i.guid,
        "face": int(bool(i.clozes)),
        "clozes": i.clozes,
        "fields": [_typeset(fields.get(name, "")) for name in face.fields],
        "state": state,
        "kind": card.kind,
        "rule": card.rule,
        "score": f"{card.score:.2f}",
        "why": card.reason if state is State.DRAFT else line.why if line and line.sign is not Sign.NEW else "",
        "article": article,
        "line": card.bullet.line,
        "bullet": card.bullet.text.plain,
        "diff": list(changes.word_diff(line.was, line.now)) if line and line.was and line.now else [],
    }


def _typeset(html: str) -> str:
    """HTML with its math and sounds, which only Anki typesets and plays, marked as such; attributes are left alone."""
    if "\\" not in html and "[sound:" not in html:
        return html
    pieces = _TAG.split(html)
    pieces[::2] = [_SOUND.sub(_played, _MATH.sub(r'<span class="tex">\g<0></span>', text)) for text in pieces[::2]]
    return "".join(pieces)


def _played(match: re.Match[str]) -> str:
    return f'<span class="tex">{match[0]}</span>'


def _address(name: str, content: bytes) -> str:
    """A picture as an address that holds all of it."""
    return f"data:{guess_type(name)[0] or 'application/octet-stream'};base64,{b64encode(content).decode()}"


def filters(cards: Sequence[Mapping[str, Any]], articles: Sequence[tuple[str, str]]) -> tuple[Filter, ...]:
    """The ways to choose among the cards' records, each choice with its count; what no card has is left out."""
    states, kinds, places = (Counter(card[key] for card in cards) for key in ("state", "kind", "article"))
    return (
        Filter("state", "State", _choices([(state, state, "") for state in State], states)),
        Filter("kind", "Kind", _choices([(kind, kind, "") for kind in KINDS], kinds)),
        Filter("article", "Article", _choices([(n, title, file) for n, (file, title) in enumerate(articles)], places)),
    )


def _choices(named: Iterable[tuple[Any, str, str]], count: Counter[Any]) -> tuple[Choice, ...]:
    return tuple(Choice(str(value), str(name), count[value], hint) for value, name, hint in named if count[value])


def embedded(value: object) -> str:
    """A value as JSON that may stand in a script element: no `<` in it can end the element or open a comment."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


@cache
def _pages() -> Environment:
    from jinja2 import Environment, PackageLoader  # noqa: PLC0415 - only a page needs it

    return Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, loader=PackageLoader("deckwright", "pages"))


def _text(name: str) -> str:
    """A file of the page as it stands."""
    pages = _pages()
    assert pages.loader is not None  # noqa: S101 - for the type checker
    return pages.loader.get_source(pages, name)[0]
