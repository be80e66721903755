"""What a letter says of itself."""

from __future__ import annotations

from datetime import date

from tests.notices.letters import item, letter
from tracker.notices.letter import in_language


def test_days_are_counted_from_the_notice_to_the_deadline() -> None:
    due = item(due_on=date(2023, 7, 5))
    days = {on: letter("overdue", date(2023, 7, on)).days_left(due) for on in (2, 5, 6)}
    assert days == {2: 3, 5: 0, 6: -1}


def test_items_are_grouped_by_office_in_the_order_they_came() -> None:
    items = (item(1), item(2, "dc-gaibandha"), item(3))
    groups = list(letter("escalation", date(2023, 7, 20), *items, office="div-rangpur").by_office())
    assert [(g.code, [i.occurrence_id for i in g.items]) for g in groups] == [
        ("dc-kurigram", [1, 3]),
        ("dc-gaibandha", [2]),
    ]


def test_a_letter_to_the_superior_is_about_others_and_one_to_the_office_is_not() -> None:
    assert letter("escalation", date(2023, 7, 20), item(), office="div-rangpur").about_others
    assert not letter().about_others


def test_an_item_is_extended_when_its_first_deadline_was_another() -> None:
    assert not item().extended
    assert item(first_due_on=date(2023, 6, 30)).extended
    assert not item(first_due_on=None).extended


def test_words_that_a_language_lacks_come_from_another() -> None:
    assert in_language({"bn": "রংপুর", "en": "Rangpur"}, "hi") == "Rangpur"
    assert in_language({"bn": "রংপুর", "en": ""}, "en") == "রংপুর"
    assert in_language({}, "bn") == "" and in_language(None, "bn") == ""
