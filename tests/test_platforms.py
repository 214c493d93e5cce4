"""The same notes make the same files on every system, in every locale and time zone, and what we name is legal on all of them."""

from __future__ import annotations

import ast
import ntpath
import os
import shutil
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path, PureWindowsPath
from types import SimpleNamespace
from typing import cast

import pytest
from click.testing import Result
from hypothesis import given
from hypothesis import strategies as st

from deckwright import deckname, definition, ledger, making, media, mediafiles, notefiles, outline, store
from deckwright.entry import Verdict
from deckwright.media import File, Trouble

Notes = Callable[..., Path]
Run = Callable[..., Result]
Files = dict[str, bytes]

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
DAY = "1700000000"  # SOURCE_DATE_EPOCH
PICTURE = b"\x89PNG\r\n\x1a\n a picture, as far as its name says"
NOTE = """\
---
title: Istanbul
date: 2024-01-01
tags: [İŞ, TITLE]
---
# [ISTIKLAL](https://example.org/%C4%B0) in İstanbul
- LESSON: IT IS IN THE TITLE ![the Straße](straße.png)
- Pump: a machine that lifts water, für ÖL
- İznik: a town that is known for its tiles
- Q: What is İ in small letters?
- A: i̇, or plain i in Turkish
- Pumps and valves often need 40 litres of oil in a year ![[ÉTÉ.png]]
"""


