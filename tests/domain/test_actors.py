"""Who may do what: people by their roles, offices for what is theirs."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.domain.actors import ROLES, Actor, Person, as_answering, in_role, offices_of, refuse_for_others, who_acts
from tracker.domain.errors import Refused
from tracker.domain.offices import Body, Contact, Directory, Office

DAY = date(2023, 7, 5)
PEOPLE = (
    Person("rahima", frozenset({"registrar"}), login="rb", email="rahima@div.example"),
    Person("karim", frozenset({"verifier", "auditor"})),
)
DIRECTORY = Directory(
    Body("div", {"en": "Division"}),
    (),
    (
        Office("dc-a", "dc", {"en": "A"}, contacts=(Contact("focal", "f@a.example", valid_until=DAY),)),
        Office("dc-b", "dc", {"en": "B"}, contacts=(Contact("focal", "f@b.example"), Contact("copy", "both@x.example"))),
        Office("dc-c", "dc", {"en": "C"}, contacts=(Contact("head", "both@x.example"),)),
    ),
)


def acts(said: str, login: str = "root", people: tuple[Person, ...] | None = PEOPLE, day: date = DAY) -> Actor:
    return who_acts(said, login, people, DIRECTORY, day)


@pytest.mark.parametrize(
    ("said", "login", "name"),
    [("", "rb", "rahima"), ("rb", "", "rahima"), ("rahima@div.example", "x", "rahima"), ("", "karim", "karim")],
)
def test_a_person_is_known_by_name_login_or_address(said: str, login: str, name: str) -> None:
    assert acts(said, login).name == name


def test_an_office_acts_by_its_code_or_through_a_contact_of_that_day() -> None:
    assert acts("dc-a") == Actor("dc-a", offices=frozenset({"dc-a"}))
    assert acts("f@a.example").offices == {"dc-a"}
    assert acts("both@x.example").offices == {"dc-b", "dc-c"}
    with pytest.raises(Refused, match="neither among the people"):
        acts("f@a.example", day=date(2023, 7, 6))


@pytest.mark.parametrize(("said", "login"), [("", "root"), ("nobody", "rb"), ("", "dc-a")])
def test_a_name_that_is_not_on_the_list_is_refused_with_a_hint_how_to_add_it(said: str, login: str) -> None:
    with pytest.raises(Refused) as refused:
        acts(said, login)
    assert "config/people.toml" in refused.value.hint


def test_without_a_list_everybody_acts_in_all_roles_but_an_office_stays_an_office() -> None:
    assert acts("", "root", None) == Actor("root", frozenset(ROLES))
    assert acts("dc-a", "root", None).roles == frozenset()


def test_an_act_needs_its_role() -> None:
    assert in_role(acts("karim"), "registrar", "verifier") == "karim"
    with pytest.raises(Refused, match="needs the role registrar; karim is auditor, verifier"):
        in_role(acts("karim"), "registrar")
    with pytest.raises(Refused, match=r"needs a verifier of the divisional office; f@b\.example acts for dc-b"):
        in_role(acts("f@b.example"), "verifier")


def test_offices_answer_and_registrars_enter_their_mail() -> None:
    assert as_answering(acts("f@b.example")) == "f@b.example"
    assert as_answering(acts("rahima")) == "rahima"
    with pytest.raises(Refused, match="needs the role registrar"):
        as_answering(acts("karim"))


def test_an_office_answers_for_its_own_alone() -> None:
    for name in ("dc-b", "f@b.example", "both@x.example", "rahima"):
        refuse_for_others(name, "dc-b", DIRECTORY)
    for name in ("dc-a", "f@a.example"):
        with pytest.raises(Refused, match="cannot answer for dc-b"):
            refuse_for_others(name, "dc-b", DIRECTORY)
    assert offices_of("rahima", DIRECTORY) == frozenset()
