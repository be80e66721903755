"""Labels in running text ("সিদ্ধান্তঃ", "Responsible:", "समय-सीमा -") and the pieces that they introduce."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.remember import per_text
from tracker.minutes.wordings import source_of

LABEL_ROLES = ("discussion", "decision", "implementer", "deadline", "progress")
RESOLVED = "resolved"
# A label stands at the start of a line, after the end of a sentence or at the opening of a bracket, perhaps in bold;
# behind a dash only with a colon of its own.
# Runs of blanks are bounded and never given back, so that a line with a wide gap takes no longer than any other.
_BEFORE = (
    r"(?:(?<![^\n])|(?<=[।.?!;:|)\t৷>])|(?<=  )(?=\S)|(?<= )(?=[\[(])"
    r"|(?P<dash>(?<=[–—])|(?<=[।৷.] -)))[ \t]{0,200}+(?P<open>[\[(])?[ \t*_]{0,200}+"
)
_ORDINAL = (
    r"(?:[ \t]*(?:নং|নম্বর|[Nn][Oo]\.?|क्रमांक|क्र\.?)?"
    r"[ \t]*[-–#(]?[ \t]*(?P<ordinal>[0-9০-৯०-९]{1,4})(?![0-9০-৯०-९])[)।.]?)?"
)
# A colon from an old font is a Latin t by itself.
_AFTER = (
    r"[ \t*_]*(?:[ \t]?[:ঃः：][ \t]*[-–—]?|[ \t]t(?=[ \t])|[-–—](?=[ \t\n])|(?(open)[-–—]|(?!))|(?(dash)(?!)|(?=\n|\Z))"
    r"|(?(ordinal)(?<=[)।.])(?=[ \t])|(?!)))[ \t*_]*"
)


class Piece(NamedTuple):
    """What a label introduces, up to the next label. `role` is "" before the first label; `ordinal` is a number that
    the label carries ("Decision 2:"), 0 without one; `word` is the label itself."""

    role: str
    text: str
    start: int = 0
    ordinal: int = 0
    word: str = ""


@lru_cache(maxsize=8)
def _finder(book: Phrasebook) -> re.Pattern[str]:
    roles = []
    for role in LABEL_ROLES:
        roles.append(f"(?P<{role}>{source_of(book.words('sections', role))})")
    resolved = f"(?P<{RESOLVED}>{source_of(book.words('sections', RESOLVED))})"
    return re.compile(f"{_BEFORE}(?:(?:{'|'.join(roles)}){_ORDINAL}{_AFTER}|{resolved})")


@per_text
def pieces(text: str, book: Phrasebook) -> tuple[Piece, ...]:
    """The text cut at its labels, in order; the words of a resolution ("RESOLVED that") stay with their piece."""
    cuts = []
    for match in _finder(book).finditer(text):
        role = next(r for r in (*LABEL_ROLES, RESOLVED) if match[r])
        at = match.start(RESOLVED) if role == RESOLVED else match.end()
        cuts.append((match, at, role))
    if not cuts:
        return (Piece("", text.strip()),) if text.strip() else ()
    before = text[: cuts[0][0].start()].strip()
    if cuts[0][0]["dash"] is not None:
        before = before.rstrip(" \t–—-")
    found = [Piece("", before)] if before.strip(" \n\t([*") else []
    ends = [match.start() for match, _, _ in cuts[1:]] + [len(text)]
    for (match, at, role), end in zip(cuts, ends, strict=True):
        kept = _unbracketed(text[at:end], bool(match["open"]) and role != RESOLVED)
        found.append(Piece("decision" if role == RESOLVED else role, kept, at, _count(match), match[role]))
    return tuple(found)


def _count(match: re.Match[str]) -> int:
    return int(match["ordinal"]) if match["ordinal"] else 0


def _unbracketed(text: str, opened: bool) -> str:
    """The text without the bracket that closes behind it, if one opened before its label."""
    text = text.strip().strip("*").rstrip(" \t\n–—").strip()
    if opened and text.count(")") + text.count("]") > text.count("(") + text.count("["):
        at = max(text.rfind(")"), text.rfind("]"))
        text = (text[:at] + text[at + 1 :]).strip()
    return text.rstrip("([").strip()


def has_decision_label(text: str, book: Phrasebook) -> bool:
    """Whether a label or word of a resolution opens a decision in the text."""
    return any(piece.role == "decision" for piece in pieces(text, book))
