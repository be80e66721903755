"""`tracker overdue` as a whole process, against one that only imports click and SQLAlchemy core and runs its SELECT."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import insert

from benchmarks.measure import Ratio, seconds
from tracker.settings.load import load_settings
from tracker.store.engine import Store, open_store
from tracker.store.offices import take_over_directory
from tracker.store.queries.overdue import select_overdue
from tracker.store.schema import ensure_schema
from tracker.store.tables import decision, minutes, obligation, occurrence

DAY = date(2026, 6, 30)
NOW = datetime(2026, 6, 30, 4, tzinfo=UTC)
OVERDUE = 10_000
ROUNDS = 9
DECISION = "পরিবীক্ষণ কমিটি পুনর্গঠন করে আগামী ১০ দিনের মধ্যে ওয়েবসাইটে আপলোড করতে হবে।"

LIMIT = """
import sys
import click
from sqlalchemy import create_engine, text

engine = create_engine(sys.argv[1])
with engine.connect() as conn:
    rows = conn.execute(text(sys.argv[2])).all()
assert len(rows) == int(sys.argv[3])
"""


def measure() -> Iterator[Ratio]:
    """One ratio a format: the command over the bare SELECT, 10,000 overdue of 20,000 open."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        settings = load_settings(home)
        url = settings.database.address()
        store = open_store(url)
        _fill(store, home)
        with store.reading() as conn:
            select = str(select_overdue(DAY).compile(conn, compile_kwargs={"literal_binds": True}))
        store.close()
        bare = [sys.executable, "-c", LIMIT, url, select.replace(":", "\\:"), str(OVERDUE)]
        for format_ in ("table", "csv", "json"):
            command = [sys.executable, "-m", "tracker", "--home", folder, "overdue"]
            command += ["--as-of", DAY.isoformat(), "--format", format_]
            _run(command)
            _run(bare)
            pairs = [(_seconds(command), _seconds(bare)) for _ in range(ROUNDS)]
            ours, limit = (statistics.median(pair[i] for pair in pairs) for i in (0, 1))
            ratio = statistics.median(ours / limit for ours, limit in pairs)
            name = f"tracker overdue --format {format_} ÷ click + SQLAlchemy core + its SELECT, 10,000 rows"
            yield Ratio(name, ratio, 1.3, f"{ours * 1000:.0f} ms ÷ {limit * 1000:.0f} ms")


def _seconds(command: list[str]) -> float:
    return seconds(partial(_run, command))


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "TRACKER_HOME": ""})


def _fill(store: Store, home: Path) -> None:
    ensure_schema(store)
    directory = load_settings(home).directory()
    offices = [office.code for office in directory.offices if office.parent]
    with store.writing() as conn:
        take_over_directory(conn, directory, at=NOW, actor="benchmark")
        conn.execute(insert(minutes).values(_minutes(directory.body.code)))
        count = 50
        conn.execute(insert(decision), [_decision(n) for n in range(count)])
        rows = [{"decision_id": d + 1, "office_code": code} for d in range(count) for code in offices]
        conn.execute(insert(obligation), rows)
        conn.execute(insert(occurrence), [_occurrence(n, len(rows)) for n in range(2 * OVERDUE)])


def _minutes(body: str) -> dict[str, object]:
    return {
        "sha256": "0" * 64,
        "name": "benchmark",
        "format": "text",
        "language": "bn",
        "kind": "coordination_minutes",
        "warnings": [],
        "text": "",
        "body_code": body,
        "imported_at": NOW,
        "imported_by": "benchmark",
    }


def _decision(n: int) -> dict[str, object]:
    return {
        "minutes_id": 1,
        "position": n,
        "number": str(n),
        "subject": "",
        "text": DECISION,
        "nature": "obligation",
        "implementer_text": "",
        "as_read": {},
        "rule": {"kind": "none"},
        "origin": "text",
        "state": "binding",
        "review": [],
    }


def _occurrence(n: int, obligations: int) -> dict[str, object]:
    """Every second one is overdue, the others are due later."""
    due = DAY - timedelta(days=n % 300 + 1) if n % 2 else DAY + timedelta(days=n % 300)
    return {
        "obligation_id": n % obligations + 1,
        "period": f"P{n // obligations}",
        "first_due_on": due,
        "due_on": due,
        "due_quarter": due.year * 4 + (due.month - 1) // 3,
        "changed_on": DAY - timedelta(days=400),
    }
