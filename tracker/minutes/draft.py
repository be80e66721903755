"""The draft: what was understood of a document, each part with its place in the source. Nothing is stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from tracker.domain.deadlines import DeadlineRule


class Place(NamedTuple):
    """Where something stands: `line` counts from 1 in the extracted text, `page` in paged formats."""

    line: int | None = None
    page: int | None = None

    def to_json(self) -> dict[str, int]:
        """The known parts only."""
        pairs = (("line", self.line), ("page", self.page))
        return {key: value for key, value in pairs if value is not None}


NOWHERE = Place()


class Span(NamedTuple):
    """Words of the extracted text: `pieces` are (start, end) in characters, several where reading put together what
    stands apart (a cell that a page's end cut). `line` is that of the first piece, from 1."""

    line: int
    page: int | None
    pieces: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        """Where the first piece begins."""
        return min(start for start, _ in self.pieces)

    @property
    def end(self) -> int:
        """Where the last piece ends."""
        return max(end for _, end in self.pieces)

    def to_json(self) -> dict[str, Any]:
        """Line, page (null in formats without pages), start and end; the pieces too if there are several."""
        place = {"line": self.line, "page": self.page, "start": self.start, "end": self.end}
        return place | ({"pieces": [list(piece) for piece in self.pieces]} if len(self.pieces) > 1 else {})


@dataclass(frozen=True, slots=True)
class Source:
    """The file that was read: its name, the SHA-256 of its bytes (hex), its format and main language."""

    name: str
    sha256: str
    format: str
    language: str


@dataclass(frozen=True, slots=True)
class Participants:
    """The counts that the document gives; None where it does not."""

    female: int | None = None
    male: int | None = None
    total: int | None = None
    minority: int | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """The facts of the meeting; what the document does not state is None."""

    title: str | None = None
    held_on: date | None = None
    issued_on: date | None = None
    memo_number: str | None = None
    chair: str | None = None
    place: str | None = None
    fiscal_year: str | None = None
    quarter: int | None = None
    participants: Participants | None = None
    next_meeting_on: date | None = None


class DraftDecision(NamedTuple):
    """One decision as read. `review` names why a person must look before it binds anyone (contract codes).

    `number` is the item's number in Latin digits, parts after a dot; `discussion` is the row's discussion, kept
    for the reviewer; `basis` is the date that the deadline counts from, `explanation` the sentence (English) that
    leads from the rule to `first_due_on`. `source`, `deadline_source` and `implementer_source` are where its words,
    those of its deadline and those that name who acts stand in the draft's text.
    """

    number: str
    subject: str
    text: str
    nature: str
    implementer_text: str = ""
    implementers: tuple[str, ...] = ()
    deadline: DeadlineRule | None = None
    first_due_on: date | None = None
    review: tuple[str, ...] = ()
    discussion: str = ""
    basis: date | None = None
    basis_kind: str = ""
    explanation: str = ""
    place: Place = NOWHERE
    source: Span | None = None
    deadline_source: Span | None = None
    implementer_source: Span | None = None

    def to_json(self) -> dict[str, Any]:
        """The reading contract's object of a decision."""
        return {
            "number": self.number,
            "subject": self.subject,
            "text": self.text,
            "nature": self.nature,
            "implementer_text": self.implementer_text,
            "implementers": list(self.implementers),
            "deadline": self.deadline.to_json() if self.deadline else None,
            "first_due_on": _iso(self.first_due_on),
            "review": list(self.review),
            "discussion": self.discussion,
            "basis": {"on": _iso(self.basis), "kind": self.basis_kind} if self.basis else None,
            "explanation": self.explanation,
            "place": self.place.to_json(),
            "source": self.source and self.source.to_json(),
            "deadline_source": self.deadline_source and self.deadline_source.to_json(),
            "implementer_source": self.implementer_source and self.implementer_source.to_json(),
        }


@dataclass(frozen=True, slots=True)
class DocumentWarning:
    """Something that a careful registrar would notice, with the words that gave rise to it."""

    code: str
    message: str
    excerpt: str = ""
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Draft:
    """What reading a document gives; `text` is the extracted text that places refer to, `notes` are remarks on it that
    concern no decision (signs dropped that show nothing, a page read by a machine)."""

    source: Source
    kind: str
    meeting: Meeting
    decisions: tuple[DraftDecision, ...]
    warnings: tuple[DocumentWarning, ...]
    text: str = ""
    notes: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The reading contract's object, schema 1."""
        return {
            "schema": 1,
            "source": {
                "name": self.source.name,
                "sha256": self.source.sha256,
                "format": self.source.format,
                "language": self.source.language,
            },
            "kind": self.kind,
            "meeting": _meeting_json(self.meeting),
            "decisions": [d.to_json() for d in self.decisions],
            "warnings": [
                {"code": w.code, "message": w.message, "excerpt": w.excerpt, "place": w.place.to_json()}
                for w in self.warnings
            ],
            "notes": list(self.notes),
        }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _meeting_json(m: Meeting) -> dict[str, Any]:
    people = m.participants
    return {
        "title": m.title,
        "held_on": _iso(m.held_on),
        "issued_on": _iso(m.issued_on),
        "memo_number": m.memo_number,
        "chair": m.chair,
        "place": m.place,
        "fiscal_year": m.fiscal_year,
        "quarter": m.quarter,
        "participants": people
        and {"female": people.female, "male": people.male, "total": people.total, "minority": people.minority},
        "next_meeting_on": _iso(m.next_meeting_on),
    }
