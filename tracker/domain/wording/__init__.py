"""The words in which deadlines are explained, one module for each language."""

from __future__ import annotations

from tracker.domain.wording.bn import WORDS as BN
from tracker.domain.wording.en import WORDS as EN
from tracker.domain.wording.hi import WORDS as HI
from tracker.domain.wording.words import Words

_WORDS = {"bn": BN, "en": EN, "hi": HI}


def words(language: str) -> Words:
    """The words of a language. Raises ValueError for one other than bn, en, hi."""
    if language not in _WORDS:
        raise ValueError(f"no words for the language {language!r}; bn, en and hi are known")
    return _WORDS[language]
