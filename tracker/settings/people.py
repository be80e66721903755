"""The people of the divisional office and their roles, from config/people.toml of the working folder."""

from __future__ import annotations

from pathlib import Path

from tracker.domain.actors import ROLES, Person
from tracker.domain.offices import LANGUAGES
from tracker.settings.addresses import is_email
from tracker.settings.toml_source import CheckedTable, TomlSource

PEOPLE = "config/people.toml"

_TEXT = """\
# Who may do what. কে কোন কাজ করতে পারেন।
#
# Every change is recorded with a name: that of a person in this list, or of an office of the directory. A person acts
# under the login at this machine (`login`), or names himself or herself: tracker --actor NAME …
#   registrar  নিবন্ধক      imports and settles minutes, waives, supersedes, corrects, enters what offices send by mail
#   verifier   যাচাইকারী    accepts or returns what offices submit, reopens, grants or refuses more time
#   auditor    নিরীক্ষক      reads; reading needs no role
# Nobody verifies what he or she submitted. The list guards against mistakes, not against somebody who can write to the
# record's own file: protect that with the rights of the machine. Without this file everybody acts in all roles.
#
# [[person]]
# name = "rahima"                     # what the record says
# login = "rahima.begum"              # the login at this machine, if another
# bn = "রহিমা বেগম"
# en = "Rahima Begum"
# email = "rahima@office.example"
# roles = ["registrar", "verifier"]
"""


def load_people(path: Path) -> tuple[Person, ...]:
    """The people in a TOML file. Raises ConfigError whose `problems` name all mistakes as `file:line: what`."""
    top = TomlSource.load(path).checked()
    seen: dict[str, str] = {}
    people = tuple(_person(table, seen) for table in top.tables("person"))
    if not people and not top.problems:
        top.problem("there is no [[person]]; take the file away for everybody to act in all roles")
    top.finish()
    top.refuse("the list of people has mistakes", "mend the lines named here; nothing was changed")
    return people


def _person(table: CheckedTable, seen: dict[str, str]) -> Person:
    person = Person(
        name=table.text("name", required=True),
        roles=_roles(table),
        login=table.text("login"),
        names={language: name for language in LANGUAGES if (name := table.text(language))},
        email=table.text("email"),
    )
    if person.email and not is_email(person.email):
        table.problem(f"{person.email!r} is not one mail address such as office@example.org", "email")
    for key, value in (("name", person.name), ("login", person.login), ("email", person.email)):
        if value and seen.setdefault(value, person.name) != person.name:
            table.problem(f"{value!r} is there already, for {seen[value]!r}", key)
    if f"[[person]] {person.name}" in seen:
        table.problem(f"the person {person.name!r} is there twice", "name")
    seen[f"[[person]] {person.name}"] = person.name
    table.finish()
    return person


def _roles(table: CheckedTable) -> frozenset[str]:
    found = table.texts("roles")
    for index, role in enumerate(found):
        if role not in ROLES:
            table.problem(f"{role!r} is no role; write {', '.join(ROLES)}", "roles", index)
    if not found and "roles" not in table.data:
        table.problem(f"[[person]] needs `roles`: one or more of {', '.join(ROLES)}")
    elif not found:
        table.problem("`roles` is empty", "roles")
    return frozenset(found)


def first_people(login: str) -> str:
    """The text of the list for a new working folder: the person at `login` in all roles, and one for each role."""
    entries = {
        "registrar": ["registrar", "verifier"],
        "verifier": ["verifier"],
        "auditor": ["auditor"],
    }
    if login:
        entries = {login: list(ROLES), **{name: roles for name, roles in entries.items() if name != login}}
    told = [_TEXT]
    for name, roles in entries.items():
        own = f"login = {_quoted(name)}\n" if name == login else ""
        told.append(f"[[person]]\nname = {_quoted(name)}\n{own}roles = [{', '.join(map(_quoted, roles))}]\n")
    return "\n".join(told)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
