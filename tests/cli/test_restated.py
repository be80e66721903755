"""A later meeting repeats standing decisions: recognised at import, and linked, replaced or bound beside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Cli
from tests.cli.papers import ALL, next_minutes

REPEATED = "সেবাগ্রহীতার মতামত জরিপের প্রতিবেদন ৩১ ডিসেম্বর ২০২৫ তারিখের মধ্যে দাখিল নিশ্চিত করতে হবে।"
LIKE = "সেবাগ্রহীতার অভিযোগ নিষ্পত্তির প্রতিবেদন ৩১ ডিসেম্বর ২০২৫ তারিখের মধ্যে দাখিল করতে হবে।"
NEW = "নদী তীরের অবৈধ স্থাপনার তালিকা ১০ দিনের মধ্যে প্রস্তুত করতে হবে।"


def decisions(cli: Cli, minutes: int) -> dict[str, dict[str, Any]]:
    story = json.loads(cli.ok("minutes", "show", minutes, "--json"))
    return {one["number"]: one for one in story["decisions"]}


@pytest.fixture
def restated(imported: Cli, tmp_path: Path) -> Cli:
    """The sample minutes, and the next meeting's, whose first decision repeats item 4."""
    told = imported.ok("minutes", "import", next_minutes(tmp_path, [(REPEATED, ALL), (LIKE, ALL), (NEW, ALL)]))
    assert "restated      1" in told
    assert "in force      2, 16 obligations" in told
    return imported


def open_items(cli: Cli, number: str, minutes: int) -> list[dict[str, Any]]:
    found = cli.items("obligations", "list", "--minutes", minutes)
    return [one for one in found if one["number"] == number and one["state"] == "open"]


def test_a_repeated_decision_waits_with_both_texts(restated: Cli) -> None:
    (one,) = [i for i in restated.items("minutes", "review") if i["minutes"] == 2]
    assert (one["review"], one["restates"]) == (["restatement"], "1/4")
    assert "১৫ (পনেরো) কার্যদিবসের মধ্যে" in one["restates_text"]
    assert "it repeats a standing decision (1/4)" in restated.ok("minutes", "review")
    assert "restates 1/4: ১৫ (পনেরো) কার্যদিবসের" in restated.ok("minutes", "show", 2)


def test_linking_lets_the_standing_one_go_on_alone(restated: Cli) -> None:
    before = open_items(restated, "4", 1)
    assert "linked to 1/4, which goes on" in restated.ok("minutes", "settle", "2/1", "--link")
    assert open_items(restated, "4", 1) == before
    assert open_items(restated, "1", 2) == []
    assert decisions(restated, 2)["1"]["state"] == "linked"
    assert "restated by 2/1" in restated.ok("minutes", "show", 1)


def test_replacing_supersedes_the_standing_one_and_binds_anew(restated: Cli) -> None:
    told = restated.ok("minutes", "settle", "2/1", "--replace")
    assert "due 31 December 2025" in told
    assert "in place of 1/4: 8 of its due dates ended" in told
    assert open_items(restated, "4", 1) == []
    assert len(open_items(restated, "1", 2)) == 8
    assert decisions(restated, 1)["4"]["state"] == "superseded"
    assert "restated by 2/1" in restated.ok("audit", "log")


def test_replacing_for_some_offices_leaves_the_others_as_they_were(restated: Cli) -> None:
    restated.ok("minutes", "settle", "2/1", "--replace", "--implementers", "dc-rangpur,dc-kurigram")
    assert len(open_items(restated, "4", 1)) == 6
    assert {one["office"] for one in open_items(restated, "1", 2)} == {"dc-rangpur", "dc-kurigram"}
    assert decisions(restated, 1)["4"]["state"] == "binding"


def test_confirming_binds_beside_the_standing_one(restated: Cli) -> None:
    restated.ok("minutes", "settle", "2/1", "--confirm")
    assert len(open_items(restated, "4", 1)) == len(open_items(restated, "1", 2)) == 8


