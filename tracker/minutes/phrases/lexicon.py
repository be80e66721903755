"""The words of the phrase files by their keys: numbers, months, weekdays, units and the groups that patterns name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tracker.domain.deadlines import Unit
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.words import WORD, key, tokens

OPEN = "~"
"""At the end of a word of the phrase files: a case ending of the language may follow."""

GREGORIAN, BANGLA, HIJRI = "gregorian", "bangla", "hijri"

_SINGLE = re.compile(r"[^\s/.:,()-]+").fullmatch

Meaning = tuple[str, Any]
"""A slot that a word can fill ("{unit}"), and what it means there (Unit.DAY)."""


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
    halves: dict[str, tuple[str, str] | None] = field(default_factory=dict)

    def is_in(self, group: str, word: str) -> bool:
        """Whether the key belongs to a group of helper words ([dates] and [numbers] of the phrase files)."""
        return word in self.groups.get(group, ())

    def knows(self, word: str) -> bool:
        """Whether a single word has any meaning here."""
        return (
            word in self.literals
            or word in self.meanings
            or word in self.numbers
            or word in self.months
            or word in self.weekdays
            or word in self.ordinals
        )

    def split(self, word: str) -> tuple[str, str] | None:
        """The two known words that an unknown one is made of (প্রতিমাসের, একদিনের), None when it is not."""
        if word not in self.halves:
            if len(self.halves) > 1 << 14:
                self.halves.clear()
            self.halves[word] = self._split(word)
        return self.halves[word]

    def _split(self, word: str) -> tuple[str, str] | None:
        if word.isascii() or len(word) > 24:
            return None
        for cut in range(len(word) - 3, 1, -1):
            left, right = word[:cut], word[cut:]
            if right in self.meanings and (left in self.meanings or left in self.numbers or left in self.literals):
                return left, right
        return None


def case_forms(words: Iterable[str], endings: Iterable[str]) -> Iterator[str]:
    """Each word; one that ends in `~` with every case ending of its language too."""
    for word in words:
        if not word.endswith(OPEN):
            yield word
            continue
        yield from (word[:-1] + ending for ending in ("", *endings))


@lru_cache(maxsize=8)
def base_lexicon(book: Phrasebook) -> Lexicon:
    """The words of the book without its deadline patterns; compiled once for each book."""
    lexicon = Lexicon()
    for language in book.languages:
        _add_language(lexicon, book, language)
    return lexicon


def _add_language(lexicon: Lexicon, book: Phrasebook, language: str) -> None:
    endings = tuple(book.section(language, "endings").get("case", ()))
    genitives = tuple(key(e) for e in book.section(language, "endings").get("genitive", ()))
    lexicon.genitives += genitives
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
                found.update("".join(t.key for t in tokens(f) if t.kind == WORD) for f in case_forms(words, endings))
    _add_groups(lexicon, language, book.section(language, "deadlines"), endings)


def _add_groups(lexicon: Lexicon, language: str, deadlines: Mapping[str, Any], endings: tuple[str, ...]) -> None:
    for slot, table in (("{unit}", "units"), ("{freq}", "frequencies")):
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
