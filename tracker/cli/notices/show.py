"""`tracker notices show`: one notice, what it is about, and every attempt to deliver it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import NUMBER
from tracker.cli.words import wrapped
from tracker.reports.table import harmless

if TYPE_CHECKING:
    from tracker.store.queries.notices import NoticeStory


@click.command()
@click.argument("number", type=NUMBER)
@pass_app
def show(app: App, number: int) -> None:
    """Show notice NUMBER: to whom, about what, and every attempt to deliver it."""
    from tracker.store.queries.notices import notice_story

    with app.to_read().read_only() as conn:
        story = notice_story(conn, number)
    for line in _lines(story):
        click.echo(line)


def _lines(story: NoticeStory) -> Iterator[str]:
    row = story.row
    stage = f", stage {row.stage}" if row.stage else ""
    yield f"notice {row.id}: {row.kind}{stage}, {row.on}"
    yield f"  to          {row.recipient} ({row.role} of {row.office_code})"
    yield f"  state       {row.state}{f': {harmless(row.reason)}' if row.reason else ''}"
    if row.subject:
        yield f"  subject     {harmless(row.subject)}"
    if row.message_id:
        yield f"  message id  {row.message_id}"
    for item in story.items:
        head = f"  {item.minutes_id}/{item.decision_number}  {item.office_code}, due {item.due_on}, {item.step}"
        yield f"{head} (NO {item.occurrence_id}, now {item.state})"
        yield from wrapped(item.decision_text, "      ")
    for attempt in story.attempts:
        answer = harmless(attempt.answer or "no answer on record")
        code = f" {attempt.code}" if attempt.code else ""
        yield f"  attempt {attempt.n}   {attempt.started_at:%Y-%m-%d %H:%M:%S} UTC  {attempt.outcome or 'in doubt'}"
        yield f"              {attempt.stage or ''}{code} {answer}".rstrip()
