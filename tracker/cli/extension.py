"""`tracker extend` and `tracker extension request|grant|refuse|list`: more time for what an office owes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.options import listing
from tracker.cli.types import DAY, NUMBER
from tracker.cli.verify import told_words

if TYPE_CHECKING:
    from tracker.actions.extend import Extended

KEYS = (
    "occurrence",
    "office",
    "requested_on",
    "requested_by",
    "until",
    "reason",
    "due_on",
    "verdict",
    "granted_until",
    "decided_on",
    "decided_by",
    "decision_reason",
)

on_day = click.option("--on", "on", type=DAY, help="The day on which it happened (default: today).")
reason_why = click.option("--reason", required=True, help="Why; kept on record and told to the office.")


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--until", type=DAY, required=True, help="The day until which time is asked for.")
@click.option("--reason", required=True, help="Why more time is needed.")
@on_day
@pass_app
def request(app: App, number: int, until: date, reason: str, on: date | None) -> None:
    """Ask for more time for due date NUMBER. Its deadline stays, and notices go on, until it is granted."""
    from tracker.actions.extend import request

    actor, day = app.answering, on or app.today
    closed = request(app.to_write(), app.settings, number, until, on=day, reason=reason, actor=actor, now=app.now)
    click.echo(f"{number}: time until {until.isoformat()} is asked for; the divisional office decides")
    _tell_closed(until, closed)


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--until", type=DAY, help="Another day than the one asked for.")
@reason_why
@on_day
@pass_app
def grant(app: App, number: int, until: date | None, reason: str, on: date | None) -> None:
    """Grant the request for due date NUMBER: its deadline moves, notices begin anew, the office is told."""
    from tracker.actions.extend import grant

    actor, day = app.acting("verifier"), on or app.today
    done = grant(app.to_write(), app.settings, number, until, on=day, reason=reason, actor=actor, now=app.now)
    _tell_extended(number, done)


@click.command()
@click.argument("number", type=NUMBER)
@reason_why
@on_day
@pass_app
def refuse(app: App, number: int, reason: str, on: date | None) -> None:
    """Refuse the request for due date NUMBER: its deadline stays, the office is told."""
    from tracker.actions.extend import refuse

    actor, day = app.acting("verifier"), on or app.today
    done = refuse(app.to_write(), app.settings, number, on=day, reason=reason, actor=actor, now=app.now)
    click.echo(f"{number} stays due on {done.after.isoformat()}{told_words(done.told)}")


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--until", type=DAY, required=True, help="The new deadline.")
@reason_why
@on_day
@pass_app
def extend(app: App, number: int, until: date, reason: str, on: date | None) -> None:
    """Give due date NUMBER more time at once, on a letter of the office; a request that waits is granted with it."""
    from tracker.actions.extend import extend

    actor, day = app.acting("verifier", "registrar"), on or app.today
    done = extend(app.to_write(), app.settings, number, until, on=day, reason=reason, actor=actor, now=app.now)
    _tell_extended(number, done)


@click.command(name="list")
@click.option("--all", "every", is_flag=True, help="Those that were decided, too.")
@listing()
@pass_app
def list_(app: App, every: bool, format_: str, output: str) -> None:
    """List the requests for more time that wait for a decision."""
    from tracker.reports.listing import Column, listing_of
    from tracker.reports.writers import write
    from tracker.store.queries.extensions import extensions

    with app.to_read().read_only() as conn:
        rows = extensions(conn, undecided=not every)
    items = [
        {
            "occurrence": row.occurrence_id,
            "office": row.office_code,
            "item": f"{row.minutes_id}/{row.decision_number}",
            "state": row.verdict or "undecided",
            **{key: getattr(row, key) for key in KEYS[2:]},
        }
        for row in rows
    ]
    columns = (
        Column("NO", "occurrence"),
        Column("OFFICE", "office"),
        Column("ITEM", "item"),
        Column("ASKED", "requested_on"),
        Column("DUE", "due_on"),
        Column("UNTIL", "until"),
        Column("VERDICT", "state"),
        Column("REASON", "reason"),
    )
    empty = "nobody asked for more time" if every else "no request waits for a decision"
    write(listing_of(KEYS, columns, items, app.today, empty), format_, output)


def _tell_extended(number: int, done: Extended) -> None:
    click.echo(f"{number} is due on {done.after.isoformat()}, was {done.before.isoformat()}{told_words(done.told)}")
    _tell_closed(done.after, done.closed)


def _tell_closed(day: date, closed: str | None) -> None:
    if closed:
        reason = closed.replace("_", " ")
        click.echo(f"  {day.isoformat()} is a closed day ({reason}); a named date stays as it is")
