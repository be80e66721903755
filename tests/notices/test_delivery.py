"""From a letter to a mailbox: rendered, built, and sent to a mail server of another hand, with TLS and login."""

from __future__ import annotations

import email
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from email.header import decode_header, make_header
from email.message import Message
from email.policy import compat32

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import AuthResult, LoginPassword

from tests.notices.certificates import Certificates
from tests.notices.letters import WORDS, item, letter
from tracker.notices.folder import labels
from tracker.notices.letter import Letter, Rendered
from tracker.notices.message import Mailbox, build_message, new_message_id
from tracker.notices.render import render
from tracker.notices.smtp import SmtpTransport
from tracker.settings.model import Smtp
from tracker.settings.secret import PasswordSource

SENDER = Mailbox("charter@example.org", "বিভাগীয় কমিশনারের কার্যালয়, রংপুর")
AT = datetime(2023, 7, 6, 3, 30, tzinfo=UTC)


class Mailbin(MessageHandler):
    """Keeps what arrives, as parsed messages."""

    def __init__(self) -> None:
        super().__init__()
        self.arrived: list[Message] = []

    def handle_message(self, message: Message) -> None:
        self.arrived.append(message)


def authenticator(_server: object, _session: object, _envelope: object, _mechanism: str, data: object) -> AuthResult:
    good = isinstance(data, LoginPassword) and (data.login, data.password) == (b"charter", b"geheim")
    return AuthResult(success=good, handled=False)


@contextmanager
def mail_server(context: ssl.SSLContext | None = None, *, login: bool = False) -> Iterator[tuple[Mailbin, int]]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mailbin = Mailbin()
    controller = Controller(
        mailbin,
        "127.0.0.1",
        port,
        tls_context=context,
        require_starttls=context is not None,
        authenticator=authenticator if login else None,
        auth_required=login,
        auth_require_tls=context is not None,
    )
    controller.start()
    try:
        yield mailbin, port
    finally:
        controller.stop()


def built(of: Letter, recipient: str, key: str) -> tuple[Rendered, bytes]:
    rendered = render(of)
    message = build_message(
        rendered,
        sender=SENDER,
        recipient=Mailbox(recipient),
        reply_to=of.reply_to,
        message_id=new_message_id(key, SENDER.domain),
        at=AT,
        language=of.language,
        headers=labels(of),
    )
    return rendered, message


def part(message: Message, kind: str) -> str:
    found = next(p for p in message.walk() if p.get_content_type() == kind)
    data = found.get_payload(decode=True)
    assert isinstance(data, bytes)
    return data.decode().replace("\r\n", "\n")


def test_a_batch_arrives_with_tls_and_login_word_for_word(certificates: Certificates) -> None:
    letters = [
        letter("reminder", date(2023, 7, 2), item(1)),
        letter("overdue", date(2023, 7, 12), item(1), item(2), stage=2, role="head"),
        letter("escalation", date(2023, 7, 20), item(1), item(2, "dc-gaibandha"), office="div-rangpur", language="en"),
    ]
    with mail_server(certificates.server(certificates.good), login=True) as (mailbin, port):
        source = PasswordSource(env="P", environ={"P": "geheim"})
        config = Smtp("localhost", port, "starttls", "charter", source, ca_file=certificates.good)
        with SmtpTransport(config).open() as session:
            sent = [built(of, f"office{n}@example.org", f"key{n}") for n, of in enumerate(letters)]
            outcomes = [
                session.send(message, SENDER.address, f"office{n}@example.org") for n, (_, message) in enumerate(sent)
            ]
    assert [(o.kind, o.code) for o in outcomes] == [("sent", 250)] * 3
    assert len(mailbin.arrived) == 3
    for n, ((rendered, raw), arrived) in enumerate(zip(sent, mailbin.arrived, strict=True)):
        assert arrived["X-RcptTo"] == f"office{n}@example.org" and arrived["X-MailFrom"] == SENDER.address
        assert str(make_header(decode_header(arrived["Subject"]))) == rendered.subject
        assert part(arrived, "text/plain") == rendered.text and part(arrived, "text/html") == rendered.html
        assert WORDS in rendered.text
        ours = email.message_from_bytes(raw, policy=compat32)
        assert all(arrived[field] == ours[field] for field in ours)


def test_a_wrong_password_stops_the_run_and_is_not_told(certificates: Certificates) -> None:
    with mail_server(certificates.server(certificates.good), login=True) as (mailbin, port):
        source = PasswordSource(env="P", environ={"P": "falsch"})
        config = Smtp("localhost", port, "starttls", "charter", source, ca_file=certificates.good)
        with SmtpTransport(config).open() as session:
            outcome = session.send(built(letter(), "a@example.org", "k")[1], SENDER.address, "a@example.org")
    assert (outcome.kind, outcome.stage, outcome.code, outcome.ends_run) == ("ours", "auth", 535, True)
    assert "falsch" not in outcome.answer and not mailbin.arrived


def test_a_server_on_the_same_machine_needs_no_tls() -> None:
    with mail_server() as (mailbin, port), SmtpTransport(Smtp("127.0.0.1", port, "none")).open() as session:
        outcome = session.send(built(letter(), "a@example.org", "k")[1], SENDER.address, "a@example.org")
    assert outcome.kind == "sent" and len(mailbin.arrived) == 1
