"""An explanation as a sentence: rule, basis, closed days skipped, result, in Bengali, English or Hindi."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from tracker.domain.calendar import WEEKLY_OFF
from tracker.domain.deadlines import Kind, Unit
from tracker.domain.explanation import Basis as Basis
from tracker.domain.explanation import Explanation as Explanation
from tracker.domain.explanation import Span as Span
from tracker.domain.numerals import format_date, in_script, join_words, month_name, weekday_name
from tracker.domain.wording import words


def sentence(explanation: Explanation, language: str) -> str:
    """Why a deadline is what it is, without a full stop, in bn, en or hi.

    "due 5 July 2023: within 10 days of issue (25 June 2023); day of issue not counted; Wednesday, open".
    Raises ValueError for another language.
    """
    return _Teller(explanation, language).sentence()


class _Teller:
    """One explanation in one language."""

    def __init__(self, explanation: Explanation, language: str) -> None:
        self.e = explanation
        self.language = language
        self.w = words(language)

    def sentence(self) -> str:
        if self.e.moves:
            return self._moved_since()
        return self._reckoned()

    def _moved_since(self) -> str:
        """The deadline in force and who moved it, the latest first; then how the first one came about."""
        told = [
            self.w.moves[move.kind].format(
                before=self._date(move.before), by=move.by, on=self._date(move.on), why=move.why
            )
            for move in reversed(self.e.moves)
        ]
        reasons = "; ".join([*told, self.w.at_first.format(sentence=self._reckoned())])
        return self.w.due.format(date=self._date(self.e.moves[-1].after), reasons=reasons)

    def _reckoned(self) -> str:
        reasons = "; ".join([*self._reasons(), *self._origin()])
        if self.e.due_on is None:
            return self.w.no_due.format(reasons=reasons)
        return self.w.due.format(date=self._date(self.e.due_on), reasons=reasons)

    def _reasons(self) -> Iterator[str]:
        kind = self.e.rule.kind
        if kind in (Kind.WITHIN, Kind.IMMEDIATE):
            yield from self._counted()
        elif kind is Kind.EVERY:
            yield from self._every()
        elif kind in (Kind.BY, Kind.END_OF, Kind.BEFORE_NEXT_MEETING):
            yield from self._fixed()
        else:
            yield from self._undated()

    def _origin(self) -> Iterator[str]:
        if self.e.origin == "registrar":
            yield self.w.by_registrar
        elif self.e.origin == "policy" and self.e.rule.kind is not Kind.IMMEDIATE:
            yield self.w.by_policy

    # Counted from the basis

    def _counted(self) -> Iterator[str]:
        rule, due_on = self.e.rule, self.e.due_on
        if rule.kind is Kind.IMMEDIATE:
            yield self.w.immediate.format(within=self._within(self.e.working_days or 0, Unit.WORKING_DAY))
        elif due_on is None:
            yield self.w.unusable.format(within=self._within(rule.amount or 0, rule.unit or Unit.DAY))
        else:
            yield self._within(rule.amount or 0, rule.unit or Unit.DAY)
        if due_on is None:
            return
        yield self._by_basis(self.w.not_counted)
        if self.e.working_days is not None:
            yield from self._days_left_out()
            yield self.w.open.format(weekday=weekday_name(due_on, self.language))
        elif self.e.skipped:
            yield self._moved(due_on)
        else:
            yield self._open_or_closed(due_on)
            return
        if self.e.unknown_years:
            yield self.w.years_unknown.format(years=self._years())

    def _within(self, amount: int, unit: Unit) -> str:
        count = self._count(amount, unit)
        if unit is Unit.HOUR:
            unit = Unit.DAY
            count = self.w.hours.format(hours=count, days=self._count(-(-amount // 24), Unit.DAY))
        return self.w.within[unit].format(count=count, since=self._since())

    def _moved(self, due_on: date) -> str:
        days = [day for day, _ in self.e.skipped]
        reasons = dict.fromkeys(self._reason(reason) for _, reason in self.e.skipped)
        template = self.w.moved if len(days) == 1 else self.w.moved_over
        return template.format(
            last=self._date(days[0]),
            until=self._date(days[-1]),
            reason=", ".join(reasons),
            due=format_date(due_on, self.language, weekday=True),
        )

    def _days_left_out(self) -> Iterator[str]:
        weekly = sum(1 for _, reason in self.e.skipped if reason == WEEKLY_OFF)
        which = [self.w.weekly_off_days.format(n=self._number(weekly))] if weekly else []
        which += [
            self.w.holiday.format(date=self._date(day), name=reason)
            for day, reason in self.e.skipped
            if reason != WEEKLY_OFF
        ]
        if which:
            yield self.w.skipped.format(which=", ".join(which))

    # Named dates and periods

    def _fixed(self) -> Iterator[str]:
        rule, due_on = self.e.rule, self.e.due_on
        if rule.kind is Kind.END_OF and self.e.span is not None and rule.unit is not None:
            yield self.w.end_of[rule.unit].format(
                period=self._period(self.e.span, rule.unit), since=self._since()
            )
        elif rule.kind is Kind.BEFORE_NEXT_MEETING:
            yield self.w.next_meeting if due_on else self.w.next_meeting_unknown
        else:
            yield self.w.named
        if due_on is None:
            return
        if due_on < self.e.basis.on:
            yield self.w.too_early.format(since=self._of_since())
        yield self._open_or_closed(due_on)
        if self.e.closed:
            yield self.w.end_stays if rule.kind is Kind.END_OF else self.w.named_stays

    def _every(self) -> Iterator[str]:
        rule, due_on, span = self.e.rule, self.e.due_on, self.e.span
        yield self._how_often()
        if due_on is None or span is None or rule.every is None:
            return
        of_one_day = bool(rule.dates or rule.weekdays) or rule.every is Unit.DAY
        if not of_one_day:
            yield self.w.for_period.format(period=self._period(span, rule.every))
        if self.e.first:
            yield self._why_first(of_one_day)
        yield self._open_or_closed(due_on)
        if self.e.closed:
            yield self.w.named_stays if of_one_day or rule.day else self.w.end_stays

    def _why_first(self, of_one_day: bool) -> str:
        if self.e.min_days is None:
            template = self.w.first_day_after if of_one_day else self.w.first_after
            return template.format(since=self._of_since())
        template = self.w.first_date if of_one_day else self.w.first
        return template.format(n=self._number(self.e.min_days), since=self._of_since())

    def _how_often(self) -> str:
        rule = self.e.rule
        unit = rule.every or Unit.YEAR
        if rule.dates:
            days = (f"{self._number(day)} {month_name(month, self.language)}" for month, day in rule.dates)
            return self.w.every_date.format(dates=join_words(days, self.language))
        if rule.weekdays:
            days = (weekday_name(day, self.language) for day in rule.weekdays)
            return self.w.every_weekday.format(days=join_words(days, self.language))
        if rule.day is not None and unit in self.w.every_on_day:
            return self.w.every_on_day[unit].format(day=self._number(rule.day))
        return self.w.every[unit]

    def _period(self, span: Span, unit: Unit) -> str:
        if unit is Unit.MONTH:
            year = self._number(span.end.year)
            return self.w.month.format(month=month_name(span.end.month, self.language), year=year)
        if unit in self.w.part:
            year, number = (span.key, 1) if unit is Unit.YEAR else (span.key[:-2], int(span.key[-1]))
            return self.w.part[unit].format(
                year=in_script(year, self.language), n=self._number(number), nth=self.w.nth[number - 1]
            )
        return self.w.range.format(start=self._date(span.start), end=self._date(span.end))

    # Without a date

    def _undated(self) -> Iterator[str]:
        rule = self.e.rule
        if rule.kind is Kind.EVENT:
            yield self._event()
        else:
            yield {Kind.VAGUE: self.w.vague, Kind.ONGOING: self.w.ongoing}.get(rule.kind, self.w.nothing)
        if rule.text:
            yield self.w.text.format(text=rule.text)

    def _event(self) -> str:
        rule = self.e.rule
        if rule.amount is None or rule.unit is None:
            return self.w.event
        template = self.w.event_before if rule.amount < 0 else self.w.event_after[rule.unit]
        return template.format(count=self._count(abs(rule.amount), rule.unit))

    # Parts

    def _open_or_closed(self, day: date) -> str:
        weekday = weekday_name(day, self.language)
        if self.e.closed:
            return self.w.closed.format(weekday=weekday, reason=self._reason(self.e.closed))
        if self.e.unknown_years:
            return self.w.unknown.format(weekday=weekday, year=self._years())
        return self.w.open.format(weekday=weekday)

    def _since(self) -> str:
        return self._by_basis(self.w.since).format(date=self._date(self.e.basis.on))

    def _by_basis(self, texts: Mapping[str, str]) -> str:
        return texts.get(self.e.basis.kind, texts[""])

    def _of_since(self) -> str:
        return self._by_basis(self.w.of_since).format(date=self._date(self.e.basis.on))

    def _reason(self, reason: str) -> str:
        return self.w.weekly_off if reason == WEEKLY_OFF else reason

    def _count(self, amount: int, unit: Unit) -> str:
        return (self.w.one if amount == 1 else self.w.many)[unit].format(n=self._number(amount))

    def _number(self, number: int) -> str:
        return in_script(number, self.language)

    def _date(self, day: date) -> str:
        return format_date(day, self.language)

    def _years(self) -> str:
        return join_words((self._number(year) for year in self.e.unknown_years), self.language)
