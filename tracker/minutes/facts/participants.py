"""How many took part: women, men, all, minorities, in the words of the three languages."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tracker.minutes.draft import Participants
from tracker.minutes.facts.labels import labelled, values
from tracker.minutes.numbers import find_numbers
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.script import latin_digits
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import finder

GROUPS = ("female", "male", "total", "minority")
_AFTER = re.compile(r"[\s:ঃः=\-–—]{0,4}(?:ছিলেন\s*)?(\d{1,5})(?!\d)")
_BEFORE = re.compile(r"(?<!\d)(\d{1,5})\s*(?:জন|জনই|টি)?\s*$")
_NUMBER = re.compile(r"(?<![\d.,/:-])\d{1,5}(?![\d.,/:-]*\d)")
_LEADING = re.compile(r"\s*(\d{1,5})\s*(?:জন\s*)?[(:,;।]")
_GLUED = re.compile(r"(?<=\d)(?=[FMfm]\b)")
"""Between a number and the letter of a group: 7F, 4M."""
_SAID_AGAIN = re.compile(r"[ \t]*\([^()\d]{2,25}\)[ \t]*")
"""The number in words once more, between it and what is counted: ১৭ (সতেরো) জন."""
_ONE_MORE = re.compile(r"(?:and|ও|এবং|एवं|और|আরও|other|अन्य)\s*$", re.IGNORECASE)


def read_participants(lines: Sequence[Line], book: Phrasebook) -> Participants | None:
    """The counts from a line labelled as attendance, else from a sentence that tells who was present."""
    found = values(labelled(lines, book), "attendance")
    for one in found:
        if counts := _counts(one.value, book):
            return _with_total(counts, one.value, book)
    for one in found:
        if (total := _lone_number(one.value, book, at_start=True)) is not None:
            return Participants(total=total)
    for line in lines:
        for sentence in sentences(line.text):
            if finder(book, "participants", "present").search(sentence) and (counts := _told(sentence, book)):
                return counts
    return None


def _told(sentence: str, book: Phrasebook) -> Participants | None:
    if counts := _counts(sentence, book):
        return _with_total(counts, sentence, book)
    total = _lone_number(sentence, book, at_start=False)
    return Participants(total=total) if total is not None else None


def _with_total(counts: Participants, text: str, book: Phrasebook) -> Participants:
    """A total that no word marks: it leads ("30 (12 women …)") or counts people ("12 members were present (…)")."""
    if counts.total is not None:
        return counts
    leading = _LEADING.match(latin_digits(text))
    return replace(counts, total=int(leading.group(1)) if leading else _lone_number(text, book, at_start=False))


def _counts(text: str, book: Phrasebook) -> Participants | None:
    """The numbers beside the group words. The first of them shows whether they stand before or behind."""
    text = _GLUED.sub(" ", latin_digits(text))
    marks = sorted(
        (m.start(), m.end(), group) for group in GROUPS for m in finder(book, "participants", group).finditer(text)
    )
    before = next(
        (_number_before(text, start) is not None for start, end, _ in marks if _beside(text, start, end)),
        False,
    )
    counts, used = Participants(), set[int]()
    for start, end, group in marks:
        ways = (_number_before(text, start), _AFTER.match(text, end))
        for match in ways if before else reversed(ways):
            if match and match.start(1) not in used and (group == "minority" or getattr(counts, group) is None):
                used.add(match.start(1))
                counts = replace(counts, **{group: int(match.group(1))})
                break
    if counts.female is None and counts.male is None and counts.total is None:
        return None
    return counts


def _number_before(text: str, start: int) -> re.Match[str] | None:
    return _BEFORE.search(text, max(0, start - 12), start)


def _beside(text: str, start: int, end: int) -> bool:
    return bool(_number_before(text, start) or _AFTER.match(text, end))


def _lone_number(text: str, book: Phrasebook, *, at_start: bool) -> int | None:
    """The one number of people in a phrase ("৩৪ জন", "25 members attended"); None when there are several."""
    text = _SAID_AGAIN.sub(" ", latin_digits(text))
    persons = finder(book, "participants", "persons")
    found = [m for m in _NUMBER.finditer(text) if persons.match(text, _skip_blanks(text, m.end()))]
    if not found and not at_start:  # "পনেরো জন সদস্য উপস্থিত ছিলেন"
        named = [n for n in find_numbers(text, book) if persons.match(text, _skip_blanks(text, n.end))]
        return named[0].value if len(named) == 1 else None
    if at_start and not found and re.fullmatch(r"\s*\d{1,5}\s*[।.]?\s*", text):
        return int(text.strip(" ।."))
    if len(found) != 1 or _ONE_MORE.search(text[: found[0].start()]):
        return None
    return int(found[0].group())


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t":
        at += 1
    return at
