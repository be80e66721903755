"""How alike two decisions are, by the words that tell one duty from another.

Words of every decision ("shall", "করতে হবে", "upload"), of its offices and of its deadline tell nothing. Of the rest,
spelling, case endings and order are forgiven; a number that is not the deadline's ("form 3") must be the same.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from tracker.domain.offices import Directory
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.script import WORD, fold, skeleton

ALIKE = 0.8
"""From here on two decisions are taken for the same duty; measured on tests/samples/likeness.toml."""

_MANY = 500
_COMPARED = 15
"""How many are compared by all their words, of those that share the most."""

_TOKEN = re.compile(f"[{WORD}]+")
_STEM = 3
"""Letters that an ending must leave."""
_SPELLING = 76
"""Percent of like letters from which two words are one."""
_JOINED = 85
"""The same for two words that were written as one: a single letter more or less."""


@dataclass(frozen=True, slots=True)
class Gist:
    """What a decision is about: its telling words as stems, each once, and its numbers."""

    words: tuple[str, ...]
    numbers: frozenset[str]


class Gists:
    """Finds the gist of decisions by the lists under [likeness] of the phrase files and the directory's names."""

    def __init__(self, book: Phrasebook, directory: Directory) -> None:
        endings = {skeleton(ending) for ending in book.words("likeness", "endings")}
        self._endings = sorted(filter(None, endings), key=len, reverse=True)
        passing = [*book.words("likeness", "passing"), *_names(directory)]
        tokens = [token for words in passing for token in _TOKEN.findall(fold(words))]
        self._passing = {form for token in tokens for form in (skeleton(token), self._stem(token))}

    def gist(self, text: str, deadline: str = "") -> Gist:
        """The gist of a decision's text; `deadline` are the words in it that state its deadline."""
        telling = text.replace(deadline, " ") if deadline else text
        tokens = _TOKEN.findall(fold(telling))
        words = [self._stem(token) for token in tokens if skeleton(token) not in self._passing]
        kept = [word for word in dict.fromkeys(words) if len(word) > 1 and word not in self._passing]
        return Gist(tuple(kept), frozenset(token.lstrip("0") for token in tokens if token.isdigit()))

    def _stem(self, token: str) -> str:
        word = skeleton(token)
        ending = next((e for e in self._endings if word.endswith(e) and len(word) - len(e) >= _STEM), "")
        return word.removesuffix(ending)


def likeness(one: Gist, other: Gist) -> float:
    """From 0 (nothing in common) to 1: how much of the shorter gist the longer one holds, and how much both share.

    A single telling word is not enough unless the other decision has no more either.
    """
    if one.numbers and other.numbers and not one.numbers & other.numbers:
        return 0.0
    shorter, longer = sorted((one.words, other.words), key=len)
    if not shorter or (len(shorter) == 1 and len(longer) > 1):
        return 0.0
    held, back = _held(shorter, longer), _held(longer, shorter)
    return 0.6 * held / len(shorter) + 0.4 * (held + back) / (len(shorter) + len(longer))


def _held(words: Sequence[str], others: Sequence[str]) -> int:
    """How many of `words` stand among the others; what one writes as two words, the other may write as one."""
    joined = [first + second for first, second in itertools.pairwise(others)]
    count = 0
    for at, word in enumerate(words):
        pairs = [*(word + after for after in words[at + 1 : at + 2]), *(before + word for before in words[at - 1 : at])]
        count += (
            any(_same_word(word, other) for other in others)
            or any(_same_spelling(word, other, _JOINED) for other in joined)
            or any(_same_spelling(pair, other, _JOINED) for pair in pairs for other in others)
        )
    return count


def _same_word(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) > _STEM and longer.startswith(shorter)) or _same_spelling(one, other)


def _same_spelling(one: str, other: str, percent: int = _SPELLING) -> bool:
    return fuzz.ratio(one, other) >= percent


def _names(directory: Directory) -> Iterable[str]:
    """The words that name offices: they say who, not what."""
    for kind in directory.kinds:
        for names in kind.names.values():
            yield from names
    for office in directory.offices:
        yield from office.place.values()


def same_words(one: str, other: str) -> float:
    """How alike two folded texts are as strings, from 0 to 1: for versions of one text, not for other wordings.

    0 for texts that are less than half alike, which costs little to see.
    """
    return fuzz.ratio(one, other, score_cutoff=50) / 100


class Index:
    """Gists under numbers of their own, to find the nearest without comparing all."""

    def __init__(self, gists: Mapping[int, Gist]) -> None:
        self._gists = gists
        self._places: dict[str, list[int]] = {}
        for key, gist in gists.items():
            for word in gist.words:
                self._places.setdefault(word, []).append(key)

    def nearest(self, gist: Gist, eligible: Callable[[int], bool]) -> tuple[float, int | None]:
        """(likeness, number) of the most alike that is eligible: the lowest number of equals; (0, None) for none.

        Only those are compared that share a word, letter for letter; of words that very many share, the rarest.
        """
        words = sorted((word for word in gist.words if word in self._places), key=lambda w: len(self._places[w]))
        shared: Counter[int] = Counter()
        for word in words:
            if shared and len(self._places[word]) > _MANY:
                break
            shared.update(key for key in self._places[word] if eligible(key))
        compared = [(likeness(gist, self._gists[key]), -key) for key, _ in shared.most_common(_COMPARED)]
        score, key = max(compared, default=(0.0, 0))
        return (score, -key) if score else (0.0, None)


def shared_words(one: str, other: str) -> float:
    """How many of their words two documents share, from 0 to 1; costs their length."""
    words, others = (Counter(_TOKEN.findall(fold(text))) for text in (one, other))
    total = words.total() + others.total()
    return 2 * (words & others).total() / total if total else 0.0
