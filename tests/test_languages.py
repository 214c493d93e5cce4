"""Notes in German, Spanish, French, Chinese and Japanese: which language a file is in, what is asked, and which bullet is which."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from golden import FOLDER, examples
from hypothesis import given, settings
from hypothesis import strategies as st

from deckwright import making, match, outline
from deckwright.bullet import Outline
from deckwright.card import Card, Status
from deckwright.grammar import ELSEWHERE, GRAMMAR, phrase
from deckwright.language import detect
from deckwright.language.german import GERMAN
from deckwright.language.languages import ENGLISH, OTHERS, UNKNOWN
from deckwright.language.spoken import Language

FILES = {"german": "de", "spanish": "es", "french": "fr", "chinese": "zh", "japanese": "ja"}
NOTES = {name: [one.note for one in examples((FOLDER / f"{name}.md").read_text("utf-8"))] for name in FILES}

# Words of our English templates that are no words of the other languages, nor of the notes' own English lines.
TEMPLATE_WORDS = re.compile(
    r"\b(?:what|which|why|how|the lesson|the takeaway|the conclusion|complete the|things|comes right after|is meant by|is it called|"
    r"are they|in order|stand for|another, line|name the)\b",
    re.IGNORECASE,
)


def read(note: str) -> Outline:
    return outline.read(note, "n.md")[0]


def language(note: str) -> Language:
    found = read(note)
    return detect.language_of(making.words_of(found), found.meta.language).language


def asked(note: str) -> Iterator[Card]:
    return (card for card in making.cards(read(note)) if card.is_asked)


@pytest.mark.parametrize("name", FILES)
def test_a_golden_file_is_recognised_as_the_language_it_is_named_for(name: str) -> None:
    for note in NOTES[name]:
        assert language(note).name.casefold() == name


@pytest.mark.parametrize("name", FILES)
def test_no_card_of_another_language_is_asked_with_an_english_word(name: str) -> None:
    sides = [side for note in NOTES[name] for card in asked(note) for side in (card.question, *card.answer)]
    assert len(sides) > 24
    assert not [side for side in sides if TEMPLATE_WORDS.search(side)]


@pytest.mark.parametrize("spoken", OTHERS, ids=lambda spoken: spoken.codes[0])
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_no_mixture_of_lines_gets_an_english_question(spoken: Language, data: st.DataObject) -> None:
    lines = data.draw(st.lists(st.sampled_from(_lines(spoken)), min_size=1, max_size=12))
    note = f"---\nlang: {spoken.codes[0]}\n---\n# T\n" + "\n".join(lines)
    assert not [card.question for card in asked(note) if TEMPLATE_WORDS.search(card.question)]


def _lines(spoken: Language) -> list[str]:
    name = spoken.name.casefold()
    return [line for note in NOTES[name] for line in note.splitlines() if line and not re.search(r"\b(?:the|and)\b", line)]


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("- a\n", "English"),
        ("- Kindergarten: a school for the young\n", "English"),
        ("- Der Speicher ist voll und die Daten werden auf die Platte geschrieben.\n", "German"),
        ("- La mémoire est pleine et les données sont écrites sur le disque.\n", "French"),
        ("- La memoria está llena y los datos se escriben en el disco.\n", "Spanish"),
        ("- La memoria è piena e i dati sono scritti sul disco che non è di tutti.\n", ""),
        ("- A memória está cheia e os dados são escritos no disco para não se perder.\n", ""),
        ("- Het geheugen is vol en de gegevens worden op de schijf geschreven, zodat ze niet verloren gaan.\n", ""),
        ("- 缓存：把常用的数据放在近处\n", "Chinese"),
        ("- 使用 Redis 作为 cache，可以减轻 database 的压力\n", "Chinese"),
        ("- キャッシュ：よく使うデータを近くに置くこと\n", "Japanese"),
        ("- Redis, called 缓存 in Chinese, keeps the data that is used most in memory.\n", "English"),
    ],
)
def test_the_language_of_a_file_is_told_by_its_words_and_its_script(note: str, name: str) -> None:
    assert language(note).name == name


def test_characters_tell_long_chinese_from_short() -> None:
    assert language("- 快取：把常用的資料放在處理器旁邊，這樣讀取時間會縮短\n").codes[0] == "zh-tw"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("de", "German"),
        ("de-AT", "German"),
        ("Deutsch", "German"),
        ("zh_CN", "Chinese"),
        ("日本語", "Japanese"),
        ("en", "English"),
        ("it", ""),
    ],
)
def test_front_matter_wins_over_the_words(written: str, name: str) -> None:
    for key in ("lang", "language"):
        assert language(f"---\n{key}: {written}\n---\n- Lesson: the cache is full, and so are we.\n").name == name


@pytest.mark.parametrize("written", ["python", "klingon", "go", ""])
def test_front_matter_that_names_no_language_is_not_asked(written: str) -> None:
    assert language(f"---\nlanguage: {written}\n---\n- a\n") is ENGLISH


def test_a_file_in_a_language_we_do_not_speak_keeps_the_authors_own_markup_and_nothing_else() -> None:
    note = "---\nlang: it\n---\n# Memoria\n- Cache :: una memoria vicina\n- Memoria: la capacità di ricordare\n"
    note += "- Q: Che cosa è?\n- A: una cosa\n"
    made = making.cards(read(note))
    assert [(card.question, card.answer) for card in made if card.is_asked] == [
        ("Cache", ("una memoria vicina",)),
        ("Che cosa è?", ("una cosa",)),
    ]
    assert [card.reason for card in made if card.status is Status.SKIPPED] == ["not in English"]


def test_lines_in_another_language_get_no_question_of_the_files() -> None:
    german = "- Abruf: das Hervorholen eines Inhalts aus dem Gedächtnis ohne eine Vorlage, die man sieht\n"
    english = "- Recall: the act of getting something out of memory without having it in front of you\n"
    made = making.cards(read("# T\n" + 3 * german.replace("Abruf", "Aufruf") + english))
    assert [card.status for card in made] == [Status.CARD, *2 * [Status.SKIPPED], Status.SKIPPED]
    assert made[-1].reason == "not in German"
    made = making.cards(read("# T\n" + 4 * english + german))
    assert made[-1].reason == "not in English"


def test_every_shape_of_another_language_is_one_of_the_table() -> None:
    assert {shape.name for shape in ELSEWHERE} <= {shape.name for shape in GRAMMAR}
    assert {shape.name for shape in GRAMMAR if shape.asked_for} <= {shape.name for shape in ELSEWHERE}


@pytest.mark.parametrize("spoken", [ENGLISH, *OTHERS, UNKNOWN], ids=lambda spoken: spoken.name or "none")
def test_patterns_and_templates_of_a_language_can_be_used(spoken: Language) -> None:
    for field in Language.__dataclass_fields__:
        value = getattr(spoken, field)
        if isinstance(value, str):
            re.compile(value if field not in TEMPLATES else "")
        if field in TEMPLATES:
            assert value.format(T="t", Q="q", L="l", X="x", S="s", H="h", B="b", N=2, E="e") or field in (
                "whole",
                "step",
                "which",
                "name_them",
                "level",
            )
    for label, *questions in spoken.lessons:
        assert re.compile(label) and all(question.format(H="h") for question in questions)
    assert all("{S}" in question for question in spoken.labels.values())


TEMPLATES = ("about", "led", "means", "things", "again", "arrow", "complete", "whole", "step", "which", "name_them", "level", "counted")


@pytest.mark.parametrize(
    ("said", "words"),
    [("缓存把数据放在近处", 5), ("キャッシュとは何か", 5), ("Redis 是缓存", 3), ("a cache keeps data", 4), ("캐시 메모리", 2)],
)
def test_two_chinese_or_japanese_characters_count_as_a_word(said: str, words: int) -> None:
    assert phrase.word_count(said) == words


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("缓存很快。内存很大！真的吗？是的。", ["缓存很快。", "内存很大！", "真的吗？", "是的。"]),
        ("「速い。」と言った。次へ。", ["「速い。」", "と言った。", "次へ。"]),
        ("Das ist alt. Über das Neue später.", ["Das ist alt.", "Über das Neue später."]),
        ("Es lag am 3. Oktober, z. B. in Köln. Dann nicht mehr.", ["Es lag am 3. Oktober, z. B. in Köln.", "Dann nicht mehr."]),
    ],
)
def test_sentences_end_in_every_script(said: str, expected: list[str]) -> None:
    assert [one.said for one in phrase.sentences(said, GERMAN.abbreviations)] == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("缓存命中率取决于数据的局部性", "缓存的命中率主要取决于数据的局部性"),
        ("教训：不主动回忆的内容会被忘掉", "教训：不主动回忆的内容很快会被忘掉"),
        ("短期記憶の容量は約4チャンクである", "短期記憶の容量はおよそ4チャンクである"),
        ("間隔反復は忘却を遅らせる方法である", "間隔反復は忘却を遅らせるよい方法である"),
        ("分组长度不同的数据包会被丢弃", "分组长度不同的数据包会被丢弃，除非设置了填充"),
    ],
)
@pytest.mark.parametrize("elsewhere", [False, True])
def test_an_edited_chinese_or_japanese_bullet_is_the_one_it_was(old: str, new: str, elsewhere: bool) -> None:
    others = ["写入放大会缩短固态硬盘的寿命", "睡眠は記憶の定着を助ける", "索引加快查询，减慢写入"]
    before = [match.Spot(text, "a.md", "甲") for text in [*others, old]]
    after = [match.Spot(text, "b.md" if elsewhere else "a.md", "乙" if elsewhere else "甲") for text in [new, *others]]
    assert {(pair.old, pair.new) for pair in match.match(before, after)} == {(0, 1), (1, 2), (2, 3), (3, 0)}


@pytest.mark.parametrize(
    ("old", "new"), [("写锁会阻塞读者", "读锁不阻塞读者"), ("強い結合は変更を難しくする", "睡眠は記憶の定着を助ける"), ("优点", "缺点")]
)
def test_another_chinese_or_japanese_bullet_is_not_taken_for_an_edit(old: str, new: str) -> None:
    assert not match.match([match.Spot(old, "a.md", "甲")], [match.Spot(new, "b.md", "乙")])


def test_the_same_short_chinese_bullet_is_found_in_another_file() -> None:
    text = "缓存命中率取决于局部性"
    assert [pair.how for pair in match.match([match.Spot(text, "a.md", "甲")], [match.Spot(text, "b.md", "乙")])] == ["same text elsewhere"]


@pytest.mark.parametrize(
    ("source", "highlighted"),
    [("这是==重点==内容", ["重点"]), ("==重点==，然后", ["重点"]), ("語の==途中==にも", ["途中"]), ("x==y 与 a==b", [])],
)
def test_highlights_stand_between_chinese_characters_without_spaces(source: str, highlighted: list[str]) -> None:
    text = read(f"- {source}\n").articles[0].sections[0].bullets[0].text
    assert [text.said[start:end] for start, end in text.highlights] == highlighted


def test_chinese_emphasis_ends_behind_a_full_width_colon() -> None:
    text = read("- **组块：**一组元素\n").articles[0].sections[0].bullets[0].text
    assert text.said == "组块：一组元素"
