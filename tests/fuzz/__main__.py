"""A target's name to a coverage-guided search for texts that break its laws: `python -m fuzz note corpus/ -max_total_time=600`.

What is found stands in a file `crash-…` of the current folder; `python -m fuzz note crash-…` tries it again. The
arguments behind the target are libFuzzer's.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any


def main() -> None:
    """Run one target until its time is up or a law is broken."""
    atheris: Any = import_module("atheris")  # of `make fuzz` alone
    name, *options = sys.argv[1:]
    with atheris.instrument_imports(include=["deckwright", "markdown_it", "mdit_py_plugins", "yaml"], enable_loader_override=False):
        laws: Any = import_module("fuzz.laws")
    target = laws.TARGETS[name]

    def once(content: bytes) -> None:
        target(content.decode("utf-8", "replace"))

    dictionary = Path(__file__).with_name(f"{name}.dict")
    given = [f"-dict={dictionary}"] if dictionary.exists() else []
    atheris.Setup([sys.argv[0], *given, *options], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
