"""Settle a decision that waits in review: a registrar confirms, gives what the text left open, or drops it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from tracker.actions.amending import holder_of
from tracker.actions.clock import civil_date
from tracker.actions.incoming import offices_of
from tracker.actions.settle_restated import link, replace_standing
from tracker.actions.settlement import Settled as Settled
from tracker.actions.settlement import Settlement as Settlement
from tracker.actions.settlement import bind_settled, record_settled
from tracker.actions.supersede import supersede_where
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Basis, Deadline, choose_basis, first_due
from tracker.domain.errors import BadInput, Refused
from tracker.settings.model import Settings
from tracker.store.engine import Store
from tracker.store.tables import decision, minutes, obligation, office


def settle(
    store: Store, settings: Settings, decision_id: int, settlement: Settlement, *, actor: str, now: datetime
) -> Settled:
    """Settle one decision in review, with its audit entry.

    Raises BadInput when the decision or an office is not known, or it repeats none that it could be linked to;
    Refused when the decision does not wait in review or would still have no usable deadline or implementer.
    """

    def work(conn: Connection) -> Settled:
        row = _waiting(conn, decision_id)
        if settlement.drop:
            return _drop(conn, settings, row, settlement.note, actor, now)
        if settlement.link:
            return link(conn, row, settlement, actor, now)
        offices = _offices(conn, row, settlement.implementers)
        rule, origin = _rule(row, settlement, settings)
        deadline = _deadline(row, rule, origin, settings)
        if settlement.replace:
            return replace_standing(conn, settings, row, deadline, offices, settlement.note, actor, now)
        return bind_settled(conn, settings, row, deadline, offices, settlement.note, actor, now)

    return store.transact(work)


def _waiting(conn: Connection, decision_id: int) -> Row[Any]:
    row = conn.execute(
        select(decision, minutes.c.next_meeting_on, minutes.c.issued_on, minutes.c.held_on)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .where(decision.c.id == decision_id)
        .with_for_update(of=decision)
    ).one_or_none()
    if row is None:
        raise BadInput(f"there is no decision {decision_id}", hint="list them with: tracker minutes review")
    if row.state != "review":
        raise Refused(
            f"decision {row.number} does not wait in review; it is {row.state}",
            hint="see it with: tracker minutes show",
        )
    return row


def _drop(
    conn: Connection, settings: Settings, row: Row[Any], note: str, actor: str, now: datetime
) -> Settled:
    if not note.strip():
        raise BadInput("dropping a decision needs a reason", hint="give it with: --note 'why it binds nobody'")
    record_settled(conn, row, {"state": "dropped"}, note, actor, now)
    holder = holder_of(conn, row)
    if holder is not None:  # an earlier version of it still binds
        today = civil_date(now, settings.directory().body.timezone)
        condition = obligation.c.decision_id == holder.id
        supersede_where(conn, condition, on=today, reason=f"dropped: {note}", actor=actor, now=now)
    return Settled(row.id, row.number, "dropped", None, (), 0)


def _offices(conn: Connection, row: Row[Any], given: tuple[str, ...] | None) -> tuple[str, ...]:
    offices = tuple(dict.fromkeys(given if given is not None else offices_of(row.as_read)))
    if not offices:
        raise Refused(
            f"decision {row.number} names no office that the directory knows",
            hint="name them with: --implementers CODE,CODE (codes: tracker offices list)",
        )
    known = set(conn.scalars(select(office.c.code).where(office.c.code.in_(offices), office.c.active == 1)))
    unknown = [code for code in offices if code not in known]
    if unknown:
        raise BadInput(
            f"no active office has the code {', '.join(unknown)}", hint="the codes are listed by: tracker offices list"
        )
    return offices


def _rule(row: Row[Any], settlement: Settlement, settings: Settings) -> tuple[DeadlineRule, str]:
    if settlement.rule is not None:
        return settlement.rule, "registrar"
    read = DeadlineRule.from_json(row.rule)
    if not settlement.policy:
        return read, row.origin
    policy = settings.policy_rule(read)
    if policy is None:
        raise Refused(
            f"the configured policy has no deadline for “{read.kind}”",
            hint="give one with --deadline, or add it to [policy] in config/tracker.toml",
        )
    return policy.with_text(read.text), "policy"


def _deadline(row: Row[Any], rule: DeadlineRule, origin: str, settings: Settings) -> Deadline:
    basis = basis_of(row, rule, settings)
    deadline = first_due(rule, basis, settings.reckoning(), row.next_meeting_on, origin=origin)
    if deadline.due_on is None and rule.kind is not Kind.ONGOING:
        raise Refused(
            f"decision {row.number} still has no usable deadline ({rule.kind})",
            hint="give one with --deadline 'আগামী ১৫ দিনের মধ্যে' or --by DATE, or accept the policy with --policy",
        )
    return deadline


def basis_of(row: Row[Any], rule: DeadlineRule, settings: Settings) -> Basis:
    """Where a decision's deadline counts from: as it was read, else the day of its minutes; a named last day needs
    nothing to count from. `row` has the minutes' `issued_on` and `held_on`. Raises Refused when there is no day.
    """
    if row.basis_on is not None:
        return Basis(row.basis_on, row.basis_kind)
    basis = choose_basis(row.issued_on, row.held_on, settings.basis_order)
    if basis is not None:
        return basis
    if rule.kind is Kind.BY and rule.date is not None:
        return Basis(rule.date, "held")
    raise Refused(
        f"decision {row.number} counts from no date: the minutes state neither an issue nor a meeting date",
        hint="give a named last day with: --by DATE",
    )
