"""The ledger: every guid ever issued, one JSON object a line, to Entries and back.

A first line says what the file is and its version; the others are sorted by guid, so that
lines added on two branches of a git repository seldom touch. Keys this version does not
know are kept as they are, so that a later one can add to the form.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from sys import intern
from typing import Any

from . import notefiles, spoilt
from .bullet import HIGHEST
from .diagnostic import Diagnostic, Refused
from .entry import LAST_SECOND, NOTHING, Adopted, Entry, Ledger, Verdict, sorted_marks
from .notefiles import NoteText
from .notetype import NoteType
from .patterns import later

VERSION = 1

_HEADER = {"ledger": "deckwright", "version": VERSION}
_CONFLICT = later(r"(?:<{7}|={7}|>{7}|\|{7})(?: |$)")


_REQUIRED = ("guid", "text", "file", "article")
_OPTIONAL: dict[str, object] = {
    "deck": "", "section": "", "parent": "", "before": "", "after": "", "anchor": "", "slot": "", "kind": "", "question": "", "answer": [],
    "mod": 0, "digest": "", "clozes": [], "gone": False, "unlinked": False, "adopted": {},
    "verdict": "", "own_question": "", "own_answer": [], "own_text": "",
}  # fmt: skip
KEYS = (*_REQUIRED, *_OPTIONAL)
_SHARED = ("file", "article", "deck", "section", "slot", "kind")  # what many entries have alike is in memory once


def load(path: Path) -> Ledger:
    """The ledger in a file; empty where there is none. Raises Refused with the bad line."""
    try:
        read = notefiles.content(path)  # not for good, where it is a pipe
        content = read.decode("utf-8")
    except (FileNotFoundError, NotADirectoryError):
        return Ledger()
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(path.as_posix(), 0, "ledger", f"the ledger cannot be read ({error}); restore it from version control") from None
    if not content.strip():
        message = "the ledger is empty, as a power cut leaves a file; restore it, or remove it and run deckwright adopt on the last package"
        raise Refused(path.as_posix(), 0, "ledger", message)
    found = parse(content, path.as_posix())
    found.read = _hash(read)
    return found


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest() if content else ""


def expect_unchanged(path: Path, known: Ledger, package: Path | None = None) -> None:
    """Raises Refused where a ledger is no longer the file that `known` comes from, as a sync program may replace it meanwhile.

    So it does where there is no ledger, but the package that was made with it.
    """
    try:
        there = notefiles.content(path)
    except (FileNotFoundError, NotADirectoryError):
        there = b""
    except OSError as error:
        raise Refused(path.as_posix(), 0, "ledger", f"cannot be read any more ({error}), so nothing was written; build again") from None
    if _hash(there) != known.read:
        message = "another program changed it while the deck was built, so nothing was written; build again"
        raise Refused(path.as_posix(), 0, "ledger", message)
    if package and not there and package.exists():
        message = (
            f"is gone, though {package.name} was made with it, and cards that were edited since they were new would begin anew in Anki; "
            f"restore it, or run `deckwright adopt {package.as_posix()}`, or remove the package to begin without it"
        )
        raise Refused(path.as_posix(), 0, "ledger-lost", message)


def suspects(path: Path, known: Ledger, notes: Iterable[NoteText]) -> tuple[Diagnostic, ...]:
    """Copies of a ledger that lie beside it, and notes that are empty though it has cards of them."""
    beside = [found.name for found in path.parent.glob("*.jsonl")]
    return (*spoilt.ledger_copies(path.as_posix(), beside), *spoilt.emptied(((note.file, note.text) for note in notes), known))


def is_suspect(path: Path, written: bytes, notes: Iterable[NoteText]) -> bool:
    """Whether `suspects` may find something, told from what the ledger's file holds without reading its entries."""
    emptied = (note.file for note in notes if not note.text.strip("\ufeff \t\r\n"))
    return any(json.dumps(name, ensure_ascii=False).encode() in written for name in emptied) or bool(suspects(path, Ledger(), ()))


def parse(content: str, file: str) -> Ledger:
    """The entries of a ledger's text, by guid. A line that git's union merge wrote twice counts once."""
    entries: dict[str, Entry] = {}
    unasked: dict[str, str] = {}
    seen: dict[str, int] = {}
    for number, line in enumerate(_lines(content), 1):
        if not line.strip():
            continue
        if _CONFLICT.match(line):
            raise Refused(file, number, "ledger", "a git conflict marker; keep the lines of both sides, remove the markers")
        loaded = _object(line, file, number)
        if "ledger" in loaded:
            continue
        if "unasked" in loaded:
            of, found = _unasked(loaded, file, number)
            unasked[of] = sorted_marks([*unasked.get(of, "").split(), *found])
            continue
        entry = _entry(loaded, file, number)
        first = seen.setdefault(entry.guid, number)
        if first != number and line != content.split("\n")[first - 1]:
            # Anki updates a card only for a later time, so the later line must stay; its words the next build takes from the notes.
            what = 'keep one, that with the later "mod" if one has, remove the other, and build again'
            raise Refused(file, number, "ledger", f"guid {entry.guid} stands on line {first} too, and the two differ; {what}")
        entries[entry.guid] = entry
    return Ledger(entries, unasked)


def _lines(content: str) -> Iterator[str]:
    """The lines of a text one by one, so that they are not all in memory beside it."""
    start = 0
    while (end := content.find("\n", start)) >= 0:
        yield content[start:end]
        start = end + 1
    yield content[start:]


