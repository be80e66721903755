"""A deadline that a registrar gives in words: plain ones, a date, or those of minutes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from unicodedata import normalize

from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.errors import BadInput
from tracker.domain.numerals import parse_typed_date
from tracker.settings.wording import deadline_in_words

if TYPE_CHECKING:
    from tracker.settings.model import Settings

UNUSABLE = (Kind.NONE, Kind.VAGUE, Kind.EVENT, Kind.BEFORE_NEXT_MEETING)
"""Kinds that give no date by themselves."""


def rule_in_words(settings: Settings, words: str, basis: date | None) -> DeadlineRule:
    """The rule in plain words ("10 days", "every quarter"), a date, or a phrase as minutes write it; `basis` is what a
    phrase without a year is read against.

    Raises BadInput when the words name no usable deadline.
    """
    words = normalize("NFC", words).strip()
    for way in (deadline_in_words, _date):
        try:
            return way(words)
        except BadInput:
            pass
    return _phrase(settings, words, basis)


def _date(words: str) -> DeadlineRule:
    day = parse_typed_date(words)
    return DeadlineRule(Kind.BY, date=day, text=words)


def _phrase(settings: Settings, words: str, basis: date | None) -> DeadlineRule:
    """A sentence's phrase ("আগামী ১০ দিনের মধ্যে"), or what a deadline column's cell says ("১০ দিন")."""
    from tracker.minutes.deadlines import read_deadline
    from tracker.minutes.phrasebook import load_phrasebook

    book = load_phrasebook(settings.home)
    for cell in (False, True):
        found = read_deadline(words, book, basis=basis, cell=cell, reckoning=settings.reckoning())
        if found.rule.kind not in UNUSABLE and not set(found.review) - {"policy_deadline"}:
            return found.rule
    raise BadInput(
        f"“{words}” names no usable deadline",
        hint="write it like “within 10 days”, “every quarter”, “end of month”, a date, or in the words of minutes; "
        "tracker phrases test shows what the reader makes of words",
    )
