"""Cutting a text into its numbered or lettered parts, and dealing out implementers to them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.minutes.numbering import number_of
from tracker.minutes.parts import distributed, split_parts, unmarked


def parts(text: str, number: str = "") -> list[str]:
    return [p.text for p in split_parts(text, number).parts]


@pytest.mark.parametrize(
    "text",
    [
        "১। তালিকা দিতে হবে। ২। সভা করতে হবে।",
        "১) তালিকা দিতে হবে। ২) সভা করতে হবে।",
        "(১) তালিকা দিতে হবে।\n(২) সভা করতে হবে।",
        "1. তালিকা দিতে হবে। 2. সভা করতে হবে।",
        "১- তালিকা দিতে হবে। ২- সভা করতে হবে।",
        "১| তালিকা দিতে হবে। ২| সভা করতে হবে।",
        "ক) তালিকা দিতে হবে। খ) সভা করতে হবে।",
        "(ক) তালিকা দিতে হবে।\n(খ) সভা করতে হবে।",
        "ক. তালিকা দিতে হবে।\nখ. সভা করতে হবে।",
        "a) তালিকা দিতে হবে। b) সভা করতে হবে।",
        "i. তালিকা দিতে হবে।\nii. সভা করতে হবে।",
        "a. তালিকা দিতে হবে।\nb. সভা করতে হবে।",
        "(i) তালিকা দিতে হবে।\n(ii) সভা করতে হবে।",
        "• তালিকা দিতে হবে।\n• সভা করতে হবে।",
        "১। তালিকা দিতে হবে। ২। সভা করতে হবে।",
        "নিম্নরূপ সিদ্ধান্ত হয়:\n১। তালিকা দিতে হবে।\n২। সভা করতে হবে।",
    ],
)
def test_marks_that_count_upwards_cut_a_text(text: str) -> None:
    assert parts(text) == ["তালিকা দিতে হবে।", "সভা করতে হবে।"]


@pytest.mark.parametrize(
    "text",
    [
        "কর্মপরিকল্পনার ১.৩ ও ২.১ অংশের কাজ করতে হবে।",
        "৬ নম্বর ক্রমিকের কাজ ২০/০৬/২০২৪ তারিখের মধ্যে সকাল ১০.৩০ টায় শেষ করতে হবে।",
        "নথি ১/২ ও ৩/৪ পাঠাতে হবে।",
        "তথ্য পাঠাতে হবে: (১) নাম (২) ঠিকানা (৩) ফোন।",
        "ধারা ৫(১) ও ৫(২) মানতে হবে।",
        "তালিকা হালনাগাদ করে প্রকাশ করতে হবে এবং প্রতিবেদন দিতে হবে।",
        "Meet e.g. the mayor. See para 2. Then report.",
    ],
)
def test_numbers_inside_a_sentence_cut_nothing(text: str) -> None:
    assert parts(text) == [text]


def test_a_lone_mark_is_taken_off_and_is_no_part() -> None:
    assert parts("১। তালিকা দিতে হবে।") == ["তালিকা দিতে হবে।"]
    assert parts("ক) তালিকা দিতে হবে।") == ["তালিকা দিতে হবে।"]
    assert parts("- তালিকা দিতে হবে।") == ["তালিকা দিতে হবে।"]


def test_a_gap_in_the_numbers_ends_the_cutting() -> None:
    assert parts("১। প্রথম কাজ করতে হবে। ৩। অন্য কাজ করতে হবে।") == ["প্রথম কাজ করতে হবে। ৩। অন্য কাজ করতে হবে।"]


def test_parts_inside_a_part_stay_whole() -> None:
    found = parts("১। দুটি কাজ:\n(ক) তালিকা করতে হবে।\n(খ) সভা করতে হবে।\n২। হিসাব দিতে হবে।")
    assert len(found) == 2
    assert "(খ) সভা করতে হবে।" in found[0]


def test_parts_numbered_below_their_own_item() -> None:
    assert parts("৩.১ তালিকা দিতে হবে।\n৩.২ সভা করতে হবে।", "3") == ["তালিকা দিতে হবে।", "সভা করতে হবে।"]
    assert len(parts("৩.১ তালিকা দিতে হবে।\n৩.২ সভা করতে হবে।", "4")) == 1


def test_the_words_before_the_first_mark_are_kept_apart() -> None:
    assert split_parts("RESOLVED\n(1) that all report;\n(2) that the clerk write.").lead == "RESOLVED"


def test_implementers_with_marks_go_to_their_parts() -> None:
    assert distributed("ক) ইউএনও, ডিমলা। খ) ডিসি।", [1, 2]) == ["ইউএনও, ডিমলা।", "ডিসি।"]
    assert distributed("১ ও ৩) ইউএনও ২) ডিসি", [1, 2, 3]) == ["ইউএনও", "ডিসি", "ইউএনও"]
    assert distributed("১-২। ইউএনও ৩। ডিসি", [1, 2, 3]) == ["ইউএনও", "ইউএনও", "ডিসি"]


@pytest.mark.parametrize(
    "text",
    [
        "ক) ও খ) X গ) Y",
        "(ক) ও (খ) X (গ) Y",
        "ক), খ) X গ) Y",
        "১) ও ২) X ৩) Y",
        "a) and b) X c) Y",
        "(1) & (2) X (3) Y",
        "क) एवं ख) X ग) Y",
    ],
)
def test_a_text_named_for_two_bracketed_parts_goes_to_both(text: str) -> None:
    assert distributed(text, [1, 2, 3]) == ["X", "X", "Y"]


@pytest.mark.parametrize(
    "text",
    [
        "ক্রমিক ১: X ক্রমিক ২: Y",
        "ক্রমিক নং- ১: X; ক্রমিক নং- ২: Y",
        "সিদ্ধান্ত ১: X; সিদ্ধান্ত ২: Y",
        "১ নং সিদ্ধান্তঃ X ২ নং সিদ্ধান্তঃ Y",
        "Decision 1: X; Decision 2: Y",
        "X (১) ও Y (২)",
        "X (ক), Y (খ)।",
        "X (i) and Y (ii)",
    ],
)
def test_parts_may_be_named_in_words_or_behind_who_acts(text: str) -> None:
    assert [t.strip(" ;") for t in distributed(text, [1, 2])] == ["X", "Y"]


def test_names_with_their_parts_in_brackets_may_share_a_part() -> None:
    assert distributed("ডিসি (১ ও ২), এসপি (২), ইউএনও (৩)", [1, 2, 3]) == ["ডিসি", "ডিসি; এসপি", "ইউএনও"]
    assert distributed("জেলা প্রশাসক (সকল), এসপি", [1, 2]) == ["জেলা প্রশাসক (সকল), এসপি"] * 2


def test_small_roman_numerals_deal_out_a_text() -> None:
    assert distributed("(i) SP (ii) DC", [1, 2]) == ["SP", "DC"]
    assert distributed("i) ও ii) এসপি iii) ডিসি", [1, 2, 3]) == ["এসপি", "এসপি", "ডিসি"]
    assert distributed("DC (i/c), Rangpur", [1, 2]) == ["DC (i/c), Rangpur"] * 2


def test_a_wards_number_behind_a_mark_is_no_mark() -> None:
    assert distributed("১) ২ নং ওয়ার্ড কাউন্সিলর ২) ৩ নং ওয়ার্ড কাউন্সিলর", [1, 2]) == [
        "২ নং ওয়ার্ড কাউন্সিলর",
        "৩ নং ওয়ার্ড কাউন্সিলর",
    ]
    assert distributed("১) - ২ নং ওয়ার্ড ২) ডিসি", [1, 2]) == ["- ২ নং ওয়ার্ড", "ডিসি"]


def test_a_part_that_marked_implementers_leave_out_has_none() -> None:
    assert distributed("ক) ইউএনও গ) ডিসি", [1, 2, 3]) == ["ইউএনও", "", "ডিসি"]


def test_implementers_without_marks_belong_to_every_part() -> None:
    assert distributed("জেলা প্রশাসক (সকল)\nরংপুর বিভাগ", [1, 2]) == ["জেলা প্রশাসক (সকল)\nরংপুর বিভাগ"] * 2


def test_a_list_of_implementers_loses_its_marks() -> None:
    assert unmarked("১। জেলা প্রশাসক, রংপুর\n২। পুলিশ সুপার, রংপুর।") == "জেলা প্রশাসক, রংপুর; পুলিশ সুপার, রংপুর"


@pytest.mark.parametrize(
    ("written", "number"),
    [("০২", "2"), ("০৪.", "4"), ("১।", "1"), ("(৩)", "3"), ("२", "2"), ("2.1", "2.1"), ("১(ক)", "1.1"), ("৫ নং", "5"),
     ("ক্রমিক-৬", "6"), ("No. 7", "7"), ("খ)", "2"), ("সেতু", None), ("১২ মে ২০২৪", None), ("", None)],
)  # fmt: skip
def test_numbers_are_read_in_latin_digits(written: str, number: str | None) -> None:
    assert number_of(written) == number


@given(st.lists(st.sampled_from(["তালিকা দিতে হবে", "সভা করতে হবে", "Report to the board"]), min_size=2, max_size=12))
def test_what_is_numbered_is_cut_into_the_same_parts(texts: list[str]) -> None:
    numbered = " ".join(f"{n}। {t}।" for n, t in enumerate(texts, 1))
    assert parts(numbered) == [f"{t}।" for t in texts]


@given(st.text(alphabet="১২৩123কখ।.)(| \nabহবে", max_size=200))
def test_no_letter_is_lost_by_cutting(text: str) -> None:
    cut = split_parts(text)
    kept = "".join([cut.lead, *(p.text for p in cut.parts)])
    assert sum(c in "হবে" for c in kept) == sum(c in "হবে" for c in text)


def test_small_letters_with_dots_count_behind_the_end_of_a_sentence_only() -> None:
    assert parts("a. Letters be sent. b. Cases be placed.") == ["Letters be sent.", "Cases be placed."]
    for text in ("Send lists, e.g. a. Rahman and b. Karim.", "A. Rahman to send the list to B. Karim."):
        assert parts(text) == [text]


@pytest.mark.parametrize("text", ["2-3 दिवस में सूची दें। 1- सूची भेजें।", "1-2 दिवस में सूची दें। 2-3 दिवस में भेजें।", "नियम 1-क तथा 2-ख का पालन करें।"])
def test_ranges_and_clauses_with_a_dash_are_no_marks(text: str) -> None:
    assert parts(text) == [text]
