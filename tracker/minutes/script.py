"""Letters before language: what a text loses on the way in, and the folded forms in which words are compared.

`clean` gives the text that is kept, shown and stored: NFC, one kind of line end and space, no invisible controls.
`fold` gives a form for comparing, never for showing: both sides of a comparison must be folded.
"""

from __future__ import annotations

import re
import string
import unicodedata
from collections import Counter
from dataclasses import dataclass

# Signs that belong to a Bengali or Devanagari letter: \w and \b do not know them, so word patterns need these ranges.
BENGALI = "\u0980-\u09ff"
DEVANAGARI = "\u0900-\u0963\u0966-\u097f"
JOINERS = "\u200c\u200d"
WORD = f"0-9A-Za-z\u00c0-\u024f{BENGALI}{DEVANAGARI}{JOINERS}"

_BREAKS = "\r\v\f\x85\u2028\u2029"
_LINE_ENDS = re.compile(f"\r\n|[{_BREAKS}]")
_WIDE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_SPACES = re.compile(f"[{_WIDE}]")
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u2060-\u2065\u206a-\u206f\ufe00-\ufe0f"
    "\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
)
_DROPPED = re.compile(f"[{_CONTROLS}{_BIDI}{_INVISIBLE}]")
_ODD = re.compile(f"[{_BREAKS}{_WIDE}{_CONTROLS}{_BIDI}{_INVISIBLE}]")
_SUSPECT = re.compile(f"[{_CONTROLS}{_BIDI}]")

_BENGALI_SIGNS = "\u09be-\u09c4\u09c7\u09c8\u09cb\u09cc\u09d7"
_DEVANAGARI_SIGNS = "\u093a\u093b\u093e-\u094c\u094e\u094f"
_SIGNS = _BENGALI_SIGNS + _DEVANAGARI_SIGNS
_MARKS = f"{_SIGNS}\u0300-\u036f\u0981-\u0983\u0901-\u0903\u09bc\u093c\u09cd\u094d"
_RUNS = re.compile(f"[{_MARKS}]{{2,}}")
"""Marks that follow one another; a page has few different ones, so that faults are looked for in those alone."""
_DOUBLED_SIGN = re.compile(f"([{_SIGNS}\u0981-\u0983\u0901-\u0903\u09cd\u094d])\\1+")
_LATE_NUKTA = re.compile(f"(?<![{_SIGNS}])([{_SIGNS}]++)([\u09bc\u093c])")
_RARE = re.compile(f"[{JOINERS}\u09f7]")
_DOUBLED_NUKTA = re.compile("([\u09bc\u093c])[\u09bc\u093c]+")
_FAULT = re.compile(f"{_DOUBLED_SIGN.pattern}|[{_SIGNS}\u09bc\u093c][\u09bc\u093c]").search
_DOUBLED_JOINER = re.compile(f"([{JOINERS}])[{JOINERS}]+")
# No word of any language stacks more than a few marks on a letter; a longer pile is damage or mischief.
_MOST_MARKS = 8
_PILE = re.compile(f"([{_MARKS}]{{{_MOST_MARKS}}})[{_MARKS}]+")
# "৫৷০" is half past five: there the sign is the old numerator of the rupee, not a danda.
_RUPEE_DANDA = re.compile("(?<![০-৯])\u09f7|\u09f7(?![০-৯])")

