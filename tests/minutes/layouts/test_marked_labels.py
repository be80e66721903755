"""Implementers in brackets behind the entries of a list."""

from __future__ import annotations

import pytest

from tests.minutes.layouts.reading import items

HEAD = "কৃষি সভার কার্যবিবরণী\nতারিখ: ৫ মে ২০২৪\n\nসভায় নিম্নলিখিত সিদ্ধান্ত গৃহীত হয়:\n"


@pytest.mark.parametrize("marks", [("• ", "• "), ("১। ", "২। "), ("১. ", "২. ")])
@pytest.mark.parametrize("stop", ["", "।"])
@pytest.mark.parametrize("label", ["দায়িত্ব", "বাস্তবায়নে"])
def test_a_bracket_behind_an_entry_names_its_own_implementer(marks: tuple[str, str], stop: str, label: str) -> None:
    text = HEAD + (
        f"{marks[0]}সার ডিলারের তালিকা পাঠাতে হবে{stop} ({label}: জেলা প্রশাসক, টেকনগর)\n"
        f"{marks[1]}কৃষকদের প্রশিক্ষণ দিতে হবে{stop} ({label}: জেলা প্রশাসক (সকল))\n"
    )
    found = [(item[1].rstrip("।"), item[2]) for item in items(text)]
    assert found == [
        ("সার ডিলারের তালিকা পাঠাতে হবে", "জেলা প্রশাসক, টেকনগর"),
        ("কৃষকদের প্রশিক্ষণ দিতে হবে", "জেলা প্রশাসক (সকল)"),
    ]


@pytest.mark.parametrize("dash", ["।— ", "। — ", "। – ", "। - "])
@pytest.mark.parametrize("bold", ["", "**"])
def test_a_label_behind_a_dash_names_the_entrys_implementer(dash: str, bold: str) -> None:
    text = HEAD + (
        f"1. সার ডিলারের তালিকা পাঠাতে হবে{dash}{bold}বাস্তবায়নে:{bold} জেলা প্রশাসক, টেকনগর\n"
        f"2. কৃষকদের প্রশিক্ষণ দিতে হবে{dash}{bold}বাস্তবায়নে:{bold} জেলা প্রশাসক (সকল)\n"
        "3. ব্যয়ের হিসাব অনুমোদন করা হলো।\n"
    )
    assert [(item[1], item[2] or "") for item in items(text)] == [
        ("সার ডিলারের তালিকা পাঠাতে হবে।", "জেলা প্রশাসক, টেকনগর"),
        ("কৃষকদের প্রশিক্ষণ দিতে হবে।", "জেলা প্রশাসক (সকল)"),
        ("ব্যয়ের হিসাব অনুমোদন করা হলো।", ""),
    ]


def test_words_behind_a_dash_without_a_colon_are_no_label() -> None:
    text = HEAD + "১। প্রকল্প প্রস্তাব পাঠাতে হবে — বাস্তবায়ন\n২। কৃষকদের প্রশিক্ষণ দিতে হবে।\n"
    assert [item[2] or "" for item in items(text)] == ["", ""]
