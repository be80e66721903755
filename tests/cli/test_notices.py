"""Notices on the command line: listing, looking at the letter, holding back, a mail server that is away."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Cli


@pytest.fixture
def waiting(settled: Cli) -> Cli:
    """Eight first overdue notices wait, and eight reminders."""
    settled.ok("check", "--date", "2025-09-25")
    return settled


def test_notices_are_listed_with_what_became_of_them(waiting: Cli) -> None:
    assert len(waiting.items("notices", "list")) == 16
    items = waiting.items("notices", "list", "--kind", "overdue")
    assert len(items) == 8
    assert {(i["kind"], i["stage"], i["state"], i["items"]) for i in items} == {("overdue", 1, "waiting", 1)}
    chosen = waiting.items("notices", "list", "--office", "dc-rangpur", "--state", "waiting", "--kind", "overdue")
    assert [i["recipient"] for i in chosen] == ["focal@dc-rangpur.example"]
    assert waiting.items("notices", "list", "--since", "2025-09-26") == []
    assert waiting.items("notices", "list", "--stage", "2") == []


def test_a_letter_can_be_looked_at_before_and_after_it_went_out(waiting: Cli, tmp_path: Path) -> None:
    before = waiting.ok("notices", "preview", "1")
    assert before.startswith("তাগিদপত্র")
    assert "২৪ সেপ্টেম্বর ২০২৫" in before
    assert "<html" in waiting.ok("notices", "preview", "1", "--format", "html")
    waiting.ok("notices", "deliver")
    assert waiting.ok("notices", "preview", "1") == before
    eml = tmp_path / "letter.eml"
    waiting.ok("notices", "preview", "1", "--format", "eml", "-o", eml)
    sent = [path.read_bytes() for path in (waiting.home / "var/mail").rglob("*.eml")]
    assert any(eml.read_bytes() in mail for mail in sent)
    shown = waiting.ok("notices", "show", "1")
    assert "attempt 1" in shown
    assert "sent" in shown


def test_a_held_notice_stays_until_it_is_released(waiting: Cli) -> None:
    waiting.ok("notices", "hold", "3", "--reason", "ঠিকানা যাচাই")
    assert "15 sent" in waiting.ok("notices", "deliver")
    assert "1 notices are held" in waiting.call("status").stdout
    waiting.ok("notices", "release", "3")
    assert "1 sent" in waiting.ok("notices", "deliver")
    waiting.refused(3, "notices", "release", "3")
    waiting.refused(3, "notices", "hold", "3", "--reason", "x")
    waiting.refused(3, "notices", "hold", "99", "--reason", "x")


def test_a_notice_can_be_tried_again_at_once(waiting: Cli) -> None:
    waiting.ok("notices", "hold", "2", "--reason", "x")
    assert "waits to be sent" in waiting.ok("notices", "retry", "2")
    assert "16 sent" in waiting.ok("notices", "deliver")


def test_a_mail_server_that_is_away_is_a_reason_to_try_again(waiting: Cli) -> None:
    settings = waiting.home / "config/tracker.toml"
    text = settings.read_text("utf-8")
    text = text.replace('transport = "folder"', 'transport = "smtp"')
    text = text.replace("[mail.smtp]", '[mail.smtp]\nhost = "127.0.0.1"\nport = 1\nsecurity = "none"', 1)
    settings.write_text(text, "utf-8")
    result = waiting.call("notices", "deliver")
    assert result.exit_code == 75
    assert "the delivery broke off" in result.stderr
    assert result.stdout.splitlines() == ["1 put off, to be tried again", "16 waiting in all"]
    assert {i["state"] for i in waiting.items("notices", "list")} == {"waiting"}
    doctor = waiting.call("doctor")
    assert doctor.exit_code == 1
    assert "WRONG   mail       127.0.0.1:1" in doctor.stdout
    assert "was not asked" in waiting.ok("doctor", "--offline")
