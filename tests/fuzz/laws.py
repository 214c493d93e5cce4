"""Any text to the laws that reading it keeps, one function for each kind of file: each raises AssertionError where one is broken."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from deckwright import definition, dialect, drafts, frontmatter, ledger, making, marks, outline, render, switches
from deckwright.bullet import Article, Bullet, Form, Heading
from deckwright.card import Card, Status
from deckwright.diagnostic import Diagnostic, Refused, Severity
from deckwright.parse import parse
from deckwright.tidy import tidy

FILE = "notes/n.md"

_WORD = re.compile(r"[^\W_]+")
_MARKER = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)])(?:\s+|$)|>\s?)*")
_LINK_DEFINITION = re.compile(r"\[(?:[^\[\]\\]|\\.)+\]:")
_COMMENT = re.compile(r"<!--.*?-->")
_PROPERTY = re.compile(r"\s*[a-z][\w-]*::(?:\s|$)")  # of Logseq's
# What the other tools that notes come from write, and is no text of the note: README, "Where your notes may come from".
_NO_TEXT = re.compile(
    r"""\s*(?:[-*+]\s+|\d+[.)]\s+|>\s?)*(?:[a-z][\w-]*::|:LOGBOOK:|:END:|(?:SCHEDULED|DEADLINE|CLOCK):|\#\+(?:BEGIN|END)_
      |</?(?:details|summary|b|p|strong|br)\b|\{%|\{\{|\{:|%%|\(\(|!?\[\[|\[!|\[\^|\(\[|\((?:kindle\ )?(?:loc|page|p)
      |[-—–]+\s*(?:loc|page|p|kindle))""",
    re.IGNORECASE | re.VERBOSE,
)
_REGION = re.compile(r"%%|\{%-?\s*(?:end)?comment|:LOGBOOK:|#\+BEGIN|\{\{", re.IGNORECASE)  # what may hide the lines below it


def note(text: str) -> None:
    """A note file: every bullet has a fate with its reason, no card lacks a side, and no line of the file is gone."""
    read, problems = outline.read(text, FILE)
    _told(problems)
    cards = making.cards(read)
    for card in cards:
        _whole(card)
    made = {(card.bullet.line, card.bullet.text.plain) for card in cards}
    for bullet in _bullets(read.articles):
        assert (bullet.line, bullet.text.plain) in made, f"bullet without a fate: {bullet}"
    if not any(problem.severity is Severity.ERROR for problem in problems):
        nothing_missing(text)


def _told(problems: Iterable[Diagnostic]) -> None:
    for problem in problems:
        assert problem.line >= 0
        assert problem.message
        assert "\n" not in str(problem)


def _whole(card: Card) -> None:
    """A card with both sides to be seen; anything else with its reason."""
    if card.status is not Status.CARD:
        assert card.reason, f"no reason: {card}"
    if not card.is_asked:
        return
    assert seen(card.question), f"no question: {card}"
    assert card.answer, f"no answer: {card}"
    assert all(map(seen, card.answer)), f"an empty answer: {card}"
    fields = render.fields(card)
    assert fields["Question"], f"an empty field: {card}"
    assert fields["Answer"], f"an empty field: {card}"
    assert all(render.plain_fields(card)[side].strip() for side in ("Question", "Answer"))


def seen(words: str) -> bool:
    """Whether there is anything in them but spaces, controls, and what has no width."""
    return any(unicodedata.category(sign) not in ("Cc", "Zs", "Zl", "Zp") and sign not in "\xad\u200b\u2060\ufeff" for sign in words)


def _bullets(articles: Iterable[Article]) -> Iterator[Bullet]:
    for article in articles:
        for section in article.sections:
            for top in section.bullets:
                yield from top.walk()


def nothing_missing(text: str, hide: Sequence[str] = ()) -> None:
    """No line that is lost between the file and its bullets and headings, first where dialects are read, then where Markdown is.

    Words in `hide` are taken for lost, which proves that the law can be broken.
    """
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    _, length, _ = frontmatter.split(lines, FILE)
    body = lines[length:]
    told = dialect.plain(body, length + 1)
    assert len(told.lines) == len(body)
    _no_line_emptied(body, told.lines)
    tidied = tidy(told.lines, length + 1)
    parsed = parse(tidied, FILE)
    drawn = {k for first, last in tidied.diagrams for k in range(first, last + 1)}
    held = Counter(word for source in _sources(parsed.blocks) for word in _WORD.findall(source) if word not in hide)
    lacking = Counter[str]()
    for number, line in enumerate(told.lines, length + 1):
        if number not in drawn and not _excused(line):
            lacking.update(_WORD.findall(_bare(line)))
    assert told_of(parsed.diagnostics) or not lacking - held, f"words of no bullet: {lacking - held}"


def told_of(problems: Sequence[Diagnostic]) -> bool:
    """Whether something that could not be read was told."""
    return any(problem.code in ("too-deep", "wide-row") for problem in problems)


def _no_line_emptied(before: Sequence[str], after: Sequence[str]) -> None:
    hidden, kept = False, {line.strip() for line in after}  # a property gives its place to the line below it
    for was, now in zip(before, after, strict=True):
        hidden = hidden or bool(_REGION.search(was))
        assert now.strip() or was.strip() in kept or hidden or not _WORD.search(was) or _NO_TEXT.match(was), f"a line that is gone: {was!r}"


def _excused(line: str) -> bool:
    """A link's definition or a property is no text; nor is a line of ids alone."""
    bare = line.strip()
    return bool(_LINK_DEFINITION.search(bare) or _PROPERTY.match(bare))


def _bare(line: str) -> str:
    """A line without its comments, markers, ids and switches."""
    text = _MARKER.sub("", _COMMENT.sub(" ", line), count=1)
    text = switches.thrown([text], [False], 1)[0][0].strip()
    return _MARKER.sub("", marks.apart(text)[0], count=1)


def _sources(blocks: Iterable[Heading | Bullet]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading):
            yield block.text.source
            continue
        for bullet in block.walk():
            yield bullet.text.source
            yield bullet.language
            if bullet.number is not None:
                yield str(bullet.number)
            if bullet.task:
                yield "x X"
            if bullet.text.tagged or bullet.form is Form.CODE:
                yield bullet.text.plain


def ledger_text(text: str) -> None:
    """A ledger: read or refused with its line; what was read is written and read again as it was, whatever was in it."""
    try:
        known = ledger.parse(text, "l.jsonl")
    except Refused as refused:
        _refusal(refused)
        return
    written = ledger.dump(known)
    written.encode()
    again = ledger.parse(written, "l.jsonl")
    assert ledger.dump(again) == written
    assert again.keys() == known.keys()
    assert ledger.dump(ledger.parse(ledger.dump(ledger.restamped(known, 5)), "l.jsonl")) == ledger.dump(ledger.restamped(known, 5))


def drafts_text(text: str) -> None:
    """A drafts file: read or refused with its line, and what is decided has both sides."""
    try:
        decisions = drafts.read(text, "d.md")
    except Refused as refused:
        _refusal(refused)
        return
    assert len({decision.guid for decision in decisions}) == len(decisions)
    for decision in decisions:
        assert decision.guid
        assert seen(decision.question), decision
        assert decision.answer, decision
        assert all(map(seen, decision.answer)), decision
        " ".join([decision.guid, decision.question, *decision.answer]).encode()
    boxes = sum(1 for line in re.split(r"\r\n|\r|\n", text) if re.match(r"[-*+] \[.\] +Q:", line))
    assert len(decisions) <= boxes


def front_matter(text: str) -> None:
    """What begins a note file: its Meta, or a diagnostic with its line."""
    lines = text.split("\n")
    meta, length, problems = frontmatter.split(lines, "notes/2024-02-03-x.md")
    _told(problems)
    assert 0 <= length <= len(lines)
    assert all(1 <= problem.line <= len(lines) for problem in problems)
    " ".join([meta.title, meta.date, *meta.tags, meta.deck]).encode()
    assert "\n" not in meta.title
    assert all(tag and not re.search(r"\s", tag) for tag in meta.tags)
    assert re.fullmatch(r"(?:\d{4}-\d\d-\d\d)?", meta.date)


def definition_text(text: str) -> None:
    """A deck definition: read, or refused with its line."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "d.yaml")
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            found = definition.load(path, Path(folder))
        except Refused as refused:
            _refusal(refused)
            return
    assert 0 <= found.threshold <= 1
    assert found.name.strip()
    assert found.notes
    assert not any(re.search(r"\s", tag) for tag in found.tags)
    " ".join([found.name, found.css, *map(str, found.notes), *found.tags, *found.exclude]).encode()


def _refusal(refused: Refused) -> None:
    _told([refused.diagnostic, *refused.others])
    str(refused).encode()


TARGETS: Mapping[str, Callable[[str], None]] = {
    "note": note,
    "ledger": ledger_text,
    "drafts": drafts_text,
    "frontmatter": front_matter,
    "definition": definition_text,
}
