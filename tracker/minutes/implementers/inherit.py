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
            _share_place(before, claim, territory)


def _share_place(before: Claim, claim: Claim, territory: Territory) -> None:
    """The place before one post is that of the next: "Kurigram DC and SP". For a plural it must be an area: "Kharora
    SDM and Tehsildars" can mean all Tehsildars as well as those of Kharora."""
    codes = [code for use in before.before for code in use.codes]
    if not claim.plural:
        claim.before = list(before.before)
    elif claim.join is Join.AND:
        seats = any(code in codes for kind in claim.kinds for code in territory.of_kind(kind))
        area = any(territory.below(kind, code) for kind in claim.kinds for code in codes)
        claim.doubtful = claim.doubtful or seats
        claim.before = list(before.before) if area and not seats else []


def _open(claim: Claim, territory: Territory) -> bool:
    """Whether it names a post of which there are several, and says nothing of which."""
    return not claim.settled and max((len(territory.of_kind(k)) for k in claim.kinds), default=0) > 1


def _share_all(before: Claim, claim: Claim, territory: Territory) -> None:
    """After "all K1 and K2, PLACE" a seat is K2's alone, an area bounds both."""
    if claim.unknown or claim.vague or claim.offices or claim.every:
        return
    if not claim.places:
        if _open(claim, territory):
            claim.every, claim.every_before, claim.before = True, True, list(before.before)
            claim.doubtful = claim.doubtful or before.excludes  # nobody can tell whether those are left out here too
        return
    codes = {code for use in claim.places for code in use.codes}
    seats = any(code in codes for kind in claim.kinds for code in territory.of_kind(kind))
    if not seats:
        claim.every, claim.every_before = True, True
    if before.places or before.excludes:
        return
    apart = seats and (claim.join is not Join.AND or claim.places[0].join is Join.NONE)
    for kind in before.kinds:
        bounded = {c for code in codes for c in territory.below(kind, code)}
        if not bounded or bounded == territory.area(kind) or apart:
            continue
        if seats or claim.join is not Join.AND:
            before.doubtful = True
        else:
            before.behind = list(claim.places)
