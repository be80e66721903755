"""`tracker calendar`: which days are open."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.options import listing
from tracker.domain.calendar import WEEKLY_OFF, WorkingCalendar

KEYS = ("day", "weekday", "open", "reason", "estimated")


class Month(click.ParamType[tuple[int, int]]):
    """A month, 2023-07, in any digits."""

    name = "month"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """Year and month; wrong usage when it is none."""
        from tracker.domain.numerals import to_latin

        if isinstance(value, tuple):
            return value
        year, _, month = to_latin(value).strip().partition("-")
        if year.isdecimal() and month.isdecimal() and 1 <= int(year) <= 9999 and 1 <= int(month) <= 12:
            return int(year), int(month)
        return self.fail(f"{value!r} is no month; write it like 2023-07", param, ctx)


@click.command()
@click.argument("month", required=False, type=Month())
@click.option("--closed", is_flag=True, help="Only closed days.")
@listing()
@pass_app
def show(app: App, month: tuple[int, int] | None, closed: bool, format_: str, output: str) -> None:
    """Show the open and closed days of a MONTH such as 2023-07 (default: this one)."""
    from tracker.reports.listing import Column, listing_of

    year, number = month or (app.today.year, app.today.month)
    reckoning = app.settings.reckoning()
    last = calendar.monthrange(year, number)[1]
    days = [_item(app, reckoning.calendar, date(year, number, day)) for day in range(1, last + 1)]
    items = [item for item in days if not (closed and item["open"])]
    columns = (
        Column("DAY", "day"),
        Column("WEEKDAY", "weekday"),
        Column("", "open", lambda is_open: "open" if is_open else "closed"),
        Column("WHY", "reason"),
    )
    app.write(listing_of(KEYS, columns, items, app.today, "no closed day", name="calendar"), format_, output)
    if not reckoning.calendar.knows(date(year, number, 1)):
        click.echo(f"the holidays of {year} are not known yet; add them to config/holidays", err=True)


def _item(app: App, working: WorkingCalendar, day: date) -> dict[str, Any]:
    reason = working.closed_reason(day)
    table = app.settings.holidays()
    holiday = table.holidays.get(day)
    if reason is None and day in table.workdays:
        reason = f"open: {table.workdays[day].name(app.settings.language)}"
    elif holiday is not None and day not in table.workdays:
        reason = holiday.name(app.settings.language) + (" (estimated)" if holiday.estimated else "")
    elif reason == WEEKLY_OFF:
        reason = "weekly off"
    return {
        "day": day,
        "weekday": f"{day:%A}",
        "open": working.is_open(day),
        "reason": reason,
        "estimated": bool(holiday and holiday.estimated),
    }


@click.command()
@click.option("--dry-run", is_flag=True, help="Say what would move, and keep nothing.")
@pass_app
def recompute(app: App, dry_run: bool) -> None:
    """Count deadlines anew where a holiday was added or taken back, as the daily check does by itself.

    Only what is still owed or waits for verification moves; never what is settled, extended or corrected, nor a
    named date or the end of a period. The offices are told by a letter.
    """
    from tracker.actions.recount import recount
    from tracker.cli.check import recount_lines

    done = recount(app.to_write(), app.settings, app.today, actor=app.actor, now=app.now, dry_run=dry_run)
    moved = "would move" if dry_run else "moved"
    click.echo(f"{len(done.moved)} deadlines {moved}" if done.changed else "the calendar is as it was; nothing to move")
    for line in recount_lines(done):
        click.echo(line)
