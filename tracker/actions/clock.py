"""From an instant to the body's civil date: the only place where a time zone is applied."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def civil_date(now: datetime, timezone: str) -> date:
    """The civil date in that IANA zone at the instant `now` (aware)."""
    return now.astimezone(ZoneInfo(timezone)).date()
