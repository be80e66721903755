"""`tracker minutes import`: minutes become obligations."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app

if TYPE_CHECKING:
    from tracker.actions.import_minutes import ImportReport


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path), required=False)
@click.option("--draft", "edited", type=click.Path(path_type=Path), help="A draft of the document, as edited.")
@pass_app
def import_(app: App, file: Path | None, edited: Path | None) -> None:
    """Read the minutes in FILE and store them with their obligations, all or nothing.

    What the text leaves open waits in review and binds nobody. The same file twice changes nothing.
    With --draft (see export-draft) the document is the one that the draft names, and what was settled in it holds.
    """
    from tracker.actions.edited_draft import document_of, read_edited
    from tracker.actions.import_minutes import import_draft
    from tracker.actions.reading import read

    if file is None:
        if edited is None:
            raise click.UsageError("name the FILE, or the --draft of one")
        file = document_of(edited)
    actor = app.actor
    draft = read(app.settings, file)
    items = read_edited(app.settings, edited, draft) if edited else None
    # Without decisions the import is refused, and shall leave no empty record behind.
    store = app.to_write() if draft.decisions else app.store
    report = import_draft(store, app.settings, draft, items=items, actor=actor, now=app.now)
    for line in import_lines(report):
        click.echo(line)


def import_lines(report: ImportReport) -> list[str]:
    """What an import did, one line each."""
    number = report.minutes_id
    if report.already:
        return [f"these are minutes {number}, imported before; nothing was changed"]
    lines = [f"minutes {number}"]
    if report.draft is not None:
        count = len(report.draft.decisions)
        lines.append(f"  decisions     {count}")
    lines.append(f"  in force      {report.binding}, {report.obligations} obligations")
    if report.dropped:
        lines.append(f"  dropped       {report.dropped}")
    if report.noted:
        lines.append(f"  noted         {report.noted} (nothing is left to do)")
    if report.draft is not None and report.draft.warnings:
        lines.append(f"  to notice     {len(report.draft.warnings)}: tracker minutes show {number}")
    if report.restated:
        lines.append(f"  restated      {report.restated} repeat standing decisions; each waits in review")
    if report.in_review:
        lines.append(f"  IN REVIEW     {report.in_review}: tracker minutes review")
    return lines
