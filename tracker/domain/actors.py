"""Who may do what: persons of the divisional office by their roles, offices for what they owe themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from tracker.domain.errors import Refused
from tracker.domain.offices import Directory

Role = Literal["registrar", "verifier", "auditor"]
"""registrar: imports, settles, supersedes, waives, corrects, records findings, holds notices, and enters what an office
sent by mail. verifier: accepts, returns, reopens, grants or refuses more time. auditor: reads, which needs no role.
"""

ROLES: tuple[Role, ...] = ("registrar", "verifier", "auditor")

SYSTEM = "system"
"""Who acts when the daily check runs by itself."""

_ADD = 'an administrator adds people in config/people.toml: [[person]] name = "{name}", roles = ["{role}"]'


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the divisional office; `login` is the name at this machine, `names` what people are called."""

    name: str
    roles: frozenset[str]
    login: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    email: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, by the name that goes on record, in which roles; `offices` when an office acts for itself."""

    name: str
    roles: frozenset[str] = frozenset()
    offices: frozenset[str] = frozenset()


def who_acts(said: str, login: str, people: Sequence[Person] | None, directory: Directory, today: date) -> Actor:
    """Whom a name means: `said` on the command line, else the `login` of the machine.

    That is a person of the list (by name, login or mail address), an office (by its code) or one that a contact of
    that day speaks for (by mail address). Where there is no list of people (None), anybody else acts in all roles.

    Raises Refused for a name that nothing knows.
    """
    wanted = said.strip() or login
    for person in people or ():
        if wanted in (person.name, person.email) or wanted == (person.login or None):
            return Actor(person.name, person.roles)
    if said and (offices := offices_of(wanted, directory, today)):
        return Actor(wanted, offices=offices)
    if people is None:
        return Actor(wanted, frozenset(ROLES))
    raise Refused(
        f"{wanted} is neither among the people of this office nor an office of the directory",
        hint=f"name one with --actor NAME; {_ADD.format(name=wanted, role='registrar')}",
    )


def offices_of(name: str, directory: Directory, today: date | None = None) -> frozenset[str]:
    """The codes of the offices that a name speaks for: an office's own code, or a contact's mail address.

    With `today`, only contacts who serve on that day.
    """
    return frozenset(
        office.code
        for office in directory.offices
        if office.code == name
        or any(c.email == name and (today is None or c.serves_on(today)) for c in office.contacts)
    )


def in_role(actor: Actor, *roles: Role) -> str:
    """The name to put on record for an act that needs one of these roles. Raises Refused without it."""
    if actor.roles.intersection(roles):
        return actor.name
    wanted = " or ".join(roles)
    if actor.offices:
        raise Refused(
            f"this needs a {wanted} of the divisional office; {actor.name} acts for {_listed(actor.offices)}",
            hint="a person of the divisional office does it: --actor NAME",
        )
    had = ", ".join(sorted(actor.roles))
    raise Refused(
        f"this needs the role {wanted}; {actor.name} is {had}",
        hint=f"another person does it with --actor NAME; {_ADD.format(name=actor.name, role=roles[0])}",
    )


def as_answering(actor: Actor) -> str:
    """The name to put on record for what an office hands in: the office itself, or a registrar who enters its mail."""
    return actor.name if actor.offices else in_role(actor, "registrar")


def refuse_for_others(name: str, office_code: str, directory: Directory) -> None:
    """An office answers for what it owes itself alone. Raises Refused when `name` speaks for other offices."""
    own = offices_of(name, directory)
    if own and office_code not in own:
        raise Refused(
            f"{name} cannot answer for {office_code}, which owes this",
            hint=f"see what is yours with: tracker obligations list --office {_listed(own)}",
        )


def _listed(codes: frozenset[str]) -> str:
    return ",".join(sorted(codes))
