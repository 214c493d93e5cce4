"""`deckwright watch`: a build at the start and after whatever is saved, however it is saved, until Ctrl-C."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest
from click.testing import Result

from deckwright import ledger, watch
from deckwright.cli.chosen import Chosen

pytestmark = pytest.mark.skipif(os.name != "posix", reason="sends SIGINT to a process")

Notes = Callable[..., Path]
Run = Callable[..., Result]

NOTE = "# Water\n- Pump: a machine that lifts water\n"
WEIR = "- Weir: a low dam across a river\n"
DRAFT = "- Every queue holds at most 10,000 messages by default\n"
LONG = 60  # seconds after which a watch that has said nothing hangs
BOTH = pytest.mark.parametrize("options", [[], ["--poll"]], ids=["told", "polled"])


class Watch:
    """A watch as a process: what it says, a line at a time, without the time of day."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.last = ""

    def hears(self) -> str:
        """The next line of results; where it ended instead, what it complained of."""
        assert self.process.stdout
        assert self.process.stderr
        self.last = self.process.stdout.readline()
        line = self.last.rstrip("\n")
        return line.partition(" ")[2] if line else self.process.stderr.read()

    def complaint(self) -> str:
        """The next line of messages."""
        assert self.process.stderr
        return self.process.stderr.readline().rstrip("\n")

    def ends(self) -> tuple[int, str, str]:
        """Ctrl-C: the exit status, and what more was said. A line that is cut off as it is written may come again."""
        self.process.send_signal(signal.SIGINT)
        output, errors = self.process.communicate()
        return self.process.returncode, output.removeprefix(self.last), errors


@contextmanager
def watching(*arguments: str, code: str = "") -> Iterator[Watch]:
    """A watch of the current folder, that has begun; killed where the test ends before it does, or where it hangs."""
    command = [sys.executable, *(["-c", code] if code else ["-m", "deckwright"]), "watch", *arguments]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    ) as process:
        hangs = threading.Timer(LONG, process.kill)
        hangs.start()
        try:
            started = Watch(process)
            if "-q" not in arguments:
                assert started.complaint() == "watching; Ctrl-C ends it"
            yield started
        finally:
            hangs.cancel()
            process.kill()


