"""A cell or section cut into its numbered or lettered parts: "১। … ২। …", "(১) … (২) …", "ক) … খ) …", "a) … b) …".

A text is cut only where the marks count 1, 2, 3 without a gap and each stands at the start of a line or after the
end of a sentence: ১.৩, ২.১, ১/, dates and times are never marks. A lone ১। is taken off and makes no part.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tracker.minutes.numbering import BENGALI_LETTERS, HINDI_LETTERS, ROMAN, ordinal
from tracker.minutes.remember import per_text
from tracker.minutes.script import latin_digits

_D = "0-9০-৯०-९"
_ROMAN = "|".join(sorted(ROMAN, key=len, reverse=True))
_MARK = re.compile(
    rf"(?<![^\s।.;:?!,)৷|])(?:"
    rf"\(\s?(?P<paren>[{_D}]{{1,2}}|[{BENGALI_LETTERS}{HINDI_LETTERS}]|[a-t]|{_ROMAN})\s?\)"
    rf"|(?P<digit>[{_D}]{{1,2}})\s?(?:[।|৷)]|\.(?=\D))(?![{_D}])"
    rf"|(?P<native>[{BENGALI_LETTERS}{HINDI_LETTERS}])\s?[).।]"
    rf"|(?P<latin>[a-t]|{_ROMAN})\)"
    rf"|(?P<dotted>[a-t]|{_ROMAN})\."
    rf")(?=\s|[^\s\W\d_]|[(\"'“‘*{_D}])[ \t]*",
    re.IGNORECASE,
)
_LINE_NUMBER = re.compile(rf"(?m)^[ \t]*(?P<digit>[{_D}]{{1,2}})\s?[:ঃ–-](?![{_D}])\s*")
_DASHED = re.compile(rf"(?:^|(?<=\s))(?P<digit>[{_D}]{{1,2}})-(?![{_D}])[ \t]*(?=[^\W\d_])")
_OPENS_WITH_DIGIT = re.compile(r"(?m)^[ \t]*\d")
_BULLET = re.compile(r"(?m)^[ \t]*(?:[•·▪●◦‣∙◆■□►➢✓*]|[-–—](?=\s))[ \t]*(?=\S)")
_END = re.compile(r"[।.;:?!)৷|\"”’,][\s]*$")
_LEAD_END = re.compile(r"(?:[:ঃ–-]|that|shall|to|resolved|agreed|decided)[\s]*$", re.IGNORECASE)


class Part(NamedTuple):
    """One part: the number that its mark counts (0 without a mark), and its text without the mark."""

    ordinal: int
    text: str


class Parts(NamedTuple):
    """A text in parts, in order, and the words that stand before the first mark. A text without parts is one part."""

    parts: tuple[Part, ...]
    lead: str = ""


class _Found(NamedTuple):
    start: int
    end: int
    ordinal: int
    kind: str
    opens_line: bool


def split_parts(text: str, number: str = "", least_words: int = 2) -> Parts:
    """The parts of a text. `number` is the item's own number: lines "৩.১ …", "৩.২ …" of item 3 are its parts.

    `least_words` guards lists of mere things inside a sentence: each part must have so many words.
    """
    return _split(text.strip(), number, least_words)


@per_text
def _split(text: str, number: str, least_words: int) -> Parts:
    for marks in _candidates(text, number):
        if (cut := _cut(text, marks, least_words)) is not None:
            return cut
    bulleted = _bulleted(text)
    if bulleted is not None:
        return bulleted
    return _lone(text)


def _candidates(text: str, number: str) -> Iterable[list[_Found]]:
    marks = [f for m in _MARK.finditer(text) for f in _readings(m, text)]
    first = [m for m in marks if m.ordinal == 1]
    for head in first[:8]:
        same = [m for m in marks if m.kind == head.kind and m.start >= head.start]
        if head.opens_line:
            yield _counted([m for m in same if m.opens_line])
        if not text[: head.start].strip() or _LEAD_END.search(text[: head.start][-20:]):
            yield _counted([m for m in same if m is head or _ends(text, m.start)])
        if not text[: head.start].strip():
            yield _counted(same)
    if text[1:2] == "-" or text[2:3] == "-":  # "1- … 2- …" on one line, as Hindi papers number
        dashed = [f for m in _DASHED.finditer(text) if (f := _found(m, text))]
        yield _counted([f for f in dashed if not f.start or _ends(text, f.start)])
    if not _OPENS_WITH_DIGIT.search(text):
        return
    yield _counted([f for m in _LINE_NUMBER.finditer(text) if (f := _found(m, text))])
    if number:
        own = re.compile(rf"(?m)^[ \t]*0?{re.escape(number)}\s?[.।/-]\s?0?(?P<digit>[0-9]{{1,2}})[.)।:]?\s+")
        yield _counted([f for m in own.finditer(latin_digits(text)) if (f := _found(m, text))])


def _readings(match: re.Match[str], text: str) -> Iterable[_Found]:
    """What a mark may count: "i" is the first small Roman numeral and the ninth letter."""
    found = _found(match, text)
    if found is None or (match.lastgroup == "dotted" and not found.opens_line and not _begins_sentence(match, text)):
        return  # "e.g.", "Mr. A. Rahman"
    yield found
    if found.kind.endswith("roman") and len(match[match.lastgroup or 0]) == 1:
        letter = ordinal(match[match.lastgroup or 0])
        if letter is not None and letter != found.ordinal:
            kind = found.kind.replace("roman", "letter")
            yield _Found(found.start, found.end, letter, kind, found.opens_line)


def _begins_sentence(match: re.Match[str], text: str) -> bool:
    """Whether a small letter with a dot stands between the end of a sentence and a capital: "… sent. b. Cases …"."""
    return match["dotted"].islower() and _ends(text, match.start()) and text[match.end() : match.end() + 1].isupper()


def _found(match: re.Match[str], text: str) -> _Found | None:
    kind = match.lastgroup or ""
    mark = match[kind]
    roman = mark.lower() in ROMAN
    count = ROMAN.index(mark.lower()) + 1 if roman else ordinal(mark)
    if count is None:
        return None
    script = "digit" if mark.isdecimal() else "roman" if roman else "letter"
    before = text[max(match.start() - 40, 0) : match.start()].rstrip(" \t")
    opens_line = before.endswith("\n") or (not before and match.start() <= 40)
    return _Found(match.start(), match.end(), count, f"{kind}{script}", opens_line)


def _counted(marks: Sequence[_Found]) -> list[_Found]:
    """The marks that count 1, 2, 3, each the first of its number after the one before."""
    taken: list[_Found] = []
    for mark in marks:
        if mark.ordinal == len(taken) + 1:
            taken.append(mark)
    return taken


def _ends(text: str, at: int) -> bool:
    return bool(_END.search(text[max(at - 12, 0) : at])) or text[max(at - 12, 0) : at].rstrip(" \t").endswith("\n")


def _cut(text: str, marks: list[_Found], least_words: int) -> Parts | None:
    if len(marks) < 2:
        return None
    ends = [m.start for m in marks[1:]] + [len(text)]
    parts = [Part(m.ordinal, text[m.end : e].strip()) for m, e in zip(marks, ends, strict=True)]
    if any(len(p.text.split()) < least_words for p in parts):
        return None
    lead = text[: marks[0].start].strip()
    if lead and not marks[0].opens_line and not all(_END.search(p.text) for p in parts[:-1]):
        return None
    return Parts(tuple(parts), lead)


def _bulleted(text: str) -> Parts | None:
    marks = list(_BULLET.finditer(text))
    if len(marks) < 2:
        return None
    ends = [m.start() for m in marks[1:]] + [len(text)]
    parts = (Part(n, text[m.end() : e].strip()) for n, (m, e) in enumerate(zip(marks, ends, strict=True), 1))
    return Parts(tuple(p for p in parts if p.text), text[: marks[0].start()].strip())


def _lone(text: str) -> Parts:
    if bullet := _BULLET.match(text):
        return Parts((Part(0, text[bullet.end() :].strip()),))
    match = _MARK.match(text)
    found = _found(match, text) if match and match.lastgroup != "dotted" else None
    if found is None or not text[found.end :].strip():
        return Parts((Part(0, text),))
    return Parts((Part(found.ordinal, text[found.end :].strip()),))


def distributed(text: str, ordinals: Sequence[int]) -> list[str]:
    """The implementer's or deadline's text for each of the parts with these numbers.

    A text whose own parts carry the same marks is dealt out ("ক) … খ) …"; "ক ও গ) …" goes to both; "… (ক), … (খ)";
    "সিদ্ধান্ত ১: …"), a part that it leaves out gets "". Any other text belongs to each part whole.
    """
    if len(ordinals) < 2:
        return [text] * len(ordinals)
    keyed = _keyed(_WORDED.sub(lambda m: f"{m['behind'] or m['before']}) ", text)) or _keyed_behind(text)
    if len(keyed) < 2 or not set(keyed) <= set(ordinals):
        return [text] * len(ordinals)
    return [keyed.get(n, "") for n in ordinals]


_KEY = rf"(?:[{_D}]{{1,2}}|[{BENGALI_LETTERS}{HINDI_LETTERS}]|(?:{_ROMAN}|[a-h])(?![a-z]))"
# Keys that are each in brackets ("ক) ও খ) …") are joined by words only: a dash behind a bracket begins the name.
_KEYS = re.compile(
    rf"(?<![^\s।.;:?!,)৷|])\(?\s?({_KEY}(?:"
    rf"(?:\s?\)\s?(?:,|ও|এবং|and|&|एवं|व)\s?\(?\s?{_KEY}){{1,6}}(?=\s?\))"
    rf"|(?:\s?(?:,|ও|এবং|and|&|एवं|व|থেকে|to|-|–)\s?{_KEY}){{0,6}}))\s?"
    rf"(?:[)।|৷:ঃ]|\.(?=\D)|(নং|নম্বর)\s?(?:[:ঃ-])?)(?![{_D}])[ \t]*",
    re.IGNORECASE,
)
_KEY_LIST = rf"{_KEY}(?:\s?(?:,|ও|এবং|and|&|एवं|व|থেকে|to|-|–)\s?{_KEY}){{0,6}}"
# A number with a word for what it counts: "ক্রমিক নং ১:", "১ ও ২ নং সিদ্ধান্তঃ", "Decision 2:".
_WORDED = re.compile(
    rf"(?<![^\s।.;:?!,)৷|(])(?:(?:ক্রমিক|সিদ্ধান্ত|দফা|decision|item|निर्णय|बिन्दु|बिंदु)\s?(?:নং|নম্বর|no\.?|क्र\.?)?\s?[-–]?\s?"
    rf"(?P<behind>{_KEY_LIST})|(?P<before>{_KEY_LIST})\s?(?:নং|নম্বর)\s?(?:ক্রমিক|সিদ্ধান্ত|দফা)(?:ের)?(?:\s?জন্য)?)\s?[:ঃ–-]\s?",
    re.IGNORECASE,
)
_KEYS_BEHIND = re.compile(rf"\(\s?({_KEY_LIST})\s?\)[\s,;।.]*(?:(?:ও|এবং|and|एवं)\s)?", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:থেকে|to|-|–)\s?", re.IGNORECASE)
_LIST = re.compile(r"\s?(?:,|ও|এবং|and|&|एवं|व)\s?", re.IGNORECASE)


def _keyed(text: str) -> dict[int, str]:
    """The parts of an implementer's text by their number; {} when it has none, or its marks do not rise."""
    marks = list(_KEYS.finditer(text))
    if any(m[2] for m in marks) and not all(m[2] for m in marks):
        marks = [m for m in marks if not m[2]]  # "১) ২ নং ওয়ার্ড কাউন্সিলর …": a ward's number is no key
    if not marks or text[: marks[0].start()].strip():
        return {}
    found: dict[int, str] = {}
    ends = [m.start() for m in marks[1:]] + [len(text)]
    for match, end in zip(marks, ends, strict=True):
        numbers = _numbers(match[1])
        if not numbers or any(n in found for n in numbers) or (found and min(numbers) < min(found)):
            return {}
        found |= dict.fromkeys(numbers, text[match.end() : end].strip())
    return found


