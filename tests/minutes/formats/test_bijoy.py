"""Text in the code of old Bengali fonts."""

from __future__ import annotations

import unicodedata

import pytest

from tests.minutes.layouts.reading import items, read
from tracker.minutes.bijoy import from_bijoy, is_bijoy_font, legacy_converter

WORDS = {
    "wm×všÍ": "সিদ্ধান্ত", "ev¯Íevq‡b": "বাস্তবায়নে", "‡Rjv cÖkvm‡Ki Kvh©vjq": "জেলা প্রশাসকের কার্যালয়",
    "Ki‡Z n‡e": "করতে হবে", "w`‡bi g‡a¨": "দিনের মধ্যে", "wb‡`©k": "নির্দেশ", "Avw_©K": "আর্থিক", "†cÖiY": "প্রেরণ",
    "Kg©KZ©v": "কর্মকর্তা", "ˆÎgvwmK": "ত্রৈমাসিক", "msµvšÍ": "সংক্রান্ত", "weÁwß": "বিজ্ঞপ্তি", "†PŠayix": "চৌধুরী",
    "i¨ve": "র‍্যাব", "Puv`": "চাঁদ", "wb¤œiƒc": "নিম্নরূপ", "`ªæZ": "দ্রুত", "c~e©eZ©x": "পূর্ববর্তী", "†m‡Þ¤^i": "সেপ্টেম্বর",
    "¯^v¯’¨": "স্বাস্থ্য", "K…wl": "কৃষি", "wbqwš¿Z": "নিয়ন্ত্রিত", "D×…Z": "উদ্ধৃত", "ÿwZMÖ¯Í": "ক্ষতিগ্রস্ত",
    "05.47.0000": "০৫.৪৭.০০০০", "e„w×": "বৃদ্ধি", "ch©šÍ": "পর্যন্ত", "Riæwi": "জরুরি", "¯§viK": "স্মারক", "Av‡jvPbv": "আলোচনা",
}  # fmt: skip


@pytest.mark.parametrize(("code", "word"), WORDS.items())
def test_words_are_converted_letter_by_letter(code: str, word: str) -> None:
    assert from_bijoy(code) == unicodedata.normalize("NFC", word)


def test_true_quotes_and_dashes_stay() -> None:
    assert from_bijoy("cwiwkó “K”") == "পরিশিষ্ট “ক”"


PAPER = (
    "†Rjv cÖkvm‡Ki Kvh©vjq, bxjdvgvix\n‡mev c«`vb wel‡q mfvi Kvh©weeiYx\nmfvcwZ: Rbve Kwig DwÏb\nZvwiL: 5 †g 2024\n\n"
    "µg\twelq\twm×všÍ\tev¯ÍevqbKvix\n01\t‡mZz\tbKkv AvMvgx 15 w`‡bi g‡a¨ w`‡Z n‡e|\tDc‡Rjv cÖ‡KŠkjx\n"
    "02\tLvj\tZvwjKv †cÖiY Ki‡Z n‡e|\t†Rjv cÖkvmK\n\nB-‡gBj: dc@example.gov.bd\n"
)


def test_a_whole_paper_in_bijoy_is_read_with_a_warning() -> None:
    assert items(PAPER) == [
        ("1", "নকশা আগামী ১৫ দিনের মধ্যে দিতে হবে।", "উপজেলা প্রকৌশলী", None),
        ("2", "তালিকা প্রেরণ করতে হবে।", "জেলা প্রশাসক", None),
    ]
    found = read(PAPER)
    assert [w.code for w in found.warnings] == ["legacy_encoding"]
    assert found.source.language == "bn"
    assert "dc@example.gov.bd" in found.text


@pytest.mark.parametrize(
    "text",
    [
        "সভার সিদ্ধান্ত: কাজ করতে হবে।",
        "Minutes of the meeting. The café at 5° was noted © 2024.",
        "Réunion à l'hôtel: décision n° 5 - « œuvre » être, naïve, façade",
        "बैठक का कार्यवाही विवरण",
    ],
)
def test_other_texts_are_left_alone(text: str) -> None:
    assert legacy_converter(text) is None


def test_what_other_converters_left_behind_is_mended() -> None:
    convert = legacy_converter("সিদ্ধামত্ম জরম্নরী নি¤œ গøাস")
    assert convert is not None
    assert convert("সিদ্ধামত্ম জরম্নরী নি¤œ গøাস") == "সিদ্ধান্ত জরুরী নিম্ন গ্লাস"


def test_fonts_of_the_code_are_known_by_name() -> None:
    assert all(map(is_bijoy_font, ["SutonnyMJ", "SutonnyEMJ", "BijoyBaijra", "JugantorMJ"]))
    assert not any(map(is_bijoy_font, ["SutonnyOMJ", "Nikosh", "Vrinda", "SolaimanLipi", "Times New Roman", ""]))
