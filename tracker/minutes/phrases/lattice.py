"""What each place of a text can be read as: the edges along which patterns are matched."""

from __future__ import annotations

from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from tracker.minutes.numbers import lone_number, number_at, ordinal_at
from tracker.minutes.phrases.date_forms import LIST, RANGE
from tracker.minutes.phrases.date_series import DateReader, apart_at_years
from tracker.minutes.phrases.lexicon import BY_ENDING, Lexicon, Meaning, WordInfo
from tracker.minutes.phrases.periods import fiscal_year_at, two_years
from tracker.minutes.phrases.words import APART, CLUSTER, GLUED, MARK, NUMBER, WORD, Token, tokens

Edge = tuple[str, Any, int]
"""A symbol (a word's key or a slot such as "{date}"), its meaning, and the token after it."""

Readings = tuple[Sequence[Meaning], Sequence[Edge]]
"""The symbols and meanings of one token by itself, and the edges that may be longer."""

_NONE: Readings = ((), ())
_OTHER = {kind: WordInfo(kind, dates=kind == CLUSTER) for kind in (MARK, NUMBER, CLUSTER)}
_DATE_USES = frozenset({"number", "ordinal", "month", "weekday"})
_SPLIT_USES = frozenset({"weekday", "fiscal"})
_LONGEST_GLOSS = 16
_HALVES, _ALONE, _DATES = map(attrgetter, ("halves", "alone", "dates"))


