"""References that a person types: "1/2.3" is decision 2.3 of minutes 1, "1" all that rests in review of minutes 1."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tracker.domain.errors import BadInput
from tracker.domain.numerals import to_latin
from tracker.store.queries.minutes import minutes_story

if TYPE_CHECKING:
    from sqlalchemy import Connection


def find_decisions(conn: Connection, reference: str) -> list[Any]:
    """The decisions that a reference names: one, or with minutes alone all of theirs that wait in review.

    Raises BadInput when there is none.
    """
    which, slash, number = reference.rpartition("/")
    if not slash:
        story = minutes_story(conn, reference)
        found = [row for row in story.decisions if row.state == "review"]
        if not found:
            raise BadInput(f"nothing of minutes {story.row.id} waits in review", hint="see: tracker minutes review")
        return found
    story = minutes_story(conn, which)
    wanted = to_latin(number.strip())
    found = [row for row in story.decisions if row.number == wanted]
    if len(found) != 1:
        numbers = ", ".join(row.number for row in story.decisions)
        several = "several decisions" if found else "no decision"
        raise BadInput(
            f"minutes {story.row.id} have {several} {number}", hint=f"there are {numbers}; use the decision's id"
        )
    return found


def find_decision(conn: Connection, reference: str) -> Any:
    """The one decision that MINUTES/NUMBER names. Raises BadInput when it names none, or minutes alone."""
    if "/" not in reference:
        raise BadInput(f"{reference!r} names no decision", hint="write the minutes and the decision's number: 1/2.3")
    return find_decisions(conn, reference)[0]
