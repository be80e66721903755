"""Amended minutes on the command line: seen before they are taken over, refused unasked, told afterwards."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import MINUTES, Cli
from tests.cli.papers import amended
from tests.conftest import SHARED, needs_shared

FIFTEEN = ("১৫ (পনেরো) কার্যদিবসের মধ্যে", "২০ কার্যদিবসের মধ্যে")
REWORDED = ("কার্যবিবরণী প্রেরণ করতে হবে।", "কার্যবিবরণী এ কার্যালয়ে প্রেরণ করতে হবে।")
WITHOUT_DESK = (
    "০৫\tসেবা সহায়তা ডেস্ক\tপ্রবীণ ও প্রতিবন্ধী সেবাগ্রহীতার জন্য আলাদা ডেস্কের প্রস্তাব আসে।\tসেবা সহায়তা ডেস্কের কার্যক্রম নিয়মিত তদারকি করে অগ্রগতি জানাতে হবে।\tজেলা প্রশাসক (সকল), রংপুর বিভাগ\n",
    "",
)
ADDED = (
    "\n\nআর কোনো আলোচ্য",
    "\n০৭\tবৃক্ষরোপণ\tআলোচনা হয়।\tপ্রতিটি জেলায় বৃক্ষরোপণের প্রতিবেদন ৩০ নভেম্বর ২০২৫ তারিখের মধ্যে পাঠাতে হবে।\tজেলা প্রশাসক (সকল), রংপুর বিভাগ\n\nআর কোনো আলোচ্য",
)


def numbers(cli: Cli, minutes: int) -> dict[str, dict[str, Any]]:
    story = json.loads(cli.ok("minutes", "show", minutes, "--json"))
    return {one["number"]: one for one in story["decisions"]}


def test_an_amended_copy_is_shown_and_refused_unasked(imported: Cli, tmp_path: Path) -> None:
    before = imported.ok("audit", "verify")
    told = imported.refused(3, "minutes", "import", amended(tmp_path, FIFTEEN, REWORDED, WITHOUT_DESK, ADDED))
    told = " ".join(told.split())
    assert "this is another version of minutes 1 (minutes.bn.txt); nothing was changed" in told
    assert "unchanged 1, 2.1, 2.2, 6" in told
    assert "reworded 3" in told
    assert "CHANGED 4" in told and "deadline: 7 October 2025 → 14 October 2025" in told
    assert "NEW 7" in told
    assert "WITHDRAWN 5" in told
    assert "--revision" in told and "--as-new" in told
    assert imported.ok("audit", "verify") == before


def test_it_is_taken_over_and_told(settled: Cli, tmp_path: Path) -> None:
    settled.ok("submit", 1, "--note", "done")
    told = settled.ok("minutes", "import", amended(tmp_path, FIFTEEN, REWORDED, WITHOUT_DESK, ADDED), "--revision")
    assert "minutes 2: revision 2, amends minutes 1" in told
    assert "compared      4 unchanged, 1 reworded, 1 changed, 1 new, 1 withdrawn" in told
    assert "new deadline  8 due dates" in told
    assert "ended         8 obligations, 8 open due dates" in told
    listed = settled.items("minutes", "list")
    assert [(m["revision"], m["revises"], m["amended_by"]) for m in listed] == [(1, None, 2), (2, 1, None)]
    assert "amended by 2" in settled.ok("minutes", "list")
    assert "AMENDED by minutes 2" in settled.ok("minutes", "show", 1)
    assert "goes on in the amended minutes as 2/4" in settled.ok("minutes", "show", 1)
    assert "revision 2, amends minutes 1" in settled.ok("minutes", "show", "০৫.৪৭.০০০০.০১১.০৬.০০৩.২৫.২১৪")
    assert numbers(settled, 2)["6"]["origin"] == "policy"
    assert numbers(settled, 1)["5"]["state"] == "superseded"
    kept = [i for i in settled.items("obligations", "list", "--minutes", 2) if i["occurrence"] == 1]
    assert [(i["state"], i["number"]) for i in kept] == [("submitted", "1")]
    assert "hold" in settled.ok("audit", "verify")


def test_the_same_bytes_again_change_nothing(imported: Cli, tmp_path: Path) -> None:
    copy = amended(tmp_path, REWORDED)
    imported.ok("minutes", "import", copy, "--revision")
    before = imported.ok("audit", "verify")
    assert "these are minutes 2" in imported.ok("minutes", "import", copy, "--revision")
    assert "these are minutes 1" in imported.ok("minutes", "import", MINUTES)
    assert imported.ok("audit", "verify") == before


def test_a_third_version_amends_the_second(imported: Cli, tmp_path: Path) -> None:
    imported.ok("minutes", "import", amended(tmp_path, REWORDED), "--revision")
    told = imported.ok("minutes", "import", amended(tmp_path, REWORDED, FIFTEEN, name="third.txt"), "--revision")
    assert "minutes 3: revision 3, amends minutes 2" in told
    assert "6 unchanged, 1 changed" in told


def test_a_document_of_its_own_can_be_said_to_be_new(imported: Cli, tmp_path: Path) -> None:
    told = imported.ok("minutes", "import", amended(tmp_path, REWORDED), "--as-new")
    assert "restated" in told
    assert imported.items("minutes", "list")[1]["revises"] is None
    assert "contradict" in imported.refused(2, "minutes", "import", MINUTES, "--as-new", "--revision")


def test_what_amends_nothing_is_no_revision(cli: Cli) -> None:
    assert "no known minutes are amended" in cli.refused(3, "minutes", "import", MINUTES, "--revision")
    assert cli.items("minutes", "list") == []


def test_a_draft_of_the_amended_version_settles_what_it_leaves_open(imported: Cli, tmp_path: Path) -> None:
    draft = tmp_path / "draft.toml"
    imported.ok("minutes", "export-draft", amended(tmp_path, FIFTEEN), "-o", draft)
    draft.write_text(draft.read_text("utf-8").replace('deadline = ""', 'deadline = "end of quarter"'), "utf-8")
    told = imported.ok("minutes", "import", "--draft", draft, "--revision")
    assert "in force      7, 16 new obligations" in told
    assert {one["state"] for one in numbers(imported, 2).values()} == {"binding"}


def test_two_clerks_with_two_amended_copies_at_once(imported: Cli, tmp_path: Path) -> None:
    copies = [amended(tmp_path, REWORDED, name="a.txt"), amended(tmp_path, FIFTEEN, name="b.txt")]

    def take(copy: Path) -> tuple[int, str]:
        done = imported.process("minutes", "import", copy, "--revision")
        return done.returncode, done.stdout + done.stderr

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(take, copies))
    versions = [(m["revision"], m["revises"]) for m in imported.items("minutes", "list")]
    if sorted(code for code, _ in done) == [0, 3]:  # both had looked at version 1
        assert "were amended meanwhile by minutes 2" in "".join(text for _, text in done)
        assert versions == [(1, None), (2, 1)]
    else:  # the second looked when the first was done, and saw version 2
        assert [code for code, _ in done] == [0, 0]
        assert versions == [(1, None), (2, 1), (3, 2)]
    assert "hold" in imported.ok("audit", "verify")


@needs_shared
def test_the_rangpur_minutes_with_an_edited_copy(cli: Cli, tmp_path: Path) -> None:
    text = (SHARED / "rangpur-coordination-2023-q4.bn.txt").read_text("utf-8")
    cli.ok("minutes", "import", SHARED / "rangpur-coordination-2023-q4.bn.txt")
    cli.ok("minutes", "settle", "1", "--policy")
    start, end = text.index("০৫\tসেবা"), text.index("\n\nসভায় আর কোন")
    added = "০৬\tঅভিযোগ\tআলোচনা হয়।\tঅভিযোগ প্রতিকার কর্মকর্তা আগামী ১৫ দিনের মধ্যে নিয়োগ করতে হবে।\tজেলা প্রশাসক (সকল) রংপুর বিভাগ"
    copy = tmp_path / "copy.txt"
    copy.write_text((text[:start] + added + text[end:]).replace("আগামী ১০ দিনের", "আগামী ২০ দিনের"), "utf-8")
    told = cli.ok("minutes", "import", copy, "--revision")
    assert "5 unchanged, 1 changed, 1 new, 1 withdrawn" in told
    due = {i["number"]: i for i in cli.items("obligations", "list", "--minutes", 2)}
    assert (due["2.1"]["due_on"], due["2.1"]["first_due_on"]) == ("2023-07-16", "2023-07-05")
    assert {i["state"] for i in cli.items("obligations", "list", "--minutes", 1)} == {"superseded"}


@pytest.mark.parametrize("flag", [[], ["--revision"]])
def test_an_unreadable_copy_changes_nothing(imported: Cli, tmp_path: Path, flag: list[str]) -> None:
    before = imported.ok("audit", "verify")
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    imported.refused(3, "minutes", "import", empty, *flag)
    assert imported.ok("audit", "verify") == before


def test_old_references_lead_to_where_a_duty_stands_now(imported: Cli, tmp_path: Path) -> None:
    imported.ok("minutes", "import", amended(tmp_path, FIFTEEN, WITHOUT_DESK), "--revision")
    late = imported.call("overdue", "--as-of", "2025-12-01", "--decision", "1/4", "--format", "csv")
    assert "1/4 was amended and goes on as 2/4" in late.stderr
    assert late.stdout.count(",2025-10-07,2025-10-07,") == 8  # the deadline in force on that day
    listed = imported.call("obligations", "list", "--minutes", 1)
    assert "minutes 1 were amended by minutes 2" in listed.stderr
    assert "2/6" in imported.ok("minutes", "settle", "1/6", "--policy")
    assert "no minutes 9" in imported.refused(3, "overdue", "--minutes", 9)
