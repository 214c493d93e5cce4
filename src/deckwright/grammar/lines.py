"""Shapes inside one line: each function takes a bullet, looks at its sentences, and answers with a card."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..bullet import Form
from ..language import english as words
from . import phrase, skips
from .here import Here, Proposal, lists_below
from .lists import ARROW, lesson_cue

_LABEL = re.compile(rf"^[*_]*({words.LESSON_LABEL})[*_]*\s*(?::|–|—|\s-)\s*(.+)$", re.IGNORECASE)
_TERM = re.compile(r"^(.{1,60}?)\s*(:| -| –| —)\s+(.{15,})$")
_CAUSE = re.compile(rf"^(.{{12,}}?),?\s+({words.CAUSE})\s+(.{{8,}})$", re.IGNORECASE)
_SO = re.compile(r"^(.{12,}?),\s+so\s+(?!that\b|far\b|on\b|forth\b|called\b|much\b|many\b|why\b)(.{8,})$")
_RELATION = re.compile(rf"^(.{{3,}}?)\s+(?:(can|could|may|might|will|would|must|should)\s+)?((?:also|often|usually|always|directly|really|significantly)\s+)?({words.RELATION})\s+(.{{8,}})$")
_NUMBER = re.compile(rf"(?<![\w.#$/-])([~≈<>≤≥]?\$?\d[\d,.]*(?:[–-]\$?\d[\d,.]*)?\+?)(\s?(?:{words.UNITS})\b|\s?%)?(?![\w])")
_FINISHED = re.compile(r"[^.!?…]\s*$")
_WHY_AUXILIARY = re.compile(r"^(.{3,60}?) (is|are|was|were|can|cannot|can't|could|should|shouldn't|must|will|won't|doesn't|don't|didn't|isn't|aren't|wasn't)\s+(.+)$")

_LONG = 20  # words; a longer answer is cut to its first sentence (reference: cards.md L1s)
_LEFT_WORDS = 9
_CLOZE_WORDS = 7


def lesson(here: Here) -> Sequence[Proposal] | None:
    """`Lesson: …`, `Takeaway: …`, `Conclusion: …`, `TL;DR …`: always a card."""
    match = _LABEL.match(here.masked)
    if not match:
        return None
    label = match.group(1).casefold()
    name = next((noun for start, noun in words.LESSON_NAMES if re.match(rf"(?:key |main |big )?{start}", label)), words.LESSON_NAME_ELSE)
    said = here.said[match.start(2) :].strip()
    twins = [b for b in here.siblings if (m := _LABEL.match(b.text.masked)) and m.group(1).casefold() == label]
    about = _lesson_topic(here)
    if len(twins) > 1:
        about = f" on {lesson_cue(said, here.vocabulary)}{f' ({here.heading})' if here.heading else ''}"
    verb = f"{here.topic} — what is the {name}{about}?"
    return [Proposal("lesson", verb, (first_answer(said),), here.bullet)]


def _lesson_topic(here: Here) -> str:
    parent = here.parent
    if parent is not None and parent.form is not Form.HEADING and phrase.word_count(parent.text.said) <= 12:  # noqa: PLR2004
        return f" of “{phrase.trimmed(parent.text.said.rstrip(':'))}”"
    return f" on “{here.heading}”" if here.heading else ""


def first_answer(said: str) -> str:
    """The whole of it, or its first sentence where the whole is long."""
    if phrase.word_count(said) <= _LONG:
        return phrase.trimmed(said)
    return phrase.trimmed(next(iter(phrase.sentences(said))).said)


def own_question(here: Here) -> Sequence[Proposal] | None:
    """The author's own question with its answer below it, behind it, or in a bracket behind it."""
    bracket = re.match(r"^([^?]{10,}\?)\s*\(([^()]{10,})\)\.?$", here.masked)
    if bracket and phrase.has_finite_verb(bracket.group(2)):
        question = here.said[: bracket.end(1)]
        return [Proposal("question", f"{here.topic} — why ask: “{question}”", (phrase.trimmed(here.said[bracket.start(2) : bracket.end(2)]),), here.bullet)]
    if here.masked.rstrip().endswith("?") and here.masked.count("?") == 1 and not re.match(words.YES_NO, here.masked, re.IGNORECASE):
        return _answered_below(here)
    return _answered_behind(here)


