"""An outline to the fate of every bullet in it: card, draft, context of another card, or skipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from . import context, leftout, lint, scoring
from .bullet import Article, Bullet, Form, Outline, Section, Text
from .card import Card, Place, Status
from .finding import Face, Finding, Weight
from .grammar import ELSEWHERE, GRAMMAR, Here, Proposal, Shape, Skip, Takes, phrase
from .grammar.needs import Choice, may_be_marked
from .inline import mask
from .language import detect
from .language import english as words
from .language.languages import ENGLISH
from .language.spoken import Language
from .patterns import anycase, cased, later

# In the last three blind rounds on notes nobody tuned on, cards that scored 0.4 to 0.5 passed 122 of 363, 0.5 to 0.6 120 of 244, above
# 126 of 236; those of 0.3 to 0.4 only 13 of 72, and those below 11 of 61 (tests/quality): below this a card is a draft.
THRESHOLD = 0.4

_LESSON = "lesson"  # the author wrote on the very line that it is worth keeping, so not even a twin is dropped
_ASKED_FOR = frozenset(shape.name for shape in GRAMMAR if shape.asked_for)
Table = Mapping[tuple[bool, bool], Choice]


def _table(shapes: Iterable[Shape]) -> Table:
    """The shapes that may be found in a heading or in another bullet, one that leads others or one that does not."""
    listed = tuple(shapes)
    alone = {True: {Takes.ANY}, False: {Takes.ANY, Takes.BULLET}}
    leading = {True: {Takes.LIST, Takes.CHILDREN}, False: set[Takes]()}
    return {
        (heading, leads): Choice([shape for shape in listed if shape.takes in alone[heading] | leading[leads]])
        for heading in alone
        for leads in leading
    }


# The author's markup is looked for first in a whole section, so that no list around a marked bullet takes it.
_MARKS = {shape.name for shape in GRAMMAR if shape.asked_for and shape.takes is not Takes.CHILDREN}
_ALL = _table(GRAMMAR)
_MARKUP = _table(shape for shape in GRAMMAR if shape.name in _MARKS)
_UNMARKED = _table(shape for shape in GRAMMAR if shape.name not in _MARKS)
_UNMARKED_ELSEWHERE = _table(shape for shape in ELSEWHERE if shape.name not in _MARKS)
_SMALL_WORD = later(r"(?<![\w/.-])[a-z][a-z’']*(?![\w-])")
_NEVER_SKIPPED = "lesson-list"  # said so by its heading: at worst a draft


def cards(outline: Outline, threshold: float = THRESHOLD, limits: leftout.Limits = leftout.NONE) -> tuple[Card, ...]:
    """Every bullet of a note file with what became of it, in the order of the file; `limits` are the deck definition's."""
    vocabulary = frozenset(word for masked in _masked(outline) for word in _SMALL_WORD.findall(masked))
    spoken = detect.language_of(words_of(outline), outline.meta.language)
    made = [
        card
        for article in outline.articles
        for shown, out in [leftout.seen(article, limits)]
        for card in _Maker(outline, shown, vocabulary, spoken, threshold, limits.kinds, out).cards()
    ]
    return tuple(_without_twins(sorted(made, key=lambda card: card.bullet.line), spoken.language))


def words_of(outline: Outline) -> Iterator[str]:
    """The words of all bullets, by which the language of the file is told."""
    return (word for masked in _masked(outline) for word in phrase.tokens(masked))


def _masked(outline: Outline) -> Iterator[str]:
    """The masked lines of all bullets."""
    for article in outline.articles:
        for section in article.sections:
            for bullet in section.bullets:
                for below in bullet.walk():
                    yield below.text.masked


