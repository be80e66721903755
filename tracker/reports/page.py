"""A list as a page: one file that fetches nothing, to be read, mailed and printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, TextIO

from tracker.domain.errors import ConfigError
from tracker.domain.numerals import format_date, in_script
from tracker.reports.listing import Group, Listing, mapped
from tracker.reports.table import harmless
from tracker.reports.words import FOLDER, ListWords, in_words
from tracker.settings.resources import packaged_root


def write_html(listing: Listing, out: TextIO, language: str, home: Path | None = None) -> None:
    """The list by templates/reports/list.html, in the words of lists.toml; a user's own file before the packaged one.

    Raises ConfigError when a template or the words are wrong.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

    words = ListWords.load(language, home)
    roots = [root / FOLDER for root in (home, packaged_root()) if root is not None]
    environment = Environment(
        loader=FileSystemLoader(roots),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["digits"] = lambda value: in_script(str(value), language)
    keys = listing.page or [column.key for column in listing.columns]
    names = {
        "language": language,
        "w": words.words["page"],
        "title": words.title(listing.name),
        "as_of": format_date(listing.as_of, language),
        "headings": [(words.heading(key), _is_number(listing.data[key])) for key in keys],
        "sections": _sections(listing, words, keys),
        "length": listing.length,
        "totals": _totals(listing, words),
        "number": [_is_number(listing.data[key]) for key in keys],
    }
    try:
        for piece in environment.get_template("list.html").generate(names):
            out.write(piece)
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError) as wrong:
        line = getattr(wrong, "lineno", None)
        raise ConfigError(
            f"the template list.html{f':{line}' if line else ''} cannot be used: {harmless(str(wrong))}",
            hint="mend templates/reports in your working folder, or remove it to use the packaged one",
        ) from wrong


def _is_number(values: Sequence[Any]) -> bool:
    return bool(values) and all(isinstance(value, int) for value in values)


def _sections(
    listing: Listing, words: ListWords, keys: Sequence[str]
) -> Iterator[tuple[str, Iterator[tuple[str, ...]]]]:
    """The groups with their headings ("" where there are none), each with its rows of cells."""
    shown = [mapped(listing.data[key], lambda value, key=key: words.value(key, value)) for key in keys]  # type: ignore[misc]
    rows = zip(*shown, strict=True)
    if not listing.groups:
        yield "", rows
    for group in listing.groups:
        yield _label(group, words), islice(rows, group.rows)


def _label(group: Group, words: ListWords) -> str:
    told = [f"{heading}: {in_script(number, words.language)}" for heading, number in words.figures(group) if number]
    return f"{in_words(group.names, words.language) or words.value('group', group.key)} ({'; '.join(told)})"


def _totals(listing: Listing, words: ListWords) -> list[tuple[str, list[tuple[str, int]]]]:
    """A line for each group and one for all: its name, and its figures under their headings."""
    if listing.total is None:
        return []
    named = [(in_words(g.names, words.language) or words.value("group", g.key), g) for g in listing.groups]
    return [(name, list(words.figures(g))) for name, g in (*named, (words.heading("total"), listing.total))]
