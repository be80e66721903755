"""Between layout and language: the items that a document's layout shows, before their words are understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from tracker.minutes.draft import DocumentWarning, Place, Source


class Line(NamedTuple):
    """A line or paragraph of text outside the items' table, with its place."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class RawItem:
    """One decision as the layout shows it; a cell with numbered parts has become one item a part ("2.1", "2.2").

    `implementer` and `deadline` are None where the layout has no column or label for them (then the decision's own
    sentence is all there is), and "" where it has one that is empty. `number` is in Latin digits, "" if there is
    none; where a meeting numbers no item, they are counted from 1.
    `follow_up` marks a row of a table that reports on an earlier meeting's decisions: it yields nothing new;
    `shared` an implementer who is named for all parts of an item together.
    """

    number: str
    subject: str
    decision: str
    place: Place
    discussion: str = ""
    implementer: str | None = None
    deadline: str | None = None
    section: str = ""
    follow_up: bool = False
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and its answer in a dialogue report, with the words as they stand (`text` holds both)."""

    text: str
    question: str
    answer: str
    place: Place


@dataclass(frozen=True, slots=True)
class RawMeeting:
    """One meeting of a file: the lines before its items, the items, and the lines after them.

    `layout` says how the items stand: table, agenda, blocks, resolutions, prose, dialogue. For prose and dialogue
    `items` is empty, `prose` holds the paragraphs in which directives are looked for, `exchanges` the dialogue.
    `numbers` are the items' own numbers in order, rows without a decision included, for the numbering checks.
    """

    layout: str
    header: tuple[Line, ...]
    items: tuple[RawItem, ...] = ()
    closing: tuple[Line, ...] = ()
    prose: tuple[Line, ...] = ()
    exchanges: tuple[Exchange, ...] = ()
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawDocument:
    """A whole file: its meetings in order, the extracted text (places refer to its lines), and what reading noticed.

    `machine_read` is true when the words came from OCR or a doubtful text layer and a person must confirm them.
    `notes` say what was dropped without any loss (zero-width spaces, byte order marks).
    """

    source: Source
    text: str
    meetings: tuple[RawMeeting, ...]
    warnings: tuple[DocumentWarning, ...] = field(default=())
    machine_read: bool = False
    notes: tuple[str, ...] = ()
