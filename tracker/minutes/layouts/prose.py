"""Papers without any list of decisions (news reports): their paragraphs, in which directives may stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tracker.minutes.noise import is_page_mark, is_portal
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.raw import Line, RawMeeting
from tracker.minutes.script import skeleton

_SENTENCE_END = re.compile(r"[।.?!৷|\"”’)]\s*$")
_PARAGRAPH = 60


def read_prose(lines: Sequence[Line], book: Phrasebook) -> RawMeeting:
    """The headline and other short lines as header, the paragraphs as prose; what follows an article is left out."""
    kept = [
        line for line in _article(lines, book) if not is_portal(line.text, book) and not is_page_mark(line.text, book)
    ]
    first = next((i for i, line in enumerate(kept) if _is_paragraph(line.text)), len(kept))
    return RawMeeting("prose", tuple(kept[:first]), prose=tuple(kept[first:]))


def _is_paragraph(text: str) -> bool:
    return len(text) > _PARAGRAPH and bool(_SENTENCE_END.search(text))


def _article(lines: Sequence[Line], book: Phrasebook) -> Sequence[Line]:
    """The lines up to the first that ends an article ("Comments", "अन्य पोस्ट") behind a paragraph."""
    ends = _ends(book)
    seen = False
    for i, line in enumerate(lines):
        seen = seen or _is_paragraph(line.text)
        label = line.text.partition(":")[0]  # "আরও পড়ুন: …"
        if seen and len(label) < 40 and skeleton(label) in ends:
            return lines[:i]
    return lines


@lru_cache(maxsize=8)
def _ends(book: Phrasebook) -> frozenset[str]:
    return frozenset(skeleton(word) for word in book.words("noise", "article_ends"))
