"""Dates as a text names them: one form, or several joined to a range or list, with the weekday beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.minutes.dates import Day, FoundDate, checked_flags
from tracker.minutes.numbers import MIXED
from tracker.minutes.phrases.date_forms import LIST, RANGE, SINGLE, DateForms, Form
from tracker.minutes.phrases.lexicon import Lexicon
from tracker.minutes.phrases.words import CLUSTER, DASHED, GLUED, MARK, NUMBER, WORD, Token, mixed_number

_MOST_DATES = 24
_DIGITS = re.compile(r"\d+")
_BRACKETS, _OPENING = frozenset(",()"), frozenset(",(")

Reading = tuple[FoundDate, int]
"""A date and the token after it."""


def apart_at_years(found: Sequence[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens with a year cut off the date that a slash joins to it ("২৩ ফাল্গুন ১৪৩০/০৭ মার্চ ২০২৪").

    A month stands before the year, and the rest is a day of a month or a whole date; else 2023/24 is a fiscal year.
    """
    out: list[Token] = []
    for at, token in enumerate(found):
        year, slash, rest = token.key.partition("/")
        if token.kind == CLUSTER and slash and len(year) == 4 and _joins_dates(found, at, rest, lexicon):
            cut = token.start + len(year)
            kind = NUMBER if rest.isdigit() else CLUSTER
            out.append(token._replace(kind=NUMBER, key=year, end=cut))
            out.append(Token(MARK, slash, cut, cut + 1, GLUED))
            out.append(Token(kind, rest, cut + 1, token.end, GLUED))
        else:
            out.append(token)
    return out


def _joins_dates(found: Sequence[Token], at: int, rest: str, lexicon: Lexicon) -> bool:
    before = found[at - 2] if at > 1 and found[at - 1].key == "," else found[at - 1] if at else None
    if before is None or before.key not in lexicon.months:
        return False
    parts = _DIGITS.findall(rest)
    if len(parts) == 3:
        return True
    return len(rest) <= 2 and at + 1 < len(found) and found[at + 1].key in lexicon.months


class DateReader(DateForms):
    """Reads the date, range or list that begins at a token."""

    __slots__ = ()

    def date_at(self, at: int) -> Reading | None:
        """The date that begins at token `at`; a month alone counts, a year or weekday alone does not."""
        named = self.weekday_at(at) if self.tokens[at].kind == WORD else None
        form = self.form_at(self._past_fillers(named[1]) if named else at)
        if form is None:
            return None
        if form.after < self.size and self._goes_on(form.after):
            form = self._joined(form)
        weekday, after = self._weekday_after(form.after)
        weekday = weekday or (named[0] if named else None)
        start, end = self.tokens[at].start, self.tokens[after - 1].end
        text = self.text[start:end]
        flags = form.flags
        if not text.isascii() and mixed_number(text):
            flags = (*flags, MIXED)
        flags = checked_flags(form.days, form.calendar, weekday, flags)
        return FoundDate(start, end, text, form.days, form.calendar, form.form, weekday, flags), after

    def weekday_at(self, at: int) -> tuple[int, int] | None:
        """(ISO weekday, token after it); a weekday may be split (মঙ্গল বার)."""
        if at >= self.size or self.tokens[at].kind != WORD:
            return None
        weekdays, word = self.lexicon.weekdays, self.tokens[at].key
        if at + 1 < self.size and (joined := word + self.tokens[at + 1].key) in weekdays:
            return weekdays[joined], at + 2
        return (weekdays[word], at + 1) if word in weekdays else None

    def _goes_on(self, at: int) -> bool:
        token = self.tokens[at]
        return token.gap == DASHED or token.key in (",", "/") or self._link(at) is not None

    def _past_fillers(self, at: int) -> int:
        while self.keys[at] in _BRACKETS or self.keys[at] in self.groups["dates.fillers"]:
            at += 1
        return at

    def _weekday_after(self, at: int) -> tuple[int | None, int]:
        """ "(মঙ্গলবার)", ", Tuesday", "রোজ বুধবার" after a date: (ISO weekday or None, token after it)."""
        if at >= self.size:
            return None, at
        here, opened = at, False
        while here < at + 3 and ((word := self.keys[here]) in _OPENING or word in self.groups["dates.fillers"]):
            opened = opened or word == "("
            here += 1
        named = self.weekday_at(here)
        if named is None or (opened and self.keys[named[1]] != ")"):
            return None, at
        return named[0], named[1] + opened

    def _joined(self, first: Form) -> Form:
        """The range or list that goes on after a first form: 28 May to 3 June 2024; 15 October, 15 January."""
        days, after, kind, flags = first.days, first.after, first.form, first.flags
        while len(days) <= _MOST_DATES and (link := self._link(after)) is not None:
            second = self.form_at(link[1])
            if second and first.has_day and not second.has_day and link[0] == LIST:  # "10th of January, April and July"
                second = second._replace(days=tuple(day._replace(day=first.days[0].day) for day in second.days))
            if second is None or second.calendar != first.calendar or second.has_day != first.has_day:
                break
            if link[0] == RANGE and kind != SINGLE:
                break
            days = _with_years((*days, *second.days))
            after, kind, flags = second.after, link[0], tuple(dict.fromkeys(flags + second.flags))
            if kind == RANGE:
                break
        return Form(days, after, first.calendar, LIST if kind == LIST else kind, flags)


def _with_years(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Days without a year take it from the next one that has it, a year earlier when the months run over new year."""
    out = list(days)
    for at in range(len(out) - 2, -1, -1):
        this, following = out[at], out[at + 1]
        if this.year is None and following.year is not None and this.month and following.month:
            out[at] = this._replace(year=following.year - (this.month > following.month))
    return tuple(out)
