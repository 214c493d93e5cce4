"""Rules of the house that keep the rooms apart: who imports what, who touches the world."""

from __future__ import annotations

import ast
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "deckwright"
MODULES = sorted(PACKAGE.rglob("*.py"))

CLI = {"cli/__init__.py", "cli/chosen.py", "cli/decks.py", "cli/doctor.py", "cli/identities.py", "cli/pages.py"}
CLI |= {"cli/making.py", "cli/memory.py", "cli/verdicts.py", "cli/watching.py"}
EDGES = {*CLI, "doctor.py", "watch.py", "store.py", "disk.py", "lock.py", "cache.py", "seen.py", "maker.py"}
EDGES |= {"notefiles.py", "mediafiles.py", "ledger.py", "definition.py"}

ONLY_IN = {
    "backports": {"apkg.py"},  # backports.zstd, which is compression.zstd from Python 3.14 on
    "compression": {"apkg.py"},
    "click": {*CLI, "terminal.py"},
    "filelock": {"doctor.py", "lock.py"},
    "genanki": {"package.py"},
    "markdown_it": {"parse.py", "inline.py", "render.py", "sugar.py", "embeds.py", "brackets.py", "tags.py", "texmath.py", "unread.py"}
    | {"plainline.py"},
    "mdit_py_plugins": {"parse.py", "texmath.py"},
    "rich": {"cli/making.py", "report.py", "report_changes.py", "report_stats.py", "terminal.py"},
    "jinja2": {"preview.py", "report_stats.py"},
    "sqlite3": {"apkg.py", "cache.py", "doctor.py", "package.py"},
    "yaml": {"definition.py", "frontmatter.py"},
    "snowballstemmer": {"grammar/phrase.py"},
    "time": {"cli/chosen.py", "cli/making.py", "cli/watching.py", "watch.py"},
    "os": {*CLI, *EDGES, "__main__.py"},
    "tempfile": {"disk.py", "store.py"},
    "anki": set(),
    "requests": set(),
    "urllib.request": set(),
    "socket": set(),
    "random": set(),
}

TOUCHES_THE_WORLD = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "mkdir",
    "unlink",
    "replace",
    "rename",
    "getenv",
    "now",
    "today",
}


def name(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


@pytest.mark.parametrize("library", sorted(ONLY_IN))
def test_a_library_is_imported_only_where_it_belongs(library: str) -> None:
    users = {name(path) for path in MODULES for module in imports(path) if module == library or module.startswith(f"{library}.")}
    assert users <= ONLY_IN[library]


def test_every_import_is_ours_the_standard_librarys_or_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {line.split(">")[0].lower() for line in project["dependencies"]}
    known = {"markdown_it": "markdown-it-py", "mdit_py_plugins": "mdit-py-plugins", "yaml": "pyyaml"}
    known |= dict.fromkeys(("backports", "compression"), "backports.zstd")  # the second is the standard library's only from 3.14 on
    used = {module.split(".")[0] for path in MODULES for module in imports(path)} - set(sys.stdlib_module_names)
    assert {known.get(module, module) for module in used} == declared


@pytest.mark.parametrize("path", [path for path in MODULES if name(path) not in EDGES], ids=name)
def test_only_the_edges_touch_files_clock_or_environment(path: Path) -> None:
    calls = {
        node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute | ast.Name)
        and not (isinstance(node.func, ast.Attribute) and node.func.attr == "replace" and len(node.args) == 2)  # str.replace
        and not (isinstance(node.func, ast.Name) and node.func.id == "replace")  # dataclasses.replace
    }
    assert not calls & TOUCHES_THE_WORLD


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_says_in_its_first_line_what_it_is(path: Path) -> None:
    first = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").split("\n")[0]
    assert len(first) > 15
    assert first[-1] in ".;:"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_fits_a_sitting(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_public_names_are_explained(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    silent = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    obvious = {
        "block",
        "silenced",
        "block_quote",
        "todo",
        "parenthesis",
        "quotation",
        "label",
        "fragment",
        "unmatched",
        "own_voice",
        "example",
    }
    assert set(silent) <= obvious | {"Finding", "Skip", "Parsed"}
