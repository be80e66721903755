"""When the meeting was held, its minutes issued, and when the next one is."""

from __future__ import annotations

from datetime import date

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import lines
from tracker.minutes.facts.days import (
    StatedDay,
    dateline_day,
    held_day,
    issued_day,
    lone_day_below,
    next_meeting_day,
)


def _on(day: StatedDay | None) -> date | None:
    return day.on if day else None


@pytest.mark.parametrize(
    ("texts", "held"),
    [
        (("সভার তারিখ : ২২ জুন, ২০২৩ খ্রি.",), date(2023, 6, 22)),
        (("তারিখ ও সময় : ১০/০৬/২০২৩, সকাল ১০টা",), date(2023, 6, 10)),
        (("সভার তারিখ : ২০-২১ জুন ২০২৩",), date(2023, 6, 20)),
        (("তারিখ : ২০ ও ২১ জুন ২০২৩",), date(2023, 6, 20)),
        (("Date: 30 June to 2 July 2023",), date(2023, 6, 30)),
        (("Date : 25 May2021",), date(2021, 5, 25)),
        (
            ("কমিটির সভা ১০/১১/২০২২ ইং তারিখ রোজ বৃহস্পতিবার অনুষ্ঠিত হয়। বিগত ১২/০৫/২০২২ তারিখের সভা ভালো হয়।",),
            date(2022, 11, 10),
        ),
        (("গত ১২/০৫/২০২২ তারিখে অনুষ্ঠিত সভার অগ্রগতি দেখা হয়। সভাটি ১০/১১/২০২২ তারিখে অনুষ্ঠিত হয়।",), date(2022, 11, 10)),
        (("A dialogue was held at the hall on November 08, 2020.",), date(2020, 11, 8)),
        (("বিগত ১২/০৫/২০২২ তারিখে অনুষ্ঠিত সভার কার্যবিবরণী পড়া হয়।",), None),
        (("গত ১৫ জুন ২০২৪ তারিখ বিকাল ৫ টায় কমিটির সভা অনুষ্ঠিত হয়। সভায় সভাপতিত্ব করেন বেগম রোকেয়া।",), date(2024, 6, 15)),
        (("বিগত ১২/০৫/২০২২ তারিখে অনুষ্ঠিত সভার কার্যবিবরণী পড়া হয়। সভায় সভাপতিত্ব করেন বেগম রোকেয়া।",), None),
        (("সময় ও তারিখঃ সকাল ১০টা",), None),
        (("बैठक दिनांकः 17.09.2022",), date(2022, 9, 17)),
        (("श्री र. रंजन की अध्यक्षता में दिनांक 04.09.2023 को 11 बजे समाहरणालय सभाकक्ष में आयोजित बैठक।",), date(2023, 9, 4)),
        (("दिनांक 04.09.2023 को पूर्वाह्न 11 बजे आयोजित जिला समन्वय समिति की बैठक की कार्यवाही।",), date(2023, 9, 4)),
        (("गत दिनांक 04.09.2023 को आयोजित बैठक की कार्यवाही।",), None),
    ],
)
def test_the_meetings_day_is_told_by_label_or_prose(texts: tuple[str, ...], held: date | None) -> None:
    assert _on(held_day(lines(*texts), None, None, phrasebook())) == held


def test_a_date_in_the_title_is_the_meetings() -> None:
    title = lines("৭ জুলাই ২০২১ তারিখে অনুষ্ঠিত সভার সিদ্ধান্তসমূহ")[0]
    assert _on(held_day((), title, None, phrasebook())) == date(2021, 7, 7)


def test_a_date_alone_below_the_title_is_the_meetings() -> None:
    told = lines("Minutes of the Nutrition Committee", "Rangpur, 6 August 2024", "Members present: 17")
    assert _on(held_day(told, told[0], None, phrasebook())) == date(2024, 8, 6)
    told = lines("Minutes of the Nutrition Committee", "The Committee was set up on 6 August 2024.")
    assert held_day(told, told[0], None, phrasebook()) is None


def test_a_date_beside_the_memo_number_is_the_issue_date_and_not_the_meetings() -> None:
    told = lines("স্মারক নং- ০৫.৬০-৯৩\tতারিখ: ২০ ফেব্রুয়ারি ২০২৪", "সভাপতি : করিম", "তারিখ : ১৮ ফেব্রুয়ারি ২০২৪")
    assert _on(issued_day(told, 0, phrasebook())) == date(2024, 2, 20)
    assert _on(held_day(told, None, 0, phrasebook())) == date(2024, 2, 18)


@pytest.mark.parametrize(
    "texts",
    [
        ("স্মারক নম্বর: ০৫.৪৭", "তারিখ: ১১ আষাঢ়, ১৪৩০", "২৫ জুন ২০২৩", "অনুলিপি:", "১। ৩০ জুন ২০২৩"),
        ("স্মারক নম্বর: ০৫.৪৭", "তারিখ: ১১ আষাঢ় ১৪৩০ / ২৫ জুন ২০২৩"),
        ("স্মারক নম্বর: ০৫.৪৭ তারিখ: ২৫ জুন ২০২৩",),
        ("স্মারক নম্বর: ০৫.৪৭", "তারিখ: ১১ আষাঢ় ১৪৩০"),
    ],
)
def test_the_issue_date_stands_by_the_memo_number_in_the_gregorian_calendar(texts: tuple[str, ...]) -> None:
    assert _on(issued_day(lines(*texts), 0, phrasebook())) == date(2023, 6, 25)


