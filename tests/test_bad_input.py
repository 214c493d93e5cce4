"""What the author or the machine got wrong: one clear line each, the rest still read, nothing lost."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result
from products import products

Notes = Callable[..., Path]
Run = Callable[..., Result]

GOOD = "# Good\n- Lesson: stay calm\n"


def complaints(result: Result) -> list[str]:
    """The messages of a run, one a line, and never a traceback."""
    assert "Traceback" not in result.output
    return result.stderr.splitlines()


def build_beside_good(notes: Notes, run: Run, name: str, text: str | bytes) -> Result:
    notes("good.md", GOOD)
    notes(name, text)
    result = run("build")
    assert Path("decks/notes.apkg").is_file(), "the other files are still read"
    assert "stay calm" in Path("decks/notes.ledger.jsonl").read_text("utf-8")
    return result


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"# A\n- caf\xe9\n", "notes/bad.md:2: byte 0xe9 is not UTF-8 text; save the file as UTF-8"),
        ("# A\n".encode("utf-16"), "notes/bad.md:1: this is UTF-16 text; save it as UTF-8"),
        (b"# A\n\n- a\0b\n", "notes/bad.md:3: a NUL byte, so this is not a text file; remove it or exclude the file"),
        ("---\ntitle: [\n---\n- a\n", "notes/bad.md:2: front matter is not YAML"),
        ("---\n" + "a: 1234567\n" * 8_000 + "---\n", "notes/bad.md:1: front matter is larger than 64 KiB"),
        (f"- {'a' * 200_000}\n", "notes/bad.md:1: this line has 200,002 characters"),
        ("\n".join(f"{'  ' * k}- a{k}" for k in range(2_000)), "notes/bad.md:"),
        ("> " * 10_000 + "deep\n", "notes/bad.md:1: bullets or quotations are nested"),
        ('---\ntitle: "\\UFFFFFFFF"\n---\n- a\n', "notes/bad.md:1: front matter is not YAML"),
        ("- " * 10_000 + "deep\n", "notes/bad.md:1: bullets or quotations are nested more than 100 deep"),
        ("---\ndeck: A::::B\n---\n# A\n- Lesson: x\n", "notes/bad.md:1: `deck: A::::B` has an empty part"),
    ],
    ids=["latin-1", "utf-16", "nul", "yaml", "huge-yaml", "long-line", "staircase", "deep-quote", "overflow", "deep-line", "deck-name"],
)
def test_a_bad_file_is_one_line_and_the_others_are_built(notes: Notes, run: Run, text: str | bytes, message: str) -> None:
    result = build_beside_good(notes, run, "bad.md", text)
    (line,) = complaints(result)
    assert line.startswith(message)
    assert result.exit_code == 1


def test_a_file_of_fifty_megabytes_is_not_even_read(notes: Notes, run: Run, here: Path) -> None:
    notes("bad.md", "x")
    os.truncate(here / "notes/bad.md", 50_000_000)
    (line,) = complaints(build_beside_good(notes, run, "other.md", GOOD))
    assert line == "notes/bad.md: 50 MB is more than a note file may have (16 MB); split it"


def test_a_folder_where_a_file_is_meant(notes: Notes, run: Run, here: Path) -> None:
    (here / "notes/chapter.md").mkdir(parents=True)
    (line,) = complaints(build_beside_good(notes, run, "other.md", GOOD))
    assert line == "notes/chapter.md: a folder where a note file is meant; rename it or exclude it"


def test_a_pipe_where_a_file_is_meant_does_not_hang(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", GOOD)
    os.mkfifo(here / "notes/pipe.md")
    (line,) = complaints(run("build"))
    assert line == "notes/pipe.md: not a regular file; only text files can be read as notes"


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that the system refuses to read")
def test_an_unreadable_file(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", GOOD)
    (here / "notes/bad.md").symlink_to("/proc/self/mem")
    (line,) = complaints(run("build"))
    assert line.startswith("notes/bad.md: cannot be read (")


def test_links_that_lead_nowhere_or_in_a_circle(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", GOOD)
    (here / "notes/gone.md").symlink_to("nowhere")
    (here / "notes/up").symlink_to(here / "notes")
    (here / "notes/self.md").symlink_to("self.md")
    lines = complaints(run("build"))
    assert [line.partition(" ")[0] for line in lines] == ["notes/gone.md:", "notes/self.md:", "notes/up:"]
    assert "leads back to a folder above" in lines[2]


def test_cards_of_a_bad_file_are_not_lost_and_come_back_the_same(notes: Notes, run: Run) -> None:
    notes("good.md", GOOD)
    path = notes("bad.md", "# Bad\n- Lesson: keep me\n")
    run("build")
    ledger = Path("decks/notes.ledger.jsonl").read_bytes()
    package = Path("decks/notes.apkg").read_bytes()
    path.write_bytes(b"# Bad\n- Lesson: keep me \xff\n")
    assert run("build").exit_code == 1
    assert Path("decks/notes.ledger.jsonl").read_bytes() == ledger
    path.write_text("# Bad\n- Lesson: keep me\n")
    assert run("build").exit_code == 0
    assert Path("decks/notes.apkg").read_bytes() == package


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: None, "notes: there is no such folder here"),
        (lambda: Path("notes").mkdir(), "notes: no note files (.md or .markdown) here"),
    ],
    ids=["no-folder", "empty-folder"],
)
def test_nothing_to_build(here: Path, run: Run, make: Callable[[], object], message: str) -> None:
    make()
    result = run("build")
    (line,) = complaints(result)
    assert (line.startswith(message), result.exit_code) == (True, 1)
    assert not (here / "decks").exists()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<<<<<<< HEAD\n", "decks/notes.ledger.jsonl:1: a git conflict marker"),
        ('{"guid": "a", "te', "decks/notes.ledger.jsonl:1: this line is not JSON"),
        ('{"ledger": "deckwright", "version": 99}\n', "decks/notes.ledger.jsonl:1: this ledger is of version 99"),
    ],
)
def test_a_bad_ledger_stops_the_build_and_nothing_is_written(notes: Notes, run: Run, here: Path, content: str, message: str) -> None:
    notes("a.md", GOOD)
    (here / "decks").mkdir()
    (here / "decks/notes.ledger.jsonl").write_text(content)
    result = run("build")
    (line,) = complaints(result)
    assert (line.startswith(message), result.exit_code) == (True, 1)
    assert [path.name for path in products(here / "decks")] == ["notes.ledger.jsonl"]
    assert (here / "decks/notes.ledger.jsonl").read_text() == content


def test_an_output_folder_that_cannot_be_written(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", GOOD)
    (here / "taken").write_text("a file")
    (line,) = complaints(run("build", "notes", "--output", "taken/x.apkg"))
    assert line.startswith("taken/x.ledger.jsonl: cannot be written (")
    assert (here / "taken").read_text() == "a file"


def test_a_full_disk_leaves_the_old_files_whole(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", GOOD)
    run("build")
    old = {path.name: path.read_bytes() for path in products(here / "decks")}
    notes("b.md", "# More\n" + "".join(f"- Lesson: number {k} is a lesson of its own\n" for k in range(400)))

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))

    unmeasured = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}  # its files may not grow either
    command = [sys.executable, "-m", "deckwright", "build"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=small_files, env=unmeasured)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert done.stderr.startswith("decks/notes.ledger.jsonl: cannot be written (file too large); nothing was changed there")
    assert {path.name: path.read_bytes() for path in products(here / "decks")} == old


def test_a_deck_name_that_anki_would_change(notes: Notes, run: Run) -> None:
    notes("a.md", GOOD)
    (line,) = complaints(run("build", "--deck", "Default"))
    assert "is the deck Anki keeps for itself" in line


def test_a_folder_that_went_away_loses_none_of_its_cards(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", GOOD)
    (here / "ext").mkdir()
    (here / "ext/b.md").write_text("# B\n- Lesson: keep me\n")
    (here / "notes/vault.d").symlink_to(here / "ext")
    run("build")
    (here / "ext").rename(here / "unmounted")
    result = run("build")
    assert (result.exit_code, complaints(result)[0].partition(" ")[0]) == (1, "notes/vault.d:")
    assert '"gone"' not in Path("decks/notes.ledger.jsonl").read_text("utf-8")


def test_an_output_that_is_no_package_is_refused(notes: Notes, run: Run) -> None:
    path = notes("a.md", GOOD)
    for target in ("notes/a.md", "/dev/zero", "x.zip"):
        assert run("build", "notes/a.md", "--output", target).exit_code == 2
    assert path.read_text("utf-8") == GOOD


def test_every_problem_is_told_where_no_file_can_be_read(notes: Notes, run: Run) -> None:
    notes("a.md", b"\xff")
    notes("b.md", b"\xff")
    assert len(complaints(run("build"))) == 2


@pytest.mark.parametrize("epoch", ["garbage", "-5", "²", "9" * 5000])
def test_a_bad_source_date_is_not_used(notes: Notes, run: Run, monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    notes("a.md", GOOD)
    assert run("build").exit_code == 0


def test_usage_errors_exit_with_two(notes: Notes, run: Run) -> None:
    notes("a.md", GOOD)
    assert run("build", "--kind", "nonsense").exit_code == 2
    assert run("bild").exit_code == 2
    assert run("build", "--config", "missing.yaml").exit_code == 2
