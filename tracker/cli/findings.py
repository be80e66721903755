"""`tracker findings list|confirm|dismiss|add`: what the minutes say was done already, or missing, at the meeting."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.options import listing
from tracker.cli.types import CODES

if TYPE_CHECKING:
    from tracker.actions.findings import Confirmed

KEYS = ("minutes", "number", "office", "found", "state", "origin", "text", "settled_by")

of_offices = click.option("--office", "offices", type=CODES, help="Only these offices (default: all proposed).")


@click.command(name="list")
@click.argument("minutes", required=False)
@click.option("--all", "every", is_flag=True, help="Those that were confirmed or dismissed, too.")
@listing()
@pass_app
def list_(app: App, minutes: str | None, every: bool, format_: str, output: str) -> None:
    """List what waits to be confirmed, of MINUTES or all."""
    from tracker.reports.listing import Column, listing_of
    from tracker.reports.writers import write
    from tracker.store.queries.findings import findings
    from tracker.store.queries.minutes import minutes_story

    with app.to_read().read_only() as conn:
        which = minutes_story(conn, minutes).row.id if minutes else None
        rows = findings(conn, minutes_id=which)
    items = [
        {
            "minutes": row.minutes_id,
            "number": row.number,
            "item": f"{row.minutes_id}/{row.number}",
            "office": row.office_code,
            **{key: getattr(row, key) for key in KEYS[3:]},
        }
        for row in rows
        if every or row.state == "proposed"
    ]
    columns = (
        Column("ITEM", "item"),
        Column("OFFICE", "office"),
        Column("FOUND", "found"),
        Column("STATE", "state"),
        Column("WORDS", "text"),
    )
    empty = "the minutes tell of no findings" if every else "nothing waits to be confirmed"
    write(listing_of(KEYS, columns, items, app.today, empty), format_, output)


@click.command()
@click.argument("item", metavar="MINUTES/NUMBER")
@of_offices
@pass_app
def confirm(app: App, item: str, offices: tuple[str, ...] | None) -> None:
    """Confirm what is proposed of decision MINUTES/NUMBER.

    What was done already is accepted on the meeting's day; what was missing goes on record.
    """
    from tracker.actions.findings import confirm
    from tracker.cli.minutes.refs import find_decision

    actor, store = app.actor, app.to_write()
    with store.reading() as conn:
        row = find_decision(conn, item)
    _tell(confirm(store, row.id, offices, actor=actor, now=app.now))


@click.command()
@click.argument("item", metavar="MINUTES/NUMBER")
@of_offices
@pass_app
def dismiss(app: App, item: str, offices: tuple[str, ...] | None) -> None:
    """Dismiss what is proposed of decision MINUTES/NUMBER: the offices owe it as all others."""
    from tracker.actions.findings import dismiss
    from tracker.cli.minutes.refs import find_decision

    actor, store = app.actor, app.to_write()
    with store.reading() as conn:
        row = find_decision(conn, item)
    click.echo(f"dismissed: {', '.join(dismiss(store, row.id, offices, actor=actor, now=app.now))}")


@click.command()
@click.argument("item", metavar="MINUTES/NUMBER")
@click.option("--done", type=CODES, help="Offices that had done it: codes with commas between.")
@click.option("--missing", type=CODES, help="Offices that had not.")
@click.option("--text", required=True, help="The minutes' words for it.")
@pass_app
def add(app: App, item: str, done: tuple[str, ...] | None, missing: tuple[str, ...] | None, text: str) -> None:
    """Enter what the meeting found of decision MINUTES/NUMBER; it counts at once."""
    from tracker.actions.findings import add
    from tracker.cli.minutes.refs import find_decision

    actor, store = app.actor, app.to_write()
    with store.reading() as conn:
        row = find_decision(conn, item)
    _tell(add(store, row.id, done=done or (), missing=missing or (), text=text, actor=actor, now=app.now))


def _tell(done: Confirmed) -> None:
    if done.done:
        click.echo(f"accepted as done by the meeting: {', '.join(done.done)}")
    if done.missing:
        click.echo(f"on record as missing: {', '.join(done.missing)}")
