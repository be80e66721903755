"""`tracker doctor`: whether everything is in order, all of it in one go."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator

import click

from tracker import __version__
from tracker.cli.app import App
from tracker.cli.doctor_checks import Finding, checks
from tracker.domain.errors import TrackerError

MARKS = {"ok": "ok     ", "note": "note   ", "wrong": "WRONG  "}


@click.command()
@click.option("--offline", is_flag=True, help="Do not talk to the mail server.")
@click.pass_context
def doctor(ctx: click.Context, offline: bool) -> None:
    """Check settings, offices, holidays, phrases, record, mail and tools.

    Exit status 1 when something is wrong.
    """
    app: App = ctx.obj
    click.echo(f"tracker {__version__}, Python {platform.python_version()}")
    wrong = 0
    for name, check in checks(app, offline=offline):
        for finding in _guarded(check):
            click.echo(f"{MARKS[finding.mark]} {name:10} {finding.words}")
            wrong += finding.mark == "wrong"
    if wrong:
        click.echo(f"{wrong} thing{'' if wrong == 1 else 's'} to mend")
        ctx.exit(1)
    click.echo("all is in order")


def _guarded(check: Callable[[], Iterator[Finding]]) -> Iterator[Finding]:
    """The findings; a refusal is one of them."""
    from tracker.reports.table import harmless

    try:
        yield from check()
    except TrackerError as refused:
        yield Finding("wrong", harmless(refused.message))
        for problem in refused.problems:
            if problem != refused.message:
                yield Finding("wrong", harmless(problem))
        if refused.hint:
            yield Finding("note", f"→ {harmless(refused.hint)}")
