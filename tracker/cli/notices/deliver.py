"""`tracker notices deliver`: send what waits."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import NUMBER
from tracker.domain.errors import TryAgain

if TYPE_CHECKING:
    from tracker.actions.deliver import DeliveryReport


@click.command()
@click.option("--limit", type=NUMBER, help="At most so many.")
@pass_app
def deliver(app: App, limit: int | None) -> None:
    """Send what waits, to the mail folder or by SMTP as configured.

    Exit status 1 when one was held or refused and a person must look; 75 when the delivery broke off.
    """
    from tracker.actions.deliver import deliver
    from tracker.notices.folder import operator_folder
    from tracker.notices.transport import open_transport

    mail = app.settings.mail
    report = deliver(app.to_write(), app.settings, open_transport(mail), clock=lambda: datetime.now(UTC), limit=limit)
    for line in delivery_lines(report):
        click.echo(line)
    if mail.transport == "folder":
        written = ((report.outcomes, mail.folder), (report.operator, operator_folder(mail.folder)))
        for outcomes, folder in written:
            if outcomes["sent"]:
                click.echo(f"written to {folder}")
    if report.busy:
        raise TryAgain("another delivery is at work on this record", hint="it sends what waits")
    if report.stopped:
        raise TryAgain(f"the delivery broke off: {report.stopped}", hint="the next one sends what waits")
    every = report.outcomes + report.operator
    if every["held"] or every["undeliverable"]:
        click.echo("see why: tracker notices list; then release or retry them: tracker notices release NO", err=True)
        click.get_current_context().exit(1)


def delivery_lines(report: DeliveryReport) -> list[str]:
    """What a delivery did, one line each."""
    told = {"waiting": "put off, to be tried again"}
    lines = [f"{count} {told.get(state, state)}" for state, count in sorted(report.outcomes.items())]
    lines += [f"{count} to the operator {told.get(state, state)}" for state, count in sorted(report.operator.items())]
    if report.waiting:
        lines.append(f"{report.waiting} waiting in all")
    return lines or ["nothing waits to be sent"]
