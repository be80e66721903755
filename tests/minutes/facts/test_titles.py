"""Titles of minutes."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import lines, nfc
from tracker.minutes.draft import Place
from tracker.minutes.facts.titles import kind_of, read_title
from tracker.minutes.raw import RawItem, RawMeeting


@pytest.mark.parametrize(
    ("texts", "title"),
    [
        (("জেলা কার্যালয়", "উন্নয়ন সভার কার্যবিবরণী:"), "উন্নয়ন সভার কার্যবিবরণী"),
        (("বিষয়ঃ উন্নয়ন সভার কার্য বিবরণী।",), "উন্নয়ন সভার কার্য বিবরণী"),
        (("জেলা উন্নয়ন কমিটির", "মাসিক সভার কার্যবিবরণী"), "জেলা উন্নয়ন কমিটির মাসিক সভার কার্যবিবরণী"),
        (("৩য় সভার রেজুলেশন",), "৩য় সভার রেজুলেশন"),
        (("মাসিকসভারসিদ্ধান্তসমূহ",), "মাসিকসভারসিদ্ধান্তসমূহ"),
        (("MINUTES OF THE MEETING", "held on 5 May 2024"), "MINUTES OF THE MEETING held on 5 May 2024"),
        (("Report on District Dialogue Meeting",), "Report on District Dialogue Meeting"),
        (("विषय: समीक्षा बैठक का कार्यवाही विवरण",), "समीक्षा बैठक का कार्यवाही विवरण"),
    ],
)
def test_the_title_stands_in_whole_words(texts: tuple[str, ...], title: str) -> None:
    assert read_title(lines(*texts), phrasebook())[0] == nfc(title)


def test_a_sentence_about_old_minutes_is_no_title() -> None:
    told = lines("গত সভার কার্যবিবরণী পাঠ করে শোনানো হয়।", "সভাপতি : করিম")
    assert read_title(told, phrasebook()) == (None, -1)


def test_an_office_above_is_not_drawn_into_the_title() -> None:
    told = lines("গণপ্রজাতন্ত্রী বাংলাদেশ সরকার", "সভার কার্যবিবরণী")
    assert read_title(told, phrasebook())[0] == nfc("সভার কার্যবিবরণী")


@pytest.mark.parametrize(
    ("layout", "title", "kind"),
    [
        ("table", "সভার কার্যবিবরণী", "coordination_minutes"),
        ("resolutions", "সভার কার্যবিবরণী", "coordination_minutes"),
        ("resolutions", "সভার রেজুলেশন", "resolution"),
        ("resolutions", "Minutes of the review", "coordination_minutes"),
        ("resolutions", None, "resolution"),
        ("dialogue", "Report on Dialogue", "dialogue_report"),
        ("prose", None, "directive_report"),
        ("prose", "সভার কার্যবিবরণী", "coordination_minutes"),
    ],
)
def test_layout_and_title_tell_the_kind(layout: str, title: str | None, kind: str) -> None:
    assert kind_of(RawMeeting(layout, ()), nfc(title) if title else None, "", phrasebook()) == kind


@pytest.mark.parametrize("text", ["Minutes\nResolved that:\n1. the map be sent", "4. RESOLVED that the map be sent."])
def test_a_line_that_resolves_makes_a_resolution(text: str) -> None:
    meeting = RawMeeting("blocks", (), (RawItem("1", "", "the map be sent", Place(3)),))
    assert kind_of(meeting, "Minutes", text, phrasebook()) == "resolution"
    assert kind_of(meeting, "Minutes", "They had resolved in 2020 that …", phrasebook()) == "coordination_minutes"
