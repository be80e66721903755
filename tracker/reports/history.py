"""The history of duties as a list in the order of time: what happened, who was told what, what the mail server said."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any, Protocol

from tracker.reports.listing import Column, Listing, listing_of

KEYS = (
    "at",
    "on",
    "occurrence",
    "what",
    "who",
    "state",
    "due_on",
    "text",
    "implemented_on",
    "links",
    "evidence",
    "notice",
    "kind",
    "stage",
    "office",
    "role",
    "recipient",
    "subject",
    "message_id",
    "attempt",
    "outcome",
    "code",
    "answer",
)
"""`at` is an instant in UTC (None: only the civil date `on` is known). `what`: bound; an act of `domain.life.Act`;
step.superseded and step.no_contact (a notice that fell due and told nobody); notice.queued, notice.attempt, and what
else became of a notice (notice.held, notice.waiting, notice.superseded, notice.undeliverable). `evidence` are files
with name, sha256 and size in bytes. `code` and `answer` are the mail server's."""

WORDS = "words"
"""The key of a mail's plain text as it was sent, on its first attempt; only where it is asked for."""

Item = dict[str, Any]


class History(Protocol):
    """What is listed: as `store.queries.history` gives it."""

    @property
    def occurrences(self) -> Sequence[Any]: ...

    @property
    def events(self) -> Sequence[Any]: ...

    @property
    def submissions(self) -> Sequence[Any]: ...

    @property
    def evidence(self) -> Sequence[Any]: ...

    @property
    def extensions(self) -> Sequence[Any]: ...

    @property
    def steps(self) -> Sequence[Any]: ...

    @property
    def notices(self) -> Sequence[Any]: ...

    @property
    def attempts(self) -> Sequence[Any]: ...

    @property
    def changes(self) -> Sequence[tuple[int, Any]]: ...


def history_listing(found: History, as_of: date, texts: Mapping[int, str] | None = None) -> Listing:
    """The history in the order of time; `texts` are the words of mails by the number of their notice."""
    items = sorted(_items(found), key=_moment)
    keys: Sequence[str] = KEYS
    if texts is not None:
        keys = (*KEYS, WORDS)
        for item in items:
            first = item["what"] == "notice.attempt" and item["attempt"] == 1
            item[WORDS] = texts.get(item["notice"]) if first else None
    columns = (
        Column("AT (UTC)", "at", lambda at: at[:19].replace("T", " ") if at else ""),
        Column("NO", "occurrence"),
        Column("WHAT", "what"),
        Column("WHO", "who"),
        Column("DETAILS", "told"),
    )
    for item in items:
        item["told"] = told(item)
    page = ("at", "occurrence", "what", "who", "told")
    return listing_of(keys, columns, items, as_of, "nothing is on record", name="history", page=page)


def _moment(item: Item) -> tuple[str, str]:
    return (item["at"] or f"{item['on']}T", "0" if item["what"] == "bound" else "1")


def _items(found: History) -> Iterator[Item]:
    for row in found.occurrences:
        yield _bound(row)
    yield from _events(found)
    for row in found.steps:
        yield _item(row.occurrence_id, f"step.{row.outcome}", row.checked_at, row.on, due_on=row.due_on, text=row.code)
    yield from _notices(found)


def _bound(row: Any) -> Item:
    """Since when it is owed: the decision's coming into force, or the day on which a later one was made ahead."""
    at, who = (row.settled_at, row.settled_by) if row.settled_at else (row.imported_at, row.imported_by)
    if row.since is not None and row.since > at.date():
        at, who = None, ""
    memo = f" of memo {row.memo_number}" if row.memo_number else ""
    words = f"{row.minutes_id}/{row.decision_number}{memo}: {row.decision_text}"
    on = row.since or (at.date() if at else row.changed_on)
    return _item(
        row.id, "bound", at, on, who=who, state="open", due_on=row.first_due_on, text=words, office=row.office_code
    )


