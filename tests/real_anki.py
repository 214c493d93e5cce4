"""Real Anki, as far as tests need it: import with a fresh profile's options, and answer cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler.v3 import CardAnswer

IF_NEWER: Any = 0  # the preset of a fresh profile


def import_package(collection: Any, path: Path) -> dict[str, int]:
    """Import like File > Import with default options; how many notes were new, updated, duplicate, conflicting."""
    options = ImportAnkiPackageOptions(
        merge_notetypes=False, update_notes=IF_NEWER, update_notetypes=IF_NEWER, with_scheduling=False, with_deck_configs=False
    )
    log = collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(path.absolute()), options=options)).log
    collection.models._clear_cache()
    return {name: len(getattr(log, name)) for name in ("new", "updated", "duplicate", "conflicting")}


def review(collection: Any, count: int) -> None:
    """Answer so many new cards Good, in the order they are due."""
    for number in collection.db.list("select id from cards where queue = 0 order by due, id limit ?", count):
        card = collection.get_card(number)
        card.start_timer()
        states = collection._backend.get_scheduling_states(number)
        collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=CardAnswer.GOOD))


def history(collection: Any) -> dict[str, tuple[int, int, int]]:
    """What Anki knows of each reviewed card, by guid."""
    rows = collection.db.execute("select n.guid, c.reps, c.due, c.ivl from cards c join notes n on n.id = c.nid where c.reps > 0")
    return {guid: (reps, due, interval) for guid, reps, due, interval in rows}


def decks(collection: Any) -> dict[str, int]:
    """How many cards each deck holds."""
    counted: dict[str, int] = {}
    for number in collection.db.list("select did from cards"):
        name = str(collection.decks.name(number))
        counted[name] = counted.get(name, 0) + 1
    return counted
