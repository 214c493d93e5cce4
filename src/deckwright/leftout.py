"""An article to what of it the card grammar sees, and what its author or the deck definition leaves out, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase

from .bullet import Article, Bullet, Section


@dataclass(frozen=True, slots=True)
class Limits:
    """What a deck definition leaves out: kinds of cards, and sections by their headings (globs, case does not count)."""

    kinds: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()


NONE = Limits()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A bullet, without what stands below it, that no card is to be made of."""

    section: Section
    bullet: Bullet
    reason: str


def seen(article: Article, limits: Limits) -> tuple[Article, tuple[LeftOut, ...]]:
    """The article without what is left out, and that bullet by bullet."""
    sections: list[Section] = []
    out: list[LeftOut] = []
    for section in article.sections:
        name = _skipped(article.title, section, limits.sections)
        if name:
            reason = f"`skip_sections` leaves out “{name}”"
            out += [LeftOut(section, replace(b, children=()), reason) for top in section.bullets for b in top.walk()]
            continue
        off = [b for top in section.bullets for b in top.walk() if b.off]
        out += [LeftOut(section, replace(b, children=()), b.off) for b in off]
        kept = _on(section.bullets) if off else section.bullets
        if kept:
            sections.append(replace(section, bullets=kept) if off else section)
    return replace(article, sections=tuple(sections)), tuple(out)


def _skipped(title: str, section: Section, patterns: Sequence[str]) -> str:
    """The heading, of a section or around it, that a pattern fits; empty if none."""
    return next((name for name in (title, *section.path) for p in patterns if fnmatchcase(name.casefold(), p.casefold())), "")


def _on(bullets: Sequence[Bullet]) -> tuple[Bullet, ...]:
    """The bullets that are on; what is on below one that is off stands in its place."""
    kept: list[Bullet] = []
    for bullet in bullets:
        below = _on(bullet.children)
        kept += below if bullet.off else [replace(bullet, children=below)]
    return tuple(kept)
