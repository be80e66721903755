"""What the formats with real tables share: tables that only place text on a page, and tidy cell texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLANKS = re.compile(r"[ \t\u00a0]+")
_ENDED = re.compile(r"[।.?!:ঃ;৷|]\s*$")
_OPENS = re.compile(
    r"\s*(?:\(?[0-9০-৯०-९]{1,3}\s?[।.)|৷]|\(?[ক-ঢa-hक-ढ]\s?[).]|[•·▪●*-]\s|[^:ঃ\n]{2,40}\s?[:ঃ](?:\s|$))", re.IGNORECASE
)


def laid_out(widths: Sequence[int], nested: bool) -> bool:
    """Whether a table only places other tables on the page: it holds some, and has at most two columns of its own."""
    return nested and max(widths, default=0) <= 2


def tidy(text: str) -> str:
    """A cell's text with single blanks, without blank lines."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def rejoined(lines: Sequence[str]) -> str:
    """The lines of a narrow cell as they read: a line end stays only before a mark or label, or behind a full stop."""
    out: list[str] = []
    for line in lines:
        if out and not _OPENS.match(line) and not _ENDED.search(out[-1]):
            out[-1] = f"{out[-1]} {line}"
        else:
            out.append(line)
    return "\n".join(out)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines of a page as paragraphs: a line nearly as long as the longest goes on with the next, unless it ends a
    sentence or the next begins with a mark or label."""
    full = 0.75 * max(map(len, lines), default=0)
    out: list[str] = []
    wrapped = False
    for line in lines:
        if wrapped and out and line.strip() and not _OPENS.match(line) and not _ENDED.search(out[-1]):
            out[-1] = f"{out[-1].rstrip()} {line.strip()}"
        else:
            out.append(line)
        wrapped = len(line) >= full > 40
    return out
