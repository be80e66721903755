"""The tables, as SQLAlchemy Core: writes are set-based, and listings must not pay for importing the ORM.

The words are the design's: minutes → decision → obligation (one office) → occurrence (a due date) → notice.
Civil dates are `Date`, instants are `Instant` (UTC). Overdue is computed from dates and never stored.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from tracker.store.tables.base import Instant, Text, metadata
from tracker.store.tables.duties import SUBMITTED, UNSETTLED, event, obligation, occurrence, submission
from tracker.store.tables.minutes import IN_REVIEW, NOTE, contact, decision, finding, minutes, office
from tracker.store.tables.outbox import PENDING, attempt, notice, notice_item, step

if TYPE_CHECKING:
    from tracker.store.tables.answers import evidence, extension, part, part_report
    from tracker.store.tables.ledger import audit, meta, run, summary

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

_LATER = {
    **dict.fromkeys(("evidence", "extension", "part", "part_report"), "answers"),
    **dict.fromkeys(("audit", "meta", "run", "summary"), "ledger"),
}
"""Tables that a list of what is overdue does without, by their modules."""


def __getattr__(name: str) -> Any:
    """A table that is made when it is first asked for."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
