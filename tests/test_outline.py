"""Notes as people write them, to the outline their author meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deckwright import outline
from deckwright.bullet import Bullet, Form


def shown(note: str) -> list[str]:
    """The outline of a note, a line a heading path or bullet: depth, line number, text."""
    read, _ = outline.read(note, "note.md")
    lines: list[str] = []

    def bullet(b: Bullet, depth: int) -> None:
        number = f"{b.number}. " if b.number is not None else ""
        lines.append(f"{'  ' * depth}{b.line} {number}{b.text.said}")
        for child in b.children:
            bullet(child, depth + 1)

    for article in read.articles:
        for section in article.sections:
            lines.append(" > ".join([article.title, *section.path]))
            for b in section.bullets:
                bullet(b, 0)
    return lines


def articles(note: str, file: str = "note.md") -> list[tuple[str, str | None]]:
    read, _ = outline.read(note, file)
    return [(article.title, article.url) for article in read.articles]


class TestArticles:
    def test_a_heading_that_is_a_link_starts_an_article_and_keeps_its_address(self) -> None:
        note = "## [One](https://example.org/1)\n- a\n\n## [Two](https://example.org/2)\n- b\n"
        assert articles(note) == [("One", "https://example.org/1"), ("Two", "https://example.org/2")]

    def test_a_heading_with_words_beside_its_link_is_only_a_section(self) -> None:
        note = "# [One](https://example.org/1)\n- a\n## More on [Two](https://example.org/2)\n- b\n"
        assert shown(note) == ["One", "2 a", "One > More on Two", "4 b"]

    @pytest.mark.parametrize(
        ("note", "title"),
        [
            ("# ![Rhine|300](fig.png)\n- a\n", "Rhine"),
            ("# ![](fig.png)\n- a river\n", "a river"),
            ("# ![300](fig.png)\n- a river\n", "a river"),
        ],
    )
    def test_a_heading_that_is_a_picture_is_called_by_the_words_of_the_picture(self, note: str, title: str) -> None:
        assert articles(note) == [(title, None)]

    @pytest.mark.parametrize("file", ["notes/_pumps_at_work.md", "-pumps-at-work.md", "pumps\nat work .md"])
    def test_a_title_from_a_file_name_has_single_spaces_and_none_around_it(self, file: str) -> None:
        assert articles("- a\n", file) == [("pumps at work", None)]

    def test_unlinked_headings_below_an_article_are_its_sections(self) -> None:
        assert shown("# [One](https://e.org)\n## Batching\n### Costs\n- a\n") == ["One > Batching > Costs", "4 a"]

    @pytest.mark.parametrize(
        ("heading", "why"),
        [
            ("# Overview of nginx", "shares a word with the article"),
            ("# Lessons Learned", "generic"),
            ("# Criticisms", "generic"),
        ],
    )
    def test_an_unlinked_h1_that_is_plainly_a_part_is_a_section(self, heading: str, why: str) -> None:
        assert shown(f"# [AOSA nginx](https://e.org)\n- a\n\n{heading}\n- b\n")[-2] == f"AOSA nginx > {heading[2:]}", why

    def test_an_unlinked_h1_right_below_the_article_heading_is_a_section(self) -> None:
        assert shown("# [One](https://e.org)\n# Motivating examples\n- a\n") == ["One > Motivating examples", "3 a"]

    def test_any_other_unlinked_h1_starts_a_new_article(self) -> None:
        note = "# [AOSA nginx](https://e.org)\n- a\n\n\n\n# Data oriented programming\n- b\n"
        assert articles(note) == [("AOSA nginx", "https://e.org"), ("Data oriented programming", None)]

    def test_a_linked_heading_inside_a_titled_article_stays_in_it_with_its_own_address(self) -> None:
        note = "# Other\n- x\n\n# Data oriented programming\n- a\n## [Principle 2](https://e.org/2)\n- b\n"
        read, _ = outline.read(note, "note.md")
        assert [a.title for a in read.articles] == ["Other", "Data oriented programming"]
        assert [(s.path, s.url) for s in read.articles[1].sections] == [((), None), (("Principle 2",), "https://e.org/2")]

    def test_an_empty_heading_is_named_by_its_first_sentence(self) -> None:
        note = "# [One](https://e.org)\n- a\n\n# \nBeliefs about the state of a system are not true unless something enforces them daily\n"
        assert articles(note)[1][0] == "Beliefs about the state of a system are not true unless something"

    def test_a_lone_h1_over_linked_headings_names_the_note(self) -> None:
        note = "# Reading in March\n\n## [One](https://e.org/1)\n- a\n## [Two](https://e.org/2)\n- b\n"
        read, _ = outline.read(note, "note.md")
        assert (read.title, [a.title for a in read.articles]) == ("Reading in March", ["One", "Two"])

    def test_a_file_without_h1_is_called_by_its_title_or_its_name(self) -> None:
        assert articles("---\ntitle: My notes\n---\n- a\n") == [("My notes", None)]
        assert articles("## Part\n- a\n", "notes/2024-01-02-on_queues.md") == [("on queues", None)]


class TestTraps:
    def test_a_flush_left_line_after_a_bullet_is_a_line_of_its_own(self) -> None:
        note = "# A\n- Verified ones are ensured before deployment.\nor properties of the system.\n  * Intended ones\n"
        assert shown(note) == ["A", "2 Verified ones are ensured before deployment.", "3 or properties of the system.", "  4 Intended ones"]

    def test_a_bullet_that_an_editor_wrapped_stays_one(self) -> None:
        note = "# A\n- A bullet that goes on and\nends on the next line\n- next\n"
        assert shown(note) == ["A", "2 A bullet that goes on and ends on the next line", "4 next"]

    def test_each_line_of_a_soft_broken_paragraph_is_a_sentence(self) -> None:
        assert shown("# A\nPlay to your strengths.\nAvoidance may help.\n") == ["A", "2 Play to your strengths.", "3 Avoidance may help."]

    def test_a_sentence_that_breaks_before_bold_or_lower_case_is_one(self) -> None:
        assert shown("# A\nBeliefs are enforced as \n**behaviors**\n") == ["A", "2 Beliefs are enforced as behaviors"]

    def test_a_paragraph_wrapped_at_72_columns_is_one_sentence(self) -> None:
        first = "A paragraph that an editor wrapped at seventy two columns, as people do"
        assert shown(f"# A\n{first}\nWith a capital letter next.\n") == ["A", f"2 {first} With a capital letter next."]

    def test_a_number_behind_a_dash_is_the_number_of_the_item(self) -> None:
        note = "# A\n- Two approaches\n    - 1. Do one thing\n    - 2. Do it all\n"
        assert shown(note) == ["A", "2 Two approaches", "  3 1. Do one thing", "  4 2. Do it all"]

    def test_four_spaces_below_a_numbered_item_nest(self) -> None:
        assert shown("# A\n1. one\n    1. below\n    - too\n2. two\n") == ["A", "2 1. one", "  3 1. below", "  4 too", "5 2. two"]

    def test_two_spaces_below_a_numbered_item_nest_too(self) -> None:
        assert shown("# A\n1. one\n  - below\n  - too\n2. two\n") == ["A", "2 1. one", "  3 below", "  4 too", "5 2. two"]

    def test_a_numbered_list_may_begin_anywhere_below_a_bullet(self) -> None:
        assert shown("# A\n- one\n  2. below\n  3. too\n4. next\n") == ["A", "2 one", "  3 2. below", "  4 3. too", "5 4. next"]

    def test_a_year_at_the_head_of_a_wrapped_line_is_no_number(self) -> None:
        assert shown("# A\n- The best year of all was the year\n  1986. What a season\n")[1:] == [
            "2 The best year of all was the year 1986. What a season"
        ]

    def test_a_number_in_running_text_begins_no_list(self) -> None:
        assert shown("# A\nIt was the year\n1986. What a season\n\n  - one\n")[1:] == [
            "2 It was the year",
            "3 1986. What a season",
            "5 one",
        ]

    def test_items_that_stand_a_column_apart_are_siblings(self) -> None:
        assert shown("# A\n- one\n - two\n   - below\n10. three\n    1) below\n") == [
            "A", "2 one", "3 two", "  4 below", "5 10. three", "  6 1. below",
        ]  # fmt: skip

    def test_a_wide_gap_behind_a_marker_is_no_code(self) -> None:
        assert shown("# A\n-      one\n1.\ttwo\n") == ["A", "2 one", "3 1. two"]

    def test_two_spaces_and_tabs_nest_below_a_dash(self) -> None:
        assert shown("# A\n- one\n  - two\n  - three\n") == ["A", "2 one", "  3 two", "  4 three"]
        assert shown("# A\n- one\n\t- two\n\t\t- three\n") == ["A", "2 one", "  3 two", "    4 three"]

    def test_a_list_split_by_blank_lines_is_one_list(self) -> None:
        read, _ = outline.read("# A\n- one\n\n- two\n\n\n- three\n", "n.md")
        assert [(b.line, b.run) for b in read.articles[0].sections[0].bullets] == [(2, 2), (4, 2), (7, 2)]

    def test_a_heading_inside_a_list_is_a_bullet(self) -> None:
        assert shown("# A\n- # Loud\n  - below\n- next\n") == ["A", "2 Loud", "  3 below", "4 next"]

    def test_html_comments_are_not_read_wherever_they_stand(self) -> None:
        note = "# A\n<!-- - not this\n- nor this -->\n- one <!-- aside --> two\n"
        read, _ = outline.read(note, "n.md")
        items = [b for b in read.articles[0].sections[0].bullets if b.form is Form.ITEM]
        assert [(b.line, b.text.said) for b in items] == [(4, "one two")]

    def test_drawings_in_and_outside_fences_are_no_headings_and_no_bullets(self) -> None:
        drawing = "network\n=======\n+-----+   +------+\n| a   |-->| b    |\n+-----+   +------+\n"
        for note in (f"# A\n- one\n\n{drawing}\n- two\n", f"# A\n- one\n\n```\n{drawing}```\n- two\n"):
            read, _ = outline.read(note, "n.md")
            bullets = read.articles[0].sections[0].bullets
            assert [b.text.said for b in bullets if b.form is Form.ITEM] == ["one", "two"]
            assert sum(b.form in (Form.DIAGRAM, Form.CODE) for b in bullets) == 1

    @pytest.mark.parametrize(
        "bullets",
        [
            ["- **Goals**", "- **Risks**", "- **Budget**"],
            ["- Lesson: test your backups before you need them", "- A -> B", "- C -> D"],
            ["- a = 1", "- b = 2", "- c = 3"],
            ["- /usr/", "- /etc/", "- /var/"],
            ["> - a", "> - b", "> - c"],
            ["- std::move is only a cast", "- Foo::bar is static", "- Term:: what it means"],
        ],
    )
    def test_a_list_of_short_or_marked_bullets_is_no_drawing_and_no_property(self, bullets: list[str]) -> None:
        read, _ = outline.read("# A\n" + "\n".join(bullets) + "\n", "n.md")
        assert [b.line for b in read.articles[0].sections[0].bullets] == [2, 3, 4]

    def test_a_property_alone_below_a_bullet_moves_no_line(self) -> None:
        assert shown("# R\n- Rust:: notes\n  - one\n  - two\n") == ["R", "2 Rust:: notes", "  3 one", "  4 two"]

    def test_a_list_behind_a_tab_under_a_heading_is_a_list(self) -> None:
        assert shown("# A\n\t- one\n\t- two\n") == ["A", "2 one", "3 two"]

    def test_a_table_is_no_drawing(self) -> None:
        read, _ = outline.read("# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", "n.md")
        assert [b.form for b in read.articles[0].sections[0].bullets] == [Form.TABLE]

    @pytest.mark.parametrize("end", ["\r\n", "\r"])
    def test_line_ends_of_other_systems_and_a_byte_order_mark_change_nothing(self, end: str) -> None:
        note = "---\ntitle: T\n---\n# A\n- one\n  - two\n"
        assert shown("\ufeff" + note.replace("\n", end)) == shown(note)

    def test_a_line_separator_inside_a_line_moves_no_line_number(self) -> None:
        assert shown("# A\n- one\u2028more\x0b\x0c\x85\n- two\n")[-1] == "3 two"

    def test_a_file_that_ends_inside_a_fence_says_where_it_opened(self) -> None:
        read, problems = outline.read("# A\n- one\n\n```\n- swallowed\n", "n.md")
        assert [str(p) for p in problems] == ["n.md:4: this code fence is never closed, so everything below it is read as code; close it"]
        assert read.articles[0].sections[0].bullets[0].text.said == "one"

    def test_a_fence_below_tabs_is_closed_where_it_is_closed(self) -> None:
        read, problems = outline.read("- one\n\t- two\n\t  ```\n\t  - code\n\t  ```\n\t- three\n", "n.md")
        assert not problems
        (one,) = read.articles[0].sections[0].bullets
        assert [(b.form, b.line) for b in one.walk() if b.form is not Form.CODE] == [(Form.ITEM, 1), (Form.ITEM, 2), (Form.ITEM, 6)]

    def test_a_comment_that_is_never_closed_is_reported(self) -> None:
        _, problems = outline.read("# A\n- one\n\n<!-- hidden\n- swallowed\n", "n.md")
        assert [(p.line, p.code) for p in problems] == [(4, "open-comment")]

    def test_a_fence_in_a_list_belongs_to_its_bullet(self) -> None:
        read, problems = outline.read("# A\n- one\n  ```\n  - code\n  ```\n- two\n", "n.md")
        assert [b.text.said for b in read.articles[0].sections[0].bullets] == ["one", "two"]
        assert not problems

    def test_a_paragraph_above_a_list_leads_it(self) -> None:
        assert shown("# A\nPlan:\n\n- one\n") == ["A", "2 Plan:", "  4 one"]
        assert shown("# A\nNo lead here.\n\n- one\n") == ["A", "2 No lead here.", "4 one"]

    def test_logseq_properties_and_block_anchors_are_not_text(self) -> None:
        assert shown("# A\n- one ^block-1\n  id:: 6060\n  collapsed:: true\n- two\n") == ["A", "2 one", "5 two"]

    def test_bullets_nested_too_deep_are_reported_and_the_rest_is_read(self) -> None:
        note = "# A\n" + "".join(f"{'  ' * depth}- level {depth}\n" for depth in range(300))
        read, problems = outline.read(note, "n.md")
        assert read.articles
        assert [p.code for p in problems] == ["too-deep"]


@given(
    st.lists(st.tuples(st.integers(0, 4), st.sampled_from(["-", "*", "1."]), st.text("abc de.", min_size=1).filter(str.strip)), max_size=12)
)
def test_no_item_of_a_list_is_ever_lost(items: list[tuple[int, str, str]]) -> None:
    lines = [f"{'  ' * depth}{mark} x{k}{text.strip()}" for k, (depth, mark, text) in enumerate(items)]
    read, problems = outline.read("\n".join(["# A", *lines]), "n.md")
    seen = " ".join(b.text.said for a in read.articles for s in a.sections for top in s.bullets for b in top.walk())
    blocks = [b for a in read.articles for s in a.sections for top in s.bullets for b in top.walk() if b.form is Form.CODE]
    code = " ".join(b.text.source for b in blocks)
    assert not problems
    assert all(f"x{k}" in seen or f"x{k}" in code for k in range(len(items)))
