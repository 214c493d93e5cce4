"""A note file in an Obsidian vault to the address that opens it there."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

FOLDER = ".obsidian"  # Obsidian keeps its settings in it, so a folder that has one is a vault
SUFFIX = ".md"  # the only note files that Obsidian opens


def address(vault: str, file: str) -> str:
    """The `obsidian://` address of a file: the vault by the name of its folder, the file by its path in there, with `/`.

    Both are composed (NFC), as Obsidian keeps them, and escaped as its help asks: https://help.obsidian.md/uri.
    """
    name, path = (quote(unicodedata.normalize("NFC", part), safe="") for part in (vault, file))
    return f"obsidian://open?vault={name}&file={path}"
