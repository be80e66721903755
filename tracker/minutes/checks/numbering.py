"""Numbers of items: doubled ones and gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from tracker.minutes.draft import DocumentWarning, Place
from tracker.minutes.raw import RawItem, RawMeeting


def check_numbers(meeting: RawMeeting) -> Iterator[DocumentWarning]:
    """`duplicate_number` and `missing_number`, each number once.

    A numbering may begin anywhere (committees count on from meeting to meeting) and begin again at 1 under a new
    section; within a run every number must come once.
    """
    for run in _runs(_whole(meeting.numbers)):
        counts = Counter(run)
        for number in (n for n, times in counts.items() if times > 1):
            yield DocumentWarning(
                "duplicate_number",
                f"number {number} stands before {counts[number]} items",
                _excerpt(meeting.items, number, last=True),
                _place(meeting.items, number, last=True),
            )
        missing = _missing(counts)
        if missing:
            named = ", ".join(map(str, missing))
            yield DocumentWarning(
                "missing_number",
                f"the numbers run from {min(run)} to {max(run)} without {named}",
                _excerpt(meeting.items, missing[-1] + 1),
                _place(meeting.items, missing[-1] + 1),
            )


def _missing(counts: Counter[int]) -> list[int]:
    """The numbers that a run leaves out; a run with more gaps than numbers is no numbering."""
    first, last = min(counts), max(counts)
    if last - first >= 2 * len(counts):
        return []
    return [number for number in range(first, last) if number not in counts]


def _whole(numbers: Iterable[str]) -> list[int]:
    """The items' own numbers; the parts of one item (2.1, 2.2) count once."""
    out: list[int] = []
    last_parent = ""
    for number in numbers:
        parent, _, part = number.partition(".")
        if not parent.isdigit() or (part and parent == last_parent):
            continue
        last_parent = parent
        out.append(int(parent))
    return out


def _runs(numbers: Sequence[int]) -> Iterator[list[int]]:
    """The numbering cut where it begins again at 1."""
    run: list[int] = []
    for number in numbers:
        if run and number == 1 and run[-1] != 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run


def _of_number(items: Sequence[RawItem], number: int) -> list[RawItem]:
    return [item for item in items if item.number.partition(".")[0] == str(number)]


def _excerpt(items: Sequence[RawItem], number: int, *, last: bool = False) -> str:
    found = _of_number(items, number)
    item = found[-1 if last else 0] if found else None
    return (item.subject or item.decision)[:120] if item else str(number)


def _place(items: Sequence[RawItem], number: int, *, last: bool = False) -> Place:
    found = _of_number(items, number)
    return found[-1 if last else 0].place if found else Place()
