"""The section `implementers` of the phrase files, folded for comparing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from tracker.minutes.implementers.folding import fold_word, folded_name
from tracker.minutes.implementers.tokens import Ending, Sort
from tracker.minutes.phrasebook import Phrasebook

SECTION = "implementers"
LONGEST_ENDING = 8
CASES = ("genitive", "dative", "locative")
LEVEL_KEYS = ("words", "adjectives", "heads")


class Vocabulary:
    """The words of all languages together: those of one script do not disturb those of another."""

    def __init__(self, book: Phrasebook) -> None:
        self.book = book
        self.conjunctions = self.folded(Sort.CONJUNCTION)
        self.office_words = self.folded(Sort.OFFICE_WORD)
        self.unit_words = self.folded("unit_words")
        self.departments = book.words(SECTION, "departments")
        self.post_endings = tuple(self.folded("post_endings"))
        self.post_words = self.folded("post_words")
        self.institutions = self.folded("institutions")
        self.modifiers = self.folded("modifiers")
        self.nothing = self.folded("nothing")
        self.centres = self.folded("centres")
        self.serials = self.folded("serials")
        self.plurals = self.folded("plural")
        self.equal_posts: list[list[str]] = _groups(book, "equal_posts")
        self.shared_letters = self.folded("shared_letters")
        self.equal_words = _equal_words(_groups(book, "equal_words"))
        self.irregular = {folded_name(a): folded_name(b) for a, b in _groups(book, "irregular_plurals")}
        self.head_links = self.folded("head_links")
        self.offices_of_officers = self._offices_of_officers()
        self.numbers = self._numbers()
        self.levels = self._levels()
        self.department_levels = frozenset(
            level for tables in self._tables("levels") for level, table in tables.items() if table.get("departments")
        )
        self.level_words = frozenset(folded_name(w) for words in self.levels.values() for w in words["words"])
        self.endings = self._endings()

    def folded(self, key: str) -> frozenset[str]:
        """The words of a list, folded."""
        return frozenset(folded_name(word) for word in self.book.words(SECTION, key))

    def stems(self, folded: str) -> Iterator[tuple[str, Ending]]:
        """A folded word as it stands, and what is left of it without each ending that it could have."""
        yield folded, Ending()
        for cut in range(max(1, len(folded) - LONGEST_ENDING), len(folded)):
            if ending := self.endings.get(folded[cut:]):
                yield folded[:cut], ending

    def _tables(self, key: str) -> Iterable[Mapping[str, Any]]:
        return (self.book.section(language, SECTION).get(key, {}) for language in self.book.languages)

    def _numbers(self) -> dict[str, int]:
        return {folded_name(word): number for table in self._tables("numbers") for word, number in table.items()}

    def _levels(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The levels of all languages: `words` for the area, `adjectives` of it, `heads` its first post."""
        levels: dict[str, dict[str, tuple[str, ...]]] = {}
        for tables in self._tables("levels"):
            for level, table in tables.items():
                known = levels.setdefault(level, dict.fromkeys(LEVEL_KEYS, ()))
                for key in LEVEL_KEYS:
                    known[key] = (*known[key], *table.get(key, ()))
        return levels

    def _offices_of_officers(self) -> dict[str, tuple[str, ...]]:
        """The word for an officer (folded) → the words for his office in the same language."""
        found: dict[str, tuple[str, ...]] = {}
        for language in self.book.languages:
            section = self.book.section(language, SECTION)
            offices = tuple(folded_name(word) for word in section.get(Sort.OFFICE_WORD, ()))
            found |= {folded_name(word): offices for word in section.get("officers", ())}
        return found

    def _endings(self) -> dict[str, Ending]:
        """Every ending a name can have: a case, a plural, or both (folded, as left over from a word)."""
        endings: dict[str, Ending] = {}
        for language in self.book.languages:
            section = self.book.section(language, SECTION)
            cases = {case: [fold_word(w) for w in section.get(case, ())] for case in CASES}
            endings |= {word: Ending(False, case) for case, words in cases.items() for word in words}
            endings |= {fold_word(w): Ending(True, "genitive") for w in section.get("plural_genitive", ())}
            for plural in (fold_word(word) for word in section.get("plural", ())):
                endings[plural] = Ending(True)
                endings |= {plural + word: Ending(True, case) for case, words in cases.items() for word in words}
        return endings


def _groups(book: Phrasebook, key: str) -> list[list[str]]:
    return [group for language in book.languages for group in book.section(language, SECTION).get(key, ())]


def _equal_words(groups: Iterable[Iterable[str]]) -> dict[str, tuple[str, ...]]:
    equal: dict[str, tuple[str, ...]] = {}
    for group in groups:
        folded = tuple(dict.fromkeys(folded_name(word) for word in group))
        equal |= {word: tuple(dict.fromkeys((*equal.get(word, ()), *folded))) for word in folded}
    return equal
