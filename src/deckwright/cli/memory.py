"""What a build told, kept for the next one, which tells the same again where nothing at all has changed."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from .. import seen
from ..diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from ..build import Built
    from ..definition import Definition
    from ..disk import Written
    from ..terminal import Terminal
    from .chosen import Chosen


@dataclass(slots=True)
class Memory:
    """One build in the making: what it is to remember, if it comes to its end."""

    chosen: Chosen
    terminal: Terminal
    decks: list[dict[str, Any]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    roots: list[list[str]] = field(default_factory=list)
    before: list[str] = field(default_factory=list)  # a digest of the definitions, then of each deck's notes
    contents: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)

    @property
    def _file(self) -> str:
        folder = self.chosen.config.parent if self.chosen.config else self.chosen.folder
        return seen.memory(folder)

    @property
    def _arguments(self) -> list[str]:
        chosen = self.chosen
        return seen.arguments(chosen.notes, chosen.deck, chosen.folder, chosen.output, chosen.config)

    def tell_again(self, *, as_json: bool) -> bool | None:
        """Tell what the build before told, if nothing has changed since: whether anything was wrong; None where it is to be built."""
        told = seen.recall(self._file, self._arguments)
        if told is None:
            return None
        self.terminal.complain([Diagnostic(file, line, code, said, Severity(how)) for file, line, code, said, how in told["diagnostics"]])
        for deck in told["decks"]:
            for line in [json.dumps(deck["record"], ensure_ascii=False)] if as_json else deck["lines"] if self.terminal.level >= 0 else ():
                self.terminal.show(line)
        return bool(told["failed"])

    def start(self) -> None:
        """Note what the definitions are, before they are read."""
        self.before.append(seen.files(self._defined()))

    def begin(self, definition: Definition) -> None:
        """Note what is there before a deck's notes are read."""
        roots = [os.fspath(root) for root in definition.notes]
        self.roots.append(roots)
        self.before.append(seen.notes(roots))

    def _defined(self) -> list[str]:
        return [os.fspath(self.chosen.config)] if self.chosen.config else seen.definitions(os.fspath(self.chosen.folder))

    def complain(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Tell what is wrong, and keep it."""
        self.diagnostics += diagnostics
        self.terminal.complain(diagnostics)

    def end(self, definition: Definition, made: Built, written: Sequence[Written]) -> None:
        """Note what a deck was made of, and what the next build would tell of it."""
        from .. import part, summary

        kept = [file for file in written if file.path.exists()]
        self.contents += [os.fspath(file.path) for file in kept]
        self.contents += [os.fspath(path) for path in (definition.drafts_path, definition.retired_path) if not path.exists()]
        self.looks += [os.fspath(file.path) for file in part.pictures(part.parts(made))]
        n = summary.settled(summary.counts(made))
        files = [{"path": file.path.as_posix(), "changed": False} for file in kept]
        lines = [*summary.conclusion(definition, n), *(f"unchanged {file.path}" for file in kept)]
        self.decks.append({"lines": lines, "record": {"deck": definition.name, **n, "written": files}})

    def keep(self, *, failed: bool) -> None:
        """Remember the build, if all decks that were begun were made."""
        if self.chosen.output or not self.decks or len(self.decks) != len(self.roots):
            return
        diagnostics = [[d.file, d.line, d.code, d.message, d.severity] for d in self.diagnostics]
        told = {"failed": failed, "diagnostics": diagnostics, "decks": self.decks}
        looked = {
            "definitions": self._defined(),
            "roots": self.roots,
            "before": self.before,
            "contents": self.contents,
            "looks": self.looks,
        }
        seen.remember(self._file, self._arguments, {"folder": os.fspath(self.chosen.folder), **looked, "told": told})
