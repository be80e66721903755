"""Names of a directory that a reader could take for one another, told to the clerk who writes it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from tracker.domain.offices import Directory, Office
from tracker.minutes.implementers.folding import folded_name
from tracker.minutes.implementers.near import NearNames
from tracker.minutes.implementers.posts import all_names


def directory_problems(directory: Directory) -> list[str]:
    """What would leave readings of minutes open, one sentence each; an empty list when all names are clear.

    Kinds without an office, posts with the same name, offices of one kind that share a place or have none, and
    places one slip of the pen apart (a misspelling of either cannot be repaired).
    """
    found = (_idle_kinds, _shared_posts, _shared_places, _without_place, _near_places)
    return [problem for problems in found for problem in problems(directory)]


def _idle_kinds(directory: Directory) -> Iterator[str]:
    used = {office.kind for office in directory.offices if office.active}
    for kind in directory.kinds:
        if kind.id not in used:
            yield f"the kind {kind.id!r} has no active office: words that name it stay unresolved"


def _shared_posts(directory: Directory) -> Iterator[str]:
    shared: dict[str, dict[str, str]] = defaultdict(dict)
    for kind in directory.kinds:
        for name in all_names(kind.names):
            shared[folded_name(name)].setdefault(kind.id, name)
    for kinds in shared.values():
        if len(kinds) > 1:
            yield f"{next(iter(kinds.values()))!r} is a name of several kinds: {', '.join(kinds)}"


def _shared_places(directory: Directory) -> Iterator[str]:
    """Offices of one kind at one place can be told apart by the area named behind them, or not at all."""
    found: dict[tuple[str, str], dict[str, Office]] = defaultdict(dict)
    for office in directory.offices:
        for place in office.place.values() if office.active else ():
            found[(office.kind, folded_name(place))][office.code] = office
    said: set[frozenset[str]] = set()
    for (kind, _), offices in found.items():
        if len(offices) < 2 or frozenset(offices) in said:
            continue
        said.add(frozenset(offices))
        places = sorted({place for office in offices.values() for place in office.place.values()})
        apart = len({office.parent for office in offices.values()}) == len(offices)
        remedy = "only an area named behind the place tells them apart" if apart else "nothing tells them apart"
        yield f"{', '.join(offices)} are all {kind!r} at {' / '.join(places)}: {remedy}"


def _without_place(directory: Directory) -> Iterator[str]:
    for office in directory.offices:
        several = sum(o.kind == office.kind for o in directory.offices if o.active) > 1
        if office.active and not office.place and several:
            yield f"{office.code} has no place, but is one of several {office.kind!r}: only its own names find it"


def _near_places(directory: Directory) -> Iterator[str]:
    """Pairs of places that a single slip turns into one another, each pair once."""
    places: dict[str, tuple[str, str]] = {}
    for office in directory.offices:
        for place in office.place.values() if office.active else ():
            places.setdefault(folded_name(place), (place, office.code))
    near = NearNames((form, form) for form in places)
    for form, (place, code) in places.items():
        for other in sorted(near.near(form)):
            if form < other:
                name, its = places[other]
                yield f"{place} ({code}) and {name} ({its}) are one letter apart: misspelt, they stay unresolved"
