"""Remainders: what is left of a number of districts."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import directory, nfc
from tracker.minutes.checks.remainders import mismatches


def _found(text: str) -> list[str]:
    return [wrong.message for wrong in mismatches(nfc(text), directory(), phrasebook())]


@pytest.mark.parametrize(
    "text",
    [
        "চারটি জেলার মধ্যে একটি জেলা এগিয়ে আছে এবং বাকি তিনটি জেলা পিছিয়ে আছে।",
        "চারটি জেলার মধ্যে ১টি জেলা পাঠিয়েছে, ১টি আংশিক পাঠিয়েছে, বাকি ২টি জেলা পাঠায়নি।",
        "টেকনগর ও বাঁশখালী জেলায় কাজ শেষ। বাকি ২টি জেলায় শেষ হয়নি।",
        "চাঁদপাড়ার প্রতিনিধি কথা বলেন। টেকনগর ও বাঁশখালী জেলায় কাজ শেষ, বাকি ০২ টি জেলায় বাকি।",
        "হাওরগঞ্জ জেলায় ছবি আছে। টেকনগর ও বাঁশখালী জেলায় ছবি নেই। বাকি ০১ টি জেলায় কিছুই নেই।",
        "বাকি ৭টি জেলায় কাজ শেষ হয়নি।",
        "চারটি জেলার মধ্যে ২টি প্রতিবেদন পাঠিয়েছে, বাকি ২টি পাঠায়নি।",
        "চারটি জেলার মধ্যে ২টি জেলায় ১২টি সভা হয়েছে, বাকি ৫টি সভা হয়নি।",
        "Two of the four districts answered and the remaining 40 complaints were read.",
        "বাকি ৭টি আবেদন নিষ্পত্তি করতে হবে, জেলা টেকনগর।",
        "Two of the four districts answered; the remaining two districts were reminded.",
        "Teknagar and Banshkhali have answered. The other two districts have not.",
        "Reports of three districts were read; the remaining district sent none.",
        "चार जिलों में से दो जिलों ने भेजा, शेष दो जिलों ने नहीं भेजा।",
    ],
)
def test_a_remainder_that_fits_or_cannot_be_reckoned_is_not_remarked_on(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "চারটি জেলার মধ্যে একটি জেলা এগিয়ে আছে এবং বাকি পাঁচটি জেলা পিছিয়ে আছে।",
            "5 are said to remain where 3 remain",
        ),
        ("টেকনগর ও বাঁশখালী জেলায় কাজ শেষ হলেও বাকি ০৩ টি জেলায় হয়নি।", "3 are said to remain where 2 remain"),
        (
            "Five of the eight districts answered and the remaining four districts were reminded.",
            "4 are said to remain where 3 remain",
        ),
        (
            "চারটি জেলার মধ্যে ২টি প্রতিবেদন পাঠিয়েছে, বাকি ৩টি পাঠায়নি।",
            "3 are said to remain where 2 remain",
        ),
        (
            "Two of the four districts answered and the remaining three were reminded.",
            "3 are said to remain where 2 remain",
        ),
        (
            "Teknagar and Banshkhali have answered, the other three districts have not.",
            "3 are said to remain where 2 remain",
        ),
        ("चार जिलों में से दो जिलों ने भेजा, शेष तीन जिलों ने नहीं भेजा।", "3 are said to remain where 2 remain"),
    ],
)
def test_a_remainder_that_cannot_be_right_is_named(text: str, message: str) -> None:
    assert _found(text) == [message]


def test_the_divisions_name_is_no_district() -> None:
    told = "সুরমা বিভাগের টেকনগর ও বাঁশখালী জেলায় কাজ শেষ হলেও বাকি ০২ টি জেলায় হয়নি।"
    assert _found(told) == []
