"""An office reports an occurrence as implemented."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, insert

from tracker.actions.clock import civil_date
from tracker.actions.lives import find_occurrence, move
from tracker.domain.actors import refuse_for_others
from tracker.domain.errors import BadInput
from tracker.domain.life import Act
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.tables import submission


@dataclass(frozen=True, slots=True)
class Report:
    """What an office hands in: a note, links to the evidence, and the day it was implemented (not later than `on`)."""

    on: date
    note: str
    links: Sequence[str] = ()
    implemented_on: date | None = None


def submit(store: Store, settings: Settings, occurrence_id: int, report: Report, *, actor: str, now: datetime) -> None:
    """Record the submission; on time is judged by `report.on`.

    Raises BadInput when the occurrence is unknown, the note is empty or a date lies in the future; Refused when the
    occurrence is not open or returned, or `actor` is another office.
    """
    directory = settings.directory()
    _check(report, civil_date(now, directory.body.timezone))

    def work(conn: Connection) -> None:
        row = find_occurrence(conn, occurrence_id)
        refuse_for_others(actor, row.office_code, directory)
        details = {"links": list(report.links)}
        move(
            conn,
            row,
            Act.SUBMIT,
            on=report.on,
            actor=actor,
            now=now,
            note=report.note,
            details=details,
            submitted_on=report.on,
        )
        conn.execute(
            insert(submission).values(
                occurrence_id=occurrence_id,
                submitted_on=report.on,
                submitted_at=now,
                submitted_by=actor,
                implemented_on=report.implemented_on,
                note=report.note,
                links=list(report.links),
            )
        )

    store.transact(work)


def _check(report: Report, today: date) -> None:
    if not report.note.strip():
        raise BadInput("a submission says what was done", hint="say it with: --note 'what, and where it is seen'")
    if report.on > today:
        raise BadInput(f"{report.on.isoformat()} is in the future; today is {today.isoformat()}", hint="mend --on")
    if report.implemented_on is not None and report.implemented_on > report.on:
        raise BadInput(
            f"implemented on {report.implemented_on.isoformat()}, but reported before, on {report.on.isoformat()}",
            hint="mend --implemented-on or --on",
        )
