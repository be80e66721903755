"""`tracker minutes settle`: a registrar settles what the text leaves open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from tracker.cli.app import App, pass_app
from tracker.cli.minutes.deadlines import Given
from tracker.cli.types import CODES, DAY
from tracker.cli.words import wrapped
from tracker.domain.errors import BadInput, Refused

if TYPE_CHECKING:
    from tracker.actions.settle import Settled, Settlement


@click.command()
@click.argument("reference", metavar="MINUTES/NUMBER")
@click.option("--within", metavar="SPAN", help="Counted: “10 days”, “15 working days”, “2 months”.")
@click.option("--by", type=DAY, help="A named last day.")
@click.option("--every", metavar="PERIOD", help="Periodic: day, week, fortnight, month, quarter, half-year, year.")
@click.option("--deadline", "phrase", metavar="WORDS", help="In the words of minutes: “আগামী ১০ দিনের মধ্যে”.")
@click.option("--no-deadline", "ongoing", is_flag=True, help="Ongoing: in force without a date.")
@click.option("--policy", is_flag=True, help="The deadline that [policy] in tracker.toml gives.")
@click.option("--implementers", type=CODES, metavar="CODES", help="Offices: codes with commas between.")
@click.option("--all", "kind", metavar="KIND", help="All active offices of a kind.")
@click.option("--confirm", is_flag=True, help="As it was read.")
@click.option("--link", is_flag=True, help="It repeats a standing decision, which goes on alone.")
@click.option("--replace", is_flag=True, help="It takes the place of the standing decision that it repeats.")
@click.option("--drop", is_flag=True, help="It binds nobody; needs --note.")
@click.option("--note", default="", help="Why; kept with the decision.")
@pass_app
def settle(
    app: App,
    reference: str,
    within: str | None,
    by: date | None,
    every: str | None,
    phrase: str | None,
    ongoing: bool,
    policy: bool,
    implementers: tuple[str, ...] | None,
    kind: str | None,
    confirm: bool,
    link: bool,
    replace: bool,
    drop: bool,
    note: str,
) -> None:
    """Settle decision MINUTES/NUMBER (such as 1/2.3), which then binds its offices, is linked, or is dropped.

    decision:ID names one whose number stands twice. What is not given stays as it was read. MINUTES alone, with
    --policy, --confirm or --link, settles all of theirs that rest in review and can be settled so.
    """
    from tracker.actions.settle import Settlement
    from tracker.cli.minutes.refs import BY_ID, find_decisions, standing_reference
    from tracker.cli.minutes.refs import reference as reference_to

    given = Given(within, by, every, phrase, ongoing)
    ways = [*given.flags, *(["--policy"] if policy else [])]
    for flag, alone in (("--drop", drop), ("--link", link)):
        if alone and (ways or implementers or kind or confirm or replace or (drop and link)):
            raise click.UsageError(f"{flag} stands alone, with --note")
    if len(ways) > 1:
        raise click.UsageError(f"{' and '.join(ways)} contradict each other; give one")
    if not (ways or implementers or kind or confirm or drop or link or replace):
        raise click.UsageError("say how: --confirm, --policy, a deadline, --implementers, --link, --replace or --drop")
    store = app.to_write()
    with store.reading() as conn:
        decisions = find_decisions(conn, reference)
    whole = "/" not in reference and not reference.startswith(BY_ID)
    if whole and (drop or replace or given.flags):
        raise click.UsageError("a deadline, --replace or --drop is for one decision: MINUTES/NUMBER")
    offices = _of_kind(app, kind) if kind else implementers
    for row in decisions:
        if whole and row.restates_id is not None and not link:
            click.echo(f"{reference_to(row)}  stays in review: it repeats {standing_reference(row)}; settle it alone")
            continue
        settlement = Settlement(given.rule(app.settings, row.basis_on), policy, offices, drop, note, link, replace)
        for line in _settled(app, row, settlement, go_on=whole):
            click.echo(line)


def _of_kind(app: App, kind: str) -> tuple[str, ...]:
    directory = app.settings.directory()
    codes = tuple(office.code for office in directory.active_of_kind(kind))
    if not codes:
        kinds = ", ".join(known.id for known in directory.kinds)
        raise BadInput(f"there is no active office of the kind {kind!r}", hint=f"kinds are {kinds}")
    return codes


def _settled(app: App, row: Any, settlement: Settlement, *, go_on: bool) -> Iterator[str]:
    from tracker.actions.settle import settle as settle_one
    from tracker.cli.minutes.refs import reference

    name = reference(row)
    try:
        done = settle_one(app.store, app.settings, row.id, settlement, actor=app.actor, now=app.now)
    except (Refused, BadInput) as refused:
        if not go_on:
            raise
        yield f"{name}  stays in review: {refused.message}"
        return
    yield from settled_lines(app, name, done)


def settled_lines(app: App, name: str, done: Settled) -> Iterator[str]:
    """What became of a decision."""
    from tracker.domain.explain import sentence

    if done.deadline is None:
        yield f"{name}  {f'linked to {done.standing}, which goes on' if done.standing else done.state}"
        return
    explanation = app.settings.holidays().in_language(done.deadline.explanation, "en")
    yield from wrapped(sentence(explanation, "en"), "       ", first=f"{name}  ")
    count = f"{done.obligations} obligation{'' if done.obligations == 1 else 's'}: "
    yield from wrapped(", ".join(done.offices), " " * (7 + len(count)), first=f"       {count}")
    if done.moved:
        yield f"       {done.moved} open due dates of the version before have this deadline now"
    if done.standing:
        yield f"       in place of {done.standing}: {done.superseded} of its due dates ended"
