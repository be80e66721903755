"""What a text says about a deadline: the rule, why a person must look, and the wordings that were recognised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Reckoning
from tracker.minutes.dates import FoundDate
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.choosing import choose
from tracker.minutes.phrases.entries import SKIP, patterns_of
from tracker.minutes.phrases.lattice import Lattice
from tracker.minutes.phrases.matching import Hit, hits
from tracker.minutes.phrases.named_days import DEFAULT_RECKONING, Bearings
from tracker.minutes.phrases.rules import Reading, reading_of
from tracker.minutes.phrases.words import MARK

CONFLICTING_FREQUENCY, DAMAGED = "conflicting_frequency", "damaged_text"
_WITHIN = Kind.WITHIN
_FLAGS = attrgetter("flags")
_TURNED = (Kind.WITHIN, Kind.BY, Kind.END_OF, Kind.EVERY)
_NOTICED = ("mixed_digits", "number_word_mismatch", "weekday_mismatch")


class Match(NamedTuple):
    """A wording found: its span in the text, the id of its entry, and the rule that it states by itself.

    `rule` is None for words that are recognised as no deadline (an age, a past date, a reporting date).
    """

    start: int
    end: int
    entry: str
    rule: DeadlineRule | None


@dataclass(frozen=True, slots=True)
class Notice:
    """Something odd in a deadline's words: the code of a document warning, and the words."""

    code: str
    excerpt: str


class DeadlineReading(NamedTuple):
    """What a text says about its deadline.

    `rule.text` holds the words; `review` the contract's codes (next_meeting_unknown is not among them: whether the
    document names the next meeting's date is not in this text). `counts_from` is "meeting" where the words count
    from the meeting's day, else "".
    """

    rule: DeadlineRule
    review: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    notices: tuple[Notice, ...] = ()
    counts_from: str = ""

    @property
    def matches(self) -> tuple[Match, ...]:
        """The wordings that were recognised, in order."""
        return tuple(Match(r.start, r.end, r.entry.id, None if r.entry.kind == SKIP else r.rule) for r in self.readings)


def read_deadline(
    text: str,
    book: Phrasebook,
    *,
    basis: date | None,
    cell: bool = False,
    discussion: str = "",
    decision: str = "",
    reckoning: Reckoning | None = None,
) -> DeadlineReading:
    """The deadline that a decision's sentence (in NFC) states, or (`cell`) the text of a deadline column's cell.

    `basis` is the day that dates without a year are read against, `reckoning` the body's calendars (for words such
    as "next week"); both default to what the contract names. With a `discussion`, a frequency there that differs
    from the decision's own is reviewed as conflicting_frequency; for a cell, `decision` is the sentence beside it.
    """
    bearings = Bearings(basis, reckoning or DEFAULT_RECKONING)
    patterns = patterns_of(book)
    lattice = Lattice(text, patterns.lexicon)
    found = hits(lattice, patterns.cells if cell else patterns.sentences)
    readings = [_read(hit, lattice, bearings) for hit in found]
    choice = choose(readings, [_explains(lattice, found, at) for at in range(len(found))] if len(found) > 1 else [])
    rule, review = choice.rule, choice.review
    if cell and choice.reading is None and _says_something(lattice):
        rule, review = DeadlineRule(Kind.VAGUE, text=text.strip()), ("vague_deadline",)
    elif cell and choice.reading is not None and not review and _has_rest(lattice, found):
        review = ("vague_deadline",)
    if "\ufffd" in text:
        review = (*review, DAMAGED)
    if discussion and rule.kind is Kind.EVERY:
        from tracker.minutes.phrases.frequencies import conflicts

        if conflicts(rule, decision or text, discussion, book):
            review = (*review, CONFLICTING_FREQUENCY)
    counts_from = choice.reading.entry.counts_from if choice.reading else ""
    notices = _notices(readings, text) if any(map(_FLAGS, readings)) else ()
    return DeadlineReading(rule, review, tuple(readings), notices, counts_from)


def _read(hit: Hit, lattice: Lattice, bearings: Bearings) -> Reading:
    entry, first, after, _, gloss = hit
    span = lattice.tokens[first].start, lattice.tokens[after - 1].end
    is_last = after == len(lattice.tokens)
    glossed = _glossed(lattice, hit) if gloss or (entry.kind == _WITHIN and not is_last) else None
    reading = reading_of(hit, lattice.text, span, bearings, glossed)
    if not is_last and reading.rule.kind in _TURNED and _is_turned(lattice, after):
        reading = reading._replace(review=tuple(dict.fromkeys((*reading.review, "vague_deadline"))))
    return reading


def _is_turned(lattice: Lattice, at: int) -> bool:
    """Whether "before" or "after" stands right behind, so that the words mean something else."""
    at += at < len(lattice.tokens) and lattice.lexicon.is_in("deadlines.linkers", lattice.tokens[at].key)
    return at < len(lattice.tokens) and lattice.lexicon.is_in("deadlines.turners", lattice.tokens[at].key)


def _notices(readings: list[Reading], text: str) -> tuple[Notice, ...]:
    stated = [r for r in readings if r.entry.kind != SKIP]
    return tuple(Notice(flag, text[r.start : r.end]) for r in stated for flag in r.flags if flag in _NOTICED)


def _glossed(lattice: Lattice, hit: Hit) -> FoundDate | None:
    """A whole date in the bracketed remark within a hit or right after it."""
    inside = hit.gloss
    if inside is None and hit.after < len(lattice.tokens) and (after := lattice.gloss(hit.after)) is not None:
        inside = (hit.after + 1, after - 1)
    for at in range(*(inside or (0, 0))):
        reading = lattice.reader.date_at(at)
        if reading and reading[0].precision == "day":
            return reading[0]
    return None


def _explains(lattice: Lattice, found: list[Hit], at: int) -> bool:
    """Whether only "that is" stands between a hit and the one before it."""
    if at == 0:
        return False
    between = lattice.tokens[found[at - 1].after : found[at].first]
    words = [t for t in between if t.kind != MARK]
    return bool(words) and len(between) <= 4 and all(lattice.lexicon.is_in("dates.that_is", t.key) for t in words)


def _has_rest(lattice: Lattice, found: list[Hit]) -> bool:
    """Whether a cell holds more than what was understood: numbers and days anywhere, other words outside brackets. A
    time of the day is understood."""
    if sum([after - first for _, first, after, _, _ in found]) == len(lattice.tokens):
        return False
    covered = {at for hit in found for at in range(hit.first, hit.after)}
    for at in range(len(lattice.tokens)):
        if at not in covered:
            covered.update(range(at, lattice.behind_time(at)))
    depth = 0
    for at, token in enumerate(lattice.tokens):
        if token.kind == MARK:
            depth += (token.key in "([") - (token.key in ")]")
        elif at in covered or (depth > 0 and lattice.is_plain(at)):
            continue
        elif not lattice.lexicon.is_in("deadlines.harmless", token.key):
            return True
    return False


def _says_something(lattice: Lattice) -> bool:
    words = [t.key for t in lattice.tokens if t.kind != MARK]
    return bool(words) and not lattice.lexicon.is_in("deadlines.blank", "".join(words))
