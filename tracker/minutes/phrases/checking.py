"""Checks the phrase files for a clerk: keys, patterns, groups of words, and each entry's own examples."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.deadlines import Kind, Unit
from tracker.minutes.deadlines import DeadlineReading, read_deadline
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.entries import KEYS, SKIP, Entry, patterns_of
from tracker.minutes.phrases.examples import check_examples
from tracker.minutes.phrases.notation import SLOTS, PatternError, parse
from tracker.settings.resources import resource
from tracker.settings.toml_lines import Key
from tracker.settings.toml_source import TomlSource

_UNITS = frozenset(unit.value for unit in Unit)
_KINDS = frozenset({SKIP, *(kind.value for kind in Kind)})
_TYPE_NAMES = {str: "a text in quotes", int: "a whole number", bool: "true or false", list: "a list"}
_ANY_NUMBER = range(10**9)
# The tables of words, with the keys that they may have and what those are.
_TABLES: tuple[tuple[tuple[str, ...], Any, str], ...] = (
    (("numbers", "words"), _ANY_NUMBER, "number"),
    (("numbers", "scales"), _ANY_NUMBER, "number"),
    (("numbers", "ordinals"), _ANY_NUMBER, "number"),
    (("months",), range(1, 13), "month (1 to 12)"),
    (("months", "bangla"), range(1, 13), "month (1 to 12)"),
    (("months", "hijri"), range(1, 13), "month (1 to 12)"),
    (("weekdays",), range(1, 8), "weekday (1 is Monday, 7 Sunday)"),
    (("deadlines", "units"), _UNITS, "unit"),
    (("deadlines", "frequencies"), _UNITS, "unit"),
    (("deadlines", "adverbs"), _UNITS, "unit"),
    (("deadlines", "words"), None, ""),
)
_INNER = {"months": ("bangla", "hijri")}


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and where: language of the phrase file, path of keys in it, and the entry's id or the section."""

    language: str
    keys: tuple[Key, ...]
    where: str
    what: str

    def __str__(self) -> str:
        return f"config/phrases/{self.language}.toml: {self.where}: {self.what}"


def check_phrases(book: Phrasebook) -> list[Problem]:
    """Everything that is wrong in the sections of time of the phrase files; [] when all is well.

    Names unknown keys and groups, patterns that cannot be read, ids used twice, numbers out of range, entries
    without an example, and examples that do not give what they say.
    """
    problems = [p for language in book.languages for p in _of_tables(book, language)]
    ids = Counter(raw.get("id") for language in book.languages for _, raw in _entries(book, language))
    for language in book.languages:
        groups = frozenset(book.section(language, "deadlines").get("words", {}))
        for keys, raw in _entries(book, language):
            found = list(_in_entry(raw, groups))
            if ids[raw.get("id")] > 1:
                found.append("another entry has the same id")
            where = f"entry {raw.get('id') or f'number {int(keys[-1]) + 1}'}"
            problems += [Problem(language, keys, where, what) for what in found]
    if problems:
        return problems
    entries = {entry.id: entry for entry in patterns_of(book).entries}
    return [
        Problem(language, keys, f"entry {raw['id']}", what)
        for language in book.languages
        for keys, raw in _entries(book, language)
        for what in check_examples(entries[raw["id"]], book)
    ]


def problem_lines(problems: Iterable[Problem], home: Path | None = None) -> list[str]:
    """Each problem as `file:line: where: what`, by the user's phrase files or the packaged ones."""
    sources: dict[str, TomlSource] = {}
    lines = []
    for problem in problems:
        if problem.language not in sources:
            path = resource(f"config/phrases/{problem.language}.toml", home)
            sources[problem.language] = TomlSource.load(path)
        lines.append(f"{sources[problem.language].at(*problem.keys)}: {problem.where}: {problem.what}")
    return lines


def explain_phrase(
    text: str, book: Phrasebook, basis: date, *, cell: bool = False
) -> tuple[DeadlineReading, list[Entry]]:
    """What a phrase gives, and the entries of its matches in order."""
    reading = read_deadline(text, book, basis=basis, cell=cell)
    by_id = {entry.id: entry for entry in patterns_of(book).entries}
    return reading, [by_id[match.entry] for match in reading.matches]


