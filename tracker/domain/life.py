"""The life of an occurrence: its states, which act leads from which to which, and whether it is in time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from tracker.domain.errors import Refused


class State(StrEnum):
    """Where an occurrence stands. Overdue is no state: it is computed from a date."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"
    WAIVED = "waived"
    SUPERSEDED = "superseded"


class Act(StrEnum):
    """What can happen to an occurrence."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    RETURN = "return"
    PROGRESS = "progress"
    REQUEST = "request"
    EXTEND = "extend"
    REFUSE = "refuse"
    WAIVE = "waive"
    SUPERSEDE = "supersede"
    REOPEN = "reopen"
    FIND = "find"
    MISS = "miss"
    CORRECT = "correct"
    TRANSFER = "transfer"
    AMEND = "amend"
    UNDO = "undo"
    """Back to the state before the last act: which one that is stands in the record, not in TRANSITIONS."""


def _staying(act: Act, *states: State) -> dict[tuple[State, Act], State]:
    return {(state, act): state for state in states}


TRANSITIONS: dict[tuple[State, Act], State] = {
    (State.OPEN, Act.SUBMIT): State.SUBMITTED,
    (State.RETURNED, Act.SUBMIT): State.SUBMITTED,
    (State.SUBMITTED, Act.ACCEPT): State.ACCEPTED,
    (State.SUBMITTED, Act.RETURN): State.RETURNED,
    # Partly done is not done: progress is on record and silences nothing. Nor does asking for more time.
    **_staying(Act.PROGRESS, State.OPEN, State.RETURNED),
    **_staying(Act.REQUEST, State.OPEN, State.RETURNED),
    **_staying(Act.EXTEND, State.OPEN, State.RETURNED, State.SUBMITTED),
    **_staying(Act.REFUSE, State.OPEN, State.RETURNED, State.SUBMITTED),
    (State.OPEN, Act.WAIVE): State.WAIVED,
    (State.RETURNED, Act.WAIVE): State.WAIVED,
    (State.OPEN, Act.SUPERSEDE): State.SUPERSEDED,
    (State.SUBMITTED, Act.SUPERSEDE): State.SUPERSEDED,
    (State.RETURNED, Act.SUPERSEDE): State.SUPERSEDED,
    # The duty went over to another office; what is submitted stays until it is verified, and follows if returned.
    (State.OPEN, Act.TRANSFER): State.SUPERSEDED,
    (State.RETURNED, Act.TRANSFER): State.SUPERSEDED,
    (State.SUBMITTED, Act.TRANSFER): State.SUBMITTED,
    # Evidence that proves false: the office owes it again, against the same deadline.
    (State.ACCEPTED, Act.REOPEN): State.RETURNED,
    # What the meeting found: done already, by authority of the minutes; or missing, which is on record.
    (State.OPEN, Act.FIND): State.ACCEPTED,
    **_staying(Act.MISS, State.OPEN, State.RETURNED, State.SUBMITTED),
    # A date that the registrar had wrong; on time is judged by the right one, even after the verdict.
    **_staying(Act.CORRECT, State.OPEN, State.RETURNED, State.SUBMITTED, State.ACCEPTED),
    # Amended minutes give another deadline. (What one version took away, a later one may bring back: the record tells.)
    **_staying(Act.AMEND, State.OPEN, State.RETURNED),
}
"""Every legal step; what is not here is refused."""

_DOING = {
    Act.SUBMIT: "submitted",
    Act.ACCEPT: "accepted",
    Act.RETURN: "returned",
    Act.PROGRESS: "reported as in progress",
    Act.REQUEST: "given a request for more time",
    Act.EXTEND: "extended",
    Act.REFUSE: "refused more time",
    Act.WAIVE: "waived",
    Act.SUPERSEDE: "superseded",
    Act.REOPEN: "reopened",
    Act.FIND: "found done",
    Act.MISS: "found missing",
    Act.CORRECT: "corrected",
    Act.TRANSFER: "transferred",
    Act.AMEND: "amended",
    Act.UNDO: "taken back",
}

_OFFERED = (Act.SUBMIT, Act.PROGRESS, Act.ACCEPT, Act.RETURN, Act.EXTEND, Act.WAIVE, Act.SUPERSEDE, Act.REOPEN)
"""The acts that a refusal names as possible: each is the command's own name."""

_STANDS = {
    State.OPEN: "is open: nothing has been submitted",
    State.SUBMITTED: "is submitted and waits for verification",
    State.RETURNED: "was returned to the office and waits for a new submission",
    State.ACCEPTED: "is accepted",
    State.WAIVED: "is waived",
    State.SUPERSEDED: "is superseded",
}


def advance(state: State, act: Act) -> State:
    """The state after the act. Raises Refused, saying where it stands and what is possible, when the act is
    not legal.
    """
    after = TRANSITIONS.get((state, act))
    if after is None:
        possible = [a.value for a in _OFFERED if (state, a) in TRANSITIONS]
        taken_back = "a mistake is taken back with: tracker correct NO --undo"
        hint = f"possible now: {', '.join(possible)}" if possible else f"it is settled; {taken_back}"
        raise Refused(f"it cannot be {_DOING[act]}: the occurrence {_STANDS[state]}", hint=hint)
    return after


def acts_from(state: State) -> tuple[Act, ...]:
    """The acts that are legal in a state."""
    return tuple(act for act in Act if (state, act) in TRANSITIONS)


def is_unsettled(state: State) -> bool:
    """Whether the office still owes something: open or returned. Only such an occurrence can be overdue and
    takes steps of the ladder; a submitted one waits for the divisional office.
    """
    return state is State.OPEN or state is State.RETURNED


class Standing(StrEnum):
    """How an occurrence stands against its deadline."""

    NO_DATE = "no_date"
    NOT_DUE = "not_due"
    DUE_TODAY = "due_today"
    OVERDUE = "overdue"
    AWAITING = "awaiting"
    ON_TIME = "on_time"
    LATE = "late"
    WAIVED = "waived"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True)
class Timeliness:
    """A standing with its days: left (not_due), late (overdue, late, and awaiting when handed in late), else
    0.
    """

    standing: Standing
    days: int = 0


def timeliness(due_on: date | None, submitted_on: date | None, state: State, today: date) -> Timeliness:
    """How an occurrence stands at the end of `today` against the deadline in force.

    A deadline is good until its day ends. On time is judged by the date of the submission that counts.

    Raises ValueError for a submitted or accepted occurrence without the date of its submission.
    """
    if state is State.WAIVED:
        return Timeliness(Standing.WAIVED)
    if state is State.SUPERSEDED:
        return Timeliness(Standing.SUPERSEDED)
    if is_unsettled(state):
        return _owed(due_on, today)
    if submitted_on is None:
        raise ValueError(f"a {state.value} occurrence has a submission date")
    late = max(0, (submitted_on - due_on).days) if due_on is not None else 0
    if state is State.SUBMITTED:
        return Timeliness(Standing.AWAITING, late)
    return Timeliness(Standing.LATE, late) if late else Timeliness(Standing.ON_TIME)


def _owed(due_on: date | None, today: date) -> Timeliness:
    if due_on is None:
        return Timeliness(Standing.NO_DATE)
    left = (due_on - today).days
    if left > 0:
        return Timeliness(Standing.NOT_DUE, left)
    return Timeliness(Standing.DUE_TODAY) if left == 0 else Timeliness(Standing.OVERDUE, -left)
