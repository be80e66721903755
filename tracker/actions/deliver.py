"""Deliver what waits in the outbox: at least once, and at most once but for a death within the send itself.

An attempt is on record before the data leaves, "sent" after the 250. A message is rendered once, at its first attempt;
a retry sends the same bytes. One delivery at a time on a database.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from tracker.actions.addressing import Kept, readdress, whom_now
from tracker.actions.clock import civil_date
from tracker.actions.letters import compose, still_wanted
from tracker.domain.errors import TrackerError
from tracker.notices.retry import GIVE_UP_AFTER, next_wait
from tracker.notices.transport import Outcome, Transport
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.locks import sole_sender
from tracker.store.offices import take_over_directory
from tracker.store.queries.news import OPERATOR
from tracker.store.tables import PENDING, attempt, notice

IN_DOUBT_WAIT = timedelta(minutes=15)
DEATHS_BEFORE_PARKING = 3
"""A notice whose sending died that often is held for a person, so that it cannot block the rest."""

DIED = "the sending process died, so it may have been read"
ACTOR = "delivery"

log = logging.getLogger("tracker.deliver")


@dataclass(slots=True)
class DeliveryReport:
    """What became of the notices; `stopped` says why a run ended early, `busy` that another delivery is at work.

    The daily mail to the operator is counted by itself, in `operator`.
    """

    outcomes: Counter[str] = field(default_factory=Counter)
    operator: Counter[str] = field(default_factory=Counter)
    waiting: int = 0
    busy: bool = False
    stopped: str = ""

    @property
    def tried(self) -> int:
        """How many mails were dealt with."""
        return self.outcomes.total() + self.operator.total()

    def count(self, kind: str, state: str) -> None:
        """Count one mail of a kind by what became of it."""
        (self.operator if kind == OPERATOR else self.outcomes)[state] += 1


def deliver(
    store: Store,
    settings: Settings,
    transport: Transport,
    *,
    clock: Callable[[], datetime],
    limit: int | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> DeliveryReport:
    """Send every notice whose time has come, in the order in which they were queued.

    `clock` gives the instant (a delivery may last), `stop` is asked before each message. Ends early when the fault is
    ours or the mail server is away: nothing is lost, the rest waits.
    """
    report = DeliveryReport()
    with sole_sender(store) as still_sole:
        if still_sole is None:
            report.busy = True
            return report
        _recover(store, settings, clock())
        last_id = 0
        with transport.open() as session:
            while not stop() and (limit is None or report.tried < limit):
                still_sole()
                claimed = _claim(store, settings, last_id, clock())
                if claimed is None:
                    break
                last_id = claimed.id
                if claimed.message is None:
                    report.count(claimed.kind, claimed.state)
                    continue
                outcome = session.send(claimed.message, settings.mail.sender, claimed.recipient)
                report.count(claimed.kind, _record(store, claimed, outcome, clock()))
                if outcome.ends_run:
                    report.stopped = outcome.answer
                    break
    waiting = (PENDING, notice.c.state == "waiting", notice.c.kind != OPERATOR)
    with store.reading() as conn:
        report.waiting = conn.scalar(select(func.count()).where(*waiting)) or 0
    return report


@dataclass(frozen=True, slots=True)
class _Claimed:
    id: int
    state: str
    kind: str
    recipient: str = ""
    message: bytes | None = None
    n: int = 0
    key: str = ""
    created_at: datetime | None = None


def _recover(store: Store, settings: Settings, now: datetime) -> None:
    """Notices left in `sending` by a delivery that died may have been read: they are in doubt, and tried again."""
    with store.writing() as conn:
        take_over_directory(conn, settings.directory(), at=now, actor=ACTOR)
        for row in conn.execute(select(notice).where(PENDING, notice.c.state == "sending")).all():
            own = attempt.c.notice_id == row.id
            started = conn.scalar(select(func.max(attempt.c.started_at)).where(own)) or now
            conn.execute(
                update(attempt)
                .where(own, attempt.c.outcome.is_(None))
                .values(outcome="in_doubt", finished_at=now, answer=DIED)
            )
            died = conn.scalar(select(func.count()).where(own, attempt.c.answer == DIED)) or 0
            if died >= DEATHS_BEFORE_PARKING:
                _change(conn, row.id, row.office_code, now, "held", f"{DIED}, {died} times")
            else:
                _change(conn, row.id, row.office_code, now, "waiting", DIED, next_try_at=started + IN_DOUBT_WAIT)


def _claim(store: Store, settings: Settings, after: int, now: datetime) -> _Claimed | None:
    with store.writing() as conn:
        row = conn.execute(
            select(notice)
            .where(PENDING, notice.c.state == "waiting", notice.c.id > after)
            .where(or_(notice.c.next_try_at.is_(None), notice.c.next_try_at <= now))
            .order_by(notice.c.id)
            .limit(1)
        ).one_or_none()
        if row is None:
            return None
        if row.attempts == 0 and not still_wanted(conn, row):
            _change(conn, row.id, row.office_code, now, "superseded", "every item was settled before it went out")
            return _Claimed(row.id, "superseded", row.kind)
        if row.attempts == 0 and row.kind != OPERATOR:
            new = whom_now(conn, row, civil_date(now, settings.directory().body.timezone))
            if isinstance(new, Kept):
                _change(conn, row.id, row.office_code, now, new.state, new.reason)
                return _Claimed(row.id, new.state, row.kind)
            if new is not None:
                readdress(conn, row, new, at=now, actor=ACTOR)
                row = conn.execute(select(notice).where(notice.c.id == row.id)).one()
        try:
            message = row.message or _render(conn, settings, row, now)
        except TrackerError as trouble:  # whatever is wrong with this one, the rest go out; a person sees why
            return _hold(conn, row, now, f"{trouble.message}; {trouble.hint}")
        except Exception as trouble:
            log.exception("notice %d cannot be written", row.id)
            return _hold(conn, row, now, f"it cannot be written: {trouble}")
        n = row.attempts + 1
        conn.execute(insert(attempt).values(notice_id=row.id, n=n, started_at=now))
        conn.execute(update(notice).where(notice.c.id == row.id).values(state="sending", attempts=n))
        return _Claimed(row.id, "sending", row.kind, row.recipient, message, n, row.key, row.created_at)


def _hold(conn: Connection, row: Row[Any], now: datetime, reason: str) -> _Claimed:
    _change(conn, row.id, row.office_code, now, "held", reason)
    return _Claimed(row.id, "held", row.kind)


def _render(conn: Connection, settings: Settings, row: Row[Any], now: datetime) -> bytes:
    letter = compose(conn, settings, row, now)
    conn.execute(
        update(notice)
        .where(notice.c.id == row.id)
        .values(message=letter.message, message_id=letter.message_id, subject=letter.subject, rendered_at=now)
    )
    return letter.message


def _record(store: Store, claimed: _Claimed, outcome: Outcome, now: datetime) -> str:
    """Put the outcome on record; the notice's state after it."""
    with store.writing() as conn:
        conn.execute(
            update(attempt)
            .where(attempt.c.notice_id == claimed.id, attempt.c.n == claimed.n)
            .values(
                outcome=outcome.kind, stage=outcome.stage, code=outcome.code, answer=outcome.answer, finished_at=now
            )
        )
        office_code = conn.scalar(select(notice.c.office_code).where(notice.c.id == claimed.id)) or ""
        state, reason, values = _after(claimed, outcome, now)
        _change(conn, claimed.id, office_code, now, state, reason, **values)
        return state


def _after(claimed: _Claimed, outcome: Outcome, now: datetime) -> tuple[str, str, dict[str, Any]]:
    if outcome.kind == "sent":
        return "sent", "", {"sent_at": now, "next_try_at": None}
    if outcome.kind == "permanent":  # the address is bad, or this message is: then a person looks at it
        return ("undeliverable" if outcome.blames_address else "held"), outcome.answer, {}
    assert claimed.created_at is not None
    if now - claimed.created_at > GIVE_UP_AFTER:
        return "held", f"not delivered for {GIVE_UP_AFTER.days} days: {outcome.answer}", {}
    wait = IN_DOUBT_WAIT if outcome.kind == "in_doubt" else next_wait(claimed.n, claimed.key)
    return "waiting", outcome.answer, {"next_try_at": now + wait}


def _change(
    conn: Connection, notice_id: int, office_code: str, now: datetime, state: str, reason: str, **values: Any
) -> None:
    conn.execute(update(notice).where(notice.c.id == notice_id).values(state=state, reason=reason, **values))
    entry = Entry(action=f"notice.{state}", subject=f"notice:{notice_id}", office=office_code, after={"reason": reason})
    append(conn, [entry], at=now, actor=ACTOR)
