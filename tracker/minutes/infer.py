"""Columns of a table that has no headings anywhere, told from what its cells hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from tracker.minutes.formats.blocks import Block, Row
from tracker.minutes.headings import Columns
from tracker.minutes.nature import has_duty_cue
from tracker.minutes.numbering import number_of
from tracker.minutes.phrasebook import Phrasebook

_SHORT = 60


def inferred_columns(blocks: Sequence[Block], book: Phrasebook) -> Columns | None:
    """The columns of the document's numbered rows: the first counts, the one whose cells say duties is the decision,
    what stands right of it is the implementer (and the deadline), left of it subject and discussion.

    None unless at least two rows of one width count upwards and most of them say a duty in the same column.
    """
    by_width: dict[int, list[Row]] = defaultdict(list)
    for block in blocks:
        if isinstance(block, Row) and not block.rule and len(block.cells) >= 3 and number_of(block.cells[0].text):
            by_width[len(block.cells)].append(block)
    for rows in sorted(by_width.values(), key=len, reverse=True):
        if len(rows) >= 2 and _counts(rows) and (found := _columns(rows, book)):
            return found
    return None


def _counts(rows: Sequence[Row]) -> bool:
    numbers = [int((number_of(r.cells[0].text) or "0").split(".")[0]) for r in rows]
    return all(a <= b <= a + 3 for a, b in pairwise(numbers))


def _columns(rows: Sequence[Row], book: Phrasebook) -> Columns | None:
    width = len(rows[0].cells)
    sample = rows[:40]
    duties = [sum(has_duty_cue(r.cells[i].text, book) for r in sample) for i in range(width)]
    decision = max(range(1, width), key=lambda i: (duties[i], i))
    if duties[decision] * 2 < len(sample):
        return None
    roles = ["number"] + [""] * (width - 1)
    roles[decision] = "decision"
    left = list(range(1, decision))
    for n, i in enumerate(left):
        lengths = [len(r.cells[i].text) for r in sample]
        first_of_several = n == 0 and (len(left) > 1 or sum(lengths) < _SHORT * len(sample))
        roles[i] = "subject" if first_of_several else "discussion"
    for i, role in zip(range(decision + 1, width), ("implementer", "deadline"), strict=False):
        roles[i] = role
    return Columns(tuple(frozenset((r,)) if r else frozenset() for r in roles), "decisions")
