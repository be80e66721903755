"""What a text says of one post: the kind of office, which of them, where, and who is left out."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Join(StrEnum):
    """How a place is joined to what stands before it."""

    NONE = ""
    COMMA = ","
    LINE = "line"
    AND = "and"


@dataclass(frozen=True, slots=True)
class PlaceUse:
    """A place named with a post: the offices that have it, the level named with it, and how it is joined."""

    codes: tuple[str, ...]
    level: str | None = None
    join: Join = Join.NONE


@dataclass(slots=True)
class Claim:
    """One post as the text names it.

    `kinds` are the kinds that its name can mean (several for a stem or an abbreviation shared by posts; `union` says
    that all of them are meant), `offices` the codes when an office is named by its own name. `every`: all of the
    kind; `plural`: the word is a plural. `number` is the count that the text gives. `unknown` stands for a post that
    the directory does not have, `vague` for nobody in particular, `doubtful` for two readings, `alternative` for one
    office or another.
    """

    start: int
    end: int
    kinds: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    stem: bool = False
    union: bool = False
    every: bool = False
    every_before: bool = False
    plural: bool = False
    before: list[PlaceUse] = field(default_factory=list)
    behind: list[PlaceUse] = field(default_factory=list)
    excluded: list[PlaceUse] = field(default_factory=list)
    excludes: bool = False
    rest: bool = False
    """Whether "the other ones" are meant: those not left out, or else nobody can say which."""
    number: int | None = None
    unknown: bool = False
    unknown_place: bool = False
    vague: bool = False
    doubtful: bool = False
    alternative: bool = False
    join: Join = Join.NONE
    """How it is joined to the claim before it."""
    office: bool = False
    """Whether the post is named by its office."""

    @property
    def places(self) -> list[PlaceUse]:
        return self.before + self.behind

    @property
    def settled(self) -> bool:
        """Whether it says by itself which offices it means."""
        return bool(self.every or self.places or self.offices or self.unknown or self.vague or self.excludes)
