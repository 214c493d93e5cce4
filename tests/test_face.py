"""What cards look like in Anki: every card of the gallery as real Anki renders it, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from click.testing import Result
from photograph import PICTURE, VIEWS, Side, View, opened, photograph, rendered, show
from playwright.sync_api import Page
from real_anki import history, import_package, review

from deckwright import notetype
from deckwright.kinds import KINDS

_BOTH: Any = 1  # "Update note types: Always"

# How each text stands out from what is behind it (WCAG 2.1, 1.4.3): those below 4.5, with the text, and those in a colour we cannot read.
_DIM = """() => {
  const channels = (color) => {
    const found = color.match(/^rgba?\\(([^)]+)\\)$/);
    return found ? found[1].split(",").map(Number) : null;
  };
  const light = (c) => c.slice(0, 3).map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, k) => sum + v * [.2126, .7152, .0722][k], 0);
  const behind = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const c = channels(getComputedStyle(e).backgroundColor);
      if (c && (c.length === 3 || c[3] === 1)) return c;
    }
    return [255, 255, 255];
  };
  const dim = [];
  const texts = document.createTreeWalker(document.getElementById("qa"), NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, parent = text.parentElement;
    if (!text.data.trim() || parent.closest("style")) continue;
    const ink = channels(getComputedStyle(parent).color), paper = behind(parent);
    const [low, high] = [light(ink), light(paper)].sort((a, b) => a - b);
    const ratio = (high + .05) / (low + .05);
    if (!(ratio >= 4.5) || ink.length === 4) dim.push(`${ratio.toFixed(2)}: ${text.data.trim()}`);
  }
  return dim;
}"""

# What stands out of the window on either side, unless it can be scrolled to inside the card.
_OUT = """() => {
  const width = document.documentElement.clientWidth;
  const out = document.documentElement.scrollWidth > width || document.body.scrollWidth > width ? ["the page"] : [];
  for (const element of document.querySelectorAll("#qa *")) {
    const box = element.getBoundingClientRect();
    const scrolls = element.parentElement.closest("pre, table");
    if (!scrolls && box.width && (box.left < 0 || box.right > width + .5)) out.push(element.outerHTML.slice(0, 80));
  }
  return out;
}"""


@pytest.fixture(scope="module")
def gallery() -> Iterator[tuple[Path, tuple[Side, ...]]]:
    with rendered() as found:
        yield found


@pytest.fixture(params=VIEWS, ids=lambda view: view.name)
def faces(request: pytest.FixtureRequest, window: Page, gallery: tuple[Path, tuple[Side, ...]]) -> Callable[[str], list[str]]:
    """`faces(script)` is what a script says of both sides of every card, in one view."""
    view: View = request.param
    media, sides = gallery
    opened(window, view, media)

    def asked(script: str) -> list[str]:
        found = []
        for number, side in enumerate(sides):
            for name, html in (("question", side.question), ("answer", side.answer)):
                show(window, html)
                found += [f"{number} {side.kind}, {name}: {what}" for what in window.evaluate(script)]
        return found

    return asked


def test_the_gallery_has_every_kind_of_card_and_what_is_hard_to_set(gallery: tuple[Path, tuple[Side, ...]]) -> None:
    _, sides = gallery
    assert {side.kind for side in sides} >= set(KINDS)
    everything = "".join(side.answer for side in sides)
    assert all(mark in everything for mark in ("<table>", "<pre", "<img", "replay-button", "\\(", "\\[", 'class="cloze"'))
    assert any("\u0590" <= letter <= "\u06ff" for letter in everything)
    assert any("\u4e00" <= letter <= "\u9fff" for letter in everything)


def test_no_card_is_wider_than_its_window(faces: Callable[[str], list[str]]) -> None:
    assert faces(_OUT) == []


def test_every_word_is_dark_or_light_enough_to_read(faces: Callable[[str], list[str]]) -> None:
    assert faces(_DIM) == []


def test_every_picture_is_there(faces: Callable[[str], list[str]]) -> None:
    assert faces("() => [...document.images].filter((image) => !image.naturalWidth).map((image) => image.src)") == []


def test_a_line_is_no_longer_than_is_easy_to_read(window: Page, gallery: tuple[Path, tuple[Side, ...]]) -> None:
    # 80 characters at most (WCAG 2.1, 1.4.8); some 45 to 75 are thought comfortable.
    media, sides = gallery
    opened(window, VIEWS[2], media)
    show(window, next(side.answer for side in sides if "long-running reader" in side.answer))
    lines = window.evaluate(
        """() => { const text = document.querySelector(".answer").firstChild, range = document.createRange(), tops = {};
                   for (let k = 0; k < text.length; k++) {
                     range.setStart(text, k); range.setEnd(text, k + 1);
                     const top = Math.round(range.getBoundingClientRect().top); tops[top] = (tops[top] || 0) + 1; }
                   return Object.values(tops); }"""
    )
    assert len(lines) > 4
    assert 55 <= max(lines) <= 80


def test_wide_code_and_wide_tables_scroll_inside_the_card(window: Page, gallery: tuple[Path, tuple[Side, ...]]) -> None:
    media, sides = gallery
    opened(window, VIEWS[0], media)
    for tag, words in (("pre", "row_number"), ("table", "Serialization")):
        show(window, next(side.answer for side in sides if words in side.answer))
        assert window.evaluate(f"() => {{ const e = document.querySelector('{tag}'); return e.scrollWidth > e.clientWidth; }}")


def test_a_style_of_the_authors_own_wins_over_ours(window: Page) -> None:
    with rendered(".card { background: rgb(1, 2, 3); }") as (media, sides):
        opened(window, VIEWS[0], media)
        for side in (sides[0], next(side for side in sides if side.kind == "cloze")):
            show(window, side.answer)
            assert window.evaluate("() => getComputedStyle(document.body).backgroundColor") == "rgb(1, 2, 3)"


def test_a_reader_who_asks_for_more_contrast_gets_it_by_day_and_by_night(window: Page, gallery: tuple[Path, tuple[Side, ...]]) -> None:
    media, sides = gallery
    window.emulate_media(contrast="more")
    for view in VIEWS:
        opened(window, view, media)
        show(window, sides[0].answer)
        inks = window.evaluate("() => [...document.querySelectorAll('.answer, .source')].map((e) => getComputedStyle(e).color)")
        assert len(inks) == 2
        assert len(set(inks)) == 1


def test_the_gallery_is_a_picture_of_each_card_in_each_view_and_a_sheet(
    window: Page, gallery: tuple[Path, tuple[Side, ...]], tmp_path: Path
) -> None:
    media, sides = gallery
    photograph(window, media, sides[:2], tmp_path)
    names = {f"{number}-{view.name}.png" for number in ("00", "01") for view in VIEWS}
    assert {path.name for path in tmp_path.iterdir()} == {*names, "index.html"}
    assert all(f'src="{name}"' in (tmp_path / "index.html").read_text("utf-8") for name in names)


def test_the_picture_in_readme_is_there_described_and_light() -> None:
    shown = re.search(r"!\[(.{80,})\]\((docs/cards\.png)\)", (PICTURE.parents[1] / "README.md").read_text("utf-8"))
    assert shown
    assert PICTURE.stat().st_size <= 200_000


class TestCssInTheDefinition:
    @pytest.fixture
    def build(self, notes: Callable[..., Path], run: Callable[..., Result], here: Path) -> Callable[[str], Path]:
        """`build(css)` makes the package with that `css:` in the deck's definition."""
        notes("a.md", "# Sea\n- Tide :: the rise and fall of the sea\n- {{c1::Ebb}} is the falling of the tide.\n")
        (here / "decks").mkdir()

        def made(css: str) -> Path:
            (here / "decks" / "sea.yaml").write_text(f"css: |\n  {css}\n" if css else "")
            assert run("build").exit_code == 0
            return here / "decks" / "sea.apkg"

        return made

    def test_it_comes_behind_ours_on_both_note_types(self, build: Callable[[str], Path], collection: Any) -> None:
        import_package(collection, build(".question { color: teal; }"))
        for name in (notetype.NAME, notetype.CLOZE.name):
            css = collection.models.by_name(name)["css"]
            assert css.startswith(notetype.STYLE)
            assert css.endswith(".question { color: teal; }\n")

    def test_it_is_in_the_preview(self, build: Callable[[str], Path], run: Callable[..., Result]) -> None:
        package = build(".question { color: teal; }")
        assert run("preview").exit_code == 0
        assert package.with_suffix(".preview.html").read_text("utf-8").count(".question { color: teal; }") == 2

    def test_a_change_of_it_reaches_anki_only_where_note_types_are_always_updated(
        self, build: Callable[[str], Path], collection: Any
    ) -> None:
        import_package(collection, build(".question { color: teal; }"))
        review(collection, 2)
        before = history(collection), collection.db.scalar("select scm from col")
        package = build(".question { color: navy; }")
        assert import_package(collection, package) == {"new": 0, "updated": 0, "duplicate": 2, "conflicting": 0}
        assert "teal" in collection.models.by_name(notetype.NAME)["css"]
        options = ImportAnkiPackageOptions(merge_notetypes=True, update_notetypes=_BOTH)
        collection.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options))
        collection.models._clear_cache()
        for name in (notetype.NAME, notetype.CLOZE.name):
            assert "navy" in collection.models.by_name(name)["css"]
            assert "teal" not in collection.models.by_name(name)["css"]
        assert (history(collection), collection.db.scalar("select scm from col")) == before  # no one-way sync

    def test_what_a_learner_styled_in_anki_stays(self, build: Callable[[str], Path], collection: Any) -> None:
        import_package(collection, build(""))
        kind = collection.models.by_name(notetype.NAME)
        kind["css"] += ".mine {}"
        collection.models.update_dict(kind)
        import_package(collection, build(".question { color: navy; }"))
        assert collection.models.by_name(notetype.NAME)["css"] == notetype.STYLE + ".mine {}"

    @pytest.mark.parametrize("css", ["<style>p {}</style>", "p {} </STYLE ><script>alert(1)</script>"])
    def test_a_tag_in_it_is_refused(self, css: str, notes: Callable[..., Path], run: Callable[..., Result], here: Path) -> None:
        notes("a.md", "# Sea\n- Tide :: the rise and fall of the sea\n")
        (here / "decks").mkdir()
        (here / "decks" / "sea.yaml").write_text(f"name: Sea\ncss: {css!r}\n")
        result = run("build")
        assert result.exit_code != 0
        assert "decks/sea.yaml:2: `css` holds a `</style>`" in result.output
