"""The finished message: RFC 5322 bytes, put together by hand, and read back: nothing may slip into a header.

Python's own message builder is several times slower, and some versions of it let an encoded line break start
a field of its own.
"""

from __future__ import annotations

import hashlib
import re
from binascii import b2a_base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import format_datetime, getaddresses

from tracker.domain.errors import TrackerError
from tracker.notices.headers import check_address, field_name, field_text, header_words, mailbox
from tracker.notices.letter import Rendered

_HOST = re.compile(r"(?=.{1,253}\Z)[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?")
_LINE = re.compile(rb"[\x20-\x7e]{1,998}")
_PARSER = BytesHeaderParser(policy=compat32)


class UnsafeMessageError(TrackerError):
    """The bytes do not read back as what was put in: a fault of this program, never sent."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"the message would not arrive as it was meant: {problem}",
            hint="look at the names and words in it for signs that do not belong there, and report this",
        )


@dataclass(frozen=True, slots=True)
class Mailbox:
    """An address with the name that is shown beside it ("" for none)."""

    address: str
    name: str = ""

    @property
    def domain(self) -> str:
        """What stands after the @."""
        return self.address.rpartition("@")[2]


def new_message_id(key: str, domain: str) -> str:
    """The Message-ID of the notice with that key: the same each time, and without the name of this machine.

    Raises ValueError when `domain` is no host name.
    """
    if not _HOST.fullmatch(domain):
        raise ValueError(f"{domain!r} is no host name")
    return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{domain}>"


def build_message(
    rendered: Rendered,
    *,
    sender: Mailbox,
    recipient: Mailbox,
    reply_to: str,
    message_id: str,
    at: datetime,
    language: str = "",
    headers: Mapping[str, str] | None = None,
) -> bytes:
    """One message to one recipient: plain text with an HTML alternative, UTF-8, CRLF throughout.

    `at` is the aware instant for Date; `headers` are further fields (free text). The same arguments give the
    same bytes. Raises BadInput for what is not exactly one plain address, ValueError for a naive instant.
    """
    if at.tzinfo is None:
        raise ValueError("the date of a message needs a time zone")
    subject = header_words(rendered.subject)
    boundary = f"=_{hashlib.sha256(message_id.encode()).hexdigest()[:40]}"
    fields = {
        "Date": format_datetime(at),
        "From": mailbox(sender.address, sender.name, used=len("From: ")),
        "To": mailbox(recipient.address, recipient.name, used=len("To: ")),
        "Reply-To": check_address(reply_to),
        "Subject": field_text(subject, used=len("Subject: ")),
        "Message-ID": message_id,
        "List-Id": f"<tracker.{sender.domain}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        **{field_name(k): field_text(v, used=len(k) + 2) for k, v in (headers or {}).items()},
        **({"Content-Language": field_text(language, used=18)} if language else {}),
        "MIME-Version": "1.0",
        "Content-Type": f'multipart/alternative;\r\n boundary="{boundary}"',
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items()).encode("ascii")
    read_back(head, list(fields), recipient.address, sender.address, subject)
    parts = (("plain", rendered.text), ("html", rendered.html))
    body = "".join(f"--{boundary}\r\n{_part(kind, words)}" for kind, words in parts)
    return head + f"\r\n{body}--{boundary}--\r\n".encode("ascii")


def _part(kind: str, words: str) -> str:
    data = b2a_base64(_crlf(words).encode(), newline=False).decode("ascii")
    lines = "\r\n".join(data[i : i + 76] for i in range(0, len(data), 76))
    return (
        f'Content-Type: text/{kind}; charset="utf-8"\r\nContent-Transfer-Encoding: base64\r\n\r\n{lines}\r\n'
    )


def _crlf(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


def words_in(message: bytes, part: str) -> str:
    """The words of a finished message: its "plain" text or its "html" page, as a mail program reads them."""
    from email import message_from_bytes
    from email.message import EmailMessage
    from email.policy import default

    parsed = message_from_bytes(message, policy=default)
    assert isinstance(parsed, EmailMessage)
    body = parsed.get_body((part,))
    return str(body.get_content()) if body is not None else ""


def read_back(head: bytes, names: list[str], recipient: str, sender: str, subject: str) -> None:
    """Parse what was built: exactly the fields that were meant, one recipient, the sender, the subject.

    Raises UnsafeMessageError for anything else.
    """
    problem = next(_differences(head, names, recipient, sender, subject), None)
    if problem is not None:
        raise UnsafeMessageError(problem)


def _differences(head: bytes, names: list[str], recipient: str, sender: str, subject: str) -> Iterator[str]:
    if not all(_LINE.fullmatch(line) for line in head.split(b"\r\n")[:-1]):
        yield "a header line holds a byte that it must not"
    parsed = _PARSER.parsebytes(head)
    if parsed.keys() != names or parsed.defects:
        yield "the message has other header fields than were set"
    for field, address in (("To", recipient), ("From", sender)):
        if [found for _, found in getaddresses([parsed[field]])] != [address]:
            yield f"{field} does not read back as the one address"
    if str(make_header(decode_header(parsed["Subject"]))) != subject:
        yield "the subject does not read back"