def _keyed_behind(text: str) -> dict[int, str]:
    """The same where each name has its parts in a bracket behind it: "ডিসি (১ ও ২), এসপি (২)"."""
    marks = list(_KEYS_BEHIND.finditer(text))
    if len(marks) < 2 or text[marks[-1].end() :].strip():
        return {}
    found: dict[int, list[str]] = {}
    starts = [0] + [m.end() for m in marks]
    for match, start in zip(marks, starts, strict=False):
        name = text[start : match.start()].strip(" ,;।")
        if not name or not (numbers := _numbers(match[1])):
            return {}
        for number in numbers:
            found.setdefault(number, []).append(name)
    return {number: "; ".join(names) for number, names in found.items()}


def _numbers(keys: str) -> list[int]:
    keys = re.sub(r"[()]", "", keys)
    pair = [_key(k) for k in _RANGE.split(keys.strip())]
    if len(pair) == 2 and pair[0] and pair[1] and pair[0] < pair[1] < pair[0] + 30:
        return list(range(pair[0], pair[1] + 1))
    found = [_key(k) for k in _LIST.split(keys.strip())]
    return [n for n in found if n] if all(found) else []


def _key(mark: str) -> int | None:
    """What the mark of a short list counts: "i" is one there, and not the ninth letter."""
    return ROMAN.index(mark.lower()) + 1 if mark.lower() in ROMAN else ordinal(mark)


def unmarked(text: str) -> str:
    """An implementer's text without the marks of its own list; what stood in several parts is parted by "; "."""
    parts = split_parts(text, least_words=1)
    if len(parts.parts) < 2:
        return parts.parts[0].text
    texts = [p.text.rstrip(" ।;,|৷") for p in parts.parts]
    return "; ".join([*([parts.lead] if parts.lead else []), *texts])
