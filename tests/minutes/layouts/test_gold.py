"""Every decision that the annotated minutes hold is an item or exchange of the layout, with its number and words."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import SHARED
from tracker.minutes.layouts import read_raw
from tracker.minutes.phrasebook import load_phrasebook

CASES = sorted((SHARED / "cases").glob("*.json")) if SHARED.is_dir() else []
BOOK = load_phrasebook()


def letters(text: str) -> str:
    """A text reduced to letters, signs and digits, as the scorer compares it."""
    folded = unicodedata.normalize("NFC", text).casefold().replace("৷", "")
    return "".join(c for c in folded if unicodedata.category(c)[0] in "LMN")


@pytest.mark.skipif(not CASES, reason="the annotated minutes are not here")
@pytest.mark.parametrize("gold_file", CASES, ids=lambda p: p.stem)
def test_each_gold_decision_is_found_with_its_number_and_its_words(gold_file: Path) -> None:
    gold: dict[str, Any] = json.loads(gold_file.read_text("utf-8"))
    found = read_raw(gold_file.parent / gold["file"], BOOK)
    wanted = [(d["number"], letters(d["text"])) for d in gold["decisions"]]
    if gold["kind"] == "directive_report":
        prose = letters("".join(line.text for m in found.meetings for line in m.prose))
        assert all(text in prose for _, text in wanted)
        return
    items = [(i.number, letters(i.decision)) for m in found.meetings for i in m.items if not i.follow_up]
    talks = [(str(n), letters(e.text)) for m in found.meetings for n, e in enumerate(m.exchanges, 1)]
    assert items + talks == wanted
    assert found.source.language == gold["language"]
