"""What part a run of words plays in its sentence: it acts, it only receives, or it is where something is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache

from tracker.minutes.implementers.folding import folded_name
from tracker.minutes.implementers.tokens import Sort, Token
from tracker.minutes.implementers.vocabulary import SECTION
from tracker.minutes.phrasebook import Phrasebook


class Role(StrEnum):
    """`WHERE`: all of them are where it is done, so they do it if nobody else does. `DOUBTFUL`: acts or is acted on."""

    ACTS = "acts"
    WHERE = "where"
    DOUBTFUL = "doubtful"
    OTHER = "other"


@lru_cache(maxsize=32)
def sentence_words(book: Phrasebook, language: str) -> SentenceWords:
    """The cues of a language, folded once for each book."""
    return SentenceWords(book, language)


class SentenceWords:
    """The cues of the table `implementers.sentence` of one language, folded."""

    def __init__(self, book: Phrasebook, language: str) -> None:
        table = book.section(language, SECTION).get("sentence", {})
        self._words = {key: frozenset(map(folded_name, words)) for key, words in table.items()}
        self._edges = {key: tuple(words) for key, words in self._words.items()}

    def has(self, key: str, word: str) -> bool:
        """Whether the folded word is one of the key's words."""
        return word in self._words.get(key, frozenset())

    def begins(self, key: str, words: Iterable[str]) -> bool:
        """Whether one of the folded words begins with one of the key's words."""
        beginnings = self._edges.get(key, ())
        return bool(beginnings) and any(word.startswith(beginnings) for word in words)

    def ends(self, key: str, word: str) -> bool:
        """Whether the folded word ends with one of the key's endings."""
        endings = self._edges.get(key, ())
        return bool(endings) and word.endswith(endings)


def plain(tokens: Sequence[Token]) -> list[str]:
    """The folded words among tokens, doubled letters taken out."""
    return [folded_name(t.folded) for t in tokens if t.sort not in (Sort.COMMA, Sort.OPEN, Sort.CLOSE)]
