"""Drafts to a Markdown file that their author ticks and edits, and back to what was decided.

    - [ ] Q: What does a valve prevent?
      - A: that water flows back
      - from notes/water.md:12: A valve prevents that water flows back. (relation: many answers may fit) <!-- kT7…guid -->

`[x]` accepts, `[-]` rejects, and question and answers may be edited where they stand. `[?]` is a card whose bullet
has changed since its author worded it: `[x]` keeps those words. What was decided is remembered in the ledger for good.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .build import Built, Issued
from .card import Status
from .diagnostic import Refused
from .entry import Entry, Ledger, Verdict

_HEAD = """\
# Drafts of {deck}

Tick `[x]` to make a draft a card, `[-]` to reject it; edit questions and answers as you like.
The next `deckwright build` takes it in. What you decided stays here, so that you can change your mind.
"""
_BOXES = {" ": Verdict.NONE, "x": Verdict.ACCEPTED, "X": Verdict.ACCEPTED, "-": Verdict.REJECTED, "?": Verdict.ACCEPTED}

_QUESTION = re.compile(r"[-*+] \[(.)\] +Q: ?(.*)$")
_ANSWER = re.compile(r"\s+[-*+] A: ?(.*)$")
_FROM = re.compile(r"\s+[-*+] from .*<!-- (\S+) -->\s*$")
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


@dataclass(frozen=True, slots=True)
class Decision:
    """What stands in one block of the file; `confirmed` where the box was ticked by hand."""

    guid: str
    verdict: Verdict
    question: str
    answer: tuple[str, ...]
    confirmed: bool
    line: int


def written(made: Built, deck: str) -> str:
    """The file's text: what is undecided by article, then what was decided; empty if there is nothing of either."""
    drafts = [(i, made.ledger[i.guid]) for i in made.issued if i.guid and i.card.status is Status.DRAFT]
    decided = [(i, entry) for i in made.issued if i.guid and (entry := made.ledger[i.guid]).verdict]
    parts = [
        *_by_article(drafts),
        *_section("Changed under your words: tick [x] to keep them", "?", [(i, e) for i, e in decided if is_stale(e)]),
        *_section("Accepted", "x", [(i, e) for i, e in decided if e.verdict is Verdict.ACCEPTED and not is_stale(e)]),
        *_section("Rejected", "-", [(i, e) for i, e in decided if e.verdict is Verdict.REJECTED and not is_stale(e)]),
    ]
    return "\n".join([_HEAD.format(deck=deck), *parts]) if parts else ""


def is_stale(entry: Entry) -> bool:
    """Whether an author worded a card when its bullet said something else."""
    return bool(entry.own_text) and entry.own_text != entry.text


_Asked = tuple[Issued, Entry]


def _by_article(drafts: Sequence[_Asked]) -> Iterator[str]:
    articles: dict[str, list[_Asked]] = {}
    for i, entry in drafts:
        articles.setdefault(i.card.place.article, []).append((i, entry))
    for article, found in articles.items():
        yield from _section(article, " ", found)


def _section(title: str, box: str, found: Sequence[_Asked]) -> Iterator[str]:
    if found:
        yield "\n".join([f"## {title}\n", *(_block(i, entry, box) for i, entry in found)])


def _block(i: Issued, entry: Entry, box: str) -> str:
    card = i.card
    why = f" ({card.kind}: {card.reason})" if card.status is Status.DRAFT else ""
    place = f"{card.place.file}:{card.bullet.line}: {card.bullet.text.plain}"
    answer = (f"  - A: {item}" for item in entry.answer)
    return "\n".join([f"- [{box}] Q: {entry.question}", *answer, f"  - from {place}{why} <!-- {i.guid} -->", ""])


def read(content: str, file: str) -> tuple[Decision, ...]:
    """What the blocks of a drafts file say. Raises Refused with the line that is wrong, so that no edit is lost."""
    found: list[Decision] = []
    box, question, answer, begun = "", "", list[str](), 0
    for number, line in enumerate(content.split("\n"), 1):
        if _CONFLICT.match(line):
            raise Refused(file, number, "drafts", "a git conflict marker; keep the blocks of both sides, remove the markers")
        if match := _QUESTION.match(line):
            _ended(begun, file)
            box, question, answer, begun = match[1], match[2].strip(), [], number
        elif not begun or not line.strip():
            continue
        elif match := _ANSWER.match(line):
            answer.append(match[1].strip())
        elif match := _FROM.match(line):
            found.append(_decision(match[1], box, question, tuple(filter(None, answer)), (file, begun)))
            begun = 0
        elif answer:
            answer[-1] = f"{answer[-1]} {line.strip()}"
        else:
            question = f"{question} {line.strip()}"
    _ended(begun, file)
    return tuple(found)


def _ended(begun: int, file: str) -> None:
    if begun:
        raise Refused(file, begun, "drafts", "this block has lost its line `- from … <!-- … -->`; put it back, or remove the block")


def _decision(guid: str, box: str, question: str, answer: tuple[str, ...], place: tuple[str, int]) -> Decision:
    if box not in _BOXES:
        raise Refused(*place, "drafts", f"`[{box}]` is no decision; write [x] to accept, [-] to reject, [ ] to leave it open")
    if not question or not answer:
        raise Refused(*place, "drafts", "a question or answer is missing here; to have no such card, reject it with [-]")
    return Decision(guid, _BOXES[box], question, answer, box in "xX", place[1])


def taken_in(decisions: Iterable[Decision], ledger: Ledger, file: str) -> Ledger:
    """The ledger with what the author decided. Raises Refused for a block of a card that it does not know."""
    changed: dict[str, Entry] = {}
    for d in decisions:
        if d.guid not in ledger and not d.verdict:
            continue  # a draft of before the ledger was lost; it comes anew
        if d.guid not in ledger:
            message = f"the ledger knows no draft {d.guid}; remove this block, or restore the ledger from version control"
            raise Refused(file, d.line, "drafts", message)
        changed[d.guid] = decided(ledger[d.guid], d.verdict, d.question, d.answer, confirmed=d.confirmed)
    return ledger.changed(changed)


def decided(entry: Entry, verdict: Verdict, question: str, answer: tuple[str, ...], *, confirmed: bool) -> Entry:
    """An entry with its author's verdict, and their words where those are others than the card's."""
    if (question, answer) != (entry.question, entry.answer):
        return replace(entry, verdict=verdict, own_question=question, own_answer=answer, own_text=entry.text)
    keeps = entry.own_text and confirmed
    return replace(entry, verdict=verdict, own_text=entry.text if keeps else entry.own_text)
