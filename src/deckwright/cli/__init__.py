"""The command line: its group, and the commands in it."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from importlib import import_module
from typing import Any

import click

from .. import __version__
from ..terminal import Terminal, failed, standard

# Each command with its module, imported only where it is asked for.
_COMMANDS = {
    **dict.fromkeys(("init", "build", "diff", "list", "check", "stats"), "decks"),
    "watch": "watching",
    "preview": "pages",
    **dict.fromkeys(("drafts", "accept", "reject"), "verdicts"),
    **dict.fromkeys(("link", "unlink", "adopt"), "identities"),
    "doctor": "doctor",
}


class _CommandLine(click.Group):
    """The group of all commands, and what may befall any of them: an output that takes no more, a current folder that is gone."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click calls it so
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click calls it so
        if cmd_name in _COMMANDS and cmd_name not in self.commands:
            module = import_module(f".{_COMMANDS[cmd_name]}", __package__)
            command: click.Command = getattr(module, cmd_name, None) or module.list_
            command.params += _common(hidden=True)
            self.add_command(command)
        return self.commands.get(cmd_name)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        sys.stdout, sys.stderr = standard(sys.stdout), standard(sys.stderr)
        try:
            return super().main(*args, **kwargs)
        except OSError:
            unwritten = failed(sys.stdout)
            if unwritten:
                why = (unwritten.strerror or str(unwritten)).lower()
                click.echo(f"the output cannot be written ({why}); what was to stand there is lost", err=True)
            elif _is_homeless():
                click.echo("the current folder is gone, or cannot be read; change to one that is there, and try again", err=True)
            elif not failed(sys.stderr):  # where that is full, there is nowhere to say so
                raise
            raise SystemExit(1) from None


def _is_homeless() -> bool:
    """Whether the current folder, in which relative names begin, was removed."""
    try:
        return not os.getcwd()  # noqa: PTH109 - not as a path
    except OSError:
        return True


def _terminal(context: click.Context) -> Terminal:
    found = context.obj
    return found if isinstance(found, Terminal) else Terminal(0, not os.environ.get("NO_COLOR"))


def _verbose(context: click.Context, _: click.Parameter, value: bool) -> None:
    terminal = _terminal(context)
    context.obj = replace(terminal, level=1) if value and terminal.level >= 0 else terminal


def _quiet(context: click.Context, _: click.Parameter, value: bool) -> None:
    terminal = _terminal(context)
    context.obj = replace(terminal, level=-1) if value else terminal


def _no_color(context: click.Context, _: click.Parameter, value: bool) -> None:
    terminal = _terminal(context)
    context.obj = replace(terminal, color=False) if value else terminal


def _common(hidden: bool = False) -> list[click.Option]:
    """The options that stand before a command or behind it; its own help leaves them to that of the group."""
    return [
        click.Option(names, is_flag=True, expose_value=False, hidden=hidden, callback=change, help=does)
        for names, change, does in (
            (["--verbose", "-v"], _verbose, "Say more on the way."),
            (["--quiet", "-q"], _quiet, "Say only what is wrong."),
            (["--no-color"], _no_color, "No colors; NO_COLOR in the environment does the same."),
        )
    ]


@click.group(cls=_CommandLine, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}, params=_common())
@click.version_option(__version__, "--version", "-V", prog_name="deckwright")
def main() -> None:
    """Turn Markdown notes into Anki cards, and keep what you learned when you edit the notes.

    In a folder with notes/ in it, `deckwright build` is all it takes. -v, -q and --no-color may stand
    behind the command, too.
    """
