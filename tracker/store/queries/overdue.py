"""What is overdue: the auditors' list, in one SELECT that costs what it finds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import CTE, ColumnElement, Connection, ScalarSelect, Select, case, func, select

from tracker.domain.ageing import LAST_DAYS
from tracker.store.queries import Rows
from tracker.store.queries.standing import chosen, overdue_at, with_names
from tracker.store.tables import decision, notice, notice_item, obligation, occurrence, office

ORDERS = ("due", "late", "band", "office", "place", "minutes", "item", "stage")
"""By deadline; the longest overdue first (the same, as one day is asked for); the oldest band of `domain.ageing` first;
office code; place; minutes; minutes and decision; the highest stage first."""


def overdue(conn: Connection, as_of: date, **choice: Any) -> Rows:
    """Occurrences open or returned at the end of `as_of` whose deadline had passed, the longest overdue first.

    The choices and the columns are those of `select_overdue`.
    """
    return conn.execute(select_overdue(as_of, **choice)).all()


def select_overdue(
    as_of: date,
    *,
    offices: Sequence[str] | None = None,
    minutes_id: int | None = None,
    decision_id: int | None = None,
    quarter: int | None = None,
    due_from: date | None = None,
    older_than: int | None = None,
    late_since: date | None = None,
    stages: Sequence[int] | None = None,
    order: Sequence[str] = (),
    places: bool = False,
) -> Select[Any]:
    """Rows with the columns of `standing.with_names`, and `stage`: the highest stage of the overdue notices and
    escalations queued for that deadline up to that day (None: none). Days late are `as_of - row.due_on`.

    Chooses by office codes, minutes, decision, index of the fiscal quarter of the first deadline, earliest deadline,
    more than so many days late, first day late not before `late_since`, and stages (0: none). Ordered by `ORDERS`, then
    by deadline. With `places` also place_bn and place_en of the office.
    """
    found = overdue_at(as_of, () if quarter is None else (occurrence.c.due_quarter == quarter,))
    stage = _stage(found, as_of)
    conditions = chosen(offices, minutes_id, decision_id)
    if due_from is not None:
        conditions.append(found.c.due_on >= due_from)
    if late_since is not None:
        conditions.append(found.c.due_on >= late_since - timedelta(days=1))
    if older_than is not None:
        conditions.append(found.c.due_on < as_of - timedelta(days=older_than))
    if stages is not None:
        conditions.append(func.coalesce(stage, 0).in_(stages))
    query = with_names(found).add_columns(stage.label("stage"))
    if places:
        query = query.add_columns(office.c.place_bn, office.c.place_en)
    known = _orders(found, stage, as_of)
    by = [column for name in order for column in known[name]]
    return query.where(*conditions).order_by(*by, found.c.due_on, found.c.id)


def _stage(found: CTE, as_of: date) -> ScalarSelect[Any]:
    return (
        select(func.max(notice.c.stage))
        .join(notice_item, notice_item.c.notice_id == notice.c.id)
        .where(
            notice_item.c.occurrence_id == found.c.id,
            notice_item.c.due_on == found.c.due_on,
            notice.c.kind.in_(("overdue", "escalation")),
            notice.c.on <= as_of,
        )
        .correlate(found)
        .scalar_subquery()
    )


def _orders(found: CTE, stage: ScalarSelect[Any], as_of: date) -> Mapping[str, Sequence[ColumnElement[Any]]]:
    youngest_last = range(len(LAST_DAYS), 0, -1)
    limits = zip(LAST_DAYS, youngest_last, strict=True)
    bands = [(found.c.due_on >= as_of - timedelta(days=days), place) for days, place in limits]
    return {
        "due": (found.c.due_on,),
        "late": (found.c.due_on,),
        "band": (case(*bands, else_=0),),
        "office": (obligation.c.office_code,),
        "place": (office.c.place_en, office.c.place_bn),
        "minutes": (decision.c.minutes_id,),
        "item": (decision.c.minutes_id, decision.c.position),
        "stage": (func.coalesce(stage, 0).desc(),),
    }
