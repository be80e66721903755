"""`tracker parts set|show`: the several things that one decision asks for."""

from __future__ import annotations

import click

from tracker.cli.app import App, pass_app
from tracker.cli.minutes.refs import find_decision
from tracker.reports.table import harmless


@click.command(name="set")
@click.argument("item", metavar="MINUTES/NUMBER")
@click.argument("texts", nargs=-1, metavar="[PART]...")
@pass_app
def set_(app: App, item: str, texts: tuple[str, ...]) -> None:
    """Say that decision MINUTES/NUMBER asks for these PARTs: an office has done it when all are reported.

    They take the place of those set before; without any, the decision asks for one thing again.
    """
    from tracker.actions.parts import set_parts

    actor, store = app.actor, app.to_write()
    with store.reading() as conn:
        row = find_decision(conn, item)
    set_parts(store, row.id, texts, actor=actor, now=app.now)
    click.echo(f"{row.minutes_id}/{row.number} asks for {len(texts) or 1} thing{'' if len(texts) < 2 else 's'}")


@click.command()
@click.argument("item", metavar="MINUTES/NUMBER")
@pass_app
def show(app: App, item: str) -> None:
    """Show the parts of decision MINUTES/NUMBER, and which office has reported which."""
    from tracker.store.queries.parts import parts_reported

    with app.to_read().read_only() as conn:
        row = find_decision(conn, item)
        found = parts_reported(conn, row.id)
    if not found:
        click.echo("this decision asks for one thing")
    for part in found:
        click.echo(f"{part.position}  {harmless(part.text)}")
        for report in part.reports:
            wanting = f", wanting since {report.returned_on}" if report.returned_on else ""
            period = "" if report.period == "once" else f" for {report.period}"
            click.echo(f"     {report.office_code}{period}: reported {report.submitted_on}{wanting}")
