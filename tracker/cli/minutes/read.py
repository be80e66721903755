"""`tracker minutes read`: what is understood of a document."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from tracker.cli.app import App, pass_app


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--offices", type=click.Path(path_type=Path), help="Another directory of offices (TOML).")
@click.option("--source", is_flag=True, help="Print the source lines around each decision instead.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--output", "-o", default="-", metavar="FILE", help="A file instead of standard output.")
@pass_app
def read(app: App, file: Path, offices: Path | None, source: bool, as_json: bool, output: str) -> None:
    """Print what is understood of FILE: the meeting, each decision, what needs a look.

    Nothing is stored.
    """
    from tracker.actions.reading import read as read_document
    from tracker.cli.minutes.draft_text import draft_lines
    from tracker.cli.minutes.source_text import source_lines
    from tracker.reports.output import opened
    from tracker.reports.writers import json_text

    settings = replace(app.settings, directory_file=offices) if offices else app.settings
    draft = read_document(settings, file)
    with opened(output) as out:
        if as_json:
            out.write(json_text(draft.to_json()))
        elif source:
            told = source_lines(draft.text, [d.to_json() for d in draft.decisions], colour=out.isatty())
            out.writelines(f"{line}\n" for line in told)
        else:
            out.writelines(f"{line}\n" for line in draft_lines(draft))
