"""Pathological texts of 10^5 signs come to their end (fault 99)."""

from __future__ import annotations

from contextlib import suppress

import pytest

from tests.minutes.layouts.reading import read
from tests.minutes.monotonous import UNITS
from tracker.domain.errors import BadInput


@pytest.mark.parametrize("unit", UNITS)
def test_monotonous_texts_are_read_or_refused_alone_and_inside_a_line(unit: str) -> None:
    """Fault 99. A text that took more than linear time would not come to its end; benchmarks/reading.py measures how
    the time grows."""
    for text in (unit * (100_000 // len(unit)), "ক" + unit * (20_000 // len(unit)) + "খ"):
        with suppress(BadInput):
            assert read(text).text


def test_one_long_line_is_read() -> None:
    """Fault 98."""
    assert read("ক" * 3_000_000).text