class Lattice:
    """The tokens of one text, with the edges of each place worked out when they are asked for."""

    __slots__ = ("_dates", "_language", "_reader", "infos", "known", "lexicon", "names_dates", "text", "tokens")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        found: Sequence[Token] = tokens(text)
        if "/" in text:
            found = apart_at_years(found, lexicon)
        infos = _infos_of(found, lexicon)
        if any(map(_HALVES, infos)):
            found = _halved(found, infos)
            infos = _infos_of(found, lexicon)
        self.tokens = found
        self.infos = infos
        self.known: list[Readings | None] = list(map(_ALONE, infos))
        self.names_dates = any(map(_DATES, infos))
        self._dates: dict[int, Sequence[Edge]] = {}
        self._language = ""
        self._reader: DateReader | None = None

    @property
    def reader(self) -> DateReader:
        """Reads the dates of the same tokens."""
        if self._reader is None:
            self._reader = DateReader(self.tokens, self.lexicon, self.text)
        return self._reader

    @property
    def language(self) -> str:
        """The language of the first word."""
        if not self._language:
            self._language = "en"
            for kind, word, _, _, _ in self.tokens:
                if kind == WORD and word:
                    self._language = "bn" if word >= "\u0980" else "hi" if word >= "\u0900" else "en"
                    break
        return self._language

    def readings(self, at: int) -> Readings:
        """All readings that begin at token `at`: what the word itself means, and what depends on the words after it."""
        found = self.known[at]
        if found is None:
            info = self.infos[at]
            if info.kind == WORD:
                found = (info.meanings, self._special(at, info))
            elif info.kind != MARK or self.tokens[at].key in "[(":
                found = ((), self._numeric(at))
            else:
                found = _NONE
            self.known[at] = found
        return found

    def dated(self, at: int) -> Sequence[Edge]:
        """The date that begins at token `at`, as {date}, {dates}, {range} or {month}; for patterns that want one."""
        found = self._dates.get(at)
        if found is None:
            found = self._dates[at] = self._dated(at)
        return found

    def is_plain(self, at: int) -> bool:
        """Whether a word stands there that has nothing to do with numbers and days and closes no deadline."""
        return at < len(self.infos) and self.infos[at].plain

    def clause_ends(self, at: int) -> bool:
        """Whether no word that could be described follows: the text or clause ends, or a word such as "to" stands."""
        if at >= len(self.tokens):
            return True
        token = self.tokens[at]
        return token.kind == MARK or self.lexicon.is_in("deadlines.stops", token.key)

    def gloss(self, at: int) -> int | None:
        """The token after a bracketed remark that opens at `at`, None when none does."""
        if self.tokens[at].key not in "([":
            return None
        for after in range(at + 1, min(at + _LONGEST_GLOSS, len(self.tokens))):
            if self.tokens[after].kind == MARK and self.tokens[after].key in ")]":
                return after + 1
            if self.tokens[after].key in "।([":
                return None
        return None

    def _special(self, at: int, info: WordInfo) -> Sequence[Edge]:
        """Readings that depend on what follows."""
        uses = info.uses
        following = self.tokens[at + 1].key if at + 1 < len(self.tokens) else ""
        out: list[Edge] = []
        if following in info.joins:
            joined = self.lexicon.infos[self.tokens[at].key + following]
            out = [(symbol, meaning, at + 2) for symbol, meaning in joined.meanings if symbol not in BY_ENDING]
            uses = uses | joined.uses & _SPLIT_USES
        if not uses:
            return out
        word = self.tokens[at].key
        if "span" in uses:
            out += self._longer(at, word)
        if "number" in uses:
            out += self._numeric(at)
        elif "ordinal" in uses:
            out += self._ordinal(at)
        if "weekday" in uses and (weekday := self.reader.weekday_at(at)):
            out += self._weekdays(weekday)
        if "fiscal" in uses:
            out += self._fiscal_year(at)
        if "time" in uses:
            out += self._time(at)
        if "q" in uses and following in ("1", "2", "3", "4"):
            out.append(("{quarter_no}", int(following), at + 2))
        return out

    def _longer(self, at: int, word: str) -> list[Edge]:
        """Meanings of several words in a row."""
        out: list[Edge] = []
        for rest, (symbol, meaning) in self.lexicon.spans[word]:
            if all(at + 1 + i < len(self.tokens) and self.tokens[at + 1 + i].key == k for i, k in enumerate(rest)):
                out.append((symbol, meaning, at + 1 + len(rest)))
        return out

    def _numeric(self, at: int) -> list[Edge]:
        number = lone_number(self.tokens, at, self.lexicon, self.text)
        after = at + 1
        if number is None:
            if ordinal := self._ordinal(at):
                return ordinal
            number, after = number_at(self.tokens, at, self.lexicon, self.text) or (None, at)
        out: list[Edge] = []
        if number is not None:
            out = [("{n}", number, after), ("{count}", number, after)]
            if number.value <= 31:
                out.append(("{day}", number.value, after))
            if number.value in self.lexicon.narrow and number.low is None:
                out.append((f"{{n={number.value}}}", number, after))
        token = self.tokens[at]
        if token.kind == MARK:
            return out
        if token.kind == CLUSTER or len(token.key) == 4:
            out += self._years(at, token)
        if at + 1 < len(self.tokens) and self._is_clock(at + 1):
            out += self._time(at)
        return out

    def _years(self, at: int, token: Token) -> list[Edge]:
        """2024; 2022-23 and ২০২২-২৩ অর্থবছর."""
        out: list[Edge] = []
        if token.kind == NUMBER and "1990" < token.key < "2150":
            out.append(("{year}", int(token.key), at + 1))
        if years := two_years(token.key):
            out.append(("{years}", years, at + 1))
        return out + self._fiscal_year(at)

    def _is_clock(self, at: int) -> bool:
        return self.lexicon.is_in("dates.clock", self.tokens[at].key)

    def _ordinal(self, at: int) -> list[Edge]:
        found = ordinal_at(self.tokens, at, self.lexicon)
        if found is None:
            return []
        number, after = found
        out: list[Edge] = [("{nth}", number, after)]
        if number.value <= 31 and not self.lexicon.is_in("numbers.not_days", self.tokens[at].key):
            out.append(("{day}", number.value, after))
        return out

    def _dated(self, at: int) -> Sequence[Edge]:
        info = self.infos[at]
        if info.kind == MARK or (info.kind == WORD and info.uses.isdisjoint(_DATE_USES)):
            return ()
        reading = self.reader.date_at(at)
        if reading is None:
            return ()
        found, after = reading
        if found.precision == "month":
            return (("{month}", found, after),) if found.form != LIST else ()
        if found.form == LIST:
            return (("{dates}", found, after),)
        edge = ("{date}", found, after)
        return (edge, ("{range}", found, after)) if found.form == RANGE else (edge,)

    def _weekdays(self, first: tuple[int, int]) -> list[Edge]:
        """One weekday or several: Tuesday and Thursday, মঙ্গলবার ও বৃহস্পতিবার."""
        named, after = [first[0]], first[1]
        while after + 1 < len(self.tokens):
            link = self.tokens[after]
            if not (link.key in (",", "/") or self.lexicon.is_in("dates.and", link.key)):
                break
            following = self.reader.weekday_at(after + 1)
            if following is None:
                break
            named.append(following[0])
            after = following[1]
        return [("{weekday}", tuple(sorted(set(named))), after)]

    def _fiscal_year(self, at: int) -> list[Edge]:
        """ "২০২৩-২৪ অর্থবছর", "FY 2023-24": the two years, only where the word for it stands beside them."""
        found = fiscal_year_at(self.tokens, at, self.lexicon)
        return [("{fy}", found[0], found[1])] if found else []

    def behind_time(self, at: int) -> int:
        """The index behind the time of the day that begins here; `at` itself when none does."""
        return next((after for _, _, after in self._time(at)), at)

    def _time(self, at: int) -> list[Edge]:
        """A time of the day, which never changes a deadline: "বিকাল ৫টা", "5 pm", "10:30 बजे"."""
        here = at
        while here < len(self.tokens) and self.lexicon.is_in("dates.part_of_day", self.tokens[here].key):
            here += 1
        if here < len(self.tokens) and self.tokens[here].kind in (NUMBER, CLUSTER) and len(self.tokens[here].key) <= 5:
            after = here + 1
            while after < len(self.tokens) and self.lexicon.is_in("dates.clock", self.tokens[after].key):
                after += 1
                while after < len(self.tokens) and self.tokens[after].key == "." and self.tokens[after].gap == GLUED:
                    after += 1
            if after > here + 1:
                return [("{time}", None, after)]
        return [("{time}", None, here)] if here > at else []


def _infos_of(found: Sequence[Token], lexicon: Lexicon) -> list[WordInfo]:
    words = lexicon.infos
    return [words[key] if kind == WORD else _OTHER[kind] for kind, key, _, _, _ in found]


def _halved(found: Sequence[Token], infos: Sequence[WordInfo]) -> list[Token]:
    """The tokens with each word that is two known ones joined as these two."""
    out: list[Token] = []
    for token, info in zip(found, infos, strict=True):
        out += (token,) if info.halves is None else _apart(token, info.halves)
    return out


def _apart(token: Token, halves: tuple[str, str]) -> tuple[Token, Token]:
    """A word that is two known ones joined, as these two."""
    middle = token.start + max(1, (token.end - token.start) * len(halves[0]) // len(token.key))
    return token._replace(key=halves[0], end=middle), Token(WORD, halves[1], middle, token.end, APART)
