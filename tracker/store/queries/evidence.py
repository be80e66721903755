"""The files that were handed in, each by the number of its occurrence and its place there: 17/2."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, Select, func, select

from tracker.domain.errors import BadInput
from tracker.store.queries import AnyRow, Rows
from tracker.store.tables import evidence, submission


def evidence_of(conn: Connection, occurrence_id: int) -> Rows:
    """The files of an occurrence in the order in which they came: `occurrence_id`, `k` (from 1), `name`, `sha256`,
    `size` in bytes, `submission_id`, `submitted_on`, `submitted_by`, `kind`.
    """
    return conn.execute(_numbered().where(submission.c.occurrence_id == occurrence_id)).all()


def evidence_file(conn: Connection, occurrence_id: int, k: int) -> AnyRow:
    """One file by its number. Raises BadInput when there is none."""
    rows = evidence_of(conn, occurrence_id)
    if not 1 <= k <= len(rows):
        raise BadInput(
            f"occurrence {occurrence_id} has no evidence {k}; it has {len(rows)}",
            hint=f"see them with: tracker evidence list {occurrence_id}",
        )
    return rows[k - 1]


def evidence_in_use(conn: Connection) -> Rows:
    """All files that the record names, the same columns."""
    return conn.execute(_numbered()).all()


def _numbered() -> Select[Any]:
    place = func.row_number().over(partition_by=submission.c.occurrence_id, order_by=evidence.c.id)
    return (
        select(
            submission.c.occurrence_id,
            place.label("k"),
            evidence.c.name,
            evidence.c.sha256,
            evidence.c.size,
            evidence.c.submission_id,
            submission.c.submitted_on,
            submission.c.submitted_by,
            submission.c.kind,
        )
        .join(submission, submission.c.id == evidence.c.submission_id)
        .order_by(submission.c.occurrence_id, evidence.c.id)
    )
