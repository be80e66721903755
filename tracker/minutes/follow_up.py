"""Which tables report on the decisions of an earlier meeting: they bind nobody anew."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.minutes.entries import is_nothing
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.tables import Table
from tracker.minutes.wordings import finder

_NEAR = 2
_SHORT = 140


def is_follow_up(table: Table, before: Sequence[Line], book: Phrasebook) -> bool:
    """Whether a table is a follow-up: its headings say so, or the line above it speaks of an earlier meeting's
    progress or decisions, or of an earlier meeting while most rows of the table report progress.

    `before` are the lines above the table. A line that announces decisions ("… নিম্নরূপ সিদ্ধান্ত গৃহীত হয়") makes none.
    """
    if table.columns.kind == "follow_up":
        return True
    above = [line.text for line in before[-_NEAR:] if len(line.text) < _SHORT]
    speaking = [text for text in above if _speaks_of_earlier(text, book)]
    if not speaking:
        return False
    return any(_of_progress(text, book) for text in speaking) or _reports_progress(table)


def _speaks_of_earlier(text: str, book: Phrasebook) -> bool:
    earlier = finder(book, "follow_up", "previous").search(text)
    announced = finder(book, "sections", "adopting").search(text)
    return bool(earlier) and not announced


def _of_progress(text: str, book: Phrasebook) -> bool:
    return bool(finder(book, "follow_up", "progress").search(text))


def _reports_progress(table: Table) -> bool:
    columns = table.columns.of("progress")
    told = [row for row in table.rows if any(not is_nothing(row.cells[c].text) for c in columns)]
    return bool(columns) and len(told) * 2 > len(table.rows)
