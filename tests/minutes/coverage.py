"""Which layouts, formats and languages the tests read whole: `python -m tests.minutes.coverage` prints README's table."""

from __future__ import annotations

import json
import sys
from collections import defaultdict

from tests.minutes.gold import OWN, cases, read_case
from tests.minutes.rendering import OFFICE, TABLES, Render, agenda, page, tabs
from tests.minutes.test_layouts_agree import PAPERS

LANGUAGES = ("bn", "en", "hi")
KINDS = {
    "coordination_minutes": "minutes",
    "resolution": "resolutions",
    "dialogue_report": "dialogue reports",
    "directive_report": "news reports",
}

SHOWN: dict[Render, str] = {agenda: "agenda paragraphs", page: "table of the format's own"}

Seen = dict[tuple[str, str], set[str]]
"""(what, format) → the languages."""


def annotated() -> Seen:
    """The annotated documents, by kind and by the format that was read."""
    seen: Seen = defaultdict(set)
    for name in cases(OWN):
        gold, draft = read_case(OWN, name)
        suffix = json.loads((OWN / f"{name}.json").read_text("utf-8"))["file"].rpartition(".")[2]
        shown = suffix if suffix in ("md", "txt") else draft.source.format
        seen[f"annotated {KINDS[draft.kind]}", shown].add(gold["language"])
    return seen


def rendered() -> Seen:
    """The same papers in every markup (tests/minutes/test_layouts_agree.py)."""
    seen: Seen = defaultdict(set)
    for render in (tabs, *TABLES, agenda):
        what = SHOWN.get(render, f"table: {render.__name__.replace('_', ' ')}")
        seen[what, "html" if render is page else "txt"] |= set(PAPERS)
    for office, suffix in OFFICE.items():
        what = SHOWN[agenda] if "paragraphs" in office.__name__ else SHOWN[page]
        seen[what, suffix.removeprefix(".")] |= set(PAPERS)
    return seen


def lines() -> list[str]:
    """The table, as README has it: the formats that are covered of each layout and language."""
    formats: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (what, shown), languages in (annotated() | rendered()).items():
        for language in languages:
            formats[what, language].add(shown)
    out = ["| layout | Bengali | English | Hindi |", "|---|---|---|---|"]
    for what in sorted({what for what, _ in formats}):
        cells = " | ".join(", ".join(sorted(formats[what, language])) or "-" for language in LANGUAGES)
        out.append(f"| {what} | {cells} |")
    return out


if __name__ == "__main__":
    sys.stdout.write("\n".join(lines()) + "\n")
