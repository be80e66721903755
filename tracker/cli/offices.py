"""`tracker offices`: the directory."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.options import listing
from tracker.cli.types import DAY
from tracker.domain.offices import Directory, Office

KEYS = ("office", "kind", "place", "parent", "language", "active", "focal", "contacts")
PLACES = {"place": ("bn", "en", "hi")}


@click.command(name="list")
@click.option("--kind", metavar="KIND", help="Only offices of this kind.")
@click.option("--as-of", "as_of", type=DAY, help="Who serves on that day (default: today).")
@listing()
@pass_app
def list_(app: App, kind: str | None, as_of: date | None, format_: str, output: str) -> None:
    """List the offices of the directory with their codes, and who serves there on a day.

    Names are those of today's directory; what an office was called before is told by `tracker offices show`.
    """
    from tracker.reports.listing import Column, listing_of

    directory = app.settings.directory()
    items = [_item(office, as_of or app.today) for office in directory.offices if kind in (None, office.kind)]
    columns = (
        Column("OFFICE", "office"),
        Column("KIND", "kind"),
        Column("ABOVE", "parent"),
        Column("ACTIVE", "active", lambda active: "yes" if active else "no"),
        Column("FOCAL", "focal"),
        Column("PLACE", "place", lambda place: _words(place, app.settings.language)),
    )
    listed = listing_of(KEYS, columns, items, as_of or app.today, "no such office", name="offices", texts=PLACES)
    app.write(listed, format_, output)


def _item(office: Office, day: date) -> dict[str, Any]:
    serving = [contact for contact in office.contacts if contact.serves_on(day)]
    focal = next((contact.email for contact in serving if contact.role == "focal"), None)
    return {
        "office": office.code,
        "kind": office.kind,
        "place": dict(office.place),
        "parent": office.parent,
        "language": office.language,
        "active": office.active,
        "focal": focal,
        "contacts": [f"{contact.role}: {contact.email}" for contact in serving],
    }


def _words(place: dict[str, str], language: str) -> str:
    return place.get(language) or next(iter(place.values()), "")


@click.command()
@click.argument("path", metavar="[FILE]", required=False, type=click.Path(path_type=Path))
@click.pass_context
def check(ctx: click.Context, path: Path | None) -> None:
    """Check a directory of offices, by default the configured one.

    Exit status 1 when offices lack contacts, or names would be confused in minutes.
    """
    from tracker.minutes.implementers.confusion import directory_problems
    from tracker.settings.directory import load_directory

    app: App = ctx.obj
    directory = load_directory(path) if path else app.settings.directory()
    body, active = directory.body, [office for office in directory.offices if office.active]
    click.echo(f"{body.code}: {len(active)} active offices of {len(directory.kinds)} kinds")
    silent = _without_contact(directory, app)
    for code in silent:
        click.echo(f"{code} has no focal contact: its reminders would reach nobody")
    confused = directory_problems(directory)
    for problem in confused:
        click.echo(problem)
    if silent or confused:
        ctx.exit(1)


def _without_contact(directory: Directory, app: App) -> list[str]:
    return [
        office.code
        for office in directory.offices
        if office.active and not any(c.role == "focal" and c.serves_on(app.today) for c in office.contacts)
    ]
