"""The directory of offices from its TOML file, with every mistake named at its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo

from tracker.domain.offices import LANGUAGES, Body, Contact, Directory, Names, Office, OfficeKind
from tracker.settings.addresses import is_email
from tracker.settings.toml_source import CheckedTable, TomlSource

T = TypeVar("T")

ROLES = ("focal", "alternate", "head", "copy")
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")


def load_directory(path: Path) -> Directory:
    """The directory in a TOML file (config/offices/README.md describes the format).

    An office without `language` gets that of the nearest office above it that states one, else the first
    language of the body's place. Raises ConfigError whose `problems` name all mistakes as `file:line: what`.
    """
    top = TomlSource.load(path).checked()
    body = _body(top.table("body", required=True))
    kinds = _unique([(_kind(t), t) for t in top.tables("kind")], lambda kind: kind.id, "kind", "id")
    known = {kind.id for kind in kinds}
    read = [(_office(t, known), t) for t in top.tables("office")]
    offices = _unique(read, lambda office: office.code, "office", "code")
    if not offices and not top.problems:
        top.problem("the directory has no [[office]]")
    top.finish()
    _check_parents(read, body)
    top.refuse("the directory of offices has mistakes", "mend the lines named here; nothing was changed")
    stated = {office.code for office, table in read if "language" in table.data}
    return Directory(body, kinds, _with_languages(offices, body, stated))


def _body(table: CheckedTable) -> Body:
    body = Body(
        code=_code(table, "code"),
        place=_place(table, required=True),
        timezone=_timezone(table),
        weekly_off=_weekdays(table),
        fiscal_year_starts=_month(table),
        holidays=table.text("holidays", "BD", required="holidays" in table.data),
    )
    table.finish()
    return body


def _kind(table: CheckedTable) -> OfficeKind:
    kind = OfficeKind(_code(table, "id"), _names(table))
    if not kind.names:
        table.problem(f"[[kind]] {kind.id!r} needs a name in at least one language (bn, en or hi)")
    table.finish()
    return kind


def _office(table: CheckedTable, kinds: set[str]) -> Office:
    kind = table.text("kind", required=True)
    if kind and kind not in kinds:
        table.problem(f"`kind` is {kind!r}, but no [[kind]] has that id", "kind")
    names = table.table("names")
    office = Office(
        code=_code(table, "code"),
        kind=kind,
        place=_place(table, required=not names.data),
        names=_names(names),
        parent=table.text("parent") or None,
        language=table.choice("language", LANGUAGES, "bn"),
        active=table.flag("active", True),
        contacts=tuple(_contact(t) for t in table.tables("contacts")),
    )
    names.finish()
    table.has("names")
    table.finish()
    return office


def _contact(table: CheckedTable) -> Contact:
    email = table.text("email", required=True)
    if email and not is_email(email):
        table.problem(f"{email!r} is not one mail address such as office@example.org", "email")
    contact = Contact(
        role=table.choice("role", ROLES, "focal", required=True),
        email=email,
        name=table.text("name"),
        valid_from=_day(table, "valid_from"),
        valid_until=_day(table, "valid_until"),
    )
    if contact.valid_from and contact.valid_until and contact.valid_until < contact.valid_from:
        table.problem(f"`valid_until` lies before `valid_from` ({contact.valid_from})", "valid_until")
    table.finish()
    return contact


def _code(table: CheckedTable, key: str) -> str:
    code = table.text(key, required=True)
    if code and not _CODE.fullmatch(code):
        table.problem(f"`{key}` may hold Latin letters, digits, dot, dash and underscore, not {code!r}", key)
    return code


def _place(table: CheckedTable, *, required: bool) -> dict[str, str]:
    place = table.table("place", required=required)
    found = {key: place.text(key, required=True) for key in place.data if key in LANGUAGES}
    place.finish()
    if required and not found and "place" in table.data:
        table.problem("`place` needs a name in at least one language (bn, en or hi)", "place")
    return found


def _names(table: CheckedTable) -> Names:
    found = {language: table.texts(language) for language in LANGUAGES}
    return {language: names for language, names in found.items() if names}


def _timezone(table: CheckedTable) -> str:
    name = table.text("timezone", "Asia/Dhaka")
    try:
        ZoneInfo(name)
    except (ValueError, OSError, KeyError):
        table.problem(f"{name!r} is no time zone; write one such as Asia/Dhaka", "timezone")
    return name


def _weekdays(table: CheckedTable) -> frozenset[int]:
    if not table.has("weekly_off"):
        return frozenset({5, 6})
    found: set[int] = set()
    for index, word in enumerate(table.texts("weekly_off")):
        if word.casefold() in WEEKDAYS:
            found.add(WEEKDAYS.index(word.casefold()) + 1)
        else:
            table.problem(f"{word!r} is no weekday; write friday, saturday …", "weekly_off", index)
    if len(found) == len(WEEKDAYS):
        table.problem("`weekly_off` leaves no working day", "weekly_off")
    return frozenset(found)


def _month(table: CheckedTable) -> int:
    value = table.data.get("fiscal_year_starts")
    if isinstance(value, str):
        table.has("fiscal_year_starts")
        if value.casefold() in MONTHS:
            return MONTHS.index(value.casefold()) + 1
        table.problem(f"{value!r} is no month; write 7 or july", "fiscal_year_starts")
        return 7
    return table.integer("fiscal_year_starts", 7, low=1, high=12)


def _day(table: CheckedTable, key: str) -> date | None:
    value = table.value(key, date, "a date such as 2025-01-31")
    if isinstance(value, datetime):
        table.problem(f"`{key}` must be a date without a time", key)
        return None
    return value if isinstance(value, date) else None


def _unique(read: list[tuple[T, CheckedTable]], name: Callable[[T], str], title: str, key: str) -> tuple[T, ...]:
    """The values whose name is given for the first time; the others are problems."""
    first: dict[str, CheckedTable] = {}
    kept: list[T] = []
    for value, table in read:
        if (known := first.setdefault(name(value), table)) is table:
            kept.append(value)
        elif name(value):
            line = known.source.line_of(*known.path, key)
            table.problem(f"the {title} {name(value)!r} is there twice, first in line {line}", key)
    return tuple(kept)


def _check_parents(read: list[tuple[Office, CheckedTable]], body: Body) -> None:
    """Every parent must exist, and nobody may stand above himself."""
    above = {office.code: office.parent for office, _ in reversed(read)}
    for office, table in read:
        if office.parent and office.parent not in above and office.parent != body.code:
            table.problem(f"`parent` is {office.parent!r}, but no [[office]] has that code", "parent")
        chain = [office.code]
        while (parent := above.get(chain[-1])) and parent not in chain:
            chain.append(parent)
        if office.parent and parent == office.code:
            table.problem(f"the parents form a circle: {' → '.join([*chain, parent])}", "parent")


def _with_languages(offices: tuple[Office, ...], body: Body, stated: set[str]) -> tuple[Office, ...]:
    """Offices without `language` get that of the nearest office above, else the first of the body's place."""
    by_code = {office.code: office for office in offices}
    default = next(iter(body.place), "bn")

    def language(office: Office) -> str:
        above: Office | None = office
        while above is not None and above.code not in stated:
            above = by_code.get(above.parent or "")
        return above.language if above else default

    return tuple(replace(office, language=language(office)) for office in offices)
