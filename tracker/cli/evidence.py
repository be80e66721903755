"""`tracker evidence list|get|check`: the files that offices handed in."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from tracker.cli.app import App, pass_app
from tracker.cli.options import listing
from tracker.cli.types import NUMBER
from tracker.domain.errors import BadInput

KEYS = ("occurrence", "number", "name", "size", "sha256", "kind", "submitted_on", "submitted_by")


@click.command(name="list")
@click.argument("number", type=NUMBER)
@listing()
@pass_app
def list_(app: App, number: int, format_: str, output: str) -> None:
    """List the files handed in for due date NUMBER. Links are shown by `tracker obligations show`."""
    from tracker.reports.listing import Column, listing_of
    from tracker.reports.writers import write
    from tracker.store.queries.evidence import evidence_of
    from tracker.store.queries.obligations import occurrence_story

    with app.to_read().read_only() as conn:
        occurrence_story(conn, number)
        rows = evidence_of(conn, number)
    items = [
        {
            "occurrence": row.occurrence_id,
            "number": row.k,
            "item": f"{row.occurrence_id}/{row.k}",
            "name": row.name,
            "size": row.size,
            "sha256": row.sha256,
            "kind": row.kind,
            "submitted_on": row.submitted_on,
            "submitted_by": row.submitted_by,
        }
        for row in rows
    ]
    columns = (
        Column("ITEM", "item"),
        Column("ON", "submitted_on", _iso),
        Column("BY", "submitted_by"),
        Column("KIND", "kind"),
        Column("BYTES", "size"),
        Column("SHA-256", "sha256"),
        Column("NAME", "name"),
    )
    write(listing_of(KEYS, columns, items, app.today, "no files were handed in"), format_, output)


def _iso(day: date) -> str:
    return day.isoformat()


@click.command()
@click.argument("item")
@click.option("--output", "-o", required=True, metavar="FILE", help="Where to write it (- is standard output).")
@pass_app
def get(app: App, item: str, output: str) -> None:
    """Write file ITEM (17/2: the second of due date 17) to FILE, which must not be there yet."""
    from tracker.actions.evidence import read_back
    from tracker.domain.numerals import to_latin
    from tracker.store.queries.evidence import evidence_file

    number, slash, k = to_latin(item.strip()).partition("/")
    if not (slash and number.isdecimal() and k.isdecimal()):
        raise BadInput(f"{item} is no file of evidence", hint="write NO/K, such as 17/2: tracker evidence list 17")
    with app.to_read().read_only() as conn:
        row = evidence_file(conn, int(number), int(k))
    data = read_back(app.settings, row)
    if output == "-":
        sys.stdout.buffer.write(data)
        return
    try:
        with Path(output).open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise BadInput(f"{output} is there already", hint="name another file; nothing was changed") from None
    except OSError as error:
        raise BadInput(f"{output}: {error.strerror}", hint="name another file with --output") from None
    click.echo(f"{row.name}: {row.size} bytes, SHA-256 {row.sha256}")


@click.command()
@pass_app
def check(app: App) -> None:
    """Hash every file anew. Exit status 1 when one is missing or is not what was handed in."""
    from tracker.actions.evidence import check_evidence
    from tracker.reports.table import harmless

    found = check_evidence(app.to_read(), app.settings)
    for what, names in (("CHANGED", found.changed), ("MISSING", found.missing)):
        for name in names:
            click.echo(f"{what} {harmless(name)}")
    good = found.files - len(found.changed) - len(found.missing)
    click.echo(f"{good} of {found.files} files are as they were handed in")
    if found.unused:
        click.echo(f"{found.unused} more in the folder belong to submissions that were refused")
    if good < found.files:
        click.get_current_context().exit(1)
