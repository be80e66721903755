"""Deadlines counted anew when days turn out closed, or open: holidays announced late, or taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from tracker.domain.calendar import WorkingCalendar
from tracker.domain.due import moved_to_open, named, open_days
from tracker.domain.explanation import Explanation


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """The days that are open in one calendar and closed in the other, and the years known to one of them alone.

    `everything`: the weekly off days differ, or the calendar before is not known; then any deadline may move.
    """

    days: frozenset[date] = frozenset()
    years: frozenset[int] = frozenset()
    everything: bool = False

    def __bool__(self) -> bool:
        return self.everything or bool(self.days or self.years)

    @property
    def first(self) -> date | None:
        """The earliest day that a deadline can lie on and be touched; None: any."""
        if self.everything:
            return None
        return min([*self.days, *(date(year, 1, 1) for year in self.years)], default=None)

    def touches(self, told: Explanation) -> bool:
        """Whether the reckoning of a deadline went over a changed day, or said that a year was not known."""
        if told.due_on is None:
            return False
        if self.everything or self.years & set(told.unknown_years):
            return True
        if told.working_days is not None:
            return any(told.basis.on < day <= told.due_on for day in self.days)
        return any((told.reached or told.due_on) <= day <= told.due_on for day in self.days)


def difference(before: WorkingCalendar, after: WorkingCalendar) -> CalendarChange:
    """What changed between two calendars; a holiday named twice, or on a day that is closed anyway, is no change."""
    told = {*before.holidays, *before.extra_workdays, *after.holidays, *after.extra_workdays}
    return CalendarChange(
        frozenset(day for day in told if before.is_open(day) != after.is_open(day)),
        frozenset(before.known_years) ^ frozenset(after.known_years),
        before.weekly_off != after.weekly_off,
    )


def recounted(told: Explanation, calendar: WorkingCalendar) -> Explanation:
    """The same rule from the same basis by another calendar.

    A counted deadline may get another date (rule 3 of the counting: a closed last day moves to the next open day); a
    named date and a period's end stay, and say anew whether they are open. So does the number of working days that
    "immediately" meant when it was counted.
    """
    plain = Explanation(told.rule, told.basis, told.origin, first=told.first, min_days=told.min_days)
    if told.due_on is None:
        return told
    if told.working_days is not None:
        return open_days(plain, told.working_days, calendar).explanation
    if told.reached is not None:
        return moved_to_open(plain, told.reached, calendar).explanation
    return named(plain, told.due_on, calendar, told.span)


def calendar_to_json(calendar: WorkingCalendar) -> dict[str, Any]:
    """What a calendar is compared by, as JSON knows it; the names of holidays are kept to tell what was taken back."""
    return {
        "weekly_off": sorted(calendar.weekly_off),
        "holidays": {day.isoformat(): name for day, name in sorted(calendar.holidays.items())},
        "workdays": sorted(day.isoformat() for day in calendar.extra_workdays),
        "known_years": sorted(calendar.known_years),
    }


def calendar_from_json(data: Mapping[str, Any]) -> WorkingCalendar:
    """The inverse of `calendar_to_json`. Raises ValueError or KeyError when the data is no calendar."""
    return WorkingCalendar(
        frozenset(data["weekly_off"]),
        MappingProxyType({date.fromisoformat(day): name for day, name in data["holidays"].items()}),
        frozenset(date.fromisoformat(day) for day in data["workdays"]),
        frozenset(data["known_years"]),
    )
