"""A learner in real Anki and an author who edits for thirty rounds: what was learned stays, and what is gone can be found."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from anki.collection import Collection
from anki.scheduler.v3 import CardAnswer
from edits import writing
from edits.notes import Notes, markdown, seeded
from edits.table import EDITS, Change
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from real_anki import import_package

from deckwright import definition, lock, store
from deckwright.build import Built
from deckwright.build import Change as Fate
from deckwright.definition import Definition
from deckwright.notefiles import NoteText

ROUNDS = 30
BULLETS = 110
START = 1_750_000_000  # the second of the first build
OWN = "mine"
LEAST_KEPT = 0.95  # of a hundred cards after some ninety edits, the bar for rewordings; each kind of edit has its own in test_edits.py
RATINGS = (CardAnswer.GOOD, CardAnswer.AGAIN, CardAnswer.EASY, CardAnswer.HARD)


@dataclass(frozen=True, slots=True)
class Studied:
    """What must not change: by card the history, the flag, the deck and the queue; and the notes with tags of the learner's own."""

    history: dict[int, tuple[int, int, int]]
    reviews: dict[int, int]
    places: dict[int, tuple[int, int, int]]
    tagged: frozenset[str]


@settings(derandomize=True, deadline=None, max_examples=2, phases=[Phase.generate])  # shrinking would take minutes and explain little
@given(st.integers(0, 9999))
def test_thirty_rounds_of_edits_leave_a_learner_everything(seed: int) -> None:
    rng = seeded(seed)
    with TemporaryDirectory() as folder:
        deck = definition.default((Path(folder, "notes"),), Path(folder), Path(folder, "decks"))
        collection = Collection(str(Path(folder, "collection.anki2")))
        try:
            notes = writing.notes(seed, BULLETS)
            first = owners(delivered(collection, deck, markdown(notes)[0], START), notes)
            studied = study(collection, START)
            later: list[list[Change]] = []
            for second in range(START + 1, START + 1 + ROUNDS):
                notes = edited(rng, notes, later)
                made = delivered(collection, deck, markdown(notes)[0], second)
                check_history(collection, studied)
                check_retired(collection, made)
                check_questions(collection, made)
                check_tags(collection, studied, made)
                tag(collection, studied.tagged, second)
            check_owners(first, made, notes)
            check_the_end(collection, made, studied)
        finally:
            collection.close()


def test_a_retired_card_whose_bullet_comes_back_unasked_is_whole_or_still_retired(collection: Any, tmp_path: Path) -> None:
    deck = definition.default((tmp_path / "notes",), tmp_path, tmp_path / "decks")
    rest = "- Weir: a low dam across a river\n- Valve: a gate for one direction\n"
    asked = "- Three parts of the pump:\n  - rod\n  - hose\n  - drum\n"
    unasked = "- Three parts of the pump:\n  - rod\n  - hose\n"
    for second, bullets in enumerate((asked, "", unasked)):
        made = delivered(collection, deck, [NoteText("notes/a.md", f"# Water\n{bullets}{rest}")], START + second)
    check_retired(collection, made)


def edited(rng: random.Random, notes: Notes, later: list[list[Change]]) -> Notes:
    """The notes after one to five edits; the later steps of an edit come in the rounds after it."""
    for change in later.pop(0) if later else ():
        notes = change(rng, notes)
    for edit in rng.choices(EDITS, k=rng.randint(1, 5)):
        notes = edit.change(rng, notes)
        later.extend([] for _ in range(len(edit.later) - len(later)))
        for steps, change in zip(later, edit.later, strict=False):
            steps.append(change)
    return notes


def delivered(collection: Any, deck: Definition, texts: Iterable[NoteText], second: int) -> Built:
    """Write the notes, build the packages, import them."""
    files = {deck.base / note.file: note.text for note in texts}
    for old in {path for path in deck.base.glob("notes/**/*.md") if path not in files}:
        old.unlink()
    for path, text in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    with lock.locked(deck, lambda _: None):
        made = store.built(deck, second)
        store.write(deck, made, allow_retire=True)
    for package in (deck.package_path, deck.package_path.with_name(f"{deck.stem}.retired.apkg")):
        if package.exists():
            assert import_package(collection, package)["conflicting"] == 0
    return made


