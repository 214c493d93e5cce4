"""What the page of cards holds, and that nothing in the notes can get out of it."""

from __future__ import annotations

import base64
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from test_identity import built

from deckwright import preview
from deckwright.build import Built

Notes = Callable[..., Path]
Run = Callable[..., Result]

NOTE = """# Water
- Pump: a machine that lifts water
- Siphon: a bent tube that moves water
- Every household valve holds at most 10,000 drops by default

# [Rain](https://e.org/rain)
- Lesson: $a<b$ holds for `x` alone
"""
HOSTILE = (
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "{{Question}} and {{#Extra}} {{^Retired}}",
    "an \"unpaired quote, ' and `",
    "<!-- <script> a comment that stays open",
    "[a](javascript:alert(1)) <b onclick=alert(1)>b</b>",
    "{# raw #} {{ 7 * 7 }}",
    "\u2028 line \u2029",
)


class Scripts(HTMLParser):
    """The script elements of a page, and how many other elements carry a handler."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self.handlers = 0
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handlers += sum(name.startswith("on") for name, _ in attrs)
        if tag == "script":
            self.inside = True
            self.found.append((dict(attrs).get("id") or "", ""))

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "script"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.found[-1] = (self.found[-1][0], self.found[-1][1] + data)


def scripts(html: str) -> Scripts:
    parser = Scripts()
    parser.feed(html)
    parser.close()
    return parser


def cards(made: Built) -> list[dict[str, Any]]:
    held = dict(scripts(preview.page("D", made)).found)
    return [*json.loads(held["first"]), *json.loads(held["rest"])]


def test_every_card_and_draft_is_on_the_page_with_its_place() -> None:
    made = built(("n.md", NOTE))
    asked = [i for i in made.issued if i.card.is_asked]
    assert [(card["guid"], card["line"], card["bullet"]) for card in cards(made)] == [
        (i.guid, i.card.bullet.line, i.card.bullet.text.plain) for i in asked
    ]
    pump = cards(made)[0]
    assert (pump["state"], pump["kind"], pump["rule"]) == ("new", "definition", "term-definition")
    assert pump["fields"][:2] == ["What is meant by “Pump”?", "a machine that lifts water"]


def test_the_state_of_a_card_is_what_diff_says() -> None:
    first = built(("n.md", NOTE))
    edited = NOTE.replace("bent tube", "curved tube").replace("- Every", "- Weir: a low dam across a river\n- Every")
    found = {card["bullet"].split(":")[0]: card for card in cards(built(("n.md", edited), ledger=first.ledger, now=200))}
    assert {name: card["state"] for name, card in found.items() if card["state"] != "draft"} == {
        "Pump": "unchanged",
        "Siphon": "changed",
        "Weir": "new",
        "Lesson": "unchanged",
    }
    assert ["-", "bent "] in found["Siphon"]["diff"]
    assert "alike" in found["Siphon"]["why"]


def test_a_draft_says_why_it_is_one() -> None:
    (draft,) = (card for card in cards(built(("n.md", NOTE))) if card["state"] == "draft")
    assert draft["why"]
    assert draft["fields"][0]


def test_filters_count_what_is_there_and_leave_out_what_is_not() -> None:
    made = cards(built(("n.md", NOTE)))
    by_key = {f.key: [(c.name, c.count) for c in f.choices] for f in preview.filters(made, [("n.md", "Water"), ("n.md", "Rain")])}
    assert by_key["state"] == [("new", 3), ("draft", 1)]
    assert ("definition", 2) in by_key["kind"]
    assert by_key["article"] == [("Water", 3), ("Rain", 1)]


def test_math_is_marked_and_an_address_with_such_signs_is_not() -> None:
    (lesson,) = (card for card in cards(built(("n.md", NOTE))) if card["kind"] == "lesson")
    assert lesson["fields"][1] == '<span class="tex">\\(a&lt;b\\)</span> holds for <code>x</code> alone'
    (linked,) = cards(built(("n.md", "# A\n- Lesson: see [x](https://e.org/\\\\(a\\\\)) for it\n")))
    assert not re.search(r'href="[^"]*<', linked["fields"][2])


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_note_becomes_part_of_the_page(text: str) -> None:
    note = f"# {text}\n- Lesson: {text} is what they say\n- Pump: {text} lifts water\n"
    page = scripts(preview.page(text, built(("<i>.md", note))))
    ours = scripts(preview.page("D", built(("n.md", NOTE))))
    assert [name for name, _ in page.found] == ["setup", "first", "", "rest"]
    assert page.found[2] == ours.found[2]
    assert page.handlers == 0
    for _, html in (page.found[0], page.found[1], page.found[3]):
        json.loads(html)
        assert "<" not in html


def test_the_page_asks_for_nothing_and_lets_only_its_own_script_run() -> None:
    page = preview.page("D", built(("n.md", "# A\n- Lesson: one is enough\n")))
    assert "default-src 'none'" in page
    assert "unsafe-eval" not in page
    assert not re.search(r"https?://", page)


def test_the_same_build_makes_the_same_page() -> None:
    assert preview.page("D", built(("n.md", NOTE))) == preview.page("D", built(("n.md", NOTE)))


def test_pictures_travel_in_the_page() -> None:
    assert '"a.png":"data:image/png;base64,AAE="' in preview.page("D", built(("n.md", NOTE)), {"a.png": b"\x00\x01"})


def test_a_deck_without_a_card_is_told_so_kindly() -> None:
    page = preview.page("D", replace(built(("n.md", NOTE)), issued=()))
    assert "No cards yet" in page
    assert "no cards yet" in page


def test_the_command_writes_a_page_beside_the_deck_and_nothing_else(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    result = run("preview")
    written = [path for path in (here / "decks").iterdir() if path.is_file()]
    assert [path.name for path in written] == [Path(result.stdout.strip()).name]
    assert written[0].name.endswith(".preview.html")
    assert "What is meant by" in written[0].read_text("utf-8")
    assert run("preview", "--out", "here.html").stdout == "here.html\n"
    assert (here / "here.html").read_bytes() == written[0].read_bytes()


def test_one_page_is_not_written_over_by_the_next_deck(notes: Notes, run: Run, here: Path) -> None:
    notes("a.md", NOTE)
    (here / "decks").mkdir()
    for name in ("one", "two"):
        (here / "decks" / f"{name}.yaml").write_text(f"name: {name}\nnotes: [notes]\n", "utf-8")
    result = run("preview", "--out", "here.html")
    assert result.exit_code == 2
    assert "--deck" in result.stderr
    assert not (here / "here.html").exists()
    assert run("preview", "--out", "here.html", "--deck", "two").exit_code == 0
    assert len(run("preview").stdout.splitlines()) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="stands in for xdg-open, which is Linux's")
def test_open_hands_the_page_to_the_browser(notes: Notes, here: Path) -> None:
    notes("a.md", NOTE)
    opener = here / "bin" / "xdg-open"
    opener.parent.mkdir()
    opener.write_text(f'#!/bin/sh\necho "$1" > {here}/opened\n', "utf-8")
    opener.chmod(0o755)
    command = 'PATH="$PWD/bin:$PATH" "$0" -m deckwright preview --out "my page.html" --open; n=0'
    waiting = "; while [ ! -s opened ] && [ $n -lt 50 ]; do sleep .1; n=$((n+1)); done; cat opened"
    done = subprocess.run(["sh", "-c", command + waiting, sys.executable], capture_output=True, text=True, check=True)
    assert done.stdout == f"my page.html\n{here / 'my page.html'}\n"


def test_a_wheel_holds_the_files_of_the_page(tmp_path: Path) -> None:
    pytest.importorskip("hatchling")
    root = Path(__file__).resolve().parents[1]
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", tmp_path], cwd=root, check=True, capture_output=True)
    names = zipfile.ZipFile(next(tmp_path.glob("*.whl"))).namelist()
    assert {f"deckwright/pages/preview.{end}" for end in ("html", "css", "js")} <= set(names)


def test_pictures_on_cards_are_seen_and_sounds_are_not_carried_along(notes: Notes, run: Run, here: Path) -> None:
    for name in ("fig.png", "song.mp3"):
        notes(name, name)
    notes("a.md", "# Water\n- Lesson: mind the pump ![a pump](fig.png)\n- Lesson: hear the pump ![its song](song.mp3)\n")
    page = (here / run("preview").stdout.strip()).read_text("utf-8")
    held = dict(scripts(page).found)["setup"]
    assert f"data:image/png;base64,{base64.b64encode(b'fig.png').decode()}" in held
    assert base64.b64encode(b"song.mp3").decode() not in page


@pytest.mark.skipif(sys.platform != "linux", reason="where there is no xdg-open, which is Linux's")
def test_where_no_browser_can_be_started_the_page_is_named(notes: Notes, run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes("a.md", NOTE)
    monkeypatch.setenv("PATH", str(here))
    result = run("preview", "--out", "page.html", "--open")
    assert (result.exit_code, result.stdout) == (0, "page.html\n")
    assert result.stderr == "no browser could be started; open page.html in one\n"
