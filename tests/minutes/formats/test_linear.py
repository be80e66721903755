"""Pathological texts of 10^5 signs and large tables come to their end, in bounded memory (faults 97 to 99)."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress

import pytest

from tests.minutes.layouts.reading import items, read
from tests.minutes.monotonous import UNITS
from tracker.domain.errors import BadInput


@pytest.mark.parametrize("unit", UNITS)
def test_monotonous_texts_are_read_or_refused_alone_and_inside_a_line(unit: str) -> None:
    """Fault 99. A text that took more than linear time would not come to its end; benchmarks/reading.py measures how
    the time grows."""
    for text in (unit * (100_000 // len(unit)), "ক" + unit * (20_000 // len(unit)) + "খ"):
        with suppress(BadInput):
            assert read(text).text


def test_a_table_of_five_thousand_rows_is_read_whole_in_bounded_memory() -> None:
    row = "{}\tবিষয়\tআলোচনা হয়।\tতালিকা {} দিনের মধ্যে দিতে হবে।\tজেলা প্রশাসক, রংপুর\n"
    text = "ক্রম\tবিষয়\tআলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী\n" + "".join(row.format(n, n) for n in range(1, 5001))
    tracemalloc.start()
    found = items(text)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [n for n, *_ in found] == [str(n) for n in range(1, 5001)]
    assert peak < 150 << 20


def test_one_long_line_is_read() -> None:
    assert read("ক" * 3_000_000).text
