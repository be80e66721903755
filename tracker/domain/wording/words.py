"""What each language must say; texts in braces are filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.deadlines import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Sentences and their parts. `since`, `of_since` and `not_counted` are by kind of basis: issued, held,
    and "" for others.
    """

    due: str
    """{date}, {reasons}"""
    no_due: str
    """{reasons}"""
    since: Mapping[str, str]
    """{date}"""
    of_since: Mapping[str, str]
    """{date}: the same in the case that "after" and "before" take"""
    not_counted: Mapping[str, str]
    one: Mapping[Unit, str]
    """{n}: a count of 1."""
    many: Mapping[Unit, str]
    """{n}"""
    within: Mapping[Unit, str]
    """{count}, {since}"""
    hours: str
    """{hours}, {days}"""
    unusable: str
    """{within}"""
    open: str
    """{weekday}"""
    closed: str
    """{weekday}, {reason}"""
    unknown: str
    """{weekday}, {year}"""
    years_unknown: str
    """{years}"""
    moved: str
    """{last}, {reason}, {due}"""
    moved_over: str
    """{last}, {until}, {reason}, {due}"""
    skipped: str
    """{n}, {which}"""
    weekly_off: str
    weekly_off_days: str
    """{n}"""
    holiday: str
    """{date}, {name}"""
    named: str
    named_stays: str
    end_stays: str
    too_early: str
    """{since}"""
    end_of: Mapping[Unit, str]
    """{period}, {since}"""
    every: Mapping[Unit, str]
    every_on_day: Mapping[Unit, str]
    """{day}"""
    every_weekday: str
    """{days}"""
    every_date: str
    """{dates}"""
    for_period: str
    """{period}"""
    first: str
    """{n}, {since}: the first period that is due late enough"""
    first_date: str
    """{n}, {since}: the first named date that is late enough"""
    first_after: str
    """{since}: the first period that begins after"""
    first_day_after: str
    """{since}: the first day after"""
    immediate: str
    """{within}"""
    next_meeting: str
    next_meeting_unknown: str
    event: str
    event_after: Mapping[Unit, str]
    """{count}"""
    event_before: str
    """{count}"""
    vague: str
    ongoing: str
    nothing: str
    by_registrar: str
    by_policy: str
    moves: Mapping[str, str]
    """{before}, {by}, {on}, {why}: of an extended and of a corrected deadline"""
    at_first: str
    """{sentence}: how the deadline was reckoned before persons moved it"""
    text: str
    """{text}: the document's words"""
    month: str
    """{month}, {year}"""
    range: str
    """{start}, {end}"""
    part: Mapping[Unit, str]
    """{year}, {n}, {nth}: quarter, half_year, year of a fiscal year"""
    nth: tuple[str, ...]
    """first to sixth"""
