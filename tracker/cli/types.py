"""What a person types: dates and numbers in any of three scripts, office codes, references to decisions."""

from __future__ import annotations

from datetime import date
from typing import Any

import click

from tracker.domain.errors import BadInput


class Day(click.ParamType[date]):
    """A civil date: 2023-07-05 or, day first, 05/07/2023; Bengali and Devanagari digits too."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; wrong usage when it is none."""
        if isinstance(value, date):
            return value
        from tracker.domain.numerals import parse_typed_date

        try:
            return parse_typed_date(value)
        except BadInput as wrong:
            self.fail(f"{wrong.message}; {wrong.hint}", param, ctx)


class Number(click.ParamType[int]):
    """A whole number, 0 or more; Bengali and Devanagari digits too."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number; wrong usage when it is none."""
        if isinstance(value, int):
            return value
        from tracker.domain.numerals import parse_typed_number

        try:
            return parse_typed_number(value)
        except BadInput as wrong:
            self.fail(f"{wrong.message}; {wrong.hint}", param, ctx)


class Codes(click.ParamType[tuple[str, ...]]):
    """Codes with commas between them."""

    name = "codes"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """Each code once, in the order in which they were typed; wrong usage when there is none."""
        if isinstance(value, tuple):
            return value
        codes = tuple(dict.fromkeys(code.strip() for code in value.split(",") if code.strip()))
        return codes or self.fail("no code is named", param, ctx)


DAY = Day()
NUMBER = Number()
CODES = Codes()
