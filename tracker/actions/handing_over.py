"""Handing over what one office owes to others: due dates end here and begin there, with their deadlines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, insert, select, update

from tracker.actions.letters import still_wanted
from tracker.actions.lives import SETTLED, find_occurrence, move
from tracker.domain.errors import Refused
from tracker.domain.life import Act, State
from tracker.store.audit import Entry, append
from tracker.store.insert import insert_new
from tracker.store.tables import PENDING, event, notice, notice_item, obligation, occurrence

RECEIVE = "receive"
"""The kind of the event with which an occurrence begins at the office that took it over."""

TO = "to"
"""Under this name a transfer's event keeps the codes of the offices that took the duty over."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """What is to go over: all that `old` owes, or what it owes of some `decisions` (ids), to `new`, from `on`."""

    old: str
    new: tuple[str, ...]
    on: date
    reason: str
    decisions: tuple[int, ...] | None = None


@dataclass(slots=True)
class Transferred:
    """What went over: (old occurrence, new office, new occurrence), the last None where that office owed it already.

    `settled` are (old occurrence, new office, state) of the latter where that one is settled: nothing is owed any more,
    and a person should know. `waiting` are submitted and stay with the old office until they are verified; `notices`
    waited and were left out.
    """

    obligations: int = 0
    moved: list[tuple[int, str, int | None]] = field(default_factory=list)
    settled: list[tuple[int, str, str]] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    notices: int = 0


