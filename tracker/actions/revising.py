"""Amended minutes: which known minutes they amend, and what becomes of each decision."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select

from tracker.actions.amending import holder_of, offices_named
from tracker.actions.incoming import Incoming
from tracker.actions.restating import mark_restated
from tracker.domain.deadlines import NO_DEADLINE, DeadlineRule, Kind
from tracker.domain.due import Basis, first_due
from tracker.domain.errors import Refused
from tracker.domain.revision import Clause, match
from tracker.minutes.draft import Draft
from tracker.minutes.likeness import Gists, same_words, shared_words
from tracker.minutes.script import fold
from tracker.settings.model import Settings
from tracker.store.tables import decision, minutes

SAME_DOCUMENT = 0.8
"""Share of common words from which minutes without a memo number, held on the same day, are the same minutes."""


class Change(StrEnum):
    """What an amended version does to a decision."""

    UNCHANGED = "unchanged"
    REWORDED = "reworded"
    CHANGED = "changed"
    OPEN = "open"
    """Its change leaves something open: a registrar settles it, and until then the old version binds."""
    NEW = "new"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Step:
    """What becomes of one decision: its rows in the old version (`old`) and in the new one (`new`), if any.

    `holder` is the row that has the obligations today. A changed deadline gives the due dates (before, after);
    offices are those that the new version names besides (`added`) or no more (`removed`).
    """

    change: Change
    old: Row[Any] | None = None
    new: Incoming | None = None
    holder: Row[Any] | None = None
    deadline: tuple[date | None, date | None] | None = None
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    @property
    def number(self) -> str:
        """The number in the new version, or the old one of what was withdrawn."""
        return self.new.item.number if self.new else str(self.old.number) if self.old else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What taking over an amended version does; `base` is the row of the minutes that it amends."""

    base: Row[Any]
    steps: tuple[Step, ...]
    issued_on: date | None

    @property
    def items(self) -> list[Incoming]:
        """The decisions of the new version, in its order."""
        return [step.new for step in self.steps if step.new is not None]

    def new(self, ids: Sequence[int]) -> dict[int, Incoming]:
        """The decisions that no earlier version had, by their ids; `ids` are those of `items`."""
        steps = [step for step in self.steps if step.new is not None]
        return {
            id_: step.new for id_, step in zip(ids, steps, strict=True) if step.change is Change.NEW and step.new
        }


class Amends(Refused):
    """The document is another version of known minutes; `plan` is what taking it over would do."""

    def __init__(self, plan: Plan, problems: tuple[str, ...] = ()) -> None:
        base = plan.base
        super().__init__(
            f"this is another version of minutes {base.id} ({base.name}); nothing was changed",
            hint="take it over with --revision; a document of its own is imported with --as-new",
            problems=problems,
        )
        self.plan = plan


def find_revised(conn: Connection, draft: Draft) -> Row[Any] | None:
    """The minutes in force that a draft amends: those with its memo number, or where one of the two states none, of
    the same day and in most words the same. None when there are none.
    """
    amended = select(minutes.c.revises_id).where(minutes.c.revises_id.is_not(None))
    in_force = conn.execute(
        select(minutes.c.id, minutes.c.memo_number, minutes.c.held_on)
        .where(minutes.c.id.not_in(amended))
        .order_by(minutes.c.id.desc())
    ).all()
    meeting = draft.meeting
    memo = _plain(meeting.memo_number)
    found = next((row.id for row in in_force if memo and _plain(row.memo_number) == memo), None)
    if found is None:
        likely = (
            row.id
            for row in in_force
            if not (memo and row.memo_number) and row.held_on == meeting.held_on and meeting.held_on is not None
        )
        found = next((id_ for id_ in likely if shared_words(_text(conn, id_), draft.text) >= SAME_DOCUMENT), None)
    return conn.execute(select(minutes).where(minutes.c.id == found)).one_or_none() if found is not None else None


def _plain(memo: str | None) -> str:
    return "".join(fold(memo or "").split())


def _text(conn: Connection, minutes_id: int) -> str:
    return str(conn.scalar(select(minutes.c.text).where(minutes.c.id == minutes_id)))


