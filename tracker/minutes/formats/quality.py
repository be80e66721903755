"""Whether a text layer can be trusted: PDFs often hold Bengali and Hindi that looks right and reads wrong."""

from __future__ import annotations

import re

from tracker.minutes.damage import broken_words
from tracker.minutes.script import BENGALI, DEVANAGARI

_WORD = re.compile(f"[{BENGALI}{DEVANAGARI}A-Za-z\u200c\u200d]+")
_NATIVE = re.compile(f"[{BENGALI}{DEVANAGARI}]")
# Words that hardly any minutes or report does without; a broken layer spells none of them right.
_COMMON = frozenset(
    [
        "সভা", "সভার", "সভায়", "সিদ্ধান্ত", "তারিখ", "তারিখের", "জেলা", "উপজেলা",
        "বিভাগ", "কার্যালয়", "কার্যালয়ের", "প্রশাসক", "কর্মকর্তা", "করতে", "হবে",
        "করা", "এবং", "জন্য", "মধ্যে", "আলোচনা", "বাস্তবায়ন", "বাস্তবায়নে",
        "বাস্তবায়নকারী", "বিষয়", "সভাপতি", "সকল", "প্রতিবেদন", "দিনের", "প্রেরণ",
        "কাজ", "बैठक", "निर्णय", "दिनांक", "जिला", "के", "की", "को", "में", "से",
        "है", "एवं", "तथा", "अधिकारी", "विभाग", "कार्य", "समय", "करें", "जाए",
        "कलेक्टर", "विषय", "the", "of", "and", "to", "in", "meeting", "was", "by",
        "for", "on",
    ]
)  # fmt: skip
LEAST_COMMON = 0.04


def trust(text: str) -> float:
    """How far a text layer can be trusted, from 0 to 1: 0 when it is damaged or holds hardly any known word.

    Bengali and Hindi words of one letter on the average betray a layer with blanks inside its words.
    """
    words = _WORD.findall(text)
    if not words or "\0" in text or "(cid:" in text:
        return 0.0
    native = [w for w in words if _NATIVE.search(w)]
    if broken_words(text) * 50 > len(words):
        return 0.0
    if len(native) * 2 > len(words) and sum(map(len, native)) < 3 * len(native):
        return 0.0
    common = sum(w.casefold() in _COMMON for w in words) / len(words)
    return min(common / LEAST_COMMON, 1.0) if len(words) >= 20 else float(common > 0)
