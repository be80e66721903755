"""Where the meeting was held: from a label, else from the sentence that tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.minutes.facts.labels import labelled, values
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import finder

_EDGES = " \t।.,;:ঃ|*"
_ENGLISH = re.compile(r"\b(?:in|at)\s+(?:the\s+)?(?=[A-Z])")
_PLAIN = re.compile(r"\b(?:in|at)\s+the\s+(?:[a-z]+\s+)?(?=\Z)")  # "in the conference room of the Commissioner"
_ENDS = re.compile(r"[,;.()]|\s(?:on|at|with|under|from|by|where|to|and|in)\s(?!the\sOffice)|\s(?=(?:was|were|is)\s)")
_HINDI_START = re.compile(
    r"[,;:।]|(?:^|\s)(?:बजे(?:\s(?:अपराह्न|अपरान्ह|पूर्वाह्न|पूर्वान्ह|प्रातः|सायं|दोपहर))?|को|से|में|पर|दिन|द्वारा)(?=\s)"
)
_HINDI_GAP = re.compile(r"\s+((?:के|स्थित)\s+)?")
_TOWN = re.compile(r",\s*(?!\S*\s*(?:अध्यक्षता|उपस्थिति))(?:[^\s,।]+\s+)?[^\s,।]+(?=\s+में\s)")
_WORD = re.compile(r"[^\s,।]+\s+")
_BENGALI_START = re.compile(
    r"[,;:।]|(?:টায়|ঘটিকায়|ঘটিকার|টার|সময়|সময়ে|তারিখ|তারিখে|বার|সভাপতিত্বে|মাধ্যমে|দিন|খ্রিঃ|খ্রি\.|ইং)(?=\s)"
)
_BENGALI = re.compile("[\u0980-\u09ff]")
_MOST_WORDS = 9


def read_place(lines: Sequence[Line], book: Phrasebook) -> str | None:
    """The place from a label, else the hall or room in which a sentence says that the meeting was held."""
    stated = [place for one in values(labelled(lines, book), "place") if (place := one.value.strip(_EDGES))]
    if stated:
        return stated[0]
    for line in lines:
        for sentence in sentences(line.text):
            if finder(book, "meetings", "held", "own").search(sentence) and (told := _told(sentence, book)):
                return told
    return None


def _told(sentence: str, book: Phrasebook) -> str | None:
    venue = finder(book, "meetings", "venues").search(sentence)
    if venue is None or finder(book, "meetings", "will_be_held").search(sentence):
        return None
    if venue.group().isascii():
        words = _english(sentence, venue)
    else:
        words = _bengali(sentence, venue) if _BENGALI.match(venue.group()) else _hindi(sentence, venue, book)
    return words if words and len(words.split()) <= _MOST_WORDS else None


def _english(sentence: str, venue: re.Match[str]) -> str:
    """From the last "in" or "at" before the venue's word to the end of the phrase."""
    leads = [m for m in _ENGLISH.finditer(sentence, 0, venue.start() + 1) if m.end() <= venue.start()]
    plain = _PLAIN.search(sentence[: venue.start()])
    start = plain.end() if plain else leads[-1].end() if leads else -1
    if start < 0 or _ENDS.search(sentence, start, venue.start()):
        return ""
    end = _ENDS.search(sentence, venue.end())
    return sentence[start : end.start() if end else len(sentence)].strip(_EDGES)


def _hindi(sentence: str, venue: re.Match[str], book: Phrasebook) -> str:
    """The words right before "सभाकक्ष में", from the last time, date or particle on, with further words of that kind
    that follow ("पंचायत भवन प्रांगण", "कलेक्टर कार्यालय के सभाकक्ष")."""
    before = sentence[: venue.start()]
    at, end = max((m.end() for m in _HINDI_START.finditer(before)), default=0), venue.end()
    venues = finder(book, "meetings", "venues")
    while more := _further(sentence, end, venues):
        end = more.end()
    if town := _TOWN.match(sentence, end):
        end = town.end()
    return sentence[at:end].strip(_EDGES)


def _further(sentence: str, end: int, venues: re.Pattern[str]) -> re.Match[str] | None:
    """The next word for a venue that goes on with the one before ("भवन स्थित समिति कक्ष")."""
    gap = _HINDI_GAP.match(sentence, end)
    if gap is None:
        return None
    return venues.match(sentence, gap.end()) or (
        venues.match(sentence, word.end()) if gap[1] and (word := _WORD.match(sentence, gap.end())) else None
    )


def _bengali(sentence: str, venue: re.Match[str]) -> str:
    """The words up to "সম্মেলন কক্ষে", from the last time, date or particle on, without the ending that says "in"."""
    before = sentence[: venue.start()]
    at = max((m.end() for m in _BENGALI_START.finditer(before)), default=-1)
    return f"{before[at:]}{venue.group()}".strip(_EDGES).removesuffix("ে") if at >= 0 else ""
