"""Where occurrences stood at the end of a day, and the columns that every list of them shows.

One that is owed only since a later day was not there yet. One that has not changed since then is taken as it
is; of one that has, its last event up to that day tells the state and the deadline (open, and the first deadline,
when nothing had happened to it yet).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    CTE,
    BindParameter,
    ColumnElement,
    Select,
    Text,
    bindparam,
    case,
    func,
    select,
    union_all,
)

from tracker.store.tables import UNSETTLED, decision, event, minutes, obligation, occurrence, office

Where = Sequence[ColumnElement[bool]]
"""Conditions on what never changes of an occurrence: id, obligation, period, first deadline and quarter."""


_HANDED_IN = ("submitted", "accepted")
"""The states in which there is a submission that counts."""

_HANDS_IN = ("submit", "find")
"""What the day of such a submission is told by: what an office handed in, or the meeting found done."""


def standing(as_of: date, where: Where = ()) -> CTE:
    """All at the end of `as_of`: id, obligation_id, period, first_due_on, due_on, state, submitted_on."""
    return union_all(_unchanged(as_of).where(*where), _rewound(as_of).where(*where)).cte("standing")


def overdue_at(as_of: date, where: Where = ()) -> CTE:
    """The same columns, of those that were open or returned after their deadline.

    Costs what is overdue, and what has changed since: the present ones come from the index of unsettled ones.
    """
    unchanged = _unchanged(as_of).where(UNSETTLED, occurrence.c.due_on < as_of, *where)
    rewound = _rewound(as_of).where(*where).subquery()
    was_overdue = select(rewound).where(rewound.c.state.in_(("open", "returned")), rewound.c.due_on < as_of)
    return union_all(unchanged, was_overdue).cte("standing")


def _unchanged(as_of: date) -> Select[Any]:
    return select(
        occurrence.c.id,
        occurrence.c.obligation_id,
        occurrence.c.period,
        occurrence.c.first_due_on,
        occurrence.c.due_on,
        occurrence.c.state,
        case((occurrence.c.state.in_(_HANDED_IN), occurrence.c.submitted_on)).label("submitted_on"),
    ).where(occurrence.c.changed_on <= _day(as_of), _there(as_of))


def _rewound(as_of: date) -> Select[Any]:
    day = _day(as_of)
    last = event.alias("last_event")
    its_events = event.c.occurrence_id == occurrence.c.id
    last_id = (
        select(event.c.id)
        .where(its_events, event.c.on <= day)
        .order_by(event.c.on.desc(), event.c.id.desc())
        .limit(1)
        .correlate(occurrence)
        .scalar_subquery()
    )
    handed_in = (
        select(func.max(event.c.on))
        .where(its_events, event.c.on <= day, event.c.kind.in_(_HANDS_IN))
        .correlate(occurrence)
        .scalar_subquery()
    )
    return (
        select(
            occurrence.c.id,
            occurrence.c.obligation_id,
            occurrence.c.period,
            occurrence.c.first_due_on,
            case((last.c.id.is_(None), occurrence.c.first_due_on), else_=last.c.due_on).label("due_on"),
            func.coalesce(last.c.state, "open", type_=Text).label("state"),
            case((last.c.state.in_(_HANDED_IN), handed_in)).label("submitted_on"),
        )
        .select_from(occurrence.outerjoin(last, last.c.id == last_id))
        .where(occurrence.c.changed_on > day, _there(as_of))
    )


def _there(as_of: date) -> ColumnElement[bool]:
    return occurrence.c.since.is_(None) | (occurrence.c.since <= _day(as_of))


def _day(as_of: date) -> BindParameter[date]:
    return bindparam("as_of", as_of, type_=occurrence.c.changed_on.type)


def with_names(found: CTE) -> Select[Any]:
    """The occurrences of a CTE with what a list shows of each: whose it is, what to do, which minutes."""
    return (
        select(
            found.c.id.label("occurrence_id"),
            found.c.obligation_id,
            decision.c.id.label("decision_id"),
            decision.c.minutes_id,
            obligation.c.office_code,
            office.c.name_bn.label("office_name_bn"),
            office.c.name_en.label("office_name_en"),
            minutes.c.title.label("minutes_title"),
            minutes.c.name.label("minutes_name"),
            minutes.c.memo_number,
            decision.c.number.label("decision_number"),
            decision.c.text.label("decision_text"),
            found.c.period,
            found.c.first_due_on,
            found.c.due_on,
            found.c.state,
            found.c.submitted_on,
        )
        .select_from(found)
        .join(obligation, obligation.c.id == found.c.obligation_id)
        .join(decision, decision.c.id == obligation.c.decision_id)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .join(office, office.c.code == obligation.c.office_code)
    )


def chosen(
    offices: Sequence[str] | None = None,
    minutes_id: int | None = None,
    decision_id: int | None = None,
) -> list[ColumnElement[bool]]:
    """Conditions on `with_names` for the usual choices; None chooses all."""
    conditions: list[ColumnElement[bool]] = []
    if offices is not None:
        conditions.append(obligation.c.office_code.in_(offices))
    if minutes_id is not None:
        conditions.append(decision.c.minutes_id == minutes_id)
    if decision_id is not None:
        conditions.append(decision.c.id == decision_id)
    return conditions
