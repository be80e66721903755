"""A paragraph cut into sentences, each exactly as it stands."""

from __future__ import annotations

import re

from tracker.minutes.remember import per_text

# A full stop ends an English sentence only before a capital and after a word that is no title or initial; in
# Bengali and Hindi it stands for a danda only after a finite verb (elsewhere it abbreviates: খ্রি. মো.).
_END = re.compile(
    r"""[।!?]+["”’')\]]*(?=\s|$|[^\s।!?])
      | (?<!\.)\.++["”’')\]]*+(?=\s+["“‘'(\[]?[A-Z]|\s*$)
      | (?:হয়|হবে|হইবে|হলো|হল|হয়েছে|করেন|বেন|करें|जाए|जाये|गया|गए|गई|गये)(\.)(?=\s|$)
      | (?<=[\u0980-\u09ff\u0900-\u097f])\s?\|(?=\s)
      | \n\s*\n
    """,
    re.VERBOSE,
)
_NO_END = re.compile(
    r"(?:^|[\s(\"“‘'])(?:Md|Mst|Mr|Mrs|Ms|Dr|Prof|Engr|Adv|Eng|No|Nos|Sl|Smt|Shri|Col|Maj|Lt|Hon|St|vs|viz|i\.e|e\.g|cf|"
    r"a\.m|p\.m|[A-Z]|Sr|Jr|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Tk|Rs|Govt|Dept|approx|para|art)\.$",
    re.IGNORECASE,
)


@per_text
def sentences(paragraph: str) -> tuple[str, ...]:
    """The sentences of a paragraph in order, stripped, none empty."""
    found: list[str] = []
    start = 0
    for match in _END.finditer(paragraph):
        end = match.end()
        if (
            match.group().startswith(".")
            and _NO_END.search(paragraph[max(start, end - 12) : end])
            and end < len(paragraph)
        ):
            continue
        found.append(paragraph[start:end].strip())
        start = end
    found.append(paragraph[start:].strip())
    return tuple(filter(None, found))
