"""Mail as files: each message an .eml in a folder, whole or not at all, the same message never twice."""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import compat32
from email.utils import parsedate_to_datetime
from pathlib import Path

from tracker.notices.letter import Letter
from tracker.notices.news import OPERATOR
from tracker.notices.transport import Outcome

ON, KIND, OFFICE = "X-Tracker-Date", "X-Tracker-Kind", "X-Tracker-Office"
"""Fields that say what a message is about: mailboxes can be sorted by them, file names are made of them."""

_PARSER = BytesHeaderParser(policy=compat32)
_UNSAFE = re.compile(r"[^A-Za-z0-9.-]+")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LATER = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EMFILE, errno.ENFILE, errno.EIO})


@dataclass(frozen=True, slots=True)
class FolderTransport:
    """Writes messages into a folder, which is made when it is not there."""

    folder: Path

    @contextmanager
    def open(self) -> Iterator[FolderSession]:
        """A session on the folder."""
        yield FolderSession(self.folder)


@dataclass(frozen=True, slots=True)
class FolderSession:
    """Delivery by writing files."""

    folder: Path

    def send(self, message: bytes, sender: str, recipient: str) -> Outcome:  # noqa: ARG002
        """Write the message under its name; a second time changes nothing."""
        folder = operator_folder(self.folder) if is_to_operator(message) else self.folder
        try:
            name = file_name(message)
            folder.mkdir(parents=True, exist_ok=True)
            _write(folder, name, message)
        except OSError as error:
            answer = f"{folder}: {os.strerror(error.errno) if error.errno else error}"
            if error.errno in _LATER:
                return Outcome("temporary", "folder", answer=answer, ends_run=True)
            return Outcome("ours", "folder", answer=answer, ends_run=True)
        return Outcome("sent", "folder", answer=name)


def labels(letter: Letter) -> dict[str, str]:
    """The header fields that say what a letter is about, for `build_message`."""
    kind = f"{letter.kind}-{letter.stage}" if letter.stage else letter.kind
    return {ON: letter.on.isoformat(), KIND: kind, OFFICE: letter.office_code}


def operator_folder(folder: Path) -> Path:
    """Where the daily mails to the operator lie: beside the letters to offices, which are looked at for themselves."""
    return folder.with_name(f"{folder.name}-{OPERATOR}")


def is_to_operator(message: bytes) -> bool:
    """Whether it is a daily mail to the operator."""
    return str(_PARSER.parsebytes(message)[KIND]) == OPERATOR


def file_name(message: bytes) -> str:
    """ "2023-07-06-overdue-1-dc-kurigram-3f9a2b7c.eml": day, kind, office, and a digest of the Message-ID."""
    head = _PARSER.parsebytes(message)
    identity = str(head["Message-ID"]).encode() if head["Message-ID"] else message
    about = (_UNSAFE.sub("-", str(head[field] or ""))[:60].strip("-.") for field in (KIND, OFFICE))
    return "-".join([*filter(None, (_day(head), *about)), hashlib.sha256(identity).hexdigest()[:8]]) + ".eml"


def _day(head: Message) -> str:
    stated = str(head[ON] or "")
    if _DAY.fullmatch(stated):
        return stated
    try:
        return parsedate_to_datetime(str(head["Date"])).date().isoformat()
    except ValueError:
        return ""


def _write(folder: Path, name: str, message: bytes) -> None:
    """Whole or not at all: a temporary file is synced and renamed, and the folder's entry synced too."""
    target, temporary = folder / name, folder / f".{name}.part"
    if target.is_file() and target.read_bytes() == message:
        return
    with temporary.open("wb") as file:
        file.write(message)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
