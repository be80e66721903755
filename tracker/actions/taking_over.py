"""Taking over an amended version: each decision's obligations go on, change, begin or end, as planned."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, update

from tracker.actions.amending import Amended, Amendment, amend, carry, hand_on, tell_amended
from tracker.actions.binding import Binding, bind
from tracker.actions.incoming import Incoming, binding_of
from tracker.actions.occurrences import make_from
from tracker.actions.revising import Change, Plan, Step
from tracker.actions.supersede import supersede_where
from tracker.domain.deadlines import DeadlineRule
from tracker.domain.due import Basis
from tracker.settings.model import Settings
from tracker.store.audit import Entry, append
from tracker.store.tables import decision, obligation


@dataclass(frozen=True, slots=True)
class Version:
    """The new version as it stands in the record: its id, when it came, and who brought it."""

    minutes_id: int
    next_meeting_on: date | None
    on: date
    actor: str
    now: datetime

    @property
    def reason(self) -> str:
        """Why something changed, in the words of events and the audit."""
        return f"amended by minutes {self.minutes_id}"


def take_over(conn: Connection, settings: Settings, plan: Plan, ids: Sequence[int], version: Version) -> Amended:
    """Carry out a plan in the caller's transaction; `ids` are the rows of the new version's decisions, in order."""
    rows = iter(ids)
    done = Amended()
    for step in plan.steps:
        done += _Taking(conn, settings, step, version).take(next(rows) if step.new is not None else None)
    tell_amended(conn, done, version.on, actor=version.actor, now=version.now)
    return done


@dataclass(frozen=True, slots=True)
class _Taking:
    conn: Connection
    settings: Settings
    step: Step
    version: Version

    def take(self, new_id: int | None) -> Amended:
        """Do what one step says; what it did to obligations and due dates."""
        step = self.step
        done = self._obligations(new_id)
        if step.old is not None and (step.holder is None or step.old.id != step.holder.id):
            self._leave(step.old, new_id)
        return done

    def _obligations(self, new_id: int | None) -> Amended:
        step, new, holder = self.step, self.step.new, self.step.holder
        actor, now = self.version.actor, self.version.now
        if step.change is Change.WITHDRAWN:
            return self._withdraw(holder, new_id) if holder is not None else Amended()
        if new is None or new_id is None or new.state != "binding":
            return Amended()
        if step.change is Change.CHANGED and holder is not None:
            return amend(self.conn, self.settings, holder, self._amendment(new_id, new))
        if holder is not None:
            carry(self.conn, holder, new_id, actor=actor, now=now)
            return Amended()
        binding = replace(self._binding(new_id, new), since=self.version.on)
        made = bind(self.conn, [binding], self.settings.reckoning(), self.settings.ladder(), self.version.on)
        make_from(self.conn, self.settings, new_id, self.version.on, whole=True, actor=actor, now=now)
        return Amended(bound=made)

    def _amendment(self, new_id: int, new: Incoming) -> Amendment:
        version = self.version
        return Amendment(
            self._binding(new_id, new),
            self.step.deadline is not None,
            version.on,
            version.reason,
            version.actor,
            version.now,
        )

    def _binding(self, new_id: int, new: Incoming) -> Binding:
        stands = new.stands
        if stands is None or stands.basis_on is None:
            return binding_of(new_id, new, self.version.next_meeting_on, self.version.on)
        return Binding(
            new_id,
            DeadlineRule.from_json(stands.rule),
            Basis(stands.basis_on, stands.basis_kind),
            stands.origin,
            new.item.implementers,
            self.version.next_meeting_on,
        )

    def _withdraw(self, holder: Row[Any], new_id: int | None) -> Amended:
        version = self.version
        what = "withdrawn" if new_id is None else "made to bind nobody"
        ended = supersede_where(
            self.conn,
            obligation.c.decision_id == holder.id,
            on=version.on,
            reason=f"{what} by minutes {version.minutes_id}",
            actor=version.actor,
            now=version.now,
        )
        self.conn.execute(update(decision).where(decision.c.id == holder.id).values(state="superseded"))
        return Amended(freed=len(ended.offices), ended=ended.occurrences)

    def _leave(self, old: Row[Any], new_id: int | None) -> None:
        """A decision without obligations: it goes on in the new version, or waits no more."""
        if new_id is None and old.state != "review":
            return
        state = "superseded" if new_id is None else "carried"
        if new_id is not None:
            hand_on(self.conn, old.id, new_id)
        self.conn.execute(update(decision).where(decision.c.id == old.id).values(state=state))
        after = {"state": state, "to": new_id} if new_id is not None else {"state": state, "by": self.version.reason}
        action = "decision.supersede" if new_id is None else "decision.carry"
        entry = Entry(action, f"decision:{old.id}", before={"state": old.state}, after=after)
        append(self.conn, [entry], at=self.version.now, actor=self.version.actor)
