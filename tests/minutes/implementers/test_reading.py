"""What a reading always is, whatever the text."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.minutes.implementers.conftest import directory_of, packaged_book
from tracker.domain.offices import Body, Directory, Office, OfficeKind
from tracker.minutes.implementers import ImplementerReading, places_named, resolve, resolve_in_sentence
from tracker.minutes.phrasebook import Phrasebook

NAMES = ("division", "upazila", "district", "ngo", "nation")
PIECES = (
    "জেলা প্রশাসক", "জেলা প্রশাসকগণ", "পুলিশ সুপার", "বিভাগীয় কমিশনারের কার্যালয়", "DC", "All DCs", "এসডিএম", "समस्त",
    "एसडीएम", "तहसीलदार", "को छोड़कर", "যশোর", "নড়াইল", "খুলনা বিভাগ", "Khulna", "ঢাকা", "সকল", "(সকল)", "ব্যতীত", "except",
    "ও", "and", "or", "এবং", ",", ";", "।", "/", "(", ")", "\n", "১।", "২।", "a)", "সংশ্লিষ্ট", "concerned", "জেলা", "District",
    "এর সহযোগিতায়", "with support from", "কার্যালয়", "office of", "জনাব করিম", "Mr.", "অতিরিক্ত", "Additional", "উপপরিচালক",
    "যে সকল", "who", "১০", "এ কার্যালয়", "this office", "shall", "করবেন", "करें", "द्वारा", "কর্তৃক", "Sadar", "সদর", "কালীগঞ্জ",
)  # fmt: skip
TEXTS = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=10).map("".join),
)


def check(reading: ImplementerReading, text: str, directory: Directory) -> None:
    active = [office.code for office in directory.offices if office.active]
    assert list(reading.offices) == [code for code in active if code in reading.offices]
    assert reading.offices or reading.review
    assert set(reading.review) <= {"no_implementer", "unresolved_implementer", "ambiguous_implementer"}
    if "no_implementer" in reading.review:
        assert reading.offices == ()
        assert reading.review == ("no_implementer",)
    text = unicodedata.normalize("NFC", text)
    for match in reading.matches:
        start, end = match.span
        assert text[start:end] == match.words
        assert match.codes
        assert set(match.codes) <= set(reading.offices)


@given(TEXTS, st.sampled_from(NAMES))
def test_any_text_gives_active_offices_once_each_in_order_or_a_reason_to_look(text: str, name: str) -> None:
    directory = directory_of(name)
    check(resolve(text, directory, packaged_book()), text, directory)
    check(resolve_in_sentence(text, directory, packaged_book()), text, directory)
    for match in places_named(text, directory, packaged_book()):
        assert unicodedata.normalize("NFC", text)[slice(*match.span)] == match.words


@given(st.sampled_from(["জেলা প্রশাসক", "DC", "Deputy Commissioner", "ডিসি"]), st.data())
def test_a_list_of_places_behind_a_post_is_exactly_those_offices(post: str, data: st.DataObject) -> None:
    directory = directory_of("division")
    offices = list(directory.active_of_kind("dc"))
    chosen = data.draw(st.lists(st.sampled_from(offices), min_size=2, max_size=6, unique_by=lambda o: o.code))
    names = [office.place[data.draw(st.sampled_from(["bn", "en"]))] for office in chosen]
    joiner = data.draw(st.sampled_from([" ও ", " এবং ", " and ", " & ", ", and "]))
    text = f"{post}, {', '.join(names[:-1])}{joiner}{names[-1]}"
    reading = resolve(text, directory, packaged_book())
    assert reading.review == ()
    assert set(reading.offices) == {office.code for office in chosen}


@given(st.data())
def test_everybody_but_some_is_everybody_less_those(data: st.DataObject) -> None:
    directory = directory_of("division")
    offices = list(directory.active_of_kind("dc"))
    out = data.draw(st.lists(st.sampled_from(offices), min_size=1, max_size=4, unique_by=lambda o: o.code))
    names = [office.place["bn"] for office in out]
    listed = " ও ".join([", ".join(names[:-1]), names[-1]]) if names[1:] else names[0]
    for text in (
        f"জেলা প্রশাসক ({listed} ব্যতীত সকল), খুলনা বিভাগ",
        f"{listed} ছাড়া সকল জেলা প্রশাসক",
        f"All DCs except {listed}",
    ):
        reading = resolve(text, directory, packaged_book())
        assert reading.review == (), text
        assert set(reading.offices) == {o.code for o in offices} - {o.code for o in out}, text


@given(
    st.sampled_from(["অতিরিক্ত", "সহকারী", "উপ", "সাবেক", "যুগ্ম", "কনিষ্ঠ", "নবম", "বিশেষ"]),
    st.sampled_from(["জেলা প্রশাসক, যশোর", "বিভাগীয় কমিশনার", "পুলিশ সুপার, যশোর", "পরিচালক, স্থানীয় সরকার"]),
)
def test_a_longer_post_is_never_the_post_that_it_contains(word: str, post: str) -> None:
    reading = resolve(f"{word} {post}", directory_of("division"), packaged_book())
    assert reading.offices == ()
    assert reading.review == ("unresolved_implementer",)


@pytest.mark.parametrize("text", ["", " ", "-", "—", "–", "।", "...", "--", "\n", "N/A", "প্রযোজ্য নয়", "(-)"])
def test_an_empty_cell_names_nobody(text: str, book: Phrasebook) -> None:
    assert resolve(text, directory_of("division"), book) == ImplementerReading((), ("no_implementer",))


def test_a_reading_tells_which_words_named_whom_and_which_named_nobody(book: Phrasebook) -> None:
    text = "জেলা প্রশাসক, যশোর ও সিভিল সার্জন, যশোর"
    reading = resolve(text, directory_of("division"), book)
    assert [(m.words, m.codes) for m in reading.matches] == [("জেলা প্রশাসক, যশোর", ("dc-jashore",))]
    assert reading.leftover == "সিভিল সার্জন, যশোর"


def test_offices_come_in_the_directorys_order(book: Phrasebook) -> None:
    reading = resolve("DC Narail, DC Khulna, DC Jashore, DC Narail", directory_of("division"), book)
    assert reading.offices == ("dc-khulna", "dc-jashore", "dc-narail")


def test_a_text_that_is_not_in_nfc_reads_the_same(book: Phrasebook) -> None:
    text = "জেলা প্রশাসক, নড়াইল ও কুষ্টিয়া"
    for form in ("NFC", "NFD", "NFKC", "NFKD"):
        reading = resolve(unicodedata.normalize(form, text), directory_of("division"), book)
        assert reading.offices == ("dc-kushtia", "dc-narail"), form


def test_an_office_that_is_no_longer_active_binds_nobody(book: Phrasebook) -> None:
    directory = directory_of("division")
    closed = tuple(replace(o, active=o.code != "dc-jashore") for o in directory.offices)
    directory = replace(directory, offices=closed)
    assert resolve("DC Jashore", directory, book) == replace(
        resolve("DC Jashore", directory, book), offices=(), review=("unresolved_implementer",)
    )
    assert "dc-jashore" not in resolve("All DCs", directory, book).offices
    assert len(resolve("All DCs", directory, book).offices) == 9


def test_a_body_that_is_no_office_still_bounds_the_area(book: Phrasebook) -> None:
    kinds = (OfficeKind("dc", {"en": ("Deputy Commissioner",)}),)
    offices = tuple(Office(f"dc-{p}", "dc", {"en": p}, parent="div") for p in ("Alpha", "Beta"))
    directory = Directory(Body("div", {"en": "Gamma Division"}), kinds, offices)
    assert resolve("All Deputy Commissioners, Gamma Division, Gamma", directory, book).review == ()
    assert resolve("Deputy Commissioners of Gamma", directory, book).offices == ("dc-Alpha", "dc-Beta")
    assert resolve("this office", directory, book).review == ("unresolved_implementer",)


def test_a_directory_without_parents_is_one_area(book: Phrasebook) -> None:
    kinds = (OfficeKind("unit", {"en": ("Field Unit",)}), OfficeKind("head", {"en": ("Head Office",)}))
    units = (Office(f"u-{p}", "unit", {"en": p}) for p in ("Alpha", "Beta"))
    offices = (Office("head", "head", {"en": "Capital"}), *units)
    directory = Directory(Body("head", {"en": "Capital"}), kinds, offices)
    assert resolve("All Field Units", directory, book).offices == ("u-Alpha", "u-Beta")
    assert resolve("Field Unit Beta and Head Office", directory, book).offices == ("head", "u-Beta")


def test_a_text_far_too_long_for_a_cell_is_left_to_a_person(book: Phrasebook) -> None:
    reading = resolve("DC Jashore, " * 5_000, directory_of("division"), book)
    assert reading.review == ("unresolved_implementer",)
    assert reading.offices == ()


def test_a_directory_is_compiled_once_and_another_one_is_not_taken_for_it(book: Phrasebook) -> None:
    first = directory_of("division")
    other = replace(first, offices=first.offices[:5])
    assert len(resolve("All DCs", first, book).offices) == 10
    assert len(resolve("All DCs", other, book).offices) == 3
    assert len(resolve("All DCs", first, book).offices) == 10


def test_places_are_found_in_every_spelling_with_the_offices_that_have_them(book: Phrasebook) -> None:
    text = "যশোরে ও Jessore এবং নড়াইল জেলায়; খুলনা বিভাগের ঢাকা নয়"
    found = places_named(text, directory_of("division"), book)
    assert [(m.words, m.codes) for m in found] == [
        ("যশোরে", ("dc-jashore", "sp-jashore")),
        ("Jessore", ("dc-jashore", "sp-jashore")),
        ("নড়াইল", ("dc-narail",)),
        ("খুলনা বিভাগের", ("divcom-khulna",)),
    ]
