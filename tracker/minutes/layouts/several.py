"""Several meetings in one file, told apart by their titles and facts."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.minutes.formats.blocks import Block, Paragraph, Row
from tracker.minutes.headings import columns_of
from tracker.minutes.labels import has_decision_label
from tracker.minutes.noise import is_closing, is_fact, is_title_line
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.script import skeleton

_LABEL = re.compile(r"\s*([^:ঃ\t\n]{2,60}?)\s*(?:[:ঃः]|\t)\s*\S")
_NEAR = 14


def by_meeting(blocks: Sequence[Block], book: Phrasebook) -> list[Sequence[Block]]:
    """The blocks of each meeting. A new one begins where, after decisions or closing words, a title (or at least two
    labelled facts) stands again and decisions follow."""
    cuts = [0]
    holding = [_holds_decisions(block, book) for block in blocks]
    last = max((at for at, holds in enumerate(holding) if holds), default=-1)
    content = False
    titles: dict[str, int] = {}
    for at, block in enumerate(blocks):
        title = _title(block, book)
        again = titles.get(title, at) < at - _NEAR // 2
        if ((content and at <= last) or again) and _begins(blocks, at, book):
            cuts.append(at)
            content = False
            titles.clear()
        content = content or holding[at] or (isinstance(block, Paragraph) and is_closing(block.text, book))
        if title:
            titles[title] = at
    return [blocks[a:b] for a, b in zip(cuts, [*cuts[1:], len(blocks)], strict=True)]


def _title(block: Block, book: Phrasebook) -> str:
    """The letters of a title line, "" for any other block."""
    return skeleton(block.text) if isinstance(block, Paragraph) and is_title_line(block.text, book) else ""


def _holds_decisions(block: Block, book: Phrasebook) -> bool:
    if isinstance(block, Row):
        columns = None if block.rule else columns_of([c.text for c in block.cells], book)
        return columns is not None and columns.kind != "other"
    return has_decision_label(block.text, book)


def _begins(blocks: Sequence[Block], at: int, book: Phrasebook) -> bool:
    block = blocks[at]
    near = blocks[at : at + _NEAR]
    if isinstance(block, Paragraph) and is_title_line(block.text, book):
        return bool(_facts(near, book))
    titled = any(_title(b, book) for b in near)
    return not titled and bool(_facts([block], book)) and len(_facts(near[:6], book)) >= 2


def _facts(blocks: Sequence[Block], book: Phrasebook) -> set[str]:
    """The labels of facts that stand, with a value, in these blocks."""
    found = set()
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else block.line
        match = _LABEL.match(text)
        if match and is_fact(match[1], book):
            found.add(match[1].strip())
    return found
