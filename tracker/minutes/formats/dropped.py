"""What is taken out of a document's letters, counted over all its paragraphs."""

from __future__ import annotations

from collections import Counter

from tracker.minutes.draft import DocumentWarning
from tracker.minutes.script import clean


class Cleaner:
    """Cleans one text after the other and remembers what was dropped."""

    def __init__(self) -> None:
        self._suspect: Counter[str] = Counter()
        self._harmless: Counter[str] = Counter()

    def clean(self, text: str) -> str:
        """The text as `script.clean` gives it."""
        cleaned = clean(text)
        self._suspect.update(dict(cleaned.suspect))
        self._harmless.update(dict(cleaned.harmless))
        return cleaned.text

    @property
    def warnings(self) -> tuple[DocumentWarning, ...]:
        """`characters_dropped` when signs were dropped that can mislead (controls, turned directions)."""
        if not self._suspect:
            return ()
        what = ", ".join(f"{n} × {name}" for name, n in sorted(self._suspect.items()))
        return (DocumentWarning("characters_dropped", f"control characters were taken out: {what}"),)

    @property
    def notes(self) -> tuple[str, ...]:
        """A remark for each sign that shows nothing and was dropped."""
        return tuple(f"{n} × {name} dropped (shows nothing)" for name, n in sorted(self._harmless.items()))
