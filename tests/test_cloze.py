"""The author's `{{c1::clozes}}`: Cloze notes in real Anki, whose numbers and history stay whatever happens to the bullet."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from anki.collection import Collection
from click.testing import Result
from hypothesis import given, settings
from hypothesis import strategies as st
from real_anki import import_package, review

from deckwright import inline, ledger, notetype, render
from deckwright.bullet import Text
from deckwright.diagnostic import Refused
from deckwright.parse import inline_tokens

Notes = Callable[..., Path]
Run = Callable[..., Result]

PACKAGE = Path("decks/notes.apkg")
RETIRED = Path("decks/notes.retired.apkg")
LEDGER = Path("decks/notes.ledger.jsonl")
OTHERS = "- Q: What lifts water?\n  - A: a pump\n- Q: What stops water?\n  - A: a valve\n- Q: What is a low dam?\n  - A: a weir\n"
ONE = "- The {{c1::capital}} of France is Paris.\n"
BOTH = "- The {{c1::capital}} of France is {{c2::Paris::a city}}.\n"
NEITHER = "- Q: What is the capital of France? A: Paris\n"
SAME_WORDS = "- The capital of France is Paris. #card\n  - yes\n"

_STYLE = re.compile(r"<style.*?</style>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


@pytest.fixture
def build(notes: Notes, run: Run) -> Callable[[str], str]:
    """`build(lines)` writes them below others into the note file and builds; what it said."""

    def call(lines: str) -> str:
        notes("a.md", f"# Things\n{OTHERS}{lines}")
        result = run("build")
        assert result.exit_code == 0, result.output
        return result.stdout

    return call


Build = Callable[[str], str]


def text(line: str) -> Text:
    return inline.text(line, inline_tokens(line, {}))


def guid() -> str:
    """Of the one card that is not among the others."""
    lines = [json.loads(line) for line in LEDGER.read_text("utf-8").splitlines()[1:]]
    (found,) = [line["guid"] for line in lines if "France" in line.get("text", "")]
    return str(found)


def reviews(collection: Any, of: str) -> dict[int, int]:
    """How often each Anki card of a note was answered, by its number."""
    rows = collection.db.execute("select c.ord + 1, c.reps from cards c join notes n on n.id = c.nid where n.guid = ? order by c.ord", of)
    return dict(rows)


def kind(collection: Any, of: str) -> str:
    number = collection.db.scalar("select mid from notes where guid = ?", of)
    return str(collection.models.get(number)["name"])


def sides(collection: Any, of: str) -> list[tuple[str, str]]:
    """Front and back of each card of a note, as words."""
    cards = collection.db.list("select c.id from cards c join notes n on n.id = c.nid where n.guid = ? order by c.ord", of)
    return [(words(card.question()), words(card.answer())) for card in map(collection.get_card, cards)]


def words(html: str) -> str:
    return " ".join(unescape(_TAG.sub(" ", _STYLE.sub("", html))).split())


def test_a_line_with_clozes_is_one_note_with_a_card_for_each_number(build: Build, collection: Any) -> None:
    build("- The {{c1::capital}} of {{c3::France}} is {{c3::Paris::a city}}.\n  - since 987\n")
    assert import_package(collection, PACKAGE)["new"] == 4
    assert kind(collection, guid()) == "Deckwright Cloze"
    assert [(front.split("Things ")[1], back.split("Things ")[1]) for front, back in sides(collection, guid())] == [
        ("The [...] of France is Paris .", "The capital of France is Paris . since 987 Things"),
        ("The capital of [...] is [a city] .", "The capital of France is Paris . since 987 Things"),
    ]
    assert list(reviews(collection, guid())) == [1, 3]
    assert collection.fix_integrity()[1]
    assert not collection.get_empty_cards().notes


def test_the_card_is_listed_with_its_blanks_and_what_they_hide(notes: Notes, run: Run) -> None:
    notes("a.md", "# Things\n- A {{c2::b::`h`}} {{c1::c}} d. See {{c1::`x::y`}}.\n")
    (card,) = map(json.loads, run("list", "--json").stdout.splitlines())
    assert (card["kind"], card["status"], card["rule"]) == ("cloze", "card", "cloze")
    assert card["question"] == "A […] (`h`) […] d. See […]."
    assert card["answer"] == "- b\n- c\n- `x::y`"
    assert card["source"]["text"] == "A b c d. See `x::y`."


def test_the_same_notes_are_the_same_bytes(build: Build) -> None:
    build(BOTH)
    old = PACKAGE.read_bytes(), LEDGER.read_bytes()
    assert "4 unchanged" in build(BOTH)
    assert (PACKAGE.read_bytes(), LEDGER.read_bytes()) == old


def test_a_cloze_added_keeps_what_was_learned_of_the_first(build: Build, collection: Any) -> None:
    build(ONE)
    import_package(collection, PACKAGE)
    review(collection, 4)
    build(BOTH)
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    assert reviews(collection, guid()) == {1: 1, 2: 0}


def test_a_cloze_removed_leaves_an_empty_card_that_diff_tells_of_and_comes_back_with_its_history(
    build: Build, notes: Notes, run: Run, collection: Any
) -> None:
    build(BOTH)
    import_package(collection, PACKAGE)
    review(collection, 5)
    notes("a.md", f"# Things\n{OTHERS}{ONE}")
    assert "1 cloze gone from bullets that keep their card" in run("diff").stdout
    assert json.loads(run("diff", "--json").stdout)["emptied"] == 1
    assert "Tools > Empty Cards" in build(ONE)
    assert json.loads(run("diff", "--json").stdout)["emptied"] == 0
    import_package(collection, PACKAGE)
    assert [entry.will_delete_note for entry in collection.get_empty_cards().notes] == [False]
    build(BOTH)
    import_package(collection, PACKAGE)
    assert not collection.get_empty_cards().notes
    assert reviews(collection, guid()) == {1: 1, 2: 1}


def test_a_number_is_never_another(build: Build, collection: Any) -> None:
    build(BOTH)
    import_package(collection, PACKAGE)
    build("- The {{c7::only}} capital of France is {{c2::Paris::a city}}.\n")
    import_package(collection, PACKAGE)
    assert list(reviews(collection, guid())) == [1, 2, 7]
    assert [entry.will_delete_note for entry in collection.get_empty_cards().notes] == [False]


@pytest.mark.parametrize("plain", ["- The capital of France is ==Paris==.\n", NEITHER, SAME_WORDS])
def test_a_card_that_anki_knows_without_clozes_keeps_its_note_type_and_history(build: Build, collection: Any, plain: str) -> None:
    build(plain)
    first = guid()
    import_package(collection, PACKAGE)
    review(collection, 4)
    build(plain.replace("==", "").replace("Paris", "{{c1::Paris}}").replace(" #card\n  - yes", ""))
    assert guid() == first
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    assert kind(collection, first) == "Deckwright"
    assert reviews(collection, first) == {1: 1}
    ((front, back),) = sides(collection, first)
    assert "[…]" in front
    assert "Paris" not in front
    assert "Paris" in back
    build(plain)
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    assert reviews(collection, first) == {1: 1}


def test_a_draft_that_anki_never_got_becomes_a_cloze_note(build: Build, collection: Any) -> None:
    build("- France has about 68 million people, more than Italy.\n")
    build("- France has about {{c1::68 million}} people, more than Italy.\n")
    import_package(collection, PACKAGE)
    assert kind(collection, guid()) == "Deckwright Cloze"


@pytest.mark.parametrize("plain", ["- The capital of France is ==Paris==.\n", SAME_WORDS])
def test_a_cloze_note_whose_bullet_has_no_cloze_any_more_keeps_its_note_type_and_history(build: Build, collection: Any, plain: str) -> None:
    build("- The {{c4::capital}} of France is {{c2::Paris}}.\n")
    first = guid()
    import_package(collection, PACKAGE)
    review(collection, 5)
    assert "1 cloze gone" in build(plain)
    assert guid() == first
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    assert kind(collection, first) == "Deckwright Cloze"
    assert reviews(collection, first) == {2: 1, 4: 1}
    front, back = sides(collection, first)[0]
    assert "[...]" in front
    assert ("Paris" if "==" in plain else "yes") in back
    build("- The {{c4::capital}} of France is {{c2::Paris}}.\n")
    import_package(collection, PACKAGE)
    assert not collection.get_empty_cards().notes
    assert reviews(collection, first) == {2: 1, 4: 1}


def test_a_cloze_card_that_no_rule_asks_about_any_more_stays_as_it_was(build: Build, collection: Any) -> None:
    build(BOTH)
    first = guid()
    import_package(collection, PACKAGE)
    build("- The capital of France, so to speak Paris.\n")
    assert guid() == first
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 0, "duplicate": 3, "conflicting": 0}
    build(BOTH)
    assert import_package(collection, PACKAGE)["conflicting"] == 0
    assert kind(collection, first) == "Deckwright Cloze"


def test_a_retired_cloze_note_is_found_by_empty_cards_whole_and_comes_back_with_its_history(build: Build, collection: Any) -> None:
    build(BOTH)
    first = guid()
    import_package(collection, PACKAGE)
    review(collection, 5)
    build("")
    assert import_package(collection, RETIRED) == {"new": 0, "updated": 1, "duplicate": 0, "conflicting": 0}
    assert [(entry.will_delete_note, len(entry.card_ids)) for entry in collection.get_empty_cards().notes] == [(True, 2)]
    assert [note.fields[0] for note in map(collection.get_note, collection.find_notes("tag:deckwright::retired"))] == [
        "The capital of France is Paris."
    ]
    build(BOTH)
    assert guid() == first
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}
    assert not collection.get_empty_cards().notes
    assert reviews(collection, first) == {1: 1, 2: 1}


def test_own_words_on_a_cloze_card_keep_it_a_cloze_note(build: Build, run: Run, collection: Any) -> None:
    build(BOTH)
    import_package(collection, PACKAGE)
    review(collection, 5)
    run("accept", guid(), "--question", "Which city {{rules}} France?", "--answer", "Paris::really")
    build(BOTH)
    assert import_package(collection, PACKAGE)["updated"] == 1
    _, back = sides(collection, guid())[0]
    assert back.startswith("Things Which city {{rules}} France? Paris::really")
    assert reviews(collection, guid()) == {1: 1, 2: 1}


def test_a_rejected_cloze_card_retires(build: Build, run: Run, collection: Any) -> None:
    build(BOTH)
    import_package(collection, PACKAGE)
    run("reject", guid())
    build(BOTH)
    assert import_package(collection, RETIRED)["updated"] == 1
    assert [entry.will_delete_note for entry in collection.get_empty_cards().notes] == [True]


def test_an_unlinked_card_makes_room_for_a_cloze_note(build: Build, run: Run, collection: Any) -> None:
    build("- The capital of France is ==Paris==.\n")
    old = guid()
    run("unlink", old)
    build("- The capital of France is {{c1::Paris}}.\n")
    import_package(collection, PACKAGE)
    kinds = {kind(collection, found) for found in collection.db.list("select guid from notes")}
    assert kinds == {"Deckwright", "Deckwright Cloze"}


@pytest.mark.parametrize(
    "states",
    [(BOTH,), ("- The capital of France is ==Paris==.\n", "- The capital of France is {{c3::Paris}}.\n"), (BOTH, SAME_WORDS)],
    ids=["a cloze note", "clozes on the other note type", "no clozes any more"],
)
def test_a_lost_ledger_comes_back_from_the_package_with_its_note_types(build: Build, run: Run, states: tuple[str, ...]) -> None:
    for state in states:
        build(state)
    package, known = PACKAGE.read_bytes(), LEDGER.read_bytes()
    LEDGER.unlink()
    assert "4 cards bound to the notes, 0 without a bullet, 0 left alone" in run("adopt", str(PACKAGE)).stdout
    build(states[-1])
    assert (PACKAGE.read_bytes(), LEDGER.read_bytes()) == (package, known)


def test_a_retired_cloze_note_is_known_again_without_the_ledger(build: Build, run: Run, collection: Any) -> None:
    build(BOTH)
    first = guid()
    import_package(collection, PACKAGE)
    build("")
    import_package(collection, RETIRED)
    LEDGER.unlink()
    run("adopt", str(PACKAGE))
    run("adopt", str(RETIRED))
    build(BOTH)
    assert guid() == first
    assert import_package(collection, PACKAGE) == {"new": 0, "updated": 1, "duplicate": 3, "conflicting": 0}


def test_a_learners_styling_of_clozes_survives_the_next_import(build: Build, collection: Any) -> None:
    build(ONE)
    import_package(collection, PACKAGE)
    styled = collection.models.by_name("Deckwright Cloze")
    styled["css"] = "/* mine */"
    collection.models.update_dict(styled)
    build(BOTH)
    import_package(collection, PACKAGE)
    assert collection.models.by_name("Deckwright Cloze")["css"] == "/* mine */"


def test_the_cloze_note_type_is_the_one_of_the_first_release() -> None:
    # Anki refuses every later update of a note whose type differs here; this list may never change.
    names = ("Text", "Extra", "Context", "Source", "Retired", "Spare 1", "Spare 2", "Spare 3")
    assert [name for name, _ in notetype.CLOZE_FIELDS] == list(names)
    assert [number for _, number in notetype.CLOZE_FIELDS] == list(range(5_201_881_770_301, 5_201_881_770_309))
    assert notetype.NoteType(1_718_035_214_839, "Deckwright Cloze", names, ("Cloze",), cloze=True) == notetype.CLOZE
    assert notetype.CLOZE_TEMPLATE_ID == 5_201_881_770_401


@pytest.mark.parametrize(
    ("line", "clozes", "said"),
    [
        ("a {{c1::b}} c", [(1, "b", "")], "a b c"),
        ("a {{c1:: b }}, {{c12::c:: d }}", [(1, "b", ""), (12, "c", "d")], "a b, c"),
        ("{{c1::a {{c2::b::h}} c::H}}", [(1, "a b c", "H"), (2, "b", "h")], "a b c"),
        ("{{c1::a::b::c}}", [(1, "a", "b::c")], "a"),  # as Anki splits it
        ("{{c1::`a::b}}`::h}} $x}}$", [(1, "`a::b}}`", "h")], r"`a::b}}` \(x}}\)"),
        ("==a {{c1::b}}==", [(1, "b", "")], "a b"),
        ("**{{c1::a::h}}** b", [(1, "a", "h")], "a b"),
        (r"\{{c1::a}}", [], "{{c1::a}}"),
        ("a :: b }} {{ c1::d }}", [], "a :: b }} {{ c1::d }}"),
        ("{{c1::a", [], "{{c1::a"),
        ("\U00100001a\U0010fffb", [], "a"),  # characters that stand in for the marks
    ],
)
def test_clozes_are_read_as_anki_reads_them_but_never_inside_code_or_math(line: str, clozes: list[tuple[int, str, str]], said: str) -> None:
    read = text(line)
    assert read.said == said
    assert [(c.number, read.said[c.start : c.end], c.hint) for c in read.clozes] == clozes


@pytest.mark.parametrize(
    ("line", "broken"),
    [
        ("{{c1::a", True),
        ("{{c1::a::{{c2::b}}}} c", True),  # a cloze in a hint
        ("{{c1::![](https://example.org/a.png)}} b", True),
        ("[{{c1::a}}](https://example.org) b", True),
        ("[a::b}}](https://example.org)", False),
        ("a::b }} {c1::d}}", False),
        ("{{c1::a}} and `{{c2::`", False),
    ],
)
def test_a_cloze_that_cannot_be_read_is_known(line: str, broken: bool) -> None:
    assert text(line).broken_cloze is broken


@pytest.fixture(scope="module")
def anki_cloze(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A new note of Anki's own Cloze type, to show texts with."""
    collection = Collection(str(tmp_path_factory.mktemp("anki") / "collection.anki2"))
    kind: Any = collection.models.by_name("Cloze")
    yield collection.new_note(kind)
    collection.close()


