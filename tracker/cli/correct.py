"""`tracker correct`: a registrar's mistake is mended by a new entry."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import DAY, NUMBER
from tracker.cli.verify import told_words


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--due", type=DAY, help="The deadline that it should have had.")
@click.option("--undo", "taken_back", is_flag=True, help="Take back the last act: what was before holds again.")
@click.option("--reason", required=True, help="What was wrong; kept on record.")
@pass_app
def correct(app: App, number: int, due: date | None, taken_back: bool, reason: str) -> None:
    """Correct due date NUMBER: a wrong deadline, or an act entered by mistake. Both entries stay on record."""
    from tracker.actions.correct import correct_due, undo

    if (due is None) != taken_back:
        raise click.UsageError("say what to correct: --due DAY or --undo")
    actor, store = app.actor, app.to_write()
    if due is not None:
        was, told = correct_due(store, app.settings, number, due, reason=reason, actor=actor, now=app.now)
        letter = "" if told is None else told_words(told)
        click.echo(f"{number} is due on {due.isoformat()}, not on {was.isoformat()}{letter}")
        return
    done = undo(store, app.settings, number, reason=reason, actor=actor, now=app.now)
    stands = f"due on {done.due_on.isoformat()}" if done.due_on else "without a date"
    click.echo(f"“{done.act}” by {done.by} on {done.on.isoformat()} is taken back; {number} is {done.state}, {stands}")
    if done.untold:
        click.echo("  the letter about it went out already: TELL THE OFFICE, no other letter does")
    elif done.told:
        click.echo("  the letter about it went out already; another one to the office waits")
