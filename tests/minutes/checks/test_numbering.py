"""Numbers of items."""

from __future__ import annotations

import pytest

from tracker.minutes.checks.numbering import check_numbers
from tracker.minutes.draft import Place
from tracker.minutes.raw import RawItem, RawMeeting


def _codes(*numbers: str) -> list[tuple[str, str]]:
    items = tuple(RawItem(n, f"subject {n}", "text", Place(i)) for i, n in enumerate(numbers, 1))
    meeting = RawMeeting("table", (), items, numbers=numbers)
    return [(w.code, w.message) for w in check_numbers(meeting)]


@pytest.mark.parametrize(
    "numbers",
    [("1", "2", "3"), ("41", "42", "43"), ("1", "2.1", "2.2", "3"), ("1", "2", "1", "2"), (), ("7",), ("", "")],
)
def test_a_numbering_in_order_is_not_remarked_on(numbers: tuple[str, ...]) -> None:
    assert _codes(*numbers) == []


def test_a_number_that_stands_twice_is_named_once() -> None:
    assert _codes("1", "2", "2", "2", "3") == [("duplicate_number", "number 2 stands before 3 items")]


def test_a_first_number_that_stands_twice_is_no_new_beginning() -> None:
    assert [code for code, _ in _codes("1", "1", "2")] == ["duplicate_number"]


def test_gaps_are_named_with_the_numbers_that_are_missing() -> None:
    assert _codes("1", "3", "4", "6") == [("missing_number", "the numbers run from 1 to 6 without 2, 5")]


def test_the_place_is_that_of_the_doubled_item() -> None:
    items = tuple(RawItem("4", "s", "t", Place(line)) for line in (10, 20))
    (warning,) = check_numbers(RawMeeting("table", (), items, numbers=("4", "4")))
    assert warning.place == Place(20)
