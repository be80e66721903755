"""The forms in which a post, an office or a place of the directory may be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product

from tracker.minutes.implementers.folding import fold_word, joined, words_of

AND = "&"
"""Every conjunction inside a name folds to this word."""

MOST_FORMS = 64
"""Names of many interchangeable words get so many forms at most."""

_WING = re.compile(r"[(\[,]")


class NameForms:
    """Makes the forms of names, by the interchangeable words and conjunctions of the phrases.

    `equal` maps a folded word to all words (folded, itself included) that are the same in a name (অফিসার, কর্মকর্তা).
    """

    def __init__(self, conjunctions: Iterable[str], equal: Mapping[str, Sequence[str]], plurals: Sequence[str]) -> None:
        self._conjunctions = frozenset(conjunctions)
        self._equal = equal
        self._plurals = plurals

    def words(self, name: str) -> list[str]:
        """The folded words of a name, conjunctions as `&`."""
        folded = (word.folded for word in words_of(unicodedata.normalize("NFC", name)))
        return [AND if word in self._conjunctions else word for word in folded]

    def forms(self, name: str) -> Iterator[str]:
        """The folded forms of a name: each interchangeable word replaced, conjunctions kept or left out."""
        words = self.words(name)
        choices = [tuple(dict.fromkeys((word, *self._equal.get(word, ())))) for word in words]
        for count, chosen in enumerate(product(*choices)):
            if count >= MOST_FORMS:
                return
            yield joined(chosen)
            if AND in chosen:
                yield joined(word for word in chosen if word != AND)

    def post_forms(self, name: str) -> Iterator[tuple[str, bool]]:
        """The forms of a post with whether they are plural: "A, B" is also "B A", a stem before a wing may be plural."""
        for form in self.forms(name):
            yield form, False
        stem, wing = split_wing(name)
        if not wing:
            return
        if "(" not in name and "[" not in name:
            yield from ((form, False) for form in self.forms(f"{wing} {stem}"))
        wings = list(self.forms(wing))
        for plural, stems in product(self._plurals, list(self.forms(stem))):
            yield from ((joined((stems, plural, form)), True) for form in wings)

    def place_forms(self, place: str, levels: Iterable[str], centres: Iterable[str]) -> Iterator[str]:
        """The forms of a place: also without the word for its level at either end, and turned round about a centre.

        `levels` and `centres` are folded words: জেলা, Division …; সদর, Sadar …
        """
        yield from self.forms(place)
        words = self.words(place)
        known, centre = frozenset(levels), frozenset(centres)
        if len(words) > 1 and words[-1] in known:
            yield joined(words[:-1])
            words = words[:-1]
        elif len(words) > 1 and words[0] in known:
            yield joined(words[1:])
            words = words[1:]
        if len(words) > 1 and words[-1] in centre:
            yield joined((words[-1], *words[:-1]))
        elif len(words) > 1 and words[0] in centre:
            yield joined((*words[1:], words[0]))


def split_wing(name: str) -> tuple[str, str]:
    """A post's name as stem and wing: "A (B)" and "A, B" are ("A", "B"), a plain name has no wing."""
    found = _WING.search(name)
    if not found or not name[: found.start()].strip():
        return name, ""
    return name[: found.start()].strip(), name[found.end() :].strip(" )]")


def folded_set(words: Iterable[str]) -> frozenset[str]:
    """Single words, folded."""
    return frozenset(fold_word(word) for word in words)
