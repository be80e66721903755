"""The overdue list: what offices owe after its deadline, the longest overdue first."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.reports.listing import Column, Item, Listing

KEYS = (
    "occurrence",
    "office",
    "office_name",
    "minutes",
    "memo_number",
    "number",
    "text",
    "period",
    "first_due_on",
    "due_on",
    "days_late",
    "state",
    "stage",
)
COLUMNS = (
    Column("NO", "occurrence"),
    Column("DUE", "due_on", str),
    Column("LATE", "days_late"),
    Column("OFFICE", "office"),
    Column("ITEM", "item"),
    Column("NOTICE", "stage", lambda stage: str(stage) if stage else "-"),
    Column("STATE", "state"),
    Column("DECISION", "text"),
)


def overdue_listing(rows: Iterable[Any], as_of: date) -> Listing:
    """The list of what was overdue at the end of `as_of`, from rows of the overdue query.

    `number` is the decision's in its minutes, `period` "once" or the fiscal period that it is for, `days_late`
    counts from the deadline in force (`due_on`), `stage` is that of the highest overdue notice (0: none).
    """
    return Listing(KEYS, COLUMNS, [_item(row, as_of) for row in rows], as_of, empty="nothing is overdue")


def _item(row: Any, as_of: date) -> Item:
    return {
        "occurrence": row.occurrence_id,
        "office": row.office_code,
        "office_name": {"bn": row.office_name_bn, "en": row.office_name_en},
        "minutes": row.minutes_id,
        "memo_number": row.memo_number,
        "number": row.decision_number,
        "item": f"{row.minutes_id}/{row.decision_number}",
        "text": row.decision_text,
        "period": row.period,
        "first_due_on": row.first_due_on,
        "due_on": row.due_on,
        "days_late": (as_of - row.due_on).days,
        "state": row.state,
        "stage": row.stage or 0,
    }
