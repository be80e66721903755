"""`tracker minutes export-draft`: what is understood of a document, as a file to edit before the import."""

from __future__ import annotations

from pathlib import Path

import click

from tracker.cli.app import App, pass_app
from tracker.domain.errors import Refused


@click.command(name="export-draft")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--output", "-o", required=True, metavar="DRAFT", help="The file to write (TOML); - for standard output.")
@pass_app
def export_draft(app: App, file: Path, output: str) -> None:
    """Write what is understood of FILE to a draft that can be edited, for `tracker minutes import --draft`.

    Nothing is stored.
    """
    from tracker.actions.reading import read
    from tracker.cli.minutes.draft_file import draft_file
    from tracker.reports.output import STANDARD_OUTPUT, opened

    if output != STANDARD_OUTPUT and Path(output).is_file() and Path(output).stat().st_size:
        raise Refused(f"{output} is there already, perhaps with edits", hint="name another file, or remove it")
    draft = read(app.settings, file)
    folder = Path() if output == STANDARD_OUTPUT else Path(output).parent
    with opened(output) as out:
        out.writelines(f"{line}\n" for line in draft_file(draft, file, folder))
    if output != STANDARD_OUTPUT:
        waiting = sum(1 for one in draft.decisions if one.review)
        click.echo(f"{len(draft.decisions)} decisions, {waiting} to settle, in {output}")
        click.echo(f"edit it, then: tracker minutes import --draft {output}")
