"""`tracker offices`: who serves on a day, what an office owes, and what it was called; duties that go over."""

from __future__ import annotations

import json

from tests.cli.conftest import Cli

KURIGRAM = 'code = "dc-kurigram"\n'


def edit(cli: Cli, *changes: tuple[str, str]) -> None:
    """Other words in the directory."""
    file = cli.home / "config/offices/rangpur-division.toml"
    text = file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    file.write_text(text, "utf-8")


def change_officer(cli: Cli) -> None:
    """From 1 October 2025 another officer is the focal officer of Kurigram, until the first comes back in 2026."""
    person = '{ role = "focal", email = "focal@dc-kurigram.example"'
    edit(
        cli,
        (
            f"{person} }},",
            f"{person}, valid_until = 2025-09-30 }},\n"
            '  { role = "focal", email = "karim@dc-kurigram.example", name = "করিম", valid_from = 2025-10-01, '
            "valid_until = 2026-01-31 },\n"
            f"  {person}, valid_from = 2026-02-01 }},",
        ),
    )


def focal(cli: Cli, day: str) -> str:
    return next(str(i["focal"]) for i in cli.items("offices", "list", "--as-of", day) if i["office"] == "dc-kurigram")


def test_the_list_tells_who_serves_on_a_day_and_one_person_may_come_back(cli: Cli) -> None:
    change_officer(cli)
    assert [focal(cli, day) for day in ("2025-09-30", "2025-10-01", "2026-01-31", "2026-02-01")] == [
        "focal@dc-kurigram.example", "karim@dc-kurigram.example",
        "karim@dc-kurigram.example", "focal@dc-kurigram.example",
    ]  # fmt: skip
    told = cli.ok("offices", "show", "dc-kurigram", "--as-of", "2025-12-01")
    assert "karim@dc-kurigram.example (করিম) from 2025-10-01 until 2026-01-31  serves 2025-12-01" in told
    assert "focal@dc-kurigram.example from 2026-02-01  not on 2025-12-01" in told


def test_reminders_go_to_who_serves_on_their_day(imported: Cli) -> None:
    change_officer(imported)
    for day in ("2025-09-30", "2025-10-04"):
        imported.ok("check", "--date", day)
    told = imported.items("notices", "list", "--office", "dc-kurigram", "--kind", "reminder")
    assert [(n["on"], n["recipient"]) for n in told] == [
        ("2025-09-30", "focal@dc-kurigram.example"), ("2025-10-04", "karim@dc-kurigram.example"),
    ]  # fmt: skip


def test_an_office_that_nobody_knows_is_refused(imported: Cli) -> None:
    assert "no office has the code dc-nowhere" in imported.refused(3, "offices", "show", "dc-nowhere")


def test_a_renamed_office_keeps_its_code_and_the_record_tells_its_former_name(imported: Cli) -> None:
    edit(imported, ('{ bn = "কুড়িগ্রাম", en = "Kurigram" }', '{ bn = "ধরলা", en = "Dharla" }'))
    imported.ok("check", "--date", "2025-09-15")
    told = imported.ok("offices", "show", "dc-kurigram")
    assert told.splitlines()[0] == "dc-kurigram  জেলা প্রশাসকের কার্যালয়, ধরলা · Office of the Deputy Commissioner, Dharla"
    assert "called জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম · Office of the Deputy Commissioner, Kurigram" in told


def test_an_office_that_closes_with_open_duties_is_named_until_they_go_over(imported: Cli) -> None:
    edit(imported, (KURIGRAM, KURIGRAM + "active = false\n"))
    words = "dc-kurigram is not there any more but owes 5 open: tracker offices transfer dc-kurigram NEW --reason …"
    doctor = imported.call("doctor")
    assert doctor.exit_code == 1
    assert f"WRONG   offices    {words}" in doctor.stdout
    assert f"LEFT BEHIND    {words.replace('5 open', '9 open')}" in imported.ok("check", "--date", "2025-09-15")
    assert json.loads(imported.call("status", "--json").stdout)["attention"]
    reason = ("--reason", "merged by order no. 7", "--on", "2025-09-20")
    tried = imported.ok("offices", "transfer", "dc-kurigram", "dc-lalmonirhat", *reason, "--dry-run")
    assert "would go over on 2025-09-20" in tried
    done = imported.ok("offices", "transfer", "dc-kurigram", "dc-lalmonirhat", *reason)
    assert "5 duties went over on 2025-09-20" in done
    assert "owes it already: one stands for both" in done
    assert "dc-kurigram is not there" not in imported.call("doctor").stdout
    assert "nothing that could go over" in imported.refused(
        3, "offices", "transfer", "dc-kurigram", "dc-rangpur", "--reason", "x"
    )


def test_one_decision_goes_over_to_a_new_office(imported: Cli) -> None:
    file = imported.home / "config/offices/rangpur-division.toml"
    new = '\n[[office]]\ncode = "dc-ulipur"\nkind = "deputy_commissioner"\nplace = { bn = "উলিপুর", en = "Ulipur" }\n'
    file.write_text(file.read_text("utf-8") + new, "utf-8")
    done = imported.ok(
        "offices", "transfer", "dc-kurigram", "dc-ulipur", "--reason", "split", "--on", "2025-09-20", "--decision", "1/1"
    )
    assert "1 duty went over" in done
    [item] = imported.items("obligations", "list", "--office", "dc-ulipur", "--as-of", "2025-09-20")
    assert (item["number"], item["due_on"], item["state"]) == ("1", "2025-09-24", "open")
    assert imported.items("obligations", "list", "--office", "dc-ulipur", "--as-of", "2025-09-19") == []
