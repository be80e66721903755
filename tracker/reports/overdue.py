"""The overdue list: what offices owe after its deadline, the longest overdue first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tracker.reports.listing import Column, Listing, columns_of, mapped

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


def overdue_listing(names: Iterable[str], chunks: Iterable[Sequence[Sequence[Any]]], as_of: date) -> Listing:
    """What was overdue at the end of `as_of`, from the overdue query: its columns, and its rows in chunks.

    `number` is the decision's in its minutes, `period` "once" or the fiscal period that it is for, `days_late`
    counts from the deadline in force (`due_on`), `stage` is that of the highest overdue notice (0: none).
    """
    given = columns_of(names, chunks)
    offices = list(zip(given["office_name_bn"], given["office_name_en"], strict=True))
    items = list(zip(given["minutes_id"], given["decision_number"], strict=True))
    data = {
        "occurrence": given["occurrence_id"],
        "office": given["office_code"],
        "office_name": mapped(offices, lambda name: {"bn": name[0], "en": name[1]}),
        "minutes": given["minutes_id"],
        "memo_number": given["memo_number"],
        "number": given["decision_number"],
        "item": mapped(items, lambda item: f"{item[0]}/{item[1]}"),
        "text": given["decision_text"],
        "period": given["period"],
        "first_due_on": given["first_due_on"],
        "due_on": given["due_on"],
        "days_late": mapped(given["due_on"], lambda due: (as_of - due).days),
        "state": given["state"],
        "stage": mapped(given["stage"], lambda stage: stage or 0),
    }
    return Listing(KEYS, COLUMNS, data, as_of, empty="nothing is overdue")
