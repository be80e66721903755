"""From the minutes file to mail in a folder, an overdue list and a summary: the commands one after the other."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tests.cli.conftest import MINUTES, Cli
from tracker.cli.init import make_home

DUE = date(2025, 9, 24)


@pytest.fixture
def office(tmp_path: Path, empty_url: str) -> Iterator[Cli]:
    """A working folder on each kind of database, with the sample minutes settled."""
    home = tmp_path / "office"
    make_home(home)
    settings = home / "config/tracker.toml"
    text = settings.read_text("utf-8").replace('url = "sqlite:///var/tracker.db"', f'url = "{empty_url}"')
    assert empty_url in text
    settings.write_text(text, "utf-8")
    cli = Cli(home)
    cli.ok("db", "upgrade")
    cli.ok("minutes", "import", MINUTES)
    cli.ok("minutes", "settle", "1", "--policy")
    yield cli


def test_the_main_job(office: Cli) -> None:
    assert "8 overdue notices (stage 1)" in office.ok("check", "--date", "2025-09-25")
    assert "checked before; nothing was changed" in office.ok("check", "--date", "২০২৫-০৯-২৫")
    assert len(office.items("notices", "list", "--kind", "overdue", "--state", "waiting")) == 8
    assert "16 sent" in office.ok("notices", "deliver")
    assert len(list((office.home / "var/mail").rglob("*.eml"))) == 16
    assert "nothing waits" in office.ok("notices", "deliver")

    late = office.items("overdue", "--as-of", "2025-09-25")
    assert len(late) == 8
    assert {(i["number"], i["due_on"], i["days_late"], i["stage"]) for i in late} == {("1", "2025-09-24", 1, 1)}
    assert office.items("overdue", "--as-of", "2025-09-24") == []
    assert office.call("overdue", "--as-of", "2025-09-25", "--fail-if-any").exit_code == 1
    assert office.call("overdue", "--as-of", "2025-09-24", "--fail-if-any").exit_code == 0

    first = next(i for i in late if i["office"] == "dc-rangpur")
    number = first["occurrence"]
    office.ok("submit", number, "--note", "টাঙানো হয়েছে", "--on", "2025-09-26", "--link", "https://a.example", actor="dc-rangpur")
    assert len(office.items("overdue", "--as-of", "2025-09-26")) == 7
    assert len(office.items("overdue", "--as-of", "2025-09-25")) == 8
    assert "needs a verifier" in office.call("accept", number, actor="dc-rangpur").stderr
    office.ok("return", number, "--reason", "ছবি নেই", "--on", "2025-09-27")
    assert len(office.items("overdue", "--as-of", "2025-09-27")) == 8
    office.ok("submit", number, "--note", "ছবিসহ", "--on", "2025-09-28", actor="dc-rangpur")
    office.ok("accept", number, "--on", "2025-09-29")

    summary = json.loads(office.ok("summary", "--quarter", "2025-26Q1", "--as-of", "2025-10-01", "--format", "json"))
    by_office = {item["office"]: item for item in summary["items"]}
    assert (by_office["dc-rangpur"]["due"], by_office["dc-rangpur"]["late"]) == (3, 1)
    assert by_office["dc-rangpur"]["rate"] == pytest.approx(1 / 3, abs=1e-6)
    assert (summary["total"]["due"], summary["total"]["overdue"]) == (24, 23)

    story = office.ok("obligations", "show", number)
    assert "return by registrar" in story
    assert "overdue 1 to focal@dc-rangpur.example, sent" in story
    assert "entries hold" in office.ok("audit", "verify")


def test_a_deadline_is_explained_in_a_sentence(settled: Cli) -> None:
    number = next(i["occurrence"] for i in settled.items("obligations", "list") if i["number"] == "1")
    assert settled.ok("obligations", "explain", number) == (
        "due 24 September 2025: within 10 days of issue (14 September 2025); day of issue not counted; "
        "Wednesday, open\n"
    )
    assert settled.ok("obligations", "explain", number, "--language", "bn").startswith("শেষ তারিখ ২৪ সেপ্টেম্বর ২০২৫: ")
    data = json.loads(settled.ok("obligations", "explain", number, "--json"))
    assert data["items"][0]["due_on"] == "2025-09-24"
    working = next(i["occurrence"] for i in settled.items("obligations", "list") if i["number"] == "4")
    assert "দুর্গাপূজা" in settled.ok("obligations", "explain", working, "--language", "bn")


def test_lists_choose_by_office_quarter_minutes_and_state(settled: Cli) -> None:
    assert len(settled.items("obligations", "list")) == 56
    assert len(settled.items("obligations", "list", "--office", "dc-rangpur,dc-kurigram")) == 14
    assert len(settled.items("obligations", "list", "--quarter", "২০২৫-২৬Q1")) == 24
    assert settled.items("obligations", "list", "--state", "accepted") == []
    assert len(settled.items("overdue", "--as-of", "2025-11-30", "--quarter", "2025-26Q1")) == 24
    assert len(settled.items("overdue", "--as-of", "2025-11-30", "--due-from", "2025-10-14")) == 16
    settled.refused(3, "overdue", "--quarter", "2025-27Q1")


def test_a_list_goes_to_a_file_that_a_spreadsheet_opens(settled: Cli, tmp_path: Path) -> None:
    path = tmp_path / "late.csv"
    assert settled.ok("overdue", "--as-of", "2025-09-25", "--format", "csv", "--output", path) == ""
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    assert len(rows) == 8
    assert rows[0]["due_on"] == "2025-09-24"
    settled.refused(3, "overdue", "--as-of", "2025-09-25", "--output", tmp_path)


def test_a_summary_is_written_as_a_page(settled: Cli, tmp_path: Path) -> None:
    path = tmp_path / "summary.html"
    settled.ok("summary", "--quarter", "2025-26Q1", "--as-of", "2025-10-01", "--format", "html", "-o", path)
    assert "২০২৫-২৬ অর্থবছরের ১ম ত্রৈমাসিক" in path.read_text("utf-8")
    english = settled.ok("summary", "--quarter", "2025-26Q1", "--format", "html", "--language", "en")
    assert "First quarter of fiscal year 2025-26" in english
    table = settled.call("summary", "--quarter", "2025-26Q1", "--as-of", "2025-09-20")
    assert "provisional" in table.stderr
    settled.refused(3, "summary", "--quarter", "2025-26Q5")


def test_a_dry_run_keeps_nothing(settled: Cli) -> None:
    before = settled.ok("audit", "verify")
    assert "would be checked" in settled.ok("check", "--date", "2025-09-25", "--dry-run")
    assert settled.items("notices", "list") == []
    assert settled.ok("audit", "verify") == before


def test_a_check_does_not_go_back(settled: Cli) -> None:
    settled.ok("check", "--date", "2025-09-25")
    assert "cannot go back" in settled.refused(3, "check", "--date", "2025-09-20")


def test_what_cannot_be_submitted_is_refused(settled: Cli) -> None:
    number = settled.items("obligations", "list")[0]["occurrence"]
    settled.refused(3, "submit", 9999, "--note", "x")
    settled.refused(3, "submit", number, "--note", "x", "--on", "2199-01-01")
    settled.refused(3, "accept", number)
    settled.refused(3, "return", number, "--reason", "x")
    settled.refused(2, "submit", number)


def test_a_mistyped_office_does_not_pass_for_one_that_owes_nothing(office: Cli) -> None:
    for words in (("overdue",), ("obligations", "list"), ("notices", "list")):
        message = office.refused(3, *words, "--office", "dc-rangpur,dc-rangpurr")
        assert "there is no office dc-rangpurr" in message
        assert "tracker offices list" in message
        office.ok(*words, "--office", "dc-rangpur")


def test_a_server_without_tables_says_how_they_are_made(tmp_path: Path, empty_url: str) -> None:
    home = tmp_path / "office"
    make_home(home)
    settings = home / "config/tracker.toml"
    settings.write_text(settings.read_text("utf-8").replace("sqlite:///var/tracker.db", empty_url), "utf-8")
    begun = "tracker minutes import" if empty_url.startswith("sqlite") else "tracker db upgrade"
    assert begun in Cli(home).refused(4, "overdue")
    there = "is not there yet" if empty_url.startswith("sqlite") else "has no tables yet; run: tracker db upgrade"
    assert there in Cli(home).call("doctor").stdout
