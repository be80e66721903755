"""The finished message, read back by Python's own parsers."""

from __future__ import annotations

import email
from datetime import UTC, datetime, timedelta, timezone
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32, default
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.notices.letters import letter
from tracker.domain.errors import BadInput
from tracker.notices import message
from tracker.notices.clean import clean_line
from tracker.notices.headers import header_words
from tracker.notices.letter import Rendered
from tracker.notices.message import (
    Mailbox,
    UnsafeMessageError,
    build_message,
    new_message_id,
    read_back,
)
from tracker.notices.render import render

AT = datetime(2023, 7, 6, 9, 30, tzinfo=timezone(timedelta(hours=6)))
SENDER = Mailbox("charter@example.org", "বিভাগীয় কমিশনারের কার্যালয়, রংপুর")
RECIPIENT = "focal.kurigram@example.org"
PLAIN = Rendered("Subject", "text\n", "<p>html</p>")
FIELDS = [
    "Date", "From", "To", "Reply-To", "Subject", "Message-ID", "List-Id", "Auto-Submitted",
    "X-Auto-Response-Suppress", "MIME-Version", "Content-Type",
]  # fmt: skip


def build(rendered: Rendered = PLAIN, **changes: Any) -> bytes:
    values: dict[str, Any] = {
        "sender": SENDER,
        "recipient": Mailbox(RECIPIENT),
        "reply_to": "charter@example.org",
        "message_id": new_message_id("overdue/2023-07-06/dc-kurigram/focal", "example.org"),
        "at": AT,
    }
    return build_message(rendered, **{**values, **changes})


def words(message: Message, field: str) -> str:
    return str(make_header(decode_header(message[field])))


def content(part: Message) -> str:
    data = part.get_payload(decode=True)
    assert isinstance(data, bytes) and part.get_content_charset() == "utf-8"
    return data.decode().replace("\r\n", "\n")


def test_both_parts_and_every_header_read_back() -> None:
    rendered = render(letter())
    message = email.message_from_bytes(build(rendered), policy=compat32)
    assert message.keys() == FIELDS
    assert words(message, "Subject") == rendered.subject
    assert words(message, "From") == f"{SENDER.name} <{SENDER.address}>"
    assert getaddresses([message["To"]]) == [("", RECIPIENT)]
    assert parsedate_to_datetime(message["Date"]) == AT
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["List-Id"] == "<tracker.example.org>"
    plain, page = list(message.walk())[1:]
    assert (plain.get_content_type(), page.get_content_type()) == ("text/plain", "text/html")
    assert content(plain) == rendered.text and content(page) == rendered.html
    assert "কুড়িগ্রাম" in content(plain) and "কুড়িগ্রাম" in content(page)


def test_the_modern_parser_finds_no_defect_and_the_text_first() -> None:
    message = email.message_from_bytes(build(render(letter())), policy=default)
    assert not message.defects and all(not part.defects for part in message.walk())
    body = message.get_body(("plain",))
    assert body is not None and "তাগিদপত্র" in body.get_content()


def test_every_line_ends_in_crlf_is_ascii_and_within_the_limit_of_78() -> None:
    raw = build(render(letter()))
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    assert max(map(len, lines)) <= 78
    raw.decode("ascii")


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert build(render(letter())) == build(render(letter()))


def test_a_message_id_depends_on_the_notice_alone() -> None:
    first = new_message_id("reminder/2023-07-02/dc-kurigram/a@example.org", "example.org")
    assert first == new_message_id("reminder/2023-07-02/dc-kurigram/a@example.org", "example.org")
    assert first != new_message_id("reminder/2023-07-02/dc-rangpur/a@example.org", "example.org")
    assert first.startswith("<") and first.endswith("@example.org>")


@pytest.mark.parametrize("domain", ["", "a b", "a>", "x\r\ny", "-a.org"])
def test_a_message_id_needs_a_host_name(domain: str) -> None:
    with pytest.raises(ValueError, match="host name"):
        new_message_id("key", domain)


def test_a_naive_date_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        build(at=datetime(2023, 7, 6))


def test_an_instant_in_utc_is_written_with_its_zone() -> None:
    message = email.message_from_bytes(build(at=datetime(2023, 7, 6, 3, 30, tzinfo=UTC)))
    assert message["Date"] == "Thu, 06 Jul 2023 03:30:00 +0000"


@pytest.mark.parametrize(
    "address",
    [
        "a@good.gov <b@evil.example>",
        "a@example.org, b@example.org",
        "a@example.org;b@example.org",
        '"a b"@example.org',
        "a(comment)@example.org",
        "a@example.org\r\nBcc: b@example.org",
        "a@example.org\n",
        "কুড়িগ্রাম@example.org",
        "a@উদাহরণ.বাংলা",
        "@example.org",
        "a@",
        "a@b@example.org",
        "a..b@example.org",
        "",
        "x" * 65 + "@example.org",
    ],
)
def test_what_is_not_exactly_one_plain_address_is_refused(address: str) -> None:
    with pytest.raises(BadInput):
        build(recipient=Mailbox(address))
    with pytest.raises(BadInput):
        build(reply_to=address)


