"""What a discussion says of offices: read only where it is clear, and given to the decision that it is about."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import directory, nfc
from tracker.minutes.findings import Finding, about, findings_in

OFFICES = ("dc-banshkhali", "dc-chandpara", "dc-haorganj", "dc-teknagar")


def found(text: str, offices: tuple[str, ...] = OFFICES) -> dict[str, str]:
    """What is found of each office, by the name of its place."""
    findings = findings_in(nfc(text), offices, directory(), phrasebook())
    return {each.office_code.removeprefix("dc-"): each.found for each in findings}


def test_the_offices_are_those_of_the_directory() -> None:
    assert set(OFFICES) <= {office.code for office in directory().offices}


@pytest.mark.parametrize(
    "text",
    [
        "টেকনগর ও বাঁশখালী জেলার ওয়েবসাইটে কমিটি দেয়া থাকলেও বাকি ০২টি জেলায় কমিটি আপলোড করা নাই।",
        "টেকনগর ও বাঁশখালী জেলা তালিকা প্রেরণ করেছে, কিন্তু বাকি ২টি জেলা প্রেরণ করেনি।",
        "টেকনগর ও বাঁশখালী জেলায় তালিকা আপলোড করা হয়েছে। অন্যান্য জেলায় তালিকা নেই।",
        "Teknagar and Banshkhali have published the list, but the other districts have not.",
        "Teknagar and Banshkhali have published the list. The remaining two districts did not.",
    ],
)
def test_named_offices_have_it_and_the_others_do_not(text: str) -> None:
    assert found(text) == {"banshkhali": "done", "chandpara": "missing", "haorganj": "missing", "teknagar": "done"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("টেকনগর জেলায় ছবি আপলোড রয়েছে। কিন্তু অফিস আদেশ আপলোড নেই।", {"teknagar": "missing"}),
        ("টেকনগর জেলায় অফিস আদেশ দেয়া আছে কিন্তু ছবি দেয়া নাই।", {"teknagar": "missing"}),
        ("टेकनगर", {}),
        ("হাওরগঞ্জ জেলা কার্যক্রম সম্পন্ন করেছে।", {"haorganj": "done"}),
        ("চাঁদপাড়া জেলায় কমিটি গঠন করা হয়নি।", {"chandpara": "missing"}),
        ("Haorganj has submitted its report while Chandpara has not.", {"haorganj": "done", "chandpara": "missing"}),
    ],
)
def test_what_is_only_partly_done_is_missing(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "সকল জেলায় কমিটি গঠন করা হয়েছে।",
        "বাকি ৩টি জেলায় কমিটি নাই।",
        "টেকনগর জেলার প্রতিনিধি কমিটি গঠনের প্রস্তাব করেন।",
        "টেকনগর জেলার প্রতিনিধি বক্তব্য রাখেন। কমিটি গঠন করা হয়েছে।",
        "সুরমা বিভাগে কমিটি গঠন করা হয়নি।",
    ],
)
def test_what_is_not_clear_is_not_guessed(text: str) -> None:
    assert found(text) == {}


def test_only_offices_that_the_decision_binds_count() -> None:
    text = "টেকনগর জেলা তালিকা প্রেরণ করেছে, কিন্তু বাকি জেলা প্রেরণ করেনি।"
    assert found(text, ("dc-teknagar", "dc-haorganj")) == {"teknagar": "done", "haorganj": "missing"}
    assert found(text, ("cs-haorganj",)) == {}


def test_the_words_of_the_discussion_are_kept() -> None:
    text = nfc("সভা শুরু হয়। টেকনগর জেলায় ছবি আপলোড রয়েছে। কিন্তু অফিস আদেশ আপলোড নেই।")
    [only] = findings_in(text, OFFICES, directory(), phrasebook())
    assert only.text == nfc("টেকনগর জেলায় ছবি আপলোড রয়েছে। কিন্তু অফিস আদেশ আপলোড নেই।")


def test_of_several_decisions_it_is_the_one_that_shares_its_words() -> None:
    spoken = [Finding("dc-teknagar", "missing", nfc("টেকনগর জেলার ওয়েবসাইটে কমিটি আপলোড করা নাই।"))]
    texts = {7: nfc("কমিটি পুনর্গঠন করে ওয়েবসাইটে আপলোড করতে হবে।"), 8: nfc("ত্রৈমাসিক ভিত্তিতে কমিটির সভা করতে হবে।")}
    assert about(spoken, texts) == 7
    assert about(spoken, {8: texts[8]}) == 8
    assert about(spoken, {1: texts[8], 2: texts[8]}) is None
