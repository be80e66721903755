"""Duties that go over from one office to others: it was split, merged, closed or got another code."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Connection, select

from tracker.actions.clock import civil_date
from tracker.actions.handing_over import TO, HandingOver, Transfer, Transferred
from tracker.actions.lives import find_occurrence
from tracker.actions.occurrences import make_ahead
from tracker.actions.trial import transact
from tracker.domain.errors import BadInput
from tracker.domain.life import Act
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.offices import take_over_directory
from tracker.store.tables import event, obligation, office


def transfer(
    store: Store, settings: Settings, wanted: Transfer, *, actor: str, now: datetime, dry_run: bool = False
) -> Transferred:
    """Let other offices owe what one owes, with the same periods, deadlines and reasons, from the day `wanted.on`.

    What is open or returned goes over at once; what is submitted stays until it is verified, and goes over if it is
    returned; what is settled stays as it is. Periodic duties go on with the new offices alone. Of the steps of the
    ladder that the old office was told of, a new one is told the newest only, at the next check.

    Raises BadInput for an unknown or inactive office, no reason, or a day to come; Refused when there is nothing to go
    over, or something changed after that day.
    """
    today = civil_date(now, settings.directory().body.timezone)
    _refuse_unclear(wanted, today)

    def work(conn: Connection) -> Transferred:
        take_over_directory(conn, settings.directory(), at=now, actor=actor)
        _refuse_unknown(conn, wanted)
        make_ahead(conn, settings, wanted.on, actor=actor, now=now)
        return HandingOver(conn, wanted, actor, now).all()

    return transact(store, work, dry_run=dry_run)


def follow(conn: Connection, occurrence_id: int, *, on: date, actor: str, now: datetime) -> None:
    """A returned submission of an office whose duty has gone over follows it, in the caller's transaction.

    Nothing happens to one whose duty stayed.
    """
    details = conn.scalar(
        select(event.c.details)
        .where(event.c.occurrence_id == occurrence_id, event.c.kind == Act.TRANSFER)
        .order_by(event.c.id.desc())
        .limit(1)
    )
    if not details:
        return
    row = find_occurrence(conn, occurrence_id)
    duty = conn.execute(select(obligation).where(obligation.c.id == row.obligation_id)).one()
    if duty.state == "active":
        return  # it was given back
    wanted = Transfer(row.office_code, tuple(details[TO]), on, "returned after the duty went over")
    work = HandingOver(conn, wanted, actor, now)
    work.hand_over(row, work.heirs(duty))


def _refuse_unclear(wanted: Transfer, today: date) -> None:
    if not wanted.reason.strip():
        raise BadInput("a transfer needs a reason", hint="give it with: --reason 'order no., what happened'")
    if wanted.on > today:
        raise BadInput(
            f"{wanted.on.isoformat()} is in the future; today is {today.isoformat()}", hint="transfer it on that day"
        )
    if wanted.old in wanted.new:
        raise BadInput(f"{wanted.old} cannot take over from itself", hint="name the offices that take over")


def _refuse_unknown(conn: Connection, wanted: Transfer) -> None:
    known = {row.code: row.active for row in conn.execute(select(office.c.code, office.c.active))}
    if wanted.old not in known:
        raise BadInput(f"no office has the code {wanted.old}", hint="the codes are listed by: tracker offices list")
    missing = [code for code in wanted.new if not known.get(code)]
    if missing:
        raise BadInput(
            f"no active office has the code {', '.join(missing)}",
            hint="add it to the directory first; the codes are listed by: tracker offices list",
        )
