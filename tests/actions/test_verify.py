"""Verification: what is returned or reopened is told to the office, in a letter, with the reason."""

from __future__ import annotations

from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from tests.actions.world import TODAY, World, at, duty
from tracker.actions.deliver import deliver
from tracker.actions.parts import set_parts
from tracker.actions.submit import Report, submit
from tracker.actions.verify import accept, reopen, send_back
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.errors import BadInput, Refused
from tracker.notices.folder import FolderTransport
from tracker.store.tables import contact, event, notice, occurrence, submission

DUE = date(2023, 7, 5)
DAY = date(2023, 7, 7)


@pytest.fixture
def kurigram(world: World) -> World:
    world.import_(duty(implementers=("dc-kurigram",)))
    hand_in(world)
    return world


def hand_in(world: World, *parts: int, on: date = DUE) -> None:
    report = Report(on, "করা হয়েছে", parts=parts)
    submit(world.store, world.settings, 1, report, actor="dc-kurigram", now=at(on))


def return_it(world: World, *parts: int, on: date = DAY, reason: str = "ছবি নেই") -> bool:
    return send_back(world.store, world.settings, 1, on=on, reason=reason, parts=parts, actor="karim", now=at(on))


def sent(world: World, on: date = DAY) -> list[str]:
    """The plain texts of the mails that go out now."""
    folder = world.settings.mail.folder
    before = set(folder.glob("*.eml")) if folder.is_dir() else set()
    deliver(world.store, world.settings, FolderTransport(folder), clock=lambda: at(on))
    texts = []
    for path in sorted(set(folder.glob("*.eml")) - before if folder.is_dir() else ()):
        message = message_from_bytes(path.read_bytes(), policy=default)
        assert isinstance(message, EmailMessage)
        body = message.get_body(("plain",))
        assert body is not None
        texts.append(f"{message['To']}\n{message['Subject']}\n{body.get_content()}")
    return texts


def test_a_return_is_told_to_the_focal_officer_with_reason_and_deadline(kurigram: World) -> None:
    assert return_it(kurigram)
    [text] = sent(kurigram)
    assert text.startswith("focal@dc-kurigram.example\nফেরত: ")
    for words in ("কারণ: ছবি নেই", "২ দিন বিলম্ব", "৫ জুলাই ২০২৩", "ট্র্যাকিং নং: ১", "প্রকাশ করতে হবে"):
        assert words in text
    assert sent(kurigram) == []


def test_each_return_is_told_once(kurigram: World) -> None:
    for _ in range(2):
        return_it(kurigram)
        assert len(sent(kurigram)) == 1
        hand_in(kurigram, on=DAY)
    assert kurigram.count(notice) == 2


def test_fault_84_what_was_handed_in_again_before_the_letter_left_is_not_asked_for(kurigram: World) -> None:
    return_it(kurigram)
    hand_in(kurigram, on=DAY)
    assert sent(kurigram) == []
    assert [n.state for n in kurigram.rows(notice)] == ["superseded"]


def test_an_ongoing_duty_without_a_date_is_returned_and_told_too(world: World) -> None:
    world.import_(duty(rule=DeadlineRule(Kind.ONGOING), implementers=("dc-kurigram",)))
    hand_in(world)
    return_it(world)
    [text] = sent(world)
    assert "নির্দিষ্ট তারিখ নেই" in text
    assert "বিলম্ব" not in text.split("উত্তর দেওয়ার নিয়ম")[0]


def test_an_office_that_nobody_can_be_written_to_at_is_said(kurigram: World) -> None:
    with kurigram.store.writing() as conn:
        conn.execute(contact.delete().where(contact.c.office_code == "dc-kurigram"))
    assert return_it(kurigram) is False


def test_the_deadline_goes_on_against_a_returned_one(kurigram: World) -> None:
    return_it(kurigram)
    row = kurigram.rows(occurrence)[0]
    assert (row.state, row.due_on, row.submitted_on) == ("returned", DUE, None)
    assert row.next_step_on == DAY


def test_parts_found_wanting_must_be_reported_again(world: World) -> None:
    world.import_(duty(implementers=("dc-kurigram",)))
    set_parts(world.store, 1, ["ছবি", "বিবরণ", "আদেশ"], actor="registrar", now=TODAY)
    hand_in(world, 1, 2, 3)
    with pytest.raises(BadInput, match="there is no part 4"):
        return_it(world, 4)
    return_it(world, 1, 3)
    [text] = sent(world)
    assert "পুনরায় দাখিল করতে হবে: ছবি; আদেশ" in text
    with pytest.raises(Refused, match="1 of 3 parts are not reported: 3 “আদেশ”"):
        hand_in(world, 1, on=DAY)
    hand_in(world, 1, 3, on=DAY)


def test_evidence_that_proved_false_reopens_what_was_accepted(kurigram: World) -> None:
    accept(kurigram.store, kurigram.settings, 1, on=DUE, actor="karim", now=at(DUE))
    assert reopen(kurigram.store, kurigram.settings, 1, on=DAY, reason="ছবিটি পুরোনো", actor="karim", now=at(DAY))
    row = kurigram.rows(occurrence)[0]
    assert (row.state, row.due_on, row.submitted_on) == ("returned", DUE, None)
    [text] = sent(kurigram)
    assert "পুনরায় চালু" in text
    assert "ছবিটি পুরোনো" in text
    assert kurigram.rows(submission)[0].verdict == "accepted"
    assert [e.kind for e in kurigram.rows(event)] == ["submit", "accept", "reopen"]


def test_what_is_not_accepted_cannot_be_reopened(kurigram: World) -> None:
    with pytest.raises(Refused, match="cannot be reopened: the occurrence is submitted"):
        reopen(kurigram.store, kurigram.settings, 1, on=DAY, reason="x", actor="karim", now=at(DAY))
    with pytest.raises(BadInput, match="reopening needs a reason"):
        reopen(kurigram.store, kurigram.settings, 1, on=DAY, reason="", actor="karim", now=at(DAY))


def test_nobody_verifies_on_a_day_that_has_not_come(kurigram: World) -> None:
    tomorrow = DAY + timedelta(days=1)
    with pytest.raises(BadInput, match="is in the future"):
        accept(kurigram.store, kurigram.settings, 1, on=tomorrow, actor="karim", now=at(DAY))
    with pytest.raises(BadInput, match="is in the future"):
        send_back(kurigram.store, kurigram.settings, 1, on=tomorrow, reason="x", actor="karim", now=at(DAY))


def test_fault_88_the_second_clerk_is_told_what_the_first_did(kurigram: World) -> None:
    accept(kurigram.store, kurigram.settings, 1, on=DUE, actor="karim", now=at(DUE))
    with pytest.raises(Refused, match=r"is accepted; last: “accept” by karim on 2023-07-05, entered 2023-07-05 03:00 UTC"):
        return_it(kurigram)
    assert kurigram.count(event) == 2
