"""Who may do what on the command line."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from tests.cli.conftest import MINUTES, Cli
from tracker.cli.app import login_name
from tracker.cli.root import tracker


def number_of(cli: Cli, office: str) -> int:
    found = cli.items("obligations", "list", "--office", office)
    return int(next(item["occurrence"] for item in found if item["number"] == "1"))


def test_the_login_that_made_the_folder_acts_in_all_roles(cli: Cli) -> None:
    cli.actor = login_name()
    cli.ok("minutes", "import", MINUTES)
    assert {entry["actor"] for entry in cli.items("audit", "log")} == {login_name()}


def test_who_is_not_on_the_list_changes_nothing(cli: Cli) -> None:
    cli.actor = "stranger"
    message = cli.refused(3, "minutes", "import", MINUTES)
    assert "neither among the people" in message
    assert "config/people.toml" in message
    assert not (cli.home / "var/tracker.db").exists()


@pytest.mark.parametrize(
    ("actor", "words"),
    [
        ("verifier", ("minutes", "settle", "1/5", "--policy")),
        ("auditor", ("accept", "1")),
        ("auditor", ("notices", "hold", "1", "--reason", "x")),
        ("verifier", ("submit", "1", "--note", "x")),
        ("dc-rangpur", ("accept", "1")),
        ("focal@dc-rangpur.example", ("minutes", "settle", "1/5", "--policy")),
    ],
)
def test_an_act_without_its_role_is_refused(imported: Cli, actor: str, words: tuple[str, ...]) -> None:
    before = imported.ok("audit", "verify")
    imported.actor = actor
    assert "this needs" in imported.refused(3, *words)
    assert imported.ok("audit", "verify") == before


def test_reading_needs_no_role(imported: Cli) -> None:
    imported.actor = "stranger"
    for words in (("obligations", "list"), ("audit", "log"), ("minutes", "list"), ("overdue",)):
        imported.items(*words)


def test_an_office_submits_its_own_alone(imported: Cli) -> None:
    number = number_of(imported, "dc-rangpur")
    imported.actor = "dc-kurigram"
    assert "cannot answer for dc-rangpur" in imported.refused(3, "submit", number, "--note", "x")
    imported.ok("submit", number, "--note", "x", actor="focal@dc-rangpur.example")
    assert "by focal@dc-rangpur.example" in imported.ok("obligations", "show", number)


def test_without_a_list_everybody_acts_and_the_doctor_says_so(cli: Cli) -> None:
    (cli.home / "config/people.toml").unlink()
    cli.actor = "stranger"
    cli.ok("minutes", "import", MINUTES)
    assert "whoever can write the record acts in all roles" in cli.ok("doctor")


def test_the_doctor_says_when_nobody_can_verify(cli: Cli) -> None:
    (cli.home / "config/people.toml").write_text('[[person]]\nname = "a"\nroles = ["registrar"]\n', "utf-8")
    result = cli.call("doctor")
    assert result.exit_code == 1
    assert "nobody has the role verifier" in result.stdout


def test_the_check_runs_as_the_system_unless_somebody_is_named(imported: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    imported.ok("check", "--date", "2025-09-25")
    monkeypatch.delenv("TRACKER_ACTOR", raising=False)
    alone = CliRunner().invoke(tracker, ["--home", str(imported.home), "check", "--date", "2025-09-26"])
    assert alone.exit_code == 0, alone.output
    entries = imported.items("audit", "log", "--last", "0")
    assert [entry["actor"] for entry in entries if entry["action"] == "check.run"] == ["registrar", "system"]
