"""Papers that follow the sample minutes: the next meeting's, and amended copies, as text."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.cli.conftest import MINUTES

ALL = "জেলা প্রশাসক (সকল), রংপুর বিভাগ"

_NEXT = """\
গণপ্রজাতন্ত্রী বাংলাদেশ সরকার
বিভাগীয় কমিশনারের কার্যালয়
রংপুর বিভাগ, রংপুর।

নাগরিক সেবার মানোন্নয়ন বিষয়ক ২য় ত্রৈমাসিক সমন্বয় সভার কার্যবিবরণী

সভার তারিখ	{held}
স্থান	বিভাগীয় কমিশনারের সম্মেলন কক্ষ

ক্রম	বিষয়	আলোচনা	সিদ্ধান্ত	বাস্তবায়নকারী
{rows}

আর কোনো আলোচ্য বিষয় না থাকায় সভাপতি সবাইকে ধন্যবাদ জানিয়ে সভা শেষ করেন।

স্মারক নম্বর: ০৫.৪৭.০০০০.০১১.০৬.০০৩.২৫.{memo}
{issued}
"""


def next_minutes(
    folder: Path,
    rows: Sequence[tuple[str, str]],
    *,
    memo: str = "২৯৮",
    held: str = "৮ ডিসেম্বর ২০২৫",
    issued: str = "১৪ ডিসেম্বর ২০২৫",
) -> Path:
    """Minutes of a later meeting with (decision, implementer) rows."""
    digits = "০১২৩৪৫৬৭৮৯"
    told = "\n".join(f"০{digits[n]}\tবিষয়\tআলোচনা হয়।\t{text}\t{who}" for n, (text, who) in enumerate(rows, 1))
    path = folder / f"next-{memo}.txt"
    path.write_text(_NEXT.format(rows=told, memo=memo, held=held, issued=issued), "utf-8")
    return path


def amended(folder: Path, *changes: tuple[str, str], name: str = "amended.txt") -> Path:
    """The sample minutes with words replaced: (before, after)…"""
    text = MINUTES.read_text("utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    path = folder / name
    path.write_text(text, "utf-8")
    return path