def _entries(book: Phrasebook, language: str) -> Iterator[tuple[tuple[Key, ...], Mapping[str, Any]]]:
    found = book.section(language, "deadlines").get("entry", ())
    for number, raw in enumerate(found if isinstance(found, list) else ()):
        yield ("deadlines", "entry", number), raw if isinstance(raw, dict) else {}


def _of_tables(book: Phrasebook, language: str) -> Iterator[Problem]:
    for path, wanted, name in _TABLES:
        table: Any = book.section(language, path[0])
        for step in path[1:]:
            table = table.get(step, {}) if isinstance(table, Mapping) else {}
        where = f"[{'.'.join(path)}]"
        if not isinstance(table, Mapping):
            yield Problem(language, path, where, "it must be a table")
            continue
        for key, words in table.items():
            if key in _INNER.get(".".join(path), ()):
                continue
            if wanted is not None and not _is_wanted(key, wanted):
                yield Problem(language, (*path, key), where, f"`{key}` is no {name}{_meant(key, wanted)}")
            if not _are_texts(words):
                yield Problem(language, (*path, key), where, f"`{key}` must be a list of texts in quotes")
    for name in book.section(language, "deadlines").get("words", {}):
        if f"{{{name}}}" in SLOTS:
            keys = ("deadlines", "words", name)
            yield Problem(language, keys, "[deadlines.words]", f"`{name}` is the name of a slot; take another")
    for section in ("endings", "numbers", "dates", "deadlines", "likeness"):
        for key, words in book.section(language, section).items():
            if isinstance(words, list) and key != "entry" and not _are_texts(words):
                yield Problem(language, (section, key), f"[{section}]", f"`{key}` must be a list of texts in quotes")


def _is_wanted(key: str, wanted: Any) -> bool:
    return key in wanted if isinstance(wanted, frozenset) else key.isdecimal() and int(key) in wanted


def _are_texts(words: Any) -> bool:
    return isinstance(words, list) and all(isinstance(word, str) for word in words)


def _in_entry(raw: Mapping[str, Any], groups: frozenset[str]) -> Iterator[str]:
    for name, value in raw.items():
        if name not in KEYS:
            yield f"unknown key `{name}`{_meant(name, KEYS)}"
        elif not isinstance(value, KEYS[name]) or (isinstance(value, bool) and KEYS[name] is not bool):
            yield f"`{name}` must be {_TYPE_NAMES[KEYS[name]]}"
    for name in ("id", "kind", "patterns", "examples"):
        if not raw.get(name):
            yield f"`{name}` is missing"
    if raw.get("kind", SKIP) not in _KINDS:
        yield f"`{raw['kind']}` is no kind{_meant(str(raw['kind']), _KINDS)}"
    for name in ("unit", "every"):
        if name in raw and raw[name] not in _UNITS:
            yield f"`{raw[name]}` is no unit{_meant(str(raw[name]), _UNITS)}"
    patterns = raw.get("patterns")
    for pattern in patterns if isinstance(patterns, list) else ():
        yield from _in_pattern(pattern, groups)
    examples = raw.get("examples")
    for example in examples if isinstance(examples, list) else ():
        if not isinstance(example, dict) or not isinstance(example.get("text"), str):
            yield "each of `examples` must be a table with a `text`"


def _in_pattern(pattern: Any, groups: frozenset[str]) -> Iterator[str]:
    if not isinstance(pattern, str):
        yield "`patterns` must hold texts in quotes"
        return
    try:
        parse(pattern)
    except PatternError as trouble:
        yield f"“{pattern}”: {trouble}"
        return
    for piece in pattern.split("{")[1:]:
        name = piece.partition("}")[0]
        if f"{{{name.partition('=')[0]}}}" not in SLOTS and name not in groups:
            known = {*groups, *(slot[1:-1] for slot in SLOTS)}
            yield f"“{pattern}”: there is no slot or group of words `{name}`{_meant(name, known)}"


def _meant(word: str, known: Any) -> str:
    near = difflib.get_close_matches(word, [k for k in known if isinstance(k, str)], n=1)
    return f"; did you mean `{near[0]}`?" if near else ""
