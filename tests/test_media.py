"""Pictures, sounds and videos: which file is meant, what Anki gets, and that nothing else is ever read."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from products import products
from real_anki import history, import_package, review

from deckwright import definition, inline, media, render
from deckwright.diagnostic import Refused
from deckwright.media import File, Trouble
from deckwright.mediafiles import Shelf, content
from deckwright.parse import inline_tokens

Notes = Callable[..., Path]
Run = Callable[..., Result]

PNG = b"\x89PNG\r\n\x1a\n not really"


def named(data: bytes, suffix: str = "png") -> str:
    """What a file of this content is called in the package."""
    return f"dw-{hashlib.sha256(data).hexdigest()[:24]}.{suffix}"


def shelf(here: Path, *files: str, largest: int = media.LARGEST) -> Shelf:
    """A notes folder with these files in it, each holding its own name."""
    for name in files:
        path = here / "notes" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(name.encode())
    (here / "notes").mkdir(exist_ok=True)
    return Shelf((here / "notes",), here, largest)


def found(result: File | Trouble, here: Path) -> str:
    """The path of what was found, or the code of the trouble."""
    return result.path.relative_to(here.resolve() / "notes").as_posix() if isinstance(result, File) else result.code


def cards(run: Run, *arguments: str) -> list[dict[str, Any]]:
    result = run("list", "--json", *arguments)
    return [json.loads(line) for line in result.stdout.splitlines()]


def packed(path: Path = Path("decks/notes.apkg")) -> dict[str, bytes]:
    """The media of a package by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(number) for number, name in json.loads(archive.read("media")).items()}


# what a line says


@pytest.mark.parametrize(
    ("line", "html"),
    [
        ("![a](x.png)", '<img src="x.png" alt="a">'),
        ("![a|300](x.png)", '<img src="x.png" alt="a" width="300">'),
        ("![a | 300x200](x.png)", '<img src="x.png" alt="a" width="300" height="200">'),
        ("![|300](x.png)", '<img src="x.png" alt="" width="300">'),
        ("![a|b](x.png)", '<img src="x.png" alt="a|b">'),  # not a size
        ("![a|0](x.png)", '<img src="x.png" alt="a|0">'),
        ("![300](x.png)", '<img src="x.png" alt="300">'),
        ('![a](<my x.png> "t")', '<img src="my%20x.png" alt="a">'),
        ('![a "b" <c>](x.png)', '<img src="x.png" alt="a &quot;b&quot; &lt;c&gt;">'),
        ("![[x.png]]", '<img src="![[x.png]]" alt="">'),
        ("![[x.png|300]]", '<img src="![[x.png]]" alt="" width="300">'),
        ("![[my x.png|a pump|300x200]]", '<img src="![[my x.png]]" alt="a pump" width="300" height="200">'),
        ("![[X.PNG]]", '<img src="![[X.PNG]]" alt="">'),
        ("[sound:a.mp3]", '<img src="![[a.mp3]]" alt="">'),
        ("![[Another note]]", "![[Another note]]"),
        ("![[Node.js]]", "![[Node.js]]"),
        ("`![[x.png]]` and `[sound:a.mp3]`", "<code>![[x.png]]</code> and <code>[sound:a.mp3]</code>"),
        ("\\![[x.png]]", "![[x.png]]"),
        ('<img src="a b.png" alt=\'a &amp; b\' width=300 height="200">', '<img src="a b.png" alt="a &amp; b" width="300" height="200">'),
        ('<IMG SRC="x.png" width="300px" onerror="x()"/>', '<img src="x.png" alt="" width="300">'),
        ('<img src=x.png width="50%" height=9>', '<img src="x.png" alt="">'),
        ('![[a"b.png]]', '<img src="![[a&quot;b.png]]" alt="">'),
        ("<img alt=x>", "&lt;img alt=x&gt;"),
    ],
)
def test_a_picture_in_a_line(line: str, html: str) -> None:
    assert render.markdown(line) == html