def partly(content: bytes, file: str, files: Collection[str], untouched: Iterable[str]) -> Ledger:
    """A ledger's file that this version wrote, with the entries of some note files, and those that are gone; the others stay lines."""
    names = {json.dumps(name, ensure_ascii=False).encode() for name in files}
    looked, aside = [], {}
    for line in content.split(b"\n"):
        of = _FILE.search(line) if line.startswith(_ENTRY) else None
        if of is None or of[1] in names or b'"gone": true' in line:
            looked.append(line)
        else:
            aside[_guid(line)] = line
    found = parse(b"\n".join(looked).decode(), file)
    aside.update({guid: _dumped_line(entry).encode() for guid, entry in found.items() if entry.file not in files and not entry.gone})
    kept = Ledger({guid: entry for guid, entry in found.items() if guid not in aside}, found.unasked, _hash(content))
    kept.aside, kept.untouched = aside, frozenset(untouched)
    return kept


_ENTRY = b'{"guid": "'
_FILE = re.compile(rb'"file": ("(?:[^"\\]|\\.)*")')  # what stands so in a text is written `\"file\": …`


def _guid(line: bytes) -> str:
    guid = line[len(_ENTRY) : line.index(b'"', len(_ENTRY))]
    return guid.decode() if b"\\" not in guid else str(json.loads(line)["guid"])


def rejected(ledger: Ledger) -> tuple[Entry, ...]:
    """The rejected ones among the entries that were left as lines."""
    mark = f'"verdict": "{Verdict.REJECTED}"'.encode()
    return tuple(_entry(json.loads(line), "", 0) for line in ledger.aside.values() if mark in line)


def _object(line: str, file: str, number: int) -> dict[str, Any]:
    """One line's JSON object; the header's version is one that we know."""
    try:
        loaded = json.loads(line)
    except (ValueError, RecursionError):
        raise Refused(file, number, "ledger", "this line is not JSON, so it was cut or edited; restore it from version control") from None
    if not isinstance(loaded, dict):
        raise Refused(file, number, "ledger", "this line is not a JSON object; restore it from version control")
    if "\\u" in line and not _is_text(loaded):
        message = "this line holds half a character, an escape such as \\ud83c; restore it from version control"
        raise Refused(file, number, "ledger", message)
    if loaded.get("version", VERSION) != VERSION and "ledger" in loaded:
        version = json.dumps(loaded["version"])[:20]
        message = f"this ledger is of version {version}, newer than this deckwright knows ({VERSION}); upgrade deckwright"
        raise Refused(file, number, "ledger", message)
    return loaded


def _is_text(loaded: dict[str, Any]) -> bool:
    """Whether it can be written to a file: JSON's escapes can name half a character."""
    try:
        json.dumps(loaded, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def _unasked(loaded: dict[str, Any], file: str, number: int) -> tuple[str, list[str]]:
    """A note file, and the marks of its bullets that had no card."""
    of, found = loaded["unasked"], loaded.get("marks")
    if not isinstance(of, str) or not isinstance(found, str):
        raise Refused(
            file, number, "ledger", "`unasked` is not a file's name and its marks; remove this line, the next build writes it anew"
        )
    return of, found.split()


def _entry(loaded: dict[str, Any], file: str, number: int) -> Entry:
    """One line's entry."""
    if not all(isinstance(loaded.get(key), str) for key in _REQUIRED) or not loaded["guid"]:
        message = "this line is not a ledger entry with guid, text, file and article; restore it from version control"
        raise Refused(file, number, "ledger", message)
    if any(type(loaded.get(key, _OPTIONAL[key])) is not type(_OPTIONAL[key]) for key in _OPTIONAL):
        raise Refused(file, number, "ledger", "this ledger entry has a value of the wrong type; restore it from version control")
    if not 0 <= loaded.get("mod", 0) < LAST_SECOND:
        raise Refused(file, number, "ledger", "this ledger entry has a value that cannot be; restore it from version control")
    known = {key: loaded[key] for key in KEYS if key in loaded}
    known.update({key: intern(known[key]) for key in _SHARED if key in known})
    known["clozes"] = tuple(loaded.get("clozes", ()))
    if any(type(number) is not int or not 1 <= number <= HIGHEST for number in known["clozes"]):
        raise Refused(file, number, "ledger", "`clozes` holds what is no number of a cloze; restore this ledger entry from version control")
    known["answer"], known["own_answer"] = (tuple(map(str, loaded.get(key, ()))) for key in ("answer", "own_answer"))
    try:
        known["verdict"] = Verdict(loaded.get("verdict", ""))
    except ValueError:
        raise Refused(file, number, "ledger", "`verdict` is neither accepted nor rejected; restore it from version control") from None
    known["adopted"] = _adopted(loaded.get("adopted"), file, number)
    return Entry(**known, more={key: value for key, value in loaded.items() if key not in KEYS} or NOTHING)


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
    """The text of a ledger; for a large one see `written`."""
    return b"".join(written(ledger)).decode()


def written(ledger: Ledger) -> Iterator[bytes]:
    """The lines of a ledger's file: sorted, so that the same entries are the same bytes."""
    yield f"{json.dumps(_HEADER)}\n".encode()
    for of, found in sorted(ledger.unasked.items()):
        if found:
            yield (json.dumps({"unasked": of, "marks": found}, ensure_ascii=False) + "\n").encode()
    for guid in sorted(ledger.aside.keys() | ledger.keys()):
        entry = ledger.get(guid)
        yield (_dumped_line(entry).encode() if entry else ledger.aside[guid]) + b"\n"


def _dumped_line(entry: Entry) -> str:
    values = {key: getattr(entry, key) for key in KEYS} | {
        "answer": list(entry.answer),
        "own_answer": list(entry.own_answer),
        "clozes": list(entry.clozes),
        "adopted": _dumped(entry.adopted),
    }
    kept = {key: value for key, value in values.items() if key not in _OPTIONAL or value != _OPTIONAL[key]}
    return json.dumps({**kept, **entry.more}, ensure_ascii=False)
