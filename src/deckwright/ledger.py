"""The ledger: every guid ever issued, one JSON object a line, to Entries and back.

A first line says what the file is and its version; the others are sorted by guid, so that
lines added on two branches of a git repository seldom touch. Keys this version does not
know are kept as they are, so that a later one can add to the form.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from .bullet import HIGHEST
from .diagnostic import Refused
from .entry import LAST_SECOND, Adopted, Entry, Ledger, Verdict
from .notetype import NoteType

VERSION = 1

_HEADER = {"ledger": "deckwright", "version": VERSION}
_CONFLICT = re.compile(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


_REQUIRED = ("guid", "text", "file", "article")
_OPTIONAL: dict[str, object] = {
    "deck": "", "section": "", "parent": "", "before": "", "after": "", "anchor": "", "slot": "", "kind": "", "question": "", "answer": [],
    "mod": 0, "digest": "", "clozes": [], "gone": False, "unlinked": False, "adopted": {},
    "verdict": "", "own_question": "", "own_answer": [], "own_text": "",
}  # fmt: skip
_KEYS = (*_REQUIRED, *_OPTIONAL)


def load(path: Path) -> Ledger:
    """The ledger in a file; empty where there is none. Raises Refused with the bad line."""
    try:
        content = path.read_bytes().decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Ledger()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(path.as_posix(), 0, "ledger", f"the ledger cannot be read ({error}); restore it from version control") from None
    return parse(content, path.as_posix())


def parse(content: str, file: str) -> Ledger:
    """The entries of a ledger's text, by guid. A line that git's union merge wrote twice counts once."""
    entries: dict[str, Entry] = {}
    unasked: dict[str, frozenset[str]] = {}
    seen: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(content.split("\n"), 1):
        if not line.strip():
            continue
        if _CONFLICT.match(line):
            raise Refused(file, number, "ledger", "a git conflict marker; keep the lines of both sides, remove the markers")
        loaded = _object(line, file, number)
        if "ledger" in loaded:
            continue
        if "unasked" in loaded:
            of, found = _unasked(loaded, file, number)
            unasked[of] = unasked.get(of, frozenset()) | found
            continue
        entry = _entry(loaded, file, number)
        first, text = seen.setdefault(entry.guid, (number, line))
        if text != line:
            # Anki updates a card only for a later time, so the later line must stay; its words the next build takes from the notes.
            what = 'keep one, that with the later "mod" if one has, remove the other, and build again'
            raise Refused(file, number, "ledger", f"guid {entry.guid} stands on line {first} too, and the two differ; {what}")
        entries[entry.guid] = entry
    return Ledger(entries, unasked)


def _object(line: str, file: str, number: int) -> dict[str, Any]:
    """One line's JSON object; the header's version is one that we know."""
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused(file, number, "ledger", "this line is not JSON, so it was cut or edited; restore it from version control") from None
    if not isinstance(loaded, dict):
        raise Refused(file, number, "ledger", "this line is not a JSON object; restore it from version control")
    if loaded.get("version", VERSION) != VERSION and "ledger" in loaded:
        message = f"this ledger is of version {loaded['version']}, newer than this deckwright knows ({VERSION}); upgrade deckwright"
        raise Refused(file, number, "ledger", message)
    return loaded


def _unasked(loaded: dict[str, Any], file: str, number: int) -> tuple[str, frozenset[str]]:
    """A note file, and the marks of its bullets that had no card."""
    of, found = loaded["unasked"], loaded.get("marks")
    if not isinstance(of, str) or not isinstance(found, str):
        raise Refused(
            file, number, "ledger", "`unasked` is not a file's name and its marks; remove this line, the next build writes it anew"
        )
    return of, frozenset(found.split())


def _entry(loaded: dict[str, Any], file: str, number: int) -> Entry:
    """One line's entry."""
    if not all(isinstance(loaded.get(key), str) for key in _REQUIRED) or not loaded["guid"]:
        message = "this line is not a ledger entry with guid, text, file and article; restore it from version control"
        raise Refused(file, number, "ledger", message)
    if any(type(loaded.get(key, _OPTIONAL[key])) is not type(_OPTIONAL[key]) for key in _OPTIONAL):
        raise Refused(file, number, "ledger", "this ledger entry has a value of the wrong type; restore it from version control")
    if not 0 <= loaded.get("mod", 0) < LAST_SECOND or any("\ud800" <= c <= "\udfff" for c in str(loaded)):
        raise Refused(file, number, "ledger", "this ledger entry has a value that cannot be; restore it from version control")
    known = {key: loaded[key] for key in _KEYS if key in loaded}
    known["clozes"] = tuple(loaded.get("clozes", ()))
    if any(type(number) is not int or not 1 <= number <= HIGHEST for number in known["clozes"]):
        raise Refused(file, number, "ledger", "`clozes` holds what is no number of a cloze; restore this ledger entry from version control")
    known["answer"], known["own_answer"] = (tuple(map(str, loaded.get(key, ()))) for key in ("answer", "own_answer"))
    try:
        known["verdict"] = Verdict(loaded.get("verdict", ""))
    except ValueError:
        raise Refused(file, number, "ledger", "`verdict` is neither accepted nor rejected; restore it from version control") from None
    known["adopted"] = _adopted(loaded.get("adopted"), file, number)
    return Entry(**known, more={key: value for key, value in loaded.items() if key not in _KEYS})


def restamped(ledger: Ledger, now: int) -> Ledger:
    """The same cards, all to be told to Anki anew: what is there counts as changed, what is gone changes now."""
    return ledger.changed(
        {
            guid: replace(entry, digest="", mod=max(now, entry.mod + 1) if entry.gone and entry.mod else entry.mod)
            for guid, entry in ledger.items()
        }
    )


def _adopted(loaded: dict[str, Any] | None, file: str, number: int) -> Adopted | None:
    if not loaded:
        return None
    try:
        lists = {key: tuple(map(str, loaded[key])) for key in ("fields", "templates", "values", "tags")}
        notetype = NoteType(int(loaded["id"]), str(loaded["name"]), lists["fields"], lists["templates"])
        if len(lists["fields"]) < 2 or not lists["templates"] or not 0 < notetype.id < 1 << 63 or any(" " in tag for tag in lists["tags"]):
            raise ValueError
    except (KeyError, TypeError, ValueError, OverflowError):
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


def dump(ledger: Ledger) -> str:
    """The text of a ledger: sorted, so that the same entries are the same bytes."""
    lines = [json.dumps(_HEADER)]
    for of, found in sorted(ledger.unasked.items()):
        lines += [json.dumps({"unasked": of, "marks": " ".join(sorted(found))}, ensure_ascii=False)] if found else []
    for entry in sorted(ledger.values(), key=lambda entry: entry.guid):
        values = {key: getattr(entry, key) for key in _KEYS} | {
            "answer": list(entry.answer),
            "own_answer": list(entry.own_answer),
            "clozes": list(entry.clozes),
            "adopted": _dumped(entry.adopted),
        }
        kept = {key: value for key, value in values.items() if key not in _OPTIONAL or value != _OPTIONAL[key]}
        lines.append(json.dumps({**kept, **entry.more}, ensure_ascii=False))
    return "\n".join(lines) + "\n"
