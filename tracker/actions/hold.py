"""An operator's hand on the outbox: hold a notice back, release it, or try one again at once."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from tracker.domain.errors import BadInput, Refused
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.tables import notice


def hold(store: Store, notice_id: int, *, reason: str, actor: str, now: datetime) -> None:
    """Keep a waiting notice from going out, until it is released.

    Raises BadInput without a reason or when the notice is unknown, Refused when it does not wait.
    """
    if not reason.strip():
        raise BadInput("holding a notice needs a reason", hint="give it with: --reason 'why it must not go out'")
    _move(store, notice_id, ("waiting",), "held", reason, actor, now)


def release(store: Store, notice_id: int, *, actor: str, now: datetime) -> None:
    """Let a held notice go out with the next delivery. Raises BadInput or Refused as `hold`."""
    _move(store, notice_id, ("held",), "waiting", "", actor, now, next_try_at=None)


def retry(store: Store, notice_id: int, *, actor: str, now: datetime) -> None:
    """Try a waiting, held or undeliverable notice again with the next delivery: the same bytes to the same address.

    Raises BadInput or Refused as `hold`.
    """
    _move(store, notice_id, ("waiting", "held", "undeliverable"), "waiting", "", actor, now, next_try_at=None)


def _move(
    store: Store,
    notice_id: int,
    allowed: tuple[str, ...],
    state: str,
    reason: str,
    actor: str,
    now: datetime,
    **values: Any,
) -> None:
    def work(conn: Connection) -> None:
        row = _find(conn, notice_id)
        if row.state not in allowed:
            raise Refused(
                f"notice {notice_id} is {row.state}; that can be done to one that is {' or '.join(allowed)}",
                hint=f"see it with: tracker notices show {notice_id}",
            )
        conn.execute(update(notice).where(notice.c.id == notice_id).values(state=state, reason=reason, **values))
        entry = Entry(
            action=f"notice.{state}",
            subject=f"notice:{notice_id}",
            office=row.office_code,
            before={"state": row.state, "reason": row.reason},
            after={"state": state, "reason": reason},
        )
        append(conn, [entry], at=now, actor=actor)

    store.transact(work)


def _find(conn: Connection, notice_id: int) -> Row[Any]:
    row = conn.execute(select(notice).where(notice.c.id == notice_id).with_for_update()).one_or_none()
    if row is None:
        raise BadInput(f"there is no notice {notice_id}", hint="the numbers are listed by: tracker notices list")
    return row
