"""The words of the phrase files by their keys: numbers, months, weekdays, units and the groups that patterns name."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tracker.domain.deadlines import Unit
from tracker.domain.errors import ConfigError
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.words import WORD, key, tokens

OPEN = "~"
"""At the end of a word of the phrase files: a case ending of the language may follow."""

GREGORIAN, BANGLA, HIJRI = "gregorian", "bangla", "hijri"

_SINGLE = re.compile(r"[^\s/.:,()-]+").fullmatch

Meaning = tuple[str, Any]
"""A slot that a word can fill ("{unit}"), and what it means there (Unit.DAY)."""


@dataclass(frozen=True, slots=True)
class WordInfo:
    """What is known of one word: its meanings, and which readings depend on what follows: "number", "ordinal", "month",
    "weekday", "fiscal", "time", "span", "q". For other tokens than words only `kind` and `dates` tell something."""

    kind: str
    meanings: tuple[Meaning, ...] = ()
    uses: frozenset[str] = frozenset()
    joins: frozenset[str] = frozenset()
    """The words with which it makes a known one (কার্য দিবস)."""
    halves: tuple[str, str] | None = None
    """The two known words that an otherwise unknown one is made of (প্রতিমাসের, একদিনের)."""
    alone: tuple[tuple[Meaning, ...], tuple[()]] | None = None
    """The readings of a word that depends on nothing after it: its meanings, and none that are longer."""
    dates: bool = False
    """Whether it makes a date of the number beside it."""
    plain: bool = False
    """Whether it has nothing to do with numbers and days and closes no deadline."""
    unknown: bool = False
    """Whether it belongs to no group of words (a pattern may still spell it out)."""


_MOST_WORDS = 1 << 14
_PLAIN_USES = frozenset({"span", "q"})
BY_ENDING = frozenset({"{genitive}", "{done}"})
"""Slots that any word with a certain ending can fill: such a word is not thereby known."""
_NEEDED_GROUPS = (
    *(f"dates.{name}" for name in ("era", "bangla_era", "of_month", "before_year", "fillers", "to", "and", "not_days")),
    *("dates.fiscal", "numbers.or", "numbers.ordinal_endings"),
)
"""Groups of helper words that are asked for directly; a phrase file may leave them out."""


class _Infos(dict[str, WordInfo]):
    """What is known of each word, learnt when it is first asked for."""

    __slots__ = ("_learn",)

    def __init__(self, learn: Callable[[str], WordInfo]) -> None:
        super().__init__()
        self._learn = learn

    def __missing__(self, word: str) -> WordInfo:
        if len(self) > _MOST_WORDS:
            self.clear()
        found = self[word] = self._learn(word)
        return found


@dataclass(slots=True)
class Lexicon:
    """What single words mean. All keys are `words.key` forms; nothing is changed once it is built."""

    numbers: dict[str, int] = field(default_factory=dict)
    ordinals: dict[str, int] = field(default_factory=dict)
    scales: dict[str, int] = field(default_factory=dict)
    months: dict[str, tuple[str, int]] = field(default_factory=dict)
    weekdays: dict[str, int] = field(default_factory=dict)
    groups: dict[str, set[str]] = field(default_factory=dict)
    meanings: dict[str, tuple[Meaning, ...]] = field(default_factory=dict)
    spans: dict[str, tuple[tuple[tuple[str, ...], Meaning], ...]] = field(default_factory=dict)
    literals: set[str] = field(default_factory=set)
    genitives: tuple[str, ...] = ()
    participles: tuple[str, ...] = ()
    narrow: frozenset[int] = frozenset()
    """The numbers that patterns ask for by value: {n=1}."""
    _infos: _Infos = field(init=False)
    _vocabulary: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._infos = _Infos(self._learn)

    def is_in(self, group: str, word: str) -> bool:
        """Whether the key belongs to a group of helper words ([dates] and [numbers] of the phrase files)."""
        return word in self.groups.get(group, ())

    def settle(self, literals: Iterable[str]) -> None:
        """Takes in the words and narrowed slots that patterns use; after this nothing is added any more."""
        self.literals.update(literals)
        self._vocabulary = sorted({*self.literals, *self.meanings, *self.weekdays, *self.groups["dates.fiscal"]})
        self.narrow = frozenset(int(m[1]) for s in self.literals if (m := re.fullmatch(r"\{n=(\d+)\}", s)))
        self._infos.clear()

    @property
    def infos(self) -> Mapping[str, WordInfo]:
        """All that is known of any word by itself."""
        return self._infos

    def _learn(self, word: str) -> WordInfo:
        meanings: tuple[Meaning, ...] = self.meanings.get(word, ())
        if word in self.literals:
            meanings = ((word, None), *meanings)
        if word.endswith(self.genitives) and not (
            self.is_in("endings.not_genitive", word) or word.endswith(tuple(self.groups.get("endings.no_event", ())))
        ):
            meanings = (*meanings, ("{genitive}", None))
        if word.endswith(self.participles):
            meanings = (*meanings, ("{done}", None))
        tables: dict[str, Collection[str]] = {
            "number": self.numbers,
            "ordinal": self.ordinals,
            "month": self.months,
            "weekday": self.weekdays,
            "span": self.spans,
            "fiscal": self.groups.get("dates.fiscal", ()),
            "time": self.groups.get("dates.part_of_day", ()),
            "q": ("q",),
        }
        uses = frozenset(use for use, table in tables.items() if word in table)
        known = uses or any(symbol not in BY_ENDING for symbol, _ in meanings)
        joins = frozenset(self._second_halves(word))
        return WordInfo(
            WORD,
            meanings,
            uses,
            joins,
            halves=None if known else self._split(word),
            alone=None if joins or uses else (meanings, ()),
            dates="month" in uses,
            plain=uses <= _PLAIN_USES and not self.is_in("deadlines.closers", word),
            unknown=not uses and all(symbol == word for symbol, _ in meanings),
        )

    def _second_halves(self, word: str) -> Iterator[str]:
        at = bisect_right(self._vocabulary, word)
        while at < len(self._vocabulary) and self._vocabulary[at].startswith(word):
            yield self._vocabulary[at][len(word) :]
            at += 1

    def _split(self, word: str) -> tuple[str, str] | None:
        if word.isascii() or not 4 < len(word) <= 24:
            return None
        for cut in range(len(word) - 3, 1, -1):
            left, right = word[:cut], word[cut:]
            if right in self.meanings and (left in self.meanings or left in self.numbers or left in self.literals):
                return left, right
        return None


def unusable() -> ConfigError:
    """The refusal of phrase files whose tables are not what they must be."""
    return ConfigError("the phrase files cannot be used", hint="name the mistakes with: tracker phrases check")


def case_forms(words: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
    """Each word; one that ends in `~` with every case ending of its language too."""
    for word in words:
        if not word.endswith(OPEN):
            yield word
            continue
        yield from (word[:-1] + ending for ending in ("", *endings))


@lru_cache(maxsize=8)
def base_lexicon(book: Phrasebook) -> Lexicon:
    """The words of the book without its deadline patterns; compiled once for each book.

    Raises ConfigError when a table holds something else than lists of words.
    """
    lexicon = Lexicon()
    try:
        for language in book.languages:
            _add_language(lexicon, book, language)
    except (AttributeError, KeyError, TypeError, ValueError):
        raise unusable() from None
    for group in _NEEDED_GROUPS:
        lexicon.groups.setdefault(group, set())
    lexicon.groups["dates.before_year"] |= {",", "."}
    lexicon.groups["dates.before_month"] = {",", ".", "/"} | lexicon.groups["dates.of_month"]
    return lexicon


def _add_language(lexicon: Lexicon, book: Phrasebook, language: str) -> None:
    endings = tuple(book.section(language, "endings").get("case", ()))
    genitives = tuple(key(e) for e in book.section(language, "endings").get("genitive", ()))
    lexicon.genitives += genitives
    lexicon.participles += tuple(key(e) for e in book.section(language, "endings").get("done", ()))
    numbers = book.section(language, "numbers")
    for name, table in (("words", lexicon.numbers), ("ordinals", lexicon.ordinals), ("scales", lexicon.scales)):
        for number, words in numbers.get(name, {}).items():
            table.update((key(form), int(number)) for form in case_forms(words, endings))
    months = book.section(language, "months")
    for calendar, names in ((GREGORIAN, months), (BANGLA, months.get(BANGLA, {})), (HIJRI, months.get(HIJRI, {}))):
        for number, words in names.items():
            if number.isdecimal():
                lexicon.months.update((key(form), (calendar, int(number))) for form in case_forms(words, endings))
    for number, words in book.section(language, "weekdays").items():
        lexicon.weekdays.update((key(form), int(number)) for form in case_forms(words, endings))
    for section in ("numbers", "dates", "endings", "deadlines"):
        for name, words in book.section(language, section).items():
            if isinstance(words, list) and name != "entry":
                found = lexicon.groups.setdefault(f"{section}.{name}", set())
                joined = ("".join(t.key for t in tokens(f) if t.kind == WORD) for f in case_forms(words, endings))
                found.update(word for word in joined if word)
    _add_groups(lexicon, language, book.section(language, "deadlines"), endings)


def _add_groups(lexicon: Lexicon, language: str, deadlines: Mapping[str, Any], endings: tuple[str, ...]) -> None:
    for slot, table in (("{unit}", "units"), ("{freq}", "frequencies"), ("{adverb}", "adverbs")):
        for name, words in deadlines.get(table, {}).items():
            for form in case_forms(words, endings):
                add_meaning(lexicon, form, (slot, Unit(name)))
                add_meaning(lexicon, form, (f"{slot[:-1]}={name}}}", Unit(name)))
    for name, words in deadlines.get("words", {}).items():
        for form in case_forms(words, endings):
            add_meaning(lexicon, form, (f"{{{language}.{name}}}", None))


def add_meaning(lexicon: Lexicon, form: str, meaning: Meaning) -> None:
    """Lets a word, or several words in a row, fill a slot."""
    keys = [key(form)] if _SINGLE(form) else [token.key for token in tokens(form) if token.kind == WORD]
    if len(keys) > 1:
        lexicon.spans[keys[0]] = (*lexicon.spans.get(keys[0], ()), (tuple(keys[1:]), meaning))
    joined = "".join(keys)
    if meaning not in lexicon.meanings.get(joined, ()):
        lexicon.meanings[joined] = (*lexicon.meanings.get(joined, ()), meaning)
