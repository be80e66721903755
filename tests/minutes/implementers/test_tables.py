"""What the phrases in tables/ mean: one line a phrase, "phrase → offices and reviews".

"all:KIND" are all active offices of a kind, "!CODE" leaves one out of them, the other words are codes; ambiguous,
unresolved and nobody are the reviews. "\\n" stands for a line end.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.minutes.implementers.conftest import directory_of, packaged_book
from tracker.domain.offices import Directory
from tracker.minutes.implementers import resolve, resolve_in_sentence

TABLES = sorted((Path(__file__).parent / "tables").glob("*.txt"))
REVIEWS = {
    "unresolved": "unresolved_implementer",
    "ambiguous": "ambiguous_implementer",
    "nobody": "no_implementer",
}


def rows(table: Path) -> Iterator[tuple[str, set[str], set[str]]]:
    directory = directory_of(table.stem.removesuffix("-sentences"))
    for line in table.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            phrase, _, meant = line.rpartition(" → ")
            words = meant.split()
            yield (
                phrase.replace("\\n", "\n"),
                set(offices(words, directory)),
                {REVIEWS[word] for word in words if word in REVIEWS},
            )


def offices(words: list[str], directory: Directory) -> set[str]:
    found: set[str] = set()
    for word in words:
        if word.startswith("all:"):
            found |= {office.code for office in directory.active_of_kind(word.removeprefix("all:"))}
        elif not word.startswith("!") and word not in REVIEWS:
            found.add(word)
    return found - {word.removeprefix("!") for word in words if word.startswith("!")}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.stem)
def test_every_phrase_of_the_table_means_exactly_what_the_table_says(table: Path) -> None:
    directory = directory_of(table.stem.removesuffix("-sentences"))
    read = resolve_in_sentence if table.stem.endswith("-sentences") else resolve
    wrong = []
    for phrase, codes, review in rows(table):
        reading = read(phrase, directory, packaged_book())
        if set(reading.offices) != codes or set(reading.review) != review:
            wrong.append((phrase, sorted(codes), sorted(review), reading.offices, reading.review))
    assert wrong == []


def test_the_tables_hold_hundreds_of_phrases_and_only_known_codes() -> None:
    count = 0
    for table in TABLES:
        known = {office.code for office in directory_of(table.stem.removesuffix("-sentences")).offices}
        for phrase, codes, review in rows(table):
            count += 1
            assert codes <= known, phrase
            assert codes or review, phrase
    assert count > 800
