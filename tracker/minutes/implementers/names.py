"""The forms in which a post, an office or a place of the directory may be written."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Set
from itertools import product

from tracker.minutes.implementers.folding import joined, words_of
from tracker.minutes.implementers.vocabulary import Vocabulary

AND = "&"
"""Every conjunction inside a name folds to this word."""

MOST_FORMS = 64
"""Names of many interchangeable words get so many forms at most."""

_WING = re.compile(r"[(\[,]")


class NameForms:
    """Makes the forms of names, by the interchangeable words, plurals and conjunctions of the phrases."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words

    def words(self, name: str) -> list[str]:
        """The folded words of a name, conjunctions as `&`."""
        folded = (joined([word.folded]) for word in words_of(unicodedata.normalize("NFC", name)))
        return [AND if word in self._words.conjunctions else word for word in folded]

    def forms(self, name: str) -> Iterator[str]:
        """The folded forms of a name: each interchangeable word replaced, conjunctions kept or left out."""
        yield from self._of_words(self.words(name))

    def _of_words(self, words: list[str]) -> Iterator[str]:
        equal = self._words.equal_words
        choices = [tuple(dict.fromkeys((word, *equal.get(word, ())))) for word in words]
        for count, chosen in enumerate(product(*choices)):
            if count >= MOST_FORMS:
                return
            yield joined(chosen)
            if AND in chosen:
                yield joined(word for word in chosen if word != AND)

    def post_forms(self, name: str) -> Iterator[tuple[str, bool]]:
        """The forms of a post, and whether they are plural.

        "A, B" is also "B A"; a stem before its wing may be plural ("Collectors (Revenue)"), and so may be a word
        with an irregular plural ("Chairmen").
        """
        yield from ((form, False) for form in self.forms(name))
        stem, wing = split_wing(name)
        yield from ((form, True) for form in self._plural_forms(stem, wing))
        if not wing:
            return
        if "(" not in name and "[" not in name:
            yield from ((form, False) for form in self.forms(f"{wing} {stem}"))
        wings = list(self.forms(wing))
        for plural, one in product(sorted(self._words.plurals), list(self.forms(stem))):
            yield from ((joined((one, plural, form)), True) for form in wings)

    def _plural_forms(self, stem: str, wing: str) -> Iterator[str]:
        words = self.words(stem)
        if words and (plural := self._words.irregular.get(words[-1])):
            yield from self._of_words([*words[:-1], plural, *self.words(wing)])
        at = next((i for i, word in enumerate(words[1:]) if word in self._words.head_links), -1)
        if at >= 0:  # the head takes the ending: "Superintendents of Police", "Officers-in-Charge"
            head = self._words.irregular.get(words[at], f"{words[at]}s")
            yield from self._of_words([*words[:at], head, *words[at + 1 :], *self.words(wing)])

    def office_forms(self, name: str) -> Iterator[str]:
        """The office of an officer: "District Education Officer" is also "District Education Office"."""
        words = self.words(name)
        for office in self._words.offices_of_officers.get(words[-1] if words else "", ()):
            yield from self._of_words([*words[:-1], office])

    def place_forms(self, place: str, levels: Set[str], centres: Set[str]) -> Iterator[str]:
        """The forms of a place: also without the word for its level at either end, and turned round about a centre.

        `levels` and `centres` are folded words: জেলা, Division …; সদর, Sadar …
        """
        yield from self.forms(place)
        words = self.words(split_wing(place)[0])  # "Domar, Nilphamari" is Domar
        yield joined(words)
        if len(words) > 1 and words[-1] in levels:
            words = words[:-1]
            yield joined(words)
        elif len(words) > 1 and words[0] in levels:
            words = words[1:]
            yield joined(words)
        if len(words) > 2 and words[0].isdecimal() and words[1] in self._words.serials:  # "২ নং ওয়ার্ড"
            number, serial, *name = words
            yield from (joined((*name, serial, number)), joined((*name, number)), joined((number, *name)))
        if len(words) > 1 and words[-1].isdecimal() and not words[0].isascii():  # "অঞ্চল-২": "২ নং অঞ্চল"
            yield from (joined((words[-1], serial, *words[:-1])) for serial in sorted(self._words.serials))
        if len(words) == 2 and words[1].isdecimal() and words[0].isascii():  # "Ward 1": "Ward No. 1", "Wards 1 and 3"
            yield joined((words[0], "no", words[1]))
            yield joined((words[0] + "s", words[1]))
        if len(words) > 1 and words[-1] in centres:
            yield joined((words[-1], *words[:-1]))
        elif len(words) > 1 and words[0] in centres:
            yield joined((*words[1:], words[0]))


def split_wing(name: str) -> tuple[str, str]:
    """A post's name as stem and wing: "A (B)" and "A, B" are ("A", "B"), a plain name has no wing."""
    found = _WING.search(name)
    if not found or not name[: found.start()].strip():
        return name, ""
    return name[: found.start()].strip(), name[found.end() :].strip(" )]")
