"""The columns of an occurrence whose deadline is moved by a person: date, explanation, and where the ladder begins."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Row

from tracker.domain.explanation import Explanation, Move
from tracker.domain.ladder import next_step_on
from tracker.domain.life import State, is_unsettled
from tracker.settings.model import Settings


def new_deadline(settings: Settings, row: Row[Any], step: Move) -> dict[str, Any]:
    """The columns after `step`: the ladder begins anew against the new deadline, after the day of the act.

    Steps that would have come before that day are not made up for, unless the deadline moved to an earlier day: then
    the newest of them goes out with the next check.
    """
    explanation = Explanation.from_json(row.explanation)
    through = step.on if step.after >= step.before else None
    unsettled = is_unsettled(State(row.state))
    return {
        "due_on": step.after,
        "explanation": explanation._replace(moves=(*explanation.moves, step)).to_json(),
        "stepped_through": through,
        "next_step_on": next_step_on(settings.ladder(), step.after, through) if unsettled else None,
    }
