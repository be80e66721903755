"""Reviewing on a terminal: what is shown, and leaving, going back and naming decisions safely."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Cli
from tests.cli.papers import ALL, next_minutes

DIALOGUE = """\
Report on Upazila Dialogue Meeting

Date: 10 January 2023
Venue: Upazila hall

Topic: (1) Dialogue on services

Question: When will the tube well of our village be repaired?

Answer: We will repair it soon and inform you.
"""
VAGUE = "জলাবদ্ধতা নিরসনে নিয়মিত তদারকি করতে হবে।"


def test_the_words_of_the_source_stand_beside_the_reading(imported: Cli) -> None:
    told = imported.ok("minutes", "review", "--walk", stdin="q\n")
    assert "the words  সেবা সহায়তা ডেস্কের কার্যক্রম নিয়মিত তদারকি করে" in told
    assert "who        “জেলা প্রশাসক (সকল), রংপুর বিভাগ” → 8: dc-panchagarh" in told
    assert "when       “নিয়মিত”" in told
    assert "open       the deadline is vague" in told


def test_one_can_go_back_to_what_was_skipped(imported: Cli) -> None:
    told = imported.ok("minutes", "review", "--walk", stdin="s\nb\n\n\n")
    assert told.count("1 of 2") == 2
    assert "2 settled, 0 still in review" in told


def test_the_end_of_the_input_keeps_what_was_settled(imported: Cli) -> None:
    assert "1 settled, 1 still in review" in imported.ok("minutes", "review", "--walk", stdin="\n")
    assert len(imported.items("minutes", "review")) == 1


def test_an_unknown_key_changes_nothing(imported: Cli) -> None:
    told = imported.ok("minutes", "review", "--walk", stdin="z\nq\n")
    assert "z is none of the keys" in told
    assert "0 settled" in told


def test_a_number_that_stands_twice_is_settled_by_the_decisions_id(imported: Cli, tmp_path: Path) -> None:
    paper = next_minutes(tmp_path, [(VAGUE, ALL), ("সেতুর সংযোগ সড়ক যথাসময়ে মেরামত করতে হবে।", ALL)])
    paper.write_text(paper.read_text("utf-8").replace("০২\tবিষয়", "০১\tবিষয়"), "utf-8")
    imported.ok("minutes", "import", paper)
    first, second = (i["decision"] for i in imported.items("minutes", "review") if i["minutes"] == 2)
    told = imported.refused(3, "minutes", "settle", "2/1", "--within", "10 days")
    assert f"decision:{first}" in told and f"decision:{second}" in told
    assert f"decision:{second}" in imported.ok("minutes", "review")
    imported.ok("minutes", "settle", f"decision:{second}", "--within", "10 days")
    left = [i["decision"] for i in imported.items("minutes", "review") if i["minutes"] == 2]
    assert left == [first]


def test_a_promise_counts_from_the_day_of_its_minutes(cli: Cli, tmp_path: Path) -> None:
    paper = tmp_path / "dialogue.txt"
    paper.write_text(DIALOGUE, "utf-8")
    cli.ok("minutes", "import", paper)
    told = cli.ok("minutes", "review", "--walk", stdin="d\nevery month\no\ndc-rangpur\n\n")
    assert "1 settled" in told
    cli.ok("check", "--date", "2023-03-01")
    due = [i["due_on"] for i in cli.items("obligations", "list", "--as-of", "2023-03-01")]
    assert due[:2] == ["2023-01-31", "2023-02-28"]
