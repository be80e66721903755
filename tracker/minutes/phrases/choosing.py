"""Of all that a text says about time, the one rule that completes the duty, and why a person must look."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.minutes.phrases.cases import EVENT_REVIEW, NOTHING_REVIEW, SEVERAL_REVIEW
from tracker.minutes.phrases.entries import SKIP
from tracker.minutes.phrases.rules import Reading

DEFINITE = 50
"""From this strength on a reading states a deadline of its own; several different ones need a person."""


class Choice(NamedTuple):
    """The chosen reading (None: nothing said), the rule, and the review codes."""

    rule: DeadlineRule
    review: tuple[str, ...]
    reading: Reading | None = None


def choose(readings: Sequence[Reading], between: Sequence[bool]) -> Choice:
    """The rule of a text from its readings in order.

    `between[i]` tells that reading i only explains the one before it ("that is", "i.e."). Of several deadlines the
    last completes the duty (reading contract); a stronger reading silences weaker ones.
    """
    if len(readings) == 1:
        only = readings[0]
        if only.entry.kind != SKIP and only.strength > 0:
            return Choice(only.rule, only.review, only)
    telling = _monthly(_explained(readings, between))
    stated = _steps([r for r in telling if r.entry.kind != SKIP and r.strength > 0])
    conditions = [r for r in stated if r.entry.condition]
    plain = [r for r in stated if not r.entry.condition] or conditions
    if not plain:
        return Choice(DeadlineRule(Kind.NONE), (NOTHING_REVIEW,))
    strongest = max(r.strength for r in plain)
    rivals = _distinct([r for r in plain if r.strength == strongest])
    # A duty that is done once is completed; its regular reports or upkeep follow.
    chosen = next((r for r in reversed(rivals) if r.rule.kind is not Kind.EVERY), rivals[-1])
    review = dict.fromkeys(chosen.review)
    if len(rivals) > 1 and (strongest >= DEFINITE or len({r.rule.kind for r in rivals}) > 1):
        review[SEVERAL_REVIEW] = None
    review.update(dict.fromkeys(code for r in conditions for code in r.review))
    if chosen.rule.kind is Kind.ONGOING:
        # "to be continued until 31 July" has an end after all.
        review.update(dict.fromkeys(code for r in telling if r.entry.kind == SKIP for code in r.entry.review))
    if chosen.rule.kind is Kind.EVERY:  # so has "daily until 31 July"
        ends = [r for r in telling if r.entry.kind == SKIP and _touch(r, chosen)]
        review.update(dict.fromkeys(code for r in ends for code in r.entry.review))
    return Choice(chosen.rule, tuple(review), chosen)


def _touch(one: Reading, other: Reading) -> bool:
    """Whether at most a blank stands between two readings."""
    return one.start <= other.end + 1 and other.start <= one.end + 1


def _explained(readings: Sequence[Reading], between: Sequence[bool]) -> list[Reading]:
    """Without the readings that the next one explains."""
    return [r for at, r in enumerate(readings) if not (at + 1 < len(readings) and between[at + 1])]


def _steps(readings: list[Reading]) -> list[Reading]:
    """A step "within the following 15 days" after another is counted from that one's end."""
    out: list[Reading] = []
    for reading in readings:
        earlier = any(r.strength >= DEFINITE for r in out)
        if reading.entry.follows and earlier and reading.rule.kind is Kind.WITHIN:
            rule = reading.rule._replace(kind=Kind.EVENT)
            reading = reading._replace(rule=rule, review=(*reading.review, EVENT_REVIEW))
        out.append(reading)
    return out


def _monthly(readings: list[Reading]) -> list[Reading]:
    """ "The monthly report by the 5th of the next month" is one duty: every month, by the 5th."""
    monthly = [r for r in readings if (r.rule.every or r.freq) is Unit.MONTH and r.rule.day is None]
    following = [r for r in readings if r.entry.monthly and r.day is not None]
    if not monthly or not following:
        return readings
    last = following[-1]
    settled = ("conflicting_dates", *last.entry.review)
    rule = DeadlineRule(Kind.EVERY, every=Unit.MONTH, day=last.day, text=last.rule.text)
    merged = last._replace(rule=rule, review=tuple(c for c in last.review if c not in settled))
    return [r for r in readings if r not in monthly and r not in following] + [merged]


def _distinct(readings: list[Reading]) -> list[Reading]:
    """Readings that differ in what they mean; of the same recurrence the one that names a day is kept."""
    out: list[Reading] = []
    for reading in readings:
        same = next((i for i, r in enumerate(out) if one_duty(r.rule, reading.rule)), None)
        if same is None:
            out.append(reading)
        elif detail(reading.rule) >= detail(out[same].rule):
            out.append(reading)
            del out[same]
    return out


def one_duty(a: DeadlineRule, b: DeadlineRule) -> bool:
    """Whether two rules mean the same, or the same recurrence of which only one names the day."""
    if a.kind is Kind.EVERY and b.kind is Kind.EVERY and a.every is b.every:
        return detail(a) == 0 or detail(b) == 0 or a.with_text("") == b.with_text("")
    return a.with_text("") == b.with_text("")


def detail(rule: DeadlineRule) -> int:
    """How many of day, weekdays and dates a recurrence names."""
    return sum((rule.day is not None, bool(rule.weekdays), bool(rule.dates)))
