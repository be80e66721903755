"""Delivery: at least once, an attempt on record before the data leaves, the same bytes on a retry."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.actions.world import DISTRICTS, TODAY, World, at, duty
from tracker.actions.daily_check import daily_check
from tracker.actions.deliver import DeliveryReport, deliver
from tracker.actions.submit import Report, submit
from tracker.notices.folder import FolderTransport
from tracker.notices.retry import GIVE_UP_AFTER
from tracker.notices.transport import Outcome, OutcomeKind, Transport
from tracker.settings.load import load_settings
from tracker.store.locks import sole_sender
from tracker.store.offices import take_over_directory
from tracker.store.tables import attempt, audit, notice

DUE = date(2023, 7, 5)
LATER = datetime(2023, 7, 6, 5, tzinfo=UTC)


@dataclass
class Scripted:
    """A mail server of a script's own: the outcomes to give, in turn, and what it was handed."""

    script: list[Outcome]
    handed: list[tuple[str, bytes]] = field(default_factory=list)

    @contextmanager
    def open(self) -> Iterator[Scripted]:
        yield self

    def send(self, message: bytes, sender: str, recipient: str) -> Outcome:
        self.handed.append((recipient, message))
        return self.script.pop(0)


SENT = Outcome("sent", "dot", 250, "ok")


@pytest.fixture
def due(world: World) -> World:
    """Four first overdue notices wait."""
    world.import_(duty())
    day = DUE + timedelta(days=1)
    daily_check(world.store, world.settings, day, actor="cron", now=at(day))
    return world


def send(world: World, transport: Transport, now: datetime = LATER, limit: int | None = None) -> DeliveryReport:
    return deliver(world.store, world.settings, transport, clock=lambda: now, limit=limit)


def test_each_notice_becomes_one_mail_in_the_folder(due: World, tmp_path: Path) -> None:
    report = send(due, FolderTransport(tmp_path / "mail"))
    assert report.outcomes == {"sent": 4}
    mails = [message_from_bytes(f.read_bytes(), policy=default) for f in sorted((tmp_path / "mail").iterdir())]
    assert sorted(str(m["To"]) for m in mails) == [f"focal@{code}.example" for code in DISTRICTS]
    body = mails[0].get_body(("plain",))
    assert body is not None
    assert "আগামী ১০ দিনের মধ্যে" in body.get_content()


def test_delivering_again_sends_nothing(due: World, tmp_path: Path) -> None:
    send(due, FolderTransport(tmp_path / "mail"))
    before = due.counts(notice, attempt, audit)
    assert not send(due, FolderTransport(tmp_path / "mail")).outcomes
    assert due.counts(notice, attempt, audit) == before


def test_a_temporary_failure_is_tried_again_later_with_the_same_bytes(due: World) -> None:
    server = Scripted([Outcome("temporary", "rcpt", 451, "later"), SENT, SENT, SENT, SENT])
    assert send(due, server).outcomes == {"waiting": 1, "sent": 3}
    assert not send(due, server, LATER + timedelta(seconds=10)).outcomes
    assert send(due, server, LATER + timedelta(hours=1)).outcomes == {"sent": 1}
    assert server.handed[0] == server.handed[-1]
    assert [(a.n, a.outcome) for a in due.rows(attempt, attempt.c.notice_id == 1)] == [(1, "temporary"), (2, "sent")]


def test_a_refused_address_is_undeliverable_and_hides_nobody_else(due: World) -> None:
    server = Scripted([Outcome("permanent", "rcpt", 550, "no such user"), SENT, SENT, SENT])
    assert send(due, server).outcomes == {"undeliverable": 1, "sent": 3}
    assert due.rows(notice)[0].reason == "no such user"


def test_a_refused_message_is_held_and_blames_no_address(due: World) -> None:
    server = Scripted([Outcome("permanent", "dot", 554, "content refused"), SENT, SENT, SENT])
    assert send(due, server).outcomes == {"held": 1, "sent": 3}


def test_a_fault_of_ours_stops_the_run_and_loses_nothing(due: World) -> None:
    server = Scripted([Outcome("ours", "auth", 535, "bad credentials", ends_run=True)])
    report = send(due, server)
    assert (report.stopped, report.waiting) == ("bad credentials", 4)
    assert {n.state for n in due.rows(notice)} == {"waiting"}


