"""`python -m deckwright` and the command `deckwright`: the command line, with a quiet end where it is stopped while it loads."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line, and exit with its status. Once it is loaded, click answers Ctrl-C, in the same words."""
    try:
        if _told_again():
            return
        from .cli import main as command  # noqa: PLC0415 - so that Ctrl-C while this takes its time is met below
    except KeyboardInterrupt:
        sys.stderr.write("\nAborted!\n")
        raise SystemExit(1) from None
    gc.disable()  # what a build makes has no cycles and lives until the end; looking for some took a fifth of 100,000 bullets
    command(prog_name="deckwright")


def _told_again() -> bool:
    """Whether a plain `build` has nothing to do, and has said so. This takes half as long as importing click, which all else needs.

    It is written past Python's own buffer, so that whatever goes wrong is left to the command line, which writes it anew.
    """
    if sys.argv[1:] != ["build"] or sys.platform == "win32":
        return False
    from . import seen  # noqa: PLC0415 - only here

    said = seen.unchanged()
    try:
        content = said.encode(sys.stdout.encoding) if said is not None else b""
        return bool(content) and os.write(sys.stdout.fileno(), content) == len(content)
    except (AttributeError, OSError, ValueError):
        return False


if __name__ == "__main__":
    main()
