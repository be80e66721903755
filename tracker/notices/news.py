"""What the daily mail to the operator tells: what was done, what failed, what waits for somebody."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Trouble:
    """A notice that did not go out: its number, to whom, and why (the mail server's words, or a person's)."""

    number: int
    office_code: str
    recipient: str
    state: str
    reason: str


@dataclass(frozen=True, slots=True)
class News:
    """The state of things when the mail is written, after the check of a civil date.

    `queued` counts the notices of that day by kind; `sent` those of them that went out. `pending` counts all that did
    not, by state: waiting (also those being sent), held, undeliverable; `troubles` are the newest of the last two,
    at most `TROUBLES`. `overdue` counts what the overdue list has that day; `awaiting` are submissions to be verified,
    the first of them handed in on `awaiting_since`; `in_review` decisions, `requests` undecided ones for more time.
    `checkpoint` is the audit chain's head ("seq:hash").
    """

    made: int
    moved: int
    queued: Mapping[str, int]
    superseded: int
    sent: int
    missed: tuple[date, ...]
    no_contact: tuple[str, ...]
    left_behind: tuple[str, ...]
    pending: Mapping[str, int]
    troubles: tuple[Trouble, ...]
    overdue: int
    in_review: int
    awaiting: int
    awaiting_since: date | None
    requests: int
    checkpoint: str

    @property
    def attention(self) -> bool:
        """Whether somebody must see to something that failed."""
        failed = self.pending.get("held", 0) + self.pending.get("undeliverable", 0)
        return bool(failed or self.no_contact or self.left_behind or self.missed)


TROUBLES = 20

OPERATOR = "operator"
"""The kind of such a mail."""
