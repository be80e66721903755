"""Minutes, their decisions, and what rests in review."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Select, case, func, select

from tracker.domain.errors import BadInput
from tracker.domain.numerals import to_latin
from tracker.store.queries import AnyRow, Rows
from tracker.store.tables import IN_REVIEW, NOTE, decision, minutes, obligation

_COLUMNS = [column for column in minutes.c if column.name != "text"]
"""Without the document's words, which a list does not show."""


@dataclass(frozen=True, slots=True)
class MinutesStory:
    """One document: all columns of `minutes`, its decisions in order (see `decisions`), and what amends it."""

    row: AnyRow
    decisions: Rows
    amended_by: int | None = None


def minutes_list(conn: Connection) -> Rows:
    """All minutes in the order of their import: the columns of `minutes` without the text, how many decisions they
    hold: `decisions`, of these `binding` and `in_review`, and the minutes that amend them: `amended_by`.
    """

    def of_state(state: str) -> Any:
        return func.coalesce(func.sum(case((decision.c.state == state, 1), else_=0)), 0).label(f"n_{state}")

    counts = (
        select(decision.c.minutes_id, func.count().label("n"), of_state("binding"), of_state("review"))
        .group_by(decision.c.minutes_id)
        .subquery()
    )
    later = minutes.alias("later")
    return conn.execute(
        select(
            *_COLUMNS,
            later.c.id.label("amended_by"),
            func.coalesce(counts.c.n, 0).label("decisions"),
            func.coalesce(counts.c.n_binding, 0).label("binding"),
            func.coalesce(counts.c.n_review, 0).label("in_review"),
        )
        .outerjoin(counts, counts.c.minutes_id == minutes.c.id)
        .outerjoin(later, later.c.revises_id == minutes.c.id)
        .order_by(minutes.c.id)
    ).all()


def minutes_story(conn: Connection, reference: str) -> MinutesStory:
    """The minutes that a person means by a number, a memo number, a file name, or the start (8 or more
    digits) of the file's SHA-256. Digits of all three scripts are the same; of several versions of the same
    minutes, a memo number or name means the one in force.

    Raises BadInput when there are none, or several.
    """
    minutes_id = _find(conn, reference)
    row = conn.execute(select(minutes).where(minutes.c.id == minutes_id)).one()
    later = conn.scalar(select(minutes.c.id).where(minutes.c.revises_id == minutes_id))
    return MinutesStory(row, decisions(conn, minutes_id=minutes_id), later)


def warnings_and_notes(row: Any) -> tuple[list[dict[str, Any]], list[str]]:
    """The warnings of minutes, and the remarks that are kept with them."""
    warnings = [warning for warning in row.warnings if warning["code"] != NOTE]
    return warnings, [warning["message"] for warning in row.warnings if warning["code"] == NOTE]


def decisions(
    conn: Connection,
    *,
    minutes_id: int | None = None,
    decision_id: int | None = None,
    states: Sequence[str] | None = None,
) -> Rows:
    """Decisions by minutes and position: the columns of `decision`, those of its minutes as `minutes_title`,
    `minutes_name`, `memo_number`, `held_on`, `issued_on`, `next_meeting_on`, and `offices`, how many it binds.

    `twins` counts the decisions of the same minutes under its number. Of the standing decision that it repeats, if
    any: `standing_minutes`, `standing_number`, `standing_text`, `standing_rule`, `standing_explanation`. Of the one
    that continues it in amended minutes: `later_id`, `later_minutes`, `later_number`.
    """
    query = _decisions()
    if minutes_id is not None:
        query = query.where(decision.c.minutes_id == minutes_id)
    if decision_id is not None:
        query = query.where(decision.c.id == decision_id)
    if states is not None:
        query = query.where(decision.c.state.in_(states))
    return conn.execute(query).all()


def in_review(conn: Connection) -> Rows:
    """The decisions that wait for a registrar, the same columns."""
    return conn.execute(_decisions().where(IN_REVIEW)).all()


def _decisions() -> Select[Any]:
    offices = (
        select(func.count()).where(obligation.c.decision_id == decision.c.id).correlate(decision).scalar_subquery()
    )
    standing, later = decision.alias("standing"), decision.alias("later")
    twins = (
        select(decision.c.minutes_id, decision.c.number, func.count().label("n"))
        .group_by(decision.c.minutes_id, decision.c.number)
        .subquery("twins")
    )
    return (
        select(
            decision,
            minutes.c.title.label("minutes_title"),
            minutes.c.name.label("minutes_name"),
            minutes.c.memo_number,
            minutes.c.held_on,
            minutes.c.issued_on,
            minutes.c.next_meeting_on,
            offices.label("offices"),
            twins.c.n.label("twins"),
            standing.c.minutes_id.label("standing_minutes"),
            standing.c.number.label("standing_number"),
            standing.c.text.label("standing_text"),
            standing.c.rule.label("standing_rule"),
            standing.c.explanation.label("standing_explanation"),
            later.c.id.label("later_id"),
            later.c.minutes_id.label("later_minutes"),
            later.c.number.label("later_number"),
        )
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .join(twins, (twins.c.minutes_id == decision.c.minutes_id) & (twins.c.number == decision.c.number))
        .outerjoin(standing, standing.c.id == decision.c.restates_id)
        .outerjoin(later, later.c.continues_id == decision.c.id)
        .order_by(decision.c.minutes_id, decision.c.position)
    )


def _find(conn: Connection, reference: str) -> int:
    wanted = _plain(reference)
    columns = (minutes.c[name] for name in ("id", "memo_number", "name", "sha256", "revises_id"))
    rows = conn.execute(select(*columns)).all()
    found = [row.id for row in rows if str(row.id) == wanted]
    if not found:
        found = [
            row.id
            for row in rows
            if wanted in {_plain(row.memo_number or row.name), _plain(row.name)}
            or (len(wanted) >= 8 and row.sha256.startswith(wanted))
        ]
    if len(found) > 1:
        amended = {row.revises_id for row in rows if row.id in found}
        found = [id_ for id_ in found if id_ not in amended]
    if len(found) == 1:
        return int(found[0])
    hint = "the numbers are listed by: tracker minutes list"
    if not found:
        raise BadInput(f"there are no minutes {reference}", hint=hint)
    numbers = ", ".join(str(n) for n in found)
    raise BadInput(f"several minutes go by {reference}: numbers {numbers}", hint="give the number")


def _plain(reference: str) -> str:
    return "".join(to_latin(reference).casefold().split())
