"""Minutes on the command line: reading, importing, what waits, settling it, and input that cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import MINUTES, Cli
from tests.conftest import SHARED, needs_shared


def test_reading_shows_what_was_understood_and_stores_nothing(cli: Cli) -> None:
    told = cli.ok("minutes", "read", MINUTES)
    assert "memo number   ০৫.৪৭.০০০০.০১১.০৬.০০৩.২৫.২১৪" in told
    assert "issued        Sunday, 14 September 2025" in told
    assert "7 decisions" in told
    assert "due 24 September 2025: within 10 days of issue (14 September 2025)" in told
    assert "REVIEW        the deadline is vague" in told
    assert not (cli.home / "var/tracker.db").exists()


def test_reading_as_json_follows_the_contract(cli: Cli) -> None:
    data = json.loads(cli.ok("minutes", "read", MINUTES, "--json"))
    assert data["schema"] == 1
    assert data["meeting"]["issued_on"] == "2025-09-14"
    assert data["meeting"]["participants"]["total"] == 19
    first = data["decisions"][0]
    assert first["number"] == "1"
    assert len(first["implementers"]) == 8
    assert first["deadline"]["kind"] == "within"
    assert first["first_due_on"] == "2025-09-24"
    assert [d["number"] for d in data["decisions"] if d["review"]] == ["5", "6"]


def test_reading_with_another_directory_of_offices(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "offices.toml"
    other.write_text(
        '[body]\ncode = "x"\nplace = { en = "X" }\n[[kind]]\nid = "k"\nen = ["Warden"]\n'
        '[[office]]\ncode = "w"\nkind = "k"\nplace = { en = "Y" }\n',
        "utf-8",
    )
    data = json.loads(cli.ok("minutes", "read", MINUTES, "--offices", other, "--json"))
    assert all(decision["implementers"] == [] for decision in data["decisions"])
    assert all("unresolved_implementer" in decision["review"] for decision in data["decisions"])


def test_importing_binds_what_is_clear_and_says_what_waits(cli: Cli) -> None:
    told = cli.ok("minutes", "import", MINUTES)
    assert "in force      5, 40 obligations" in told
    assert "IN REVIEW     2" in told
    listed = cli.items("minutes", "list")
    assert [(m["minutes"], m["decisions"], m["binding"], m["in_review"]) for m in listed] == [(1, 7, 5, 2)]


def test_importing_the_same_file_twice_changes_nothing(imported: Cli) -> None:
    before = imported.ok("audit", "verify")
    assert "imported before; nothing was changed" in imported.ok("minutes", "import", MINUTES)
    assert imported.ok("audit", "verify") == before


def unusable(folder: Path, kind: str) -> Path:
    """A document that cannot be used."""
    path = folder / "minutes.txt"
    if kind == "folder":
        path.mkdir()
    elif kind == "binary":
        path.write_bytes(bytes(range(256)) * 40)
    elif kind != "missing":
        path.write_text({"empty": "", "blank": " \n\n", "prose": "কাল বৃষ্টি হয়েছে।\n"}[kind], "utf-8")
    return path


@pytest.mark.parametrize("kind", ["missing", "empty", "folder", "binary"])
def test_reading_what_is_no_document_is_refused_in_a_line(cli: Cli, tmp_path: Path, kind: str) -> None:
    message = cli.refused(3, "minutes", "read", unusable(tmp_path, kind))
    assert message.startswith("Error: ")
    assert "→" in message


@pytest.mark.parametrize("kind", ["missing", "empty", "folder", "binary", "blank", "prose"])
def test_importing_what_holds_no_decision_is_refused_and_stores_nothing(cli: Cli, tmp_path: Path, kind: str) -> None:
    message = cli.refused(3, "minutes", "import", unusable(tmp_path, kind))
    assert message.startswith("Error: ")
    assert "→" in message
    assert not (cli.home / "var/tracker.db").exists()


def test_what_waits_is_listed_with_its_reasons(imported: Cli) -> None:
    items = imported.items("minutes", "review")
    assert [(i["minutes"], i["number"], i["review"]) for i in items] == [
        (1, "5", ["vague_deadline"]),
        (1, "6", ["no_deadline"]),
    ]
    assert "the deadline is vague" in imported.ok("minutes", "review")


@pytest.mark.parametrize(
    ("flags", "due", "offices"),
    [
        (["--within", "10 days"], "2025-09-24", 8),
        (["--within", "১০ working days"], "2025-09-28", 8),
        (["--by", "৩১/১২/২০২৫"], "2025-12-31", 8),
        (["--every", "quarter"], "2025-09-30", 8),
        (["--deadline", "আগামী ১৫ দিনের মধ্যে"], "2025-09-29", 8),
        (["--deadline", "end of month"], "2025-09-30", 8),
        (["--policy"], "2025-10-14", 8),
        (["--policy", "--implementers", "dc-rangpur,dc-kurigram,dc-rangpur"], "2025-10-14", 2),
        (["--policy", "--all", "divisional_commissioner"], "2025-10-14", 1),
        (["--no-deadline", "--note", "চলমান"], None, 8),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_registrar_settles_what_the_text_leaves_open(
    imported: Cli, flags: list[str], due: str | None, offices: int
) -> None:
    imported.ok("minutes", "settle", "1/6", *flags)
    found = [i for i in imported.items("obligations", "list", "--minutes", "1") if i["number"] == "6"]
    assert [i["due_on"] for i in found] == [due] * offices
    assert "6" not in [i["number"] for i in imported.items("minutes", "review")]


def test_a_decision_that_binds_nobody_is_dropped_with_a_reason(imported: Cli) -> None:
    imported.refused(3, "minutes", "settle", "1/6", "--drop")
    imported.ok("minutes", "settle", "1/6", "--drop", "--note", "শুধু অবহিতকরণ")
    assert [i["number"] for i in imported.items("minutes", "review")] == ["5"]
    assert "dropped" in imported.ok("minutes", "show", "1")


@pytest.mark.parametrize(
    ("reference", "flags", "status"),
    [
        ("1/6", [], 2),
        ("1/6", ["--policy", "--within", "3 days"], 2),
        ("1/6", ["--within", "3 days", "--by", "2025-12-31"], 2),
        ("1/6", ["--drop", "--policy", "--note", "x"], 2),
        ("1", ["--within", "3 days"], 2),
        ("1/6", ["--within", "soon"], 3),
        ("1/6", ["--deadline", "যথাসময়ে"], 3),
        ("1/6", ["--policy", "--implementers", "dc-nowhere"], 3),
        ("1/6", ["--policy", "--all", "wardens"], 3),
        ("1/6", ["--confirm"], 3),
        ("1/1", ["--policy"], 3),
        ("1/9", ["--policy"], 3),
        ("7/1", ["--policy"], 3),
    ],
)
def test_a_settlement_that_cannot_be_is_refused_and_changes_nothing(
    imported: Cli, reference: str, flags: list[str], status: int
) -> None:
    imported.refused(status, "minutes", "settle", reference, *flags)
    assert [i["number"] for i in imported.items("minutes", "review")] == ["5", "6"]
    assert len(imported.items("obligations", "list")) == 40


def test_all_that_waits_can_be_settled_by_the_policy(imported: Cli) -> None:
    told = imported.ok("minutes", "settle", "১", "--policy")
    assert "1/5  due 30 September 2025: every quarter" in told
    assert "1/6  due 14 October 2025: within 30 days" in told
    assert imported.items("minutes", "review") == []
    assert len(imported.items("obligations", "list")) == 56


def test_walking_through_settles_with_one_key(imported: Cli) -> None:
    told = imported.ok("minutes", "review", "--walk", stdin="\nd\nsoon\nd\n৭ days\no\ndc-rangpur\n\n")
    assert "proposal   due 30 September 2025" in told
    assert "“soon” names no usable deadline" in told
    assert "2 settled, 0 still in review" in told
    found = [i for i in imported.items("obligations", "list") if i["number"] == "6"]
    assert [(i["office"], i["due_on"]) for i in found] == [("dc-rangpur", "2025-09-21")]


def test_walking_may_skip_drop_and_stop(imported: Cli) -> None:
    assert "0 settled, 2 still in review" in imported.ok("minutes", "review", "--walk", stdin="s\nq\n")
    assert "1 settled, 1 still" in imported.ok("minutes", "review", "--walk", stdin="x\nনিষ্প্রয়োজন\nq\n")
    assert [i["number"] for i in imported.items("minutes", "review")] == ["6"]


def test_without_a_terminal_nothing_is_asked(imported: Cli) -> None:
    assert "proposal" not in imported.ok("minutes", "review")


def test_minutes_are_shown_by_number_memo_or_name(imported: Cli) -> None:
    by_number = imported.ok("minutes", "show", "১")
    assert "1/2.1" in by_number
    assert "IN REVIEW" in by_number
    assert imported.ok("minutes", "show", "05.47.0000.011.06.003.25.214") == by_number
    assert imported.ok("minutes", "show", "minutes.bn.txt") == by_number
    assert "সভাপতি উপস্থিত সবাইকে" in imported.ok("minutes", "show", "1", "--text")
    data = json.loads(imported.ok("minutes", "show", "1", "--json"))
    assert [d["state"] for d in data["decisions"]].count("review") == 2
    imported.refused(3, "minutes", "show", "2")


@needs_shared
def test_the_rangpur_minutes_give_eight_first_overdue_notices(cli: Cli) -> None:
    cli.ok("minutes", "import", SHARED / "rangpur-coordination-2023-q4.bn.txt")
    assert "8 overdue notices (stage 1)" in cli.ok("check", "--date", "2023-07-06")
    assert len(cli.items("overdue", "--as-of", "2023-07-06")) == 8


def test_the_source_of_each_decision_is_shown_with_its_deadline_and_who_acts(imported: Cli) -> None:
    for told in (imported.ok("minutes", "read", MINUTES, "--source"), imported.ok("minutes", "show", "1", "--source")):
        row = next(line for line in told.splitlines() if "মুদ্রণ করে" in line)
        assert row.split()[0] == "17"
        assert "মুদ্রণ করে «আগামী ১০ (দশ) দিনের মধ্যে» কার্যালয়ের" in row
        assert row.endswith(" | «জেলা প্রশাসক (সকল), রংপুর বিভাগ»")
        assert "the deadline is vague" in told
    stored = json.loads(imported.ok("minutes", "show", "1", "--json"))["decisions"][0]["as_read"]
    text = (Path(MINUTES)).read_text("utf-8")
    assert stored["source"]["line"] == 17 == stored["deadline_source"]["line"]
    assert text[stored["deadline_source"]["start"] : stored["deadline_source"]["end"]] == "আগামী ১০ (দশ) দিনের মধ্যে"
