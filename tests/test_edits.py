"""Every kind of edit, on generated notes whose truth is known: whose guid is where after it. `make bench-identity` measures more."""

from __future__ import annotations

import pytest
from edits import writing
from edits.measure import Count, edited, fresh, measured
from edits.notes import markdown
from edits.table import EDITS, Edit, Sort

SEED, BULLETS, ROUNDS = 1, 100, 6
KINDS = [pytest.param(edit, id=edit.name) for edit in EDITS]


def told(count: Count, *verdicts: str) -> str:
    """The cards that are not where they belong, for whoever reads a failure."""
    return "\n".join(f"{f.verdict}: {f.was!r} is now {f.now!r}, its guid on {f.taken!r}" for f in count.faults if f.verdict in verdicts)


def test_most_generated_bullets_are_cards_or_drafts() -> None:
    found = [writing.notes(f"{SEED} {k}", BULLETS) for k in range(ROUNDS)]
    asked = sum(len(set(fresh(f"{SEED} {k}", BULLETS).owners.values())) for k in range(ROUNDS))
    assert asked > 0.6 * sum(len(notes.bullets()) for notes in found)


def test_a_seed_makes_the_same_notes_again() -> None:
    assert markdown(writing.notes(SEED, BULLETS)) == markdown(writing.notes(SEED, BULLETS))
    assert markdown(writing.notes(SEED, BULLETS)) != markdown(writing.notes(SEED + 1, BULLETS))


@pytest.mark.parametrize("edit", KINDS)
def test_an_edit_changes_the_notes_and_uses_no_uid_twice(edit: Edit) -> None:
    before, after, *_ = edited(edit, f"{SEED} 0", BULLETS)
    assert (markdown(before) != markdown(after)) == (edit.name != "nothing")
    uids = [line.uid for _, _, line in after.walk()]
    assert len(set(uids)) == len(uids)
    assert max(uids) < after.fresh


@pytest.mark.parametrize("edit", [pytest.param(edit, id=edit.name) for edit in EDITS if edit.sort is Sort.MOVE])
def test_a_move_leaves_every_bullet_and_its_words(edit: Edit) -> None:
    before, *_, after = edited(edit, f"{SEED} 0", BULLETS)
    said = [{line.uid: line.text for f, i, line in notes.walk() if (f, i) in set(notes.bullets())} for notes in (before, after)]
    assert said[0] == said[1]


@pytest.mark.parametrize("edit", KINDS)
def test_cards_go_on_as_the_cards_they_were(edit: Edit) -> None:
    count = measured(edit, SEED, BULLETS, ROUNDS)
    assert count.reused == 0
    assert count.rest_kept == count.rest, told(count, "lost", "wrong", "twin")
    if edit.sort is not Sort.WORST:  # there history can land on the wrong fact; the benchmark says how often
        assert count.wrong == 0, told(count, "wrong")
    least = 0.98 if edit.sort is Sort.MOVE else 0.95
    assert count.kept >= least * count.touched, told(count, "lost", "wrong", "twin")