_PIECES = st.lists(st.sampled_from(["{", "}", ":", "::", "}}", "{{c2::", "{{c1::", "<b>", "&", "x", " y", "`", "\\", "c", "1"]), max_size=8)


@settings(deadline=None)  # real Anki on a busy machine
@given(_PIECES, _PIECES, _PIECES)
def test_whatever_stands_in_or_around_a_cloze_anki_hides_just_that(
    anki_cloze: Any, before: list[str], inside: list[str], behind: list[str]
) -> None:
    just_that(anki_cloze, text(f"w {''.join(before)} {{{{c1::`k{''.join(inside).replace('`', '')}`}}}} {''.join(behind)} z"))


@settings(deadline=None)  # real Anki on a busy machine
@given(st.lists(st.sampled_from([r"\{", r"\}", r"\:", "x", " y", "::h", ":"]), max_size=6))
def test_signs_that_the_author_escaped_are_signs_on_the_card(anki_cloze: Any, inside: list[str]) -> None:
    just_that(anki_cloze, text(f"w {{{{c1::k{''.join(inside)}}}}}:: z"))


def just_that(anki_cloze: Any, read: Text) -> None:
    """Anki hides the clozes of a line, and shows all of it on the back."""
    anki_cloze.fields[0] = render.cloze(read)
    for number in {cloze.number for cloze in read.clozes}:
        back = anki_cloze.ephemeral_card(number - 1).answer()
        shown = unescape(_TAG.sub("", _STYLE.sub("", back)))
        assert re.sub(r"[\s`]", "", shown) == re.sub(r"[\s`]", "", read.said)
        front = anki_cloze.ephemeral_card(number - 1).question()
        hidden = re.findall(r'class="cloze"', front)
        assert len(hidden) <= sum(cloze.number == number for cloze in read.clozes)
        assert hidden