def renamed(path: Path, text: str) -> None:
    """Save as many editors do: write beside it, then rename."""
    beside = path.with_name(f".{path.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)


def texts() -> set[str]:
    """The bullets that the ledger knows, and that are there."""
    return {entry.text for entry in ledger.load(Path("decks/notes.ledger.jsonl")).values() if not entry.gone}


@BOTH
def test_it_builds_at_the_start_and_again_after_each_save(notes: Notes, options: list[str]) -> None:
    path = notes("a.md", NOTE)
    with watching(*options) as watch:
        assert watch.hears() == "Notes: 1 new; 1 card"
        path.write_text(NOTE + WEIR, "utf-8")
        assert watch.hears() == "Notes: 1 new; 2 cards"
        renamed(path, NOTE.replace("lifts", "raises") + WEIR)
        assert watch.hears() == "Notes: 1 changed; 2 cards"
        assert watch.ends() == (0, "", "\nno longer watching\n")


def test_a_line_begins_with_the_time_of_day(notes: Notes) -> None:
    notes("a.md", NOTE)
    with watching() as watch:
        assert watch.process.stdout
        clock, _, rest = watch.process.stdout.readline().partition(" ")
        assert [len(part) for part in clock.split(":")] == [2, 2, 2]
        assert rest == "Notes: 1 new; 1 card\n"


@BOTH
def test_ctrl_c_ends_it_with_status_zero_and_leaves_nothing_behind(notes: Notes, here: Path, options: list[str]) -> None:
    notes("a.md", NOTE)
    with watching(*options) as watch:
        watch.hears()
        assert watch.ends()[0] == 0
    assert sorted(path.name for path in (here / "decks").iterdir() if path.is_file()) == ["notes.apkg", "notes.ledger.jsonl"]


def test_ctrl_c_in_the_middle_of_a_build_leaves_no_lock(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    code = "import deckwright.store as s; s.write = lambda *_: (print('0 held', flush=True), input()); import deckwright.cli as c; c.main()"
    with watching(code=code) as watch:
        assert watch.hears() == "held"
        assert (here / "decks/.notes.lock").exists()
        assert watch.ends() == (0, "", "\nno longer watching\n")
    assert not (here / "decks/.notes.lock").exists()


@BOTH
def test_a_note_that_cannot_be_read_is_told_and_the_watch_goes_on(notes: Notes, options: list[str]) -> None:
    notes("a.md", NOTE)
    with watching(*options) as watch:
        watch.hears()
        broken = notes(".b.md.new", b"\xff").rename("notes/b.md")
        assert watch.hears() == "Notes: nothing new; 1 card; 1 error"
        assert watch.complaint() == "notes/b.md:1: byte 0xff is not UTF-8 text; save the file as UTF-8"
        renamed(broken, "# Dams\n" + WEIR)
        assert watch.hears() == "Notes: 1 new; 2 cards"
        assert watch.ends()[0] == 0


@BOTH
def test_a_notes_folder_that_goes_and_comes_back(notes: Notes, here: Path, options: list[str]) -> None:
    notes("deep/below/a.md", NOTE)
    with watching(*options) as watch:
        watch.hears()
        (here / "notes").rename(here / "away")
        while not (said := watch.complaint()).startswith("notes: there is no such folder here"):
            assert said.startswith("notes: there is no such file or folder")  # it went in the middle of a build; the next one says it
        (here / "away/deep/below/a.md").write_text(NOTE + WEIR, "utf-8")
        (here / "away").rename(here / "notes")
        assert watch.hears() == "Notes: 1 new; 2 cards"
        shutil.rmtree(here / "notes")
        assert "notes: " in watch.complaint()
        notes("b.md", NOTE + WEIR + "- Sluice: a gate that holds back water\n")
        assert watch.hears() == "Notes: 1 new; 3 cards"
        assert watch.ends()[0] == 0


def test_notes_that_are_not_there_yet_are_waited_for(notes: Notes, here: Path) -> None:
    with watching() as watch:
        assert watch.complaint() == ("notes: there is no such folder here; make one for your notes, or name them: deckwright build NOTES")
        (here / "notes").mkdir()
        notes("new/a.md", NOTE)
        assert watch.hears() == "Notes: 1 new; 1 card"
        assert watch.ends()[0] == 0


def test_the_deck_definition_is_read_for_every_build(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    notes("private/b.md", "# Dams\n" + WEIR)
    with watching() as watch:
        assert watch.hears() == "Notes: 2 new; 2 cards"
        definition = here / "decks/notes.yaml"
        definition.write_text("name: Water\n")
        assert watch.hears() == "Water: nothing new; 2 cards"
        definition.write_text("nmae: Dry\n")
        assert watch.complaint() == "decks/notes.yaml:1: `nmae` is not a setting; did you mean `name`?"
        renamed(definition, "name: Dry\nexclude: [notes/private/*]\n")
        assert watch.complaint().startswith("decks/notes.ledger.jsonl: 1 cards would retire at once")
        assert watch.ends()[0] == 0


@BOTH
def test_a_ticked_draft_is_taken_in_and_what_a_build_writes_is_no_save(notes: Notes, options: list[str]) -> None:
    path = notes("a.md", NOTE + DRAFT)
    with watching("-v", *options) as watch:  # which tells every build, so files are saved whole
        assert watch.hears() == "Notes: 1 new; 1 card, 1 draft"
        assert watch.hears() == "Notes: nothing new; 1 card, 1 draft"  # the drafts were written, and are looked at for a tick
        drafts = Path("decks/notes.drafts.md")
        renamed(drafts, drafts.read_text("utf-8").replace("- [ ]", "- [x]"))
        assert watch.hears() == "Notes: 1 new; 2 cards"
        assert watch.hears() == "Notes: nothing new; 2 cards"
        renamed(path, NOTE + DRAFT + WEIR)
        assert watch.hears() == "Notes: 1 new; 3 cards"
        assert watch.hears() == "Notes: nothing new; 3 cards"
        assert watch.ends()[:2] == (0, "")
    assert len(texts()) == 3


def test_without_verbose_a_build_is_one_line(notes: Notes) -> None:
    path = notes("a.md", NOTE + DRAFT)
    with watching() as watch:
        assert watch.hears() == "Notes: 1 new; 1 card, 1 draft"
        renamed(path, NOTE + DRAFT + WEIR)  # half written, it may be built before it is whole
        assert watch.hears() == "Notes: 1 new; 2 cards, 1 draft"
        renamed(path, NOTE + DRAFT + WEIR + "\n")
        assert watch.hears() == "Notes: nothing new; 2 cards, 1 draft"
        assert watch.ends()[1] == ""


def test_a_ledger_that_the_author_puts_back_is_taken(notes: Notes) -> None:
    path = notes("a.md", NOTE)
    with watching("-v") as watch:
        watch.hears()
        watch.hears()
        known = Path("decks/notes.ledger.jsonl").read_bytes()
        path.write_text(NOTE + WEIR, "utf-8")
        assert watch.hears() == "Notes: 1 new; 2 cards"
        watch.hears()
        Path("decks/notes.ledger.jsonl").write_bytes(known)
        assert watch.hears() == "Notes: 1 new; 2 cards"
        assert watch.ends()[0] == 0


@BOTH
def test_many_files_saved_at_once_are_all_in_the_last_build(notes: Notes, options: list[str]) -> None:
    notes("a.md", NOTE)
    with watching(*options) as watch:
        watch.hears()
        for k in range(120):
            notes(f"{k % 7}/{k}.md", f"# Dam {k}\n- Lesson: number {k} was built too high\n")
        while not (heard := watch.hears()).endswith("; 121 cards"):
            assert heard.startswith("Notes: ")
        assert watch.ends()[0] == 0
    assert len(texts()) == 121


def test_a_warning_is_told_once_and_an_error_at_every_build(notes: Notes) -> None:
    notes("a.md", NOTE)
    notes("b.md", "# B\n```\nnever closed\n")
    notes("c.md", b"\xff")
    with watching() as watch:
        assert watch.hears() == "Notes: 1 new; 1 card; 1 error, 1 warning"
        notes("a.md", NOTE + WEIR)
        assert watch.hears() == "Notes: 1 new; 2 cards; 1 error, 1 warning"
        errors = watch.ends()[2].splitlines()
    assert [line.partition(":")[0] for line in errors if line] == ["notes/b.md", "notes/c.md", "notes/c.md", "no longer watching"]


def test_of_several_decks_those_are_told_that_changed(notes: Notes, here: Path) -> None:
    pump, weir = notes("a.md", NOTE), notes("more/b.md", "# Dams\n" + WEIR)
    (here / "decks").mkdir()
    (here / "decks/all.yaml").write_text("name: All\n")
    (here / "decks/more.yaml").write_text("name: More\nnotes: notes/more\n")
    with watching() as watch:
        assert [watch.hears(), watch.hears()] == ["All: 2 new; 2 cards", "More: 1 new; 1 card"]
        renamed(pump, NOTE.replace("lifts", "raises"))
        assert watch.hears() == "All: 1 changed; 2 cards"
        renamed(weir, "# Dams\n" + WEIR.replace("low", "small"))
        assert [watch.hears(), watch.hears()] == ["All: 1 changed; 2 cards", "More: 1 changed; 1 card"]
        assert watch.ends()[1] == ""


def test_one_file_and_a_package_elsewhere(notes: Notes, here: Path) -> None:
    path = notes("a.md", NOTE)
    notes("b.md", "# Dams\n" + WEIR)
    with watching("notes/a.md", "--output", "out/a.apkg") as watch:
        assert watch.hears() == "A: 1 new; 1 card"
        renamed(path, NOTE.replace("lifts", "raises"))
        assert watch.hears() == "A: 1 changed; 1 card"
        path.unlink()
        assert watch.complaint() == "notes/a.md: there is no such file or folder; name one that holds note files"
        path.write_text(NOTE, "utf-8")
        assert watch.hears() == "A: 1 changed; 1 card"
        assert watch.ends()[0] == 0
    assert not (here / "decks").exists()


def test_a_mistake_in_the_command_ends_it_at_once(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    (here / "decks").mkdir()
    (here / "decks/water.yaml").write_text("name: Water\n")
    result = run("watch", "--deck", "Dry")
    assert (result.exit_code, "defines no deck “Dry”" in result.stderr) == (2, True)


def test_a_fault_of_our_own_is_told_and_the_watch_goes_on(notes: Notes) -> None:
    notes("a.md", NOTE)
    faulty = """
import deckwright.cli
from deckwright import store

def built(*rest, real=store.built, **more):
    store.built = real
    return 1 / 0

store.built = built
deckwright.cli.main()
"""
    with watching(code=faulty) as watch:
        assert watch.complaint() == "Traceback (most recent call last):"
        while not (heard := watch.complaint()).startswith("deckwright: this is a fault of deckwright's"):
            assert heard or watch.process.poll() is None
        notes("a.md", NOTE)
        assert watch.hears() == "Notes: 1 new; 1 card"
        assert watch.ends()[0] == 0


def test_it_ends_where_the_current_folder_goes(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "project").mkdir()
    monkeypatch.chdir(here / "project")
    (here / "project/notes").mkdir()
    (here / "project/notes/a.md").write_text(NOTE)
    with watching() as watch:
        watch.hears()
        monkeypatch.chdir(here)
        while (here / "project").exists():  # a build may be writing into it
            shutil.rmtree(here / "project", ignore_errors=True)
        assert watch.process.communicate()[1].endswith(
            "the current folder is gone, or cannot be read; change to one that is there, and try again\n"
        )
        assert watch.process.returncode == 1


def test_a_folder_of_decks_that_goes_as_it_is_looked_into_defines_none(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(path: Path, _: str) -> Iterator[Path]:
        raise FileNotFoundError(path)

    monkeypatch.setattr(Path, "glob", gone)
    assert Chosen((), "", here / "decks", None, None).defined() == []


def test_quiet_says_only_what_is_wrong(notes: Notes) -> None:
    notes("a.md", NOTE)
    with watching("-q") as watch:
        notes("c.md", b"\xff")
        assert watch.complaint().startswith("notes/c.md:1: byte 0xff")
        assert watch.ends()[:2] == (0, "")


def places(here: Path, exclude: tuple[str, ...] = ()) -> watch.Places:
    return watch.Places((watch.Root(here / "notes", "notes", exclude),), (here / "decks/notes.ledger.jsonl",), (here / "decks",))


@pytest.mark.parametrize(
    "name", [".a.md.swp", "a.md~", "4913", ".obsidian/workspace.md", ".git/x.md", "_drafts/a.md", "node_modules/p/readme.md", "secret/a.md"]
)
def test_a_file_that_no_build_reads_is_not_looked_at(notes: Notes, here: Path, name: str) -> None:
    notes("a.md", NOTE)
    before = watch.look(places(here, ("notes/secret/*",))).files
    notes(name, "x")
    assert watch.look(places(here, ("notes/secret/*",))).files == before


@pytest.mark.parametrize("name", ["b.markdown", "B.MD", "fig.png", "sub/deep/sound.mp3"])
def test_notes_and_what_they_may_show_are_looked_at(notes: Notes, here: Path, name: str) -> None:
    notes("a.md", NOTE)
    before = watch.look(places(here))
    notes(name, "x")
    after = watch.look(places(here))
    assert {*after.files} - {*before.files} == {str(here / "notes" / name)}
    assert after.folders >= {str((here / "notes" / name).parent), str(here)}


def test_a_link_that_leads_back_is_looked_into_once(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    (here / "notes/again").symlink_to(here / "notes")
    (here / "notes/nowhere").symlink_to(here / "gone")
    assert len(watch.look(places(here)).files) == 1


def test_where_the_system_watches_no_more_folders_they_are_looked_at(notes: Notes, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object, **__: object) -> Iterator[set[object]]:
        raise OSError("OS file watch limit reached")
        yield set()

    monkeypatch.setattr(watch, "watch", full)
    monkeypatch.setattr(watch, "_LOOK", 0.01)
    notes("a.md", NOTE)
    told: list[str] = []
    calls = iter(range(99))

    def where() -> watch.Places:
        if next(calls) == 4:
            notes("b.md", NOTE)
        return places(here)

    found = watch.rounds(where, lambda: None, told.append)
    assert [next(found)[0].files, next(found)[0].files] == [{str(here / "notes/a.md")}, {str(here / "notes/b.md")}]
    assert told == ["the system watches no more folders (OS file watch limit reached); looking at the files every second instead"]


def test_what_is_saved_while_a_build_runs_is_built_next(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    told: list[str] = []
    saved = iter(("b.md", "c.md"))

    def work() -> None:
        if name := next(saved, ""):
            notes(name, NOTE)

    def named(changes: watch.Changes) -> tuple[list[str], list[str]]:
        return [Path(path).name for path in changes.files], [Path(path).name for path in changes.early]

    steps = watch.rounds(lambda: places(here), work, told.append)
    while_at_work = [named(changes) for changes, _ in islice(steps, 3)]
    assert while_at_work == [(["a.md"], []), (["b.md"], ["b.md"]), (["c.md"], ["c.md"])]  # the work before may have seen it
    notes("d.md", NOTE)
    assert named(next(steps)[0]) == (["d.md"], [])
    assert told == []