@pytest.mark.parametrize(
    "line", ["A pump ![a](x.png) lifts water", "A pump ![[x.png|300]] lifts water", "A pump [sound:x.mp3] lifts water"]
)
def test_a_picture_is_no_part_of_what_a_line_says(line: str) -> None:
    text = inline.text(line, inline_tokens(line, {}))
    assert (text.plain, text.said, len(text.pictures)) == ("A pump lifts water", "A pump lifts water", 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("Q: what is ![a](x%20y.png)?", "Q: what is ![a](x%20y.png)?"),
        ("A: ![[my x.png|300]]", "A: ![[my x.png|300]]"),
        ("Frage: was ist ![a](x.png)?", "Frage: was ist ![a](x.png)?"),
        ("A: ![a](x_(1).png)", "A: ![a](x_%281%29.png)"),
        ("A: ![a [b] c](https://e.org/x.png)", "A: ![a b c](https://e.org/x.png)"),
    ],
)
def test_but_in_the_authors_own_question_and_answer_it_is(line: str, said: str) -> None:
    text = inline.text(line, inline_tokens(line, {}))
    assert text.said == said
    assert len(text.masked) == len(said)
    assert "png" not in text.masked
    assert render.said(said).count("<img") == 1


def test_a_picture_in_plain_text_is_named() -> None:
    assert media.plain("a/my%20x.png", "a pump|300") == "[picture: a pump]"
    assert media.plain("a/my%20x.png", "|300") == "[picture: my x.png]"
    assert media.plain("![[a.mp3]]", "") == "[sound: a.mp3]"
    assert media.in_words("see ![a](x.png) and ![[y.png|300]]") == "see [picture: a] and [picture: y.png]"


def test_what_is_placed_is_played_shown_linked_or_said() -> None:
    files = {name: File(f"dw-1.{media.suffix(name)}", Path(), 1) for name in ("x.png", "a.mp3", "v.mp4")}
    lines = ["![a|300](x.png)", "![](a.mp3)", "![](v.mp4)", "![gone](y.png)", "![](z/y%20z.png)", "![r](https://e.org/r.png)"]
    html = {"Extra": " ".join(map(render.markdown, lines))}
    assert media.placed(html, files)["Extra"] == (
        '<img src="dw-1.png" alt="a" width="300"> [sound:dw-1.mp3] [sound:dw-1.mp4] <i>gone</i> <i>y z.png</i>'
        ' <a href="https://e.org/r.png">r</a>'
    )


def test_a_remote_picture_in_a_link_makes_no_second_link() -> None:
    html = {"Extra": render.markdown("[![b](https://e.org/b.svg)](https://e.org)")}
    assert media.placed(html, {})["Extra"] == '<a href="https://e.org"><i>b</i></a>'


# which file is meant


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("fig.png", "a/fig.png"),
        ("./fig.png", "a/fig.png"),
        ("../b/fig.png", "b/fig.png"),
        ("..\\b\\fig.png", "b/fig.png"),
        ("%2e%2e/b/fig.png", "b/fig.png"),
        ("/b/fig.png", "b/fig.png"),
        ("my%20fig.png", "a/my fig.png"),
        ("my fig.png", "a/my fig.png"),
        ("fig.png?raw=true#top", "a/fig.png"),
        ("c%23.png", "a/c#.png"),
        ("c#.png", "a/c#.png"),
        ("LOUD.PNG", "a/LOUD.PNG"),
        ("%C3%BCber.png", "a/über.png"),
        (unicodedata.normalize("NFD", "über.png"), "a/über.png"),
        ("100%25.png", "a/100%.png"),
        ("%20.png", "a/%20.png"),
        ("b/fig.png", "media-missing"),
        ("Fig.png", "media-case"),
        ("../A/fig.png", "media-case"),
        ("", "media-missing"),
        ("gone.png", "media-missing"),
        ("sub", "media-type"),
        ("text.txt", "media-type"),
        ("../../fig.png", "media-outside"),
        ("../../notes/a/fig.png", "a/fig.png"),
        ("https://e.org/fig.png", "media-remote"),
        ("//e.org/fig.png", "media-remote"),
        ("C:\\fig.png", "media-outside"),
        ("data:image/png;base64,AAAA", "media-outside"),
    ],
)
def test_a_path_is_seen_from_the_note(here: Path, address: str, file: str) -> None:
    names = ("fig.png", "my fig.png", "c#.png", "LOUD.PNG", "über.png", "100%.png", "%20.png", "sub/x.png", "text.txt")
    look = shelf(here, *(f"a/{name}" for name in names), "b/fig.png")
    assert found(look.find(address, "notes/a/n.md"), here) == file


