"""Chance and notes to notes with one bullet worded otherwise; who the bullet is stays."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from . import words
from .notes import Line, Notes

Reword = Callable[[random.Random, str], str]  # the text otherwise; unchanged where it cannot be

LABEL = r"(?:Lesson|Takeaway|Practice|Cost): "
_NAME = re.compile(r"[“\"`]?((?:[A-Z]\w+ )?\w+)[”\"`]?(?:: | - )(an?|the|any) ")
_THIRD = "|".join(f"{verb}s" for verb in words.VERBS)
_TAILS = rf", because |, usually |, | because | and (?={_THIRD})| (?=before|after|during|while|through|until|once)"


def reworded(how: Reword) -> Callable[[random.Random, Notes], Notes]:
    """An edit of one bullet of those that can be reworded so."""

    def edit(rng: random.Random, notes: Notes) -> Notes:
        places = notes.bullets()
        for f, i in rng.sample(places, len(places)):
            text = notes.files[f].lines[i].text
            if (other := how(rng, text)) != text:
                return notes.with_text(f, i, other)
        return notes

    return edit


def typo(rng: random.Random, text: str) -> str:
    """One letter slips in a word; to a matcher, mending it is the same."""
    found = [m for m in re.finditer(r"[a-z]{4,}", text) if not re.match(LABEL, text) or m.start() > text.index(":")]
    if not found:
        return text
    word = rng.choice(found)
    k = rng.randrange(word.start() + 1, word.end() - 1)
    slip = rng.choice((text[k + 1] + text[k], text[k] * 2 + text[k + 1], text[k]))
    return text[:k] + slip + text[k + 2 :]


def synonym(rng: random.Random, text: str) -> str:
    """A word says the same otherwise."""
    return _replaced(rng, text, words.SYNONYMS)


def appended(rng: random.Random, text: str) -> str:
    """`X` becomes `X, because Y`."""
    if len(text) < 12 or " -> " in text or text.endswith(":"):
        return text
    more = (f", because {rng.choice(words.REASONS)}", f", usually {rng.choice(words.TIMES)}", f" (as in {rng.choice(words.CITIES)})")
    return text + rng.choice(more)


def trimmed(_: random.Random, text: str) -> str:
    """`X, because Y` becomes `X`."""
    cut = _cut(text)
    return text[: cut.start()] if cut else text


def marked(rng: random.Random, text: str) -> str:
    """Bold, code, quotation marks, case, dashes or a stop at the end."""
    plain = [m for m in re.finditer(r"\b[a-z]{4,}\b", text) if not re.search(r"[*`\"“\[]", text)]
    word = rng.choice(plain) if plain else None
    ways = [
        text.rstrip(".") if text.endswith(".") else f"{text}.",
        text[:1].swapcase() + text[1:] if not re.match(rf"{LABEL}|[“\"`*]", text) else text,
        text.replace('"', "“", 1).replace('"', "”", 1) if '"' in text else text,
        text.replace(" - ", " – ", 1),
        text[: word.start()] + f"**{word.group()}**" + text[word.end() :] if word else text,
        text[: word.start()] + f"`{word.group()}`" + text[word.end() :] if word else text,
        re.sub(rf"^({LABEL.strip()})", r"**\1**", text),
    ]
    return rng.choice([way for way in ways if way != text])


def linked(rng: random.Random, text: str) -> str:
    """A word becomes a link; a link that is there gets another target."""
    if "](" in text:
        return re.sub(r"\]\([^)]*\)", f"](https://example.org/{rng.randint(10, 99)})", text, count=1)
    found = [m for m in re.finditer(r"\b[a-z]{4,}\b", text) if not re.search(r"[*`\"“]", text) and m.start() > 8]
    if not found:
        return text
    word = rng.choice(found)
    return f"{text[: word.start()]}[{word.group()}](https://example.org/{word.group()}){text[word.end() :]}"


def renumbered(rng: random.Random, text: str) -> str:
    """A figure is corrected."""
    return re.sub(r"\d+", lambda m: str(int(m.group()) + rng.randint(1, 60)), text, count=1)


def negated(rng: random.Random, text: str) -> str:
    """What was said is denied."""
    ways = [
        re.sub(r"\b(must|should|would|can)\b(?! not)", r"\1 not", text, count=1),
        re.sub(r"\bthat (?=[a-z]+s\b)", "that never ", text, count=1),
        re.sub(r"\btakes\b", "no longer takes", text, count=1),
        re.sub(r"\b(requires|prevents|depends)\b", r"never \1", text, count=1),
        re.sub(r"\bwas closed\b", "was not closed", text, count=1),
    ]
    return rng.choice([way for way in ways if way != text] or [text])


def renamed(rng: random.Random, text: str) -> str:
    """A name is corrected."""
    return _replaced(rng, text, {city: rng.choice([other for other in words.CITIES if other != city]) for city in words.CITIES})


def recast(rng: random.Random, text: str) -> str:
    """`Term: what it is` becomes `A term is what it is`."""
    named = _NAME.match(text)
    if not named or re.match(LABEL, text):
        return text
    term = named.group(1)
    article = rng.choice(("", "The ", "An " if term[0] in "AEIOU" else "A "))
    return f"{article}{term.lower() if article else term} is {text[named.start(2) :]}"


def small(rng: random.Random, text: str) -> str:
    """Any small rewording."""
    ways = [how for how in (typo, synonym, appended, marked, renumbered, linked) if how(rng, text) != text]
    return rng.choice(ways)(rng, text) if ways else text


def halves(text: str) -> tuple[str, str] | None:
    """A statement and the clause at its end, where there is one."""
    cut = _cut(text)
    return (text[: cut.start()], text[cut.end() :].strip()) if cut else None


def fits(how: Reword, line: Line, rng: random.Random) -> bool:
    """Whether a line can be reworded so."""
    return how(rng, line.text) != line.text


def _cut(text: str) -> re.Match[str] | None:
    """The last clause that can go and leave at least a half of the statement."""
    found = [m for m in re.finditer(_TAILS, text) if m.start() >= max(18, len(text) / 2)]
    return found[-1] if found else None


def _replaced(rng: random.Random, text: str, table: dict[str, str]) -> str:
    """One word of the table replaced."""
    can = [word for word in table if re.search(rf"\b{word}\b", text)]
    if not can:
        return text
    word = rng.choice(can)
    return re.sub(rf"\b{word}\b", table[word], text, count=1)
