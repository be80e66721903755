"""The same paper in another layout says the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.rendering import OFFICE, TABLES, Paper, Render, Row, agenda, page, tabs
from tests.minutes.texts import directory
from tracker.domain.due import Reckoning
from tracker.minutes.draft import Draft
from tracker.minutes.reader import read_minutes

BENGALI = Paper(
    "bn",
    (("সভাপতি", "জনাব আবু হেনা"), ("সভার তারিখ", "৫ মে ২০২৪, রবিবার"), ("স্থান", "নতুন সভাকক্ষ")),
    "খাল খনন তদারকি সভার কার্যবিবরণী",
    ("ক্রমিক", "বিষয়", "আলোচনা", "সিদ্ধান্ত", "বাস্তবায়নকারী"),
    (
        Row("১", "বিগত সভা", "কেউ আপত্তি করেননি।", "বিগত সভার কার্যবিবরণী অনুমোদিত হয়।", "-"),
        Row("২", "খালের নকশা", "নকশা পুরোনো।", "খালের নকশা ১০ (দশ) দিনের মধ্যে পাঠাতে হবে।", "জেলা প্রশাসক, টেকনগর ও বাঁশখালী"),
        Row("৩", "অগ্রগতি", "কাজ চলছে।", "অগ্রগতির প্রতিবেদন প্রতি মাসের ৫ তারিখের মধ্যে দিতে হবে।", "জেলা প্রশাসক (সকল), সুরমা বিভাগ"),
        Row("৪", "স্বাস্থ্য শিবির", "শ্রমিকেরা অসুস্থ।", "১। শ্রমিকদের জন্য স্বাস্থ্য শিবির করতে হবে। ২। ওষুধ জরুরি ভিত্তিতে পাঠাতে হবে।", "সিভিল সার্জন, চাঁদপাড়া"),
    ),
    "সভাপতি সকলকে ধন্যবাদ জানিয়ে সভার সমাপ্তি ঘোষণা করেন।",
    ("স্মারক নং: ০৫.৬০.১২.০০১.২৪-৭", "তারিখ: ৮ মে ২০২৪"),
)  # fmt: skip
ENGLISH = Paper(
    "en",
    (("Chair", "Ms. Farhana Karim"), ("Date", "5 May 2024"), ("Venue", "New meeting room")),
    "Minutes of the Canal Meeting",
    ("Sl.", "Topic", "Discussion", "Decision", "Responsible"),
    (
        Row("1", "Drawings", "They are old.", "Drawings of the canals shall be sent within 10 days.", "DC, Teknagar and Banshkhali"),
        Row("2", "Progress", "Work goes on.", "A progress report is to be sent by the 5th of every month.", "All Deputy Commissioners, Surma Division"),
        Row("3", "Thanks", "None.", "The volunteers were thanked.", "-"),
        Row("4", "Health camp", "Labourers are ill.", "Hold a health camp for the labourers before the next meeting.", "Civil Surgeon, Chandpara"),
    ),
    "The chair closed the meeting with thanks.",
    ("Memo No. 05.60.12.001.24-7", "Date: 8 May 2024"),
)  # fmt: skip
HINDI = Paper(
    "hi",
    (("अध्यक्षता", "श्री रमेश वर्मा"), ("बैठक दिनांक", "05.05.2024"), ("स्थान", "सभाकक्ष")),
    "नहर समीक्षा बैठक का कार्यवाही विवरण",
    ("क्र.", "विषय", "चर्चा", "निर्णय", "उत्तरदायी अधिकारी"),
    (
        Row("1", "नक्शा", "पुराना है।", "नहर का नक्शा दस दिवस के भीतर भेजा जाए।", "Deputy Commissioner, Teknagar"),
        Row("2", "प्रगति", "कार्य जारी है।", "प्रगति प्रतिवेदन प्रत्येक माह की 5 तारीख तक प्रस्तुत करें।", "All DCs, Surma Division"),
        Row("3", "बधाई", "-", "श्रमिकों को धन्यवाद ज्ञापित किया गया।", "-"),
    ),
    "अंत में धन्यवाद देते हुए बैठक समाप्त की गई।",
    ("पत्र क्रमांक 17/2024", "दिनांक 08.05.2024"),
)  # fmt: skip
PAPERS = {"bn": BENGALI, "en": ENGLISH, "hi": HINDI}


def _read(folder: Path, paper: Paper, render: Render) -> Draft:
    file = folder / ("minutes.html" if render is page else "minutes.txt")
    file.write_text(render(paper), "utf-8")
    return read_minutes(file, directory(), phrasebook(), Reckoning())


def _said(draft: Draft) -> dict[str, Any]:
    """All that a layout must not change: facts, decisions, warnings; not the places in the text."""
    read = draft.to_json()
    decisions = [
        {k: v for k, v in d.items() if k not in ("place", "discussion", "implementer_text", "subject") and not k.endswith("source")}
        for d in read["decisions"]
    ]
    return {"meeting": read["meeting"], "decisions": decisions, "warnings": [w["code"] for w in read["warnings"]]}


@pytest.mark.parametrize("language", PAPERS)
@pytest.mark.parametrize("render", TABLES, ids=lambda render: render.__name__)
def test_a_table_in_other_markup_says_the_same(render: Render, language: str, tmp_path: Path) -> None:
    paper = PAPERS[language]
    plain = _said(_read(tmp_path, paper, tabs))
    assert len(plain["decisions"]) >= len(paper.rows)
    assert _said(_read(tmp_path, paper, render)) == plain


@pytest.mark.parametrize("language", PAPERS)
def test_agenda_paragraphs_say_the_same_as_the_table(language: str, tmp_path: Path) -> None:
    paper = PAPERS[language]
    assert _said(_read(tmp_path, paper, agenda)) == _said(_read(tmp_path, paper, tabs))


@pytest.mark.parametrize("language", PAPERS)
@pytest.mark.parametrize("render", OFFICE, ids=lambda render: render.__name__)
def test_office_files_say_the_same_as_the_text(
    render: Callable[[Paper], bytes], language: str, tmp_path: Path
) -> None:
    paper = PAPERS[language]
    file = tmp_path / f"minutes{OFFICE[render]}"
    file.write_bytes(render(paper))
    draft = read_minutes(file, directory(), phrasebook(), Reckoning())
    assert _said(draft) == _said(_read(tmp_path, paper, tabs))