def test_all_that_waits_is_not_bound_twice_in_one_go(restated: Cli) -> None:
    assert "2/1  stays in review: it repeats 1/4" in restated.ok("minutes", "settle", "2", "--confirm")
    assert "linked to 1/4" in restated.ok("minutes", "settle", "2", "--link")


def test_what_repeats_nothing_cannot_be_linked(restated: Cli) -> None:
    assert "repeats no standing decision" in restated.refused(3, "minutes", "settle", "1/6", "--link")
    assert "stands alone" in restated.refused(2, "minutes", "settle", "2/1", "--link", "--within", "10 days")


def test_further_offices_are_not_lost_by_linking(imported: Cli, tmp_path: Path) -> None:
    imported.ok("minutes", "settle", "1/6", "--by", "2025-12-01", "--implementers", "dc-rangpur")
    focal = "ফোকাল পয়েন্ট কর্মকর্তার নাম, ছবি ও মোবাইল নম্বর ৭ দিনের মধ্যে ওয়েবসাইটে হালনাগাদ করতে হবে।"
    imported.ok("minutes", "import", next_minutes(tmp_path, [(focal, ALL)]))
    told = imported.refused(3, "minutes", "settle", "2/1", "--link")
    assert "offices that 1/6 does not bind: dc-panchagarh" in told
    imported.ok("minutes", "settle", "2/1", "--replace")
    assert len(open_items(imported, "1", 2)) == 8


def test_a_duty_that_everybody_has_done_is_not_restated_but_ordered_anew(imported: Cli, tmp_path: Path) -> None:
    for one in open_items(imported, "4", 1):
        imported.ok("submit", one["occurrence"], "--note", "done")
        imported.ok("accept", one["occurrence"], actor="verifier")
    told = imported.ok("minutes", "import", next_minutes(tmp_path, [(REPEATED, ALL)]))
    assert "restated" not in told
    assert "in force      1, 8 obligations" in told


def test_a_duty_of_other_offices_is_another_duty(imported: Cli, tmp_path: Path) -> None:
    told = imported.ok("minutes", "import", next_minutes(tmp_path, [(REPEATED, "বিভাগীয় কমিশনার, রংপুর")]))
    assert "restated" not in told


def test_meetings_that_carry_a_duty_over_are_counted(restated: Cli, tmp_path: Path) -> None:
    restated.ok("minutes", "settle", "2/1", "--replace")
    for memo in ("৩০১", "৩০২"):
        restated.ok("minutes", "import", next_minutes(tmp_path, [(REPEATED, ALL)], memo=memo))
    restated.ok("minutes", "settle", "3/1", "--link")
    assert decisions(restated, 4)["1"]["restates"] == "2/1"
    assert decisions(restated, 4)["1"]["carried_over"] == 3
    assert "restates 2/1 (carried over 3 times)" in restated.ok("minutes", "show", 4)


def test_what_was_repeated_and_ended_meanwhile_is_settled_by_itself(restated: Cli, tmp_path: Path) -> None:
    restated.ok("minutes", "import", next_minutes(tmp_path, [(REPEATED, ALL)], memo="৩০১"))
    restated.ok("minutes", "settle", "2/1", "--replace")
    assert "in force no more" in restated.refused(3, "minutes", "settle", "3/1", "--link")
    restated.ok("minutes", "settle", "3/1", "--confirm")


def test_walking_proposes_the_link_and_binds_or_replaces_by_a_key(restated: Cli) -> None:
    told = restated.ok("minutes", "review", "--walk", stdin="s\ns\nn\nr\n\n")
    assert "repeats    1/4:" in told
    assert "proposal   link it to 1/4, which goes on as it stands" in told
    assert "8 offices, in place of 1/4" in told
    assert "1 settled, 2 still in review" in told
    assert decisions(restated, 1)["4"]["state"] == "superseded"
