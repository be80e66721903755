"""`tracker audit`: reading the chain, and proving that it was not altered."""

from __future__ import annotations

import click

from tracker.cli.app import App, pass_app
from tracker.cli.options import listing
from tracker.cli.types import NUMBER

KEYS = ("seq", "at", "actor", "action", "subject", "office", "before", "after", "hash")


@click.command()
@click.option("--subject", metavar="WHAT", help="Only entries about this, such as occurrence:17.")
@click.option("--office", metavar="CODE", help="Only entries that concern this office.")
@click.option("--last", type=NUMBER, default=50, show_default=True, help="How many, the newest; 0 for all.")
@listing()
@pass_app
def log(app: App, subject: str, office: str, last: int, format_: str, output: str) -> None:
    """List the entries of the audit chain, the oldest first."""
    from sqlalchemy import select

    from tracker.reports.listing import Column, listing_of
    from tracker.store.tables import audit

    query = select(audit).order_by(audit.c.seq.desc())
    if subject:
        query = query.where(audit.c.subject == subject)
    if office:
        query = query.where(audit.c.office == office)
    if last:
        query = query.limit(last)
    with app.to_read().read_only() as conn:
        items = [dict(row._mapping) for row in reversed(conn.execute(query).all())]
    columns = (
        Column("NO", "seq"),
        Column("AT (UTC)", "at", lambda at: at[:19].replace("T", " ")),
        Column("WHO", "actor"),
        Column("ACTION", "action"),
        Column("SUBJECT", "subject"),
        Column("OFFICE", "office"),
        Column("AFTER", "after"),
    )
    app.write(listing_of(KEYS, columns, items, app.today, "no such entry", name="audit"), format_, output)


@click.command()
@click.option("--against", metavar="SEQ:HASH", help="A checkpoint kept outside: shows cutting off at the end.")
@click.option("--file", "path", metavar="FILE", help="Check an export instead of the record (- for a pipe).")
@click.pass_context
def verify(ctx: click.Context, against: str | None, path: str | None) -> None:
    """Prove that no entry was edited, deleted, inserted or moved; exit status 1 when one was.

    Cutting the chain off at its end shows only against a checkpoint that was kept outside the record: the
    daily mail to the operator and each quarterly summary carry one.
    """
    from tracker.store import audit
    from tracker.store.chain import Checkpoint, walk

    checkpoint = Checkpoint.parse(against) if against else None
    if path:
        lines = _lines(path)
        verdict = walk(lambda: (row for row in audit.from_export(lines)), checkpoint)
    else:
        with ctx.obj.to_read().read_only() as conn:
            verdict = audit.verify(conn, checkpoint)
    if not verdict.ok:
        held = f"{verdict.count} entries before it hold"
        click.echo(f"ALTERED: entry {verdict.bad_seq} was {verdict.kind}; {held}")
        ctx.exit(1)
    click.echo(f"{verdict.count} entries hold")
    if verdict.head:
        click.echo(f"checkpoint: {verdict.head}")


def _lines(path: str) -> list[str]:
    with click.open_file(path, encoding="utf-8") as file:
        text: str = file.read()
    return text.split("\n") if not text.endswith("\n") else text.split("\n")[:-1]


@click.command()
@click.option("--output", "-o", default="-", metavar="FILE", help="A file instead of standard output.")
@pass_app
def export(app: App, output: str) -> None:
    """Write the chain as JSON lines, to be checked elsewhere: tracker audit verify --file FILE."""
    from tracker.reports.output import opened
    from tracker.store import audit

    with app.to_read().read_only() as conn, opened(output) as out:
        out.writelines(f"{line}\n" for line in audit.export(conn))
