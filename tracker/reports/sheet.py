"""A list as XLSX: typed cells, texts that stay texts, a heading that stays in view; totals on a second sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, BinaryIO

from tracker.domain.errors import BadInput
from tracker.reports.listing import Group, Listing
from tracker.reports.table import cut, width
from tracker.reports.words import ListWords, in_words
from tracker.reports.writers import plain_cell

ROWS = 1_048_575
"""As many rows as a sheet holds beside its heading."""
CELL = 32_767
"""As many characters as a cell holds."""

FONT = {"bn": "Nirmala UI", "hi": "Nirmala UI", "en": "Calibri"}
"""Nirmala UI has Bengali and Devanagari; where it is missing, spreadsheet programs put another in its place."""

_NARROW, _WIDE = 9, 60
_FIRST_YEAR = 1900


def write_xlsx(listing: Listing, out: BinaryIO, language: str, home: Path | None = None) -> None:
    """The keys of the list as columns with headings in the language; dates are dates, numbers numbers.

    Raises BadInput when there are more rows than a sheet holds.
    """
    from xlsxwriter import Workbook

    if listing.length > ROWS:
        raise BadInput(f"{listing.length} rows are more than a sheet holds ({ROWS})", hint="choose fewer, or use csv")
    words = ListWords.load(language, home)
    # Nothing is taken for what it looks like: "=1+1" and "http://…" in minutes are texts.
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = Workbook(out, {**options, "in_memory": True, "default_date_format": "yyyy-mm-dd"})
    midnight = datetime.combine(listing.as_of, time())  # not the clock's: the same list gives the same file
    book.set_properties({"title": words.title(listing.name), "created": midnight})
    sheet = _Sheet(book, words.title(listing.name), FONT.get(language, "Calibri"))
    for position, (key, values) in enumerate(listing.flat()):
        sheet.column(position, words.heading(key), values)
    sheet.finish(listing.length)
    if listing.total:
        _totals(_Sheet(book, words.title("totals"), FONT.get(language, "Calibri")), listing, words)
    book.close()


class _Sheet:
    """One sheet, written by column."""

    def __init__(self, book: Any, name: str, font: str) -> None:
        self._sheet = book.add_worksheet(name[:31])
        look = {"font_name": font, "font_size": 11, "valign": "top"}
        self._head = book.add_format({**look, "bold": True, "bottom": 2, "text_wrap": True, "bg_color": "#E8F1EC"})
        self._text = book.add_format({**look, "num_format": "@"})
        self._long = book.add_format({**look, "num_format": "@", "text_wrap": True})
        self._number = book.add_format({**look, "num_format": "General"})
        self._date = book.add_format({**look, "num_format": "yyyy-mm-dd"})
        self._columns = 0

    def column(self, position: int, heading: str, values: Sequence[Any]) -> None:
        """A heading with its cells below it."""
        self._columns = max(self._columns, position + 1)
        self._sheet.write_string(0, position, heading, self._head)
        wide = width(heading) + 3  # the filter's button
        texts: dict[str, str] = {}
        for row, value in enumerate(values, start=1):
            if value is None:
                continue
            if isinstance(value, bool):
                self._sheet.write_boolean(row, position, value, self._number)
            elif isinstance(value, int | float):
                self._sheet.write_number(row, position, value, self._number)
            elif isinstance(value, date) and value.year >= _FIRST_YEAR:  # a sheet knows no earlier days
                self._sheet.write_datetime(row, position, value, self._date)
                wide = max(wide, 11)
            else:
                whole = str(value) if isinstance(value, str) else plain_cell(value)
                text = texts.get(whole)
                if text is None:
                    text = texts[whole] = _fitting(plain_cell(whole))
                    wide = max(wide, width(text) + 1)
                self._sheet.write_string(row, position, text, self._long if len(text) > _WIDE else self._text)
        self._sheet.set_column(position, position, min(max(wide, _NARROW), _WIDE))

    def finish(self, rows: int) -> None:
        """The heading stays, each column can be filtered, and a printed page shows all columns."""
        self._sheet.freeze_panes(1, 0)
        self._sheet.autofilter(0, 0, max(rows, 1), max(self._columns - 1, 0))
        self._sheet.repeat_rows(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.fit_to_pages(1, 0)


def _totals(sheet: _Sheet, listing: Listing, words: ListWords) -> None:
    """A row for each group, and one for all."""
    assert listing.total is not None
    rows = [*listing.groups, listing.total]
    sheet.column(0, words.heading("group"), [_label(group, listing.total, words) for group in rows])
    figures = [list(words.figures(group)) for group in rows]
    for position, (heading, _) in enumerate(figures[0], start=1):
        sheet.column(position, heading, [line[position - 1][1] for line in figures])
    sheet.finish(len(rows))


def _label(group: Group, total: Group, words: ListWords) -> str:
    if group is total:
        return words.heading("total")
    return in_words(group.names, words.language) or words.value("group", group.key)


def _fitting(text: str) -> str:
    """The text, or as much of it as a cell holds with an ellipsis at its end."""
    return text if len(text) <= CELL else cut(text[:CELL], CELL - 1)
