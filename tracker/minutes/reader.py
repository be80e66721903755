"""From a file to a draft: layout, facts, decisions, checks. Nothing is stored."""

from __future__ import annotations

from pathlib import Path

from tracker.domain.due import Reckoning, choose_basis
from tracker.domain.offices import Directory
from tracker.minutes.checks import check_document
from tracker.minutes.decisions import Context, read_decisions
from tracker.minutes.draft import Draft, DraftDecision, Meeting
from tracker.minutes.facts.titles import kind_of
from tracker.minutes.header import Header, read_header
from tracker.minutes.layouts import read_raw
from tracker.minutes.locate import Locator
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import RawDocument, RawMeeting


def read_minutes(
    path: Path,
    directory: Directory,
    book: Phrasebook,
    reckoning: Reckoning,
    basis_order: tuple[str, ...] = ("issued", "held"),
) -> Draft:
    """What a document says, as the reading contract has it.

    Each meeting's decisions count from its own basis: the first day of `basis_order` ("issued", "held") that the
    paper states. Raises BadInput, naming the file and the way out, when it cannot be read.
    """
    return understand(read_raw(path, book), directory, book, reckoning, basis_order)


def understand(
    raw: RawDocument,
    directory: Directory,
    book: Phrasebook,
    reckoning: Reckoning,
    basis_order: tuple[str, ...] = ("issued", "held"),
) -> Draft:
    """The draft of a document whose layout is known."""
    headers = [read_header(meeting, directory, book) for meeting in raw.meetings]
    decisions: list[DraftDecision] = []
    locator = Locator(raw.text)
    for meeting, header in zip(raw.meetings, headers, strict=True):
        context = Context(
            directory,
            book,
            reckoning,
            choose_basis(header.meeting.issued_on, header.meeting.held_on, basis_order),
            header.meeting.held_on,
            header.meeting.next_meeting_on,
            raw.machine_read,
            locator,
        )
        decisions += read_decisions(meeting, context)
    first = headers[0].meeting if headers else Meeting()
    return Draft(
        source=raw.source,
        kind=_kind(raw, headers, book),
        meeting=first,
        decisions=tuple(decisions),
        warnings=check_document(raw, headers, decisions, directory, book),
        text=raw.text,
        notes=raw.notes,
    )


def _kind(raw: RawDocument, headers: list[Header], book: Phrasebook) -> str:
    meeting = raw.meetings[0] if raw.meetings else RawMeeting("prose", ())
    return kind_of(meeting, headers[0].meeting.title if headers else None, raw.text, book)
