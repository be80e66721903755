"""A deadline in a few plain words, for the configuration and the command line: "30 days", "every quarter"."""

from __future__ import annotations

import re

from tracker.domain.deadlines import DeadlineRule, Kind, Unit
from tracker.domain.errors import BadInput
from tracker.domain.numerals import to_latin

UNITS = {
    "hour": Unit.HOUR, "day": Unit.DAY, "working day": Unit.WORKING_DAY, "week": Unit.WEEK,
    "fortnight": Unit.FORTNIGHT, "month": Unit.MONTH, "two months": Unit.BIMONTH, "quarter": Unit.QUARTER,
    "half year": Unit.HALF_YEAR, "year": Unit.YEAR,
}  # fmt: skip

COUNTED = (Unit.HOUR, Unit.DAY, Unit.WORKING_DAY, Unit.WEEK, Unit.MONTH)
ENDING = (Unit.WEEK, Unit.MONTH, Unit.QUARTER, Unit.HALF_YEAR, Unit.YEAR)
REPEATED = (Unit.DAY, Unit.FORTNIGHT, Unit.BIMONTH, *ENDING)

HINT = "write 10 days, 15 working days, 2 months, end of month, end of quarter, every quarter or ongoing"

_HYPHEN = re.compile(r"(?<=[a-z])[-_](?=[a-z])")
_COUNT = re.compile(r"(?:within )?([0-9]{1,4}) ([a-z ]+)")


def deadline_in_words(words: str) -> DeadlineRule:
    """The rule that plain words name: "10 days", "end of quarter", "every month", "ongoing", "immediately".

    Raises BadInput for anything else.
    """
    plain = " ".join(_HYPHEN.sub(" ", to_latin(words).casefold()).split())
    if plain == "ongoing":
        return DeadlineRule(Kind.ONGOING, text=words)
    if plain in ("immediate", "immediately"):
        return DeadlineRule(Kind.IMMEDIATE, text=words)
    if plain.startswith("end of "):
        unit = _unit(plain.removeprefix("end of ").removeprefix("the "), ENDING)
        return DeadlineRule(Kind.END_OF, unit=unit, text=words) if unit else _refuse(words)
    if plain.startswith("every "):
        every = _unit(plain.removeprefix("every "), REPEATED)
        return DeadlineRule(Kind.EVERY, every=every, text=words) if every else _refuse(words)
    if (match := _COUNT.fullmatch(plain)) and int(match[1]):
        counted = _unit(match[2], COUNTED)
        return DeadlineRule(Kind.WITHIN, int(match[1]), counted, text=words) if counted else _refuse(words)
    return _refuse(words)


def _unit(word: str, allowed: tuple[Unit, ...]) -> Unit | None:
    unit = UNITS.get(word) or UNITS.get(word.removesuffix("s"))
    if unit is None:
        unit = next((u for u in allowed if u.value.replace("_", " ") == word.removesuffix("s")), None)
    return unit if unit in allowed else None


def _refuse(words: str) -> DeadlineRule:
    raise BadInput(f"“{words}” is not a deadline", hint=HINT)
