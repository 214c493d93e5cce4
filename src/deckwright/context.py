"""A proposal in its place to the lines that make it stand alone: path, parent, extra; and the leak guard."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import PurePosixPath

from . import highlight, media
from .bullet import Article, Bullet, Form, Outline, Text
from .grammar import phrase, skips
from .grammar.here import Here, Proposal
from .language import titles
from .language.languages import ENGLISH, QUESTION_LABEL
from .language.spoken import Language
from .outline import is_remark
from .patterns import anycase, cased

PATH_LENGTH = 60  # characters (reference: cards.md §3.2)
LEAK = 0.6  # share of the answer's content stems that gives it away (cards.md L3)
_PARENT_WORDS = 20
_SHORT_TITLE = 2  # words; a longer one tends to say what it is about
_EXTRA_LINES = 8
_BLOCK_LINES = 20  # what a phone shows without scrolling far
_SHOWN_BLOCKS = (Form.CODE, Form.MATH, Form.TABLE)


def work(outline: Outline, article: Article) -> str:
    """What an article belongs to, where its own name says little: the note file's title, else the nearest folder that has a name.

    A numbered chapter says little, and so does a short heading that is one of several and no link: `Setup`, `Data types`.
    """
    chapter = anycase(titles.CHAPTER).match(article.title)
    short = article.url is None and phrase.word_count(article.title) <= _SHORT_TITLE and len(outline.articles) > 1
    bare = anycase(titles.BARE_TITLE).fullmatch(article.title.strip())
    if not chapter and not short and not bare:
        return ""
    folders = [name.replace("_", " ").replace("-", " ").strip() for name in PurePosixPath(outline.file).parts[-2::-1]]
    named = (name for name in (outline.title, *folders) if not anycase(titles.CHAPTER).match(name) and name != article.title)
    return next((name for name in named if not anycase(titles.NO_WORK).fullmatch(name)), "")


def path(here: Here, answer: str) -> str:
    """`Article › Section`, without levels that say nothing or give the answer away."""
    levels = [name for name in here.path if not is_remark(name) and not anycase(here.language.empty_heading).fullmatch(name)]
    shown = [*([here.work] if here.work else []), here.article, *levels[:1], *levels[1:][-1:]]
    if levels and _plain(levels[0]).startswith(_plain(here.article)):
        shown = shown[1:]  # `rework › Rework` says the same twice
    kept = _kept(shown, answer, here.language)
    if len(" › ".join(kept)) > PATH_LENGTH:
        kept = [cased(r"\s+\([^()]*\)$").sub("", name) or name for name in kept]
    return _shortened(kept)


def _kept(names: Sequence[str], answer: str, language: Language) -> list[str]:
    """The names without those that give the answer away, alone or together."""
    kept = [name for name in names if not leaks(name, answer, language)]
    while leaks(" ".join(kept), answer, language):
        asked = phrase.content_stems(answer, language)
        kept.remove(max(kept, key=lambda name: len(asked & phrase.content_stems(name, language))))
    return kept


def _plain(name: str) -> str:
    return " ".join(phrase.tokens(name)).casefold()


def _shortened(names: Sequence[str]) -> str:
    """Joined by ›; where that is too long the middle of the longest name gives way."""
    parts = list(names)
    while parts and len(" › ".join(parts)) > PATH_LENGTH:
        longest = max(range(len(parts)), key=lambda i: len(parts[i]))
        room = len(parts[longest]) - (len(" › ".join(parts)) - PATH_LENGTH)
        if room < 16:  # shorter stumps tell nobody anything
            parts = [part if len(part) <= 24 else _ellipsis(part, 24) for part in parts]
            break
        parts[longest] = _ellipsis(parts[longest], room)
    return " › ".join(parts)


def _ellipsis(name: str, room: int) -> str:
    """A name's first and last words; cut in a word only where that is longer than the room, or the name has no spaces."""
    found, head = name.split(), (room - 2) * 2 // 3
    first = _fitting(found, head)
    last = _fitting(found[first:][::-1], room - 2 - len(" ".join(found[:first])))
    first = _fitting(found, room - 2 - len(" ".join(found[len(found) - last :])))
    if not first:
        first, last = _fitting(found, room - 1), 0
    if not first:
        return f"{name[:head].rstrip()}…{name[len(name) - (room - 1 - head) :].lstrip()}"
    return " ".join([*found[: first - 1], f"{found[first - 1]}…", *found[len(found) - last :]])


