"""The ledger: every guid ever issued, one JSON object a line, to Entries and back.

A first line says what the file is and its version; the others are sorted by guid, so that
lines added on two branches of a git repository seldom touch. Keys this version does not
know are kept as they are, so that a later one can add to the form.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from .diagnostic import Refused
from .notetype import NoteType

VERSION = 1

_LAST_SECOND = 1 << 40  # Unix time, some 35,000 years from now
_HEADER = {"ledger": "deckwright", "version": VERSION}
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


class Verdict(StrEnum):
    """What the author decided on a card."""

    NONE = ""
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Adopted:
    """What a card of another tool's making keeps of it: note type, tags, and the values of the fields behind the first two."""

    notetype: NoteType
    values: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One guid and what is needed to recognise its bullet again.

    `text` is the bullet's plain text, `deck` where its new card went, `section` the headings above it, `parent` the bullet
    above it, `before` and `after` the bullets around it when the entry was last written for
    another reason (so that an edit touches no neighbour's line), `slot` which of the bullet's
    cards it is. `kind`, `question` and `answer` are what it last asked. `mod` is the second
    (Unix time) in which its card last changed, `digest` the hash of what it rendered to then;
    both are empty for a draft that never was a card. `gone` says that no bullet has it now,
    `unlinked` that the author took it from a bullet with this text, so that the text alone does not bring it back.
    `adopted` is there where another tool made the card. `verdict` is the author's; `own_question`
    and `own_answer` are their words, written when the bullet read `own_text`.
    """

    guid: str
    text: str
    file: str
    article: str
    deck: str = ""
    section: str = ""
    parent: str = ""
    before: str = ""
    after: str = ""
    anchor: str = ""
    slot: str = ""
    kind: str = ""
    question: str = ""
    answer: tuple[str, ...] = ()
    mod: int = 0
    digest: str = ""
    gone: bool = False
    unlinked: bool = False
    adopted: Adopted | None = None
    verdict: Verdict = Verdict.NONE
    own_question: str = ""
    own_answer: tuple[str, ...] = ()
    own_text: str = ""
    more: Mapping[str, object] = field(default_factory=dict)


Ledger = dict[str, Entry]

_REQUIRED = ("guid", "text", "file", "article")
_OPTIONAL: dict[str, object] = {
    "deck": "", "section": "", "parent": "", "before": "", "after": "", "anchor": "", "slot": "", "kind": "", "question": "", "answer": [],
    "mod": 0, "digest": "", "gone": False, "unlinked": False, "adopted": {},
    "verdict": "", "own_question": "", "own_answer": [], "own_text": "",
}  # fmt: skip
_KEYS = (*_REQUIRED, *_OPTIONAL)


def load(path: Path) -> Ledger:
    """The ledger in a file; empty where there is none. Raises Refused with the bad line."""
    try:
        content = path.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(path.as_posix(), 0, "ledger", f"the ledger cannot be read ({error}); restore it from version control") from None
    return parse(content, path.as_posix())


def parse(content: str, file: str) -> Ledger:
    """The entries of a ledger's text, by guid. A line that git's union merge wrote twice counts once."""
    entries: Ledger = {}
    seen: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        if _CONFLICT.match(line):
            raise Refused(file, number, "ledger", "a git conflict marker; keep the lines of both sides, remove the markers")
        entry = _entry(line, file, number)
        if entry is None:
            continue
        first, text = seen.setdefault(entry.guid, (number, line))
        if text != line:
            # Anki updates a card only for a later time, so the later line must stay; its words the next build takes from the notes.
            what = 'keep one, that with the later "mod" if one has, remove the other, and build again'
            raise Refused(file, number, "ledger", f"guid {entry.guid} stands on line {first} too, and the two differ; {what}")
        entries[entry.guid] = entry
    return entries


def _entry(line: str, file: str, number: int) -> Entry | None:
    """One line's entry; None for the header."""
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused(file, number, "ledger", "this line is not JSON, so it was cut or edited; restore it from version control") from None
    if isinstance(loaded, dict) and "ledger" in loaded:
        if loaded.get("version") != VERSION:
            raise Refused(
                file,
                number,
                "ledger",
                f"this ledger is of version {loaded.get('version')}, newer than this deckwright knows ({VERSION}); upgrade deckwright",
            )
        return None
    if not isinstance(loaded, dict) or not all(isinstance(loaded.get(key), str) for key in _REQUIRED) or not loaded["guid"]:
        message = "this line is not a ledger entry with guid, text, file and article; restore it from version control"
        raise Refused(file, number, "ledger", message)
    if any(type(loaded.get(key, _OPTIONAL[key])) is not type(_OPTIONAL[key]) for key in _OPTIONAL):
        raise Refused(file, number, "ledger", "this ledger entry has a value of the wrong type; restore it from version control")
    if not 0 <= loaded.get("mod", 0) < _LAST_SECOND or any("\ud800" <= c <= "\udfff" for c in str(loaded)):
        raise Refused(file, number, "ledger", "this ledger entry has a value that cannot be; restore it from version control")
    known = {key: loaded[key] for key in _KEYS if key in loaded}
    known["answer"], known["own_answer"] = (tuple(map(str, loaded.get(key, ()))) for key in ("answer", "own_answer"))
    try:
        known["verdict"] = Verdict(loaded.get("verdict", ""))
    except ValueError:
        raise Refused(file, number, "ledger", "`verdict` is neither accepted nor rejected; restore it from version control") from None
    known["adopted"] = _adopted(loaded.get("adopted"), file, number)
    return Entry(**known, more={key: value for key, value in loaded.items() if key not in _KEYS})


def restamped(ledger: Ledger, now: int) -> Ledger:
    """The same cards, all to be told to Anki anew: what is there counts as changed, what is gone changes now."""
    return {
        guid: replace(entry, digest="", mod=max(now, entry.mod + 1) if entry.gone and entry.mod else entry.mod)
        for guid, entry in ledger.items()
    }


def _adopted(loaded: dict[str, Any] | None, file: str, number: int) -> Adopted | None:
    if not loaded:
        return None
    try:
        lists = {key: tuple(map(str, loaded[key])) for key in ("fields", "templates", "values", "tags")}
        notetype = NoteType(int(loaded["id"]), str(loaded["name"]), lists["fields"], lists["templates"])
    except (KeyError, TypeError, ValueError):
        message = "`adopted` lacks a part of the note type; restore this ledger entry from version control"
        raise Refused(file, number, "ledger", message) from None
    return Adopted(notetype, lists["values"], lists["tags"])


def _dumped(adopted: Adopted | None) -> dict[str, Any]:
    if adopted is None:
        return {}
    kind = adopted.notetype
    return {
        "id": kind.id, "name": kind.name, "fields": kind.fields, "templates": kind.templates, "values": adopted.values, "tags": adopted.tags
    }  # fmt: skip


def dump(entries: Iterable[Entry]) -> str:
    """The text of a ledger: sorted, so that the same entries are the same bytes."""
    lines = [json.dumps(_HEADER)]
    for entry in sorted(entries, key=lambda entry: entry.guid):
        values = {key: getattr(entry, key) for key in _KEYS} | {
            "answer": list(entry.answer),
            "own_answer": list(entry.own_answer),
            "adopted": _dumped(entry.adopted),
        }
        kept = {key: value for key, value in values.items() if key not in _OPTIONAL or value != _OPTIONAL[key]}
        lines.append(json.dumps({**kept, **entry.more}, ensure_ascii=False))
    return "\n".join(lines) + "\n"
