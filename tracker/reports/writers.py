"""Writing a list: a table for people, CSV for spreadsheets, JSON for programs; to a terminal or a file."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from tracker.domain.errors import BadInput
from tracker.reports.listing import Listing, mapped
from tracker.reports.table import harmless, table

STANDARD_OUTPUT = "-"
BATCH = 500

_QUOTED = re.compile('[",]')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_RAW_CONTROL = re.compile("[\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def write(listing: Listing, format_: str, output: str = STANDARD_OUTPUT) -> None:
    """Write a list as "table", "csv" or "json" to a file, or to standard output for "-".

    Raises BadInput when the file cannot be written; an existing one is then as it was.
    """
    with opened(output, newline="" if format_ == "csv" else None) as out:
        if format_ == "json":
            write_json(listing, out)
        elif format_ == "csv":
            write_csv(listing, out, spreadsheet=output != STANDARD_OUTPUT)
        else:
            write_table(listing, out)


def write_table(listing: Listing, out: TextIO) -> None:
    """As lines for a person; on a terminal the last column is cut at its edge."""
    if not listing.length:
        out.write(f"{listing.empty}\n")
        return
    titles = [column.title for column in listing.columns]
    cells = [column.cells(listing.data[column.key]) for column in listing.columns]
    _write_joined(table(titles, cells, room=terminal_columns(out)), "\n", out)
    out.write("\n")


def write_csv(listing: Listing, out: TextIO, *, spreadsheet: bool) -> None:
    """As CSV (RFC 4180) with the keys as headings; dates are ISO, and no cell is a formula to a spreadsheet.

    For a `spreadsheet` it begins with a byte order mark and its lines end in CR LF, as such programs expect.
    """
    end = "\r\n" if spreadsheet else "\n"
    columns = [[_csv_cell(key), *mapped(listing.data[key], _csv_cell)] for key in listing.keys]
    if spreadsheet:
        out.write("\ufeff")
    _write_joined(map(",".join, zip(*columns, strict=True)), end, out)
    out.write(end)


def write_json(listing: Listing, out: TextIO) -> None:
    """As one object: schema, as_of, items; each item on a line of its own."""
    import json

    # By column, because encoding each item by itself, or with `indent`, takes many times longer.
    encoder = json.JSONEncoder(ensure_ascii=False, default=_json_value)

    def encoded(values: Sequence[Any]) -> Sequence[str]:
        if set(map(type, values)) <= {int}:
            return list(map(str, values))
        return mapped(values, lambda value: _escaped(encoder.encode(value)))

    parts = zip(*(encoded(listing.data[key]) for key in listing.keys), strict=True)
    item = "{" + ", ".join(f'"{key}": %s' for key in listing.keys) + "}"
    out.write(f'{{"schema": 1, "as_of": "{listing.as_of.isoformat()}", "items": [')
    if listing.length:
        out.write("\n")
        _write_joined(map(item.__mod__, parts), ",\n", out)
        out.write("\n")
    out.write("]}\n")


def json_text(value: Any) -> str:
    """JSON with a line break at its end: Bengali as it is, dates as ISO, controls escaped."""
    import json

    return _escaped(json.dumps(value, ensure_ascii=False, indent=1, default=_json_value) + "\n")


def terminal_columns(out: TextIO) -> int | None:
    """How wide the terminal is; None when it is none."""
    if not out.isatty():
        return None
    import shutil

    return shutil.get_terminal_size((100, 24)).columns


@contextmanager
def opened(output: str, *, newline: str | None = None) -> Iterator[TextIO]:
    """Standard output for "-", else a file that appears whole at the end of the block, or stays as it was.

    Raises BadInput when the path is a folder, its folder is missing, or the disk refuses.
    """
    if output == STANDARD_OUTPUT:
        yield sys.stdout
        return
    path = Path(output)
    try:
        if path.is_dir():
            raise BadInput(f"{output} is a folder", hint="name a file in it, or - for standard output")
        target = path.resolve() if path.is_symlink() else path
        if path.exists() and not path.is_file():  # /dev/null, a named pipe: there is nothing to replace
            with path.open("w", encoding="utf-8", newline=newline) as out:
                yield out
            return
        with _replacing(target, newline) as out:
            yield out
    except OSError as trouble:
        raise BadInput(
            f"{output} cannot be written ({trouble.strerror or trouble})",
            hint="name a file in a folder that you may write to; an old file was left as it was",
        ) from trouble


@contextmanager
def _replacing(target: Path, newline: str | None) -> Iterator[TextIO]:
    temporary = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("w", encoding="utf-8", newline=newline) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


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
    if isinstance(value, list | tuple | dict):
        value = json_text(value).strip() if isinstance(value, dict) else "; ".join(str(v) for v in value)
    text = harmless(str(value))
    if text.startswith(_FORMULA):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
