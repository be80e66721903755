"""The audit chain: entries written in the transaction of the change they tell of, and read for auditors."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, insert, select, text

from tracker.domain.errors import BadInput
from tracker.store.chain import COLUMNS, GENESIS, SEPARATOR, Checkpoint, Row, Rows, Verdict, digest, walk
from tracker.store.jsontext import dumps
from tracker.store.tables import audit

_LOCK = 7_304_003
_BATCH = 5_000
_numbers = count()
_SELECT = f"SELECT {', '.join(COLUMNS)} FROM audit ORDER BY seq"  # noqa: S608 (names of our own)


@dataclass(frozen=True, slots=True)
class Entry:
    """What changed: `action` ("occurrence.accept"), `subject` ("occurrence:17"), the office concerned, if
    any.

    `before` and `after` hold what JSON holds, and dates; no floats, which print differently in other
    programs.
    """

    action: str
    subject: str
    office: str = ""
    before: Mapping[str, Any] | None = None
    after: Mapping[str, Any] | None = None


def append(conn: Connection, entries: Sequence[Entry], *, at: datetime, actor: str) -> None:
    """Put entries at the end of the chain, in the caller's transaction; from here on other writers wait for
    it.

    Raises BadInput when a text cannot be stored exactly (control characters, not UTF-8), ValueError for
    floats.
    """
    if not entries:
        return
    hold_chain(conn)
    last = head(conn)
    first, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    when = instant(at)
    rows = []
    for seq, entry in enumerate(entries, start=first):
        parts = (
            *(_plain(part) for part in (actor, entry.action, entry.subject, entry.office)),
            canonical(entry.before),
            canonical(entry.after),
        )
        try:
            previous = digest(previous, seq, when, *parts)
        except UnicodeEncodeError as error:
            raise BadInput("a text is not valid UTF-8 and cannot be stored", hint="type it anew") from error
        rows.append(dict(zip(COLUMNS, (seq, when, *parts, previous), strict=True)))
    conn.execute(insert(audit), rows)


def hold_chain(conn: Connection) -> None:
    """Keep other writers from appending until the transaction ends, as any writer does in SQLite."""
    if conn.dialect.name == "postgresql":
        conn.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def head(conn: Connection) -> Checkpoint | None:
    """The last entry's number and hash, to be kept outside the database; None when there is no entry yet."""
    row = conn.execute(select(audit.c.seq, audit.c.hash).order_by(audit.c.seq.desc()).limit(1)).one_or_none()
    return Checkpoint(*row) if row else None


def verify(conn: Connection, checkpoint: Checkpoint | None = None) -> Verdict:
    """Walk the whole chain in bounded memory, and hold it against a checkpoint kept outside, if one is given.

    Finds and names the first entry that was edited, deleted, inserted or moved. That the chain was cut off at
    its end, or written anew as a whole, shows only against the checkpoint; what came after it is not covered.
    """
    return walk(lambda: rows(conn), checkpoint)


def export(conn: Connection) -> Iterator[str]:
    """The chain as JSON Lines, without line ends; `before` and `after` are the texts that were hashed."""
    for row in rows(conn):
        yield json.dumps(dict(zip(COLUMNS, row, strict=True)), ensure_ascii=False, separators=(",", ":"))


def from_export(path: Path) -> Rows:
    """The inverse of `export`, for checking a file. Raises BadInput with the line that is not an entry.

    An entry has the keys of `COLUMNS`, in that order and no others: a number and eight texts.
    """
    try:
        with path.open("rb") as file:  # lines end where bytes say so; a text may hold other ends of lines
            for number, line in enumerate(file, start=1):
                yield _entry_in(line, number)
    except OSError as trouble:
        raise BadInput(f"{path} cannot be read ({trouble.strerror or trouble})", hint="name a file") from trouble


def _entry_in(line: bytes, number: int) -> Row:
    try:
        pairs = json.loads(line.decode("utf-8"), object_pairs_hook=tuple)
        row = tuple(value for _, value in pairs)
        "".join(row[1:]).encode()  # texts, and such as can be hashed
        if type(pairs) is tuple and tuple(key for key, _ in pairs) == COLUMNS and type(row[0]) is int:
            return row
    except (ValueError, TypeError, RecursionError):
        pass
    raise BadInput(
        f"line {number} is not an entry of an audit export",
        hint="it was altered, or the file is another one: make it anew with: tracker audit export",
    )


def rows(conn: Connection) -> Rows:
    """The entries in order as the driver's own tuples of `COLUMNS`: a million of them must not cost more."""
    if not conn.in_transaction():
        conn.begin()
    driver: Any = conn.connection.driver_connection
    if conn.dialect.name == "postgresql":
        with driver.cursor(name=f"audit_{next(_numbers)}") as cursor:  # named: the server keeps the rows
            cursor.execute(_SELECT)
            while batch := cursor.fetchmany(_BATCH):
                yield from batch
    else:
        with closing(driver.execute(_SELECT)) as cursor:
            yield from cursor


def canonical(value: Mapping[str, Any] | None) -> str:
    """The one JSON text of a value: sorted keys, no spaces, dates as ISO. Raises ValueError for floats."""
    return dumps(_exact(value))


def _exact(value: Any) -> Any:
    if isinstance(value, float):
        raise ValueError("floats print differently in other programs; an audit entry holds none")
    if isinstance(value, Mapping):
        return {key: _exact(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_exact(inner) for inner in value]
    if isinstance(value, datetime):
        return instant(value)
    return value.isoformat() if isinstance(value, date) else value


def instant(at: datetime) -> str:
    """An instant as entries have it: UTC to the microsecond, so that texts stand in the order of time."""
    if at.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _plain(part: str) -> str:
    if not part.isprintable() and any(letter < " " or letter == "\x7f" for letter in part):
        shown = part.replace(SEPARATOR, "?")
        raise BadInput(f"{shown!r} holds control characters", hint="leave them out")
    return part
