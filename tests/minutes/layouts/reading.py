"""Writes a sample to a file, reads its layout, and gives back what matters in a form that is easy to compare."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from tracker.minutes.layouts import read_raw
from tracker.minutes.phrasebook import load_phrasebook
from tracker.minutes.raw import RawDocument, RawMeeting

BOOK = load_phrasebook()

Row = tuple[str, str, str | None, str | None]


def read(content: str | bytes, suffix: str = ".txt") -> RawDocument:
    """The raw document of a file with this content."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    with TemporaryDirectory() as folder:
        path = Path(folder, f"minutes{suffix}")
        path.write_bytes(data)
        return read_raw(path, BOOK)


def only(content: str | bytes, suffix: str = ".txt") -> RawMeeting:
    """The only meeting of a document."""
    (meeting,) = read(content, suffix).meetings
    return meeting


def items(content: str | bytes, suffix: str = ".txt") -> list[Row]:
    """(number, decision, implementer, deadline) of each new decision, of all meetings."""
    found = [i for m in read(content, suffix).meetings for i in m.items if not i.follow_up]
    return [(i.number, i.decision, i.implementer, i.deadline) for i in found]


def decisions(content: str | bytes, suffix: str = ".txt") -> list[tuple[str, str]]:
    """(number, decision) of each new decision."""
    return [(number, decision) for number, decision, _, _ in items(content, suffix)]
