"""What sync programs and power cuts leave beside notes and ledgers, told from names and texts: copies, and files that are empty."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from .diagnostic import Diagnostic, Severity
from .entry import Ledger
from .patterns import later

_LONG = 12  # characters; shorter lines stand in many notes
_MOST = 0.5  # of its long lines a copy shares with the file it was made of, where its name looks like a copy's
_NEARLY_ALL = 0.9  # where the name is only longer: `plan-LAPTOP.md` may be a copy of `plan.md`, or a note of its own
_FEW = 3  # long lines; with fewer, a longer name shows nothing

# Names as the programs make them: Syncthing; Dropbox and Nextcloud; Google Drive and browsers; Windows and macOS.
_CERTAIN = later(r"(.+?)(?:\.sync-conflict-\d{8}-\d{6}(?:-\w+)?| ?\([^()]*\bconflicted copy\b[^()]*\))")
_LIKELY = later(rf"{_CERTAIN.pattern}|(.+?)(?: ?\(\d{{1,3}}\)| - Copy(?: \(\d{{1,3}}\))?| copy(?: \d{{1,3}})?)")


def original(stem: str) -> str:
    """The name, without its ending, that a file had before a program copied it; empty where the name shows no copy."""
    match = _LIKELY.fullmatch(stem)
    return (match[1] or match[2]) if match else ""


def copies(texts: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Note files, by name, that are copies of others in the same folder: by a name that only a program gives, or by name and text."""
    for name, text in texts.items():
        of = next((other for other in _before(name) if other in texts), "")
        if of and _is_copy(PurePosixPath(name).stem, _lines(text), _lines(texts[of])):
            message = (
                f"left out, because it looks like a copy of {PurePosixPath(of).name} made by a sync program, and each card would be there "
                "twice; bring both together and remove the copy, or give it a name of its own"
            )
            yield Diagnostic(name, 0, "copy", message, Severity.WARNING)


def _before(name: str) -> Iterator[str]:
    """The names that a file may be a copy of, the longest first: what stands before a mark such as ` (1)`, `-LAPTOP` or `.sync`."""
    stem, dot, ending = name.rpartition(".")
    start = stem.rfind("/") + 1
    for k in range(len(stem) - 1, start, -1):
        if stem[k] in " (._-" and stem[k - 1] not in " (":
            yield f"{stem[:k]}{dot}{ending}"


def _is_copy(stem: str, own: frozenset[str], others: frozenset[str]) -> bool:
    """Whether a file of this name and these lines is a copy of one with the others, which is named like the beginning of it."""
    if _CERTAIN.fullmatch(stem):
        return True
    shared = len(own & others)
    if original(stem):
        return shared >= _MOST * len(own) > 0
    return len(own) >= _FEW and shared >= _NEARLY_ALL * len(own)


def _lines(text: str) -> frozenset[str]:
    return frozenset(line for line in map(str.strip, text.splitlines()) if len(line) >= _LONG)


def emptied(texts: Iterable[tuple[str, str]], known: Ledger) -> Iterator[Diagnostic]:
    """Note files, as names and texts, that are empty though the ledger has cards of them, as power cuts leave them."""
    had = {entry.file for entry in known.values() if entry.mod and not entry.gone}
    for name, text in texts:
        if name in had and not text.strip("\ufeff \t\r\n"):
            message = "this file is empty, but cards were made of it, which stay as they are; restore it, or remove it to retire them"
            yield Diagnostic(name, 0, "emptied", message, Severity.WARNING)


def ledger_copies(name: str, beside: Iterable[str]) -> Iterator[Diagnostic]:
    """Copies of a ledger that sync programs made: of the files beside it, those named like it with a mark before the ending."""
    folder, own = PurePosixPath(name).parent, PurePosixPath(name).name
    stem = own.removesuffix(".jsonl")
    for other in sorted(beside):
        if other != own and re.fullmatch(rf"{re.escape(stem)}[ (._-].*\.jsonl", other):
            message = (
                f"a sync program made this copy of {own}; cards that only the copy knows would get a second guid, and begin anew in Anki: "
                f"move each line whose guid {own} lacks over there, and remove the copy"
            )
            yield Diagnostic((folder / other).as_posix(), 0, "ledger-copy", message, Severity.WARNING)
