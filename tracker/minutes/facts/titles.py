"""The title, and the kind of document."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.minutes.facts.labels import labelled, values
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line, RawMeeting
from tracker.minutes.wordings import finder

_LONGEST = 300
_EDGES = " \t\n:：ঃ।.,;|*#=_-–—\"“”'‘’"
# A title set in two lines: the first ends in a genitive, or the second goes on with "of the …".
_OPEN_END = re.compile(
    r"(?:কমিটির|পরিষদের|বিভাগের|বোর্ডের|টাস্কফোর্সের|সংক্রান্ত|বিষয়ক|(?<!\S)of(?: the)?|(?<!\S)(?:on|का|की|के))$", re.I
)
_ABOUT = re.compile(r"(?:সংক্রান্ত|সম্পর্কিত|বিষয়ক|শীর্ষক|উপলক্ষে|উপলক্ষ্যে|নিমিত্ত|লক্ষ্যে|संबंधी|संबंधित)$")
_GOES_ON = re.compile(r"^(?:of |on |held |for )", re.I)


def read_title(lines: Sequence[Line], book: Phrasebook) -> tuple[str | None, int]:
    """The title in whole words, without "বিষয়:" and a closing colon, and its line's index (-1 without one).

    A line names the title when it holds one of the phrase files' `titles` words and is no sentence.
    """
    cue = finder(book, "titles", "minutes", "resolution", "dialogue")
    for found in values(labelled(lines, book), "subject"):
        if cue.search(found.value) and _is_heading(found.value, book):
            return _joined(lines, found.row, found.value, book)
    for index, line in enumerate(lines):
        text = line.text.strip()
        if "\t" not in text and cue.search(text) and _is_heading(text, book):
            return _joined(lines, index, text, book)
    return None, -1


def kind_of(meeting: RawMeeting, title: str | None, text: str, book: Phrasebook) -> str:
    """coordination_minutes, resolution, dialogue_report or directive_report, by the layout and the title.

    A line of the whole `text` that begins with "Resolved that" makes a resolution too.
    """
    if meeting.layout == "dialogue":
        return "dialogue_report"
    if meeting.layout == "prose" and not (title and finder(book, "titles", "minutes", "resolution").search(title)):
        return "directive_report"
    if title and finder(book, "titles", "resolution").search(title):
        return "resolution"
    resolved = finder(book, "titles", "resolved")
    if meeting.items and any(resolved.search(line) for line in text.split("\n")):
        return "resolution"
    titled = title is not None and finder(book, "titles", "minutes").search(title)
    return "resolution" if meeting.layout == "resolutions" and not titled else "coordination_minutes"


def _is_heading(text: str, book: Phrasebook) -> bool:
    ends = finder(book, "titles", "sentence_ends")
    bare = text.strip(_EDGES)
    return 0 < len(bare) <= _LONGEST and not any(m.end() == len(bare) for m in ends.finditer(bare))


def _joined(lines: Sequence[Line], index: int, text: str, book: Phrasebook) -> tuple[str, int]:
    """The title with the line before or after it where the two are one phrase."""
    title = text.strip(_EDGES)
    before = lines[index - 1].text.strip() if index else ""
    labels = values(labelled(lines, book), "subject")
    before = next((one.value for one in labels if one.row == index - 1), before)
    if _ABOUT.search(before) or (len(title.split()) <= 4 and _OPEN_END.search(before)):
        title = f"{before} {title}"
    after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
    if after and len(after) < 120 and (_OPEN_END.search(title) or (title.isascii() and _GOES_ON.search(after))):
        title = f"{title} {after.strip(_EDGES)}"
    return title, index