def _answered_below(here: Here) -> Sequence[Proposal] | None:
    answers = [b for items in lists_below(here.bullet) for b in items]
    if not 1 <= len(answers) <= 5 or any(skips.voice(b) or b.text.said.endswith("?") for b in answers):  # noqa: PLR2004
        return None
    said = tuple(phrase.trimmed(b.text.said) for b in answers)
    question = here.said if len(said) == 1 else f"{here.said} ({len(said)} things)"
    return [Proposal("question", question, said, here.bullet, also=tuple(answers))]


def _answered_behind(here: Here) -> Sequence[Proposal] | None:
    pair = re.match(r"^((?:what|who|where|when|how|why|which)\b[^?]{8,}\?)\s+([^?(]{8,})$", here.masked, re.IGNORECASE)
    if not pair:
        return None
    return [Proposal("question", here.said[: pair.end(1)], (first_answer(here.said[pair.start(2) :]),), here.bullet)]


def label(here: Here) -> Sequence[Proposal] | None:
    """`Practice: …`, `Costs: …`, `Counterargument: …`: the label says what to ask of the section."""
    match = re.match(r"^([A-Za-z-]{3,16})(?: \w+)?:\s+(.{8,})$", here.masked)
    template = words.LABEL_QUESTIONS.get(match.group(1).casefold()) if match else None
    if match is None or template is None:
        return None
    parent = here.parent.text.said if here.parent is not None and here.parent.form is not Form.HEADING else ""
    if "{P}" in template and not parent:
        return None
    answer = here.said[match.start(2) :]
    subject = here.heading or (phrase.trimmed(parent) if 0 < phrase.word_count(parent) <= _LEFT_WORDS else "") or here.article
    subject = ARROW.sub(r"\2", subject) if ARROW.match(subject) else subject
    question = template.format(S=f"“{subject}”", P=phrase.trimmed(parent))
    listed = _listed(answer) if re.fullmatch(words.PLURAL_LABEL, match.group(1), re.IGNORECASE) else ()
    if listed:
        return [Proposal("label", re.sub(r"What (are the|types)", rf"What {'are the ' + str(len(listed)) if 'are the' in question else str(len(listed)) + ' types'}", question), listed, here.bullet)]
    return [Proposal("label", question, (first_answer(answer),), here.bullet)]


def _listed(answer: str) -> tuple[str, ...]:
    """The parts of `a, b and c`, where there are 2 to 5 short ones."""
    depth, parts, current = 0, [], ""
    for piece in re.split(r"(,\s+(?:and\s+|or\s+)?|\(|\))", phrase.trimmed(answer)):
        depth += piece.count("(") - piece.count(")")
        if re.fullmatch(r",\s+(?:and\s+|or\s+)?", piece) and depth == 0:
            parts.append(current.strip())
            current = ""
        else:
            current += piece
    parts.append(current.strip())
    short = all(0 < phrase.word_count(re.sub(r"\([^()]*\)", "", part)) <= 6 for part in parts)  # noqa: PLR2004
    return tuple(parts) if 2 <= len(parts) <= 5 and short else ()  # noqa: PLR2004


def term(here: Here) -> Sequence[Proposal] | None:
    """`Term: definition` and `Term - definition`."""
    match = _TERM.match(here.masked)
    if not match or not _is_term(match.group(1), dash=match.group(2) != ":"):
        return None
    name = here.said[: match.end(1)].strip(" *_")
    question = f"What is meant by {phrase.in_quotes(name)}?"
    return [Proposal("definition", question, (first_answer(here.said[match.start(3) :]),), here.bullet)]


def _is_term(masked: str, *, dash: bool) -> bool:
    name = masked.strip(" *_")
    found = [w.casefold() for w in phrase.tokens(name)]
    if not found or len(found) > (5 if dash else 4) or set(found) & words.STOP_LABELS or re.search(words.NOT_A_TERM, name, re.IGNORECASE):
        return False
    starts_well = name[0].isupper() or name[0] in "“\"`"
    return starts_well and not phrase.has_finite_verb(name) and not re.search(r"[?!.;]|&|\d+$| and | or ", name) and not phrase.starts_deictic(name)


