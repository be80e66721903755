"""Who must act: the offices that the words of minutes name, exactly, or else why a person must look."""

from tracker.minutes.implementers.reading import ImplementerReading, Match, resolve

__all__ = ["ImplementerReading", "Match", "resolve"]
