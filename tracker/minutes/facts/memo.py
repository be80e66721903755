"""The memo number, in the document's own digits and dots."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tracker.minutes.facts.labels import labelled, values
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line

_END = re.compile(r"\t|\n| {2,}|[;।|]")
_EDGES = " \t.,:ঃ-–—=/"


@dataclass(frozen=True, slots=True)
class Memo:
    """The number, and where it stands: `index` among the lines searched."""

    number: str
    index: int


def read_memo(lines: Sequence[Line], book: Phrasebook) -> Memo | None:
    """The first memo number of the lines; those cited on a reference line ("সূত্র: …") are not its own."""
    found = labelled(lines, book)
    cited = {one.index for one in found if one.role == "reference"}
    for one in values(found, "memo"):
        number = _END.split(one.value, maxsplit=1)[0].strip(_EDGES)
        if one.index not in cited and re.search(r"\d", number) and len(number) <= 80:
            return Memo(number, one.index)
    return None
