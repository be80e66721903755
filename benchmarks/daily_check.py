"""The daily check costs what changed: the same 10,000 due changes among ten times as many stored occurrences."""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import insert

from benchmarks.measure import Ratio, seconds
from tracker.actions.daily_check import daily_check
from tracker.actions.recount import note_calendar
from tracker.settings.load import load_settings
from tracker.settings.model import Settings
from tracker.store.engine import Store, open_store
from tracker.store.offices import take_over_directory
from tracker.store.schema import ensure_schema
from tracker.store.tables import decision, minutes, obligation, occurrence

DAY = date(2026, 6, 30)
DUE = 10_000
NOW = datetime(2026, 6, 30, 4, tzinfo=UTC)
ROUNDS = 5


def measure() -> Iterator[Ratio]:
    """One ratio: a check over 1,000,000 stored occurrences against one over 100,000, both with 10,000 due changes."""
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(Path(folder))
        small = _filled(Path(folder) / "small.db", settings, 100_000)
        large = _filled(Path(folder) / "large.db", settings, 1_000_000)
        times = [(_one_check(small, settings, n), _one_check(large, settings, n)) for n in range(ROUNDS + 1)][1:]
    few, many = (statistics.median(t[i] for t in times) for i in (0, 1))
    yield Ratio("daily check, 1,000,000 stored ÷ 100,000 stored", many / few, 1.5, f"{many:.2f} s ÷ {few:.2f} s")


def _one_check(store: Store, settings: Settings, round_: int) -> float:
    """Each round's own day finds its own 10,000 due."""
    day = DAY + timedelta(days=round_)
    return seconds(lambda: daily_check(store, settings, day, actor="benchmark", now=NOW))


def _filled(path: Path, settings: Settings, stored: int) -> Store:
    store = open_store(f"sqlite:///{path}")
    ensure_schema(store)
    with store.writing() as conn:
        take_over_directory(conn, settings.directory(), at=NOW, actor="benchmark")
        note_calendar(conn, settings.calendar())
        offices = [o.code for o in settings.directory().offices if o.parent]
        minutes_id = conn.execute(insert(minutes).values(_minutes()).returning(minutes.c.id)).scalar_one()
        per_decision = len(offices)
        decisions = [_decision(minutes_id, n) for n in range(stored // per_decision // 20 + 1)]
        conn.execute(insert(decision), decisions)
        conn.execute(
            insert(obligation),
            [{"decision_id": d + 1, "office_code": code} for d in range(len(decisions)) for code in offices],
        )
        obligations = len(decisions) * per_decision
        for start in range(0, stored, 50_000):
            conn.execute(
                insert(occurrence),
                [_occurrence(n, n % obligations + 1) for n in range(start, min(start + 50_000, stored))],
            )
    return store


def _minutes() -> dict[str, object]:
    return {
        "sha256": "0" * 64,
        "name": "benchmark",
        "format": "text",
        "language": "bn",
        "kind": "coordination_minutes",
        "warnings": [],
        "text": "",
        "body_code": "divcom-rangpur",
        "imported_at": NOW,
        "imported_by": "benchmark",
    }


def _decision(minutes_id: int, n: int) -> dict[str, object]:
    return {
        "minutes_id": minutes_id,
        "position": n,
        "number": str(n),
        "subject": "",
        "text": "সভা করতে হবে।",
        "nature": "obligation",
        "implementer_text": "",
        "as_read": {},
        "rule": {"kind": "none"},
        "origin": "text",
        "state": "binding",
        "review": [],
    }


def _occurrence(n: int, obligation_id: int) -> dict[str, object]:
    """The first rounds × 10,000 fall due one round a day; the others are settled, or due much later."""
    round_ = n // DUE
    if round_ <= ROUNDS:
        due = DAY + timedelta(days=round_ - 1)
        return _row(n, obligation_id, due, "open", due + timedelta(days=1))
    if n % 4:
        return _row(n, obligation_id, DAY - timedelta(days=n % 900 + 30), "accepted", None)
    due = DAY + timedelta(days=n % 300 + 60)
    return _row(n, obligation_id, due, "open", due - timedelta(days=7))


def _row(n: int, obligation_id: int, due: date, state: str, step: date | None) -> dict[str, object]:
    return {
        "obligation_id": obligation_id,
        "period": str(n),
        "first_due_on": due,
        "due_on": due,
        "due_quarter": due.year * 4 + (due.month - 1) // 3,
        "state": state,
        "changed_on": due,
        "next_step_on": step,
        "stepped_through": step - timedelta(days=1) if step else None,
    }
