"""Reading config/tracker.toml: defaults for what is left out, every mistake at once, with its line."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from datetime import time
from pathlib import Path

from tracker.domain.errors import BadInput, ConfigError
from tracker.settings.model import SQLITE, Database, Deadlines, Evidence, Mail, Schedule, Settings, Smtp
from tracker.settings.resources import resource
from tracker.settings.secret import PasswordSource
from tracker.settings.toml_source import CheckedTable, TomlSource

CONFIG = "config/tracker.toml"

LANGUAGES = ("bn", "en", "hi")
"""As in `domain.offices`, which every command would have to import for them."""

POLICIES = {"no_deadline": "none", "vague": "vague", "event": "event", "next_meeting": "before_next_meeting"}
"""Keys of [policy] and the kind of deadline each of them is for."""

_URL_PASSWORD = re.compile(r"://[^/@]*:[^/@]*@")
_CLOCK = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def find_home(explicit: str | None, environ: Mapping[str, str] = os.environ) -> Path:
    """The working folder, absolute.

    It is `explicit`, else TRACKER_HOME, else the nearest folder upwards with config/tracker.toml, else the
    current one. Raises ConfigError when a folder that was named is not there.
    """
    for named, origin in ((explicit, "--home"), (environ.get("TRACKER_HOME"), "TRACKER_HOME")):
        if named:
            home = Path(named).expanduser()
            if not home.is_dir():
                raise ConfigError(
                    f"{origin} names {named}, which is not a folder",
                    hint=f"make it first: tracker init {named}",
                )
            return home.resolve()
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / CONFIG).is_file()), here)


def load_settings(home: Path, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a working folder: its own config/tracker.toml, else the packaged one.

    Only that file is read; offices, ladder and holidays are when they are first asked for.

    Raises ConfigError whose `problems` name all mistakes as `file:line: what`.
    """
    home = home.absolute()
    source = resource(CONFIG, home)
    top = TomlSource.load(source).checked()
    office = top.table("office")
    settings = Settings(
        home=home,
        source=source,
        directory_file=_resource(office, "directory", "config/offices/rangpur-division.toml", home),
        language=office.choice("language", LANGUAGES, "bn"),
        database=_database(top.table("database"), home, environ),
        mail=_mail(top.table("mail"), home, environ),
        deadlines=_deadlines(top.table("deadlines")),
        schedule=_schedule(top.table("schedule")),
        policy=_policy(top.table("policy")),
        evidence=_evidence(top.table("evidence"), home),
        calendar_files=_calendar_files(top.table("calendar"), home),
    )
    office.finish()
    top.finish()
    top.refuse("the configuration has mistakes", "mend the lines named here; nothing was done")
    return settings


def _resource(table: CheckedTable, key: str, default: str, home: Path) -> Path:
    """A file named relative to the home or, if it is not there, among the packaged ones."""
    try:
        return resource(table.text(key, default) or default, home)
    except ConfigError as missing:
        table.problem(missing.message, key)
        return home / default


def _database(table: CheckedTable, home: Path, environ: Mapping[str, str]) -> Database:
    url = table.text("url") or f"{SQLITE}var/tracker.db"
    if _URL_PASSWORD.search(url):
        table.problem("`url` holds a password; use `password_env` or `password_file` instead", "url")
        url = SQLITE
    if url.startswith(SQLITE):
        file = Path(url.removeprefix(SQLITE)).expanduser()
        url = f"{SQLITE}{home / file}"
        if "?" in str(home):
            table.problem("a working folder with a question mark in its name cannot hold the database", "url")
    database = Database(url, _password(table, home, environ))
    table.finish()
    return database


def _password(table: CheckedTable, home: Path, environ: Mapping[str, str]) -> PasswordSource:
    if table.has("password"):
        table.problem("no password in this file; use `password_env` or `password_file`", "password")
    env, file = table.text("password_env"), table.text("password_file")
    if env and file:
        table.problem("give `password_env` or `password_file`, not both", "password_file")
    return PasswordSource(env, home / Path(file).expanduser() if file else None, environ)


def _mail(table: CheckedTable, home: Path, environ: Mapping[str, str]) -> Mail:
    transport = table.choice("transport", ("folder", "smtp"), "folder")
    sender = _address(table, "sender") or "tracker@office.example"
    mail = Mail(
        folder=home / Path(table.text("folder") or "var/mail").expanduser(),
        transport=transport,
        sender=sender,
        sender_name=table.text("sender_name"),
        reply_to=_address(table, "reply_to") or sender,
        operator=_address(table, "operator") if table.has("operator") else None,
        smtp=_smtp(table.table("smtp"), home, environ, wanted=transport == "smtp"),
    )
    if transport == "smtp" and not table.data.get("sender"):
        table.problem('`transport = "smtp"` needs `sender`, the address that notices come from', "transport")
    table.finish()
    return mail


