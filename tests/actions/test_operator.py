"""The daily mail to the operator: one for each check, written last, with a checkpoint that holds."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, timedelta
from email import message_from_bytes
from email.policy import default
from typing import Any

import pytest
from sqlalchemy import event

from tests.actions.test_deliver import SENT, Scripted
from tests.actions.world import VAGUE, World, at, duty
from tests.notices.letters import NEWS, letter, seen
from tests.store.chains import rechained, rewrite
from tracker.actions.daily_check import daily_check
from tracker.actions.deliver import DeliveryReport, deliver
from tracker.actions.submit import Report, submit
from tracker.domain.errors import ConfigError
from tracker.notices.message import words_in
from tracker.notices.render import render
from tracker.notices.transport import Outcome
from tracker.settings.load import load_settings
from tracker.store.audit import head, verify
from tracker.store.chain import Checkpoint
from tracker.store.engine import Store
from tracker.store.queries.news import figures
from tracker.store.tables import audit, notice

DUE = date(2023, 7, 5)
LATE = DUE + timedelta(days=1)
FOCAL = "focal@divcom-rangpur.example"


def with_operator(world: World, line: str = "") -> World:
    """The same office with another line in [mail] ("" for none)."""
    file = world.settings.home / "config/tracker.toml"
    file.write_text(file.read_text("utf-8").replace('operator = ""', line), "utf-8")
    return replace(world, settings=load_settings(world.settings.home))


def check(world: World, day: date = LATE) -> None:
    daily_check(world.store, world.settings, day, actor="cron", now=at(day))


def send(world: World, *script: Outcome, day: date = LATE) -> tuple[DeliveryReport, Scripted]:
    server = Scripted(list(script) or [SENT] * 50)
    report = deliver(world.store, world.settings, server, clock=lambda: at(day, 10).astimezone(UTC))
    return report, server


def mails(world: World) -> list[Any]:
    return list(world.rows(notice, notice.c.kind == "operator"))


def words(world: World) -> str:
    return words_in(mails(world)[-1].message, "plain")


def test_each_check_queues_one_mail_to_the_bodys_focal_officer(world: World) -> None:
    office_ = with_operator(world)
    office_.import_(duty())
    check(office_)
    check(office_)
    [queued] = mails(office_)
    assert (queued.recipient, queued.office_code, queued.on, queued.state) == (FOCAL, "divcom-rangpur", LATE, "waiting")
    check(office_, LATE + timedelta(days=1))
    assert len([m for m in mails(office_) if m.state == "waiting"]) == 1
    assert office_.count(audit, audit.c.subject == f"notice:{queued.id}") == 2


@pytest.mark.parametrize(
    ("line", "recipients"), [('operator = "it@x.example"', ["it@x.example"]), ('operator = ""', [])]
)
def test_the_configuration_says_who_gets_it(world: World, line: str, recipients: list[str]) -> None:
    office_ = with_operator(world, line)
    check(office_)
    assert [m.recipient for m in mails(office_)] == recipients


def test_an_address_that_is_none_is_refused_with_its_line(world: World) -> None:
    with pytest.raises(ConfigError) as refused:
        with_operator(world, 'operator = "nobody"')
    assert "tracker.toml:6: 'nobody' is not one mail address" in refused.value.problems[0]


def test_a_body_that_is_no_office_of_the_directory_gets_none(world: World) -> None:
    office_ = with_operator(world)
    file = office_.settings.directory_file
    file.write_text(file.read_text("utf-8").replace('code = "divcom-rangpur"', 'code = "elsewhere"', 1), "utf-8")
    check(replace(office_, settings=load_settings(office_.settings.home)))
    assert mails(office_) == []


def test_it_is_no_notice_to_an_office(world: World) -> None:
    office_ = with_operator(world)
    office_.import_(duty())
    report = daily_check(office_.store, office_.settings, LATE, actor="cron", now=at(LATE))
    assert report.queued == {("overdue", 1): 4}
    done, server = send(office_)
    assert (done.outcomes, done.operator, done.waiting) == ({"sent": 4}, {"sent": 1}, 0)
    assert server.handed[-1][0] == FOCAL
    assert "সদয় অবগতি" not in words(office_)


def test_it_tells_what_was_done_what_failed_and_what_waits(world: World) -> None:
    office_ = with_operator(world)
    office_.import_(duty(), duty("2", VAGUE))
    check(office_, DUE - timedelta(days=1))
    send(office_, day=DUE - timedelta(days=1))
    submit(office_.store, office_.settings, 1, Report(DUE, "হয়েছে"), actor="dc-gaibandha", now=at(LATE))
    check(office_, LATE)
    refused = Outcome("permanent", "rcpt", 550, "no such <user>\r\nBcc: x@y.example")
    send(office_, refused, SENT, SENT, SENT)
    told = words(office_)
    for part in (
        "দৃষ্টি দেওয়া প্রয়োজন",
        "১টি পত্র অপ্রেরণযোগ্য",
        "প্রাপক focal@dc-kurigram.example (dc-kurigram), অপ্রেরণযোগ্য: no such <user>",
        "৫ জুলাই ২০২৩ (১ দিন)",
        "তাগিদপত্র ৩টি; এ পর্যন্ত প্রেরিত ২টি",
        "৩টি কাজ মেয়াদোত্তীর্ণ",
        "১টি সিদ্ধান্ত পর্যালোচনার অপেক্ষায়",
        "১টি প্রতিবেদন যাচাইয়ের অপেক্ষায়, প্রথমটি ৫ জুলাই ২০২৩ হতে",
    ):
        assert part in told, part
    message = message_from_bytes(mails(office_)[-1].message, policy=default)
    assert message["Bcc"] is None
    assert "<user>" not in words_in(mails(office_)[-1].message, "html")


def test_a_quiet_day_has_its_mail_too(world: World) -> None:
    office_ = with_operator(world)
    check(office_)
    send(office_)
    told = words(office_)
    assert "সব ঠিক আছে" in told and "কোনো কাজ মেয়াদোত্তীর্ণ নয়" in told and "যা সম্পন্ন হয়নি" not in told


def test_the_mailed_checkpoint_holds_later_and_shows_what_it_is_for(world: World) -> None:
    """It is the chain's head when the mail is written: all that was done until then is covered."""
    office_ = with_operator(world)
    office_.import_(duty())
    check(office_)
    send(office_)
    [found] = set(re.findall(r"[0-9]+:[0-9a-f]{64}", words(office_)))
    mailed = Checkpoint.parse(found)
    check(office_, LATE + timedelta(days=1))
    with office_.store.read_only() as conn:
        assert verify(conn, mailed).ok
        last = head(conn)
        assert last is not None and last.seq > mailed.seq
        queued = conn.scalar(audit.select().with_only_columns(audit.c.seq).where(audit.c.action == "check.run"))
        assert queued is not None and queued < mailed.seq
    rewrite(office_.store, lambda old: rechained([*old[:2], (*old[2][:2], "x", *old[2][3:]), *old[3:]], 2))
    with office_.store.read_only() as conn:
        assert verify(conn).ok
        assert (verify(conn, mailed).kind, verify(conn, mailed).bad_seq) == ("rewritten", mailed.seq)


