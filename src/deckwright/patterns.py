"""The text of a regular expression to the compiled one, each compiled once, when it is first needed.

There are some four hundred, and a build of one edited note needs half of them: compiling all would take longer than all else.
Words are data, so most patterns are strings. The module `re` keeps compiled ones too, but only 512, and asking it takes
longer than most matches: a fifth of the time of card-making went there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, cast

_KEPT = 4096  # patterns; all of ours, and some made with words of a note


@lru_cache(maxsize=_KEPT)
def cased(text: str) -> re.Pattern[str]:
    """The expression, large and small letters apart."""
    return re.compile(text)


@lru_cache(maxsize=_KEPT)
def anycase(text: str) -> re.Pattern[str]:
    """The expression, large and small letters alike."""
    return re.compile(text, re.IGNORECASE)


def later(text: str, flags: int = 0) -> re.Pattern[str]:
    """An expression that is compiled when it is first asked to match something."""
    return cast("re.Pattern[str]", _Later(text, flags))


class _Later:
    """Stands in for a compiled expression, and becomes one."""

    def __init__(self, text: str, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        made = re.compile(self.pattern, self._flags)
        for method in ("match", "search", "fullmatch", "sub", "split", "findall", "finditer"):
            setattr(self, method, getattr(made, method))
        return getattr(made, name)