def named_term(here: Here) -> Sequence[Proposal] | None:
    """A quoted, bold or code term at the head of a sentence that says what it is."""
    for sentence in here.sentences():
        match = re.match(r"^(?:(?:an?|the)\s+)?([“\"][^“”\"]{2,40}[”\"]|`[^`]+`)((?: [\w-]+){0,2}?)\s+(?:really |simply |just |basically )?(is|are|means?|refers? to)\s+(.{15,})$", sentence.masked, re.IGNORECASE)
        bold = next((b for b in here.bullet.text.bold if sentence.said.startswith(b + " ") and phrase.word_count(b) <= 4), None)  # noqa: PLR2004
        if match is None and bold:
            match = re.match(rf"^({re.escape(bold)})()\s+(is|are|means?|refers? to)\s+(.{{15,}})$", sentence.masked)
        if match and not phrase.starts_deictic(match.group(4)) and not re.match(r"not\b|n't", match.group(4)):
            name = sentence.said[match.start(1) : match.end(2)]
            question = f"What {'does' if match.group(3).startswith(('mean', 'refer')) else match.group(3)} {name}{' mean' if match.group(3).startswith(('mean', 'refer')) else ''}?"
            return [Proposal("definition", question, (sentence.cut(match.start(4)),), here.bullet)]
    return None


def why(here: Here) -> Sequence[Proposal] | None:
    """`X because Y`: why X?"""
    for sentence in here.sentences():
        match = _CAUSE.match(sentence.masked)
        if match and phrase.has_finite_verb(match.group(1)) and not re.search(r",\s*(?:which|who|that)\b[^,]*$", match.group(1)) and not re.search(r"\b(?:probably|partly|mostly|only|just|simply|not|is|are|was|were)$", match.group(1)):
            left = sentence.cut(0, match.end(1))
            return [Proposal("why", ask_why(left, here.vocabulary), (_reason(sentence, match),), here.bullet, on_parent=phrase.starts_deictic(left))]
    return None


def _reason(sentence: phrase.Sentence, match: re.Match[str]) -> str:
    """The reason in the author's words; `due to Y` keeps its preposition off."""
    return sentence.cut(match.start(3))


def ask_why(left: str, vocabulary: frozenset[str]) -> str:
    """`X can be slow` -> `Why can X be slow?`; without a clear subject, `X. Why?`"""
    match = _WHY_AUXILIARY.match(phrase.mask(left))
    if match and "," not in match.group(1) and not phrase.has_finite_verb(match.group(1)) and not re.search(r"\b(?:that|which|who|when|if|while|although|because|and|but|where|what|how)\b", match.group(1), re.IGNORECASE) and not re.search(r",\s+(?:so|but|and)\b|;", match.group(3)):
        subject = phrase.lowered(left[: match.end(1)], vocabulary)
        return f"Why {match.group(2)} {subject} {left[match.start(3) :].rstrip(' .')}?"
    return f"{phrase.capital(left)}. Why?"


def consequence(here: Here) -> Sequence[Proposal] | None:
    """`X, so Y`: X, so what?"""
    for sentence in here.sentences():
        match = _SO.match(sentence.masked)
        if match and phrase.has_finite_verb(match.group(1)):
            left = phrase.capital(sentence.cut(0, match.end(1)))
            return [Proposal("consequence", f"{left}, so … what?", (sentence.cut(match.start(2)),), here.bullet, on_parent=phrase.starts_deictic(left))]
    return None


def relation(here: Here) -> Sequence[Proposal] | None:
    """`X requires Y`, `X prevents Y`, `X means Y`: what does X require?"""
    for sentence in here.sentences():
        match = _RELATION.match(sentence.masked)
        if match and _is_subject(match.group(1)) and not re.match(r"(?:to|by|from|that|for|of|in|and|or)\b", match.group(5)):
            subject = phrase.lowered(sentence.cut(0, match.end(1)), here.vocabulary)
            verb = match.group(4)
            singular = verb.split()[0].endswith("s") and verb.split()[0] not in ("process",)
            helper = match.group(2) or ("did" if verb == "caused" else "does" if singular else "do")
            base = verb if match.group(2) else phrase.base_form(verb) if singular or verb == "caused" else verb
            question = f"What {helper} {subject} {match.group(3) or ''}{base}?"
            return [Proposal("relation", question, (sentence.cut(match.start(5)),), here.bullet, on_parent=phrase.starts_deictic(subject))]
    return None


