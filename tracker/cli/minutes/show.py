"""`tracker minutes show`: minutes with their decisions."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.explaining import explain
from tracker.cli.minutes.refs import standing_reference
from tracker.cli.words import STATES, reasons, wrapped
from tracker.reports.table import harmless

if TYPE_CHECKING:
    from tracker.store.queries.minutes import MinutesStory
    from tracker.store.queries.restating import Chains


@click.command()
@click.argument("minutes")
@click.option("--text", is_flag=True, help="Print the document's own words instead.")
@click.option("--source", is_flag=True, help="Print the source lines around each decision instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pass_app
def show(app: App, minutes: str, text: bool, source: bool, as_json: bool) -> None:
    """Show MINUTES (their number, memo number or file name) with the decisions and their standing."""
    from tracker.reports.writers import json_text
    from tracker.store.queries.findings import findings
    from tracker.store.queries.minutes import minutes_story
    from tracker.store.queries.restating import chains

    with app.to_read().read_only() as conn:
        story = minutes_story(conn, minutes)
        told = chains(conn)
        found = findings(conn, minutes_id=story.row.id)
    if text:
        click.echo("\n".join(harmless(line) for line in story.row.text.splitlines()))
    elif source:
        from tracker.cli.minutes.source_text import source_lines

        colour = sys.stdout.isatty()
        for line in source_lines(story.row.text, [d.as_read for d in story.decisions], colour=colour):
            click.echo(line, color=colour)
    elif as_json:
        click.echo(json_text(_json(story, told, found)), nl=False)
    else:
        for line in _lines(app, story, told, found):
            click.echo(line)


def _lines(app: App, story: MinutesStory, told: Chains, found: Sequence[Any]) -> Iterator[str]:
    from tracker.store.queries.minutes import warnings_and_notes

    row = story.row
    yield from wrapped(row.title or row.name, "      ", first=f"  {row.id}  ")
    yield f"      file {harmless(row.name)}, memo {harmless(row.memo_number or 'not stated')}"
    yield f"      held {row.held_on or 'not stated'}, issued {row.issued_on or 'not stated'}"
    if row.revises_id is not None:
        yield f"      revision {row.revision}, amends minutes {row.revises_id}"
    if story.amended_by is not None:
        yield f"      AMENDED by minutes {story.amended_by}"
    for decision in story.decisions:
        yield ""
        subject = decision.subject or decision.text
        yield from wrapped(subject, "      ", first=f"  {row.id}/{decision.number}  ")
        if decision.subject:
            yield from wrapped(decision.text, "      ")
        standing = STATES[decision.state]
        if decision.state == "carried":
            standing += f" as {decision.later_minutes}/{decision.later_number}"
        offices = f", {decision.offices} office{'' if decision.offices == 1 else 's'}" if decision.offices else ""
        yield f"      {standing.upper() if decision.state == 'review' else standing}{offices}"
        if decision.state == "review":
            yield from wrapped(reasons(decision.review), "      ")
        yield from _repeating(decision, told)
        yield from _found([each for each in found if each.decision_id == decision.id])
        if decision.explanation:
            yield from wrapped(explain(app, decision.explanation, "en"), "      ")
    warnings, notes = warnings_and_notes(row)
    for warning in warnings:
        yield ""
        yield from wrapped(f"{warning['code']}: {warning['message']}", "    ", first="  ! ")
        if warning.get("excerpt"):
            yield from wrapped(f"“{warning['excerpt']}”", "    ")
    for note in notes:
        yield ""
        yield from wrapped(f"note: {note}", "    ")


def _found(rows: Sequence[Any]) -> Iterator[str]:
    """What the meeting found of the offices, by what became of it: "found done (proposed): dc-a, dc-b"."""
    groups: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        groups.setdefault((row.found, row.state), []).append(row.office_code)
    for (what, state), offices in groups.items():
        yield from wrapped(f"found {what} ({state}): {', '.join(offices)}", "      ")


def _repeating(decision: Any, told: Chains) -> Iterator[str]:
    if decision.restates_id is not None:
        times = told.carried.get(decision.id, 0)
        count = f" (carried over {times} times)" if times > 1 else ""
        yield from wrapped(f"restates {standing_reference(decision)}{count}: {decision.standing_text}", "      ")
    if decision.id in told.repeated_by:
        yield f"      restated by {', '.join(told.repeated_by[decision.id])}"


def _json(story: MinutesStory, told: Chains, found: Sequence[Any]) -> dict[str, Any]:
    from tracker.store.queries.minutes import warnings_and_notes

    row = story.row
    warnings, notes = warnings_and_notes(row)
    facts = ("title", "memo_number", "kind", "language", "held_on", "issued_on", "chair", "place")
    keys = ("number", "subject", "text", "nature", "state", "rule", "first_due_on", "origin", "review", "offices")
    return {
        "schema": 1,
        "minutes": row.id,
        "name": row.name,
        "sha256": row.sha256,
        "revision": row.revision,
        "revises": row.revises_id,
        "amended_by": story.amended_by,
        **{fact: getattr(row, fact) for fact in facts},
        "warnings": warnings,
        "notes": notes,
        "decisions": [
            {
                "decision": d.id,
                **{key: getattr(d, key) for key in keys},
                "findings": [
                    {"office": each.office_code, "found": each.found, "state": each.state, "text": each.text}
                    for each in found
                    if each.decision_id == d.id
                ],
                "restates": standing_reference(d),
                "carried_over": told.carried.get(d.id, 0),
                "restated_by": told.repeated_by.get(d.id, []),
                "as_read": d.as_read,
            }
            for d in story.decisions
        ],
    }
