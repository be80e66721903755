"""`tracker accept` and `tracker return`: the divisional office verifies what an office submitted."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import DAY, NUMBER

on_day = click.option("--on", "on", type=DAY, help="The day of the verdict (default: today).")


@click.command()
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@click.option("--note", default="", help="Kept with the verdict.")
@on_day
@pass_app
def accept(app: App, numbers: tuple[int, ...], note: str, on: date | None) -> None:
    """Accept what was submitted for due date NUMBER: it is settled. Nobody accepts their own submission."""
    from tracker.actions.verify import accept

    actor, store = app.acting("verifier"), app.to_write()
    for number in numbers:
        accept(store, number, on=on or app.today, note=note, actor=actor, now=app.now)
        click.echo(f"{number} accepted")


@click.command(name="return")
@click.argument("number", type=NUMBER)
@click.option("--reason", required=True, help="What is missing; the office is told.")
@on_day
@pass_app
def return_(app: App, number: int, reason: str, on: date | None) -> None:
    """Return what was submitted for due date NUMBER, with a reason; its deadline stays as it was."""
    from tracker.actions.verify import send_back

    actor = app.acting("verifier")
    send_back(app.to_write(), number, on=on or app.today, reason=reason, actor=actor, now=app.now)
    click.echo(f"{number} returned: {reason}")
