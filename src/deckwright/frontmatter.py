"""The YAML at the head of a note file to Meta: title, date, tags, deck, language, why to skip it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import yaml

from .bullet import Meta
from .diagnostic import Diagnostic
from .patterns import later

LIMIT = 64 * 1024  # bytes; real front matter is a dozen lines

_DATE = later(r"(\d{4}-\d{2}-\d{2})(?:[-T _].*)?$")
_JOURNAL = later(r"(\d{4})_(\d{2})_(\d{2})$")  # the name of a day in Logseq
_PROPERTY = later(r"([a-z][\w-]*)::(?:\s+(.*))?$")
_PAGE = frozenset({"title", "tags", "alias", "aliases", "type", "date", "public", "icon", "created", "exclude-from-graph-view"})
_YES = frozenset({"true", "yes", "on", "1"})
_NO = frozenset({"false", "no", "off", "0"})


def split(lines: list[str], file: str) -> tuple[Meta, int, tuple[Diagnostic, ...]]:
    """Meta, the number of lines the front matter takes, and what is wrong with it.

    Front matter starts on the very first line with `---` and ends with `---` or `...`; the properties of a Logseq page
    (`title:: …`) are its first lines. The date falls back on the file's name (`2023-03-08-title.md`, `2023_03_08.md`).
    """
    if not lines or lines[0].rstrip() != "---":
        return _page(lines, file)
    end = next((i for i, line in enumerate(lines[1:], 1) if line.rstrip() in ("---", "...")), None)
    if end is None:
        # A horizontal rule may open a file that has no front matter at all.
        if not any(re.match(r"[A-Za-z_-]+:(\s|$)", line) for line in lines[1:2]):
            return _meta({}, file), 0, ()
        return Meta(), len(lines), (_bad(file, 1, "front matter opens here and is never closed; end it with a line ---"),)
    source = "\n".join(lines[1:end])
    if len(source.encode()) > LIMIT:
        return Meta(), end + 1, (_bad(file, 1, f"front matter is larger than {LIMIT // 1024} KiB; move the text below it"),)
    return _load(source, end + 1, file)


def _page(lines: list[str], file: str) -> tuple[Meta, int, tuple[Diagnostic, ...]]:
    """The properties that begin a Logseq page, of which there must be one that we know."""
    found: dict[str, object] = {}
    for line in lines:
        match = _PROPERTY.match(line)
        if match is None:
            break
        key, value = match[1], re.sub(r"\[\[|\]\]", "", (match[2] or "").strip())
        found[key] = [part.strip() for part in value.split(",")] if key == "tags" else value
    return (_meta(found, file), len(found), ()) if _PAGE & found.keys() else (_meta({}, file), 0, ())


def _load(source: str, length: int, file: str) -> tuple[Meta, int, tuple[Diagnostic, ...]]:
    try:
        # BaseLoader builds only strings, lists and mappings: no dates to overflow, no objects,
        # no `title: yes` turned into True; aliases share what they name, so they cannot multiply.
        loaded = yaml.load(source, yaml.BaseLoader)  # noqa: S506 - BaseLoader is narrower than SafeLoader
    except yaml.MarkedYAMLError as error:
        line = 2 + (source.count("\n", 0, error.problem_mark.index) if error.problem_mark else 0)  # YAML breaks lines at other signs, too
        return Meta(), length, (_bad(file, line, f"front matter is not YAML: {error.problem}; quote the value"),)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        return Meta(), length, (_bad(file, 1, "front matter is not YAML that can be read; write plain `key: value` lines"),)
    if loaded is None or loaded == "":
        loaded = {}
    if not isinstance(loaded, dict):
        return Meta(), length, (_bad(file, 2, "front matter is not a list of `key: value` lines; write `title: …`"),)
    loaded = {key: value for key, value in loaded.items() if value not in ("null", "~", "Null", "NULL")}
    wrong = [key for key in ("title", "date", "deck") if not isinstance(loaded.get(key, ""), str)]
    if wrong:
        return Meta(), length, (_bad(file, 2, f"front matter `{wrong[0]}` is not a single value; write `{wrong[0]}: …`"),)
    return _meta(loaded, file), length, ()


def _meta(loaded: Mapping[str, object], file: str) -> Meta:
    date = _DATE.match(str(loaded.get("date", "")).strip()) or _DATE.match(_JOURNAL.sub(r"\1-\2-\3", PurePosixPath(file).stem))
    return Meta(
        title=" ".join(_whole(str(loaded.get("title", ""))).split()),
        date=date.group(1) if date else "",
        tags=tuple(dict.fromkeys((*tag_names(loaded.get("tags")), *tag_names(loaded.get("categories"))))),
        deck=_whole(str(loaded.get("deck", ""))).strip(),
        skip=_skip(loaded),
        language=next((value.strip() for key in ("lang", "language") if isinstance(value := loaded.get(key), str)), ""),
    )


def _whole(text: str) -> str:
    """Emoji written as two escapes (`\\ud83c\\udf89`, as JSON does) as one character; half of one is dropped."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")


def _is(value: object, words: frozenset[str]) -> bool:
    return isinstance(value, str) and value.strip().casefold() in words


def _skip(loaded: Mapping[str, object]) -> str:
    """The line by which the author leaves the note out; empty if none does."""
    lines = (("skip", _YES), ("draft", _YES), ("published", _NO))
    return next((f"{key}: {str(loaded[key]).strip()}" for key, words in lines if _is(loaded.get(key), words)), "")


def tag_names(value: object) -> tuple[str, ...]:
    """Anki's tags from a list, or from one string of words between spaces or commas; `a/b` nests as `a::b`."""
    found = re.split(r"[,\s]+", value) if isinstance(value, str) else value if isinstance(value, (list, tuple)) else []
    words = [re.sub(r"\s+", "-", _whole(item).strip().lstrip("#")) for item in found if isinstance(item, str)]
    nested = ("::".join(part for part in re.split(r"/|::", word) if part) for word in words)
    return tuple(dict.fromkeys(word for word in nested if word))


def _bad(file: str, line: int, message: str) -> Diagnostic:
    return Diagnostic(file, line, "front-matter", message)
