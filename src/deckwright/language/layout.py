"""English words of tables, captions, formulas, quotations and lists for and against: data, no logic."""

from __future__ import annotations

# What a column asks of the row, by its header; {X} is the row's name.
COLUMN_QUESTIONS = {
    "meaning": "what is meant by {X}?",
    "definition": "what is meant by {X}?",
    "description": "what is meant by {X}?",
    "explanation": "what is meant by {X}?",
    "what it means": "what is meant by {X}?",
    "what it is": "what is {X}?",
    "stands for": "what does {X} stand for?",
    "what it does": "what does {X} do?",
    "does": "what does {X} do?",
    "used for": "what is {X} used for?",
    "use": "what is {X} used for?",
    "uses": "what is {X} used for?",
    "when to use": "when do you use {X}?",
    "use when": "when do you use {X}?",
    "how it works": "how does {X} work?",
    "works by": "how does {X} work?",
    "why": "why {X}?",
    "also called": "what is {X} also called?",
    "also known as": "what is {X} also called?",
}
DESCRIBES = frozenset(("description", "meaning", "explanation", "what it does"))
# Columns that are for something, not of it.
FOR_SOMETHING = frozenset(
    "command key keys shortcut keybinding hotkey syntax symbol formula term word method function code tool alternative solution strategy "
    "tactic tactics remedy operator keyword equivalent reason".split()
)
# Columns that say nothing to be asked for.
NOT_ASKED = frozenset(
    "note notes comment comments remark remarks example examples e.g link links url source sources ref reference references page pages "
    "status done todo date # no id rank owner author see code sample author's".split()
)
# What stands above the names of the rows where these are properties, and the columns the things that have them.
ASPECT = frozenset("feature property aspect criterion criteria attribute metric dimension characteristic category factor topic".split())
NO_ANSWER_CELL = (
    r"(?:yes|no|y|n|true|false|x|✓|✔|✅|✗|✘|❌|-+|–|—|n/?a|none|\?+|:\+1:|todo|tbd|ok|varies|depends|same|ditto|\"|optional|required)\W*"
)
NO_PROPERTY = (
    r"(?:what|when|where|which|who|why|how|if|is|are|was|do|does|did|can|should|has|have|in|on|at|for|to|from|with|by|of|instead|not|no|"
    r"good|bad|better|worse|before|after|since|until|the|an?|my|your|our|it|this|that)\b"
)

# A line that says what the code below it is for begins so; behind `to`, a verb stands.
TO_DO_IT = r"(?:(?:how )?to|(?:if you want|in order) to|you can) (?:\w+ly )?(?P<verb>[a-z]+)\b"
NO_CAPTION = r"\b(?:e\.g|examples?|samples?|formats?|outputs?|prints?|returns?|results?|gives?|errors?|looks? like|response|instead of|becomes?|yields?|following)\b"
COMMAND_LANGUAGES = frozenset(("sh", "bash", "shell", "zsh", "fish", "console", "shell-session", "powershell", "cmd", "bat"))
CODE_NAMES = {
    "sql": "SQL", "py": "Python", "python": "Python", "js": "JavaScript", "javascript": "JavaScript", "ts": "TypeScript",
    "typescript": "TypeScript", "rb": "Ruby", "ruby": "Ruby", "go": "Go", "rust": "Rust", "java": "Java", "c": "C", "cpp": "C++",
    "css": "CSS", "html": "HTML", "lua": "Lua", "r": "R", "vim": "Vim", "regex": "regular expression", "swift": "Swift", "kotlin": "Kotlin",
    "haskell": "Haskell", "clojure": "Clojure", "elixir": "Elixir", "php": "PHP", "perl": "Perl", "scala": "Scala", "make": "Make",
    "dockerfile": "Dockerfile", "nginx": "nginx", "awk": "awk", "graphql": "GraphQL",
}  # fmt: skip

# What a name and its formula are joined by.
EQUALS = (
    r"(?:is |are |can be )?(?:given by|defined as|defined by|computed as|calculated as|expressed as|written as|equal to|equals?)|is|are"
)

# The end of a quotation: a dash, the name of a person in two or more words, and perhaps where they said it.
PERSON = r"(?:(?:Dr|Prof|St|Sir|Lord|Lady|General|President)\.? )?[A-ZÀ-Þ][\w.’'-]*(?: (?:van|von|de|der|den|da|di|la|le|of|the|bin|ibn|al))*(?: [A-ZÀ-Þ][\w.’'-]*){1,3}"
NOBODY_NAMED = r"\b(?:unknown|anonymous|author|me|myself|editor|chapter|page|proverb|source|part|section|book|law)\b|[’']s\b"

# Lists for and against something, by their lead; what they are of may stand behind.
SIDES = r"pros|cons|advantages?|disadvantages?|drawbacks?|benefits?|costs?|trade-?offs?|upsides?|downsides?|strengths?|weaknesses"

# How a line below a statement says why; the words that go before the answer stay where the answer needs them.
BELOW_WHY = r"(?:because(?: of)?|since(?! \d)|why\?(?: because)?|the reason(?: is|:)|reason:|due to|thanks to)[,:]?\s+"
BELOW_WHY_WHOLE = r"(?:so that|otherwise)\b"
BELOW_HOW = r"by \w+ing\b"

# A lead that names the two things that the lines below it compare.
VERSUS = r"(?:the )?(?:differences? between |comparing |comparison of )?(?P<one>[^:,]{2,40}?)\s+(?:vs\.?|versus|compared to)\s+(?P<two>[^:,]{2,40}?)"
BETWEEN = r"(?:the )?(?:differences? between|comparing|comparison of) (?P<one>[^:,]{2,40}?) and (?P<two>[^:,]{2,40}?)"

# Before a formula these begin a condition, not the name of what it gives.
OPENS_A_CONDITION = frozenset("where if then when let with for and thus hence".split())
