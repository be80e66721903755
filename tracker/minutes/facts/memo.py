"""The memo number, in the document's own digits and dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.minutes.facts.labels import SHORTEST, labelled, values
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.wordings import finder

_END = re.compile(r"\t|\n| {2,}|[;।|]")
# The place of the date that follows on the same line: "901/वन/2024 सोनपहाड़ दिनांक …".
_PLACE = re.compile(r"(?<=\d)[ \t]+[^\d()]{2,40}$")
# The town that the date is written from may follow: "901/2024 Sonpur, dated …".
_TOWN = re.compile(r"(?<=\d)[,\s]++(?:[^\s\d/.-]++\s*+)++$")
# A date written out behind the number: "05.47.0000.033-51, 18 April 2024".
_DATED = re.compile(r",?[ \t]+\d{1,2}(?:st|nd|rd|th)?[ \t]+[A-Z][a-z]{2,8},?[ \t]+\d{4}\b.*$")
_LONGEST = 80
_EDGES = " \t.,:ঃः-–—=/"


@dataclass(frozen=True, slots=True)
class Memo:
    """The number, and where it stands: `index` among the lines searched."""

    number: str
    index: int


def read_memo(lines: Sequence[Line], book: Phrasebook) -> Memo | None:
    """The first memo number of the lines; those cited on a reference line ("সূত্র: …") are not its own."""
    found = labelled(lines, book)
    cited = {one.row for one in found if one.role == "reference"}
    for one in values(found, "memo"):
        number = _END.split(one.value, maxsplit=1)[0]
        number = finder(book, "labels", "date").split(number, maxsplit=1)[0]
        number = _DATED.sub("", number)
        number = _TOWN.sub("", number.strip(_EDGES)).strip(_EDGES)
        if finder(book, "labels", "date").search(one.line.text):
            number = _PLACE.sub("", number)
        if one.row not in cited and _is_number(number, one.label):
            return Memo(number, one.row)
    return None


def _is_number(text: str, label: str) -> bool:
    """Whether it can be a memo number; behind a bare "No." only one of several groups is."""
    grouped = re.search(r"\w[./-]+\w", text) is not None
    return bool(re.search(r"\d", text)) and len(text) <= _LONGEST and (grouped or len(label) > SHORTEST)
