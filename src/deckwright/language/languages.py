"""All languages that questions are asked in, and the one we do not speak."""

from __future__ import annotations

from . import english as words
from .chinese import CHINESE, CHINESE_LONG
from .french import FRENCH
from .german import GERMAN
from .japanese import JAPANESE
from .spanish import SPANISH
from .spoken import Language

ENGLISH = Language(
    name="English",
    codes=("en", "eng", "english"),
    stop_words=words.STOP_WORDS,
    means="What is meant by {X}?",
    things="{Q} ({N} things)",
    again="{Q} (another: {N})",
    asks=words.QUESTION_WORD,
    abbreviations=words.ABBREVIATIONS,
    generic_headings=words.GENERIC_HEADINGS,
    empty_heading=words.EMPTY_HEADING,
    todo=words.TODO,
    aside=words.ASIDE,
    opinion_label=words.OPINION_LABEL,
    first_person=words.FIRST_PERSON,
    hedge=words.HEDGE,
    claim=words.CLAIM,
    reference=words.REFERENCE,
    example=words.EXAMPLE,
)

# Of a file in another language only what its author marked is asked, in their words alone.
UNKNOWN = Language(
    name="",
    stop_words=words.STOP_WORDS,
    lessons=tuple(
        (label.casefold(), f"{label}?", f"{{H}} — {label}?") for label in ("TL;DR", "Lesson", "Takeaway", "Conclusion", "Summary")
    ),
)

SPACED = (ENGLISH, GERMAN, SPANISH, FRENCH)
OTHERS = (GERMAN, SPANISH, FRENCH, CHINESE, CHINESE_LONG, JAPANESE)
ALL = (ENGLISH, *OTHERS)

# A heading belongs to the article above it whatever its file is written in, which is told only from its bullets.
GENERIC_HEADINGS = frozenset().union(*(language.generic_headings for language in ALL))

# How a question and its answer are marked, in any of them; `F:` and `P:` only where a question mark follows.
QUESTION_LABEL = (
    "(?:Q|Question|"
    + "|".join(language.question_labels.capitalize() for language in OTHERS if language is not FRENCH)
    + "|[FP](?=\\d{0,3}[:：][^?？]*[?？]))"
)
ANSWER_LABEL = "(?:A|Answer|R|" + "|".join(language.answer_labels.capitalize() for language in OTHERS) + ")"

# Front matter may also name one of these (ISO 639-1), which we do not speak.
CODES_NOT_SPOKEN = frozenset(
    "it pt nl ru uk pl sv da no nb nn fi is cs sk hu ro bg el tr ar he fa hi bn ta th vi id ms ko ca gl eu hr sr sl et lv lt la eo".split()
)

# Their commonest words, so that none is taken for a neighbour of its family; found are files that are in none of ours.
STOP_WORDS_NOT_SPOKEN = (
    # Italian
    "il lo la i gli le l un uno una di del della dei delle dello da dal dalla in nel nella con su sul sulla per tra fra e ed o ma che chi cui non è sono era erano ha hanno può come quando dove perché se si suo sua loro questo questa questi anche più molto ogni tutto tutti cosa quindi essere",
    # Portuguese
    "o a os as um uma uns umas de do da dos das em no na nos nas com por para pelo pela e ou mas que quem não é são era foi ser está há tem têm pode como quando onde porque se seu sua seus isso isto este esta também mais muito cada todo toda todos ao à às até sem sobre",
    # Dutch
    "de het een en van in op te met voor aan bij uit om door over naar tot is zijn was waren wordt worden heeft hebben kan kunnen niet geen maar of als dan dat die dit deze wat wie hoe waarom ook nog meer veel je ik we ze er zich zo moet",
    # Swedish, Danish, Norwegian
    "och att det den en ett i på av för med som är var har inte om till från kan ska men eller så de vi du sig og af til er ikke et at fra ved skal også når der hvor være blir blev",
    # Polish
    "i w z na do nie się to że jest są o jak ale od po przez dla za co który która które tak czy lub tylko już być może przy oraz ten ta te",
)
