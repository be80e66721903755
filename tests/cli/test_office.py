"""The smaller commands: a new working folder, the doctor, offices, calendar, phrases, audit, tables, status, demo."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from tests.cli.conftest import MINUTES, Cli
from tracker.cli.root import tracker


def test_a_new_working_folder_works_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    made = CliRunner().invoke(tracker, ["init", str(folder)])
    assert made.exit_code == 0
    assert (folder / "config/offices/rangpur-division.toml").is_file()
    Cli(folder).ok("minutes", "import", MINUTES)
    assert (folder / "var/tracker.db").is_file()


def test_a_new_working_folder_says_commands_that_can_be_copied(tmp_path: Path) -> None:
    folder = tmp_path / "রংপুর বিভাগ"
    made = CliRunner().invoke(tracker, ["init", str(folder)])
    assert f"tracker --home '{folder}' doctor" in made.stdout


def test_init_overwrites_nothing(cli: Cli) -> None:
    path = cli.home / "config/tracker.toml"
    path.write_text("# mine\n", "utf-8")
    (cli.home / "config/ladder.toml").unlink()
    result = CliRunner().invoke(tracker, ["init", str(cli.home)])
    assert result.exit_code == 3
    assert str(path) in result.stderr
    assert path.read_text("utf-8") == "# mine\n"
    assert not (cli.home / "config/ladder.toml").exists()


def test_the_doctor_finds_all_in_order_in_a_new_folder(cli: Cli) -> None:
    told = cli.ok("doctor")
    assert "all is in order" in told
    assert "8 steps, from reminder-7 to weekly" in told
    assert "letters    7 kinds in bn, en, hi" in told
    assert "is not there yet; the first import makes it" in told


def test_the_doctor_tells_every_mistake_at_once(cli: Cli) -> None:
    (cli.home / "config/ladder.toml").write_text('[[step]]\ncode = "x"\n', "utf-8")
    offices = cli.home / "config/offices/rangpur-division.toml"
    offices.write_text(offices.read_text("utf-8").replace('parent = "divcom-rangpur"', 'parent = "nobody"', 1), "utf-8")
    result = cli.call("doctor")
    assert result.exit_code == 1
    assert "WRONG   offices" in result.stdout
    assert "ladder.toml:1: [step] needs `kind`" in result.stdout
    assert result.stdout.count("`parent` is 'nobody'") == 1
    assert "4 things to mend" in result.stdout


def test_offices_are_listed_and_checked(cli: Cli) -> None:
    items = cli.items("offices", "list", "--kind", "deputy_commissioner")
    assert len(items) == 8
    assert {item["parent"] for item in items} == {"divcom-rangpur"}
    assert "9 active offices" in cli.ok("offices", "check")
    lonely = cli.home / "lonely.toml"
    lonely.write_text(
        '[body]\ncode = "x"\nplace = { en = "X" }\n[[kind]]\nid = "k"\nen = ["K"]\n'
        '[[office]]\ncode = "w"\nkind = "k"\nplace = { en = "Y" }\n',
        "utf-8",
    )
    result = cli.call("offices", "check", lonely)
    assert result.exit_code == 1
    assert "w has no focal contact" in result.stdout
    cli.refused(4, "offices", "check", MINUTES)


def test_the_calendar_shows_open_and_closed_days(cli: Cli) -> None:
    days = cli.items("calendar", "show", "২০২৫-০৬")
    assert len(days) == 30
    by_day = {day["day"]: day for day in days}
    assert by_day["2025-06-12"]["reason"] == "ঈদুল আজহা"
    assert by_day["2025-06-13"]["reason"] == "weekly off"
    assert by_day["2025-06-15"]["open"]
    may = {day["day"]: day for day in cli.items("calendar", "show", "2025-05")}
    assert may["2025-05-17"]["open"]
    assert all(not day["open"] for day in cli.items("calendar", "show", "2025-06", "--closed"))
    assert "not known yet" in cli.call("calendar", "show", "2031-01").stderr


def test_phrases_are_explained(cli: Cli) -> None:
    told = cli.ok("phrases", "test", "আগামী ১০ দিনের মধ্যে", "--basis", "2023-06-25")
    assert "due 5 July 2023: within 10 days" in told
    assert "“আগামী ১০ দিনের মধ্যে”" in told
    assert "are right" in cli.ok("phrases", "check")


def test_altering_the_record_behind_the_programs_back_is_found(settled: Cli) -> None:
    told = settled.ok("audit", "verify")
    checkpoint = told.splitlines()[1].removeprefix("checkpoint: ")
    exported = settled.home / "audit.jsonl"
    settled.ok("audit", "export", "-o", exported)
    assert settled.ok("audit", "verify", "--file", exported, "--checkpoint", checkpoint) == told
    assert settled.ok("audit", "verify", "--file", exported, "--against", checkpoint) == told  # its older name
    assert settled.call("audit", "verify", "--file", "-", stdin=exported.read_text("utf-8")).stdout == told
    with sqlite3.connect(settled.home / "var/tracker.db") as db:
        db.execute("UPDATE audit SET actor = 'somebody' WHERE seq = 3")
    db.close()
    result = settled.call("audit", "verify")
    assert result.exit_code == 1
    assert "ALTERED: entry 3 was edited" in result.stdout
    cut = exported.read_text("utf-8").splitlines()[:-1]
    exported.write_text("\n".join(cut) + "\n", "utf-8")
    result = settled.call("audit", "verify", "--file", exported, "--checkpoint", checkpoint)
    assert result.exit_code == 1
    assert "truncated" in result.stdout
    for wrong in ("12", ""):
        settled.refused(3, "audit", "verify", "--checkpoint", wrong)
    assert "cannot be read" in settled.refused(3, "audit", "verify", "--file", settled.home / "nowhere")
    assert "line 1 is not an entry" in settled.refused(3, "audit", "verify", "--file", MINUTES)


def test_the_audit_log_is_listed(settled: Cli) -> None:
    entries = settled.items("audit", "log", "--last", "0")
    assert [e["seq"] for e in entries] == list(range(1, len(entries) + 1))
    assert {e["actor"] for e in entries} == {"registrar"}
    last = settled.items("audit", "log", "--last", "১")
    assert last == entries[-1:]
    assert settled.items("audit", "log", "--subject", "minutes:1")[0]["action"] == "minutes.import"


def test_the_audit_log_is_narrowed_by_decision_office_actor_action_and_day(settled: Cli) -> None:
    settled.ok("check", "--date", "2025-09-25")
    everything = settled.items("audit", "log", "--last", "0")
    about = settled.items("audit", "log", "--decision", "১/১", "--last", "0")
    assert {e["subject"].split(":")[0] for e in about} == {"decision", "notice"} and len(about) == 9
    assert settled.items("audit", "log", "--office", "dc-kurigram", "--last", "0") == [
        e for e in everything if e["office"] == "dc-kurigram"
    ]
    checks = settled.items("audit", "log", "--action", "notice", "--last", "0")
    assert {e["action"] for e in checks} == {"notice.queue"}
    today = settled.items("audit", "log", "--last", "0", "--since", "2020-01-01", "--until", "2099-01-01")
    assert today == everything
    assert settled.items("audit", "log", "--until", "২০২০-০১-০১") == []
    assert settled.items("audit", "log", "--actor", "nobody") == []
    assert settled.ok("audit", "log", "--last", "0", "--format", "jsonl").count("\n") == len(everything)
    settled.refused(3, "audit", "log", "--decision", "1/99")
    settled.refused(3, "audit", "log", "--office", "dc-nowhere")


def test_the_tables_are_made_once_and_checked(cli: Cli) -> None:
    assert cli.ok("db", "current").startswith("none ")
    assert "from nothing to schema" in cli.ok("db", "upgrade")
    assert "is up to date" in cli.ok("db", "upgrade")
    assert "has the tables of this program" in cli.ok("db", "check")
    with sqlite3.connect(cli.home / "var/tracker.db") as db:
        db.execute("DROP INDEX ix_event_occurrence_id_on")
    db.close()
    result = cli.call("db", "check")
    assert result.exit_code == 1
    assert "ix_event_occurrence_id_on" in result.stdout


@pytest.mark.parametrize(
    "words", [("overdue",), ("status",), ("obligations", "list"), ("audit", "verify"), ("summary",)], ids=" ".join
)
def test_a_folder_without_a_record_is_not_taken_for_one_where_all_is_well(cli: Cli, words: tuple[str, ...]) -> None:
    assert "there is no record yet" in cli.refused(4, *words)
    assert not (cli.home / "var/tracker.db").exists()


def test_a_record_that_cannot_be_written_is_told(cli: Cli) -> None:
    (cli.home / "var/tracker.db").mkdir()
    assert "is a folder" in cli.refused(4, "minutes", "import", MINUTES)


def test_status_says_what_needs_attention(settled: Cli) -> None:
    result = settled.call("status")
    assert result.exit_code == 1
    assert "no daily check was ever made" in result.stdout
    settled.ok("check")
    assert "ATTENTION" not in settled.ok("status")
    data = json.loads(settled.ok("status", "--json"))
    assert data["attention"] == []
    assert data["checkpoint"].count(":") == 1


def test_the_demo_shows_the_main_job_and_can_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        result = CliRunner().invoke(tracker, ["demo"])
        assert result.exit_code == 0, result.output
    assert "7 decisions" in result.stdout
    assert "mailed 1 escalation (stage 3)" in result.stdout
    assert len(Cli(tmp_path / "demo").items("obligations", "list", "--as-of", "2025-09-14")) >= 56
    page = (tmp_path / "demo/var/reports/summary-2025-26Q1.html").read_text("utf-8")
    assert "৬৬.৭%" in page
    assert list((tmp_path / "demo/var/mail").rglob("*.eml"))
    assert "entries hold" in Cli(tmp_path / "demo").ok("audit", "verify")


def test_the_demo_empties_only_what_it_made(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "letter.txt").write_text("precious", "utf-8")
    result = CliRunner().invoke(tracker, ["demo", str(folder)])
    assert result.exit_code == 3
    assert (folder / "letter.txt").read_text("utf-8") == "precious"


def test_the_doctor_tries_the_letters_and_names_a_broken_template(cli: Cli) -> None:
    own = cli.home / "templates/emails/bn/returned/opening.txt"
    own.parent.mkdir(parents=True)
    own.write_text("\n{{ letter.nothing }}\n", "utf-8")
    told = cli.call("doctor")
    assert told.exit_code == 1
    assert f"the mail template {own}:2 cannot be used" in told.stdout
    assert "1 thing to mend" in told.stdout


@pytest.mark.parametrize(
    "words",
    [
        ("check",),
        ("notices", "deliver"),
        ("submit", "1", "--note", "x"),
        ("calendar", "recompute"),
        ("offices", "transfer", "dc-kurigram", "dc-rangpur", "--reason", "x"),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_nothing_but_an_import_begins_a_record(cli: Cli, words: tuple[str, ...]) -> None:
    assert "there is no record yet" in cli.refused(4, *words)
    assert not (cli.home / "var/tracker.db").exists()
