"""Letters in words, in Bengali and English, from packaged templates and from a user's own."""

from __future__ import annotations

import html
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from unicodedata import is_normalized

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.notices.letters import MEMO, NAMES, TITLE, WORDS, item, letter
from tracker.domain.errors import ConfigError
from tracker.notices.letter import Letter, Rendered
from tracker.notices.render import render
from tracker.settings.resources import packaged_root

ON = {"reminder": date(2023, 7, 2), "overdue": date(2023, 7, 6), "escalation": date(2023, 7, 20)}
TEMPLATES = packaged_root() / "templates" / "emails"


def seen(page: str) -> str:
    """The words of an HTML page, without its markup and style."""
    page = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())


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


class _Page(HTMLParser):
    """Collects elements and attributes, and what is open at the end."""

    VOID = frozenset({"meta", "br", "img", "hr"})

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag


def parsed(page: str) -> _Page:
    parser = _Page()
    parser.feed(page)
    parser.close()
    assert not parser.open
    return parser


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
@pytest.mark.parametrize("kind", sorted(ON))
def test_the_page_is_well_formed_adapts_to_darkness_and_fetches_nothing(kind: str, language: str) -> None:
    page = render(letter(kind, ON[kind], item(1), item(2), language=language)).html
    parser = parsed(page)
    assert not {"img", "script", "link", "iframe", "form", "input"} & set(parser.tags)
    assert not [v for k, v in parser.attributes if k in ("src", "background") or (v and "url(" in v)]
    assert [v for k, v in parser.attributes if k == "href"] == ["mailto:charter@example.org"]
    assert ("name", "color-scheme") in parser.attributes and "prefers-color-scheme: dark" in page
    assert ("lang", language) in parser.attributes
    assert "{{" not in page and "{%" not in page


def test_markup_and_template_signs_in_any_words_are_shown_as_they_are() -> None:
    attack = "<script>alert(1)</script>{{ 7*7 }}{% raw %}\" onload='x'"
    hostile: dict[str, Any] = {"decision_text": attack, "minutes_title": attack, "memo_number": attack,
                               "decision_number": attack, "office_names": {"bn": attack},
                               "explanation": {"bn": attack}, "period": attack}  # fmt: skip
    wanted = letter("escalation", ON["escalation"], item(**hostile), office="div-rangpur",
                    sender_names={"bn": attack}, copies=(attack,), number=attack)  # fmt: skip
    rendered = render(wanted)
    harmless = letter("escalation", ON["escalation"], item(), office="div-rangpur", copies=("x",))
    clean = parsed(render(harmless).html)
    assert sorted(set(parsed(rendered.html).tags)) == sorted(set(clean.tags))
    assert not any(name.startswith("on") for name, _ in parsed(rendered.html).attributes)
    assert attack in seen(rendered.html) and attack in rendered.text


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=60))
def test_any_words_give_a_sound_page_and_one_line_of_subject(words: str) -> None:
    hostile = item(decision_text=words, minutes_title=words, decision_number=words)
    rendered = render(letter("overdue", date(2023, 7, 6), hostile, office_names={"bn": words}, number=words))
    parsed(rendered.html)
    assert len(rendered.subject.splitlines()) == 1
    (rendered.text + rendered.html).encode()


def test_control_and_bidi_characters_and_surrogates_in_words_go_nowhere() -> None:
    bad = "ক\x1b[2J\u202eখ\x00\ud800"
    told = item(decision_text=bad, minutes_title=bad, office_names={"bn": bad}, explanation={"bn": bad})
    wanted = letter("overdue", date(2023, 7, 6), told, office_names={"bn": bad}, copies=(bad,), number=bad)
    rendered = render(wanted)
    for text in (rendered.subject, rendered.text, rendered.html):
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", text)
    assert rendered.text.count("ক[2Jখ\ufffd") == 6


def test_a_decision_of_several_lines_keeps_them() -> None:
    assert "ক\n   খ" in render(letter("overdue", date(2023, 7, 6), item(decision_text="ক\r\nখ"))).text


def test_plain_text_has_no_trailing_blanks_and_no_gaps() -> None:
    for kind in ON:
        text = render(letter(kind, ON[kind], item(1), item(2), copies=("ক",))).text
        assert not re.search(r"[ \t]+$", text, re.MULTILINE)
        assert "\n\n\n" not in text and text.endswith("\n") and not text.startswith("\n")


def test_a_template_of_the_users_folder_goes_before_the_packaged_one(tmp_path: Path) -> None:
    own = tmp_path / "templates" / "emails" / "bn" / "overdue" / "subject.txt"
    own.parent.mkdir(parents=True)
    own.write_text("আমাদের বিষয়: {{ letter.decisions|digits }}", encoding="utf-8")
    rendered = render(letter(), home=tmp_path)
    assert rendered.subject == "আমাদের বিষয়: ১"
    assert "তাগিদপত্র" not in rendered.subject and WORDS in rendered.text
    own.write_text("পরে বদলানো", encoding="utf-8")
    assert render(letter(), home=tmp_path).subject == "পরে বদলানো"
    assert render(letter()).subject.startswith("তাগিদপত্র")


@pytest.mark.parametrize(
    ("template", "named"),
    [
        ("{{ nothing }}", "nothing"),
        ("{% if %}", "subject.txt"),
        ("{{ letter.wrong }}", "wrong"),
        ("{{ letter.stage + 'x' }}", "subject.txt"),
        ("{% include 'none.txt' %}", "none.txt"),
        ("{{ letter.number|nofilter }}", "nofilter"),
    ],
)
def test_a_wrong_template_is_refused_by_name(tmp_path: Path, template: str, named: str) -> None:
    own = tmp_path / "templates" / "emails" / "bn" / "overdue" / "subject.txt"
    own.parent.mkdir(parents=True)
    own.write_text(template, encoding="utf-8")
    with pytest.raises(ConfigError) as refused:
        render(letter(), home=tmp_path)
    assert named in refused.value.message and f"{own}:1" in refused.value.message


def test_a_kind_without_templates_is_refused_by_name() -> None:
    with pytest.raises(ConfigError, match=r"bn/unknown/subject\.txt"):
        render(letter("unknown", date(2023, 7, 6)))


FOREIGN = {"bn": "[\u0900-\u0963\u0966-\u097f]", "en": "[\u0900-\u09ff]", "hi": "[\u0980-\u09ff]"}


@pytest.mark.parametrize("language", sorted(FOREIGN))
def test_every_language_has_all_templates_and_no_letters_of_another(language: str) -> None:
    bengali = {p.relative_to(TEMPLATES / "bn") for p in (TEMPLATES / "bn").rglob("*.*")}
    files = {p.relative_to(TEMPLATES / language): p.read_text("utf-8") for p in (TEMPLATES / language).rglob("*.*")}
    assert files.keys() == bengali
    assert not any(re.search(FOREIGN[language], text) for text in files.values())
    assert all(is_normalized("NFC", text) for text in files.values())
