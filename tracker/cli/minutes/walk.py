"""Walking through what waits in review: each decision with a proposal, and one key for the usual answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import click

from tracker.actions.deadline_words import UNUSABLE, rule_in_words
from tracker.cli.app import App
from tracker.cli.words import reasons, wrapped
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.due import Basis, first_due
from tracker.domain.errors import TrackerError
from tracker.domain.explain import sentence

if TYPE_CHECKING:
    from tracker.actions.settle import Settlement

KEYS = "Enter accepts, d another deadline, o other offices, x drop, s skip, q quit"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would be done, in words; `settlement` is None when there is nothing to propose."""

    words: str
    settlement: Settlement | None


def walk_through(app: App, rows: Sequence[Any]) -> None:
    """Ask for each decision in turn; what is answered holds, whenever the walk ends."""
    app.to_write()
    settled = 0
    for position, row in enumerate(rows, start=1):
        click.echo(f"\n{position} of {len(rows)}")
        for line in _shown(row):
            click.echo(line)
        answer = _ask(app, row)
        if answer is None:
            break
        settled += answer
    click.echo(f"\n{settled} settled, {len(rows) - settled} still in review")


def _shown(row: Any) -> Iterator[str]:
    yield from wrapped(row.subject or row.minutes_title or "", "       ", first=f"  {row.minutes_id}/{row.number}  ")
    yield from wrapped(row.text, "       ")
    offices = ", ".join(row.as_read["implementers"]) or "none"
    yield from wrapped(offices, "                  ", first="       offices    ")
    yield from wrapped(reasons(row.review), "                  ", first="       open       ")


def _ask(app: App, row: Any) -> int | None:
    """1 when the decision was settled, 0 when it stays, None to end the walk."""
    from tracker.actions.settle import settle
    from tracker.cli.minutes.settle import settled_lines

    settlement: Settlement | None = None
    while True:
        proposal = propose(app, row, settlement)
        for line in wrapped(proposal.words, "                  ", first="       proposal   "):
            click.echo(line)
        key = click.prompt(f"  [{KEYS}]", default="", show_default=False).strip().casefold()
        if key == "q":
            return None
        if key == "s" or (not key and proposal.settlement is None):
            return 0
        try:
            if key:
                settlement = _changed(app, row, proposal, key)
                if settlement is None or not settlement.drop:
                    continue
            chosen = settlement if key else proposal.settlement
            assert chosen is not None
            done = settle(app.store, app.settings, row.id, chosen, actor=app.actor, now=app.now)
        except TrackerError as refused:
            click.echo(f"  {refused.message}\n  → {refused.hint}")
            continue
        for line in settled_lines(app, f"{row.minutes_id}/{row.number}", done):
            click.echo(f"  {line}")
        return 1


def _changed(app: App, row: Any, proposal: Proposal, key: str) -> Settlement | None:
    """The settlement after a change that the registrar types. Raises BadInput for words that mean nothing."""
    from tracker.actions.settle import Settlement

    before = proposal.settlement or Settlement()
    if key == "d":
        words = click.prompt("  deadline (10 days, every quarter, আগামী ১০ দিনের মধ্যে)")
        return replace(before, rule=rule_in_words(app.settings, words, row.basis_on), policy=False)
    if key == "o":
        codes = click.prompt("  offices, codes with commas between")
        return replace(before, implementers=tuple(code.strip() for code in codes.split(",") if code.strip()))
    if key == "x":
        return Settlement(drop=True, note=click.prompt("  why it binds nobody"))
    click.echo(f"  {KEYS}")
    return proposal.settlement


def propose(app: App, row: Any, settlement: Settlement | None = None) -> Proposal:
    """The usual answer: what was read where it gives a date, else the policy's deadline.

    `settlement` is what the registrar has said so far.
    """
    from tracker.actions.settle import Settlement

    wanted = settlement or Settlement()
    read = DeadlineRule.from_json(row.rule)
    if wanted.rule is None and read.kind in UNUSABLE and app.settings.policy_rule(read) is not None:
        wanted = replace(wanted, policy=True)
    rule = wanted.rule or (app.settings.policy_rule(read) if wanted.policy else read)
    offices = wanted.implementers if wanted.implementers is not None else tuple(row.as_read["implementers"])
    if rule is None or (rule.kind in UNUSABLE and rule.kind is not Kind.ONGOING):
        return Proposal("none: a deadline is needed (d)", settlement)
    if not offices:
        return Proposal(f"{_when(app, row, rule)}; offices are needed (o)", settlement)
    count = f"{len(offices)} office{'' if len(offices) == 1 else 's'}"
    return Proposal(f"{_when(app, row, rule, policy=wanted.policy)}; {count}", wanted)


def _when(app: App, row: Any, rule: DeadlineRule, *, policy: bool = False) -> str:
    if row.basis_on is None:
        return rule.text or rule.kind
    deadline = first_due(
        rule,
        Basis(row.basis_on, row.basis_kind),
        app.settings.reckoning(),
        origin="policy" if policy else "registrar",
    )
    return sentence(app.settings.holidays().in_language(deadline.explanation, "en"), "en")
