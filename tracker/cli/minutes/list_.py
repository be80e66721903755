"""`tracker minutes list`: the minutes in the record."""

from __future__ import annotations

from typing import Any

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
    "revision",
    "revises",
    "amended_by",
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
        {
            **row._mapping,
            "minutes": row.id,
            "revises": row.revises_id,
            "version": _version(row),
            "shown": row.title or row.name,
            "imported_at": str(row.imported_at),
        }
        for row in rows
    ]
    columns = (
        Column("NO", "minutes"),
        Column("HELD", "held_on"),
        Column("ISSUED", "issued_on"),
        Column("DECISIONS", "decisions"),
        Column("IN FORCE", "binding"),
        Column("IN REVIEW", "in_review"),
        Column("VERSION", "version"),
        Column("TITLE", "shown"),
    )
    app.write(listing_of(KEYS, columns, items, app.today, "no minutes yet", name="minutes"), format_, output)


def _version(row: Any) -> str:
    if row.amended_by is not None:
        return f"amended by {row.amended_by}"
    return f"revision {row.revision} of {row.revises_id}" if row.revises_id is not None else ""
