"""A mail server that misbehaves on request, at any stage, and keeps account of what it really took."""

from __future__ import annotations

import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Self

STAGES = (
    "banner", "ehlo", "starttls", "ehlo_tls", "auth", "mail", "rcpt", "data", "body", "dot", "rset", "quit",
)  # fmt: skip
"""Where it can misbehave: `ehlo_tls` is the greeting within TLS, `body` the moment after the first of its lines."""

BEHAVIOURS = ("well", "long", "later", "closing", "refuse", "drop", "hang", "garbage", "drip")
"""well and long (several lines of 9,000 bytes) are success; later is 4xx, closing 421 and gone, refuse 5xx; drop closes
without a word, hang never answers, garbage is no SMTP, drip answers well, but a byte at a time and never to the end."""

Script = Callable[[str, int], str]
"""What to do at a stage that is reached for the n-th time, from 1: a behaviour, or the very line to answer."""

WELL = {
    "banner": "220 mail.test ready", "starttls": "220 go on", "auth": "235 2.7.0 welcome", "mail": "250 2.1.0 good",
    "rcpt": "250 2.1.5 good", "data": "354 go on", "dot": "250 2.0.0 taken", "rset": "250 2.0.0 forgotten",
    "quit": "221 2.0.0 bye", "helo": "250 mail.test",
}  # fmt: skip
REFUSED = {"auth": "535 5.7.8 wrong", "rcpt": "550 5.1.1 no such user"}
LATER = {"auth": "454 4.7.0 later"}


def at(stage: str, behaviour: str, times: range = range(1, 1000)) -> Script:
    """Misbehave at one stage, there each time or the given ones only."""
    return lambda reached, n: behaviour if reached == stage and n in times else "well"


@dataclass(frozen=True, slots=True)
class Taken:
    """A message that the server has taken, as it came (dots not unstuffed), with its envelope."""

    sender: str
    recipients: tuple[str, ...]
    data: bytes


class _GoneError(Exception):
    """This connection is over."""


