"""Files that another program writes, replaces or removes while a deck is built: its cards stay as they were, and nothing is half read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from disk import EDITED, TERMS, files, write

from deckwright import build, definition, ledger, lock, mediafiles, notefiles, store
from deckwright.diagnostic import Refused
from deckwright.entry import Entry
from deckwright.media import Trouble

Run = Callable[..., Result]
Deck = definition.Definition

PICTURE = b"\x89PNG\r\n\x1a\n a picture, as far as its name says"


@pytest.fixture
def folder(here: Path, run: Run) -> Path:
    """A folder with a deck of a note that was edited since, and one with a picture."""
    write(here, TERMS)
    (here / "notes/fig.png").write_bytes(PICTURE)
    (here / "notes/seen.md").write_text("# Seen\n- Lesson: what is seen is kept ![a figure](fig.png)\n", "utf-8")
    assert run("build").exit_code == 0
    write(here, EDITED)
    return here


@contextmanager
def made(folder: Path) -> Iterator[tuple[Deck, build.Built]]:
    """A deck that was read, and is not written yet."""
    deck = definition.default((folder / "notes",), folder, Path("decks"))
    with lock.locked(deck, pytest.fail):
        yield deck, store.built(deck, 1_700_000_000)


def just_before(monkeypatch: pytest.MonkeyPatch, name: str, path: Path, act: Callable[[], object], time: int = 1) -> None:
    """Another program acts once, just before the system is asked `name` about a file for the first (second) time."""
    real, number = getattr(os, name), path.stat().st_ino
    asked: list[object] = []

    def call(first: Any, *rest: Any, **more: Any) -> Any:
        if len(asked) < time and _number(first) == number:
            asked.append(first)
            if len(asked) == time:
                act()
        return real(first, *rest, **more)

    monkeypatch.setattr(os, name, call)


def _number(file: Any) -> int:
    """The inode of a file, by its path or a handle of it; 0 where there is none."""
    try:
        return os.stat(file).st_ino  # noqa: PTH116 - a Path is of no handle
    except OSError:
        return 0


def entries(folder: Path, file: str) -> dict[str, Entry]:
    """What the ledger knows of a note file."""
    return {guid: entry for guid, entry in ledger.load(folder / "decks/notes.ledger.jsonl").items() if entry.file == file}


def told(folder: Path) -> list[str]:
    """What is wrong with the notes; a build leaves the cards of a file that is named there as they are."""
    return list(map(str, notefiles.read([folder / "notes"], folder)[1]))


def test_what_is_wrong_with_a_note_keeps_its_cards(folder: Path, run: Run) -> None:
    known = entries(folder, "notes/seen.md")
    (folder / "notes/seen.md").unlink()
    (folder / "notes/seen.md").symlink_to("nowhere")
    assert run("build").stderr == "notes/seen.md: cannot be read (no such file or directory); mend it or exclude it\n"
    assert entries(folder, "notes/seen.md") == known != {}


def test_a_note_that_vanishes_between_listing_and_reading_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder / "notes/seen.md"
    just_before(monkeypatch, "open", path, path.unlink)
    assert told(folder) == ["notes/seen.md: cannot be read (no such file or directory); mend it or exclude it"]


def grow(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b"- half a li")


def rewrite(path: Path) -> None:
    """As an editor does that writes over the old text."""
    path.write_bytes(bytes(path.stat().st_size))
    os.utime(path, (1_700_000_000, 1_700_000_000))


def truncate(path: Path) -> None:
    os.truncate(path, 5)


@pytest.mark.parametrize("act", [truncate, grow, rewrite])
def test_a_note_that_is_written_to_while_it_is_read_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, act: Callable[[Path], None]
) -> None:
    path = folder / "notes/seen.md"
    just_before(monkeypatch, "fstat", path, partial(act, path), time=2)
    assert told(folder) == ["notes/seen.md: changed while it was read, so its cards stay as they are; build again"]


def test_a_note_that_is_replaced_while_it_is_read_is_the_old_one_or_the_new_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, new = folder / "notes/seen.md", "# Seen\n- Lesson: all of it is new\n"
    old = path.read_text("utf-8")
    (folder / "new").write_text(new, "utf-8")
    just_before(monkeypatch, "fstat", path, partial((folder / "new").replace, path))
    read = [{note.file: note.text for note in notefiles.read([folder / "notes"], folder)[0]} for _ in range(2)]
    assert [texts["notes/seen.md"] for texts in read] == [old, new]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes with a name")
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def put(path: Path) -> None:
        path.unlink()
        os.mkfifo(path)

    note, picture = folder / "notes/seen.md", folder / "notes/fig.png"
    just_before(monkeypatch, "open", note, partial(put, note))
    assert told(folder) == ["notes/seen.md: changed while it was read, so its cards stay as they are; build again"]
    just_before(monkeypatch, "open", picture, partial(put, picture))
    found = mediafiles.Shelf((folder / "notes",), folder).find("fig.png", "notes/seen.md")
    assert isinstance(found, Trouble)
    assert "cannot be read (not a regular file)" in found.message


def test_a_note_that_is_empty_though_it_had_cards_keeps_them(folder: Path, run: Run) -> None:
    known = entries(folder, "notes/seen.md")
    (folder / "notes/seen.md").write_bytes(b"")
    (folder / "notes/new.md").write_bytes(b"")  # as Obsidian makes them
    message = "this file is empty, but cards were made of it, which stay as they are; restore it, or remove it to retire them"
    for _ in range(2):
        result = run("build")
        assert (result.exit_code, result.stderr) == (0, f"notes/seen.md: {message}\n")
    assert entries(folder, "notes/seen.md") == known != {}


def test_one_of_many_notes_that_is_empty_keeps_its_cards_where_only_edited_files_are_built(
    here: Path, notes: Callable[..., Path], run: Run
) -> None:
    for k, name in enumerate(("Lift", "Chain", "Piston", "Screw", "Vane", "Wheel")):
        notes(f"{k}.md", f"# {name} pumps\n- {name} pump: a machine that lifts water\n- {name} weir: a low dam across a river\n")
    run("build")
    known = entries(here, "notes/3.md")
    notes("3.md", "")
    assert "notes/3.md: this file is empty, but cards were made of it" in run("build").stderr
    assert entries(here, "notes/3.md") == known != {}


def test_a_note_full_of_zeros_as_a_power_cut_leaves_it_keeps_its_cards(folder: Path, run: Run) -> None:
    known = entries(folder, "notes/seen.md")
    (folder / "notes/seen.md").write_bytes(bytes(4096))
    assert run("build").stderr.startswith("notes/seen.md:1: a NUL byte, so this is not a text file;")
    assert entries(folder, "notes/seen.md") == known != {}


CHANGED = "decks/notes.ledger.jsonl: another program changed it while the deck was built, so nothing was written; build again"


def newer(path: Path) -> None:
    """A sync program brings the ledger of another computer, which has a card more."""
    line = '{"guid": "zzzzzzzzzzzz", "text": "t", "file": "notes/other.md", "article": "A", "mod": 1700000000}\n'
    path.write_text(path.read_text("utf-8") + line, "utf-8", newline="\n")


@pytest.mark.parametrize("act", [newer, Path.unlink], ids=["newer", "removed"])
def test_a_ledger_that_another_program_changed_meanwhile_is_not_written_over(folder: Path, run: Run, act: Callable[[Path], None]) -> None:
    path = folder / "decks/notes.ledger.jsonl"
    with made(folder) as (deck, built):
        act(path)
        there = files(folder)
        with pytest.raises(Refused) as refused:
            store.write(deck, built)
        assert str(refused.value) == CHANGED
        assert files(folder) == there
    if path.exists():
        assert run("build").exit_code == 0
        assert "zzzzzzzzzzzz" in ledger.load(path)


def test_a_ledger_that_appears_meanwhile_is_not_written_over(here: Path) -> None:
    write(here, TERMS)
    with made(here) as (deck, built):
        (here / "decks/notes.ledger.jsonl").write_text('{"ledger": "deckwright", "version": 1}\n', "utf-8")
        with pytest.raises(Refused, match="another program changed it"):
            store.write(deck, built)


@pytest.mark.parametrize("command", ["accept", "unlink"])
def test_a_verdict_keeps_what_another_program_put_into_the_ledger_meanwhile(
    folder: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    path = folder / "decks/notes.ledger.jsonl"
    guid = next(iter(entries(folder, "notes/seen.md")))
    just_before(monkeypatch, "open", folder / "notes/seen.md", partial(newer, path))
    run(command, guid)
    assert "zzzzzzzzzzzz" in path.read_text("utf-8")


def test_a_ledger_that_is_gone_while_its_package_is_there_is_not_begun_anew(folder: Path, run: Run) -> None:
    path = folder / "decks/notes.ledger.jsonl"
    known = set(ledger.load(path))
    path.unlink()
    there = files(folder)
    result = run("build")
    assert result.stderr.startswith("decks/notes.ledger.jsonl: is gone, though notes.apkg was made with it, and cards that were edited")
    assert (result.exit_code, files(folder)) == (1, there)
    assert run("adopt", "decks/notes.apkg").exit_code == 0
    assert set(ledger.load(path)) >= known
    assert run("build", "--allow-retire").exit_code == 0


@pytest.mark.parametrize("content", [b"", b"\n", b'{"ledger": "deckwri', bytes(100)], ids=["empty", "blank", "cut", "zeros"])
def test_a_ledger_that_a_power_cut_spoilt_is_refused(folder: Path, run: Run, content: bytes) -> None:
    (folder / "decks/notes.ledger.jsonl").write_bytes(content)
    there = files(folder)
    result = run("build")
    assert (result.exit_code, len(result.stderr.splitlines()), files(folder)) == (1, 1, there)
    assert "restore it" in result.stderr


def vanish(path: Path) -> None:
    path.unlink()


def change(path: Path) -> None:
    path.write_bytes(PICTURE + b"more")


def become_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize(
    ("act", "line"),
    [
        (vanish, "fig.png: cannot be read any more (no such file or directory), so nothing was written; mend it, or build again"),
        (change, "fig.png: changed while the deck was built; build again"),
        (become_a_folder, "fig.png: cannot be read any more (is a directory), so nothing was written; mend it, or build again"),
    ],
)
def test_a_picture_that_is_another_when_it_is_packed(folder: Path, act: Callable[[Path], None], line: str) -> None:
    there = files(folder)
    with made(folder) as (deck, built):
        act(folder / "notes/fig.png")
        with pytest.raises(Refused) as refused:
            store.write(deck, built)
    assert str(refused.value) == line
    assert files(folder) == there


def test_a_decks_folder_that_is_taken_away_meanwhile_is_made_again(here: Path) -> None:
    write(here, TERMS)
    with made(here) as (deck, built):
        (here / "decks/.notes.lock").unlink()
        (here / "decks").rmdir()
        store.write(deck, built)
    assert sorted(files(here)) == ["notes.apkg", "notes.ledger.jsonl"]
