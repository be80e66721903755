"""Text without the markup that exports leave in it."""

from __future__ import annotations

import html
import re

_BREAK = re.compile(r"<\s*(?:br|/p|/li|/div)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:p|br|li|ol|ul|div|span|b|i|u|strong|em|font|td|tr|th|a|sup|sub)\b[^<>]{0,500}>", re.IGNORECASE
)
_EMPHASIS = re.compile(r"\*\*([^*\n]{1,2000})\*\*|__([^_\n]{1,2000})__")
_HASHES = re.compile(r"\s*#{1,6}\s+")


def plain(text: str) -> str:
    """A line or cell without tags, entities, paired asterisks and # headings; </p>, <br> and </li> end a line."""
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", text))
    if "&" in text:
        text = html.unescape(text).replace("\u00a0", " ")
    if "**" in text or "__" in text:
        text = _EMPHASIS.sub(lambda m: m[1] or m[2], text)
    if text.lstrip().startswith("#"):
        text = _HASHES.sub("", text, count=1)
    return "\n".join(kept for part in text.split("\n") if (kept := part.strip()))
