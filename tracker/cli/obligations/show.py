"""`tracker obligations show`: one due date and all that happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.explaining import explain
from tracker.cli.types import NUMBER
from tracker.cli.words import wrapped
from tracker.reports.table import harmless

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from tracker.store.queries.obligations import OccurrenceStory


@click.command()
@click.argument("number", type=NUMBER)
@pass_app
def show(app: App, number: int) -> None:
    """Show due date NUMBER: whose, what, why then, and all that happened to it."""
    from tracker.store.queries.obligations import occurrence_story

    with app.to_read().read_only() as conn:
        story = occurrence_story(conn, number)
        answers = [*_answers(conn, story)]
    for line in _lines(app, story, answers):
        click.echo(line)


def _answers(conn: Connection, story: OccurrenceStory) -> Iterator[str]:
    """Files, parts, and a request for more time that is undecided."""
    from tracker.store.queries.evidence import evidence_of
    from tracker.store.queries.extensions import extensions
    from tracker.store.queries.parts import parts_reported

    number = story.row.occurrence_id
    for file in evidence_of(conn, number):
        yield f"      evidence   {number}/{file.k} {harmless(file.name)} ({file.size} bytes)"
    for part in parts_reported(conn, story.row.decision_id, number):
        last = part.reports[-1] if part.reports else None
        told = "not reported" if last is None else f"reported {last.submitted_on}"
        wanting = f", wanting since {last.returned_on}" if last is not None and last.returned_on else ""
        yield f"      part {part.position}     {harmless(part.text)}: {told}{wanting}"
    for asked in extensions(conn, occurrence_id=number, undecided=True):
        yield f"      asked      until {asked.until} by {harmless(asked.requested_by)}; not decided yet"


def _lines(app: App, story: OccurrenceStory, answers: Sequence[str]) -> Iterator[str]:
    row = story.row
    yield from wrapped(row.decision_text, "      ", first=f"  {row.minutes_id}/{row.decision_number}  ")
    yield f"      office     {row.office_code} ({harmless(row.office_name_en)})"
    yield f"      state      {row.state}{'' if row.period == 'once' else f', for {row.period}'}"
    if row.due_on != row.first_due_on:
        yield f"      due        {row.due_on}, at first {row.first_due_on}"
    if row.explanation:
        yield from wrapped(explain(app, row.explanation, "en"), "                 ", first="      why        ")
    for event in story.events:
        note = f": {harmless(event.note)}" if event.note else ""
        yield f"      {event.on}  {event.kind} by {harmless(event.actor)}, now {event.state}{note}"
    for submission in story.submissions:
        for link in submission.links:
            yield f"      evidence   {harmless(link)}"
    yield from answers
    for notice in story.notices:
        yield f"      {notice.on}  {_notice(notice)}"


def _notice(notice: Any) -> str:
    stage = f" {notice.stage}" if notice.stage else ""
    answer = f" ({harmless(notice.answer)})" if notice.answer and notice.outcome != "sent" else ""
    return f"notice {notice.notice_id}: {notice.kind}{stage} to {notice.recipient}, {notice.state}{answer}"
