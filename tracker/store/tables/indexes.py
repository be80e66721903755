"""The partial indexes, apart: naming PostgreSQL imports its dialect, which a command on SQLite need not pay for.

Only migrations and `tracker db check` look at them.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, ColumnElement, Index

import tracker.store.tables.ledger  # noqa: F401 (its tables belong to the metadata)
from tracker.store.tables.answers import extension
from tracker.store.tables.duties import SUBMITTED, UNSETTLED, obligation, occurrence
from tracker.store.tables.minutes import IN_REVIEW, decision
from tracker.store.tables.outbox import PENDING, notice


def _partial(name: str, *columns: Column[Any], where: ColumnElement[bool], unique: bool = False) -> None:
    Index(name, *columns, sqlite_where=where, postgresql_where=where, unique=unique)


_made = obligation.c.made_through
_step = occurrence.c.next_step_on

_partial("ix_decision_review", decision.c.id, where=IN_REVIEW)
_partial("ix_obligation_made_through", _made, where=_made.is_not(None))
_partial("ix_occurrence_unsettled", occurrence.c.due_on, where=UNSETTLED)
_partial("ix_occurrence_submitted", occurrence.c.submitted_on, where=SUBMITTED)
_partial("ix_occurrence_next_step_on", _step, where=_step.is_not(None))
_partial("ix_notice_pending", notice.c.state, notice.c.id, where=PENDING)
_partial("ix_extension_undecided", extension.c.occurrence_id, where=extension.c.verdict.is_(None), unique=True)