def _events(found: History) -> Iterator[Item]:
    """The events, each with the submission and the request for more time that were made with it."""
    files: dict[int, list[Item]] = defaultdict(list)
    for row in found.evidence:
        files[row.submission_id].append({"name": row.name, "sha256": row.sha256, "size": row.size})
    handed_in = {(row.occurrence_id, row.submitted_at): row for row in found.submissions}
    asked = {(row.occurrence_id, row.requested_at): row for row in found.extensions}
    for row in found.events:
        key = (row.occurrence_id, row.at)
        given, wish = handed_in.get(key), asked.get(key)
        yield _item(
            row.occurrence_id,
            row.kind,
            row.at,
            row.on,
            who=row.actor,
            state=row.state,
            due_on=row.due_on,
            text="; ".join(filter(None, (row.note, f"until {wish.until}" if wish else ""))),
            implemented_on=given.implemented_on if given else None,
            links=list(given.links) if given else None,
            evidence=files[given.id] if given else None,
        )


def _notices(found: History) -> Iterator[Item]:
    attempts = _by(found.attempts, "notice_id")
    for row in found.notices:
        occurrence = row.occurrence_id
        about = {
            "notice": row.id,
            "kind": row.kind,
            "stage": row.stage,
            "office": row.office_code,
            "role": row.role,
            "recipient": row.recipient,
        }
        sent = {"subject": row.subject, "message_id": row.message_id}
        yield _item(
            row.occurrence_id, "notice.queued", row.created_at, row.on, due_on=row.due_on, text=row.step, **about
        )
        for n in attempts[row.id]:
            answer = {"attempt": n.n, "outcome": n.outcome or "in_doubt", "code": n.code, "answer": n.answer}
            yield _item(
                row.occurrence_id, "notice.attempt", n.started_at, n.started_at.date(), **about, **sent, **answer
            )
        for number, change in found.changes:
            if number == row.id and not (change.action == "notice.waiting" and change.actor == "delivery"):
                reason = (json.loads(change.after) or {}).get("reason", "")
                at = datetime.fromisoformat(change.at)
                yield _item(occurrence, change.action, at, at.date(), who=change.actor, text=reason, **about)


def _by(rows: Iterable[Any], column: str) -> Mapping[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, column)].append(row)
    return found


def _item(occurrence: int, what: str, at: datetime | None, on: date, **values: Any) -> Item:
    instant = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ") if at else None
    return {**dict.fromkeys(KEYS), "at": instant, "on": on, "occurrence": occurrence, "what": what, **values}


_SILENT = {
    "step.superseded": "skipped, a newer step had come by then",
    "step.no_contact": "nobody was told: the office has no contact to write to",
}


def told(item: Item) -> str:
    """The details of an entry in words, on one line."""
    if item["what"] == "notice.queued":
        stage = f" {item['stage']}" if item["stage"] else ""
        whom = f"to {item['recipient']}, {item['role']} of {item['office']}"
        return f"notice {item['notice']}: {item['kind']}{stage} {whom}; due {item['due_on']}"
    if item["what"] == "notice.attempt":
        answer = " ".join(str(part) for part in (item["code"], item["answer"]) if part)
        whom = f"to {item['recipient']} {item['message_id']}"
        return f"notice {item['notice']}, attempt {item['attempt']}: {item['outcome']} ({answer}) {whom}"
    if item["what"] in _SILENT:
        return f"{item['text']}: {_SILENT[item['what']]}"
    if item["notice"]:
        return f"notice {item['notice']}" + (f": {item['text']}" if item["text"] else "")
    parts = [item["text"] or ""]
    if item["what"] == "bound":
        parts = [f"{item['office']}, due {item['due_on'] or 'without a date'}: {item['text']}"]
    elif item["state"]:
        parts.insert(0, f"now {item['state']}, due {item['due_on'] or 'without a date'}")
    if item["implemented_on"]:
        parts.append(f"implemented on {item['implemented_on']}")
    parts += [f"link {link}" for link in item["links"] or ()]
    parts += [
        f"file {each['name']} ({each['size']} bytes, SHA-256 {each['sha256']})" for each in item["evidence"] or ()
    ]
    return "; ".join(filter(None, parts))