def test_the_attempt_is_on_record_before_the_data_leaves(due: World) -> None:
    class Dies(Scripted):
        def send(self, message: bytes, sender: str, recipient: str) -> Outcome:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        send(due, Dies([]))
    assert [(a.n, a.outcome) for a in due.rows(attempt)] == [(1, None)]
    assert due.rows(notice)[0].state == "sending"


def test_a_delivery_that_died_is_in_doubt_and_tried_again_with_the_same_bytes(due: World) -> None:
    class Dies(Scripted):
        def send(self, message: bytes, sender: str, recipient: str) -> Outcome:
            self.handed.append((recipient, message))
            raise KeyboardInterrupt

    dying, server = Dies([]), Scripted([SENT] * 4)
    with pytest.raises(KeyboardInterrupt):
        send(due, dying)
    assert send(due, server).outcomes == {"sent": 3}
    assert send(due, server, LATER + timedelta(minutes=16)).outcomes == {"sent": 1}
    assert server.handed[-1] == dying.handed[0]
    assert [a.outcome for a in due.rows(attempt, attempt.c.notice_id == 1)] == ["in_doubt", "sent"]


def test_a_notice_whose_sending_dies_three_times_is_parked_and_the_rest_go_out(due: World) -> None:
    class Dies(Scripted):
        def send(self, message: bytes, sender: str, recipient: str) -> Outcome:
            if recipient == "focal@dc-gaibandha.example":
                raise KeyboardInterrupt
            return SENT

    for n in range(3):
        with pytest.raises(KeyboardInterrupt):
            send(due, Dies([]), LATER + timedelta(hours=n))
    assert send(due, Dies([]), LATER + timedelta(hours=4)).outcomes == {"sent": 3}
    assert due.rows(notice)[0].state == "held"


def test_a_notice_whose_items_were_all_settled_meanwhile_is_not_sent(due: World) -> None:
    submit(due.store, due.settings, 1, Report(DUE, "হয়েছে"), actor="dc-gaibandha", now=TODAY)
    server = Scripted([SENT] * 3)
    assert send(due, server).outcomes == {"superseded": 1, "sent": 3}
    assert "focal@dc-gaibandha.example" not in [recipient for recipient, _ in server.handed]


def test_a_broken_template_holds_its_notice_with_the_reason(due: World) -> None:
    folder = due.settings.home / "templates" / "emails" / "bn" / "overdue"
    folder.mkdir(parents=True)
    (folder / "subject.txt").write_text("{{ letter.nothing }}", "utf-8")
    assert send(due, Scripted([])).outcomes == {"held": 4}
    assert "subject.txt" in due.rows(notice)[0].reason


@pytest.mark.parametrize("kind", ["temporary", "in_doubt"])
def test_after_five_days_a_notice_is_held_for_a_person(due: World, kind: OutcomeKind) -> None:
    with due.store.writing() as conn:
        conn.execute(update(notice).values(created_at=LATER - GIVE_UP_AFTER - timedelta(hours=1)))
    server = Scripted([Outcome(kind, "dot", None, "no answer")] * 4)
    assert send(due, server).outcomes == {"held": 4}


def test_a_second_delivery_at_the_same_time_leaves_it_to_the_first(due: World) -> None:
    with sole_sender(due.store) as held:
        assert held is not None
        report = send(due, Scripted([]))
    assert report.busy
    assert not report.outcomes


def test_every_state_of_a_notice_is_audited(due: World, tmp_path: Path) -> None:
    send(due, FolderTransport(tmp_path / "mail"))
    assert [a.action for a in due.rows(audit)].count("notice.sent") == 4


def test_no_more_than_the_limit_go_out(due: World) -> None:
    assert send(due, Scripted([SENT] * 2), limit=2).waiting == 2


