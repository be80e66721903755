"""The numbers that Word draws before paragraphs and keeps out of their text."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from tracker.minutes.numbering import LATIN_LETTERS

_PLACE = re.compile(r"%([1-9])")
_ROMANS = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
           (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_HINDI = "कखगघङचछजझञटठडढणतथदधन"


@dataclass(slots=True)
class _Level:
    start: int = 1
    style: str = "decimal"
    text: str = "%1."


@dataclass(slots=True)
class _List:
    levels: dict[int, _Level] = field(default_factory=dict)
    abstract: str = ""


class Lists:
    """The lists of a document; each paragraph of one asks for its label in document order."""

    def __init__(self, root: Any | None) -> None:
        self._lists: dict[str, _List] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is not None:
            self._load(root)

    def _load(self, root: Any) -> None:
        ns = root.tag.rpartition("}")[0] + "}"
        abstracts: dict[str, dict[int, _Level]] = {}
        for element in root.iter(f"{ns}abstractNum"):
            levels = {_int(e.get(f"{ns}ilvl")): _level(e, ns) for e in element.iter(f"{ns}lvl")}
            abstracts[element.get(f"{ns}abstractNumId", "")] = levels
        for element in root.iter(f"{ns}num"):
            chosen = element.find(f"{ns}abstractNumId")
            abstract = chosen.get(f"{ns}val", "") if chosen is not None else ""
            own = dict(abstracts.get(abstract, {}))
            fresh = False
            for change in element.iter(f"{ns}lvlOverride"):
                at = _int(change.get(f"{ns}ilvl"))
                start = change.find(f"{ns}startOverride")
                fresh = fresh or start is not None
                if (replaced := change.find(f"{ns}lvl")) is not None:
                    own[at] = _level(replaced, ns)
                elif start is not None:
                    base = own.get(at, _Level())
                    own[at] = _Level(_int(start.get(f"{ns}val"), 1), base.style, base.text)
            number = element.get(f"{ns}numId", "")
            self._lists[number] = _List(own, number if fresh else f"abstract {abstract}")

    def label(self, number: str, level: int) -> tuple[str, bool]:
        """The mark of the next paragraph of a list, and whether it counts (a bullet does not)."""
        known = self._lists.get(number)
        if known is None or number == "0":
            return "", False
        shape = known.levels.get(level, _Level(text=f"%{level + 1}."))
        counts = self._counts[known.abstract]
        counts[level] = counts.get(level, shape.start - 1) + 1
        for deeper in [k for k in counts if k > level]:
            del counts[deeper]
        if shape.style in ("bullet", "none"):
            return ("•" if shape.style == "bullet" else ""), False
        text = _PLACE.sub(lambda m: self._drawn(known, counts, int(m[1]) - 1), shape.text)
        return (text if re.search(r"[^\w\s]$", text.strip()) else f"{text}."), True

    @staticmethod
    def _drawn(known: _List, counts: dict[int, int], level: int) -> str:
        shape = known.levels.get(level, _Level())
        return _figure(counts.get(level, shape.start), shape.style)


def _level(element: Any, ns: str) -> _Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{ns}{name}")
        return found.get(f"{ns}val", default) if found is not None else default

    at = _int(element.get(f"{ns}ilvl"))
    return _Level(_int(value("start", "1"), 1), value("numFmt", "decimal"), value("lvlText", f"%{at + 1}."))


def _int(text: str | None, default: int = 0) -> int:
    try:
        return min(max(int(text or default), 0), 9999)
    except ValueError:
        return default


def _figure(number: int, style: str) -> str:
    if style in ("lowerLetter", "upperLetter") and 0 < number <= len(LATIN_LETTERS):
        letter = LATIN_LETTERS[number - 1]
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman"):
        roman = _roman(number)
        return roman if style == "lowerRoman" else roman.upper()
    if style in ("hindiConsonants", "hindiVowels") and 0 < number <= len(_HINDI):
        return _HINDI[number - 1]
    if style == "decimalZero":
        return f"{number:02d}"
    return str(number)


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMANS:
        while number >= value:
            out += letters
            number -= value
    return out