@dataclass(slots=True)
class HandingOver:
    """One transfer under way, in the caller's transaction."""

    conn: Connection
    wanted: Transfer
    actor: str
    now: datetime
    done: Transferred = field(default_factory=Transferred)

    def all(self) -> Transferred:
        for duty in self._duties():
            owed = self._owed(duty.id)
            if not owed and duty.made_through is None:
                continue  # what is settled has nothing to go over
            heirs = self.heirs(duty)
            for occurrence_id in owed:
                self.hand_over(find_occurrence(self.conn, occurrence_id), heirs)
            self._end(duty)
        if not self.done.obligations:
            raise Refused(
                f"{self.wanted.old} owes nothing that could go over", hint="see: tracker obligations list --office CODE"
            )
        self._cancel_notices()
        return self.done

    def _duties(self) -> Sequence[Row[Any]]:
        reopened = exists().where(
            occurrence.c.obligation_id == obligation.c.id, occurrence.c.state.in_(("open", "returned"))
        )
        query = select(obligation).where(
            obligation.c.office_code == self.wanted.old, (obligation.c.state == "active") | reopened
        )
        if self.wanted.decisions is not None:
            query = query.where(obligation.c.decision_id.in_(self.wanted.decisions))
        return self.conn.execute(query.order_by(obligation.c.id).with_for_update()).all()

    def _owed(self, obligation_id: int) -> Sequence[int]:
        query = select(occurrence.c.id).where(
            occurrence.c.obligation_id == obligation_id, occurrence.c.state.in_(("open", "returned", "submitted"))
        )
        return self.conn.scalars(query.order_by(occurrence.c.id)).all()

    def heirs(self, duty: Row[Any]) -> dict[str, int]:
        """The obligations of the new offices for the same decision, made where they are not there yet."""
        rows = [
            {"decision_id": duty.decision_id, "office_code": code, "made_through": duty.made_through}
            for code in self.wanted.new
        ]
        made = [
            *insert_new(self.conn, obligation, rows, obligation.c.id, obligation.c.office_code),
            *self._taken_up_again(duty),
        ]
        entries = [
            Entry(
                "obligation.receive",
                f"obligation:{row.id}",
                office=row.office_code,
                after={"from": self.wanted.old, "on": self.wanted.on, "reason": self.wanted.reason},
            )
            for row in made
        ]
        append(self.conn, entries, at=self.now, actor=self.actor)
        query = select(obligation.c.office_code, obligation.c.id).where(
            obligation.c.decision_id == duty.decision_id, obligation.c.office_code.in_(self.wanted.new)
        )
        return {row.office_code: row.id for row in self.conn.execute(query)}

    def _taken_up_again(self, duty: Row[Any]) -> Sequence[Row[Any]]:
        """An obligation that a new office had once, and was rid of, is in force again."""
        return self.conn.execute(
            update(obligation)
            .where(obligation.c.decision_id == duty.decision_id, obligation.c.office_code.in_(self.wanted.new))
            .where(obligation.c.state == "superseded")
            .values(state="active", made_through=duty.made_through)
            .returning(obligation.c.id, obligation.c.office_code)
        ).all()

    def hand_over(self, row: Row[Any], heirs: dict[str, int]) -> None:
        """One due date ends at the old office and begins at the new ones; a submitted one waits for its verdict."""
        details = {TO: list(self.wanted.new)}
        on, reason = self.wanted.on, self.wanted.reason
        move(self.conn, row, Act.TRANSFER, on=on, actor=self.actor, now=self.now, note=reason, details=details)
        if row.state == "submitted":
            self.done.waiting.append(row.id)
            return
        for code in self.wanted.new:
            self.done.moved.append((row.id, code, self._begin(row, code, heirs[code])))

    def _begin(self, row: Row[Any], code: str, obligation_id: int) -> int | None:
        """The occurrence of a new office; None where it has one of that period, which then stands for both.

        One that the office had and was rid of is owed again.
        """
        on = self.wanted.on
        owed = {
            "due_on": row.due_on,
            "explanation": row.explanation,
            "changed_on": on,
            "next_step_on": on if row.due_on else None,  # the next check finds the newest step, and the day of the next
        }
        values = {
            **owed,
            "obligation_id": obligation_id,
            "period": row.period,
            "first_due_on": row.first_due_on,
            "due_quarter": row.due_quarter,
            "since": max(on, row.since or on),
        }
        made = insert_new(self.conn, occurrence, [values], occurrence.c.id)
        if made:
            return self._received(made[0].id, row, code, None)
        same = (occurrence.c.obligation_id == obligation_id, occurrence.c.period == row.period)
        own = self.conn.execute(select(occurrence).where(*same)).one()
        if State(own.state) is State.SUPERSEDED:
            if on < own.changed_on:
                raise Refused(
                    f"occurrence {own.id} of {code} was last changed on {own.changed_on.isoformat()}",
                    hint="give that day or a later one with --on",
                )
            again = {**owed, "state": "open", "submitted_on": None, "stepped_through": None}
            self.conn.execute(update(occurrence).where(occurrence.c.id == own.id).values(again))
            return self._received(own.id, row, code, {"state": own.state})
        if State(own.state) in SETTLED:
            self.done.settled.append((row.id, code, own.state))
        return None

    def _received(self, new_id: int, row: Row[Any], code: str, before: dict[str, Any] | None) -> int:
        """Put on record that an office owes what another one owed."""
        on, told = self.wanted.on, {"from": self.wanted.old, "occurrence": row.id}
        self.conn.execute(
            insert(event).values(
                occurrence_id=new_id,
                on=on,
                at=self.now,
                actor=self.actor,
                kind=RECEIVE,
                state="open",
                due_on=row.due_on,
                note=self.wanted.reason,
                details=told,
            )
        )
        after = {**told, "state": "open", "due_on": row.due_on, "on": on, "note": self.wanted.reason}
        entry = Entry("occurrence.receive", f"occurrence:{new_id}", office=code, before=before, after=after)
        append(self.conn, [entry], at=self.now, actor=self.actor)
        return new_id

    def _end(self, duty: Row[Any]) -> None:
        values = {"state": "superseded", "made_through": None}
        self.conn.execute(update(obligation).where(obligation.c.id == duty.id).values(values))
        entry = Entry(
            "obligation.transfer",
            f"obligation:{duty.id}",
            office=duty.office_code,
            before={"state": duty.state, "made_through": duty.made_through},
            after={**values, TO: list(self.wanted.new), "on": self.wanted.on, "reason": self.wanted.reason},
        )
        append(self.conn, [entry], at=self.now, actor=self.actor)
        self.done.obligations += 1

    def _cancel_notices(self) -> None:
        """Notices that wait, and speak of nothing any more but what went over."""
        gone = [old for old, _, _ in self.done.moved]
        waiting = self.conn.execute(
            select(notice)
            .where(PENDING, notice.c.state.in_(("waiting", "held")), notice.c.attempts == 0)
            .where(notice.c.id.in_(select(notice_item.c.notice_id).where(notice_item.c.occurrence_id.in_(gone))))
            .order_by(notice.c.id)
        ).all()
        reason = f"the duties of {self.wanted.old} went over to {', '.join(self.wanted.new)}"
        for row in waiting:
            if still_wanted(self.conn, row):
                continue
            self.conn.execute(update(notice).where(notice.c.id == row.id).values(state="superseded", reason=reason))
            entry = Entry("notice.superseded", f"notice:{row.id}", office=row.office_code, after={"reason": reason})
            append(self.conn, [entry], at=self.now, actor=self.actor)
            self.done.notices += 1
