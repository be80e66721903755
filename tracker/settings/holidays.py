"""The public holidays of a country with an office's own corrections, from config/holidays/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path

from tracker.domain.calendar import WEEKLY_OFF, WorkingCalendar
from tracker.domain.explanation import Explanation
from tracker.domain.offices import LANGUAGES, Body
from tracker.settings.resources import resource
from tracker.settings.toml_source import CheckedTable, TomlSource

SOURCES = ("list", "order", "reckoned")
LONGEST = 100
"""Days in one row at most: a slip in the year must not close an office for ever."""


@dataclass(frozen=True, slots=True)
class Holiday:
    """One closed day: its names by language, where it is known from, and whether the moon still decides."""

    on: date
    names: Mapping[str, str]
    source: str = "list"
    estimated: bool = False

    def name(self, language: str) -> str:
        """In that language, else in English, else in the first one there is."""
        return self.names.get(language) or self.names.get("en") or next(iter(self.names.values()), "")


@dataclass(slots=True)
class HolidayTable:
    """Closed days, days that are open all the same, and the years whose list has been published."""

    holidays: dict[date, Holiday] = field(default_factory=dict)
    workdays: dict[date, Holiday] = field(default_factory=dict)
    known_years: set[int] = field(default_factory=set)

    def calendar(self, weekly_off: frozenset[int], language: str = "en") -> WorkingCalendar:
        """As the domain's working calendar, with the holidays' names in one language."""
        return WorkingCalendar(
            weekly_off,
            {day: holiday.name(language) for day, holiday in self.holidays.items()},
            frozenset(self.workdays),
            frozenset(self.known_years),
        )

    def in_language(self, explanation: Explanation, language: str) -> Explanation:
        """The same explanation with its holidays named in that language, as the table has them."""

        def named(day: date, reason: str) -> str:
            holiday = self.holidays.get(day)
            return holiday.name(language) if holiday and reason != WEEKLY_OFF else reason

        due_on, closed = explanation.due_on, explanation.closed
        return explanation._replace(
            skipped=tuple((day, named(day, reason)) for day, reason in explanation.skipped),
            closed=named(due_on, closed) if due_on and closed else closed,
        )


def load_calendar(body: Body, home: Path | None = None, files: tuple[Path, ...] = ()) -> WorkingCalendar:
    """The working calendar of a body. Raises ConfigError (see `load_holidays`)."""
    return load_holidays(body.holidays, home, files).calendar(body.weekly_off)


def load_holidays(country: str, home: Path | None = None, files: tuple[Path, ...] = ()) -> HolidayTable:
    """config/holidays/<country>.toml, then <country>-local.toml of the working folder, then `files`.

    A later file adds to the earlier ones: its holiday closes a day, its workday opens one.

    An empty `country` is a calendar without holidays. Raises ConfigError with every mistake of a file.
    """
    table = HolidayTable()
    if country:
        _read(table, resource(f"config/holidays/{country}.toml", home))
        local = home / f"config/holidays/{country}-local.toml" if home else None
        if local and local.exists():
            _read(table, local)
    for path in files:
        _read(table, path)
    return table


def _read(table: HolidayTable, path: Path) -> None:
    top = TomlSource.load(path).checked()
    for row in top.tables("holidays"):
        for holiday in _rows(row):
            table.holidays[holiday.on] = _merged(table.holidays.get(holiday.on), holiday)
            table.workdays.pop(holiday.on, None)
    for row in top.tables("workdays"):
        for workday in _rows(row):
            table.workdays[workday.on] = workday
    table.known_years.update(_years(top))
    top.finish()
    top.refuse("the holidays have mistakes", "mend the lines named here")


def _rows(row: CheckedTable) -> list[Holiday]:
    """A row as one entry a day ([] after a problem)."""
    first, last = _day(row, "on", required=True), _day(row, "until")
    names = {language: name for language in LANGUAGES if (name := row.text(language))}
    source = row.choice("source", SOURCES, "list")
    estimated = row.flag("estimated", False)
    if not names:
        row.problem("a holiday needs a name in at least one language (bn, en or hi)")
    row.finish()
    if first is None:
        return []
    last = last or first
    if not 0 <= (last - first).days < LONGEST:
        row.problem(f"`until` must lie at most {LONGEST} days after `on`, and not before it", "until")
        return []
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [Holiday(day, names, source, estimated) for day in days]


def _day(row: CheckedTable, key: str, *, required: bool = False) -> date | None:
    value = row.value(key, date, "a date such as 2025-03-31", required=required)
    if isinstance(value, datetime):
        row.problem(f"`{key}` must be a date without a time", key)
        return None
    return value if isinstance(value, date) else None


def _merged(first: Holiday | None, second: Holiday) -> Holiday:
    """Two holidays on one day keep both names, once each."""
    if first is None or first.names == second.names:
        return second
    names = {
        language: " ও ".join(dict.fromkeys((a, b))) if language == "bn" else ", ".join(dict.fromkeys((a, b)))
        for language in LANGUAGES
        if (a := first.names.get(language)) and (b := second.names.get(language))
    }
    return Holiday(second.on, names or second.names, second.source, first.estimated and second.estimated)


def _years(top: CheckedTable) -> set[int]:
    years: set[int] = set()
    for index, year in enumerate(top.value("known_years", list, "a list of years") or ()):
        if isinstance(year, int) and not isinstance(year, bool) and 1900 <= year <= 9999:
            years.add(year)
        else:
            top.problem(f"`known_years` must hold years such as 2026, not {year!r:.40}", "known_years", index)
    return years
