"""`tracker notices list`: what was said to whom."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.chosen import refuse_unknown
from tracker.cli.options import listing
from tracker.cli.types import CODES, DAY, NUMBER
from tracker.domain.notices import KINDS

STATES = ("waiting", "sending", "sent", "held", "undeliverable", "superseded")
KEYS = (
    "notice",
    "on",
    "kind",
    "stage",
    "office",
    "role",
    "recipient",
    "language",
    "state",
    "reason",
    "items",
    "attempts",
    "subject",
    "message_id",
    "sent_at",
)


@click.command(name="list")
@click.option("--state", "states", type=click.Choice(STATES), multiple=True, help="May be given several times.")
@click.option("--kind", "kinds", type=click.Choice(KINDS), multiple=True, help="May be given several times.")
@click.option("--office", "offices", type=CODES, help="Only to these offices: codes with commas between.")
@click.option("--stage", type=NUMBER, help="Only overdue notices of this stage.")
@click.option("--since", type=DAY, help="Only those of that day or later.")
@click.option("--until", type=DAY, help="Only those of that day or earlier.")
@listing()
@pass_app
def list_(
    app: App,
    states: tuple[str, ...],
    kinds: tuple[str, ...],
    offices: tuple[str, ...] | None,
    stage: int | None,
    since: date | None,
    until: date | None,
    format_: str,
    output: str,
) -> None:
    """List notices and what became of them, in the order in which they were queued.

    The daily mails to the operator are left out; see them with: --kind operator
    """
    from tracker.reports.listing import Column, listing_of
    from tracker.store.queries.notices import notices

    with app.to_read().read_only() as conn:
        refuse_unknown(app, conn, offices)
        rows = notices(
            conn,
            states=states or None,
            kinds=kinds or [kind for kind in KINDS if kind != "operator"],
            offices=offices,
            stage=stage,
            since=since,
            until=until,
        )
    columns = (
        Column("NO", "notice"),
        Column("DAY", "on", str),
        Column("KIND", "kind"),
        Column("STAGE", "stage", lambda stage: stage or "-"),
        Column("STATE", "state"),
        Column("ITEMS", "items"),
        Column("OFFICE", "office"),
        Column("ROLE", "role"),
        Column("TO", "recipient"),
        Column("WHY", "reason"),
    )
    items = [_item(row) for row in rows]
    app.write(listing_of(KEYS, columns, items, app.today, "no notices", name="notices"), format_, output)


def _item(row: Any) -> dict[str, Any]:
    return {
        **row._mapping,
        "notice": row.id,
        "office": row.office_code,
        "sent_at": row.sent_at.isoformat() if row.sent_at else None,
    }
