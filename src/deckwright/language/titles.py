"""What English titles, headings and names of folders say besides what they are about: data, no logic. In small letters or large."""

from __future__ import annotations

# The number of a heading: `5.1 Results`, `14. Testing`, but not `12 Factor`.
NUMBERED = r"(?:\d+(?:\.\d+)+|\d+[.):]|[IVX]+\.)\s+(?=\D)"
# How a chapter's title opens; the number alone says nothing.
CHAPTER = r"(?:chapter|chap\.|ch\.|lecture|part|unit|week|module|lesson|section)\s*(?:\d+|[IVX]+)\b\s*[-:–—.]*\s*"
# A title that says nothing of what the notes are about: `Lecture 4`, `notes`, `2016-12-09`, `Lecture 9 - 13th February`.
BARE_TITLE = (
    r"(?:(?:lecture|lec|class|course|reading|study|book|session|meeting|final|midterm|exam|review|my|all|guide|quiz|test|week|day|unit|module|"
    r"part|chapter|ch|section|lab|hw|homework|assignment|notes?|readings?|sessions?|reviews?|summar(?:y|ies)|introduction|overview|background|"
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|st|nd|rd|th)"
    r"(?![^\W\d_])|[\W\d_]++)++"
)
# A folder that says nothing of it either.
NO_WORK = r"(?:notes?|readme|index|my notes|reading notes|books?|chapters?|docs?|src|content|posts?|ch(?:ap(?:ter)?)?\.? ?\d+|\W*\d*|..?|part ?\d+|week ?\d+)"
# Where a context names a table of contents.
CONTENTS = r"(?:^|› )(?:table of contents|contents|outline)(?:$| ›)"
# A heading below which a paper tells what it did, in names that mean something only there.
EXPERIMENT = r"\b(?:experiments?|results?|evaluations?|baselines?|(?:experimental |problem )?setup|data ?sets?|ablations?|(?:training|implementation|technical) details)\b"
# One below which stands what only an exercise asks for.
EXERCISE = r"\b(?:exercises?|assignments?|homework|worksheets?|(?:problem|question) \d|part \([a-z]\)|Q\d+\.)"
