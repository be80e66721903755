"""`tracker submit`: an office reports something as done."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import DAY, NUMBER


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--note", required=True, help="What was done, and where it is seen.")
@click.option("--link", "links", multiple=True, metavar="URL", help="Evidence; may be given several times.")
@click.option("--on", "on", type=DAY, help="The day it was handed in (default: today).")
@click.option("--implemented-on", type=DAY, help="The day it was done.")
@pass_app
def submit(
    app: App,
    number: int,
    note: str,
    links: tuple[str, ...],
    on: date | None,
    implemented_on: date | None,
) -> None:
    """Report due date NUMBER (of `tracker overdue` or `tracker obligations list`) as done."""
    from tracker.actions.submit import Report, submit

    report = Report(on or app.today, note, links, implemented_on)
    actor = app.answering
    submit(app.to_write(), app.settings, number, report, actor=actor, now=app.now)
    click.echo(f"{number} submitted on {report.on.isoformat()}; the divisional office verifies it")
