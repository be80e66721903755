"""The parts of a decision that asks for several things: which they are, and which of them are reported."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, exists, insert, or_, select, update

from tracker.domain.errors import BadInput, Refused
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.tables import decision, part, part_report, submission


def set_parts(store: Store, decision_id: int, texts: Sequence[str], *, actor: str, now: datetime) -> None:
    """Give a decision its parts, in place of those it has; none takes them away.

    Raises BadInput for an empty or doubled text, Refused once a part has been reported.
    """
    wanted = [" ".join(text.split()) for text in texts]
    if not all(wanted):
        raise BadInput("a part needs words", hint='tracker parts set 1/2 "photo" "particulars" "office order"')
    if len(set(wanted)) < len(wanted):
        raise BadInput("two parts have the same words", hint="give each part its own")

    def work(conn: Connection) -> None:
        row = conn.execute(select(decision).where(decision.c.id == decision_id).with_for_update()).one()
        before = parts_of(conn, decision_id)
        reported = select(part_report).join(part, part.c.id == part_report.c.part_id)
        if conn.scalar(select(exists(reported.where(part.c.decision_id == decision_id)))):
            raise Refused(
                f"parts of decision {row.number} have been reported already", hint="see them with: tracker parts show"
            )
        conn.execute(delete(part).where(part.c.decision_id == decision_id))
        rows = [{"decision_id": decision_id, "position": n, "text": text} for n, text in enumerate(wanted, start=1)]
        if rows:
            conn.execute(insert(part), rows)
        entry = Entry(
            "decision.parts",
            f"decision:{decision_id}",
            before={"parts": [row.text for row in before]},
            after={"parts": wanted},
        )
        append(conn, [entry], at=now, actor=actor)

    store.transact(work)


def parts_of(conn: Connection, decision_id: int) -> Sequence[Row[Any]]:
    """The parts of a decision by their position, () for one that asks for a single thing."""
    return conn.execute(select(part).where(part.c.decision_id == decision_id).order_by(part.c.position)).all()


def chosen_parts(parts: Sequence[Row[Any]], positions: Sequence[int]) -> Sequence[Row[Any]]:
    """The parts at these positions. Raises BadInput for one that is not there."""
    by_position = {row.position: row for row in parts}
    unknown = [str(n) for n in positions if n not in by_position]
    if unknown:
        there = _listed(parts) if parts else "none; it asks for one thing"
        raise BadInput(f"there is no part {', '.join(unknown)}", hint=f"the parts are: {there}")
    return [by_position[n] for n in dict.fromkeys(positions)]


def report_parts(conn: Connection, submission_id: int, parts: Sequence[Row[Any]]) -> None:
    """Record which parts a submission reports."""
    rows = [{"submission_id": submission_id, "part_id": row.id} for row in parts]
    if rows:
        conn.execute(insert(part_report), rows)


def reported_on(conn: Connection, occurrence_id: int) -> Mapping[int, date]:
    """The day of the last report of each part (by its id) that was not found wanting, for one occurrence."""
    query = (
        select(part_report.c.part_id, submission.c.submitted_on)
        .join(submission, submission.c.id == part_report.c.submission_id)
        .where(submission.c.occurrence_id == occurrence_id, part_report.c.returned_on.is_(None))
        .where(or_(submission.c.verdict.is_(None), submission.c.verdict != "withdrawn"))
        .order_by(submission.c.id)
    )
    return {row.part_id: row.submitted_on for row in conn.execute(query)}


def refuse_incomplete(conn: Connection, row: Row[Any], parts: Sequence[Row[Any]], given: Sequence[Row[Any]]) -> None:
    """Raise Refused when the parts reported before and the `given` ones are not all of the decision's."""
    done = {*reported_on(conn, row.id), *(each.id for each in given)}
    missing = [each for each in parts if each.id not in done]
    if missing:
        raise Refused(
            f"{len(missing)} of {len(parts)} parts are not reported: {_listed(missing)}",
            hint="name what is done with --part N; report what is done so far with: tracker progress",
        )


def find_wanting(conn: Connection, row: Row[Any], positions: Sequence[int], on: date) -> Sequence[str]:
    """Mark parts of an occurrence as wanting: they must be reported again; their words.

    Raises BadInput for one that was not reported.
    """
    if not positions:
        return ()
    wanted = chosen_parts(parts_of(conn, row.decision_id), positions)
    done = reported_on(conn, row.id)
    not_reported = [each for each in wanted if each.id not in done]
    if not_reported:
        raise BadInput(f"not reported: {_listed(not_reported)}", hint=f"see: tracker obligations show {row.id}")
    of_it = select(submission.c.id).where(submission.c.occurrence_id == row.id)
    conn.execute(
        update(part_report)
        .where(part_report.c.submission_id.in_(of_it), part_report.c.part_id.in_([each.id for each in wanted]))
        .where(part_report.c.returned_on.is_(None))
        .values(returned_on=on)
    )
    return [each.text for each in wanted]


def _listed(parts: Sequence[Row[Any]]) -> str:
    return ", ".join(f"{row.position} “{row.text}”" for row in parts)
