"""What a notice says: plain values, ready to be put into words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from tracker.notices.news import News

Texts = Mapping[str, str]
"""The same words by language code (bn, en, hi); for a language that is missing another one stands in."""

FALLBACKS = ("bn", "en", "hi")


def in_language(texts: Texts | None, language: str) -> str:
    """The words in that language, else in English, else in any other; "" when there are none."""
    texts = texts or {}
    for code in (language, "en", *FALLBACKS):
        if texts.get(code):
            return texts[code]
    return next((words for words in texts.values() if words), "")


@dataclass(frozen=True, slots=True)
class Minutes:
    """The minutes that a decision stands in."""

    title: str
    memo_number: str = ""
    held_on: date | None = None


@dataclass(frozen=True, slots=True)
class NoticeItem:
    """One occurrence that a notice speaks of: whose it is, what was decided where, by when it must be done.

    `explanation` says by language why the deadline is that day. `period` is "once" or the fiscal period
    that the occurrence is for ("2023-24Q1"). `state` is that of the occurrence: open, or returned. Of a
    deadline that a changed calendar moved: `was_due_on`, and the days that `closed` (with the names of their
    holidays by language) or `opened`. Of an `event` that is told (return, reopen, extend, refuse): its
    `reason`, the words of the parts found `wanting`, and the day that more time was `asked_until`.
    """

    occurrence_id: int
    office_code: str
    office_names: Texts
    decision_number: str
    decision_text: str
    minutes_title: str
    due_on: date | None
    step: str
    stage: int = 0
    memo_number: str = ""
    held_on: date | None = None
    first_due_on: date | None = None
    explanation: Texts | None = None
    period: str = "once"
    state: str = "open"
    was_due_on: date | None = None
    closed: tuple[tuple[date, Texts], ...] = ()
    opened: tuple[date, ...] = ()
    event: str = ""
    reason: str = ""
    wanting: tuple[str, ...] = ()
    asked_until: date | None = None

    @property
    def minutes(self) -> Minutes:
        """Where the decision stands."""
        return Minutes(self.minutes_title, self.memo_number, self.held_on)

    @property
    def extended(self) -> bool:
        """Whether the deadline in force is not the first one."""
        return self.first_due_on is not None and self.first_due_on != self.due_on


@dataclass(frozen=True, slots=True)
class OfficeItems:
    """The items of one office, in the letter's order."""

    code: str
    names: Texts
    items: tuple[NoticeItem, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """One notice to one address, of one civil date (`on`); everything in it is true at that date.

    `kind` names the folder of templates that words it (reminder, overdue, escalation …); `stage` is the
    highest of the ladder among the items (0 for reminders). `office_code` is the office written to and
    `role` in what capacity the address receives it: focal, alternate, head, superior or copy. `number` is
    what a reply may quote. `sender_names` is the office in whose name it is sent, `copies` are the others
    that get it. `news` is what the daily mail to the operator tells in the place of items.
    """

    kind: str
    on: date
    language: str
    office_code: str
    office_names: Texts
    recipient: str
    role: str
    items: tuple[NoticeItem, ...]
    sender_names: Texts
    reply_to: str
    stage: int = 0
    number: str = ""
    copies: tuple[str, ...] = ()
    news: News | None = None

    def days_left(self, item: NoticeItem) -> int | None:
        """Days from the notice's date to the item's deadline: 0 on the last day, negative when it is over.

        None for an ongoing duty, which has no date.
        """
        return (item.due_on - self.on).days if item.due_on is not None else None

    @property
    def nearest(self) -> date:
        """The earliest deadline among the items. Raises ValueError when none has a date."""
        return min(item.due_on for item in self.items if item.due_on is not None)

    @property
    def about_others(self) -> bool:
        """Whether it speaks to an office of what offices below it must do."""
        return any(item.office_code != self.office_code for item in self.items)

    @property
    def decisions(self) -> int:
        """How many items there are."""
        return len(self.items)

    @property
    def sources(self) -> tuple[Minutes, ...]:
        """The minutes that the items stand in, each once, in the order of their first appearance."""
        return tuple(dict.fromkeys(item.minutes for item in self.items))

    @property
    def different(self) -> tuple[NoticeItem, ...]:
        """An item for each decision, whichever offices it binds, in the order of their first appearance."""
        first: dict[tuple[Minutes, str, str], NoticeItem] = {}
        for item in self.items:
            first.setdefault((item.minutes, item.decision_number, item.decision_text), item)
        return tuple(first.values())

    def source_number(self, item: NoticeItem) -> int:
        """Where the item's minutes stand among `sources`, from 1."""
        return self.sources.index(item.minutes) + 1

    def by_office(self) -> Iterator[OfficeItems]:
        """The items grouped by office, each group and the groups in the order of their first appearance."""
        first: dict[str, int] = {}
        for item in self.items:
            first.setdefault(item.office_code, len(first))
        ordered = sorted(self.items, key=lambda item: first[item.office_code])
        for code, group in groupby(ordered, key=lambda item: item.office_code):
            items = tuple(group)
            yield OfficeItems(code, items[0].office_names, items)


@dataclass(frozen=True, slots=True)
class Rendered:
    """A letter in words: a subject of one line, the plain text and the HTML page."""

    subject: str
    text: str
    html: str
