"""`tracker obligations explain`: why something is due when it is."""

from __future__ import annotations

import click

from tracker.cli.app import App, pass_app
from tracker.cli.explaining import explain as explained
from tracker.cli.types import NUMBER
from tracker.reports.table import harmless


@click.command()
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@click.option("--language", type=click.Choice(["bn", "en", "hi"]), default="en", show_default=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@pass_app
def explain(app: App, numbers: tuple[int, ...], language: str, as_json: bool) -> None:
    """Say why due date NUMBER is what it is: rule, basis, closed days skipped, result."""
    from tracker.reports.writers import json_text
    from tracker.store.queries.obligations import occurrence_story

    items = []
    with app.to_read().read_only() as conn:
        for number in numbers:
            row = occurrence_story(conn, number).row
            items.append(
                {
                    "occurrence": number,
                    "office": row.office_code,
                    "first_due_on": row.first_due_on,
                    "due_on": row.due_on,
                    "sentence": explained(app, row.explanation, language),
                    "explanation": row.explanation,
                }
            )
    if as_json:
        click.echo(json_text({"schema": 1, "as_of": app.today, "items": items}), nl=False)
        return
    for item in items:
        prefix = f"{item['occurrence']}  " if len(items) > 1 else ""
        click.echo(f"{prefix}{harmless(str(item['sentence']))}")
        if item["due_on"] != item["first_due_on"] and not (item["explanation"] or {}).get("moves"):
            click.echo(f"first set for {item['first_due_on']}")
