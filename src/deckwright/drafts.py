"""Drafts to a Markdown file that their author ticks and edits, and back to what was decided.

    - [ ] Q: What does a valve prevent?
      - A: that water flows back
      - from notes/water.md:12: A valve prevents that water flows back. (relation: many answers may fit) <!-- kT7…guid b4x2qa -->

The comment holds the guid, and a mark of the words above as they were written, by which an edit is seen.
`[x]` accepts, `[-]` rejects, and question and answers may be edited where they stand. `[?]` is a card whose
bullet has changed since its author worded it: `[x]` keeps those words. What was decided is remembered in the
ledger for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import quote, unquote

from . import letters
from .build import Issued
from .card import Status
from .diagnostic import Refused
from .entry import Entry, Ledger, Verdict, mark
from .patterns import later

_HEAD = """\
# Drafts of {deck}

Tick `[x]` to make a draft a card, `[-]` to reject it; edit questions and answers as you like.
The next `deckwright build` takes it in. What you decided stays here, so that you can change your mind.
"""
_BOXES = {" ": Verdict.NONE, "x": Verdict.ACCEPTED, "X": Verdict.ACCEPTED, "-": Verdict.REJECTED, "?": Verdict.ACCEPTED}

_QUESTION = later(r"[-*+] \[(.)\] +Q: ?(.*)$")
_ANSWER = later(r"\s+[-*+] A: ?(.*)$")
_FROM = later(r"\s+[-*+] from .*<!-- (\S+) (\S+) -->\s*$")
_UNSEEN = later(r"[\x00-\x1f\x7f\ud800-\udfff]")
_CONFLICT = later(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands in one block of the file; `edited` where its words are not those that were written there, `confirmed` if ticked."""

    guid: str
    verdict: Verdict
    question: str
    answer: tuple[str, ...]
    edited: bool
    confirmed: bool
    line: int

    @property
    def words(self) -> tuple[str, tuple[str, ...]] | None:
        """The author's words, where they edited them."""
        return (self.question, self.answer) if self.edited else None


@dataclass(frozen=True, slots=True)
class Block:
    """One draft as the file shows it, in the section of its article, or of its `box` where that says what was decided."""

    box: str
    article: str
    text: str


_SECTIONS = {"?": "Changed under your words: tick [x] to keep them", "x": "Accepted", "-": "Rejected"}  # below the articles


def blocks(issued: Iterable[Issued], ledger: Ledger) -> tuple[Block, ...]:
    """What the file shows of these bullets: what is undecided, and what was decided."""
    found = []
    for i in issued:
        entry = ledger[i.guid] if i.guid else None
        boxes = [" "] if i.card.status is Status.DRAFT else []
        if entry and entry.verdict:
            boxes.append("-" if entry.verdict is Verdict.REJECTED else "?" if is_stale(entry) else "x")
        found += [Block(box, i.card.place.article, _block(i, entry, box)) for box in boxes if entry]
    return tuple(found)


def written(found: Sequence[Block], deck: str) -> str:
    """The file's text: what is undecided by article, then what was decided; empty if there is nothing of either."""
    titles = dict.fromkeys((" ", block.article) for block in found if block.box == " ") | {(box, ""): None for box in _SECTIONS}
    sections: dict[tuple[str, str], list[str]] = {title: [] for title in titles}
    for block in found:
        sections[block.box, block.article if block.box == " " else ""].append(block.text)
    shown = ["\n".join([f"## {_SECTIONS.get(box, article)}\n", *texts]) for (box, article), texts in sections.items() if texts]
    return "\n".join([_HEAD.format(deck=deck), *shown]) if shown else ""


def is_stale(entry: Entry) -> bool:
    """Whether an author worded a card when its bullet said something else."""
    return bool(entry.own_text) and entry.own_text != entry.text


def _block(i: Issued, entry: Entry, box: str) -> str:
    card = i.card
    why = f" ({card.kind}: {card.reason})" if card.status is Status.DRAFT else ""
    place = f"{card.place.file}:{card.bullet.line}: {card.bullet.text.plain}"
    answer = (f"  - A: {clean(item)}" for item in entry.answer)
    comment = f"<!-- {quote(i.guid, safe='')} {_mark(entry.question, entry.answer)} -->"
    return "\n".join([f"- [{box}] Q: {clean(entry.question)}", *answer, f"  - from {clean(place)}{why} {comment}", ""])


