"""What every command works with: the working folder, its settings and record, who acts, and the time."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from typing import TYPE_CHECKING

import click

from tracker.domain.errors import ConfigError

if TYPE_CHECKING:
    from tracker.domain.actors import Actor, Role
    from tracker.reports.listing import Listing
    from tracker.settings.model import Settings
    from tracker.store.engine import Store


@dataclass
class App:
    """Made once for a call; everything is looked up when it is first asked for."""

    home_option: str | None = None
    actor_option: str | None = None
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    language: str | None = None

    @cached_property
    def settings(self) -> Settings:
        """The settings of the working folder. Raises ConfigError."""
        from tracker.settings.load import find_home, load_settings

        return load_settings(find_home(self.home_option))

    @cached_property
    def store(self) -> Store:
        """The record, whatever its state; commands use `to_read`, `to_write` or `to_begin`."""
        from tracker.store.engine import open_store

        return open_store(self.settings.database.address())

    def close(self) -> None:
        """Let go of the record, if it was opened."""
        if "store" in self.__dict__:
            self.store.close()

    def to_read(self) -> Store:
        """The record, which must be there: an empty list from a wrong folder would say that all is well.

        Raises ConfigError when there is none.
        """
        from tracker.store.schema import Schema, check_schema, ensure_schema
        from tracker.store.sqlite import SqliteFile

        state = check_schema(self.store)
        if state is Schema.MISSING and isinstance(self.store.backend, SqliteFile):
            raise ConfigError(
                f"there is no record yet: {self.store.name}",
                hint="begin it with: tracker minutes import FILE; or name another working folder with --home",
            )
        if state is not Schema.CURRENT:
            ensure_schema(self.store)
        return self.store

    def to_write(self) -> Store:
        """The record, which must be there: nothing is done, and no file made, in a wrong folder.

        A SQLite file is brought up to date first. Raises ConfigError when there is none.
        """
        return self.to_read()

    def to_begin(self) -> Store:
        """The record; a SQLite file is made where there is none, or brought up to date."""
        from tracker.store.schema import ensure_schema

        ensure_schema(self.store)
        return self.store

    def write(self, listing: Listing, format_: str, output: str) -> None:
        """Write a list; headings that are worded are in `--language`, else in the office's. Raises BadInput."""
        from tracker.reports.writers import write

        settings = self.settings
        write(listing, format_, output, language=self.language or settings.language, home=settings.home)

    @cached_property
    def today(self) -> date:
        """The civil date of the body."""
        from zoneinfo import ZoneInfo

        return self.now.astimezone(ZoneInfo(self.settings.directory().body.timezone)).date()

    @cached_property
    def _who(self) -> Actor:
        """Who acts: `--actor` (or `--as`), else TRACKER_ACTOR, else the login at this machine. Raises Refused."""
        from tracker.domain.actors import who_acts

        said, login = self._said, login_name()
        if not said and not login:
            raise ConfigError("it is not known who you are", hint="say it with: tracker --actor NAME …")
        return who_acts(said, login, self.settings.people(), self.settings.directory(), self.today)

    @property
    def _said(self) -> str:
        return (self.actor_option or os.environ.get("TRACKER_ACTOR") or "").strip()

    def acting(self, *roles: Role) -> str:
        """The name to put on record for an act that needs one of these roles. Raises Refused."""
        from tracker.domain.actors import in_role

        return in_role(self._who, *roles)

    @property
    def actor(self) -> str:
        """The name of a registrar, who does what nothing else is said of. Raises Refused."""
        return self.acting("registrar")

    @property
    def answering(self) -> str:
        """The name for what an office hands in: the office, or a registrar who enters it. Raises Refused."""
        from tracker.domain.actors import as_answering

        return as_answering(self._who)

    @property
    def operating(self) -> str:
        """The name for what runs by itself: the system, or the person that was named. Raises Refused."""
        from tracker.domain.actors import ROLES, SYSTEM

        return self.acting(*ROLES) if self._said else SYSTEM


pass_app = click.make_pass_decorator(App)


def login_name() -> str:
    """The name of the operating system's user, "" when it has none."""
    try:
        import pwd

        return pwd.getpwuid(os.getuid()).pw_name
    except (ImportError, KeyError):
        from getpass import getuser

        try:
            return getuser()
        except (OSError, KeyError, ImportError):
            return ""