def _address(table: CheckedTable, key: str) -> str:
    address = table.text(key)
    if address:
        from tracker.settings.addresses import is_email

        if not is_email(address):
            table.problem(f"{address!r} is not one mail address such as office@example.org", key)
            return ""
    return address


def _smtp(table: CheckedTable, home: Path, environ: Mapping[str, str], *, wanted: bool) -> Smtp:
    security = table.choice("security", ("none", "starttls", "tls"), "starttls")
    ca_file = table.text("ca_file")
    smtp = Smtp(
        host=table.text("host"),
        port=table.integer("port", {"none": 25, "starttls": 587, "tls": 465}[security], low=1, high=65535),
        security=security,
        username=table.text("username"),
        password_source=_password(table, home, environ),
        timeout=table.integer("timeout", 30, low=1, high=600),
        ca_file=home / Path(ca_file).expanduser() if ca_file else None,
    )
    if wanted and not smtp.host:
        table.problem('`transport = "smtp"` needs `host` in [mail.smtp]', "host")
    if smtp.username and security == "none":
        table.problem("a login needs a protected connection: set `security` to starttls or tls", "security")
    table.finish()
    return smtp


def _deadlines(table: CheckedTable) -> Deadlines:
    deadlines = Deadlines(
        basis=table.choice("basis", ("issued", "held"), "issued"),
        min_first_period_days=table.integer("min_first_period_days", 15, low=0, high=366),
        immediate_working_days=table.integer("immediate_working_days", 3, low=1, high=60),
    )
    table.finish()
    return deadlines


def _schedule(table: CheckedTable) -> Schedule:
    schedule = Schedule(
        check_at=_clock(table),
        deliver_every_minutes=table.integer("deliver_every_minutes", 5, low=1, high=1440),
        horizon_days=table.integer("horizon_days", 120, low=31, high=3660),
    )
    table.finish()
    return schedule


def _clock(table: CheckedTable) -> time:
    value = table.value("check_at", (str, time), 'a time such as "08:00"')
    if isinstance(value, time):
        return value
    if value is None:
        return Schedule().check_at
    match = _CLOCK.fullmatch(value.strip())
    if match is None:
        table.problem(f'`check_at` must be a time such as "08:00", not {value!r:.40}', "check_at")
        return Schedule().check_at
    return time(int(match[1]), int(match[2]))


def _policy(table: CheckedTable) -> Mapping[str, str]:
    from tracker.settings.wording import wording_of

    found: dict[str, str] = {}
    for key, kind in POLICIES.items():
        if words := table.text(key):
            try:
                wording_of(words)
                found[kind] = words
            except BadInput as wrong:
                table.problem(f"`{key}`: {wrong.message}; {wrong.hint}", key)
    table.finish()
    return found


def _evidence(table: CheckedTable, home: Path) -> Evidence:
    named = table.text("folder") or "var/evidence"
    folder = Path(os.path.normpath(home / named))
    if folder == home or not folder.is_relative_to(home):
        table.problem("`folder` must lie below the working folder, such as var/evidence", "folder")
    evidence = Evidence(
        folder=folder,
        max_file_mb=table.integer("max_file_mb", 20, low=1, high=2048),
        types=_evidence_types(table),
    )
    table.finish()
    return evidence


def _evidence_types(table: CheckedTable) -> tuple[str, ...]:
    """The extensions that are taken; () means the usual ones, which are looked up when a file comes in."""
    if not table.has("types"):
        return ()
    from tracker.domain.evidence import SIGNATURES

    found = []
    for index, name in enumerate(table.texts("types")):
        extension = name.casefold().removeprefix(".")
        if extension not in SIGNATURES:
            known = ", ".join(SIGNATURES)
            table.problem(f"{name!r} is no type that can be told by its first bytes; known: {known}", "types", index)
        found.append(extension)
    if not found:
        table.problem("`types` is empty: no file could be handed in", "types")
    return tuple(found)


def _calendar_files(table: CheckedTable, home: Path) -> tuple[Path, ...]:
    files = []
    for index, name in enumerate(table.texts("holidays")):
        try:
            files.append(resource(name, home))
        except ConfigError as missing:
            table.problem(missing.message, "holidays", index)
    table.finish()
    return tuple(files)