def read(content: str, file: str) -> tuple[Decision, ...]:
    """What the blocks of a drafts file say. Raises Refused with the line that is wrong, so that no edit is lost."""
    found: dict[str, Decision] = {}
    block: _Open | None = None
    for number, line in enumerate(re.split(r"\r\n|\r|\n", content.removeprefix("\ufeff")), 1):
        if _CONFLICT.match(line):
            raise Refused(file, number, "drafts", "a git conflict marker; keep the blocks of both sides, remove the markers")
        if match := _QUESTION.match(line):
            _ended(block, file)
            block = _Open(number, match[1], [match[2]])
        elif block is None and line.strip() and not line.startswith("#") and f"{line.strip()}\n" not in _HEAD:
            message = "this line is part of no draft; a block begins with `- [x] Q: …`, and ends with its line `- from …`"
            raise Refused(file, number, "drafts", message)
        elif block is None or not line.strip():
            continue
        elif match := _FROM.match(line):
            decision = _decision(block, unquote(match[1]), match[2], file)
            if found.setdefault(decision.guid, decision) != replace(decision, line=found[decision.guid].line):
                message = f"this block stands on line {found[decision.guid].line} too, and the two differ; remove one"
                raise Refused(file, block.line, "drafts", message)
            block = None
        else:
            answer = _ANSWER.match(line)
            block.answers += [[answer[1]]] if answer else []
            if not answer:
                (block.answers[-1] if block.answers else block.question).append(line)
    _ended(block, file)
    return tuple(found.values())


@dataclass(slots=True)
class _Open:
    """A block while its lines are read."""

    line: int
    box: str
    question: list[str]
    answers: list[list[str]] = field(default_factory=list)


def _ended(block: _Open | None, file: str) -> None:
    if block is not None:
        raise Refused(file, block.line, "drafts", "this block has lost its line `- from … <!-- … -->`; put it back, or remove the block")


def _decision(block: _Open, guid: str, shown: str, file: str) -> Decision:
    if block.box not in _BOXES:
        message = f"`[{block.box}]` is no decision; write [x] to accept, [-] to reject, [ ] to leave it open"
        raise Refused(file, block.line, "drafts", message)
    question, answer = clean(" ".join(block.question)), tuple(filter(None, (clean(" ".join(lines)) for lines in block.answers)))
    if not answer or not letters.are_seen((question, *answer)):
        raise Refused(file, block.line, "drafts", "a question or answer is missing here; to have no such card, reject it with [-]")
    edited = _mark(question, answer) != shown
    return Decision(guid, _BOXES[block.box], question, answer, edited, block.box in "xX", block.line)


def clean(words: str) -> str:
    """Words as they may stand on a card: one line, single spaces, nothing that cannot be shown."""
    shown = words if words.isprintable() else _UNSEEN.sub(" ", words)
    return " ".join(shown.split())


def _mark(question: str, answer: Sequence[str]) -> str:
    return mark("\n".join([clean(question), *map(clean, answer)]))


def taken_in(decisions: Iterable[Decision], ledger: Ledger) -> Ledger:
    """The ledger with what the author decided; what it knows nothing of is left out (see `unknown`)."""
    known = (d for d in decisions if d.guid in ledger)
    return ledger.changed({d.guid: decided(ledger[d.guid], d.verdict, d.words, confirmed=d.confirmed) for d in known})


def unknown(decisions: Iterable[Decision], ledger: Ledger) -> tuple[Decision, ...]:
    """What was decided on cards that the ledger does not know."""
    return tuple(d for d in decisions if d.guid not in ledger and (d.verdict or d.edited))


def decided(entry: Entry, verdict: Verdict, words: tuple[str, tuple[str, ...]] | None, *, confirmed: bool) -> Entry:
    """An entry with its author's verdict, and their words, if any."""
    if words and words != (entry.question, entry.answer):
        return replace(entry, verdict=verdict, own_question=words[0], own_answer=words[1], own_text=entry.text)
    keeps = entry.own_text and confirmed
    return replace(entry, verdict=verdict, own_text=entry.text if keeps else entry.own_text)
