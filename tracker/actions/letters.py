"""From an outbox row to a letter: the items as they stand, rendered, as the bytes that go out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from tracker.actions.operator import news_of
from tracker.actions.recount_moves import MOVED
from tracker.actions.telling import stands, told_of
from tracker.domain.due import Explanation
from tracker.domain.explain import sentence
from tracker.notices.clean import clean_line
from tracker.notices.folder import labels
from tracker.notices.letter import Letter, NoticeItem, Rendered
from tracker.notices.message import Mailbox, build_message, new_message_id
from tracker.notices.render import render
from tracker.settings.holidays import HolidayTable
from tracker.settings.model import Settings
from tracker.store.queries.news import OPERATOR
from tracker.store.tables import decision, event, minutes, notice, notice_item, obligation, occurrence, office


@dataclass(frozen=True, slots=True)
class Composed:
    """A finished message: its bytes, Message-ID and subject, and the words it was made of."""

    message: bytes
    message_id: str
    subject: str
    rendered: Rendered


def still_wanted(conn: Connection, row: Row[Any]) -> bool:
    """Whether any item of the notice still stands as it did: not settled, and due on the same day.

    One that tells of an event is wanted as long as its occurrence is in a state that the event still matters in.
    """
    return row.kind == OPERATOR or bool(conn.scalar(select(exists(_standing(row.id)))))


def _standing(notice_id: int) -> Any:
    return (
        select(notice_item.c.occurrence_id)
        .join(occurrence, occurrence.c.id == notice_item.c.occurrence_id)
        .where(notice_item.c.notice_id == notice_id, stands())
    )


def compose(conn: Connection, settings: Settings, row: Row[Any], now: datetime) -> Composed:
    """The message of a notice, with the items that still stand; `now` is its Date.

    Raises TrackerError when a template or an address is wrong.
    """
    letter = letter_of(conn, settings, row)
    rendered = render(letter, home=settings.home)
    mail = settings.mail
    sender = Mailbox(mail.sender, letter.sender_names.get(letter.language, mail.sender_name) or mail.sender_name)
    message_id = new_message_id(row.key, sender.domain)
    message = build_message(
        rendered,
        sender=sender,
        recipient=Mailbox(row.recipient),
        reply_to=letter.reply_to,
        message_id=message_id,
        at=now,
        language=letter.language,
        headers=labels(letter),
    )
    return Composed(message, message_id, rendered.subject, rendered)


def letter_of(conn: Connection, settings: Settings, row: Row[Any]) -> Letter:
    """The letter that the outbox row stands for, as of its own date."""
    written_to = _office_names(conn, row.office_code)
    sender = _office_names(conn, settings.directory().body.code)
    return Letter(
        kind=row.kind,
        on=row.on,
        language=row.language,
        office_code=row.office_code,
        office_names=written_to,
        recipient=row.recipient,
        role=row.role,
        items=tuple(_item(item, row.language, settings.holidays()) for item in _items(conn, row.id)),
        sender_names=sender,
        reply_to=settings.mail.reply_to or settings.mail.sender,
        stage=row.stage,
        number=str(row.id),
        copies=_copies(conn, row),
        news=news_of(conn, row.on) if row.kind == OPERATOR else None,
    )


def _office_names(conn: Connection, code: str) -> Mapping[str, str]:
    row = conn.execute(select(office.c.name_bn, office.c.name_en).where(office.c.code == code)).one_or_none()
    return {"bn": row.name_bn, "en": row.name_en} if row else {}


def _copies(conn: Connection, row: Row[Any]) -> tuple[str, ...]:
    """Who else is told of the same office on the same day: the addresses of the sibling notices."""
    siblings = select(notice.c.recipient).where(
        notice.c.kind == row.kind,
        notice.c.on == row.on,
        notice.c.office_code == row.office_code,
        notice.c.id != row.id,
    )
    return tuple(conn.scalars(siblings.order_by(notice.c.id)))


def _items(conn: Connection, notice_id: int) -> Sequence[Any]:
    return conn.execute(
        select(
            notice_item.c.occurrence_id,
            notice_item.c.step,
            occurrence.c.due_on,
            occurrence.c.first_due_on,
            occurrence.c.period,
            occurrence.c.state,
            occurrence.c.explanation,
            obligation.c.office_code,
            office.c.name_bn,
            office.c.name_en,
            decision.c.number,
            decision.c.text,
            minutes.c.title,
            minutes.c.name,
            minutes.c.memo_number,
            minutes.c.held_on,
            event.c.kind.label("event_kind"),
            event.c.note.label("event_note"),
            event.c.details.label("event_details"),
        )
        .join(occurrence, occurrence.c.id == notice_item.c.occurrence_id)
        .join(obligation, obligation.c.id == occurrence.c.obligation_id)
        .join(office, office.c.code == obligation.c.office_code)
        .join(decision, decision.c.id == obligation.c.decision_id)
        .join(minutes, minutes.c.id == decision.c.minutes_id)
        .outerjoin(event, event.c.id == notice_item.c.event_id)
        .where(notice_item.c.notice_id == notice_id, stands())
        .order_by(notice_item.c.due_on, obligation.c.office_code, minutes.c.id, decision.c.position, occurrence.c.id)
    ).all()


def _item(row: Any, language: str, holidays: HolidayTable) -> NoticeItem:
    explanation = Explanation.from_json(row.explanation)
    return NoticeItem(
        occurrence_id=row.occurrence_id,
        office_code=row.office_code,
        office_names={"bn": row.name_bn, "en": row.name_en},
        decision_number=row.number,
        decision_text=row.text,
        minutes_title=row.title or row.name,
        due_on=row.due_on,
        step=row.step,
        memo_number=row.memo_number or "",
        held_on=row.held_on,
        first_due_on=row.first_due_on,
        explanation={code: sentence(holidays.in_language(explanation, code), code) for code in (language, "en")},
        period=row.period,
        state=row.state,
        **_moved(row, holidays),
        **told_of(row),
    )


def _moved(row: Any, holidays: HolidayTable) -> dict[str, Any]:
    """What a letter tells of a deadline that a changed calendar moved: see NoticeItem."""
    if row.event_kind != MOVED:
        return {}
    details = row.event_details
    closed = [date.fromisoformat(day) for day in details["closed"]]
    return {
        "was_due_on": date.fromisoformat(details["was"]["due_on"]),
        "closed": tuple((day, _holiday_names(holidays, day)) for day in closed),
        "opened": tuple(date.fromisoformat(day) for day in details["opened"]),
    }


def _holiday_names(holidays: HolidayTable, day: date) -> Mapping[str, str]:
    holiday = holidays.holidays.get(day)
    return {language: clean_line(name) for language, name in holiday.names.items()} if holiday else {}
