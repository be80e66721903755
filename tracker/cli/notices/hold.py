"""`tracker notices hold|release|retry`: an operator's hand on what waits."""

from __future__ import annotations

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import NUMBER


@click.command()
@click.argument("number", type=NUMBER)
@click.option("--reason", required=True, help="Why it must not go out.")
@pass_app
def hold(app: App, number: int, reason: str) -> None:
    """Keep waiting notice NUMBER from going out, until it is released."""
    from tracker.actions.hold import hold

    hold(app.to_write(), number, reason=reason, actor=app.actor, now=app.now)
    click.echo(f"notice {number} is held: {reason}")


@click.command()
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@pass_app
def release(app: App, numbers: tuple[int, ...]) -> None:
    """Let held notice NUMBER go out with the next delivery."""
    from tracker.actions.hold import release

    store = app.to_write()
    for number in numbers:
        release(store, number, actor=app.actor, now=app.now)
        click.echo(f"notice {number} waits to be sent")


@click.command()
@click.argument("numbers", nargs=-1, required=True, type=NUMBER, metavar="NUMBER...")
@pass_app
def retry(app: App, numbers: tuple[int, ...]) -> None:
    """Try notice NUMBER, held, undeliverable or waiting, again with the next delivery: the same letter."""
    from tracker.actions.hold import retry

    store = app.to_write()
    for number in numbers:
        retry(store, number, actor=app.actor, now=app.now)
        click.echo(f"notice {number} waits to be sent")
