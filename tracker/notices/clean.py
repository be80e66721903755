"""Words from outside (minutes, directory, mail servers) made harmless for a header, a mail or a log line."""

from __future__ import annotations

import re
import unicodedata

_SURROGATES = re.compile("[\ud800-\udfff]")
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks that turn the reading order, or hide; the joiners U+200C and U+200D belong to letters and stay."""
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_UNCLEAN = re.compile(f"{_SURROGATES.pattern}|{_BIDI.pattern}|{_BREAKS.pattern}|{_CONTROLS.pattern}")
_SPACES = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Text of several lines in NFC, without control, bidi and surrogate characters; lines end in newlines."""
    if _UNCLEAN.search(text):
        text = _BREAKS.sub("\n", _SURROGATES.sub("\ufffd", text))
        text = _CONTROLS.sub("", _BIDI.sub("", text))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """The same as one line: every run of white space, line ends among it, becomes one space."""
    return _SPACES.sub(" ", clean_text(text)).strip()


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a space where there is one near the end, with an ellipsis."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    cut = head.rfind(" ", limit * 3 // 4)
    return (head[:cut] if cut > 0 else head).rstrip() + "…"
