"""The overdue list: what offices owe after its deadline, the longest overdue first; in groups, with how old it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from tracker.domain.ageing import ageing, band
from tracker.reports.listing import Column, Group, Listing, columns_of, mapped

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
PAGE = ("occurrence", "due_on", "days_late", "office_name", "item", "stage", "state", "text")

GROUPS = {
    "office": "office",
    "place": "place",
    "decision": "item",
    "minutes": "minutes",
    "band": "band",
    "stage": "stage",
}
"""What rows can be grouped by, and the order (see `queries.overdue.ORDERS`) that puts a group's rows together."""

Data = Mapping[str, Sequence[Any]]


def overdue_listing(
    names: Iterable[str], chunks: Iterable[Sequence[Sequence[Any]]], as_of: date, group_by: str | None = None
) -> Listing:
    """What was overdue at the end of `as_of`, from the overdue query: its columns, and its rows in chunks.

    `number` is the decision's in its minutes, `period` "once" or the fiscal period that it is for, `days_late`
    counts from the deadline in force (`due_on`), `stage` is that of the highest overdue notice (0: none). With
    `group_by` (of `GROUPS`, the rows in its order) each row has its `group` too: an office's code, a place's English
    name, MINUTES/NUMBER, the minutes' number, a band of `domain.ageing`, a stage.
    """
    given = columns_of(names, chunks)
    offices = list(zip(given["office_name_bn"], given["office_name_en"], strict=True))
    items = list(zip(given["minutes_id"], given["decision_number"], strict=True))
    data: dict[str, Sequence[Any]] = {
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
    listing = Listing(
        KEYS,
        COLUMNS,
        data,
        as_of,
        empty="nothing is overdue",
        name="overdue",
        texts={"office_name": ("bn", "en")},
        page=PAGE,
        total=_group("", data["days_late"]),
    )
    if group_by is None or not listing.length:
        return listing
    data["group"] = _GROUPING[group_by](data, given)
    groups = _groups(group_by, data, _names(group_by, data, given))
    return listing._replace(keys=(*KEYS, "group"), groups=groups)


def _groups(group_by: str, data: Data, names: Sequence[Mapping[str, str] | None]) -> Sequence[Group]:
    found, start = [], 0
    for key, rows in groupby(data["group"]):
        end = start + sum(1 for _ in rows)
        found.append(_group(key, data["days_late"][start:end], _called(group_by, key, names[start]), names[start]))
        start = end
    return found


def _group(key: str, days_late: Sequence[int], called: str = "", names: Mapping[str, str] | None = None) -> Group:
    number, longest, bands = ageing(days_late)
    told = ", ".join(f"{n} of {_DAYS[name]} days" for name, n in bands.items() if n)
    words = f"{number} overdue: {told}" if number else "nothing is overdue"
    return Group(key, number, {"longest": longest, "bands": bands}, f"{called}: {words}" if called else words, names)


def _called(group_by: str, key: str, names: Mapping[str, str] | None) -> str:
    """A group's name on a terminal."""
    if group_by == "band":
        return f"{_DAYS[key]} days late"
    if names:
        return names["en"] if names["en"] == key else f"{key} ({names['en']})"
    return f"{group_by} {key}"


_DAYS = {"1-7": "1–7", "8-15": "8–15", "16-30": "16–30", "31-90": "31–90", "over-90": "over 90"}

_GROUPING: Mapping[str, Callable[[Data, Data], Sequence[str]]] = {
    "office": lambda data, _: data["office"],
    "place": lambda _, given: given["place_en"],
    "decision": lambda data, _: data["item"],
    "minutes": lambda data, _: mapped(data["minutes"], str),
    "band": lambda data, _: mapped(data["days_late"], band),
    "stage": lambda data, _: mapped(data["stage"], str),
}


def _names(group_by: str, data: Data, given: Data) -> Sequence[Mapping[str, str] | None]:
    if group_by == "office":
        return data["office_name"]
    if group_by == "place":
        places = zip(given["place_bn"], given["place_en"], strict=True)
        return [{"bn": bn, "en": en} for bn, en in places]
    return [None] * len(data["group"])
