"""Phrases put together at random, whose meaning is known: read exactly, or a person is told to look."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.minutes.implementers.conftest import directory_of, packaged_book
from tracker.domain.offices import Directory, Office, OfficeKind
from tracker.minutes.implementers import resolve

UNKNOWN = {
    "bn": ("সিভিল সার্জন", "উপপরিচালক, সমাজসেবা", "জেলা শিক্ষা অফিসার", "নির্বাহী প্রকৌশলী, এলজিইডি", "অধ্যক্ষ, সরকারি কলেজ"),
    "en": ("Civil Surgeon", "Executive Engineer, LGED", "District Education Officer", "Water Development Board"),
    "hi": ("पुलिस अधीक्षक", "जिला शिक्षा अधिकारी", "कार्यपालन यंत्री, लोक निर्माण विभाग"),
}
HELPED = {
    "bn": ("{} ({} এর সহযোগিতায়)",),
    "en": ("{} (with support from {})", "{} (in coordination with {})"),
    "hi": ("{} ({} के सहयोग से)",),
}
EVERY = {
    "bn": ("সকল {}", "{} (সকল)", "প্রতিটি {}", "{}, সকল"),
    "en": ("All {}", "{} (all)"),
    "hi": ("समस्त {}", "{} (सभी)"),
}
EXCEPT = {
    "bn": ("{k} ({p} ব্যতীত সকল)", "{p} ছাড়া সকল {k}", "সকল {k} ({p} বাদে)"),
    "en": ("All {k} except {p}", "All {k} (excluding {p})"),
    "hi": ("{p} को छोड़कर समस्त {k}", "समस्त {k} ({p} को छोड़कर)"),
}
AND = {"bn": (" ও ", " এবং "), "en": (" and ", " & "), "hi": (" एवं ", " और ")}
NAMES = ("division", "upazila", "district", "ngo", "nation")


@dataclass(frozen=True)
class Part:
    """Words, whom they mean, and whether somebody unknown is named."""

    text: str
    codes: frozenset[str]
    unknown: bool = False


class Composer:
    """Composes parts for one directory in one language."""

    def __init__(self, name: str, dice: random.Random) -> None:
        self.dice = dice
        self.directory: Directory = directory_of(name)
        named = {lang for kind in self.directory.kinds for lang in kind.names}
        self.language = dice.choice(sorted(named))

    def part(self) -> Part:
        if self.dice.random() < 0.12:
            return Part(self.dice.choice(UNKNOWN[self.language]), frozenset(), unknown=True)
        kind = self.dice.choice([k for k in self.directory.kinds if self.language in k.names])
        offices = list(self.directory.active_of_kind(kind.id))
        name = self.dice.choice(kind.names[self.language])
        if len(offices) == 1:
            return Part(name, frozenset({offices[0].code}))
        makers: list[Callable[[str, OfficeKind, list[Office]], Part]] = [self.listed]
        below = [office for office in offices if self.directory.is_below(office, self.directory.body.code)]
        if len(below) > 2 and "," not in name and "(" not in name:
            makers += [self.every, self.everyone_but]
        return self.dice.choice(makers)(name, kind, below or offices)

    def listed(self, name: str, kind: OfficeKind, offices: list[Office]) -> Part:
        alone = [o for o in offices if sum(self.place(o) == self.place(other) for other in offices) == 1]
        chosen = self.dice.sample(alone, min(len(alone), self.dice.choice((1, 1, 2, 3))))
        text = f"{name}, {self.list_of(chosen)}"
        if self.dice.random() < 0.2:
            text = self.dice.choice(HELPED[self.language]).format(text, self.dice.choice(UNKNOWN[self.language]))
        return Part(text, frozenset(o.code for o in chosen))

    def every(self, name: str, kind: OfficeKind, offices: list[Office]) -> Part:
        return Part(self.dice.choice(EVERY[self.language]).format(name), frozenset(o.code for o in offices))

    def everyone_but(self, name: str, kind: OfficeKind, offices: list[Office]) -> Part:
        drawn = self.dice.sample(offices, self.dice.choice((1, 1, 2)))
        out = list({self.place(office): office for office in drawn}.values())  # nobody names Kaliganj twice
        same = {office.code for office in offices if self.place(office) in {self.place(o) for o in out}}
        text = self.dice.choice(EXCEPT[self.language]).format(k=name, p=self.list_of(out))
        return Part(text, frozenset(o.code for o in offices if o.code not in same))

    def place(self, office: Office) -> str:
        return office.place.get(self.language) or next(iter(office.place.values()))

    def list_of(self, offices: list[Office]) -> str:
        names = [self.place(office) for office in offices]
        last = self.dice.choice(AND[self.language]) + names.pop() if names[1:] else ""
        return ", ".join(names) + last


@settings(max_examples=400)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_a_single_phrase_is_read_exactly(name: str, dice: random.Random) -> None:
    composer = Composer(name, dice)
    part = composer.part()
    reading = resolve(part.text, composer.directory, packaged_book())
    assert set(reading.offices) == part.codes, part
    assert reading.review == (("unresolved_implementer",) if part.unknown else ()), part


@settings(max_examples=400)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_phrases_between_semicolons_are_read_each_by_itself(name: str, dice: random.Random) -> None:
    composer = Composer(name, dice)
    parts = [composer.part() for _ in range(3)]
    text = "; ".join(part.text for part in parts)
    reading = resolve(text, composer.directory, packaged_book())
    assert set(reading.offices) == frozenset[str]().union(*(part.codes for part in parts)), text
    assert bool(reading.review) == any(part.unknown for part in parts), text


@settings(max_examples=400)
@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_phrases_joined_by_and_are_never_read_wrongly_in_silence(name: str, dice: random.Random) -> None:
    composer = Composer(name, dice)
    parts = [composer.part() for _ in range(2)]
    text = dice.choice(AND[composer.language]).join(part.text for part in parts)
    reading = resolve(text, composer.directory, packaged_book())
    meant = parts[0].codes | parts[1].codes
    unknown = any(part.unknown for part in parts)
    assert reading.review or (set(reading.offices) == meant and not unknown), (text, sorted(meant), reading.offices)
