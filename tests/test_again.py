"""A build after an edit looks at the edited files alone, and makes what a whole build makes."""

from __future__ import annotations

import contextlib
import gc
import shutil
import sqlite3
import weakref
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import Result
from edits import writing
from edits.notes import markdown, seeded
from edits.table import EDITS

from deckwright import cache, definition, lock, part, store
from deckwright.build import Built
from deckwright.definition import Definition

START = 1_750_000_000  # the second of the first build
ROUNDS = 25
FILES = 8  # notes of so many authors in one deck


def deck_in(folder: Path) -> Definition:
    return definition.default((folder / "notes",), folder, folder / "decks")


def written(deck: Definition, texts: dict[str, str]) -> None:
    """The notes folder with these files and no others."""
    root = deck.base / "notes"
    for old in root.rglob("*.md"):
        if old.relative_to(root).as_posix() not in texts:
            old.unlink()
    for name, text in texts.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text("utf-8") != text:
            path.write_text(text, "utf-8")


def delivered(deck: Definition, second: int) -> Built:
    with lock.locked(deck, lambda _: None):
        made = store.built(deck, second, short=True)
        store.write(deck, made, allow_retire=True)
    return made


def outcome(deck: Definition) -> dict[str, bytes]:
    """All that a build has written, but for its cache."""
    return {path.name: path.read_bytes() for path in deck.folder.iterdir() if path.is_file()}


def whole(deck: Definition, second: int, before: Path) -> tuple[dict[str, bytes], Built]:
    """What a build without any cache makes of the same notes, on what the build before left in the folder `before`."""
    other = deck_in(before)
    shutil.rmtree(other.base / "notes", ignore_errors=True)
    shutil.copytree(deck.base / "notes", other.base / "notes")
    shutil.rmtree(other.folder / cache.FOLDER, ignore_errors=True)
    made = delivered(other, second)
    return outcome(other), made


def texts_of(author: int, found: Iterable[object]) -> dict[str, str]:
    return {f"{author}-{Path(note.file).name}": note.text.replace("# ", f"# {author} ") for note in found}  # type: ignore[attr-defined]


@pytest.mark.parametrize("seed", range(2))
def test_after_every_edit_the_short_way_makes_what_the_long_way_makes(seed: int, tmp_path: Path) -> None:
    rng = seeded(seed)
    deck = deck_in(tmp_path / "one")
    authors = [writing.notes(100 * seed + number, 14) for number in range(FILES)]
    short = 0
    for second in range(START, START + ROUNDS):
        written(deck, {name: text for k, notes in enumerate(authors) for name, text in texts_of(k, markdown(notes)[0]).items()})
        made = delivered(deck, second)
        files, full = whole(deck, second, tmp_path / "other")
        assert outcome(deck) == files
        assert made.diagnostics == full.diagnostics
        short += bool(made.rest)
        for _ in range(rng.choice((0, 1, 1, 2))):
            k = rng.randrange(FILES)
            authors[k] = rng.choice(EDITS).change(rng, authors[k])
    assert short > ROUNDS / 2


LINES = "# [{name}](https://e.org/{name})\n- {name} pump: a machine that lifts water\n- Lesson: count the {name} pumps\n"
NAMES = "Acton Borel Cassin Delos Ermis Farro Gilden Hasker".split()
NOTES = {f"{name[0].lower()}.md": LINES.format(name=name) for name in NAMES}


def test_a_moved_bullet_is_the_card_it_was_in_the_other_file(tmp_path: Path) -> None:
    deck = deck_in(tmp_path)
    moved = "- Valve: a part that lets water pass in one direction\n"
    written(deck, {**NOTES, "a.md": NOTES["a.md"] + moved})
    first = delivered(deck, START)
    (guid,) = [i.guid for i in first.cards() if "Valve" in i.card.question]
    written(deck, {**NOTES, "f.md": NOTES["f.md"] + moved})
    second = delivered(deck, START + 1)
    assert len(second.rest) == len(NOTES) - 2
    assert [i.guid for i in second.cards() if "Valve" in i.card.question] == [guid]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("an anchor", "# A\n- the siphon is slow because it is long ^b1\n"),
        ("an article of another file", "# [Borel](https://e.org/b)\n- the siphon is slow because it is long\n"),
    ],
)
def test_what_could_meet_a_bullet_elsewhere_is_built_whole(name: str, text: str, tmp_path: Path) -> None:
    deck = deck_in(tmp_path)
    written(deck, NOTES)
    delivered(deck, START)
    written(deck, {**NOTES, "a.md": text})
    assert delivered(deck, START + 1).rest == (), name