def _is_subject(left: str) -> bool:
    plain = re.sub(r"\([^()]*\)", "", left)
    return (
        0 < phrase.word_count(plain) <= _LEFT_WORDS
        and "," not in plain
        and ":" not in plain
        and ";" not in plain
        and "--" not in plain
        and not phrase.has_finite_verb(plain)
        and not re.search(r"\b(?:which|that|to|who|and|or|not|when|if|while|where|as|what|how|for|of|in|by|with)$", plain, re.IGNORECASE)
        and not re.match(r"(?:if|when|while|although|because|since|by|in|for|with|to|as|after|before|on|at|from|until|unless|not|no|once|ensure|make)\b", plain, re.IGNORECASE)
    )


def number(here: Here) -> Sequence[Proposal] | None:
    """A quantity in a statement, blanked out."""
    for sentence in here.sentences():
        if not phrase.has_finite_verb(sentence.masked) or phrase.word_count(sentence.said) < _CLOZE_WORDS - 2:
            continue
        found = [m for m in _NUMBER.finditer(sentence.masked) if _is_quantity(m, sentence.masked)]
        if found:
            last = found[-1]
            blank = f"{sentence.said[: last.start()]}[how much?]{sentence.said[last.end() :]}"
            answer = sentence.said[last.start() : last.end()].strip()
            return [Proposal("number", phrase.capital(trim_end(blank)), (answer,), here.bullet)]
    return None


def _is_quantity(match: re.Match[str], masked: str) -> bool:
    figure = match.group(1)
    digits = re.sub(r"\D", "", figure)
    unit = (match.group(2) or "").strip()
    year = len(digits) == 4 and digits[:2] in ("18", "19", "20") and not unit  # noqa: PLR2004
    before = masked[: match.start()].rstrip()
    label = re.search(r"(?:\b(?:step|level|part|version|chapter|rule|principle|phase|stage|figure|table|section|v|to #|no\.?|round|type|layer|c|in|by|since|of|after)|#)$", before, re.IGNORECASE)
    bracketed = before.count("(") > before.count(")") or before.count("“") > before.count("”")
    small = digits in ("1", "2", "0") and not unit
    return not year and not small and not bracketed and (bool(unit) or (label is None and len(digits) > 1))


def marked_term(here: Here) -> Sequence[Proposal] | None:
    """A statement with one marked term in it: the term is blanked out."""
    for sentence in here.sentences():
        spans = _marked(sentence, here.bullet.text.bold)
        if len(spans) != 1 or phrase.word_count(sentence.said) < _CLOZE_WORDS or not phrase.has_finite_verb(sentence.masked):
            continue
        start, end = spans[0]
        if start == 0:
            continue
        question = trim_end(f"{sentence.said[:start]}[…]{sentence.said[end:]}")
        answer = sentence.said[start:end].strip("“”\"*_ ,")
        return [Proposal("term", phrase.capital(question), (answer,), here.bullet, on_parent=phrase.starts_deictic(question))]
    return None


def _marked(sentence: phrase.Sentence, bold: Sequence[str]) -> list[tuple[int, int]]:
    """Code spans, quoted terms of two or three words, and bold terms: where they stand."""
    spans = [m.span() for m in re.finditer(r"`[^`]+`", sentence.masked)]
    quotes = [m for m in phrase.quoted(sentence.masked)]
    spans += [m.span() for m in quotes]
    for name in bold:
        if phrase.word_count(name) <= 3 and sentence.said.count(name) == 1:  # noqa: PLR2004
            at = sentence.said.index(name)
            spans.append((at, at + len(name)))
    good = [s for s in spans if _is_marked_term(sentence.said[s[0] : s[1]])]
    return good if len(spans) == len(good) else []


def _is_marked_term(piece: str) -> bool:
    if piece.startswith("`"):
        return len(piece) <= 40 and not re.search(r"[=:;{}]|\s\S+\s", piece)  # noqa: PLR2004 - a name or a short command
    count = phrase.word_count(piece)
    return (2 <= count <= 3 or (count == 1 and piece[0] not in "“\"")) and not piece.startswith(("“e.g", '"e.g'))  # noqa: PLR2004


def trim_end(question: str) -> str:
    """A statement with a blank keeps its own punctuation; spaces inside are tidied."""
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(question.split()))


Line = Callable[[Here], Sequence[Proposal] | None]
