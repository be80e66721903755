"""The way to a mail server that takes mail from us: connected, greeted, encrypted and logged in."""

from __future__ import annotations

import socket
import ssl
from base64 import b64encode
from dataclasses import dataclass
from typing import NoReturn

from tracker.domain.errors import ConfigError
from tracker.notices.smtp_verdict import verdict
from tracker.notices.smtp_wire import Answer, LostError, Wire
from tracker.notices.transport import Outcome
from tracker.settings.model import Smtp


class StoppedError(Exception):
    """Leaves the dialogue with an outcome."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(outcome.answer)
        self.outcome = outcome


@dataclass(slots=True)
class Dialogue:
    """How far the talk with a server has come; `where` names the server in what is told to people."""

    where: str
    stage: str = "connect"

    def expect(self, answer: Answer) -> None:
        """Go on when the stage's answer is the one hoped for, else stop with what it means."""
        if (outcome := verdict(self.stage, answer, self.where)) is not None:
            raise StoppedError(outcome)

    def our_fault(self, words: str) -> NoReturn:
        """Stop: the settings do not fit the server."""
        raise StoppedError(Outcome("ours", self.stage, None, f"{self.where} {words}", ends_run=True))


class Dialler:
    """Opens connections as the settings say. Raises ConfigError for a missing password or CA file."""

    def __init__(self, config: Smtp, dialogue: Dialogue) -> None:
        self._config = config
        self._dialogue = dialogue
        self._login = _login(config)
        self._context = _context(config)

    def dial(self, name: str) -> Wire:
        """A connection on which mail can be sent; `name` is given as ours. Raises StoppedError, LostError."""
        self._dialogue.stage = "connect"
        wire = self._connect()
        try:
            self._prepare(wire, name)
        except BaseException:
            wire.close()
            raise
        return wire

    def _connect(self) -> Wire:
        timeout = float(self._config.timeout)
        try:
            sock = socket.create_connection((self._config.host, self._config.port), timeout=timeout)
        except TimeoutError:
            raise LostError(f"no connection within {timeout:g} seconds", late=True) from None
        except (OSError, UnicodeError) as error:
            raise LostError(getattr(error, "strerror", None) or "no such host") from None
        return Wire(sock, timeout)

    def _prepare(self, wire: Wire, name: str) -> None:
        if self._config.security == "tls":
            self._dialogue.stage = "starttls"
            self._encrypt(wire)
        self._dialogue.stage = "banner"
        self._dialogue.expect(wire.answer())
        self._greet(wire, name)
        if self._config.security == "starttls":
            self._start_tls(wire)
            self._greet(wire, name)
        if self._login is not None:
            self._log_in(wire, *self._login)

    def _greet(self, wire: Wire, name: str) -> None:
        self._dialogue.stage = "ehlo"
        answer = wire.greet(name)
        if answer.kind == 5 and self._config.security == "none" and self._login is None:
            answer = wire.command(f"HELO {name}")
        self._dialogue.expect(answer)

    def _start_tls(self, wire: Wire) -> None:
        self._dialogue.stage = "starttls"
        if "STARTTLS" not in wire.features:
            self._dialogue.our_fault("offers no STARTTLS, and mail shall not go out in the clear")
        self._dialogue.expect(wire.command("STARTTLS"))
        self._encrypt(wire)

    def _encrypt(self, wire: Wire) -> None:
        assert self._context is not None
        try:
            wire.encrypt(self._context, self._config.host)
        except ssl.SSLCertVerificationError as error:
            self._dialogue.our_fault(f"has a certificate that is not trusted: {error.verify_message}")
        except TimeoutError:
            raise LostError("TLS was not agreed in time", late=True) from None
        except (ssl.SSLEOFError, ConnectionError):
            raise LostError("it closed the connection while TLS was agreed") from None
        except (ssl.SSLError, OSError) as error:
            reason = getattr(error, "reason", None) or error.strerror
            self._dialogue.our_fault(f"does not agree on TLS: {reason}")

    def _log_in(self, wire: Wire, username: str, password: str) -> None:
        """AUTH PLAIN (RFC 4616), else LOGIN; neither words nor answers that hold the password are kept."""
        self._dialogue.stage = "auth"
        offered = wire.features.get("AUTH", "").upper().split()
        if "PLAIN" in offered:
            answer = wire.command(f"AUTH PLAIN {_base64(chr(0).join(('', username, password)))}")
        elif "LOGIN" in offered:
            answer = wire.command("AUTH LOGIN")
            for words in (username, password):
                answer = wire.command(_base64(words)) if answer.kind == 3 else answer
        else:
            named = ", ".join(offered) or "no login at all"
            self._dialogue.our_fault(f"offers no login by PLAIN or LOGIN ({named})")
        self._dialogue.expect(_without(answer, password, _base64(password)))


def _login(config: Smtp) -> tuple[str, str] | None:
    if not config.username:
        return None
    password = config.password
    if password is None:
        raise ConfigError(
            f"a mail user {config.username!r} is configured, but no password",
            hint="name an environment variable or a file for it under [mail.smtp] in config/tracker.toml",
        )
    return config.username, password.reveal()


def _context(config: Smtp) -> ssl.SSLContext | None:
    """What TLS demands: a certificate for the server's name, from the given authorities or the system's."""
    if config.security == "none":
        return None
    try:
        return ssl.create_default_context(cafile=str(config.ca_file) if config.ca_file else None)
    except (OSError, ssl.SSLError) as error:
        raise ConfigError(
            f"{config.ca_file}: the certificates cannot be read ({error.strerror or 'not PEM'})",
            hint="name a file of PEM certificates as ca_file under [mail.smtp] in config/tracker.toml",
        ) from error


def _base64(words: str) -> str:
    return b64encode(words.encode()).decode("ascii")


def _without(answer: Answer, *secrets: str) -> Answer:
    lines = answer.lines
    for secret in secrets:
        lines = tuple(line.replace(secret, "***") for line in lines)
    return Answer(answer.code, lines)
