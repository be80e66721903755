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
    told: set[str] = set()
    for name, check in checks(app, offline=offline):
        for finding in _guarded(check, told):
            click.echo(f"{MARKS[finding.mark]} {name:10} {finding.words}")
            wrong += finding.mark == "wrong"
    if wrong:
        click.echo(f"{wrong} thing{'' if wrong == 1 else 's'} to mend")
        ctx.exit(1)
    click.echo("all is in order")


def _guarded(check: Callable[[], Iterator[Finding]], told: set[str]) -> Iterator[Finding]:
    """The findings; a refusal is one of them, told once however many checks meet it."""
    from tracker.reports.table import harmless

    try:
        yield from check()
    except TrackerError as refused:
        lines = [line for line in refused.problems or (refused.message,) if line not in told]
        told.update(lines)
        for line in lines:
            yield Finding("wrong", harmless(line))
        if not lines:
            yield Finding("note", "was not looked at, because of what is wrong above")
        elif refused.hint:
            yield Finding("note", f"→ {harmless(refused.hint)}")
