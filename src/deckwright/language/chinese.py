"""Chinese words the rules look for, in short and long characters, and Chinese question templates: data, no logic."""

from __future__ import annotations

from dataclasses import replace

from .spoken import ROUND, Language

_DIGITS = {"两": 2, "兩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}

CHINESE = Language(
    name="Chinese",
    codes=("zh", "zho", "chi", "chinese", "中文", "简体中文", "汉语", "zh-cn", "zh-hans", "zh-sg"),
    spaced=False,
    pairs=(ROUND, ("“", "”"), ("「", "」"), ("『", "』"), ("《", "》"), ("【", "】")),
    stop_words=frozenset("的 了 和 与 與 是 在 有 就 也 都 而 及 或 把 被 对 對 从 從 到 这 這 那 个 個 们 們 一个 一個".split()),
    about="{T}：{Q}",
    led="{T}：{L}——{Q}",
    means="{X}是什么意思？",
    things="{Q}（{N}点）",
    again="{Q}（另一条：{N}）",
    arrow="{X} → 什么？",
    complete="请补全这句话：“{B}……”",
    breaks=r"[，、：]|是|要|会|會|能|应该|應該|必须|必須|把|比|让|讓|在",
    whole="{N}个步骤依次是什么？",
    step="{X}之后的下一步是什么？",
    which="分别是什么？",
    name_them="请说出这{N}点。",
    level="{X}叫什么？",
    counted="{N}个",
    lessons=(
        (r"教训|教訓|经验教训|經驗教訓|启示|啟示|lessons?|takeaways?", "教训是什么？", "关于{H}，教训是什么？"),
        (r"结论|結論", "结论是什么？", "关于{H}，结论是什么？"),
        (r"总结|總結|小结|小結|摘要|一句话总结|tl;?dr", "总结是什么？", "关于{H}，总结是什么？"),
        (r"经验法则|經驗法則", "经验法则是什么？", "关于{H}，经验法则是什么？"),
        (r"要点|要點|重点|重點|关键点|關鍵點|核心观点|核心觀點|核心思想|收获|收穫", "要点是什么？", "关于{H}，要点是什么？"),
        (r"记住|記住|切记|切記|牢记|牢記", "要记住什么？", "关于{H}，要记住什么？"),
    ),
    lesson_heading=r"(?:我的|主要|核心|关键|關鍵)?(?:教训|教訓|经验教训|經驗教訓|启示|啟示|结论|結論|总结|總結|小结|小結|要点|要點|重点|重點|收获|收穫|核心观点|核心觀點|tl;?dr)",
    labels={
        "目标": "{S}的{N}目标是什么？",
        "目標": "{S}的{N}目标是什么？",
        "目的": "{S}的{N}目的是什么？",
        "用途": "{S}的{N}用途是什么？",
        "作用": "{S}的{N}作用是什么？",
        "问题": "{S}的{N}问题是什么？",
        "問題": "{S}的{N}问题是什么？",
        "解决方案": "{S}的{N}解决方案是什么？",
        "解決方案": "{S}的{N}解决方案是什么？",
        "优点": "{S}的{N}优点是什么？",
        "優點": "{S}的{N}优点是什么？",
        "缺点": "{S}的{N}缺点是什么？",
        "缺點": "{S}的{N}缺点是什么？",
        "优势": "{S}的{N}优势是什么？",
        "優勢": "{S}的{N}优势是什么？",
        "劣势": "{S}的{N}劣势是什么？",
        "好处": "{S}的{N}好处是什么？",
        "好處": "{S}的{N}好处是什么？",
        "代价": "{S}的{N}代价是什么？",
        "代價": "{S}的{N}代价是什么？",
        "成本": "{S}的{N}成本是什么？",
        "风险": "{S}的{N}风险是什么？",
        "風險": "{S}的{N}风险是什么？",
        "原因": "{S}的{N}原因是什么？",
        "后果": "{S}的{N}后果是什么？",
        "後果": "{S}的{N}后果是什么？",
        "结果": "{S}的{N}结果是什么？",
        "結果": "{S}的{N}结果是什么？",
        "前提": "{S}的{N}前提是什么？",
        "假设": "{S}的{N}假设是什么？",
        "特点": "{S}的{N}特点是什么？",
        "特點": "{S}的{N}特点是什么？",
        "局限": "{S}的{N}局限是什么？",
        "练习": "{S}对应的{N}练习是什么？",
    },
    reasons=(
        (r"(?P<cause>(?:因为|因為|由于|由於)[^，。；？]{3,})，(?:所以|因此)(?P<effect>[^。；？]{3,})", "为什么{E}？"),
        (r"(?P<effect>[^，。；：？]{4,})，(?P<cause>(?:因为|因為)[^。；？]{4,})", "为什么{E}？"),
    ),
    levels={
        **{noun: f"第{{N}}{noun}" for noun in ("层", "層", "级", "級", "阶段", "階段", "阶", "階")},
        "l": "L{N}", "level": "Level {N}",
    },
    level_label=r"(?:第(?P<number>[0-9０-９一二三四五六七八九十]+)(?P<noun>层|層|级|級|阶段|階段|阶|階)|(?P<latin>l|level)\s?(?P<figure>\d+))\s*[:：–—-]+\s*",
    asks=r".*(?:什么|什麼|为何|為何|为什么|為什麼|怎么|怎麼|怎样|怎樣|如何|哪|谁|誰|何时|何時|何处|何處|多少|几[个種种条點点步层]|是啥)",
    sequence_lead=r"步骤|步驟|流程|过程|過程|顺序|順序|阶段|階段|依次|周期|週期|算法|演算法|做法|方法",
    count=r"(?P<number>[两兩二三四五六七八九十]|(?<!\d)\d+)\s*(?:个|個|种|種|类|類|点|點|层|層|步|大|项|項|条|條|部分|方面|阶段|階段|要素|因素|原则|原則|特点|特點)",
    count_words=_DIGITS,
    open_list=r".*(?:例如|比如|例子|举例|舉例|示例|链接|連結|问题|問題|参考|參考|备注|備註|其他|一些|若干|建议|建議|等等|包括但不限于)",
    states=r"应该|應該|不要|不能|必须|必須|可以|需要|太|是否|我们|我們|没有|沒有|^(?:是|在|很|不|会|會|已)",
    not_a_term=r"(?:例如|比如|例子|举例|舉例|示例|注|注意|备注|備註|说明|說明|参见|參見|来源|來源|链接|連結|问|問|答|回答|想法|更新|第[一二三四五六七八九十]步?|首先|其次|最后|最後|另外|今天|现在|現在|提示|警告|建议|建議|问题|問題)$",
    points=r"(?:这|這|那|它|他|她|此|其|以上|以下|上述|如下|所以|因此|但|而且|并且|同样|同樣|另外|然后|然後)",
    open_end=r"(?:等等?|……|…|\.\.\.)[。]?$",
    question_labels="问|問|问题|問題|提问|提問",
    answer_labels="答|回答|答案",
    generic_headings=frozenset(
        " ".join(heading.split())
        for heading in """
        总结, 總結, 小结, 小結, 结论, 結論, 摘要, 简介, 簡介, 介绍, 介紹, 引言, 概述, 概览, 背景, 动机, 教训, 教訓, 启示, 啟示, 要点, 要點, 重点, 重點,
        收获, 批评, 批評, 笔记, 筆記, 我的笔记, 想法, 问题, 問題, 讨论, 討論, 参考, 參考, 参考文献, 參考文獻, 参考资料, 延伸阅读, 另见, 链接, 例子, 示例,
        附录, 附錄, 优点, 優點, 缺点, 缺點, 优缺点, 優缺點, 局限, 术语表, 其他, 结果, 結果, 方法""".split(",")
    ),
    empty_heading=r"(?:概述|概览|简介|簡介|介绍|介紹|引言|背景|笔记|筆記|细节|其他|第[一二三四五六七八九十\d]+[章节節部分]+)",
    todo=r"\W*(?:(?:TODO|WIP|FIXME|TBD|XXX)\b|待办|待辦|待定|待补充|待补|待查|待读)",
    aside=r"[（(\[【*_]*(?:我|注|按|笔者按|备注|備註|更新|题外话)\s*[）)\]】:：]",
    opinion_label=r"(?:我的)?(?:想法|看法|感想|感受|评论|評論|个人意见|個人意見|意见)[:：]",
    first_person=r"(?<![自本超忘无無])我(?![们們国國])|笔者|筆者|个人认为|個人認為",
    hedge=r"也许|也許|或许|或許|可能是|大概|好像|似乎|不确定|不確定|不知道|谁知道|有意思|有趣|奇怪|不太清楚|哈哈",
    claim=r"\W*(?:据说|據說|声称|聲稱|所谓的?|作者声称)",
    reference=r"\W*(?:参见|參見|参考|參考|另见|另見|详见|詳見|来源|來源|出处|出處|链接|連結|推荐阅读|延伸阅读)",
    example=r"\W*(?:例如|比如|譬如|举例|舉例|例子|示例|例[:：])",
)  # fmt: skip

# Long characters for those in the templates above.
_LONG = str.maketrans(
    "么点个为请补话这关于训结论总记数级层叫条见单独依骤说标题问优势处价险后果设练习对应优局经验则启",
    "麼點個為請補話這關於訓結論總記數級層叫條見單獨依驟說標題問優勢處價險後果設練習對應優局經驗則啟",
)
# One character of these, and none of the others, tells which of the two a text is written in.
LONG_ONLY = frozenset("們個這來時說會對學為與過還後體點麼讓給開關無實發現間題應該當從總結論訓憶記號數據處單獨種類樣經驗")
SHORT_ONLY = frozenset("们个这来时说会对学为与过还后体点么让给开关无实发现间题应该当从总结论训忆记号数据处单独种类样经验") - LONG_ONLY


def _long(template: str) -> str:
    return template.translate(_LONG).replace("“", "「").replace("”", "」")


CHINESE_LONG = replace(
    CHINESE,
    codes=("zh-tw", "zh-hk", "zh-mo", "zh-hant", "繁體中文", "正體中文"),
    quotes=("「", "」"),
    means=_long(CHINESE.means),
    things=_long(CHINESE.things),
    again=_long(CHINESE.again),
    arrow=_long(CHINESE.arrow),
    complete=_long(CHINESE.complete),
    whole=_long(CHINESE.whole),
    step=_long(CHINESE.step),
    which=_long(CHINESE.which),
    name_them=_long(CHINESE.name_them),
    level=_long(CHINESE.level),
    counted=_long(CHINESE.counted),
    lessons=tuple((label, _long(plain), _long(on)) for label, plain, on in CHINESE.lessons),
    labels={label: _long(question) for label, question in CHINESE.labels.items()},
    reasons=tuple((pattern, _long(question)) for pattern, question in CHINESE.reasons),
)
