"""The entries of [[deadlines.entry]]: patterns with what they mean, strengths, and their own examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from tracker.domain.deadlines import Kind, Unit
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.automaton import Automaton
from tracker.minutes.phrases.lexicon import Lexicon, base_lexicon, unusable
from tracker.minutes.phrases.notation import PatternError, parse

SKIP = "skip"
"""The kind of an entry whose words say when something was or how old it is, and never a deadline."""

STRENGTHS = {
    SKIP: 100, Kind.WITHIN: 60, Kind.BY: 60, Kind.END_OF: 60, Kind.EVERY: 60, Kind.BEFORE_NEXT_MEETING: 60,
    Kind.EVENT: 60, Kind.IMMEDIATE: 40, Kind.ONGOING: 30, Kind.VAGUE: 20, Kind.NONE: 10,
}  # fmt: skip
"""How strongly each kind binds, unless an entry says otherwise: of several readings only the strongest compete."""

KEYS = {
    "id": str, "kind": str, "patterns": list, "examples": list, "amount": int, "unit": str, "every": str, "day": int,
    "before": bool, "month": str, "cell": bool, "strength": int, "review": list, "end": bool, "from": str,
    "condition": bool, "follows": bool, "future": bool, "next": bool, "monthly": bool,
}  # fmt: skip
"""The keys that an entry may have, with their types (README.md beside the phrase files tells what they mean)."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One wording, or several that mean the same, as the phrase file gives it."""

    id: str
    kind: str
    patterns: tuple[str, ...]
    language: str
    amount: int | None = None
    unit: Unit | None = None
    every: Unit | None = None
    day: int | None = None
    before: bool = False
    """by: the day before the date; event: counted back."""
    end: bool = False
    """by: the end of the month or year that is named."""
    month: str = ""
    """by: "this" or "next" month's day."""
    future: bool = False
    """by: no deadline where the day has gone by."""
    monthly: bool = False
    """by: beside a monthly frequency its day of each month ("the monthly report by the 5th")."""
    next: bool = False
    """end_of: the period after the running one; by: the weekday of the next week."""
    counts_from: str = ""
    """within: "meeting" where the words count from the meeting's day."""
    condition: bool = False
    """Adds its review codes to whatever else the text says: "subject to funds"."""
    follows: bool = False
    """within: counted from the end of an earlier step where one stands before it."""
    cell: bool = False
    """Only where the whole text is a deadline column's cell."""
    strength: int = 0
    review: tuple[str, ...] = ()
    examples: tuple[Mapping[str, Any], ...] = field(default=())


@dataclass(frozen=True, slots=True, eq=False)
class Patterns:
    """All entries of a book, once for sentences and once for cells, with the words they use."""

    lexicon: Lexicon
    sentences: Automaton
    cells: Automaton
    entries: tuple[Entry, ...]


@lru_cache(maxsize=8)
def patterns_of(book: Phrasebook) -> Patterns:
    """The compiled entries of a book; once for each book.

    Raises ConfigError when an entry or pattern is wrong; `checking.check_phrases` names what and where.
    """
    lexicon = base_lexicon(book)
    sentences, cells = Automaton(), Automaton()
    found = tuple(
        entry_of(raw, language)
        for language in book.languages
        for raw in book.section(language, "deadlines").get("entry", ())
    )
    for entry in found:
        for pattern in entry.patterns:
            try:
                steps = parse(pattern, entry.language)
            except (PatternError, TypeError):
                raise unusable() from None
            added = cells.add(steps, entry)
            if not entry.cell:
                sentences.share(added)
    lexicon.settle(cells.symbols)
    return Patterns(lexicon, sentences, cells, found)


def entry_of(raw: Mapping[str, Any], language: str) -> Entry:
    """The entry as the phrase file gives it. Raises ConfigError when a key is missing or has a wrong type or value."""
    try:
        kind = str(raw["kind"])
        strength = raw.get("strength", STRENGTHS[SKIP if kind == SKIP else Kind(kind)])
        return Entry(
            id=str(raw["id"]),
            kind=kind,
            patterns=tuple(raw["patterns"]),
            language=language,
            amount=raw.get("amount"),
            unit=Unit(raw["unit"]) if "unit" in raw else None,
            every=Unit(raw["every"]) if "every" in raw else None,
            day=raw.get("day"),
            before=raw.get("before", False),
            end=raw.get("end", False),
            month=raw.get("month", ""),
            future=raw.get("future", False),
            monthly=raw.get("monthly", False),
            next=raw.get("next", False),
            counts_from=raw.get("from", ""),
            condition=raw.get("condition", False),
            follows=raw.get("follows", False),
            cell=raw.get("cell", False),
            strength=strength,
            review=tuple(raw.get("review", ())),
            examples=tuple(raw.get("examples", ())),
        )
    except (AttributeError, KeyError, ValueError, TypeError):
        raise unusable() from None
