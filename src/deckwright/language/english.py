"""English words the rules look for, and English question templates: data, no logic.

Patterns run on masked text, without regard to case. Each list here is the one place for its words.
"""

from __future__ import annotations

# Headings that belong to the article above whatever their level (reference: cards.md §3.1).
GENERIC_HEADINGS = frozenset(
    " ".join(heading.split())
    for heading in """
    lessons learned, lessons, lesson, key lessons, summary, key points, takeaways, key takeaways, conclusion, conclusions,
    overview, introduction, intro, background, motivation, criticism, criticisms, critique, notes, my notes, thoughts, my
    thoughts, questions, open questions, discussion, references, further reading, see also, links, examples, appendix, tl;dr,
    tldr, pros, cons, pros and cons, advantages, disadvantages, limitations, faq, glossary, misc, other, results, methods""".split(",")
)

# Under these, every bullet is a lesson.
LESSON_HEADING = r"(?:the |my |key |main |some )?(?:lessons?(?: learn(?:ed|t))?|take-?aways?|key (?:points|ideas|insights)|rules of thumb)"

# A line that says of itself that it is a lesson; the name it is asked by.
LESSON_LABEL = r"(?:key |main |big )?(?:lessons?(?: learn(?:ed|t))?|take-?aways?|conclusions?|moral|upshot|tl;?dr|key (?:point|idea|insight)s?|rule of thumb|bottom line)"
LESSON_NAMES = (
    ("lesson", "lesson"),
    ("take", "takeaway"),
    ("conclusion", "conclusion"),
    ("moral", "moral"),
    ("upshot", "upshot"),
    ("tl", "summary"),
    ("rule", "rule of thumb"),
    ("bottom", "bottom line"),
)
LESSON_NAME_ELSE = "key point"

# A name that is no term: what somebody wrote, or what the line is for.
CITATION = r"\bet al\b|\((?:19|20)\d\d\)$|^(?:definition|equation|formula|notation|read|present|past|future)$|^(?:chapter|part|section|unit|week|lecture) (?:\d+|[IVX]+)$|^(?:for|in|on|at|with|from|by|different|similar|same|like|unlike)\b"
# A heading that is the name of no thing that has a goal or a cost: `the solution to “Key ideas”`, `the problem with “Day 1”`.
NAMES_NO_THING = r"(?:key|main|other|future|related|final) \w+$|(?:day|week|part|session|talk|lecture|unit|module) ?\d|appendix\b|.*(?:\d[)\]]|\bpart (?:one|two|three|\d+))"
# Middle headings that say nothing about what stands below them.
EMPTY_HEADING = r"(?:overview|introduction|intro|background|notes|details|general|misc|other|part \d+|chapter \d+)"

TODO = r"\W*(?:TODO|WIP|FIXME|TBD|XXX)\b"
ASIDE = r"[(\[*_]*(?:me|note|nb|n\.b\.|aside|edit|update)\b(?:\s*\([^)]*\))?\s*[):\]]"
OPINION_LABEL = r"(?:my )?(?:thoughts?|take|opinions?|reactions?|musings?|commentary)\b[^:.]{0,20}:"
FIRST_PERSON = r"\b(?:i|i'm|i’m|i've|i’ve|i'd|i’d|i'll|i’ll|my|me|myself|imo|imho)\b"
HEDGE = (
    r"\b(?:seems? like|sounds? like|looks? like it|maybe|perhaps|not sure|unsure|reeks?|straw ?man|to be fair|absurd|shilling|sacrilege|"
    r"interesting(?:ly)?|it's safe to say|who knows|don't know|didn't get|weird|ridiculous|kind of\.|sort of\.|bad trade|"
    r"not (?:really )?convinced|inherently suspect|thinly-veiled|contrived|unclear|lol|haha|spoiler|inarguabl[ey]|"
    r"called out in|very likely you|isn't unique|this is a benefit|no surprise)\b"
)
REFERENCE = r"\W*(?:ref|refs|reference|see|see also|source|sources|via|link|links|further reading|recommend(?:ed|ation)?(?: to)? read\w*|read more|h/t|cf)\b"
EXAMPLE = r"\W*(?:e\.g\.|e\.\.g|eg\b|i\.e\.|for example|for instance|examples?\b|contrived example|analog(?:y|ies|ous) to|request example)"
CLAIM = r"\W*(?:claims?|claimed|argues?|supposedly|allegedly)\b"
UNCLEAR = r"\bconfus(?:ed|ing)\b|\(what\?|\bwhat\? why\?|docs? lacking|don't (?:get|understand)|makes no sense"

