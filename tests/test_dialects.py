"""Notes written for other tools: what becomes of every line of them, told by golden files in a folder for each tool.

A golden file is as in `golden.py`, but that a file name may stand behind `note`, and that the `cards` fence accounts for
every bullet, by its line, and shows what is known of the file and what its author is warned of.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright import build, dialect, frontmatter, making, notefiles, outline
from deckwright.card import Card
from deckwright.definition import Definition
from deckwright.entry import Ledger
from deckwright.notefiles import NoteText

FOLDER = Path(__file__).parent / "dialects"
TOOLS = ("github", "jekyll", "kindle", "logseq", "obsidian")
FILES = sorted(FOLDER.glob("*/*.md"))
_PAIR = re.compile(r"^(`{3,})note(?: ([^\n]+))?\n(.*?)^\1\n+^\1cards\n(.*?)^\1$", re.MULTILINE | re.DOTALL)


def examples(path: Path) -> list[tuple[str, str, str]]:
    """The name, the text and the fates of each note in a golden file."""
    text = path.read_text("utf-8")
    found = [(match[2] or "note.md", match[3], match[4].strip()) for match in _PAIR.finditer(text)]
    assert found and len(found) == len(re.findall(r"^`{3,}note\b", text, re.MULTILINE)), "each `note` needs its `cards`"
    return found


def fates(note: str, file: str) -> str:
    """What is known of a note file, then every bullet of it by its line, then the warnings."""
    read, problems = outline.read(note, file)
    about = {"title": read.title, "date": read.meta.date, "tags": " ".join(read.meta.tags)}
    lines = [f"{name}: {value}" for name, value in about.items() if value]
    for card in making.cards(read):
        lines += _fate(card)
    return "\n".join([*lines, *(f"{problem.severity} {problem}" for problem in problems)])


def _fate(card: Card) -> list[str]:
    bullet = card.bullet
    if not card.is_asked:
        return [f"{bullet.line} {card.status}: {bullet.text.plain} ({card.reason})"]
    known = [f"^{bullet.text.anchor}" if bullet.text.anchor else "", *(f"#{tag}" for tag in bullet.tags)]
    return [
        " ".join(filter(None, (f"{bullet.line} {card.status}", *known, f"Q {card.question}"))),
        *(f"  A {item}" for item in card.answer),
    ]


CASES = [(path, *example) for path in FILES for example in examples(path)]


@pytest.mark.parametrize(("path", "file", "note", "cards"), CASES, ids=[f"{c[0].parent.name}-{c[0].stem}-{k}" for k, c in enumerate(CASES)])
def test_a_note_of_another_tool_becomes_the_cards_of_its_golden_file(path: Path, file: str, note: str, cards: str) -> None:
    assert fates(note, file) == cards, path


@pytest.mark.parametrize("tool", TOOLS)
def test_every_tool_has_examples_of_what_is_and_of_what_is_not_its_own(tool: str) -> None:
    paths = [path for path in FILES if path.parent.name == tool]
    assert paths
    for path in paths:
        text = path.read_text("utf-8")
        assert text.count("## Not this") == 1
        assert len(text.split("\n\n")[1]) > 40, "a sentence for people comes first"


PIECES = (
    "- a pump", "  - [[Pump|pumps]] lift #a/b", "%%", "%% x %% y", "text", "", "> [!note] Title", "> - inside", "```", "{% highlight sh %}",
    "{% endhighlight %}", "{% comment %}", "{% endcomment %}", "  id:: 64f0c2b1-1111-4222-8333-444455556666", "  more of it", "key:: value",
    "((64f0c2b1-1111-4222-8333-444455556666))", "{{query x}}", "#+BEGIN_QUOTE", "#+END_QUOTE", ":LOGBOOK:", ":END:", "## Highlights",
    "## Metadata", "> said ([Location 1](https://readwise.io/1))", "- Tags: [[x]]", "<details>", "<summary>What?</summary>", "[^1]: note",
    "# H",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_there_are_as_many_lines_after_as_before(lines: list[str]) -> None:
    told = dialect.plain(lines, 3)
    assert len(told.lines) == len(lines)
    assert all(3 <= k < 3 + len(lines) for k in (*told.left_out, *told.tags, *told.unresolved))


@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_what_is_plain_stays_as_it_is(lines: list[str]) -> None:
    once = dialect.plain([line for line in lines if line in ("- a pump", "text", "", "# H", "```", "> - inside")])
    assert dialect.plain(once.lines).lines == once.lines
    assert once.lines == [line for line in lines if line in ("- a pump", "text", "", "# H", "```", "> - inside")]


def built(note: str, ledger: Ledger | None = None, file: str = "a.md") -> build.Built:
    definition = Definition("d", "D", (), Path(), Path())
    return build.build(definition, [NoteText(file, note)], (), ledger or Ledger(), 200 if ledger else 100)


BARE = "# Locks\n- Mutex: a lock that has exactly one owner\n- Spinlocks are fast because nobody is put to sleep.\n"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Mutex: a lock", "[[Mutex]]: a [[Lock|lock]]"),
        ("one owner", "one owner #os/locks"),
        ("one owner", "one owner %%check%%"),
        ("one owner", "one owner[^1]"),
        ("one owner", "one owner\n  collapsed:: true"),
        ("one owner", "one owner{:.term}"),
    ],
)
def test_a_mark_of_another_tool_changes_no_guid_and_no_question(old: str, new: str) -> None:
    first = built(BARE)
    second = built(BARE.replace(old, new) + "\n[^1]: a note\n", first.ledger)
    before = [(i.guid, i.card.question, i.card.answer) for i in first.cards()]
    assert len(before) == 2
    assert [(i.guid, i.card.question, i.card.answer) for i in second.cards()] == before


def test_a_tag_beside_a_bullet_is_a_tag_of_its_card_alone() -> None:
    first, second = built(BARE.replace("owner", "owner #os/locks")).cards()
    assert "os::locks" in first.tags
    assert "os::locks" not in second.tags


@pytest.mark.parametrize("line", ["published: false", "draft: true", "skip: yes"])
def test_a_note_that_is_left_out_says_so_for_each_bullet_and_its_cards_stay_in_anki(line: str) -> None:
    first = built(BARE)
    second = built(f"---\n{line}\n---\n{BARE}", first.ledger)
    assert not second.cards()
    assert not second.gone
    assert {i.guid for i in second.issued} == {i.guid for i in first.issued if i.guid}
    assert all(f"front matter says `{line}`" in i.card.reason for i in second.issued)
    assert {(i.guid, i.card.question) for i in built(BARE, second.ledger).cards()} == {(i.guid, i.card.question) for i in first.cards()}


def test_a_reference_to_another_file_is_a_warning_that_keeps_no_card_from_retiring() -> None:
    first = built(BARE)
    second = built(
        "# Locks\n- Spinlocks are fast because nobody is put to sleep.\n- See ((64f0c2b1-1111-4222-8333-444455556666))\n", first.ledger
    )
    assert [d.code for d in second.diagnostics] == [outline.UNRESOLVED]
    assert not second.has_errors
    assert [entry.question for entry in second.gone] == ["What is meant by “Mutex”?"]


def test_folders_of_drafts_and_of_other_programs_are_not_looked_into_and_named(tmp_path: Path) -> None:
    for name in (
        "a.md",
        "_drafts/b.md",
        ".trash/c.md",
        ".obsidian/d.md",
        "node_modules/x/README.md",
        "logseq/bak/e.md",
        "sub/_drafts/f.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("- x", "utf-8")
    (tmp_path / "logseq" / "config.edn").write_text("{}", "utf-8")
    notes, problems = notefiles.read([tmp_path], tmp_path)
    assert [note.file for note in notes] == ["a.md"]
    assert [(p.file, p.code, p.severity) for p in problems] == [
        (name, "left-out-folder", "warning") for name in (".trash", "_drafts", "logseq", "node_modules")
    ]
    assert not notefiles.read([tmp_path], tmp_path, ["_drafts/*", ".trash/*", "logseq/*", "node_modules/*"])[1]
    assert [note.file for note in notefiles.read([tmp_path / "_drafts"], tmp_path)[0]] == ["_drafts/b.md"]


def test_a_folder_about_logseq_is_a_folder_of_notes(tmp_path: Path) -> None:
    (tmp_path / "logseq").mkdir()
    (tmp_path / "logseq" / "tips.md").write_text("- x", "utf-8")
    notes, problems = notefiles.read([tmp_path], tmp_path)
    assert [note.file for note in notes] == ["logseq/tips.md"]
    assert not problems


@pytest.mark.parametrize(
    ("lines", "file", "length", "known"),
    [
        (["title:: Über", "tags:: a, [[b c]], d/e", "", "- x"], "pages/u.md", 2, ("Über", "", ("a", "b-c", "d::e"))),
        (["- x"], "journals/2024_01_31.md", 0, ("", "2024-01-31", ())),
        (["mutex:: a lock", "- x"], "a.md", 0, ("", "", ())),
    ],
)
def test_the_properties_of_a_page_are_its_front_matter(
    lines: list[str], file: str, length: int, known: tuple[str, str, tuple[str, ...]]
) -> None:
    meta, taken, problems = frontmatter.split(lines, file)
    assert taken == length
    assert not problems
    assert (meta.title, meta.date, meta.tags) == known
