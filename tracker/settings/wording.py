"""A deadline in a few plain words, for the configuration and the command line: "30 days", "every quarter"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from tracker.domain.errors import BadInput

if TYPE_CHECKING:
    from tracker.domain.deadlines import DeadlineRule

COUNTED = ("hour", "day", "working_day", "week", "month")
ENDING = ("week", "month", "quarter", "half_year", "year")
REPEATED = ("day", "fortnight", "bimonth", *ENDING)

HINT = "write 10 days, 15 working days, 2 months, end of month, end of quarter, every quarter or ongoing"

_HYPHEN = re.compile(r"(?<=[a-z])[-_](?=[a-z])")
_COUNT = re.compile(r"(?:within )?([0-9]{1,4}) ([a-z ]+)")
_OTHER_NAMES = {"two months": "bimonth", "2 months": "bimonth"}


class Wording(NamedTuple):
    """What plain words say: a kind of deadline, the unit (or period), and a count."""

    kind: str
    unit: str | None = None
    amount: int | None = None


def deadline_in_words(words: str) -> DeadlineRule:
    """The rule that plain words name: "10 days", "end of quarter", "every month", "ongoing", "immediately".

    Raises BadInput for anything else.
    """
    from tracker.domain.deadlines import DeadlineRule, Kind, Unit

    said = wording_of(words)
    unit = Unit(said.unit) if said.unit else None
    if said.kind == Kind.EVERY:
        return DeadlineRule(Kind.EVERY, every=unit, text=words)
    return DeadlineRule(Kind(said.kind), said.amount, unit, text=words)


def wording_of(words: str) -> Wording:
    """The same as plain strings: a check that imports next to nothing. Raises BadInput."""
    latin = words
    if not words.isascii():
        from tracker.domain.numerals import to_latin

        latin = to_latin(words)
    plain = " ".join(_HYPHEN.sub(" ", latin.casefold()).split())
    if plain == "ongoing":
        return Wording("ongoing")
    if plain in ("immediate", "immediately"):
        return Wording("immediate")
    if plain.startswith("end of ") and (unit := _unit(plain[7:].removeprefix("the "), ENDING)):
        return Wording("end_of", unit)
    if plain.startswith("every ") and (every := _unit(plain[6:], REPEATED)):
        return Wording("every", every)
    if (match := _COUNT.fullmatch(plain)) and int(match[1]) and (counted := _unit(match[2], COUNTED)):
        return Wording("within", counted, int(match[1]))
    raise BadInput(f"“{words}” is not a deadline", hint=HINT)


def _unit(name: str, allowed: tuple[str, ...]) -> str | None:
    unit = _OTHER_NAMES.get(name) or name.removesuffix("s").replace(" ", "_")
    return unit if unit in allowed else None


def words_of(rule: DeadlineRule) -> str:
    """Plain words that `deadline_in_words` reads back, or an ISO date; the rule's own words where there are none that
    say as much, and "" for a rule that gives no usable deadline.
    """
    unit = (rule.unit or rule.every or "").replace("_", " ")
    named = rule.day is not None or rule.weekdays or rule.dates
    if rule.kind == "by":
        return rule.date.isoformat() if rule.date else ""
    if rule.kind == "within":
        return f"within {rule.amount} {unit}{'' if rule.amount == 1 else 's'}"
    if rule.kind == "end_of":
        return f"end of {unit}"
    if rule.kind == "every":
        return rule.text if named else f"every {'two months' if unit == 'bimonth' else unit}"
    return {"immediate": "immediately", "ongoing": "ongoing"}.get(rule.kind, "")
