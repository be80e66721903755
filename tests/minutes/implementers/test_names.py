"""How far a spelling may be from a name of the directory, and where two names would be confused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.minutes.implementers.conftest import directory_of
from tracker.domain.offices import Body, Directory, Office, OfficeKind
from tracker.minutes.implementers import directory_problems, resolve
from tracker.minutes.implementers.folding import folded_name
from tracker.minutes.implementers.markers import list_markers
from tracker.minutes.implementers.near import NearNames, one_slip
from tracker.minutes.phrasebook import Phrasebook


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("নীলফামারী", "নিলফামারি"), ("ঠাকুরগাঁও", "ঠাকুরগাও"), ("লালমনিরহাট", "লালমনির হাট"), ("কুড়িগ্রাম", "কুডিগ্রাম"),
        ("জেলা প্রশাসক", "জেলা-প্রশাষক"), ("উপপরিচালক", "উপ-পরিচালক"), ("কার্যালয়", "কার্য্যালয়"), ("রংপুর", "ৰংপুৰ"),
        ("রংপুর", "রঙপুর"), ("র‍্যাব", "র‌্যাব"), ("মৎস্য", "মত্স্য"), ("वित्तीय संभाग", "वित्तिय सम्भाग"), ("ज़िला", "जिला"),
        ("पाँच", "पांच"), ("सम्‍भाग", "संभाग"), ("एस.डी.एम.", "एसडीएम"), ("D.C.", "dc"), ("Commissioner", "Comissioner"), ("Rāngpur", "RANGPUR"),
        ("Cox's Bazar", "Cox’s Bazar"), ("Ward ৩", "Ward 3"), ("Zone II", "Zone 2"), ("গৃহীত", "গৃৃহীত"),
    ],
)  # fmt: skip
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ward 1", "Ward 11"), ("Zone I", "Zone II"), ("Ward 2", "Ward 3"), ("রামপুর", "রামপুরা"), ("পঞ্চগড়", "পঞ্চগর"),
        ("ডোমার", "ডিমলা"), ("এসডিএম", "এডিএম"), ("রংপুর", "রাজপুর"),
    ],
)  # fmt: skip
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert folded_name(one) != folded_name(other)


@pytest.mark.parametrize(
    ("name", "word", "same"),
    [
        ("panchagarh", "panchagorh", True), ("panchagarh", "pancagarh", True), ("panchagarh", "panchaagarh", True),
        ("panchagarh", "banchagarh", False), ("rampur", "rampura", False), ("rampura", "rampur", False),
        ("rampur", "rampul", True), ("ward1", "ward2", False), ("sector12", "sector13", False),
        ("kushtia", "kusthia", False), ("satkhira", "satkhira", True),
    ],
)  # fmt: skip
def test_one_slip_is_one_letter_that_is_neither_the_first_nor_one_more_at_the_end_nor_a_digit(
    name: str, word: str, same: bool
) -> None:
    assert one_slip(name, word) is same


def test_a_word_near_two_names_is_near_both() -> None:
    names = NearNames([("panchagarh", 1), ("panchogorh", 2), ("dinajpur", 3)])
    assert names.near("panchagorh") == {1, 2}
    assert names.near("dinazpur") == {3}
    assert names.near("dinajpur") == set()


def directory(*places: str, kind: str = "dc") -> Directory:
    kinds = (OfficeKind("dc", {"en": ("Deputy Commissioner",)}), OfficeKind("sp", {"en": ("SP",)}))
    offices = tuple(Office(f"{kind}-{i}", kind, {"en": place}, parent="b") for i, place in enumerate(places))
    return Directory(Body("b", {"en": "Body"}), kinds, offices)


def test_a_slip_is_repaired_only_when_one_place_can_be_meant(book: Phrasebook) -> None:
    one = directory("Chandipur", "Dinajpur")
    assert resolve("Deputy Commissioner, Chandipor", one, book).offices == ("dc-0",)
    two = directory("Chandipur", "Chandapur")
    assert resolve("Deputy Commissioner, Chandopur", two, book).offices == ()
    assert resolve("Deputy Commissioner, Chandopur", two, book).review == ("unresolved_implementer",)
    assert resolve("Deputy Commissioner, Chandapur", two, book).offices == ("dc-1",)


def test_short_names_and_names_with_a_single_letter_are_matched_exactly(book: Phrasebook) -> None:
    short = directory("Feni", "Pabna", "Sector A", "Sector C")
    for text in ("Deputy Commissioner, Fani", "Deputy Commissioner, Pobna", "Deputy Commissioner, Sector B"):
        assert resolve(text, short, book).review == ("unresolved_implementer",), text
    assert resolve("Deputy Commissioner, Sector A", short, book).offices == ("dc-2",)


def test_a_place_that_contains_another_is_its_own_place(book: Phrasebook) -> None:
    both = directory("Nilphamari", "Nilphamari Sadar", "Dimla")
    assert resolve("Deputy Commissioner, Nilphamari Sadar", both, book).offices == ("dc-1",)
    assert resolve("Deputy Commissioner, Sadar, Nilphamari", both, book).offices == ("dc-1",)
    assert resolve("Deputy Commissioner, Sadar", both, book).offices == ("dc-1",)
    assert resolve("Deputy Commissioner, Nilphamari", both, book).offices == ("dc-0",)
    alone = directory("Nilphamari", "Dimla")
    assert resolve("Deputy Commissioner, Nilphamari Sadar", alone, book).review == ("unresolved_implementer",)


def test_other_spellings_of_a_place_come_from_the_names_of_one_office_and_serve_all_there(book: Phrasebook) -> None:
    at = {"en": "Cumilla"}
    kinds = directory().kinds
    offices = (
        Office("dc", "dc", at, {"en": ("Comilla",)}),
        Office("sp", "sp", at),
        Office("dc2", "dc", {"en": "Feni"}),
        Office("sp2", "sp", {"en": "Feni"}),
    )
    both = Directory(Body("b", {"en": "Body"}), kinds, offices)
    assert resolve("Deputy Commissioner and SP, Comilla", both, book).offices == ("dc", "sp")


def test_numbers_begin_entries_only_in_turn() -> None:
    assert len(list_markers("১। ক ২। খ ৩। গ")) == 3
    assert len(list_markers("(ক) এক (খ) দুই")) == 2
    assert len(list_markers("a) one b) two")) == 2
    assert len(list_markers("(i) one (ii) two")) == 2
    assert list_markers("সকল (১০) জেলা") == {}
    assert list_markers("আইন ২০০৯ এর ৫। ধারা") == {}
    assert len(list_markers("৪. জেলা প্রশাসক")) == 1


def test_a_clear_directory_has_no_problems() -> None:
    for name in ("division", "upazila", "district", "ngo"):
        assert directory_problems(directory_of(name)) == []


def test_names_that_would_be_confused_are_told() -> None:
    offices = (
        Office("a", "dc", {"en": "Kaliganj"}, parent="x"),
        Office("b", "dc", {"en": "Kaliganj", "bn": "কালীগঞ্জ"}, parent="y"),
        Office("c", "dc", {"en": "Rupganj"}, parent="x"),
        Office("d", "dc", {"en": "Rupganj"}, parent="x"),
        Office("e", "dc", {}, {"en": ("The old house",)}),
        Office("f", "dc", {"en": "Dinajpur"}),
        Office("g", "dc", {"en": "Dinazpur"}),
    )
    kinds = (
        OfficeKind("dc", {"en": ("Deputy Commissioner",)}),
        OfficeKind("sp", {"en": ("SP", "Deputy  commissioner")}),
    )
    assert directory_problems(Directory(Body("x", {"en": "X"}), kinds, offices)) == [
        "the kind 'sp' has no active office: words that name it stay unresolved",
        "'Deputy Commissioner' is a name of several kinds: dc, sp",
        "a, b are all 'dc' at Kaliganj / কালীগঞ্জ: only an area named behind the place tells them apart",
        "c, d are all 'dc' at Rupganj: nothing tells them apart",
        "e has no place, but is one of several 'dc': only its own names find it",
        "Dinajpur (f) and Dinazpur (g) are one letter apart: misspelt, they stay unresolved",
    ]


def test_an_inactive_office_confuses_nobody() -> None:
    both = directory("Kaliganj", "Kaliganj")
    one = replace(both, offices=(both.offices[0], replace(both.offices[1], active=False)))
    assert len(directory_problems(both)) > len(directory_problems(one))


def test_letters_that_several_posts_share_do_not_tell_which_post_a_kind_is(book: Phrasebook) -> None:
    kinds = (OfficeKind("cmo", {"hi": ("मुख्य चिकित्सा अधिकारी", "सीएमओ"), "en": ("Chief Medical Officer", "CMO")}),)
    where = Directory(Body("x", {"hi": "क"}), kinds, (Office("health", "cmo", {"hi": "भोजपुरा"}),))
    assert resolve("सीएमओ", where, book).offices == ("health",)
    for other in ("मुख्य नगर पालिका अधिकारी", "Chief Municipal Officer"):
        assert resolve(other, where, book).offices == ()


@pytest.mark.parametrize("said", ["कार्यपालन यंत्री, पीएचई", "ईई पीएचई", "कार्यपालन अभियंता, लोक स्वास्थ्य यांत्रिकी विभाग"])
def test_posts_of_departments_have_their_usual_short_names(said: str, book: Phrasebook) -> None:
    kinds = (OfficeKind("phe", {"hi": ("कार्यपालन यंत्री, लोक स्वास्थ्य यांत्रिकी विभाग",)}),)
    where = Directory(Body("x", {"hi": "क"}), kinds, (Office("phe", "phe", {"hi": "भोजपुरा"}),))
    assert resolve(said, where, book).offices == ("phe",)
