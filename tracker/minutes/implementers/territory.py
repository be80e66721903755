"""Which offices lie below which: the directory's tree, walked once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from tracker.domain.offices import Directory, Office


class Territory:
    """The active offices of a directory by kind, and what stands above each.

    `levels` gives the level (district, division …) of kinds where it is known. In a directory where no office
    states a parent, all offices but the body's own lie below the body; so do all where the body is no office.
    """

    def __init__(self, directory: Directory, levels: Mapping[str, str]) -> None:
        self.body = directory.body.code
        self.offices: dict[str, Office] = {office.code: office for office in directory.offices}
        self.order: dict[str, int] = {code: i for i, code in enumerate(self.offices)}
        self.flat = all(office.parent is None for office in directory.offices)
        self._above = {code: self._ancestors(code) for code in self.offices}
        self._levels = levels
        self._by_kind: dict[str, list[str]] = defaultdict(list)
        for office in directory.offices:
            if office.active:
                self._by_kind[office.kind].append(office.code)

    def _ancestors(self, code: str) -> frozenset[str]:
        if self.flat:
            return frozenset({self.body} - {code})
        seen: set[str] = set() if self.body in self.offices else {self.body}
        parent = self.offices[code].parent
        while parent and parent not in seen:
            seen.add(parent)
            above = self.offices.get(parent)
            parent = above.parent if above else None
        return frozenset(seen)

    def of_kind(self, kind: str) -> list[str]:
        """The codes of the active offices of a kind, in the directory's order."""
        return self._by_kind.get(kind, [])

    def above(self, code: str) -> frozenset[str]:
        """The codes above an office (the body's may be one that is no office)."""
        return self._above.get(code, frozenset())

    def sits_in(self, code: str, offices: Set[str]) -> bool:
        """Whether an office lies below one of the others and at the same place."""
        places = set(self.offices[code].place.values())
        return any(places & set(self.offices[c].place.values()) for c in self.above(code) & offices)

    def below(self, kind: str, ancestor: str) -> frozenset[str]:
        """The active offices of a kind below an office or the body."""
        return frozenset(code for code in self.of_kind(kind) if ancestor in self._above[code])

    def area(self, kind: str) -> frozenset[str]:
        """All offices of a kind where no area is named: those below the body."""
        return self.below(kind, self.body)

    def level(self, code: str) -> str | None:
        """The level of an office (or of the body) by its kind, None where it is not known."""
        office = self.offices.get(code)
        return self._levels.get(office.kind) if office else self._levels.get("")

    def fits(self, code: str, level: str | None) -> bool:
        """Whether the office can be meant where a level is named; an unknown level may be any."""
        known = self.level(code)
        return level is None or known is None or known == level

    def in_order(self, codes: Iterable[str]) -> tuple[str, ...]:
        """The codes once each, in the directory's order."""
        return tuple(sorted(set(codes), key=lambda code: self.order.get(code, len(self.order))))
