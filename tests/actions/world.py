"""A small office for the tests of actions: four districts, a draft made by hand, a folder for mail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, func, select

from tracker.actions.import_minutes import import_draft
from tracker.domain.deadlines import NO_DEADLINE, DeadlineRule, Kind, Unit
from tracker.minutes.draft import Draft, DraftDecision, Meeting, Source
from tracker.settings.load import load_settings
from tracker.settings.model import Settings
from tracker.store.engine import Store

DHAKA = ZoneInfo("Asia/Dhaka")
ISSUED = date(2023, 6, 25)
TODAY = datetime(2024, 1, 1, 4, tzinfo=UTC)
TEN_DAYS = DeadlineRule(Kind.WITHIN, amount=10, unit=Unit.DAY, text="আগামী ১০ দিনের মধ্যে")
QUARTERLY = DeadlineRule(Kind.EVERY, every=Unit.QUARTER, text="ত্রৈমাসিক ভিত্তিতে")
VAGUE = DeadlineRule(Kind.VAGUE, text="নিয়মিত")

DISTRICTS = ("dc-gaibandha", "dc-kurigram", "dc-lalmonirhat", "dc-rangpur")

_DIRECTORY = """
[body]
code = "divcom-rangpur"
place = { bn = "রংপুর বিভাগ", en = "Rangpur Division" }
timezone = "Asia/Dhaka"
weekly_off = ["friday", "saturday"]
fiscal_year_starts = 7
holidays = "BD"

[[kind]]
id = "divisional_commissioner"
bn = ["বিভাগীয় কমিশনার"]
en = ["Divisional Commissioner"]

[[kind]]
id = "deputy_commissioner"
bn = ["জেলা প্রশাসক", "জেলা প্রশাসকের কার্যালয়"]
en = ["Deputy Commissioner"]

[[office]]
code = "divcom-rangpur"
kind = "divisional_commissioner"
place = { bn = "রংপুর", en = "Rangpur" }
contacts = [{ role = "focal", email = "focal@divcom-rangpur.example" }]
"""

_OFFICE = """
[[office]]
code = "{code}"
kind = "deputy_commissioner"
place = {{ bn = "{bn}", en = "{en}" }}
parent = "divcom-rangpur"
contacts = [
  {{ role = "focal", email = "focal@{code}.example" }},
  {{ role = "head", email = "head@{code}.example" }},
]
"""

_NAMES = {"gaibandha": "গাইবান্ধা", "kurigram": "কুড়িগ্রাম", "lalmonirhat": "লালমনিরহাট", "rangpur": "রংপুর"}


def at(day: date, hour: int = 9) -> datetime:
    """An instant of a civil date in the office."""
    return datetime.combine(day, time(hour), DHAKA)


@dataclass
class World:
    """A store with its settings, and shorthands for what tests do."""

    store: Store
    settings: Settings

    def import_(self, *decisions: DraftDecision, issued: date = ISSUED, sha: str = "a" * 64) -> int:
        """Import minutes with these decisions; the minutes' id."""
        report = import_draft(self.store, self.settings, draft(decisions, issued, sha), actor="registrar", now=TODAY)
        return report.minutes_id

    def rows(self, table: Table, *where: Any) -> Sequence[Any]:
        """The rows of a table in the order of its primary key."""
        with self.store.reading() as conn:
            return conn.execute(select(table).where(*where).order_by(*table.primary_key.columns)).all()

    def count(self, table: Table, *where: Any) -> int:
        """How many rows there are."""
        with self.store.reading() as conn:
            return conn.scalar(select(func.count()).select_from(table).where(*where)) or 0

    def counts(self, *tables: Table) -> Mapping[str, int]:
        """How many rows each table has: what a second run must not change."""
        return {table.name: self.count(table) for table in tables}


def make_world(store: Store, home: Path) -> World:
    """The office, in a working folder of its own."""
    return World(store, make_settings(home))


def make_settings(home: Path) -> Settings:
    """The settings of that folder."""
    (home / "config").mkdir()
    offices = "".join(_OFFICE.format(code=f"dc-{en}", bn=bn, en=en.title()) for en, bn in _NAMES.items())
    (home / "config" / "offices.toml").write_text(_DIRECTORY + offices, "utf-8")
    (home / "config" / "tracker.toml").write_text(
        '[office]\ndirectory = "config/offices.toml"\n'
        '[mail]\nsender = "tracker@divcom-rangpur.example"\nsender_name = "Rangpur"\noperator = ""\n'
        '[policy]\nvague = "every quarter"\nno_deadline = "30 days"\n',
        "utf-8",
    )
    return load_settings(home)


def duty(number: str = "1", rule: DeadlineRule = TEN_DAYS, **changes: Any) -> DraftDecision:
    """A decision that binds the four districts, as a reader would give it."""
    review = {"vague": ("vague_deadline",), "none": ("no_deadline",)}.get(rule.kind, ())
    item = DraftDecision(
        number=number,
        subject="পরিবীক্ষণ কমিটি",
        text=f"কমিটি পুনর্গঠন করে {rule.text} প্রকাশ করতে হবে।",
        nature="obligation",
        implementer_text="জেলা প্রশাসক (সকল), রংপুর বিভাগ",
        implementers=DISTRICTS,
        deadline=rule,
        review=review,
        basis=ISSUED,
        basis_kind="issued",
    )
    return item._replace(**changes)


def draft(decisions: Sequence[DraftDecision], issued: date = ISSUED, sha: str = "a" * 64) -> Draft:
    """Minutes with a memo number of their own."""
    return Draft(
        source=Source(f"minutes-{sha[:4]}.txt", sha, "text", "bn"),
        kind="coordination_minutes",
        meeting=Meeting(
            title="সমন্বয় সভার কার্যবিবরণী", held_on=date(2023, 6, 22), issued_on=issued, memo_number=f"০৫.{sha[:4]}"
        ),
        decisions=tuple(d._replace(basis=issued) for d in decisions),
        warnings=(),
        text="…",
    )


__all__ = ["DISTRICTS", "NO_DEADLINE", "QUARTERLY", "TEN_DAYS", "TODAY", "VAGUE", "World", "at", "duty", "make_world"]
