"""Finding known names in a text's words: the longest name at each word, however it is split or joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from tracker.minutes.implementers.folding import LONGEST_EXACT, Word, is_doubled

T = TypeVar("T")

LONGEST_NAME = 24
"""A name is looked for in at most so many words, which bounds the work for each word of a text."""

LONGEST_ENDING = 24
"""What is left of a word behind a name is an ending only if it has at most so many letters."""


@dataclass(slots=True)
class _Node(Generic[T]):
    after: dict[str, _Node[T]] = field(default_factory=dict)
    values: list[T] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Found(Generic[T]):
    """What stands at a word: the values of the name, the index behind its last word, and that word's ending."""

    values: tuple[T, ...]
    behind: int
    ending: str
    letters: int


class Trie(Generic[T]):
    """Folded names (see folding.joined) with their values."""

    def __init__(self) -> None:
        self._root: _Node[T] = _Node()

    def add(self, name: str, value: T) -> None:
        """Adds a value under a folded name (once, however often it is added); an empty name is ignored."""
        if not name:
            return
        node = self._root
        for letter in name:
            node = node.after.setdefault(letter, _Node())
        if value not in node.values:
            node.values.append(value)

    def remove(self, name: str, value: T) -> None:
        """Takes a value away from a name."""
        values = self.get(name)
        if isinstance(values, list) and value in values:
            values.remove(value)

    def get(self, name: str) -> Sequence[T]:
        """The values of exactly this folded name."""
        node = self._root
        for letter in name:
            if letter not in node.after:
                return ()
            node = node.after[letter]
        return node.values

    def found_at(
        self, words: Sequence[Word], first: int, reach: int, endings: Mapping[str, object]
    ) -> Iterator[Found[T]]:
        """The names that begin at word `first` and end before word `reach`.

        A name ends where a word ends, or where what is left of the word is an ending. Doubled letters are passed
        over in long names only, as in folding.joined.
        """
        exact: _Node[T] | None = self._root
        loose: _Node[T] | None = self._root
        before, letters = "", 0
        for index in range(first, min(reach, first + LONGEST_NAME)):
            word = words[index].folded
            for offset, letter in enumerate(word):
                node = exact if letters <= LONGEST_EXACT else loose
                left = len(word) - offset
                if offset and node and node.values and left <= LONGEST_ENDING and word[offset:] in endings:
                    yield Found(tuple(node.values), index + 1, word[offset:], letters)
                if letter == "'":
                    continue
                exact = exact.after.get(letter) if exact else None
                if loose and not is_doubled(before, letter):
                    loose = loose.after.get(letter)
                before, letters = letter, letters + 1
                if exact is None and loose is None:
                    return
            node = exact if letters <= LONGEST_EXACT else loose
            if node and node.values:
                yield Found(tuple(node.values), index + 1, "", letters)
