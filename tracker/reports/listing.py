"""A list before it is written: what it holds under which keys, and how a person sees each column.

Lists are kept by column: most columns repeat few values, and each value is then shown, escaped and measured once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple, TypeVar

Value = TypeVar("Value")

Item = Mapping[str, Any]
"""One row by its keys, with values that JSON knows, dates and None."""


class Column(NamedTuple):
    """How a key is shown to a person: the heading, and the value's words (None: as it is).

    A whole number stands at the right.
    """

    title: str
    key: str
    show: Callable[[Any], str | int] | None = None

    def cell(self, value: Any) -> str | int:
        """The cell's text or number."""
        if self.show is not None:
            return self.show(value)
        return "" if value is None else value if isinstance(value, int) else str(value)

    def cells(self, values: Sequence[Any]) -> Sequence[str | int]:
        """The cells of all rows."""
        if self.show is None and set(map(type, values)) <= {int, str}:
            return values
        return mapped(values, self.cell)


class Group(NamedTuple):
    """What is told of rows that belong together: how many `rows`, further `figures`, all as words in `text`.

    `key` names the group in data; `names` are words for it by language, where there are any.
    """

    key: str
    rows: int
    figures: Mapping[str, Any]
    text: str
    names: Mapping[str, str] | None = None

    def item(self) -> dict[str, Any]:
        """The figures for programs."""
        return {"count": self.rows, **self.figures}


class Listing(NamedTuple):
    """A list: the values of each key, all of one length, in the order of the rows.

    `keys` are those that data formats give, in their order; `columns` are what a terminal shows, with Bengali
    text last. `as_of` is the day it is true for. `empty` is what a terminal says when there are no rows. `name`
    is what templates/reports/lists.toml words it by. `texts` are the keys whose values are words by language,
    with the languages that csv has columns for. `groups` follow each other as the rows do; `total` tells of all.
    """

    keys: Sequence[str]
    columns: Sequence[Column]
    data: Mapping[str, Sequence[Any]]
    as_of: date
    empty: str = "nothing to list"
    name: str = "list"
    texts: Mapping[str, Sequence[str]] = {}
    page: Sequence[str] = ()
    groups: Sequence[Group] = ()
    total: Group | None = None

    @property
    def length(self) -> int:
        """How many rows there are."""
        return len(self.data[self.keys[0]]) if self.data else 0

    def flat(self) -> Iterator[tuple[str, Sequence[Any]]]:
        """The keys with their values, where a cell holds one thing: words by language stand in a column each."""
        for key in self.keys:
            if key not in self.texts:
                yield key, self.data[key]
                continue
            for language in self.texts[key]:
                yield f"{key}_{language}", [words.get(language) for words in self.data[key]]


def listing_of(
    keys: Sequence[str],
    columns: Sequence[Column],
    items: Iterable[Item],
    as_of: date,
    empty: str = "nothing to list",
    **more: Any,
) -> Listing:
    """A list from its rows, each with all of the keys and of those that the columns show; `more` of `Listing`."""
    rows = list(items)
    wanted = dict.fromkeys((*keys, *(column.key for column in columns)))
    return Listing(keys, columns, {key: [row[key] for row in rows] for key in wanted}, as_of, empty, **more)


def columns_of(keys: Iterable[str], chunks: Iterable[Sequence[Sequence[Any]]]) -> dict[str, list[Any]]:
    """The columns of rows that come in chunks; equal values (which must be hashable) become one object.

    So a long list needs the memory of its different values, and of one chunk.
    """
    data: dict[str, list[Any]] = {key: [] for key in keys}
    known: list[dict[Any, Any]] = [{} for _ in data]
    for chunk in chunks:
        for column, seen, values in zip(data.values(), known, zip(*chunk, strict=True), strict=True):
            column.extend([seen.setdefault(value, value) for value in values])
    return data


def mapped(values: Sequence[Any], convert: Callable[[Any], Value]) -> list[Value]:
    """Each value converted, equal ones (of unhashable ones: the same object) once."""
    try:
        known = {value: convert(value) for value in set(values)}
        return [known[value] for value in values]
    except TypeError:
        by_id = {id(value): value for value in values}
        done = {key: convert(value) for key, value in by_id.items()}
        return [done[id(value)] for value in values]