@dataclass(slots=True)
class _Maker:
    """Walks one article; `settled` holds the bullets whose fate is decided (`id`s: twins are equal)."""

    outline: Outline
    article: Article
    vocabulary: frozenset[str]
    spoken: detect.Found
    threshold: float
    skip_kinds: tuple[str, ...]
    out: tuple[leftout.LeftOut, ...]
    made: list[Card] = field(default_factory=list)
    settled: set[int] = field(default_factory=set)
    places: dict[int, Place] = field(default_factory=dict)  # by the `id` of their sections
    subjects: set[tuple[str, ...]] = field(default_factory=set)  # the headings with others below them

    def cards(self) -> list[Card]:
        self.subjects = {section.path[:k] for section in self.article.sections for k in range(len(section.path))}
        for one in self.out:
            self._settle(replace(self._here(one.section), bullet=one.bullet, off=one.reason), one.section, _ALL)
        for section in self.article.sections:
            here = self._here(section)
            if may_be_marked(here.bullet):
                self._section(here, section, _MARKUP)
            self._section(here, section, _UNMARKED if here.english else _UNMARKED_ELSEWHERE)
        shown = {id(child): card for card in reversed(self.made) if card.is_asked for child in _shown_with(card.bullet)}
        above = {id(child): b.text.plain for s in self.article.sections for top in s.bullets for b in top.walk() for child in b.children}
        return [_alone(_as_context(card, shown.get(id(card.bullet))), above.get(id(card.bullet), "")) for card in self.made]

    def _here(self, section: Section) -> Here:
        """The section's heading in its place."""
        return Here(
            _heading(section, self.article),
            self.article.title,
            section.path,
            vocabulary=self.vocabulary,
            unclear=any(anycase(words.UNCLEAR).search(name) for name in section.path),
            language=self.spoken.language,
            mixed=self.spoken.mixed,
            has_sections=section.path in self.subjects,
            work=context.work(self.outline, self.article),
        )

    def _section(self, here: Here, section: Section, shapes: Table) -> None:
        self._visit(here, section, shapes)
        silenced = ""
        for bullet in section.bullets:
            self._visit(here.at(bullet, section.bullets, silenced=silenced), section, shapes)
            if anycase(here.language.opinion_label).match(bullet.text.masked):
                silenced = f"after “{cased('[:：]').split(bullet.text.said)[0]}:”"

    def _visit(self, here: Here, section: Section, shapes: Table) -> None:
        bullet = here.bullet
        self._settle(here, section, shapes)
        if bullet.form is Form.HEADING:
            return
        below = here.silenced or ("below a to-do" if bullet.task or cased(here.language.todo).match(bullet.text.masked) else "")
        for child in bullet.children:
            inside = here.at(child, bullet.children, (*here.parents, bullet), below)
            self._visit(inside, section, shapes)

    def _settle(self, here: Here, section: Section, shapes: Table) -> None:
        """Run shapes of the table over one bullet: the first whose cards survive the lint wins."""
        place = self._place(section)
        led = refused = ""
        bullet = here.bullet
        settled = id(bullet) in self.settled  # then it is only seen as the lead of what stands below it
        if settled and not bullet.children:
            return
        choice = shapes[bullet.form is Form.HEADING, bool(bullet.children)]
        for shape in choice.fitting(here.said) if here.english else choice.shapes:
            if led if shape.takes is Takes.LIST else settled and shape.takes is not Takes.CHILDREN:
                continue
            found = shape.shown(here)
            if not found:
                continue
            if isinstance(found, Skip):
                skipped = Card(Status.SKIPPED, place, here.bullet, shape.name, refused or found.reason)
                self.made.append(replace(skipped, status=Status.CONTEXT, reason=led) if led else skipped)
                self.settled.add(id(here.bullet))
                return
            free = [proposal for proposal in found if id(proposal.bullet) not in self.settled]
            made = [self._judged(proposal, shape, here, place) for proposal in free]
            kept = [card for card in made if card.is_asked]
            refused = refused or next((card.reason for card in made if not card.is_asked), "")
            if kept:
                self._keep(kept, free)
                settled = id(bullet) in self.settled
            if kept and shape.takes is not Takes.CHILDREN:
                led = f"leads the cards below it ({kept[0].rule})"
                if any(card.bullet is here.bullet for card in kept):
                    return

    def _keep(self, kept: Sequence[Card], proposals: Sequence[Proposal]) -> None:
        self.made.extend(kept)
        self.settled.update(id(card.bullet) for card in kept)
        by_face = {(card.bullet.line, card.slot): card for card in kept}
        for proposal in proposals:
            card = by_face.get((proposal.bullet.line, proposal.slot))
            if card is None or card.status is not Status.CARD:
                continue
            for bullet in proposal.also:
                if id(bullet) not in self.settled and not any(p.bullet is bullet for p in proposals):
                    self.settled.add(id(bullet))
                    reason = f"part of the card of line {card.bullet.line}"
                    self.made.append(Card(Status.CONTEXT, card.place, bullet, card.rule, reason))

    def _judged(self, proposal: Proposal, shape: Shape, here: Here, place: Place) -> Card:
        answer, spelled = "; ".join(proposal.answer), here.language.spelled
        path = context.path(here.above if proposal.bullet.form is Form.HEADING else here, answer)
        parent = context.parent_line(here, proposal, answer)
        face = Face(proposal, path, parent, here.language)
        findings = lint.lint(face)
        if findings and proposal.otherwise:
            return self._judged(proposal.otherwise, shape, here, place)
        worst = findings[0] if findings else None
        shown = scoring.signs(face)
        score = scoring.score(shape.prior, shown, findings)
        status, reason = Status.CARD, proposal.reason
        if proposal.kind in self.skip_kinds:
            status, reason = Status.SKIPPED, f"`skip_kinds` leaves out cards of the kind {proposal.kind}"
        elif not shape.asked_for:
            if worst is not None and worst.weight is Weight.REJECT and shape.name != _NEVER_SKIPPED:
                status, reason = Status.SKIPPED, worst.reason
            elif worst is not None and worst.weight is not Weight.WARNING:
                status, reason = Status.DRAFT, worst.reason
            elif (score < self.threshold and not shape.own_words) or reason:
                status, reason = Status.DRAFT, reason or _unsure(shape, worst, shown, self.threshold)
        return Card(
            status, place, proposal.bullet, shape.name, reason, proposal.kind, spelled(proposal.question),
            tuple(map(spelled, proposal.answer)), proposal.ordered,
            path, parent, context.behind(here, proposal), proposal.slot, score,
            doubts=tuple(finding.reason for finding in findings), signs=tuple(sign.name for sign in shown),
        )  # fmt: skip

    def _place(self, section: Section) -> Place:
        if id(section) not in self.places:
            note, meta, title = self.outline, self.outline.meta, self.article.title
            self.places[id(section)] = Place(note.file, note.title, title, section.path, section.url, meta.date, meta.tags, meta.deck)
        return self.places[id(section)]


