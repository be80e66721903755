"""How many took part."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import lines
from tracker.minutes.draft import Participants
from tracker.minutes.facts.participants import read_participants


@pytest.mark.parametrize(
    ("line", "female", "male", "total", "minority"),
    [
        ("উপস্থিতি : মোট ২১ জন", None, None, 21, None),
        ("উপস্থিত সদস্য ঃ ৩৪ জন", None, None, 34, None),
        ("উপস্থিতি\tমহিলা ৯ জন, পুরুষ ২৬ জন, মোট ৩৬ জন", 9, 26, 36, None),
        ("মোট ১৮ জন সদস্য (নারী ৭ জন, পুরুষ ১১ জন) উপস্থিত ছিলেন।", 7, 11, 18, None),
        ("৭ জন নারী ও ১১ জন পুরুষসহ মোট ১৮ জন উপস্থিত ছিলেন।", 7, 11, 18, None),
        ("उपस्थिति\tमहिला 12, पुरुष 31, कुल 43", 12, 31, 43, None),
        ("No. of Participants: Female-11 (Minority-04), Male- 18 (Minority-0), Total- 29(Minority-04)", 11, 18, 29, 4),
        ("12 women and 18 men (30 in total) attended.", 12, 18, 30, None),
        ("Total participants: 30 (12 women, 18 men)", 12, 18, 30, None),
        ("Attendance: 11 (7F, 4M)", 7, 4, 11, None),
        ("Participants: 22 in person (10 F / 12 M)", 10, 12, 22, None),
        ("Participants: 25", None, None, 25, None),
        ("12 members were present (7 female, 5 male).", 7, 5, 12, None),
        ("5 women and 20 members attended.", 5, None, None, None),
        ("The meeting was attended by 25 members.", None, None, 25, None),
    ],
)
def test_counts_stand_before_or_behind_their_words(
    line: str, female: int | None, male: int | None, total: int | None, minority: int | None
) -> None:
    assert read_participants(lines(line), phrasebook()) == Participants(female, male, total, minority)


@pytest.mark.parametrize(
    "line",
    [
        "উপস্থিতি\tপরিশিষ্ট “ক” (স্বাক্ষরের ক্রমানুসারে)।",
        "PRESENT: Rokeya Mannan (Chair), and eleven members as listed in Annex A",
        "Participants : staff of the range office and members",
        "The committee has 25 members.",
    ],
)
def test_nothing_is_counted_that_the_document_does_not_count(line: str) -> None:
    assert read_participants(lines(line), phrasebook()) is None
