"""`tracker run`: the daemon."""

from __future__ import annotations

import logging
import sys

import click

from tracker.cli.app import App, pass_app


@click.command()
@click.option("--quiet", "-q", is_flag=True, help="Log warnings and errors only.")
@pass_app
def run(app: App, quiet: bool) -> None:
    """Run until stopped: the daily check, delivery, the quarter's summary; missed days are caught up.

    What is due stands in the record, so any number of these may run on one. SIGTERM ends it after the notice
    in hand.
    """
    from tracker.scheduler import run

    logging.basicConfig(
        stream=sys.stderr,
        level=logging.WARNING if quiet else logging.INFO,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
    )
    logging.getLogger("apscheduler").setLevel(logging.WARNING)
    run(app.to_begin(), app.settings)
