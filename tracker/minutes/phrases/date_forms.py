"""The forms in which dates are written: numeric, day before month, month before day, ranges, lists, eras, weekdays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.minutes.dates import SHORT_YEAR, Day, FoundDate, flagged
from tracker.minutes.numbers import MIXED, number_at, ordinal_at
from tracker.minutes.phrases.lexicon import BANGLA, GREGORIAN, Lexicon
from tracker.minutes.phrases.words import CLUSTER, DASHED, GLUED, NUMBER, WORD, Token, mixes_digits

_SPLIT = re.compile(r"[^0-9]+")
_YEARS = {GREGORIAN: range(1900, 2200), BANGLA: range(1300, 1600)}

Reading = tuple[FoundDate, int]
"""A date and the token after it."""


class DateReader:
    """Reads the date that begins at a token. Its methods look only forward and a fixed number of tokens far,
    except for lists, which are read to their end."""

    def __init__(self, found: Sequence[Token], lexicon: Lexicon, text: str) -> None:
        self.tokens = found
        self.lexicon = lexicon
        self.text = text

    def date_at(self, at: int) -> Reading | None:
        """The date, range or list that begins at token `at`; a month alone counts, a year or weekday alone does not."""
        token = self.tokens[at]
        named = self.weekday_at(at) if token.kind == WORD else None
        first = self._single(self._past_weekday(named[1]) if named else at)
        if first is None:
            return None
        found, after = self._joined(*first)
        found, after = self._with_weekday(found, after)
        if named:
            found = replace(found, start=token.start, weekday=found.weekday or named[0])
        found = replace(found, text=self.text[found.start : found.end])
        if mixes := any(mixes_digits(t) for t in re.findall(r"\d+", found.text)):
            found = replace(found, flags=(*found.flags, MIXED)) if mixes and MIXED not in found.flags else found
        return flagged(found), after

    def weekday_at(self, at: int) -> tuple[int, int] | None:
        """(ISO weekday, token after it); a weekday may be split (মঙ্গল বার)."""
        token = self._token(at)
        if token is None or token.kind != WORD:
            return None
        following = self._token(at + 1)
        if following and following.kind == WORD and token.key + following.key in self.lexicon.weekdays:
            return self.lexicon.weekdays[token.key + following.key], at + 2
        if token.key in self.lexicon.weekdays:
            return self.lexicon.weekdays[token.key], at + 1
        return None

    def _token(self, at: int) -> Token | None:
        return self.tokens[at] if 0 <= at < len(self.tokens) else None

    def _is(self, at: int, group: str) -> bool:
        token = self._token(at)
        return token is not None and self.lexicon.is_in(group, token.key)

    def _key(self, at: int) -> str:
        token = self._token(at)
        return token.key if token else ""

    def _past_weekday(self, at: int) -> int:
        while self._key(at) in (",", "(", ")") or self._is(at, "dates.fillers"):
            at += 1
        return at

    # --- one date -------------------------------------------------------------------------------------------------

    def _single(self, at: int) -> Reading | None:
        token = self._token(at)
        if token is None:
            return None
        if token.kind == CLUSTER:
            return self._numeric(token, at) or self._days_of_month(at)
        if token.kind == NUMBER:
            return self._days_of_month(at)
        if token.kind == WORD:
            return self._month_first(at) or self._days_of_month(at)
        return None

    def _numeric(self, token: Token, at: int) -> Reading | None:
        parts = _SPLIT.split(token.key)
        if len(parts) != 3 or not all(1 <= len(p) <= 4 for p in parts) or ":" in token.key or "," in token.key:
            return None
        end, after, era = self._era(at + 1, token.end)
        numbers = [int(p) for p in parts]
        if len(parts[0]) == 4 and len(parts[1]) <= 2 and len(parts[2]) <= 2:
            year, month, day = numbers
        elif len(parts[2]) in (2, 4) and len(parts[0]) <= 2 and len(parts[1]) <= 2:
            day, month, year = numbers
        else:
            return None
        flags: tuple[str, ...] = ()
        if len(parts[2]) == 2 and len(parts[0]) <= 2:
            if "." in token.key and not era and not (len(parts[0]) == len(parts[1]) == 2):
                return None
            year, flags = 2000 + year, (SHORT_YEAR,)
        calendar = BANGLA if era == BANGLA or year in _YEARS[BANGLA] else GREGORIAN
        if year not in _YEARS[calendar] or month == 0 or day == 0 or (month > 12 and day > 12):
            return None
        if month > 12:
            flags = (*flags, "no_such_day")
        return self._found(token.start, end, (Day(year, month, day),), calendar, flags), after

    def _days_of_month(self, at: int) -> Reading | None:
        """12 June [2024]; 10, 11 and 12 June; 01-06 July; 10th of March."""
        numbers: list[int] = []
        form, here = "single", at
        while True:
            step = self._day_numbers(here)
            if step is None:
                return None
            numbers += step[0]
            here = step[1]
            form = "range" if len(step[0]) == 2 else form
            if (month := self._month_after(here)) is not None:
                break
            following = self._token(here)
            if following is None or len(numbers) > 12:
                return None
            if following.gap == DASHED and following.kind in (NUMBER, WORD):
                form = "range"
            elif self._is(here, "dates.to"):
                form, here = "range", here + 1
            elif following.key == "," or self._is(here, "dates.and") or following.key == "/":
                form, here = "list" if form == "single" else form, here + 1
            else:
                return None
        calendar, number, here = month
        year, here, flags, calendar = self._year(here, calendar)
        days = tuple(Day(year, number, n) for n in numbers)
        if len(days) > 1 and form == "single":
            form = "list"
        return self._found(self.tokens[at].start, self.tokens[here - 1].end, days, calendar, flags, form), here

    def _day_numbers(self, at: int) -> tuple[list[int], int] | None:
        token = self._token(at)
        if token is None:
            return None
        if ordinal := ordinal_at(self.tokens, at, self.lexicon):
            return ([ordinal[0].value], ordinal[1]) if 1 <= ordinal[0].value <= 31 else None
        if token.kind == NUMBER:
            return ([int(token.key)], at + 1) if len(token.key) <= 2 and 1 <= int(token.key) <= 39 else None
        if token.kind == CLUSTER:
            parts = _SPLIT.split(token.key)
            if len(parts) == 2 and all(len(p) <= 2 and 1 <= int(p) <= 31 for p in parts):
                first, last = int(parts[0]), int(parts[1])
                return ([first, last], at + 1) if first < last else None
            return None
        if token.kind == WORD and (number := number_at(self.tokens, at, self.lexicon, self.text)):
            value = number[0]
            return ([value.value], number[1]) if value.low is None and 1 <= value.value <= 31 else None
        return None

    def _month_after(self, at: int) -> tuple[str, int, int] | None:
        while self._key(at) in (",", ".", "/") or self._is(at, "dates.of_month"):
            at += 1
        token = self._token(at)
        if token is None or token.kind != WORD or token.key not in self.lexicon.months:
            return None
        calendar, number = self.lexicon.months[token.key]
        return calendar, number, at + 1

    def _month_first(self, at: int) -> Reading | None:
        """May 26, 2017; June 2024; June/2014; a month alone."""
        token = self.tokens[at]
        if token.key not in self.lexicon.months:
            return None
        calendar, month = self.lexicon.months[token.key]
        here = at + 1
        if self._key(here) == "." and self.tokens[here].gap == GLUED:
            here += 1
        day = self._day_after_month(here)
        if day is not None:
            year, after, flags, calendar = self._year(day[1], calendar)
            found = self._found(
                token.start, self.tokens[after - 1].end, (Day(year, month, day[0]),), calendar, flags
            )
            return found, after
        year, after, flags, calendar = self._year(here, calendar, slash=True)
        if year is None:
            after = at + 1
        end = self.tokens[after - 1].end
        return self._found(token.start, end, (Day(year, month, None),), calendar, flags), after

    def _day_after_month(self, at: int) -> tuple[int, int] | None:
        token = self._token(at)
        if token is None or token.kind not in (NUMBER, WORD):
            return None
        if ordinal := ordinal_at(self.tokens, at, self.lexicon):
            is_digits = token.kind == NUMBER
            return (ordinal[0].value, ordinal[1]) if is_digits and 1 <= ordinal[0].value <= 31 else None
        if token.kind != NUMBER or len(token.key) > 2 or not 1 <= int(token.key) <= 31:
            return None
        if self._is(at + 1, "dates.era") or self._is(at + 1, "dates.not_days"):
            return None
        following = self._token(at + 1)
        if following and following.kind == WORD and following.key in self.lexicon.months:
            return None
        return int(token.key), at + 1

    # --- years, eras, weekdays ------------------------------------------------------------------------------------

    def _year(self, at: int, calendar: str, *, slash: bool = False) -> tuple[int | None, int, tuple[str, ...], str]:
        """(year, token after it and its era, flags, calendar) of what follows a month."""
        here = at
        while self._key(here) in (",", ".") or self._is(here, "dates.before_year"):
            here += 1
        if slash and self._key(here) == "/":
            here += 1
        token = self._token(here)
        if token is not None and token.kind == NUMBER and len(token.key) in (2, 4):
            _, after, era = self._era(here + 1, token.end)
            if len(token.key) == 4:
                wanted = BANGLA if era == BANGLA else calendar
                if int(token.key) in _YEARS.get(wanted, range(1300, 1600)):
                    return int(token.key), after, (), wanted
            elif era or self._short_year(here, slash):
                return 2000 + int(token.key), after, (SHORT_YEAR,), calendar
        _, after, era = self._era(at, 0)
        return None, after, (), BANGLA if era == BANGLA else calendar

    def _short_year(self, at: int, slash: bool) -> bool:
        token = self.tokens[at]
        quoted = self.text[token.start - 1 : token.start] in ("'", "’", "‘")
        after = self._token(at + 1)
        dashed = token.gap == DASHED and (after is None or after.gap != DASHED)
        return quoted or (slash and (self._key(at - 1) == "/" or dashed) and not self._is(at + 1, "dates.not_days"))

    def _era(self, at: int, end: int) -> tuple[int, int, str]:
        """(end, token after, calendar) of the era marks at a place: খ্রি. ইং সাল; the calendar is "" without one."""
        calendar = ""
        while True:
            if self._is(at, "dates.bangla_era"):
                calendar = BANGLA
            elif self._is(at, "dates.era"):
                calendar = calendar or GREGORIAN
            else:
                return end, at, calendar
            end = self.tokens[at].end
            at += 1
            if (mark := self._token(at)) and mark.key in (".", ":", "/") and mark.gap == GLUED:
                if self._is(at + 1, "dates.era"):
                    at += 1
                elif mark.key != "/":
                    end, at = mark.end, at + 1

    def _with_weekday(self, found: FoundDate, after: int) -> Reading:
        """ "(মঙ্গলবার)", ", Tuesday", "রোজ বুধবার" after a date."""
        here = after
        opened = False
        while self._key(here) in (",", "(") or self._is(here, "dates.fillers"):
            opened = opened or self._key(here) == "("
            here += 1
        if here - after > 3 or (named := self.weekday_at(here)) is None:
            return found, after
        here = named[1]
        if opened:
            if self._key(here) != ")":
                return found, after
            here += 1
        return replace(found, end=self.tokens[here - 1].end, weekday=named[0]), here

    # --- several dates --------------------------------------------------------------------------------------------

    def _joined(self, found: FoundDate, after: int) -> Reading:
        """The range or list that goes on after a first date: 28 May to 3 June 2024; 15 October, 15 January."""
        while len(found.days) <= 24:
            here, form = after, ""
            following = self._token(here)
            if following is None:
                break
            if following.gap == DASHED:
                form = "range"
            elif self._is(here, "dates.to"):
                form, here = "range", here + 1
            elif following.key == "," or self._is(here, "dates.and") or following.key == "/":
                form, here = "list", here + 1
                if self._is(here, "dates.and"):
                    here += 1
            second = self._single(here) if form else None
            if second is None or second[0].calendar != found.calendar or second[0].precision != found.precision:
                break
            if form == "range" and found.form != "single":
                break
            days = _with_years((*found.days, *second[0].days))
            flags = tuple(dict.fromkeys(found.flags + second[0].flags))
            found = replace(found, end=second[0].end, days=days, form=form, flags=flags)
            after = second[1]
            if form == "range":
                break
        return found, after

    def _found(
        self,
        start: int,
        end: int,
        days: tuple[Day, ...],
        calendar: str,
        flags: tuple[str, ...],
        form: str = "single",
    ) -> FoundDate:
        return FoundDate(start, end, self.text[start:end], days, calendar, form, None, flags)


def _with_years(days: tuple[Day, ...]) -> tuple[Day, ...]:
    """Days without a year take it from the next one that has it, a year earlier when the months run over new year."""
    out = list(days)
    for at in range(len(out) - 2, -1, -1):
        this, following = out[at], out[at + 1]
        if this.year is None and following.year is not None and this.month and following.month:
            out[at] = replace(this, year=following.year - (this.month > following.month))
    return tuple(out)
