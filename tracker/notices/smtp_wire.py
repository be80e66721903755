"""The wire to a mail server: commands out, answers in, each within a time limit, and no stage forgotten.

The standard library's client is not used for this: it gives one and the same exception before and after a
message may have been read, takes an odd success for a failure, and lets a server answer one byte a minute
for ever.
"""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from time import monotonic

from tracker.notices.clean import clean_line, shorten

MAX_ANSWER = 64 * 1024
"""Bytes of one answer; what says more is cut off."""

SHOWN = 300
"""Characters of an answer that are kept for people."""

_ANSWER_LINE = re.compile(rb"([2-5][0-9]{2})(?:[ -]|\r?\n)")
_FIRST_WORD = re.compile(r"[^ =]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A server's answer: its code, and its lines without their codes."""

    code: int
    lines: tuple[str, ...]

    @property
    def kind(self) -> int:
        """The code's first digit, by which a client shall go (RFC 5321, 4.2)."""
        return self.code // 100

    @property
    def text(self) -> str:
        """Code and words as one clean line, cut."""
        return shorten(clean_line(f"{self.code} {' '.join(self.lines)}"), SHOWN)


class LostError(Exception):
    """The connection is of no more use; `late`: it timed out; `answer`: what had come of an answer."""

    def __init__(self, reason: str, *, late: bool = False, answer: Answer | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.late = late
        self.answer = answer


class Wire:
    """An open connection. Every method raises LostError when it breaks or does not answer in time."""

    def __init__(self, sock: socket.socket, timeout: float) -> None:
        """`timeout` in seconds is for each whole answer."""
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._sock = sock
        self._timeout = timeout
        self._limit: float | None = None
        self._buffer = bytearray()
        self.features: Mapping[str, str] = {}
        """What the server said to EHLO that it can do: words in upper case, with their parameters."""

    def command(self, words: str, timeout: float | None = None) -> Answer:
        """Send a line and read its answer. Raises ValueError for words that are more than one ASCII line."""
        if "\r" in words or "\n" in words:
            raise ValueError("a command is one line")
        self.check_step()
        self.write(words.encode("ascii") + b"\r\n")
        return self.answer(timeout)

    def check_step(self) -> None:
        """See that nothing was answered before it was asked: it would be taken for the next command's answer.

        Only a server that takes its leave may speak up.
        """
        if self._buffer and not self._buffer.startswith(b"421"):
            raise LostError("it answered before it was asked")

    def greet(self, name: str) -> Answer:
        """EHLO; fills `features` when it is answered well."""
        answer = self.command(f"EHLO {name}")
        if answer.kind == 2:
            found: dict[str, str] = {}
            for line in answer.lines[1:]:
                if match := _FIRST_WORD.match(line):
                    word = match[0].upper()
                    found[word] = f"{found.get(word, '')} {line[match.end() + 1 :]}".strip()
            self.features = found
        return answer

    def encrypt(self, context: ssl.SSLContext, host: str) -> None:
        """Go on in TLS. What the server sent before is forgotten; ssl.SSLError and OSError pass through."""
        if self._buffer:
            raise LostError("the server sent words in the clear that were meant to pass for encrypted ones")
        self._set_limit(self._timeout)
        self._sock = context.wrap_socket(self._sock, server_hostname=host)
        self.features = {}
        self._limit = None

    def write(self, data: bytes) -> None:
        """Send bytes as they are, all of them. When it fails, the last of them have not left."""
        try:
            self._set_limit(self._timeout)
            self._sock.sendall(data)
        except TimeoutError:
            raise LostError(f"it took nothing for {self._timeout:g} seconds", late=True) from None
        except OSError as error:
            raise LostError(_reason(error)) from None

    def answer(self, timeout: float | None = None) -> Answer:
        """Read one answer, of however many lines, within `timeout` seconds (None: the connection's)."""
        seconds = self._timeout if timeout is None else timeout
        deadline = monotonic() + seconds
        lines: list[str] = []
        code = size = 0
        while True:
            try:
                line = self._line(deadline, seconds, MAX_ANSWER - size)
            except LostError as lost:
                if lines:
                    lost.answer = Answer(code, tuple(lines))
                raise
            match = _ANSWER_LINE.match(line)
            if match is None:
                raise LostError(f"what it says is no SMTP: {shorten(clean_line(ascii(bytes(line))), 80)}")
            size += len(line)
            code = int(match[1])
            lines.append(bytes(line[4:]).decode("utf-8", "replace").strip())
            if line[3:4] != b"-":
                return Answer(code, tuple(lines))

    def _line(self, deadline: float, seconds: float, room: int) -> bytearray:
        while (end := self._buffer.find(b"\n")) < 0:
            if len(self._buffer) >= room:
                cut = _cut_short(self._buffer)
                raise LostError("its answer does not end", answer=cut)
            self._buffer += self._read(deadline, seconds)
        line = self._buffer[: end + 1]
        del self._buffer[: end + 1]
        return line

    def _read(self, deadline: float, seconds: float) -> bytes:
        remaining = deadline - monotonic()
        try:
            if remaining <= 0:
                raise TimeoutError
            # The first read of an answer has all of its time: asking the system for a new limit each time is dear.
            self._set_limit(remaining if self._buffer or remaining < 0.9 * seconds else seconds)
            data = self._sock.recv(8192)
        except TimeoutError:
            raise LostError(f"it did not answer within {seconds:g} seconds", late=True) from None
        except OSError as error:
            raise LostError(_reason(error)) from None
        if not data:
            raise LostError("it closed the connection")
        return data

    def _set_limit(self, seconds: float) -> None:
        if seconds != self._limit:
            self._sock.settimeout(seconds)
            self._limit = seconds

    def close(self) -> None:
        """Let go of the connection, whatever its state."""
        self._sock.close()


def _cut_short(data: bytearray) -> Answer | None:
    match = _ANSWER_LINE.match(data)
    if match is None:
        return None
    return Answer(int(match[1]), (bytes(data[4 : 4 + SHOWN * 4]).decode("utf-8", "replace"),))


def _reason(error: OSError) -> str:
    """What the operating system or TLS says, without addresses of memory or lines of C."""
    if isinstance(error, ssl.SSLError):
        return clean_line(str(error.reason or error.strerror or "TLS failed")).replace("_", " ").lower()
    return (error.strerror or str(error) or type(error).__name__).lower()
