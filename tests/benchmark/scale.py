"""A number of bullets to the time that matching takes: a build with nothing edited, with one in a hundred edited, with all moved."""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from deckwright import build
from deckwright.definition import Definition
from deckwright.entry import Ledger
from deckwright.notefiles import NoteText

NOUNS = "pump siphon valve weir lock canal ditch moat leat flume sluice race dam well spring tide marsh fen bog".split()
VERBS = "lifts moves holds fills drains cuts joins feeds floods slows cools warms guards marks shapes turns".split()
HOWS = "quickly at night in spring after rain under ice by hand for years near towns without noise over stone".split()


def notes(bullets: int, seed: int) -> list[NoteText]:
    """Note files of 200 bullets each, a card in every third line or so, no two bullets alike."""
    rng = random.Random(seed)
    files = []
    for number in range(max(1, bullets // 200)):
        lines = [f"# [Article {number}](https://example.org/{number})"]
        for k in range(200):
            said = " ".join(f"{rng.choice(NOUNS)} {rng.choice(VERBS)} {rng.choice(HOWS)}" for _ in range(rng.randint(1, 4)))
            label = ("Lesson: ", f"{rng.choice(NOUNS).capitalize()} {number}-{k}: ", "")[k % 3]
            lines.append(f"- {label}a {said} {rng.randrange(10**6)}")
        files.append(NoteText(f"notes/{number}.md", "\n".join(lines)))
    return files


def edited(files: Sequence[NoteText], seed: int) -> list[NoteText]:
    """One line in a hundred with two words more."""
    rng = random.Random(seed)
    return [
        NoteText(note.file, "\n".join(f"{line} indeed so" if rng.random() < 0.01 else line for line in note.text.split("\n")))
        for note in files
    ]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bullets", type=int, default=100_000, help="default: %(default)s")
    chosen = parser.parse_args()
    deck = Definition("d", "D", (), Path(), Path())
    files = notes(chosen.bullets, 1)
    moved = [NoteText(f"moved/{note.file}", note.text.replace("# [Article", "# [Paper")) for note in files]
    first = build.build(deck, files, (), Ledger(), 100)
    sys.stdout.write(f"{chosen.bullets} bullets, {len(first.cards())} cards\n")
    base = 0.0
    for name, now in (("nothing edited", files), ("one in a hundred edited", edited(files, 2)), ("all moved", moved)):
        began = time.process_time()
        made = build.build(deck, now, (), first.ledger, 200)
        took = time.process_time() - began
        base = base or took
        sys.stdout.write(f"{name:24} {took:6.1f} s of CPU, {took / base:.2f} times; {len(made.gone)} cards gone\n")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    sys.stdout.write(f"peak memory {peak} MiB, {1024 * peak / chosen.bullets:.1f} KiB a bullet\n")


if __name__ == "__main__":
    main()
