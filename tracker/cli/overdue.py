"""`tracker overdue`: the auditors' list."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App
from tracker.cli.chosen import check_minutes, refuse_unknown
from tracker.cli.options import as_of, listing
from tracker.cli.types import CODES, DAY, NUMBER

if TYPE_CHECKING:
    from sqlalchemy import Connection

CHUNK = 250
"""Rows at a time: the whole list as rows would cost more than all the rest of the command."""

SORTS = ("due", "office", "late", "item", "stage")
GROUPS = ("office", "place", "decision", "minutes", "band", "stage")
"""As in `reports.overdue`, which is imported when the command runs."""


@click.command()
@as_of
@click.option("--office", "offices", type=CODES, help="Only these offices: codes with commas between.")
@click.option("--place", metavar="PLACE", help="Only offices at a place (বা বাংলায়), or below an office: its code.")
@click.option("--decision", metavar="MINUTES/NUMBER", help="Only this decision.")
@click.option("--minutes", "minutes_id", type=NUMBER, metavar="NO", help="Only decisions of these minutes.")
@click.option("--quarter", metavar="QUARTER", help="Only what was first due in a fiscal quarter: 2023-24Q1.")
@click.option("--due-from", type=DAY, help="Only what was due on that day or later.")
@click.option("--older-than", type=NUMBER, metavar="DAYS", help="Only what is more than so many days late.")
@click.option("--became-overdue-since", "late_since", type=DAY, help="Only what was first late on that day or after.")
@click.option("--stage", "stages", type=NUMBER, multiple=True, help="Only at this stage of overdue notices; 0 is none.")
@click.option("--sort", type=click.Choice(SORTS), multiple=True, help="May be given several times, the main one first.")
@click.option("--group-by", type=click.Choice(GROUPS), help="Put rows together, with the totals of each group.")
@click.option("--fail-if-any", is_flag=True, help="Exit status 1 when anything is overdue.")
@listing()
@click.pass_context
def overdue(
    ctx: click.Context,
    as_of: date | None,
    offices: tuple[str, ...] | None,
    place: str | None,
    decision: str | None,
    minutes_id: int | None,
    quarter: str | None,
    due_from: date | None,
    older_than: int | None,
    late_since: date | None,
    stages: tuple[int, ...],
    sort: tuple[str, ...],
    group_by: str | None,
    fail_if_any: bool,
    format_: str,
    output: str,
) -> None:
    """List what was overdue at the end of a day, the longest overdue first.

    Open and returned items whose deadline in force has passed. NO is the number to give to `tracker submit`,
    ITEM the minutes and the decision in them, NOTICE how far the overdue notices have come.

    Below the list, and for each group, stand the totals by age: 1-7, 8-15, 16-30, 31-90 and over 90 days late.
    """
    from tracker.reports.overdue import overdue_listing
    from tracker.store.queries.overdue import select_overdue

    app: App = ctx.obj
    day = as_of or app.today
    index = app.settings.fiscal.parse_quarter(quarter).index if quarter else None
    with app.to_read().read_only() as conn:
        refuse_unknown(app, conn, offices)
        check_minutes(conn, minutes_id)
        query = select_overdue(
            day,
            offices=_within(conn, place, offices),
            minutes_id=minutes_id,
            decision_id=_decision(conn, decision),
            quarter=index,
            due_from=due_from,
            older_than=older_than,
            late_since=late_since,
            stages=stages or None,
            order=(*_order(group_by), *sort),
            places=group_by == "place",
        )
        found = conn.execute(query)
        listing = overdue_listing(found.keys(), found.partitions(CHUNK), day, group_by)
    app.write(listing, format_, output)
    if listing.length and fail_if_any:
        ctx.exit(1)


def _within(conn: Connection, place: str | None, offices: tuple[str, ...] | None) -> tuple[str, ...] | None:
    """The offices that are both named and at the place."""
    if place is None:
        return offices
    from tracker.store.queries.places import offices_at

    at = offices_at(conn, place)
    return at if offices is None else tuple(code for code in at if code in offices)


def _decision(conn: Connection, reference: str | None) -> int | None:
    if reference is None:
        return None
    from tracker.cli.minutes.refs import decision_id

    return decision_id(conn, reference)


def _order(group_by: str | None) -> tuple[str, ...]:
    if group_by is None:
        return ()
    from tracker.reports.overdue import GROUPS

    return (GROUPS[group_by],)
