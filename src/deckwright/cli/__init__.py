"""The command line: its group, and the commands in it."""

from __future__ import annotations

import io
import os
import sys

import click

from .. import __version__
from ..terminal import Terminal
from . import decks, identities, pages, verdicts


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "--version", "-V", prog_name="deckwright")
@click.option("--verbose", "-v", is_flag=True, help="Say more on the way.")
@click.option("--quiet", "-q", is_flag=True, help="Say only what is wrong.")
@click.option("--no-color", is_flag=True, help="No colors; NO_COLOR in the environment does the same.")
@click.pass_context
def main(context: click.Context, *, verbose: bool, quiet: bool, no_color: bool) -> None:
    """Turn Markdown notes into Anki cards, and keep what you learned when you edit the notes.

    In a folder with notes/ in it, `deckwright build` is all it takes.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a letter shows its number
    context.obj = Terminal(-1 if quiet else int(verbose), not no_color and not os.environ.get("NO_COLOR"))


_COMMANDS = (
    decks.init, decks.build, decks.diff, decks.list_, decks.check, decks.stats, pages.preview,
    verdicts.drafts, verdicts.accept, verdicts.reject,
    identities.link, identities.unlink, identities.adopt,
)  # fmt: skip
for _command in _COMMANDS:
    main.add_command(_command)
