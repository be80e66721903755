"""`tracker offices show`: one office."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import DAY
from tracker.domain.errors import BadInput
from tracker.reports.table import harmless

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.domain.offices import Contact


@click.command()
@click.argument("code", metavar="CODE")
@click.option("--as-of", "as_of", type=DAY, help="Who serves on that day (default: today).")
@pass_app
def show(app: App, code: str, as_of: date | None) -> None:
    """Show office CODE: who serves there on a day, who did and will, what it owes, what it was called before."""
    from tracker.store.schema import Schema, check_schema

    day = as_of or app.today
    lines = [*_of_directory(app, code, day)]
    if check_schema(app.store) is not Schema.MISSING:
        with app.to_read().read_only() as conn:
            lines += _of_record(conn, code, known=bool(lines))
    if not lines:
        raise BadInput(f"no office has the code {code}", hint="the codes are listed by: tracker offices list")
    for line in lines:
        click.echo(line)


def _of_directory(app: App, code: str, day: date) -> Iterator[str]:
    from tracker.store.offices import display_name

    directory = app.settings.directory()
    office = directory.office(code)
    if office is None:
        return
    names = [name for language in ("bn", "en", "hi") if (name := display_name(directory, office, language))]
    yield f"{office.code}  {harmless(' · '.join(names))}"
    yield f"  kind       {office.kind}{f', below {office.parent}' if office.parent else ''}"
    yield f"  active     {'yes' if office.active else 'no: its superior office is written to'}"
    for contact in office.contacts:
        serves = "serves" if contact.serves_on(day) else "not on"
        yield f"  {contact.role:10} {contact.email}{_person(contact)}  {serves} {day.isoformat()}"


def _person(contact: Contact) -> str:
    name = f" ({harmless(contact.name)})" if contact.name else ""
    since = f" from {contact.valid_from}" if contact.valid_from else ""
    until = f" until {contact.valid_until}" if contact.valid_until else ""
    return name + since + until


def _of_record(conn: Connection, code: str, *, known: bool) -> Iterator[str]:
    from tracker.store.queries.offices import former_names, office_row, states_owed

    row = office_row(conn, code)
    if row is None:
        return
    if not known:
        yield f"{code}  {harmless(f'{row.name_bn} · {row.name_en}')}"
        yield "  active     no: it is not in the directory any more; its superior office is written to"
    states = states_owed(conn, code)
    yield f"  due dates  {', '.join(f'{count} {state}' for state, count in states.items()) or 'none'}"
    for former in former_names(conn, code):
        names = " · ".join(former.names.values())
        yield f"  until      {former.at[:10]} called {harmless(names)} (changed by {harmless(former.actor)})"
