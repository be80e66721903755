"""A document's blocks as meetings: tables first, else items in paragraphs, a dialogue, a list, or plain prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.minutes.follow_up import is_follow_up
from tracker.minutes.formats.blocks import Block
from tracker.minutes.labels import has_decision_label
from tracker.minutes.layouts.dialogue import begins_aside, read_dialogue
from tracker.minutes.layouts.prose import read_prose
from tracker.minutes.layouts.resolutions import read_resolutions
from tracker.minutes.layouts.sections import read_sections
from tracker.minutes.layouts.several import by_meeting
from tracker.minutes.layouts.tokens import under_heading
from tracker.minutes.noise import is_portal, unbulleted
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line, RawItem, RawMeeting
from tracker.minutes.rows import table_items
from tracker.minutes.tables import Lines, Segment, Table, segments


def meetings_of(blocks: Sequence[Block], book: Phrasebook) -> tuple[RawMeeting, ...]:
    """The meetings that a document holds, in order; at least one. Items of a meeting that numbers none of them are
    counted from 1."""
    return tuple(_meeting(own, book) for own in by_meeting(blocks, book))


def _meeting(blocks: Sequence[Block], book: Phrasebook) -> RawMeeting:
    meeting = _by_layout(blocks, book)
    if any(item.number for item in meeting.items):
        return meeting
    return replace(meeting, items=tuple(replace(i, number=str(n)) for n, i in enumerate(meeting.items, 1)))


def _by_layout(blocks: Sequence[Block], book: Phrasebook) -> RawMeeting:
    found = segments(blocks, book)
    lines = [line for s in found if isinstance(s, Lines) for line in s.lines]
    if any(isinstance(s, Table) for s in found):
        meeting = _table_meeting(found, book)
        written = read_sections(lines, book) if any(has_decision_label(line.text, book) for line in lines) else None
        return _with_paragraphs(meeting, written) if written and written.items else meeting
    labelled = [line.text for line in lines if has_decision_label(line.text, book)]
    only_asides = bool(labelled) and all(begins_aside(text, book) for text in labelled)
    return (
        (read_dialogue(lines, book) if only_asides else None)
        or read_sections(lines, book)
        or read_dialogue(lines, book)
        or read_resolutions(lines, book)
        or read_prose(lines, book)
    )


def _table_meeting(found: Sequence[Segment], book: Phrasebook) -> RawMeeting:
    last = max(i for i, s in enumerate(found) if isinstance(s, Table))
    header: list[Line] = []
    closing: list[Line] = []
    items: list[RawItem] = []
    numbers: list[str] = []
    for i, segment in enumerate(found):
        if isinstance(segment, Lines):
            kept = [line for line in segment.lines if not is_portal(line.text, book)]
            (header if i < last else closing).extend(kept)
            continue
        above = found[i - 1] if i else None
        before = above.lines if isinstance(above, Lines) else []
        follows_up = is_follow_up(segment, before, book)
        own, counted = table_items(segment, book)
        own, counted = under_heading(own, counted, before)
        items += [replace(item, follow_up=True) for item in own] if follows_up else own
        numbers += [] if follows_up else counted
    return RawMeeting("table", unbulleted(header), tuple(items), tuple(closing), numbers=tuple(numbers))


def _with_paragraphs(meeting: RawMeeting, written: RawMeeting) -> RawMeeting:
    """A meeting whose decisions stand partly in tables and partly behind labels in paragraphs, in document order."""
    items = sorted((*meeting.items, *written.items), key=lambda item: item.place.line or 0)
    new = [item for item in meeting.items if not item.follow_up]
    return replace(
        written if not new else meeting,
        header=written.header,
        items=tuple(items),
        closing=written.closing,
        numbers=(*meeting.numbers, *written.numbers),
    )
