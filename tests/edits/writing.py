"""A seed to a folder of notes as an author might write them, hard siblings and twins among them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from rapidfuzz import fuzz

from . import words
from .notes import ARTICLE, BULLET, SECTION, File, Line, Notes, seeded

FILES = 4
ALIKE = (80, 96)  # how alike hard siblings are, of 100 (reference: identity.md §6)


def notes(seed: int | str, bullets: int) -> Notes:
    """A folder of four files with about so many bullets."""
    rng = seeded(seed)
    author = _Author(rng)
    topics = rng.sample(words.TOPICS, len(words.TOPICS))
    files = [author.file(k, topics, bullets // FILES) for k in range(FILES)]
    return Notes(tuple(files), author.fresh)


def bullet(rng: random.Random) -> str:
    """One bullet in one of an author's ways."""
    return rng.choices([make for make, _ in _SHAPES], [weight for _, weight in _SHAPES])[0](rng)


def article(rng: random.Random, topic: str) -> str:
    """The heading of an article: mostly the link it is about."""
    slug = re.sub(r"\W+", "-", topic.lower())
    return f"[{topic}](https://example.org/{slug})" if rng.random() < 0.8 else topic


def section(rng: random.Random) -> str:
    """The heading of a section."""
    name = rng.choice(words.SECTIONS)
    return name if rng.random() < 0.6 else f"{name} in {rng.choice(words.CITIES)}"


def sibling(rng: random.Random, text: str) -> str:
    """Another fact in nearly the same words; empty where a text has none."""
    made = [other for other in (_turned(rng, text) for _ in range(12)) if other != text and ALIKE[0] <= fuzz.ratio(text, other) <= ALIKE[1]]
    return rng.choice(made) if made else ""


_HEAD = re.compile(r"^([“\"`]?)((?:[A-Z]\w+ )?\w+)([”\"`]?)(?=:| - | means | is )")


def _turned(rng: random.Random, text: str) -> str:
    """The text about another term, with a word or two turned into their opposites."""
    head = _HEAD.match(text)
    if head and head.group(2).split()[-1].capitalize() in words.TERMS:
        term = rng.choice(words.TERMS)
        text = f"{head.group(1)}{term if head.group(2)[0].isupper() else term.lower()}{head.group(3)}{text[head.end() :]}"
    can = [word for word in words.OPPOSITES if re.search(rf"\b{word}\b", text)]
    for word in rng.sample(can, min(len(can), rng.choice((1, 1, 2)))):
        text = re.sub(rf"\b{word}\b", words.OPPOSITES[word], text, count=1)
    return text


class _Author:
    """Writes lines, each with a uid of its own, and no text twice but for twins."""

    def __init__(self, rng: random.Random) -> None:
        self.rng, self.fresh = rng, 1
        self.said: set[str] = set()
        self.twins = [
            _lesson(rng),
            f"Cost: {rng.choice(('high', 'a week of work for two people'))}",
            f"Practice: {rng.choice(words.ADVICE)}",
        ]

    def line(self, depth: int, text: str) -> Line:
        self.fresh += 1
        return Line(self.fresh - 1, depth, text)

    def file(self, number: int, topics: list[str], bullets: int) -> File:
        name = f"notes/2024-0{number + 1}-1{number}-{re.sub(r'[^a-z]+', '-', topics[-1].lower())}.md"
        lines: list[Line] = []
        while sum(line.depth >= BULLET for line in lines) < bullets:
            lines.append(self.line(ARTICLE, article(self.rng, topics.pop())))
            for _ in range(self.rng.randint(1, 3)):
                lines.append(self.line(SECTION, section(self.rng)))
                for _ in range(self.rng.randint(2, 5)):
                    lines += self.block(BULLET)
        return File(name, tuple(lines))

    def block(self, depth: int) -> list[Line]:
        """A bullet, perhaps with some below it, perhaps with its sibling."""
        rng = self.rng
        kind = rng.random()
        if kind < 0.12:
            return [self.line(depth + (k > 0), text) for k, text in enumerate(_labelled(rng))]
        text = self.unsaid(bullet)
        made = [self.line(depth, text)]
        if kind < 0.24 and (other := sibling(rng, text)) and other not in self.said:
            self.said.add(other)
            made.append(self.line(depth, other))
        elif kind < 0.45 and depth < BULLET + 2:
            for _ in range(rng.randint(1, 3)):
                made += self.block(depth + 1)
        if kind > 0.93:
            made.append(self.line(depth + 1, rng.choice(self.twins)))
        return made

    def unsaid(self, make: Callable[[random.Random], str]) -> str:
        text = next(text for text in iter(lambda: make(self.rng), "") if text not in self.said)
        self.said.add(text)
        return text


def _term(rng: random.Random) -> str:
    term = rng.choice(words.TERMS)
    return f"{rng.choice(words.KINDS).capitalize()} {term.lower()}" if rng.random() < 0.3 else term