# Lines that point at something said elsewhere cannot stand alone.
DEICTIC = (
    r"(?:it|its|it's|it’s|this|that|these|those|they|they're|their|them|such|here|there|also|but|so|and|or|then|thus|hence|secondly|thirdly|"
    r"firstly|additionally|fortunately|unfortunately|however|otherwise|instead|similarly|likewise|again|eventually|obviously|"
    r"meanwhile|moreover|furthermore|therefore|same|another|others?|both|neither|either|the (?:former|latter|above|same|other)|"
    r"like|as above|you gotta|we do this|even so|still|yet|not always|in this|in that|for this|for that)\b"
)
DEICTIC_ANSWER = r"(?:this|these|those|such|here|as above|same|the (?:former|latter|above)|that (?:is|was|means|makes))\b"
DEICTIC_NOUN = r"\b(?:this|these|that|those|such) (?:\w+ )?(?:problem|complexity|approach|example|case|way|section|article|author|post|talk|paper|book|step|idea|point|issue|thing|info|information|narrative|story|benefit)s?\b"
PERSON = r"(?:they|we|you|he|she|i|the (?:authors?|papers?|speakers?|writers?))\b"
NO_DESCRIPTION_OF = r"(?:they|we|you|he|she|i|this|these|that|those|see|e\.g|for example|example|such|same|also|but|and|or|so|not)\b"
# What nearly everybody can spell out.
COMMON_ACRONYMS = frozenset(
    "AI API ASAP ATM CEO CPU CSS DIY DNA DNS DVD EU FAQ FYI GPS GPU GUI HR HTML HTTP HTTPS ID IP IT NASA NATO OOD OOP OS PC PDF PR "
    "RAM SQL TV UI UK UN URL US USA USB UX VIP XML".split()
)
# No definition opens with one of these.
NO_MEANING = r"(?:by|in|on|at|from|with|for|of|to|as|if|when|see|either|via|using|self-\w+)\b"
MEANS_SOMETHING = r"(?:an?|the|any|all|each|every|one|how|what|when|where|who|\w+ing)\b|(?:[\w’'-]+ ){0,3}(?:that|which|who|whose|for|of|to|with|where|used|between)\b"
# Behind a comma, what goes on with the same thing.
GOES_ON = r"e\.g|i\.e|that|which|who|whose|where|when|while|but|especially|particularly|including|usually|often|typically|generally|such as|like|for example|so|because|without|not|rather|instead|and|or|as|with|using|by|from|to|in|for|if|\w+ing"
# A lead that says that its list is whole, or of what kind its items are.
ANNOUNCES = r"\b(?:following|types?|kinds?|forms?|components?|parts?|dimensions?|strategies|categories|levels?|stages?|phases?|layers?|models?|modes?|variants?|versions?|classes|guarantees|properties|principles|axioms|patterns?|roles?|criteria|schools?|families|methods?|approaches|ways)\b"
POINTS = r"\b(?:this(?! order)|these|those|them|it)\b"
POINTS_INSIDE = r"\b(?:(?<!is )this|these|those)\b(?! (?:way|time|kind|sort) of)(?! (?:who|that|which)\b)|\bsuch (?!as\b)|\bthe other (?:two|three|four|\w+s)\b|\bthe (?:two|three|former|latter)\b(?! [\w-]+)"
# Who is not said; none of 7 such questions passed.
SOMEBODY = r"\b(?:he|she|him|his|her)\b(?! or (?:she|her)\b)"
DANGLING = r"\b(?:this|these|those|them|it|they|there|doing so|the above|the former|the latter)\W*$|\b(?:these|those)\s+\w+ly\b"

OF_SUCH = r"\bsuch (?!as\b|that\b)\w"

# The author or their company telling a story.
NARRATIVE = r"\b(?:our|we|us|in our office|ended up|decided to)\b"

# A question that a statement answers opens with one of these.
QUESTION_WORD = r"(?:(?:in|at|by|for|from|to|on|with|of) )?(?:what|why|how|when|where|which|whom?|whose)\b"
TO_THE_READER = r"\b(?:you have|are you|have you)\b"
YES_NO = r"(?:is|are|was|were|do|does|did|can|could|should|would|will|has|have|had)\b"

ABBREVIATIONS = r"(?:e\.g|i\.e|etc|esp|vs|cf|approx|resp|incl|ca|no|fig|dr|mr|mrs|ms|st|al|usu|w|jr|sr|inc|ltd|v\d+\.x|\b[A-Za-z])$"

