"""A clock that goes back, or is far ahead: a card's time only ever goes forward, and Anki takes each change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st
from real_anki import history, import_package, review

from deckwright import build, ledger
from deckwright.definition import Definition
from deckwright.entry import LAST_SECOND, Ledger
from deckwright.notefiles import NoteText

Run = Callable[..., Result]
Notes = Callable[..., Path]

PUMP, WEIR, GATE = "Pump: a machine that lifts water", "Weir: a low dam across a river", "Gate: what opens and closes a channel"
REWORDED = PUMP.replace("lifts", "raises")
DECK = Definition("d", "D", (), Path(), Path())


def note(*terms: str) -> str:
    return "# Water\n" + "".join(f"- {term}\n" for term in terms)


def built(terms: Sequence[str], known: Ledger, now: int) -> build.Built:
    return build.build(DECK, [NoteText("n.md", note(*terms))], (), known, now)


terms = st.lists(st.sampled_from([PUMP, REWORDED, WEIR, WEIR.replace("low", "small"), GATE]), unique=True)


@given(st.lists(st.tuples(st.integers(1, LAST_SECOND // 2), terms), min_size=2, max_size=6))
def test_whatever_the_clock_says_no_time_goes_back_and_each_change_is_later(days: list[tuple[int, list[str]]]) -> None:
    known = Ledger()
    for now, written in days:
        before, known = known, built(written, known, now).ledger
        assert before.keys() <= known.keys()
        for guid, entry in before.items():
            told = (known[guid].digest, known[guid].gone) != (entry.digest, entry.gone)
            if entry.mod:  # Anki was told of it
                assert known[guid].mod > entry.mod if told else known[guid].mod == entry.mod


def packed(run: Run, monkeypatch: pytest.MonkeyPatch, day: int) -> Path:
    """The package of a build at this second."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(day))
    assert run("build", "--allow-retire").exit_code == 0
    return Path("decks/notes.apkg")


NOW, AHEAD = 1_790_000_000, 4_102_444_800  # 2026, and 2100


@pytest.mark.parametrize("days", [(AHEAD, NOW, NOW), (NOW, 1, 1), (NOW, AHEAD, NOW)], ids=["ahead at first", "back to 1970", "ahead once"])
def test_a_changed_card_reaches_anki_whatever_the_clock_said_before(
    notes: Notes, run: Run, collection: Any, monkeypatch: pytest.MonkeyPatch, days: tuple[int, int, int]
) -> None:
    notes("a.md", note(PUMP, WEIR))
    assert import_package(collection, packed(run, monkeypatch, days[0]))["new"] == 2
    review(collection, 2)
    learned = history(collection)
    notes("a.md", note(REWORDED, WEIR))
    assert import_package(collection, packed(run, monkeypatch, days[1])) == {"new": 0, "updated": 1, "duplicate": 1, "conflicting": 0}
    notes("a.md", note(PUMP, WEIR))
    assert import_package(collection, packed(run, monkeypatch, days[2]))["updated"] == 1
    assert history(collection) == learned
    assert any("lifts" in text for text in collection.db.list("select flds from notes"))


def test_a_time_in_the_future_is_kept_in_the_ledger(notes: Notes, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    notes("a.md", note(PUMP, WEIR))
    packed(run, monkeypatch, AHEAD)
    notes("a.md", note(REWORDED, WEIR))
    packed(run, monkeypatch, NOW)
    assert sorted(entry.mod for entry in ledger.load(Path("decks/notes.ledger.jsonl")).values()) == [AHEAD, AHEAD + 1]


def test_a_card_retired_and_back_while_the_clock_was_wrong_is_the_card_it_was(
    notes: Notes, run: Run, collection: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes("a.md", note(PUMP, WEIR, GATE))
    import_package(collection, packed(run, monkeypatch, AHEAD))
    review(collection, 3)
    learned = history(collection)
    notes("a.md", note(PUMP, GATE))
    packed(run, monkeypatch, NOW)
    assert import_package(collection, Path("decks/notes.retired.apkg"))["updated"] == 1
    notes("a.md", note(PUMP, WEIR, GATE))
    assert import_package(collection, packed(run, monkeypatch, NOW))["updated"] == 1
    assert history(collection) == learned
    assert not any("deckwright::retired" in tags for tags in collection.db.list("select tags from notes"))
