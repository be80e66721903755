"""What was understood of a document, in a form that is pleasant to read on a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.cli.words import NATURES, reasons, wrapped
from tracker.domain.numerals import format_date
from tracker.minutes.draft import Draft, DraftDecision, Meeting
from tracker.reports.table import harmless

LABEL = 14


def draft_lines(draft: Draft) -> Iterator[str]:
    """The meeting's facts, each decision, and what a careful registrar would notice."""
    yield from _facts(draft)
    yield ""
    count = len(draft.decisions)
    yield f"{count} decision{'' if count == 1 else 's'}"
    for decision in draft.decisions:
        yield ""
        yield from _decision(decision)
    if draft.warnings:
        yield ""
        yield f"{len(draft.warnings)} thing{'' if len(draft.warnings) == 1 else 's'} to notice"
    for warning in draft.warnings:
        where = f" (line {warning.place.line})" if warning.place.line else ""
        yield from wrapped(f"{warning.code}: {warning.message}{where}", "    ", first="  ! ")
        if warning.excerpt:
            yield from wrapped(f"“{warning.excerpt}”", "    ")
    if draft.notes:
        yield ""
    for note in draft.notes:
        yield from wrapped(f"note: {note}", "    ", first="    ")


def _facts(draft: Draft) -> Iterator[str]:
    meeting, source = draft.meeting, draft.source
    yield from wrapped(meeting.title or source.name, "")
    kind = draft.kind.replace("_", " ")
    facts = (
        ("document", f"{kind} ({source.language}, {source.format})"),
        ("memo number", meeting.memo_number),
        ("held", format_date(meeting.held_on, "en", weekday=True) if meeting.held_on else None),
        ("issued", format_date(meeting.issued_on, "en", weekday=True) if meeting.issued_on else None),
        ("next meeting", format_date(meeting.next_meeting_on, "en") if meeting.next_meeting_on else None),
        ("quarter", _quarter(meeting)),
        ("participants", _participants(meeting)),
        ("place", meeting.place),
        ("chair", meeting.chair),
    )
    for label, value in facts:
        yield f"  {label:{LABEL}}{harmless(value) if value else 'not stated'}"


def _quarter(meeting: Meeting) -> str | None:
    if meeting.fiscal_year is None:
        return None
    return f"{meeting.fiscal_year}{f' Q{meeting.quarter}' if meeting.quarter else ''}"


def _participants(meeting: Meeting) -> str | None:
    people = meeting.participants
    if people is None:
        return None
    parts = (("female", people.female), ("male", people.male), ("minority", people.minority))
    told = ", ".join(f"{count} {name}" for name, count in parts if count is not None)
    if people.total is None:
        return told or None
    return f"{people.total}{f' ({told})' if told else ''}"


def _decision(decision: DraftDecision) -> Iterator[str]:
    head = f"{decision.number}  " if decision.number else ""
    subject = decision.subject or f"({NATURES.get(decision.nature, decision.nature)})"
    yield from wrapped(subject, " " * (4 + len(head)), first=f"  {head}")
    yield from wrapped(decision.text, "      ")
    if decision.nature != "obligation":
        yield f"      {'nature':{LABEL}}{NATURES.get(decision.nature, decision.nature)}"
    offices = ", ".join(decision.implementers)
    if offices or decision.nature == "obligation":
        count = f"{len(decision.implementers)}: " if len(decision.implementers) > 1 else ""
        yield from _labelled("offices", f"{count}{offices}" if offices else "none")
    if decision.explanation:
        yield from _labelled("deadline", decision.explanation)
    if decision.review:
        yield from _labelled("REVIEW", reasons(decision.review))


def _labelled(label: str, text: str) -> Iterator[str]:
    yield from wrapped(text, " " * (6 + LABEL), first=f"      {label:{LABEL}}")
