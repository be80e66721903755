"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tracker.cli.types import DAY

Command = TypeVar("Command", bound=Callable[..., Any])

as_of = click.option("--as-of", type=DAY, help="What was true at the end of that day (default: today).")


FORMATS = ("table", "csv", "json", "jsonl", "xlsx", "html")
"""As in `reports.writers`, which every command would have to import for them."""


def listing(*formats: str) -> Callable[[Command], Command]:
    """`--format` and `--output` of a command that lists something; of a whole list `--language` too.

    The language goes to the App, whose `write` is what such a command ends with.
    """
    choices = formats or FORMATS

    def decorate(command: Command) -> Command:
        if not formats:
            command = click.option(
                "--language",
                type=click.Choice(["bn", "en", "hi"]),
                expose_value=False,
                callback=_set_language,
                help="Of the headings in xlsx and html (default: the office's).",
            )(command)
        command = click.option(
            "--output",
            "-o",
            default="-",
            metavar="FILE",
            help="Write to a file instead of standard output (-).",
        )(command)
        return click.option(
            "--format",
            "-f",
            "format_",
            type=click.Choice(choices),
            default=choices[0],
            show_default=True,
            help="How to write it.",
        )(command)

    return decorate


def _set_language(ctx: click.Context, _param: click.Parameter, value: str | None) -> None:
    ctx.find_root().obj.language = value
