"""The examples that each entry of the phrase files carries, read and compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.minutes.deadlines import read_deadline
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.entries import SKIP, Entry

EXAMPLE_BASIS = date(2023, 6, 25)
"""The issue date that examples are read against unless they name another (`basis`)."""

_RULE_KEYS = ("amount", "unit", "date", "every", "day", "weekdays", "dates")
_KEYS = frozenset({"text", "basis", "rule", *_RULE_KEYS})


def check_examples(entry: Entry, book: Phrasebook) -> Iterator[str]:
    """What is wrong with the examples of an entry: each must be recognised by it and give what it says."""
    for example in entry.examples:
        text = str(example["text"])
        if unknown := [name for name in example if name not in _KEYS]:
            yield f"example “{text}”: unknown key `{unknown[0]}`"
            continue
        basis = _basis(example)
        if basis is None:
            yield f"example “{text}”: `basis` must be a date such as 2023-06-25, in quotes"
            continue
        reading = read_deadline(text, book, basis=basis, cell=entry.cell)
        if entry.id not in {match.entry for match in reading.matches}:
            others = ", ".join(match.entry for match in reading.matches) or "nothing"
            yield f"example “{text}” is not recognised by this entry (but by {others})"
        elif difference := _difference(entry, example, reading.rule):
            yield f"example “{text}”: {difference}"


def _basis(example: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(example["basis"]) if "basis" in example else EXAMPLE_BASIS
    except (TypeError, ValueError):
        return None


def _difference(entry: Entry, example: Mapping[str, Any], rule: DeadlineRule) -> str:
    kind = str(Kind.NONE if entry.kind == SKIP else example.get("rule", entry.kind))
    want: dict[str, Any] = {"kind": kind}
    for name in _RULE_KEYS:
        value = example.get(name, _given(entry, name, kind))
        if value is not None:
            want[name] = value
    got = rule.to_json()
    wrong = {name for name in want if want[name] != got.get(name)}
    wrong |= {name for name in got if name not in want and name != "text"}
    return "; ".join(f"{name} should be {want.get(name)}, is {got.get(name)}" for name in sorted(wrong))


def _given(entry: Entry, name: str, kind: str) -> Any:
    """What the entry itself fixes: an example need not repeat it."""
    if kind in (Kind.WITHIN, Kind.EVENT) and name == "amount":
        return -entry.amount if entry.amount and entry.before else entry.amount
    if kind in (Kind.WITHIN, Kind.EVENT, Kind.END_OF) and name == "unit":
        return entry.unit and entry.unit.value
    if kind == Kind.EVERY and name == "every":
        return entry.every and entry.every.value
    return entry.day if kind == Kind.EVERY and name == "day" else None