def test_at_the_end_of_the_paper_the_date_may_stand_above_the_memo_number() -> None:
    told = lines("করিম উদ্দিন", "তারিখ: ২৫ জুন ২০২৩", "স্মারক নম্বর: ০৫.৪৭", "অনুলিপি:")
    assert _on(issued_day(told, 2, phrasebook(), at_end=True)) == date(2023, 6, 25)
    assert issued_day(told, 2, phrasebook()) is None


def test_an_issue_date_may_be_labelled_without_a_memo_number() -> None:
    assert _on(issued_day(lines("Issued on 10 November 2025"), None, phrasebook())) == date(2025, 11, 10)
    assert _on(lone_day_below(lines("করিম উদ্দিন", "তারিখ: ৫ মে ২০২৩"), phrasebook())) == date(2023, 5, 5)


def test_two_dated_signatures_do_not_tell_the_issue_date() -> None:
    signed = lines("তারিখ: ৫ মে ২০২৩", "তারিখ: ৯ মে ২০২৩")
    assert lone_day_below(signed, phrasebook()) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("পরবর্তী সভা আগামী ১২ ডিসেম্বর ২০২৩ তারিখ মঙ্গলবার অনুষ্ঠিত হবে।", date(2023, 12, 12)),
        ("পরবর্তী সভার তারিখ: ১২/১২/২০২৩", date(2023, 12, 12)),
        ("The next meeting will be held on 26 November 2024 at 11:00 am.", date(2024, 11, 26)),
        ("The next meeting is fixed for 7 November 2022.", date(2022, 11, 7)),
        ("The next meeting will be held on 26 November at 11 am.", date(2022, 11, 26)),
        ("The next meeting will be held on 5 January.", date(2023, 1, 5)),
        ("আগামী ১২ ডিসেম্বর ২০২৩ তারিখে পরবর্তী সভা অনুষ্ঠিত হবে।", date(2023, 12, 12)),
        ("আগামী সভা ১২ ডিসেম্বর সকাল ১০টায়।", date(2022, 12, 12)),
        ("আগামী সভা ২০ নভেম্বর অনুষ্ঠিত হবে।", date(2023, 11, 20)),
        ("प्रतिवेदन 5 मई 2023 तक दें।", None),
        ("প্রতিবেদন ১২ ডিসেম্বর ২০২৩ তারিখের মধ্যে পরবর্তী সভায় উপস্থাপন করতে হবে।", None),
        ("পরবর্তী সভার পূর্বে ৫ ডিসেম্বর ২০২৩ তারিখের মধ্যে জমা দিতে হবে।", None),
        ("Report at the next meeting on the progress made since 5 May 2023.", None),
    ],
)
def test_the_next_meeting_is_known_only_where_its_day_is_stated(text: str, day: date | None) -> None:
    assert _on(next_meeting_day(lines(text), date(2022, 11, 20), phrasebook())) == day


def test_a_news_report_is_dated_by_its_own_line() -> None:
    opened = lines("शीर्षक", "सोनपुर, 14 नवंबर 2024/ कलेक्टर ने 20 नवंबर 2024 तक सूची मांगी।")
    assert _on(dateline_day(opened, phrasebook())) == date(2024, 11, 14)
    told = lines("शीर्षक", "15-Jun-2024 7:04 PM", "गरियाबंद, 15 जून। कार्यशाला का आयोजन किया गया।")
    assert _on(dateline_day(told, phrasebook())) == date(2024, 6, 15)


def test_the_title_may_name_its_own_meeting() -> None:
    title = lines("Minutes of the coordination meeting of 5 May 2024")
    day = held_day(title, title[0], None, phrasebook())
    assert day is not None and day.on == date(2024, 5, 5)


def test_the_next_meeting_may_stand_below_its_heading() -> None:
    day = next_meeting_day(lines("7. DATE OF NEXT MEETING", "Monday 14 April 2025 at 4.30 pm."), None, phrasebook())
    assert day is not None and day.on == date(2025, 4, 14)


def test_the_confirmed_proceedings_are_another_meetings() -> None:
    told = lines("Proceedings of the meeting of 8 October 2023 were read and confirmed.")
    assert held_day(told, None, None, phrasebook()) is None


def test_notes_may_be_dated_on_a_line_of_their_own() -> None:
    day = held_day(lines("Weekly Coordination Meeting", "Notes, 4 March 2025 (Tuesday)"), None, None, phrasebook())
    assert day is not None and day.on == date(2025, 3, 4)


def test_a_report_may_be_dated_below_its_text() -> None:
    day = dateline_day(lines("रामगंज।"), phrasebook(), lines("बैठक 20 मार्च 2024 को होगी।", "18 मार्च 2024"))
    assert day is not None and day.on == date(2024, 3, 18)


def test_a_line_among_the_first_may_name_the_meeting_with_its_day() -> None:
    told = lines("Review meeting of the Commissioner with heads of departments on 14th October, 2025")
    day = held_day(told, None, None, phrasebook())
    assert day is not None and day.on == date(2025, 10, 14)
    assert held_day(lines("The next meeting will be on 14 October 2025"), None, None, phrasebook()) is None


def test_a_paper_dated_beside_a_title_that_tells_the_day_was_issued_then() -> None:
    told = lines("Proceedings of the meeting held on 17.09.2024 at 4 PM", "Dated: 20.09.2024")
    assert _on(held_day(told, told[0], None, phrasebook())) == date(2024, 9, 17)
    assert _on(issued_day(told, None, phrasebook(), title=told[0])) == date(2024, 9, 20)


def test_a_paper_dated_below_a_title_without_a_day_was_held_then() -> None:
    told = lines("Proceedings of the meeting of the committee", "Dated: 20.09.2024")
    assert _on(held_day(told, told[0], None, phrasebook())) == date(2024, 9, 20)
    assert issued_day(told, None, phrasebook(), title=told[0]) is None
