"""What the formats with real tables share: tables that only place text on a page, and tidy cell texts."""

from __future__ import annotations

import re
from collections.abc import Sequence

_BLANKS = re.compile(r"[ \t\u00a0]+")


def laid_out(widths: Sequence[int], nested: bool) -> bool:
    """Whether a table only places other tables on the page: it holds some, and has at most two columns of its own."""
    return nested and max(widths, default=0) <= 2


def tidy(text: str) -> str:
    """A cell's text with single blanks, without blank lines."""
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
