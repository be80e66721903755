"""Documents as they come (faults 100 to 105): reports without decisions, odd tables, all of a kind, open deadlines,
copies and amended versions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import MINUTES, Cli
from tests.cli.papers import amended
from tests.conftest import SHARED, needs_shared

REPORTS = ("atwari-dialogue-2020-11-08.en.txt", "atwari-dialogue-2021-05-25.en.txt", "thakurgaon-dialogue-2020-12-24.en.txt")
RANGPUR = SHARED / "rangpur-coordination-2023-q4.bn.txt"
OPEN = (
    ("no_deadline", "প্রতিবেদন প্রেরণ করতে হবে।"),
    ("vague_deadline", "প্রতিবেদন যথাশীঘ্র সম্ভব প্রেরণ করতে হবে।"),
    ("conflicting_dates", "প্রতিবেদন ১০ জুন ২০২৩ তারিখের মধ্যে প্রেরণ করতে হবে।"),
    ("several_deadlines", "প্রতিবেদন ৫ দিনের মধ্যে, তবে সর্বোচ্চ ৩০ জুলাই ২০২৫ তারিখের মধ্যে প্রেরণ করতে হবে।"),
)


def read(cli: Cli, path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(cli.ok("minutes", "read", path, "--json"))
    return found


@needs_shared
@pytest.mark.parametrize("name", REPORTS)
def test_fault_100_a_report_of_a_dialogue_binds_nobody(cli: Cli, name: str) -> None:
    assert "0 obligations" in cli.ok("minutes", "import", SHARED / name)
    assert cli.items("obligations", "list") == []
    assert len(cli.items("minutes", "list")) == 1
    cli.ok("check", "--date", "2030-01-01")
    assert cli.items("notices", "list") == []


@needs_shared
def test_fault_101_five_rows_of_a_mixed_table_give_seven_duties(cli: Cli) -> None:
    decisions = read(cli, RANGPUR)["decisions"]
    assert [d["number"] for d in decisions] == ["1", "2.1", "2.2", "2.3", "3", "4", "5"]
    assert not [d for d in decisions if "<" in d["text"] or "--" in d["text"] or not d["text"].strip()]


def test_fault_102_all_deputy_commissioners_are_the_eight_of_the_list(imported: Cli) -> None:
    known = {office["office"] for office in imported.items("offices", "list")}
    bound = {duty["office"] for duty in imported.items("obligations", "list")}
    assert bound <= known
    assert len([code for code in bound if code.startswith("dc-")]) == 8


@pytest.mark.parametrize(("code", "sentence"), OPEN)
def test_fault_103_no_date_is_made_up_for_an_open_deadline(cli: Cli, tmp_path: Path, code: str, sentence: str) -> None:
    paper = MINUTES.read_text("utf-8").split("\n০১\t")[0] + f"\n০১\tপ্রতিবেদন\tআলোচনা হয়।\t{sentence}\tজেলা প্রশাসক, রংপুর\n"
    (tmp_path / "open.txt").write_text(paper, "utf-8")
    (decision,) = read(cli, tmp_path / "open.txt")["decisions"]
    assert code in decision["review"]
    assert decision["first_due_on"] is None or code in ("conflicting_dates", "several_deadlines")
    cli.ok("minutes", "import", tmp_path / "open.txt")
    assert cli.items("obligations", "list") == []


def test_fault_104_the_same_bytes_or_the_same_words_in_another_file_bind_once(imported: Cli, tmp_path: Path) -> None:
    before = imported.ok("audit", "verify")
    same = tmp_path / "copy.txt"
    same.write_bytes(MINUTES.read_bytes())
    assert "nothing was changed" in imported.ok("minutes", "import", same)
    other = tmp_path / "windows.txt"
    other.write_bytes(b"\xef\xbb\xbf" + MINUTES.read_bytes().replace(b"\n", b"\r\n"))
    assert "another version of minutes 1" in imported.refused(3, "minutes", "import", other)
    assert imported.ok("audit", "verify") == before


def test_fault_105_reordered_and_edited_decisions_keep_their_duties_withdrawn_ones_end(imported: Cli, tmp_path: Path) -> None:
    kept = {duty["occurrence"] for duty in imported.items("obligations", "list") if duty["number"] == "1"}
    text = MINUTES.read_text("utf-8")
    rows = [line for line in text.split("\n") if line[:2] in ("০১", "০২")]
    swapped = text.replace(rows[0], "\0").replace(rows[1], rows[0]).replace("\0", rows[1])
    paper = tmp_path / "reordered.txt"
    paper.write_text(swapped, "utf-8")
    told = imported.ok("minutes", "import", paper, "--revision")
    assert "0 new obligations" in told
    assert {duty["occurrence"] for duty in imported.items("obligations", "list") if duty["number"] == "1"} == kept
    edited = amended(tmp_path, ("কার্যবিবরণী প্রেরণ করতে হবে।", "কার্যবিবরণী এ কার্যালয়ে প্রেরণ করতে হবে।"), name="edited.txt")
    assert "1 reworded" in imported.ok("minutes", "import", edited, "--revision")
    shorter = tmp_path / "shorter.txt"
    shorter.write_text(text.replace(rows[1] + "\n", ""), "utf-8")
    assert "2 withdrawn" in imported.ok("minutes", "import", shorter, "--revision")
    assert {duty["occurrence"] for duty in imported.items("obligations", "list") if duty["number"] == "1"} == kept
