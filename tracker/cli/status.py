"""`tracker status`: whether anything needs attention."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.app import App

if TYPE_CHECKING:
    from tracker.store.queries.status import Status

TOO_LONG = timedelta(hours=24)
"""A notice that waits longer shows that nobody delivers."""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def status(ctx: click.Context, as_json: bool) -> None:
    """Say when the last check was and what waits; exit status 1 when something needs attention.

    Attention: no check since yesterday, notices held, undeliverable or waiting for more than a day, offices that
    left and still owe something.
    """
    from tracker.reports.writers import json_text
    from tracker.store.queries.status import status as read_status

    app: App = ctx.obj
    with app.to_read().read_only() as conn:
        found = read_status(conn)
    attention = _attention(app, found)
    if as_json:
        click.echo(json_text(_json(app, found, attention)), nl=False)
    else:
        for line in _lines(found, attention):
            click.echo(line)
    if attention:
        ctx.exit(1)


def _attention(app: App, found: Status) -> list[str]:
    told = []
    if found.last_check is None:
        told.append("no daily check was ever made: tracker check, or let tracker run do it")
    elif (app.today - found.last_check).days > 1:
        days = (app.today - found.last_check).days
        told.append(f"the last daily check was {days} days ago: is tracker run, or its cron line, at work?")
    if found.pending["held"]:
        told.append(f"{found.pending['held']} notices are held: tracker notices list --state held")
    if found.pending["undeliverable"]:
        count = found.pending["undeliverable"]
        told.append(f"{count} notices are undeliverable: tracker notices list --state undeliverable")
    if found.oldest_waiting is not None and app.now - found.oldest_waiting > TOO_LONG:
        told.append(f"notices wait since {found.oldest_waiting:%Y-%m-%d %H:%M} UTC: tracker notices deliver")
    told += [each.words() for each in found.left_behind]
    return told


def _lines(found: Status, attention: list[str]) -> list[str]:
    at = f" (made {found.checked_at:%Y-%m-%d %H:%M} UTC)" if found.checked_at else ""
    pending = ", ".join(f"{count} {state}" for state, count in found.pending.items() if count)
    review = f"{found.in_review} decisions: tracker minutes review" if found.in_review else "nothing"
    return [
        f"last check   {found.last_check or 'never'}{at}",
        f"notices      {pending or 'nothing pending'}",
        f"in review    {review}",
        f"checkpoint   {found.checkpoint or 'no entry yet'}",
        *(f"ATTENTION    {line}" for line in attention),
    ]


def _json(app: App, found: Status, attention: list[str]) -> dict[str, Any]:
    return {
        "schema": 1,
        "as_of": app.today,
        "last_check": found.last_check,
        "pending": dict(found.pending),
        "in_review": found.in_review,
        "checkpoint": str(found.checkpoint) if found.checkpoint else None,
        "attention": attention,
    }
