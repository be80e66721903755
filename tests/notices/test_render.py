"""Letters in words, in Bengali and English, from packaged templates and from a user's own."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.notices.letters import MEMO, NAMES, ON, TITLE, WORDS, item, letter, seen
from tracker.notices.letter import Letter, Rendered
from tracker.notices.render import render


def both(rendered: Rendered) -> tuple[str, str]:
    return " ".join(rendered.text.split()), seen(rendered.html)


@pytest.mark.parametrize("kind", sorted(ON))
def test_a_bengali_letter_says_all_that_an_office_needs(kind: str) -> None:
    for words in both(render(letter(kind, ON[kind]))):
        for needed in (
            WORDS, TITLE, MEMO, "২.১", "২২ জুন ২০২৩", "বুধবার, ৫ জুলাই ২০২৩", "জারির তারিখ হতে ১০ দিনের মধ্যে",
            "ট্র্যাকিং নং", "১৭", NAMES["dc-kurigram"]["bn"], NAMES["div-rangpur"]["bn"], "charter@example.org",
            "focal.kurigram@example.org", "ফোকাল পয়েন্ট কর্মকর্তা", "অনুরোধ করা হলো", "নোটিশ নং: ১০৪", "বিষয়:",
        ):  # fmt: skip
            assert needed in words


@pytest.mark.parametrize("kind", sorted(ON))
def test_an_english_letter_says_the_same(kind: str) -> None:
    for words in both(render(letter(kind, ON[kind], language="en"))):
        for needed in (
            WORDS, TITLE, MEMO, "2.1", "22 June 2023", "Wednesday, 5 July 2023", "10 days of issue",
            "Tracking no.", "17", NAMES["dc-kurigram"]["en"], NAMES["div-rangpur"]["en"],
            "charter@example.org", "focal.kurigram@example.org", "focal point", "Please", "Notice no.: 104", "Subject:",
        ):  # fmt: skip
            assert needed in words


def test_the_head_of_a_letter_has_the_date_of_both_calendars() -> None:
    for words in both(render(letter())):
        assert "২২ আষাঢ় ১৪৩০ বঙ্গাব্দ" in words and "৬ জুলাই ২০২৩ খ্রিস্টাব্দ" in words


@pytest.mark.parametrize(
    ("kind", "on", "bengali", "english"),
    [
        ("reminder", date(2023, 6, 28), "আর ৭ দিন বাকি", "7 days left"),
        ("reminder", date(2023, 7, 4), "আর ১ দিন বাকি", "1 day left"),
        ("reminder", date(2023, 7, 5), "আজ শেষ দিন", "due today"),
        ("overdue", date(2023, 7, 6), "১ দিন বিলম্ব", "1 day late"),
        ("overdue", date(2023, 7, 12), "৭ দিন বিলম্ব", "7 days late"),
    ],
)
def test_a_letter_says_how_many_days_are_left_or_gone(
    kind: str, on: date, bengali: str, english: str
) -> None:
    for language, expected in (("bn", bengali), ("en", english)):
        assert all(expected in words for words in both(render(letter(kind, on, language=language))))


@pytest.mark.parametrize(
    ("wanted", "subject"),
    [
        (letter("reminder", ON["reminder"]), "অনুস্মারক: সভার সিদ্ধান্ত বাস্তবায়নের সময়সীমা ৫ জুলাই ২০২৩"),
        (letter("reminder", date(2023, 7, 5)), "অনুস্মারক: সভার সিদ্ধান্ত বাস্তবায়নের সময়সীমা আজ, ৫ জুলাই ২০২৩"),
        (
            letter("reminder", ON["reminder"], item(1, due_on=date(2023, 7, 9)), item(2)),
            "অনুস্মারক: সভার ২টি সিদ্ধান্ত বাস্তবায়নের সময়সীমা আসন্ন (নিকটতম ৫ জুলাই ২০২৩)",
        ),
        (letter(), "তাগিদপত্র: সভার সিদ্ধান্ত বাস্তবায়নের সময়সীমা অতিক্রান্ত"),
        (
            letter("overdue", date(2023, 7, 12), item(1), item(2), stage=2),
            "তাগিদপত্র (২য় পর্যায়): সভার ২টি সিদ্ধান্ত বাস্তবায়নের সময়সীমা অতিক্রান্ত",
        ),
        (
            letter("escalation", date(2023, 7, 27), item(1), stage=4, office="div-rangpur"),
            "সাপ্তাহিক তালিকা: আওতাধীন কার্যালয়ে নির্ধারিত সময়ে অবাস্তবায়িত সিদ্ধান্ত (মোট ১টি)",
        ),
        (letter(language="en"), "Overdue: a decision of the meeting is past the deadline"),
        (
            letter("reminder", date(2023, 7, 5), item(1), item(2), language="en"),
            "Reminder: 2 decisions of the meeting are due soon, the first today, 5 July 2023",
        ),
        (
            letter("escalation", ON["escalation"], item(1), item(2), language="en", office="div-rangpur"),
            "2 decisions not implemented in time by an office under you",
        ),
    ],
)
def test_the_subject_says_what_it_is_about(wanted: Letter, subject: str) -> None:
    rendered = render(wanted)
    assert rendered.subject == subject
    assert all(subject in words for words in both(rendered))


def test_the_second_notice_turns_to_the_head_and_names_who_gets_copies() -> None:
    copies = ("অতিরিক্ত বিভাগীয় কমিশনার", "পরিচালক, স্থানীয় সরকার")
    for words in both(render(letter("overdue", date(2023, 7, 12), stage=2, role="head", copies=copies))):
        assert "কার্যালয় প্রধানের সদয় দৃষ্টি আকর্ষণ" in words
        assert "অনুলিপি" in words and f"১। {copies[0]}" in words and f"২। {copies[1]}" in words
    assert all("অনুলিপি" not in words for words in both(render(letter())))


def test_an_escalation_groups_its_items_by_office() -> None:
    items = (item(1), item(2, "dc-gaibandha"), item(3))
    wanted = letter("escalation", ON["escalation"], *items, office="div-rangpur", role="superior")
    for words in both(render(wanted)):
        kurigram = words.index("জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম (২টি)")
        gaibandha = words.index("জেলা প্রশাসকের কার্যালয়, গাইবান্ধা (১টি)")
        second, third = (re.search(f"ট্র্যাকিং নং:? {n}", words) for n in "২৩")
        assert second and third and kurigram < third.start() < gaibandha < second.start()
        assert "আওতাধীন ২টি কার্যালয়ের" in words and "ঊর্ধ্বতন কার্যালয় বিধায়" in words


def test_a_list_for_the_superior_names_each_minutes_once_and_refers_to_it() -> None:
    other = item(3, "dc-gaibandha", minutes_title="রাজস্ব সভার কার্যবিবরণী")
    items = (item(1), item(2), other, item(4, "dc-gaibandha"))
    assert len(WORDS) <= 100
    for words in both(render(letter("escalation", ON["escalation"], *items, office="div-rangpur"))):
        assert words.count(TITLE) == 1 and words.count(other.minutes_title) == 1
        assert words.count("[১]") == 3 + 1 and words.count("[২]") == 1 + 1
        assert words.count(WORDS) == 4 and words.count("বুধবার, ৫ জুলাই ২০২৩") == 4
        assert "সিদ্ধান্তের পূর্ণ বিবরণ" not in words


def test_a_list_for_the_superior_tells_a_long_decision_once_in_full() -> None:
    long = f"{WORDS} {WORDS}"
    items = [item(n, office, decision_text=long) for n, office in enumerate(("dc-kurigram", "dc-gaibandha"))]
    for words in both(render(letter("escalation", ON["escalation"], *items, office="div-rangpur"))):
        assert words.count(long) == 1 and words.count("…") == 2
        assert words.index("সিদ্ধান্তের পূর্ণ বিবরণ") < words.index(long)


def test_a_long_list_stays_below_the_size_at_which_mail_programs_cut() -> None:
    items = [item(n, decision_text=WORDS * 2) for n in range(56)]
    assert len(render(letter("escalation", ON["escalation"], *items, office="div-rangpur")).html.encode()) < 102_000


def test_an_escalation_to_the_late_office_itself_says_that_its_superior_was_told() -> None:
    for words in both(render(letter("escalation", date(2023, 7, 27), stage=4, role="head"))):
        assert "ঊর্ধ্বতন কার্যালয়কে অবহিত করা হয়েছে" in words and "আওতাধীন" not in words


def test_a_moved_deadline_and_a_returned_report_are_told() -> None:
    told = item(first_due_on=date(2023, 6, 30), state="returned")
    for words in both(render(letter("overdue", date(2023, 7, 6), told))):
        assert "প্রথমে নির্ধারিত ছিল ৩০ জুন ২০২৩" in words
        assert "ফেরত দেওয়া হয়েছে" in words


def test_a_period_is_named_where_no_explanation_does() -> None:
    told, silent = item(period="2023-24Q1", explanation=None), item(period="2023-24Q1")
    for words in both(render(letter("overdue", date(2023, 7, 6), told))):
        assert "২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক" in words
    for words in both(render(letter("overdue", date(2023, 7, 6), silent))):
        assert "২০২৩-২৪ অর্থবছরের ১ম ত্রৈমাসিক" not in words


def test_what_is_not_known_of_an_item_leaves_no_empty_label() -> None:
    bare = item(memo_number="", held_on=None, first_due_on=None, explanation=None)
    for words in both(render(letter("overdue", date(2023, 7, 6), bare, number=""))):
        assert not any(label in words for label in ("স্মারক নং", "সভার তারিখ", "যেভাবে নির্ধারিত", "নোটিশ নং"))
        assert "None" not in words


@pytest.mark.parametrize("kind", sorted(ON))
def test_a_hindi_letter_says_the_same_with_names_in_english_where_there_are_no_others(kind: str) -> None:
    for words in both(render(letter(kind, ON[kind], language="hi"))):
        for needed in (
            WORDS, TITLE, MEMO, "जुलाई", "within 10 days of issue", "ट्रैकिंग सं.", NAMES["dc-kurigram"]["en"],
            NAMES["div-rangpur"]["en"], "charter@example.org", "नोडल अधिकारी", "अनुरोध है", "विषय:", "समय-सीमा",
        ):  # fmt: skip
            assert needed in words


def test_a_language_without_templates_is_written_in_english() -> None:
    assert render(letter(language="ta")) == render(letter(language="en"))
