"""The daily mail to the operator: queued by each check, written when it is first sent, after the notices of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import Connection, select, update

from tracker.actions.address_book import AddressBook
from tracker.notices.news import TROUBLES, News, Trouble
from tracker.settings.model import Settings
from tracker.store.audit import Entry, head
from tracker.store.insert import insert_new
from tracker.store.queries.news import OPERATOR, figures
from tracker.store.tables import PENDING, notice, office

REPLACED = "a later daily mail says what this one would have said"


def queue_operator_mail(conn: Connection, settings: Settings, day: date, *, now: datetime) -> Sequence[Entry]:
    """Queue the mail of a checked civil date, one to each address, in the caller's transaction; the audit entries.

    It goes to [mail] operator, else to the body's focal officer; to nobody where that is "" or nobody holds the post.
    Of earlier ones that were never tried, none is sent any more: there is one mail to read, not one for each day that
    the mail server was away.
    """
    body = settings.directory().body.code
    found = conn.execute(select(office.c.language).where(office.c.code == body)).one_or_none()
    addresses = _addresses(conn, settings, body, day) if found else ()
    if found is None or not addresses:
        return ()
    entries = _replace_unsent(conn, body)
    rows = [
        {
            "key": f"{OPERATOR}/{day.isoformat()}/{body}/{address}",
            "kind": OPERATOR,
            "stage": 0,
            "office_code": body,
            "role": OPERATOR,
            "recipient": address,
            "language": found.language,
            "on": day,
            "created_at": now,
        }
        for address in addresses
    ]
    for row in insert_new(conn, notice, rows, notice.c.id, notice.c.recipient):
        after = {"kind": OPERATOR, "recipient": row.recipient}
        entries.append(Entry("notice.queue", f"notice:{row.id}", office=body, after=after))
    return entries


def _addresses(conn: Connection, settings: Settings, body: str, day: date) -> Sequence[str]:
    configured = settings.mail.operator
    if configured is not None:
        return (configured,) if configured else ()
    return [recipient.email for recipient in AddressBook(conn, day).recipients(body, ("focal",))]


def _replace_unsent(conn: Connection, body: str) -> list[Entry]:
    never_tried = (PENDING, notice.c.state == "waiting", notice.c.kind == OPERATOR, notice.c.attempts == 0)
    old = conn.scalars(select(notice.c.id).where(*never_tried).order_by(notice.c.id)).all()
    conn.execute(update(notice).where(notice.c.id.in_(old)).values(state="superseded", reason=REPLACED))
    return [Entry("notice.superseded", f"notice:{n}", office=body, after={"reason": REPLACED}) for n in old]


def news_of(conn: Connection, day: date) -> News:
    """What the mail of that day tells, as things stand now, with the audit chain's head of this moment.

    The mail is written at its first attempt: it comes last of the day's notices, so it tells what became of them, and
    its checkpoint covers all that was done until then, the queueing of this mail itself among it.
    """
    found = figures(conn, day, troubles=TROUBLES)
    counts = (found.check.counts if found.check else None) or {}
    pending = dict(found.pending)
    pending["waiting"] = pending.get("waiting", 0) + pending.pop("sending", 0)
    checkpoint = head(conn)
    return News(
        made=counts.get("occurrences_made", 0),
        moved=counts.get("moved", 0),
        queued=found.queued,
        superseded=counts.get("superseded", 0),
        sent=found.sent,
        missed=found.missed,
        no_contact=tuple(counts.get("no_contact", ())),
        left_behind=tuple(counts.get("left_behind", ())),
        pending={state: number for state, number in pending.items() if number},
        troubles=tuple(Trouble(t.id, t.office_code, t.recipient, t.state, t.reason) for t in found.troubles),
        overdue=found.overdue,
        in_review=found.in_review,
        awaiting=found.awaiting,
        awaiting_since=found.awaiting_since,
        requests=found.requests,
        checkpoint=str(checkpoint) if checkpoint else "",
    )
