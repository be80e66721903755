"""`tracker minutes list`: the minutes in the record."""

from __future__ import annotations

import click

from tracker.cli.app import App, pass_app
from tracker.cli.options import listing

KEYS = (
    "minutes",
    "name",
    "title",
    "memo_number",
    "kind",
    "language",
    "held_on",
    "issued_on",
    "decisions",
    "binding",
    "in_review",
    "imported_at",
    "imported_by",
    "sha256",
)


@click.command(name="list")
@listing()
@pass_app
def list_(app: App, format_: str, output: str) -> None:
    """List the minutes in the record."""
    from tracker.reports.listing import Column, listing_of
    from tracker.store.queries.minutes import minutes_list

    with app.to_read().read_only() as conn:
        rows = minutes_list(conn)
    items = [
        {**row._mapping, "minutes": row.id, "shown": row.title or row.name, "imported_at": str(row.imported_at)}
        for row in rows
    ]
    columns = (
        Column("NO", "minutes"),
        Column("HELD", "held_on"),
        Column("ISSUED", "issued_on"),
        Column("DECISIONS", "decisions"),
        Column("IN FORCE", "binding"),
        Column("IN REVIEW", "in_review"),
        Column("TITLE", "shown"),
    )
    app.write(listing_of(KEYS, columns, items, app.today, "no minutes yet", name="minutes"), format_, output)