COUNT_WORDS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "both": 2, "couple": 2}

# A lead that says what the arrows below it mean.
ARROW_LEAD = r"\b(?:pairs?|from|into|between|becom\w+|turn\w*|chang\w+|shifts?|mov(?:e|es|ing)|transitions?|replac\w+|maps?|mapping|translat\w+|convert\w*|abbreviat\w+|stands? for)\b"

# What makes an ordered list a sequence: a word in its lead, or an item that opens like a step.
SEQUENCE_LEAD = (
    r"\b(?:steps?|phases?|stages?|life ?cycle|lifetime|timeline|plan to|how to|order of|in (?:this |the )?order|sequence)\b"
    r"|\b(?:process|procedure|workflow|loop|pipeline|algorithm|recipe)(?=$|\W+$| (?:of|for|is|looks?|works?|goes|in|when)\b)"
)
NO_SEQUENCE = r"\b(?:conditions|properties|types|kinds|factors|causes|characteristics|criteria|assumptions|features|suggestions?|recommendations?|tips|rules|principles|reasons|guidelines|advice|requirements?|goals|habits|options|ways|examples?)\b"
SEQUENCE_NOUNS = frozenset(
    "step steps phase phases stage stages process procedure order sequence look looks like work works follow following take".split()
)
SEQUENCE_ITEM = r"(?:wait|then|finally|resume|next|repeat|lastly|afterwards)\b"
MAYBE_SEQUENCE_ITEM = r"(?:begin|accept|start)\b"
STEP_NOUN = r"\b(steps|phases|stages)\b"

LEVEL = r"(L|Level |Stage |Phase |Principle |Rule |Tier |Layer |Law )(\d+|[IVX]+)"
LEVEL_NAMES = {"L": "level"}

# A number behind one of these, or at the end, counts nothing: `Part 4`, `the rule of 3`.
ORDINAL = r"(?:part|day|week|chapter|step|stage|level|lesson|module|section|figure|table|version|unit|lecture|rule of|phase|no\.?|#) ?\d+\b|\b\d+$"
# A lead that names what stands below it, in the plural: `parts of a loom`, but not `tuning the parts` or `when parts break`.
SEVERAL = r"(?!\w+ing\b|(?:when|if|how|why|where|most|many|all|some)\b)(?:.*\s)?\w+[^s\W]s"
# Behind a plural, what more a lead says of what it lists.
OF_THEM = r"(?:of|for|to|in|on|that|which|who|with|when|while|during|from|by|about|are|include|you|we|used|needed|behind|between)\b"
# A lead that wants its list to be complete.
OPEN_ENDED = r"\b(?:by|of|to|with|on|for|from|in|into|include|includes|including|are|is|need|needs|require|requires|via|through|between)$"
LIST_NAMES = r"^(?:the |its |their |our )?(pros|cons|upsides?|downsides?|strengths|weaknesses|plan|goals?|requirements?|options?|types?|kinds?|benefits?|advantages?|disadvantages?|drawbacks?|costs?|risks?|causes?|reasons?|limits?|limitations?|properties|principles?|rules?|features?|components?|parts?|roles?|criteria|metrics|symptoms?|challenges?|patterns?|phases?|steps?|stages?|levels?|factors?|strategies|techniques?|methods?|assumptions?|trade-?offs?)$"
OPEN_LIST = r"(?:.*\b(?:suggestions?|samples?|tips|examples?|ideas)\b|examples?|for example|e\.g|some|various|questions?|links?|see|notes?|misc|other|thoughts?|todo|resources?|references?|a (?:few|number)|many|several|request example|touted|alleged|claimed)\b"

