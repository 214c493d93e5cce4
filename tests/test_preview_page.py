"""The page of cards in a real browser: what a person sees, presses and types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from test_identity import built
from test_preview import HOSTILE

from deckwright import preview
from deckwright.build import Built

NOTE = """# Water
- Pump: a machine that lifts water from a well
- Siphon: a bent tube that moves water
- Every household valve holds at most 10,000 drops by default

# [Café culture](https://e.org/cafe)
- Lesson: $a<b$ holds for `x` alone
- Lesson: guests who sit by the door leave first
- The author proposed in 1974 {{c1::two::how many}} kinds of {{c2::guests}}
"""
EDITED = NOTE.replace("bent tube", "curved tube").replace("- Every", "- Weir: a low dam across a river\n- Every")

Show = Callable[[Built], Page]


@pytest.fixture
def show(window: Page, tmp_path: Path) -> Show:
    """Write the page of a build and look at it."""

    def call(made: Built, address: str = "") -> Page:
        path = tmp_path / "page.html"
        path.write_text(preview.page("Reading", made), "utf-8")
        window.goto(path.as_uri() + address)
        window.locator("html[data-ready]").wait_for(state="attached")
        return window

    return call


@pytest.fixture
def page(show: Show) -> Page:
    """The page of an edited note: unchanged, changed and new cards, and a draft."""
    return show(edited())


def edited() -> Built:
    return built(("notes/n.md", EDITED), ledger=built(("notes/n.md", NOTE)).ledger, now=200)


def many(count: int) -> Built:
    """So many cards, 25 in an article, made as values."""
    made = built(("notes/n.md", NOTE))
    base = made.cards()
    issued = []
    for k in range(count):
        card = base[k % len(base)]
        place = replace(card.card.place, article=f"Article {k // 25}")
        fields = {name: f"{html} number{k} {'and so on ' * 12 * (name == 'Extra')}" if html else "" for name, html in card.fields.items()}
        issued.append(replace(card, guid=f"guid{k}", fields=fields, card=replace(card.card, place=place)))
    return replace(made, issued=tuple(issued))


def questions(page: Page) -> list[str]:
    return page.locator(".item .question").all_inner_texts()


def test_a_card_looks_as_in_anki_and_flips_by_key_and_click(page: Page) -> None:
    first = page.locator(".item").first
    expect(first.locator(".context")).to_have_text("Water")
    expect(first.locator(".answer")).to_have_count(0)
    expect(first.locator(".bullet")).to_be_hidden()
    page.keyboard.press("j")
    page.keyboard.press("Space")
    expect(first.locator(".answer")).to_have_text("a machine that lifts water from a well")
    expect(first.locator(".bullet")).to_have_text("Pump: a machine that lifts water from a well")
    expect(first.locator(".place")).to_have_text("notes/n.md:2")
    expect(page.locator("#said")).to_contain_text("a machine that lifts water")
    page.keyboard.press("Enter")
    expect(first.locator(".answer")).to_have_count(0)
    first.locator(".question").click()
    expect(first.locator(".answer")).to_be_visible()
    assert first.locator(".question").evaluate("e => getComputedStyle(e).fontFamily").startswith("Charter")


def test_keys_move_from_card_to_card_and_flip_all(page: Page) -> None:
    for key, place in (("j", 0), ("j", 1), ("ArrowDown", 2), ("ArrowRight", 3), ("k", 2), ("ArrowUp", 1), ("ArrowLeft", 0), ("k", 0)):
        page.keyboard.press(key)
        expect(page.locator(".item").nth(place)).to_be_focused()
    page.keyboard.press("f")
    expect(page.locator(".item.back")).to_have_count(page.locator(".item").count())
    page.keyboard.press("Space")
    expect(page.locator(".item").first.locator(".answer")).to_have_count(0)
    page.keyboard.press("f")
    expect(page.locator(".item.back")).to_have_count(0)


def test_search_finds_words_on_any_side_without_accents_and_in_the_bullet(page: Page) -> None:
    page.keyboard.press("/")
    expect(page.locator("#search")).to_be_focused()
    page.keyboard.type("WELL lifts")
    assert questions(page) == ["What is meant by “Pump”?"]
    expect(page.locator("#count")).to_have_text("1 of 7")
    page.keyboard.press("Enter")
    expect(page.locator(".item").first).to_be_focused()
    page.locator("#search").fill("cafe")
    expect(page.locator(".item")).to_have_count(3)
    page.locator("#search").fill("n.md:3")
    assert questions(page) == ["What is meant by “Siphon”?"]
    page.keyboard.press("Escape")
    expect(page.locator(".item")).to_have_count(7)


def test_each_filter_shows_its_cards_and_how_many_there_are(page: Page) -> None:
    for state, count in (("new", 1), ("changed", 1), ("draft", 1), ("unchanged", 4)):
        button = page.get_by_role("group", name="State").get_by_role("button", name=f"{state} {count}", exact=True)
        button.click()
        expect(page.locator(".item")).to_have_count(count)
        expect(page.locator(f".item .state.{state}")).to_have_count(count)
        expect(button).to_have_attribute("aria-pressed", "true")
        button.click()
    page.get_by_role("group", name="Kind").get_by_role("button", name="lesson 2").click()
    expect(page.locator(".item")).to_have_count(2)
    expect(page.get_by_role("button", name="new 0")).to_be_visible()
    page.get_by_role("button", name="Show all again").click()
    page.get_by_role("group", name="Article").get_by_role("button", name="Water 4").click()
    expect(page.locator(".item")).to_have_count(4)
    expect(page.locator(".group h2")).to_have_text(["Water"])


def test_d_shows_drafts_with_their_reason_and_a_changed_card_its_words(page: Page) -> None:
    page.keyboard.press("d")
    expect(page.locator(".item .why")).to_have_count(1)
    expect(page.locator(".item .why")).not_to_be_empty()
    page.keyboard.press("d")
    page.keyboard.press("f")
    changed = page.locator(".item.changed")
    expect(changed.locator("del")).to_have_text("bent ")
    expect(changed.locator("ins")).to_have_text("curved ")


def test_nothing_found_is_said_kindly_with_a_way_back(page: Page) -> None:
    page.locator("#search").fill("zebra")
    expect(page.locator("#none")).to_contain_text("Nothing fits")
    page.locator("#again").click()
    expect(page.locator("#none")).to_be_hidden()
    expect(page.locator(".item")).to_have_count(7)


def test_a_deck_without_a_card_says_what_to_write(show: Show) -> None:
    page = show(replace(edited(), issued=()))
    expect(page.locator("main")).to_contain_text("No cards yet")
    for key in ("j", " ", "f", "d", "n"):
        page.keyboard.press(key)


def test_night_follows_the_system_until_it_is_switched_and_is_remembered(page: Page) -> None:
    switch = page.get_by_role("switch", name="Night")
    paper = ".item .card"
    light = page.locator(paper).first.evaluate("e => getComputedStyle(e).backgroundColor")
    page.emulate_media(color_scheme="dark")
    expect(switch).to_have_attribute("aria-checked", "true")
    assert page.locator(paper).first.evaluate("e => getComputedStyle(e).backgroundColor") != light
    page.locator("#search").fill("siphon")  # cards drawn anew are dark, too
    assert page.locator(paper).first.evaluate("e => getComputedStyle(e).backgroundColor") != light
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(switch).to_have_attribute("aria-checked", "false")
    page.reload()
    page.locator("html[data-ready]").wait_for(state="attached")
    expect(switch).to_have_attribute("aria-checked", "false")


def test_the_keys_are_explained(page: Page) -> None:
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("drafts only")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    page.keyboard.press("?")
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_an_address_names_one_card(show: Callable[..., Page]) -> None:
    page = show(many(500), "#guid321")
    expect(page.locator(".item.current .place")).to_have_attribute("href", "#guid321")
    expect(page.locator(".item.current")).to_be_in_viewport()
    page.keyboard.press("j")
    page.wait_for_url("**/*#guid322")


def test_a_cloze_note_hides_each_number_in_turn(page: Page) -> None:
    page.locator("#search").fill("1974")
    cloze = page.locator(".item .cloze")
    assert cloze.all_inner_texts() == ["[how many]", "[...]"]
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    assert cloze.all_inner_texts() == ["two", "guests"]


def test_math_is_shown_as_written(page: Page) -> None:
    page.keyboard.press("f")
    tex = page.locator(".answer .tex")
    expect(tex).to_have_text("\\(a<b\\)")
    assert "mono" in tex.evaluate("e => getComputedStyle(e).fontFamily")


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_in_a_note_runs_or_is_read_as_a_template(show: Show, window: Page, text: str) -> None:
    window.add_init_script("window.alert = () => { window.ran = 1 }")
    page = show(built(("n.md", f"# {text}\n- Lesson: {text} is what they say\n")))
    page.keyboard.press("f")
    page.wait_for_timeout(50)
    assert page.evaluate("window.ran") is None
    assert page.locator("script").count() == 4
    if "{" in text:
        expect(page.locator(".item .answer")).to_have_text(f"{text} is what they say")


def test_even_html_that_the_renderer_let_through_does_not_run(show: Show) -> None:
    made = edited()
    bad = '<img src="x" onerror="window.ran=1"><a href="javascript:window.ran=1">x</a><svg onload="window.ran=1"></svg>'
    page = show(replace(made, issued=tuple(replace(i, fields={**i.fields, "Question": bad}) for i in made.cards()[:1])))
    page.locator(".question a").click()
    page.wait_for_timeout(100)
    assert page.evaluate("window.ran") is None


def test_printing_shows_every_answer(page: Page) -> None:
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".item.back")).to_have_count(7)
    expect(page.locator("#search")).to_be_hidden()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".item.back")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 768, 1440, 2560])
def test_no_window_is_too_narrow(show: Show, window: Page, width: int) -> None:
    window.set_viewport_size({"width": width, "height": 800})
    long = "supercalifragilistic" * 12
    page = show(built((f"notes/{'deep/' * 30}n.md", f"# {long}\n- Lesson: {long} and `{long}`\n- {long}: a machine\n")))
    page.keyboard.press("f")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    if width == 360:
        page.get_by_role("button", name="Filter").click()
        expect(page.get_by_role("group", name="State")).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= width


CONTRAST = """() => {
  const rgb = (text) => { const n = text.match(/[\\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
  const light = (c) => { const [r, g, b] = c.map((v) => (v /= 255) <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b; };
  const up = (e) => e.parentElement ?? e.getRootNode().host;
  const behind = (e) => { const layers = [];
    for (; e; e = up(e)) { layers.unshift(rgb(getComputedStyle(e).backgroundColor)); }
    return layers.reduce((under, [r, g, b, a]) => [r, g, b].map((v, k) => v * a + under[k] * (1 - a)), [255, 255, 255]); };
  const found = [];
  const look = (root) => { for (const e of root.querySelectorAll("*")) {
    if (e.shadowRoot) look(e.shadowRoot);
    if (![...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) || !e.checkVisibility()) continue;
    const style = getComputedStyle(e), one = light(rgb(style.color).slice(0, 3)), two = light(behind(e));
    const ratio = (Math.max(one, two) + .05) / (Math.min(one, two) + .05);
    found.push([Math.round(ratio * 100) / 100, e.localName + "." + e.className, e.textContent.trim().slice(0, 20), Number(style.opacity)]);
  } };
  look(document.body);
  return found;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_as_wcag_asks(page: Page, scheme: str) -> None:
    """4.5 to 1, as WCAG 2.2 asks in 1.4.3 of text of any size (level AA)."""
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.locator("#night[aria-checked]").wait_for()
    page.keyboard.press("f")
    page.get_by_role("button", name="lesson").click()
    page.get_by_role("button", name="lesson").click()
    page.get_by_role("group", name="State").get_by_role("button", name="draft").click()
    shown = [*page.evaluate(CONTRAST)]
    page.keyboard.press("d")
    shown += page.evaluate(CONTRAST)
    page.keyboard.press("?")
    shown += page.evaluate(CONTRAST)
    assert len(shown) > 100
    assert [one for one in shown if one[0] < 4.5 or one[3] < 1] == []


def test_what_can_be_pressed_has_a_name_and_shows_its_focus(page: Page) -> None:
    names = page.evaluate("[...document.querySelectorAll('button, input')].map(e => e.ariaLabel || e.textContent.trim())")
    assert all(names)
    for _ in range(8):
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_of_ten_thousand_cards_only_those_near_the_window_are_drawn(window: Page, tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    path.write_text(preview.page("Big", many(10_000)), "utf-8")
    window.goto(path.as_uri())
    window.locator("#search").fill("number9999")
    expect(window.locator("#count")).to_have_text("1 of 10,000")
    window.locator("#search").fill("")
    expect(window.locator("#count")).to_have_text("10,000 cards")
    window.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(window.locator(".item").last).to_contain_text("number9999")
    assert window.locator(".item").count() < 100
