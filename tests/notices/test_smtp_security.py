"""Encryption and login: nothing goes out in the clear, and no password is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notices.certificates import Certificates
from tests.notices.smtp_client import MESSAGE, PASSWORD, RECIPIENT, SENDER, session, with_login
from tests.notices.smtp_server import ScriptedServer, at
from tracker.domain.errors import ConfigError
from tracker.notices.smtp import SmtpTransport
from tracker.notices.transport import open_transport
from tracker.settings.model import Mail


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_without_encryption_no_mail_and_no_password_goes_out(security: str) -> None:
    with ScriptedServer() as server:
        with SmtpTransport(with_login(server, security=security, timeout=2)).open() as smtp:
            outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
        assert outcome.stage == "starttls" and outcome.ends_run
        assert outcome.kind == ("ours" if security == "starttls" else outcome.kind) != "sent"
        assert not [line for line in server.lines if line.startswith(("AUTH", "MAIL"))]


def test_a_certificate_must_be_trusted_in_date_and_for_the_servers_name(certificates: Certificates) -> None:
    for pem, ca_file, named in (
        (certificates.good, None, "self-signed|self signed"),
        (certificates.wrong_name, certificates.wrong_name, "Hostname mismatch|localhost"),
        (certificates.expired, certificates.expired, "expired"),
    ):
        with ScriptedServer(context=certificates.server(pem)) as server:
            wanted = with_login(server, security="starttls", ca_file=ca_file)
            with SmtpTransport(wanted).open() as smtp:
                outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
            assert (outcome.kind, outcome.stage, outcome.ends_run) == ("ours", "starttls", True)
            assert any(word in outcome.answer for word in named.split("|"))
            assert not [line for line in server.lines if line.startswith(("AUTH", "MAIL"))]


def test_words_smuggled_in_before_encryption_are_not_believed(certificates: Certificates) -> None:
    context = certificates.server(certificates.good)
    with ScriptedServer(at("starttls", "220 go on\r\n250 AUTH PLAIN"), context=context) as server:
        with session(server, security="starttls", ca_file=certificates.good) as smtp:
            outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
        assert (outcome.kind, outcome.stage) == ("temporary", "starttls")
        assert not server.taken


def test_a_login_is_made_within_tls_only_after_the_server_is_asked_again(certificates: Certificates) -> None:
    with ScriptedServer(context=certificates.server(certificates.good)) as server:
        with SmtpTransport(with_login(server, security="starttls", ca_file=certificates.good)).open() as smtp:
            assert smtp.send(MESSAGE, SENDER, RECIPIENT).kind == "sent"
        assert [line.split()[0] for line in server.lines] == [
            "EHLO", "STARTTLS", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "QUIT",
        ]  # fmt: skip


@pytest.mark.parametrize("offered", ["PLAIN", "LOGIN", "CRAM-MD5 LOGIN"])
def test_a_login_works_by_plain_and_by_login_with_any_letters(offered: str) -> None:
    with ScriptedServer(features=(f"AUTH {offered}",)) as server:
        with SmtpTransport(with_login(server)).open() as smtp:
            assert smtp.send(MESSAGE, SENDER, RECIPIENT).kind == "sent"
        secrets = {
            "PLAIN": ["AUTH PLAIN AGNoYXJ0ZXIAZ2VoZWltLeCml+Cni+CmquCmqA=="],
            "LOGIN": ["AUTH LOGIN", "Y2hhcnRlcg==", "Z2VoZWltLeCml+Cni+CmquCmqA=="],
        }
        assert [line for line in server.lines if line in secrets[offered.split()[-1]]] == secrets[offered.split()[-1]]


@pytest.mark.parametrize(("features", "named"), [((), "no login at all"), (("AUTH GSSAPI",), "GSSAPI")])
def test_a_server_without_a_login_that_we_know_is_our_fault(features: tuple[str, ...], named: str) -> None:
    with ScriptedServer(features=features) as server, SmtpTransport(with_login(server)).open() as smtp:
        outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
    assert (outcome.kind, outcome.stage, outcome.ends_run) == ("ours", "auth", True)
    assert named in outcome.answer


def test_an_answer_that_repeats_the_password_is_not_kept() -> None:
    script = at("auth", f"535 5.7.8 wrong: {PASSWORD} Z2VoZWltLeCml+Cni+CmquCmqA==")
    with ScriptedServer(script) as server, SmtpTransport(with_login(server)).open() as smtp:
        outcome = smtp.send(MESSAGE, SENDER, RECIPIENT)
    assert (outcome.kind, outcome.code) == ("ours", 535)
    assert outcome.answer.endswith("535 5.7.8 wrong: *** ***")


def test_a_user_without_a_password_is_a_mistake_of_the_settings() -> None:
    with (
        ScriptedServer() as server,
        pytest.raises(ConfigError, match="no password"),
        session(server, username="charter"),
    ):
        pass


def test_certificates_that_cannot_be_read_are_a_mistake_of_the_settings(tmp_path: Path) -> None:
    (tmp_path / "bad.pem").write_text("no certificate")
    for name in ("missing.pem", "bad.pem"):
        with (
            ScriptedServer() as server,
            pytest.raises(ConfigError, match=name),
            session(server, security="tls", ca_file=tmp_path / name),
        ):
            pass


def test_mail_that_is_not_configured_is_refused(tmp_path: Path) -> None:
    for mail in (Mail(tmp_path, "smtp"), Mail(tmp_path, "pigeon")):
        with pytest.raises(ConfigError):
            open_transport(mail)