def change_directory(world: World, *changes: tuple[str, str]) -> None:
    """The directory as another process would find it after somebody edited the file."""
    text = world.settings.directory_file.read_text("utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    world.settings.directory_file.write_text(text, "utf-8")
    world.settings = load_settings(world.settings.home)


@dataclass
class Meanwhile(Scripted):
    """Does something else during the first sending."""

    work: Callable[[], None] = lambda: None

    @contextmanager
    def open(self) -> Iterator[Meanwhile]:
        yield self

    def send(self, message: bytes, sender: str, recipient: str) -> Outcome:
        if not self.handed:
            self.work()
        return super().send(message, sender, recipient)


def recipients(transport: Scripted) -> list[str]:
    return [recipient for recipient, _ in transport.handed]


def test_an_address_that_changes_during_the_run_is_used_for_what_was_not_tried_yet(due: World) -> None:
    """Fault 85: unsent uses the new one; attempted is not re-sent by itself."""

    def change() -> None:
        change_directory(due, ("focal@dc-gaibandha", "new@dc-gaibandha"), ("focal@dc-kurigram", "new@dc-kurigram"))
        with due.store.writing() as conn:
            take_over_directory(conn, due.settings.directory(), at=LATER, actor="registrar")

    temporary = Outcome("temporary", "rcpt", 451, "later")
    transport = Meanwhile([temporary, SENT, SENT, SENT, SENT], work=change)
    send(due, transport)
    assert recipients(transport) == [
        "focal@dc-gaibandha.example", "new@dc-kurigram.example",
        "focal@dc-lalmonirhat.example", "focal@dc-rangpur.example",
    ]  # fmt: skip
    send(due, transport, LATER + timedelta(hours=2))
    assert recipients(transport)[4:] == ["focal@dc-gaibandha.example"]
    [entry] = due.rows(audit, audit.c.action == "notice.readdress")
    assert (entry.office, entry.before, entry.after) == (
        "dc-kurigram",
        '{"recipient":"focal@dc-kurigram.example"}',
        '{"reason":"another officer serves now","recipient":"new@dc-kurigram.example"}',
    )


def test_what_is_handed_in_during_the_run_is_not_asked_for_any_more(due: World) -> None:
    """Fault 84: a notice is looked at anew before it is sent; what is settled is not sent."""

    def hand_in() -> None:
        submit(due.store, due.settings, 2, Report(DUE, "হয়েছে"), actor="dc-kurigram", now=TODAY)

    transport = Meanwhile([SENT, SENT, SENT], work=hand_in)
    report = send(due, transport)
    assert (report.outcomes["sent"], report.outcomes["superseded"]) == (3, 1)
    assert "focal@dc-kurigram.example" not in recipients(transport)


def test_a_successor_gets_what_waits_when_his_day_has_come(due: World) -> None:
    line = '{ role = "focal", email = "focal@dc-kurigram.example" },'
    last = DUE + timedelta(days=1)
    change_directory(
        due,
        (
            line,
            f'{line[:-3]}, valid_until = {last} }},\n  {{ role = "focal", email = "karim@dc-kurigram.example", '
            f"valid_from = {last + timedelta(days=1)} }},",
        ),
    )
    transport = Scripted([SENT] * 4)
    send(due, transport, at(last + timedelta(days=1)))
    assert recipients(transport)[1] == "karim@dc-kurigram.example"


def test_notices_to_an_office_that_is_not_there_any_more_are_cancelled_with_the_reason(due: World) -> None:
    """Fault 86."""
    change_directory(due, ('code = "dc-kurigram"\n', 'code = "dc-kurigram"\nactive = false\n'))
    transport = Scripted([SENT] * 3)
    send(due, transport)
    assert "focal@dc-kurigram.example" not in recipients(transport)
    [cancelled] = due.rows(notice, notice.c.state == "superseded")
    assert (cancelled.office_code, cancelled.reason) == ("dc-kurigram", "dc-kurigram is not there any more")


def test_a_notice_that_nobody_can_take_any_more_is_held_for_a_person(due: World) -> None:
    change_directory(
        due,
        ('{ role = "focal", email = "focal@dc-kurigram.example" },', ""),
        ('{ role = "head", email = "head@dc-kurigram.example" },', ""),
    )
    send(due, Scripted([SENT] * 3))
    [held] = due.rows(notice, notice.c.state == "held")
    assert "nobody else does" in held.reason
