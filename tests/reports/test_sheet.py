"""Lists as XLSX, read back by another library: typed cells, texts that stay texts, totals beside the list."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.errors import BadInput
from tracker.reports.listing import Column, Group, Listing, listing_of
from tracker.reports.sheet import CELL, write_xlsx
from tracker.reports.table import harmless
from tracker.reports.writers import write

DAY = date(2023, 7, 6)
KEYS = ("occurrence", "due_on", "office_name", "text", "days_late")
ITEM: dict[str, Any] = {
    "occurrence": 7,
    "due_on": date(2023, 7, 5),
    "office_name": {"bn": "জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম", "en": "DC, Kurigram"},
    "text": "কমিটি গঠন করতে হবে।",
    "days_late": 1,
}


def listing(*items: dict[str, Any], **more: Any) -> Listing:
    columns = (Column("NO", "occurrence"), Column("TEXT", "text"))
    return listing_of(KEYS, columns, items, DAY, name="overdue", texts={"office_name": ("bn", "en")}, **more)


def book(wanted: Listing, language: str = "bn") -> Any:
    out = io.BytesIO()
    write_xlsx(wanted, out, language)
    return openpyxl.load_workbook(io.BytesIO(out.getvalue()))


def cells(wanted: Listing, language: str = "bn") -> list[list[Any]]:
    return [[cell.value for cell in row] for row in book(wanted, language).worksheets[0].iter_rows()]


def test_cells_are_typed_and_headings_are_words() -> None:
    assert cells(listing(ITEM, {**ITEM, "due_on": None}), "en") == [
        ["No.", "Due", "Name of office (bn)", "Name of office (en)", "Decision", "Days late"],
        [7, datetime(2023, 7, 5), ITEM["office_name"]["bn"], "DC, Kurigram", ITEM["text"], 1],
        [7, None, ITEM["office_name"]["bn"], "DC, Kurigram", ITEM["text"], 1],
    ]
    assert cells(listing(ITEM))[0][1] == "শেষ তারিখ"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+880",
        "-1",
        "@SUM(A1)",
        "＝1+1",
        "{=1+1}",
        "http://x.example",
        "007",
        "1e5",
        "TRUE",
        "_x0041_",
        "mailto:a",
    ],
)
def test_fault_118_no_text_becomes_a_formula_a_link_or_a_number(text: str) -> None:
    cell = book(listing({**ITEM, "text": text})).worksheets[0]["E2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", text, None)


@settings(max_examples=60)
@given(st.text())
def test_any_text_comes_back_without_what_a_cell_cannot_hold(text: str) -> None:
    clean = "".join(c for c in text if c.isprintable() or c == " ")
    assert cells(listing({**ITEM, "text": clean}))[1][4] == harmless(clean)


def test_a_text_longer_than_a_cell_is_cut_and_shows_it() -> None:
    found = cells(listing({**ITEM, "text": "ক" * (CELL + 5)}))[1][4]
    assert len(found) < CELL
    assert found.endswith("…")


def test_a_day_before_the_calendar_of_sheets_is_a_text() -> None:
    assert cells(listing({**ITEM, "due_on": date(1899, 12, 31)}))[1][1] == "1899-12-31"


def test_the_heading_stays_in_view_and_columns_can_be_filtered_and_read() -> None:
    sheet = book(listing(ITEM)).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:F2"
    assert sheet["E2"].font.name == "Nirmala UI"
    assert not sheet.sheet_view.rightToLeft
    assert sheet.column_dimensions["C"].width > 30


def test_an_empty_list_has_its_heading() -> None:
    assert len(cells(listing())) == 1
    assert len(cells(listing())[0]) == 6


def test_totals_stand_on_a_sheet_of_their_own() -> None:
    group = Group("dc-a", 1, {"longest": 1, "bands": {"1-7": 1}}, "x", {"bn": "ক", "en": "A"})
    total = Group("", 1, {"longest": 1, "bands": {"1-7": 1}}, "x")
    sheets = book(listing(ITEM, groups=(group,), total=total), "en").worksheets
    assert [[cell.value for cell in row] for row in sheets[1].iter_rows()] == [
        ["Group", "Number", "Longest, days", "1–7 days"],
        ["A", 1, 1, 1],
        ["Total", 1, 1, 1],
    ]


def test_the_same_list_gives_the_same_bytes() -> None:
    one, other = io.BytesIO(), io.BytesIO()
    write_xlsx(listing(ITEM), one, "bn")
    write_xlsx(listing(ITEM), other, "bn")
    assert one.getvalue() == other.getvalue()


def test_a_terminal_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdout", Terminal())
    with pytest.raises(BadInput, match="not for a terminal"):
        write(listing(ITEM), "xlsx")
