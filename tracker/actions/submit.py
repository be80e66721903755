"""An office reports an occurrence as implemented, or how far it has come, with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from unicodedata import normalize

from sqlalchemy import Connection, Row, insert

from tracker.actions.clock import refuse_future
from tracker.actions.evidence import Stored, record_files, store_files
from tracker.actions.lives import find_occurrence, may, move
from tracker.actions.parts import chosen_parts, parts_of, refuse_incomplete, report_parts
from tracker.domain.actors import refuse_for_others
from tracker.domain.errors import BadInput
from tracker.domain.evidence import check_link
from tracker.domain.life import Act
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.tables import submission


@dataclass(frozen=True, slots=True)
class Report:
    """What an office hands in: a note, evidence as links and files, and the day it was implemented (not after `on`).

    `parts` are positions among the parts of the decision, where it has any.
    """

    on: date
    note: str
    links: Sequence[str] = ()
    implemented_on: date | None = None
    files: Sequence[Path] = ()
    parts: Sequence[int] = ()


def submit(store: Store, settings: Settings, occurrence_id: int, report: Report, *, actor: str, now: datetime) -> None:
    """Record the submission; on time is judged by `report.on`.

    Raises BadInput when the occurrence is unknown, the note is empty, a date lies in the future, or a link, file or
    part cannot be taken; Refused when the occurrence is not open or returned, parts are missing, or `actor` is another
    office.
    """
    _hand_in(store, settings, occurrence_id, report, Act.SUBMIT, actor, now)


def progress(
    store: Store, settings: Settings, occurrence_id: int, report: Report, *, actor: str, now: datetime
) -> None:
    """Record that an occurrence is under way or partly done: it stays open, and silences no notice.

    Raises as `submit`, but parts may be missing.
    """
    _hand_in(store, settings, occurrence_id, report, Act.PROGRESS, actor, now)


def _hand_in(
    store: Store, settings: Settings, occurrence_id: int, report: Report, act: Act, actor: str, now: datetime
) -> None:
    _check(report, settings, now)
    # Looked at before the files are taken in, and again once the occurrence is locked.
    with store.reading() as conn:
        _refuse(conn, settings, find_occurrence(conn, occurrence_id, lock=False), report, act, actor)
    files = store_files(settings, report.files)

    def work(conn: Connection) -> None:
        row = find_occurrence(conn, occurrence_id)
        given = _refuse(conn, settings, row, report, act, actor)
        details = _details(report, files)
        columns = {"submitted_on": report.on} if act is Act.SUBMIT else {}
        note = _note(report)
        move(conn, row, act, on=report.on, actor=actor, now=now, note=note, details=details, **columns)
        made = conn.execute(
            insert(submission)
            .values(
                occurrence_id=occurrence_id,
                submitted_on=report.on,
                submitted_at=now,
                submitted_by=actor,
                implemented_on=report.implemented_on,
                note=note,
                links=list(report.links),
                kind="complete" if act is Act.SUBMIT else "progress",
            )
            .returning(submission.c.id)
        ).scalar_one()
        record_files(conn, made, files)
        report_parts(conn, made, given)

    store.transact(work)


def _refuse(
    conn: Connection, settings: Settings, row: Row[Any], report: Report, act: Act, actor: str
) -> Sequence[Row[Any]]:
    """Whatever forbids the act now; the parts that the report names."""
    refuse_for_others(actor, row.office_code, settings.directory())
    may(conn, row, act)
    parts = parts_of(conn, row.decision_id)
    given = chosen_parts(parts, report.parts)
    if act is Act.SUBMIT:
        refuse_incomplete(conn, row, parts, given)
    return given


def _details(report: Report, files: Sequence[Stored]) -> dict[str, Any]:
    details: dict[str, Any] = {"links": list(report.links)}
    if files:
        details["files"] = [[file.sha256, file.name] for file in files]
    if report.parts:
        details["parts"] = list(report.parts)
    return details


def _note(report: Report) -> str:
    return normalize("NFC", report.note).strip()


def _check(report: Report, settings: Settings, now: datetime) -> None:
    if not _note(report):
        raise BadInput("a submission says what was done", hint="say it with: --note 'what, and where it is seen'")
    refuse_future(report.on, settings, now)
    if report.implemented_on is not None and report.implemented_on > report.on:
        raise BadInput(
            f"implemented on {report.implemented_on.isoformat()}, but reported before, on {report.on.isoformat()}",
            hint="mend --implemented-on or --on",
        )
    for link in report.links:
        check_link(link)
