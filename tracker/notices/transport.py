"""Ways to hand a message over, and what can become of it."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Literal, Protocol

from tracker.domain.errors import ConfigError
from tracker.settings.model import Mail

OutcomeKind = Literal["sent", "temporary", "permanent", "ours", "in_doubt"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message.

    sent: accepted. temporary: surely not sent, the same may work later. permanent: refused, the same bytes
    to the same address will be refused again. ours: the configuration or this program is at fault, no
    office is to blame. in_doubt: the connection died between the last byte and the answer; it may have been
    read.

    `stage` is how far it came: connect, banner, ehlo, starttls, auth, mail, rcpt, data, dot; or folder.
    `code` is the server's, where it gave one; `answer` says it in one clean line. `ends_run`: stop, the
    next message would fare no better.
    """

    kind: OutcomeKind
    stage: str
    code: int | None = None
    answer: str = ""
    ends_run: bool = False

    @property
    def blames_address(self) -> bool:
        """Whether it was the address that was refused, and not the message."""
        return self.kind == "permanent" and self.stage == "rcpt"


class Session(Protocol):
    """One run of deliveries; it opens and reopens connections as it needs them."""

    def send(self, message: bytes, sender: str, recipient: str) -> Outcome:
        """Hand one message over to one recipient. Does not raise for anything that the other side does."""
        ...


class Transport(Protocol):
    """A way to hand messages over."""

    def open(self) -> AbstractContextManager[Session]:
        """A session; nothing is connected until its first message."""
        ...


def open_transport(mail: Mail) -> Transport:
    """The transport that the settings name. Raises ConfigError when they do not say enough for it."""
    if mail.transport == "folder":
        from tracker.notices.folder import FolderTransport

        return FolderTransport(mail.folder)
    if mail.transport == "smtp" and mail.smtp.host:
        from tracker.notices.smtp import SmtpTransport

        return SmtpTransport(mail.smtp)
    raise ConfigError(
        f"mail cannot go out by {mail.transport!r} as configured",
        hint='set transport = "folder", or "smtp" with [mail.smtp] host, in config/tracker.toml',
    )
