"""What a discussion says offices have done already, or not: "দিনাজপুর ও লালমনিরহাট … থাকলেও বাকি ৬টি জেলায় … নাই"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from tracker.domain.offices import Directory
from tracker.minutes.implementers import places_named
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.script import WORD, fold
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import compiled, finder

Found = Literal["done", "missing"]

_WORDS = re.compile(f"[{WORD}]{{3,}}")


@dataclass(frozen=True, slots=True)
class Finding:
    """What the meeting found of one office, in the discussion's own words."""

    office_code: str
    found: Found
    text: str


def findings_in(discussion: str, offices: Sequence[str], directory: Directory, book: Phrasebook) -> tuple[Finding, ...]:
    """What is clearly said of these offices, in their order; () when nothing is.

    Clear is a clause that names places of offices, or "the remaining ones" after such names, and says either that it is
    done or that it is missing. A clause that begins with "but" goes on about the same offices. What has only partly
    been done is missing.
    """
    told: dict[str, list[tuple[Found, str]]] = {}
    named: set[str] = set()
    subject: set[str] = set()
    for sentence in sentences(discussion):
        for goes_on, clause in _clauses(sentence, book):
            here = _named(clause, offices, directory, book)
            if here:
                named |= here
                subject = here
            elif finder(book, "checks", "remaining").search(clause):
                subject = set(offices) - named if named else set()
            elif not goes_on:
                subject = set()
            if subject and (found := _polarity(clause, book)):
                for code in subject:
                    told.setdefault(code, []).append((found, sentence))
    return tuple(_of_office(code, told[code]) for code in offices if code in told)


def about(findings: Sequence[Finding], texts: Mapping[int, str]) -> int | None:
    """Which of several decisions (by any key) on one discussion the findings are about, None when that is not clear.

    It is the one that shares the most words with them that the others do not have.
    """
    if len(texts) == 1:
        return next(iter(texts))
    spoken = _words(" ".join(finding.text for finding in findings))
    own = {key: _words(text) for key, text in texts.items()}
    common = set.intersection(*own.values())
    scores = sorted(((len((words - common) & spoken), key) for key, words in own.items()), reverse=True)
    (best, key), (second, _) = scores[0], scores[1]
    return key if best > second else None


def _of_office(code: str, told: Sequence[tuple[Found, str]]) -> Finding:
    found: Found = "missing" if any(each == "missing" for each, _ in told) else "done"
    return Finding(code, found, " ".join(dict.fromkeys(sentence for _, sentence in told)))


def _clauses(sentence: str, book: Phrasebook) -> Iterator[tuple[bool, str]]:
    """The clauses of a sentence, each with whether it goes on about the same offices as the one before it."""
    opening = finder(book, "findings", "opening")
    cuts = {match.start() for match in opening.finditer(sentence)}
    cuts |= {match.end() for match in finder(book, "findings", "closing").finditer(sentence)}
    edges = [0, *sorted(cuts - {0, len(sentence)}), len(sentence)]
    for start, end in pairwise(edges):
        clause = sentence[start:end].strip()
        yield start > 0 or bool(opening.match(clause)), clause


def _named(clause: str, offices: Sequence[str], directory: Directory, book: Phrasebook) -> set[str]:
    """The offices of which a place is named; the body's own name ("রংপুর বিভাগ") is none of them."""
    whole = [match.span() for match in _body_names(tuple(directory.body.place.values())).finditer(clause)]
    found: set[str] = set()
    for match in places_named(clause, directory, book):
        if not any(start <= match.span[0] < end for start, end in whole):
            found |= set(match.codes)
    return found & set(offices)


@lru_cache(maxsize=16)
def _body_names(places: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(f"{place}~" for place in places)


def _polarity(clause: str, book: Phrasebook) -> Found | None:
    """What a clause says; None when it says neither, or both."""
    missing = [match.span() for match in finder(book, "findings", "missing").finditer(clause)]
    done = [
        match
        for match in finder(book, "findings", "done").finditer(clause)
        if not any(start <= match.start() < end or match.start() <= start < match.end() for start, end in missing)
    ]
    if bool(missing) == bool(done):
        return None
    return "missing" if missing else "done"


def _words(text: str) -> set[str]:
    return set(_WORDS.findall(fold(text)))
