"""Memo numbers."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import lines, nfc
from tracker.minutes.facts.memo import read_memo


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("স্মারক নম্বর: ০৫.৪৭.০০০০..০০৫.১২", "০৫.৪৭.০০০০..০০৫.১২"),
        ("স্মারক নং- ০৫.৪৭-৭৭\tতারিখঃ ৩০/০১/২০২৪", "০৫.৪৭-৭৭"),
        ("স্মারক নং: কালি/পৌর/২০২৩/১৭৭৫ তারিখ: ৫ মে ২০২৩", "কালি/পৌর/২০২৩/১৭৭৫"),
        ("F. No. 3/122//2010-PP-I", "3/122//2010-PP-I"),
        ("No. 221/DEC/2024        Sonpahar, dated 12 July 2024", "221/DEC/2024"),
        ("No. DTC/RNG/2025/47", "DTC/RNG/2025/47"),
        ("पृ. क्रमांक/3345/स्वास्थ्य/2024    अरुणगढ़, दिनांक 16.11.2024", "3345/स्वास्थ्य/2024"),
        ("No. SMC/SEC/GB/2025/318", "SMC/SEC/GB/2025/318"),
        ("Ref: 05.47/12", "05.47/12"),
        ("R.C. No. 512/C1/2024                Dated: 20.09.2024", "512/C1/2024"),
        ("Roc. No. 88/A/2025, dated 4 May 2025", "88/A/2025"),
        ("Lr. No. 19/DLO/2024 dt. 03.02.2024", "19/DLO/2024"),
        ("Memo no. 05.47.0000.033.06.002.24-51, 18 April 2024", "05.47.0000.033.06.002.24-51"),
        ("पत्र क्रमांक 901/वन/2024 सोनपुर दिनांक 05.12.2024", "901/वन/2024"),
        ("पत्रांक 17/न.वि./2024, दिनांक 11.01.2024", "17/न.वि./2024"),
        ("पत्र क्रमांक 1127/टी.एल./2025", "1127/टी.एल./2025"),
        ("क्रमांक/टी.एल./2024/1127\t\t\t\tनर्मदागढ़, दिनांक 14 नवम्बर 2024", "टी.एल./2024/1127"),
        ("पत्र क्रमांक / जि.पं. / स्था. / 77", "जि.पं. / स्था. / 77"),
        ("क्रमांक: एफ 12(3)/राजस्व/2025/4482   दिनांक: 09-05-2025", "एफ 12(3)/राजस्व/2025/4482"),
        ("क्रमांक एफ 19-12/2024/1-4", "एफ 19-12/2024/1-4"),
        ("पत्रांकः 55/स्था./2022", "55/स्था./2022"),
        ("স্মারক নং/উপ/প্রশা/২০২৪/৫৫", "উপ/প্রশা/২০২৪/৫৫"),
        ("স্মারক নং সিএস/পিরোজ/প্রশা/২০২৫/১৯০৩", "সিএস/পিরোজ/প্রশা/২০২৫/১৯০৩"),
        ("স্মারক নং রা.সি.ক/সচিব/২০২৪/১১ তারিখ ২৯ মে ২০২৪", "রা.সি.ক/সচিব/২০২৪/১১"),
        ("স্মারক সংখ্যা: ০৫.৩০.০০১", "০৫.৩০.০০১"),
        ("পত্র নং- ৪৪.০১/৭৭ তারিখঃ ২০ মে ২০২৪", "৪৪.০১/৭৭"),
        ("क्रमांक साप्र/स्था/2024/77", "साप्र/स्था/2024/77"),
    ],
)
def test_a_memo_number_keeps_its_digits_and_dots(line: str, number: str) -> None:
    memo = read_memo(lines(line), phrasebook())
    assert memo is not None and memo.number == nfc(number)


def test_a_number_cited_as_a_reference_is_not_the_papers_own() -> None:
    told = lines("সূত্র: স্মারক নং ০৪.০০.১২", "স্মারক নং: ০৫.৪৭.৯৯")
    memo = read_memo(told, phrasebook())
    assert memo is not None and (memo.number, memo.index) == ("০৫.৪৭.৯৯", 1)


def test_a_label_without_a_number_gives_none() -> None:
    assert read_memo(lines("স্মারক নং:", "তারিখ: "), phrasebook()) is None
    assert read_memo(lines("No. 5"), phrasebook()) is None


def test_long_words_behind_the_number_take_no_longer_than_short_ones() -> None:
    """Fault 99: found by fuzzing; the search for the town behind the number tried every way to cut the words."""
    assert read_memo(lines("স্মারক নং ০৫.৪৭/১২ " + "ক" * 60 + " " + "খ" * 60 + "."), phrasebook()) is not None
    assert read_memo(lines("Memo No. 901/2024 " + "ab " * 25 + "/"), phrasebook()) is not None
