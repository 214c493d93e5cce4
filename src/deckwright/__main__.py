"""`python -m deckwright` is the command line."""

from .cli import main

main(prog_name="deckwright")
