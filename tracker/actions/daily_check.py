"""The daily check: make occurrences ahead, decide which steps of the ladder fall due, queue one mail a day to each.

The operator gets one mail about each check. A civil date is checked once, ever; a missed day is stood in for by the
next check. What costs time is what changed: only occurrences whose next step has come are looked at.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from tracker.actions.occurrences import make_ahead
from tracker.actions.operator import queue_operator_mail
from tracker.actions.recount import Recount, recount_deadlines
from tracker.actions.steps import Queued, queue_steps
from tracker.actions.trial import transact
from tracker.domain.errors import Refused
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.locks import hold_check
from tracker.store.offices import take_over_directory
from tracker.store.queries.offices import LeftBehind, left_behind
from tracker.store.tables import run


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check did. `already` is true when that day was checked before: then nothing was changed.

    `recounted` says what a changed calendar moved; `queued` counts notices of the ladder by (kind, stage);
    `no_contact` names offices that have nobody to write to, `left_behind` those that are not there any more and
    still owe something.
    """

    day: date
    already: bool = False
    dry_run: bool = False
    missed: tuple[date, ...] = ()
    recounted: Recount = field(default_factory=Recount)
    occurrences_made: int = 0
    queued: Counter[tuple[str, int]] = field(default_factory=Counter)
    superseded: int = 0
    no_contact: tuple[str, ...] = ()
    left_behind: tuple[LeftBehind, ...] = ()


def daily_check(
    store: Store, settings: Settings, day: date, *, actor: str, now: datetime, dry_run: bool = False
) -> CheckReport:
    """Check one civil date; a second call for the same date changes nothing. With `dry_run` nothing is kept.

    Raises Refused when a later date has been checked already: a check cannot go back.
    """
    report = transact(store, lambda conn: _check(conn, settings, day, actor, now), dry_run=dry_run)
    return replace(report, dry_run=dry_run)


def _check(conn: Connection, settings: Settings, day: date, actor: str, now: datetime) -> CheckReport:
    hold_check(conn)
    last = _last_checked(conn)
    if last is not None and last >= day:
        return _already(conn, day, last)
    take_over_directory(conn, settings.directory(), at=now, actor=actor)
    missed = _missed(last, day)
    recounted = recount_deadlines(conn, settings, day, actor=actor, now=now)
    made = make_ahead(conn, settings, day, actor=actor, now=now)
    queued = queue_steps(conn, settings.ladder(), day, now=now)
    report = CheckReport(
        day,
        missed=missed,
        recounted=recounted,
        occurrences_made=made,
        queued=queued.by_kind,
        superseded=queued.superseded,
        no_contact=tuple(sorted({*queued.no_contact, *recounted.no_contact})),
        left_behind=tuple(left_behind(conn)),
    )
    queued.entries += queue_operator_mail(conn, settings, day, now=now)
    _record(conn, report, queued, actor, now)
    return report


def checked_through(store: Store) -> date | None:
    """The last civil date that was checked (or stood in for), None when none was."""
    with store.reading() as conn:
        return _last_checked(conn)


def _last_checked(conn: Connection) -> date | None:
    last: date | None = conn.scalar(select(func.max(run.c.civil_date)).where(run.c.kind == "check"))
    return last


def _already(conn: Connection, day: date, last: date) -> CheckReport:
    done = conn.scalar(select(run.c.civil_date).where(run.c.kind == "check", run.c.civil_date == day))
    if done is None:
        raise Refused(
            f"{last.isoformat()} has been checked already, and a check cannot go back to {day.isoformat()}",
            hint=f"check a day after {last.isoformat()}; lists take any day with --as-of",
        )
    return CheckReport(day, already=True)


def _missed(last: date | None, day: date) -> tuple[date, ...]:
    if last is None:
        return ()
    return tuple(last + timedelta(days=n) for n in range(1, (day - last).days))


def _record(conn: Connection, report: CheckReport, queued: Queued, actor: str, now: datetime) -> None:
    counts: dict[str, Any] = {
        "occurrences_made": report.occurrences_made,
        "moved": len(report.recounted.moved),
        "queued": sum(report.queued.values()),
        "superseded": report.superseded,
        "no_contact": list(report.no_contact),
        "left_behind": [each.code for each in report.left_behind],
    }
    rows = [{"civil_date": missed, "caught_up_on": report.day, "counts": None} for missed in report.missed] + [
        {"civil_date": report.day, "caught_up_on": None, "counts": counts}
    ]
    conn.execute(insert(run), [{"kind": "check", "started_at": now, "finished_at": now, **row} for row in rows])
    entry = Entry(
        action="check.run",
        subject=f"run:{report.day.isoformat()}",
        after={**counts, "missed": [d.isoformat() for d in report.missed]},
    )
    append(conn, [*queued.entries, entry], at=now, actor=actor)
