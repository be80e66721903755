"""The directory of offices: read, or refused with every mistake at its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tracker.domain.errors import ConfigError
from tracker.settings.addresses import is_email
from tracker.settings.directory import load_directory

GOOD = """
[body]
code = "dc-bhola"
place = { bn = "ভোলা", en = "Bhola" }
weekly_off = ["Friday", "saturday"]
fiscal_year_starts = "july"

[[kind]]
id = "dc"
bn = ["জেলা প্রশাসক"]
en = ["Deputy Commissioner", "DC"]

[[kind]]
id = "uno"
en = ["UNO"]

[[office]]
code = "dc-bhola"
kind = "dc"
place = { bn = "ভোলা" }
language = "en"

[[office]]
code = "uno-lalmohan"
kind = "uno"
place = { en = "Lalmohan" }
names = { en = ["Lalmohan Upazila Administration"] }
parent = "dc-bhola"
active = false
[[office.contacts]]
role = "focal"
email = "focal@uno-lalmohan.example"
valid_from = 2025-01-01
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "offices.toml"
    path.write_text(text, "utf-8")
    return path


def problems(tmp_path: Path, text: str) -> list[str]:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as caught:
        load_directory(path)
    assert caught.value.exit_status == 4
    return [p.removeprefix(f"{path}:") for p in caught.value.problems]


def test_a_directory_becomes_plain_values(tmp_path: Path) -> None:
    directory = load_directory(write(tmp_path, GOOD))
    assert directory.body.weekly_off == {5, 6}
    assert directory.body.fiscal_year_starts == 7
    assert directory.body.timezone == "Asia/Dhaka"
    assert [k.id for k in directory.kinds] == ["dc", "uno"]
    office = directory.office("uno-lalmohan")
    assert office is not None
    assert office.names == {"en": ("Lalmohan Upazila Administration",)}
    assert office.parent == "dc-bhola"
    assert not office.active
    assert office.contacts[0].valid_from == date(2025, 1, 1)
    assert list(directory.active_of_kind("uno")) == []


def test_an_office_writes_in_the_language_of_the_office_above_it(tmp_path: Path) -> None:
    directory = load_directory(write(tmp_path, GOOD))
    assert {o.code: o.language for o in directory.offices} == {"dc-bhola": "en", "uno-lalmohan": "en"}


def test_an_office_below_nobody_writes_in_the_first_language_of_the_bodys_place(tmp_path: Path) -> None:
    text = GOOD.replace('language = "en"\n', "").replace('bn = "ভোলা", en = "Bhola"', 'hi = "भोला", bn = "ভ"')
    directory = load_directory(write(tmp_path, text))
    assert {o.language for o in directory.offices} == {"hi"}


def test_all_mistakes_are_said_at_once_each_with_its_line(tmp_path: Path) -> None:
    text = """[body]
code = "x"
place = { bn = "ক", fr = "K" }
timezone = "Asia/Dacca-City"
weekly_off = ["friday", "fryday"]
fiscal_year_starts = "juli"
colour = "red"

[[kind]]
id = "dc"
bn = ["জেলা প্রশাসক"]
[[kind]]
id = "dc"
en = ["DC"]
[[kind]]
id = "empty"

[[office]]
code = "a b"
kind = "dcc"
place = { bn = "ক" }
parent = "nobody"
contacts = [{ role = "boss", email = "a@b" }, { role = "focal" }]

[[office]]
code = "two"
kind = "dc"
parent = "three"
[[office]]
code = "three"
kind = "dc"
place = { bn = "গ" }
parent = "two"
activ = true
[[office]]
code = "two"
kind = "dc"
place = {}
"""
    assert problems(tmp_path, text) == [
        "3: unknown key `fr` in [body.place]",
        "4: 'Asia/Dacca-City' is no time zone; write one such as Asia/Dhaka",
        "5: 'fryday' is no weekday; write friday, saturday …",
        "6: 'juli' is no month; write 7 or july",
        "7: unknown key `colour` in [body]",
        "13: the kind 'dc' is there twice, first in line 10",
        "15: [[kind]] 'empty' needs a name in at least one language (bn, en or hi)",
        "19: `code` may hold Latin letters, digits, dot, dash and underscore, not 'a b'",
        "20: `kind` is 'dcc', but no [[kind]] has that id",
        "22: `parent` is 'nobody', but no [[office]] has that code",
        "23: 'a@b' is not one mail address such as office@example.org",
        "23: `role` must be alternate or copy or focal or head, not 'boss'",
        "23: [office.contacts] needs `email` (a text in quotes)",
        "25: [office] needs `place` (a table [place])",
        "28: the parents form a circle: two → three → two",
        "33: the parents form a circle: three → two → three",
        "34: unknown key `activ` in [office]; did you mean `active`?",
        "36: the office 'two' is there twice, first in line 26",
        "38: `place` needs a name in at least one language (bn, en or hi)",
    ]


