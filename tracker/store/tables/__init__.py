"""The tables, as SQLAlchemy Core: writes are set-based, and listings must not pay for importing the ORM.

The words are the design's: minutes → decision → obligation (one office) → occurrence (a due date) → notice.
Civil dates are `Date`, instants are `Instant` (UTC). Overdue is computed from dates and never stored.
"""

from tracker.store.tables.answers import evidence, extension, part, part_report
from tracker.store.tables.base import Instant, Text, metadata
from tracker.store.tables.duties import SUBMITTED, UNSETTLED, event, obligation, occurrence, submission
from tracker.store.tables.ledger import audit, meta, run, summary
from tracker.store.tables.minutes import IN_REVIEW, NOTE, contact, decision, finding, minutes, office
from tracker.store.tables.outbox import PENDING, attempt, notice, notice_item, step

__all__ = [
    "IN_REVIEW",
    "NOTE",
    "PENDING",
    "SUBMITTED",
    "UNSETTLED",
    "Instant",
    "Text",
    "attempt",
    "audit",
    "contact",
    "decision",
    "event",
    "evidence",
    "extension",
    "finding",
    "meta",
    "metadata",
    "minutes",
    "notice",
    "notice_item",
    "obligation",
    "occurrence",
    "office",
    "part",
    "part_report",
    "run",
    "step",
    "submission",
    "summary",
]
