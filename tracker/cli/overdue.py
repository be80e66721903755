"""`tracker overdue`: the auditors' list."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.app import App
from tracker.cli.chosen import refuse_unknown
from tracker.cli.options import as_of, listing
from tracker.cli.types import CODES, DAY, NUMBER

CHUNK = 250
"""Rows at a time: the whole list as rows would cost more than all the rest of the command."""


@click.command()
@as_of
@click.option("--office", "offices", type=CODES, help="Only these offices: codes with commas between.")
@click.option("--quarter", metavar="QUARTER", help="Only what was first due in a fiscal quarter: 2023-24Q1.")
@click.option("--minutes", "minutes_id", type=NUMBER, metavar="NO", help="Only decisions of these minutes.")
@click.option("--due-from", type=DAY, help="Only what was due on that day or later.")
@click.option("--fail-if-any", is_flag=True, help="Exit status 1 when anything is overdue.")
@listing()
@click.pass_context
def overdue(
    ctx: click.Context,
    as_of: date | None,
    offices: tuple[str, ...] | None,
    quarter: str | None,
    minutes_id: int | None,
    due_from: date | None,
    fail_if_any: bool,
    format_: str,
    output: str,
) -> None:
    """List what was overdue at the end of a day, the longest overdue first.

    Open and returned items whose deadline in force has passed. NO is the number to give to `tracker submit`,
    ITEM the minutes and the decision in them, NOTICE how far the overdue notices have come.
    """
    from tracker.reports.overdue import overdue_listing
    from tracker.reports.writers import write
    from tracker.store.queries.overdue import select_overdue

    app: App = ctx.obj
    day = as_of or app.today
    index = app.settings.fiscal.parse_quarter(quarter).index if quarter else None
    query = select_overdue(day, offices, minutes_id, quarter=index, due_from=due_from)
    with app.to_read().read_only() as conn:
        refuse_unknown(app, conn, offices)
        found = conn.execute(query)
        listing = overdue_listing(found.keys(), found.partitions(CHUNK), day)
    write(listing, format_, output)
    if listing.length and fail_if_any:
        ctx.exit(1)