class ScriptedServer:
    """Listens on a port of its own while used as a context."""

    def __init__(
        self,
        script: Script = lambda _stage, _n: "well",
        *,
        features: tuple[str, ...] = ("SIZE 1000000", "AUTH PLAIN LOGIN"),
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.script = script
        self.features = (*features, "STARTTLS") if context else features
        self.context = context
        self.taken: list[Taken] = []
        self.lines: list[str] = []
        self.connections = 0
        self.reached: Counter[str] = Counter()
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._listen, daemon=True)]

    def __enter__(self) -> Self:
        self._threads[0].start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for sock in self._open:
            sock.close()
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        while not self._over.is_set():
            try:
                sock, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(sock)
            thread = threading.Thread(target=self._serve, args=(sock,), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _serve(self, sock: socket.socket) -> None:
        sock.settimeout(0.05)
        talk = _Talk(self, sock)
        try:
            talk.run()
        except (_GoneError, OSError):
            pass
        finally:
            talk.sock.close()


class _Talk:
    """One connection."""

    def __init__(self, server: ScriptedServer, sock: socket.socket) -> None:
        self.server = server
        self.sock = sock
        self.encrypted = False
        self.sender = ""
        self.recipients: tuple[str, ...] = ()
        self._buffer = b""

    def run(self) -> None:
        self.answer("banner")
        while True:
            line = self.read_line().decode("ascii", "replace").rstrip("\r\n")
            self.server.lines.append(line)
            self.obey(line, line.partition(" ")[0].upper())

    def obey(self, line: str, verb: str) -> None:
        if verb == "EHLO":
            self.answer("ehlo_tls" if self.encrypted else "ehlo")
        elif verb == "STARTTLS" and self.server.context is not None:
            if self.answer("starttls"):
                self.sock = self.server.context.wrap_socket(self.sock, server_side=True)
                self.encrypted = True
        elif verb == "AUTH":
            self.log_in(line)
        elif verb == "MAIL":
            self.recipients = ()
            if self.answer("mail"):
                self.sender = line.partition("<")[2].partition(">")[0]
        elif verb == "RCPT":
            if self.answer("rcpt"):
                self.recipients += (line.partition("<")[2].partition(">")[0],)
        elif verb == "DATA":
            if self.answer("data"):
                self.take()
        elif verb in ("RSET", "QUIT", "HELO"):
            self.answer(verb.lower())
            if verb == "QUIT":
                raise _GoneError
        else:
            self.say("500 5.5.1 not understood")

    def log_in(self, line: str) -> None:
        if line.upper() == "AUTH LOGIN":
            for prompt in ("VXNlcm5hbWU6", "UGFzc3dvcmQ6"):
                self.say(f"334 {prompt}")
                self.server.lines.append(self.read_line().decode("ascii", "replace").rstrip("\r\n"))
        self.answer("auth")

    def take(self) -> None:
        lines = [self.read_line()]
        if lines[0] != b".\r\n":
            spoken = self.answer("body")
            while (line := self.read_line()) != b".\r\n":
                lines.append(line)
            if not spoken or self.server.script("body", 1) == "garbage":
                return
        kept = Taken(self.sender, self.recipients, b"".join(lines))
        behaviour = self.server.script("dot", self.server.reached["dot"] + 1)
        if behaviour not in ("later", "closing", "refuse") and behaviour[:1] not in "45":
            self.server.taken.append(kept)
        self.answer("dot")

    def answer(self, stage: str) -> bool:
        """Answer as the script has it; whether it was a success."""
        self.server.reached[stage] += 1
        behaviour = self.server.script(stage, self.server.reached[stage])
        if behaviour == "well":
            self.say(self.good(stage))
        elif behaviour == "long":
            if stage != "body":
                self.say(self.long(stage))
        elif behaviour == "later":
            self.say(LATER.get(stage, "451 4.3.0 later"))
        elif behaviour == "closing":
            self.say("421 4.7.0 closing")
            raise _GoneError
        elif behaviour == "refuse":
            self.say(REFUSED.get(stage, "554 5.0.0 no"))
        elif behaviour == "drop":
            raise _GoneError
        elif behaviour == "hang":
            self.wait()
        elif behaviour == "garbage":
            self.say("mail? what mail?\x1b[2J")
        elif behaviour == "drip":
            self.drip(self.good(stage) or "250 early")
        else:
            self.say(behaviour)
            return behaviour[:1] in "23"
        return behaviour in ("well", "long")

    def good(self, stage: str) -> str:
        if stage == "body":
            return ""
        if stage not in ("ehlo", "ehlo_tls"):
            return WELL[stage]
        offered = [f for f in self.server.features if not (self.encrypted and f == "STARTTLS")]
        lines = ["mail.test", *offered]
        return "\r\n".join(f"250{'-' if n < len(lines) else ' '}{line}" for n, line in enumerate(lines, start=1))

    def long(self, stage: str) -> str:
        last = self.good(stage)
        code = last[:3]
        return "\r\n".join([*(f"{code}-{'সিদ্ধান্ত' * 330}" for _ in range(2)), last])

    def say(self, words: str) -> None:
        if words:
            self.sock.sendall(words.encode() + b"\r\n")

    def drip(self, words: str) -> None:
        for byte in words.encode():
            self.sock.sendall(bytes([byte]))
            if self.server._over.wait(0.25):
                break
        self.wait()

    def wait(self) -> None:
        """Do nothing until the other side gives up."""
        while True:
            self.read_some()

    def read_line(self) -> bytes:
        while b"\n" not in self._buffer:
            self._buffer += self.read_some()
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line + b"\n"

    def read_some(self) -> bytes:
        while not self.server._over.is_set():
            try:
                data = self.sock.recv(65536)
            except TimeoutError:
                continue
            if not data:
                break
            return data
        raise _GoneError
