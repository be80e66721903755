"""What a registrar would usually answer to a decision that waits in review."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from tracker.actions.incoming import offices_of
from tracker.cli.app import App
from tracker.cli.minutes.refs import standing_reference
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Deadline, first_due
from tracker.domain.errors import Refused
from tracker.domain.explain import sentence

if TYPE_CHECKING:
    from tracker.actions.settle import Settlement


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be done, in words; `settlement` is None when there is nothing to propose."""

    words: str
    settlement: Settlement | None


def propose(app: App, row: Any, settlement: Settlement | None = None) -> Proposal:
    """The usual answer: to link a decision that repeats a standing one; else what was read where it gives a date, or
    the policy's deadline. `settlement` is what the registrar has said so far.
    """
    from tracker.actions.settle import Settlement

    if settlement is None and row.restates_id is not None:
        words = f"link it to {standing_reference(row)}, which goes on as it stands; nobody is bound anew"
        return Proposal(words, Settlement(link=True))
    wanted = settlement or Settlement()
    read = DeadlineRule.from_json(row.rule)
    policy = app.settings.policy_rule(read)
    if wanted.rule is None and policy is not None and not _usable(_deadline(app, row, read, row.origin)):
        wanted = replace(wanted, policy=True)
    rule = wanted.rule or (policy if wanted.policy else read) or read
    origin = "registrar" if wanted.rule else "policy" if wanted.policy else row.origin
    deadline = _deadline(app, row, rule, origin)
    if not _usable(deadline):
        return Proposal("none: a deadline is needed (d)", None)
    when = _told(app, deadline) if deadline else rule.text
    offices = wanted.implementers if wanted.implementers is not None else offices_of(row.as_read)
    if not offices:
        return Proposal(f"{when}; offices are needed (o)", None)
    place = f", in place of {standing_reference(row)}" if wanted.replace else ""
    count = f"{len(offices)} office{'' if len(offices) == 1 else 's'}"
    return Proposal(f"{when}; {count}{place}", wanted)


def _deadline(app: App, row: Any, rule: DeadlineRule, origin: str) -> Deadline | None:
    """None when there is no day to count from."""
    from tracker.actions.settle import basis_of

    try:
        basis = basis_of(row, rule, app.settings)
    except Refused:
        return None
    return first_due(rule, basis, app.settings.reckoning(), row.next_meeting_on, origin=origin)


def _usable(deadline: Deadline | None) -> bool:
    return deadline is not None and (deadline.due_on is not None or deadline.explanation.rule.kind is Kind.ONGOING)


def _told(app: App, deadline: Deadline) -> str:
    return sentence(app.settings.holidays().in_language(deadline.explanation, "en"), "en")