def test_a_directory_without_offices_or_body_is_refused(tmp_path: Path) -> None:
    assert problems(tmp_path, "") == [
        "1: the file needs `body` (a table [body])",
        "1: [body] needs `code` (a text in quotes)",
        "1: [body] needs `place` (a table [place])",
    ]
    head = GOOD.partition("[[office]]")[0]
    assert problems(tmp_path, head) == ["1: the directory has no [[office]]"]


def test_a_parent_may_be_the_body_even_when_it_is_no_office(tmp_path: Path) -> None:
    text = GOOD.replace('code = "dc-bhola"', 'code = "divcom"', 1)
    text = text.replace('parent = "dc-bhola"', 'parent = "divcom"')
    directory = load_directory(write(tmp_path, text))
    lalmohan = directory.office("uno-lalmohan")
    assert lalmohan is not None
    assert directory.is_below(lalmohan, "divcom")


@pytest.mark.parametrize(
    "address",
    [
        "", "a", "a@b", "@x.example", "a@", "a@x..example", "a..b@x.example", ".a@x.example", "a.@x.example",
        "a b@x.example", "a@x.example,b@x.example", "a@x.example;b@x.example", "Name <a@x.example>",
        "<a@x.example>", "a@x.example\n", "a@x.example\r\nBcc: b@x.example", "a\t@x.example", "a@-x.example",
        "a@x-.example", "a@x.example.", "a@x.e", "a@x.123", "a@[127.0.0.1]", '"a b"@x.example', "ক@x.example",
        "a@রংপুর.example",
        "a" * 65 + "@x.example", "a@" + "x." * 130 + "example",
    ],
)  # fmt: skip
def test_what_is_no_single_mail_address_is_refused(address: str) -> None:
    assert not is_email(address)


@pytest.mark.parametrize(
    "address", ["focal@dc-rangpur.example", "first.last+tag@mail.gov.bd", "o'neil@x.example", "a_b@x-y.io"]
)
def test_plain_mail_addresses_are_accepted(address: str) -> None:
    assert is_email(address)


def test_a_control_character_in_an_address_or_name_is_a_mistake_at_its_line(tmp_path: Path) -> None:
    text = GOOD.replace("focal@uno-lalmohan.example", r"focal@uno.example\r\nBcc: x@y.example")
    assert problems(tmp_path, text) == ["32: `email` holds a line break or control character"]


def test_a_time_of_day_is_no_date_and_an_ended_contact_must_have_begun(tmp_path: Path) -> None:
    text = GOOD.replace("2025-01-01", "2025-01-01T10:00:00")
    assert problems(tmp_path, text) == ["33: `valid_from` must be a date without a time"]
    text = GOOD + "valid_until = 2024-12-31\n"
    assert problems(tmp_path, text) == ["34: `valid_until` lies before `valid_from` (2025-01-01)"]
