"""Who presided: the name as written, honorific kept, post left out; a post alone is no name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

from tracker.domain.offices import Directory
from tracker.minutes.facts.labels import labelled, values
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.script import BENGALI, DEVANAGARI
from tracker.minutes.sentences import sentences
from tracker.minutes.wordings import compiled, finder

_CUT = re.compile(r"[,;\t\n\[|]|\((?!(?:Mrs|Ms|Miss|Mr|Dr|Smt|श्रीमती|सुश्री)\.?\))|।|[ \t][-–—][ \t]|\s{3,}")
_EDGES = " \t:ঃ।.,;-–—\"“”'‘’"
_MOST_WORDS = 7
_INDIC = re.compile(f"[{BENGALI}{DEVANAGARI}]")
# An English name: capitalised words, initials and "Md.", with the small particles that stand inside names.
_ENGLISH_NAME = re.compile(
    r"[A-Z][\w'’.-]*(?:[ \t\n]+(?:(?:al|ul|ur|bin|binti|de|el|la|s/o)[ \t\n]+)?[A-Z][\w'’.-]*){0,6}"
)
_WITHIN_NAME = 2
# "… ने बैठक की अध्यक्षता की", "की अध्यक्षता में": the name stands before, and who is named behind did something else.
_TOLD_BEFORE = re.compile(r"अध्यक्षता\s+(?:की|में|करते|कर)(?:\s|,)")
_AND = re.compile(r"(?:^|\s)(?:ও|এবং|and|एवं|और|तथा)(?:\s|$)")
_CLAUSE = re.compile(r"(?:;\s|,?\s(?:while|whereas|where|and|as)\s)", re.IGNORECASE)
_LEAD = re.compile(r"^(?:(?:present|with|under|the|by|later|finally|then)\b\s*[:,]?\s*)+", re.IGNORECASE)
_APPOSED = re.compile(r",\s+([^,.;]*(?:\.[^,;]*?)?),")
_NO_NAME = re.compile(r"(?:The|He|She|It|They|This|In|At|On|A|An|(?:Mr|Mrs|Ms|Md|Dr)\.?$)(?:\s|$)")
_GENITIVE = re.compile("(?<=[\u0995-\u09b9\u09dc-\u09df\u09bc])ের$|(?<=[\u09be-\u09c4])র$")


def read_chair(lines: Sequence[Line], closing: Sequence[Line], directory: Directory, book: Phrasebook) -> str | None:
    """The chair's name from a label, the prose ("… সভাপতিত্ব করেন", "presided over by …") or a signature.

    The last is taken only where the line under the name says that this is the chair ("সভাপতি").
    """
    posts = _posts(directory, book)
    for found in values(labelled(lines, book), "chair"):
        if name := bare_name(found.value, posts, book):
            return name
    for line in lines:
        for sentence in sentences(line.text):
            if name := _from_prose(sentence, posts, book):
                return name
    return _from_signature(closing, posts, book)


def bare_name(text: str, posts: re.Pattern[str], book: Phrasebook) -> str | None:
    """The person's name in a phrase of name, post and place in any order; None when there is only a post."""
    for piece in _CUT.split(text.strip(_EDGES)):
        honorific = finder(book, "labels", "honorifics").search(piece)
        post = posts.search(piece)
        if honorific and post and not piece[honorific.end() : post.start()].strip():  # "माननीय कुलपति प्रो. …"
            piece = piece[post.start() :]
            honorific, post = finder(book, "labels", "honorifics").search(piece), posts.match(piece)
        if honorific and post and post.start() < honorific.start():
            piece = piece[honorific.start() :]
            post = posts.search(piece)
        name = piece[: post.start()] if post else piece
        if _is_name(name := name.strip(_EDGES + "।")):
            return re.sub(r"\s+", " ", name)
        if post:
            return None
    return None


def _is_name(text: str) -> bool:
    words = text.split()
    if len(words) == 1 and text.isascii() and text.isupper():  # TBC, N/A
        return False
    return 0 < len(words) <= _MOST_WORDS and not re.search(r"\d", text) and any(len(w) > 1 for w in words)


def _from_prose(sentence: str, posts: re.Pattern[str], book: Phrasebook) -> str | None:
    within = finder(book, "chair", "name_within").search(sentence)
    if within and not _TOLD_BEFORE.search(within.group()) and (name := _named(within.group(), posts, book)):
        return name
    mark = finder(book, "chair", "apposed").search(sentence)
    if mark and (named := _APPOSED.match(sentence, mark.end())) and _is_honoured(named[1], book):
        return _first_name(named[1], posts, book)
    for key, read, after in (
        ("marked_after", _last_name, False),
        ("name_after", _first_name, True),
        ("name_before", _last_name, False),
    ):
        if mark := finder(book, "chair", key).search(sentence):
            text = sentence[mark.end() :] if after else _nominative(sentence[: mark.start()], mark.group())
            if name := read(text, posts, book):
                return name
    return None


