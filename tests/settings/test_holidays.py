"""Holidays: the packaged tables, an office's own corrections, and mistakes at their lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.due import Basis, Reckoning, first_due
from tracker.domain.errors import ConfigError
from tracker.domain.explain import sentence
from tracker.domain.offices import Body
from tracker.settings.holidays import load_calendar, load_holidays

BD = Body("x", {"en": "X"})

CLOSED = """
2018-12-30 2021-03-30 2022-05-02 2022-08-18 2023-04-20 2023-05-04 2023-06-27 2023-06-28 2023-09-06 2023-10-24
2024-01-07 2024-05-22 2024-06-16 2024-07-22 2024-08-26 2024-10-10 2024-10-13 2025-04-03 2025-05-11 2025-06-05
2025-06-12 2025-08-05 2025-10-01 2025-10-02 2026-02-11 2026-03-19 2026-05-31
"""
OPEN = """
2021-03-29 2022-05-05 2023-04-24 2023-07-05 2024-06-19 2024-08-06 2024-08-15 2025-03-17 2025-05-17 2025-05-24
2025-06-15 2025-08-17
"""


@pytest.mark.parametrize("day", [date.fromisoformat(d) for d in CLOSED.split()], ids=str)
def test_offices_in_bangladesh_were_closed_on(day: date) -> None:
    calendar = load_calendar(BD)
    assert calendar.holidays[day]
    assert not calendar.is_open(day)


@pytest.mark.parametrize("day", [date.fromisoformat(d) for d in OPEN.split()], ids=str)
def test_offices_in_bangladesh_were_open_on(day: date) -> None:
    assert load_calendar(BD).is_open(day)


@pytest.mark.parametrize("country", ["BD", "IN"])
def test_a_packaged_table_names_each_day_in_two_languages(country: str) -> None:
    table = load_holidays(country)
    own = "bn" if country == "BD" else "hi"
    assert all(holiday.names.keys() == {own, "en"} for holiday in table.holidays.values())
    assert {day.year for day in table.holidays} == set(range(2015, 2028))
    assert table.known_years == set(range(2015, 2027))
    estimated = {day.year for day, holiday in table.holidays.items() if holiday.estimated}
    assert estimated == {2027}


def test_a_year_that_is_not_published_yet_is_not_known() -> None:
    calendar = load_calendar(BD)
    assert calendar.knows(date(2026, 1, 1))
    assert not calendar.knows(date(2027, 1, 1))
    assert calendar.holidays[date(2027, 12, 16)] == "Victory Day"


def test_an_office_adds_closed_and_open_days_of_its_own(tmp_path: Path) -> None:
    folder = tmp_path / "config/holidays"
    folder.mkdir(parents=True)
    (folder / "BD-local.toml").write_text(
        """
        known_years = [2027]
        holidays = [{ on = 2025-07-08, until = 2025-07-09, source = "order", bn = "বন্যা", en = "Flood" }]
        workdays = [{ on = 2025-07-11, en = "Election duty" }, { on = 2025-12-16, en = "Parade" }]
        """,
        "utf-8",
    )
    extra = tmp_path / "extra.toml"
    extra.write_text('holidays = [{ on = 2025-07-09, bn = "মেলা", en = "Fair" }]', "utf-8")
    calendar = load_calendar(BD, tmp_path, (extra,))
    assert calendar.holidays[date(2025, 7, 8)] == "Flood"
    assert calendar.holidays[date(2025, 7, 9)] == "Flood, Fair"
    assert calendar.is_open(date(2025, 7, 11))
    assert calendar.is_open(date(2025, 12, 16))
    assert calendar.knows(date(2027, 1, 1))
    assert calendar.closed_reason(date(2025, 2, 21)) == "weekly_off"


def test_an_explanation_names_holidays_in_the_language_asked_for() -> None:
    table = load_holidays("BD")
    reckoning = Reckoning(table.calendar(frozenset({5, 6})))
    rule = DeadlineRule(Kind.WITHIN, 3, Unit.DAY)
    reasons = first_due(rule, Basis(date(2023, 6, 25)), reckoning).explanation
    assert reasons.due_on == date(2023, 7, 2)
    assert "(Eid-ul-Azha, weekly off)" in sentence(table.in_language(reasons, "en"), "en")
    assert "(ঈদুল আজহা, সাপ্তাহিক ছুটি)" in sentence(table.in_language(reasons, "bn"), "bn")
    closed = first_due(DeadlineRule(Kind.BY, date=date(2023, 2, 21)), Basis(date(2023, 2, 1)), reckoning)
    assert "শহীদ দিবস" in sentence(table.in_language(closed.explanation, "bn"), "bn")


def test_all_mistakes_are_said_at_once_each_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(
        """known_years = [2025, "2026"]
holidays = [
  { on = 2025-01-05 },
  { on = 2025-01-05, until = 2026-01-05, en = "Long" },
  { on = 2025-01-05T08:00:00, en = "Timed" },
  { until = 2025-01-05, en = "Open end", source = "rumour" },
  { on = 2025-01-05, en = "A", estimate = true },
]
""",
        "utf-8",
    )
    with pytest.raises(ConfigError) as caught:
        load_holidays("", None, (path,))
    assert [p.removeprefix(f"{path}:") for p in caught.value.problems] == [
        "1: `known_years` must hold years such as 2026, not '2026'",
        "3: a holiday needs a name in at least one language (bn, en or hi)",
        "4: `until` must lie at most 100 days after `on`, and not before it",
        "5: `on` must be a date without a time",
        "6: [holidays] needs `on` (a date such as 2025-03-31)",
        "6: `source` must be list or order or reckoned, not 'rumour'",
        "7: unknown key `estimate` in [holidays]; did you mean `estimated`?",
    ]


def test_an_unknown_country_is_refused() -> None:
    with pytest.raises(ConfigError, match=r"XX\.toml"):
        load_calendar(Body("x", {"en": "X"}, holidays="XX"))
