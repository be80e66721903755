"""Where a decision, its deadline and those who must act stand in the source."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.minutes.draft import DraftDecision, Span
from tracker.minutes.implementers import ImplementerReading
from tracker.minutes.locate import Locator
from tracker.minutes.nature import has_letters
from tracker.minutes.raw import RawItem


def sourced(
    draft: DraftDecision, locator: Locator, offices: ImplementerReading | None = None, item: RawItem | None = None
) -> DraftDecision:
    """The draft with the spans of its words, of its deadline's, and of those that name who acts.

    `item` has the cells of implementer and deadline, where the layout has any; else the decision's own words say it.
    """
    source = locator.find(draft.text, draft.place)
    return draft._replace(
        source=source,
        deadline_source=_deadline(draft, locator, source, item.deadline if item else None),
        implementer_source=_implementer(draft, locator, source, item.implementer if item else None, offices),
    )


def _deadline(draft: DraftDecision, locator: Locator, source: Span | None, cell: str | None) -> Span | None:
    words = draft.deadline.text if draft.deadline else ""
    if not words:
        return None
    inside = locator.find(cell, draft.place, beside=source) if cell and words in cell else source
    return locator.find(words, draft.place, within=inside)


def _implementer(
    draft: DraftDecision, locator: Locator, source: Span | None, cell: str | None, offices: ImplementerReading | None
) -> Span | None:
    if cell is not None and has_letters(cell):
        return locator.find(cell, draft.place, beside=source)
    named = (locator.find(match.words, draft.place, within=source) for match in offices.matches) if offices else ()
    return _together(span for span in named if span is not None)


def _together(spans: Iterable[Span]) -> Span | None:
    found = list(spans)
    pieces = tuple(sorted({piece for span in found for piece in span.pieces}))
    return min(found, key=lambda span: span.start)._replace(pieces=pieces) if found else None
