"""The arithmetic of the audit chain: how an entry is hashed, and what is wrong where the chain breaks.

The hash of an entry is the SHA-256, in lower-case hexadecimal, of the UTF-8 bytes of nine texts with U+001F
between them: the hash of the entry before (64 zeros for the first), then seq in decimal, at, actor, action,
subject, office, before, after, each as stored. None of the texts may hold U+001F itself (in JSON it is
escaped), so no two entries give the same bytes.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Generator
from contextlib import closing, suppress
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice
from typing import Any

from tracker.domain.errors import BadInput

COLUMNS = ("seq", "at", "actor", "action", "subject", "office", "before", "after", "hash")
GENESIS = "0" * 64
SEPARATOR = "\x1f"

Row = tuple[Any, ...]
"""An entry as stored: the values of `COLUMNS`."""

Rows = Generator[Row, None, None]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The number and hash of an entry, kept outside the database; written as "seq:hash"."""

    seq: int
    hash: str

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash}"

    @classmethod
    def parse(cls, written: str) -> Checkpoint:
        """The inverse of `str`. Raises BadInput."""
        seq, _, hash_ = written.strip().partition(":")
        if re.fullmatch(r"[1-9][0-9]{0,17}", seq) is None or re.fullmatch(r"[0-9a-f]{64}", hash_) is None:
            raise BadInput(
                f"{written!r} is not a checkpoint",
                hint="copy it whole from the operator's mail or the summary: NUMBER:64 hexadecimal digits",
            )
        return cls(int(seq), hash_)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`count` entries from the first on hold, `head` being the last of them; `kind` tells what comes then.

    "" when all is well, else what is wrong with entry `bad_seq`: edited, deleted, inserted, reordered
    (another one stands there); against a checkpoint also truncated (missing at the end) and rewritten (hashes
    and all). An entry that was edited and hashed anew shows as the one after it, which no longer follows from
    it.
    """

    count: int
    head: Checkpoint | None
    kind: str = ""
    bad_seq: int | None = None

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.kind


def digest(previous: str, seq: int, *parts: str) -> str:
    """The hash of an entry; `parts` are at, actor, action, subject, office, before, after."""
    return sha256(SEPARATOR.join((previous, str(seq), *parts)).encode()).hexdigest()


def walk(read: Callable[[], Rows], checkpoint: Checkpoint | None = None) -> Verdict:
    """Check a chain that `read` gives from its first entry on (called again to tell what went wrong)."""
    previous, expected = GENESIS, 1
    earlier = GENESIS
    watched, at_watched = (checkpoint.seq, checkpoint.hash) if checkpoint else (0, "")
    try:
        with closing(read()) as rows:
            for row in rows:
                seq, at, actor, action, subject, office, before, after, stored = row
                text = (
                    f"{previous}\x1f{seq}\x1f{at}\x1f{actor}\x1f{action}"
                    f"\x1f{subject}\x1f{office}\x1f{before}\x1f{after}"
                )
                if sha256(text.encode()).hexdigest() != stored or seq != expected or text.count("\x1f") != 8:
                    found = _diagnose(read, expected, previous, earlier, row, _after(rows))
                    return _bad(expected, previous, *found)
                if seq == watched and stored != at_watched:
                    return _bad(expected, previous, seq, "rewritten")
                earlier, previous = previous, stored
                expected += 1
    except (sqlite3.OperationalError, UnicodeError) as error:
        if not isinstance(error, UnicodeError) and "decode" not in str(error):
            raise
        return _bad(expected, previous, expected, "edited")
    if expected <= watched:
        return _bad(expected, previous, expected, "truncated")
    return Verdict(expected - 1, _head(expected, previous))


def _after(rows: Rows) -> Row | None:
    """The next row, None when there is none that can be read."""
    with suppress(sqlite3.OperationalError, UnicodeError, BadInput):
        return next(rows, None)
    return None


def _head(expected: int, previous: str) -> Checkpoint | None:
    return Checkpoint(expected - 1, previous) if expected > 1 else None


def _bad(expected: int, previous: str, seq: int, kind: str) -> Verdict:
    return Verdict(expected - 1, _head(expected, previous), kind, seq)


def _diagnose(
    read: Callable[[], Rows], expected: int, previous: str, earlier: str, row: Row, after: Row | None
) -> tuple[int, str]:
    """What is wrong with the `row` that stands where entry `expected` should: the number to name, and the
    kind.

    `previous` and `earlier` are the hashes of the last entry that held and of the one before that.
    """
    if expected > 1 and _follows(earlier, row, expected - 1):
        return expected - 1, "inserted"  # with a hash that fits, but this row belongs in its place
    if kind := _displaced(read, expected, previous, row):
        return expected, kind
    if row[0] > expected or (after is not None and _follows(row[-1], after, expected + 2)):
        return expected, "deleted"  # in the second case those after it were renumbered
    return expected, "inserted" if row[0] < expected else "edited"


def _displaced(read: Callable[[], Rows], expected: int, previous: str, row: Row) -> str:
    """Look for the entry that belongs here among all that come after; what finding it means, "" if none."""
    with suppress(sqlite3.OperationalError, UnicodeError, BadInput), closing(read()) as rows:
        for other in islice(rows, expected, None):
            if _follows(previous, other, expected):
                shifted = other[0] == expected + 1 and not _follows(other[-1], row, expected + 1)
                return "inserted" if shifted else "reordered"
    return ""


def _follows(previous: str, row: Row, seq: int) -> bool:
    """Whether an entry, had it that number, would rightly come after that hash."""
    return bool(digest(previous, seq, *map(str, row[1:-1])) == row[-1])