def test_a_name_in_nfd_on_the_disk_is_found_by_nfc(here: Path) -> None:
    look = shelf(here, unicodedata.normalize("NFD", "é.png"))
    assert isinstance(look.find("%C3%A9.png", "notes/n.md"), File)
    assert isinstance(look.find("![[é.png]]", "notes/n.md"), File)


def test_a_folder_in_nfd_on_the_disk_is_found_too(here: Path) -> None:
    folder = unicodedata.normalize("NFD", "été")
    look = shelf(here, f"{folder}/x.png")
    assert isinstance(look.find("x.png", f"notes/{folder}/n.md"), File)
    assert isinstance(look.find("%C3%A9t%C3%A9/x.png", "notes/n.md"), File)


@pytest.mark.parametrize(
    ("name", "files", "best"),
    [
        ("f.png", ["f.png", "a/f.png"], "f.png"),  # the very path
        ("f.png", ["0/f.png", "a/f.png"], "a/f.png"),  # beside the note, notes/a/n.md
        ("f.png", ["a/x/f.png", "b/f.png"], "b/f.png"),  # the shortest path
        ("f.png", ["archive/f.png", "b/c/f.png"], "b/c/f.png"),  # in characters, not in folders
        ("f.png", ["c/f.png", "b/f.png"], "b/f.png"),  # first by name
        ("f.png", ["b/F.png", "c/d/f.png"], "c/d/f.png"),  # written so
        ("f.png", ["b/F.PNG"], "b/F.PNG"),  # case counts last
        ("x/f.png", ["b/f.png", "c/x/f.png"], "c/x/f.png"),  # the end of its path
        ("f.png", [".trash/f.png", "z/z/f.png"], "z/z/f.png"),  # hidden folders are not searched
        ("f.png#frag", ["b/f.png"], "b/f.png"),
        ("../b/f.png", ["f.png", "b/f.png"], "b/f.png"),
        ("g.png", ["f.png"], "media-missing"),
        ("../../f.png", ["f.png"], "media-outside"),
        ("f.pdf", ["f.pdf"], "media-type"),
    ],
)
def test_an_embedded_name_is_looked_for_in_all_folders(here: Path, name: str, files: list[str], best: str) -> None:
    assert found(shelf(here, *files).find(f"![[{name}]]", "notes/a/n.md"), here) == best


def test_beside_a_single_note_file_that_is_all_the_notes(here: Path) -> None:
    shelf(here, "a/fig.png", "b.png")
    (here / "notes/a/n.md").write_text("x")
    look = Shelf((Path("notes/a/n.md"),), here)
    assert found(look.find("fig.png", "notes/a/n.md"), here) == "a/fig.png"
    assert found(look.find("../b.png", "notes/a/n.md"), here) == "media-outside"


