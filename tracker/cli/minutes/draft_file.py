"""A draft as a TOML file that a registrar reads and edits before the import."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from tracker.actions.edited_draft import NATURES, reading_digest
from tracker.cli.words import reasons, wrapped
from tracker.domain.deadlines import NO_DEADLINE
from tracker.minutes.draft import Draft, DraftDecision
from tracker.settings.wording import words_of

_GUIDE = f"""\
Edit what was misread or left open, then: tracker minutes import --draft THIS FILE

  nature        {", ".join(NATURES)}
  text          the duty as offices will see it; the document's own words stay in the record as well
  implementers  codes of offices (tracker offices list)
  deadline      "within 10 days", "15 working days", "end of quarter", "every month", "2023-07-05", "ongoing",
                "policy" (what the configuration gives), or words of minutes: "আগামী ১০ দিনের মধ্যে"
  confirm       true: it binds as it stands here, whatever is noted for review
  drop          true: it binds nobody; say why in note

What you leave as it is goes in as it was read; what is still open then waits in review.
`item` and [document] tie the draft to the document: leave them."""


def draft_file(draft: Draft, document: Path, folder: Path) -> Iterator[str]:
    """The lines of the file, which will stand in `folder`."""
    yield from _comment(draft.meeting.title or draft.source.name)
    yield "#"
    yield from (f"# {line}".rstrip() for line in _GUIDE.splitlines())
    yield ""
    yield "[document]"
    yield f"file = {_quoted(os.path.relpath(document.resolve(), folder.resolve()))}"
    yield f"sha256 = {_quoted(draft.source.sha256)}"
    yield f"reading = {_quoted(reading_digest(draft.decisions))}"
    for item, decision in enumerate(draft.decisions, start=1):
        yield ""
        yield ""
        yield from _decision(item, decision)


def _decision(item: int, decision: DraftDecision) -> Iterator[str]:
    yield "[[decision]]"
    yield from _comment(decision.subject, f"{decision.number}  ")
    yield from _comment(decision.text, "the words     ")
    if decision.implementer_text:
        yield from _comment(decision.implementer_text, "who           ")
    words = decision.deadline.text if decision.deadline else ""
    if words:
        yield from _comment(f"“{words}”", "when          ")
    if decision.explanation:
        yield from _comment(decision.explanation, "first due     ")
    if decision.review:
        yield from _comment(reasons(decision.review), "TO SETTLE     ")
    yield f"item = {item}"
    yield f"number = {_quoted(decision.number)}"
    yield f"nature = {_quoted(decision.nature)}"
    yield f"text = {_quoted(decision.text)}"
    yield from _offices(decision.implementers)
    yield f"deadline = {_quoted(words_of(decision.deadline or NO_DEADLINE))}"
    if decision.review or decision.nature != "obligation":
        yield "confirm = false"
    yield "drop = false"
    yield 'note = ""'


def _offices(codes: tuple[str, ...]) -> Iterator[str]:
    if len(codes) <= 1:
        yield f"implementers = [{', '.join(map(_quoted, codes))}]"
        return
    yield "implementers = ["
    for code in codes:
        yield f"  {_quoted(code)},"
    yield "]"


def _comment(text: str, label: str = "") -> Iterator[str]:
    yield from wrapped(text, "# " + " " * len(label), first=f"# {label}")


def _quoted(text: str) -> str:
    """A TOML basic string: JSON's escapes are TOML's as well."""
    return json.dumps(text, ensure_ascii=False)