# Labels whose value answers a fixed question; {S} is the section, {P} the parent line.
LABEL_QUESTIONS = {
    "practice": "What practice goes with {S}?",
    "exercise": "What exercise goes with {S}?",
    "cost": "What is the cost of {S}?",
    "costs": "What are the costs of {S}?",
    "challenge": "What is the challenge with {S}?",
    "challenges": "What are the challenges with {S}?",
    "benefit": "What is the benefit of {S}?",
    "benefits": "What are the benefits of {S}?",
    "advantage": "What is the advantage of {S}?",
    "advantages": "What are the advantages of {S}?",
    "drawback": "What is the drawback of {S}?",
    "drawbacks": "What are the drawbacks of {S}?",
    "downside": "What is the downside of {S}?",
    "downsides": "What are the downsides of {S}?",
    "limitation": "What is the limitation of {S}?",
    "limitations": "What are the limitations of {S}?",
    "goal": "What is the goal of {S}?",
    "purpose": "What is the purpose of {S}?",
    "problem": "What is the problem with {S}?",
    "solution": "What is the solution to {S}?",
    "aim": "What is the aim of {S}?",
    "motivation": "What is the motivation for {S}?",
    "idea": "What is the idea of {S}?",
    "key idea": "What is the key idea of {S}?",
    "main idea": "What is the main idea of {S}?",
    "core idea": "What is the core idea of {S}?",
    "result": "What is the result of {S}?",
    "main result": "What is the main result of {S}?",
    "hypothesis": "What is the hypothesis of {S}?",
    "assumption": "What does {S} assume?",
    "use case": "What is a use case of {S}?",
    "strengths": "What are the strengths of {S}?",
    "weaknesses": "What are the weaknesses of {S}?",
    "pros": "What are the pros of {S}?",
    "cons": "What are the cons of {S}?",
    "upside": "What is the upside of {S}?",
    "caveat": "What is the caveat of {S}?",
    "cause": "What is the cause of {S}?",
    "remedy": "What is the remedy for {S}?",
    "risk": "What is the risk of {S}?",
    "risks": "What are the risks of {S}?",
    "trade-off": "What is the trade-off of {S}?",
    "tradeoff": "What is the trade-off of {S}?",
    "consequence": "What is the consequence of {S}?",
    "counterargument": "What is the counterargument to “{P}”?",
    "counterexample": "What is a counterexample to “{P}”?",
    "types": "What types of {S} are there?",
}
PLURAL_LABEL = r"(?:costs|challenges|benefits|advantages|drawbacks|downsides|limitations|risks|types|pros|cons|strengths|weaknesses)"

# What stands before a colon without being a term.
STOP_LABELS = frozenset(
    """
    example examples note notes plan e.g eg i.e ie typical typically generally often usually two three four five also result
    results warning tip tips question questions idea ideas update edit source sources see ref link links performance summary
    thoughts however again first second third finally step steps types kinds kind type reason reasons why how what when fix
    fixes fixed feat feature features enhance enhancement enhancements chore docs refactor perf style bug bugs added changed
    removed deprecated contact pros cons pro con caveat caveats reminder important fact facts here now today then q a answer
    todo title aside paper papers author authors year date venue code website dataset datasets link links abstract contributions goal goals
    background input output inputs outputs setup outcome status
    requirement requirements observation observations assumption assumptions""".split()
)
NOT_A_TERM = r"\b(?:most|only|first|last|key|goal|problem|main|biggest|best|which|that|who|where|when|if|as|another|other|reason|point|idea|thing|way)\b"
# `After the flood`, `Some classes`, `Written in C`, `Worst case` in front of a colon say when, which or how, and name nothing.
NO_NAME = r"(?:(?:after|before|during|since|until|in|on|at|for|with|without|by|from|some|many|several|few|large|\w{2,20}(?:ed|en) (?:in|on|by|for|with|to)|(?:worst|average|normal|general) cases?$)(?![-\w]))"

CAUSE = r"because(?! of\b)|because of|due to|since(?! (?:v?\d|then|version|release|last|early|late|day|its|the (?:\d|start|beginning|release|early|late|mid)|[A-Z][a-z]+ \d{4}))|as a result of|thanks to|owing to"
# Verbs after which the rest of the sentence is one answer to "what does X …?".
RELATION = (
    r"requires?|prevents?|implies|imply|means|results? in|leads? to|causes?|caused|allows?|involves?|avoids?|depends? on|relies on|rely on|enables?|"
    r"forces?|eliminates?|guarantees?|ensures?|exploits?|consists? of|executes?|triggers?|preserves?"
)
UNITS = r"%|(?:million|billion|thousand)(?: [a-z]+)?|percent|x\b|k\b|K\b|M\b|B\b|T\b|GB|MB|KB|kB|TB|PB|ms\b|µs|us\b|ns\b|s\b|seconds?|minutes?|hours?|days?|weeks?|months?|years?|bytes?|bits?|cores|times|items?|chunks?|cards?|reviews?|words?|users?|rows?|connections?|threads?|requests?|people|participants|experiments|studies|dollars"

