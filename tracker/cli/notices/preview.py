"""`tracker notices preview`: the letter that a notice is, or would be now."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import NUMBER

if TYPE_CHECKING:
    from sqlalchemy import Connection

FORMATS = ("text", "html", "eml")


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--format", "-f", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--output", "-o", default="-", metavar="FILE", help="A file instead of standard output.")
@pass_app
def preview(app: App, number: int, format_: str, output: str) -> None:
    """Show the letter of notice NUMBER: as it went out, or as it would go out now. Nothing is sent."""
    from tracker.reports.output import opened

    with app.to_read().read_only() as conn:
        words = letter_text(app, conn, number, format_)
    with opened(output, newline="" if format_ == "eml" else None) as out:
        out.write(words)


def letter_text(app: App, conn: Connection, number: int, format_: str = "text") -> str:
    """The letter's subject and plain text, its HTML, or the whole message."""
    from tracker.notices.message import words_in

    subject, message = _letter(app, conn, number)
    if format_ == "eml":
        return message.decode("ascii")
    words = words_in(message, "plain" if format_ == "text" else "html")
    return f"{subject}\n\n{words}" if format_ == "text" else words


def _letter(app: App, conn: Connection, number: int) -> tuple[str, bytes]:
    """Subject and message: those stored once there are any, else those that would be made now."""
    from tracker.actions.letters import compose
    from tracker.store.queries.notices import notice_story

    row = notice_story(conn, number).row
    if row.message is not None:
        return row.subject, row.message
    letter = compose(conn, app.settings, row, app.now)
    return letter.subject, letter.message