def test_words_that_stand_without_a_card_elsewhere_are_looked_for_there(tmp_path: Path) -> None:
    deck = deck_in(tmp_path)
    said = "- Valve: a part that lets water pass in one direction\n"
    off = f"<!-- deckwright: off -->\n{said}<!-- deckwright: on -->\n"
    written(deck, {**NOTES, "a.md": NOTES["a.md"] + said, "b.md": NOTES["b.md"] + off})
    delivered(deck, START)
    written(deck, {**NOTES, "b.md": NOTES["b.md"] + off})
    made = delivered(deck, START + 1)
    assert made.rest == ()
    assert not made.gone  # the bullet is in the other file now, where its author wants no card of it


@pytest.mark.parametrize("damage", [b"", b"SQLite format 3\0 and no more", b"not a database"])
def test_a_damaged_cache_is_as_none(damage: bytes, tmp_path: Path) -> None:
    deck = deck_in(tmp_path)
    written(deck, NOTES)
    delivered(deck, START)
    before = outcome(deck)
    (deck.folder / cache.FOLDER / "notes.sqlite").write_bytes(damage)
    assert delivered(deck, START + 1).rest == ()
    assert outcome(deck) == before
    assert len(delivered(deck, START + 2).rest) == len(NOTES)


@pytest.mark.parametrize("damaged", ["notes/a.md", "notes/b.md"])
def test_where_what_is_kept_of_one_file_is_damaged_all_are_built(damaged: str, tmp_path: Path) -> None:
    deck = deck_in(tmp_path)
    written(deck, NOTES)
    delivered(deck, START)
    with contextlib.closing(sqlite3.connect(deck.folder / cache.FOLDER / "notes.sqlite")) as connection, connection:
        assert connection.execute("UPDATE part SET value = '[' WHERE file = ?", (damaged,)).rowcount == 1
    written(deck, {**NOTES, "a.md": NOTES["a.md"] + "- Weir: a low dam across a river\n"})
    assert delivered(deck, START + 1).rest == ()


def test_a_cache_that_cannot_be_written_hinders_nothing(tmp_path: Path) -> None:
    deck = deck_in(tmp_path)
    written(deck, NOTES)
    deck.folder.mkdir()
    (deck.folder / cache.FOLDER).write_text("in the way", "utf-8")
    delivered(deck, START)
    assert len(delivered(deck, START + 1).issued) == len(delivered(deck, START + 2).issued) > 0


def test_what_a_build_made_is_let_go_with_it(tmp_path: Path) -> None:
    # A short way that leads nowhere is followed by a whole build, which has no room for both.
    deck = deck_in(tmp_path)
    written(deck, NOTES)
    made = store.built(deck, START)
    assert part.parts(made)
    left = weakref.ref(made)
    del made
    gc.collect()
    assert left() is None


def test_another_definition_or_ledger_or_a_decision_is_built_whole(tmp_path: Path) -> None:
    deck = replace(deck_in(tmp_path), threshold=1.0)  # so that there are drafts
    written(deck, NOTES)
    delivered(deck, START)
    for path, was, now in ((deck.ledger_path, "lifts", "raises"), (deck.drafts_path, "Q: ", "Q:  ")):
        path.write_text(path.read_text("utf-8").replace(was, now), "utf-8")
        assert delivered(deck, START + 1).rest == ()
        assert len(delivered(deck, START + 2).rest) == len(NOTES)


def test_a_picture_that_changes_reaches_the_package_though_its_note_does_not(tmp_path: Path) -> None:
    deck = deck_in(tmp_path)
    written(deck, {**NOTES, "a.md": "# A\n- Lesson: see ![the pump](pump.png) first\n"})
    (tmp_path / "notes" / "pump.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    first = delivered(deck, START)
    (tmp_path / "notes" / "pump.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(41))
    second = delivered(deck, START + 1)
    assert len(second.rest) == len(NOTES) - 1
    assert {i.digest for i in first.cards() if i.media} != {i.digest for i in second.cards() if i.media}


def test_a_retired_and_a_rejected_card_stay_in_the_retired_package(run: Callable[..., Result], notes: Callable[..., Path]) -> None:
    for name, text in NOTES.items():
        notes(name, text)
    run("build")
    ledger = Path("decks/notes.ledger.jsonl").read_text("utf-8")
    guid = next(line.split('"')[3] for line in ledger.splitlines() if "Lesson" in line and "count the C" in line)
    assert run("reject", guid).exit_code == 0
    assert run("build").exit_code == 0
    retired = Path("decks/notes.retired.apkg").read_bytes()
    notes("a.md", NOTES["a.md"] + "- Weir: a low dam across a river\n")
    assert run("build").exit_code == 0
    assert Path("decks/notes.retired.apkg").read_bytes() == retired
