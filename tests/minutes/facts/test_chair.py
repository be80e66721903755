"""Who presided."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import directory, lines, nfc
from tracker.minutes.facts.chair import read_chair


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("সভাপতি\tমো: হাবিব রহমান বিভাগীয় কমিশনার", "মো: হাবিব রহমান"),
        ("সভাপতি: জনাব মোঃ আব্দুল করিম (যুগ্ম সচিব), জেলা প্রশাসক", "জনাব মোঃ আব্দুল করিম"),
        ("সভাপতি : অধ্যাপক ড. মোছাঃ নাজনীন আক্তার, উপাচার্য", "অধ্যাপক ড. মোছাঃ নাজনীন আক্তার"),
        ("সভায় সভাপতিত্ব করেন বিভাগীয় কমিশনার জনাব সেলিনা রহমান।", "জনাব সেলিনা রহমান"),
        ("জনাব কামাল হোসেন, জেলা প্রশাসক, টেকনগর সভায় সভাপতিত্ব করেন।", "জনাব কামাল হোসেন"),
        ("জেলা প্রশাসক জনাব রফিক ইসলাম এর সভাপতিত্বে সভা অনুষ্ঠিত হয়।", "জনাব রফিক ইসলাম"),
        ("সভায় সভাপতিত্ব করেন মোছাঃ রাশেদা বেগম।", "মোছাঃ রাশেদা বেগম"),
        ("জনাব কামাল ও জনাব আবু মোঃ সালেহ এর সভাপতিত্বে সভা হয়।", "জনাব আবু মোঃ সালেহ"),
        ("জেলা প্রশাসক আবদুল মালেকের সভাপতিত্বে সভা অনুষ্ঠিত হয়।", "আবদুল মালেক"),
        ("Chair: Nasreen Sultana", "Nasreen Sultana"),
        ("The meeting was chaired by Mr. Nazim Kibria the president of the group.", "Mr. Nazim Kibria"),
        ("The officer was guest while Sima Begum, president of a club (CSO) presided it over.", "Sima Begum"),
        ("The Chairperson, Ms. Ferdousi Begum, welcomed all.", "Ms. Ferdousi Begum"),
        ("The Chairman, Md. Abdul Karim, welcomed all.", "Md. Abdul Karim"),
        ("They met in the room of the Judge, Mr. Abul Miah, President and Chairman of it, presiding.", "Mr. Abul Miah"),
        ("They met on Thursday in the hall with Dr. Anwara Begum, Superintendent, in the chair.", "Dr. Anwara Begum"),
        ("Md. Ali was guest while Md. Abdul Latif, president of the group presided it over.", "Md. Abdul Latif"),
        ("PRESENT: Rokeya Mannan (Chair), and eleven members", "Rokeya Mannan"),
        ("It was presided over by the Deputy Commissioner Mr. Karim Uddin at 10 am.", "Mr. Karim Uddin"),
        ("अध्यक्षता\tश्रीमती कविता राठौर, कलेक्टर", "श्रीमती कविता राठौर"),
        ("समिति कक्ष में माननीय कुलपति प्रो. सुधा त्रिपाठी की अध्यक्षता में बैठक हुई।", "प्रो. सुधा त्रिपाठी"),
        ("माननीय अध्यक्ष श्रीमती लता बाई की अध्यक्षता में बैठक हुई।", "श्रीमती लता बाई"),
        ("बैठक की अध्यक्षता महिला फेडरेशन की अध्यक्ष श्रीमती राधा पैकरा ने की।", "श्रीमती राधा पैकरा"),
        ("श्री अमर साहू ने बैठक की अध्यक्षता की एवं शुरुआत श्री बलराम ने की।", "श्री अमर साहू"),
        ("श्री अमर साहू की अध्यक्षता में बैठक हुई, संचालन श्री बलराम ने किया।", "श्री अमर साहू"),
        ("कलेक्टर श्री दीपक अग्रवाल की अध्यक्षता में बैठक हुई।", "श्री दीपक अग्रवाल"),
    ],
)
def test_the_name_is_kept_with_its_honorific_and_without_the_post(line: str, name: str) -> None:
    assert read_chair(lines(line), (), directory(), phrasebook()) == nfc(name)


@pytest.mark.parametrize(
    "line",
    [
        "সভাপতি : জেলা প্রশাসক, টেকনগর",
        "Chair: Deputy Commissioner, Teknagar",
        "Chair: TBC",
        "The Deputy Commissioner chaired the meeting.",
        "On Thursday the committee met with ten members in the chair.",
        "The meeting was presided over by the Deputy Commissioner.",
        "সভাপতি সকলকে স্বাগত জানান।",
        "माननीय कलेक्टर की अध्यक्षता में बैठक हुई।",
    ],
)
def test_a_post_alone_names_nobody(line: str) -> None:
    assert read_chair(lines(line), (), directory(), phrasebook()) is None


def test_a_signature_counts_only_where_it_says_that_this_is_the_chair() -> None:
    signed = lines("স্বাক্ষরিত", "সেলিনা রহমান", "সভাপতি")
    assert read_chair((), signed, directory(), phrasebook()) == nfc("সেলিনা রহমান")
    other = lines("মেহেদী হাসান", "সহকারী কমিশনার")
    assert read_chair((), other, directory(), phrasebook()) is None
