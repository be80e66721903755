"""Where the meeting was held."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import lines, nfc
from tracker.minutes.facts.place import read_place


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("Venue: Conference room, third floor", "Conference room, third floor"),
        (
            "The ordinary meeting was held on 8 July 2025 at 3.00 p.m. in the Council Hall, with the Mayor.",
            "Council Hall",
        ),
        (
            "A meeting was held on 12 March at 10 am in the conference room of the Commissioner under the chairmanship of X.",
            "conference room of the Commissioner",
        ),
        ("The meeting was held under the chairmanship of Shri Nikhil Saxena, Collector in the VC Hall.", "VC Hall"),
        ("दिनांक 20 अगस्त को अपरान्ह 03:30 बजे जिला पंचायत सभाकक्ष में बैठक आयोजित की गई।", "जिला पंचायत सभाकक्ष"),
        ("সভা ১০/১১/২০২২ ইং তারিখ রোজ বৃহস্পতিবার বেলা ১১ ঘটিকায় রংপুর জাদুঘর মিলনায়তনে অনুষ্ঠিত হয়।", "রংপুর জাদুঘর মিলনায়তন"),
        ("অদ্য বিকাল ৪ টায় বিদ্যালয়ের প্রধান শিক্ষকের কক্ষে এক সভা অনুষ্ঠিত হয়।", "বিদ্যালয়ের প্রধান শিক্ষকের কক্ষ"),
        ("आज दिनांक 02 अक्टूबर को ग्राम पंचायत भवन में ग्राम सभा आयोजित हुई।", "ग्राम पंचायत भवन"),
        ("दिनांक 14 अप्रैल को पंचायत भवन प्रांगण में ग्राम सभा आयोजित की गई।", "पंचायत भवन प्रांगण"),
        ("आज 11 बजे प्रशासनिक भवन स्थित समिति कक्ष में बैठक संपन्न हुई।", "प्रशासनिक भवन स्थित समिति कक्ष"),
        ("आज प्रेरणा संस्था के प्रशिक्षण कक्ष, धरमपुर में बैठक आयोजित की गई।", "आज प्रेरणा संस्था के प्रशिक्षण कक्ष, धरमपुर"),
        ("दिनांक 08/08/2023 को समय 04:00 बजे अपरान्ह जिला पंचायत सभाकक्ष में बैठक सम्पन्न हुई।", "जिला पंचायत सभाकक्ष"),
        ("स्थानः विकास भवन सभागार", "विकास भवन सभागार"),
        ("दिनांक 3 मई को नगर भवन, महापौर की अध्यक्षता में बैठक संपन्न हुई।", "नगर भवन"),
        ("दिनांक 3 मई को कलेक्टर कार्यालय के सभाकक्ष में बैठक संपन्न हुई।", "कलेक्टर कार्यालय के सभाकक्ष"),
    ],
)
def test_the_place_stands_behind_a_label_or_in_the_sentence_that_tells_of_the_meeting(line: str, place: str) -> None:
    assert read_place(lines(line), phrasebook()) == nfc(place)


@pytest.mark.parametrize(
    "line",
    [
        "The Hall was full.",
        "The next meeting will be held in the Council Hall.",
        "The meeting was held on 8 July 2025.",
        "बैठक आयोजित की गई।",
        "পরবর্তী সভা সম্মেলন কক্ষে অনুষ্ঠিত হবে।",
        "এক সভা অনুষ্ঠিত হয়।",
    ],
)
def test_no_place_is_guessed(line: str) -> None:
    assert read_place(lines(line), phrasebook()) is None
