"""The deck definition: which notes make which deck, from YAML, or from the folders alone."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path

import yaml

from . import deckname, media, notefiles, spoilt
from .diagnostic import Refused
from .kinds import KINDS
from .leftout import NONE, Limits
from .making import THRESHOLD

LIMIT = 64 * 1024  # bytes; real ones have a dozen lines, and some styling. The parser takes 10 seconds for 400 KB
_QUOTED = 80  # characters
KEYS = ("name", "notes", "exclude", "tags", "threshold", "skip_kinds", "skip_sections", "media_file", "media_total", "css")


@dataclass(frozen=True, slots=True)
class Definition:
    """One deck. `stem` names its files; `name` is what Anki calls it; `base` is what note names are relative to."""

    stem: str
    name: str
    notes: tuple[Path, ...]
    base: Path
    folder: Path  # where the ledger and package go
    exclude: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    threshold: float = THRESHOLD
    limits: Limits = NONE
    media_file: int = media.LARGEST  # bytes that one picture, sound or video may have
    media_total: int = media.MOST  # bytes that all in one package may have
    css: str = ""  # styling of the author's own, behind that of the note types
    package: Path | None = None  # instead of folder/stem.apkg

    def template(self) -> str:
        """The definition as a file to edit, each setting with a comment."""
        notes = ", ".join(json.dumps(root.relative_to(self.base).as_posix(), ensure_ascii=False) for root in self.notes)
        sizes = {"media_file": f"{self.media_file // media.MB} MB", "media_total": f"{self.media_total // media.MB} MB"}
        return _TEMPLATE.format(name=json.dumps(self.name, ensure_ascii=False), notes=notes, threshold=self.threshold, **sizes)

    @property
    def package_path(self) -> Path:
        return self.package or self.folder / f"{self.stem}.apkg"

    @property
    def retired_path(self) -> Path:
        return self.package_path.with_name(f"{self.package_path.stem}.retired.apkg")

    @property
    def drafts_path(self) -> Path:
        return self.ledger_path.with_name(f"{self.ledger_path.name.removesuffix('.ledger.jsonl')}.drafts.md")

    @property
    def ledger_path(self) -> Path:
        return (
            self.package_path.with_name(f"{self.package_path.stem}.ledger.jsonl")
            if self.package
            else self.folder / f"{self.stem}.ledger.jsonl"
        )


_TEMPLATE = """\
# The deck as Anki calls it; A::B stands below A.
name: {name}
# Files and folders with notes, seen from the folder above this one, and which of them to leave out.
notes: [{notes}]
exclude: []
# Tags on every card.
tags: []
# From 0 to 1: how likely a card must be to be a good one; others are drafts.
threshold: {threshold}
# Kinds of cards to leave out (number, term, …), and sections, by their headings (* stands for anything).
skip_kinds: []
skip_sections: []
# How large one picture, sound or video may be, and all of them together.
media_file: {media_file}
media_total: {media_total}
# Styling of your own for the cards, for example: .card {{ font-size: 22px; }}
css: ""
"""


def default(notes: Sequence[Path], base: Path, folder: Path, name: str = "") -> Definition:
    """The deck of some notes without any definition: named after their folder or file."""
    first = notes[0]
    stem = first.stem if notefiles.is_file(first) else Path(first.absolute()).resolve().name
    spaced = re.sub(r"[-_]+", " ", stem)
    title = deckname.part(name or spaced[:1].upper() + spaced[1:])
    return checked(Definition((name and deckname.file_name(name)) or stem, name or title, tuple(notes), base, folder), str(first), 0)


def load(path: Path, base: Path) -> Definition:
    """One `decks/NAME.yaml`; raises Refused with the line that is wrong."""
    shown = path.as_posix()
    if path.stem.endswith((".retired", ".ledger", ".drafts")):
        raise Refused(shown, 0, "definition", "a deck's file may not end so, because the files of another deck do; rename it")
    of = spoilt.original(path.stem)
    if of and notefiles.is_file(path.with_name(f"{of}.yaml")):
        why = f"a sync program made this copy of {of}.yaml, and each card would be there twice; bring both together and remove this one"
        raise Refused(shown, 0, "definition", why)
    try:
        if path.stat().st_size > LIMIT:
            raise Refused(shown, 0, "definition", f"larger than {LIMIT // 1024} KiB, so no deck definition; shorten it")
        loader = yaml.BaseLoader(notefiles.content(path).decode("utf-8"))  # strings, lists and mappings only
        node = loader.get_single_node()
        loaded = loader.construct_document(node) if node else None
    except yaml.MarkedYAMLError as error:
        line = 1 + (error.problem_mark.line if error.problem_mark else 0)
        raise Refused(shown, line, "definition", f"not YAML: {error.problem}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError, RecursionError, ValueError, OverflowError) as error:
        raise Refused(shown, 0, "definition", f"cannot be read as a deck definition ({_shown(str(error))})") from None
    if loaded in (None, ""):
        loaded = {}
    if not isinstance(loaded, dict):
        raise Refused(shown, 1, "definition", "not a list of `key: value` lines; write for example `name: Reading notes`")
    lines = {key.value: key.start_mark.line + 1 for key, _ in node.value} if isinstance(node, yaml.MappingNode) else {}
    return _definition(loaded, lines, path, base)


def _definition(loaded: Mapping[str, object], lines: Mapping[str, int], path: Path, base: Path) -> Definition:
    shown = path.as_posix()
    for key in loaded:
        if key not in KEYS:
            close = get_close_matches(str(key), KEYS, 1)
            hint = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(KEYS)}"
            raise Refused(shown, lines.get(key, 1), "definition", f"`{_shown(key)}` is not a setting; {hint}")
    stem = path.stem
    notes = _strings(loaded, "notes", lines, shown) or ("notes",)
    found = Definition(
        stem,
        _string(loaded, "name", lines, shown) or deckname.part(re.sub(r"[-_]+", " ", stem).capitalize()),
        tuple(base / notefiles.path_of(note) for note in notes),
        base,
        path.parent,
        _strings(loaded, "exclude", lines, shown),
        tuple(tag.replace("/", "::") for tag in _strings(loaded, "tags", lines, shown)),
        _share(loaded, "threshold", lines, shown),
        Limits(_kinds(loaded, "skip_kinds", lines, shown), _strings(loaded, "skip_sections", lines, shown)),
        _bytes(loaded, "media_file", media.LARGEST, lines, shown),
        _bytes(loaded, "media_total", media.MOST, lines, shown),
        css=_css(loaded, "css", lines, shown),
    )
    if any(re.search(r"\s", tag) for tag in found.tags):
        raise Refused(shown, lines.get("tags", 1), "definition", "`tags` holds a tag with a space in it; Anki's tags have none")
    return checked(found, shown, lines.get("name", 1))


def checked(definition: Definition, file: str, line: int) -> Definition:
    """The definition, where Anki would keep its deck name as it is."""
    why = deckname.complaint(definition.name)
    if why:
        raise Refused(file, line, "deck-name", f"the deck name “{_shown(definition.name)}” {why}; choose another with `name:` or --deck")
    return definition


def _shown(words: str) -> str:
    """An author's words as a message can quote them: on one line, and not at any length."""
    line = " ".join(words.split())
    return line if len(line) <= _QUOTED else f"{line[: _QUOTED - 1]}…"


