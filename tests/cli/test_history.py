"""`tracker obligations history`: was this office told, when, in what words, and what did its mail server answer?"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from tests.actions.test_deliver import Scripted
from tests.cli.conftest import Cli
from tracker.actions.deliver import deliver
from tracker.notices.transport import Outcome
from tracker.settings.load import load_settings
from tracker.store.engine import open_store
from tracker.store.tables import evidence, submission


@pytest.fixture
def number(settled: Cli) -> int:
    """Decision 1 of Kurigram, due on 24 September 2025."""
    [item] = settled.items("obligations", "list", "--office", "dc-kurigram", "--minutes", "1")[:1]
    return int(item["occurrence"])


@pytest.fixture
def told(settled: Cli, number: int) -> Cli:
    """Reminded, told it is overdue, reported, returned."""
    for day in ("2025-09-17", "2025-09-25"):
        settled.ok("check", "--date", day)
        settled.ok("notices", "deliver")
    settled.ok(
        "submit", number, "--note", "হয়েছে", "--on", "2025-09-26", "--link", "https://x.example/a", actor="dc-kurigram"
    )
    settled.ok("return", number, "--reason", "আদেশ নেই", "--on", "2025-09-27")
    return settled


def test_all_that_happened_stands_in_the_order_of_time(told: Cli, number: int) -> None:
    items = told.items("obligations", "history", number)
    assert [item["what"] for item in items if not item["what"].startswith("step.")] == [
        "bound", "notice.queued", "notice.attempt", "notice.queued", "notice.attempt", "submit", "return",
        "notice.queued",
    ]  # fmt: skip
    assert [item["at"] for item in items] == sorted(item["at"] for item in items)
    first, handed_in, last = items[0], *items[-3:-1]
    assert (first["who"], first["due_on"], first["office"]) == ("registrar", "2025-09-24", "dc-kurigram")
    assert (last["who"], last["state"], last["on"], last["text"]) == ("registrar", "returned", "2025-09-27", "আদেশ নেই")
    assert (handed_in["who"], handed_in["links"]) == ("dc-kurigram", ["https://x.example/a"])


def test_each_mail_is_told_with_its_recipient_number_and_answer(told: Cli, number: int) -> None:
    attempts = [i for i in told.items("obligations", "history", number) if i["what"] == "notice.attempt"]
    assert [(a["kind"], a["stage"], a["outcome"]) for a in attempts] == [
        ("reminder", 0, "sent"),
        ("overdue", 1, "sent"),
    ]
    for each in attempts:
        mail = mail_named(told.home / "var/mail" / each["answer"])
        assert (str(mail["Message-ID"]), str(mail["To"])) == (each["message_id"], each["recipient"])
        assert str(mail["Subject"]) == each["subject"]


def test_the_words_are_those_that_were_sent_even_if_templates_change_later(told: Cli, number: int) -> None:
    folder = told.home / "templates/emails/bn/overdue"
    folder.mkdir(parents=True)
    (folder / "subject.txt").write_text("পরে বদলানো", "utf-8")
    items = told.items("obligations", "history", number, "--words")
    spoken = [item for item in items if item["words"]]
    assert len(spoken) == 2
    for each in spoken:
        body = mail_named(told.home / "var/mail" / each["answer"]).get_body(("plain",))
        assert body is not None
        assert each["words"] == body.get_content()
    shown = told.ok("obligations", "history", number, "--words")
    assert "| উপর্যুক্ত বিষয়ের পরিপ্রেক্ষিতে" in shown
    assert "words" not in told.items("obligations", "history", number)[0]


def test_a_decision_of_an_office_names_the_same_duty(told: Cli, number: int) -> None:
    by_number = told.items("obligations", "history", number)
    assert told.items("obligations", "history", "১/১", "--office", "dc-kurigram") == by_number
    everybody = told.items("obligations", "history", "1/1")
    assert len({item["occurrence"] for item in everybody}) == 8


def test_what_persons_did_with_a_notice_is_told(settled: Cli, number: int) -> None:
    settled.ok("check", "--date", "2025-09-25")
    [wanted] = settled.items("notices", "list", "--office", "dc-kurigram", "--kind", "overdue")
    settled.ok("notices", "hold", wanted["notice"], "--reason", "ঠিকানা যাচাই")
    settled.ok("notices", "release", wanted["notice"])
    items = [i for i in settled.items("obligations", "history", number) if i["notice"] == wanted["notice"]]
    assert [(i["what"], i["who"], i["text"]) for i in items[1:]] == [
        ("notice.held", "registrar", "ঠিকানা যাচাই"),
        ("notice.waiting", "registrar", ""),
    ]


def test_what_the_mail_server_answered_is_told_try_by_try(settled: Cli, number: int) -> None:
    settled.ok("check", "--date", "2025-09-25")
    settings = load_settings(settled.home)
    store = open_store(settings.database.address())
    now = datetime.now(UTC)
    busy, refused = Outcome("temporary", "rcpt", 451, "try later"), Outcome("permanent", "rcpt", 550, "no such user")
    for answer, hour in ((busy, 5), (refused, 9)):
        server = Scripted([answer] * 17)  # the last is the mail to the operator
        deliver(store, settings, server, clock=lambda hour=hour: now + timedelta(hours=hour))  # type: ignore[misc]
    store.close()
    items = [i for i in settled.items("obligations", "history", number) if i["kind"] == "overdue"]
    tries = [(i["attempt"], i["outcome"], i["code"], i["answer"]) for i in items if i["what"] == "notice.attempt"]
    assert tries == [(1, "temporary", 451, "try later"), (2, "permanent", 550, "no such user")]
    assert items[-1]["what"] == "notice.undeliverable"
    shown = settled.ok("obligations", "history", number)
    assert "attempt 2: permanent (550 no such user)" in shown
    assert shown.endswith("times are UTC\n") and "undeliverable" in shown.splitlines()[-1]


def test_an_office_that_could_not_be_written_to_is_told(settled: Cli, number: int) -> None:
    offices = settled.home / "config/offices/rangpur-division.toml"
    text = offices.read_text("utf-8")
    start = text.index("contacts", text.index('code = "dc-kurigram"'))
    offices.write_text(text[:start] + text[text.index("]\n", start) + 2 :], "utf-8")
    settled.ok("check", "--date", "2025-09-25")
    silent = [i for i in settled.items("obligations", "history", number) if i["what"] == "step.no_contact"]
    assert [(i["text"], i["on"]) for i in silent] == [("overdue-1", "2025-09-25")]
    assert "nobody was told: the office has no contact" in settled.ok("obligations", "history", number)
    assert "nobody was written to" in settled.ok("obligations", "history", number)


def test_files_handed_in_are_told_with_their_hash(told: Cli, number: int) -> None:
    sha = hashlib.sha256(b"x").hexdigest()
    store = open_store(load_settings(told.home).database.address())
    with store.writing() as conn:
        given = conn.scalar(select(submission.c.id))
        conn.execute(insert(evidence).values(submission_id=given, sha256=sha, name="আদেশ\x1b[31m.pdf", size=1))
        conn.execute(update(submission).values(implemented_on=datetime(2025, 9, 20, tzinfo=UTC).date()))
    store.close()
    [item] = [i for i in told.items("obligations", "history", number) if i["what"] == "submit"]
    assert item["evidence"] == [{"name": "আদেশ\x1b[31m.pdf", "sha256": sha, "size": 1}]
    shown = told.ok("obligations", "history", number)
    assert sha in shown and "\x1b" not in shown
    assert item["implemented_on"] == "2025-09-20"


@pytest.mark.parametrize("format_", ["csv", "jsonl", "html", "table"])
def test_every_format_holds_the_answer(told: Cli, number: int, format_: str) -> None:
    text = told.ok("obligations", "history", number, "--format", format_)
    assert "focal@dc-kurigram.example" in text
    if format_ == "jsonl":
        assert [json.loads(line) for line in text.splitlines()] == told.items("obligations", "history", number)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("9999",), "there is no occurrence 9999"),
        (("1/1", "--office", "divcom-rangpur"), "does not bind divcom-rangpur"),
        (("1/1", "--office", "dc-nowhere"), "there is no office dc-nowhere"),
        (("1", "--office", "dc-rangpur"), "is that of dc-panchagarh"),
        (("1/99",), "no decision 99"),
        (("x",), "“x” is not a whole number"),
    ],
)
def test_a_duty_that_is_not_there_is_refused(settled: Cli, words: tuple[str, ...], message: str) -> None:
    assert message in settled.refused(3, "obligations", "history", *words)


def mail_named(path: Path) -> EmailMessage:
    parsed: Any = message_from_bytes(path.read_bytes(), policy=default)
    assert isinstance(parsed, EmailMessage)
    return parsed
