"""The forms in which single days, days of one month, and months are written; eras and years beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tracker.minutes.dates import DAY_OR_YEAR, NO_SUCH_DAY, SHORT_YEAR, Day
from tracker.minutes.numbers import number_at, ordinal_at
from tracker.minutes.phrases.lexicon import BANGLA, GREGORIAN, Lexicon
from tracker.minutes.phrases.words import CLUSTER, DASHED, GLUED, MARK, NUMBER, WORD, Token

_SPLIT = re.compile(r"[^0-9]+")
_YEARS = {GREGORIAN: range(1900, 2200), BANGLA: range(1300, 1600)}
_HIJRI_YEARS = range(1300, 1600)
_MOST_DAYS = 12
_DASHED_YEARS = 20
"""Dec-23 is a month and its year, as spreadsheets write it; Nov-15 a day."""

_LISTING = frozenset({",", "/", "&"})

SINGLE, RANGE, LIST = "single", "range", "list"


class Form(NamedTuple):
    """What was read from one token on: the days, and the token after them."""

    days: tuple[Day, ...]
    after: int
    calendar: str = GREGORIAN
    form: str = SINGLE
    flags: tuple[str, ...] = ()

    @property
    def has_day(self) -> bool:
        """Whether days are named, not only a month."""
        return self.days[-1].day is not None


class _Year(NamedTuple):
    year: int | None
    after: int
    flags: tuple[str, ...]
    calendar: str


class DateForms:
    """Reads the form that begins at a token. Methods look forward only, and not beyond the form."""

    __slots__ = ("groups", "keys", "lexicon", "size", "text", "tokens")

    def __init__(self, found: Sequence[Token], lexicon: Lexicon, text: str) -> None:
        self.tokens = found
        self.size = len(found)
        self.keys = [*[token.key for token in found], "", "", "", ""]
        """The keys of the tokens, "" after the last one, as far as anything here looks ahead."""
        self.lexicon = lexicon
        self.groups = lexicon.groups
        self.text = text

    def form_at(self, at: int) -> Form | None:
        """The days or month that begin at token `at`."""
        if at >= self.size:
            return None
        token = self.tokens[at]
        if token.kind == WORD:
            if token.key in self.lexicon.months:
                return self._month_first(at)
            is_number = token.key in self.lexicon.numbers or token.key in self.lexicon.ordinals
            return self._days_of_month(at) if is_number else None
        if token.kind == CLUSTER:
            return self._numeric(token, at) or self._days_of_month(at)
        if token.kind != NUMBER:
            return None
        return self._year_first(at) if len(token.key) == 4 else self._days_of_month(at)

    def _year_first(self, at: int) -> Form | None:
        """২০২৪ সালের ৩০ জুন, ২০২৪ সালের জুন মাস: a year with its era before a form that has none."""
        after, era = self._era(at + 1)
        year, calendar = int(self.tokens[at].key), era or GREGORIAN
        if not era or year not in _YEARS[calendar]:
            return None
        form = self.form_at(after)
        if form is None or form.calendar != calendar or any(day.year is not None for day in form.days):
            return None
        return form._replace(days=tuple(day._replace(year=year) for day in form.days))

    def _numeric(self, token: Token, at: int) -> Form | None:
        """20/06/2014, 06.08.2023, 2023-06-25, ০৬-০৫-২৩ইং: day, month, year (reading contract) or ISO."""
        parts = _SPLIT.split(token.key)
        if len(parts) != 3 or ":" in token.key or "," in token.key:
            return None
        after, era = self._era(at + 1)
        lengths = [len(p) for p in parts]
        if lengths[0] == 4 and max(lengths[1:]) <= 2:
            year, month, day = map(int, parts)
        elif lengths[2] in (2, 4) and max(lengths[:2]) <= 2:
            day, month, year = map(int, parts)
        else:
            return None
        flags: tuple[str, ...] = ()
        if lengths[2] == 2 and lengths[0] <= 2:
            if "." in token.key and not era and lengths[0] != 2:
                return None
            year, flags = 2000 + year, (SHORT_YEAR,)
        calendar = BANGLA if era == BANGLA or year in _YEARS[BANGLA] else GREGORIAN
        if year not in _YEARS[calendar] or month == 0 or day == 0 or (month > 12 and day > 12):
            return None
        flags = (*flags, NO_SUCH_DAY) if month > 12 else flags
        return Form((Day(year, month, day),), after, calendar, SINGLE, flags)

    def _days_of_month(self, at: int) -> Form | None:
        """12 June [2024]; 10, 11 and 12 June; 01-06 July; 10th of March."""
        numbers: list[int] = []
        form, here = SINGLE, at
        while len(numbers) <= _MOST_DAYS:
            step = self._day_numbers(here)
            if step is None:
                return None
            numbers += step[0]
            here = step[1]
            form = RANGE if len(step[0]) == 2 else form
            if (month := self._month_after(here)) is not None:
                calendar, number, here = month
                found = self._year(here, calendar, slash=True, bare=True)
                form = LIST if len(numbers) > 1 and form == SINGLE else form
                days = tuple([Day(found.year, number, n) for n in numbers])
                return Form(days, found.after, found.calendar, form, found.flags)
            link = self._link(here)
            if link is None:
                return None
            form = link[0] if form == SINGLE or link[0] == RANGE else form
            here = link[1]
        return None

    def _link(self, at: int) -> tuple[str, int] | None:
        """What joins one number or date to the next: ("range" or "list", token after it)."""
        word = self.keys[at]
        if not word:
            return None
        if word in self.groups["dates.to"]:
            return RANGE, at + 1
        if word in self.groups["dates.and"]:
            return LIST, at + 1
        if word in _LISTING:
            return LIST, at + 1 + (self.keys[at + 1] in self.groups["dates.and"])
        return (RANGE, at) if self.tokens[at].gap == DASHED else None

    def _day_numbers(self, at: int) -> tuple[list[int], int] | None:
        if at >= self.size:
            return None
        token = self.tokens[at]
        if token.kind == NUMBER and (at + 1 >= self.size or self.tokens[at + 1].gap != GLUED):
            value = int(token.key) if len(token.key) <= 2 else 0
            return ([value], at + 1) if 1 <= value <= 39 else None
        if token.kind == CLUSTER:
            parts = _SPLIT.split(token.key)
            if len(parts) == 2 and all(len(p) <= 2 and 1 <= int(p) <= 31 for p in parts):
                first, last = int(parts[0]), int(parts[1])
                return ([first, last], at + 1) if first < last else None
            return None
        if ordinal := ordinal_at(self.tokens, at, self.lexicon):
            return ([ordinal[0].value], ordinal[1]) if 1 <= ordinal[0].value <= 31 else None
        if token.kind not in (NUMBER, WORD):
            return None
        found = number_at(self.tokens, at, self.lexicon, self.text)
        if found is None or found[0].low is not None or not 1 <= found[0].value <= 39:
            return None
        return [found[0].value], found[1]

    def _month_after(self, at: int) -> tuple[str, int, int] | None:
        skipped = self.groups["dates.before_month"]
        while self.keys[at] in skipped:
            at += 1
        month = self.lexicon.months.get(self.keys[at])
        return None if month is None else (*month, at + 1)

    def _month_first(self, at: int) -> Form:
        """May 26, 2017; June 2024; June/2014; a month alone."""
        calendar, month = self.lexicon.months[self.tokens[at].key]
        here = at + 1
        if self.keys[here] == "." and self.tokens[here].gap == GLUED:
            here += 1
        if (day := self._day_after_month(here)) is not None:
            found = self._year(day[1], calendar)
            # Only English writes a day after its month as a rule; "জুলাই ২৩" may well be the month of a year.
            doubt = found.year is None and day[0] >= _DASHED_YEARS and not self.tokens[at].key.isascii()
            flags = (*found.flags, DAY_OR_YEAR) if doubt else found.flags
            return Form((Day(found.year, month, day[0]),), found.after, found.calendar, SINGLE, flags)
        found = self._year(here, calendar, slash=True)
        after = at + 1 if found.year is None else found.after
        return Form((Day(found.year, month, None),), after, found.calendar, SINGLE, found.flags)

    def _day_after_month(self, at: int) -> tuple[int, int] | None:
        if at >= self.size or self.tokens[at].kind != NUMBER:
            return None
        token = self.tokens[at]
        if ordinal := ordinal_at(self.tokens, at, self.lexicon):
            return (ordinal[0].value, ordinal[1]) if 1 <= ordinal[0].value <= 31 else None
        if len(token.key) > 2 or not 1 <= int(token.key) <= 31:
            return None
        if (token.gap == DASHED and int(token.key) >= _DASHED_YEARS) or self._is_quoted(token):
            return None
        following = self.keys[at + 1]
        if following in self.groups["dates.era"] or following in self.groups["dates.not_days"]:
            return None
        return None if following in self.lexicon.months else (int(token.key), at + 1)

    # --- years and eras -------------------------------------------------------------------------------------------

    def _year(self, at: int, calendar: str, *, slash: bool = False, bare: bool = False) -> _Year:
        """The year that follows a month, with its era; none where another number stands.

        Two digits are a year behind a slash or dash (`slash`), or behind a day and month (`bare`: 30 June 23).
        """
        here = at
        skipped = self.groups["dates.before_year"]
        while (word := self.keys[here]) in skipped:
            here += 1
        if slash and word == "/":
            here += 1
            word = self.keys[here]
        if word and self.tokens[here].kind == NUMBER and len(word) in (2, 4):
            number = int(word)
            after, era = self._era(here + 1)
            if len(word) == 4:
                wanted = BANGLA if era == BANGLA else calendar
                if number in _YEARS.get(wanted, _HIJRI_YEARS):
                    return _Year(number, after, (), wanted)
            elif era or self._short_year(here, slash) or (bare and self._bare_year(here)):
                return _Year(2000 + number, after, (SHORT_YEAR,), calendar)
        after, era = self._era(at)
        return _Year(None, after, (), BANGLA if era == BANGLA else calendar)

    def _short_year(self, at: int, slash: bool) -> bool:
        """'24 after a month; ডিসেম্বর/১১, Dec-24 where no further number or unit follows."""
        token = self.tokens[at]
        dashed = token.gap == DASHED and (at + 1 >= self.size or self.tokens[at + 1].gap != DASHED)
        joined = slash and (self.keys[at - 1] == "/" or dashed)
        following = self.keys[at + 1]
        is_other = following in self.groups["dates.not_days"] or following in self.lexicon.months
        return self._is_quoted(token) or (joined and not is_other)

    def _bare_year(self, at: int) -> bool:
        """Whether two digits behind a day and month are its year: 20 to 39, and nothing that they could count."""
        if not "20" <= self.tokens[at].key <= "39":
            return False
        following = self.keys[at + 1]
        if following in self.groups["dates.not_days"] or following in self.lexicon.months:
            return False
        return at + 1 >= self.size or self.tokens[at + 1].kind in (MARK, WORD)

    def _is_quoted(self, token: Token) -> bool:
        """Whether an apostrophe stands before it: '24 is a year."""
        return token.start > 0 and self.text[token.start - 1] in "'’‘"

    def _era(self, at: int) -> tuple[int, str]:
        """(token after, calendar) of the era marks at a place: খ্রি. ইং সাল; the calendar is "" without one."""
        calendar = ""
        bangla, gregorian = self.groups["dates.bangla_era"], self.groups["dates.era"]
        while True:
            word = self.keys[at]
            if word in bangla:
                calendar = BANGLA
            elif word in gregorian:
                calendar = calendar or GREGORIAN
            else:
                return at, calendar
            at += 1
            if at < self.size and self.tokens[at].gap == GLUED:
                mark = self.tokens[at].key
                if mark == "." or (mark == "/" and self.keys[at + 1] in gregorian):
                    at += 1
