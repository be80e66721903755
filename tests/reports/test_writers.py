"""Lists as table, CSV and JSON; files appear whole or not at all."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path

import pytest

from tracker.domain.errors import BadInput
from tracker.reports.listing import Column, Group, Listing, listing_of
from tracker.reports.output import opened
from tracker.reports.writers import json_text, write, write_csv, write_json, write_jsonl, write_table

DAY = date(2023, 7, 6)


def listing(*items: dict[str, object]) -> Listing:
    columns = (Column("ID", "id"), Column("DUE", "due_on"), Column("TEXT", "text"))
    return listing_of(("id", "due_on", "text"), columns, items, DAY, empty="none at all")


ITEM: dict[str, object] = {"id": 7, "due_on": date(2023, 7, 5), "text": "কমিটি গঠন"}


def test_a_table_says_when_there_is_nothing() -> None:
    out = io.StringIO()
    write_table(listing(), out)
    assert out.getvalue() == "none at all\n"


def test_json_is_one_object_with_schema_day_and_items() -> None:
    out = io.StringIO()
    write_json(listing(ITEM, {**ITEM, "due_on": None}), out)
    data = json.loads(out.getvalue())
    assert data == {
        "schema": 1,
        "as_of": "2023-07-06",
        "items": [
            {"id": 7, "due_on": "2023-07-05", "text": "কমিটি গঠন"},
            {"id": 7, "due_on": None, "text": "কমিটি গঠন"},
        ],
    }
    assert "কমিটি" in out.getvalue()


def test_json_without_items_has_an_empty_list() -> None:
    out = io.StringIO()
    write_json(listing(), out)
    assert json.loads(out.getvalue())["items"] == []


def test_json_escapes_what_a_terminal_would_obey() -> None:
    text = json_text({"a": "\x9b2J\u202e"})
    assert "\x9b" not in text
    assert json.loads(text) == {"a": "\x9b2J\u202e"}


def test_csv_holds_the_keys_and_iso_dates() -> None:
    out = io.StringIO()
    write_csv(listing(ITEM), out, spreadsheet=False)
    assert list(csv.reader(io.StringIO(out.getvalue()))) == [
        ["id", "due_on", "text"],
        ["7", "2023-07-05", "কমিটি গঠন"],
    ]


@pytest.mark.parametrize(
    "text", ["=1+1", "+880 1711", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\u200b=1", "＝1+1", "＋1", "－1", "＠A1"]
)
def test_fault_118_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    out = io.StringIO()
    write_csv(listing({**ITEM, "text": text}), out, spreadsheet=True)
    cell = list(csv.reader(io.StringIO(out.getvalue().removeprefix("\ufeff"))))[1][2]
    assert cell.startswith("'")


def test_words_by_language_have_a_column_each_in_csv_even_when_there_is_no_row() -> None:
    names = {"text": ("bn", "en")}
    for items, end in (([], []), ([{**ITEM, "text": {"en": "x"}}], [["7", "2023-07-05", "", "x"]])):
        out = io.StringIO()
        write_csv(listing(*items)._replace(texts=names), out, spreadsheet=False)
        assert list(csv.reader(io.StringIO(out.getvalue()))) == [["id", "due_on", "text_bn", "text_en"], *end]


def test_json_lines_are_the_items_of_json() -> None:
    lines, whole = io.StringIO(), io.StringIO()
    wanted = listing(ITEM, {**ITEM, "text": "a\nb\x85c\u2028"})
    write_jsonl(wanted, lines)
    write_json(wanted, whole)
    assert len(lines.getvalue().splitlines()) == 2
    assert [json.loads(line) for line in lines.getvalue().splitlines()] == json.loads(whole.getvalue())["items"]
    nothing = io.StringIO()
    write_jsonl(listing(), nothing)
    assert nothing.getvalue() == ""


def test_groups_and_the_total_are_told_in_table_and_json() -> None:
    groups = [Group(key, 1, {"longest": n}, f"{key}: 1") for n, key in enumerate("ab")]
    wanted = listing(ITEM, {**ITEM, "id": 8})._replace(groups=groups, total=Group("", 2, {"longest": 1}, "2 in all"))
    out = io.StringIO()
    write_table(wanted, out)
    assert out.getvalue().splitlines()[1:] == [
        "", "a: 1", " 7  2023-07-05  কমিটি গঠন", "", "b: 1", " 8  2023-07-05  কমিটি গঠন", "", "2 in all",
    ]  # fmt: skip
    out = io.StringIO()
    write_json(wanted, out)
    data = json.loads(out.getvalue())
    assert data["groups"] == [
        {"group": "a", "names": None, "count": 1, "longest": 0},
        {"group": "b", "names": None, "count": 1, "longest": 1},
    ]
    assert data["total"] == {"count": 2, "longest": 1}


def test_fault_114_a_table_holds_nothing_that_a_terminal_obeys() -> None:
    out = io.StringIO()
    bad = "\x1b[31m\u202eক\nখ"
    write_table(listing({**ITEM, "text": bad})._replace(groups=[Group("x", 1, {}, bad)]), out)
    assert "\x1b" not in out.getvalue() and "\u202e" not in out.getvalue()
    assert len(out.getvalue().splitlines()) == 4


def test_a_csv_file_opens_in_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    write(listing(ITEM), "csv", str(path))
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbfid,due_on,text\r\n7,")
    assert b"\r\r" not in data


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("old", "utf-8")
    with pytest.raises(RuntimeError), opened(str(path)) as out:
        out.write("half")
        raise RuntimeError
    assert path.read_text("utf-8") == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["list.txt"]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with opened(str(tmp_path / "link")) as out:
        out.write("new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "new"


def test_a_path_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere/list.csv"):
        with pytest.raises(BadInput) as caught, opened(str(path)):
            pass
        assert str(path) in caught.value.message


def test_what_is_no_file_is_written_to_directly() -> None:
    with opened("/dev/null") as out:
        out.write("gone")
    assert Path("/dev/null").is_char_device()
