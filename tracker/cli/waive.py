"""`tracker waive` and `tracker supersede`: what need not be done any more, by whose authority."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import CODES, DAY, NUMBER

reason_why = click.option("--reason", required=True, help="Why; kept on record.")
by_authority = click.option("--authority", required=True, help="By whose decision: a memo number, a meeting, a name.")
on_day = click.option("--on", "on", type=DAY, help="The day on which it was decided (default: today).")


@click.command()
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@reason_why
@by_authority
@on_day
@pass_app
def waive(app: App, numbers: tuple[int, ...], reason: str, authority: str, on: date | None) -> None:
    """Waive due dates NUMBER, all or none: they need not be met, and are left out of the compliance rate."""
    from tracker.actions.waive import waive

    actor, day = app.actor, on or app.today
    waive(
        app.to_write(), app.settings, numbers, on=day, reason=reason, authority=authority, actor=actor, now=app.now
    )
    for number in dict.fromkeys(numbers):
        click.echo(f"{number} waived")


@click.command()
@click.argument("item", metavar="MINUTES/NUMBER")
@click.option("--office", "offices", type=CODES, help="Only these offices (default: all that it binds).")
@reason_why
@by_authority
@on_day
@pass_app
def supersede(
    app: App, item: str, offices: tuple[str, ...] | None, reason: str, authority: str, on: date | None
) -> None:
    """Let decision MINUTES/NUMBER bind its offices no more: what is owed ends, what is settled stays."""
    from tracker.actions.supersede import supersede
    from tracker.cli.minutes.refs import find_decision

    actor, store = app.actor, app.to_write()
    with store.reading() as conn:
        row = find_decision(conn, item)
    done = supersede(
        store,
        app.settings,
        row.id,
        offices,
        on=on or app.today,
        reason=reason,
        authority=authority,
        actor=actor,
        now=app.now,
    )
    dates = f"{done.occurrences} due date{'' if done.occurrences == 1 else 's'}"
    click.echo(f"{row.minutes_id}/{row.number} superseded for {', '.join(done.offices)}; {dates} ended")
