"""`tracker accept`, `return` and `reopen`: the divisional office verifies what an office submitted."""

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
        accept(store, app.settings, number, on=on or app.today, note=note, actor=actor, now=app.now)
        click.echo(f"{number} accepted")


@click.command(name="return")
@click.argument("number", type=NUMBER)
@click.option("--reason", required=True, help="What is missing; the office is told.")
@click.option("--part", "parts", type=NUMBER, multiple=True, help="A part found wanting, by its number.")
@on_day
@pass_app
def return_(app: App, number: int, reason: str, parts: tuple[int, ...], on: date | None) -> None:
    """Return what was submitted for due date NUMBER, with a reason; its deadline stays as it was."""
    from tracker.actions.verify import send_back

    actor, day = app.acting("verifier"), on or app.today
    told = send_back(
        app.to_write(), app.settings, number, on=day, reason=reason, parts=parts, actor=actor, now=app.now
    )
    click.echo(f"{number} returned: {reason}{told_words(told)}")


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--reason", required=True, help="What proved false; the office is told.")
@on_day
@pass_app
def reopen(app: App, number: int, reason: str, on: date | None) -> None:
    """Reopen accepted due date NUMBER, whose evidence proved false: it is owed again, against the same deadline."""
    from tracker.actions.verify import reopen

    actor, day = app.acting("verifier"), on or app.today
    told = reopen(app.to_write(), app.settings, number, on=day, reason=reason, actor=actor, now=app.now)
    click.echo(f"{number} reopened: {reason}{told_words(told)}")


def told_words(told: bool) -> str:
    """Whether a letter waits to go out."""
    return "; a letter to the office waits" if told else "\n  NOBODY IS TOLD: the office has no contact"
