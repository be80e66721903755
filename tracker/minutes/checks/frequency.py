"""How often: what the discussion says against what was decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.minutes.draft import DocumentWarning, DraftDecision
from tracker.minutes.phrasebook import Phrasebook
from tracker.minutes.phrases.frequencies import frequency_in
from tracker.minutes.sentences import sentences


def check_frequencies(decisions: Sequence[DraftDecision], book: Phrasebook) -> Iterator[DocumentWarning]:
    """`conflicting_frequency` for each decision so reviewed, with the discussion's sentence beside the decision's."""
    for decision in decisions:
        if "conflicting_frequency" not in decision.review or decision.deadline is None:
            continue
        told = next((s for s in sentences(decision.discussion) if frequency_in(s, book)), decision.discussion)
        yield DocumentWarning(
            "conflicting_frequency",
            f"decision {decision.number} says “{decision.deadline.text}”, its discussion another frequency",
            told[:200],
            decision.place,
        )
