"""Settings and sessions for a scripted mail server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.notices.smtp_server import ScriptedServer
from tracker.notices.smtp import SmtpSession, SmtpTransport
from tracker.settings.model import Smtp
from tracker.settings.secret import PasswordSource

MESSAGE = b"Subject: one\r\n\r\nwords\r\n"
SENDER, RECIPIENT = "charter@example.org", "focal@example.org"
PASSWORD = "geheim-গোপন"


def config(server: ScriptedServer, **changes: Any) -> Smtp:
    values = {"host": "localhost", "port": server.port, "security": "none", "timeout": 30}
    return Smtp(**{**values, **changes})


def with_login(server: ScriptedServer, **changes: Any) -> Smtp:
    source = PasswordSource(env="P", environ={"P": PASSWORD})
    return config(server, username="charter", password_source=source, **changes)


@contextmanager
def session(server: ScriptedServer, **changes: Any) -> Iterator[SmtpSession]:
    with SmtpTransport(config(server, **changes)).open() as opened:
        yield opened
