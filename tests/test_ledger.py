"""The ledger's text: what is kept, and what is refused with its line."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from deckwright import ledger
from deckwright.diagnostic import Refused
from deckwright.entry import Adopted, Entry, Ledger, Verdict, marks
from deckwright.notetype import NoteType

_A = Entry("gA", "a text", "n.md", "Article", parent="parent", slot="slot", mod=7, digest="dd", gone=True, answer=("x", "y"))
_B = Entry("gB", "b", "n.md", "Article")

texts = st.lists(st.text()).map(tuple)
some = st.lists(st.text(), min_size=1).map(tuple)
entries = st.builds(
    Entry,
    guid=st.text("abcXYZ", min_size=1),
    text=st.text(),
    file=st.text(),
    article=st.text(),
    parent=st.text(),
    slot=st.text(),
    question=st.text(),
    answer=st.lists(st.text()).map(tuple),
    mod=st.integers(0, 1 << 39),
    digest=st.text(),
    gone=st.booleans(),
    unlinked=st.booleans(),
    verdict=st.sampled_from(Verdict),
    own_question=st.text(),
    own_answer=st.lists(st.text()).map(tuple),
    own_text=st.text(),
    adopted=st.none()
    | st.builds(
        Adopted,
        st.builds(NoteType, st.integers(1, 1 << 62), st.text(), st.lists(st.text(), min_size=2).map(tuple), some, st.just(False)),
        texts,
        st.lists(st.text("abc:äöü")).map(tuple),
    ),
)


def of(*written: Entry) -> Ledger:
    return Ledger({entry.guid: entry for entry in written})


@given(st.lists(entries, unique_by=lambda entry: entry.guid))
def test_what_is_written_is_read_again(written: list[Entry]) -> None:
    assert ledger.parse(ledger.dump(of(*written)), "l") == of(*written)


def test_an_empty_line_hides_none_of_those_behind_it() -> None:
    first, *others = ledger.dump(of(_A, _B)).splitlines()
    assert ledger.parse("\n".join([first, "", others[0], " ", *others[1:], ""]), "l") == of(_A, _B)


@given(st.dictionaries(st.text("abc/."), st.lists(st.text("abc"), min_size=1).map(marks)))
def test_what_had_no_card_is_read_again(unasked: dict[str, str]) -> None:
    assert ledger.parse(ledger.dump(Ledger({}, unasked)), "l").unasked == unasked


def test_what_two_branches_saw_without_a_card_counts_together() -> None:
    both = '{"unasked": "n.md", "marks": "a b"}\n{"unasked": "n.md", "marks": "b c"}\n'
    assert ledger.parse(both, "l").unasked == {"n.md": "a b c"}


def test_it_is_sorted_so_that_the_same_entries_are_the_same_bytes() -> None:
    assert ledger.dump(of(_B, _A)) == ledger.dump(of(_A, _B))
    assert [line[:11] for line in ledger.dump(of(_B, _A)).splitlines()] == ['{"ledger": ', '{"guid": "g', '{"guid": "g']


def test_keys_of_a_later_version_are_kept() -> None:
    line = '{"guid": "g", "text": "t", "file": "f", "article": "a", "later": [1]}'
    assert '"later": [1]' in ledger.dump(ledger.parse(line, "l"))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<<<<<<< HEAD\n", "l:1: a git conflict marker"),
        (ledger.dump(of(_A)) + "=======\n", "l:3: a git conflict marker"),
        (ledger.dump(of(_A))[:-20], "l:2: this line is not JSON"),
        (ledger.dump(of(_A)) + ledger.dump(of(_A)).splitlines()[1].replace("a text", "another"), "l:3: guid gA stands on line 2 too"),
        ('{"ledger": "deckwright", "version": 99}', "l:1: this ledger is of version 99, newer"),
        ('{"guid": "", "text": "t", "file": "f", "article": "a"}', "l:1: this line is not a ledger entry"),
        ('{"guid": "g", "text": "t", "file": "f", "article": "a", "mod": "x"}', "l:1: this ledger entry has a value of the wrong type"),
        ("[1]", "l:1: this line is not a JSON object"),
        ('{"unasked": "n.md", "marks": [1]}', "l:1: `unasked` is not a file's name and its marks"),
        ('{"guid": "g", "text": "t", "file": "f", "article": "a", "verdict": "x"}', "l:1: `verdict` is neither"),
        ('{"guid": "g", "text": "t", "file": "f", "article": "a", "adopted": {"id": 1}}', "l:1: `adopted` lacks a part"),
        ('{"guid": "g", "text": "t", "file": "f", "article": "a", "mod": -1}', "l:1: this ledger entry has a value that cannot be"),
        ('{"guid": "g", "text": "", "file": "", "article": "", "mod": 1099511627776}', "l:1: this ledger entry has a value that cannot be"),
        ('{"guid": "g", "text": "\\ud83c", "file": "f", "article": "a"}', "l:1: this line holds half a character"),
        ('{"guid": "g", "text": "", "file": "", "article": "", "clozes": [0]}', "l:1: `clozes` holds what is no number of a cloze"),
        ('{"guid": "g", "text": "", "file": "", "article": "", "clozes": [1.5]}', "l:1: `clozes` holds what is no number of a cloze"),
        ('{"unasked": "\\udf00.md", "marks": "a"}', "l:1: this line holds half a character"),
    ],
)
def test_a_bad_ledger_is_refused_with_its_line(content: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        ledger.parse(content, "l")
    assert str(refused.value).startswith(message)
    assert refused.value.diagnostic.code == "ledger"


@pytest.mark.parametrize(
    "line",
    [
        '{"unasked": "a.md", "marks": "\\ud800"}',
        '{"guid": "g", "text": "\\uDFFF", "file": "f", "article": "a"}',
        '{"guid": "g", "text": "t", "file": "f", "article": "a", "later": {"\\ud83c": 1}}',
        '{"ledger": "deckwright", "version": "\\ud800"}',
    ],
)
def test_a_ledger_with_half_a_character_is_refused(line: str) -> None:
    with pytest.raises(Refused, match=r"^l\.jsonl:2: this line holds half a character"):
        ledger.parse(f'{{"ledger": "deckwright", "version": 1}}\n{line}\n', "l.jsonl")


def test_a_character_that_a_ledger_spells_in_two_halves_is_one() -> None:
    known = ledger.parse('{"guid": "g", "text": "\\ud83c\\udf89", "file": "f", "article": "a"}\n', "l.jsonl")
    assert known["g"].text == "\U0001f389"


@pytest.mark.parametrize("line", ['{"ledger": "x", "version": "a\\nb"}', '{"guid": "g\\n", "text": "%d", "file": "f", "article": "a"}'])
def test_what_a_ledger_is_refused_for_is_one_line(line: str) -> None:
    with pytest.raises(Refused) as refused:
        ledger.parse("\n".join(line.replace("%d", str(k)) for k in range(2)), "l.jsonl")
    assert "\n" not in str(refused.value)


quoted = st.builds(replace, entries, guid=st.text('ab"\\ü{', min_size=1))


@settings(max_examples=40)
@example([_B, replace(_B, guid='q"\\', file="m.md"), replace(_B, guid="ga", file="ä.md")], "a")
@given(st.lists(quoted, unique_by=lambda entry: entry.guid, max_size=5), st.sampled_from("ab"))
def test_what_is_left_as_lines_is_written_as_it_was(written: list[Entry], of_these: str) -> None:
    text = ledger.dump(of(*written))
    files = [entry.file for entry in written if of_these in entry.guid]
    part = ledger.partly(text.encode(), "l", files, ())
    assert ledger.dump(part) == text
    assert {**part, **part.aside}.keys() == of(*written).keys()
    assert part == of(*(entry for entry in written if entry.file in files or entry.gone))
    rejected = [entry for entry in written if entry.guid in part.aside and entry.verdict is Verdict.REJECTED]
    assert of(*ledger.rejected(part)) == of(*rejected)


FIRST_RELEASE = """\
{"ledger": "deckwright", "version": 1}
{"unasked": "notes/ä.md", "marks": "jqkvyv ttidlk"}
{"guid": "abc", "text": "Pump: a machine", "file": "notes/a.md", "article": "Water", "deck": "D::Water", "section": "s › t", \
"parent": "p", "before": "b", "after": "a", "anchor": "x", "slot": "h1", "kind": "definition", "question": "What?", "answer": ["a", "b"], \
"mod": 1700000000, "digest": "d", "clozes": [1, 3], "gone": true, "unlinked": true, "adopted": {"id": 9, "name": "Basic", \
"fields": ["Front", "Back", "More"], "templates": ["Card 1"], "values": ["more"], "tags": ["mine"]}, "verdict": "rejected", \
"own_question": "Why?", "own_answer": ["so"], "own_text": "Pump", "later": {"a": 1}}
{"guid": "abd", "text": "Ü", "file": "notes/a.md", "article": ""}
"""


def test_a_ledger_of_the_first_release_is_read_and_written_as_it_was() -> None:
    # What people have committed is read for ever: this text may never change.
    known = ledger.parse(FIRST_RELEASE, "l")
    adopted = Adopted(NoteType(9, "Basic", ("Front", "Back", "More"), ("Card 1",)), ("more",), ("mine",))
    assert known["abc"] == Entry(
        "abc", "Pump: a machine", "notes/a.md", "Water", "D::Water", "s › t", "p", "b", "a", "x", "h1", "definition", "What?", ("a", "b"),
        1_700_000_000, "d", (1, 3), True, True, adopted, Verdict.REJECTED, "Why?", ("so",), "Pump", {"later": {"a": 1}},
    )  # fmt: skip
    assert known["abd"] == Entry("abd", "Ü", "notes/a.md", "")
    assert known.unasked == {"notes/ä.md": marks(["Lesson: one", "Lesson: two"])}
    assert ledger.dump(known) == FIRST_RELEASE


def test_a_card_told_anew_gets_a_later_time_and_what_anki_never_had_gets_none() -> None:
    gone, draft = replace(_A, guid="gone", mod=50), replace(_B, guid="draft", gone=True)
    known = ledger.restamped(of(gone, draft, replace(_A, guid="card", gone=False)), 40)  # the clock went back
    assert {guid: (entry.mod, entry.digest) for guid, entry in known.items()} == {"gone": (51, ""), "draft": (0, ""), "card": (7, "")}
    assert ledger.restamped(of(gone), 90)["gone"].mod == 90


def test_entries_that_are_put_in_change_nothing_else() -> None:
    known = Ledger({"gA": _A}, {"n.md": "a b"}, "read")
    known.aside, known.untouched = {"gC": b"{}"}, frozenset({"m.md"})
    now = known.changed({"gB": _B})
    assert now == of(_A, _B)
    assert (now.unasked, now.read, now.aside, now.untouched) == (known.unasked, "read", known.aside, known.untouched)


@pytest.mark.parametrize(
    ("spoil", "ask", "message"),
    [
        (lambda path: path.write_bytes(b""), ledger.load, "l.jsonl: the ledger is empty, as a power cut leaves a file"),
        (lambda path: path.write_bytes(b"\xff"), ledger.load, "l.jsonl: the ledger cannot be read ("),
        (Path.mkdir, ledger.load, "l.jsonl: the ledger cannot be read ("),
        (Path.mkdir, lambda path: ledger.expect_unchanged(path, Ledger()), "l.jsonl: cannot be read any more ("),
        (Path.touch, lambda path: ledger.expect_unchanged(path, Ledger({}, {}, "x")), "l.jsonl: another program changed it"),
    ],
)
@pytest.mark.usefixtures("here")
def test_a_ledger_that_cannot_be_what_it_was_is_refused_by_its_name(
    spoil: Callable[[Path], object], ask: Callable[[Path], object], message: str
) -> None:
    spoil(Path("l.jsonl"))
    with pytest.raises(Refused) as refused:
        ask(Path("l.jsonl"))
    assert str(refused.value).startswith(message)
    assert refused.value.diagnostic.code == "ledger"
