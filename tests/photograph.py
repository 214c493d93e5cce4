"""The gallery: notes with every kind of card, built, imported into real Anki, and photographed in a real Chromium.

`make gallery` writes pictures and a contact sheet into `gallery/`, which git ignores; with `--readme`, the picture in README too.
Anki renders each side; around it stands a page of ours with the classes that Anki's own pages have (reference: anki.md §14).
The `anki` package holds no MathJax, which Anki's desktop brings: `make gallery` takes that of its package `aqt`, without installing the
desktop. Where there is none, formulas are shown in their TeX.
"""

from __future__ import annotations

import argparse
import math
import re
import shutil
import struct
import sys
import tempfile
import wave
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

from anki.collection import Collection
from browser import ARGUMENTS, NONE, found
from playwright.sync_api import Page, sync_playwright
from real_anki import import_package

from deckwright import ankinotes, build, definition, mediafiles, notefiles
from deckwright.card import Status
from deckwright.entry import Ledger, Verdict
from deckwright.notetype import AnkiNote
from deckwright.package import write_package

NOTES = Path(__file__).parent / "gallery" / "notes"
EXAMPLES = Path(__file__).parents[1] / "notes"
PICTURE = Path(__file__).parents[1] / "docs" / "cards.png"
OUT = Path("gallery")
_PLAY = re.compile(r"\[anki:play:[qa]:\d+\]")
_BUTTON = (
    '<a class="replay-button soundLink" href="#"><svg viewBox="0 0 64 64">'
    '<circle cx="32" cy="32" r="29"/><path d="M25 20v24l22-12z"/></svg></a>'
)
_TABLE = """<table>
<tr><th>Level</th><th>Dirty read</th><th>Non-repeatable read</th><th>Phantom</th><th>Serialization anomaly</th></tr>
<tr><td>Read committed</td><td>impossible</td><td>possible</td><td>possible</td><td>possible</td></tr>
<tr><td>Repeatable read</td><td>impossible</td><td>impossible</td><td><code>standard_conforming</code> only</td><td>possible</td></tr>
<tr><td>Serializable</td><td>impossible</td><td>impossible</td><td>impossible</td><td>impossible</td></tr>
</table>"""
_SECOND = 1_700_000_000