def study(collection: Any, second: int) -> Studied:
    """Fifty cards answered, some of them flagged, suspended or moved to another deck, and some notes tagged."""
    cards = collection.db.list("select id from cards where queue = 0 order by due, id limit 50")
    assert len(cards) == 50
    for k, number in enumerate(cards):
        card = collection.get_card(number)
        card.start_timer()
        states = collection._backend.get_scheduling_states(number)
        collection.sched.answer_card(collection.sched.build_answer(card=card, states=states, rating=RATINGS[k % len(RATINGS)]))
    for flag in (1, 2, 3, 4):
        collection.set_user_flag_for_cards(flag, cards[flag * 5 : flag * 5 + 5])
    collection.set_deck(cards[::7], collection.decks.id("My own"))
    collection.sched.suspend_cards(cards[3::9])
    collection.fix_integrity()  # now and then Anki finds that an answer it took lacks its time, and mends that; here, not at the end
    tagged = frozenset(collection.db.list("select distinct n.guid from notes n join cards c on c.nid = n.id order by n.id limit 20"))
    tag(collection, tagged, second)
    return Studied(history(collection), reviews(collection), places(collection, cards), tagged)


def tag(collection: Any, guids: Iterable[str], second: int) -> None:
    """The learner tags notes, after the build of that second and before the next."""
    numbers = [number for guid in sorted(guids) for number in collection.db.list("select id from notes where guid = ?", guid)]
    untagged = [number for number in numbers if not collection.get_note(number).has_tag(OWN)]
    collection.tags.bulk_add(untagged, OWN)
    collection.db.executemany("update notes set mod = ? where id = ?", [(second, number) for number in untagged])


def history(collection: Any) -> dict[int, tuple[int, int, int]]:
    return {card: (reps, due, ivl) for card, reps, due, ivl in collection.db.execute("select id, reps, due, ivl from cards where reps > 0")}


def reviews(collection: Any) -> dict[int, int]:
    return dict(collection.db.execute("select cid, count() from revlog group by cid"))


def places(collection: Any, cards: Iterable[int]) -> dict[int, tuple[int, int, int]]:
    """Flag, deck and queue of cards."""
    found = {card: (flags, deck, queue) for card, flags, deck, queue in collection.db.execute("select id, flags, did, queue from cards")}
    return {card: found[card] for card in cards if card in found}


def check_history(collection: Any, studied: Studied) -> None:
    assert history(collection) == studied.history
    assert reviews(collection) == studied.reviews
    assert places(collection, studied.places) == studied.places


def check_retired(collection: Any, made: Built) -> None:
    gone = {guid for guid, entry in made.ledger.items() if entry.gone and entry.mod}
    assert guids(collection, collection.find_notes("tag:deckwright::retired")) == gone
    assert guids(collection, (entry.note_id for entry in collection.get_empty_cards().notes)) == gone


def check_questions(collection: Any, made: Built) -> None:
    asked = {i.guid: i.fields["Question"] for i in made.cards()}
    found = {guid: collection.get_note(number)["Question"] for guid, number in collection.db.execute("select guid, id from notes")}
    assert {guid: found.get(guid) for guid in asked} == asked


def check_tags(collection: Any, studied: Studied, made: Built) -> None:
    """Own tags are on every note that did not change; on one that did they go, as README says."""
    changed = {i.guid for i in made.cards() if i.change is not Fate.UNCHANGED} | {entry.guid for entry in made.gone}
    tagged = guids(collection, collection.find_notes(f"tag:{OWN}"))
    assert tagged >= studied.tagged - changed


def owners(made: Built, notes: Notes) -> dict[str, int]:
    """The uid of the bullet that each guid stands for."""
    _, uids = markdown(notes)
    return {i.guid: uids[i.card.place.file, i.card.bullet.line] for i in made.issued if i.guid}


def check_owners(first: dict[str, int], made: Built, notes: Notes) -> None:
    """After all these rounds, bullets that are still there have the guid they had."""
    alive = {line.uid for _, _, line in notes.walk()}
    there = {guid: uid for guid, uid in first.items() if uid in alive}
    kept = there.items() & owners(made, notes).items()
    assert there
    assert len(kept) >= LEAST_KEPT * len(there)


def check_the_end(collection: Any, made: Built, studied: Studied) -> None:
    """Empty Cards takes the retired ones away and nothing else, and Anki finds its database whole."""
    gone = guids(collection, collection.find_notes("tag:deckwright::retired"))
    assert gone
    before = guids(collection, collection.find_notes(""))
    collection.remove_cards_and_orphaned_notes([card for entry in collection.get_empty_cards().notes for card in entry.card_ids])
    left = guids(collection, collection.find_notes(""))
    assert left == before - gone
    assert {i.guid for i in made.cards()} <= left
    assert history(collection).items() <= studied.history.items()
    assert collection.fix_integrity()[1]
    assert guids(collection, collection.find_notes("")) == left


def guids(collection: Any, numbers: Iterable[int]) -> set[str]:
    return set(collection.db.list(f"select guid from notes where id in ({','.join(map(str, numbers))})"))  # noqa: S608 - Anki's own numbers
