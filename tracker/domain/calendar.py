"""The working calendar of a body: weekly off days, holidays, extra workdays, and the working week."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from tracker.domain.errors import BadInput

WEEKLY_OFF = "weekly_off"
"""The reason of a day that is closed every week; other reasons are names of holidays."""


class BeyondCalendar(BadInput, ValueError):
    """A date before 1 January 0001 or after 31 December 9999 would be needed."""

    def __init__(self) -> None:
        super().__init__(
            "the reckoning leaves the years 1 to 9999",
            hint="give a shorter period or a date within these years",
        )


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """Which days a body is open.

    `weekly_off` holds ISO weekdays (Monday is 1, Sunday 7), `holidays` names by date, `extra_workdays` days
    that are open although their weekday is off or a holiday falls on them. `known_years` are the years whose
    holidays are known: elsewhere a day can turn out closed later.

    Raises ValueError when no weekday or an unknown one is left open: such a body never works.
    """

    weekly_off: frozenset[int] = frozenset({5, 6})
    holidays: Mapping[date, str] = field(default_factory=lambda: MappingProxyType({}))
    extra_workdays: frozenset[date] = frozenset()
    known_years: Collection[int] = frozenset()

    def __post_init__(self) -> None:
        if not self.weekly_off <= frozenset(range(1, 8)):
            raise ValueError("weekly off days are ISO weekdays, 1 (Monday) to 7 (Sunday)")
        if len(self.weekly_off) == 7:
            raise ValueError("a calendar with seven weekly off days has no open day")

    def is_open(self, day: date) -> bool:
        """Whether the body works on that day."""
        if day in self.extra_workdays:
            return True
        return day.isoweekday() not in self.weekly_off and day not in self.holidays

    def closed_reason(self, day: date) -> str | None:
        """`WEEKLY_OFF`, the holiday's name, or None for an open day."""
        if self.is_open(day):
            return None
        return WEEKLY_OFF if day.isoweekday() in self.weekly_off else self.holidays[day]

    def knows(self, day: date) -> bool:
        """Whether the holidays of that day's year are known."""
        return day.year in self.known_years

    def unknown_years(self, first: date, last: date) -> tuple[int, ...]:
        """The years of the days from `first` to `last` whose holidays are not known."""
        return tuple(y for y in range(first.year, last.year + 1) if y not in self.known_years)

    def next_open(self, day: date) -> date:
        """The first open day on or after `day`. Raises BeyondCalendar after the year 9999."""
        while not self.is_open(day):
            day = shifted(day, 1)
        return day

    def open_days_after(self, day: date, n: int) -> date:
        """The n-th open day after `day`, which itself is not counted; `day` for n = 0.

        A negative n counts open days before it. Raises BeyondCalendar outside the years 1 to 9999.
        """
        step = 1 if n > 0 else -1
        for _ in range(abs(n)):
            day = shifted(day, step)
            while not self.is_open(day):
                day = shifted(day, step)
        return day

    def first_weekday(self) -> int:
        """The ISO weekday on which a working week begins: the one after the weekly rest (Sunday for Friday
        and Saturday off).

        The weekly rest is the longest run of weekly off days; of equal ones the later in the ISO week.
        Without weekly off days weeks run from Monday to Sunday.
        """
        runs = {d: self._run_before(d) for d in range(1, 8) if d not in self.weekly_off}
        longest = max(runs.values())
        if longest == 0:
            return 1
        return max((d for d, run in runs.items() if run == longest), key=lambda d: (d - 2) % 7)

    def _run_before(self, weekday: int) -> int:
        """How many weekly off days stand right before an open weekday."""
        count = 0
        while (weekday - 2 - count) % 7 + 1 in self.weekly_off:
            count += 1
        return count

    def first_day_of_working_week(self, day: date) -> date:
        """The first day of the working week that holds `day`; a day of the weekly rest belongs to the week
        after it.

        Holidays do not shorten a week. Raises BeyondCalendar before the year 1.
        """
        rest_and_week = (day.isoweekday() - self.first_weekday()) % 7
        start = shifted(day, -rest_and_week)
        return start if self._length_of_week() > rest_and_week else shifted(start, 7)

    def last_day_of_working_week(self, day: date) -> date:
        """The last day before the weekly off days, on or after `day` (Thursday for Friday and Saturday off).

        Raises BeyondCalendar after the year 9999.
        """
        last_weekday = (self.first_weekday() + self._length_of_week() - 2) % 7 + 1
        return shifted(day, (last_weekday - day.isoweekday()) % 7)

    def _length_of_week(self) -> int:
        return 7 - self._run_before(self.first_weekday())


def shifted(day: date, days: int) -> date:
    """`day` plus a number of days. Raises BeyondCalendar outside the years 1 to 9999."""
    try:
        return date.fromordinal(day.toordinal() + days)
    except (OverflowError, ValueError):
        raise BeyondCalendar from None
