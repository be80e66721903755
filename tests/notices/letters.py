"""Letters that the tests of notices speak of: an office of Kurigram, its superior, and what was decided."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

from tracker.notices.letter import Letter, NoticeItem
from tracker.notices.news import News, Trouble

NAMES = {
    "dc-kurigram": {
        "bn": "জেলা প্রশাসকের কার্যালয়, কুড়িগ্রাম",
        "en": "Office of the Deputy Commissioner, Kurigram",
    },
    "dc-gaibandha": {
        "bn": "জেলা প্রশাসকের কার্যালয়, গাইবান্ধা",
        "en": "Office of the Deputy Commissioner, Gaibandha",
    },
    "div-rangpur": {
        "bn": "বিভাগীয় কমিশনারের কার্যালয়, রংপুর",
        "en": "Office of the Divisional Commissioner, Rangpur",
    },
}
WORDS = "প্রতি জেলায় পরিবীক্ষণ কমিটি পুনর্গঠন করে আগামী ১০ দিনের মধ্যে ওয়েবসাইটে প্রকাশ করতে হবে।"
TITLE = "সেবা প্রদান প্রতিশ্রুতি বিষয়ক সমন্বয় সভার কার্যবিবরণী"
MEMO = "০৫.৪৭.০০০০.০০৫.১২.০০২.২৩.৪৪১"
WHY = {"bn": "জারির তারিখ হতে ১০ দিনের মধ্যে", "en": "within 10 days of issue"}
ON = {"reminder": date(2023, 7, 2), "overdue": date(2023, 7, 6), "escalation": date(2023, 7, 20)}
"""A day on which each kind of notice goes out."""


NEWS = News(
    made=3, moved=2, queued={"overdue": 1, "other": 2}, superseded=4, sent=1, missed=(date(2023, 7, 5), date(2023, 7, 6)), no_contact=("dc-a",),
    left_behind=("dc-b",), pending={"held": 1, "undeliverable": 2, "waiting": 3},
    troubles=(Trouble(7, "dc-a", "x@y.example", "held", "<b>{{ 7*7 }}\x1b[31m"),), overdue=5, in_review=6, awaiting=7,
    awaiting_since=date(2023, 7, 5), requests=8, checkpoint="9:" + "a" * 64,
)  # fmt: skip
"""What a daily mail to the operator tells on a bad day; the words of a mail server are hostile."""


def item(occurrence_id: int = 17, office: str = "dc-kurigram", **changes: Any) -> NoticeItem:
    """A decision due on Wednesday, 5 July 2023."""
    values: dict[str, Any] = {
        "occurrence_id": occurrence_id,
        "office_code": office,
        "office_names": NAMES[office],
        "decision_number": "2.1",
        "decision_text": WORDS,
        "minutes_title": TITLE,
        "due_on": date(2023, 7, 5),
        "step": "overdue-1",
        "memo_number": MEMO,
        "held_on": date(2023, 6, 22),
        "first_due_on": date(2023, 7, 5),
        "explanation": WHY,
    }
    return NoticeItem(**{**values, **changes})


def letter(
    kind: str = "overdue",
    on: date = date(2023, 7, 6),
    *items: NoticeItem,
    office: str = "dc-kurigram",
    **changes: Any,
) -> Letter:
    """A notice to an office, in Bengali unless told otherwise."""
    values: dict[str, Any] = {
        "kind": kind,
        "on": on,
        "language": "bn",
        "office_code": office,
        "office_names": NAMES[office],
        "recipient": "focal.kurigram@example.org",
        "role": "focal",
        "items": items or (item(),),
        "sender_names": NAMES["div-rangpur"],
        "reply_to": "charter@example.org",
        "stage": {"overdue": 1, "escalation": 3}.get(kind, 0),
        "number": "104",
    }
    return Letter(**{**values, **changes})


def seen(page: str) -> str:
    """The words of an HTML page, without its markup and style."""
    page = re.sub(r"<style>.*?</style>", " ", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", page)).split())
