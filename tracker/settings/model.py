"""The settings of a working folder, as plain values; what is large is read when it is first asked for.

They are named tuples because every command reads them: making a dataclass takes longer than reading the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from tracker.domain.errors import ConfigError
from tracker.settings.secret import NO_PASSWORD, PasswordSource, Secret

if TYPE_CHECKING:
    from tracker.domain.actors import Person
    from tracker.domain.calendar import WorkingCalendar
    from tracker.domain.deadlines import DeadlineRule
    from tracker.domain.due import Reckoning
    from tracker.domain.fiscal import FiscalCalendar
    from tracker.domain.ladder import Ladder
    from tracker.domain.offices import Directory
    from tracker.settings.holidays import HolidayTable

SQLITE = "sqlite:///"


class Database(NamedTuple):
    """Where the record is kept: an SQLAlchemy URL without a password, its SQLite file absolute."""

    url: str
    password: PasswordSource = NO_PASSWORD

    @property
    def is_file(self) -> bool:
        """Whether it is one SQLite file."""
        return self.url.startswith("sqlite")

    def address(self) -> str:
        """The URL with its password. Raises ConfigError when the password cannot be read."""
        secret = self.password.read()
        if secret is None:
            return self.url
        scheme, _, rest = self.url.partition("://")
        user, at, host = rest.partition("@")
        if not at:
            raise ConfigError(
                "a database password is configured, but the URL names no user",
                hint='write [database] url = "postgresql+psycopg://user@host/name" in config/tracker.toml',
            )
        return f"{scheme}://{user}:{quote(secret.reveal(), safe='')}@{host}"


class Smtp(NamedTuple):
    """The mail server: `security` is none, starttls or tls, `timeout` in seconds."""

    host: str = ""
    port: int = 587
    security: str = "starttls"
    username: str = ""
    password_source: PasswordSource = NO_PASSWORD
    timeout: int = 30
    ca_file: Path | None = None

    @property
    def password(self) -> Secret | None:
        """The password, read anew each time. Raises ConfigError when it cannot be had."""
        return self.password_source.read()


class Mail(NamedTuple):
    """How notices leave: `transport` is folder (files in `folder`) or smtp.

    `operator` gets a mail about each daily check: None for the body's focal officer, "" for nobody.
    """

    folder: Path
    transport: str = "folder"
    sender: str = "tracker@office.example"
    sender_name: str = ""
    reply_to: str = "tracker@office.example"
    operator: str | None = None
    smtp: Smtp = Smtp()


class Deadlines(NamedTuple):
    """How relative deadlines are counted; `basis` is issued or held."""

    basis: str = "issued"
    min_first_period_days: int = 15
    immediate_working_days: int = 3


class Schedule(NamedTuple):
    """When the daemon works: `check_at` in the body's time zone; due dates are made `horizon_days` ahead."""

    check_at: time = time(8)
    deliver_every_minutes: int = 5
    horizon_days: int = 120


class Evidence(NamedTuple):
    """Files that offices hand in: where they are kept (below the working folder), how large, and of which types."""

    folder: Path
    max_file_mb: int = 20
    types: tuple[str, ...] = ()

    @property
    def max_bytes(self) -> int:
        """The largest file that is taken."""
        return self.max_file_mb << 20


@dataclass(frozen=True, eq=False)
class Settings:
    """What config/tracker.toml says. `home` is the working folder, `source` the file that was read.

    `policy` holds, in plain words, the deadline for each kind that has no date of its own ("none": "30 days").
    """

    home: Path
    source: Path
    directory_file: Path
    language: str
    database: Database
    mail: Mail
    deadlines: Deadlines
    schedule: Schedule
    policy: Mapping[str, str]
    evidence: Evidence
    calendar_files: tuple[Path, ...] = ()

    @property
    def basis_order(self) -> tuple[str, ...]:
        """Which date relative deadlines count from, the preferred one first."""
        return ("held", "issued") if self.deadlines.basis == "held" else ("issued", "held")

    def policy_rule(self, rule: DeadlineRule) -> DeadlineRule | None:
        """The deadline that the policy gives a decision whose own rule has no date, or None."""
        from tracker.settings.wording import deadline_in_words

        words = self.policy.get(rule.kind)
        return deadline_in_words(words) if words else None

    def directory(self) -> Directory:
        """The offices. Raises ConfigError with every mistake of the file."""
        return self._directory

    def ladder(self) -> Ladder:
        """The steps of reminders and overdue notices. Raises ConfigError."""
        return self._ladder

    def holidays(self) -> HolidayTable:
        """The holidays of the body's country with the office's own additions. Raises ConfigError."""
        return self._holidays

    def calendar(self) -> WorkingCalendar:
        """The body's working calendar. Raises ConfigError."""
        return self.reckoning().calendar

    def reckoning(self) -> Reckoning:
        """All that dates are reckoned by. Raises ConfigError."""
        return self._reckoning

    def people(self) -> tuple[Person, ...] | None:
        """The people of the office with their roles, None where there is no such list. Raises ConfigError."""
        return self._people

    @cached_property
    def _people(self) -> tuple[Person, ...] | None:
        from tracker.settings.people import PEOPLE, load_people

        path = self.home / PEOPLE
        return load_people(path) if path.exists() else None

    @cached_property
    def _directory(self) -> Directory:
        from tracker.settings.directory import load_directory

        return load_directory(self.directory_file)

    @cached_property
    def _ladder(self) -> Ladder:
        from tracker.settings.ladder import load_ladder
        from tracker.settings.resources import resource

        return load_ladder(resource("config/ladder.toml", self.home), self.calendar)

    @cached_property
    def _holidays(self) -> HolidayTable:
        from tracker.settings.holidays import load_holidays

        return load_holidays(self.directory().body.holidays, self.home, self.calendar_files)

    @cached_property
    def fiscal(self) -> FiscalCalendar:
        """The body's fiscal years. Raises ConfigError."""
        from tracker.domain.fiscal import FiscalCalendar

        return FiscalCalendar(self.directory().body.fiscal_year_starts)

    @cached_property
    def _reckoning(self) -> Reckoning:
        from tracker.domain.due import Policy, Reckoning

        return Reckoning(
            self.holidays().calendar(self.directory().body.weekly_off),
            self.fiscal,
            Policy(self.deadlines.min_first_period_days, self.deadlines.immediate_working_days),
        )
