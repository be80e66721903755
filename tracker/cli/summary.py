"""`tracker summary`: the summary of a fiscal quarter."""

from __future__ import annotations

from datetime import date

import click

from tracker.cli.app import App, pass_app
from tracker.cli.options import as_of, listing


@click.command()
@click.option("--quarter", metavar="QUARTER", help="Such as 2023-24Q1 (default: the last that ended).")
@as_of
@click.option("--language", type=click.Choice(["bn", "en", "hi"]), help="Of the page (default: the office's).")
@listing("table", "html", "csv", "json")
@pass_app
def summary(app: App, quarter: str | None, as_of: date | None, language: str | None, format_: str, output: str) -> None:
    """Per office: due in the quarter, on time, late, awaiting verification, overdue, and the rates.

    The compliance rate is what was accepted, on time or late, of what was due; waived duties are left out.
    """
    from tracker.actions.summarise import summarise
    from tracker.reports.output import opened
    from tracker.reports.summary import summary_listing
    from tracker.reports.writers import json_text, write

    settings, fiscal = app.settings, app.settings.fiscal
    day = as_of or app.today
    wanted = fiscal.parse_quarter(quarter) if quarter else fiscal.quarter_of(day).shifted(-1)
    found = summarise(app.to_read(), settings, wanted, as_of=day)
    checkpoint = _checkpoint(app)
    words = language or settings.language
    if format_ == "html":
        from tracker.reports.summary_html import summary_html

        text = summary_html(found, words, settings.home, checkpoint=checkpoint)
    elif format_ == "json":
        text = json_text({**found.to_json(), "checkpoint": checkpoint})
    else:
        _head(found.quarter, day, checkpoint, provisional=found.provisional)
        write(summary_listing(found, words), format_, output)
        return
    with opened(output) as out:
        out.write(text)


def _checkpoint(app: App) -> str:
    """The audit chain's head, to be kept with the summary."""
    from tracker.store.audit import head

    with app.store.read_only() as conn:
        return str(head(conn) or "")


def _head(quarter: str, day: date, checkpoint: str, *, provisional: bool) -> None:
    note = "; provisional, the quarter is not over" if provisional else ""
    click.echo(f"quarter {quarter}, as known at the end of {day.isoformat()}{note}", err=True)
    click.echo(f"audit checkpoint {checkpoint}", err=True)
