"""Checks the phrase files for a clerk: keys, patterns, groups of words, and each entry's own examples."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.minutes.deadlines import DeadlineReading, read_deadline
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.entries import KEYS, SKIP, Entry, entry_of, patterns_of
from tracker.minutes.phrases.notation import SLOTS, PatternError, parse

EXAMPLE_BASIS = date(2023, 6, 25)
"""The issue date that examples are read against unless they name another (`basis`)."""

_RULE_KEYS = ("amount", "unit", "date", "every", "day", "weekdays", "dates")
_EXAMPLE_KEYS = {"text", "basis", "rule", "review", *_RULE_KEYS}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in which file (config/phrases/bn.toml) and at which entry or section."""

    file: str
    where: str
    what: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.what}"


def check_phrases(book: Phrasebook) -> list[Problem]:
    """Everything that is wrong in the sections of time of the phrase files; [] when all is well.

    Names unknown keys and groups, patterns that cannot be read, ids used twice, numbers out of range, entries
    without an example, and examples that do not give what they say.
    """
    problems: list[Problem] = []
    ids = Counter(
        raw.get("id") for language in book.languages for raw in book.section(language, "deadlines").get("entry", ())
    )
    for language in book.languages:
        file = f"config/phrases/{language}.toml"
        for where, what in _in_tables(book, language):
            problems.append(Problem(file, where, what))
        for number, raw in enumerate(book.section(language, "deadlines").get("entry", ()), start=1):
            where = f"deadlines.entry {raw.get('id') or number!r}"
            found = list(_in_entry(raw, book, language))
            if ids[raw.get("id")] > 1:
                found.append("another entry has the same id")
            if not found and (entry := entry_of(raw, language)) is not None:
                found = list(_in_examples(entry, book))
            problems += [Problem(file, where, what) for what in found]
    return problems


def explain_phrase(
    text: str, book: Phrasebook, basis: date, *, cell: bool = False
) -> tuple[DeadlineReading, list[Entry]]:
    """What a phrase gives, and the entries of its matches in order."""
    reading = read_deadline(text, book, basis=basis, cell=cell)
    by_id = {entry.id: entry for entry in patterns_of(book).entries}
    return reading, [by_id[match.entry] for match in reading.matches]


def _in_tables(book: Phrasebook, language: str) -> Iterator[tuple[str, str]]:
    months, weekdays = book.section(language, "months"), book.section(language, "weekdays")
    for name in months:
        if name not in ("bangla", "hijri") and not (name.isdecimal() and 1 <= int(name) <= 12):
            yield "months", f"`{name}` is no month; write 1 to 12"
    for name in weekdays:
        if not (name.isdecimal() and 1 <= int(name) <= 7):
            yield "weekdays", f"`{name}` is no weekday; write 1 (Monday) to 7 (Sunday)"
    for table in ("words", "scales", "ordinals"):
        for name in book.section(language, "numbers").get(table, {}):
            if not name.isdecimal():
                yield f"numbers.{table}", f"`{name}` is no number"
    units = {unit.value for unit in Unit}
    for table in ("units", "frequencies", "adverbs"):
        for name in book.section(language, "deadlines").get(table, {}):
            if name not in units:
                yield f"deadlines.{table}", f"`{name}` is no unit{_meant(name, units)}"


def _in_entry(raw: Mapping[str, Any], book: Phrasebook, language: str) -> Iterator[str]:
    for name, value in raw.items():
        if name not in KEYS:
            yield f"unknown key `{name}`{_meant(name, KEYS)}"
        elif not isinstance(value, KEYS[name]) or (isinstance(value, bool) and KEYS[name] is not bool):
            yield f"`{name}` must be {_NAMES[KEYS[name]]}"
    for name in ("id", "kind", "patterns"):
        if not raw.get(name):
            yield f"`{name}` is missing"
    kinds = {kind.value for kind in Kind} | {SKIP}
    if raw.get("kind") not in kinds:
        yield f"`{raw.get('kind')}` is no kind{_meant(str(raw.get('kind')), kinds)}"
    units = {unit.value for unit in Unit}
    for name in ("unit", "every"):
        if name in raw and raw[name] not in units:
            yield f"`{raw[name]}` is no unit{_meant(str(raw[name]), units)}"
    if not raw.get("examples"):
        yield "it needs at least one example"
    groups = set(book.section(language, "deadlines").get("words", {}))
    for pattern in raw.get("patterns", ()):
        yield from _in_pattern(str(pattern), groups)


def _in_pattern(pattern: str, groups: set[str]) -> Iterator[str]:
    try:
        parse(pattern)
    except PatternError as trouble:
        yield f"“{pattern}”: {trouble}"
        return
    for piece in pattern.split("{")[1:]:
        name = piece.partition("}")[0]
        plain = name.partition("=")[0]
        if f"{{{plain}}}" not in SLOTS and name not in groups:
            known = groups | {slot[1:-1] for slot in SLOTS}
            yield f"“{pattern}”: there is no slot or group of words `{name}`{_meant(name, known)}"


def _in_examples(entry: Entry, book: Phrasebook) -> Iterator[str]:
    for example in entry.examples:
        text = str(example.get("text", ""))
        for name in example:
            if name not in _EXAMPLE_KEYS:
                yield f"example “{text}”: unknown key `{name}`{_meant(name, _EXAMPLE_KEYS)}"
        basis = date.fromisoformat(example["basis"]) if "basis" in example else EXAMPLE_BASIS
        reading = read_deadline(text, book, basis=basis, cell=entry.cell)
        if entry.id not in {match.entry for match in reading.matches}:
            others = ", ".join(match.entry for match in reading.matches) or "nothing"
            yield f"example “{text}” is not recognised by this entry (by {others})"
            continue
        if difference := _difference(entry, example, reading.rule):
            yield f"example “{text}”: {difference}"


def _difference(entry: Entry, example: Mapping[str, Any], rule: DeadlineRule) -> str:
    kind = Kind.NONE if entry.kind == SKIP else example.get("rule", entry.kind)
    want = {"kind": str(kind)}
    for name in _RULE_KEYS:
        value = example.get(name, _given(entry, name, str(kind)))
        if value is not None:
            want[name] = value
    got = rule.to_json()
    wrong = {name for name in want if want[name] != got.get(name)}
    wrong |= {name for name in got if name not in want and name != "text"}
    if not wrong:
        return ""
    return "; ".join(f"{name} should be {want.get(name)}, is {got.get(name)}" for name in sorted(wrong))


def _given(entry: Entry, name: str, kind: str) -> Any:
    """What the entry itself fixes: an example need not repeat it."""
    if kind in (Kind.WITHIN, Kind.EVENT) and name in ("amount", "unit"):
        value = getattr(entry, name)
        return -value if name == "amount" and value and entry.before else value and getattr(value, "value", value)
    if kind == Kind.END_OF and name == "unit":
        return entry.unit and entry.unit.value
    if kind == Kind.EVERY and name == "every":
        return entry.every and entry.every.value
    if kind == Kind.EVERY and name == "day":
        return entry.day
    return None


_NAMES = {str: "a text in quotes", int: "a whole number", bool: "true or false", list: "a list"}


def _meant(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, list(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""
