"""Messages, results and tables to the person at the terminal, and nothing to a terminal that it could take for a command."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TextIO

import click

from .diagnostic import Diagnostic, Severity
from .patterns import later

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment
    from rich.text import Text

# ECMA-48: C0 and C1 hold every way to begin a command to a terminal (ESC, CSI, OSC …), to overwrite a line or to ring.
_CONTROLS = later(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all of them, and DEL, but for the tab and the end of a line


def harmless(text: str) -> str:
    """The same text with the number of each control character in its place, `\\u001b`, which JSON reads as that character."""
    return _CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


@dataclass(frozen=True, slots=True)
class Terminal:
    """How to talk to the person: `level` is -1 quiet, 0 usual, 1 verbose."""

    level: int = 0
    color: bool = True

    def console(self) -> Console:
        """Where results are drawn; 80 columns wide where nobody watches."""
        from rich.console import Console  # rich is slow to import
        from rich.segment import Segment
        from rich.text import Text

        class Harmless(Console):
            def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
                """What is drawn. Rich itself takes only some control characters out of a text; those left it counts as no columns wide."""
                for segment in super().render(_spelled(renderable) if isinstance(renderable, Text) else renderable, options):
                    yield segment if segment.control else Segment(harmless(segment.text), segment.style)

        return Harmless(no_color=True if not self.color else None, width=self.width)

    @property
    def width(self) -> int:
        """How many columns a line of results has."""
        from shutil import get_terminal_size  # slow to import, and not needed where nobody watches

        return get_terminal_size().columns if sys.stdout and sys.stdout.isatty() else 80

    def show(self, result: str) -> None:
        """A line of results: text, or a JSON object."""
        click.echo(harmless(result))

    def say(self, message: str) -> None:
        """A message that is no result."""
        if self.level >= 0:
            click.echo(harmless(message), err=True)

    def complain(self, diagnostics: Sequence[Diagnostic]) -> None:
        """What is wrong, a line each."""
        for diagnostic in diagnostics:
            color = "red" if diagnostic.severity is Severity.ERROR else "yellow"
            said = harmless(str(diagnostic))
            colored = self.color and sys.stderr and sys.stderr.isatty()
            click.echo(click.style(said, fg=color) if colored else said, err=True)


def _spelled(text: Text) -> Text:
    """A rich text with `harmless` words in the styles they had."""
    cuts = sorted({at for found in _CONTROLS.finditer(text.plain) for at in found.span()})
    if not cuts:
        return text
    pieces = text.divide(cuts)
    for piece in pieces:
        piece.plain = harmless(piece.plain)
    return text.blank_copy().join(pieces)


class _Standard(io.FileIO):
    """A standard stream's file. Where nobody reads it any more, what is written goes nowhere, and the command ends as it would.

    Any other failure is raised once, and kept as `failed`; Python's own attempt to write the rest at its end is not told as well.
    """

    failed: OSError | None = None

    def write(self, content: Any, /) -> int:
        """How many bytes were taken; raises OSError once, where they cannot be."""
        if self.failed is None:
            try:
                return super().write(content)
            except BrokenPipeError:
                pass
            except OSError as error:
                self.failed = error
                raise
        return memoryview(content).nbytes


def standard(stream: TextIO) -> TextIO:
    """The same standard stream, that bears a closed pipe, and shows the number of a letter that its encoding lacks.

    A stream that is no file of the system's stays what it is; so does any on Windows, where a closed pipe is told otherwise.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.reconfigure(errors="backslashreplace")
    raw = getattr(stream.buffer, "raw", stream.buffer)
    if type(raw) is not io.FileIO or sys.platform == "win32":
        return stream
    file = _Standard(raw.fileno(), "wb", closefd=False)
    return io.TextIOWrapper(io.BufferedWriter(file), stream.encoding, "backslashreplace", line_buffering=stream.line_buffering)


def failed(stream: TextIO | None) -> OSError | None:
    """Why a `standard` stream took no more, such as a full disk."""
    file = getattr(getattr(stream, "buffer", None), "raw", None)
    return file.failed if isinstance(file, _Standard) else None
