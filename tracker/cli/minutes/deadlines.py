"""A deadline that a registrar gives, by whatever flag."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import click

from tracker.domain.deadlines import DeadlineRule, Kind
from tracker.domain.errors import BadInput
from tracker.settings.wording import deadline_in_words

if TYPE_CHECKING:
    from tracker.settings.model import Settings

UNUSABLE = (Kind.NONE, Kind.VAGUE, Kind.EVENT, Kind.BEFORE_NEXT_MEETING)


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
        if self.within:
            return deadline_in_words(f"within {self.within.strip().casefold().removeprefix('within ')}")
        if self.every:
            return deadline_in_words(f"every {self.every.strip().casefold().removeprefix('every ')}")
        if self.ongoing:
            return DeadlineRule(Kind.ONGOING)
        return phrase_rule(settings, self.phrase, basis) if self.phrase else None


def phrase_rule(settings: Settings, phrase: str, basis: date | None) -> DeadlineRule:
    """The rule in a phrase as minutes write it, or in the plain words of the policy.

    Raises BadInput when it names no usable deadline.
    """
    from tracker.minutes.deadlines import read_deadline
    from tracker.minutes.phrasebook import load_phrasebook

    try:
        return deadline_in_words(phrase)
    except BadInput:
        pass
    found = read_deadline(phrase, load_phrasebook(settings.home), basis=basis, reckoning=settings.reckoning())
    if found.rule.kind in UNUSABLE or set(found.review) - {"policy_deadline"}:
        raise BadInput(
            f"“{phrase}” names no usable deadline",
            hint="see what the reader makes of it with: tracker phrases test; or give --by DATE",
        )
    return found.rule
