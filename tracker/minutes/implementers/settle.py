"""Which offices a claim means: a pure decision over the directory's tree, doubtful rather than guessed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tracker.minutes.implementers.claims import Claim, Join, PlaceUse
from tracker.minutes.implementers.territory import Territory

UNRESOLVED = "unresolved_implementer"
AMBIGUOUS = "ambiguous_implementer"
NOBODY = "no_implementer"

Codes = frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """The offices meant, and why a person must look ("" when the text is clear)."""

    codes: Codes = frozenset()
    review: str = ""

    @property
    def clear(self) -> bool:
        return bool(self.codes) and not self.review


def settle(claim: Claim, territory: Territory) -> Outcome:
    """The offices of one claim; none that are not active."""
    if claim.unknown_place and not claim.places:
        return Outcome(review=UNRESOLVED)
    outcome = _settle(claim, territory)
    if outcome.codes and claim.alternative:
        return Outcome(review=AMBIGUOUS)
    if outcome.clear and claim.doubtful:
        return Outcome(outcome.codes, AMBIGUOUS)
    if outcome.clear and claim.unknown_place:
        return Outcome(outcome.codes, UNRESOLVED)
    return outcome


def _settle(claim: Claim, territory: Territory) -> Outcome:
    if claim.vague or claim.unknown or (claim.rest and not claim.excludes):
        return Outcome(review=UNRESOLVED)
    if claim.offices:
        return _own_name(claim, territory)
    outcomes = [_of_kind(kind, claim, territory) for kind in claim.kinds]
    if claim.union:
        return _all_of(outcomes)
    clear = [o for o in outcomes if o.clear]
    if claim.stem:  # a post without its wing is another post, unless it leaves open which of several it is
        return Outcome(review=AMBIGUOUS if len(outcomes) > 1 else UNRESOLVED)
    if len(outcomes) > 1:
        return clear[0] if len(clear) == 1 else Outcome(review=AMBIGUOUS if clear else UNRESOLVED)
    return outcomes[0] if outcomes else Outcome(review=UNRESOLVED)


def _all_of(outcomes: Sequence[Outcome]) -> Outcome:
    codes = frozenset[str]().union(*(o.codes for o in outcomes))
    return Outcome(codes, next((o.review for o in outcomes if o.review), ""))


def _own_name(claim: Claim, territory: Territory) -> Outcome:
    """Offices named by their own name; a place behind it must be theirs, or above them."""
    codes = frozenset(c for c in claim.offices if c in territory.offices and territory.offices[c].active)
    for use in claim.places:
        kept = frozenset(c for c in codes if c in use.codes or territory.above(c) & set(use.codes))
        kept = kept or frozenset(c for c in codes if _same_site(c, use.codes, territory))
        codes = kept
    if not codes:
        return Outcome(review=UNRESOLVED)
    return Outcome(codes) if len(codes) == 1 or claim.every or claim.plural else Outcome(review=AMBIGUOUS)


def _same_site(code: str, codes: Sequence[str], territory: Territory) -> bool:
    """Whether the office lies where one of the others does (an office's own town named behind its name)."""
    places = set(territory.offices[code].place.values())
    return any(c in territory.offices and places & set(territory.offices[c].place.values()) for c in codes)


def _of_kind(kind: str, claim: Claim, territory: Territory) -> Outcome:
    offices = territory.of_kind(kind)
    if not offices:
        return Outcome(review=UNRESOLVED)
    if claim.every or claim.excludes:
        return _except(kind, claim, territory, _every(kind, claim.places, territory))
    if claim.plural and (len(offices) > 1 or not claim.places):
        return _counted(claim, _several(kind, claim.places, territory))
    return _counted(claim, _named(kind, claim.places, territory))


def _counted(claim: Claim, outcome: Outcome) -> Outcome:
    if outcome.codes and claim.number is not None and claim.number != len(outcome.codes):
        return Outcome(review=AMBIGUOUS)
    return outcome


# ---- all of a kind


def _every(kind: str, uses: Sequence[PlaceUse], territory: Territory) -> Outcome:
    """All offices of a kind below the places named, or below the body where none is."""
    if not uses:
        codes = territory.area(kind)
        return Outcome(codes) if codes else Outcome(review=UNRESOLVED)
    area: Codes = frozenset()
    anchors: set[str] = set()
    for use in uses:
        regions = _regions(kind, use, territory)
        if area and _is_address(use, anchors, territory):
            continue
        if not regions:
            return Outcome(review=UNRESOLVED)
        if len(set(regions.values())) > 1:
            return Outcome(review=AMBIGUOUS)
        found = next(iter(regions.values()))
        if area and use.join is not Join.AND:
            if use.join is Join.NONE and found < area:
                area, anchors = found, set(regions)
                continue
            if found & area or use.join is Join.NONE:
                return Outcome(review=AMBIGUOUS)
        area, anchors = area | found, anchors | set(regions)
    return Outcome(area)


def _regions(kind: str, use: PlaceUse, territory: Territory) -> dict[str, Codes]:
    """The offices or bodies at a place that stand above offices of the kind, each with those below it."""
    found = {c: territory.below(kind, c) for c in use.codes if territory.fits(c, use.level)}
    return {code: below for code, below in found.items() if below}


def _is_address(use: PlaceUse, anchors: set[str], territory: Territory) -> bool:
    """Whether a place behind an area is only where the area's seat lies, or what the area lies in."""
    if use.join is Join.AND:
        return False
    if any(c in anchors or any(c in territory.above(a) for a in anchors) for c in use.codes):
        return True
    return any(_same_site(a, use.codes, territory) for a in anchors if a in territory.offices)


def _except(kind: str, claim: Claim, territory: Territory, outcome: Outcome) -> Outcome:
    """All but those left out; who is left out must be among them."""
    codes = outcome.codes
    for use in claim.excluded:
        gone = frozenset(c for c in use.codes if c in codes and territory.fits(c, use.level))
        if not gone:
            regions = {below & codes for below in _regions(kind, use, territory).values()} - {frozenset()}
            gone = next(iter(regions)) if len(regions) == 1 else frozenset()
        if not gone:
            return Outcome(review=UNRESOLVED)
        codes -= gone
    if claim.excludes and (not claim.excluded or not codes):
        return Outcome(review=outcome.review or UNRESOLVED)
    if claim.number is not None and claim.number not in (len(codes), len(outcome.codes)):
        return Outcome(review=AMBIGUOUS)
    return Outcome(codes, outcome.review)


# ---- several, by a plural


def _several(kind: str, uses: Sequence[PlaceUse], territory: Territory) -> Outcome:
    """A plural without "all": the offices of the places named, or all offices of the areas named."""
    if not uses:
        return _every(kind, uses, territory)
    seats = _named(kind, uses, territory, listed=True)
    area = _every(kind, uses, territory)
    if len(seats.codes) > 1 and not seats.review:
        return seats if not area.clear or area.codes == seats.codes or len(uses) > 1 else Outcome(review=AMBIGUOUS)
    if area.clear and not seats.codes:
        return area
    if area.clear and seats.codes:
        return area if area.codes == seats.codes else Outcome(review=AMBIGUOUS)
    return seats if not area.review else Outcome(seats.codes, seats.review or area.review)


# ---- named places


def _named(kind: str, uses: Sequence[PlaceUse], territory: Territory, *, listed: bool = False) -> Outcome:
    """The offices of a kind at the places named. `listed`: a plural, so that places behind commas are no addresses."""
    offices = frozenset(territory.of_kind(kind))
    if not uses:
        return Outcome(offices) if len(offices) == 1 else Outcome(review=AMBIGUOUS)
    chosen: list[Codes] = []
    within = offices
    review = ""
    for index, use in enumerate(uses):
        seats = frozenset(c for c in use.codes if c in offices and territory.fits(c, use.level))
        regions = _regions(kind, use, territory)
        around = frozenset[str]().union(*regions.values()) if regions else frozenset()
        if seats and chosen and not listed and _only_address(index, uses, chosen, territory):
            review = review or AMBIGUOUS
        elif seats:
            near = (seats & within) or seats
            chosen.append((near & territory.area(kind)) or near)
        elif around and chosen and use.join is not Join.AND:
            last = chosen[-1] & around
            review = review or ("" if last else UNRESOLVED)
            chosen[-1] = last or chosen[-1]
        elif around and not chosen:
            within = within & around if within & around else around
        else:
            review = review or UNRESOLVED
    if not chosen and not review:
        chosen = [within]
    clear = [codes for codes in chosen if len(codes) == 1]
    if len(clear) < len(chosen):
        review = review or AMBIGUOUS
    return Outcome(frozenset[str]().union(*clear), review)


def _only_address(index: int, uses: Sequence[PlaceUse], chosen: list[Codes], territory: Territory) -> bool:
    """Whether the last place, behind a comma, can as well be the seat of what stands above the places before it.

    "Deputy Commissioner, Kurigram, Rangpur" can be one office in Rangpur Division, or two; a conjunction or a longer
    list makes them several.
    """
    use = uses[index]
    if index + 1 < len(uses) or any(u.join is Join.AND for u in uses[1:]) or index > 1:
        return False
    above = set(use.codes) & frozenset[str]().union(*(territory.above(c) for codes in chosen for c in codes))
    return bool(above) or use.join is Join.NONE