_DIGITS = {ord(c): str(i) for zero in "০०٠۰０" for i, c in enumerate(map(chr, range(ord(zero), ord(zero) + 10)))}
_FOLDED = {
    **_DIGITS,
    **dict.fromkeys(map(ord, JOINERS)),
    **dict.fromkeys(map(ord, "ঃः：꞉ː"), ":"),
    **dict.fromkeys(map(ord, "\u09f7।｜"), "।"),
    **dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-"),
    **dict.fromkeys(map(ord, "‘’‚‛`´′"), "'"),
    **dict.fromkeys(map(ord, "“”„‟″«»"), '"'),
    ord("ৰ"): "র",
}
_ALIKE = str.maketrans(
    {"ী": "ি", "ূ": "ু", "ণ": "ন", "শ": "স", "ষ": "স", "ৎ": "ত্", "ঁ": None, "়": None, "ঈ": "ই", "ঊ": "উ"}
    | {"ी": "ि", "ू": "ु", "़": None, "ँ": "ं", "ङ": "ं", "ञ": "ं", "ई": "इ", "ऊ": "उ"}
)
_NO_LETTER = re.compile(f"[^a-z\u00c0-\u024f{BENGALI}{DEVANAGARI}]|[০-৯०-९]")
_LATIN = string.ascii_letters.encode()
_LEADS = {"bn": (b"\xe0\xa6", b"\xe0\xa7"), "hi": (b"\xe0\xa4", b"\xe0\xa5")}
"""How the letters of a script begin in UTF-8: counting bytes costs a tenth of looking for letters."""
_SPACE_RUN = re.compile(r"[ \t]+")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to be read, and what was taken out of it: code points as "U+202E" with their counts.

    `suspect` are those that can mislead a reader or a terminal (controls, bidirectional overrides); `harmless` the
    ones that show nothing and mean nothing (byte order marks, zero-width spaces, soft hyphens).
    """

    text: str
    suspect: tuple[tuple[str, int], ...] = ()
    harmless: tuple[tuple[str, int], ...] = ()


def clean(text: str) -> Cleaned:
    """The text in NFC with "\\n" line ends and plain spaces; controls, overrides and invisible signs are taken out.

    Tabs, ZWJ and ZWNJ stay (the joiners change how Bengali and Hindi words look). Doubled vowel signs become one, a
    nukta typed after its vowel sign moves before it, and the rupee numerator that stands for a danda becomes one.
    """
    counts: Counter[str] = Counter()
    if _ODD.search(text):
        text = _LINE_ENDS.sub("\n", text)
        counts.update(_DROPPED.findall(text))
        text = _SPACES.sub(" ", _DROPPED.sub("", text))
    runs, piles = set(_RUNS.findall(text)), 0
    if max(map(len, runs), default=0) > _MOST_MARKS:
        text, piles = _PILE.subn(r"\1", text)
    composed = unicodedata.normalize("NFC", text)
    mended = _mended(composed, runs if composed == text else set(_RUNS.findall(composed)))
    text = composed if mended is composed else unicodedata.normalize("NFC", mended)
    suspect = {c: n for c, n in counts.items() if _SUSPECT.match(c)}
    harmless = {c: n for c, n in counts.items() if c not in suspect}
    pile = ((f"a pile of more than {_MOST_MARKS} combining marks", piles),) if piles else ()
    return Cleaned(text, _named(suspect) + pile, _named(harmless))


def _mended(text: str, runs: set[str]) -> str:
    """The text, in which marks stand in these `runs`, with nuktas and doubled signs as they should be; the same object
    when all of them are."""
    if any(map(_FAULT, runs)):
        text = _LATE_NUKTA.sub(r"\2\1", text)
        text = _DOUBLED_SIGN.sub(r"\1", _DOUBLED_NUKTA.sub(r"\1", text))
    return _RUPEE_DANDA.sub("।", _DOUBLED_JOINER.sub(r"\1", text)) if _RARE.search(text) else text


def _named(counts: dict[str, int]) -> tuple[tuple[str, int], ...]:
    return tuple((f"U+{ord(c):04X}", n) for c, n in sorted(counts.items()))


def fold(text: str) -> str:
    """For comparing words: NFC, casefolded, joiners dropped, all digits Latin, every visarga a colon, dandas, dashes
    and quotes of one kind each, runs of blanks one blank. Line ends stay.

    Bengali offices write a visarga for a colon and a colon for a visarga (মোঃ and মো:, সিদ্ধান্তঃ and সিদ্ধান্ত:),
    so the two cannot be told apart and fold to the colon.
    """
    return _SPACE_RUN.sub(" ", unicodedata.normalize("NFC", text).casefold().translate(_FOLDED))


def skeleton(text: str) -> str:
    """The letters alone, for short labels and headings: folded, without blanks, digits, punctuation and nukta, with
    the letters that typists and OCR mix up (ি/ী, ু/ূ, ন/ণ, স/শ/ষ) made one."""
    return unicodedata.normalize("NFC", text).casefold().translate(_LETTERS_ALONE)


class _LettersAlone(dict[int, str]):
    """What a casefolded letter is in a skeleton, worked out when it is first met; most other signs are nothing."""

    def __missing__(self, code: int) -> str:
        self[code] = found = _NO_LETTER.sub("", chr(code).translate(_FOLDED).translate(_ALIKE))
        return found


_LETTERS_ALONE = _LettersAlone()


def latin_digits(text: str) -> str:
    """The text with Bengali, Devanagari, Arabic and full-width digits as 0-9; nothing else changes."""
    return text.translate(_DIGITS)


def language_of(text: str) -> str:
    """The language that most letters of the text are in: bn, hi or en (en for a text without letters)."""
    coded = text.encode("utf-8", "surrogatepass")
    letters = {"en": len(coded) - len(coded.translate(None, _LATIN))}
    for name, leads in _LEADS.items():
        letters[name] = sum(map(coded.count, leads))
    letters["hi"] -= text.count("\u0964") + text.count("\u0965")  # dandas end sentences of all languages
    return max(letters, key=lambda name: letters[name])
