"""Sums of participants."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tracker.minutes.draft import DocumentWarning, Place
from tracker.minutes.header import Header
from tracker.minutes.raw import RawMeeting


def check_participants(header: Header, meeting: RawMeeting) -> Iterator[DocumentWarning]:
    """`participants_do_not_add_up` when women and men together are not the total; minorities count apart."""
    people = header.meeting.participants
    if people is None or people.female is None or people.male is None or people.total is None:
        return
    together = people.female + people.male
    if together != people.total:
        lines = (*meeting.header, *meeting.prose)
        line = next((ln for ln in lines if {people.male, people.total} <= _numbers(ln.text)), None)
        yield DocumentWarning(
            "participants_do_not_add_up",
            f"{people.female} women and {people.male} men are {together}, not {people.total}",
            line.text[:160] if line else "",
            line.place if line else Place(),
        )


def _numbers(text: str) -> set[int]:
    return {int(digits) for digits in re.findall(r"\d{1,6}", text)}
