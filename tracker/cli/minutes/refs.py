"""References that a person types: "1/2.3" is decision 2.3 of minutes 1, "1" all that rests in review of minutes 1,
"decision:17" the decision with that id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tracker.domain.errors import BadInput
from tracker.domain.numerals import to_latin
from tracker.store.queries.minutes import decisions, minutes_story

if TYPE_CHECKING:
    from sqlalchemy import Connection

BY_ID = "decision:"


def reference(row: Any) -> str:
    """What to type for a decision: its minutes and number, or its id where that number stands twice or is missing."""
    return f"{row.minutes_id}/{row.number}" if row.number and row.twins == 1 else f"{BY_ID}{row.id}"


def standing_reference(row: Any) -> str | None:
    """The standing decision that a decision repeats, None when it repeats none."""
    return f"{row.standing_minutes}/{row.standing_number}" if row.restates_id is not None else None


def find_decisions(conn: Connection, words: str) -> list[Any]:
    """The decisions that a reference names: one, or with minutes alone all of theirs that wait in review. One that goes
    on in amended minutes is followed there, and standard error says so.

    Raises BadInput when there is none, or a number stands for several.
    """
    if words.strip().startswith(BY_ID):
        return [_by_id(conn, words)]
    which, slash, number = words.rpartition("/")
    if not slash:
        story = minutes_story(conn, words)
        found = [row for row in story.decisions if row.state == "review"]
        if not found:
            raise BadInput(f"nothing of minutes {story.row.id} waits in review", hint="see: tracker minutes review")
        return found
    story = minutes_story(conn, which)
    wanted = to_latin(number.strip())
    found = [row for row in story.decisions if row.number == wanted]
    if len(found) > 1:
        ids = ", ".join(f"{reference(row)} ({row.text:.40}…)" for row in found)
        raise BadInput(f"minutes {story.row.id} have several decisions {number}", hint=f"they are {ids}")
    if not found:
        numbers = ", ".join(row.number or reference(row) for row in story.decisions)
        raise BadInput(f"minutes {story.row.id} have no decision {number}", hint=f"there are {numbers}")
    return [_followed(conn, found[0])]


def decision_id(conn: Connection, reference: str | None) -> int | None:
    """The id of the decision that MINUTES/NUMBER names, None for none. Raises BadInput as `find_decision`."""
    return None if reference is None else int(find_decision(conn, reference).id)


def find_decision(conn: Connection, words: str) -> Any:
    """The one decision that a reference names. Raises BadInput when it names none, or minutes alone."""
    if "/" not in words and not words.strip().startswith(BY_ID):
        raise BadInput(f"{words!r} names no decision", hint="write the minutes and the decision's number: 1/2.3")
    return find_decisions(conn, words)[0]


def _followed(conn: Connection, row: Any) -> Any:
    found = row
    while found.state == "carried" and found.later_id is not None:
        found = _by_id(conn, f"{BY_ID}{found.later_id}")
    if found is not row:
        click.echo(f"{reference(row)} was amended and goes on as {reference(found)}", err=True)
    return found


def _by_id(conn: Connection, words: str) -> Any:
    wanted = to_latin(words.strip().removeprefix(BY_ID).strip())
    found = decisions(conn, decision_id=int(wanted)) if wanted.isdecimal() and len(wanted) < 10 else []
    if not found:
        raise BadInput(f"there is no {words.strip()}", hint="see: tracker minutes review")
    return found[0]