STOP_WORDS = frozenset(
    """
    a an the and or but nor so yet for of to in on at by with from into onto over under about as than then that this these
    those it its it's they them their he she his her we our us you your i me my is are was were be been being am do does did
    done doing have has had having can could will would shall should may might must not no if when while where which who whom
    whose what why how there here also just only even very more most less least much many some any each every all both either
    neither other another such same own too up down out off again once during before after between through against because
    until since unless whether using used use via per like e.g i.e etc vs""".split()
)

# Words too common to be worth a blank, beside the stop words (reference: cards.md L15).
COMMON_WORDS = frozenset(
    """
    right wrong good bad thing things stuff way ways people time times work works working make makes made get gets go goes
    new old big small best better worse easy hard simple real really first last next one two three lot lots kind sort part
    place case point fact example fewer fix idea task tasks problem question answer need needs want help start end today year
    years day days world life man men""".split()
)

AUXILIARIES = frozenset(
    """
    is are was were be am isn't isn’t aren't aren’t wasn't wasn’t weren't weren’t has have had hasn't haven't hadn't do does
    did don't don’t doesn't doesn’t didn't didn’t can can't can’t cannot could couldn't couldn’t will won't won’t would
    wouldn't wouldn’t shall should shouldn't shouldn’t may might must mustn't it's it’s that's that’s there's there’s they're
    they’re we're we’re you're you’re what's let's""".split()
)
# Words that open a subject and are no names, beside those the note writes small elsewhere.
SMALL_OPENERS = frozenset(
    """
    empty wide narrow sharp dull hot cold warm deep shallow strong weak random small large long short big high low fast slow early late new old classic modern simple complex common rare
    good bad most many some several few all every each no any most typical usual similar different single multiple atomic
    default human smaller larger shorter longer writes reads queries keys cards reviews tests lists words notes people users
    servers clients threads processes memory sleep data files rows pages nodes blocks locks logs indexes indices messages
    requests workers lessons learners students items sets""".split()
)

# Endings that names seldom have.
COMMON_SUFFIXES = (
    "ing",
    "ful",
    "ous",
    "less",
    "able",
    "ible",
    "ary",
    "ness",
    "ment",
    "ments",
    "tion",
    "tions",
    "sion",
    "sions",
    "ity",
    "ities",
    "ive",
)

# After `X is`, these say how X is, not what it is.
NOT_A_KIND = r"(?:now|useful|available|not|also|only|very|more|most|less|still|often|usually|required|optional|too|so|as|in|on|at|for|to|from|by|up|out|being|quite|already|never|always|\w+(?:ed|ful|able|ible))\b"

# A definition opens with none of these.
NO_DESCRIPTION = r"(?:for|in|on|at|with|from|if|when|do|don't|you|we|it|this|there|coupled|based|because|since|as|no|not|only|also|same|see|probably|maybe)\b"


# Behind these a number names or dates something.
BEFORE_A_NUMBER_THAT_COUNTS_NOTHING = r"(?:\b(?:step|level|part|version|chapter|rule|principle|phase|stage|figure|table|section|v|to #|no\.?|round|type|layer|c|in|by|since|of|after)|#)$"

# Statements that say of themselves that they are no longer true.
OBSOLETE = r"\b(?:once upon a time|for many years|used to (?!\w+ (?:is|are)\b)|formerly|no longer|in the past|back then|until recently|at the time of writing|currently)\b"

# An answer that ends so goes on, nobody knows how far.
OPEN_END = r"(?:\betc\b|&c|…|\.\.\.|\band so on\b|\band others\b|\band more\b)"

# Verbs to which a note gives the one answer it means; after `allows` or `causes` many would be right.
CLOSED_RELATION = (
    r"requires?|prevents?|implies|imply|means|depends? on|relies on|rely on|avoids?|eliminates?|guarantees?|ensures?|consists? of|"
    r"executes?|exploits?|triggers?|preserves?"
)

# Words that lead into the second half of a sentence.
LEADS_ON = r"(?:before|after|into|with|without|when|until|than|instead of|rather than|because|if|so|by|for|from|only|and)"

TIME_UNITS = r"(?:ms|µs|us|ns|s|seconds?|minutes?|hours?|days?|weeks?|months?|years?)"

# The share of stop words below which a text is not English: prose has 0.4, telegraphic notes 0.2, German 0.05.
ENGLISH_SHARE = 0.1

# As the name of an article these say nothing; the note's own name stands for them.
GENERIC_TITLES = frozenset(
    ["paper", "summary", "notes", "my notes", "overview", "rough chapter-wise notes", "key points", "takeaways", "book notes"]
)
