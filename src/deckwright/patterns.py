"""The text of a regular expression to the compiled one, each compiled once, when it is first needed.

Words are data, so most patterns are strings. The module `re` keeps compiled ones too, but only 512, and asking it takes
longer than most matches: a fifth of the time of card-making went there.
"""

from __future__ import annotations

import re
from functools import lru_cache

_KEPT = 4096  # patterns; all of ours, and some made with words of a note


@lru_cache(maxsize=_KEPT)
def cased(text: str) -> re.Pattern[str]:
    """The expression, large and small letters apart."""
    return re.compile(text)


@lru_cache(maxsize=_KEPT)
def anycase(text: str) -> re.Pattern[str]:
    """The expression, large and small letters alike."""
    return re.compile(text, re.IGNORECASE)
