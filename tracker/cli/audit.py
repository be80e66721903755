"""`tracker audit`: reading the chain, and proving that it was not altered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from pathlib import Path

import click

from tracker.cli.app import App, pass_app
from tracker.cli.chosen import refuse_unknown
from tracker.cli.options import listing
from tracker.cli.types import DAY, NUMBER
from tracker.domain.errors import BadInput

KEYS = ("seq", "at", "actor", "action", "subject", "office", "before", "after", "hash")


@click.command()
@click.option("--office", metavar="CODE", help="Only entries that concern this office.")
@click.option("--decision", metavar="MINUTES/NUMBER", help="Only about this decision, its duties and their notices.")
@click.option("--subject", metavar="WHAT", help="Only entries about this, such as occurrence:17.")
@click.option("--actor", metavar="NAME", help="Only what this person, office or part of the system did.")
@click.option("--action", metavar="ACTION", help="Only this, such as occurrence.accept; or all of a kind: notice.")
@click.option("--since", type=DAY, help="Only what was done on that day or later.")
@click.option("--until", type=DAY, help="Only what was done on that day or earlier.")
@click.option("--last", type=NUMBER, default=50, show_default=True, help="How many, the newest; 0 for all.")
@listing()
@pass_app
def log(
    app: App,
    office: str | None,
    decision: str | None,
    subject: str | None,
    actor: str | None,
    action: str | None,
    since: date | None,
    until: date | None,
    last: int,
    format_: str,
    output: str,
) -> None:
    """List the entries of the audit chain, the oldest first. Days are those of the body's time zone."""
    from tracker.cli.minutes.refs import decision_id
    from tracker.reports.listing import Column, listing_of
    from tracker.store.queries.audit_log import audit_log

    with app.to_read().read_only() as conn:
        refuse_unknown(app, conn, (office,) if office else None)
        rows = audit_log(
            conn,
            office=office,
            decision_id=decision_id(conn, decision),
            subject=subject,
            actor=actor,
            action=action,
            since=_midnight(app, since) if since else None,
            before=_midnight(app, until + timedelta(days=1)) if until else None,
            last=last or None,
        )
    columns = (
        Column("NO", "seq"),
        Column("AT (UTC)", "at", lambda at: at[:19].replace("T", " ")),
        Column("WHO", "actor"),
        Column("ACTION", "action"),
        Column("SUBJECT", "subject"),
        Column("OFFICE", "office"),
        Column("AFTER", "after"),
    )
    items = [row._asdict() for row in rows]
    app.write(listing_of(KEYS, columns, items, app.today, "no such entry", name="audit"), format_, output)


def _midnight(app: App, day: date) -> datetime:
    """The beginning of a civil day of the body."""
    from zoneinfo import ZoneInfo

    return datetime.combine(day, time(), ZoneInfo(app.settings.directory().body.timezone))


@click.command()
@click.option(
    "--checkpoint",
    "--against",
    metavar="SEQ:HASH",
    help="One that was kept outside, as the daily mail and each summary carry it: shows cutting off at the end.",
)
@click.option("--file", "path", metavar="FILE", help="Check an export instead of the record (- for a pipe).")
@click.pass_context
def verify(ctx: click.Context, checkpoint: str | None, path: str | None) -> None:
    """Prove that no entry was edited, deleted, inserted or moved; exit status 1 when one was.

    Cutting the chain off at its end, or writing it anew as a whole, shows only against a checkpoint that was kept
    outside the record; what came after the checkpoint is not covered by it.
    """
    from tracker.store import audit
    from tracker.store.chain import Checkpoint, walk

    known = Checkpoint.parse(checkpoint) if checkpoint is not None else None
    if path:
        with _lying_at(path) as file:
            verdict = walk(lambda: audit.from_export(file), known)
    else:
        with ctx.obj.to_read().read_only() as conn:
            verdict = audit.verify(conn, known)
    if not verdict.ok:
        held = f"{verdict.count} entries before it hold"
        click.echo(f"ALTERED: entry {verdict.bad_seq} was {verdict.kind}; {held}")
        ctx.exit(1)
    click.echo(f"{verdict.count} entries hold")
    if verdict.head:
        click.echo(f"checkpoint: {verdict.head}")


@contextmanager
def _lying_at(path: str) -> Iterator[Path]:
    """The file to read, more than once if need be; of a pipe, a copy. Raises BadInput when it cannot be read."""
    if path == "-" or not Path(path).is_file():
        import shutil
        import tempfile

        with tempfile.NamedTemporaryFile() as copy:
            try:
                with click.open_file(path, "rb") as pipe:
                    shutil.copyfileobj(pipe, copy)
            except OSError as trouble:
                raise BadInput(f"{path} cannot be read ({trouble.strerror or trouble})", hint="name a file") from None
            copy.flush()
            yield Path(copy.name)
        return
    yield Path(path)


@click.command()
@click.option("--output", "-o", default="-", metavar="FILE", help="A file instead of standard output.")
@pass_app
def export(app: App, output: str) -> None:
    """Write the chain as JSON lines, to be checked elsewhere.

    By tracker audit verify --file FILE; or without this program, by tools/verify_audit.py of its source.
    """
    from tracker.reports.output import opened
    from tracker.store import audit

    with app.to_read().read_only() as conn, opened(output) as out:
        out.writelines(f"{line}\n" for line in audit.export(conn))
