"""Where it came from: the exact words of each decision, deadline and implementer in the stored text."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import SHARED, needs_shared
from tests.minutes.formats.files import docx, table
from tests.minutes.gold import OWN, cases, phrasebook, read_case
from tests.minutes.rendering import TABLES, Render, agenda, page
from tests.minutes.test_layouts_agree import PAPERS
from tests.minutes.texts import directory
from tracker.domain.due import Reckoning
from tracker.minutes.draft import Draft, DraftDecision, Place, Span
from tracker.minutes.formats.plain import plain
from tracker.minutes.locate import Locator
from tracker.minutes.reader import read_minutes

_UNCOUNTED = re.compile(r"[\s|*_]+")


def flat(text: str) -> str:
    """Text without what reading takes out of it: tags, blanks, pipes (which may stand for dandas), emphasis."""
    return _UNCOUNTED.sub("", plain(text).replace("।", "|"))


def said(draft: Draft, span: Span | None) -> str | None:
    return None if span is None else flat(" ".join(draft.text[start:end] for start, end in span.pieces))


def misplaced(draft: Draft) -> list[str]:
    """Each of the words that its span does not give back."""
    return [wrong for one in draft.decisions for wrong in _wrong(one, draft)]


def _wrong(one: DraftDecision, draft: Draft) -> list[str]:
    wanted = {"source": one.text, "deadline_source": one.deadline.text if one.deadline else ""}
    if re.search(r"\w", one.implementer_text):
        wanted["implementer_source"] = one.implementer_text
    out = []
    for name, words in wanted.items():
        span: Span | None = getattr(one, name)
        if words and said(draft, span) != flat(words):
            out.append(f"{one.number} {name}: want {words!r}, got {said(draft, span)!r}")
        if span is not None and draft.text.count("\n", 0, span.pieces[0][0]) + 1 != span.line:
            out.append(f"{one.number} {name}: line {span.line} is not where it starts")
    return out


@pytest.mark.parametrize("name", cases(OWN))
def test_spans_give_back_the_words_of_the_projects_own_documents(name: str) -> None:
    draft = read_case(OWN, name)[1]
    assert misplaced(draft) == []


@needs_shared
@pytest.mark.parametrize("name", cases(SHARED / "cases"))
def test_spans_give_back_the_words_of_the_shared_documents(name: str) -> None:
    draft = read_case(SHARED / "cases", name)[1]
    assert misplaced(draft) == []


@pytest.mark.parametrize("language", PAPERS)
@pytest.mark.parametrize("render", (*TABLES, agenda), ids=lambda render: render.__name__)
def test_spans_give_back_the_words_in_every_markup(render: Render, language: str, tmp_path: Path) -> None:
    file = tmp_path / ("minutes.html" if render is page else "minutes.txt")
    file.write_text(render(PAPERS[language]), "utf-8")
    draft = _read(file)
    assert draft.decisions
    assert misplaced(draft) == []
    for one in draft.decisions:
        assert one.source is not None
        assert one.implementer_source is None or abs(one.implementer_source.line - one.source.line) <= 4


def _read(file: Path) -> Draft:
    return read_minutes(file, directory(), phrasebook(), Reckoning())


TABLE = """ক্রমিক\tবিষয়\tআলোচনা\tসিদ্ধান্ত\tবাস্তবায়নকারী
১\tখাল\tতালিকা পাঠাতে হবে মর্মে আলোচনা হয়।\tতালিকা পাঠাতে হবে।\tজেলা প্রশাসক, টেকনগর
২\tনকশা\tআলোচনা হয়।\tজেলা প্রশাসক, টেকনগর ১০ দিনের মধ্যে নকশা দিবেন এবং জেলা প্রশাসক, টেকনগর প্রতিবেদন দিবেন।\tজেলা প্রশাসক, টেকনগর

অনুলিপি:
১। জেলা প্রশাসক, টেকনগর
"""


def test_of_several_places_the_cell_of_the_own_row_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "minutes.txt"
    file.write_text(TABLE, "utf-8")
    draft = _read(file)
    lines = draft.text.split("\n")
    for number, one in enumerate(draft.decisions, 1):
        before = sum(len(line) + 1 for line in lines[:number])
        cells = lines[number].split("\t")
        assert one.source is not None and one.implementer_source is not None
        assert one.source.start == before + len("\t".join(cells[:3])) + 1
        assert one.implementer_source.start == before + len("\t".join(cells[:4])) + 1
        assert one.implementer_source.end == before + len(lines[number])


def test_words_from_two_places_have_a_piece_for_each() -> None:
    locator = Locator("১\tতালিকা হালনাগাদ\tক\n---\t---\t---\n\tকরে পাঠাতে হবে।\tখ")
    span = locator.find("তালিকা হালনাগাদ করে পাঠাতে হবে।", Place(1))
    assert span is not None
    assert [locator_text(locator, piece) for piece in span.pieces] == ["তালিকা হালনাগাদ", "করে পাঠাতে হবে।"]
    assert span.to_json()["pieces"] == [list(piece) for piece in span.pieces]


def locator_text(locator: Locator, piece: tuple[int, int]) -> str:
    return locator.text[slice(*piece)]


def test_words_that_are_not_there_have_no_span() -> None:
    assert Locator("জেলা প্রশাসক").find("কমিশনার", Place(1)) is None
    assert Locator("").find("কমিশনার", Place(7)) is None
    assert Locator("ক").find("—", Place(1)) is None


def test_a_docx_keeps_its_cells_in_the_stored_text(tmp_path: Path) -> None:
    rows = [["ক্রমিক", "সিদ্ধান্ত", "বাস্তবায়নকারী"], ["১", "নকশা ১০ দিনের মধ্যে দিতে হবে।", "জেলা প্রশাসক, টেকনগর"]]
    file = tmp_path / "minutes.docx"
    file.write_bytes(docx(table(rows)))
    draft = _read(file)
    assert misplaced(draft) == []
    (one,) = draft.decisions
    assert one.deadline_source is not None
    assert draft.text[one.deadline_source.start : one.deadline_source.end] == "১০ দিনের মধ্যে"
    shown = json.loads(json.dumps(one.to_json()))["deadline_source"]
    assert shown == {"line": 2, "page": None, "start": one.deadline_source.start, "end": one.deadline_source.end}


@given(st.text(alphabet="কখ ১a\n\t|<>p/।&;", max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_stretch_of_a_text_is_found_again_or_nothing_is_said(text: str, one: int, other: int) -> None:
    words = text[min(one, other) : max(one, other)]
    span = Locator(text).find(words, Place(1))
    if span is not None:
        assert 0 <= span.start < span.end <= len(text)
        assert all(0 <= start < end <= len(text) for start, end in span.pieces)
