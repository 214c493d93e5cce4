"""Our two note types, of questions and of clozes: fields, templates and styling. Frozen.

Anki refuses an update whose note type differs in the number, order or ids of its fields and
templates (reference: anki.md §3), so none of these may ever change; text and styling may,
together with `CHANGED`. New needs take a spare field.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass

from . import highlight

ID = 1_718_035_214_771
NAME = "Deckwright"
CHANGED = 1_764_000_000  # Unix seconds of the last change to a front, back or style; constant, so a learner's own styling survives

FIELDS = (
    ("Question", 5_201_881_770_101),
    ("Answer", 5_201_881_770_102),
    ("Extra", 5_201_881_770_103),
    ("Context", 5_201_881_770_104),
    ("Source", 5_201_881_770_105),
    ("Retired", 5_201_881_770_106),
    ("Spare 1", 5_201_881_770_107),
    ("Spare 2", 5_201_881_770_108),
    ("Spare 3", 5_201_881_770_109),
)

TEMPLATE_NAME = "Card"
TEMPLATE_ID = 5_201_881_770_201

# A retired card has a blank front, so that Anki's own Empty Cards finds and removes it.
FRONT = """{{^Retired}}<div class="dw">
{{#Context}}<div class="context" dir="auto">{{Context}}</div>{{/Context}}
<div class="question" dir="auto">{{Question}}</div>
</div>{{/Retired}}"""

BACK = """{{FrontSide}}
<div class="dw">
<hr id="answer">
<div class="answer" dir="auto">{{Answer}}</div>
{{#Extra}}<div class="extra" dir="auto">{{Extra}}</div>{{/Extra}}
{{#Source}}<div class="source" dir="auto">{{Source}}</div>{{/Source}}
</div>"""

STYLE = (pkgutil.get_data("deckwright", "card.css") or b"").decode() + highlight.style()


CLOZE_FIELDS = (
    ("Text", 5_201_881_770_301),
    ("Extra", 5_201_881_770_302),
    ("Context", 5_201_881_770_303),
    ("Source", 5_201_881_770_304),
    ("Retired", 5_201_881_770_305),
    ("Spare 1", 5_201_881_770_306),
    ("Spare 2", 5_201_881_770_307),
    ("Spare 3", 5_201_881_770_308),
)
CLOZE_TEMPLATE_ID = 5_201_881_770_401

# Empty Cards asks whether the number of a card is in the text, not whether its front is blank; so a retired text has no cloze.
CLOZE_FRONT = """{{^Retired}}<div class="dw">
{{#Context}}<div class="context" dir="auto">{{Context}}</div>{{/Context}}
<div class="question" dir="auto">{{cloze:Text}}</div>
</div>{{/Retired}}"""

CLOZE_BACK = """{{^Retired}}<div class="dw">
{{#Context}}<div class="context" dir="auto">{{Context}}</div>{{/Context}}
<div class="question" dir="auto">{{cloze:Text}}</div>
{{#Extra}}<div class="extra" dir="auto">{{Extra}}</div>{{/Extra}}
{{#Source}}<div class="source" dir="auto">{{Source}}</div>{{/Source}}
</div>{{/Retired}}"""

CLOZE_STYLE = STYLE


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type as far as Anki must recognise it: by its number, and the names of its fields and templates."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[str, ...]
    cloze: bool = False


CLOZE = NoteType(1_718_035_214_839, "Deckwright Cloze", tuple(name for name, _ in CLOZE_FIELDS), ("Cloze",), cloze=True)
OURS = frozenset((ID, CLOZE.id))

_NAMES = tuple(name for name, _ in FIELDS)


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """One note for Anki, its `fields` by name; `due` places its new cards, `mod` is the second its content last changed.

    `notetype` is given for a note adopted from another tool, which Anki updates under its own note type only, and for
    one of clozes; `clozes` are the numbers of its clozes, each of which is a card. Any other note has one card.
    """

    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    deck: str
    due: int
    mod: int
    notetype: NoteType | None = None
    clozes: tuple[int, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """The fields in the order of the note type."""
        return tuple([self.fields.get(name, "") for name in self._names])

    @property
    def front(self) -> str:
        """The first field, without which Anki makes no card."""
        return self.fields.get(self._names[0], "")

    @property
    def _names(self) -> tuple[str, ...]:
        return self.notetype.fields if self.notetype else _NAMES