# What no rule of ours makes, and a learner may still write into a card in Anki.
_BY_HAND = (
    AnkiNote(
        "gallery-table",
        {
            "Question": "Which guarantees does each level of isolation give?",
            "Answer": _TABLE,
            "Context": "Storage engines › Isolation",
            "Extra": "<blockquote>“Repeatable read” means <mark>something else</mark> in every product.</blockquote>"
            "<p>Press <kbd>Ctrl</kbd>+<kbd>F</kbd> in the manual, and see https://example.org/a/very/long/address/without/any/place/to/break/it.html</p>",
            "Source": '<a href="https://example.org/articles/isolation">Isolation levels</a> · 2024-03-17',
        },
        (), "Gallery", 1000, _SECOND,
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Side:
    """A card as Anki renders it: the HTML of both sides, each with its styling."""

    kind: str
    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class View:
    """A window that Anki shows cards in: its size in pixels, and the classes of the page and its body, as Anki's apps set them."""

    name: str
    width: int
    height: int
    page: str
    body: str


VIEWS = (
    View("phone-light", 360, 740, "mobile android linux js", "card card1"),
    View("phone-night", 360, 740, "mobile android linux js", "card card1 night_mode"),
    View("desktop-light", 1280, 720, "", "card card1 isLin"),
    View("desktop-night", 1280, 720, "night-mode", "card card1 isLin nightMode night_mode"),
)

_NIGHT = VIEWS[3]
_SHOWN = (  # in README: the notes, words of the card, its window
    (EXAMPLES, "has three parts", replace(VIEWS[2], name="parts", width=760, height=422)),
    (NOTES, "To share a counter", replace(_NIGHT, name="code", width=760, height=338)),
    (EXAMPLES, "postpones the sorting work", replace(VIEWS[1], name="lesson", height=782)),
)
_SHEET = """<!doctype html><meta charset="utf-8"><title>Gallery</title><style>
body { font: 15px system-ui; margin: 2em; background: #888; }
section { white-space: nowrap; }
img { height: 300px; margin: 0 8px 8px 0; }
</style>"""
_TOGETHER = """<!doctype html><style>
body { margin: 0; padding: 2px; width: 1142px; display: grid; gap: 22px; grid-template: auto auto / 760px 360px; }
img { display: block; border-radius: 14px; outline: 2px solid #8884; } img:last-child { grid-area: 1 / 2 / span 2; }
</style>"""


@contextmanager
def rendered(css: str = "", notes: Path = NOTES) -> Iterator[tuple[Path, tuple[Side, ...]]]:
    """Every card and draft of some notes as real Anki renders it, and the folder with their pictures and sounds, while it lasts."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(notes, folder / "notes")
        _fifth(folder / "notes" / "fifth.wav")
        package = folder / "gallery.apkg"
        _package(folder, package, css)
        collection = Collection(str(folder / "collection.anki2"))
        try:
            import_package(collection, package)
            yield folder / "collection.media", tuple(map(_side, _cards(collection)))
        finally:
            collection.close()


def _package(folder: Path, path: Path, css: str) -> None:
    """The package of all cards and drafts of the notes."""
    deck = replace(definition.default([folder / "notes"], folder, folder / "decks", "Gallery"), threshold=0.0)
    notes, problems = notefiles.read(deck.notes, folder)
    find = mediafiles.Shelf(deck.notes, folder, deck.media_file).find
    drafted = build.build(deck, notes, problems, Ledger(), _SECOND, find=find)
    accepted = {i.guid: replace(drafted.ledger[i.guid], verdict=Verdict.ACCEPTED) for i in drafted.issued if i.card.status is Status.DRAFT}
    made = build.build(deck, notes, problems, drafted.ledger.changed(accepted), _SECOND, find=find)
    if made.has_errors:
        raise ValueError(str(made.diagnostics))
    cards = made.cards()
    with path.open("wb") as stream:
        media = [(file.name, lambda file=file: mediafiles.content(file)) for file in ankinotes.files(cards)]
        write_package(stream, (*ankinotes.anki_notes(cards), *_BY_HAND), media, css)


def _cards(collection: Any) -> list[Any]:
    return [collection.get_card(number) for number in collection.db.list("select id from cards order by due, id")]


def _side(card: Any) -> Side:
    tags = [tag for tag in card.note().tags if tag.startswith("deckwright::kind::")]
    kind = tags[0].removeprefix("deckwright::kind::") if tags else "by hand"
    return Side(kind, _played(card.question()), _played(card.answer()))


def _played(html: str) -> str:
    """A side with a button where Anki puts its own."""
    return _PLAY.sub(lambda _: _BUTTON, html)


def _fifth(path: Path) -> None:
    """A second of G and D above it, as a sound file."""
    rate = 8000
    tones = (sum(math.sin(2 * math.pi * hertz * k / rate) for hertz in (196.0, 293.66)) for k in range(rate))
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes(b"".join(struct.pack("<h", int(8000 * tone)) for tone in tones))


def skeleton(view: View, media: Path) -> str:
    """The page that cards are put into, without one."""
    return (
        f'<!doctype html><html class="{view.page}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f'<base href="{escape(media.as_uri())}/"><title>Card</title><style>body {{ margin: 20px; }}</style></head>'
        f'<body class="{view.body}"><div id="qa"></div></body></html>'
    )


def opened(page: Page, view: View, media: Path) -> None:
    """Show the empty page of a view."""
    path = media.parent / f"{view.name}.html"
    path.write_text(skeleton(view, media), "utf-8")
    page.set_viewport_size({"width": view.width, "height": view.height})
    page.goto(path.as_uri())


def show(page: Page, html: str) -> None:
    """Put one side of a card into the page, and wait for its pictures."""
    page.evaluate(
        """html => { document.getElementById("qa").innerHTML = html;
                     return Promise.all([...document.images].map((image) => image.decode().catch(() => {}))); }""",
        html,
    )


def _sheet(sides: Sequence[Side]) -> str:
    """A page with all pictures, a card a row."""
    rows = []
    for number, side in enumerate(sides):
        pictures = "".join(f'<a href="{number:02}-{v.name}.png"><img src="{number:02}-{v.name}.png" alt="{v.name}"></a>' for v in VIEWS)
        rows.append(f"<section><h2>{number:02} {escape(side.kind)}</h2>{pictures}</section>")
    return _SHEET + "".join(rows)


def typesets(page: Page, mathjax: Path) -> None:
    """Load MathJax into the page, set up for the signs that Anki uses: parentheses and brackets with a backslash."""
    page.evaluate(
        """fonts => { window.MathJax = {
                         tex: { inlineMath: [["\\\\(", "\\\\)"]], displayMath: [["\\\\[", "\\\\]"]], processEscapes: false },
                         chtml: { fontURL: fonts }, startup: { typeset: false } }; }""",
        (mathjax / "output" / "chtml" / "fonts" / "woff-v2").absolute().as_uri(),
    )
    page.add_script_tag(url=(mathjax / "tex-chtml-full.js").absolute().as_uri())
    page.evaluate("() => MathJax.startup.promise")


def photograph(page: Page, media: Path, sides: Sequence[Side], out: Path, mathjax: Path | None = None) -> None:
    """Write a picture of every answer in every view, whole where it is longer than the window, and the sheet that shows them all."""
    out.mkdir(parents=True, exist_ok=True)
    for view in VIEWS:
        opened(page, view, media)
        if mathjax is not None:
            typesets(page, mathjax)
        for number, side in enumerate(sides):
            show(page, side.answer)
            if mathjax is not None:
                page.evaluate("() => MathJax.typesetPromise([document.getElementById('qa')])")
            page.screenshot(path=out / f"{number:02}-{view.name}.png", full_page=True)
    (out / "index.html").write_text(_sheet(sides), "utf-8")


def picture(page: Page, path: Path) -> None:
    """Write the picture in README: three real cards, two from the example notes."""
    with tempfile.TemporaryDirectory() as name:
        images = []
        for notes, words, view in _SHOWN:
            with rendered(notes=notes) as (media, sides):
                opened(page, view, media)
                show(page, next(side.answer for side in sides if words in side.answer))
                images.append(f'<img width="{view.width}" height="{view.height}" src="{view.name}.png">')
                page.screenshot(path=Path(name) / f"{view.name}.png")
        together = Path(name) / "together.html"
        together.write_text(_TOGETHER + "".join(images), "utf-8")
        page.set_viewport_size({"width": 1146, "height": 786})
        page.goto(together.as_uri())
        page.screenshot(path=path, omit_background=True)


def main() -> int:
    """Make the gallery; 1 where there is no browser."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--mathjax", type=Path, help="the folder of Anki's MathJax, to typeset formulas")
    parser.add_argument("--readme", action="store_true", help="write the picture in README again")
    chosen = parser.parse_args()
    with sync_playwright() as playwright, rendered() as (media, sides):
        path = found(playwright)
        if path is None:
            sys.stderr.write(f"{NONE}\n")
            return 1
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        photograph(browser.new_page(), media, sides, chosen.out, chosen.mathjax)
        if chosen.readme:
            picture(browser.new_page(device_scale_factor=1.5), PICTURE)
            sys.stdout.write(f"the picture in README: {PICTURE}\n")
        browser.close()
    sys.stdout.write(f"{len(sides)} cards, {len(sides) * len(VIEWS)} pictures: {chosen.out / 'index.html'}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