def _fitting(names: Sequence[str], room: int) -> int:
    """How many of the words, from the first, there is room for."""
    return sum(end <= room + 1 for end in accumulate(len(name) + 1 for name in names))


def parent_line(here: Here, proposal: Proposal, answer: str) -> str:
    """The line above, where the question leans on it; empty where it leaks or is not fit to show."""
    if not proposal.on_parent:
        return ""
    above = here.bullet if proposal.bullet is not here.bullet else here.parent
    if above is None or above.form is Form.HEADING or skips.voice(above, here.language):
        return ""
    said = phrase.trimmed(above.text.said.rstrip(":："))
    if leaks(said, answer, here.language) or not said:
        return ""
    if not here.language.spaced:
        return said if len(said) <= 2 * _PARENT_WORDS else f"{said[: 2 * _PARENT_WORDS]}…"
    found = said.split()
    return said if len(found) <= _PARENT_WORDS else " ".join(found[:_PARENT_WORDS]) + " …"


def leaks(shown: str, answer: str, language: Language = ENGLISH) -> bool:
    """Whether `shown` holds so many of the answer's content words that it gives it away."""
    asked = phrase.content_stems(answer, language)
    return bool(asked) and len(asked & phrase.content_stems(shown, language)) >= LEAK * len(asked)


def behind(here: Here, proposal: Proposal) -> tuple[str, ...]:
    """The source line as written, then the bullets below it that explain it and are not the answer, or say it beside a picture.

    The line is empty where it says no more than the question; a row of a table stands below the names of its columns.
    """
    bullet, language = proposal.bullet, here.language
    below = [child for child in bullet.children if explains(child, language) and not any(child is answer for answer in proposal.also)]
    below += [answer for answer in proposal.also if answer.text.plain and answer.text.pictures and not media.SAID.search(answer.text.said)]
    table = here.parent if bullet is here.bullet and bullet.form is Form.ROW else None
    line = "" if _only_asks(bullet.text, proposal.question) else bullet.text.source
    return (_rows(table, (bullet,)) if table else line, *(_written(child) for child in below[:_EXTRA_LINES]))


def _only_asks(text: Text, question: str) -> bool:
    """Whether a line holds its question and nothing else, but for a `Q:`."""
    asked = cased(rf"{QUESTION_LABEL}\d{{0,3}}[:.：]\s*").sub("", text.plain, count=1)
    return asked.casefold() == question.casefold() and not (text.links or text.pictures or text.highlights)


def _written(child: Bullet) -> str:
    """A bullet's Markdown; that of a block, between its fences."""
    source = child.text.source
    if child.form is Form.CODE:
        fence = max(["```", *(f"{run}`" for run in cased("`{3,}").findall(source))], key=len)
        return f"{fence}{highlight.named(child.language)}\n{source}\n{fence}"
    if child.form is Form.TABLE:
        return _rows(child, child.children)
    return f"$$\n{source}\n$$" if child.form is Form.MATH else source


def _rows(table: Bullet, rows: Sequence[Bullet]) -> str:
    """A table of some of its rows, as Markdown."""
    first, *others = ([cell.source.replace("|", "\\|") for cell in row.cells] for row in (table, *rows))
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (first, ["---"] * len(first), *others))


def explains(child: Bullet, language: Language = ENGLISH) -> bool:
    """Whether a child may be shown with its parent's card: the author's knowledge, not their musings."""
    if child.form in _SHOWN_BLOCKS:
        return is_short(child)
    inside = Here(child, "", language=language)
    shown = bool(child.text.plain or child.text.pictures)
    return shown and not any(skip(inside) for skip in (skips.block, skips.todo, skips.question, skips.own_voice))


def is_short(block: Bullet) -> bool:
    """Whether a block of code, a formula or a table may be shown with the card of the bullet above it."""
    lines = len(block.children) + 1 if block.form is Form.TABLE else len(block.text.source.split("\n"))
    return block.form in _SHOWN_BLOCKS and lines <= _BLOCK_LINES
