"""`python -m deckwright` and the command `deckwright`: the command line, with a quiet end where it is stopped while it loads."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line, and exit with its status. Once it is loaded, click answers Ctrl-C, in the same words."""
    try:
        from .cli import main as command  # noqa: PLC0415 - so that Ctrl-C while this takes its time is met below
    except KeyboardInterrupt:
        sys.stderr.write("\nAborted!\n")
        raise SystemExit(1) from None
    gc.disable()  # what a build makes has no cycles and lives until the end; looking for some took a fifth of 100,000 bullets
    command(prog_name="deckwright")


if __name__ == "__main__":
    main()
