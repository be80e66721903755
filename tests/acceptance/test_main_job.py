"""From a minutes file to mail in a mailbox, an overdue list and a summary: days of a calendar."""

from __future__ import annotations

import csv
import io
import json
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

from tests.acceptance.conftest import Tracker
from tests.conftest import SHARED, needs_shared

RANGPUR = SHARED / "rangpur-coordination-2023-q4.bn.txt"


def items(text: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(text)["items"]
    return found


@needs_shared
def test_the_rangpur_minutes_from_import_to_overdue_list(tracker: Tracker) -> None:
    imported = tracker.well("minutes", "import", RANGPUR)
    assert "24 obligations" in imported
    in_review = items(tracker.well("minutes", "review", "--format", "json"))
    assert [i["number"] for i in in_review] == ["2.3", "3", "4", "5"]

    for item, settled in (("1/2.3", "--policy"), ("1/4", "--policy"), ("1/5", "--policy"), ("1/3", "--confirm")):
        tracker.well("minutes", "settle", item, settled)
    assert items(tracker.well("minutes", "review", "--format", "json")) == []

    tracker.well("check", "--date", "2023-07-06")
    queued = items(tracker.well("notices", "list", "--format", "json"))
    assert len([n for n in queued if (n["kind"], n["stage"]) == ("overdue", 1)]) == 8
    assert len({n["office"] for n in queued}) == 8

    again = tracker.well("check", "--date", "2023-07-06")
    assert "nothing was changed" in again
    assert items(tracker.well("notices", "list", "--format", "json")) == queued

    overdue = items(tracker.well("overdue", "--as-of", "2023-07-06", "--format", "json"))
    assert [(o["due_on"], o["days_late"]) for o in overdue] == [("2023-07-05", 1)] * 8
    assert items(tracker.well("overdue", "--as-of", "2023-07-05", "--format", "json")) == []
    rows = list(csv.DictReader(io.StringIO(tracker.well("overdue", "--as-of", "২০২৩-০৭-০৬", "--format", "csv"))))
    assert len(rows) == 8


@needs_shared
def test_a_deadline_explains_itself(tracker: Tracker) -> None:
    tracker.well("minutes", "import", RANGPUR)
    (number,) = [
        i["occurrence"]
        for i in items(tracker.well("obligations", "list", "--office", "dc-kurigram", "--format", "json"))
        if i["number"] == "2.1"
    ]
    assert tracker.well("obligations", "explain", str(number)).strip() == (
        "due 5 July 2023: within 10 days of issue (25 June 2023); day of issue not counted; Wednesday, open"
    )


def test_reminders_first_overdue_notices_and_an_escalation_arrive_as_mail(tracker: Tracker, sample: Path) -> None:
    tracker.well("minutes", "import", sample)
    for day in ("2025-09-17", "2025-09-24", "2025-09-25", "2025-10-09"):
        tracker.well("check", "--date", day)
        tracker.well("notices", "deliver")
    folder = tracker.home / "var" / "mail"
    mails = [message_from_bytes(f.read_bytes(), policy=default) for f in sorted(folder.iterdir())]
    kinds = [str(m["X-Tracker-Kind"]) for m in mails]
    assert kinds.count("overdue-1") >= 8
    assert kinds.count("reminder") >= 16
    assert kinds.count("escalation-3") == 1
    escalation = mails[kinds.index("escalation-3")]
    assert escalation["To"] == "charter@divcom-rangpur.example"
    text = escalation.get_body(("plain",))
    assert text is not None
    for place in ("পঞ্চগড়", "ঠাকুরগাঁও", "দিনাজপুর", "নীলফামারী", "লালমনিরহাট", "কুড়িগ্রাম", "রংপুর", "গাইবান্ধা"):
        assert place in text.get_content()


def test_what_offices_hand_in_moves_the_figures(tracker: Tracker, sample: Path) -> None:
    tracker.well("minutes", "import", sample)
    owed = items(tracker.well("obligations", "list", "--format", "json"))
    first = [(o["occurrence"], o["office"]) for o in owed if o["number"] == "1"]
    for (number, office), on in zip(first[:3], ("2025-09-20", "2025-09-24", "2025-09-26"), strict=True):
        tracker.well("--as", office, "submit", str(number), "--note", "প্রদর্শন করা হয়েছে", "--on", on)
    for number, _ in first[:3]:
        tracker.well("--actor", "registrar", "accept", str(number), "--on", "2025-09-28")
    figures = json.loads(
        tracker.well("summary", "--quarter", "2025-26Q1", "--as-of", "2025-09-30", "--format", "json")
    )["total"]
    assert (figures["on_time"], figures["late"], figures["overdue"]) == (2, 1, 5)


def test_the_quarterly_summary_is_a_page_with_every_office(tracker: Tracker, sample: Path, tmp_path: Path) -> None:
    tracker.well("minutes", "import", sample)
    page = tmp_path / "summary.html"
    tracker.well("summary", "--quarter", "2025-26Q1", "--format", "html", "--output", page)
    html = page.read_text("utf-8")
    assert "কুড়িগ্রাম" in html
    assert "http" not in html.replace("http-equiv", "")


def test_every_change_is_in_an_unbroken_chain(tracker: Tracker, sample: Path) -> None:
    tracker.well("minutes", "import", sample)
    tracker.well("check", "--date", "2025-09-25")
    tracker.well("notices", "deliver")
    assert "hold" in tracker.well("audit", "verify")
