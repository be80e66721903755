"""Mail as files."""

from __future__ import annotations

import resource
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.notices.letters import NEWS, letter
from tracker.notices.folder import FolderTransport, file_name, labels, operator_folder
from tracker.notices.letter import Letter
from tracker.notices.message import Mailbox, build_message, new_message_id
from tracker.notices.render import render
from tracker.notices.transport import Outcome

SENDER, RECIPIENT = "charter@example.org", "focal.kurigram@example.org"


def message(key: str = "key", of: Letter | None = None) -> bytes:
    of = of or letter()
    return build_message(
        render(of),
        sender=Mailbox(SENDER),
        recipient=Mailbox(RECIPIENT),
        reply_to=SENDER,
        message_id=new_message_id(key, "example.org"),
        at=datetime(2024, 1, 2, tzinfo=UTC),
        headers=labels(of),
    )


def send(folder: Path, raw: bytes) -> Outcome:
    with FolderTransport(folder).open() as session:
        return session.send(raw, SENDER, RECIPIENT)


def test_a_message_becomes_a_file_named_by_day_kind_and_office(tmp_path: Path) -> None:
    outcome = send(tmp_path / "var" / "mail", message())
    (file,) = (tmp_path / "var" / "mail").iterdir()
    assert outcome.kind == "sent" and outcome.stage == "folder" and outcome.answer == file.name
    assert file.name.startswith("2023-07-06-overdue-1-dc-kurigram-") and file.suffix == ".eml"
    assert file.read_bytes() == message()


def test_the_same_message_twice_is_one_file_and_another_notice_is_another(tmp_path: Path) -> None:
    for key in ("a", "a", "b"):
        assert send(tmp_path, message(key)).kind == "sent"
    assert len(list(tmp_path.iterdir())) == 2


def test_what_a_death_left_half_written_is_written_anew(tmp_path: Path) -> None:
    name = file_name(message())
    (tmp_path / f".{name}.part").write_bytes(b"half")
    (tmp_path / name).write_bytes(b"half of an older program")
    assert send(tmp_path, message()).kind == "sent"
    assert [file.name for file in tmp_path.iterdir()] == [name]
    assert (tmp_path / name).read_bytes() == message()


def test_a_message_of_another_program_is_named_by_its_date() -> None:
    raw = b"Date: Thu, 06 Jul 2023 09:30:00 +0600\r\nMessage-ID: <x@y>\r\n\r\nhello\r\n"
    assert file_name(raw).startswith("2023-07-06-") and file_name(raw).endswith(".eml")
    assert file_name(b"no head at all").endswith(".eml")


@pytest.mark.parametrize("office", ["../../etc/passwd", "/abs", "a\\b", "..", "x" * 500, "কুড়িগ্রাম", "-", ""])
def test_no_office_code_leads_out_of_the_folder(tmp_path: Path, office: str) -> None:
    head = f"X-Tracker-Date: 2023-07-06\r\nX-Tracker-Office: {office}\r\nMessage-ID: <x@y>"
    raw = f"{head}\r\n\r\nwords\r\n".encode()
    assert send(tmp_path / "mail", raw).kind == "sent"
    assert [p.name for p in tmp_path.iterdir()] == ["mail"]
    (file,) = (tmp_path / "mail").iterdir()
    assert len(file.name.encode()) < 200


def test_a_folder_that_cannot_be_made_is_our_fault_and_ends_the_run(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file stands here")
    outcome = send(tmp_path / "mail", message())
    assert (outcome.kind, outcome.ends_run) == ("ours", True)
    assert str(tmp_path / "mail") in outcome.answer


def test_a_full_disk_leaves_no_file_and_is_tried_again(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (512, hard))
    try:
        outcome = send(tmp_path, message())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert (outcome.kind, outcome.ends_run) == ("temporary", True)
    assert not list(tmp_path.glob("*.eml"))
    assert send(tmp_path, message()).kind == "sent"


def test_the_daily_mail_to_the_operator_lies_beside_the_letters_to_offices(tmp_path: Path) -> None:
    mail = tmp_path / "var" / "mail"
    daily = message(of=replace(letter("operator"), items=(), news=NEWS))
    assert send(mail, daily).kind == "sent"
    assert send(mail, message()).kind == "sent"
    [(one,), (other,)] = [list(folder.iterdir()) for folder in (mail, operator_folder(mail))]
    assert "overdue" in one.name and "operator" in other.name
    assert other.parent.name == "mail-operator"
