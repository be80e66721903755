"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from tracker.cli.types import DAY

Command = TypeVar("Command", bound=Callable[..., Any])

as_of = click.option("--as-of", type=DAY, help="What was true at the end of that day (default: today).")


def listing(*formats: str) -> Callable[[Command], Command]:
    """`--format` and `--output` of a command that lists something."""
    choices = formats or ("table", "csv", "json")

    def decorate(command: Command) -> Command:
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
