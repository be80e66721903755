"""Who must act: the offices that the words of minutes name, exactly, or else why a person must look."""

from tracker.minutes.implementers.confusion import directory_problems
from tracker.minutes.implementers.places import places_named
from tracker.minutes.implementers.reading import ImplementerReading, Match, resolve
from tracker.minutes.implementers.sentence import resolve_in_sentence

__all__ = [
    "ImplementerReading",
    "Match",
    "directory_problems",
    "places_named",
    "resolve",
    "resolve_in_sentence",
]