def test_html_in_a_cloze_or_its_hint_is_shown_and_does_nothing() -> None:
    assert render.cloze(text("{{c1::`<b>`::a < `b`}} & x")) == "{{c1::<code>&lt;b&gt;</code>::a &lt; <code>b</code>}} &amp; x"


@pytest.mark.parametrize("line", ["{{c2::{{c1::a}} b}} c", "{{c2::a {{c1::b}}}} c", "{{c2::{{c1::a::h}}::H}}", "{{c1::a}}{{c2::b}}"])
def test_clozes_inside_others_stay_inside_them(line: str) -> None:
    assert render.cloze(text(line)) == line


def test_a_hint_is_not_part_of_the_line_shown_behind_a_card() -> None:
    assert render.markdown("The {{c1::**capital**::of a *land*}} is `{{c1::x}}`") == "The <b>capital</b> is <code>{{c1::x}}</code>"


@pytest.mark.parametrize("bad", ["[0]", '["1"]', "[true]", "[501]"])
def test_a_ledger_with_a_number_that_no_cloze_has_is_refused(bad: str) -> None:
    line = f'{{"guid": "a", "text": "t", "file": "f", "article": "a", "clozes": {bad}}}'
    with pytest.raises(Refused, match="clozes"):
        ledger.parse(line, "x.jsonl")
