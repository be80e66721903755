"""`tracker db`: the tables of the record."""

from __future__ import annotations

import click

from tracker.cli.app import App, pass_app


@click.command()
@pass_app
def upgrade(app: App) -> None:
    """Make the tables, or bring them up to date.

    A SQLite file is copied beside itself first. On PostgreSQL nothing is changed unless you call this.
    """
    from tracker.store.schema import upgrade

    done = upgrade(app.store)
    if done.before == done.after:
        click.echo(f"{app.store.name} is up to date (schema {done.after})")
        return
    before = f"schema {done.before}" if done.before else "nothing"
    click.echo(f"{app.store.name}: from {before} to schema {done.after}")
    if done.backup:
        click.echo(f"the file as it was: {done.backup}")


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Compare the tables with this program's; exit status 1 when they differ."""
    from tracker.store.schema import drift

    app: App = ctx.obj
    found = drift(app.to_read())
    for line in found:
        click.echo(line)
    if found:
        ctx.exit(1)
    click.echo(f"{app.store.name} has the tables of this program")


@click.command()
@pass_app
def current(app: App) -> None:
    """Print the version of the tables and the one that this program needs."""
    from tracker.store.schema import HEAD, current

    click.echo(f"{current(app.store) or 'none'} (this program: {HEAD})")
