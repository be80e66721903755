"""`tracker obligations list`: what offices owe."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.chosen import check_minutes, refuse_unknown
from tracker.cli.options import as_of, listing
from tracker.cli.types import CODES, NUMBER

STATES = ("open", "submitted", "returned", "accepted", "waived", "superseded")
KEYS = (
    "occurrence",
    "obligation",
    "office",
    "office_name",
    "minutes",
    "memo_number",
    "number",
    "text",
    "period",
    "first_due_on",
    "due_on",
    "state",
    "submitted_on",
    "standing",
    "days",
)
PAGE = ("occurrence", "due_on", "state", "standing", "days", "office_name", "item", "period", "text")


@click.command(name="list")
@as_of
@click.option("--office", "offices", type=CODES, help="Only these offices: codes with commas between.")
@click.option("--minutes", "minutes_id", type=NUMBER, metavar="NO", help="Only decisions of these minutes.")
@click.option("--quarter", metavar="QUARTER", help="Only what was first due in a fiscal quarter: 2023-24Q1.")
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help="May be given several times.")
@listing()
@pass_app
def list_(
    app: App,
    as_of: date | None,
    offices: tuple[str, ...] | None,
    minutes_id: int | None,
    quarter: str | None,
    states: tuple[str, ...],
    format_: str,
    output: str,
) -> None:
    """List every due date of every obligation, as it stood at the end of a day.

    NO is the number to give to `submit`, `accept`, `obligations show` and `explain`; ITEM the minutes and the
    decision in them.
    """
    from tracker.reports.listing import Column, listing_of
    from tracker.store.queries.obligations import obligations

    day = as_of or app.today
    index = app.settings.fiscal.parse_quarter(quarter).index if quarter else None
    with app.to_read().read_only() as conn:
        refuse_unknown(app, conn, offices)
        check_minutes(conn, minutes_id)
        rows = obligations(conn, day, offices=offices, minutes_id=minutes_id, quarter=index, states=states or None)
    columns = (
        Column("NO", "occurrence"),
        Column("DUE", "due_on", lambda due: str(due) if due else "no date"),
        Column("STATE", "state"),
        Column("STANDING", "told"),
        Column("OFFICE", "office"),
        Column("ITEM", "item"),
        Column("PERIOD", "period"),
        Column("DECISION", "text"),
    )
    items = [_item(row, day) for row in rows]
    listed = listing_of(
        KEYS, columns, items, day, "no obligations", name="obligations", texts={"office_name": ("bn", "en")}, page=PAGE
    )
    app.write(listed, format_, output)


def _item(row: Any, day: date) -> dict[str, Any]:
    from tracker.domain.life import State, timeliness

    standing = timeliness(row.due_on, row.submitted_on, State(row.state), day)
    days = f" {standing.days}" if standing.days else ""
    return {
        "occurrence": row.occurrence_id,
        "obligation": row.obligation_id,
        "office": row.office_code,
        "office_name": {"bn": row.office_name_bn, "en": row.office_name_en},
        "minutes": row.minutes_id,
        "memo_number": row.memo_number,
        "number": row.decision_number,
        "item": f"{row.minutes_id}/{row.decision_number}",
        "text": row.decision_text,
        "period": row.period,
        "first_due_on": row.first_due_on,
        "due_on": row.due_on,
        "state": row.state,
        "submitted_on": row.submitted_on,
        "standing": str(standing.standing),
        "days": standing.days,
        "told": f"{standing.standing}{days}".replace("_", " "),
    }