def _unsure(shape: Shape, worst: Finding | None, shown: Sequence[scoring.Sign], threshold: float) -> str:
    """Why a score is below the threshold: what the lint warns of, else its shape, else the sign that costs it most."""
    if worst is not None:
        return worst.reason
    if scoring.score(shape.prior, (), ()) < threshold:
        return f"{shape.name} cards are not sure enough"
    return min(shown, key=lambda sign: sign.points).name


def _as_context(card: Card, parent: Card | None) -> Card:
    """A skipped child that its parent's card shows below the answer is context, not loss."""
    explains = card.rule in ("fragment", "unmatched", "example", "parenthesis", "quotation")
    explains = explains or (card.rule == "link-only" and bool(card.bullet.text.pictures))
    explains = explains or (card.rule in ("block", "table") and (context.is_short(card.bullet) or card.bullet.form is Form.ROW))
    if card.status is not Status.SKIPPED or not explains or parent is None:
        return card
    return replace(card, status=Status.CONTEXT, reason=f"shown with the card of line {parent.bullet.line}")


def _alone(card: Card, above: str) -> Card:
    """A card whose bullet stands alone, with all that later stages ask of the bullets around it; `above` is the text of its parent.

    A heading that leads a list is known by its items too, whichever of them is first.
    """
    bullet, text = card.bullet, card.bullet.text
    known = text.plain
    if bullet.form is Form.HEADING:
        known = f"{known}: {'; '.join(child.text.plain for child in bullet.children if child.form is Form.ITEM)}"
    pictures = [(address, b.line) for b in bullet.walk() for address, _ in b.text.pictures] if card.is_asked else ()
    own = Text(text.source, text.plain, text.said, "", links=text.links, anchor=text.anchor, clozes=text.clozes, pictures=text.pictures)
    language = next((child.language for child in bullet.children if child.form is Form.CODE), "") if bullet.children else ""
    return Card(  # said at length, because `replace` takes five times as long
        card.status, card.place, Bullet(bullet.line, own, bullet.form, tags=bullet.tags), card.rule, card.reason, card.kind, card.question,
        card.answer, card.ordered, card.context, card.parent, card.extra, card.slot, card.score, card.doubts, card.signs, above,
        "" if known == text.plain else known, language, tuple(dict(reversed(pictures)).items()) if pictures else (),
    )  # fmt: skip


def _shown_with(bullet: Bullet) -> Iterator[Bullet]:
    """What may be shown with a bullet's card: its children, and the rows of a table among them."""
    for child in bullet.children:
        yield child
        if child.form is Form.TABLE and context.is_short(child):
            yield from child.children


def _heading(section: Section, article: Article) -> Bullet:
    """The section's heading as the lead of what stands right below it."""
    name = section.path[-1] if section.path else article.title
    written = section.heading
    text = Text(name, name, name, mask(name), links=written.links if written else (), tagged=written is not None and written.tagged)
    return Bullet(section.line, text, Form.HEADING, children=section.bullets)


def _without_twins(made: Sequence[Card], language: Language = ENGLISH) -> Iterator[Card]:
    """Cards with the same question in the same context: all but the first are skipped, or numbered where the author asked for them."""
    asked: dict[tuple[str, str, str], Card] = {}
    times: Counter[tuple[str, str, str]] = Counter()
    for card in made:
        face = (card.context, card.parent, card.question.casefold())
        if card.is_asked and face in asked:
            first = asked[face]
            if card.rule in _ASKED_FOR and (card.rule == _LESSON or card.answer != first.answer):
                times[face] += 1
                yield replace(card, question=language.spelled(language.again.format(Q=card.question, N=times[face] + 1)))
                continue
            reason = f"asks the same as the card of line {first.bullet.line}"
            yield replace(card, status=Status.SKIPPED, reason=reason, kind="", question="", answer=())
            continue
        if card.is_asked:
            asked[face] = card
        yield card
