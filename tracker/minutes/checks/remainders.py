"""Remainders: "দিনাজপুর ও লালমনিরহাট …, বাকি ০৭ টি জেলা" of eight districts, "five of eight …, the remaining four"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.domain.offices import Directory
from tracker.minutes.draft import DocumentWarning
from tracker.minutes.implementers import places_named
from tracker.minutes.numbers import FoundNumber, find_numbers
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import RawMeeting
from tracker.minutes.script import WORD, fold
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import OPEN, compiled, finder

_MOST_LOOSE = 4
"""Numbers without a unit that may or may not count the same thing; with more of them nothing can be said."""
_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+)?$", re.IGNORECASE)
_LEADING_OF = re.compile(r"(?:^|[.।;]\s*)(?:out\s+)?of\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Count:
    """A number in a text and what it is: total, remaining, part (of the unit), or loose (no unit named)."""

    value: int
    unit: str
    use: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A remainder that fits none of the ways in which it can be reckoned: its sentence, and the sum."""

    words: str
    message: str


def check_remainders(meeting: RawMeeting, directory: Directory, book: Phrasebook) -> Iterator[DocumentWarning]:
    """`count_mismatch` for each remainder that does not fit what the same text counts or names before it."""
    told = [(line.text, line.place) for line in (*meeting.header, *meeting.prose, *meeting.closing)]
    for item in meeting.items:
        told += [(text, item.place) for text in (item.discussion, item.decision, item.implementer or "")]
    for text, place in dict(told).items():
        for wrong in mismatches(text, directory, book):
            yield DocumentWarning("count_mismatch", wrong.message, wrong.words, place)


def mismatches(text: str, directory: Directory, book: Phrasebook) -> Iterator[Mismatch]:
    """The remainders of a text that cannot be right.

    The total is the one stated, else the number of the directory's offices of a kind; taken off are the numbers
    counted or the places named before. Where several ways of reckoning are open, one that fits is enough.
    """
    if not finder(book, "checks", "remaining").search(text):
        return
    whole, text = text, _apart(text, book)
    before: list[Count] = []
    since = 0
    for count in counts_in(text, book):
        if count.use == "remaining":
            possible = _possible(count, before, text[since : count.start], directory, book)
            if possible and count.value not in possible:
                wanted = " or ".join(map(str, sorted(possible)))
                words = _sentence_at(text, count)
                words = words if words in whole else whole[:200]
                yield Mismatch(words, f"{count.value} are said to remain where {wanted} remain")
            since, before = count.end, []
        else:
            before.append(count)


def _possible(count: Count, before: Sequence[Count], text: str, directory: Directory, book: Phrasebook) -> set[int]:
    """The remainders that the words before allow; empty when they do not say enough."""
    stated = [c.value for c in before if c.use == "total" and c.unit == count.unit]
    parts = sum(c.value for c in before if c.use == "part" and c.unit == count.unit)
    loose = [c.value for c in before if c.use == "loose"]
    if len(loose) > _MOST_LOOSE:
        return set()
    named = _named_back(text, directory, book)
    totals = set(stated[-1:]) or (_kind_sizes(named[-1], directory) if named else set())
    steps = [len(places) for places in named]
    taken = {parts, *steps, *(parts + n for n in steps)} - {0}
    if taken or loose:
        taken |= {t + extra for t in {0, *taken} for extra in _sums(loose)} - {0}
    known = parts or steps or (stated and all(number < stated[-1] for number in loose))
    return {total - n for total in totals for n in taken if total >= n} if known else set()


def _sums(numbers: Sequence[int]) -> set[int]:
    sums = {0}
    for number in numbers:
        sums |= {total + number for total in sums}
    return sums


def _named_back(text: str, directory: Directory, book: Phrasebook) -> list[frozenset[frozenset[str]]]:
    """The distinct places named, from the last sentence back: each entry adds the sentence before."""
    out: list[frozenset[frozenset[str]]] = []
    seen: frozenset[frozenset[str]] = frozenset()
    for sentence in reversed(list(sentences(text))):
        more = seen | _places(sentence, directory, book)
        if more != seen:
            out.append(more)
            seen = more
    return out


def _places(text: str, directory: Directory, book: Phrasebook) -> frozenset[frozenset[str]]:
    """The places of offices below the body that a text names, each as the codes of its offices."""
    whole = [m.span() for m in _body_names(directory).finditer(text)]
    found = (m for m in places_named(text, directory, book) if not any(a <= m.span[0] < b for a, b in whole))
    codes = (frozenset(m.codes) - {directory.body.code} for m in found)
    return frozenset(c for c in codes if c)


def _body_names(directory: Directory) -> re.Pattern[str]:
    return _names(tuple(directory.body.place.values()))