def _what(rng: random.Random) -> str:
    """What something is: `a tank that drains warm water before the frost`."""
    thing, other = rng.sample(words.THINGS, 2)
    one, two = rng.sample(words.OBJECTS, 2)
    when, reason, third = rng.choice(words.TIMES), rng.choice(words.REASONS), _third(rng)
    forms = (
        f"{_a(thing)} that {third} {one}",
        f"{_a(thing)} that {third} {one} {when}",
        f"{_a(thing)} that {third} {one} and {_third(rng)} {two} {when}",
        f"{_a(thing)} for {one}, usually {when}",
        f"the {thing} between {one} and {two}",
        f"the {rng.choice(words.KINDS)} {thing} where {rng.choice(words.PEOPLE).lower()} keep {one} {when}",
        f"any {thing} without {one}, because {reason}",
        f"the habit of giving {one} to the {rng.choice(words.PEOPLE).lower()} of {rng.choice(words.CITIES)}",
        f"{_a(rng.choice(words.KINDS))} {thing} with room for {one}, {two} and one more {other}",
        f"the share of {one} lost {when}",
        f"{_a(thing)} made from {one} so that nothing {third} {two}",
    )
    return rng.choice(forms)


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _third(rng: random.Random) -> str:
    verb = rng.choice(words.VERBS)
    return "dries" if verb == "dry" else "carries" if verb == "carry" else f"{verb}s"


def _act(rng: random.Random) -> str:
    """`Bakers weigh wet clay`."""
    return f"{rng.choice(words.PEOPLE)} {rng.choice(words.VERBS)} {rng.choice(words.OBJECTS)}"


def _colon(rng: random.Random) -> str:
    return f"{_term(rng)}: {_what(rng)}"


def _dash(rng: random.Random) -> str:
    return f"{_term(rng)} - {_what(rng)}"


def _means(rng: random.Random) -> str:
    return f'"{_term(rng)}" means {_what(rng)}'


def _code(rng: random.Random) -> str:
    return f"`{rng.choice(words.TERMS).lower()}` is {_what(rng)}"


def _because(rng: random.Random) -> str:
    people, reason, when, city = rng.choice(words.PEOPLE), rng.choice(words.REASONS), rng.choice(words.TIMES), rng.choice(words.CITIES)
    verb, one = rng.choice(words.VERBS), rng.choice(words.OBJECTS)
    forms = (
        f"{people} must {verb} {one} {when} because {reason}",
        f"{one.capitalize()} can fail {when} because {reason}",
        f"{_a(_term(rng).lower()).capitalize()} should be {rng.choice(words.KINDS)} because {reason}",
        f"In {city} {people.lower()} would not {verb} {one}, because {reason}",
        f"The {_term(rng).lower()} of {city} was closed {when} because {reason}",
        f"Nobody can {verb} {one} and {rng.choice(words.OBJECTS)} at once because {reason}",
    )
    return rng.choice(forms)


def _lesson(rng: random.Random) -> str:
    more = f" {rng.choice(words.TIMES)}" if rng.random() < 0.5 else ""
    return f"{rng.choice(('Lesson', 'Lesson', 'Takeaway'))}: {rng.choice(words.ADVICE)}{more}"


def _number(rng: random.Random) -> str:
    figure, unit, city = rng.randint(11, 980), rng.choice(words.UNITS), rng.choice(words.CITIES)
    one, term = rng.choice(words.OBJECTS), _term(rng).lower()
    forms = (
        f"The {term} in {city} takes about {figure} {unit} to {rng.choice(words.VERBS)} {one}",
        f"{rng.choice(words.PEOPLE)} in {city} lost {figure % 90 + 10} % of their {one} {rng.choice(words.TIMES)}",
        f"One {term} can carry {figure} {unit} of {one}",
        f"It took {figure} {unit} until the {term} was ready for {one}",
    )
    return rng.choice(forms)


def _marked(rng: random.Random) -> str:
    term, one = f'"{rng.choice(words.KINDS)} {rng.choice(words.TERMS).lower()}"', rng.choice(words.OBJECTS)
    forms = (
        f"{_act(rng)} with what they call a {term} {rng.choice(words.TIMES)}",
        f"The name for {one} that nobody can {rng.choice(words.VERBS)} is a {term} in {rng.choice(words.CITIES)}",
        f"Without a {term} the {rng.choice(words.PEOPLE).lower()} would lose {one} {rng.choice(words.TIMES)}",
    )
    return rng.choice(forms)


def _requires(rng: random.Random) -> str:
    verb = rng.choice(("requires", "prevents", "consists of", "depends on"))
    return f"{_a(_term(rng).lower()).capitalize()} {verb} {rng.choice(words.OBJECTS)} {rng.choice(words.TIMES)}"


def _prose(rng: random.Random) -> str:
    place = rng.choice(words.CITIES)
    forms = (
        f"{_act(rng)} in {place} {rng.choice(words.TIMES)}",
        f"The first {_term(rng).lower()} stood in {place}, and {rng.choice(words.REASONS)}",
    )
    return rng.choice(forms)


def _labelled(rng: random.Random) -> list[str]:
    """A lead, then its items."""
    n = rng.randint(2, 5)
    count = {2: "Two", 3: "Three", 4: "Four", 5: "Five"}[n]
    term, things = rng.choice(words.TERMS).lower(), rng.sample(words.OBJECTS, 2 * n)
    if rng.random() < 0.3:
        return [f"What to load after what on the {term}", *map(" -> ".join, zip(things[:n], things[n:], strict=True))]
    items = things[:n] if rng.random() < 0.5 else [f"{rng.choice(words.VERBS)} {thing}" for thing in things[:n]]
    return [
        rng.choice((f"{count} parts of the {term}:", f"The {term} in {rng.choice(words.CITIES)} is made of", f"{count} uses of a {term}:")),
        *items,
    ]


_SHAPES: tuple[tuple[Callable[[random.Random], str], int], ...] = (
    (_colon, 26),
    (_because, 18),
    (_dash, 8),
    (_means, 8),
    (_code, 6),
    (_lesson, 10),
    (_number, 8),
    (_marked, 6),
    (_requires, 5),
    (_prose, 8),
)