def placed(definition: Definition, package: Path) -> Definition:
    """The same deck, written to another package, with its ledger beside that."""
    return replace(definition, package=package)


def _string(loaded: Mapping[str, object], key: str, lines: Mapping[str, int], shown: str) -> str:
    value = loaded.get(key, "")
    if not isinstance(value, str):
        raise Refused(shown, lines.get(key, 1), "definition", f"`{key}` is not a single value")
    return _whole(value, key, lines, shown).strip()


def _whole(value: str, key: str, lines: Mapping[str, int], shown: str) -> str:
    """A value that can be written to a file: YAML's escapes can name half a character."""
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise Refused(shown, lines.get(key, 1), "definition", f"`{key}` holds half a character, an escape such as \\ud83c; write it out")
    return value


def _css(loaded: Mapping[str, object], key: str, lines: Mapping[str, int], shown: str) -> str:
    """Styling as it stands; only what would end the style element that Anki puts it into is refused."""
    value = _string(loaded, key, lines, shown)
    if "</style" in value.casefold():
        raise Refused(shown, lines.get(key, 1), "definition", f"`{key}` holds a `</style>`; it is CSS alone, without a tag around it")
    return f"{value}\n" if value else ""


def _strings(loaded: Mapping[str, object], key: str, lines: Mapping[str, int], shown: str) -> tuple[str, ...]:
    value = loaded.get(key, [])
    found = [value] if isinstance(value, str) and value else value or []
    if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
        raise Refused(shown, lines.get(key, 1), "definition", f"`{key}` is not a value or a list of values")
    return tuple(_whole(item, key, lines, shown) for item in found)


def _kinds(loaded: Mapping[str, object], key: str, lines: Mapping[str, int], shown: str) -> tuple[str, ...]:
    kinds = tuple(kind.strip().casefold() for kind in _strings(loaded, key, lines, shown))
    for kind in kinds:
        if kind not in KINDS:
            close = get_close_matches(kind, KINDS, 1)
            hint = f"did you mean `{close[0]}`?" if close else f"known are {', '.join(KINDS)}"
            raise Refused(shown, lines.get(key, 1), "definition", f"`{key}`: `{_shown(kind)}` is not a kind of card; {hint}")
    return kinds


def _share(loaded: Mapping[str, object], key: str, lines: Mapping[str, int], shown: str) -> float:
    value = loaded.get(key, str(THRESHOLD))
    try:
        share = float(str(value))
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise Refused(shown, lines.get(key, 1), "definition", f"`{key}` is not a number from 0 to 1")
    return share


def _bytes(loaded: Mapping[str, object], key: str, default: int, lines: Mapping[str, int], shown: str) -> int:
    """A size in bytes, from `500 kB`, `20 MB` or `1.5 GB`; a bare number is of megabytes."""
    value = loaded.get(key)
    if value is None:
        return default
    match = re.fullmatch(r"\s*(\d{1,9}(?:\.\d{1,3})?)\s*(kB|MB|GB)?\s*", str(value), re.IGNORECASE)
    if match is None:
        raise Refused(shown, lines.get(key, 1), "definition", f"`{key}` is not a size; write for example 20 MB")
    return int(float(match[1]) * {"kb": 1000, "gb": 1000 * media.MB}.get((match[2] or "").lower(), media.MB))
