"""Taking the directory over: what changed is written and audited, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, select

from tests.store.filling import DISTRICTS, NOW, directory, district
from tracker.domain.errors import ConfigError
from tracker.domain.offices import Body, Contact, Directory, Office, OfficeKind
from tracker.store.audit import Entry, verify
from tracker.store.engine import Store
from tracker.store.offices import display_name, take_over_directory
from tracker.store.tables import audit, contact, office


def take_over(store: Store, changed: Directory) -> Sequence[Entry]:
    with store.writing() as conn:
        return take_over_directory(conn, changed, at=NOW, actor="registrar")


def with_offices(*offices: Office) -> Directory:
    return replace(directory(), offices=offices)


def actions(entries: Sequence[Entry]) -> list[tuple[str, str]]:
    return [(entry.action, entry.office) for entry in entries]


def test_the_first_time_all_offices_and_contacts_are_written(store: Store) -> None:
    entries = take_over(store, directory())
    assert actions(entries) == [("office.add", code) for code in ("divcom", *DISTRICTS)]
    with store.reading() as conn:
        row = conn.execute(select(office).where(office.c.code == "dc-kurigram")).one()
        emails = conn.scalars(select(contact.c.email).order_by(contact.c.id)).all()
        assert conn.scalar(select(func.count()).select_from(audit)) == 4
        assert verify(conn).ok
    assert row.name_bn == "জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম"
    assert row.name_en == "Deputy Commissioner, Kurigram"
    assert (row.place_bn, row.place_en, row.parent_code, row.language, row.active) == (
        "কুড়িগ্রাম", "Kurigram", "divcom", "bn", 1,
    )  # fmt: skip
    assert emails == [f"focal@{code}.example" for code in DISTRICTS]


def test_the_same_directory_again_writes_nothing(store: Store) -> None:
    take_over(store, directory())
    assert take_over(store, directory()) == ()
    with store.reading() as conn:
        assert conn.scalar(select(func.count()).select_from(audit)) == 4


def test_an_office_that_leaves_stays_inactive_and_comes_back(store: Store) -> None:
    take_over(store, directory())
    smaller = with_offices(*(o for o in directory().offices if o.code != "dc-kurigram"))
    assert actions(take_over(store, smaller)) == [("office.retire", "dc-kurigram")]
    assert take_over(store, smaller) == ()
    with store.reading() as conn:
        assert conn.scalar(select(office.c.active).where(office.c.code == "dc-kurigram")) == 0
    assert actions(take_over(store, directory())) == [("office.change", "dc-kurigram")]
    with store.reading() as conn:
        assert conn.scalar(select(office.c.active).where(office.c.code == "dc-kurigram")) == 1


def test_a_new_focal_officer_replaces_the_old_one_and_leaves_a_trace(store: Store) -> None:
    take_over(store, directory())
    new = district(
        "dc-kurigram",
        Contact("focal", "new@dc-kurigram.example", "করিম", valid_from=date(2023, 8, 1)),
        Contact("alternate", "alt@dc-kurigram.example"),
    )
    [entry] = take_over(store, with_offices(*(new if o.code == new.code else o for o in directory().offices)))
    assert entry.action == "office.change"
    assert entry.before is not None
    assert entry.after is not None
    assert set(entry.before) == set(entry.after) == {"contacts"}
    assert [c["email"] for c in entry.before["contacts"]] == ["focal@dc-kurigram.example"]
    with store.reading() as conn:
        rows = conn.execute(
            select(contact.c.role, contact.c.name, contact.c.valid_from)
            .where(contact.c.office_code == "dc-kurigram")
            .order_by(contact.c.id)
        ).all()
    assert rows == [("focal", "করিম", date(2023, 8, 1)), ("alternate", "", None)]


def test_the_order_of_contacts_is_that_of_the_directory(store: Store) -> None:
    one, two = Contact("focal", "one@x.example"), Contact("focal", "two@x.example")
    take_over(store, with_offices(directory().offices[0], district("dc-rangpur", one, two)))
    assert take_over(store, with_offices(directory().offices[0], district("dc-rangpur", two, one)))
    with store.reading() as conn:
        assert conn.scalars(select(contact.c.email).order_by(contact.c.id)).all() == [two.email, one.email]


def test_an_office_may_stand_before_its_parent_in_the_file(store: Store) -> None:
    entries = take_over(store, with_offices(*reversed(directory().offices)))
    assert actions(entries)[0] == ("office.add", "divcom")


def test_a_parent_that_is_the_body_alone_is_left_out(store: Store) -> None:
    take_over(store, with_offices(*directory().offices[1:]))
    with store.reading() as conn:
        assert set(conn.scalars(select(office.c.parent_code))) == {None}


def test_an_address_that_stands_twice_is_refused_whole(store: Store) -> None:
    twice = district("dc-rangpur", Contact("focal", "a@x.example"), Contact("focal", "a@x.example", "B"))
    with pytest.raises(ConfigError, match=r"dc-rangpur names a@x\.example twice as focal for the same days"):
        take_over(store, with_offices(directory().offices[0], twice))
    with store.reading() as conn:
        assert conn.execute(select(office)).all() == []


def test_the_same_person_may_serve_twice_at_different_times(store: Store) -> None:
    first = Contact("focal", "a@x.example", "রহিম", valid_until=date(2023, 7, 31))
    other = Contact("focal", "b@x.example", "করিম", date(2023, 8, 1), date(2024, 1, 31))
    again = Contact("focal", "a@x.example", "রহিম", valid_from=date(2024, 2, 1))
    take_over(store, with_offices(directory().offices[0], district("dc-rangpur", first, other, again)))
    with store.reading() as conn:
        query = select(contact.c.email, contact.c.valid_from).order_by(contact.c.id)
        assert conn.execute(query).all() == [
            ("a@x.example", None), ("b@x.example", date(2023, 8, 1)), ("a@x.example", date(2024, 2, 1)),
        ]  # fmt: skip
    overlapping = replace(again, valid_from=date(2023, 7, 31))
    with pytest.raises(ConfigError, match="for the same days"):
        take_over(store, with_offices(directory().offices[0], district("dc-rangpur", first, overlapping)))


def test_two_processes_that_take_it_over_at_once_write_it_once(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda _: take_over(store, directory()), range(4)))
    assert sorted(len(entries) for entries in results) == [0, 0, 0, 4]
    with store.reading() as conn:
        assert verify(conn).count == 4


def test_names_are_composed_from_what_the_directory_tells() -> None:
    kinds = (
        OfficeKind("uno", {"bn": ("ইউএনও", "উপজেলা নির্বাহী অফিসার"), "en": ("Upazila Nirbahi Officer",)}),
        OfficeKind("ngo", {"en": ("Area office", "Area Manager")}),
        OfficeKind("sdm", {"hi": ("एसडीएम", "एसडीएम कार्यालय")}),
    )
    place = {"bn": "সৈয়দপুর", "en": "Saidpur", "hi": "सैदपुर"}
    offices = (
        Office("uno", "uno", place),
        Office("ngo", "ngo", place, language="en"),
        Office("sdm", "sdm", place, language="hi"),
        Office("own", "uno", {}, names={"bn": ("পর্যটন কর্পোরেশন", "পর্যটন")}),
    )
    world = Directory(Body("x", place), kinds, offices)

    def names(code: str) -> list[str | None]:
        found = world.office(code)
        assert found is not None
        return [display_name(world, found, language) for language in ("bn", "en", "hi")]

    assert names("uno") == ["ইউএনও, সৈয়দপুর", "Upazila Nirbahi Officer, Saidpur", None]
    assert names("ngo") == [None, "Area office, Saidpur", None]
    assert names("sdm") == [None, None, "एसडीएम कार्यालय, सैदपुर"]
    assert names("own") == ["পর্যটন কর্পোরেশন", None, None]


def test_a_hindi_directory_fills_the_local_name(store: Store) -> None:
    kinds = (OfficeKind("sdm", {"hi": ("एसडीएम",)}),)
    offices = (Office("sdm", "sdm", {"hi": "सैदपुर", "en": "Saidpur"}, language="hi"),)
    take_over(store, Directory(Body("x", {"hi": "सैदपुर"}), kinds, offices))
    with store.reading() as conn:
        row = conn.execute(select(office)).one()
    assert (row.name_bn, row.name_en, row.place_bn, row.place_en) == (
        "एसडीएम, सैदपुर", "एसडीएम, सैदपुर", "सैदपुर", "Saidpur",
    )  # fmt: skip
