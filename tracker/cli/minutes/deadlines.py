"""A deadline that a registrar gives, by whatever flag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.actions.deadline_words import rule_in_words
from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.errors import BadInput
from tracker.settings.wording import deadline_in_words

if TYPE_CHECKING:
    from tracker.settings.model import Settings

@dataclass(frozen=True, slots=True)
class Given:
    """The flags; at most one may be set."""

    within: str | None = None
    by: date | None = None
    every: str | None = None
    phrase: str | None = None
    ongoing: bool = False

    @property
    def flags(self) -> list[str]:
        """Those that are set, as they are typed."""
        pairs = (
            ("--within", self.within),
            ("--by", self.by),
            ("--every", self.every),
            ("--deadline", self.phrase),
            ("--no-deadline", self.ongoing),
        )
        return [flag for flag, value in pairs if value]

    def rule(self, settings: Settings, basis: date | None) -> DeadlineRule | None:
        """The rule, None when none is given; `basis` is what a phrase without a year is read against.

        Raises BadInput for words that name no usable deadline.
        """
        if len(self.flags) > 1:
            raise click.UsageError(f"{' and '.join(self.flags)} contradict each other; give one")
        if self.by:
            return DeadlineRule(Kind.BY, date=self.by, text=self.by.isoformat())
        if self.ongoing:
            return DeadlineRule(Kind.ONGOING)
        if self.within:
            return _of_kind(Kind.WITHIN, "--within", self.within, settings, basis)
        if self.every:
            return _of_kind(Kind.EVERY, "--every", self.every, settings, basis)
        return rule_in_words(settings, self.phrase, basis) if self.phrase else None


def _of_kind(kind: Kind, flag: str, words: str, settings: Settings, basis: date | None) -> DeadlineRule:
    """“10 days”, “within 10 days” and “১০ দিন” are the same to --within; a date there is another flag's."""
    plain = f"{kind} {words.strip().casefold().removeprefix(f'{kind} ')}"
    try:
        return deadline_in_words(plain)
    except BadInput:
        rule = rule_in_words(settings, words, basis)
    if rule.kind is not kind:
        raise BadInput(f"“{words}” is no deadline for {flag}", hint="give it with --deadline, a named day with --by")
    return rule
