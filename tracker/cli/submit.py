"""`tracker submit` and `tracker progress`: an office reports something as done, or how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import DAY, NUMBER

if TYPE_CHECKING:
    from tracker.actions.submit import Report


def _handed_in(command: Callable[..., Any]) -> Callable[..., Any]:
    """What both commands take."""
    for option in (
        click.option("--on", "on", type=DAY, help="The day it was handed in (default: today)."),
        click.option("--part", "parts", type=NUMBER, multiple=True, help="A part that is done, by its number."),
        click.option("--link", "links", multiple=True, metavar="URL", help="Evidence on the web; may be repeated."),
        click.option(
            "--file",
            "files",
            type=click.Path(path_type=Path),
            multiple=True,
            help="Evidence as a file; may be repeated.",
        ),
        click.option("--note", required=True, help="What was done, and where it is seen."),
        click.argument("number", type=NUMBER),
    ):
        command = option(command)
    return command


@click.command()
@_handed_in
@click.option("--implemented-on", type=DAY, help="The day it was done.")
@pass_app
def submit(app: App, /, number: int, implemented_on: date | None, **given: Any) -> None:
    """Report due date NUMBER (of `tracker overdue` or `tracker obligations list`) as done.

    Where the decision has parts, all of them must be reported, here or before by `tracker progress`.
    """
    from tracker.actions.submit import submit

    report = _report(app, given, implemented_on)
    actor = app.answering
    submit(app.to_write(), app.settings, number, report, actor=actor, now=app.now)
    click.echo(f"{number} submitted on {report.on.isoformat()}; the divisional office verifies it")


@click.command()
@_handed_in
@pass_app
def progress(app: App, /, number: int, **given: Any) -> None:
    """Report that due date NUMBER is under way or partly done. It stays open, and notices go on."""
    from tracker.actions.submit import progress

    report = _report(app, given, None)
    actor = app.answering
    progress(app.to_write(), app.settings, number, report, actor=actor, now=app.now)
    click.echo(f"{number}: progress of {report.on.isoformat()} is on record; it is still owed")


def _report(app: App, given: dict[str, Any], implemented_on: date | None) -> Report:
    from tracker.actions.submit import Report

    on = given["on"] or app.today
    return Report(on, given["note"], given["links"], implemented_on, given["files"], given["parts"])