def nfd(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def files(folder: Path) -> Files:
    """What is in decks/, by name, but for what begins with a dot."""
    return {path.name: path.read_bytes() for path in (folder / "decks").iterdir() if not path.name.startswith(".")}


def write(folder: Path, spell: Callable[[str], str] = str) -> Path:
    """A folder of notes whose names have letters that systems treat in different ways."""
    names = {"nötes/İstanbul.md": NOTE.encode(), "nötes/straße.png": PICTURE, "nötes/sub/été.png": PICTURE + b"2"}
    for name, content in names.items():
        path = folder / spell(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (folder / "decks").mkdir()
    text = f"name: Öl und İznik\nnotes: [{spell('nötes')}]\nskip_sections: [ÜBER]\n"
    (folder / "decks/öl.yaml").write_text(text, "utf-8", newline="\n")
    return folder


def build(folder: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """A build in a process of its own, in another environment."""
    known = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHONUTF8", "TZ"))}
    command = [sys.executable, *options, "-m", "deckwright", "build"]
    return subprocess.run(
        command, cwd=folder, env={"LANG": "C.UTF-8", **known, "SOURCE_DATE_EPOCH": DAY, **environment}, capture_output=True, check=False
    )


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """What the notes make where everything is as usual."""
    folder = write(tmp_path_factory.mktemp("usual"))
    done = build(folder)
    assert (done.returncode, done.stderr) == (0, b"")
    made = files(folder)
    assert {"öl.apkg", "öl.ledger.jsonl", "öl.drafts.md"} <= made.keys()
    assert made["öl.apkg"].count(PICTURE) >= 1
    return made


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with locales that the machine may lack."""
    folder = tmp_path_factory.mktemp("locales")
    for name, letters in (("de_DE", "ISO-8859-1"), ("tr_TR", "ISO-8859-9"), ("tr_TR", "UTF-8")):
        command = ["localedef", "-i", name, "-f", letters, str(folder / f"{name}.{letters}")]
        if shutil.which("localedef") is None or subprocess.run(command, capture_output=True, check=False).returncode:
            pytest.skip("needs localedef, and the sources of locales")
    return folder


PLAIN = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}


@pytest.mark.skipif(os.name != "posix", reason="only there does a locale say how names are read")
@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", **PLAIN},
        {"LC_ALL": "C", **PLAIN},
        {"LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"},
        {"TZ": "Pacific/Kiritimati"},
        {"TZ": "America/St_Johns"},
        {"TZ": "XYZ-25:59:59"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "4294967295"},
        {"PYTHONOPTIMIZE": "2"},
    ],
    ids=lambda environment: " ".join(f"{name}={value}" for name, value in environment.items()),
)
def test_the_same_bytes_whatever_the_environment(tmp_path: Path, usual: Files, environment: dict[str, str]) -> None:
    folder = write(tmp_path)
    done = build(folder, **environment)
    assert (done.returncode, done.stderr) == (0, b"")
    assert files(folder) == usual


@pytest.mark.skipif(os.name != "posix", reason="only there does a locale say how names are read")
@pytest.mark.parametrize("name", ["de_DE.ISO-8859-1", "tr_TR.ISO-8859-9", "tr_TR.UTF-8"])
def test_the_same_bytes_in_every_locale(tmp_path: Path, usual: Files, locales: Path, name: str) -> None:
    folder = write(tmp_path)
    done = build(folder, LOCPATH=str(locales), LC_ALL=name, PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    assert files(folder) == usual


def test_nothing_is_read_or_written_in_the_encoding_of_the_locale(tmp_path: Path, usual: Files) -> None:
    folder = write(tmp_path)
    done = build(folder, "-X", "warn_default_encoding", "-W", "error::EncodingWarning")
    assert (done.returncode, done.stderr) == (0, b"")
    assert files(folder) == usual


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_text_is_read_and_written_as_utf8_with_our_line_ends(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
            modes = [a.value for a in node.args if isinstance(a, ast.Constant)]
            ends = any(keyword.arg == "newline" for keyword in node.keywords)
            assert name != "write_text" or ("utf-8" in modes and ends), f"{path}:{node.lineno}: a system may write other line ends"
            assert name != "read_text" or "utf-8" in modes, f"{path}:{node.lineno}"
            as_utf8 = any(keyword.arg == "encoding" for keyword in node.keywords)
            assert name not in ("open", "fdopen") or not modes or as_utf8 or "b" in str(modes[0]), f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_no_locale_and_no_time_zone_is_asked(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    names = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    names |= {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names}
    written = {str(node.value)[-1:] for spec in ast.walk(tree) if isinstance(spec, ast.FormattedValue) and spec.format_spec
               for node in ast.walk(spec.format_spec) if isinstance(node, ast.Constant)}  # fmt: skip
    asked = names & {"locale", "LOCALE", "datetime", "ctime", "localtime", "mktime", "strftime", "strptime", "tzset"}
    assert asked <= ({"strftime"} if path.name == "watching.py" else set())  # which shows its reader the time of day, as digits
    assert "n" not in written, "a number with the signs of a locale"


@pytest.mark.parametrize(
    "line",
    [
        "IQTISAD: a word that is known for its roots", "Lesson: IQTISAD needs oil in spring", "==IQTISAD== is a word for thrift",
        "Q: what is IQTISAD? A: thrift", "{{c1::IQTISAD}} is thrift", "IQTISAD :: thrift",
        "IQTISAD needs 3,5 litres of oil because IQ is dry",
    ],
)  # fmt: skip
def test_a_letter_that_is_two_when_it_is_small_cuts_no_card_in_another_place(line: str) -> None:
    plain, dotted = (making.cards(outline.read(f"# Words\n- {words}\n", "n.md")[0]) for words in (line, line.replace("I", "İ")))
    assert any(card.is_asked for card in plain)
    sides = [(card.status, card.question.replace("I", "İ"), tuple(a.replace("I", "İ") for a in card.answer)) for card in plain]
    assert [(card.status, card.question, card.answer) for card in dotted] == sides


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-32"])
@pytest.mark.parametrize("name", ["notes/b.md", "decks/notes.yaml", "decks/notes.ledger.jsonl", "decks/notes.drafts.md"])
def test_a_file_in_another_encoding_is_one_line(notes: Notes, run: Run, here: Path, name: str, encoding: str) -> None:
    notes("a.md", "# A\n- Lesson: letters are numbers\n")
    (here / "decks").mkdir()
    (here / name).write_bytes("# é\n".encode(encoding))
    (line,) = run("build").stderr.splitlines()
    assert line.startswith(name)
    assert (here / name).read_bytes() == "# é\n".encode(encoding)


class _OnWindows(PureWindowsPath):
    @classmethod
    def cwd(cls) -> _OnWindows:
        return cls("C:\\Users\\me\\reading")


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("notes\\sub\\a.md", "notes/sub/a.md"), ("C:\\Users\\me\\reading\\notes\\a.md", "notes/a.md"),
        ("c:\\USERS\\me\\reading\\a.md", "a.md"),
        (".\\notes\\..\\a.md", "a.md"), ("D:\\a.md", "D:/a.md"), ("\\\\server\\share\\a.md", "//server/share/a.md"),
        (f"notes\\{nfd('é')}.md", "notes/é.md"),
    ],
)  # fmt: skip
def test_a_file_has_the_same_name_in_a_ledger_that_windows_writes(monkeypatch: pytest.MonkeyPatch, path: str, name: str) -> None:
    monkeypatch.setattr(notefiles, "Path", _OnWindows)
    monkeypatch.setattr(notefiles, "os", SimpleNamespace(path=ntpath, fsencode=os.fsencode))
    assert notefiles.relative(cast(Path, _OnWindows(path)), cast(Path, _OnWindows())) == name


def as_crlf(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r\n")


def as_cr(content: bytes) -> bytes:
    return content.replace(b"\n", b"\r")


def with_mark(content: bytes) -> bytes:
    """With the mark that Windows puts before UTF-8."""
    return b"\xef\xbb\xbf" + content


def as_windows(content: bytes) -> bytes:
    return with_mark(as_crlf(content))


@pytest.mark.parametrize("change", [as_crlf, as_cr, with_mark, as_windows])
def test_line_ends_and_a_byte_order_mark_make_no_difference_in_notes(
    here: Path, run: Run, usual: Files, monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    write(here)
    path = here / "nötes/İstanbul.md"
    path.write_bytes(change(path.read_bytes()))
    assert run("build").stderr == ""
    assert files(here) == usual


@pytest.mark.parametrize("change", [as_crlf, with_mark, as_windows])
def test_line_ends_and_a_byte_order_mark_make_no_difference_in_a_definition(here: Path, run: Run, change: Callable[[bytes], bytes]) -> None:
    write(here)
    path = here / "decks/öl.yaml"
    path.write_bytes(change(path.read_bytes()))
    assert run("build").stderr == ""
    assert "Öl und İznik::" in (here / "decks/öl.ledger.jsonl").read_text("utf-8")


@pytest.mark.parametrize("change", [as_crlf])
def test_a_ledger_with_the_line_ends_of_windows_is_read_and_written_with_ours(
    here: Path, run: Run, usual: Files, monkeypatch: pytest.MonkeyPatch, change: Callable[[bytes], bytes]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    write(here)
    run("build")
    path = here / "decks/öl.ledger.jsonl"
    path.write_bytes(change(path.read_bytes()))
    assert run("build").stderr == ""
    assert files(here) == usual
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize("change", [as_crlf, with_mark, as_windows])
def test_drafts_that_an_editor_on_windows_saved_are_taken_in(here: Path, run: Run, change: Callable[[bytes], bytes]) -> None:
    write(here)
    run("build")
    path = here / "decks/öl.drafts.md"
    path.write_bytes(change(path.read_bytes().replace(b"- [ ] Q:", b"- [x] Q:", 1)))
    assert run("build").stderr == ""
    assert [entry.verdict for entry in ledger.load(here / "decks/öl.ledger.jsonl").values()].count(Verdict.ACCEPTED) == 1
    assert b"\r" not in path.read_bytes()


def test_names_as_macos_gives_them_are_the_same_names(here: Path, run: Run, usual: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    write(here, nfd)
    assert nfd("İstanbul.md") in os.listdir(here / nfd("nötes"))  # noqa: PTH208 - names as the system has them
    assert run("build").stderr == ""
    assert {**files(here), "öl.yaml": usual["öl.yaml"]} == usual  # which names the folder as it is on the disk


def test_two_files_whose_names_differ_in_their_codes_alone_are_told(notes: Notes, run: Run) -> None:
    notes("été.md", "# A\n- Lesson: the first of two\n")
    notes(nfd("été.md"), "# A\n- Lesson: the second of two\n")
    if len(list(Path("notes").iterdir())) == 1:
        pytest.skip("here both are one name")
    message = "two files here have this name, written with other codes for the same letters; only one is read, so rename the other"
    assert run("build").stderr == f"notes/été.md: {message}\n"


def test_roots_that_overlap_read_a_file_once_and_say_nothing(notes: Notes, run: Run) -> None:
    notes("a.md", "# A\n- Lesson: once is enough\n")
    result = run("build", "notes", "notes/a.md", "./notes")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_name_that_is_no_utf8_is_told_in_every_locale(tmp_path: Path) -> None:
    folder = write(tmp_path)
    try:
        Path(os.fsdecode(os.fsencode(folder) + "/nötes/".encode() + b"caf\xe9.md")).write_bytes(NOTE.encode())
    except OSError:
        pytest.skip("here every name is UTF-8")
    for environment in ({}, {"LC_ALL": "C", **PLAIN}):
        done = build(folder, **environment)
        assert done.returncode == 1
        assert done.stderr.endswith(b"caf\\udce9.md: the file's name is not UTF-8; rename it\n")


def test_a_file_renamed_in_upper_and_lower_case_alone_keeps_its_cards(notes: Notes, run: Run) -> None:
    path = notes("Water.md", "# Water\n- Pump: a machine that lifts water\n- Weir: a low dam across a river\n")
    run("build")
    before, package = set(ledger.load(Path("decks/notes.ledger.jsonl"))), Path("decks/notes.apkg").read_bytes()
    path.rename(path.with_name("water.md"))
    assert run("build").exit_code == 0
    assert (set(ledger.load(Path("decks/notes.ledger.jsonl"))), Path("decks/notes.apkg").read_bytes()) == (before, package)


@pytest.mark.parametrize("pattern", ["notes/private/*", "notes\\private\\*", f"notes/{nfd('privé')}/*", "notes/pri*/*"])
def test_what_a_definition_leaves_out_is_the_same_on_every_system(notes: Notes, run: Run, pattern: str) -> None:
    notes("a.md", "# A\n- Lesson: this one is read\n")
    notes("privé/x.md" if nfd("privé") in pattern else "private/x.md", "# X\n- Lesson: this one is not read\n")
    Path("decks").mkdir()
    Path("decks/notes.yaml").write_text(f"exclude: ['{pattern}']\n", "utf-8")
    assert "1 file" in run("build").stdout


def test_upper_and_lower_case_count_in_what_is_left_out(here: Path, notes: Notes) -> None:
    notes("a.md", "# A\n")
    assert [note.file for note in notefiles.read([here / "notes"], here, ["NOTES/*", "notes/A.MD"])[0]] == ["notes/a.md"]


def test_a_problem_of_a_file_that_is_left_out_is_not_told(here: Path, notes: Notes) -> None:
    notes("a.md", "# A\n")
    (here / "notes/gone.md").symlink_to("nowhere")
    assert len(notefiles.read([here / "notes"], here)[1]) == 1
    assert notefiles.read([here / "notes"], here, ["notes/gone.md"])[1] == ()


def is_reserved(name: str) -> bool:
    """Whether Windows takes no file of this name, by Python's own rules for it."""
    if sys.version_info >= (3, 13):
        return ntpath.isreserved(name)
    return PureWindowsPath(name).is_reserved() or name != name.rstrip(". ") or any(c in '<>:"/\\|?*' or c < " " for c in name)


ENDINGS = (".apkg", ".retired.apkg", ".ledger.jsonl", ".drafts.md", ".preview.html", "-conditions-definition.apkg")
LONGEST_NAME = 255  # bytes, on ext4 and APFS; NTFS counts as many UTF-16 units
TEMPORARY = len(".") + len(".abcdefgh.tmp")


@given(st.text(max_size=300))
def test_a_deck_of_any_name_has_files_that_every_system_takes(name: str) -> None:
    stem = deckname.file_name(name)
    assert not any(is_reserved(f"{stem}{ending}") or is_reserved(f".{stem}{ending}.abcdefgh.tmp") for ending in ENDINGS)
    assert max(len(f"{stem}{ending}".encode()) for ending in ENDINGS) + TEMPORARY <= LONGEST_NAME
    assert deckname.file_name(nfd(name)) == stem == unicodedata.normalize("NFC", stem)


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Reading::Notes", "Reading-Notes"), ("CON", "deck-CON"), ("nul", "deck-nul"), ("Aux.old", "deck-Aux.old"), ("COM1", "deck-COM1"),
        ("lpt³", "deck-lpt³"), ("console", "console"), ("a:b", "a-b"), ("a\\b/c", "a-b-c"), ("end. ", "end"), ("..", "deck"),
        ("Öl", "Öl"), ("日本語", "日本語"), ("what?", "what"), ("tab\there", "tab-here"),
    ],
)  # fmt: skip
def test_the_files_of_a_deck_are_named_after_it(name: str, stem: str) -> None:
    assert deckname.file_name(name) == stem


def test_two_long_names_that_begin_alike_are_two_files() -> None:
    first, second = (deckname.file_name("長" * 200 + end) for end in "ab")
    assert first != second
    assert first.startswith("長" * 30)


def test_a_deck_with_a_name_of_windows_devices_is_built(notes: Notes, run: Run) -> None:
    notes("a.md", "# A\n- Lesson: names matter\n")
    assert run("build", "notes", "--deck", "CON").exit_code == 0
    assert sorted(files(Path())) == ["deck-CON.apkg", "deck-CON.ledger.jsonl"]


@given(st.text(min_size=1, max_size=50), st.sampled_from(sorted(media.PICTURES | media.PLAYED)), st.booleans())
def test_a_picture_of_any_name_has_one_in_the_package_that_every_system_takes(name: str, kind: str, upper: bool) -> None:
    packed = media.package_name("0123456789abcdef" * 4, f"{name}.{kind.upper() if upper else kind}")
    assert not is_reserved(packed)
    assert packed.isascii()
    assert packed == packed.lower()


@pytest.mark.parametrize(
    "address", ["sub\\fig.png", "sub/fig.png", ".\\sub\\fig.png", "sub\\..\\sub\\fig.png", "\\sub\\fig.png", "![[sub\\fig.png]]"]
)
def test_a_path_written_on_windows_leads_to_the_same_picture(here: Path, address: str) -> None:
    (here / "notes/sub").mkdir(parents=True)
    (here / "notes/sub/fig.png").write_bytes(PICTURE)
    assert isinstance(mediafiles.Shelf((here / "notes",), here).find(address, "notes/a.md"), File)


@pytest.mark.parametrize(
    "address",
    ["C:\\fig.png", "C:fig.png", "c:/fig.png", "\\\\server\\share\\fig.png", "//server/share/fig.png", "file:///C:/fig.png", "..\\fig.png",
     "\\\\?\\C:\\fig.png", "\\\\.\\CON", "CON", "NUL.png", "fig.png:stream", "fig.png.", "fig.png ", "FIG.PNG", "sub\\..\\..\\fig.png"],
)  # fmt: skip
def test_a_path_that_means_another_thing_on_windows_means_nothing_here(here: Path, address: str) -> None:
    (here / "notes").mkdir()
    for place in (here, here / "notes"):
        (place / "fig.png").write_bytes(PICTURE)
    assert isinstance(mediafiles.Shelf((here / "notes",), here).find(address, "notes/a.md"), Trouble)


def test_a_path_longer_than_windows_once_took_is_read(notes: Notes, run: Run, here: Path) -> None:
    folder = "/".join(["a folder with a long name"] * 12)
    notes(f"{folder}/a.md", "# A\n- Lesson: long paths are read ![x](fig.png)\n")
    (here / "notes" / folder / "fig.png").write_bytes(PICTURE)
    result = run("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert folder in Path("decks/notes.ledger.jsonl").read_text("utf-8")


def test_folders_in_folders_without_end_are_told(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", "# A\n- Lesson: depth has an end\n")
    folder = here / "notes"
    for _ in range(notefiles.DEEPEST + 3):
        folder /= "d"
        folder.mkdir()
    (line,) = run("build").stderr.splitlines()
    assert line.endswith("/d: folders are nested more than 100 deep; move this one up")


def test_a_package_that_another_program_has_open_on_windows_is_one_line(notes: Notes, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    notes("a.md", "# A\n- Lesson: close what you open\n")
    real = os.replace

    def replace(source: str, target: str) -> None:
        if str(target).endswith(".apkg"):
            raise PermissionError(13, "Access is denied")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    result = run("build")
    assert (result.exit_code, result.stderr) == (1, "decks/notes.apkg: cannot be written (access is denied); nothing was changed there\n")
    monkeypatch.setattr(os, "replace", real)
    assert sorted(files(Path())) == ["notes.ledger.jsonl"]
    assert "1 unchanged" in run("build").stdout
    assert Path("decks/notes.apkg").exists()


def test_a_system_whose_folders_cannot_be_opened_is_built_on(notes: Notes, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("O_DIRECTORY", "O_NONBLOCK", "O_NOFOLLOW"):
        monkeypatch.delattr(os, name, raising=False)
    monkeypatch.setattr(os, "O_BINARY", 0, raising=False)
    notes("a.md", "# A\n- Lesson: systems differ ![x](fig.png)\n")
    Path("notes/fig.png").write_bytes(PICTURE)
    deck = definition.default((Path("notes").absolute(),), Path.cwd(), Path("decks"))
    store.write(deck, store.built(deck, 1))
    assert sorted(files(Path())) == ["notes.apkg", "notes.ledger.jsonl"]


@pytest.mark.skipif(os.name != "posix", reason="Windows has locks of its own")
def test_a_system_that_has_no_locks_of_its_own_is_built_on(tmp_path: Path, usual: Files) -> None:
    folder = write(tmp_path)
    without = "import sys; sys.modules['fcntl'] = None; import runpy; runpy.run_module('deckwright', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", without, "build"],
        cwd=folder, env={**os.environ, "SOURCE_DATE_EPOCH": DAY}, capture_output=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    assert files(folder) == usual
