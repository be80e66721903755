"""Settle a decision that waits in review: a registrar confirms, gives what the text left open, or drops it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from tracker.actions.amending import Amendment, amend, holder_of
from tracker.actions.binding import Binding, bind
from tracker.actions.clock import civil_date
from tracker.actions.incoming import offices_of
from tracker.actions.restating import bound_offices, restated
from tracker.actions.supersede import supersede_where
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Basis, Deadline, first_due
from tracker.domain.errors import BadInput, Refused
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.engine import Store
from tracker.store.tables import decision, minutes, obligation, office


@dataclass(frozen=True, slots=True)
class Settlement:
    """What the registrar says: a deadline `rule`, the `policy`'s one, `implementers` in place of those read, or `drop`.

    What is left out stays as it was read; all left out confirms the reading. `note` is kept with the decision and is
    required for dropping. Of a decision that repeats a standing one: `link` leaves the standing one to go on alone,
    `replace` supersedes it for the offices that are bound anew; neither binds beside it.
    """

    rule: DeadlineRule | None = None
    policy: bool = False
    implementers: tuple[str, ...] | None = None
    drop: bool = False
    note: str = ""
    link: bool = False
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the decision: its state, deadline and how many obligations were made.

    `standing` is the standing decision that it was linked to or replaced, as "1/2.1"; `superseded` how many of that
    one's due dates ended with it. `moved`: open due dates of an earlier version that have another deadline now.
    """

    decision_id: int
    number: str
    state: str
    deadline: Deadline | None
    offices: tuple[str, ...]
    obligations: int
    standing: str = ""
    superseded: int = 0
    moved: int = 0


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
            return _link(conn, row, settlement, actor, now)
        offices = _offices(conn, row, settlement.implementers)
        rule, origin = _rule(row, settlement, settings)
        deadline = _deadline(row, rule, origin, settings)
        if settlement.replace:
            return _replace(conn, settings, row, deadline, offices, settlement.note, actor, now)
        return _bind(conn, settings, row, deadline, offices, settlement.note, actor, now)

    return store.transact(work)


def _waiting(conn: Connection, decision_id: int) -> Row[Any]:
    row = conn.execute(
        select(decision, minutes.c.next_meeting_on)
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
    _record(conn, row, {"state": "dropped"}, note, actor, now)
    holder = holder_of(conn, row)
    if holder is not None:  # an earlier version of it still binds
        today = civil_date(now, settings.directory().body.timezone)
        condition = obligation.c.decision_id == holder.id
        supersede_where(conn, condition, on=today, reason=f"dropped: {note}", actor=actor, now=now)
    return Settled(row.id, row.number, "dropped", None, (), 0)


def _link(conn: Connection, row: Row[Any], settlement: Settlement, actor: str, now: datetime) -> Settled:
    standing = restated(conn, row)
    reference = f"{standing.minutes_id}/{standing.number}"
    named = settlement.implementers if settlement.implementers is not None else offices_of(row.as_read)
    others = [code for code in named if code not in bound_offices(conn, standing.id)]
    if others:
        raise Refused(
            f"decision {row.number} names offices that {reference} does not bind: {', '.join(others)}",
            hint="bind all of them anew with --replace, or beside it with --confirm",
        )
    _record(conn, row, {"state": "linked", "restates_id": standing.id}, settlement.note, actor, now)
    return Settled(row.id, row.number, "linked", None, (), 0, reference)


def _replace(
    conn: Connection,
    settings: Settings,
    row: Row[Any],
    deadline: Deadline,
    offices: tuple[str, ...],
    note: str,
    actor: str,
    now: datetime,
) -> Settled:
    """The standing decision ends for these offices today, and the new one is owed from today on."""
    standing = restated(conn, row)
    today = civil_date(now, settings.directory().body.timezone)
    condition = (obligation.c.decision_id == standing.id) & obligation.c.office_code.in_(offices)
    reason = f"restated by {row.minutes_id}/{row.number}"
    ended = supersede_where(conn, condition, on=today, reason=reason, actor=actor, now=now)
    done = _bind(conn, settings, row, deadline, offices, note, actor, now, since=today)
    return replace(done, standing=f"{standing.minutes_id}/{standing.number}", superseded=ended.occurrences)


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
    return replace(policy, text=read.text), "policy"


def _deadline(row: Row[Any], rule: DeadlineRule, origin: str, settings: Settings) -> Deadline:
    basis = _basis(row, rule)
    deadline = first_due(rule, basis, settings.reckoning(), row.next_meeting_on, origin=origin)
    if deadline.due_on is None and rule.kind is not Kind.ONGOING:
        raise Refused(
            f"decision {row.number} still has no usable deadline ({rule.kind})",
            hint="give one with --deadline 'আগামী ১৫ দিনের মধ্যে' or --by DATE, or accept the policy with --policy",
        )
    return deadline


def _basis(row: Row[Any], rule: DeadlineRule) -> Basis:
    """Where the deadline counts from; a named last day needs nothing to count from."""
    if row.basis_on is not None:
        return Basis(row.basis_on, row.basis_kind)
    if rule.kind is Kind.BY and rule.date is not None:
        return Basis(rule.date, "held")
    raise Refused(
        f"decision {row.number} counts from no date: the minutes state neither an issue nor a meeting date",
        hint="give a named last day with: --by DATE",
    )


def _bind(
    conn: Connection,
    settings: Settings,
    row: Row[Any],
    deadline: Deadline,
    offices: tuple[str, ...],
    note: str,
    actor: str,
    now: datetime,
    since: date | None = None,
) -> Settled:
    explanation = deadline.explanation
    _record(
        conn,
        row,
        {
            "state": "binding",
            "rule": explanation.rule.to_json(),
            "origin": explanation.origin,
            "first_due_on": deadline.due_on,
            "explanation": explanation.to_json(),
        },
        note,
        actor,
        now,
        offices,
    )
    binding = Binding(
        row.id, explanation.rule, explanation.basis, explanation.origin, offices, row.next_meeting_on, since
    )
    holder = holder_of(conn, row)
    if holder is None:
        made = bind(conn, [binding], settings.reckoning(), settings.ladder())
        return Settled(row.id, row.number, "binding", deadline, offices, made)
    moved = deadline.due_on != holder.first_due_on or (
        explanation.rule.with_text("") != DeadlineRule.from_json(holder.rule).with_text("")
    )
    today = civil_date(now, settings.directory().body.timezone)
    reason = f"amended by minutes {row.minutes_id}"
    done = amend(conn, settings, holder, Amendment(binding, moved, today, reason, actor, now))
    return Settled(row.id, row.number, "binding", deadline, offices, done.bound, moved=done.moved)


def _record(
    conn: Connection,
    row: Row[Any],
    values: dict[str, Any],
    note: str,
    actor: str,
    now: datetime,
    offices: tuple[str, ...] = (),
) -> None:
    conn.execute(
        update(decision)
        .where(decision.c.id == row.id)
        .values(**values, settled_at=now, settled_by=actor, settled_note=note)
    )
    told: dict[str, Any] = {key: values[key] for key in ("state", "rule", "origin", "restates_id") if key in values}
    entry = Entry(
        action="decision.settle",
        subject=f"decision:{row.id}",
        before={"state": row.state, "rule": row.rule, "review": row.review},
        after={**told, "note": note, "implementers": list(offices)},
    )
    append(conn, [entry], at=now, actor=actor)
