"""The list of people: read with every mistake at its line; the one that a new folder has."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.actors import ROLES, Person
from tracker.domain.errors import ConfigError
from tracker.settings.people import first_people, load_people


def read(tmp_path: Path, text: str) -> tuple[Person, ...]:
    path = tmp_path / "people.toml"
    path.write_text(text, "utf-8")
    return load_people(path)


def test_people_are_read(tmp_path: Path) -> None:
    people = read(
        tmp_path,
        '[[person]]\nname = "rahima"\nlogin = "rb"\nbn = "রহিমা বেগম"\nen = "Rahima Begum"\nemail = "r@x.example"\n'
        'roles = ["registrar", "verifier"]\n',
    )
    assert people == (
        Person(
            "rahima",
            frozenset({"registrar", "verifier"}),
            "rb",
            {"bn": "রহিমা বেগম", "en": "Rahima Begum"},
            "r@x.example",
        ),
    )


@pytest.mark.parametrize("login", ["rahima.begum", "verifier", "", 'o"\\k'])
def test_the_first_list_has_a_person_for_each_role_and_the_login_in_all(tmp_path: Path, login: str) -> None:
    people = {person.name: person for person in read(tmp_path, first_people(login))}
    assert {"registrar", "verifier", "auditor"} <= set(people)
    assert {role for person in people.values() for role in person.roles} == set(ROLES)
    if login:
        assert people[login].roles == set(ROLES)
        assert people[login].login == login


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "there is no [[person]]"),
        ('[[person]]\nroles = ["auditor"]\n', ":1: [person] needs `name`"),
        ('[[person]]\nname = "a"\n', ":1: [[person]] needs `roles`"),
        ('[[person]]\nname = "a"\nroles = []\n', ":3: `roles` is empty"),
        ('[[person]]\nname = "a"\nroles = ["boss"]\n', ":3: 'boss' is no role"),
        ('[[person]]\nname = "a"\nroles = ["auditor"]\nemail = "x"\n', ":4: 'x' is not one mail address"),
        ('[[person]]\nname = "a"\nroles = ["auditor"]\nrole = "x"\n', ":4: unknown key `role`"),
        (
            '[[person]]\nname = "a"\nroles = ["auditor"]\n[[person]]\nname = "a"\nroles = ["auditor"]\n',
            ":5: the person 'a' is there twice",
        ),
        (
            '[[person]]\nname = "a"\nroles = ["auditor"]\n[[person]]\nname = "b"\nlogin = "a"\nroles = ["auditor"]\n',
            ":6: 'a' is there already, for 'a'",
        ),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ConfigError) as refused:
        read(tmp_path, text)
    assert any(words in problem for problem in refused.value.problems), refused.value.problems
