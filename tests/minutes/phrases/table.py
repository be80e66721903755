"""The tables of phrases: one line a case, `text => rule ! review codes`, read against one issue date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

BASIS = date(2023, 6, 25)
TABLES = Path(__file__).parent / "tables"
_OWN_REVIEW = {
    "vague": "vague_deadline",
    "event": "unknown_event",
    "immediate": "policy_deadline",
    "none": "no_deadline",
}


class Case(NamedTuple):
    """A text, the rule that it states (without its words) and the review codes."""

    text: str
    rule: dict[str, Any]
    review: set[str]


def cases(name: str) -> Iterator[Case]:
    """The cases of a table; a text may run over a line end, comments and headings begin with #."""
    text = ""
    for line in (TABLES / f"{name}.txt").read_text("utf-8").splitlines():
        if line.startswith("#") or not line.strip():
            continue
        text = f"{text}\n{line}" if text else line
        if "=>" in text:
            phrase, _, wanted = text.partition("=>")
            yield _case(phrase.strip(), wanted.strip())
            text = ""


def _case(text: str, wanted: str) -> Case:
    words, _, codes = wanted.partition("!")
    kind, *rest = words.split()
    only = codes.strip().endswith(" only")
    review = {code.strip() for code in codes.strip().removesuffix(" only").split(",") if code.strip()}
    if kind in _OWN_REVIEW and not only:
        review.add(_OWN_REVIEW[kind])
    kind = "before_next_meeting" if kind == "next_meeting" else kind
    rule: dict[str, Any] = {"kind": kind}
    if kind in ("within", "event") and rest:
        rule |= {"amount": int(rest[0]), "unit": rest[1]}
    elif kind == "by":
        rule["date"] = rest[0]
    elif kind == "end_of":
        rule["unit"] = rest[0]
    elif kind == "every":
        rule["every"] = rest[0]
        for extra in rest[1:]:
            name, _, value = extra.partition("=")
            rule[name] = int(value) if name == "day" else _list(name, value)
    return Case(text, rule, review)


def _list(name: str, value: str) -> list[Any]:
    return [int(v) if name == "weekdays" else v for v in value.split(",")]
