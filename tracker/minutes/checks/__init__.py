"""What a careful registrar notices in a document: sums, dates, numbers and words that do not agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.domain.offices import Directory
from tracker.minutes.checks.counts import check_participants
from tracker.minutes.checks.days import check_days
from tracker.minutes.checks.frequency import check_frequencies
from tracker.minutes.checks.letters import check_letters
from tracker.minutes.checks.numbering import check_numbers
from tracker.minutes.checks.remainders import check_remainders
from tracker.minutes.checks.sums import check_sums
from tracker.minutes.checks.words import check_number_words
from tracker.minutes.draft import DocumentWarning, DraftDecision, Place
from tracker.minutes.header import Header
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line, RawDocument, RawMeeting


def check_document(
    raw: RawDocument,
    headers: Sequence[Header],
    decisions: Sequence[DraftDecision],
    directory: Directory,
    book: Phrasebook,
) -> tuple[DocumentWarning, ...]:
    """The document's warnings, those of reading its file first, each once a place.

    Codes: see the reading contract; every warning has the words of the document that gave rise to it.
    """
    found = [*raw.warnings, *_whole(raw, decisions)]
    for meeting, header in zip(raw.meetings, headers, strict=True):
        own = [*meeting.header, *meeting.prose, *_cells(meeting), *meeting.closing]
        found += check_numbers(meeting)
        found += check_participants(header, meeting)
        found += check_days(meeting, header, book)
        found += check_remainders(meeting, directory, book)
        found += check_number_words(own, book)
        found += check_sums(own, book)
        found += check_letters(own)
    found += check_frequencies(decisions, book)
    return tuple(_once(found))


def _whole(raw: RawDocument, decisions: Sequence[DraftDecision]) -> Iterator[DocumentWarning]:
    if not raw.text.strip():
        yield DocumentWarning("empty_document", "the document holds no text")
    elif not decisions:
        yield DocumentWarning("no_decisions", "no decision was found in the document", raw.text.strip()[:80])
    if len(raw.meetings) > 1:
        second = raw.meetings[1]
        first = (*second.header, *_cells(second), Line("", Place()))[0]
        yield DocumentWarning(
            "several_meetings",
            f"the file holds {len(raw.meetings)} meetings; each decision counts from its own",
            first.text[:120],
            first.place,
        )


def _cells(meeting: RawMeeting) -> Iterator[Line]:
    """The words of the items as lines, each at its item's place; a discussion that items share once."""
    seen: set[str] = set()
    for item in meeting.items:
        for text in (item.subject, item.discussion, item.decision, item.implementer, item.deadline):
            if text and text not in seen:
                seen.add(text)
                yield Line(text, item.place)
    for exchange in meeting.exchanges:
        yield Line(exchange.text, exchange.place)


def _once(found: Iterable[DocumentWarning]) -> Iterator[DocumentWarning]:
    seen: set[tuple[str, str]] = set()
    for warning in found:
        if (key := (warning.code, warning.excerpt)) not in seen:
            seen.add(key)
            yield warning
