"""Taking the directory of offices over into the record: what changed is written and audited, nothing else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from typing import Any
from unicodedata import normalize

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from tracker.domain.errors import ConfigError
from tracker.domain.offices import Directory, Names, Office
from tracker.store.audit import Entry, append, hold_chain
from tracker.store.tables import contact, office

_Values = dict[str, Any]
"""The columns of an office but for its code, and under "contacts" those of its contacts in order."""

_Changes = dict[str, tuple[_Values | None, _Values]]
"""Values before (None: a new office) and after, by office code."""

_OFFICE_FORM = re.compile(normalize("NFC", r"কার্যালয়|कार्यालय|\boffice\b"), re.IGNORECASE)
_CONTACT = ("role", "name", "email", "valid_from", "valid_until")


def take_over_directory(
    conn: Connection, directory: Directory, *, at: datetime, actor: str
) -> Sequence[Entry]:
    """Write offices and contacts that are new or differ; gives the audit entries made, () when nothing
    changed.

    An office that is not in the directory any more stays, inactive, for its duties and its history. A parent
    that is no office of the directory (the body itself, where it has no entry) is left out.

    Raises ConfigError when an office names the same address twice in one role for the same days.
    """
    wanted = {each.code: _values(directory, each) for each in _parents_first(directory)}
    if not _changes(_known(conn), wanted):
        return ()
    hold_chain(conn)  # another process may have been taking it over: look again, with nobody else writing
    changes = _changes(_known(conn), wanted)
    _write(conn, changes)
    entries = tuple(_entry(code, before, after) for code, (before, after) in changes.items())
    append(conn, entries, at=at, actor=actor)
    return entries


def _changes(known: Mapping[str, _Values], wanted: Mapping[str, _Values]) -> _Changes:
    changes: _Changes = {}
    for code, values in wanted.items():
        if known.get(code) != values:
            changes[code] = (known.get(code), values)
    for code, values in known.items():
        if code not in wanted and values["active"]:
            changes[code] = (values, {**values, "active": 0})
    return changes


def display_name(directory: Directory, of: Office, language: str) -> str | None:
    """What an office is called in a language: its own first name there, else its kind and place.

    "জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম" where the kind has a name for the office itself, else that of the
    post: "Deputy Commissioner, Kurigram". None when the directory does not tell in that language.
    """
    if own := of.names.get(language):
        return own[0]
    kind = directory.kind(of.kind)
    names: Names = kind.names if kind else {}
    place = of.place.get(language)
    if not names.get(language) or not place:
        return None
    usual = names[language][0]
    form = next((name for name in names[language] if _OFFICE_FORM.search(normalize("NFC", name))), usual)
    return f"{form}, {place}"


def _values(directory: Directory, each: Office) -> _Values:
    """`name_bn` and `place_bn` are in the local language: Hindi in a directory that has no Bengali."""
    local = [each.language, "bn", "hi", "en"]
    return {
        "kind": each.kind,
        "name_bn": _first(directory, each, local),
        "name_en": _first(directory, each, ["en", *local]),
        "place_bn": _place(each, local),
        "place_en": _place(each, ["en", *local]),
        "parent_code": each.parent if each.parent and directory.office(each.parent) else None,
        "language": each.language,
        "active": int(each.active),
        "contacts": _contacts(each),
    }


def _first(directory: Directory, each: Office, languages: Sequence[str]) -> str:
    return next((n for language in languages if (n := display_name(directory, each, language))), each.code)


def _place(each: Office, languages: Sequence[str]) -> str:
    return next((each.place[language] for language in languages if language in each.place), "")


def _contacts(each: Office) -> list[_Values]:
    for first, second in combinations(each.contacts, 2):
        if (first.role, first.email) == (second.role, second.email) and first.serves_with(second):
            raise ConfigError(
                f"{each.code} names {first.email} twice as {first.role} for the same days",
                hint="leave one of them in the directory, or give them days that do not overlap",
            )
    return [{column: getattr(c, column) for column in _CONTACT} for c in each.contacts]


def _parents_first(directory: Directory) -> Iterator[Office]:
    """The offices in an order in which each one's parent is there before it."""
    done: set[str] = set()

    def visit(each: Office) -> Iterator[Office]:
        if each.code in done:
            return
        done.add(each.code)
        if each.parent and (parent := directory.office(each.parent)):
            yield from visit(parent)
        yield each

    for each in directory.offices:
        yield from visit(each)


def _known(conn: Connection) -> dict[str, _Values]:
    contacts: dict[str, list[_Values]] = defaultdict(list)
    for row in conn.execute(select(contact).order_by(contact.c.id)).mappings():
        contacts[row["office_code"]].append({column: row[column] for column in _CONTACT})
    found = {}
    for row in conn.execute(select(office)).mappings():
        values = dict(row)
        code = values.pop("code")
        found[code] = {**values, "contacts": contacts[code]}
    return found


def _write(conn: Connection, changes: _Changes) -> None:
    added, changed, addressed = [], [], []
    for code, (before, after) in changes.items():
        row = {column: value for column, value in after.items() if column != "contacts"}
        if before is None:
            added.append({"code": code, **row})
        elif any(before[column] != value for column, value in row.items()):
            changed.append({"its_code": code, **row})
        if before is None or before["contacts"] != after["contacts"]:
            addressed.append(code)
    if added:
        conn.execute(insert(office), added)
    if changed:
        columns: dict[str, Any] = {column: bindparam(column) for column in changed[0] if column != "its_code"}
        conn.execute(update(office).where(office.c.code == bindparam("its_code")).values(columns), changed)
    if addressed:
        conn.execute(delete(contact).where(contact.c.office_code.in_(addressed)))
        rows = [{"office_code": code, **each} for code in addressed for each in changes[code][1]["contacts"]]
        if rows:
            conn.execute(insert(contact), rows)


def _entry(code: str, before: _Values | None, after: _Values) -> Entry:
    if before is None:
        return Entry("office.add", f"office:{code}", office=code, after=after)
    keys = [key for key in after if before[key] != after[key]]
    action = "office.retire" if keys == ["active"] and not after["active"] else "office.change"
    return Entry(
        action,
        f"office:{code}",
        office=code,
        before={key: before[key] for key in keys},
        after={key: after[key] for key in keys},
    )
