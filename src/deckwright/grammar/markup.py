"""Bullets that their author marked as cards, `Q:` and `A:`, `::`, `#card`, `==highlights==`, `{{c1::clozes}}`, to just these cards."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from .. import media
from ..bullet import HIGHEST, Bullet, Cloze, Form
from ..language.languages import ANSWER_LABEL, QUESTION_LABEL
from ..language.spoken import CJK
from ..patterns import cased, later
from . import lessons, phrase, skips
from .here import Here, Proposal, Skip

MOST_BLANKS = 3  # of one bullet

_GAP = r"(?:\s+|(?<=：))"  # behind a full-width colon stands none
_QUESTION = later(rf"{QUESTION_LABEL}(?P<number>\d{{0,3}})(?P<sign>[:.：]){_GAP}(?P<asked>\S.*)$")
_ANSWER = later(rf"{ANSWER_LABEL}\d{{0,3}}(?P<sign>[:.：])(?:{_GAP}|$)")
_BOTH = later(
    rf"{QUESTION_LABEL}\d{{0,3}}(?P<sign>[:.：]){_GAP}(?P<asked>\S.*?)(?:\s+|(?<=[？。]))"
    rf"(?!(?<![?] )R:){ANSWER_LABEL}\d{{0,3}}(?P=sign)(?:{_GAP}(?P<told>\S.*))?$"
)
_LETTER = later(r"[A-Z]:\s")
_COLONS = later(rf"\s:::?\s|(?<=[{CJK}]):::?(?=[{CJK}])")
_SIGNATURE = later(r"[a-z]\w*\s:::?\s.*(?:->|=>|→)")  # `map :: (a -> b) -> …` is a type
_ON_THE_LINE = later(r"(?P<front>[^?？]+(?:\?(?=\s)|？))\s*(?P<back>\S.*)$|(?P<name>[^:：]+)(?::(?=\s)|：)\s*(?P<value>\S.*)$")


def is_marked(bullet: Bullet) -> bool:
    """Whether the author marked this very line as a card."""
    line = _line(bullet)
    labelled = _QUESTION.match(line) or _ANSWER.match(line) or lessons.is_lesson(bullet)
    return bool(labelled or bullet.text.tagged or bullet.text.highlights or bullet.text.clozes or len(_COLONS.findall(line)) == 1)


def cloze(here: Here) -> Sequence[Proposal] | Skip | None:
    """A line with `{{c1::text}}` or `{{c1::text::hint}}` in it, on whatever label: all of it on one card, every cloze blanked out."""
    text = here.bullet.text
    if any(cell.clozes or cell.broken_cloze for cell in here.bullet.cells):
        return Skip("a cloze in a table, where it makes no card; write it on a line of its own")
    if not (_is_text(here.bullet) or here.bullet.form is Form.QUOTE):
        return None
    if text.broken_cloze:
        return Skip(f"a cloze that cannot be read: it takes a number from 1 to {HIGHEST}, text, and `}}}}`, outside code, math and links")
    outer = _outer(text.clozes)
    if not outer:
        return None
    hidden = tuple(phrase.trimmed(here.said[cloze.start : cloze.end]) or here.said[cloze.start : cloze.end] for cloze in outer)
    question, end = "", 0
    for cloze in outer:
        question += f"{here.said[end : cloze.start]}[…]{f' ({cloze.hint})' if cloze.hint else ''}"
        end = cloze.end
    question = phrase.capital(" ".join(f"{question}{here.said[end:]}".split()))
    return [Proposal("cloze", question, hidden, here.bullet, on_parent=phrase.starts_deictic(question) or not phrase.may_state(question))]


def _outer(clozes: Sequence[Cloze]) -> list[Cloze]:
    """Those that stand in no other; `clozes` are sorted, each before those inside it."""
    found: list[Cloze] = []
    for cloze in clozes:
        if not found or cloze.end > found[-1].end:
            found.append(cloze)
    return found


def question_answer(here: Here) -> Sequence[Proposal] | Skip | None:
    """`Q: …` with `A: …` behind it, below it, or on the next line or bullet."""
    line = _line(here.bullet)
    both, alone = _BOTH.match(line), _QUESTION.match(line)
    asked = both or alone
    if asked is None or not _is_free(here.bullet) or (not both and _is_letter(here)):
        return None
    question = phrase.trimmed(here.said[asked.start("asked") : asked.end("asked")])
    if both and both["told"]:
        return [Proposal("question", question, (phrase.trimmed(here.said[both.start("told") :]),), here.bullet)]
    told, taken = _told(here, asked)
    if told:
        return [Proposal("question", question, tuple(map(phrase.trimmed, told)), here.bullet, also=tuple(filter(_is_free, taken)))]
    is_label = alone is not None and alone["sign"] in ":：" and not alone["number"]  # `Q. Smith` is a name, `Q3:` three months
    return Skip("a question without an answer: no `A:` line belongs to it") if is_label else None


def _is_letter(here: Here) -> bool:
    """Whether `Q:` stands among other letters, `N: natural numbers`, `Q: rational numbers`, and asks nothing."""
    beside = [sibling.text.said for sibling in here.siblings if _LETTER.match(sibling.text.said)]
    others = [said for said in beside if not (_QUESTION.match(said) or _ANSWER.match(said))]
    return bool(others) and not any(said.startswith("A:") for said in beside)


def _told(here: Here, asked: re.Match[str]) -> tuple[list[str], list[Bullet]]:
    """The answer to the question on a line: what stands below or behind its `A:`, or below itself; and the bullets it takes."""
    below = [child for child in here.bullet.children if _is_text(child)]
    if asked.re is _BOTH:  # its `A:` ends the line
        return [_says(child) for child in below], below
    told, taken = _labelled(below, asked["sign"])
    if not told:
        told, taken = _labelled(_behind(here), asked["sign"])
    if told or not 1 <= len(below) <= 5 or any(skips.voice(b, here.language) or b.text.said.endswith(("?", "？")) for b in below):
        return told, taken
    return [_says(child) for child in below], below


def _labelled(following: Iterable[Bullet], sign: str) -> tuple[list[str], list[Bullet]]:
    """The answers that open a run of lines, each with the lines of its paragraph or, where its own is empty, the items below it."""
    told: list[str] = []
    taken: list[Bullet] = []
    for bullet in following:
        label = _ANSWER.match(_line(bullet))
        if label and label["sign"] == sign:
            own = bullet.text.said[label.end() :]
            items = [] if own else [child for child in bullet.children if _is_text(child)]
            told += [own] if own else [_says(item) for item in items]
            taken += [bullet, *items]
        elif taken and _goes_on(taken[-1], bullet) and not _QUESTION.match(_line(bullet)):
            told[-1:] = [" ".join([*told[-1:], bullet.text.said])]
            taken.append(bullet)
        else:
            break
    return told, taken


def _behind(here: Here) -> Iterator[Bullet]:
    """What follows the bullet in its list or section."""
    places = range(here.index + 1, len(here.siblings))
    return (here.siblings[k] for k in places if _is_text(here.siblings[k]))


def _goes_on(line: Bullet, following: Bullet) -> bool:
    """Whether two lines stand in one paragraph."""
    return line.form is Form.LINE and following.form is Form.LINE and line.run == following.run


def double_colon(here: Here) -> Sequence[Proposal] | None:
    """`Term :: what it is`, with spaces around; before a question mark, the author's own question."""
    line = _line(here.bullet)
    colons = _COLONS.findall(line)
    if len(colons) != 1 or not _is_free(here.bullet) or _SIGNATURE.match(line):
        return None
    left, right = (phrase.trimmed(part) for part in here.said.split(colons[0], 1))
    if not phrase.tokens(left) or not phrase.tokens(right) or cased(r"(?:and|or)\b").match(right):
        return None
    language = here.language
    asked = left if left.endswith(("?", "？")) or not language.name else language.means.format(X=language.quoted(left))
    return [Proposal("definition", asked, (right,), here.bullet)]


