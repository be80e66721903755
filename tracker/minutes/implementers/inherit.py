"""Places and "all" that belong to several posts of one statement: "DC and SP, Kurigram", "all SDMs and CEOs"."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tracker.minutes.implementers.claims import Claim, Join
from tracker.minutes.implementers.territory import Territory


def share(claims: Sequence[Claim], territory: Territory) -> None:
    """Completes claims that do not say which offices they mean from their neighbours in the same statement."""
    for claim, behind in reversed(list(pairwise(claims))):
        if _open(claim, territory) and not claim.plural and not behind.vague and behind.join is not Join.NONE:
            claim.behind = list(behind.behind)
            claim.every = behind.every and not behind.every_before
            claim.excluded, claim.excludes = list(behind.excluded), behind.excludes
    for before, claim in pairwise(claims):
        if before.every_before and claim.join is not Join.NONE:
            _share_all(before, claim, territory)
        elif _open(claim, territory) and before.before and claim.join is not Join.NONE:
            claim.before = list(before.before)


def _open(claim: Claim, territory: Territory) -> bool:
    """Whether it names a post of which there are several, and says nothing of which."""
    return not claim.settled and max((len(territory.of_kind(k)) for k in claim.kinds), default=0) > 1


def _share_all(before: Claim, claim: Claim, territory: Territory) -> None:
    """After "all K1 and K2, PLACE" a seat is K2's alone, an area bounds both."""
    if claim.unknown or claim.vague or claim.offices or claim.every:
        return
    if not claim.places:
        if _open(claim, territory):
            claim.every, claim.every_before = True, True
            claim.before, claim.excluded, claim.excludes = list(before.before), list(before.excluded), before.excludes
        return
    codes = {code for use in claim.places for code in use.codes}
    seats = any(code in codes for kind in claim.kinds for code in territory.of_kind(kind))
    if not seats:
        claim.every, claim.every_before = True, True
    if before.places:
        return
    for kind in before.kinds:
        bounded = {c for code in codes for c in territory.below(kind, code)}
        if bounded and not seats:
            before.behind = list(claim.places)
        elif bounded and bounded != territory.area(kind):
            before.doubtful = True