def plan_revision(
    conn: Connection, settings: Settings, base: Row[Any], draft: Draft, items: Sequence[Incoming], gists: Gists
) -> Plan:
    """What becomes of each decision of `base`, and of those that are new."""
    old = conn.execute(select(decision).where(decision.c.minutes_id == base.id).order_by(decision.c.position)).all()
    pairs = match([_clause(row.number, row.text) for row in old], [_clause_of(one) for one in items], same_words)
    planner = _Planner(conn, settings, base, draft)
    steps = [planner.step(None if o is None else old[o], None if n is None else items[n]) for o, n in pairs]
    family = {row.id for row in old} | {step.holder.id for step in steps if step.holder is not None}
    fresh = [at for at, step in enumerate(steps) if step.change is Change.NEW]
    marked = mark_restated(conn, [one for at in fresh if (one := steps[at].new)], gists, besides=family)
    for at, one in zip(fresh, marked, strict=True):
        steps[at] = replace(steps[at], new=one)
    return Plan(base, tuple(steps), draft.meeting.issued_on)


def _clause(number: str, text: str) -> Clause:
    return Clause(number, " ".join(fold(text).split()))


def _clause_of(one: Incoming) -> Clause:
    return _clause(one.item.number, one.item.text)


@dataclass(frozen=True, slots=True)
class _Planner:
    conn: Connection
    settings: Settings
    base: Row[Any]
    draft: Draft

    def step(self, old: Row[Any] | None, new: Incoming | None) -> Step:
        """What becomes of a decision of the old version, of the new one, or of both."""
        if old is None:
            return Step(Change.NEW, new=new)
        holder = holder_of(self.conn, old)
        if new is None:
            return Step(Change.WITHDRAWN, old, holder=holder)
        new = replace(new, continues_id=old.id)
        if _reads_alike(old, new) and not new.settled:
            return self._kept(old, new, holder)
        if holder is None:
            return Step(Change.NEW if new.state == "binding" else _wording(old, new), old, new)
        if new.state == "review":
            return Step(Change.OPEN, old, new, holder)
        if new.state != "binding":
            return Step(Change.WITHDRAWN, old, new, holder)
        return self._changed(old, new, holder)

    def _kept(self, old: Row[Any], new: Incoming, holder: Row[Any] | None) -> Step:
        """Deadline and offices read as before: what a registrar settled of the old version holds for the new one."""
        change = _wording(old, new)
        if old.state == "review":
            if old.restates_id is not None:
                item = new.item._replace(review=tuple(old.review))
                new = replace(new, item=item, restates_id=old.restates_id, state="review")
            return Step(Change.OPEN if holder is not None else change, old, new, holder)
        return Step(change, old, replace(new, state=old.state, stands=old, restates_id=old.restates_id), holder)

    def _changed(self, old: Row[Any], new: Incoming, holder: Row[Any]) -> Step:
        item = new.item
        named = offices_named(self.conn, holder)
        added = tuple(code for code in item.implementers if code not in named)
        removed = tuple(sorted(named.difference(item.implementers)))
        rule = item.deadline or NO_DEADLINE
        due = self._due(new, rule)
        moved = not _same_rule(DeadlineRule.from_json(holder.rule), rule) or (
            rule.kind is Kind.BEFORE_NEXT_MEETING and due != holder.first_due_on
        )
        if not moved:
            new = replace(new, stands=holder)
        if not (moved or added or removed):
            return Step(_wording(old, new), old, new, holder)
        deadline = (holder.first_due_on, due) if moved else None
        return Step(Change.CHANGED, old, new, holder, deadline, added, removed)

    def _due(self, new: Incoming, rule: DeadlineRule) -> date | None:
        item = new.item
        if item.basis is None:
            return None
        basis = Basis(item.basis, item.basis_kind)
        return first_due(rule, basis, self.settings.reckoning(), self.draft.meeting.next_meeting_on).due_on


def _wording(old: Row[Any], new: Incoming) -> Change:
    same = _clause("", old.as_read["text"]) == _clause("", new.read.text)
    return Change.UNCHANGED if same else Change.REWORDED


def _reads_alike(old: Row[Any], new: Incoming) -> bool:
    """Whether the document says the same of deadline, offices and nature as the old version did."""
    before, read = old.as_read, new.read
    rule = DeadlineRule.from_json(before["deadline"]) if before["deadline"] else NO_DEADLINE
    return (
        _same_rule(rule, read.deadline or NO_DEADLINE)
        and set(before["implementers"]) == set(read.implementers)
        and before["nature"] == read.nature
        and set(before["review"]) == set(read.review)
    )


def _same_rule(one: DeadlineRule, other: DeadlineRule) -> bool:
    return one.with_text("") == other.with_text("")