def _is_honoured(name: str, book: Phrasebook) -> bool:
    return finder(book, "labels", "honorifics").match(name) is not None


def _nominative(text: str, mark: str) -> str:
    """ "আবদুল মালেকের সভাপতিত্বে" is about আবদুল মালেক."""
    text = text.rstrip()
    return _GENITIVE.sub("", text) if mark.endswith("ত্বে") and not text.endswith("এর") else text


def _first_name(text: str, posts: re.Pattern[str], book: Phrasebook) -> str | None:
    """The name at the beginning of what follows "presided over by" or "সভাপতিত্ব করেন"."""
    text = text.lstrip(" \t:-,")
    if _INDIC.search(text[:40]):
        return _named(text, posts, book)
    text = _LEAD.sub("", text)
    if (post := posts.match(text)) and (honorific := finder(book, "labels", "honorifics").search(text[post.end() :])):
        text = text[post.end() + honorific.start() :]
    found = _ENGLISH_NAME.match(text)
    return bare_name(found.group(), posts, book) if found else None


def _last_name(text: str, posts: re.Pattern[str], book: Phrasebook) -> str | None:
    """The name that is the subject of the clause ending in "presided", "এর সভাপতিত্বে" or "(Chair)"."""
    text = text.rstrip(" \t(,")
    if _INDIC.search(text[-40:]):
        return _named(text, posts, book)
    if name := _before_post(text, posts, book):
        return name
    clause = text[max((m.end() for m in _CLAUSE.finditer(text)), default=0) :]
    marks = list(finder(book, "labels", "honorifics").finditer(clause))
    if marks:
        clause = clause[_first_of_group(clause, marks) :]
    clause = _LEAD.sub("", clause.strip())
    found = _ENGLISH_NAME.match(clause)
    if not found or _NO_NAME.match(found.group()):
        return None
    return bare_name(found.group(), posts, book)


def _before_post(text: str, posts: re.Pattern[str], book: Phrasebook) -> str | None:
    """The name whose post alone follows it ("Mr. A, District and Sessions Judge and Chairman of the Committee")."""
    marks = list(finder(book, "labels", "honorifics").finditer(text))
    for last in range(len(marks), 0, -1):
        name, comma, post = text[_first_of_group(text, marks[:last]) :].partition(",")
        if comma and "," not in post and posts.match(post.lstrip()):
            return bare_name(name, posts, book)
    return None


def _first_of_group(text: str, marks: Sequence[re.Match[str]]) -> int:
    """Where the last name begins: "জনাব মোঃ", "Prof. Dr." stand together, "মোঃ" within a name too."""
    first = marks[-1]
    for mark in reversed(marks[:-1]):
        between = text[mark.end() : first.start()].strip()
        if len(between.split()) > _WITHIN_NAME or _CUT.search(between) or _AND.search(between):
            break
        first = mark
    return first.start()


def _named(text: str, posts: re.Pattern[str], book: Phrasebook) -> str | None:
    """A Bengali or Hindi name in a clause: from the last honorific on, else what remains beside the post."""
    marks = list(finder(book, "labels", "honorifics").finditer(text))
    if marks:
        name = finder(book, "chair", "name_ends").split(text[_first_of_group(text, marks) :], maxsplit=1)[0]
        return bare_name(name, posts, book)
    pieces = [piece for piece in _CUT.split(finder(book, "chair", "name_ends").sub("", text)) if piece.strip()]
    for piece in pieces:
        rest = posts.sub("|", piece)
        if rest != piece and (names := [part for part in rest.split("|") if _is_name(part.strip(_EDGES))]):
            return re.sub(r"\s+", " ", names[-1].strip(_EDGES))
    return None


def _from_signature(closing: Sequence[Line], posts: re.Pattern[str], book: Phrasebook) -> str | None:
    texts = [part.strip() for line in closing for part in line.text.split("\n") if part.strip()]
    for above, below in pairwise(texts):
        if finder(book, "labels", "chair").fullmatch(below.strip(_EDGES + "()")):
            return bare_name(above, posts, book)
    return None


@lru_cache(maxsize=8)
def _compiled_posts(words: tuple[str, ...]) -> re.Pattern[str]:
    return compiled(words)


def _posts(directory: Directory, book: Phrasebook) -> re.Pattern[str]:
    kinds: Iterable[str] = (name for kind in directory.kinds for names in kind.names.values() for name in names)
    return _compiled_posts((*book.words("labels", "posts"), *kinds))
