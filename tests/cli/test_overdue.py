"""`tracker overdue` as an auditor calls it: choices, order, groups, formats."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.conftest import Cli
from tracker.cli import options, overdue
from tracker.reports import overdue as listing
from tracker.reports import writers

DAY = ("overdue", "--as-of", "2025-10-20")


@pytest.fixture
def late(settled: Cli) -> Cli:
    """All that was due by 20 October, with a first and a second overdue notice queued."""
    for day in ("2025-09-25", "2025-10-01"):
        settled.ok("check", "--date", day)
    return settled


def test_formats_and_groups_are_those_of_the_report() -> None:
    assert options.FORMATS == writers.FORMATS
    assert set(overdue.GROUPS) == set(listing.GROUPS)


def test_choices_narrow_the_list_and_can_be_combined(late: Cli) -> None:
    everything = late.items(*DAY)
    kurigram = late.items(*DAY, "--place", "কুড়িগ্রাম")
    assert {item["office"] for item in kurigram} == {"dc-kurigram"}
    assert kurigram == [item for item in everything if item["office"] == "dc-kurigram"]
    assert late.items(*DAY, "--place", "divcom-rangpur") == everything
    assert late.items(*DAY, "--place", "Kurigram", "--office", "dc-rangpur") == []
    one = late.items(*DAY, "--decision", "১/১")
    assert {item["number"] for item in one} == {"1"} and len(one) == 8
    assert all(i["days_late"] > 20 for i in late.items(*DAY, "--older-than", "২০"))
    since = late.items(*DAY, "--became-overdue-since", "2025-10-05")
    assert since == [i for i in everything if i["due_on"] >= "2025-10-04"] != []
    assert {i["stage"] for i in late.items(*DAY, "--stage", "2")} == {2}


def test_the_list_is_sorted_by_several_things(late: Cli) -> None:
    items = late.items(*DAY, "--sort", "office", "--sort", "late")
    keys = [(i["office"], -i["days_late"]) for i in items]
    assert keys == sorted(keys)
    stages = [i["stage"] for i in late.items(*DAY, "--sort", "stage")]
    assert stages == sorted(stages, reverse=True) and len(set(stages)) > 1


@pytest.mark.parametrize("group", overdue.GROUPS)
def test_groups_follow_each_other_and_add_up(late: Cli, group: str) -> None:
    data = json.loads(late.ok(*DAY, "--group-by", group, "--sort", "office", "--format", "json"))
    keys = [item["group"] for item in data["items"]]
    told = [(g["group"], g["count"]) for g in data["groups"]]
    assert [key for key, count in told for _ in range(count)] == keys
    assert len(dict(told)) == len(told)
    assert sum(count for _, count in told) == data["total"]["count"] == len(late.items(*DAY))
    for name, number in data["total"]["bands"].items():
        assert number == sum(g["bands"][name] for g in data["groups"])
    assert data["total"]["longest"] == max(i["days_late"] for i in data["items"])


def test_a_table_ends_with_its_totals(late: Cli) -> None:
    told = late.ok(*DAY, "--group-by", "place")
    count = len(late.items(*DAY))
    assert told.splitlines()[-1].startswith(f"{count} overdue: ")
    assert any(line.startswith("Kurigram: ") for line in told.splitlines())
    assert late.ok("overdue", "--as-of", "2025-09-01") == "nothing is overdue\n"


def test_each_format_holds_the_same_rows(late: Cli, tmp_path: Path) -> None:
    items = late.items(*DAY)
    lines = [json.loads(line) for line in late.ok(*DAY, "--format", "jsonl").splitlines()]
    assert lines == items
    rows = list(csv.DictReader(io.StringIO(late.ok(*DAY, "--format", "csv"))))
    assert [int(row["occurrence"]) for row in rows] == [item["occurrence"] for item in items]
    assert rows[0]["office_name_en"] == items[0]["office_name"]["en"]
    late.ok(*DAY, "--format", "xlsx", "--output", tmp_path / "o.xlsx", "--language", "en")
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0]
    assert [row[0].value for row in sheet.iter_rows()] == ["No.", *(item["occurrence"] for item in items)]
    page = late.ok(*DAY, "--format", "html")
    assert page.count("<tr><td") == len(items)
    assert 'lang="bn"' in page and 'lang="en"' in late.ok(*DAY, "--format", "html", "--language", "en")


def test_fail_if_any_holds_for_what_is_chosen(late: Cli) -> None:
    assert late.call(*DAY, "--fail-if-any").exit_code == 1
    assert late.call(*DAY, "--fail-if-any", "--older-than", "300").exit_code == 0


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        (("--place", "Kurigam"), 3, "did you mean Kurigram?"),
        (("--decision", "1"), 3, "names no decision"),
        (("--decision", "1/99"), 3, "no decision 99"),
        (("--decision", "9/1"), 3, "there are no minutes 9"),
        (("--office", "dc-nowhere"), 3, "there is no office"),
        (("--older-than", "-1"), 2, ""),
        (("--sort", "due; DROP TABLE audit"), 2, ""),
        (("--group-by", "x"), 2, ""),
    ],
)
def test_fault_125_what_is_mistyped_is_refused_and_never_an_empty_list(
    late: Cli, words: tuple[str, ...], status: int, told: str
) -> None:
    assert told in late.refused(status, *DAY, *words)
