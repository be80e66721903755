"""Results kept for the texts of the document at hand, which several readers ask for in turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar, TypeVarTuple

S = TypeVar("S", bound=str | tuple[object, ...])
Ts = TypeVarTuple("Ts")
T = TypeVar("T")

KEPT = 512
"""So many texts are kept: the cells and sentences of a few pages."""
LONGEST = 4_000
"""Longer texts are not kept, so that what is kept stays small (in characters)."""

_forgetting: list[Callable[[], None]] = []


def per_text(read: Callable[[S, *Ts], T]) -> Callable[[S, *Ts], T]:
    """A pure function of a text, or of the lines of one, that does not work twice for what it has just seen."""
    kept = lru_cache(maxsize=KEPT)(read)
    _forgetting.append(kept.cache_clear)

    @wraps(read)
    def reader(text: S, *more: *Ts) -> T:
        return kept(text, *more) if len(text) <= LONGEST else read(text, *more)

    return reader


def forget() -> None:
    """Drops all that is kept of texts, as if the next document were the first (for measuring)."""
    for clear in _forgetting:
        clear()
