"""Mail by SMTP: one recipient an envelope, one connection a batch, a clear word on how far a message came."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from tracker.notices.smtp_dial import Dialler, Dialogue, StoppedError
from tracker.notices.smtp_verdict import BEFORE_MAIL, CLOSING, out_of_reach
from tracker.notices.smtp_wire import Answer, LostError, Wire
from tracker.notices.transport import Outcome, OutcomeKind
from tracker.settings.addresses import is_email
from tracker.settings.model import Smtp

DOT_TIMEOUT = 600.0
"""Seconds for the answer to the whole message (RFC 5321, 4.5.3.2.6): to give up earlier doubles mail."""

QUIT_TIMEOUT = 3.0

_LINE_END = re.compile(rb"\r\n|\r|\n")
_DOT_FIRST = re.compile(rb"^\.", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class SmtpTransport:
    """Hands messages to the mail server of the settings; seconds for the answer to the message can be set."""

    config: Smtp
    dot_timeout: float = DOT_TIMEOUT

    @contextmanager
    def open(self) -> Iterator[SmtpSession]:
        """A session; it connects with its first message. Raises ConfigError as `Dialler` does."""
        session = SmtpSession(self.config, self.dot_timeout)
        try:
            yield session
        finally:
            session.quit()


class SmtpSession:
    """Sends messages over one connection, which it opens anew when it is lost."""

    def __init__(self, config: Smtp, dot_timeout: float) -> None:
        self._dialogue = Dialogue(f"{config.host}:{config.port}")
        self._dialler = Dialler(config, self._dialogue)
        self._dot_timeout = dot_timeout
        self._wire: Wire | None = None

    def send(self, message: bytes, sender: str, recipient: str) -> Outcome:
        """Hand one message over. "sent" once the server took it, whatever becomes of the connection then."""
        for address, stage in ((sender, "mail"), (recipient, "rcpt")):
            if not is_email(address):
                kind: OutcomeKind = "ours" if stage == "mail" else "permanent"
                return Outcome(kind, stage, None, f"{address!a} is not one plain mail address")
        try:
            wire = self._begin(sender, len(message))
            self._dialogue.stage = "rcpt"
            self._dialogue.expect(wire.command(f"RCPT TO:<{recipient}>"))
            return self._data(wire, message)
        except StoppedError as stopped:
            self._settle(stopped.outcome)
            return stopped.outcome
        except LostError as lost:
            self._drop()
            return out_of_reach(self._dialogue.stage, lost, self._dialogue.where)

    def quit(self) -> None:
        """Take leave; what the server says to it changes nothing."""
        if self._wire is not None:
            with suppress(LostError):
                self._wire.command("QUIT", QUIT_TIMEOUT)
            self._drop()

    def _begin(self, sender: str, size: int) -> Wire:
        """MAIL on the connection there is, or, when that has died or closes, on a new one."""
        if self._wire is not None:
            self._dialogue.stage = "mail"
            with suppress(LostError):
                answer = self._mail(self._wire, sender, size)
                if answer.code != CLOSING:
                    self._dialogue.expect(answer)
                    return self._wire
            self._drop()
        wire = self._wire = self._dialler.dial(sender.rpartition("@")[2])
        self._dialogue.stage = "mail"
        self._dialogue.expect(self._mail(wire, sender, size))
        return wire

    def _mail(self, wire: Wire, sender: str, size: int) -> Answer:
        limit = wire.features.get("SIZE")
        if limit and limit.isascii() and limit.isdigit() and 0 < int(limit) < size:
            words = f"{self._dialogue.where} takes messages of {limit} bytes, this one has {size}"
            raise StoppedError(Outcome("permanent", "mail", None, words))
        return wire.command(f"MAIL FROM:<{sender}>{f' SIZE={size}' if limit is not None else ''}")

    def _data(self, wire: Wire, message: bytes) -> Outcome:
        self._dialogue.stage = "data"
        self._dialogue.expect(wire.command("DATA"))
        wire.check_step()
        # A write that fails has left its last bytes here, the dot among them: up to this line nothing was sent.
        wire.write(_stuffed(message) + b".\r\n")
        self._dialogue.stage = "dot"
        answer = wire.answer(self._dot_timeout)
        self._dialogue.expect(answer)
        return Outcome("sent", "dot", answer.code, answer.text)

    def _settle(self, outcome: Outcome) -> None:
        """After a refusal the connection is used again only if the server agrees to forget the message.

        A server that answered what makes no sense may be waiting for something else: it is left.
        """
        refused = outcome.code is None or outcome.code // 100 in (4, 5)
        about_message = outcome.stage not in BEFORE_MAIL and outcome.kind != "in_doubt"
        if self._wire is not None and about_message and refused and outcome.code != CLOSING:
            with suppress(LostError):
                if self._wire.command("RSET").kind == 2:
                    return
        self._drop()

    def _drop(self) -> None:
        if self._wire is not None:
            self._wire.close()
            self._wire = None


def _stuffed(message: bytes) -> bytes:
    """The message as it travels: CRLF throughout, so that nothing inside passes for its end; dots doubled."""
    ends = message.count(b"\r\n")
    if ends != message.count(b"\n") or ends != message.count(b"\r"):
        message = _LINE_END.sub(b"\r\n", message)
    if message.startswith(b".") or b"\n." in message:
        message = _DOT_FIRST.sub(b"..", message)
    return message if message.endswith(b"\r\n") else message + b"\r\n"
