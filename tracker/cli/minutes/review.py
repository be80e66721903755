"""`tracker minutes review`: what waits for a registrar."""

from __future__ import annotations

import sys
from typing import Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.minutes.refs import reference, standing_reference
from tracker.cli.options import listing
from tracker.cli.words import reasons

KEYS = (
    "decision",
    "minutes",
    "number",
    "subject",
    "text",
    "nature",
    "review",
    "implementer_text",
    "implementers",
    "rule",
    "first_due_on",
    "memo_number",
    "restates",
    "restates_text",
)


@click.command()
@click.option("--walk/--list", default=None, help="Walk through them one by one, or list them.")
@listing()
@pass_app
def review(app: App, walk: bool | None, format_: str, output: str) -> None:
    """Show the decisions that wait for a registrar; on a terminal, walk through them with proposals."""
    from tracker.reports.listing import Column, listing_of
    from tracker.store.queries.minutes import in_review

    with app.to_read().read_only() as conn:
        rows = in_review(conn)
    if walk is None:
        walk = format_ == "table" and output == "-" and sys.stdin.isatty() and sys.stdout.isatty()
    if walk and rows:
        from tracker.cli.minutes.walk import walk_through

        walk_through(app, rows)
        return
    columns = (
        Column("ITEM", "ref"),
        Column("WHY", "why"),
        Column("DECISION", "text"),
    )
    items = [_item(row) for row in rows]
    app.write(listing_of(KEYS, columns, items, app.today, "nothing waits", name="review"), format_, output)
    if rows and format_ == "table" and output == "-":
        click.echo("settle with: tracker minutes settle ITEM --policy, --within “10 days”, --link, …", err=True)


def _why(row: Any) -> str:
    words = reasons(row.review)
    return f"{words} ({standing_reference(row)})" if row.restates_id is not None else words


def _item(row: Any) -> dict[str, Any]:
    from tracker.actions.incoming import offices_of

    return {
        **row._mapping,
        "decision": row.id,
        "minutes": row.minutes_id,
        "ref": reference(row),
        "implementers": list(offices_of(row.as_read)),
        "restates": standing_reference(row),
        "restates_text": row.standing_text,
        "why": _why(row),
    }
