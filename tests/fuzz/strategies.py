"""Note files, drafts and ledgers as they might be written: lines of every form we read, in any order and depth."""

from __future__ import annotations

from hypothesis import strategies as st

WORDS = st.sampled_from(
    "pump valve water Miller 1956 a the is are because so that moves opens e.g. why what not only than IBM don't café 的 水 …".split()
)
TOKENS = st.one_of(
    WORDS,
    WORDS,
    st.sampled_from(
        (
            "**bold**", "`code`", "$x^2$", "==marked==", "{{c1::hidden::hint}}", "[a](http://b.c)", "[[Page|word]]", "![[note]]",
            "![p](q.png)", "#tag", "#card", "::", "->", ":", "?", ",", ";", "—", "“", "”", '"', "(", ")", "[", "]", "|", "*", "_", "`",
            "$", "<", ">", "<br>", "<b>", "&lt;", "\\", "{{c1::", "}}", "{%", "%}", "{{", "%%", "[^1]", "^abc", "((", "))", "https://a.b",
            "(IBM)", "5 %", "\u200b", "\u00a0", "😀", "e\u0301", "TODO", "Lesson:", "Q:", "A:", "<!-- x -->", "<!-- deckwright: off -->",
        )
    ),
)  # fmt: skip
SENTENCES = st.lists(TOKENS, min_size=1, max_size=9).map(" ".join)
OPENINGS = st.sampled_from(
    (
        "", "- ", "- ", "- ", "* ", "1. ", "2) ", "> ", "> - ", "# ", "## ", "### ", "- [ ] ", "- Q: ", "- A: ", "Q: ", "- Lesson: ",
        "- Term: ", "| ", ": ", "    ", "\t", "- TODO ", "key:: ", "id:: ", "[x]: ", "[^1]: ", "<div>", "<pre>", "</div>", "<!-- ", "- > ",
        "- # ", "- 1. ", "- ```", "> [!note] ",
    )
)  # fmt: skip
WHOLE = st.sampled_from(
    (
        "", "", "", "---", "***", "===", "```", "```python", "~~~", "$$", "\\[", "\\]", "|---|---|", "| a | b |", "| a | b | c |",
        "<details>", "</details>", "<summary>x</summary>", "<!--", "-->", "<br>", "<div>", "</div>", "<pre>", "</pre>", "%%",
        "{% comment %}", "{% endcomment %}", ":LOGBOOK:", ":END:", "#+BEGIN_QUOTE", "#+END_QUOTE", "#+BEGIN_SRC", "#+END_SRC",
        "<!-- deckwright: off -->", "<!-- deckwright: on -->", "{: .note }", "^abc", "## Highlights", "## Metadata",
        "SCHEDULED: <2024-01-01>", "+--+--+", "| a |  |", "+--+--+", "#a #b",
    )
)  # fmt: skip
LINES = st.one_of(
    st.builds(
        lambda depth, opening, text: f"{'  ' * depth}{opening}{text}",
        st.integers(0, 4) | st.just(0) | st.integers(0, 12),
        OPENINGS,
        SENTENCES,
    ),
    st.builds(lambda depth, text: f"{'  ' * depth}{text}", st.integers(0, 2) | st.just(0), WHOLE),
)
HEADS = st.sampled_from(
    ("", "", "", "---\ntitle: T\n---\n", "---\ntags: [a]\nlang: de\n---\n", "title:: T\n", "\ufeff", "---\n", "---\nskip: true\n---\n")
)
NOTES = st.builds(
    lambda head, lines, end: f"{head}{end.join(lines)}{end}",
    HEADS,
    st.lists(LINES, max_size=30),
    st.sampled_from(("\n", "\n", "\n", "\r\n", "\r")),
)

BOXES = st.sampled_from(
    ("- [ ] Q: ", "- [x] Q: ", "- [-] Q: ", "* [?] Q: ", "- [y] Q: ", "- [ ] Q:", "  - A: ", "  - A:", "  * A: ", "", "## ")
)
FROM = st.builds(
    lambda guid, mark: f"  - from n.md:1: x (y) <!-- {guid} {mark} -->", st.sampled_from(("g1", "g2", "%20", "%")), st.sampled_from("ab")
)
DRAFTS = st.lists(st.one_of(st.builds(lambda box, text: box + text, BOXES, SENTENCES | st.just("")), FROM), max_size=14).map("\n".join)

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
