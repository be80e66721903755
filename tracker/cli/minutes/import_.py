"""`tracker minutes import`: minutes become obligations."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app

if TYPE_CHECKING:
    from tracker.actions.amending import Amended
    from tracker.actions.import_minutes import ImportReport
    from tracker.actions.incoming import Incoming
    from tracker.actions.revising import Plan
    from tracker.minutes.draft import Draft


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--draft", "edited", type=click.Path(path_type=Path), help="A draft of the document, as edited.")
@click.option("--revision", is_flag=True, help="Take it over as an amended version of known minutes.")
@click.option("--as-new", is_flag=True, help="A document of its own, though it looks like known minutes.")
@pass_app
def import_(app: App, file: Path | None, edited: Path | None, revision: bool, as_new: bool) -> None:
    """Read the minutes in FILE and store them with their obligations, all or nothing.

    What the text leaves open waits in review and binds nobody. The same file twice changes nothing.
    With --draft (see export-draft) the document is the one that the draft names, and what was settled in it holds.
    Another version of known minutes (their memo number, or nearly their words) is shown with what it changes, and
    taken over with --revision, or a yes on a terminal.
    """
    from tracker.actions.edited_draft import document_of, read_edited
    from tracker.actions.reading import read

    if revision and as_new:
        raise click.UsageError("--revision and --as-new contradict each other; give one")
    if file is None:
        if edited is None:
            raise click.UsageError("name the FILE, or the --draft of one")
        file = document_of(edited)
    draft = read(app.settings, file)
    items = read_edited(app.settings, edited, draft) if edited else None
    report = _imported(app, draft, items, revision=revision, as_new=as_new)
    for line in import_lines(report):
        click.echo(line)


def _imported(
    app: App, draft: Draft, items: Sequence[Incoming] | None, *, revision: bool, as_new: bool
) -> ImportReport:
    """Import; an amended version is looked at first, and taken over as it was seen, or not at all."""
    from tracker.actions.import_minutes import import_draft
    from tracker.actions.revising import Amends
    from tracker.cli.minutes.plan_text import plan_lines

    # Without decisions, or by a stranger, the import is refused, and shall leave no empty record behind.
    actor = app.actor
    store = app.to_begin() if draft.decisions else app.store

    def run(revises: int | None) -> ImportReport:
        return import_draft(
            store,
            app.settings,
            draft,
            items=items,
            revises=revises,
            revision=revision,
            as_new=as_new,
            actor=actor,
            now=app.now,
        )

    try:
        return run(None)
    except Amends as amends:
        lines = tuple(plan_lines(amends.plan))
        if not revision and not _agreed(lines):
            raise Amends(amends.plan, lines) from None
        return run(amends.plan.base.id)


def _agreed(lines: Iterable[str]) -> bool:
    """Whether a person on a terminal takes over what the lines say."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    for line in lines:
        click.echo(line)
    return click.confirm("take it over as a revision?")


def import_lines(report: ImportReport) -> list[str]:
    """What an import did, one line each."""
    number = report.minutes_id
    if report.already:
        return [f"these are minutes {number}, imported before; nothing was changed"]
    lines = [f"minutes {number}"]
    if report.plan is not None:
        base = report.plan.base
        lines = [f"minutes {number}: revision {base.revision + 1}, amends minutes {base.id}"]
    if report.draft is not None:
        count = len(report.draft.decisions)
        lines.append(f"  decisions     {count}")
    made = "new obligations" if report.plan else "obligations"
    lines.append(f"  in force      {report.binding}, {report.obligations} {made}")
    if report.plan is not None and report.amended is not None:
        lines += revision_lines(report.plan, report.amended)
    if report.dropped:
        lines.append(f"  dropped       {report.dropped}")
    if report.noted:
        lines.append(f"  noted         {report.noted} (nothing is left to do)")
    if report.draft is not None and report.draft.warnings:
        lines.append(f"  to notice     {len(report.draft.warnings)}: tracker minutes show {number}")
    if report.draft is not None:
        lines += [f"  note          {note}" for note in report.draft.notes]
    if report.restated:
        lines.append(f"  restated      {report.restated} repeat standing decisions; each waits in review")
    if report.findings:
        lines.append(f"  findings      {report.findings} to confirm: tracker findings list {number}")
    if report.in_review:
        lines.append(f"  IN REVIEW     {report.in_review}: tracker minutes review")
    return lines


def revision_lines(plan: Plan, amended: Amended) -> list[str]:
    """What taking over a revision did."""
    counts = Counter(step.change.value for step in plan.steps)
    told = ", ".join(f"{count} {change}" for change, count in counts.items())
    lines = [f"  compared      {told}"]
    if amended.moved:
        lines.append(f"  new deadline  {len(amended.moved)} due dates; the offices are told, reminders begin anew")
    if amended.freed or amended.ended:
        lines.append(f"  ended         {amended.freed} obligations, {amended.ended} open due dates")
    return lines
