"""`tracker check`: the daily check."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import DAY
from tracker.reports.table import harmless

if TYPE_CHECKING:
    from tracker.actions.daily_check import CheckReport
    from tracker.actions.recount import Recount

WHAT = {"reminder": "reminder", "overdue": "overdue notice", "escalation": "escalation"}


@click.command()
@click.option("--date", "day", type=DAY, help="The civil date to check (default: today).")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and keep nothing.")
@pass_app
def check(app: App, day: date | None, dry_run: bool) -> None:
    """Make due dates ahead, and queue the reminders and overdue notices of a day.

    A day is checked once, ever: a second check changes nothing. Days that were missed are caught up by the
    next check, which sends only the newest step of each item.
    """
    from tracker.actions.daily_check import daily_check

    actor, store = app.operating, app.to_write()
    report = daily_check(store, app.settings, day or app.today, actor=actor, now=app.now, dry_run=dry_run)
    for line in check_lines(report):
        click.echo(line)


def check_lines(report: CheckReport) -> list[str]:
    """What a check did, one line each."""
    day = report.day.isoformat()
    if report.already:
        return [f"{day} was checked before; nothing was changed"]
    lines = [f"{day} {'would be checked' if report.dry_run else 'checked'}"]
    if report.missed:
        first, last = report.missed[0].isoformat(), report.missed[-1].isoformat()
        days = first if first == last else f"{first} to {last}"
        lines.append(f"  caught up      {days} ({len(report.missed)} missed)")
    lines += recount_lines(report.recounted)
    if report.occurrences_made:
        lines.append(f"  due dates      {report.occurrences_made} made ahead")
    for (kind, stage), count in sorted(report.queued.items()):
        name = f"{WHAT.get(kind, kind)}{'' if count == 1 else 's'}"
        lines.append(f"  queued         {count} {name}{f' (stage {stage})' if stage else ''}")
    if not report.queued:
        lines.append("  queued         nothing: no step of the ladder has come")
    if report.superseded:
        lines.append(f"  superseded     {report.superseded} skipped steps, recorded")
    if report.no_contact:
        lines.append(f"  NO CONTACT     {', '.join(report.no_contact)}: add one to the directory of offices")
    lines += [f"  LEFT BEHIND    {each.words()}" for each in report.left_behind]
    return lines


def recount_lines(done: Recount) -> list[str]:
    """What a changed calendar moved."""
    if not done.changed:
        return []
    days = [f"{day} {word}{f' ({name})' if name else ''}" for word, part in done.parts for day, name in part]
    lines = [f"  calendar       {harmless(', '.join(days)) or 'others than before'}"]
    for each in done.moved:
        lines.append(f"  moved          {each.occurrence_id}  {each.office_code}: {each.before} → {each.after}")
    if done.notices:
        lines.append(f"  queued         {done.notices} letter{'' if done.notices == 1 else 's'} about what moved")
    return lines
