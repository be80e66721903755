"""Bands of days late: every day in exactly one, and figures that add up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.ageing import BANDS, ageing, band


@pytest.mark.parametrize(
    ("days", "name"),
    [(1, "1-7"), (7, "1-7"), (8, "8-15"), (15, "8-15"), (16, "16-30"), (30, "16-30"), (31, "31-90"), (90, "31-90"),
     (91, "over-90"), (5000, "over-90")],
)  # fmt: skip
def test_each_band_has_both_its_ends(days: int, name: str) -> None:
    assert band(days) == name


@pytest.mark.parametrize("days", [0, -3])
def test_what_is_not_late_has_no_band(days: int) -> None:
    with pytest.raises(ValueError, match="not overdue"):
        band(days)


@given(st.lists(st.integers(1, 400)))
def test_the_bands_add_up_to_the_number(days: list[int]) -> None:
    found = ageing(days)
    assert (found.number, found.longest) == (len(days), max(days, default=0))
    assert list(found.bands) == list(BANDS)
    assert sum(found.bands.values()) == len(days)
