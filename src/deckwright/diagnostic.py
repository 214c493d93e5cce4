"""What an author should know about their notes, as data: a place, a code, a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .direct import direct


@direct
class Severity(StrEnum):
    """`ERROR` makes the exit status 1; `WARNING` is only told."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Diagnostic:
    """One thing wrong in one place. `line` counts from 1; 0 means the file as a whole.

    `code` is stable and lower case, for programs; `message` is for people: what is
    wrong first, then what to do.
    """

    file: str
    line: int
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        """One line, even where a file's name or what is quoted has an end of line in it."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}".replace("\n", " ")


class Refused(Exception):
    """The whole deck cannot be built; carries the diagnostic that says why, and others that were found."""

    def __init__(self, file: str, line: int, code: str, message: str, others: tuple[Diagnostic, ...] = ()) -> None:
        self.diagnostic = Diagnostic(file, line, code, message)
        self.others = others
        super().__init__(str(self.diagnostic))
