"""What sorts of cards there are, in the order the command line names them; a module without imports, as the command line needs no more."""

KINDS = (
    "lesson", "question", "definition", "acronym", "why", "how", "condition", "contrast", "consequence", "relation", "label", "level",
    "which", "arrow", "sequence", "step", "set", "number", "term", "table", "command", "formula", "quote", "tagged", "highlight", "cloze",
)  # fmt: skip
