"""Several meetings in one file, told from one meeting with several tables."""

from __future__ import annotations

from tests.minutes.layouts.reading import read

TABLE = "ক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n১\tসেতু\t{} করতে হবে।\tপ্রকৌশলী\n২\tখাল\tতালিকা দিতে হবে।\tসচিব\n"


def meetings(text: str) -> list[list[str]]:
    return [[f"{i.number} {i.decision}" for i in m.items] for m in read(text).meetings]


def test_a_second_title_with_its_own_facts_and_numbers_begins_a_second_meeting() -> None:
    text = (
        "সমন্বয় সভার কার্যবিবরণী\nসভাপতি: জনাব ক\nতারিখ: ১০ মে ২০২৪\n"
        + TABLE.format("নকশা")
        + "\nসমন্বয় সভার কার্যবিবরণী\nসভাপতি: জনাব খ\nতারিখ: ১০ জুন ২০২৪\n"
        + TABLE.format("মেরামত")
    )
    first, second = read(text).meetings
    assert [i.number for i in first.items] == [i.number for i in second.items] == ["1", "2"]
    assert "তারিখ: ১০ মে ২০২৪" in [line.text for line in first.header]
    assert "তারিখ: ১০ জুন ২০২৪" in [line.text for line in second.header]


def test_closing_words_and_memo_of_the_first_meeting_stay_with_it() -> None:
    text = (
        "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার\nসমন্বয় সভার কার্যবিবরণী\nসভাপতি\tজনাব ক\nসভার তারিখ\t১০ মে ২০২৪\n"
        + TABLE.format("নকশা")
        + "সভায় আর কোনো আলোচনা না থাকায় সভা শেষ হয়।\nস্মারক নং ১২\nতারিখ: ১২ মে ২০২৪\n\n"
        "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার\nসমন্বয় সভার কার্যবিবরণী\nসভাপতি\tজনাব ক\nসভার তারিখ\t১০ জুন ২০২৪\n"
        + TABLE.format("মেরামত")
        + "স্মারক নং ১৫\n"
    )
    first, second = read(text).meetings
    assert "স্মারক নং ১২" in [line.text for line in first.closing]
    assert second.header[0].text == "গণপ্রজাতন্ত্রী বাংলাদেশ সরকার"
    assert "স্মারক নং ১৫" in [line.text for line in second.closing]


def test_facts_without_a_title_begin_a_second_meeting_too() -> None:
    text = (
        "Chair: Mr. A\nDate: 5 May 2023\nVenue: Hall\n| No | Decision | Who |\n|---|---|---|\n| 1 | Mend it. | PWD |\n\n"
        "Chair: Mr. B\nDate: 5 June 2023\nVenue: Hall\n| No | Decision | Who |\n|---|---|---|\n| 1 | Paint it. | PWD |\n"
    )
    assert meetings(text) == [["1 Mend it."], ["1 Paint it."]]


def test_agenda_paragraphs_of_two_meetings() -> None:
    part = "মাসিক সভার কার্যবিবরণী\nতারিখ: {} মে ২০২৪\nআলোচ্যসূচি-১: হাট\nসিদ্ধান্ত: হাট {} করতে হবে।\nসভা সমাপ্ত করা হয়।\n\n"
    assert meetings(part.format("৫", "ইজারা") + part.format("২৫", "পরিষ্কার")) == [
        ["1 হাট ইজারা করতে হবে।"],
        ["1 হাট পরিষ্কার করতে হবে।"],
    ]


def test_two_tables_of_one_meeting_stay_together() -> None:
    text = "সমন্বয় সভার কার্যবিবরণী\nতারিখ: ১০ মে ২০২৪\n" + TABLE.format("নকশা") + "\nখ. উন্নয়ন\n" + TABLE.format("মেরামত")
    assert len(read(text).meetings) == 1


def test_a_forwarding_letter_is_no_meeting_of_its_own() -> None:
    text = (
        "স্মারক নং ০৫.৪৭\nতারিখ: ১২ মে ২০২৪\nবিষয়: সভার কার্যবিবরণী প্রেরণ।\n\nসমন্বয় সভার কার্যবিবরণী\nসভাপতি: জনাব ক\n"
        "তারিখ: ৫ মে ২০২৪\n" + TABLE.format("নকশা")
    )
    assert len(read(text).meetings) == 1
