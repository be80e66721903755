"""Month arithmetic on civil dates."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from tracker.domain.calendar import BeyondCalendar


def add_months(day: date, months: int) -> date:
    """The same day of the month so many months later (earlier when negative); a shorter month ends on its
    last day.

    31 January plus one month is 28 or 29 February. Raises BeyondCalendar outside the years 1 to 9999.
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        raise BeyondCalendar
    return on_day(year, month0 + 1, day.day)


def on_day(year: int, month: int, day: int) -> date:
    """That day of the month, or the month's last day when it is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def last_of_month(day: date) -> date:
    """The last day of that day's month."""
    return on_day(day.year, day.month, 31)
