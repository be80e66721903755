"""Letters of each kind about a decision that nobody took: to try the templates before they are needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from tracker.notices.letter import Letter, NoticeItem
from tracker.notices.news import OPERATOR, News, Trouble

DUE = date(2025, 9, 24)
_LATER = DUE + timedelta(days=4)

_OFFICE = {"bn": "জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম", "en": "Office of the Deputy Commissioner, Kurigram"}
_SUPERIOR = {"bn": "বিভাগীয় কমিশনারের কার্যালয়, রংপুর", "en": "Divisional Commissioner's Office, Rangpur"}

_ITEM = NoticeItem(
    occurrence_id=17,
    office_code="dc-kurigram",
    office_names=_OFFICE,
    decision_number="2.1",
    decision_text="হালনাগাদ সেবার তালিকা আগামী ১০ দিনের মধ্যে প্রদর্শন করতে হবে।",
    minutes_title="সমন্বয় সভার কার্যবিবরণী",
    due_on=DUE,
    step="overdue-1",
    memo_number="০৫.৪৭.০০০০.০১১",
    held_on=date(2025, 9, 8),
    first_due_on=DUE,
    explanation={"bn": "জারির তারিখ হতে ১০ দিনের মধ্যে", "en": "within 10 days of issue"},
    period="2025-26Q1",
    reason="ছবি স্পষ্ট নয়",
)
_MOVED = replace(_ITEM, due_on=_LATER, was_due_on=DUE, closed=((DUE, {"bn": "ঈদ", "en": "Eid"}),), opened=(_LATER,))
_WANTING = replace(_ITEM, state="returned", event="return", wanting=("ছবি",))

_NEWS = News(
    made=8,
    moved=2,
    queued={"reminder": 8, "overdue": 1},
    superseded=1,
    sent=7,
    missed=(DUE - timedelta(days=1),),
    no_contact=("dc-kurigram",),
    left_behind=("dc-rangpur",),
    pending={"waiting": 1, "held": 1, "undeliverable": 1},
    troubles=(Trouble(104, "dc-kurigram", "focal@dc-kurigram.example", "undeliverable", "550 no such user"),),
    overdue=3,
    in_review=1,
    awaiting=1,
    awaiting_since=DUE,
    requests=1,
    checkpoint=f"17:{'0' * 64}",
)


def sample_letters(language: str) -> Iterator[Letter]:
    """A letter of each kind in each of its shapes, the daily mail to the operator among them."""
    plain = Letter(
        kind="reminder",
        on=DUE - timedelta(days=3),
        language=language,
        office_code="dc-kurigram",
        office_names=_OFFICE,
        recipient="focal@dc-kurigram.example",
        role="focal",
        items=(_ITEM, replace(_ITEM, occurrence_id=18, due_on=_LATER, period="once")),
        sender_names=_SUPERIOR,
        reply_to="charter@divcom-rangpur.example",
        number="104",
        copies=("dc@dc-kurigram.example",),
    )
    late = replace(plain, on=DUE + timedelta(days=1), kind="overdue", stage=1)
    yield plain
    yield late
    yield replace(late, stage=2, role="head")
    yield replace(late, kind="escalation", stage=3, role="superior", office_code="divcom", office_names=_SUPERIOR)
    yield replace(plain, kind="moved", items=(_MOVED, replace(_MOVED, occurrence_id=18)))
    for item in (_WANTING, replace(_WANTING, event="reopen", wanting=())):
        yield replace(late, kind="returned", stage=0, items=(item,))
    for event in ("extend", "refuse", "correct", "undo"):
        yield replace(plain, kind="extension", items=(replace(_MOVED, event=event, asked_until=_LATER),))
    yield replace(plain, kind=OPERATOR, items=(), news=_NEWS)
