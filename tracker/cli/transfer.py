"""`tracker offices transfer`: what an office owes goes over to others."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.cli.app import App, pass_app
from tracker.cli.types import CODES, DAY

if TYPE_CHECKING:
    from tracker.actions.handing_over import Transferred
    from tracker.store.engine import Store


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW[,NEW…]", type=CODES)
@click.option("--reason", required=True, help="What happened, with the order's number.")
@click.option("--on", "on", type=DAY, help="From which day (default: today).")
@click.option("--decision", "references", multiple=True, metavar="MINUTES/NUMBER", help="Only these decisions.")
@click.option("--dry-run", is_flag=True, help="Say what would go over, and keep nothing.")
@pass_app
def transfer(
    app: App,
    old: str,
    new: tuple[str, ...],
    reason: str,
    on: date | None,
    references: tuple[str, ...],
    dry_run: bool,
) -> None:
    """Let what office OLD owes go over to NEW: it was split, merged, closed, or has another code now.

    What is open or returned goes over with its period, deadline and reasons, to each of several new offices. What
    is submitted stays until it is verified, and goes over if it is returned; what is settled stays. Periodic
    duties go on with the new offices alone. The new offices must be in the directory.
    """
    from tracker.actions.handing_over import Transfer
    from tracker.actions.transfer import transfer

    actor, store = app.actor, app.to_write()
    decisions = _decisions(store, references) if references else None
    wanted = Transfer(old, new, on or app.today, reason, decisions)
    done = transfer(store, app.settings, wanted, actor=actor, now=app.now, dry_run=dry_run)
    for line in _lines(wanted.old, wanted.on, done, dry_run):
        click.echo(line)


def _decisions(store: Store, references: tuple[str, ...]) -> tuple[int, ...]:
    from tracker.cli.minutes.refs import find_decisions

    with store.reading() as conn:
        return tuple(row.id for reference in references for row in find_decisions(conn, reference))


def _lines(old: str, on: date, done: Transferred, dry_run: bool) -> Iterator[str]:
    duties = f"{done.obligations} dut{'y' if done.obligations == 1 else 'ies'}"
    yield f"{old}: {duties} {'would go' if dry_run else 'went'} over on {on.isoformat()}"
    for before, code, after in done.moved:
        yield f"  {before} → {code} {f'as {after}' if after else 'owes it already: one stands for both'}"
    for before, code, state in done.settled:
        yield f"  ATTENTION: what {code} had of {before} is {state}; nobody owes this any more"
    for number in done.waiting:
        yield f"  {number} is submitted: it stays until it is verified, and goes over if it is returned"
    if done.notices:
        yield f"  {done.notices} waiting notice{'' if done.notices == 1 else 's'} cancelled"
