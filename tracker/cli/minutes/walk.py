"""Walking through what waits in review: each decision with a proposal, and one key for the usual answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from textwrap import shorten
from typing import TYPE_CHECKING, Any

import click

from tracker.actions.deadline_words import rule_in_words
from tracker.actions.incoming import offices_of
from tracker.cli.app import App
from tracker.cli.minutes.proposal import Proposal, propose
from tracker.cli.minutes.refs import reference, standing_reference
from tracker.cli.words import NATURES, reasons, wrapped
from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from tracker.actions.settle import Settlement

KEYS = "Enter: as proposed · d deadline · o offices · x drop · s skip · b back · q quit"
RESTATED_KEYS = "Enter: as proposed · n bind it beside · r replace · d deadline · o offices · x drop · s · b · q"
LABEL = 11
_IN_DISCUSSION = frozenset({"conflicting_frequency", "conflicting_dates", "damaged_text"})
"""What is open and cannot be judged by the decision's words alone."""


def walk_through(app: App, rows: Sequence[Any]) -> None:
    """Ask for each decision in turn; what is answered holds, whenever and however the walk ends."""
    app.to_write()
    settled: set[int] = set()
    position = 0
    while position < len(rows):
        row = rows[position]
        if position in settled:
            position += 1
            continue
        click.echo(f"\n{position + 1} of {len(rows)}")
        for line in _shown(row):
            click.echo(line)
        try:
            answer = _Asking(app, row).answer()
        except click.Abort:  # Ctrl-C, or the end of the input
            click.echo()
            break
        if answer == "quit":
            break
        if answer == "back":
            position = max((n for n in range(position) if n not in settled), default=position)
            continue
        if answer == "settled":
            settled.add(position)
        position += 1
    click.echo(f"\n{len(settled)} settled, {len(rows) - len(settled)} still in review")


def _shown(row: Any) -> Iterator[str]:
    """The source's words, and beside them what was read."""
    yield from wrapped(row.subject or row.minutes_title or "", "       ", first=f"  {reference(row)}  ")
    yield from _labelled("the words", row.text)
    if row.nature != "obligation":
        yield from _labelled("nature", NATURES.get(row.nature, row.nature))
    codes = offices_of(row.as_read)
    offices = f"{len(codes)}: {', '.join(codes)}" if len(codes) > 1 else "".join(codes) or "none"
    yield from _labelled("who", f"“{row.implementer_text}” → {offices}" if row.implementer_text else offices)
    when = row.rule.get("text")
    yield from _labelled("when", f"“{when}”" if when else "nothing is said")
    if row.restates_id is not None:
        yield from _labelled("repeats", f"{standing_reference(row)}: {row.standing_text}")
        before = (row.standing_rule or {}).get("text")
        if before:
            yield from _labelled("", f"there: “{before}”")
    if _IN_DISCUSSION.intersection(row.review) and row.as_read["discussion"]:
        yield from _labelled("discussion", shorten(row.as_read["discussion"], 600, placeholder=" …"))
    yield from _labelled("open", reasons(row.review))


def _labelled(label: str, text: str) -> Iterator[str]:
    yield from wrapped(text, " " * (7 + LABEL), first=f"       {label:{LABEL}}")


class _Asking:
    """One decision: what the registrar has said of it so far, until it is settled or left."""

    def __init__(self, app: App, row: Any) -> None:
        self.app = app
        self.row = row
        self.settlement: Settlement | None = None
        self.keys = RESTATED_KEYS if row.restates_id is not None else KEYS

    def answer(self) -> str:
        """"settled", "skip", "back" or "quit". Raises click.Abort when the terminal ends."""
        while True:
            proposal = propose(self.app, self.row, self.settlement)
            for line in _labelled("proposal", proposal.words):
                click.echo(line)
            click.echo(f"  {self.keys}")
            key = click.prompt("  answer", default="", show_default=False).strip().casefold()
            if key in ("q", "b", "s"):
                return {"q": "quit", "b": "back", "s": "skip"}[key]
            if not key and proposal.settlement is None:
                return "skip"
            try:
                chosen = self._changed(proposal, key) if key else proposal.settlement
                if chosen is not None and (not key or chosen.drop):
                    self._settle(chosen)
                    return "settled"
                self.settlement = chosen
            except TrackerError as refused:
                click.echo(f"  {refused.message}\n  → {refused.hint}")

    def _settle(self, chosen: Settlement) -> None:
        from tracker.actions.settle import settle
        from tracker.cli.minutes.settle import settled_lines

        done = settle(self.app.store, self.app.settings, self.row.id, chosen, actor=self.app.actor, now=self.app.now)
        for line in settled_lines(self.app, reference(self.row), done):
            click.echo(f"  {line}")

    def _changed(self, proposal: Proposal, key: str) -> Settlement | None:
        """The settlement after a change that the registrar types. Raises BadInput for words that mean nothing."""
        from tracker.actions.settle import Settlement

        before = proposal.settlement or self.settlement or Settlement()
        if key == "d":
            words = click.prompt("  deadline (10 days, every quarter, 2025-12-31, আগামী ১০ দিনের মধ্যে)")
            rule = rule_in_words(self.app.settings, words, self.row.basis_on)
            return replace(before, rule=rule, policy=False, link=False)
        if key == "o":
            codes = click.prompt("  offices, codes with commas between")
            offices = tuple(code.strip() for code in codes.split(",") if code.strip())
            return replace(before, implementers=offices, link=False)
        if key == "x":
            return Settlement(drop=True, note=click.prompt("  why it binds nobody"))
        if key in ("n", "r") and self.row.restates_id is not None:
            return replace(before, link=False, replace=key == "r")
        click.echo(f"  {key} is none of the keys")
        return self.settlement
