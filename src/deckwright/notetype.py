"""The note type every card has: fields, template and styling. Frozen.

Anki refuses an update whose note type differs in the number, order or ids of its fields and
templates (reference: anki.md §3), so none of these may ever change; text and styling may,
together with `CHANGED`. New needs take a spare field.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ID = 1_718_035_214_771
NAME = "Deckwright"
CHANGED = 1_764_000_000  # Unix seconds of the last change to FRONT, BACK or STYLE; constant, so a learner's own styling survives

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

STYLE = """.card {
  --ink: #1f2430; --quiet: #5b6472; --line: #d8dce3; --paper: #fbfaf7; --tint: #eef0f4; --accent: #1f5fa8;
  background: var(--paper); color: var(--ink);
  font: 20px/1.5 Georgia, "Noto Serif", "Times New Roman", serif; text-align: left;
  margin: 0; padding: 1.2em 1em; overflow-wrap: anywhere;
}
.card.nightMode, .card.night_mode, .nightMode .card, .night_mode .card {
  --ink: #e6e3dc; --quiet: #a3a9b4; --line: #454b57; --paper: #1d2027; --tint: #2a2e37; --accent: #8fbdf0;
}
.dw { max-width: 36em; margin: 0 auto; }
.context, .source, .extra { font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; color: var(--quiet); }
.context { font-size: .72em; letter-spacing: .01em; margin-bottom: 1em; }
.context .above { display: block; margin-top: .5em; padding-left: .7em; border-left: 3px solid var(--line); }
.context .above::before { content: "On: "; }
.question { font-size: 1.12em; }
#answer { border: 0; border-top: 1px solid var(--line); margin: 1.1em 0; }
.answer { font-size: 1.06em; }
.answer ul, .answer ol, .extra ul { margin: .3em 0; padding-left: 1.3em; }
.extra { font-size: .78em; margin-top: 1.5em; padding: .8em 1em; background: var(--tint); border-radius: 6px; }
.source { font-size: .72em; margin-top: 1em; }
.blank { color: var(--accent); font-weight: 600; white-space: nowrap; }
a { color: var(--accent); }
code { font: .88em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
code { background: var(--tint); border-radius: 4px; padding: .1em .3em; }
.extra code { background: transparent; padding: 0; }
@media (max-width: 480px) { .card { font-size: 18px; padding: .9em .8em; } }
"""


@dataclass(frozen=True, slots=True)
class NoteType:
    """A note type that is not ours, as far as Anki must recognise it: by its number, and the names of its fields and templates."""

    id: int
    name: str
    fields: tuple[str, ...]
    templates: tuple[str, ...]
    cloze: bool = False


@dataclass(frozen=True, slots=True)
class AnkiNote:
    """One note for Anki, its `fields` by name; `due` places its new card, `mod` is the second its content last changed.

    `notetype` is given for a note adopted from another tool, which Anki updates under its own note type only.
    """

    guid: str
    fields: Mapping[str, str]
    tags: tuple[str, ...]
    deck: str
    due: int
    mod: int
    notetype: NoteType | None = None

    @property
    def values(self) -> tuple[str, ...]:
        """The fields in the order of the note type."""
        names = self.notetype.fields if self.notetype else tuple(name for name, _ in FIELDS)
        return tuple(self.fields.get(name, "") for name in names)
