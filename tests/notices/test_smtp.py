"""Mail by SMTP, stage by stage, against a scripted server."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest

from tests.notices.smtp_client import MESSAGE, RECIPIENT, SENDER, config, session
from tests.notices.smtp_server import ScriptedServer, at
from tracker.notices.smtp import SmtpTransport
from tracker.notices.transport import open_transport
from tracker.settings.model import Mail, Smtp


def test_a_batch_goes_out_over_one_connection_one_recipient_an_envelope() -> None:
    with ScriptedServer() as server:
        with session(server) as smtp:
            outcomes = [smtp.send(MESSAGE, SENDER, f"office{n}@example.org") for n in range(3)]
        assert [o.kind for o in outcomes] == ["sent"] * 3
        assert [t.recipients for t in server.taken] == [(f"office{n}@example.org",) for n in range(3)]
        assert {t.sender for t in server.taken} == {SENDER} and {t.data for t in server.taken} == {MESSAGE}
        assert server.connections == 1 and server.lines[-1] == "QUIT"


def test_nothing_is_connected_until_there_is_a_message() -> None:
    with ScriptedServer() as server:
        with session(server):
            pass
        assert server.connections == 0


def test_one_bad_address_does_not_keep_back_the_next() -> None:
    with ScriptedServer(at("rcpt", "refuse", range(1, 2))) as server:
        with session(server) as smtp:
            first, second = (smtp.send(MESSAGE, SENDER, RECIPIENT) for _ in range(2))
        assert (first.kind, first.code, first.blames_address) == ("permanent", 550, True)
        assert second.kind == "sent" and server.connections == 1 and "RSET" in server.lines


@pytest.mark.parametrize("behaviour", ["drop", "closing"])
def test_a_connection_that_died_in_between_is_opened_anew(behaviour: str) -> None:
    with ScriptedServer(at("mail", behaviour, range(2, 3))) as server:
        with session(server) as smtp:
            outcomes = [smtp.send(MESSAGE, SENDER, RECIPIENT) for _ in range(3)]
        assert [o.kind for o in outcomes] == ["sent"] * 3
        assert len(server.taken) == 3 and server.connections == 2


def test_a_server_that_has_had_enough_ends_the_run_and_nothing_is_lost() -> None:
    with ScriptedServer(at("mail", "closing", range(3, 1000))) as server:
        with session(server) as smtp:
            outcomes = [smtp.send(MESSAGE, SENDER, RECIPIENT) for _ in range(3)]
        assert [o.kind for o in outcomes] == ["sent", "sent", "temporary"]
        assert outcomes[-1].ends_run and outcomes[-1].code == 421 and len(server.taken) == 2


def test_a_server_that_is_away_is_tried_again_later() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    mail = Mail(Path("mail"), "smtp", smtp=Smtp("127.0.0.1", port, "none"))
    with open_transport(mail).open() as smtp:
        outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
    assert (outcome.kind, outcome.stage, outcome.ends_run) == ("temporary", "connect", True)
    assert "refused" in outcome.answer.lower()


@pytest.mark.parametrize("host", ["no-such-host.invalid", "x" * 70 + ".invalid", "a..b"])
def test_a_host_that_cannot_be_found_is_tried_again_later(host: str) -> None:
    with SmtpTransport(Smtp(host, 25, "none")).open() as smtp:
        outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
    assert (outcome.kind, outcome.stage, outcome.ends_run) == ("temporary", "connect", True)


@pytest.mark.parametrize(
    ("stage", "line", "kind", "ends_run"),
    [
        ("banner", "554 5.3.2 we take no mail", "ours", True),
        ("mail", "451 4.7.1 greylisted", "temporary", False),
        ("mail", "550 5.7.1 sender not allowed", "ours", True),
        ("mail", "530 5.7.0 login first", "ours", True),
        ("mail", "552 5.3.4 too large", "permanent", False),
        ("rcpt", "251 will forward", "sent", False),
        ("rcpt", "252 cannot say, will try", "sent", False),
        ("rcpt", "450 4.2.0 greylisted", "temporary", False),
        ("rcpt", "452 4.2.2 mailbox full", "temporary", False),
        ("rcpt", "552 5.2.2 mailbox full", "temporary", False),
        ("rcpt", "421 4.3.0 going down", "temporary", True),
        ("rcpt", "550 5.1.1 unknown", "permanent", False),
        ("rcpt", "550 no such user 10.5.7.1 here", "permanent", False),
        ("rcpt", "553 5.1.3 bad mailbox name", "permanent", False),
        ("rcpt", "556 5.1.10 takes no mail", "permanent", False),
        ("rcpt", "554 5.7.1 Relay access denied", "ours", False),
        ("rcpt", "550 relaying not permitted", "ours", False),
        ("rcpt", "550 5.7.1 you are blocked", "ours", False),
        ("rcpt", "550 5.1.8 bad sender", "ours", False),
        ("rcpt", "530 5.7.0 login first", "ours", True),
        ("rcpt", "503 5.5.1 out of order", "ours", False),
        ("data", "451 4.3.0 later", "temporary", False),
        ("data", "554 5.6.0 no", "permanent", False),
        ("data", "250 odd", "temporary", False),
        ("data", "354 go on\r\n250 2.0.0 taken already", "temporary", False),
        ("dot", "251 taken and passed on", "sent", False),
        ("dot", "220 odd, but a success", "sent", False),
        ("dot", "452 4.3.1 disk full", "temporary", False),
        ("dot", "552 5.3.4 limit is 5000", "permanent", False),
        ("dot", "550 5.7.1 looks like spam", "permanent", False),
        ("dot", "354 odd", "in_doubt", True),
    ],
)
def test_an_answer_means_what_it_should(stage: str, line: str, kind: str, ends_run: bool) -> None:
    with ScriptedServer(at(stage, line)) as server, session(server) as smtp:
        outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
    assert (outcome.kind, outcome.ends_run) == (kind, ends_run)
    assert outcome.blames_address == (stage == "rcpt" and kind == "permanent")
    if kind in ("permanent", "ours"):
        assert line in outcome.answer and f"localhost:{server.port}" in outcome.answer


def test_the_first_line_of_a_success_is_one_though_the_last_never_comes() -> None:
    with ScriptedServer(at("dot", "250-taken")) as server:
        with SmtpTransport(config(server, timeout=2), dot_timeout=2).open() as smtp:
            outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
        assert outcome.kind == "sent" and len(server.taken) == 1


def test_a_success_without_end_is_a_success() -> None:
    with ScriptedServer(at("dot", "250 " + "x" * 200_000)) as server:
        with session(server) as smtp:
            outcomes = [smtp.send(MESSAGE, SENDER, RECIPIENT) for _ in range(2)]
        assert [o.kind for o in outcomes] == ["sent", "sent"] and len(server.taken) == 2
        assert all(len(o.answer) <= 300 for o in outcomes)


def test_an_answer_without_end_elsewhere_is_a_broken_connection() -> None:
    with ScriptedServer(at("rcpt", "250-" + "x" * 200_000)) as server, session(server) as smtp:
        outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
    assert outcome.kind == "temporary" and len(outcome.answer) < 200


def test_a_message_above_the_servers_size_is_refused_before_it_is_sent() -> None:
    with ScriptedServer(features=("SIZE 100",)) as server:
        with session(server) as smtp:
            outcome = smtp.send(MESSAGE + b"x" * 100, SENDER, RECIPIENT)
            assert smtp.send(MESSAGE, SENDER, RECIPIENT).kind == "sent"
        assert (outcome.kind, outcome.stage, outcome.blames_address) == ("permanent", "mail", False)
        assert "100" in outcome.answer and len(server.taken) == 1
        assert f"MAIL FROM:<{SENDER}> SIZE={len(MESSAGE)}" in server.lines


@pytest.mark.parametrize("limit", ["SIZE", "SIZE 0", "SIZE many", "SIZE ১০"])
def test_a_size_without_a_limit_limits_nothing(limit: str) -> None:
    with ScriptedServer(features=(limit,)) as server, session(server) as smtp:
        assert smtp.send(MESSAGE, SENDER, RECIPIENT).kind == "sent"


def test_helo_does_where_ehlo_is_unknown_and_nothing_more_is_asked() -> None:
    with ScriptedServer(at("ehlo", "502 5.5.1 what is that")) as server:
        with session(server) as smtp:
            assert smtp.send(MESSAGE, SENDER, RECIPIENT).kind == "sent"
        assert server.lines[:2] == ["EHLO example.org", "HELO example.org"]
        assert f"MAIL FROM:<{SENDER}>" in server.lines


def test_where_neither_ehlo_nor_helo_is_taken_the_fault_is_ours() -> None:
    def script(stage: str, n: int) -> str:
        return "550 go away" if stage in ("ehlo", "helo") else "well"

    with ScriptedServer(script) as server, session(server) as smtp:
        outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
    assert (outcome.kind, outcome.stage, outcome.ends_run) == ("ours", "ehlo", True)


@pytest.mark.parametrize(
    ("sent", "arrives"),
    [
        (b"a\r\n.\r\nb\r\n", b"a\r\n..\r\nb\r\n"),
        (b".a\r\n..b\r\n", b"..a\r\n...b\r\n"),
        (b"a\n.\nMAIL FROM:<x@example.org>\n", b"a\r\n..\r\nMAIL FROM:<x@example.org>\r\n"),
        (b"a\r.\rb", b"a\r\n..\r\nb\r\n"),
        (b"a\r\n.\nb\r\n", b"a\r\n..\r\nb\r\n"),
    ],
)
def test_nothing_inside_a_message_passes_for_its_end(sent: bytes, arrives: bytes) -> None:
    with ScriptedServer() as server:
        with session(server) as smtp:
            assert smtp.send(sent, SENDER, RECIPIENT).kind == "sent"
        assert [t.data for t in server.taken] == [arrives]


@pytest.mark.parametrize("address", ["a@b.org>\r\nRCPT TO:<c@d.org", "a@b.org, c@d.org", "a b@c.org", "", "ক@b.org"])
def test_an_address_that_is_none_reaches_no_server(address: str) -> None:
    with ScriptedServer() as server:
        with session(server) as smtp:
            to = smtp.send(MESSAGE, SENDER, address)
            by = smtp.send(MESSAGE, address, RECIPIENT)
        assert (to.kind, to.stage, by.kind, by.stage) == ("permanent", "rcpt", "ours", "mail")
        assert server.connections == 0
