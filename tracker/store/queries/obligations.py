"""Obligations with their occurrences, and the whole story of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, select

from tracker.domain.errors import BadInput
from tracker.store.queries import AnyRow, Rows
from tracker.store.queries.notices import about
from tracker.store.queries.standing import chosen, standing, with_names
from tracker.store.tables import decision, event, minutes, obligation, occurrence, office, submission

_LIST = "the numbers are listed by: tracker obligations list"


@dataclass(frozen=True, slots=True)
class ObligationStory:
    """One obligation: `row` with its office, decision and minutes; its occurrences at the end of a day."""

    row: AnyRow
    occurrences: Rows


@dataclass(frozen=True, slots=True)
class OccurrenceStory:
    """One occurrence: `row` as it stands with its office, decision and minutes, and all that happened to it.

    `notices` have one row for each attempt to deliver (see `queries.notices.about`).
    """

    row: AnyRow
    events: Rows
    submissions: Rows
    notices: Rows


def obligations(
    conn: Connection,
    as_of: date,
    *,
    offices: Sequence[str] | None = None,
    minutes_id: int | None = None,
    decision_id: int | None = None,
    quarter: int | None = None,
    states: Sequence[str] | None = None,
) -> Rows:
    """Every occurrence as it stood at the end of `as_of`, by minutes, decision, office's place in it,
    deadline.

    Chooses by office codes, minutes, decision, index of the fiscal quarter of the first deadline, and states.
    Rows have the columns of `standing.with_names`.
    """
    found = standing(as_of, () if quarter is None else (occurrence.c.due_quarter == quarter,))
    conditions = chosen(offices, minutes_id, decision_id)
    if states is not None:
        conditions.append(found.c.state.in_(states))
    query = with_names(found).where(*conditions)
    return conn.execute(
        query.order_by(decision.c.minutes_id, decision.c.position, found.c.obligation_id, found.c.id)
    ).all()


def obligation_story(conn: Connection, obligation_id: int, as_of: date) -> ObligationStory:
    """One obligation, its occurrences as at the end of `as_of`. Raises BadInput when there is none."""
    row = conn.execute(_whose().where(obligation.c.id == obligation_id)).one_or_none()
    if row is None:
        raise BadInput(f"there is no obligation {obligation_id}", hint=_LIST)
    found = standing(as_of, (occurrence.c.obligation_id == obligation_id,))
    return ObligationStory(row, conn.execute(select(found).order_by(found.c.id)).all())


def occurrence_story(conn: Connection, occurrence_id: int) -> OccurrenceStory:
    """One occurrence with all that happened to it. Raises BadInput when there is none.

    `row` has the columns of the table `occurrence` (its id as `occurrence_id`) beside those of its
    obligation.
    """
    columns = [c for c in occurrence.c if c.name not in ("id", "obligation_id")]
    row = conn.execute(
        _whose()
        .add_columns(occurrence.c.id.label("occurrence_id"), *columns)
        .join(occurrence, occurrence.c.obligation_id == obligation.c.id)
        .where(occurrence.c.id == occurrence_id)
    ).one_or_none()
    if row is None:
        raise BadInput(f"there is no occurrence {occurrence_id}", hint=_LIST)
    events = select(event).where(event.c.occurrence_id == occurrence_id).order_by(event.c.on, event.c.id)
    handed_in = select(submission).where(submission.c.occurrence_id == occurrence_id).order_by(submission.c.id)
    return OccurrenceStory(row, conn.execute(events).all(), conn.execute(handed_in).all(), about(conn, occurrence_id))


def _whose() -> Select[Any]:
    return (
        select(
            obligation.c.id.label("obligation_id"),
            obligation.c.state.label("obligation_state"),
            obligation.c.made_through,
            obligation.c.office_code,
            office.c.name_bn.label("office_name_bn"),
            office.c.name_en.label("office_name_en"),
            decision.c.id.label("decision_id"),
            decision.c.number.label("decision_number"),
            decision.c.subject.label("decision_subject"),
            decision.c.text.label("decision_text"),
            decision.c.rule,
            decision.c.origin,
            minutes.c.id.label("minutes_id"),
            minutes.c.title.label("minutes_title"),
            minutes.c.name.label("minutes_name"),
            minutes.c.memo_number,
            minutes.c.held_on,
            minutes.c.issued_on,
        )
        .join(decision, decision.c.id == obligation.c.decision_id)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .join(office, office.c.code == obligation.c.office_code)
    )
