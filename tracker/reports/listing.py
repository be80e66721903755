"""A list before it is written: what its rows hold under which keys, and how a person sees each column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

Item = Mapping[str, Any]
"""One row by its stable keys, with values that JSON knows, dates and None."""


@dataclass(frozen=True, slots=True)
class Column:
    """How a key is shown to a person: the heading, and the value's words (None: as it is)."""

    title: str
    key: str
    show: Callable[[Any], str | int] | None = None

    def cell(self, item: Item) -> str | int:
        """The cell's text, or a number, which stands at the right."""
        value = item[self.key]
        if self.show is not None:
            return self.show(value)
        return "" if value is None else value if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: every item has the same keys, in the order in which csv and json give them.

    `columns` are what a terminal shows; those with Bengali text come last. `as_of` is the day it is true for.
    `empty` is what a terminal says when there are no items.
    """

    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    items: Iterable[Item]
    as_of: date
    empty: str = "nothing to list"
