"""The quarterly summary as a page: templates/reports/summary.html in the words of words.toml beside it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.errors import ConfigError
from tracker.domain.numerals import format_date, in_script
from tracker.reports.summary import Summary, parts_of
from tracker.reports.table import harmless
from tracker.reports.words import FOLDER, Names, in_words, words_of
from tracker.settings.resources import packaged_root


def summary_html(summary: Summary, language: str, home: Path | None = None, *, checkpoint: str = "") -> str:
    """One self-contained page in bn, en or hi, with the audit chain's head of its moment as `checkpoint` ("seq:hash").

    A template or words file in the user's own folder goes before the packaged one; one that is wrong raises
    ConfigError.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

    words = words_of("words.toml", language, home)
    roots = [root / FOLDER for root in (home, packaged_root()) if root is not None]
    environment = Environment(
        loader=FileSystemLoader(roots),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )

    def digits(value: object) -> str:
        return in_script(str(value), language)

    def on_date(day: date) -> str:
        return format_date(day, language)

    def percent(rate: float | None) -> str:
        return str(words["none_due"]) if rate is None else f"{digits(f'{rate * 100:.1f}')}%"

    def own_words(names: Names) -> str:
        return in_words(names, language)

    environment.filters.update(digits=digits, date=on_date, percent=percent, words=own_words)
    try:
        period = _period(summary, words, language)
        template = environment.get_template("summary.html")
        return template.render(
            summary=summary, language=language, w=words, parts=parts_of, period=period, checkpoint=checkpoint
        )
    except (TemplateError, TypeError, ValueError, LookupError, AttributeError) as wrong:
        line = getattr(wrong, "lineno", None)
        raise ConfigError(
            f"the template summary.html{f':{line}' if line else ''} cannot be used: {harmless(str(wrong))}",
            hint="mend templates/reports in your working folder, or remove it to use the packaged one",
        ) from wrong


def _period(summary: Summary, words: Mapping[str, Any], language: str) -> str:
    """The quarter in words, from its label ("2023-24Q1"; "2023Q1" where fiscal years are calendar years)."""
    year, _, number = summary.quarter.partition("Q")
    template: str = words["quarter" if "-" in year else "plain_quarter"]
    return template.format(
        year=in_script(year, language),
        n=words["ordinals"][int(number) - 1],
        start=format_date(summary.start, language),
        end=format_date(summary.end, language),
    )