@lru_cache(maxsize=16)
def _names(places: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(f"{place}~" for place in places)


def _kind_sizes(places: frozenset[frozenset[str]], directory: Directory) -> set[int]:
    """How many offices there are of each kind that has one in every place named."""
    sizes = set()
    for kind in directory.kinds:
        codes = {office.code for office in directory.active_of_kind(kind.id)}
        if len(codes) > 1 and all(codes & place for place in places):
            sizes.add(len(codes))
    return sizes


def _apart(text: str, book: Phrasebook) -> str:
    """The text with a blank between a number in words and the classifier written to it ("চারটি")."""
    words = {w for language in book.languages for w in _number_words(book, language)}
    classifiers = [word.strip(OPEN) for word in book.words("checks", "classifiers")]
    if not words or not classifiers:
        return text
    joined = f"(?<![{WORD}])({'|'.join(sorted(map(re.escape, words), key=len, reverse=True))})({'|'.join(classifiers)})"
    return re.sub(joined + f"(?![{WORD}])", r"\1 \2", text)


def _number_words(book: Phrasebook, language: str) -> list[str]:
    table = book.section(language, "numbers").get("words", {})
    return [word for words in table.values() for word in words if not word.isascii()]


def counts_in(text: str, book: Phrasebook) -> list[Count]:
    """The numbers of a text that count areas or offices, in order, and those that may."""
    numbers = [n for n in find_numbers(text, book) if not n.ordinal and n.low is None]
    out: list[Count] = []
    for at, number in enumerate(numbers):
        following = numbers[at + 1] if at + 1 < len(numbers) else None
        unit, end = _unit_of(text, number, book)
        before, after = text[max(0, number.start - 40) : number.start], text[end : end + 20]
        if finder(book, "checks", "remaining").search(before[-18:]):
            unit = unit or _unit_understood(text, end, out, book)
            use = "remaining" if unit else "loose"
        elif unit and _is_total(before, after, at > 0 and _joined(text, numbers[at - 1], number), book):
            use = "total"
        elif following and _joined(text, number, following):
            unit, use = _unit_of(text, following, book)[0], "part"
        else:
            use = "part" if unit else "loose"
        if use == "loose" and number.value > 100:
            continue
        out.append(Count(number.value, unit, use, number.start, end))
    return out


def _unit_understood(text: str, end: int, before: Sequence[Count], book: Phrasebook) -> str:
    """The unit of "the remaining four were …" is that of the total named before; a noun would be another unit."""
    bare = finder(book, "checks", "bare_after").match(text, end + len(text[end:]) - len(text[end:].lstrip()))
    return next((c.unit for c in reversed(before) if c.use == "total"), "") if bare else ""


def _unit_of(text: str, number: FoundNumber, book: Phrasebook) -> tuple[str, int]:
    """(folded beginning of the unit after a number, its end); "" when the number counts something else."""
    at = number.end
    rest = text[at : at + 60]
    skip = re.match(r"[\s(]*", rest)
    here = at + (skip.end() if skip else 0)
    if classifier := finder(book, "checks", "classifiers").match(text, here):
        here = classifier.end()
    for start in (here, here + 1, *_word_starts(text, here)):
        if unit := finder(book, "checks", "units").match(text, start):
            return fold(unit.group())[:4], unit.end()
    return "", here


def _word_starts(text: str, at: int) -> list[int]:
    """Where the next two words begin (an adjective may stand before the unit: "eight riverside districts")."""
    stretch = re.split(r"[।.;,\d(]", text[at : at + 50])[0]
    return [at + m.start() for m in re.finditer(r"\S+", stretch)][:2]


def _joined(text: str, one: FoundNumber, other: FoundNumber) -> bool:
    """Whether "of the" alone stands between two numbers: "five of the eight"."""
    return bool(_OF.fullmatch(text[one.end : other.start]))


def _is_total(before: str, after: str, after_part: bool, book: Phrasebook) -> bool:
    if after_part or _LEADING_OF.search(before) or re.search(r"out of(?: the)?\s*$", before, re.IGNORECASE):
        return True
    total_before, total_after = (finder(book, "checks", f"total_{side}") for side in ("before", "after"))
    ends = [m.end() for m in total_before.finditer(before)]
    starts = total_after.search(after)
    return bool((ends and not before[ends[-1] :].strip()) or (starts and not after[: starts.start()].strip()))


def _sentence_at(text: str, count: Count) -> str:
    start = max(text.rfind(mark, 0, count.start) for mark in ("।", ". ", "\n")) + 1
    end = min((i for mark in ("।", ". ", "\n") if (i := text.find(mark, count.end)) >= 0), default=len(text))
    return text[start:end].strip()[:200]