def test_further_headers_are_free_text_and_their_names_are_checked() -> None:
    message = email.message_from_bytes(build(headers={"X-Tracker-Office": "কুড়িগ্রাম\r\nBcc: x@example.org"}))
    assert words(message, "X-Tracker-Office") == "কুড়িগ্রাম Bcc: x@example.org"
    assert message["Bcc"] is None
    with pytest.raises(ValueError, match="header field"):
        build(headers={"X-A\r\nBcc": "x"})


ATTACKS = [
    "a\r\nBcc: evil@example.org",
    "a\n\n<html>",
    "a\r",
    "trailing\n",
    "=?UTF-8?Q?=0D=0ABcc:_evil@example.org?=",
    "=?utf-8?b?DQpCY2M6IGV2aWxAZXhhbXBsZS5vcmc=?=",
    "=?UTF-8?Q?x?= =?UTF-8?Q?=0D=0A=0D=0A<script>?=",
    "=?=?utf-8?q?=0a?=",
    "\x00nul\x1b[2J",
    "\u202eevil\u2028Bcc: evil@example.org",
    'a" <evil@example.org>, "b',
    "evil@example.org, b",
    "\\",
    "\ud800",
    "",
    " ",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_hostile_words_add_no_header_recipient_or_part(attack: str) -> None:
    rendered = Rendered(attack, "text", "<p>html</p>")
    raw = build(rendered, sender=Mailbox(SENDER.address, attack), recipient=Mailbox(RECIPIENT, attack))
    assert_harmless(raw, attack)


hostile = st.lists(
    st.one_of(
        st.text(alphabet=st.characters(exclude_categories=()), max_size=40),
        st.sampled_from(["\r\n", "\n", "\r", "=?", "?=", "=?UTF-8?Q?", "=?utf-8?b?", "Bcc: "]),
        st.sampled_from(["<", ">", '"', "\\", ","]),
        st.text(alphabet="কখগঙচািীুেোৌ্ংঃঁ়য\u200d\u200c ", max_size=60),
    ),
    max_size=8,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(hostile, hostile)
@example("ক" + "্ক" * 60, "্" * 100)
@example("x" * 300, "é" * 300)
def test_any_subject_and_name_read_back_as_cleaned_and_add_nothing(subject: str, name: str) -> None:
    raw = build(Rendered(subject, "text", "html"), sender=Mailbox(SENDER.address, name))
    assert_harmless(raw, subject)
    message = email.message_from_bytes(raw)
    found = getaddresses([str(make_header(decode_header(message["From"])))])
    assert found[-1][1].endswith(SENDER.address) or header_words(name, 120)


GOOD = b"From: charter@example.org\r\nTo: focal.kurigram@example.org\r\nSubject: one\r\n"


def test_what_reads_back_as_it_was_meant_is_let_through() -> None:
    read_back(GOOD, ["From", "To", "Subject"], RECIPIENT, SENDER.address, "one")


@pytest.mark.parametrize(
    ("head", "problem"),
    [
        (GOOD + b"Bcc: evil@example.org\r\n", "other header fields"),
        (GOOD.replace(b"one", b"one\r\n\r\n<html>"), "must not"),
        (GOOD.replace(b"one", b"one\n"), "must not"),
        (GOOD.replace(b"one", b"on\xc3\xa9"), "must not"),
        (GOOD.replace(b"one", b"x" * 1000), "must not"),
        (GOOD.replace(b"one", b"two"), "subject"),
        (GOOD.replace(b"To: ", b"To: evil@example.org, "), "To does not"),
        (GOOD.replace(b"To: ", b"To: evil@example.org <"), "To does not"),
        (GOOD.replace(b"From: charter", b"From: evil"), "From does not"),
        (GOOD.replace(b"Subject", b"subject"), "other header fields"),
    ],
)
def test_what_does_not_read_back_as_it_was_meant_never_goes_out(head: bytes, problem: str) -> None:
    with pytest.raises(UnsafeMessageError, match=problem):
        read_back(head, ["From", "To", "Subject"], RECIPIENT, SENDER.address, "one")


def test_a_message_that_was_put_together_wrongly_never_goes_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message, "field_text", lambda *_words, **_how: "one\r\nBcc: evil@example.org")
    with pytest.raises(UnsafeMessageError):
        build()


def assert_harmless(raw: bytes, subject: str) -> None:
    for policy in (compat32, default):
        message = email.message_from_bytes(raw, policy=policy)
        assert message.keys() == FIELDS
        assert [address for _, address in getaddresses([str(message["To"])])] == [RECIPIENT]
        assert len(list(message.walk())) == 3
    plain = email.message_from_bytes(raw, policy=compat32)
    assert words(plain, "Subject") == header_words(subject)
    assert clean_line(words(plain, "Subject")) == words(plain, "Subject")
    assert [address for _, address in getaddresses([plain["From"]])] == [SENDER.address]
    assert max(map(len, raw.split(b"\r\n"))) <= 78
