"""Our own source to every regular expression in it, with how it is called."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from importlib import import_module
from pathlib import Path

import deckwright
from deckwright.language.languages import ALL

ROOT = Path(deckwright.__file__).parent
_CALLS = ("match", "search", "fullmatch", "findall", "finditer", "sub", "split")
_PATTERNS = ("cased", "anycase")  # of patterns.py
_SQUEEZED = ("lint", "context", "making", "inline")  # what they read are the words of a bullet, single spaces between them
_SIGNS = re.compile(r"[\\|*+?(\[]")


@dataclass(frozen=True, slots=True)
class Used:
    """One expression, where it stands, and whether it is tried at every place of a text, or only at its beginning."""

    where: str
    pattern: str
    flags: int
    anywhere: bool
    squeezed: bool  # whether what it is tried on never has two spaces in a row


def used() -> Iterator[Used]:
    """All that we can find: of module names, of calls with the pattern written in them, and of the languages."""
    sources = {path: _calling(path) for path in sorted(ROOT.rglob("*.py"))}
    everywhere = "\n".join(sources.values())
    for path in sorted(ROOT.rglob("*.py")):
        name = ".".join(("deckwright", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        if name.endswith("__main__"):
            continue
        squeezed = path.stem in _SQUEEZED or path.parent.name in ("grammar", "language")
        yield from _written(path, squeezed)
        for known, value in vars(import_module(name)).items():
            if isinstance(getattr(value, "pattern", None), str):  # compiled, or to be compiled later
                yield Used(
                    f"{name}.{known}",
                    value.pattern,
                    value.flags,
                    _anywhere(known, sources[path] if known[0] == "_" else everywhere),
                    squeezed,
                )
            elif path.parent.name == "language" and known.isupper() and isinstance(value, str) and _SIGNS.search(value):
                yield Used(f"{name}.{known}", value, re.IGNORECASE, _anywhere(known, everywhere), True)
    for language in ALL:
        for field in fields(language):
            value = getattr(language, field.name)
            if isinstance(value, str) and _SIGNS.search(value) and "{" not in value.replace("{0,", ""):
                yield Used(f"{language.name}.{field.name}", value, re.IGNORECASE, _anywhere(field.name, everywhere), True)


def _calling(path: Path) -> str:
    """The lines of a file in which an expression is called."""
    return "\n".join(line for line in path.read_text("utf-8").splitlines() if any(f".{call}(" in line for call in _CALLS))


def _anywhere(name: str, source: str) -> bool:
    """Whether a pattern of this name is ever used but for a match at the beginning."""
    calls = re.findall(rf"\b{re.escape(name)}\b[^\n]{{0,40}}?\.({'|'.join(_CALLS)})\(", source)
    calls += re.findall(rf"re\.({'|'.join(_CALLS)})\([^\n]{{0,20}}\b{re.escape(name)}\b", source)
    return any(call not in ("match", "fullmatch") for call in calls)


def _written(path: Path, squeezed: bool) -> Iterator[Used]:
    """The patterns that are written where they are called."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _CALLS):
            continue
        of = node.func.value
        literal: ast.expr | None = None
        if isinstance(of, ast.Call) and isinstance(of.func, ast.Name) and of.func.id in _PATTERNS and of.args:
            literal = of.args[0]
        elif isinstance(of, ast.Name) and of.id == "re" and node.args:
            literal = node.args[0]
        if isinstance(literal, ast.Constant) and isinstance(literal.value, str):
            where = f"{path.relative_to(ROOT)}:{node.lineno}"
            yield Used(where, literal.value, re.IGNORECASE, node.func.attr not in ("match", "fullmatch"), squeezed)
