"""Edits judged by reading, and look-alikes that are different facts: who keeps whose identity."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest

from deckwright import making, outline
from deckwright.identity import spots
from deckwright.match import Spot, match

AROUND = ("Rivers carry silt to the sea", "Tides follow the moon with a delay", "Wells go dry where pumps outrun the rain")


@dataclass(frozen=True, slots=True)
class Judged:
    name: str
    verdict: str
    regime: str
    old: str
    new: str


def judged(shared: Path) -> Iterator[Judged]:
    """The pairs of parts A and C."""
    text = unescape((shared / "gold" / "edit-pairs.md").read_text("utf-8")).replace("\\|", "|")
    for name, head, verdict, old, new in re.findall(
        r"^\*\*([AC]\d+)\*\* (.*?)\*\*(\w+)\??\*\*.*\n- old: (.*)\n- new: (.*)$", text, re.MULTILINE
    ):
        yield Judged(name, verdict, head, old, new)


def siblings(shared: Path) -> Iterator[tuple[str, str, str]]:
    """The hard negatives of part B: two bullets of one list that are alike and mean different things."""
    for line in unescape((shared / "gold" / "edit-pairs.md").read_text("utf-8")).split("\n"):
        if re.match(r"\|B\d+\|", line):
            name, _, _, one, other, _ = re.split(r"(?<!\\)\|", line.strip("|"))
            yield name, one, other


def found(*files: tuple[str, Sequence[str]]) -> list[Spot]:
    """The bullets of note files, as identity sees them."""
    notes = (outline.read("# Water\n" + "".join(f"- {line}\n" for line in lines), file)[0] for file, lines in files)
    return spots([card for note in notes for card in making.cards(note)])


def kept(old: list[Spot], new: list[Spot]) -> dict[str, str]:
    """The text that each old text went on as."""
    return {old[pair.old].text: new[pair.new].text for pair in match(old, new)}


def seen(source: str) -> str:
    (spot,) = found(("x.md", [source]))[:1]
    return spot.text


def in_place(pair: Judged) -> tuple[list[Spot], list[Spot]]:
    return found(("n.md", [*AROUND[:2], pair.old, AROUND[2]])), found(("n.md", [*AROUND[:2], pair.new, AROUND[2]]))


def moved(pair: Judged) -> tuple[list[Spot], list[Spot]]:
    return found(("n.md", [pair.old, *AROUND])), found(("n.md", [*AROUND, pair.new]))


@pytest.mark.parametrize(("edit", "at_least"), [(in_place, 0.95), (moved, 0.85)])
def test_an_edit_judged_to_be_of_the_same_fact_keeps_the_card(
    shared: Path, edit: Callable[[Judged], tuple[list[Spot], list[Spot]]], at_least: float
) -> None:
    same = [pair for pair in judged(shared) if pair.verdict in "SXC" and seen(pair.old) != seen(pair.new)]
    assert len(same) >= 100
    lost = [pair.name for pair in same if kept(*edit(pair)).get(seen(pair.old)) != seen(pair.new)]
    assert len(lost) <= (1 - at_least) * len(same), lost


@pytest.mark.parametrize("seed", range(3))
def test_all_judged_edits_at_once_and_shuffled_give_nobody_anothers_card(shared: Path, seed: int) -> None:
    pairs = [pair for pair in judged(shared) if seen(pair.old) != seen(pair.new)]
    news = [pair.new for pair in pairs]
    random.Random(seed).shuffle(news)
    now = kept(found(("n.md", [pair.old for pair in pairs])), found(("n.md", news)))
    assert [pair.name for pair in pairs if now.get(seen(pair.old), seen(pair.new)) != seen(pair.new)] == []
    same = [pair for pair in pairs if pair.verdict in "SXC"]
    assert sum(seen(pair.old) in now for pair in same) >= 0.85 * len(same)


Lines = Callable[[str, str], list[str]]
EDITS: dict[str, tuple[Lines, Lines]] = {
    "swapped": (lambda a, b: [a, b], lambda a, b: [b, a]),
    "one removed": (lambda a, b: [a, b], lambda _, b: [b]),
    "the other removed": (lambda a, b: [a, b], lambda a, _: [a]),
    "one added behind": (lambda a, _: [a], lambda a, b: [a, b]),
    "one added before": (lambda a, _: [a], lambda a, b: [b, a]),
    "one reworded, the other added": (lambda a, _: [a], lambda a, b: [f"{a} indeed", b]),
    "both reworded": (lambda a, b: [a, b], lambda a, b: [f"{a} indeed", f"{b} too"]),
    "both reworded and swapped": (lambda a, b: [a, b], lambda a, b: [f"{b} too", f"{a} indeed"]),
    "one removed, the other reworded": (lambda a, b: [a, b], lambda _, b: [f"{b} too"]),
}


@pytest.mark.parametrize("edit", EDITS)
def test_no_identity_crosses_between_siblings_that_look_alike(shared: Path, edit: str) -> None:
    before, after = EDITS[edit]
    pairs = list(siblings(shared))
    crossed, kept_count = [], 0
    for name, a, b in pairs:
        now = kept(found(("n.md", [*AROUND, *before(a, b)])), found(("n.md", [*AROUND, *after(a, b)])))
        for one, other in ((a, b), (b, a)):
            text = now.get(seen(one), "")
            crossed += [name] if text in (seen(other), seen(f"{other} indeed"), seen(f"{other} too")) else []
            kept_count += text in (seen(one), seen(f"{one} indeed"), seen(f"{one} too"))
    assert len(pairs) == 40
    assert crossed == []
    assert kept_count >= 39


HEAD = "Ask good questions; don't make demands."
TAIL = "What do you think about naming this `:user_id`?"


def test_a_bullet_split_into_parent_and_child_goes_on_as_its_head() -> None:
    old = found(("n.md", [*AROUND[:2], f"{HEAD} ({TAIL})", AROUND[2]]))
    new = found(("n.md", [*AROUND[:2], f"{HEAD}\n  - {TAIL}", AROUND[2]]))
    assert kept(old, new)[old[2].text] == HEAD


def test_a_bullet_whose_head_became_a_bare_label_goes_on_as_what_says_it() -> None:
    claim = "Pointing with a finger is rude in some places and quite normal in others"
    old = found(("n.md", [*AROUND[:2], f"Cultural diversity: {claim}", AROUND[2]]))
    new = found(("n.md", [*AROUND[:2], f"Cultural diversity:\n  - {claim}", AROUND[2]]))
    assert kept(old, new)[old[2].text] == claim
