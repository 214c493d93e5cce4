"""The command that writes a page to look at: arguments to a page, a page to a file, the file to a browser."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..terminal import Terminal
from .chosen import Chosen, each_deck, notes_and_deck_options

if TYPE_CHECKING:
    from ..build import Built
    from ..definition import Definition

_PICTURES = 50_000_000  # bytes of pictures in a page; more takes seconds to open, and the rest are shown by their words


@click.command()
@notes_and_deck_options
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where the page goes. [default: decks/NAME.preview.html]"
)
@click.option("--open", "and_open", is_flag=True, help="Open it in the browser.")
@click.pass_obj
def preview(terminal: Terminal, *, chosen: Chosen, out: Path | None, and_open: bool) -> None:
    """Write a page with every card and draft, as Anki will show them: to flip, search and filter. It needs no network.

    The notes, the ledger and the package stay as they are.
    """
    if out:
        chosen.refuse_several(f"--out {out}")

    def write(definition: Definition, made: Built) -> None:
        from .. import preview, store

        path = out or definition.package_path.with_suffix(".preview.html")
        store.publish(path, preview.page(definition.name, made, _pictures(made), definition.css))
        terminal.show(str(path))
        if and_open and click.launch(str(path.absolute())):
            terminal.say(f"no browser could be started; open {path} in one")

    each_deck(chosen, terminal.complain, write)


def _pictures(made: Built) -> dict[str, bytes]:
    """The pictures on the cards by their name in the package, as many as a page can carry."""
    from .. import ankinotes, media

    found: dict[str, bytes] = {}
    left = _PICTURES
    for file in ankinotes.files(made.issued):
        if media.suffix(file.name) in media.PICTURES and file.size <= left:
            left -= file.size
            found[file.name] = file.path.read_bytes()
    return found