def test_two_files_of_one_name_are_two_and_one_content_is_one(here: Path) -> None:
    look = shelf(here, "a/fig.png", "b/fig.png")
    (here / "notes/c.PNG").write_bytes(b"a/fig.png")
    one, two, same = (look.find(name, "notes/n.md") for name in ("a/fig.png", "b/fig.png", "c.PNG"))
    assert isinstance(one, File)
    assert isinstance(two, File)
    assert isinstance(same, File)
    assert one.name == same.name == named(b"a/fig.png")
    assert one.name != two.name


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("gone.png", "there is no “gone.png” (looked for “notes/a/gone.png”); mend the name, or put the file there"),
        ("Fig.png", "there is no “Fig.png”, but there is “fig.png”, in other upper and lower case; write it as the file is named"),
        ("../../x.png", "“../../x.png” is outside the notes folder, where nothing is read; put a copy beside the note"),
        ("sub", "“sub” is a folder, not a picture; name a file in it"),
        ("t.txt", "“t.txt” is no picture, sound or video that Anki shows; save it as one, say .png"),
        ("empty.png", "“empty.png” is empty; put the real file there"),
        ("big.png", "“big.png” is 2.0 kB, more than the 1.0 kB that `media_file` allows; make it smaller, or allow more"),
        ("![[gone.png]]", "there is no “gone.png” in any folder of the notes; mend the name, or put the file there"),
    ],
)
def test_what_is_said_of_one_that_cannot_be_had(here: Path, address: str, message: str) -> None:
    look = shelf(here, "a/fig.png", "a/sub/x.png", "a/t.txt", largest=1000)
    (here / "notes/a/empty.png").touch()
    (here / "notes/a/big.png").write_bytes(bytes(2000))
    trouble = look.find(address, "notes/a/n.md")
    assert isinstance(trouble, Trouble)
    assert trouble.message == message


# nothing else is ever read


