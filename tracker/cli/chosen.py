"""What is named on the command line: a mistyped code or number must not pass for one that owes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.app import App
from tracker.domain.errors import BadInput

if TYPE_CHECKING:
    from sqlalchemy import Connection


def refuse_unknown(app: App, conn: Connection, offices: tuple[str, ...] | None) -> None:
    """Raise BadInput for the codes that neither the record nor the directory knows.

    An office that left the directory stays in the record, and can still be asked for.
    """
    if not offices:
        return
    from sqlalchemy import select

    from tracker.store.tables import office

    known = set(conn.scalars(select(office.c.code).where(office.c.code.in_(offices))))
    missing = [code for code in offices if code not in known]
    if missing:
        directory = app.settings.directory()
        missing = [code for code in missing if directory.office(code) is None]
    if missing:
        raise BadInput(f"there is no office {', '.join(missing)}", hint="the codes are listed by: tracker offices list")


def check_minutes(conn: Connection, minutes_id: int | None) -> None:
    """Raise BadInput for minutes that are not there; of amended ones say where their duties stand now."""
    if minutes_id is None:
        return
    from sqlalchemy import select

    from tracker.store.tables import minutes

    if conn.scalar(select(minutes.c.id).where(minutes.c.id == minutes_id)) is None:
        raise BadInput(f"there are no minutes {minutes_id}", hint="the numbers are listed by: tracker minutes list")
    later = conn.scalar(select(minutes.c.id).where(minutes.c.revises_id == minutes_id))
    if later is not None:
        click.echo(f"minutes {minutes_id} were amended by minutes {later}: what goes on stands there", err=True)
