"""What codes mean, in words that a registrar understands."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from tracker.reports.table import harmless

WIDTH = 100

REVIEW = {
    "no_deadline": "no deadline is stated",
    "vague_deadline": "the deadline is vague",
    "policy_deadline": "“immediately”: the date comes from the policy",
    "next_meeting_unknown": "the date of the next meeting is not known",
    "unknown_event": "counted from an event whose date is not known",
    "several_deadlines": "more than one deadline is stated",
    "conflicting_frequency": "discussion and decision state different frequencies",
    "no_implementer": "nobody is named to do it",
    "unresolved_implementer": "somebody is named whom the directory does not know",
    "ambiguous_implementer": "the words can mean different offices",
    "conflicting_dates": "dates contradict each other",
    "number_word_mismatch": "a number differs from its words",
    "damaged_text": "the text is damaged",
    "not_binding": "a directive or promise: binds only when confirmed",
    "machine_read": "a machine read the page",
    "basis_unknown": "no day is known to count from",
    "restatement": "it repeats a standing decision",
}

NATURES = {
    "obligation": "decision",
    "directive": "directive",
    "commitment": "promise",
    "enquiry": "question",
    "information": "information",
}

STATES = {
    "review": "in review",
    "binding": "in force",
    "noted": "noted",
    "dropped": "dropped",
    "superseded": "superseded",
    "carried": "goes on in the amended minutes",
    "linked": "linked to a standing decision",
}


def reasons(codes: Iterable[str]) -> str:
    """Review codes in words, one after the other."""
    return "; ".join(REVIEW.get(code, code) for code in codes)


def wrapped(text: str, indent: str, *, first: str | None = None) -> Iterator[str]:
    """A text on lines of a terminal's width, without what a terminal would obey."""
    yield from textwrap.wrap(
        harmless(text),
        WIDTH,
        initial_indent=indent if first is None else first,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
