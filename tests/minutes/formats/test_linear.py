"""Time in proportion to length, bounded memory: pathological texts of 10^5 signs and large tables (97 to 99)."""

from __future__ import annotations

import tracemalloc
from contextlib import suppress
from time import process_time

import pytest

from tests.minutes.layouts.reading import items, read
from tracker.domain.errors import BadInput

UNITS = [
    "১", "9", "|", "(", ")", "\t", " ", "।", "-", "–", "*", "_", "#", "<", "<p>", "&", "/ ", " / ", "•", "\n", "\n\n", "+--",
    "১।", "(১)", "১. ", "ক) ", "i) ", "সিদ্ধান্তঃ ", "সিদ্ধান্তঃ\n", "১। সিদ্ধান্তঃ ক\n", "আলোচ্যসূচি-১: ক\n", "RESOLVED that x. ",
    "Mr. A asked b? He replied c. ", "Mr. ", "ি", "া্", "়", "\u200d", "| a ", "a |\n", "১ |\n", "\"\t\"", "\t\"\n", "“", "গত তারিখের ",
    "বিষয় : ক\n", "http://", "a@b.", "‡", "©", "w‡", "t ", ":", "ঃ", "1 / a / b\n", "১\tক\tখ\n", "ক্রম\tসিদ্ধান্ত\tবাস্তবায়নে\n",
    "<table>", "<table><tr><td>", "[", "{", "{\"a\":", "<\\/p>", "no other business ", "Page 1\n",
]  # fmt: skip


def seconds(text: str) -> float:
    """The processor time that reading takes; a refusal is an answer too."""
    start = process_time()
    with suppress(BadInput):
        read(text)
    return process_time() - start


@pytest.mark.parametrize("unit", UNITS)
def test_ten_times_the_text_takes_no_hundred_times_the_time(unit: str) -> None:
    short, long = (unit * (n // len(unit) + 1) for n in (10_000, 100_000))
    assert seconds(long) < 60 * max(seconds(short), 0.1)


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
