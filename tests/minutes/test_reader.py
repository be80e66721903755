"""Whole files: several meetings, bases, and files from which nothing can be read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.minutes.gold import OWN, phrasebook, read_case
from tests.minutes.texts import directory
from tracker.domain.due import Reckoning
from tracker.domain.errors import BadInput
from tracker.minutes.draft import Draft
from tracker.minutes.reader import read_minutes

HEAD = "উন্নয়ন সভার কার্যবিবরণী\nসভার তারিখ : ৫ মে ২০২৪\n\nক্রম\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\n"
ROW = "১\tতালিকা\tতালিকা ১০ দিনের মধ্যে পাঠাতে হবে।\tজেলা প্রশাসক, টেকনগর\n"
ISSUED = "\nস্মারক নং: ০৫.৬০.১২\nতারিখ: ৮ মে ২০২৪\n"


def _read(folder: Path, text: str, order: tuple[str, ...] = ("issued", "held")) -> Draft:
    file = folder / "minutes.txt"
    file.write_text(text, "utf-8")
    return read_minutes(file, directory(), phrasebook(), Reckoning(), order)


def test_deadlines_count_from_the_issue_date(tmp_path: Path) -> None:
    (decision,) = _read(tmp_path, HEAD + ROW + ISSUED).decisions
    assert (decision.basis, decision.first_due_on) == (date(2024, 5, 8), date(2024, 5, 19))


def test_the_order_of_bases_is_the_bodys_choice(tmp_path: Path) -> None:
    (decision,) = _read(tmp_path, HEAD + ROW + ISSUED, ("held", "issued")).decisions
    assert (decision.basis, decision.basis_kind) == (date(2024, 5, 5), "held")


def test_without_an_issue_date_they_count_from_the_meeting(tmp_path: Path) -> None:
    (decision,) = _read(tmp_path, HEAD + ROW).decisions
    assert (decision.basis, decision.basis_kind) == (date(2024, 5, 5), "held")


def test_minutes_issued_before_the_meeting_count_from_the_meeting(tmp_path: Path) -> None:
    draft = _read(tmp_path, HEAD + ROW + ISSUED.replace("২০২৪", "২০২৩"))
    assert draft.decisions[0].basis_kind == "held"
    assert [w.code for w in draft.warnings] == ["issued_before_held"]


def test_each_meeting_of_a_file_counts_from_its_own_day() -> None:
    _, draft = read_case(OWN, "fisheries-two-meetings-2024")
    duties = [d for d in draft.decisions if d.nature == "obligation"]
    assert [d.basis for d in duties] == [date(2024, 5, 7)] * 2 + [date(2024, 9, 3)] * 2
    assert draft.meeting.held_on == date(2024, 5, 7)
    assert [w.code for w in draft.warnings] == ["several_meetings"]


def test_reading_twice_gives_the_same(tmp_path: Path) -> None:
    assert _read(tmp_path, HEAD + ROW + ISSUED) == _read(tmp_path, HEAD + ROW + ISSUED)


def test_a_file_without_decisions_says_so(tmp_path: Path) -> None:
    draft = _read(tmp_path, "আমাদের ছোট নদী চলে বাঁকে বাঁকে।\n")
    assert draft.decisions == ()
    assert [w.code for w in draft.warnings] == ["no_decisions"]


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_an_empty_file_is_refused_or_said_to_be_empty(tmp_path: Path, text: str) -> None:
    try:
        draft = _read(tmp_path, text)
    except BadInput as refusal:
        assert refusal.message and refusal.hint
    else:
        assert [w.code for w in draft.warnings] == ["empty_document"]


def test_every_decision_names_its_line_in_the_text() -> None:
    _, draft = read_case(OWN, "winter-relief-2023-12")
    lines = draft.text.split("\n")
    for decision in draft.decisions:
        assert decision.place.line is not None
        assert decision.text[:20] in lines[decision.place.line - 1]
