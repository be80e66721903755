"""Writing a list: a table for people, CSV and XLSX for spreadsheets, JSON for programs, a page; to a file or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from tracker.reports.listing import Group, Listing, mapped
from tracker.reports.output import STANDARD_OUTPUT, opened, opened_bytes
from tracker.reports.table import harmless, table

BATCH = 500

FORMATS = ("table", "csv", "json", "jsonl", "xlsx", "html")

_QUOTED = re.compile('[",]')
_FORMULA = re.compile(r"[\s\u200b-\u200f\u2060]*[=+\-@＝＋－＠﹢﹣﹦﹫−]")
"""What a spreadsheet program may take for the beginning of a formula, in any width, behind blanks too."""

_RAW_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def write(
    listing: Listing, format_: str, output: str = STANDARD_OUTPUT, *, language: str = "en", home: Path | None = None
) -> None:
    """Write a list in one of `FORMATS` to a file, or to standard output for "-".

    `language` words the headings of xlsx and html; a user's own templates lie in `home`. Raises BadInput when the
    file cannot be written; an existing one is then as it was.
    """
    if format_ == "xlsx":
        from tracker.reports.sheet import write_xlsx

        with opened_bytes(output) as file:
            write_xlsx(listing, file, language, home)
        return
    with opened(output, newline="" if format_ == "csv" else None) as out:
        if format_ == "json":
            write_json(listing, out)
        elif format_ == "jsonl":
            write_jsonl(listing, out)
        elif format_ == "csv":
            write_csv(listing, out, spreadsheet=output != STANDARD_OUTPUT)
        elif format_ == "html":
            from tracker.reports.page import write_html

            write_html(listing, out, language, home)
        else:
            write_table(listing, out)


def write_table(listing: Listing, out: TextIO) -> None:
    """As lines for a person, each group under a line of its own; on a terminal the last column is cut at its edge."""
    if not listing.length:
        out.write(f"{listing.empty}\n")
        return
    titles = [column.title for column in listing.columns]
    cells = [column.cells(listing.data[column.key]) for column in listing.columns]
    lines = table(titles, cells, room=terminal_columns(out))
    _write_joined(_grouped(lines, listing.groups) if listing.groups else lines, "\n", out)
    out.write("\n")
    if listing.total:
        out.write(f"\n{harmless(listing.total.text)}\n")


def _grouped(lines: Iterator[str], groups: Sequence[Group]) -> Iterator[str]:
    """The heading, then each group's line before its rows."""
    yield next(lines)
    for group in groups:
        yield f"\n{harmless(group.text)}"
        yield from islice(lines, group.rows)


def write_csv(listing: Listing, out: TextIO, *, spreadsheet: bool) -> None:
    """As CSV (RFC 4180) with the keys as headings; dates are ISO, and no cell is a formula to a spreadsheet.

    For a `spreadsheet` it begins with a byte order mark and its lines end in CR LF, as such programs expect.
    """
    end = "\r\n" if spreadsheet else "\n"
    columns = [[_csv_cell(key), *mapped(values, _csv_cell)] for key, values in listing.flat()]
    if spreadsheet:
        out.write("\ufeff")
    _write_joined(map(",".join, zip(*columns, strict=True)), end, out)
    out.write(end)


def write_json(listing: Listing, out: TextIO) -> None:
    """As one object: schema, as_of, items, each on a line of its own; where a list has them, groups and total."""
    out.write(f'{{"schema": 1, "as_of": "{listing.as_of.isoformat()}", "items": [')
    if listing.length:
        out.write("\n")
        _write_joined(_json_items(listing), ",\n", out)
        out.write("\n")
    out.write("]")
    if listing.groups:
        groups = [{"group": group.key, "names": group.names, **group.item()} for group in listing.groups]
        out.write(f',\n"groups": {json_line(groups)}')
    if listing.total:
        out.write(f',\n"total": {json_line(listing.total.item())}')
    out.write("}\n")


def write_jsonl(listing: Listing, out: TextIO) -> None:
    """As JSON Lines: each item an object on its own line, with the keys of json; no line when there is none."""
    for line in _json_items(listing):
        out.write(f"{line}\n")


def _json_items(listing: Listing) -> Iterator[str]:
    import json

    # By column, because encoding each item by itself, or with `indent`, takes many times longer.
    encoder = json.JSONEncoder(ensure_ascii=False, default=_json_value)

    def encoded(values: Sequence[Any]) -> Sequence[str]:
        if set(map(type, values)) <= {int}:
            return list(map(str, values))
        return mapped(values, lambda value: _escaped(encoder.encode(value)))

    parts = zip(*(encoded(listing.data[key]) for key in listing.keys), strict=True)
    item = "{" + ", ".join(f'"{key}": %s' for key in listing.keys) + "}"
    return map(item.__mod__, parts)


def json_text(value: Any) -> str:
    """JSON with a line break at its end: Bengali as it is, dates as ISO, controls escaped."""
    import json

    return _escaped(json.dumps(value, ensure_ascii=False, indent=1, default=_json_value) + "\n")


def json_line(value: Any) -> str:
    """The same on one line, without a line break."""
    import json

    return _escaped(json.dumps(value, ensure_ascii=False, default=_json_value))


def terminal_columns(out: TextIO) -> int | None:
    """How wide the terminal is; None when it is none."""
    if not out.isatty():
        return None
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


def _write_joined(lines: Iterator[str], separator: str, out: TextIO) -> None:
    """The lines with separators between, some hundred at a time: a long list is not held as one text."""
    between = ""
    while batch := list(islice(lines, BATCH)):
        out.write(between + separator.join(batch))
        between = separator


def _escaped(json_: str) -> str:
    """Characters that a terminal may obey as JSON escapes: the same text to a program."""
    return _RAW_CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", json_)


def _json_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} is not written as JSON")


def _csv_cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    text = plain_cell(value)
    if _FORMULA.match(text):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text


def plain_cell(value: Any) -> str:
    """The text of a cell on one line: several values with semicolons between, structures as JSON."""
    if isinstance(value, list | tuple):
        value = "; ".join(str(each) for each in value)
    elif isinstance(value, dict):
        value = json_line(value)
    return harmless(str(value))
