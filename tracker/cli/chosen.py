"""Offices named on the command line: a mistyped code must not pass for an office that owes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
