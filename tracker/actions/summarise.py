"""The quarterly compliance summary, as known at the end of any day; a quarter that is over can be issued for good."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from tracker.actions.clock import civil_date
from tracker.domain.compliance import Figures
from tracker.domain.fiscal import Quarter
from tracker.reports.output import opened
from tracker.reports.summary import DecisionLabel, Names, Summary, summarise_cells
from tracker.reports.summary_html import summary_html
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append, head
from tracker.store.engine import Store
from tracker.store.insert import insert_new
from tracker.store.queries.compliance import compliance_rows
from tracker.store.tables import decision, minutes, obligation, occurrence, office, summary


@dataclass(frozen=True, slots=True)
class Issued:
    """A summary as issued, and the page that was written for it."""

    quarter: str
    path: Path


def summarise(store: Store, settings: Settings, quarter: Quarter, *, as_of: date) -> Summary:
    """What became of everything that first fell due in the quarter, as at the end of `as_of`. Changes nothing."""
    with store.read_only() as conn:
        return _summarise(conn, settings, quarter, as_of)


def issue_ended_quarter(store: Store, settings: Settings, *, actor: str, now: datetime) -> Issued | None:
    """Issue the summary of the quarter before today's, once; None when that was done, or nothing was due in it.

    What is issued is kept as it is, with the audit checkpoint of that moment, and written as a page to var/reports.
    """
    fiscal, today = settings.reckoning().fiscal, civil_date(now, settings.directory().body.timezone)
    quarter = fiscal.quarter_of(fiscal.quarter_start(fiscal.quarter_of(today)) - date.resolution)
    label = fiscal.label(quarter)
    with store.writing() as conn:
        if not _to_be_issued(conn, quarter, label):
            return None
        figures = _summarise(conn, settings, quarter, today)
        checkpoint = head(conn)
        row: dict[str, Any] = {
            "quarter": label,
            "issued_on": today,
            "issued_at": now,
            "figures": figures.to_json(),
            "checkpoint": str(checkpoint) if checkpoint else "",
        }
        if not insert_new(conn, summary, [row], summary.c.id):
            return None
        entry = Entry(action="summary.issue", subject=f"summary:{label}", after={"checkpoint": row["checkpoint"]})
        append(conn, [entry], at=now, actor=actor)
        path = settings.home / "var" / "reports" / f"summary-{label}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        with opened(str(path)) as page:
            html = summary_html(figures, settings.language, settings.home, checkpoint=row["checkpoint"])
            page.write(html)
    return Issued(label, path)


def _to_be_issued(conn: Connection, quarter: Quarter, label: str) -> bool:
    if conn.scalar(select(summary.c.id).where(summary.c.quarter == label)) is not None:
        return False
    return bool(conn.scalar(select(func.count()).where(occurrence.c.due_quarter == quarter.index)))


def _summarise(conn: Connection, settings: Settings, quarter: Quarter, as_of: date) -> Summary:
    counts = [f.name for f in fields(Figures)]
    cells = {
        (row.office_code, str(row.decision_id)): Figures(**{name: int(getattr(row, name)) for name in counts})
        for row in compliance_rows(conn, quarter.index, as_of)
    }
    concerned = {code for code, _ in cells}
    names: dict[str, Names] = {
        row.code: {"bn": row.name_bn, "en": row.name_en}
        for row in conn.execute(select(office).order_by(office.c.code))
        if row.active or row.code in concerned
    }
    return summarise_cells(
        cells,
        quarter,
        as_of,
        fiscal=settings.reckoning().fiscal,
        body=settings.directory().body.code,
        names=names,
        labels=_labels(conn, quarter),
    )


def _labels(conn: Connection, quarter: Quarter) -> dict[str, DecisionLabel]:
    """What the decisions with something due in the quarter are called."""
    due = select(obligation.c.decision_id).join(occurrence, occurrence.c.obligation_id == obligation.c.id)
    query = (
        select(decision.c.id, decision.c.minutes_id, decision.c.number, decision.c.text, minutes.c.memo_number)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .where(decision.c.id.in_(due.where(occurrence.c.due_quarter == quarter.index)))
    )
    return {
        str(row.id): DecisionLabel(f"{row.minutes_id}/{row.number}", row.text, row.memo_number or "")
        for row in conn.execute(query)
    }
