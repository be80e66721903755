"""Fiscal years and their periods: quarters, half-years, bimonths, with the labels that offices write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tracker.domain.calendar import BeyondCalendar, WorkingCalendar, shifted
from tracker.domain.deadlines import Unit
from tracker.domain.errors import BadInput
from tracker.domain.months import add_months, last_of_month
from tracker.domain.numerals import to_latin

MONTHS_IN = {Unit.MONTH: 1, Unit.BIMONTH: 2, Unit.QUARTER: 3, Unit.HALF_YEAR: 6, Unit.YEAR: 12}

_LETTER = {Unit.BIMONTH: "B", Unit.QUARTER: "Q", Unit.HALF_YEAR: "H"}

_QUARTER = re.compile(r"\s*([0-9]{4})(?:\s*[-–/]\s*([0-9]{4}|[0-9]{2}))?\s*[-/,]?\s*[Qq]\s*([0-9])\s*")


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A fiscal quarter: `year` is the calendar year in which its fiscal year begins, `number` 1 to 4."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not 1 <= self.number <= 4:
            raise ValueError("a quarter's number is 1 to 4")

    @property
    def index(self) -> int:
        """year × 4 + number − 1: consecutive quarters have consecutive indexes."""
        return self.year * 4 + self.number - 1

    @classmethod
    def from_index(cls, index: int) -> Quarter:
        """The inverse of `index`."""
        return cls(index // 4, index % 4 + 1)

    def shifted(self, quarters: int) -> Quarter:
        """The quarter so many quarters later (earlier when negative)."""
        return Quarter.from_index(self.index + quarters)


@dataclass(frozen=True, slots=True)
class FiscalCalendar:
    """Fiscal years that begin on the first of `first_month` (July in Bangladesh, April in India).

    Raises ValueError when that is no month. Methods raise BeyondCalendar when a period leaves the years 1 to
    9999.
    """

    first_month: int = 7

    def __post_init__(self) -> None:
        if not 1 <= self.first_month <= 12:
            raise ValueError("a fiscal year begins in a month, 1 to 12")

    def year_of(self, day: date) -> int:
        """The calendar year in which the fiscal year of that day begins."""
        return day.year if day.month >= self.first_month else day.year - 1

    def quarter_of(self, day: date) -> Quarter:
        """The fiscal quarter that holds that day."""
        return Quarter(self.year_of(day), self._months_into_year(day) // 3 + 1)

    def quarter_start(self, quarter: Quarter) -> date:
        """The quarter's first day."""
        return self._part_start(quarter.year, (quarter.number - 1) * 3)

    def quarter_end(self, quarter: Quarter) -> date:
        """The quarter's last day."""
        return last_of_month(add_months(self.quarter_start(quarter), 2))

    def period(self, unit: Unit, day: date, calendar: WorkingCalendar | None = None) -> tuple[date, date]:
        """First and last day of the period that holds `day`.

        Months are calendar months, which fiscal ones equal. A week is the working week and needs `calendar`;
        a fortnight is half a month (1 to 15, 16 to the end), as fortnightly reports are written.

        Raises BadInput for a unit that names no period (hour, working_day), ValueError for a week without a
        calendar.
        """
        if unit in MONTHS_IN:
            months = MONTHS_IN[unit]
            start = self._part_start(self.year_of(day), self._months_into_year(day) // months * months)
            return start, last_of_month(add_months(start, months - 1))
        if unit is Unit.DAY:
            return day, day
        if unit is Unit.FORTNIGHT:
            return (
                (day.replace(day=1), day.replace(day=15))
                if day.day <= 15
                else (day.replace(day=16), last_of_month(day))
            )
        if unit is Unit.WEEK and calendar is not None:
            return calendar.first_day_of_working_week(day), calendar.last_day_of_working_week(day)
        if unit is Unit.WEEK:
            raise ValueError("a week needs a working calendar")
        raise _no_period(unit)

    def following(self, unit: Unit, end: date, calendar: WorkingCalendar | None = None) -> tuple[date, date]:
        """The period after the one that ends on `end`."""
        return self.period(unit, shifted(end, 1), calendar)

    def key(self, unit: Unit, end: date) -> str:
        """The name of the period that ends on `end`, the same however due dates move.

        "2023-07-05" (day), "2023-W27" (ISO week of its last day), "2023-08F1" (fortnight), "2023-08",
        "2023-24B1" (bimonth), "2023-24Q1", "2023-24H1", "2023-24".
        """
        if unit is Unit.DAY:
            return end.isoformat()
        if unit is Unit.WEEK:
            iso = end.isocalendar()
            return f"{iso.year:04d}-W{iso.week:02d}"
        if unit is Unit.FORTNIGHT:
            return f"{end.year:04d}-{end.month:02d}F{1 if end.day <= 15 else 2}"
        if unit is Unit.MONTH:
            return f"{end.year:04d}-{end.month:02d}"
        if unit is Unit.YEAR:
            return self.fiscal_year_label(end)
        if unit not in _LETTER:
            raise _no_period(unit)
        number = self._months_into_year(end) // MONTHS_IN[unit] + 1
        return f"{self.fiscal_year_label(end)}{_LETTER[unit]}{number}"

    def fiscal_year_label(self, day: date) -> str:
        """ "2022-23"; the plain year where fiscal years are calendar years."""
        return self._year_label(self.year_of(day))

    def label(self, quarter: Quarter) -> str:
        """ "2023-24Q1", or "2023Q1" where fiscal years are calendar years."""
        return f"{self._year_label(quarter.year)}Q{quarter.number}"

    def parse_quarter(self, text: str) -> Quarter:
        """The quarter that a person typed: "2023-24Q1", "2023-24 Q1", "2023-2024Q1", digits of any script.

        Raises BadInput for anything else, and for a year that does not fit how this body counts.
        """
        example = self.label(Quarter(2023, 1))
        match = _QUARTER.fullmatch(to_latin(text))
        if match is None:
            raise BadInput(f"“{text.strip()}” is not a quarter", hint=f"write it like {example}")
        year, end, number = int(match[1]), match[2], int(match[3])
        if not 1 <= number <= 4:
            raise BadInput(
                f"a fiscal year has quarters 1 to 4, not {number}", hint=f"write it like {example}"
            )
        if year == 0 or not self._fits(year, end):
            raise BadInput(
                f"“{text.strip()}” names no fiscal year of this body", hint=f"write it like {example}"
            )
        return Quarter(year, number)

    def _fits(self, year: int, end: str | None) -> bool:
        if self.first_month == 1:
            return end is None
        return end is not None and int(end) == (year + 1 if len(end) == 4 else (year + 1) % 100)

    def _year_label(self, year: int) -> str:
        return f"{year:04d}" if self.first_month == 1 else f"{year:04d}-{(year + 1) % 100:02d}"

    def _months_into_year(self, day: date) -> int:
        return (day.month - self.first_month) % 12

    def _part_start(self, year: int, months: int) -> date:
        if not 0 <= year <= 9999:
            raise BeyondCalendar
        year, month0 = divmod(year * 12 + self.first_month - 1 + months, 12)
        if not 1 <= year <= 9999:
            raise BeyondCalendar
        return date(year, month0 + 1, 1)


def _no_period(unit: Unit) -> BadInput:
    return BadInput(
        f"“{unit.value}” is no period", hint="give day, week, month, bimonth, quarter, half_year or year"
    )