def tagged(here: Here) -> Sequence[Proposal] | Skip | None:
    """`#card` on a bullet, heading or lead: the line is the front, what stands below it or behind its colon the back."""
    if not here.bullet.text.tagged or not (_is_free(here.bullet) or here.bullet.form is Form.HEADING):
        return None
    lines = takewhile(lambda sibling: _goes_on(here.bullet, sibling), _behind(here))
    below = [child for child in here.bullet.children or lines if _is_text(child) and phrase.tokens(_says(child))]
    front = phrase.trimmed(here.said.rstrip(":： "))
    if front and below:
        answer = tuple(phrase.trimmed(_says(child)) for child in below)
        return [Proposal("tagged", front, answer, here.bullet, also=tuple(child for child in below if not is_marked(child)))]
    if front and (split := _ON_THE_LINE.match(_line(here.bullet))):
        sides = ("front", "back") if split["front"] else ("name", "value")
        front, back = (phrase.trimmed(here.said[split.start(side) : split.end(side)]) for side in sides)
        return [Proposal("tagged", front, (back,), here.bullet)]
    return None if here.bullet.text.highlights or not front else Skip("tagged as a card, but no answer stands below it")


def highlight(here: Here) -> Sequence[Proposal] | None:
    """A sentence with `==text==` in it: each of up to three highlights blanked out in turn."""
    if not _is_free(here.bullet):
        return None
    made = []
    for number, (start, end) in enumerate(here.bullet.text.highlights[:MOST_BLANKS], 1):
        first, last = _sentence(here, start, end)
        around = f"{here.said[first:start]}[…]{here.said[end:last]}"
        if phrase.content_stems(around):  # else a whole sentence is highlighted, not a part to ask for
            question = phrase.capital(" ".join(around.split()))
            answer = phrase.trimmed(here.said[start:end])
            leans = phrase.starts_deictic(question) or not phrase.may_state(around)
            made.append(Proposal("highlight", question, (answer,), here.bullet, f"h{number}", on_parent=leans))
    return made or None


def _sentence(here: Here, start: int, end: int) -> tuple[int, int]:
    """Where the sentence with this piece begins and ends; the whole line, where the piece is in none alone."""
    at = 0
    for sentence in here.sentences():
        first = here.said.index(sentence.said, at)
        at = first + len(sentence.said)
        if first <= start and end <= at:
            return first, at
    return 0, len(here.said)


def _says(bullet: Bullet) -> str:
    """What a bullet says; where that is nothing, its pictures."""
    return bullet.text.said or " ".join(media.said(*picture) for picture in bullet.text.pictures)


def _is_text(bullet: Bullet) -> bool:
    return bullet.form in (Form.ITEM, Form.LINE)


def _is_free(bullet: Bullet) -> bool:
    """Whether it is text that is no lesson, which is asked for as one."""
    return _is_text(bullet) and not lessons.is_lesson(bullet)


def _line(bullet: Bullet) -> str:
    """The masked line with the text of links blanked too, to the same length."""
    masked = bullet.text.masked
    for name, _ in bullet.text.links:
        masked = masked.replace(name, "x" * len(name)) if name else masked
    return masked
