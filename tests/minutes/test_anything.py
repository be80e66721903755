"""Whatever a file holds: an answer or a refusal, never a crash, and nothing open that no code names."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.minutes.gold import phrasebook
from tests.minutes.texts import directory
from tracker.domain.deadlines import Kind
from tracker.domain.due import Reckoning
from tracker.domain.errors import BadInput
from tracker.minutes.decisions import REVIEW_ORDER
from tracker.minutes.draft import Draft
from tracker.minutes.reader import read_minutes

WORDS = (
    "সভাপতি", "সভার তারিখ", "স্মারক নং", "তারিখ", "ক্রমিক", "সিদ্ধান্ত", "বাস্তবায়নকারী", "সময়সীমা", "আলোচনা",
    "জেলা প্রশাসক", "টেকনগর", "(সকল)", "সুরমা বিভাগ", "সংশ্লিষ্ট সকল", "১০ দিনের মধ্যে", "৩১ ফেব্রুয়ারি ২০২৩", "প্রতি মাসে",
    "৫ মে ২০২৪", "১১ আষাঢ় ১৪৩০", "পাঠাতে হবে।", "অনুমোদিত হয়।", "বাকি ৭টি জেলা", "১০ (পনেরো)", "1৫", "নিয়মিত", "পরবর্তী সভা",
    "RESOLVED that", "shall", "within 0 days", "by 31 February", "Deputy Commissioner", "all", "was noted.", "Chair:", "Mr.",
    "Memo No.", "Date:", "Q5", "2022-23", "asked", "replied that we will help.", "next meeting", "निर्देश दिए", "सात दिवस में",
    "समस्त", "बैठक दिनांक", "কার্যবিবরণী", "Minutes of", "৯৯৯৯৯৯৯৯", "29/02/2023", "\ufffd", "?", "।", ";", ",", "(", ")", "-", "|",
    "\t", "\n", "\n\n", " ", "১।", "(ক)", "2.", "<p>", "</p>", "<table>", "<td>",
)  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=60).map(" ".join)
tables = st.lists(st.lists(st.sampled_from(WORDS), min_size=5, max_size=5).map("\t".join), max_size=8).map(
    lambda rows: "\n".join(["ক্রমিক\tবিষয়\tসিদ্ধান্ত\tবাস্তবায়নকারী\tসময়সীমা", *rows])
)


def _read(text: str) -> Draft | None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "minutes.txt"
        file.write_bytes(text.encode("utf-8", "surrogatepass"))
        try:
            return read_minutes(file, directory(), phrasebook(), Reckoning())
        except BadInput as refusal:
            assert refusal.message
            return None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(texts, tables))
def test_any_text_is_read_or_refused_and_nothing_stays_open_unnamed(text: str) -> None:
    draft = _read(text)
    if draft is None:
        return
    json.dumps(draft.to_json())
    for decision in draft.decisions:
        assert set(decision.review) <= set(REVIEW_ORDER)
        if decision.nature != "obligation":
            continue
        assert decision.deadline is not None
        assert decision.implementers or decision.review
        assert decision.first_due_on or decision.review or decision.deadline.kind is Kind.ONGOING


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(texts, tables))
def test_the_same_text_is_read_the_same_way(text: str) -> None:
    assert _read(text) == _read(text)
