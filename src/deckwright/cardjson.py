"""Sheets to plain JSON values and back, the same after as before: how a cache holds them."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from .bullet import Bullet, Cloze, Form, Text
from .card import Card, Place, Status
from .diagnostic import Diagnostic, Severity
from .sheet import Sheet


def written(sheet: Sheet) -> list[Any]:
    """A sheet as lists, strings and numbers; where the cards stand is said once for each section."""
    places: dict[Place, int] = {}
    cards = [_card(card, places.setdefault(card.place, len(places))) for card in sheet.cards]
    told = [[d.file, d.line, d.code, d.message, d.severity] for d in sheet.diagnostics]
    return [sheet.file, sheet.digest, sheet.date, [astuple(place) for place in places], cards, told]


def read(value: list[Any]) -> Sheet:
    """The sheet that was written so. Raises TypeError, ValueError or LookupError for anything else."""
    file, digest, date, placed, cards, told = value
    places = [_read_place(place) for place in placed]
    diagnostics = tuple(Diagnostic(where, line, code, said, Severity(how)) for where, line, code, said, how in told)
    return Sheet(file, digest, date, tuple(_read_card(card, places) for card in cards), diagnostics)


def _read_place(value: list[Any]) -> Place:
    file, note, article, path, url, date, tags, deck, home = value
    return Place(file, note, article, tuple(path), url, date, tuple(tags), deck, home)


def _card(card: Card, place: int) -> list[Any]:
    bullet = card.bullet
    kept = [card.status, place, bullet.line, _text(bullet.text), bullet.form, bullet.tags, card.rule, card.reason, card.parent_text]
    if card == Card(card.status, card.place, bullet, card.rule, card.reason, parent_text=card.parent_text):
        return kept
    asked = [card.kind, card.question, card.answer, card.ordered, card.context, card.parent, card.extra, card.slot]
    return [*kept, *asked, card.score, card.doubts, card.signs, card.known_by, card.language, card.pictures]


def _read_card(value: list[Any], places: list[Place]) -> Card:
    status, place, line, text, form, tags, rule, reason, above, *asked = value
    bullet = Bullet(line, _read_text(text), _FORMS[form], tags=tuple(tags))
    if not asked:
        return Card(_STATUSES[status], places[place], bullet, rule, reason, parent_text=above)
    kind, question, answer, ordered, context, parent, extra, slot, score, doubts, signs, known_by, language, pictures = asked
    return Card(
        _STATUSES[status], places[place], bullet, rule, reason, kind, question, tuple(answer), ordered, context, parent, tuple(extra), slot,
        score, tuple(doubts), tuple(signs), above, known_by, language, tuple((address, at) for address, at in pictures),
    )  # fmt: skip


_FORMS = {str(form): form for form in Form}
_STATUSES = {str(status): status for status in Status}


def _text(text: Text) -> str | list[Any]:
    """A line's text; of most, one string says it all."""
    if text == Text(text.source, text.source, text.source, ""):
        return text.source
    return [text.source, text.plain, text.said, text.links, text.anchor, [astuple(cloze) for cloze in text.clozes], text.pictures]


def _read_text(value: str | list[Any]) -> Text:
    if isinstance(value, str):
        return Text(value, value, value, "")
    source, plain, said, links, anchor, clozes, pictures = value
    return Text(
        source, plain, said, "", links=tuple(map(tuple, links)), anchor=anchor, clozes=tuple(Cloze(*cloze) for cloze in clozes),
        pictures=tuple(map(tuple, pictures)),
    )  # fmt: skip