def listed_outside(look: Shelf) -> list[Path]:
    """The folders that were looked into although they do not lie in a notes folder."""
    return [folder for folder in look._listed if not folder.resolve().is_relative_to(look.base / "notes")]


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The real paths of all that is opened."""
    paths: list[str] = []
    real = os.open

    def spy(path: Any, *rest: Any, **named: Any) -> int:
        paths.append(os.path.realpath(path))
        return real(path, *rest, **named)

    monkeypatch.setattr(os, "open", spy)
    return paths


def test_links_are_followed_only_inside(here: Path, opened: list[str]) -> None:
    look = shelf(here, "in.png")
    (here / "out").mkdir()
    (here / "out/secret.png").write_bytes(b"secret")
    (here / "notes-too").mkdir()
    (here / "notes-too/s.png").write_bytes(b"secret")
    (here / "notes/link.png").symlink_to(here / "out/secret.png")
    (here / "notes/folder").symlink_to(here / "out")
    (here / "notes/fine.png").symlink_to("in.png")
    (here / "notes/loop.png").symlink_to("loop.png")
    (here / "notes/dangling.png").symlink_to("nowhere.png")
    tried = ("link.png", "folder/secret.png", "folder/../link.png", "![[secret.png]]", "![[link.png]]", "../notes-too/s.png")
    codes = [found(look.find(address, "notes/n.md"), here) for address in tried]
    assert codes == ["media-outside"] * 3 + ["media-missing"] + ["media-outside"] * 2
    assert (opened, listed_outside(look)) == ([], [])
    assert found(look.find("fine.png", "notes/n.md"), here) == "in.png"
    assert found(look.find("loop.png", "notes/n.md"), here) in ("media-unreadable", "media-outside")
    assert found(look.find("dangling.png", "notes/n.md"), here) == "media-unreadable"


def test_a_notes_folder_that_is_a_link_is_the_notes_folder(here: Path) -> None:
    (here / "real").mkdir()
    (here / "real/x.png").write_bytes(b"x")
    (here / "notes").symlink_to("real")
    assert isinstance(Shelf((here / "notes",), here).find("x.png", "notes/n.md"), File)


def test_pipes_and_devices_are_not_opened(here: Path, opened: list[str]) -> None:
    look = shelf(here)
    os.mkfifo(here / "notes/pipe.png")
    (here / "notes/zero.png").symlink_to("/dev/zero")
    trouble = look.find("pipe.png", "notes/n.md")
    assert isinstance(trouble, Trouble)
    assert trouble.message == "“pipe.png” is no regular file, so it is not opened; put a real one there"
    assert found(look.find("zero.png", "notes/n.md"), here) == "media-outside"
    assert opened == []


HOSTILE = (
    "/etc/passwd", "/dev/zero.png", "file:///etc/passwd", "file:/etc/x.png", "C:\\Windows\\x.png", "C:x.png", "\\\\host\\share\\x.png",
    "~/x.png", "..\\..\\out\\s.png", "%2e%2e%2f%2e%2e%2fout%2fs.png", "..%5c..%5cout%5cs.png", "x.png\0.txt", "%00",
    "....//....//out/s.png", "a/../../../out/s.png", "./../notes/../../out/s.png", "x" * 300 + ".png", "a/" * 3000 + "x.png", "\ud800.png",
    "javascript:alert(1)", "in.png/x.png",
)  # fmt: skip
_piece = st.sampled_from(
    ["..", ".", "/", "\\", "out", "s.png", "notes", "a", "link", "%2e%2e", "%2f", "~", "in.png", "\0", "?", "#", ":", "é"]
)


@pytest.mark.parametrize("form", ["{}", "![[{}]]"])
@pytest.mark.parametrize("address", HOSTILE, ids=lambda address: ascii(address[:40]))
def test_a_hostile_path_reads_nothing(here: Path, opened: list[str], address: str, form: str) -> None:
    look = shelf(here, "in.png")
    (here / "out").mkdir()
    (here / "out/s.png").write_bytes(b"secret")
    assert isinstance(look.find(form.format(address), "notes/a/n.md"), Trouble)
    assert opened == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300, deadline=None)
@given(pieces=st.lists(_piece, max_size=12), slashed=st.booleans(), embedded=st.booleans())
def test_whatever_is_found_lies_in_the_notes_folder(here: Path, pieces: list[str], slashed: bool, embedded: bool) -> None:
    look = shelf(here, "in.png", "a/s.png", "a/in.png")
    (here / "out").mkdir(exist_ok=True)
    (here / "out/s.png").write_bytes(b"secret")
    if not (here / "notes/link").is_symlink():
        (here / "notes/link").symlink_to(here / "out")
    address = ("/" if slashed else "").join(pieces)
    result = look.find(f"![[{address}]]" if embedded else address, "notes/a/n.md")
    assert isinstance(result, Trouble) or result.path.is_relative_to((here / "notes").resolve())
    assert listed_outside(look) == []


def test_a_file_that_changes_while_the_deck_is_built_stops_it(here: Path) -> None:
    file = shelf(here, "a.png").find("a.png", "notes/n.md")
    assert isinstance(file, File)
    assert content(file) == b"a.png"
    file.path.write_bytes(b"other")
    with pytest.raises(Refused, match="changed while the deck was built"):
        content(file)


# a build


def test_the_notes_may_lie_elsewhere_than_the_decks(notes: Notes, run: Run) -> None:
    notes("n.md", "# A\n- Lesson: keep it dry ![p](fig.png)\n")
    notes("fig.png", PNG)
    assert run("build", "notes", "--decks", "other/decks").exit_code == 0
    assert list(packed(Path("other/decks/notes.apkg"))) == [named(PNG)]
    assert run("build", "notes/n.md", "--output", "one.apkg").exit_code == 0
    assert list(packed(Path("one.apkg"))) == [named(PNG)]


def test_an_embedded_note_is_no_picture(notes: Notes, run: Run) -> None:
    notes("n.md", "# A\n- Lesson: keep ![[Another note]] in mind\n")
    result = run("build")
    assert (result.exit_code, result.stderr) == (0, "")


def test_a_lost_ledger_comes_back_with_pictures_and_all(notes: Notes, run: Run) -> None:
    notes("n.md", "# A\n- Q: Which valve is ![this](v.png)?\n  A: ![[v.png]]\n- Lesson: keep it dry ![p](v.png)\n")
    notes("v.png", PNG)
    run("build")
    before = [card["guid"] for card in cards(run)]
    Path("decks/notes.ledger.jsonl").unlink()
    assert run("adopt", "decks/notes.apkg").exit_code == 0
    assert [card["guid"] for card in cards(run)] == before


def test_the_package_holds_the_pictures_of_its_cards_and_no_others(notes: Notes, run: Run) -> None:
    notes("a/n.md", "# A\n- Lesson: keep it dry ![p](fig.png)\n- A note that is no card ![p](no-card.png)\n- TODO ![](gone.png) this\n")
    notes("b/n.md", "# B\n- Lesson: keep it wet\n  - ![](fig.png)\n  - ![[song.MP3]]\n")
    for name in ("a/fig.png", "b/fig.png", "a/no-card.png", "song.MP3", "unused.png"):
        notes(name, PNG + name.encode())
    result = run("build")
    assert (result.exit_code, result.stderr) == (0, "")
    assert packed() == {
        named(PNG + b"a/fig.png"): PNG + b"a/fig.png",
        named(PNG + b"b/fig.png"): PNG + b"b/fig.png",
        named(PNG + b"song.MP3", "mp3"): PNG + b"song.MP3",
    }
    assert [card["extra"] for card in cards(run)] == [
        "Lesson: keep it dry [picture: p]",
        "Lesson: keep it wet\n- [picture: fig.png]\n- [sound: song.MP3]",
    ]


def test_a_draft_brings_no_picture_until_it_is_a_card(notes: Notes, run: Run) -> None:
    notes("n.md", "# A\n- Every pump holds at most 10,000 drops by default ![p](fig.png)\n")
    notes("fig.png", PNG)
    run("build")
    assert packed() == {}
    (draft,) = cards(run, "--drafts")
    run("accept", draft["guid"])
    run("build")
    assert list(packed()) == [named(PNG)]


def test_the_same_notes_are_the_same_bytes_and_no_file_is_touched(notes: Notes, run: Run, here: Path) -> None:
    notes("n.md", "# A\n- Lesson: keep it dry ![p](fig.png) ![q](a/fig.png)\n")
    notes("fig.png", PNG)
    notes("a/fig.png", PNG * 2)
    run("build")
    with zipfile.ZipFile("decks/notes.apkg") as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    before = {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in products(here / "decks")}
    os.utime(here / "notes/fig.png", (1, 1))
    assert "(1 unchanged)" in run("build").stdout
    assert {path.name: (path.read_bytes(), path.stat().st_mtime_ns) for path in products(here / "decks")} == before
    assert str(here) not in (here / "decks/notes.ledger.jsonl").read_text()


def test_a_renamed_picture_changes_nothing_in_anki_and_a_changed_one_its_card(
    notes: Notes, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    path = notes("n.md", "# A\n- Lesson: keep it dry ![p](fig.png)\n- Lesson: stay put\n")
    notes("fig.png", PNG)
    run("build")
    ledger = Path("decks/notes.ledger.jsonl").read_text()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000100")
    path.write_text(path.read_text().replace("fig", "better"))
    notes("better.png", PNG)
    assert "(2 unchanged)" in run("build").stdout
    assert Path("decks/notes.ledger.jsonl").read_text() == ledger
    notes("better.png", PNG + b"2")
    assert "(the same, with other words or pictures around it)" in run("diff").stdout
    assert "(1 changed, 1 unchanged)" in run("build").stdout
    changed = Path("decks/notes.ledger.jsonl").read_text()
    assert [line.partition('"mod"')[0] for line in changed.splitlines()] == [line.partition('"mod"')[0] for line in ledger.splitlines()]
    assert changed.count("1700000100") == 1


def test_a_missing_picture_is_told_with_its_line_and_the_card_is_made(notes: Notes, run: Run) -> None:
    notes("n.md", "# A\n- Lesson: keep it dry ![a pump](gone.png)\n\n- Lesson: other\n  - see this\n  - ![](../../etc/x.png)\n")
    result = run("build")
    assert result.exit_code == 0
    assert [line.partition(" ")[0] for line in result.stderr.splitlines()] == ["notes/n.md:2:", "notes/n.md:6:"]
    assert [card["extra"] for card in cards(run, "--html")] == [
        "Lesson: keep it dry <i>a pump</i>",
        "Lesson: other<ul><li>see this</li><li><i>x.png</i></li></ul>",
    ]
    codes = [json.loads(line)["code"] for line in run("check", "--json").stdout.splitlines()]
    assert [code for code in codes if code.startswith("media")] == ["media-missing", "media-outside"]


def test_a_missing_picture_does_not_keep_a_removed_bullets_card(notes: Notes, run: Run) -> None:
    lessons = "".join(f"- Lesson: number {k} is one of its own\n" for k in range(5))
    path = notes("n.md", f"# A\n{lessons}- Lesson: keep it dry ![a](gone.png)\n")
    run("build")
    path.write_text(path.read_text().replace("- Lesson: number 3 is one of its own\n", ""))
    assert "1 card gone from the notes" in run("build").stdout


def test_remote_pictures_are_listed_and_are_no_error(notes: Notes, run: Run) -> None:
    notes("n.md", "# A\n- Lesson: keep it dry ![a](https://e.org/a.png)\n")
    result = run("build")
    assert result.exit_code == 0
    assert result.stderr.startswith("notes/n.md:2: the picture “https://e.org/a.png” is on the web, so it stays a link")
    assert packed() == {}


def test_a_deck_with_too_much_is_not_written(notes: Notes, run: Run, here: Path) -> None:
    (here / "decks").mkdir()
    (here / "decks/d.yaml").write_text("media_total: 1 kB\n")
    notes("n.md", "# A\n- Lesson: keep it dry ![a](a.png) ![b](b.png)\n")
    notes("a.png", bytes(600))
    notes("b.png", bytes(601))
    result = run("build")
    assert result.exit_code == 1
    assert "are 1.2 kB in all, more than the 1.0 kB that `media_total` allows" in result.stderr
    assert "(the largest: b.png 0.6 kB, a.png 0.6 kB)" in result.stderr
    assert [path.name for path in products(here / "decks")] == ["d.yaml"]
    assert run("check").exit_code == 1


def test_a_size_is_a_number_with_a_unit(here: Path) -> None:
    path = here / "d.yaml"
    for written, meant in (("500 kB", 500_000), ("20 MB", 20_000_000), ("20", 20_000_000), ("1.5gb", 1_500_000_000)):
        path.write_text(f"media_file: {written}\n")
        assert definition.load(path, here).media_file == meant
    path.write_text("\nmedia_total: much\n")
    with pytest.raises(Refused, match=r"d\.yaml:2: `media_total` is not a size"):
        definition.load(path, here)


def test_pictures_on_the_authors_own_question_and_answer(notes: Notes, run: Run) -> None:
    asked = "- Q: Which valve is ![this](v.png)?\n  A: ![[the ball valve.png|200]]\n- Q: And this?\n  - ![b](v.png) ![c](v.png)\n"
    notes("n.md", f"# A\n{asked}- A weir #card\n  - ![w](v.png)\n")
    notes("v.png", PNG)
    notes("img/the ball valve.png", PNG * 2)
    result = run("build")
    assert (result.exit_code, result.stderr) == (0, "")
    one, two, three = cards(run, "--html")
    assert one["question"] == f'Which valve is <img src="{named(PNG)}" alt="this">?'
    assert one["answer"] == f'<img src="{named(PNG * 2)}" alt="" width="200">'
    b, c, w = (f'<img src="{named(PNG)}" alt="{alt}">' for alt in "bcw")
    assert [two["answer"], three["answer"]] == [f"{b} {c}", w]
    assert "Q Which valve is [picture: this]?" in run("list").stdout
    plain = cards(run)
    assert (plain[0]["question"], plain[0]["answer"]) == ("Which valve is [picture: this]?", "[picture: the ball valve.png]")


def test_a_picture_below_a_bullet_or_line_is_shown_with_its_card(notes: Notes, run: Run) -> None:
    items = "- Lesson: keep it dry\n\n  ![p](fig.png)\n- Lesson: three lines\n  - ![[fig.png]]\n"
    notes("n.md", f"# A\n{items}\nLesson: it is a line.\n![q](fig.png)\n\n## B\n- ![alone](fig.png)\n")
    notes("fig.png", PNG)
    shown = cards(run, "--skipped")
    assert [c["extra"].count("[picture") for c in shown if c["status"] == "card"] == [1, 1, 1]
    assert [(c["status"], c["reason"]) for c in shown if c["status"] != "card"] == [
        ("context", "shown with the card of line 2"),
        ("context", "shown with the card of line 5"),
        ("skipped", "only a picture"),
    ]


def test_the_items_of_an_answer_bring_their_pictures(notes: Notes, run: Run) -> None:
    notes("n.md", "# A\nSteps of baking:\n1. Mix the flour ![m](fig.png)\n2. Rest the dough\n3. Bake it hot\n")
    notes("fig.png", PNG)
    whole = next(card for card in cards(run) if card["answer"].startswith("1."))
    assert whole["answer"] == "1. Mix the flour\n2. Rest the dough\n3. Bake it hot"
    assert "Mix the flour [picture: m]" in whole["extra"]


def test_a_retired_cards_picture_is_not_asked_for(notes: Notes, run: Run, collection: Any) -> None:
    lessons = "".join(f"- Lesson: number {k} is one\n" for k in range(4))
    path = notes("n.md", f"# A\n- Q: Which valve is ![this](v.png)?\n  A: a ball valve\n{lessons}")
    notes("v.png", PNG)
    run("build")
    import_package(collection, Path("decks/notes.apkg"))
    path.write_text(f"# A\n{lessons}")
    run("build")
    import_package(collection, Path("decks/notes.retired.apkg"))
    assert collection.media.check().missing == []


# in real Anki


def test_two_pictures_of_one_name_arrive_as_two_and_none_is_missing_or_unused(notes: Notes, run: Run, collection: Collection) -> None:
    notes("a/n.md", "# A\n- Lesson: keep it dry ![p](fig.png)\n- Lesson: ears hear ![[Bell Ring.mp3]]\n")
    notes("b/n.md", "# B\n- Lesson: keep it wet ![p|300](fig.png)\n")
    notes("a/fig.png", PNG)
    notes("b/fig.png", PNG * 2)
    notes("Bell Ring.mp3", b"bell")
    run("build")
    import_package(collection, Path("decks/notes.apkg"))
    check = collection.media.check()
    assert (check.missing, check.unused) == ([], [])
    have = {path.name: path.read_bytes() for path in Path(collection.media.dir()).iterdir()}
    assert have == {named(PNG): PNG, named(PNG * 2): PNG * 2, named(b"bell", "mp3"): b"bell"}
    backs = [collection.get_card(number).answer() for number in collection.find_cards("ears")]
    assert "[anki:play:a:" in backs[0]


def test_a_changed_picture_reaches_anki_and_the_history_stays(
    notes: Notes, run: Run, collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    notes("n.md", "# A\n- Lesson: keep it dry ![p](fig.png)\n- Lesson: stay put ![q](other.png)\n")
    notes("fig.png", PNG)
    notes("other.png", PNG * 3)
    run("build")
    assert import_package(collection, Path("decks/notes.apkg"))["new"] == 2
    review(collection, 2)
    before = history(collection)
    notes("fig.png", PNG * 2)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000100")
    run("build")
    assert import_package(collection, Path("decks/notes.apkg")) == {"new": 0, "updated": 1, "duplicate": 1, "conflicting": 0}
    assert history(collection) == before
    (number,) = collection.find_notes("dry")
    assert f'src="{named(PNG * 2)}"' in collection.get_note(number)["Extra"]
    assert (Path(collection.media.dir()) / named(PNG * 2)).read_bytes() == PNG * 2
    check = collection.media.check()
    assert (check.missing, check.unused) == ([], [named(PNG)])  # the picture as it was, which Anki's own check offers to delete
    assert import_package(collection, Path("decks/notes.apkg"))["duplicate"] == 2


def test_clozes_of_an_author_bring_their_pictures(notes: Notes, run: Run, collection: Collection) -> None:
    notes("n.md", "# A\n- A {{c1::weir}} is a low dam ![w](fig.png)\n")
    notes("fig.png", PNG)
    run("build")
    import_package(collection, Path("decks/notes.apkg"))
    check = collection.media.check()
    assert (check.missing, check.unused, list(packed())) == ([], [], [named(PNG)])