def test_a_mail_that_was_never_tried_gives_way_to_the_next_days(world: World) -> None:
    office_ = with_operator(world)
    for days in range(4):
        check(office_, LATE + timedelta(days=days))
    report, server = send(office_, day=LATE + timedelta(days=4))
    assert report.operator == {"sent": 1} and len(server.handed) == 1
    assert [m.state for m in mails(office_)] == ["superseded"] * 3 + ["sent"]
    with office_.store.read_only() as conn:
        assert verify(conn).ok


def test_one_that_was_tried_goes_out_with_the_same_bytes(world: World) -> None:
    office_ = with_operator(world)
    check(office_)
    busy = Outcome("temporary", "rcpt", 451, "later")
    _, first = send(office_, busy)
    check(office_, LATE + timedelta(days=1))
    _, second = send(office_, day=LATE + timedelta(days=2))
    assert second.handed[0] == first.handed[0]
    assert [m.state for m in mails(office_)] == ["sent", "sent"]


@pytest.mark.parametrize("language", ["bn", "en", "hi"])
def test_every_figure_is_told_in_every_language(language: str) -> None:
    wanted = replace(letter("operator", LATE, language=language), items=(), news=NEWS)
    rendered = render(wanted)
    page = seen(rendered.html)
    for text_ in (rendered.text, page):
        assert NEWS.checkpoint in text_ and "<b>{{ 7*7 }}[31m" in text_
        digits = text_.translate(str.maketrans("০১২৩৪৫৬৭৮৯०१२३४५६७८९", "0123456789" * 2))
        for number in (3, 2, 4, 5, 6, 7, 8):
            assert re.search(rf"(?<![0-9]){number}(?![0-9:])", digits), number
        for code in ("dc-a", "dc-b", "other"):
            assert code in text_
    assert "<b>" not in rendered.html.replace("</b>", "")
    assert "{{ 7*7 }}" in rendered.text
    assert "\n\n\n" not in rendered.text


def test_the_figures_cost_what_is_pending(sqlite_store: Store) -> None:
    plans: list[str] = []

    def explain(conn: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT"):
            plans.extend(row[3] for row in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", parameters))

    with sqlite_store.read_only() as conn:
        event.listen(conn, "before_cursor_execute", explain)
        figures(conn, DUE, troubles=5)
    assert len(plans) > 8
    assert not [step for step in plans if re.match(r"SCAN (notice|occurrence|decision|extension)(?! USING)", step)]


def test_figures_of_a_day_that_was_not_checked_are_empty(world: World) -> None:
    with world.store.read_only() as conn:
        found = figures(conn, DUE, troubles=5)
    assert (found.check, found.queued, found.overdue, found.awaiting_since) == (None, {}, 0, None)
