"""The lines of a paper without tables as tokens: headings of items, labels, numbered lines, closing words, text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from tracker.minutes.labels import Piece, pieces
from tracker.minutes.noise import is_closing, is_page_mark, is_portal, is_tail
from tracker.minutes.numbering import BENGALI_LETTERS, HINDI_LETTERS, number_of
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line
from tracker.minutes.wordings import pattern_of

_D = "0-9০-৯०-९"
_NUMBERED = re.compile(
    rf"(?P<mark>\(\s?[{_D}]{{1,3}}\s?\)|[{_D}]{{1,3}}\s?(?:[।.)|৷]+(?![{_D}])|[:ঃ-](?![{_D}])(?=\s)))[\s:ঃ-]*(?P<text>.*)",
    re.DOTALL,
)
_LETTERED = re.compile(rf"\(?[{BENGALI_LETTERS}{HINDI_LETTERS}a-h][).।]", re.IGNORECASE)
_TITLED = re.compile(r"(?P<title>[^:ঃ\n]{2,70}?)\s?[:ঃ]\s*(?P<rest>.*)", re.DOTALL)
_SENTENCE_END = re.compile(r"[।.?!;৷|]\s*$")


@dataclass(frozen=True, slots=True)
class Token:
    """A line or a piece of one. `kind` is item (an agenda heading), numbered, label, tail, closing or text; `style`
    is how a number is marked ("(1)", "1.")."""

    kind: str
    text: str
    line: Line
    number: str = ""
    role: str = ""
    style: str = ""

    @property
    def titled(self) -> bool:
        """Whether the text is a heading rather than a sentence: it ends in a colon, or short and without a stop."""
        text = self.text.strip()
        if text.endswith((":", "ঃ", "-", "–")):
            return len(text) < 120
        return bool(text) and len(text) < 100 and not _SENTENCE_END.search(text)


def tokens(lines: Sequence[Line], book: Phrasebook) -> list[Token]:
    """The lines as tokens, in order; page marks and portal lines are left out."""
    found: list[Token] = []
    for line in lines:
        text = line.text.strip()
        if text and not is_portal(text, book) and not is_page_mark(text, book):
            found.extend(_tokens_of(text, line, book))
    return found


def _tokens_of(text: str, line: Line, book: Phrasebook) -> Iterator[Token]:
    if is_tail(text, book):
        yield Token("tail", text, line)
        return
    cut = pieces(text, book)
    for n, piece in enumerate(cut):
        if piece.role:
            number = str(piece.ordinal) if piece.ordinal else ""
            yield Token("label", piece.text, line, number, piece.role)
        elif n == 0:
            yield _opening(piece, line, book, alone=len(cut) == 1)


def _opening(piece: Piece, line: Line, book: Phrasebook, alone: bool) -> Token:
    text = piece.text
    if match := _item_heading(book).match(text):
        number = number_of(match["after"] or match["before"] or "") or ""
        return Token("item", match["title"].strip(" :ঃ-–।."), line, number)
    if match := _NUMBERED.match(text):
        style = "(1)" if match["mark"].startswith("(") else "1."
        return Token("numbered", match["text"].strip(), line, number_of(match["mark"]) or "", style=style)
    if alone and is_closing(text, book):
        return Token("closing", text, line)
    return Token("text", text, line)


@lru_cache(maxsize=8)
def _item_heading(book: Phrasebook) -> re.Pattern[str]:
    """ "আলোচ্যসূচি-১: …", "২ নং আলোচ্য বিষয়: …", "Topic: (2) …", or an unnumbered "বিষয়: …"."""
    words = "|".join(map(pattern_of, book.words("sections", "item"))) or "(?!)"
    mark = rf"[{_D}]{{1,3}}(?:\.[{_D}]{{1,2}})?"
    numbering = r"(?:নং|নম্বর|no\.?|number|क्रमांक|क्र\.?|संख्या|#)?"
    return re.compile(
        rf"(?:(?P<before>\(?{mark}\)?)\s?(?:নং|নম্বর|ম|য়|র্থ|st|nd|rd|th|no\.?|[।.)-])?\s*(?:{words})(?:\s*অনুযায়ী|\s*মোতাবেক)?\s*[:ঃ।–.-]*"
        rf"|(?:{words})\s*{numbering}\s*[-–:ঃ#]?\s*\(?\s?(?P<after>{mark})\s?\)?(?![{_D}])\s*(?:[:ঃ।.)–-]+|(?=\s)|$)"
        rf"|(?:{words})\s*[:ঃ])\s*(?P<title>.*)",
        re.IGNORECASE | re.DOTALL,
    )


def titled_start(text: str) -> tuple[str, str] | None:
    """A heading and the words that follow it on the same line ("কৃষি বিভাগ : উপপরিচালক জানান …")."""
    match = _TITLED.match(text)
    if match is None or len(match["title"].split()) > 8:
        return None
    return match["title"].strip(), match["rest"].strip()


def is_lettered(text: str) -> bool:
    """Whether a line begins with a letter as its mark: a part, never an item."""
    return bool(_LETTERED.match(text.strip()))
