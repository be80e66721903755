"""Names with one slip of the pen: a dictionary of deletions finds all names at edit distance one in linear time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)

SHORTEST = 6
"""Names with fewer letters as written (signs and nukta count) are matched exactly only."""


class NearNames(Generic[T]):
    """Folded names that tolerate one slip: a letter changed, left out or added.

    The first letter must be right, as must every digit, and the last letter must not have been left out or added:
    such pairs (Rampur and Rampura, Kaliganj and Baliganj) are more often two places than one spelt wrongly.
    """

    def __init__(self, names: Iterable[tuple[str, T]]) -> None:
        self._by_form: dict[str, set[tuple[str, T]]] = defaultdict(set)
        self._shapes: set[tuple[str, int]] = set()
        for name, value in names:
            self._shapes |= {(name[:1], len(name) + change) for change in (-1, 0, 1)}
            for form in _forms(name):
                self._by_form[form].add((name, value))
        self.initials = frozenset(initial for initial, _ in self._shapes)

    def near(self, word: str) -> set[T]:
        """The values of the names at edit distance one from the folded word."""
        if (word[:1], len(word)) not in self._shapes:
            return set()
        found = {pair for form in _forms(word) for pair in self._by_form.get(form, ())}
        return {value for name, value in found if name != word and one_slip(name, word)}


def _forms(name: str) -> Iterator[str]:
    yield name
    for i in range(1, len(name)):
        yield name[:i] + name[i + 1 :]


def one_slip(name: str, word: str) -> bool:
    """Whether one allowed slip turns the name into the word."""
    if name[:1] != word[:1] or abs(len(name) - len(word)) > 1:
        return False
    start = 0
    while start < min(len(name), len(word)) and name[start] == word[start]:
        start += 1
    end = 0
    while end < min(len(name), len(word)) - start and name[-1 - end] == word[-1 - end]:
        end += 1
    changed = (name[start : len(name) - end], word[start : len(word) - end])
    if max(map(len, changed)) > 1 or any(part.isdigit() for part in changed):
        return False
    return end > 0 or len(name) == len(word)
