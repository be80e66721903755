"""What each place of a text can be read as: the edges along which patterns are matched."""

from __future__ import annotations

from typing import Any

from tracker.minutes.numbers import number_at, ordinal_at
from tracker.minutes.phrases.date_forms import DateReader
from tracker.minutes.phrases.lexicon import Lexicon
from tracker.minutes.phrases.words import APART, CLUSTER, GLUED, MARK, NUMBER, WORD, Token, tokens

Edge = tuple[str, Any, int]
"""A symbol (a word's key or a slot such as "{date}"), its meaning, and the token after it."""

_LONGEST_GLOSS = 16


class Lattice:
    """The tokens of one text, with the edges of each place worked out when they are asked for."""

    __slots__ = ("_edges", "_language", "lexicon", "reader", "text", "tokens")

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self.text = text
        self.lexicon = lexicon
        self.tokens = _split(tokens(text), lexicon)
        self.reader = DateReader(self.tokens, lexicon, text)
        self._language = ""
        self._edges: list[list[Edge] | None] = [None] * len(self.tokens)

    @property
    def language(self) -> str:
        """The language of the first word."""
        if not self._language:
            word = next((t.key for t in self.tokens if t.kind == WORD), "a")
            self._language = "bn" if word[0] >= "\u0980" else "hi" if word[0] >= "\u0900" else "en"
        return self._language

    def edges(self, at: int) -> list[Edge]:
        """All readings that begin at token `at`."""
        found = self._edges[at]
        if found is None:
            found = self._edges[at] = self._work_out(at)
        return found

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

    def _work_out(self, at: int) -> list[Edge]:
        token = self.tokens[at]
        if token.kind == MARK:
            return self._numeric(at) if token.key in "[(" else []
        if token.kind != WORD:
            return self._numeric(at)
        lexicon, word = self.lexicon, token.key
        out: list[Edge] = [(word, None, at + 1)] if word in lexicon.literals else []
        out += [(symbol, meaning, at + 1) for symbol, meaning in lexicon.meanings.get(word, ())]
        if word in lexicon.spans:
            out += self._longer(at, word)
        if at + 1 < len(self.tokens) and (following := self.tokens[at + 1]).kind == WORD:
            joined = word + following.key
            if joined in lexicon.literals:
                out.append((joined, None, at + 2))
            out += [(symbol, meaning, at + 2) for symbol, meaning in lexicon.meanings.get(joined, ())]
        if word in lexicon.numbers:
            out += self._numeric(at)
        elif word in lexicon.ordinals:
            out += self._ordinal(at)
        elif word in lexicon.months:
            out += self._dated(at)
        if weekday := self.reader.weekday_at(at):
            out += self._weekdays(weekday) + self._dated(at)
        if lexicon.is_in("dates.fiscal", word):
            out += self._fiscal_year(at)
        if lexicon.is_in("dates.part_of_day", word):
            out += self._time(at)
        if word == "q" and at + 1 < len(self.tokens) and self.tokens[at + 1].key in ("1", "2", "3", "4"):
            out.append(("{quarter_no}", int(self.tokens[at + 1].key), at + 2))
        if word.endswith(lexicon.genitives) and not lexicon.is_in("endings.not_genitive", word):
            out.append(("{genitive}", None, at + 1))
        return out

    def _longer(self, at: int, word: str) -> list[Edge]:
        """Meanings of several words in a row."""
        out: list[Edge] = []
        for rest, (symbol, meaning) in self.lexicon.spans[word]:
            if all(at + 1 + i < len(self.tokens) and self.tokens[at + 1 + i].key == k for i, k in enumerate(rest)):
                out.append((symbol, meaning, at + 1 + len(rest)))
        return out

    def _numeric(self, at: int) -> list[Edge]:
        out = self._ordinal(at)
        if found := number_at(self.tokens, at, self.lexicon, self.text):
            number, after = found
            out.append(("{n}", number, after))
            if number.low is None:
                if number.value <= 31:
                    out.append(("{day}", number.value, after))
                narrow = f"{{n={number.value}}}"
                if narrow in self.lexicon.literals:
                    out.append((narrow, number, after))
        token = self.tokens[at]
        if token.kind == NUMBER and len(token.key) == 4 and "1990" < token.key < "2150":
            out.append(("{year}", int(token.key), at + 1))
        if token.kind == CLUSTER:
            out += self._fiscal_year(at)
        return out + self._time(at) + self._dated(at)

    def _ordinal(self, at: int) -> list[Edge]:
        found = ordinal_at(self.tokens, at, self.lexicon)
        if found is None:
            return []
        number, after = found
        out: list[Edge] = [("{nth}", number, after)]
        if number.value <= 31 and not self.lexicon.is_in("numbers.not_days", self.tokens[at].key):
            out.append(("{day}", number.value, after))
        return out

    def _dated(self, at: int) -> list[Edge]:
        reading = self.reader.date_at(at)
        if reading is None:
            return []
        found, after = reading
        if found.precision == "month":
            return [("{month}", found, after)]
        return [("{dates}" if found.form == "list" else "{date}", found, after)]

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
        from tracker.minutes.phrases.periods import fiscal_year_at

        found = fiscal_year_at(self, at)
        return [("{fy}", found[0], found[1])] if found else []

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


def _split(found: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens, with unknown words that are two known ones joined (প্রতিমাসের) taken apart."""
    out: list[Token] = []
    for token in found:
        halves = None
        if token.kind == WORD and len(token.key) > 4 and not lexicon.knows(token.key):
            halves = lexicon.split(token.key)
        if halves is None:
            out.append(token)
        else:
            middle = token.start + max(1, (token.end - token.start) * len(halves[0]) // len(token.key))
            out.append(token._replace(key=halves[0], end=middle))
            out.append(Token(WORD, halves[1], middle, token.end, APART))
    return out
