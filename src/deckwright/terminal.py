"""Messages and tables to the person at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from .diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from rich.console import Console


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to talk to the person: `level` is -1 quiet, 0 usual, 1 verbose."""

    level: int = 0
    color: bool = True

    def console(self) -> Console:
        """Where results are drawn; 80 columns wide where nobody watches."""
        from rich.console import Console  # rich is slow to import

        return Console(no_color=True if not self.color else None, width=None if sys.stdout and sys.stdout.isatty() else 80)

    def say(self, message: str) -> None:
        """A message that is no result."""
        if self.level >= 0:
            click.echo(message, err=True)

    def complain(self, diagnostics: Sequence[Diagnostic]) -> None:
        """What is wrong, a line each."""
        for diagnostic in diagnostics:
            color = "red" if diagnostic.severity is Severity.ERROR else "yellow"
            colored = self.color and sys.stderr.isatty()
            click.echo(click.style(str(diagnostic), fg=color) if colored else str(diagnostic), err=True)
