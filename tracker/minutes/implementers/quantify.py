"""What the words around a post say: all or some, how many, without whom, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.minutes.implementers.claims import Claim, Join, PlaceUse
from tracker.minutes.implementers.territory import Territory
from tracker.minutes.implementers.tokens import Sort, Token

COUNTS = frozenset({Sort.ALL, Sort.EACH, Sort.REST, Sort.NUMBER, Sort.CLASSIFIER, Sort.EXCEPT})


def quantify(claim: Claim, tokens: Sequence[Token], territory: Territory, *, ahead: bool) -> None:
    """Takes "all", counts, exceptions and levels from the words before (`ahead`) or behind a post."""
    before: Token | None = None
    for token in tokens:
        match token.sort:
            case Sort.ALL | Sort.EACH:
                claim.every = True
                claim.every_before = claim.every_before or ahead
            case Sort.REST:
                claim.rest = True
            case Sort.NOBODY:
                claim.vague = True
            case Sort.EXCEPT:
                claim.excludes = True
                claim.doubtful = claim.doubtful or token.doubtful
                claim.excluded += uses(token.parts, Join.AND)
            case Sort.NUMBER:
                _count(claim, int(token.folded))
            case Sort.LEVEL:
                _level(claim, token, territory, counted=before is not None and before.sort in COUNTS)
        before = token


def _count(claim: Claim, number: int) -> None:
    """A count may be said twice, "10 (ten)"; two different ones leave it open."""
    claim.doubtful = claim.doubtful or claim.number not in (None, number)
    claim.number = number


def _level(claim: Claim, token: Token, territory: Territory, *, counted: bool) -> None:
    """To say "of all districts" is all of the kind; "in the Division", "of this district" is the body's own area."""
    if counted or token.plural:
        claim.every = True
    elif territory.level(territory.body) not in (None, token.ids[0]):
        claim.doubtful = True


def uses(tokens: Sequence[Token], join: Join) -> Iterator[PlaceUse]:
    """The places among the tokens."""
    for token in tokens:
        if token.sort is Sort.PLACE:
            yield PlaceUse(token.ids, token.level, join)
