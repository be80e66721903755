"""Waiving: an office need not do it this time, by somebody's authority; it is left out of the compliance rate."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection

from tracker.actions.clock import refuse_future
from tracker.actions.lives import find_occurrence, move
from tracker.domain.errors import BadInput
from tracker.domain.life import Act
from tracker.settings.model import Settings
from tracker.store.engine import Store


def waive(
    store: Store,
    settings: Settings,
    occurrence_ids: Sequence[int],
    *,
    on: date,
    reason: str,
    authority: str,
    actor: str,
    now: datetime,
) -> None:
    """Waive open or returned occurrences, all or none. Waiting notices about them are left out.

    Raises BadInput without a reason and an authority, or for a day in the future; Refused when one is in another state.
    """
    for value, option, what in ((reason, "--reason", "a reason"), (authority, "--authority", "an authority")):
        if not value.strip():
            raise BadInput(f"waiving needs {what}", hint=f"give it with: {option} '…'")
    refuse_future(on, settings, now)

    def work(conn: Connection) -> None:
        details = {"authority": authority.strip()}
        for each in dict.fromkeys(occurrence_ids):
            row = find_occurrence(conn, each)
            move(conn, row, Act.WAIVE, on=on, actor=actor, now=now, note=reason.strip(), details=details)

    store.transact(work)
