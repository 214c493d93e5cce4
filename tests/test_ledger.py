"""The ledger's text: what is kept, and what is refused with its line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright import ledger
from deckwright.diagnostic import Refused
from deckwright.entry import Adopted, Entry, Ledger, Verdict
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


@given(st.dictionaries(st.text("abc/."), st.frozensets(st.text("abc234567", min_size=1), min_size=1)))
def test_what_had_no_card_is_read_again(unasked: dict[str, frozenset[str]]) -> None:
    assert ledger.parse(ledger.dump(Ledger({}, unasked)), "l").unasked == unasked


def test_what_two_branches_saw_without_a_card_counts_together() -> None:
    both = '{"unasked": "n.md", "marks": "a b"}\n{"unasked": "n.md", "marks": "b c"}\n'
    assert ledger.parse(both, "l").unasked == {"n.md": frozenset("abc")}


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
        ('{"unasked": "\\udf00.md", "marks": "a"}', "l:1: this line holds half a character"),
    ],
)
def test_a_bad_ledger_is_refused_with_its_line(content: str, message: str) -> None:
    with pytest.raises(Refused) as refused:
        ledger.parse(content, "l")
    assert str(refused.value).startswith(message)
