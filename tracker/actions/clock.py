"""From an instant to the body's civil date: the only place where a time zone is applied."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tracker.domain.errors import BadInput
from tracker.settings.model import Settings


def civil_date(now: datetime, timezone: str) -> date:
    """The civil date in that IANA zone at the instant `now` (aware)."""
    return now.astimezone(ZoneInfo(timezone)).date()


def today_of(settings: Settings, now: datetime) -> date:
    """The body's civil date at the instant `now`."""
    return civil_date(now, settings.directory().body.timezone)


def refuse_future(on: date, settings: Settings, now: datetime) -> None:
    """Nothing has happened on a day that has not come. Raises BadInput."""
    today = today_of(settings, now)
    if on > today:
        raise BadInput(f"{on.isoformat()} is in the future; today is {today.isoformat()}", hint="mend --on")
